"""Words in a row of which some may change and others come between: « plus … (envie|force) … vivre ».

A pattern is written in words, folded when it is compiled, where `(a|b)` is one or the other, `(a|)` one or nothing,
`*(a|b)` up to MOST_REPEATED of them in a row, `…` up to MOST_BETWEEN words without a sign between, `,` a sign that
parts words, `#` a number, `!(a|b)` says what must not follow, and `=(a|b)` what must.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from bot.french.number_words import HEADS
from bot.french.text import Text, fold, read_text
from bot.understanding.alternatives import choices, items, pieces_of
from bot.understanding.forms import glue
from bot.understanding.mention import Mention, Sense, mention

MOST_BETWEEN = 4
"""Words for which `…` stands at most."""
MOST_REPEATED = 8
"""Words, or alternatives of several, for which `*(` stands at most."""
NUMBER = "#"
_ALONE = {
    "…": rf"(?: \w+){{0,{MOST_BETWEEN}}}?",
    "|": "|",
    ",": ",",
    NUMBER: rf" (?:\d[\w,.]*|{'|'.join(sorted(HEADS - {'un', 'une'}))})(?![^ ,])",
}
_GROUP = {"(": ("(?:", ")"), "!(": ("(?!", ")"), "=(": ("(?=", ")"), "*(": ("(?:", rf"){{0,{MOST_REPEATED}}}?")}
"""What a group begins and ends with."""
_PARTED = ",:;()–—→=|/…"
"""Signs that part words which no pattern spans."""


class Expression(Struct, frozen=True):
    """A pattern that was compiled."""

    found: re.Pattern[str]
    """What finds it in words with a space before each."""
    needed: tuple[frozenset[str], ...]
    """Words of which a message has one of each, or it holds no such pattern."""


Pattern = tuple[Expression, Sense]
"""What is looked for, and what it means."""


def compile_pattern(written: str) -> Expression:
    """What finds a pattern.

    Raises:
        ValueError: it is badly written.
    """
    pieces = pieces_of(written)
    return Expression(re.compile("".join(_compiled(pieces))), tuple(_needed(pieces)))


def _compiled(pieces: Sequence[str]) -> Iterator[str]:
    ends: list[str] = []
    for piece in pieces:
        if piece in _GROUP:
            begin, end = _GROUP[piece]
            ends.append(end)
            yield begin
        elif piece == ")":
            yield ends.pop()
        else:
            yield _ALONE.get(piece) or _worded(piece)


def _worded(piece: str) -> str:
    words = (token.text for token in read_text(piece).tokens)
    return "".join(f" {word}(?![^ ,])" for word in words) or f" {re.escape(fold(piece))}"


def _needed(pieces: Sequence[str]) -> Iterator[frozenset[str]]:
    """The words with which each part that a pattern cannot do without may begin."""
    for item in items(pieces):
        begun, more = _begun(item)
        if not more:
            yield frozenset(begun)


def _begun(item: Sequence[str]) -> tuple[set[str], bool]:
    """The words with which a word, gap or group of a pattern may begin, and whether it may be left out or begin with
    others."""
    if len(item) == 1:
        words = [token.text for token in read_text(item[0]).tokens]
        return set(words[:1]), not words
    found, maybe = set[str](), item[0] != "("
    for one in choices(item) if item[0] not in ("!(", "=(") else ():
        for part in items(one):
            begun, more = _begun(part)
            found |= begun
            if not more:
                break
        else:
            maybe = True
    return found, maybe


class Patterns:
    """Patterns, found by the rarest of the words each needs, so that few are tried on a message."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = patterns
        self._anywhere = [at for at, (one, _) in enumerate(patterns) if not one.needed]
        """Which need no word."""
        self._led: dict[str, list[int]] = {}
        """Which are to be tried where each word is."""
        for at, (one, _) in enumerate(patterns):
            for word in max(one.needed, key=_rarity, default=()):
                self._led.setdefault(word, []).append(at)

    def add(self, text: Text, lattice: Sequence[list[Mention]]) -> None:
        """Add to the lattice of a message what patterns find in its sentences."""
        words, first = {*text.words}, 0
        led = {at for word in words & self._led.keys() for at in self._led[word]}
        tried = (self._patterns[at] for at in sorted(led.union(self._anywhere)))
        met = [(one.found, sense) for one, sense in tried if not any(map(words.isdisjoint, one.needed))]
        for end in text.ends if met else ():
            spaced, places = _spaced(text, first, end)
            for pattern, sense in met:
                for found in pattern.finditer(spaced):
                    start, after = places[found.start()], places[found.end()]
                    form = glue(found.group())
                    # It says more of a word than what that is anywhere.
                    lattice[start].insert(0, mention(start, after, (sense,), 1.0, form, "exact"))
            first = end


def _rarity(words: frozenset[str]) -> float:
    """How rarely one of some words is met: a word is about half as frequent for each letter more."""
    return -sum(2.0 ** -len(word) for word in words)


def _spaced(text: Text, first: int, end: int) -> tuple[str, dict[int, int]]:
    """The words of a sentence, a space before each and a comma where a sign parts them, and the word that begins at
    each place."""
    spaced, places = "", dict[int, int]()
    for place in range(first, end):
        places[len(spaced)] = place
        if place > first and any(sign in _PARTED for sign in text.before(place)):
            spaced += ","
            places[len(spaced)] = place
        spaced += f" {text.tokens[place].text}"
    places[len(spaced)] = end
    return spaced, places
