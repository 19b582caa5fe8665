"""Which of all that the words of a message may mean cover it: the second part of the scoring model (`scoring`)."""

from collections.abc import Mapping, Sequence, Set
from itertools import accumulate

from msgspec import Struct

from bot.french.text import Text
from bot.understanding.mention import Cover, Mention, is_name, names
from bot.understanding.scoring import MENTION_COST, UNKNOWN_COST

ARTICLE_AND_NOUN = 2
"""Words of an expression whose second may be the first of a name."""


class Read(Struct, frozen=True):
    """A message with all that its words may mean."""

    text: Text
    lattice: Sequence[Sequence[Mention]]
    """The mentions that begin at each word."""
    cuts: Mapping[int, tuple[int, ...]] = {}
    """Where words that are several run together are to be cut, by place."""
    doubted: Set[int] = frozenset()
    """The words that may make it another question (`slips`)."""

    def may_be(self, found: Mention) -> bool:
        """Whether a mention is no guess at a word in doubt: « eans » is no « ayant » where it may be « sans »."""
        return found.quality == 1 or names(found) or self.doubted.isdisjoint(range(found.start, found.end))

    def begins_a_name(self, found: Mention) -> bool:
        """Whether a noun with its article is but what a name begins with, which names the same without it: « le
        dispositif » of « le dispositif Vie associative »."""
        two = found.end - found.start == ARTICLE_AND_NOUN
        if not two or not found.weight or names(found) or found.end == len(self.lattice):
            return False
        alone = {(one.end, sense.id) for one in self.lattice[found.end] for sense in one.senses if sense.record}
        longer = filter(is_name, self.lattice[found.start + 1])
        return any((one.end, sense.id) in alone for one in longer for sense in one.senses)


def best(read: Read) -> Cover:
    """The cover of the scoring model."""
    text, lattice = read.text, read.lattice
    count = len(text.tokens)
    letters = list(accumulate([len(token.text) for token in text.tokens], initial=0))
    best: list[tuple[float, Mention | None]] = [(0.0, None)] * (count + 1)
    for start in range(count - 1, -1, -1):
        top, choice = best[start + 1][0] - UNKNOWN_COST, None
        for found in lattice[start]:
            value = found.quality * (letters[found.end] - letters[start]) - MENTION_COST + best[found.end][0]
            if found.weight:
                value += 0.01
            if value > top and (not read.doubted or read.may_be(found)) and not read.begins_a_name(found):
                top, choice = value, found
        best[start] = (top, choice)
    mentions: list[Mention] = []
    unknown: list[int] = []
    place = 0
    while place < count:
        choice = best[place][1]
        if choice is None:
            unknown.append(place)
            place += 1
        else:
            mentions.append(choice)
            place = choice.end
    return Cover(text, tuple(mentions), tuple(unknown), read.doubted)
