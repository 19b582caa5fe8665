"""Of several years that a question names, those in which nothing was got (« aidés en 2022, lesquels n’ont rien eu en
2023 ? »)."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from bot.dialogue.conversation import LEAST_SEVERAL
from bot.dialogue.years import NOR
from bot.findings.query import BODY, YEARS
from bot.french.words import NOT
from bot.understanding.frame import Entity, Frame
from bot.understanding.mention import Mention, names
from bot.understanding.roles import DENYING, LEAVING_OUT
from bot.understanding.weighing import Argument

WEIGHTY = 0.5
"""Weight from which a word that does not go with those ends what they are said of."""
MOST_BETWEEN = 1
"""Little words between them and what goes with them (« n’ont pas | été aidés »)."""


def with_years_lacked(frame: Frame, argument: Argument) -> Frame:
    """The same question, with the years kept out in which those that it asks for got nothing; none of them, where that
    is said of all (« qui n’a rien eu en 2022 ni en 2023 ? »)."""
    mentions = [one.mention for one in argument.said if not one.borrowed]
    words = argument.cover.text.words
    years = [one for one in frame.entities if one.kind in YEARS and one.start >= 0]
    lacked = list(_lacked(mentions, words))
    of_one = any(one.kind == BODY for one in frame.entities)
    if len(years) < LEAST_SEVERAL or len(lacked) != len(years) or of_one or LEAVING_OUT in frame.roles:
        return frame
    nor = any(sense.id == NOR for one in mentions for sense in one.senses)
    if not any(lacked) or (all(lacked) and not nor):
        return frame
    out = {id(one): lacks and not all(lacked) for one, lacks in zip(years, lacked, strict=True)}
    return frame.with_entities(tuple(_kept_out(one, out) for one in frame.entities))


def _kept_out(entity: Entity, out: dict[int, bool]) -> Entity:
    return replace(entity, excluded=out.get(id(entity), entity.excluded))


def _lacked(mentions: Sequence[Mention], words: Sequence[str]) -> Iterator[bool]:
    """Of each year that is named, whether nothing was got in it."""
    lacks, end = False, 0
    for one in mentions:
        records = (sense.record for sense in one.senses)
        if any(record is not None and record.type.name in YEARS for record in records):
            yield lacks
        elif one.role in DENYING or words[one.start] in NOT:
            # « Ni » goes on with what was said.
            lacks = lacks or all(sense.id != NOR for sense in one.senses)
            end = one.end
        elif not names(one) and one.weight >= WEIGHTY:
            goes_with = one.start - end <= MOST_BETWEEN and one.role is None
            lacks, end = lacks and goes_with, one.end
