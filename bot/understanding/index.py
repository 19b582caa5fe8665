"""Finds the known forms near a misspelt one without comparing it to each of them.

A form of length n that tolerates d edits is cut into d + 1 pieces, numbered from 0. Edits that make it a word of length
n + Δ leave at least one piece i whole, shifted by s letters with |s| ≤ i and |Δ - s| ≤ d - i (Li, Deng, Wang & Feng,
*Pass-Join*, VLDB 2011, multi-match-aware selection). Two letters swapped across a border spoil two pieces with one
edit, so a form is filed under the first of them with its last letter swapped, too.

The forms that tolerate as many edits share one table for each number of piece, whatever their lengths: a look-up costs
about ten probes, plus the comparison of the forms that share a piece. Those are MOST_COMPARED at most, of the rarest
pieces first: in a lexicon of a million names that all begin with « piscine de », what matches by those letters alone is
not compared, so that the cost does not grow with the lexicon.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain, islice, pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST, LONGEST = 4, 79
"""Lengths of the forms that are found."""
MOST_EDITS = 3
MOST_COMPARED = 500

Tolerance = Callable[[int], int]
"""How many edits a form of so many letters tolerates; never fewer for a longer one, at most MOST_EDITS."""
_Table = defaultdict[str, list[str]]
"""Forms by one of their pieces."""
_Probe = tuple[_Table, int, int]
"""A table, and the stretch of a word to look for in it."""


def tolerance(length: int) -> int:
    """What a word tolerates: nothing under 4 letters, at most 3."""
    if length < SHORTEST:
        return 0
    if length < 8:
        return 1
    return 2 if length < 14 else MOST_EDITS


def name_tolerance(length: int) -> int:
    """What a name tolerates: more than a word, since few names are near each other and an unsure one is asked back."""
    if length < 5:
        return tolerance(length)
    return 2 if length < 12 else MOST_EDITS


def long_tolerance(length: int) -> int:
    """What a form of several words tolerates once one of them is found: one edit for every eight letters."""
    return max(name_tolerance(length), length // 8)


def _borders(length: int, edits: int) -> list[int]:
    """Where the pieces of a form begin, and its end."""
    return [piece * length // (edits + 1) for piece in range(edits + 2)]


class FuzzyIndex:
    """Forms of SHORTEST to LONGEST letters, found within their tolerance."""

    def __init__(self, forms: Iterable[str], tolerance: Tolerance = tolerance) -> None:
        self._tolerance = [tolerance(length) for length in range(LONGEST + 1)]
        self._lengths: set[int] = set()
        self._tables: dict[tuple[int, int], _Table] = defaultdict(partial(defaultdict, list))
        """By edits tolerated and number of the piece."""
        self._probes: dict[int, list[_Probe]] = {}
        lengths: dict[int, list[str]] = defaultdict(list)
        for form in forms:
            lengths[len(form)].append(form)
        for length, alike in lengths.items():
            if SHORTEST <= length <= LONGEST and self._tolerance[length]:
                self._lengths.add(length)
                self._file(length, alike)

    def look(self, word: str) -> list[tuple[str, int]]:
        """The forms near a folded word as (form, edits), nearest first.

        Edits are optimal string alignment: insertion, deletion, substitution and transposition cost 1.
        """
        length = len(word)
        probes = self._probes.get(length)
        if probes is None:
            if length > LONGEST + MOST_EDITS:
                return []
            probes = self._probes[length] = self._plan(length)
        alike: list[str] = []
        for table, start, end in probes:
            found = table.get(word[start:end])
            if found is not None:
                alike += found
                if len(alike) > MOST_COMPARED:
                    alike = _rarest(word, probes)
                    break
        if not alike:
            return []
        compared = process.extract(word, alike, scorer=OSA.distance, score_cutoff=MOST_EDITS, limit=None)
        allowed = self._tolerance
        near = {form: edits for form, edits, _ in compared if edits <= allowed[len(form)]}
        return sorted(near.items(), key=_nearest) if len(near) > 1 else list(near.items())

    def _file(self, length: int, forms: Sequence[str]) -> None:
        """Put forms of one length under each of their pieces."""
        edits = self._tolerance[length]
        for piece, (start, end) in enumerate(pairwise(_borders(length, edits))):
            table = self._tables[edits, piece]
            for form in forms:
                table[form[start:end]].append(form)
            for form in forms if end < length else ():
                table[form[start : end - 1] + form[end]].append(form)

    def _plan(self, length: int) -> list[_Probe]:
        """Where the pieces of any form may stand in words of one length."""
        probes: dict[tuple[int, int, int, int], _Probe] = {}
        for other in self._lengths:
            edits, longer = self._tolerance[other], length - other
            if abs(longer) > edits:
                continue
            for piece, (first, last) in enumerate(pairwise(_borders(other, edits))):
                for shift in range(max(-piece, longer - edits + piece), min(piece, longer + edits - piece) + 1):
                    start, end = first + shift, last + shift
                    if start >= 0 and end <= length:
                        probes[edits, piece, start, end] = self._tables[edits, piece], start, end
        return list(probes.values())


def _rarest(word: str, probes: Iterable[_Probe]) -> list[str]:
    """MOST_COMPARED forms that share a piece with a word, those of its rarest pieces."""
    shared = sorted((table.get(word[start:end], []) for table, start, end in probes), key=len)
    return list(islice(chain.from_iterable(shared), MOST_COMPARED))


def _nearest(hit: tuple[str, int]) -> tuple[int, str]:
    return hit[1], hit[0]
