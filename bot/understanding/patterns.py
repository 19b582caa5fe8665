"""Words in a row of which some may change and others come between: « plus … (envie|force) … vivre ».

A pattern is written in words, folded when it is compiled, where `(a|b)` is one or the other, `(a|)` one or nothing,
`…` up to MOST_BETWEEN words without a sign between, and `!(a|b)` says what must not follow.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from bot.french.text import Text, fold, read_text
from bot.understanding.forms import glue
from bot.understanding.mention import Mention, Sense, mention

MOST_BETWEEN = 4
"""Words for which `…` stands at most."""
_PIECE = re.compile(r"[()|…]|!\(|[^()|…!\s]+")
_GAP = rf"(?: \w+){{0,{MOST_BETWEEN}}}?"
_OPENING = {"(": "(?:", "!(": "(?!"}
_PARTED = ",:;()–—→=|/…"
"""Signs that part words which no pattern spans."""

_DEPTHS = {"(": 1, "!(": 1, ")": -1}


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
    pieces = _PIECE.findall(written)
    if "".join(pieces) != "".join(written.split()):
        raise ValueError(f"motif « {written} » : « ! » va devant une parenthèse")
    try:
        return Expression(re.compile("".join(map(_compiled, pieces))), tuple(_needed(pieces)))
    except re.error as error:
        raise ValueError(f"motif « {written} » : parenthèses mal placées") from error


def _compiled(piece: str) -> str:
    if piece == "…":
        return _GAP
    if piece in "()|!(":
        return _OPENING.get(piece, piece)
    words = (token.text for token in read_text(piece).tokens)
    return "".join(f" {word}(?![^ ,])" for word in words) or f" {re.escape(fold(piece))}"


def _items(pieces: Sequence[str]) -> Iterator[Sequence[str]]:
    """The pieces of each word, gap or group of a pattern, those of what must not follow left out."""
    depth = start = 0
    for place, piece in enumerate(pieces):
        start = start if depth else place
        depth += _DEPTHS.get(piece, 0)
        if not depth and pieces[start] != "!(":
            yield pieces[start : place + 1]


def _needed(pieces: Sequence[str]) -> Iterator[frozenset[str]]:
    """The words with which each part that a pattern cannot do without may begin."""
    for item in _items(pieces):
        begun, more = _begun(item)
        if begun and not more:
            yield frozenset(begun)


def _begun(item: Sequence[str]) -> tuple[set[str], bool]:
    """The words with which a word, gap or group of a pattern may begin, and whether it may be left out or begin with
    others."""
    if len(item) == 1:
        words = [token.text for token in read_text(item[0]).tokens]
        return set(words[:1]), not words
    found, maybe = set[str](), False
    for one in _alternatives(item[1:-1]):
        for part in _items(one):
            begun, more = _begun(part)
            found |= begun
            if not more:
                break
        else:
            maybe = True
    return found, maybe


def _alternatives(pieces: Sequence[str]) -> Iterator[Sequence[str]]:
    depth = start = 0
    for place, piece in enumerate(pieces):
        depth += _DEPTHS.get(piece, 0)
        if piece == "|" and not depth:
            yield pieces[start:place]
            start = place + 1
    yield pieces[start:]


def add_patterned(text: Text, lattice: Sequence[list[Mention]], patterns: Iterable[Pattern]) -> None:
    """Add to the lattice of a message what patterns find in its sentences."""
    words, first = {*text.words}, 0
    met = [(one.found, sense) for one, sense in patterns if not any(map(words.isdisjoint, one.needed))]
    for end in text.ends if met else ():
        spaced, places = _spaced(text, first, end)
        for pattern, sense in met:
            for found in pattern.finditer(spaced):
                start, after = places[found.start()], places[found.end()]
                form = glue(found.group())
                lattice[start].append(mention(start, after, (sense,), 1.0, form, "exact"))
        first = end


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
