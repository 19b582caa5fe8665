"""`laureat export`: what the bot knows of grants, in the forms that others read."""

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from bot.commands.french import Command, Failure
from bot.french.agreement import count_of
from bot.settings import load
from bot.variables import PACK


@click.command(cls=Command)
@click.argument("folder", type=click.Path(file_okay=False, exists=True, path_type=Path), metavar="DOSSIER")
@click.option(
    "--format",
    "form",
    type=click.Choice(["scdl", "jsonld"]),
    default="scdl",
    metavar="FORMAT",
    help="scdl : le CSV de la forme nationale ; jsonld : schema.org, MonetaryGrant.",
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FICHIER", help="Au lieu de la sortie standard."
)
def export(folder: Path, form: str, out: Path | None) -> None:
    """Écrit les subventions d’un DOSSIER sous une forme ouverte.

    C’est un dossier de « laureat import », ou un dossier de connaissances dont un type dit ce qu’il est comme
    subvention (« subvention: »), que seul le CSV sait écrire. Ce que la source ne
    dit pas reste vide : la sortie d’erreur compte les lignes auxquelles il manque ce que la forme
    nationale demande. Les demandes refusées n’y sont pas.
    """
    from bot.content.model import load_model
    from bot.grants.description import find_pack
    from bot.grants.export import write_jsonld, write_knowledge, write_scdl
    from bot.grants.opening import open_pack

    missing: dict[str, int] = {}
    imported = (folder / PACK).exists()
    if not imported and not any(folder.rglob("*.yaml")):
        raise Failure(f"{folder} n’a ni {PACK}, que fait « laureat import », ni fiches.")
    if not imported and form != "scdl":
        raise click.UsageError("Ce dossier ne s’écrit qu’en CSV : --format scdl.")
    try:
        with nullcontext(sys.stdout) if out is None else out.open("w", encoding="utf-8", newline="") as file:
            if not imported:
                missing = write_knowledge(load_model(load().intents, folder).knowledge, file)
            else:
                with open_pack(find_pack(folder)) as engine:
                    if form == "scdl":
                        missing = write_scdl(engine, file)
                    else:
                        write_jsonld(engine, file)
    except ValueError as error:
        raise Failure(str(error)) from error
    except OSError as error:
        raise Failure(f"Impossible d’écrire {error.filename} : {error.strerror}.") from error
    for field, lines in missing.items():
        click.echo(
            f"{field} : {count_of(lines, 'ligne vide', 'lignes vides')}, que la forme nationale veut remplies", err=True
        )
