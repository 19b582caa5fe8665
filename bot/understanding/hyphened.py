"""Names of several words written with hyphens and misspelt (« Vry-Châtillon », « l’îl-saint-denis »), a part of which
is another name that must not be taken for what is said."""

from collections.abc import Iterator

from bot.french.text import Text
from bot.understanding.letters import Letters
from bot.understanding.mention import Mention, names
from bot.understanding.scoring import LEAST_SURE
from bot.understanding.spelling import Speller

HYPHEN, APOSTROPHE = "-", "’'"
GUESSED = ("distance", "sound")
"""How is found what a message does not write."""


def add_hyphened(letters: Letters, lattice: list[list[Mention]], speller: Speller) -> None:
    """Have what is joined by hyphens be the one name that it is near, where only a part of it is a name."""
    for start, end in _joined(letters.text):
        within = [one for found in lattice[start:end] for one in found if names(one)]
        if not within or any(_is_whole(one, start, end) for one in within):
            continue
        found = speller.near(letters, start, end, names=True)
        if found is None or not names(found) or found.quality < LEAST_SURE:
            continue
        for place in range(start, end):
            lattice[place] = [one for one in lattice[place] if one.end > end]
        lattice[start].append(found)


def _is_whole(one: Mention, start: int, end: int) -> bool:
    """Whether a name that is no guess holds some words."""
    return one.start <= start and one.end >= end and one.how not in GUESSED


def _joined(text: Text) -> Iterator[tuple[int, int]]:
    """The words joined by hyphens, with the article that is elided before them."""
    if HYPHEN not in text.raw:
        return
    place, count = 1, len(text.tokens)
    while place < count:
        start = place - 1
        while place < count and text.before(place) == HYPHEN:
            place += 1
        if place > start + 1:
            elided = start > 0 and text.before(start) != "" and text.before(start) in APOSTROPHE
            yield start - elided, place
        place += 1
