"""What a sentence says something of, by the words beside it."""

from collections.abc import Sequence

from bot.french.text import Text, Token
from bot.french.verbs import SAID_OF
from bot.french.words import THAT

DOING = frozenset(("a", "ont", "avez", "avons", "il", "elle", "on", "ils", "elles", "vous", "bien", "deja"))
"""Words before the participle of what was done."""
DONE = ("é", "u", "i")
"""Endings of a participle."""
TO = "à"
"""What is no auxiliary, by its accent."""


def is_subject(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether some words stand where a subject does (« est-ce que Velles a un projet ? »)."""
    if end >= len(tokens) or tokens[end].text not in SAID_OF or tokens[end].heard == TO:
        return False
    return not start or tokens[start - 1].text in THAT


def is_object(text: Text, place: int) -> bool:
    """Whether a word has a capital, without an article, after what was done to it (« a-t-il aidé Sains ? »)."""
    if place < 2 or not text.raw[text.tokens[place].start].isupper():
        return False
    before = text.tokens[place - 1]
    done = before.heard.endswith(DONE) and before.text not in DOING and text.raw[before.start].islower()
    return done and text.tokens[place - 2].text in DOING and text.before(place) == " "


def objects(text: Text) -> set[int]:
    """The words of a text to which something was done (`is_object`)."""
    done = [place for place, token in enumerate(text.tokens, start=2) if token.text in DOING]
    return {place for place in done if place < len(text.tokens) and is_object(text, place)}
