"""What words are as they stand, without looking for what they may be misspelt: worked out once, when first said."""

from collections.abc import Mapping, Set

from msgspec import Struct

from bot.understanding.mention import Mention, Sense, mention
from bot.understanding.scoring import JOINED

MOST_REMEMBERED = 20_000
"""Words, alone or in a row, of which it is remembered."""


class Spelt(Struct, frozen=True):
    """What words in a row are, at no place."""

    exact: Mention | None
    """If they are a spelling."""
    joined: Mention | None
    """If one word is a spelling of several, run together."""
    begins: bool
    """Whether a spelling of more words begins with them."""


class Standing(dict[str, Spelt]):
    """It by words with spaces between them."""

    def __init__(self, exact: Mapping[str, str], begun: Set[str], senses: Mapping[str, tuple[Sense, ...]]) -> None:
        """
        Args:
            exact: the form of each spelling with its spaces.
            begun: the beginnings of the spellings of several words, word by word.
            senses: what each form means.
        """
        super().__init__()
        self._exact = exact
        self._begun = begun
        self._senses = senses

    def __missing__(self, spaced: str) -> Spelt:
        form = self._exact.get(spaced)
        exact = None if form is None else mention(0, 0, self._senses.get(form, ()), 1.0, form, "exact")
        senses = self._senses.get(spaced) if exact is None and not spaced.isdigit() else None
        joined = None if senses is None else mention(0, 0, senses, JOINED, spaced, "join")
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        known = self[spaced] = Spelt(exact, joined, spaced in self._begun)
        return known
