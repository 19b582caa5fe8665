"""Words in a row of which some may change and others come between: « plus … (envie|force) … vivre ».

A pattern is written in words, folded when it is compiled, where `(a|b)` is one or the other, `(a|)` one or nothing,
`…` up to MOST_BETWEEN words without a sign between, and `!(a|b)` says what must not follow.
"""

import re
from collections.abc import Iterable, Sequence

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

Pattern = tuple[re.Pattern[str], Sense]
"""What is looked for, and what it means."""


def compile_pattern(written: str) -> re.Pattern[str]:
    """The expression that finds a pattern in words with a space before each.

    Raises:
        ValueError: it is badly written.
    """
    pieces = _PIECE.findall(written)
    if "".join(pieces) != "".join(written.split()):
        raise ValueError(f"motif « {written} » : « ! » va devant une parenthèse")
    try:
        return re.compile("".join(map(_compiled, pieces)))
    except re.error as error:
        raise ValueError(f"motif « {written} » : parenthèses mal placées") from error


def _compiled(piece: str) -> str:
    if piece == "…":
        return _GAP
    if piece in "()|!(":
        return _OPENING.get(piece, piece)
    words = (token.text for token in read_text(piece).tokens)
    return "".join(f" {word}(?![^ ,])" for word in words) or f" {re.escape(fold(piece))}"


def add_patterned(text: Text, lattice: Sequence[list[Mention]], patterns: Iterable[Pattern]) -> None:
    """Add to the lattice of a message what patterns find in its sentences."""
    first = 0
    for end in text.ends:
        spaced, places = _spaced(text, first, end)
        for pattern, sense in patterns:
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
