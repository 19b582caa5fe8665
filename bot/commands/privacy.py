"""`laureat privacy`: what is kept of one person, to be given to them or erased (RGPD, articles 15 and 17)."""

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click
import msgspec

from bot.channels.catalog import CATALOG
from bot.commands.database import with_database
from bot.commands.french import Command, Group
from bot.commands.shared import visible
from bot.french.agreement import count_of
from bot.settings import Settings, load
from bot.store.store import ANSWER_SECONDS, CLAIM_SECONDS

if TYPE_CHECKING:
    from bot.journal.database import Database
    from bot.journal.queries import Kept


class _Sender(click.ParamType[str]):
    name = "CANAL:PERSONNE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """A sender that a channel may have named."""
        channel, _, person = str(value).partition(":")
        known = ("rest", *(entry.name for entry in CATALOG))
        if not person or channel not in known:
            raise click.UsageError(
                f"« {visible(str(value))} » n’est pas une personne : écrivez canal:identifiant, comme rest:moi. "
                f"Canaux : {', '.join(known)}.",
                ctx,
            )
        return str(value)


_SENDER = click.option(
    "--sender",
    required=True,
    type=_Sender(),
    metavar="CANAL:PERSONNE",
    help="La personne, telle que son canal la nomme (rest:moi, whatsapp:33612345678…).",
)


_LEFT = (
    "Restent, et s’effacent d’eux-mêmes : les réponses à ses messages, "
    f"{count_of(round(ANSWER_SECONDS / 60), 'minute')} ; des identifiants hachés, "
    f"{count_of(round(CLAIM_SECONDS / 3600), 'heure')} au plus.\n"
    "Ce que le serveur n’a pas encore écrit au journal (une seconde d’échanges, davantage si sa base était arrêtée) "
    "le sera : relancez alors cette commande."
)
"""What nothing can find by the name of a person, or not yet."""


@click.group(cls=Group)
def privacy() -> None:
    """Donne ou efface ce qui est gardé d’une personne."""


@privacy.command(cls=Command)
@_SENDER
def export(sender: str) -> None:
    """Écrit en JSON les échanges d’une personne, les derniers d’abord."""
    from bot.journal.person import exchanges_of

    async def work(database: "Database") -> list["Kept"]:
        async with database.reading() as connection:
            return await exchanges_of(connection, sender)

    told = [
        {
            "heure": datetime.fromtimestamp(kept.at / 1000).astimezone().isoformat("T", "seconds"),
            "canal": kept.channel,
            "message": kept.text,
            "issue": kept.outcome,
            "question": kept.intent or None,
            "compris": msgspec.json.decode(kept.frame) if kept.frame else [],
            "avis": kept.verdict,
            "commentaire": kept.comment,
        }
        for kept in with_database(load(), work)
    ]
    click.echo(msgspec.json.format(msgspec.json.encode(told)).decode())
    click.echo(f"{count_of(len(told), 'échange')} dans le journal.", err=True)


@privacy.command(cls=Command)
@_SENDER
def erase(sender: str) -> None:
    """Efface les échanges d’une personne, et sa conversation en cours.

    Les comptes par jour restent : ils ne disent rien de personne.
    """
    from bot.journal.person import erase as erase_from
    from bot.journal.retention import tidy

    settings = load()
    # First: it needs no journal, whose database may be down.
    click.echo(asyncio.run(_forget(settings, sender)))

    async def work(database: "Database") -> int:
        async with database.writing() as connection:
            erased = await erase_from(connection, sender)
        await tidy(database)
        return erased

    erased = with_database(settings, work)
    click.echo(f"{count_of(erased, 'échange effacé', 'échanges effacés')} du journal.")
    click.echo(_LEFT)


async def _forget(settings: Settings, sender: str) -> str:
    """Erase the conversation where it can be reached; what was done, in words."""
    if not settings.redis_url:
        return (
            "La conversation en cours, s’il y en a une, est dans la mémoire du serveur : elle est oubliée après "
            f"{count_of(settings.conversation_minutes, 'minute')} de silence, ou dès que vous relancez le serveur."
        )
    from redis import RedisError

    from bot.store.redis import RedisStore

    store = RedisStore(settings.redis_url)
    try:
        known = await store.forget(sender)
    except (RedisError, OSError) as error:
        return (
            f"La conversation en cours n’a pas pu être effacée : Redis ne répond pas ({type(error).__name__}). "
            f"Elle est oubliée après {count_of(settings.conversation_minutes, 'minute')} de silence."
        )
    finally:
        await store.close()
    return "La conversation en cours est effacée de Redis." if known else "Redis n’avait pas de conversation en cours."
