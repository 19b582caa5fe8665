"""A name of nothing known that a message adds to another (« les projets de Vincennes et de Zorglub »)."""

from bot.french.words import AND, OF
from bot.understanding.mention import Cover, names

LEAST_LETTERS = 4
BEFORE_NAMES = OF | {"a"}
"""Words that stand before each of two names."""


def added_name(cover: Cover) -> str:
    """What is added to a name as another one is, as it was written, and is none that is known; empty if nothing is."""
    tokens, raw = cover.text.tokens, cover.text.raw
    for place in cover.unknown:
        start = place - 1 if place and tokens[place - 1].text in BEFORE_NAMES else place
        joined = start > 0 and tokens[start - 1].text in AND and len(tokens[place].text) >= LEAST_LETTERS
        written = start < place or raw[tokens[place].start].isupper()
        if joined and written and any(names(one) and one.end == start - 1 for one in cover.mentions):
            return raw[tokens[place].start : tokens[place].end]
    return ""
