"""What says more of what narrows a question about grants, and is not understood: « les associations du Mirail ».

Left aside, it would have the answer be of more than what is asked.
"""

from collections.abc import Mapping, Sequence

from bot.dialogue.stating import COLUMNS
from bot.facts.records import Record
from bot.findings.query import BODY, READING
from bot.french.words import (
    ABOUT,
    ARTICLES,
    DEFINITE,
    DEMONSTRATIVES,
    FOR,
    IN,
    INFINITIVES,
    LINKING,
    OF,
    OF_ONE,
    THEIR,
    WHAT_THING,
)
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Mention, names
from bot.understanding.reading import Candidate, Said
from bot.understanding.weighing import Argument

LEAST_LETTERS = 3
"""Letters of a word that says something."""
MOST_BETWEEN = 2
"""Little words before what says more (« de la »)."""
LITTLE = OF | ABOUT | ARTICLES | IN | LINKING | {"a", "au", "aux"}
TELLING = 0.5
"""Weight from which a word says something."""
LIKE_INFINITIVES = (*INFINITIVES, "é")
"""Endings of an infinitive, or of what is written for one."""
BEFORE_THING = OF | ARTICLES | THEIR
"""Words between a verb and what it is done to."""
QUALITY = "qualite_mot"
"""The concept of words that say which some are, of which no line tells (« petites »)."""


def qualifier(
    read: Candidate, argument: Argument, grammar: Grammar, *, of_body: bool, joined: bool = False
) -> str | None:
    """The words that say more of what narrows a question, as they are written, if a reading leaves such words aside.

    Args:
        read: the reading.
        argument: the message.
        grammar: what understands.
        of_body: whether a body is named, or was chosen: what is said of it narrows nothing.
        joined: whether only what « et » joins to what narrows is looked for (« le vélo et le jazz »).
    """
    cover, tokens = argument.cover, argument.cover.text.tokens
    begun = {one.mention.start: one.mention for one in argument.said}
    ended = {one.mention.end: one.mention for one in argument.said}

    def left_aside(end: int, place: int) -> bool:
        one = begun.get(place)
        if of_body or (joined and tokens[end].text not in LINKING):
            return False
        if one is None:
            return place in cover.unknown and len(tokens[place].text) >= LEAST_LETTERS
        telling = one.role is None and one.weight >= TELLING and not names(one) and tokens[end].text in LINKING
        strange = one.senses[0].foreign or one.role == "courant" or telling
        return strange and not one.mask & read.rule.explains

    if not joined and (purpose := _purpose(read, argument, grammar)) is not None:
        return _written(argument, *purpose)
    if not (of_body or joined) and (head := _head(read, argument) or _called_so(read, argument)) is not None:
        return _written(argument, *head)
    # « Les associations de Colomiers » may be weighed as what Colomiers is.
    for one in cover.mentions:
        start, end = one.start, one.end
        concepts = (grammar.concepts.get(sense.id) for sense in one.senses)
        kind = any(concept is not None and concept.target == BODY for concept in concepts)
        if (
            kind
            and not (of_body or joined)
            and start in begun
            and (_is_quality(ended.get(start)) or _is_quality(begun.get(end)))
        ):
            place = end if _is_quality(begun.get(end)) else start - 1
            return _written(argument, place, place + 1)
        place = end
        while place < min(len(tokens), end + MOST_BETWEEN) and tokens[place].text in LITTLE:
            place += 1
        if (
            place < len(tokens)
            and not any(map(cover.paused, range(end, place + 1)))
            and (_narrows(one) or _is_the_column(one, [token.text for token in tokens[max(0, start - 1) : start]]))
        ):
            several = tokens[start].text.endswith("s") or tokens[end - 1].text.endswith("s")
            theirs = kind and several and place > end
            if (start in begun and left_aside(end, place)) or (theirs and _is_body(begun.get(place))):
                return _written(argument, end, begun[place].end if place in begun else place + 1)
    return None


def _purpose(read: Candidate, argument: Argument, grammar: Grammar) -> tuple[int, int] | None:
    """Where « pour » is said of what a reading leaves aside (« combien a reçu le club pour la plomberie ? »)."""
    cover, tokens = argument.cover, argument.cover.text.tokens
    said = {place: one for one in argument.said for place in range(one.mention.start, one.mention.end)}
    left = {place for place, one in said.items() if one.weight > 0 and not one.mention.mask & read.rule.explains}
    # « Pour les deux » points back.
    left -= {place for place in left if grammar.refers(said[place].mention)}
    left |= {place for place in cover.unknown if len(tokens[place].text) >= LEAST_LETTERS}
    for start in (place for place, token in enumerate(tokens) if token.text in FOR):
        place = start + 1
        while place < len(tokens) and place not in left and tokens[place].text in LITTLE | OF_ONE:
            place += 1
        # « Pour ce secteur » points back.
        left -= {place} if place < len(tokens) and tokens[place].text in DEMONSTRATIVES else set()
        if place in left and not any(map(cover.paused, range(start + 1, place + 1))):
            while place < len(tokens) and not cover.paused(place) and (place in left or tokens[place].text in LITTLE):
                place += 1
            while tokens[place - 1].text in LITTLE:
                place -= 1
            # « Pour acheter | des fauteuils », « pour rénové | sa devanture » tell what is done with what is funded.
            if place == start + 2 and _is_done_to(place, said, read, argument):
                continue
            # « Pour refaire quoi ? » asks it.
            return None if place < len(tokens) and tokens[place].text in WHAT_THING else (start, place)
    return None


def _is_done_to(place: int, said: Mapping[int, Said], read: Candidate, argument: Argument) -> bool:
    """Whether an infinitive, however it is spelt, stands right before what grants are for, that a reading explains."""
    text = argument.cover.text
    verb = text.tokens[place - 1]
    spelt = text.raw[verb.start : verb.end].lower()
    if not spelt.endswith(LIKE_INFINITIVES):
        return False
    ends = (at for at in range(place, len(text.tokens)) if text.tokens[at].text not in BEFORE_THING)
    one = said.get(next(ends, place))
    records = [sense.record for sense in one.mention.senses if sense.record is not None] if one is not None else []
    purpose = any(record.type.name == READING for record in records)
    return one is not None and purpose and bool(one.mention.mask & read.rule.explains)


def _head(read: Candidate, argument: Argument) -> tuple[int, int] | None:
    """Where a reading leaves aside what is in a place, or of what narrows it (« la mission d’Évreux »)."""
    cover, tokens = argument.cover, argument.cover.text.tokens
    ended = {one.mention.end: one for one in argument.said}
    for one in (one.mention for one in argument.said if _narrows(one.mention)):
        # « La mise à disposition du palais des sports » may be of what objects say.
        if any(sense.record is not None and sense.record.type.name == READING for sense in one.senses):
            continue
        end = one.start
        while end and tokens[end - 1].text in ARTICLES:
            end -= 1
        if not end or tokens[end - 1].text not in OF or cover.paused(end):
            continue
        head = ended.get(end - 1)
        if head is None and end - 2 in cover.unknown and len(tokens[end - 2].text) >= LEAST_LETTERS:
            return end - 2, end - 1
        telling = head is not None and head.weight >= TELLING and head.mention.role is None
        if head is not None and telling and not names(head.mention) and not head.mention.mask & read.rule.explains:
            return head.mention.start, head.mention.end
    return None


def _called_so(read: Candidate, argument: Argument) -> tuple[int, int] | None:
    """Where what grants are for is called by a name that is none of ours (« le cinéma Rex »,
    which is no « retour d’expérience »)."""
    cover, tokens = argument.cover, argument.cover.text.tokens
    begun = {one.mention.start: one.mention for one in argument.said}
    shouted = cover.text.raw.isupper()
    for one in (one.mention for one in argument.said if not one.borrowed):
        place = one.end
        records = (sense.record for sense in one.senses)
        purpose = any(record is not None and record.type.name == READING for record in records)
        if not purpose or place >= len(tokens) or cover.paused(place) or shouted:
            continue
        after = begun.get(place)
        explained = after is not None and (names(after) or bool(after.mask & read.rule.explains))
        strange = place in cover.unknown if after is None else not explained and after.weight >= TELLING
        if strange and cover.text.raw[tokens[place].start].isupper():
            return place, place + 1 if after is None else after.end
    return None


def _narrows(one: Mention) -> bool:
    """Whether a mention names what narrows grants, as a theme or a kind of bodies does."""
    return any(sense.record is not None and _is_of_a_column(sense.record) for sense in one.senses)


def _is_the_column(one: Mention, before: Sequence[str]) -> bool:
    """Whether a mention is of a column that one of its values follows (« le quartier de Nulle-Part »)."""
    column = any(sense.record is not None and sense.record.type.name in COLUMNS for sense in one.senses)
    return column and not DEFINITE.isdisjoint(before)


def _is_of_a_column(record: Record) -> bool:
    return record.type.dimension is not None


def _is_body(one: Mention | None) -> bool:
    """Whether a mention names bodies, and no place that a column tells."""
    records = [sense.record for sense in one.senses if sense.record is not None] if one is not None else []
    return any(record.type.name == BODY for record in records) and not any(map(_is_of_a_column, records))


def _is_quality(one: Mention | None) -> bool:
    return one is not None and any(sense.id == QUALITY for sense in one.senses)


def _written(argument: Argument, start: int, end: int) -> str:
    text = argument.cover.text
    return text.raw[text.tokens[start].start : text.tokens[end - 1].end]
