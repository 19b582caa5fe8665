"""Whether a message goes on with a ranking of published grants: it asks of one by its rank, or for the first; or
whether it asks for the first of all after one body alone."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot.dialogue.conversation import Conversation
from bot.dialogue.ranking import ranks_first
from bot.dialogue.subjects import TELLING, Subjects
from bot.findings.query import BODY
from bot.understanding.mention import names
from bot.understanding.reading import Candidate, Said
from bot.understanding.weighing import Argument

RANK, HOW_MANY = "ordinal", "number"
"""How a rank is said, and how many."""
MOST_AIDED, WHO_IS = "le_plus_aide", frozenset(("qui", "a_qui"))
"""The concepts of words for the body that got most, and of those that ask which it is."""


def ranks_on(
    subjects: Subjects, argument: Argument, together: Candidate, carried: Sequence[Said], past: Conversation
) -> bool:
    """Whether a message is asked of what was ranked before; `together` is its likeliest reading with what is `carried`
    from there."""
    if not subjects.is_of_grants(past):
        return False
    return _picks(argument, past) or (subjects.is_published(together.rule.intent) and _ranks_again(argument, carried))


def without_body(argument: Argument, past: Conversation) -> Conversation:
    """What was said before a message that asks for the first of all, without the one body that it was said of
    (« combien a reçu le judo en 2021 ? — Qui arrive en tête ? »)."""
    bodies = [named for named in past.entities if named.kind == BODY]
    if len(bodies) != 1 or past.ranked or not _seeks_the_first(argument.said):
        return past
    rest = tuple(named for named in past.entities if named.kind != BODY)
    return replace(past, entities=rest, focus=tuple(named for named in past.focus if named.kind != BODY))


def _seeks_the_first(said: Sequence[Said]) -> bool:
    """Whether a message asks which body is first, and points back to none."""
    meant = {sense.id for one in said for sense in one.mention.senses}
    first = any(one.mention.how == RANK and one.mention.value == 1 for one in said)
    points = any(one.mention.role == "pronom" for one in said)
    return not points and (MOST_AIDED in meant or (first and not WHO_IS.isdisjoint(meant)))


def _picks(argument: Argument, past: Conversation) -> bool:
    """Whether it asks something of one of those that were ranked, and names nothing else: of what it was ranked by
    (« les 3 plus grosses de 2024 ? — La deuxième, c’est pour quoi ? »)."""
    named = any(names(one.mention) for one in argument.said)
    whole = any(one.mention.role == "tout" for one in argument.said)
    return bool(past.listed and past.entities) and _by_rank(argument, len(past.listed)) and not (named or whole)


def _ranks_again(argument: Argument, carried: Sequence[Said]) -> bool:
    """Whether it says but which are first, or a rank and what narrows it (« qui a eu le moins ? — Les trois
    premiers ? », « qui a eu le plus en 2022 ? — Le premier du sport ? »)."""
    of_ranked = any(one.mention.role == "superlatif" for one in carried)
    said = (one for one in argument.said if one.mention.how not in (RANK, HOW_MANY) and not _names(one))
    return of_ranked and all(one.weight <= TELLING for one in said) and (_by_rank(argument) or ranks_first(argument))


def _names(one: Said) -> bool:
    """Whether what is said may be something that is known, whatever else (« le sport »)."""
    return any(sense.record is not None for sense in one.mention.senses)


def _by_rank(argument: Argument, most: int | None = None) -> bool:
    """Whether it tells a rank, of at most so many where those are told."""
    ranks = (one.mention.value for one in argument.said if one.mention.how == RANK)
    return any(most is None or (isinstance(rank, int) and rank <= most) for rank in ranks)
