"""`laureat journal`: what people asked, as it is kept."""

import csv
import io
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import click
import msgspec

from bot.commands.database import with_database
from bot.commands.french import Command, Group
from bot.commands.shared import colour, visible, visible_lines
from bot.french.agreement import count_of
from bot.journal.outcomes import OUTCOMES, VERDICTS
from bot.settings import load

if TYPE_CHECKING:
    from bot.journal.database import Database
    from bot.journal.queries import Kept, Wanted

COLUMNS = ("id", "heure", "canal", "conversation", "message", "question", "issue", "note", "µs", "avis", "commentaire")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Day(click.ParamType[datetime]):
    name = "JOUR"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The beginning of a day."""
        try:
            return datetime.strptime(value, "%Y-%m-%d")
        except ValueError:
            self.fail(value, param, ctx)


def _choosing(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say which exchanges."""
    for option in reversed(
        (
            click.option("--depuis", "since", type=_Day(), metavar="JOUR", help="À partir de ce jour (2026-11-26)."),
            click.option("--jusqu-au", "until", type=_Day(), metavar="JOUR", help="Jusqu’à ce jour compris."),
            click.option("--canal", "channel", metavar="CANAL", help="Sur ce canal (rest, slack…)."),
            click.option(
                "--issue",
                "outcome",
                type=click.Choice(OUTCOMES),
                metavar="ISSUE",
                help=f"De cette issue : {', '.join(OUTCOMES)}.",
            ),
            click.option("--question", "intent", metavar="QUESTION", help="Comprises ainsi (identifiant d’intents/)."),
            click.option(
                "--avis",
                "verdict",
                type=click.Choice(VERDICTS),
                metavar="AVIS",
                help=f"Avec cet avis : {' ou '.join(VERDICTS)}.",
            ),
        )
    ):
        command = option(command)
    return command


def _wanted(words: str, since: datetime | None, until: datetime | None, **same: Any) -> "Wanted":
    from bot.journal.queries import Wanted

    return Wanted(
        words=words,
        since=None if since is None else int(since.timestamp() * 1000),
        until=None if until is None else int((until + timedelta(days=1)).timestamp() * 1000),
        **same,
    )


@click.group(cls=Group)
def journal() -> None:
    """Lit le journal des échanges, l’exporte, l’allège."""


@journal.command(cls=Command)
@click.argument("words", nargs=-1, metavar="[MOT]…")
@_choosing
@click.option("--combien", "most", type=click.IntRange(1, 10_000), default=20, metavar="N", help="Au plus (20).")
@click.option("--json", "as_json", is_flag=True, help="Les écrit en JSON, dans un tableau.")
def search(words: tuple[str, ...], most: int, as_json: bool, **chosen: Any) -> None:
    """Cherche des échanges, les derniers d’abord.

    Chaque mot est le début d’un mot du message, dans n’importe quel ordre, accents et majuscules confondus.
    """
    from bot.journal.queries import page

    wanted = _wanted(" ".join(words), **chosen)

    async def find(database: "Database") -> list["Kept"]:
        async with database.reading() as connection:
            return await page(connection, wanted, most=most)

    found = with_database(load(), find)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
        return
    for kept in found:
        heading = " · ".join(filter(None, (_time(kept), kept.channel, kept.outcome, kept.intent, kept.verdict)))
        click.echo(click.style(heading, dim=True), color=colour())
        click.echo(f"  {visible(kept.text)}")
        if kept.comment:
            click.echo(f"  avis : {visible(kept.comment)}")
    click.echo(count_of(len(found), "échange"), err=True)


@journal.command(cls=Command)
@_choosing
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl"]),
    default="csv",
    metavar="FORMAT",
    help="csv, ou jsonl : un objet JSON par ligne.",
)
def export(form: str, **chosen: Any) -> None:
    """Écrit les échanges sur la sortie standard, les derniers d’abord."""
    from bot.journal.queries import every

    wanted = _wanted("", **chosen)

    async def write(database: "Database") -> int:
        if form == "csv":
            _write_csv(COLUMNS)
        written = 0
        async with database.reading() as connection:
            async for kept in every(connection, wanted):
                written += 1
                if form == "csv":
                    _write_csv(_cells(kept))
                else:
                    click.echo(msgspec.json.encode(kept))
        return written

    click.echo(count_of(with_database(load(), write), "échange"), err=True)


@journal.command(cls=Command)
def purge() -> None:
    """Efface ce qui a dépassé sa durée de conservation.

    Le serveur le fait de lui-même une fois par jour (LAUREAT_JOURNAL_DAYS, LAUREAT_JOURNAL_MONTHS).
    """
    from bot.journal.retention import Purged, Retention
    from bot.journal.retention import purge as purge_database

    settings = load()

    async def work(database: "Database") -> Purged:
        return await purge_database(database, Retention(settings.journal_days, settings.journal_months))

    purged = with_database(settings, work)
    click.echo(
        f"Effacés : {count_of(purged.exchanges, 'échange')} de plus de {count_of(settings.journal_days, 'jour')}, "
        f"{count_of(purged.counts, 'compte')} de plus de {settings.journal_months} mois, "
        f"{count_of(purged.salts, 'sel')} de pseudonymes."
    )


@journal.command(cls=Command)
def migrate() -> None:
    """Met la base du journal à la forme de cette version.

    Le serveur le fait de lui-même en démarrant.
    """
    from bot.journal.migrations.upgrade import version

    async def work(database: "Database") -> str | None:
        async with database.reading() as connection:
            return await connection.run_sync(version)

    click.echo(f"La base du journal est à la version {with_database(load(), work)}.")


def _time(kept: "Kept") -> str:
    return datetime.fromtimestamp(kept.at / 1000).isoformat(" ", "seconds")


def _cells(kept: "Kept") -> tuple[str, ...]:
    said = (kept.conversation or "", kept.text, kept.intent, kept.outcome)
    figures = (f"{kept.confidence:g}", str(kept.micros))
    return (str(kept.id), _time(kept), kept.channel, *said, *figures, kept.verdict or "", kept.comment or "")


def _write_csv(cells: tuple[str, ...]) -> None:
    line = io.StringIO()
    # A spreadsheet would run what begins like a formula.
    written = (f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells)
    csv.writer(line).writerow(map(visible_lines, written))
    sys.stdout.write(line.getvalue())
