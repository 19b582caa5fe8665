"""Who is told of by their charge alone, in a place that is not theirs: a counterpart, of whom nothing is known
(« l’adjoint au numérique de Vincennes »)."""

from collections.abc import Sequence

from bot.facts.records import Record
from bot.french.text import words_of
from bot.french.words import ARTICLES, AT, INSIDE, OF
from bot.understanding.meanings import Meanings
from bot.understanding.mention import Cover, Mention, names

LEAST_WEIGHT = 0.5
"""Weight from which a word between them says something else (« l’élu du projet de »)."""
LEAST_LETTERS = 4
"""Letters of a word of a name that is said (« le président Ollier »)."""
MOST_BETWEEN = 5
"""Words between a charge and the place where somebody holds it (« à la mairie de »)."""


def of_counterparts(mentions: tuple[Mention, ...], cover: Cover, meanings: Meanings) -> tuple[Mention, ...]:
    """The mentions of a message, with those of whom we know by a charge that is told to be of a place as somebody else.

    Args:
        mentions: those of the message.
        cover: the message.
        meanings: the places, and what stands for such a counterpart.
    """
    sense = meanings.counterpart
    if sense is None or not any(map(meanings.is_place, mentions)):
        return mentions
    others = {
        one.start
        for place, one in enumerate(mentions)
        if _is_described(one, meanings) and _is_of_a_place(one, mentions[place + 1 :], cover, meanings)
    }
    return tuple([one.meaning((sense,)) if one.start in others else one for one in mentions]) if others else mentions


def _is_described(one: Mention, meanings: Meanings) -> bool:
    """Whether all that a mention names is of our subject, of no place, and called otherwise than by its name."""
    records = [sense.record for sense in one.senses if sense.record is not None]
    return bool(records) and all(
        record.type.anchor
        and record.type.parent is None
        and not record.type.gives
        and not _is_owned(record, meanings)
        and not any(len(word) >= LEAST_LETTERS and word in one.form for word in words_of(record.name))
        for record in records
    )


def _is_owned(record: Record, meanings: Meanings) -> bool:
    """Whether something is a place, or belongs to one."""
    values = (record, *record.values.values())
    return any(
        isinstance(value, Record) and meanings.record_masks[value.type.name] & meanings.places for value in values
    )


def _is_of_a_place(one: Mention, after: Sequence[Mention], cover: Cover, meanings: Meanings) -> bool:
    """Whether but the words that join them stand between a mention and the name of a place."""
    named = next((other for other in after if names(other)), None)
    if named is None or not meanings.is_place(named) or not 0 < named.start - one.end <= MOST_BETWEEN:
        return False
    if any(map(cover.paused, range(one.end, named.start + 1))):
        return False
    between = list(cover.text.words[one.end : named.start])
    nouns = [other for other in after if other.end <= named.start and other.weight > 0]
    if any(other.weight >= LEAST_WEIGHT and not meanings.sought(other) & meanings.places for other in nouns):
        return False
    kept = {place for other in nouns for place in range(other.start, other.end)}
    joined = (word for place, word in enumerate(between, one.end) if place not in kept)
    return between[0] in OF | AT and all(word in INSIDE | AT | ARTICLES for word in joined)
