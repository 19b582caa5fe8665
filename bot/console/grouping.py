"""Questions that are nearly the same, together: « où garer ma trotinette » and « ou garer sa trottinette »."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain, islice

from msgspec import Struct
from rapidfuzz import fuzz, process

from bot.journal.exchange import time_of
from bot.journal.queries import Missed

LEAST_LIKENESS = 86
"""How alike two questions are, of 100, to be one; their words may be in any order."""
STEM = 4
"""Letters by which words are taken to be the same word, to find what may be compared."""
MOST_COMPARED = 40
"""Groups that a question is compared with: those that share its rarest words."""


class Group(Struct, frozen=True):
    """A question that got no answer, in all the ways in which it was written."""

    members: tuple[Missed, ...]
    """The most frequent first."""

    @property
    def key(self) -> str:
        """What names it: the words of its most frequent member."""
        return self.members[0].words

    @property
    def text(self) -> str:
        """As it is most often written."""
        return self.members[0].text

    @property
    def last(self) -> Missed:
        """The member that was asked last."""
        return max(self.members, key=lambda member: member.last)

    @property
    def times(self) -> int:
        """How often it was asked."""
        return sum(member.times for member in self.members)

    @property
    def at(self) -> int:
        """When it was last asked: Unix time in ms."""
        return time_of(self.last.last)


def group(missed: Sequence[Missed]) -> list[Group]:
    """The groups, in the order of their first members; each question is compared with few others, not with all."""
    stems = [{word[:STEM] for word in one.words.split() if len(word) >= STEM} or {one.words} for one in missed]
    frequency = Counter(stem for found in stems for stem in found)
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    groups: list[list[Missed]] = []
    sorted_words: list[str] = []
    for one, found in zip(missed, stems, strict=True):
        rare = sorted(found, key=lambda stem: (frequency[stem], stem))
        near = islice(dict.fromkeys(chain.from_iterable(blocks[stem][:MOST_COMPARED] for stem in rare)), MOST_COMPARED)
        words = " ".join(sorted(one.words.split()))
        choices = {place: sorted_words[place] for place in near}
        best = process.extractOne(words, choices, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS)
        if best is None:
            place = len(groups)
            groups.append([one])
            sorted_words.append(words)
            for stem in found:
                blocks[stem].append(place)
        else:
            groups[best[2]].append(one)
    return [Group(tuple(members)) for members in groups]
