"""Whether names that stand under one number may be one body's: a number copied down a column is that of several, and
that of a town hall or of a university stands beside its schools and its services."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import IntEnum
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz

from bot.grants.form import form
from bot.grants.name_kinds import complements, in_kinds, opposed
from bot.grants.short_names import LITTLE_WORDS, VOWELS, in_acronyms

LEAST_ALIKE = 75
"""Of 100, how alike by their letters two words are that may be one."""
LEAST_GLUED = 90
"""And two names, without the spaces between their words."""
LEAST_LETTERS = 3
"""Those of an acronym that need not say the first words of a name one by one."""
MOST_HELD = 0.03
"""The share of all names beyond which a word that they hold tells none from another, as that of their town."""
FEWEST_HELD = 4
_LETTERS = re.compile(r"\b(\w) (?=\w\b)")
"""« F C Vesoul » is « FC Vesoul »."""

Body = tuple[str, ...]
"""Its names."""


class Link(IntEnum):
    """What two names of one number tell of each other."""

    NONE = 0
    PART = 1
    """One says to be of a part of what the other says (« amicale laïque, section judo »)."""
    SHARING = 2
    """They share a word that tells something; each says more (« les corsaires du hockey », « hockey sur glace »)."""
    WITHIN = 3
    """One says no more than the other does (« la licorne », « théâtre la licorne »)."""
    SAME = 4
    """Each says what the other does (« MJC de Pern », « maison des jeunes et de la culture de Pern »)."""


def apart(numbered: Iterable[tuple[str | None, str]], places: Iterable[str] = ()) -> Iterator[tuple[str, str, str]]:
    """Of the numbers under which names stand of several bodies: (number, name, the name of that body).

    Args:
        numbered: each number with a folded name that stands under it, once; `None` for names without one.
        places: the folded names of those who grant, and of towns: they tell no body from another.
    """
    names: dict[str | None, list[str]] = {}
    for number, name in numbered:
        names.setdefault(number, []).append(name)
    held = Counter(word for name in {one for ones in names.values() for one in ones} for word in {*name.split()})
    most = max(FEWEST_HELD, MOST_HELD * sum(map(len, names.values())))
    often = (word for word, times in held.items() if times > most)
    common = frozenset((*often, *(word for one in places for word in one.split())))
    for number, ones in names.items():
        bodies = _bodies(sorted(ones), common) if number and len(ones) > 1 else ()
        if number and len(bodies) > 1:
            yield from ((number, name, body[0]) for body in bodies for name in body)


def _bodies(names: Sequence[str], common: frozenset[str]) -> list[Body]:
    """Names put together with those that are another writing of them, the surest first."""
    pairs = ((pair, link(*pair, common)) for pair in combinations(names, 2))
    links = [(one, other, kind) for (one, other), kind in pairs if kind]
    body_of: dict[str, Body] = {name: (name,) for name in names}
    while pair := _to_join(body_of, links):
        joined = (*pair[0], *pair[1])
        body_of.update(dict.fromkeys(joined, joined))
    return sorted(tuple(sorted(body)) for body in {*body_of.values()})


def _to_join(body_of: Mapping[str, Body], links: Iterable[tuple[str, str, Link]]) -> tuple[Body, Body] | None:
    """Two that are one. What several say that are not one (an association and its sections) is none of them."""
    found: dict[frozenset[Body], Link] = {}
    for one, other, kind in links:
        pair = frozenset((body_of[one], body_of[other]))
        found[pair] = max(kind, found.get(pair, Link.NONE))
    linked = {kind: [pair for pair, its in found.items() if len(pair) > 1 and its == kind] for kind in Link}
    # Of more than two, two may well have a word in common.
    sharing = linked[Link.SHARING] if len({*body_of.values()}) == 2 else []
    near = linked[Link.WITHIN] + linked[Link.PART]
    alone = [pair for pair in linked[Link.WITHIN] if _alone(pair, near)]
    for pair in (*linked[Link.SAME], *alone, *sharing):
        first, second = sorted(pair)
        return first, second
    return None


def _alone(pair: frozenset[Body], within: Collection[frozenset[Body]]) -> bool:
    """Whether whatever one of the two is within, or has within it, the other is or has as well."""
    beside = {body for another in within if another & pair for body in another - pair}
    return all(frozenset((body, third)) in within for body in pair for third in beside)


def alike(one: str, other: str, common: AbstractSet[str] = frozenset()) -> bool:
    """Whether two folded names, alone under their number, are one body's."""
    return link(one, other, frozenset(common)) > Link.PART


def link(one: str, other: str, common: frozenset[str]) -> Link:
    """What two folded names tell of each other."""
    one, other = _without_letters(one), _without_letters(other)
    if opposed(one, other):
        return Link.NONE
    if fuzz.ratio(one.replace(" ", ""), other.replace(" ", "")) >= LEAST_GLUED:
        return Link.SAME
    return max(_link(*pair, common) for pair in {*zip(_writings(one), _writings(other), strict=True)})


@lru_cache(maxsize=1 << 12)
def _writings(name: str) -> tuple[str, ...]:
    return name, in_kinds(name), in_acronyms(name)


def _link(one: str, other: str, common: frozenset[str]) -> Link:
    words = [_telling(one), _telling(other)]
    if not all(words):
        words = [tuple(one.split()), tuple(other.split())]
    forth, back = _said(words[0], words[1]), _said(words[1], words[0])
    said = [{*forth, *_all(back)}, {*back, *_all(forth)}]
    left = [_left(mine, told, common) for mine, told in zip(words, said, strict=True)]
    if any(word in rest for name, rest in zip((one, other), left, strict=True) for word in complements(name)):
        return Link.NONE if all(left) else Link.PART
    left = [[word for word in rest if word not in form().parts] for rest in left]
    if not any(left) and any(said):
        return Link.SAME
    if all(left):
        return Link.SHARING if _tells(forth, common) or _tells(back, common) else Link.NONE
    short = said[0] if not left[0] else said[1]
    return Link.WITHIN if len(short) > 1 or _tells(forth, common) or _tells(back, common) else Link.NONE


@lru_cache(maxsize=1 << 12)
def _telling(name: str) -> tuple[str, ...]:
    return tuple(word for word in name.split() if word not in LITTLE_WORDS)


def _said(words: Sequence[str], others: Sequence[str]) -> dict[str, Sequence[str]]:
    """The words that others say, each with those."""
    said = (
        (word, [near for near in others if _same(word, near)] or _stands_for(word, tuple(others))) for word in words
    )
    return {word: near for word, near in said if near}


def _all(said: Mapping[str, Sequence[str]]) -> Iterator[str]:
    return (word for near in said.values() for word in near)


def _left(words: Sequence[str], said: AbstractSet[str], common: frozenset[str]) -> list[str]:
    return [word for word in words if word not in said and not _one_of(word, common)]


@lru_cache(maxsize=1 << 14)
def _one_of(word: str, words: frozenset[str]) -> bool:
    return word in words or any(_same(word, near) for near in words)


def _tells(said: Mapping[str, Sequence[str]], common: frozenset[str]) -> bool:
    """Whether what a name says of another is more than what kind of body it is, and where: an acronym is."""
    little = form().mots.organismes | form().parts | form().epithetes
    return any(
        not _same(word, near[0]) or (word not in little and not _one_of(word, common)) for word, near in said.items()
    )


def _same(word: str, near: str) -> bool:
    """« Brennois » says of Brens what « brennoise » says."""
    return word == near or (min(len(word), len(near)) > LEAST_LETTERS and fuzz.ratio(word, near) >= LEAST_ALIKE)


@lru_cache(maxsize=1 << 12)
def _without_letters(name: str) -> str:
    """A name without an acronym that the rest of it spells: « USLD Football Union sportive du littoral »."""
    words = _LETTERS.sub(r"\1", name).split()
    for place, word in enumerate(words):
        if (
            LEAST_LETTERS <= len(word) < len(words)
            and len(_stands_for(word, (*words[:place], *words[place + 1 :]))) > 1
        ):
            return " ".join(words[:place] + words[place + 1 :])
    return " ".join(words)


@lru_cache(maxsize=1 << 16)
def _stands_for(word: str, words: tuple[str, ...]) -> Sequence[str]:
    """The words that one stands for: « YCMN », « MJC », « E2C »; none where it is no acronym of theirs."""
    if word in LITTLE_WORDS or len(word) < 2:
        return []
    for drop in ((), LITTLE_WORDS):
        kept = [one for one in words if one not in drop]
        initials = "".join(one[0] for one in kept)
        place = initials.find(word)
        if place >= 0:
            return kept[place : place + len(word)]
        if len(initials) >= LEAST_LETTERS and word.endswith(initials):
            return kept
        # « E2C » writes a word as a number.
        if initials and word[0] == initials[0] and len(word) <= len(initials) and _within(word, initials):
            return kept
    # « HBC » is « handball club », be it that of Brens (« Brens Handball Club »).
    for place, one in enumerate(words):
        if VOWELS.isdisjoint(word) and word[0] == one[0] and _within(word, "".join(words[place:])):
            return [near for near in words[place:] if near[0] in word]
    return []


def _within(word: str, letters: str) -> bool:
    """Whether the letters of an acronym stand there in its order."""
    left = iter(letters)
    return len(word) >= LEAST_LETTERS and all(one in left for one in word if not one.isdigit())
