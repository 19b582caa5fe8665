"""Kinds of things that a message counts in, and does not ask for alone (« les lauréats du 93, EPT compris »)."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from bot.french.words import DEFINING, DEFINITE, INCLUDED, INCLUDING
from bot.understanding.mention import Cover, Mention, names

SAYING_SO = INCLUDED.union(second for _, second in INCLUDING)
"""Words without which nothing is counted in."""


def without_taken_in(
    mentions: Sequence[Mention], cover: Cover, sought: Callable[[Mention], int]
) -> tuple[Mention, ...]:
    """What a message mentions, without the kinds that it counts in beside another that it asks for, and what says so.

    `sought` tells the features of the type that a mention asks for.
    """
    if SAYING_SO.isdisjoint(cover.words):
        return tuple(mentions)
    words = cover.text.words
    kinds = {place: sought(one) for place, one in enumerate(mentions) if not names(one) and sought(one)}
    told: set[int] = set()
    for place, mask in kinds.items():
        one = mentions[place]
        if any(other != mask for other in kinds.values()) and (
            _is_included(one, words, cover) or _included(one, words)
        ):
            told.update(range(one.start, one.end + 1))
    return tuple(one for one in mentions if one.start not in told or names(one))


def _is_included(kind: Mention, words: Sequence[str], cover: Cover) -> bool:
    """Whether a kind is said to be counted in after it (« …, territoires compris »)."""
    after = kind.end + 1
    ends = after >= len(words) or after in cover.text.ends or cover.paused(after)
    # « Quels territoires sont compris dans le 94 ? »
    return ends and not INCLUDED.isdisjoint(words[kind.end : after])


def _included(kind: Mention, words: Sequence[str]) -> bool:
    """The same before it (« y compris les territoires »)."""
    start = kind.start - (words[kind.start - 1] in DEFINITE | DEFINING)
    return next((pair in INCLUDING for pair in pairwise(words[max(0, start - 2) : start])), False)
