"""A message without its spaces, of which any words in a row are a slice."""

from bisect import bisect_left
from functools import cached_property
from itertools import accumulate

from msgspec import Struct

from bot.french.sound import sound
from bot.french.text import Text


class Stretch(Struct, frozen=True):
    """Some words of a message, to be taken for one thing."""

    start: int
    end: int
    form: str
    """Their letters without spaces."""
    key: str
    """How they sound, word by word."""


class Letters:
    """The letters of a message, and where its words begin among them."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.words = text.words
        self._letters = "".join(self.words)
        self._borders = list(accumulate(map(len, self.words), initial=0))
        """How many letters there are before each word, and in all."""

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def _sizes(self) -> list[int]:
        """How many words that are not elided there are before each word, and in all."""
        return list(accumulate([len(word) > 1 for word in self.words], initial=0))

    @cached_property
    def _spaced(self) -> str:
        return " ".join(self.words)

    def form(self, start: int, end: int) -> str:
        """The letters of some words."""
        return self._letters[self._borders[start] : self._borders[end]]

    def spaced(self, start: int, end: int) -> str:
        """Some words with spaces between them."""
        return self._spaced[self._borders[start] + start : self._borders[end] + end - 1] if start < end else ""

    def count(self, start: int, end: int) -> int:
        """How many letters some words have."""
        return self._borders[end] - self._borders[start]

    def size(self, start: int, end: int) -> int:
        """How many words a stretch has, elided ones aside."""
        return self._sizes[end] - self._sizes[start]

    def stretch(self, start: int, end: int) -> Stretch:
        """Some words, with how they sound."""
        key = "".join([sound(token.heard) for token in self.text.tokens[start:end]])
        return Stretch(start, end, self.form(start, end), key)

    def around(self, place: int, before: int, after: int) -> tuple[int, int]:
        """The words around one that have so many letters before and after it, or as nearly as words allow."""
        borders = self._borders
        first, last = borders[place] - before, borders[place + 1] + after
        start = bisect_left(borders, first, 0, place)
        if start and first - borders[start - 1] <= borders[start] - first:
            start -= 1
        end = min(bisect_left(borders, last, place + 1), len(self.words))
        if end > place + 1 and last - borders[end - 1] < borders[end] - last:
            end -= 1
        return start, end
