"""Lines that are no grants: sums of those before them, and whatever else is set aside."""

from functools import lru_cache

from msgspec import Struct

from bot.grants.cells import CACHED
from bot.grants.form import form, plain


class Nobody(Struct):
    """A line that is nobody's grant: a sum of those before it, or one whose beneficiary is not told."""

    line: int
    named: bool
    """Whether it calls itself a total."""
    cents: int | None


class Aside(Struct):
    """A line that is no grant."""

    line: int
    why: str
    """Of `judging.ASIDE`."""
    what: str = ""
    """More about it, in French."""


class Totals:
    """Tells the sums among the lines of a file from those without a beneficiary, in their order."""

    def __init__(self) -> None:
        self._since = 0
        """Cents of the grants since the last sum."""

    def add(self, cents: int) -> None:
        """Grants that come next."""
        self._since += cents

    def settle(self, line: Nobody) -> Aside:
        """The line that comes next, and is none."""
        same = bool(line.cents) and line.cents == self._since
        if not line.named and not same:
            return Aside(line.line, "sans_beneficiaire")
        self._since = 0
        return Aside(line.line, "total", "égal à la somme des lignes qui précèdent" if same else "")


@lru_cache(maxsize=CACHED)
def is_total(name: str) -> bool:
    """Whether a beneficiary's name is a word for a sum, alone or with what it sums (« Total sport »)."""
    words, totals = plain(name), form().mots.totaux
    if words.startswith(form().mots.totaux_sauf):
        return False
    return words in totals or any(words.startswith(f"{total} ") for total in form().mots.totaux_de)
