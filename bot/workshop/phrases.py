"""What staff write: a sentence, a spelling."""

import unicodedata

from bot.french.text import read_text
from bot.message import MAX_LENGTH
from bot.workshop.roots import refused

MOST_NOUN = 3
"""Words of a noun, at most (« plan de situation »)."""


def sentence_of(text: str) -> str:
    """A sentence on one line, as it may be written in a file."""
    text = " ".join(text.split())
    if not text or len(text) > MAX_LENGTH:
        remedy = f"écrivez une phrase, de {MAX_LENGTH} caractères au plus"
        raise refused("intents", "la phrase est vide, ou trop longue", remedy)
    if any(unicodedata.category(one) in ("Cc", "Cs") for one in text):
        raise refused("intents", "la phrase contient un caractère de commande", "écrivez-la de nouveau, à la main")
    return text


def declared_as(spelling: str) -> str:
    """How a spelling is best declared: a noun gets its plural, a turn of phrase is taken as it is."""
    words = spelling.split()
    return "noms" if len(words) <= MOST_NOUN and "'" not in spelling and "’" not in spelling else "expressions"


def words_of(text: str) -> str:
    """A sentence without what makes no difference: accents, capitals, punctuation."""
    return " ".join(token.text for token in read_text(text).tokens)


def is_same(one: str, other: str) -> bool:
    """Whether two sentences are one, but for that."""
    return one == other or (words_of(one) == words_of(other) != "")
