"""Alternatives, which write several turns of phrase as one: « (on peut|puis je) (avoir|toucher) une aide » is four.

`(a|b)` is one or the other, `(a|)` one or nothing; groups may hold groups.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, product
from math import prod

MOST_EXPANDED = 5_000
"""Turns of phrase that one writing may stand for: more is a slip, or wants a pattern."""
_PIECE = re.compile(r"[()|…#]|[!=*]\(|[^()|…!=*#\s]+")
_DEPTHS = {"(": 1, "!(": 1, "=(": 1, "*(": 1, ")": -1}
_OF_PATTERNS = {"…", "#", "!(", "=(", "*("}


def pieces_of(written: str) -> list[str]:
    """The words, gaps and signs of what is written with alternatives.

    Raises:
        ValueError: a parenthesis is missing, or a « ! », « = » or « * » is before none.
    """
    pieces = _PIECE.findall(written)
    if "".join(pieces) != "".join(written.split()):
        raise ValueError(f"« {written} » : « ! », « = » et « * » vont devant une parenthèse")
    depths = [*accumulate(_DEPTHS.get(piece, 0) for piece in pieces)]
    parted = (depth for depth, piece in zip(depths, pieces, strict=True) if piece == "|")
    if not pieces or min(depths) < 0 or depths[-1] or not all(parted):
        raise ValueError(f"« {written} » : parenthèses mal placées")
    return pieces


def items(pieces: Sequence[str]) -> Iterator[Sequence[str]]:
    """The pieces of each word, gap or group, in a row."""
    depth = start = 0
    for place, piece in enumerate(pieces):
        start = start if depth else place
        depth += _DEPTHS.get(piece, 0)
        if not depth:
            yield pieces[start : place + 1]


def choices(group: Sequence[str]) -> Iterator[Sequence[str]]:
    """The pieces of each of the alternatives of a group."""
    depth, start = 0, 1
    for place, piece in enumerate(group[1:-1], start=1):
        depth += _DEPTHS.get(piece, 0)
        if piece == "|" and not depth:
            yield group[start:place]
            start = place + 1
    yield group[start:-1]


def expanded(written: str) -> list[str]:
    """Every turn of phrase that one writing stands for.

    Raises:
        ValueError: it is badly written, or stands for too many.
    """
    if not any(sign in written for sign in "()|"):
        return [written]
    pieces = pieces_of(written)
    if not _OF_PATTERNS.isdisjoint(pieces):
        raise ValueError(f"« {written} » : « … », « # », « ! », « = » et « * » ne vont que sous « motifs: »")
    if _count(pieces) > MOST_EXPANDED:
        raise ValueError(f"« {written} » écrit plus de {MOST_EXPANDED} expressions")
    phrases = [*dict.fromkeys(map(" ".join, _expand(pieces)))]
    if "" in phrases:
        raise ValueError(f"« {written} » peut être vide")
    return phrases


def _count(pieces: Sequence[str]) -> int:
    return prod(sum(map(_count, choices(item))) for item in items(pieces) if len(item) > 1)


def _expand(pieces: Sequence[str]) -> Iterator[list[str]]:
    each = ([*item] if len(item) == 1 else [*_phrases(item)] for item in items(pieces))
    for words in product(*each):
        yield [word for word in words if word]


def _phrases(group: Sequence[str]) -> Iterator[str]:
    for choice in choices(group):
        yield from map(" ".join, _expand(choice))
