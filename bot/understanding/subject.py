"""What a sentence says something of, by the words beside it."""

from collections.abc import Sequence

from bot.french.words import AUXILIARIES, THAT


def is_subject(words: Sequence[str], start: int, end: int) -> bool:
    """Whether some folded words stand where a subject does (« est-ce que Velles a un projet ? »)."""
    return end < len(words) and words[end] in AUXILIARIES and (not start or words[start - 1] in THAT)
