"""How what is written in several words begins, word by word: a message is looked up no further than something does;
and how the words of several names do, which is asked back."""

from collections import defaultdict
from collections.abc import Iterable

LEAST_SHARED, MOST_SHARED = 5, 3
"""Letters by which words of several names begin, and how many such names may be asked between."""
VOWELS = frozenset("aeiouy")


def begin(spaced: str, begun: set[str]) -> None:
    """Add to some beginnings those of words with spaces between them, the last word aside.

    >>> begun = set()
    >>> begin("une ville intelligente", begun)
    >>> sorted(begun)
    ['une', 'une ville']
    """
    end = spaced.rfind(" ")
    # With each beginning, shorter ones are already there.
    while end > 0 and spaced[:end] not in begun:
        begun.add(spaced[:end])
        end = spaced.rfind(" ", 0, end)


def shared(names: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The names of which a word begins so, up to a consonant, where they are a few.

    Args:
        names: spellings, words with spaces between them, each with what it is the name of.

    >>> found = shared([("alfortville", "94002"), ("maisons alfort", "94046"), ("nanterre", "92050")])
    >>> sorted(found)
    ['alfor', 'alfort']
    >>> found["alfor"]
    ('alfortville', 'maisons alfort')
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for spaced, named in names:
        for word in spaced.split(" "):
            for end in range(LEAST_SHARED, len(word) + 1):
                if word[end - 1] not in VOWELS:
                    found[word[:end]].setdefault(named, spaced)
    return {part: tuple(whole.values()) for part, whole in found.items() if 1 < len(whole) <= MOST_SHARED}
