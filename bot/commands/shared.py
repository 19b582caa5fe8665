"""What several commands do: make the assistant from the settings, and show a reply."""

import os
import re
import sys
from collections.abc import Iterator, Mapping

import click

from bot.assistant import Assistant
from bot.content.cache import Cache, cache_folder
from bot.content.model import load_model
from bot.message import Reply
from bot.settings import Settings, load
from bot.store.memory import MemoryStore
from bot.workshop.publications import still
from bot.workshop.roots import Roots


def make_assistant(settings: Settings | None = None) -> Assistant:
    """The assistant over the content that the settings name.

    Raises:
        SettingsError: a setting makes no sense.
        ContentError: the content has mistakes.
    """
    settings = settings or load()
    store = MemoryStore(seconds=60 * settings.conversation_minutes)
    with still(Roots(settings.intents, settings.knowledge)):
        cache = Cache(cache_folder())
        model = load_model(settings.intents, settings.knowledge, settings.packs, cache, settings.without)
        return Assistant(model, store)


def colour(variables: Mapping[str, str] = os.environ) -> bool | None:
    """Whether to colour: never where NO_COLOR is set (no-color.org), else where a person reads."""
    return False if variables.get("NO_COLOR") else None


_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal obeys instead of showing it, or shows in another order."""


def visible(text: str) -> str:
    """What somebody wrote, on one line: what a terminal would obey is shown (« ␛ », « ⟨U+202E⟩ »)."""
    return _HIDDEN.sub(_picture, text)


def visible_lines(text: str) -> str:
    """The same on its lines."""
    return "\n".join(map(visible, text.split("\n")))


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def reply_lines(reply: Reply) -> Iterator[str]:
    """A reply as people read it on a terminal: text, sources, numbered next questions."""
    yield visible_lines(reply.text)
    if reply.sources:
        yield ""
    for source in reply.sources:
        where = f", {source.locator}" if source.locator else ""
        yield click.style(f"Source : {source.title}{where}" + (f" ({source.url})" if source.url else ""), dim=True)
    if reply.buttons:
        yield ""
    for number, button in enumerate(reply.buttons, 1):
        yield f"  {click.style(f'{number}.', fg='cyan')} {visible(button.title)}"


def messages_of(arguments: tuple[str, ...]) -> list[str]:
    """The messages given as arguments, else one a line from the standard input.

    Raises:
        click.UsageError: there is neither.
    """
    given = list(arguments) if arguments else [] if sys.stdin.isatty() else sys.stdin.read().splitlines()
    messages = [message for message in given if message.strip()]
    if not messages:
        raise click.UsageError("Donnez un message entre guillemets, ou un par ligne sur l’entrée standard.")
    return messages
