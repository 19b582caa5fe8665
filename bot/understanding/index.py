"""Finds the known forms near a misspelt one without comparing it to each of them.

A form of length n that tolerates d edits is cut into d + 1 pieces; a string within d edits keeps at least one piece
whole, shifted by at most d (Li, Deng, Wang & Feng, *Pass-Join*, VLDB 2011). Pieces are the keys of one dictionary, so
a look-up costs a few dozen probes plus the comparison of the few forms that share a piece.
"""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA


def tolerance(length: int) -> int:
    """How many edits a form of this many letters tolerates: none under 4 letters, at most 3."""
    if length < 4:
        return 0
    if length < 8:
        return 1
    return 2 if length < 14 else 3


_MOST = 3
_PIECES = {
    length: tuple(
        (piece, piece * length // (tolerance(length) + 1), (piece + 1) * length // (tolerance(length) + 1))
        for piece in range(tolerance(length) + 1)
    )
    for length in range(4, 80)
}
"""For each length, its pieces as (number, start, end)."""


class FuzzyIndex:
    """Forms of 4 to 79 letters, found within their tolerance."""

    def __init__(self, forms: Iterable[str]) -> None:
        pieces: dict[tuple[int, int, str], list[str]] = defaultdict(list)
        for form in forms:
            length = len(form)
            for piece, start, end in _PIECES.get(length, ()):
                pieces[length, piece, form[start:end]].append(form)
        self._pieces = dict(pieces)

    def look(self, word: str) -> list[tuple[str, int]]:
        """The forms near a folded word as (form, edits), nearest first.

        Edits are optimal string alignment: insertion, deletion, substitution and transposition cost 1.
        """
        length = len(word)
        found: dict[str, int] = {}
        get = self._pieces.get
        reach = min(_MOST, tolerance(length + 1) if length >= 3 else 0)
        for other in range(max(4, length - reach), length + reach + 1):
            allowed = tolerance(other)
            gap = abs(other - length)
            if gap > allowed:
                continue
            for piece, start, end in _PIECES.get(other, ()):
                for shift in range(-allowed, allowed + 1):
                    first = start + shift
                    if first < 0 or end + shift > length:
                        continue
                    for form in get((other, piece, word[first : end + shift]), ()):
                        if form not in found:
                            found[form] = OSA.distance(word, form, score_cutoff=allowed)
        return sorted(
            ((form, edits) for form, edits in found.items() if edits <= tolerance(len(form))), key=lambda hit: hit[1]
        )
