"""Numbers of times: those that stand right before what is counted (« trois subventions »)."""

from typing import NamedTuple

from bot.french.numbers import is_great
from bot.understanding.mention import Mention


class Times(NamedTuple):
    """Tells numbers of times from amounts."""

    counted: int
    """The features of what is counted."""
    mask: int
    """The feature of a number of times."""

    def told(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The mentions of a message, with the numbers of times told as such."""
        before = {one.start for one in mentions if one.mask & self.counted}
        counting = [one for one in mentions if one.end in before and self._may_count(one)] if before else ()
        if not counting:
            return mentions
        return tuple(one._replace(mask=one.mask | self.mask) if one in counting else one for one in mentions)

    @staticmethod
    def _may_count(one: Mention) -> bool:
        """Whether a mention is a number, and not one so great that it is an amount (« 50 000 de subvention »)."""
        return one.how == "number" and isinstance(one.value, int) and not is_great(one.value)
