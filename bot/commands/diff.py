"""`laureat diff`: the answers that change between two contents."""

import asyncio
import sys
from pathlib import Path
from typing import TextIO

import click
import msgspec

from bot.commands.database import last_messages
from bot.commands.french import Command, Failure
from bot.commands.shared import colour, visible, visible_lines
from bot.settings import load
from bot.workshop.heard import read_messages
from bot.workshop.roots import FOLDERS, Roots
from bot.workshop.trial import Change, Trial, TrialError, compare_contents

_COLOURS = {"mieux": "green", "perdue": "red", "sens": "yellow", "revoir": "yellow", "mots": "cyan"}
_TITLES = {
    "mieux": "mieux comprise",
    "perdue": "perdue",
    "sens": "change de sens",
    "revoir": "exemple à revoir",
    "mots": "change de mots",
}


@click.command(cls=Command)
@click.argument("old", metavar="A", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("new", metavar="B", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--messages",
    type=click.File(encoding="utf-8"),
    metavar="FICHIER",
    help="Essaie aussi ces messages, un par ligne (ou en JSON : text, before, times) ; « - » : l’entrée standard.",
)
@click.option(
    "--journal",
    type=click.IntRange(1, 100_000),
    is_flag=False,
    flag_value=1000,
    metavar="[N]",
    help="Essaie aussi les N derniers messages du journal (1000).",
)
@click.option("--mots", "words", is_flag=True, help="Montre aussi les réponses qui ne changent que de mots.")
@click.option("--json", "as_json", is_flag=True, help="Écrit tout ce qui change en JSON.")
@click.pass_context
def diff(
    ctx: click.Context,
    old: Path,
    new: Path,
    messages: TextIO | None,
    journal: int | None,
    words: bool,
    as_json: bool,
) -> None:
    """Compare les réponses de deux contenus, A et B.

    Chacun est un dossier qui contient intents/, knowledge/, ou les deux ; ce qui manque est pris dans les réglages.
    Tous les exemples des deux sont essayés. Sort en 1 si B est refusé, ou si une question n’y est plus comprise.
    """
    before, after = _roots(old), _roots(new)
    differ = _texts(before, after), _texts(after, before)
    heard = [*(read_messages(messages) if messages else ()), *(last_messages(journal) if journal else ())]
    shown = sys.stderr.isatty()

    def progress(share: float) -> None:
        if shown:
            click.echo(f"\r{round(100 * share):>3} %", nl=False, err=True)

    try:
        tried = asyncio.run(compare_contents(before, after, *differ, heard, progress))
    except TrialError as error:
        raise Failure(str(error)) from error
    finally:
        if shown:
            click.echo("\r     \r", nl=False, err=True)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(tried)).decode())
    else:
        _show(tried, words)
    ctx.exit(1 if tried.problems or tried.count("perdue") else 0)


def _roots(folder: Path) -> Roots:
    settings = load()
    found = [folder / name for name in FOLDERS]
    if not any(map(Path.is_dir, found)):
        raise click.UsageError(f"« {folder} » ne contient ni intents/ ni knowledge/.")
    default = (settings.intents, settings.knowledge)
    return Roots(*(one if one.is_dir() else other for one, other in zip(found, default, strict=True)))


def _texts(of: Roots, other: Roots) -> dict[str, str]:
    """The files that the other content has not, or otherwise."""
    found = {}
    for name in of.names():
        text = of.read(name)
        if text is not None and text != other.read(name):
            found[name] = text
    return found


def _show(tried: Trial, words: bool) -> None:
    for place, what, remedy in (*tried.problems, *tried.warnings):
        click.echo(f"{place} : {what}\n  → {remedy}")
    for change in tried.changes:
        if words or change.kind != "mots":
            for line in _lines(change):
                click.echo(line, color=colour())
    click.echo(f"{tried.summary} ({tried.tried} phrases essayées)")


def _lines(change: Change) -> list[str]:
    kind = click.style(_TITLES[change.kind], fg=_COLOURS[change.kind])
    before = f" (après « {visible(' », « '.join(change.new.before))} »)" if change.new.before else ""
    lines = [f"« {visible(change.text)} »{before} : {kind}", f"  {visible(change.told)}"]
    for mark, fg, got in (("-", "red", change.old), ("+", "green", change.new)):
        text = visible_lines(got.meaning.text).replace("\n", "\n    ")
        lines.append(click.style(f"  {mark} {text}", fg=fg))
    return lines
