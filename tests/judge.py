"""Conversations with what a right reply holds, and whether the assistant's are right.

A round (`questions/round-*.jsonl`) is conversations written without sight of the rules, one JSON object a line: `id`,
`style`, `topic`, `turns`. A turn is what is said (`say`) and what is expected (`expect`): the outcomes that would be
right (`outcome`), what the reply must hold, one of each list (`has`, in its text or on its buttons), and what its text
must not (`hasnt`).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from bot.assistant import Assistant
from bot.dialogue.conversation import Conversation
from bot.message import Outcome, Reply

QUESTIONS = Path(__file__).with_name("questions")

Verdict = Literal["right", "wrong", "missed"]
"""Wrong is answered falsely; missed is not answered, or not understood."""


class Expected(Struct, frozen=True):
    """What a right reply holds."""

    outcome: tuple[Outcome, ...]
    has: tuple[tuple[str, ...], ...] = ()
    hasnt: tuple[str, ...] = ()


class Turn(Struct, frozen=True):
    """One message, and what is expected of its reply."""

    say: str
    expect: Expected


class Case(Struct, frozen=True):
    """One conversation."""

    id: str
    style: str
    topic: str
    turns: tuple[Turn, ...]


def rounds() -> list[Path]:
    """The files of the rounds, oldest first."""
    return sorted(QUESTIONS.glob("round-*.jsonl"))


def cases(path: Path) -> Iterator[Case]:
    """The conversations of a round."""
    decoder = msgspec.json.Decoder(Case)
    for line in path.read_bytes().splitlines():
        yield decoder.decode(line)


def verdict(assistant: Assistant, case: Case) -> Verdict:
    """How a conversation goes: right when all its replies are, wrong when one answers falsely."""
    past, found = Conversation(), set[Verdict]()
    for turn in case.turns:
        reply, past = assistant.answer(turn.say, past)
        if not holds(reply, turn.expect):
            found.add("wrong" if reply.outcome == "answered" else "missed")
    return "wrong" if "wrong" in found else "missed" if found else "right"


def holds(reply: Reply, expected: Expected) -> bool:
    """Whether a reply is right."""
    text = _plain(reply.text)
    shown = f"{text} {_plain(' '.join(button.title for button in reply.buttons))}"
    return (
        reply.outcome in expected.outcome
        and all(_any_in(choices, shown) for choices in expected.has)
        and not _any_in(expected.hasnt, text)
    )


def _any_in(facts: Sequence[str], text: str) -> bool:
    return any(_stands_in(_plain(fact), text) for fact in facts)


def _stands_in(fact: str, text: str) -> bool:
    """Whether a fact stands in a text; a number as a whole one."""
    return re.search(rf"(?<!\d){fact}(?!\d)", text) is not None if fact.isdigit() else fact in text


def _plain(text: str) -> str:
    """A text without case, accents, kinds of apostrophe, dashes but as spaces, nor the spaces inside numbers."""
    letters = (letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))
    plain = re.sub(r"[‐-―_-]", " ", re.sub(r"[‘’]", "'", "".join(letters)))
    return re.sub(r"(?<=\d) (?=\d{3}\b)", "", re.sub(r"\s+", " ", plain))
