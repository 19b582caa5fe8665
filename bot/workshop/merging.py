"""Two changes of one text brought together, where neither touches the lines of the other."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple


class _Hunk(NamedTuple):
    """Lines of the common text, from one to another, excluded, and what takes their place."""

    start: int
    end: int
    lines: tuple[str, ...]


def merge(base: str, one: str, other: str) -> str | None:
    """A text with both changes of `base`; None where they touch, unless they are the same."""
    lines = base.splitlines(keepends=True)
    hunks = sorted({*_hunks(lines, one), *_hunks(lines, other)})
    if any(after.start <= before.end for before, after in pairwise(hunks)):
        return None
    merged: list[str] = []
    place = 0
    for hunk in hunks:
        merged += lines[place : hunk.start]
        merged += hunk.lines
        place = hunk.end
    return "".join([*merged, *lines[place:]])


def _hunks(lines: Sequence[str], changed: str) -> list[_Hunk]:
    new = changed.splitlines(keepends=True)
    found = SequenceMatcher(None, lines, new, autojunk=False).get_opcodes()
    return [_Hunk(start, end, tuple(new[i:j])) for kind, start, end, i, j in found if kind != "equal"]
