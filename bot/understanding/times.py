"""What numbers say beside how many: times, those that stand right before what is counted (« trois subventions »), and
years before what is known (« en 1789 »)."""

from typing import NamedTuple

from bot.french.numbers import DayMonth, is_great
from bot.understanding.mention import Cover, Mention

OLD = range(1000, 2000)
"""Years before those that are told of."""
IN_A_YEAR = frozenset(("en", "annee"))
"""Words after which a number of four digits is a year."""


class Times(NamedTuple):
    """Tells numbers of times from amounts, and years of other centuries."""

    counted: int
    """The features of what is counted."""
    mask: int
    """The feature of a number of times."""
    old: int = 0
    """The feature of a year before 2000."""

    def told(self, mentions: tuple[Mention, ...], cover: Cover) -> tuple[Mention, ...]:
        """The mentions of a message, with the numbers of times and old years told as such."""
        numbers = [one for one in mentions if one.value is not None]
        if not numbers:
            return mentions
        before = {one.start for one in mentions if one.mask & self.counted}
        told: dict[int, int] = {}
        for one in numbers:
            if one.end in before and self._may_count(one):
                told[one.start] = self.mask
            elif _is_old(one, mentions, cover):
                told[one.start] = self.old
        return tuple([one._replace(mask=one.mask | told.get(one.start, 0)) for one in mentions]) if told else mentions

    @staticmethod
    def _may_count(one: Mention) -> bool:
        """Whether a mention is a number, and not one so great that it is an amount (« 50 000 de subvention »)."""
        return one.how == "number" and isinstance(one.value, int) and not is_great(one.value)


def _is_old(one: Mention, mentions: tuple[Mention, ...], cover: Cover) -> bool:
    """Whether a mention is a year before 2000, or a day of one (« en 1985 », « le 27 novembre 1895 »)."""
    if isinstance(one.value, DayMonth):
        return one.value.year in OLD
    if one.value not in OLD or one.end != one.start + 1:
        return False
    dated = any(isinstance(other.value, DayMonth) and other.end == one.start for other in mentions)
    return dated or (one.start > 0 and cover.text.tokens[one.start - 1].text in IN_A_YEAR)
