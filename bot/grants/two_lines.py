"""Headers of two lines, where cells of the upper stand over several: « Fonctionnement » over « 2022 » and « 2023 »."""

from collections import Counter
from collections.abc import Sequence

from bot.grants.form import plain
from bot.grants.several import YEAR, is_bare, is_granted, says_amounts

LONGEST = 40
"""Letters of a header below another."""


def continued(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """A header with the line below it, if that continues it: labels, under what says amounts, or under nothing."""
    pairs = [(above.strip(), below.strip()) for above, below in zip(upper, lower, strict=False) if below.strip()]
    # A cell merged with the one below says the same there.
    pairs = [(above, below) for above, below in pairs if above != below]
    labels = all(YEAR.fullmatch(below) or _is_label(below) for _, below in pairs)
    under = all(not above or says_amounts(above) or not is_granted(above) for above, _ in pairs)
    open_ = any(not above for above, _ in pairs)
    return joined(upper, lower) if len(pairs) > 1 and labels and under and open_ else None


def grouped(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """A header with the line above it, if that tells apart what is called alike or by a year alone."""
    named = [place for place, cell in enumerate(upper) if cell.strip()]
    found = joined(upper, lower) if named and named != [0] else [*lower]
    return None if found == [*lower] else found


def joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Both lines as one: what stands above is said of each cell below up to the next, where that does not tell by
    itself what it is."""
    times = Counter(plain(cell) for cell in lower if cell.strip())
    told, over = [], ""
    for place in range(max(len(upper), len(lower))):
        above, below = (line[place].strip() if place < len(line) else "" for line in (upper, lower))
        over = above or over
        unsure = below and (is_bare(below) or times[plain(below)] > 1)
        told.append(f"{over} {below}".strip() if unsure else below or above)
    return told


def _is_label(cell: str) -> bool:
    return len(cell) <= LONGEST and not any(map(str.isdigit, cell))
