"""What kind of body a name is that of, and what part of it: a town hall is not its schools, nor judo tennis."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from typing import NamedTuple

from bot.grants.form import form
from bot.grants.short_names import LITTLE_WORDS

_BEFORE = LITTLE_WORDS | {"association", "associations", "asso", "assoc", "ass"}
"""Words before those that tell the kind (« Association du musée portuaire »)."""
_LONGEST = 6
"""Words that tell a kind."""


class _Kind(NamedTuple):
    number: int
    """Of `form().genres`."""
    first: int
    last: int
    """Where it is said, in words."""
    owner: bool
    """Whether it is said of what the rest of the name belongs to (« les amis *de la bibliothèque* »)."""
    head: bool
    """Whether it is what the name begins with."""


def opposed(one: str, other: str) -> bool:
    """Whether two folded names are surely of two bodies: of two kinds, of two sports, of two numbers, or of what goes
    with the other (« Les amis de la bibliothèque », « Bibliothèque »)."""
    kinds = _kinds(one), _kinds(other)
    heads = [next((kind.number for kind in said if kind.head), None) for said in kinds]
    if heads[0] is not None and heads[1] is not None:
        if heads[0] != heads[1]:
            return True
    elif any(kind.owner and kind.number in heads for said in kinds for kind in said):
        return True
    return _differ(_sports(one), _sports(other)) or _differ(_numbers(one), _numbers(other))


def in_kinds(name: str) -> str:
    """A folded name that says its kinds in one way: « mairie de Pern » is « commune de Pern »."""
    words = name.split()
    for kind in reversed(_kinds(name)):
        words[kind.first : kind.last] = form().genres[kind.number][0].split()
    return " ".join(words)


def complements(name: str) -> Iterator[str]:
    """The words after those by which a folded name says that it is of a part (« section *judo* »)."""
    words = name.split()
    within = {place for kind in _kinds(name) for place in range(kind.first, kind.last)}
    for place, word in enumerate(words):
        if word in form().parts and place not in within:
            yield from (one for one in words[place + 1 :] if one not in LITTLE_WORDS | form().epithetes)


@lru_cache(maxsize=1 << 12)
def _kinds(name: str) -> tuple[_Kind, ...]:
    """The kinds that a folded name says, in its order."""
    words = name.split()
    found: list[_Kind] = []
    place, begun = 0, True
    while place < len(words):
        ends = range(min(place + _LONGEST, len(words)), place, -1)
        last = next((end for end in ends if " ".join(words[place:end]) in _all_kinds()), None)
        if last is not None:
            number = _all_kinds()[" ".join(words[place:last])]
            found.append(_Kind(number, place, last, not begun and words[place - 1] in LITTLE_WORDS, begun))
        begun = begun and last is None and words[place] in _BEFORE
        place = last or place + 1
    return tuple(found)


@cache
def _all_kinds() -> dict[str, int]:
    return {said: number for number, kind in enumerate(form().genres) for said in kind}


@lru_cache(maxsize=1 << 12)
def _sports(name: str) -> AbstractSet[str]:
    found, left = set(), f" {name} "
    for sport in sorted(form().sports, key=len, reverse=True):
        if f" {sport} " in left:
            found.add(sport)
            left = left.replace(f" {sport} ", " ")
    return found


def _numbers(name: str) -> AbstractSet[str]:
    return {word for word in name.split() if word.isdigit()}


def _differ(mine: AbstractSet[str], theirs: AbstractSet[str]) -> bool:
    """Whether both are told, and none is another's: « foot » is « football », « tennis de table » is not « tennis »."""
    pairs = [sorted((one, other), key=len) for one in mine for other in theirs]
    return bool(pairs) and not any(
        short == long or (long.startswith(short) and " " not in long and short.isalpha()) for short, long in pairs
    )
