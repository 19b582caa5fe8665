"""What the numbers of a message make of the words around them."""

from collections.abc import Sequence

from bot.french.words import ARTICLES, FIRST_ONES, LAST_ONES, LESS, MORE, NEXT_ONES, OF
from bot.understanding.mention import Mention, names

RANKING = FIRST_ONES | LAST_ONES | NEXT_ONES | {MORE, LESS}
"""Words before which a number tells how many are ranked, or are to come next."""

ADDING = ARTICLES | OF
"""Words before what is added to others, or is more of something."""

TOP = frozenset(("top", "tops"))
"""Words after which a number tells how many come first."""


def settle(words: Sequence[str], lattice: list[list[Mention]]) -> None:
    """Drop what would take from a number how many come first, or next (« les | deux premiers », « les | deux plus
    grosses », « les | deux suivants », « top | 3 d’associations »).

    Args:
        words: the folded words of a message.
        lattice: the mentions that begin at each of them.
    """
    for start, end in [(one.start, one.end) for found in lattice for one in found if one.how == "number"]:
        if start and words[start - 1] in TOP:
            # « 3 d » is no « 3D ».
            lattice[start] = [one for one in lattice[start] if one.end <= end or not names(one)]
        # « Les deux plus le judo » adds it to them.
        adds = not ADDING.isdisjoint(words[end + 1 : end + 2])
        if start and not adds and not RANKING.isdisjoint(words[end : end + 1]):
            lattice[start - 1] = [one for one in lattice[start - 1] if one.end != end]
