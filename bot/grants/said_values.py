"""How values of a column are said otherwise than they are written: in the singular, and as a choice between them."""

from collections.abc import Iterator, Sequence
from itertools import permutations

MOST_CHOSEN = 3
"""Values of a column up to which it is asked which of two it is."""
IN = "en "
"""What stands before each of two that are all there are; nothing there compares them (« le sport ou la culture »)."""
PARTITIVES = ("de l’", "de la ", "du ", "des ", "d’")
"""Articles before what something is of."""


def in_singular(value: str) -> Iterator[str]:
    """A value of one word in the plural: « le top 3 du sport », of « Sports »."""
    if value.isalpha() and value.endswith("s"):
        yield value[:-1]


def choices(values: Sequence[str]) -> Iterator[str]:
    """Two of few values, one or the other: « de l’investissement ou du fonctionnement »."""
    if not 1 < len(values) <= MOST_CHOSEN:
        return
    for one, other in permutations(values, 2):
        yield from (f"{first}{one} ou {second}{other}" for first in PARTITIVES for second in PARTITIVES)
        if len(values) == 2:
            yield f"{IN}{one} ou {IN}{other}"
