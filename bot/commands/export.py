"""`laureat export`: what the bot knows of grants, in the forms that others read."""

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from bot.commands.french import Command, Failure
from bot.french.agreement import count_of


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
    """Écrit les subventions d’un DOSSIER de « laureat import » sous une forme ouverte.

    Ce que la source ne dit pas reste vide : la sortie d’erreur compte les lignes auxquelles il manque ce que la forme
    nationale demande. Les demandes refusées n’y sont pas.
    """
    from bot.grants.description import find_pack
    from bot.grants.export import write_jsonld, write_scdl
    from bot.grants.pack import open_pack

    missing: dict[str, int] = {}
    try:
        with (
            open_pack(find_pack(folder)) as engine,
            nullcontext(sys.stdout) if out is None else out.open("w", encoding="utf-8", newline="") as file,
        ):
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
