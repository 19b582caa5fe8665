"""Grants that a message calls by all that lines say they are for: « le projet Gîtes à chauves-souris »."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.french.words import AND, ARTICLES, OF, THEIR
from bot.grants.form import form
from bot.grants.names import WHOLE
from bot.grants.short_names import LITTLE_WORDS

if TYPE_CHECKING:
    from bot.grants.served import Pack

FEWEST, MOST = 2, 14
"""Words of a title; one alone may say anything."""
FEWEST_ALONE, FEWEST_TELLING = 5, 4
"""Words of one that nothing announces, and those of them that tell something."""
BEFORE = AND | ARTICLES | THEIR
"""Words before one that is all that a message says."""
NUMBER = "numero"
"""What « n° » is in a message."""
LEAST_LETTERS = 3
"""Of a word that is looked up."""


def title_called(words: Sequence[str], pack: "Pack") -> tuple[int, int] | None:
    """Where the longest stretch of a message begins and ends that is the whole of what a line says a grant is for: a
    long one, or one after a word that announces it."""
    found = {title: (start, end) for start, end in _stretches(words) for title in _written(words[start:end])}
    told = {word for word in {"n", *words} if len(word) < LEAST_LETTERS or pack.names.all_said([f"{word}{WHOLE}"])}
    said = {title: place for title, place in found.items() if told.issuperset(title.split())}
    if not said:
        return None
    marks = ", ".join("?" * len(said))
    rows = pack.rows(f"SELECT DISTINCT trim(said) FROM grants WHERE said IN ({marks})", [f" {one} " for one in said])  # noqa: S608 — our own words
    places = [said[title] for (title,) in rows]
    return max(places, key=lambda place: place[1] - place[0], default=None)


def _stretches(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """What may be a title."""
    for start in range(len(words)):
        for end in range(start + FEWEST_ALONE, min(start + MOST, len(words)) + 1):
            if len([word for word in words[start:end] if word not in LITTLE_WORDS]) >= FEWEST_TELLING:
                yield start, end
    # « Et la convention annuelle ? », which says nothing else
    alone = next((at for at, word in enumerate(words) if word not in BEFORE), len(words))
    if alone and FEWEST <= len(words) - alone <= MOST:
        yield alone, len(words)
    for place, word in enumerate(words):
        if word not in form().annonces:
            continue
        begun = range(place + 1, len(words))
        start = next((at for at in begun if words[at] not in form().annonces | OF), len(words))
        # « L’action Nuit de la chouette », « l’opération « Les Abeilles » »
        starts = {start, start + (words[start : start + 1] != [] and words[start] in ARTICLES)}
        yield from (
            (one, end) for one in sorted(starts) for end in range(one + FEWEST, min(one + MOST, len(words)) + 1)
        )


def _written(words: Sequence[str]) -> set[str]:
    """How a title may be written: « n° 3 » is read « numéro 3 »."""
    return {" ".join(words), " ".join("n" if word == NUMBER else word for word in words)}
