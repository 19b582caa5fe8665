"""Of which years a question about published grants is asked, by what was said before: the one before or after it, all
of those told in turn, that of the days that were asked about."""

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from bot.dialogue.conversation import Conversation, Named
from bot.facts.records import Knowledge, Record
from bot.findings.query import ALL_YEARS, BODY, YEARS
from bot.french.numbers import DayMonth, read_number
from bot.french.words import SO, THIS
from bot.understanding.frame import Entity, Frame
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Mention, names
from bot.understanding.reading import Said
from bot.understanding.roles import CORRECTING
from bot.understanding.target import REVERSING
from bot.understanding.vocabulary import Concept
from bot.understanding.weighing import Argument

GOING_ON = "suite"
"""The role of words that go on with the last question (« et »)."""
HOW_MUCH = 0.5
"""Weight from which a word that asks asks how much (« combien », not « quelles »)."""
YEAR, PERIOD = YEARS
SINCE = "depuis"
STEPS = {"annee_suivante": 1, "annee_precedente": -1}
"""Concepts that stand for the year spoken of, with how far from it the one that is meant lies."""
SPANS = {"annees_suivantes": (SINCE, 1), "annees_precedentes": ("avant", -1)}
"""Concepts that stand for all years after or before it, with how such a period is called, and the first of them."""
BETWEEN = "entre"
SOME_BEFORE = {"deux_annees_precedentes": 2, "trois_annees_precedentes": 3}
"""Concepts that stand for some years before it, with how many."""
HESITATING = "neutre"
"""The concept of words that say nothing (« euh »)."""
CENTURY = "20"
"""What two digits leave out of a year."""
RECENT = re.compile(r"[12]\d")
"""Two digits that are those of a recent year."""
MOVED = frozenset(("a_bouge_mot", "hausse_mot", "baisse_mot"))
"""The concepts of words that ask what became of a sum from one year to another."""
COMPARED = frozenset(
    ("en_a_plus", "versus_mot", "de_combien_mot", "eu_plus_mot", "plus_de", "moins_de", "de_plus_que", "reference_mot")
)
"""Those of words that compare one year with another (« quel écart ? », « plus que l’année d’avant ? »)."""
NOR = "ni"
"""The concept of the word that denies one thing more."""
NEW = frozenset(("nouveau_mot", "premiere_fois_mot"))
"""Those of words that ask who had nothing before."""


class Years:
    """Finds the years of questions."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge) -> None:
        self._grammar = grammar
        self._knowledge = knowledge

    def shifted(self, frame: Frame, said: Sequence[Said]) -> Frame:
        """The same question of the year before or after the one spoken of, where it asks so (« l’année d’après ? »)."""
        some, start = _called_by(SOME_BEFORE, said)
        if some:
            return self._with_some_before(frame, said, SOME_BEFORE[some], start)
        stepping, start = _called_by(STEPS, said)
        spanning, at = _called_by(SPANS, said)
        step, (span, first) = STEPS.get(stepping, 0), SPANS.get(spanning, ("", 0))
        # « Deux ans plus tard, c’était combien ? »
        counted = (one.mention.value for one in said if one.mention.how == "number" and one.mention.end == start)
        number = next(counted, None)
        step *= number if isinstance(number, int) else 1
        years = self._knowledge.records.get(YEAR, {})

        def moved(entity: Entity) -> Entity:
            if entity.kind not in YEARS or len(entity.records) > 1:
                return entity
            [told] = entity.records
            # « L’an dernier » is a period of one year.
            year = int(told.id) if told.id.isdigit() else told.de if told.de == told.a else None
            spanned = self._span(span, year + first) if span and year is not None else None
            record = spanned or (None if year is None else years.get(str(year + step + first)))
            return entity if record is None else replace(entity, records=(record,))

        if not (step or span):
            return frame
        frame = replace(frame, numbers=tuple(one for one in frame.numbers if one != number))
        there = tuple(map(moved, frame.entities))
        if _names_a_year(said):
            denied = _is_denied(said, at if span else start)
            return frame.with_entities(_named_and_moved(frame, there, whole=bool(span), denied=denied))
        if COMPARED.isdisjoint(frame.concepts):
            return frame.with_entities(there)
        # « C’est plus que l’année d’avant ? » is asked of both years.
        own = (one for one in frame.entities if one.kind in YEARS and one.start < 0)
        rest = (one for one in there if one.kind not in YEARS or one.start >= 0)
        return frame.with_entities((*rest, *own))

    def _with_some_before(self, frame: Frame, said: Sequence[Said], some: int, start: int) -> Frame:
        """The same question of some years before the one that it names as well, or before that spoken of alone."""
        told = next((one for one in frame.entities if one.kind == YEAR and len(one.records) == 1), None)
        year = int(told.records[0].id) if told else 0
        period = self._knowledge.get(PERIOD, f"{BETWEEN}.{year - some}.{year - 1}")
        if told is None or period is None:
            return frame
        kept = (one for one in frame.entities if one is not told or _names_a_year(said))
        before = replace(told, records=(period,), excluded=_is_denied(said, start))
        return frame.with_entities((*kept, before))

    def _span(self, called: str, year: int) -> Record | None:
        """The period that is called so and ends, or begins, with a year."""
        periods = self._knowledge.records.get(PERIOD, {}).values()
        alike = (one for one in periods if one.id.startswith(f"{called}."))
        return next((one for one in alike if year == (one.de if called == SINCE else one.a)), None)

    def shortly(self, frame: Frame, argument: Argument) -> Frame:
        """The same question of a year of which it says but the last two digits, right after a name and with nothing
        that they count (« l’harmonie 23, c’est combien ? »), or in the stead of another (« en 23 pardon 24 »)."""
        own = [one.mention for one in argument.said if not one.borrowed]
        number = next((one for one in own if one.how == "number" and frame.numbers == (one.value,)), None)
        if number is not None and (corrected := self._corrected(frame, number, own)):
            return corrected
        if number is None or any(one.kind in YEARS for one in frame.entities) or frame.comparison or frame.claim:
            return frame
        digits = argument.cover.text.words[number.start : number.end]
        # « La FNATH 31 » is that of a département.
        short = len(digits) == 1 and RECENT.fullmatch(digits[0])
        record = self._knowledge.records.get(YEAR, {}).get(f"{CENTURY}{digits[0]}") if short else None
        named = any(one.end == number.start and names(one) for one in own)
        counts = any(one.start == number.end and one.weight >= HOW_MUCH and one.role != "question" for one in own)
        if record is None or not named or counts:
            return frame
        year = replace(_carried(record), start=number.start, end=number.end)
        return replace(frame.with_entities((*frame.entities, year)), numbers=())

    def _corrected(self, frame: Frame, number: Mention, own: Sequence[Mention]) -> Frame | None:
        """The same question of the year whose last two digits correct that which it names before them."""
        years = [one for one in frame.entities if one.kind == YEAR and one.start >= 0]
        before = [one for one in own if one.end <= number.start]
        # « En vingt-deux euh vingt-trois »
        corrects = bool(before) and (before[-1].role == CORRECTING or _hesitates(before[-1]))
        named = next((one for one in before[::-1][1:] if one.weight > 0), None)
        corrects = corrects and named is not None and names(named)
        digits = f"{number.value:02}" if isinstance(number.value, int) else ""
        record = self._knowledge.records.get(YEAR, {}).get(f"{CENTURY}{digits}")
        if len(years) != 1 or not corrects or record is None or not RECENT.fullmatch(digits):
            return None
        kept = (one for one in frame.entities if one is not years[0])
        year = replace(_carried(record), start=number.start, end=number.end)
        return replace(frame.with_entities((*kept, year)), numbers=())

    def of_days(self, frame: Frame, past: Conversation) -> Frame:
        """The same question of the one year of the days that were asked about, where it names none itself."""
        record = self._knowledge.records.get(YEAR, {}).get(str(year_of(past.dates)))
        if record is None or any(one.kind in YEARS for one in frame.entities):
            return frame
        return frame.with_entities((*frame.entities, _carried(record)))

    def beside(self, frame: Frame, past: Conversation) -> Frame:
        """The same question of the one year spoken of as well, where it names but that with which it compares (« en
        2023 ? — Par rapport à 2022 ? »)."""
        said = [one for one in frame.entities if one.kind in YEARS]
        spoken = [named for named in past.entities if named.kind == YEAR and not named.excluded]
        record = self._knowledge.get(YEAR, spoken[0].ids[0]) if len(spoken) == 1 else None
        if record is None or len(said) != 1 or said[0].kind != YEAR or record in said[0].records:
            return frame
        return frame.with_entities((*frame.entities, _carried(record)))

    def told(self, frame: Frame, argument: Argument, past: Conversation) -> Frame:
        """The same question of all of the years that were told, where it sums up those.

        They are as many as it says, or what « ça » stands for (« en 2022 ? — Et en 2023 ? — Au total sur les deux
        ans ? », « ça fait combien en tout ? »).
        """
        words = argument.cover.text.words
        spans = (words[one.mention.start : one.mention.end] for one in argument.said if one.mention.role == "tout")
        numbers = {int(found.value) for span in spans for word in span if (found := read_number((word,))) is not None}
        spoken_of, each = _spoken_of(past), _in_turn(past)
        if numbers:
            years = spoken_of[::-1] if numbers == {len(spoken_of)} else []
        elif each and not SO.isdisjoint(words[:1]):
            # « 2022 ? — 2023 ? — Donc en tout ? »
            years = each[::-1]
        elif THIS.isdisjoint(words) or ALL_YEARS in frame.concepts:
            # « Ça fait combien sur toute la période ? »
            years = []
        else:
            asked = self._asked(past)
            in_turn = bool(each) or any(one.role == GOING_ON for one in asked)
            # « Combien en 2022 ? » was told its sum; « quelles subventions en 2022 ? » was not asked it.
            summed = any(one.role == "question" and one.weight >= HOW_MUCH for one in asked)
            spoken = () if summed else past.entities
            years = (each or spoken_of)[::-1] if in_turn else [named for named in spoken if named.kind in YEARS]
        return frame.with_entities((*frame.entities, *self._carried(years)))

    def moved(self, frame: Frame, past: Conversation) -> Frame:
        """The same question of the years that were told one after the other, where it asks what became of a sum and
        names no year (« combien en 2022 ? — Et en 2023 ? — Ça fait une hausse de combien ? »)."""
        years = each = _in_turn(past)
        if not each:
            years = _spoken_of(past)
        said = any(one.kind in YEARS and one.start >= 0 for one in frame.entities)
        in_turn = bool(each) or (len(years) > 1 and any(one.role == GOING_ON for one in self._asked(past)))
        if said or not in_turn or MOVED.isdisjoint(frame.concepts):
            return frame
        return _of_years(frame, self._carried(years[::-1]))

    def apart(self, frame: Frame, past: Conversation) -> Frame:
        """The same question of all that the last ones were asked of in turn, where it compares and names nothing
        (« combien en 2022 ? — 2023 ? — Ça fait combien d’écart ? », « à Cahors ? — À Gramat ? — La différence ? »)."""
        said = frame.numbers or any(one.start >= 0 for one in frame.entities)
        if said or not past.instead or COMPARED.isdisjoint(frame.concepts):
            return frame
        told = [self._knowledge.get(named.kind, named.ids[0]) for named in past.instead[::-1]]
        records = [one for one in told if one is not None]
        if len(records) < len(told):
            return frame
        rest = (one for one in frame.entities if one.excluded or not set(one.records) & set(records))
        return frame.with_entities((*rest, *map(_carried, records)))

    def _asked(self, past: Conversation) -> list[Concept]:
        """The concepts of the last question."""
        return [one for name in past.concepts if (one := self._grammar.concepts.get(name)) is not None]

    def _carried(self, years: Sequence[Named]) -> list[Entity]:
        """Years that were told as constraints."""
        records = (self._knowledge.get(named.kind, named.ids[0]) for named in years)
        return [_carried(one) for one in records if one is not None]


def _hesitates(one: Mention) -> bool:
    """Whether a word says but that who writes seeks theirs (« euh », « enfin »)."""
    return any(sense.id == HESITATING for sense in one.senses)


def asks_who_moved(said: Sequence[Said], kept: Sequence[Said]) -> bool:
    """Whether a message asks what became of sums from one year to another, of no body that was spoken of (« la culture
    en 2023 ? — Qui a baissé ? »)."""
    kinds = (sense.record.type.name for one in kept for sense in one.mention.senses if sense.record is not None)
    return BODY not in kinds and any(sense.id in MOVED for one in said for sense in one.mention.senses)


def _called_by(concepts: Iterable[str], said: Sequence[Said]) -> tuple[str, int]:
    """The first of some concepts that is said, and where it begins."""
    senses = ((sense.id, one.mention.start) for one in said for sense in one.mention.senses)
    return next((one for one in senses if one[0] in concepts), ("", 0))


def _names_a_year(said: Sequence[Said]) -> bool:
    """Whether a message names a year itself."""
    senses = (sense for one in said if not one.borrowed for sense in one.mention.senses)
    return any(sense.record is not None and sense.record.type.name in YEARS for sense in senses)


def _is_denied(said: Sequence[Said], start: int) -> bool:
    """Whether what begins there is what is not to be (« mais pas l’année d’avant »), and no more of that (« ni »)."""
    before = (one.mention for one in said if one.mention.end == start)
    return any(one.role in REVERSING and all(sense.id != NOR for sense in one.senses) for one in before)


def _named_and_moved(frame: Frame, there: tuple[Entity, ...], *, whole: bool, denied: bool) -> tuple[Entity, ...]:
    """What a question is of that names a year itself, beside that before or after it, or `whole` years: both (« en 2024
    et l’année d’avant », « mais pas l’année d’avant »), unless it asks who was new, which tells of those by itself."""
    if not NEW.isdisjoint(frame.concepts):
        return there if whole else frame.entities
    moved = (
        replace(new, excluded=denied or new.excluded)
        for new, old in zip(there, frame.entities, strict=True)
        if new is not old
    )
    return (*frame.entities, *moved)


def _in_turn(past: Conversation) -> list[Named]:
    """The years of which the last questions asked the same one after the other, most recent first."""
    return [named for named in past.instead if named.kind in YEARS]


def _spoken_of(past: Conversation) -> list[Named]:
    """The years that were spoken of since the subject changed, most recent first."""
    years: list[Named] = []
    for named in past.focus:
        if named.kind in YEARS:
            years.append(named)
        elif named not in past.entities:
            break
    return years


def year_of(dates: Sequence[DayMonth]) -> int | None:
    """The one year of some days."""
    years = {one.year for one in dates}
    return years.pop() if len(years) == 1 else None


def _of_years(frame: Frame, years: Sequence[Entity]) -> Frame:
    """The same question of other years."""
    return frame.with_entities((*(one for one in frame.entities if one.kind not in YEARS), *years))


def _carried(record: Record) -> Entity:
    """A year as a constraint that earlier turns told."""
    return Entity((record,), False, record.name, 1.0, -1, -1, 0)
