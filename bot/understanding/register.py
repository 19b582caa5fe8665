"""A gazetteer that is too long for the lexicon: a register that is asked what stretches of a message it knows."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from bot.facts.records import Record

SAYS_NOTHING, IS_A_NAME, IS_A_WORD, MAY_BE_A_NAME = range(4)
"""What a token is to the lexicon: a little word; a name or a word it does not know; a word of the subject; a word that
no question about what is asked for has a use for, so that it may be of a name."""


class Called(NamedTuple):
    """A stretch of a message that calls something of a register."""

    start: int
    """First token."""
    end: int
    """After the last token."""
    records: tuple[Record, ...]
    """What it may mean, the likeliest first."""
    quality: float
    """0 to 1: how well its words are spelt."""
    whole: bool
    """Whether it is the full name, not a part of it."""
    unsure: bool
    """Whether words beside it are of another name, or of none: it has to be asked back."""


class Register(Protocol):
    """Names found by their words, in any order, misspelt or not."""

    kind: str
    """The type of its records."""

    def look(self, words: Sequence[str], roles: Sequence[int]) -> list[Called]:
        """What the folded words of a message call; `roles` tells what each is to the lexicon."""

    def record(self, identifier: str, name: str) -> Record | None:
        """The record with this identifier, if it is one of the register; `name` is what it is called."""
