"""`laureat suggest`: what would help the bot understand what people wrote."""

import sys
from itertools import islice
from typing import TextIO

import click
import msgspec

from bot.commands.database import last_messages
from bot.commands.french import Command
from bot.commands.shared import colour, make_assistant, visible
from bot.french.agreement import count_of
from bot.workshop.heard import read_messages
from bot.workshop.suggestions import suggest as suggestions_of

MOST_SHOWN = 30


@click.command(cls=Command)
@click.argument("messages", type=click.File(encoding="utf-8"), metavar="[FICHIER]", required=False)
@click.option(
    "--combien", "most", type=click.IntRange(1, 1_000_000), default=10_000, metavar="N", help="Au plus (10 000)."
)
@click.option("--json", "as_json", is_flag=True, help="Écrit tout en JSON.")
def suggest(messages: TextIO | None, most: int, as_json: bool) -> None:
    """Propose des mots, des alias et des règles à revoir.

    Lit les derniers messages du journal ; ou dans FICHIER, un par ligne (ou en JSON : text, before, times), « - » étant
    l’entrée standard.
    """
    heard = list(islice(read_messages(messages), most)) if messages else last_messages(most)
    assistant = make_assistant()
    with click.progressbar(heard, label="Messages lus", hidden=not sys.stderr.isatty(), file=sys.stderr) as shown:
        found = suggestions_of(assistant, shown)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
        return
    for one in found[:MOST_SHOWN]:
        click.echo(f"{click.style(str(one.times), bold=True):>4}  {visible(one.what)}", color=colour())
        click.echo(click.style(f"      → {visible(one.remedy)}", dim=True), color=colour())
        for sentence in one.sentences:
            click.echo(f"      « {visible(sentence)} »")
    more = len(found) - MOST_SHOWN
    click.echo(f"{count_of(len(found), 'suggestion')}{f', dont {more} de plus avec --json' if more > 0 else ''}")
