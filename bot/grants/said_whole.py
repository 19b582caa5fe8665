"""What objects say, with the words beside it that they say with it (« le réseau de chaleur *au bois* »)."""

from collections.abc import Container, Iterator, Sequence
from itertools import takewhile

from bot.facts.records import Knowledge, Record
from bot.grants.names import WHOLE
from bot.grants.searching import SaidWords
from bot.grants.selection import ALL_OF
from bot.grants.served import Pack
from bot.grants.short_names import LITTLE_WORDS
from bot.grants.sought import LEAST_LETTERS
from bot.grants.themes import NARROWS, reading
from bot.understanding.register import Called

MOST_BESIDE = 6
"""Words on one side of what is said, the little ones too, that may be said with it."""


class SaidWhole:
    """The words of a pack's objects, each stretch of a message as far as an object says it word for word, as a
    `bot.understanding.register.Register`."""

    kind = SaidWords.kind

    def __init__(self, pack: Pack, known: Knowledge) -> None:
        self._words = SaidWords(pack, known)
        self._pack = pack
        self._type = known.types[self.kind]

    def record(self, identifier: str, name: str) -> Record | None:
        """See `Register`."""
        return self._words.record(identifier, name)

    def look(self, words: Sequence[str], roles: Sequence[int], paused: Container[int] = ()) -> list[Called]:
        """See `Register`."""
        found = self._words.look(words, roles, paused)
        extended = (self._whole(one, found, words, paused) for one in found)
        whole = [*{(one.start, one.end, one.records[0].id): one for one in extended}.values()]
        # « La restauration de la tour », « la tour de Navarre » are one.
        return [one for one in whole if not any(_within(one, other) for other in whole)]

    def _whole(self, called: Called, found: Sequence[Called], words: Sequence[str], paused: Container[int]) -> Called:
        start, end, (record, *_) = called.start, called.end, called.records
        if not record.id.startswith(f"{self._pack.digest}."):
            return called
        apart = (one for one in found if one.end <= start or end <= one.start)
        taken = {at for one in apart for at in range(one.start, one.end)}
        # What a line says so far, it says up to there.
        said = takewhile(lambda at: self._says(start, at, words), self._ends(end, words, taken, paused))
        end = max(said, default=end)
        said = takewhile(lambda at: self._says(at, end, words), self._starts(start, words, taken, paused))
        start = min(said, default=start)
        if (start, end) == (called.start, called.end):
            return called
        return called._replace(start=start, end=end, records=(self._in_full(record, words[start:end]),))

    def _says(self, start: int, end: int, words: Sequence[str]) -> bool:
        ends = (words[start], words[end - 1])
        # Words are looked up in less time than lines.
        known = all(self._pack.names.all_said([f"{word}{WHOLE}"]) for word in ends if len(word) >= LEAST_LETTERS)
        return known and self._pack.says(" ".join(words[start:end]))

    def _ends(self, end: int, words: Sequence[str], taken: Container[int], paused: Container[int]) -> Iterator[int]:
        """Where a stretch may end that goes on, the nearest first."""
        for at in range(end, min(len(words), end + MOST_BESIDE)):
            if at in paused or not self._may_go_on(at, words, taken):
                return
            if words[at] not in LITTLE_WORDS:
                yield at + 1

    def _starts(self, start: int, words: Sequence[str], taken: Container[int], paused: Container[int]) -> Iterator[int]:
        """Where it may begin, the nearest first."""
        for at in range(start - 1, max(0, start - MOST_BESIDE) - 1, -1):
            if at + 1 in paused or not self._may_go_on(at, words, taken):
                return
            if words[at] not in LITTLE_WORDS:
                yield at

    @staticmethod
    def _may_go_on(at: int, words: Sequence[str], taken: Container[int]) -> bool:
        # « La fête du lac 2023 » is asked of a year.
        return at not in taken and words[at].isalpha()

    def _in_full(self, record: Record, said: Sequence[str]) -> Record:
        told = (word for word in said if word not in LITTLE_WORDS and len(word) >= LEAST_LETTERS)
        narrows = record.id.startswith(f"{self._pack.digest}.{NARROWS}")
        searched = ALL_OF.join(f"{word}{WHOLE}" for word in told)
        return reading(self._type, searched, f"« {' '.join(said)} »", self._pack, narrows)


def _within(one: Called, other: Called) -> bool:
    return other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start
