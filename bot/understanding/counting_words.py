"""What the numbers of a message make of the words around them."""

from collections.abc import Sequence

from bot.french.words import ARTICLES, FIRST_ONES, LAST_ONES, LESS, MORE, OF, UP_TO
from bot.understanding.mention import Mention, Sense, mention

RANKING = FIRST_ONES | LAST_ONES | {MORE, LESS}
"""Words before which a number tells how many are ranked."""

ADDING = ARTICLES | OF
"""Words before what is added to others, or is more of something."""


def settle(words: Sequence[str], lattice: list[list[Mention]], known: list[bool], between: tuple[Sense, ...]) -> None:
    """Add what joins two numbers to bounds (« de 10 000 à 20 000 € »), and drop what begins inside a number, or would
    take from it how many come first (« les | deux premiers », « les | deux plus grosses »).

    Args:
        words: the folded words of a message.
        lattice: the mentions that begin at each of them.
        known: whether each means something.
        between: what a word that joins two numbers means.
    """
    counted = [(one.start, one.end, one.value) for found in lattice for one in found if one.how == "number"]
    begun = {start: value for start, _, value in counted}
    for start, end, value in counted:
        for place in range(start + 1, end):
            lattice[place] = []
        # « Les deux plus le judo » adds it to them.
        adds = not ADDING.isdisjoint(words[end + 1 : end + 2])
        if start and not adds and not RANKING.isdisjoint(words[end : end + 1]):
            lattice[start - 1] = [one for one in lattice[start - 1] if one.end != end]
        upper = begun.get(end + 1)
        joined = between and words[end : end + 1] == [UP_TO]
        if joined and isinstance(value, int | float) and isinstance(upper, int | float) and value < upper:
            lattice[end].insert(0, mention(end, end + 1, between, 1.0, UP_TO, "exact"))
            known[end] = True
