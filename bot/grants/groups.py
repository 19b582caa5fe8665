"""Bodies that a message calls together by what their names begin with, in the plural: « les coopératives scolaires »,
of the « Coopérative scolaire École Carnot » and that of « Les Arènes », « les deux syndicats » of a file with two.

These words may be known otherwise, as words of the subject: only what they begin together tells that they call bodies.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from bot.french.inflection import plural
from bot.french.numbers import read_number
from bot.french.words import LINKING, SEVERAL_OF
from bot.grants.form import form, heads, plain
from bot.grants.laying import LEAST_LETTERS
from bot.grants.meant import MOST_CALLED
from bot.grants.names import Held, Names
from bot.grants.short_names import LITTLE_WORDS
from bot.understanding.register import SAYS_NOTHING

MOST_WORDS = 4
"""Words that a group is called by."""
MOST_BETWEEN = 2
SINGULARS = (("aux", "al"), ("x", ""), ("s", ""))


class Group(NamedTuple):
    """Some bodies, and where they are called together."""

    start: int
    end: int
    beneficiaries: tuple[int, ...]
    counted: bool
    """Whether it is said how many they are (« les deux syndicats »)."""


def groups(words: Sequence[str], roles: Sequence[int], names: Names) -> Iterator[Group]:
    """Those that the folded words of a message call; `roles` as in `bot.understanding.register.Register`."""
    place = 0
    while place < len(words):
        found = _begun(place, words, roles, names) if _may_begin(words[place]) else None
        if found is not None:
            yield found
        place = found.end if found is not None else place + 1


def _may_begin(word: str) -> bool:
    """Whether a word may be in the plural, of a kind of bodies rather than of them all (« les associations »)."""
    if len(word) <= LEAST_LETTERS or word[-1] not in "sx" or word in LITTLE_WORDS:
        return False
    return not any(one in _of_all() or one in heads() for one in _singulars(word))


@cache
def _of_all() -> frozenset[str]:
    """What any body may be called."""
    senses = form().entetes.sens
    return frozenset(plain(one) for sense in ("beneficiaire", "organisme") for one in senses[sense])


def _begun(place: int, words: Sequence[str], roles: Sequence[int], names: Names) -> Group | None:
    run = _run(place, words, roles)
    known = {at: [*names.words(_singulars(words[at])).values()] for at in run}
    # « Syndicats » of a name is no plural of it.
    if not any(near.text != words[place] for near in known[place]):
        return None
    held = names.holding([known[place]])
    number = _number_before(place, words)
    for length in range(len(run), 0, -1):
        called = {one.beneficiary: one for one in held if _begins(one, [words[at] for at in run[:length]])}
        many = len(called) == number if number else length > 1 and len(called) > 1
        told = run[:length]
        if many and number:
            told = [*told, *_said_of_some(run[length:], words, [*called.values()])]
        if many and len(called) <= MOST_CALLED:
            return Group(place - 2 if number else place, told[-1] + 1, tuple(called), counted=number > 0)
    return None


def _run(place: int, words: Sequence[str], roles: Sequence[int]) -> list[int]:
    """The words that tell something from a place on, between which but little words of names stand."""
    run = [place]
    for at in range(place + 1, len(words)):
        if len(run) == MOST_WORDS or at - run[-1] > MOST_BETWEEN + 1 or words[at] in LINKING:
            break
        if words[at] not in LITTLE_WORDS:
            if roles[at] == SAYS_NOTHING:
                break
            run.append(at)
    return run


def _number_before(place: int, words: Sequence[str]) -> int:
    """How many are told to be, before a place (« les deux syndicats »); 0 where it is not told."""
    number = read_number((words[place - 1],)) if place > 1 and words[place - 2] in SEVERAL_OF else None
    return int(number.value) if number is not None and number.value > 1 else 0


def _begins(name: Held, said: Sequence[str]) -> bool:
    """Whether a name begins with some words, each in the plural or not."""
    heavy = [word for word in name.words if word not in LITTLE_WORDS][: len(said)]
    return len(heavy) == len(said) and all(one in (word, plural(word)) for one, word in zip(said, heavy, strict=True))


def _said_of_some(rest: Sequence[int], words: Sequence[str], called: Sequence[Held]) -> Iterator[int]:
    """What more is said of them, which the name of one of them says (« les deux crèches associatives »)."""
    said = {word for one in called for word in one.words}
    return takewhile(lambda at: any(words[at] in (word, plural(word)) for word in said), rest)


def _singulars(word: str) -> list[str]:
    """A word, and what it may be the plural of."""
    return [word, *(f"{word.removesuffix(many)}{one}" for many, one in SINGULARS if word.endswith(many))]
