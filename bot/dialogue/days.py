"""Dates of which a message says but the day of the month, the rest being that of what was spoken of."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from msgspec.structs import replace

from bot.dialogue.choosing import LIGHT
from bot.dialogue.conversation import Conversation
from bot.dialogue.lists import Find
from bot.facts.records import Knowledge
from bot.findings.query import PART
from bot.french.numbers import DayMonth
from bot.french.words import DAYS_AFTER, OR, SO, SUBJECTS_AFTER, TO_A_DAY
from bot.understanding.grammar import Grammar
from bot.understanding.reading import Said
from bot.understanding.weighing import Argument

MOST_DAYS = 31
WORDS_BETWEEN = 2
"""Words between two days of which one is asked for (« ou le »)."""


class Days:
    """Finds the dates that days of the month stand for."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, find: Find) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._find = find
        records = (record for known in knowledge.records.values() for record in known.values())
        self._dates = frozenset(
            value for record in records for value in record.values.values() if isinstance(value, date)
        )

    def of_month(self, one: Said, argument: Argument, past: Conversation) -> Said | None:
        """The date of which a message says but the day, another than that of what was spoken of (« et le 27 ? »,
        « le 20, donc ? »), or of the month of which grants were (« du 1er au 15 décembre ? — Et du 16 au 31 ? »)."""
        mention, cover = one.mention, argument.cover
        words = cover.text.words
        before = words[mention.start - 1] if mention.start else ""
        if isinstance(mention.value, int) and before in DAYS_AFTER | TO_A_DAY and past.dates and _says_days(argument):
            when = past.dates[-1]._replace(day=mention.value, length=mention.end - mention.start)
            found = self._grammar.lexicon.dated(mention.start, when)
            return replace(one, mention=found, weight=found.weight)
        if not isinstance(mention.value, int) or before not in DAYS_AFTER:
            return None
        values = (value for named in past.entities for record in self._find(named) for value in record.values.values())
        spoken = next((value for value in values if isinstance(value, date)), None)
        spoken = self._known(mention.value, spoken) if spoken else self._told(mention.value, past)
        # « Et le 27 il a fait quoi ? »
        after = words[mention.end] if mention.end < len(words) else None
        bare = after is None or after in SO or after in SUBJECTS_AFTER or cover.paused(mention.end)
        if spoken is None or not bare or not 0 < mention.value <= MOST_DAYS:
            return None
        when = DayMonth(mention.value, spoken.month, spoken.year, mention.end - mention.start)
        found = self._grammar.lexicon.dated(mention.start, when)
        return replace(one, mention=found, weight=found.weight)

    def either(self, argument: Argument) -> Argument:
        """A message with the dates of two days of the month between which it leaves the choice, where something known
        happened on each (« le Bureau, c’était le 21 ou le 27 ? »)."""
        words = argument.cover.text.words
        numbers = [one for one in argument.said if one.mention.how == "number"]
        for first, last in pairwise(numbers):
            between = words[first.mention.end : last.mention.start]
            apart = between[:1] == [OR] and len(between) == WORDS_BETWEEN and between[-1] in DAYS_AFTER
            if apart and first.mention.start and words[first.mention.start - 1] in DAYS_AFTER:
                dated = [(one, self._dated(one)) for one in (first, last)]
                if all(when for _, when in dated):
                    return _with(argument, {one.mention.start: when for one, when in dated if when})
        return argument

    def _dated(self, one: Said) -> Said | None:
        """The one date known of the day of the month that a number is."""
        known = [value for value in self._dates if value.day == one.mention.value]
        if len(known) != 1:
            return None
        when = DayMonth(known[0].day, known[0].month, known[0].year, one.mention.end - one.mention.start)
        found = self._grammar.lexicon.dated(one.mention.start, when)
        return replace(one, mention=found, weight=found.weight)

    def of_part(self, one: Said, words: Sequence[str], past: Conversation) -> Said | None:
        """The part of the year that a rank is that of, where one like it was spoken of (« au 2e trimestre ? — Et au
        3e ? »)."""
        parts = [record for named in past.entities if named.kind == PART for record in self._find(named)[:1]]
        rank, before = one.mention.value, words[one.mention.start - 1] if one.mention.start > 0 else ""
        if one.mention.how != "ordinal" or not isinstance(rank, int) or len(parts) != 1:
            return None
        if before not in TO_A_DAY and past.listed:
            # « Qui a eu le plus au 2e trimestre ? — Et le 3e ? »
            return None
        months = int(parts[0].a) - int(parts[0].de) + 1
        begun = (rank - 1) * months + 1
        span = (begun, begun + months - 1)
        alike = [part for part in self._knowledge.of(PART) if (int(part.de), int(part.a)) == span]
        return replace(self._grammar.carry_records((alike[0],)), borrowed=False) if alike else None

    def _known(self, day: int, spoken: date) -> date:
        """The one date known of a day of the month, where none is in the month spoken of (« créé le 28 septembre — et
        le 21 ? »); else a date of that month."""
        known = [value for value in self._dates if value.day == day]
        return known[0] if len(known) == 1 else spoken

    def _told(self, day: int, past: Conversation) -> date | None:
        """The one date known of a day of the month, where the last answer told a date."""
        words = set(past.reply.replace(".", " ").replace(",", " ").split())
        dated = any({str(value.day), str(value.year)} <= words for value in self._dates)
        known = [value for value in self._dates if value.day == day] if dated or str(day) in words else []
        return known[0] if len(known) == 1 else None


def _with(argument: Argument, dated: Mapping[int, Said]) -> Argument:
    """A message with dates in the stead of the numbers at some tokens."""
    said = tuple(dated.get(one.mention.start, one) for one in argument.said)
    return replace(argument, said=said, core=argument.core and _with(argument.core, dated))


def _says_days(argument: Argument) -> bool:
    """Whether a message says nothing but days of a month."""
    weighty = [one.mention for one in argument.said if one.weight > LIGHT]
    return all(
        one.how == "number" and isinstance(one.value, int) and 0 < one.value <= MOST_DAYS
        for one in weighty
        if one.role != "question"
    )
