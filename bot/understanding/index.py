"""Finds the known forms near a misspelt one without comparing it to each of them.

A form of length n that tolerates d edits is cut into d + 1 pieces, numbered from 0. Edits that make it a word of length
n + Δ leave at least one piece i whole, shifted by s letters with |s| ≤ i and |Δ - s| ≤ d - i (Li, Deng, Wang & Feng,
*Pass-Join*, VLDB 2011, multi-match-aware selection). Two letters swapped across a border spoil two pieces with one
edit, so the first of them is looked for with its last letter swapped back, too. A look-up costs some twenty probes plus
the comparison of the few forms that share a piece.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from rapidfuzz.distance import OSA

SHORTEST, LONGEST = 4, 79
"""Lengths of the forms that are found."""
MOST_EDITS = 3


def tolerance(length: int) -> int:
    """How many edits a form of this many letters tolerates: none under 4 letters, at most 3."""
    if length < SHORTEST:
        return 0
    if length < 8:
        return 1
    return 2 if length < 14 else MOST_EDITS


def _borders(length: int) -> list[int]:
    """Where the pieces of a form begin, and its end."""
    pieces = tolerance(length) + 1
    return [piece * length // pieces for piece in range(pieces + 1)]


@cache
def _probes(word: int, form: int) -> tuple[tuple[int, int, int], ...]:
    """Where the pieces of forms of one length may stand in words of another: piece, start and end."""
    edits, longer, borders = tolerance(form), word - form, _borders(form)
    if abs(longer) > edits:
        return ()
    return tuple(
        (piece, borders[piece] + shift, borders[piece + 1] + shift)
        for piece in range(edits + 1)
        for shift in range(max(-piece, longer - edits + piece), min(piece, longer + edits - piece) + 1)
        if borders[piece] + shift >= 0 and borders[piece + 1] + shift <= word
    )


class FuzzyIndex:
    """Forms of SHORTEST to LONGEST letters, found within their tolerance."""

    def __init__(self, forms: Iterable[str]) -> None:
        lengths: dict[int, list[str]] = defaultdict(list)
        for form in forms:
            lengths[len(form)].append(form)
        self._pieces: dict[int, list[dict[str, list[str]]]] = {}
        for length, group in lengths.items():
            if SHORTEST <= length <= LONGEST:
                borders = _borders(length)
                self._pieces[length] = [_by_piece(group, start, end) for start, end in pairwise(borders)]

    def look(self, word: str) -> list[tuple[str, int]]:
        """The forms near a folded word as (form, edits), nearest first.

        Edits are optimal string alignment: insertion, deletion, substitution and transposition cost 1.
        """
        length = len(word)
        near: list[tuple[str, int]] = []
        for other in range(length - MOST_EDITS, length + MOST_EDITS + 1):
            pieces = self._pieces.get(other)
            if pieces is None:
                continue
            alike: set[str] = set()
            for piece, start, end in _probes(length, other):
                alike.update(pieces[piece].get(word[start:end], ()))
                if end < length:
                    alike.update(pieces[piece].get(word[start : end - 1] + word[end], ()))
            allowed = tolerance(other)
            for form in alike:
                edits = OSA.distance(word, form, score_cutoff=allowed)
                if edits <= allowed:
                    near.append((form, edits))
        near.sort(key=_nearest)
        return near


def _by_piece(forms: Iterable[str], start: int, end: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        found[form[start:end]].append(form)
    return found


def _nearest(hit: tuple[str, int]) -> tuple[int, str]:
    return hit[1], hit[0]
