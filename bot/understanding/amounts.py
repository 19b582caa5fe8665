"""Numbers that are amounts of money, whatever they name besides: « plus de 2 000 € » is of no year."""

from collections.abc import Iterator, Sequence, Set

from msgspec import Struct

from bot.french.numbers import CENTURIES
from bot.french.text import Text
from bot.french.words import AND, AROUND_DAYS, IN, MONEY, THAT, UP_TO
from bot.french.words import BETWEEN as BETWEEN_TWO
from bot.understanding.mention import Mention, Sense, mention, names

_UNITS = [[word] for word in MONEY]
VOID = "vide"
"""The attribute of a year of which nothing that is published tells."""


class Amounts(Struct, frozen=True):
    """Tells them from years, and joins two of them."""

    number: tuple[Sense, ...]
    """What a number means that is more likely of money."""
    between: tuple[Sense, ...]
    """The words that make two numbers the bounds of a third."""
    comparing: Set[str]
    """The names of the concepts that compare with a number after them (« plus de »)."""

    def tell(self, text: Text, words: Sequence[str], lattice: list[list[Mention]], known: list[bool]) -> None:
        """Have numbers that are amounts be no years, add what joins two numbers to bounds (« de 10 000 à 20 000 € »),
        and drop what begins inside a number."""
        numbers = {one.start: one for found in lattice for one in found if one.how == "number" and not names(one)}
        for one in numbers.values():
            for place in range(one.start + 1, one.end):
                lattice[place] = []
        amounts = [one for one in numbers.values() if _is_of_money(text, words, one)]
        for low in numbers.values():
            joint = low.end + (words[low.end : low.end + 1] in _UNITS)
            high = numbers.get(joint + 1)
            if high is None or not _size(low) < _size(high):
                continue
            if self.between and words[joint] == UP_TO:
                lattice[joint].insert(0, mention(joint, joint + 1, self.between, 1.0, UP_TO, "exact"))
                known[joint] = True
            if _bound_amounts(words, lattice, low, high) and (high in amounts or not _may_be_years(low, high)):
                amounts += (low, high)
        amounts += [one for one in numbers.values() if one not in amounts and self._is_compared(words, lattice, one)]
        for one in amounts:
            self._name_no_year(lattice, one)

    def _is_compared(self, words: Sequence[str], lattice: Sequence[Sequence[Mention]], one: Mention) -> bool:
        """Whether words compare with a number, and that is no year of which something is told, or another year is named
        (« plus de 2000 », « moins de 2022 en 2023 »)."""
        years = _years_of(lattice, one)
        before = [it for place in lattice[: one.start] for it in place if it.end == one.start] if years else []
        # « Plus que 2022 », « à partir de 2022 »
        told = [it for it in before if (AROUND_DAYS | THAT | IN).isdisjoint(words[it.start : it.end])]
        compared = any(sense.id in self.comparing for it in told for sense in it.senses)
        return compared and (_are_void(years) or any(map(_names_a_year, _beside(lattice, one))))

    def _name_no_year(self, lattice: list[list[Mention]], one: Mention) -> None:
        """Drop the years that end with a number, which is an amount."""
        years = _years_of(lattice, one)
        for place in range(one.end):
            lattice[place] = [it for it in lattice[place] if it not in years]
        amount = mention(one.start, one.end, self.number, 1.0, "", "number", one.value)
        lattice[one.start] = [amount if it == one else it for it in lattice[one.start]]


def _size(one: Mention) -> float:
    return one.value if isinstance(one.value, int | float) else 0


def _is_of_money(text: Text, words: Sequence[str], one: Mention) -> bool:
    """Whether a number is followed by its unit (« 2 022 € »), if not as the year of a heading (« en 2022 (€) »)."""
    unit = one.end < len(words) and words[one.end] in MONEY and not text.before(one.end).strip(" \u00a0")
    return unit and not (one.start and words[one.start - 1] in IN)


def _may_be_years(*numbers: Mention) -> bool:
    return all(CENTURIES.fullmatch(str(one.value)) for one in numbers)


def _bound_amounts(words: Sequence[str], lattice: Sequence[Sequence[Mention]], low: Mention, high: Mention) -> bool:
    """Whether two numbers are bounds, if they are amounts: « entre 2000 et 5000 », « de 1000 à 2000 », but not the
    subventions « de 2022 à 5000 € »."""
    joint = words[high.start - 1]
    if low.start and words[low.start - 1] == BETWEEN_TWO and joint in AND | {UP_TO}:
        return True
    return joint == UP_TO and (not _may_be_years(low) or _are_void(_years_of(lattice, low)))


def _years_of(lattice: Sequence[Sequence[Mention]], one: Mention) -> list[Mention]:
    """The years and periods that end with a number."""
    found = (it for place in lattice[: one.end] for it in place if it.end == one.end)
    return [it for it in found if _names_a_year(it)] if _may_be_years(one) else []


def _names_a_year(found: Mention) -> bool:
    """Whether a mention is a year, or a period that ends with one."""
    narrows = any(sense.record is not None and sense.record.type.narrows for sense in found.senses)
    return narrows and CENTURIES.fullmatch(found.form[-4:]) is not None


def _are_void(years: Sequence[Mention]) -> bool:
    """Whether nothing is told of the year that a number may be."""
    return any(sense.record is not None and VOID in sense.record.values for one in years for sense in one.senses)


def _beside(lattice: Sequence[Sequence[Mention]], one: Mention) -> Iterator[Mention]:
    """What is said before and after a number."""
    return (it for place in lattice for it in place if it.end <= one.start or it.start >= one.end)
