"""Punctuation that is dictated: « qui l’a créé point d’interrogation »."""

import re

from bot.french.text import Text, read_text

_SURELY = re.compile(r"\bpoint d['’ ]?(?:interrogation|exclamation)\b|\bpoint [àa] la ligne\b", re.IGNORECASE)
_MARKS = (
    (re.compile(r"\bpoint d['’ ]?interrogation\b", re.IGNORECASE), "?"),
    (re.compile(r"\bpoint d['’ ]?exclamation\b", re.IGNORECASE), "!"),
    (re.compile(r"\b(?:point [àa] la ligne|points de suspension)\b", re.IGNORECASE), "."),
    (re.compile(r"\bpoint[ -]virgule\b", re.IGNORECASE), ";"),
    (re.compile(r"\bdeux points\b", re.IGNORECASE), ":"),
    (re.compile(r"(?<!\d )\bvirgule\b", re.IGNORECASE), ","),
)
"""Words that are read as marks, each with its own; « trois virgule cinq » is a number where its digits are written."""


def with_marks(raw: str) -> str:
    """A message in which dictated marks are written, each at the place of its words, where some surely are dictated.

    >>> with_marks("le fonds deux points qui l’a créé point d’interrogation").split()
    ['le', 'fonds', ':', 'qui', 'l’a', 'créé', '?']
    """
    if _SURELY.search(raw) is None:
        return raw
    written = raw
    for words, mark in _MARKS:
        for start, end in [found.span() for found in words.finditer(written)]:
            written = written[:start] + mark.ljust(end - start) + written[end:]
    # « Point d’interrogation » alone is said of the answer.
    return written if any(map(str.isalnum, written)) else raw


def read_message(raw: str) -> Text:
    """Cut a message into tokens, as `read_text` does a name, with the marks that were dictated."""
    return read_text(with_marks(raw))
