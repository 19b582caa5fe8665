"""Whether names that stand under one number may be one body's: a number copied down a column is that of several."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from rapidfuzz import fuzz

from bot.grants.form import form
from bot.grants.short_names import LITTLE_WORDS, VOWELS, called

LEAST_ALIKE = 75
"""Of 100, how alike by their letters two names are that may be one, and two words."""
LEAST_LETTERS = 3
"""Those of an acronym that need not say the first words of a name one by one."""
MOST_HELD = 0.03
"""The share of all names beyond which a word that they hold tells none from another, as that of their town."""
FEWEST_HELD = 4
_WORDS = re.compile(r"\w+")
_LETTERS = re.compile(r"\b(\w) (?=\w\b)")
"""« F C Vesoul » is « FC Vesoul »."""


def apart(numbered: Iterable[tuple[str, str]], givers: Iterable[str] = ()) -> Iterator[tuple[str, str, str]]:
    """Of the numbers under which names stand that have nothing in common: (number, name, the name of that body).

    Args:
        numbered: each number with a folded name that stands under it, once.
        givers: the folded names of those who grant: their town tells no body from another.
    """
    names: dict[str, list[str]] = {}
    for number, name in numbered:
        names.setdefault(number, []).append(name)
    held = Counter(word for name in {one for ones in names.values() for one in ones} for word in {*name.split()})
    most = max(FEWEST_HELD, MOST_HELD * sum(map(len, names.values())))
    common = {word for word, times in held.items() if times > most} | {word for one in givers for word in one.split()}
    for number, ones in names.items():
        bodies = _bodies(sorted(ones), common) if len(ones) > 1 else ()
        if len(bodies) > 1:
            yield from ((number, name, body[0]) for body in bodies for name in body)


def _bodies(names: Sequence[str], common: AbstractSet[str]) -> list[list[str]]:
    """Names put together with those that they may be another writing of."""
    bodies: list[list[str]] = []
    for name in names:
        near = [body for body in bodies if any(alike(name, other, common) for other in body)]
        bodies = [body for body in bodies if body not in near]
        bodies.append([*(one for body in near for one in body), name])
    return sorted(sorted(body) for body in bodies)


def alike(one: str, other: str, common: AbstractSet[str] = frozenset()) -> bool:
    """Whether two folded names may be one body's: they share a word that tells something, or one shortens the other."""
    if fuzz.ratio(one, other) >= LEAST_ALIKE or any(_same(*pair) for pair in _pairs(one, other, common)):
        return True
    return _shortens(one, other) or _shortens(other, one)


def _pairs(one: str, other: str, common: AbstractSet[str]) -> Iterator[tuple[str, str]]:
    """The words of two names that tell something, each with each."""
    little = LITTLE_WORDS | form().mots.organismes
    words = [
        [word for word in name.split() if word not in little and not any(_same(word, near) for near in common)]
        for name in (one, other)
    ]
    return ((word, near) for word in words[0] for near in words[1])


def _same(word: str, near: str) -> bool:
    """« Brennois » says of Brens what « brennoise » says."""
    return word == near or (min(len(word), len(near)) > LEAST_LETTERS and fuzz.ratio(word, near) >= LEAST_ALIKE)


def _shortens(short: str, long: str) -> bool:
    """Whether a word of a name stands for words of another: « YCMN », « MJC de Rosendaël », « E2C »."""
    short = _LETTERS.sub(r"\1", short)
    ways = {way.strip("~") for _, way in called([(0, long, long)])}
    # In any order: « FC Dole » is « Dole Football Club ».
    if any({*way.split()} <= {*short.split()} for way in ways):
        return True
    # With the little words and without: « CDF » is « comité des fêtes ».
    letters = ["".join(word[0] for word in long.split() if word not in drop) for drop in ((), LITTLE_WORDS)]
    # « HBC » is « handball club », be it that of Brens (« Brens Handball Club »).
    acronyms = [word for word in short.split() if VOWELS.isdisjoint(word)]
    starts = [match.start() for match in _WORDS.finditer(long)]
    if any(word[0] == long[at] and _within(word, long[at:]) for word in acronyms for at in starts):
        return True
    return any(_says(word, initials) for word in short.split() for initials in letters)


def _says(word: str, initials: str) -> bool:
    """Whether a word is what other words begin with, or most of it."""
    if word in LITTLE_WORDS or len(word) < 2 or len(initials) < 2:
        return False
    if initials.startswith(word) or (len(initials) >= LEAST_LETTERS and word.endswith(initials)):
        return True
    # « E2C » writes a word as a number.
    return word[0] == initials[0] and len(word) <= len(initials) and _within(word, initials)


def _within(word: str, letters: str) -> bool:
    """Whether the letters of an acronym stand there in its order."""
    left = iter(letters)
    return len(word) >= LEAST_LETTERS and all(one in left for one in word if not one.isdigit())
