"""`laureat import`: published files become what the bot knows."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands.french import Command, Failure, Group
from bot.commands.shared import colour
from bot.french.agreement import count_of

if TYPE_CHECKING:
    from bot.grants.importing import Refused
    from bot.grants.report import Reason, Report

_READABLE = click.Path(dir_okay=False, path_type=Path)


class _Refusal(Failure):
    """A file that is not imported."""

    exit_code = 1


def _threshold(ctx: click.Context, param: click.Parameter, told: str) -> str:
    """A threshold as its digits, « aucun », or ""."""
    from bot.grants.cells import amount
    from bot.grants.description import NO_THRESHOLD

    if told in ("", NO_THRESHOLD):
        return told
    cents, note = amount(told)
    if cents is None or note or cents < 0 or cents % 100:
        raise click.UsageError(f"--seuil : « {told} » n’est ni un nombre entier d’euros, ni « {NO_THRESHOLD} ».")
    return str(cents // 100)


@click.group("import", cls=Group)
def import_() -> None:
    """Fait d’un fichier publié ce que le robot sait."""


@import_.command(cls=Command)
@click.argument("files", nargs=-1, required=True, type=_READABLE, metavar="FICHIER…")
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DOSSIER",
    help="Dossier à faire (obligatoire).",
)
@click.option(
    "--colonnes", "columns", type=_READABLE, metavar="FICHIER", help="Quelles colonnes disent quoi (voyez --proposer)."
)
@click.option(
    "--proposer",
    "proposed",
    type=_READABLE,
    metavar="FICHIER",
    help="Écrit une proposition de ce fichier, et s’arrête.",
)
@click.option(
    "--annee", "year", type=click.IntRange(1950, 2100), metavar="AAAA", help="Année des lignes qui n’en disent pas."
)
@click.option("--feuille", "sheet", default="", metavar="NOM", help="Feuille du classeur, si ce n’est la première.")
@click.option("--attribuant", "grantor", default="", metavar="NOM", help="Qui attribue, si le fichier ne le dit pas.")
@click.option("--titre", "titre", default="", metavar="TEXTE", help="Titre du jeu de données.")
@click.option("--source", "source", default="", metavar="ADRESSE", help="Page où il est publié.")
@click.option("--licence", "licence", default="", metavar="TEXTE", help="Licence de ces données.")
@click.option(
    "--seuil",
    "seuil",
    default="",
    callback=_threshold,
    metavar="EUROS",
    help="Montant au-dessous duquel rien n’y figure, ou « aucun ».",
)
@click.option("--contact", "contact", default="", metavar="TEXTE", help="À qui s’adresser.")
@click.option("--json", "as_json", is_flag=True, help="Écrit le rapport en JSON.")
def subventions(
    files: tuple[Path, ...],
    folder: Path | None,
    columns: Path | None,
    proposed: Path | None,
    year: int | None,
    sheet: str,
    grantor: str,
    as_json: bool,
    **described: str,
) -> None:
    """Des subventions publiées, en CSV, XLSX, ODS ou JSON.

    La forme attendue est la forme nationale « SCDL subventions » ; les autres se lisent avec --colonnes. DOSSIER reçoit
    le paquet (un fichier, dont le nom dit l’empreinte), sa description à relire, subventions.yaml, et le rapport de
    l’import, rapport.html et rapport.json : lignes lues, gardées, mises de côté et pourquoi, sommes par année.

    Rien n’est deviné en silence. Un fichier qu’on ne peut pas lire sûrement est refusé : la raison est dite, avec les
    lignes, la commande sort en 1, et rien n’est écrit.
    """
    from msgspec import structs

    from bot.grants.choosing import read_chosen
    from bot.grants.columns import Chosen
    from bot.grants.description import Description
    from bot.grants.importing import Refused, Wanted, import_grants, propose

    try:
        if proposed is not None:
            _write(proposed, propose(files[0], sheet))
            click.echo(f"{proposed} est écrit. Corrigez-le, puis donnez-le par --colonnes.")
            return
        if folder is None:
            raise click.UsageError("Donnez le dossier à faire : --out DOSSIER.")
        chosen = read_chosen(columns) if columns is not None else Chosen()
        if grantor:
            chosen = structs.replace(chosen, valeurs={"nomAttribuant": grantor, **chosen.valeurs})
        description = Description(attribuant=grantor, **described)
        wanted = Wanted(files, folder, description, chosen, year, sheet)
        report = _with_bar(lambda progress: import_grants(wanted, progress))
    except Refused as refused:
        raise _refusal(refused) from refused
    except FileExistsError:
        raise Failure(f"{folder} n’est pas vide. Donnez un dossier qui n’existe pas encore.") from None
    except OSError as error:
        raise Failure(f"Impossible d’écrire {error.filename} : {error.strerror}.") from error
    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(report)).decode())
    else:
        _show(report)
        click.echo(f"\nTout est dans {folder} : lisez rapport.html, relisez subventions.yaml.")


def _with_bar(work: Callable[[Callable[[int, int], None]], "Report"]) -> "Report":
    with click.progressbar(length=1000, label="Lecture", file=sys.stderr) as bar:

        def progress(done: int, size: int) -> None:
            bar.update(1000 * done // max(size, 1) - bar.pos)

        return work(progress)


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def _refusal(refused: "Refused") -> Failure:
    error = refused.error
    lines = f" ({_lines(tuple(map(str, error.lines)))})" if error.lines else ""
    return _Refusal(f"{refused.path} est refusé{lines} :\n  {error.what}\n  → {error.remedy}")


def _lines(numbers: tuple[str, ...]) -> str:
    return f"ligne{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}"


def _show(report: "Report") -> None:
    from bot.grants.report import euros

    aside = count_of(report.left, "mise de côté", "mises de côté")
    amounts = any(file.amounts for file in report.files)
    kept = count_of(report.kept, *(("montant gardé", "montants gardés") if amounts else ("gardée", "gardées")))
    click.echo(
        click.style(f"{count_of(report.read, 'ligne lue', 'lignes lues')}, {kept}, {aside}", bold=True), color=colour()
    )
    for title, reasons in (("Mises de côté", report.aside), ("Remarques", report.notes)):
        _show_reasons(title, reasons)
    for file in report.files:
        _show_reasons(f"Réparé dans {file.name}", file.repaired)
    _show_reading(report)
    click.echo("\nSommes par année, aides en nature non comptées :")
    for year in report.years:
        in_kind = f", et {euros(year.in_kind)} en nature" if year.in_kind else ""
        click.echo(f"  {year.year or 'sans année'} : {euros(year.cents)} ({count_of(year.grants, 'ligne')}){in_kind}")
    click.echo(f"  en tout : {euros(report.cents)}, {count_of(report.beneficiaries, 'bénéficiaire')}")
    if report.silent:
        click.echo("\nCe que le robot ne pourra pas dire :")
        for said in report.silent:
            click.echo(f"  {said}")


def _show_reading(report: "Report") -> None:
    """How the files were read, and what of it is to be checked."""
    from bot.grants.columns import APART, MADE
    from bot.grants.reading.table import OTHER_SHEETS

    click.echo("\nLu ainsi :")
    for file in reversed({file.sha256: file for file in reversed(report.files)}.values()):
        told = [f"{name} {value}" for name, value in file.reading.items() if name != OTHER_SHEETS]
        click.echo(f"  {file.file} : {', '.join([*told, f'en-tête à la ligne {file.header_line}'])}")
        amounts = [f"« {one.header} »" for one in file.columns if one.field == "montant"]
        if file.amounts:
            click.echo(f"    montants : {len(file.amounts)} colonnes, chacune à part : {', '.join(file.amounts)}")
        elif amounts:
            click.echo(f"    montants : colonne {amounts[0]}")
        if kept := [f"« {one.header} »" for one in file.columns if not one.field and one.how not in (APART, MADE)]:
            click.echo(f"    colonnes de plus, gardées sous leur nom : {', '.join(kept)}")
        for one in (one for one in file.columns if one.separator):
            click.echo(f"    « {one.header} » : lue comme plusieurs valeurs, séparées par {one.separator}")
    if report.to_check:
        click.echo(click.style("\nÀ vérifier :", bold=True), color=colour())
        for said in report.to_check:
            click.echo(f"  {said}")


def _show_reasons(title: str, reasons: "tuple[Reason, ...]") -> None:
    if not reasons:
        return
    click.echo(f"\n{title} :")
    for reason in reasons:
        more = "…" if reason.count > len(reason.first) else ""
        click.echo(f"  {count_of(reason.count, 'ligne')} : {reason.what}")
        click.echo(click.style(f"    {_lines(reason.first)}{more}", dim=True), color=colour())
