"""Finds the known forms near a misspelt one without comparing it to each of them.

A form of length n that tolerates d edits is cut into d + 1 pieces, numbered from 0. Edits that make it a word of length
n + Δ leave at least one piece i whole, shifted by s letters with |s| ≤ i and |Δ - s| ≤ d - i (Li, Deng, Wang & Feng,
*Pass-Join*, VLDB 2011, multi-match-aware selection). Two letters swapped across a border spoil two pieces with one
edit, so the first of them is looked for with its last letter swapped back, too.

A look-up costs a few dozen probes plus the comparison of the forms that share a piece, the rarest pieces first and
MOST_COMPARED forms at most: in a lexicon of a million names that all begin with « piscine de », what matches by those
letters alone is not compared, so that the cost does not grow with the lexicon.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise

from rapidfuzz.distance import OSA

SHORTEST, LONGEST = 4, 79
"""Lengths of the forms that are found."""
MOST_EDITS = 3
MOST_COMPARED = 400

Tolerance = Callable[[int], int]
"""How many edits a form of so many letters tolerates; never fewer for a longer one, at most MOST_EDITS."""
_Probe = tuple[dict[str, list[str]], int, int]


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


def _borders(length: int, edits: int) -> list[int]:
    """Where the pieces of a form begin, and its end."""
    return [piece * length // (edits + 1) for piece in range(edits + 2)]


class FuzzyIndex:
    """Forms of SHORTEST to LONGEST letters, found within their tolerance."""

    def __init__(self, forms: Iterable[str], tolerance: Tolerance = tolerance) -> None:
        lengths: dict[int, list[str]] = defaultdict(list)
        for form in forms:
            lengths[len(form)].append(form)
        self._tolerance = {length: tolerance(length) for length in lengths if SHORTEST <= length <= LONGEST}
        self._pieces = {
            length: [_by_piece(lengths[length], *borders) for borders in pairwise(_borders(length, edits))]
            for length, edits in self._tolerance.items()
            if edits
        }
        self._probes: dict[int, tuple[list[_Probe], list[_Probe]]] = {}

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
        whole, swapped = probes
        shared: list[list[str]] = []
        for forms, start, end in whole:
            found = forms.get(word[start:end])
            if found is not None:
                shared.append(found)
        for forms, start, end in swapped:
            found = forms.get(word[start : end - 1] + word[end])
            if found is not None:
                shared.append(found)
        alike: set[str] = set()
        if sum(map(len, shared)) > MOST_COMPARED:
            shared.sort(key=len)
        for found in shared:
            if len(alike) + len(found) > MOST_COMPARED and alike:
                break
            alike.update(found[:MOST_COMPARED])
        near: list[tuple[str, int]] = []
        distance = OSA.distance
        for form in alike:
            allowed = self._tolerance[len(form)]
            edits = distance(word, form, score_cutoff=allowed)
            if edits <= allowed:
                near.append((form, edits))
        if len(near) > 1:
            near.sort(key=_nearest)
        return near

    def _plan(self, length: int) -> tuple[list[_Probe], list[_Probe]]:
        """Where the pieces of any form may stand in words of one length: as they are, and with a letter swapped."""
        whole: list[_Probe] = []
        for other in range(max(1, length - MOST_EDITS), length + MOST_EDITS + 1):
            pieces = self._pieces.get(other)
            if pieces is None:
                continue
            edits, longer = self._tolerance[other], length - other
            borders = _borders(other, edits)
            if abs(longer) > edits:
                continue
            for piece in range(edits + 1):
                for shift in range(max(-piece, longer - edits + piece), min(piece, longer + edits - piece) + 1):
                    start, end = borders[piece] + shift, borders[piece + 1] + shift
                    if start >= 0 and end <= length:
                        whole.append((pieces[piece], start, end))
        return whole, [probe for probe in whole if probe[2] < length]


def _by_piece(forms: Iterable[str], start: int, end: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        found[form[start:end]].append(form)
    return dict(found)


def _nearest(hit: tuple[str, int]) -> tuple[int, str]:
    return hit[1], hit[0]
