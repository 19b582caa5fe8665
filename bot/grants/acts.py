"""Decisions that a message calls by their numbers: « quelle aide porte le numéro CAS-2023-3-11 ? »."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from bot.facts.records import Record, Type
from bot.french.words import ARTICLES, OF
from bot.grants.form import form
from bot.grants.selection import ACT

if TYPE_CHECKING:
    from bot.grants.served import Pack

_BEGINNING = re.compile(r"[a-z]{1,4}\d{2,}")
LEAST_DIGITS = 5
"""Digits that are no year."""
MARK = "#"
"""Before the words of the identifier of a decision."""
FEWEST, MOST = 2, 8
"""Words of a number."""
MOST_LETTERS = 2
"""Words without a digit that begin one (« CP-DEL-2023-114 »)."""


def act_called(words: Sequence[str], pack: "Pack") -> tuple[int, int, str] | None:
    """The longest stretch of a message that is the number of a decision, if one is, with what announces it (« la
    décision n° CAS-2023-3-11 »): where it begins and ends, and the number."""
    said = ((" ".join(words[start:end]), (start, end)) for start, end in _stretches(words))
    found = (place for number, place in said if number in pack.acts)
    called = max(found, key=lambda one: one[1] - one[0], default=None)
    return None if called is None else (_begun(words, called[0]), called[1], " ".join(words[slice(*called)]))


def reference_called(words: Sequence[str]) -> tuple[int, int] | None:
    """Where what is surely a number of something begins and ends, whatever it is of (« EJ21-240014 »): letters with
    digits, then more of these than a year has, or in several words."""
    for start in (place for place, word in enumerate(words) if _BEGINNING.fullmatch(word)):
        digits = [*takewhile(str.isdecimal, words[start + 1 :])]
        if len(digits) > 1 or any(len(one) >= LEAST_DIGITS for one in digits):
            return start, start + 1 + len(digits)
    return None


def _begun(words: Sequence[str], start: int) -> int:
    """Where the words begin that announce a number."""
    before = [*takewhile(lambda at: words[at] in {*form().actes, *ARTICLES, *OF}, range(start - 1, -1, -1))]
    announcing = [at for at in before if words[at] in form().actes]
    begun = announcing[-1] if announcing else start
    return begun - (begun - 1 in before and words[begun - 1] in ARTICLES)


def _stretches(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """What may be such a number: one or two words of letters before others of digits, or these alone."""
    digits = [any(letter.isdigit() for letter in word) for word in words]
    for start in range(len(words)):
        begun = next((at for at in range(start, len(words)) if digits[at]), len(words))
        if begun - start > MOST_LETTERS:
            continue
        ends = range(begun + 1, min(len(words), start + MOST) + 1)
        for end in (one for one in ends if all(digits[begun:one]) and one - start >= FEWEST):
            # « 2023 12 » may be a year and a count, and « 2023 04465 » is none.
            sure = begun > start or end - begun > FEWEST or words[end - 1].startswith("0")
            if end - begun >= FEWEST and (sure or words[start - 1 : start] in _announced()):
                yield start, end


def _announced() -> list[list[str]]:
    """What may stand right before a number."""
    return [[one] for one in form().actes]


def act(kind: Type, words: str, name: str, pack: "Pack") -> Record:
    """A decision as a reading of the lines that tell its number."""
    return Record(kind, f"{pack.digest}.{MARK}{words}", name, (), {"mots": words, "dans": ACT}, None, pack.place)
