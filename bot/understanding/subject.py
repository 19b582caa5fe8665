"""What a sentence says something of, by the words beside it."""

from collections.abc import Sequence

from bot.french.text import Token
from bot.french.words import AUXILIARIES, THAT

TO = "à"
"""What is no auxiliary, by its accent."""


def is_subject(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether some words stand where a subject does (« est-ce que Velles a un projet ? »)."""
    if end >= len(tokens) or tokens[end].text not in AUXILIARIES or tokens[end].heard == TO:
        return False
    return not start or tokens[start - 1].text in THAT
