"""*Essayer*: a conversation, and why each message gets the answer it gets.

The conversation is in the page's form, which brings it back: nothing of it is kept or noted, and going back in the
browser goes back in it.
"""

from collections.abc import Callable, Sequence

from aiohttp import web
from msgspec import Struct

from bot.assistant import Assistant
from bot.console.layout import render
from bot.dialogue.conversation import Conversation
from bot.explaining.explain import explain
from bot.explaining.explanation import Explanation
from bot.french.noise import KINDS, noisy, seeded
from bot.message import MAX_LENGTH, Reply

LEVEL = 2
"""Mistakes in each noisy version of a message."""
MOST_NOISY = 300
"""Characters of a message that are written otherwise."""
MOST_TURNS = 20
"""Messages of a conversation here; the first are forgotten."""


class Version(Struct, frozen=True):
    """The message as others write it."""

    kind: str
    """What went wrong in it."""
    said: str
    reply: Reply
    same: bool
    """Whether it gets the same answer."""


class Turn(Struct, frozen=True):
    """One message, its answer, and why."""

    said: str
    reply: Reply
    why: Explanation | None
    """Of the last one: the others can be asked again."""
    versions: tuple[Version, ...] = ()
    """The same."""


def routes(assistant: Callable[[], Assistant]) -> Sequence[web.AbstractRouteDef]:
    """`/essayer`, empty, with a question to ask (`?dire=`), or going on."""

    async def begin(request: web.Request) -> web.Response:
        said = request.query.get("dire", "").strip()
        return render(request, "trying.html", turns=converse(assistant(), [said] if said else []))

    async def go_on(request: web.Request) -> web.Response:
        form = await request.post()
        before = [str(one) for one in form.getall("avant", [])]
        # A suggestion that is clicked comes before what the field holds.
        said = [text for one in form.getall("dire", [])[:1] if (text := str(one).strip())]
        return render(request, "trying.html", turns=converse(assistant(), [*before, *said]))

    return [web.get("/essayer", begin), web.post("/essayer", go_on)]


def converse(assistant: Assistant, messages: Sequence[str]) -> list[Turn]:
    """A conversation from its beginning."""
    past = Conversation()
    turns = []
    messages = [message[:MAX_LENGTH] for message in messages[-MOST_TURNS:]]
    for number, message in enumerate(messages, 1):
        last = number == len(messages)
        reply, after = assistant.answer(message, past)
        why = explain(assistant, message, past) if last else None
        versions = under_noise(assistant, message, past, reply) if last else ()
        turns.append(Turn(message, reply, why, versions))
        past = after
    return turns


def under_noise(assistant: Assistant, message: str, past: Conversation, reply: Reply) -> tuple[Version, ...]:
    """A message in other writings, one of each kind, always the same ones; those that change nothing are left out."""
    versions: list[Version] = []
    for kind in KINDS:
        said = noisy(message[:MOST_NOISY], LEVEL, seeded(kind.name, message), (kind,))
        if said not in (message, *(version.said for version in versions)):
            found, _ = assistant.answer(said, past)
            versions.append(Version(kind.name, said, found, (found.intent, found.text) == (reply.intent, reply.text)))
    return tuple(versions)
