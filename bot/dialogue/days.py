"""Dates of which a message says but the day of the month, the rest being that of what was spoken of."""

from datetime import date

from bot.dialogue.conversation import Conversation
from bot.dialogue.lists import Find
from bot.facts.records import Knowledge
from bot.french.numbers import DayMonth
from bot.french.words import DAYS_AFTER, SO
from bot.understanding.grammar import Argument, Grammar
from bot.understanding.reading import Said

MOST_DAYS = 31


class Days:
    """Finds the dates that days of the month stand for."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, find: Find) -> None:
        self._grammar = grammar
        self._find = find
        records = (record for known in knowledge.records.values() for record in known.values())
        self._dates = frozenset(
            value for record in records for value in record.values.values() if isinstance(value, date)
        )

    def of_month(self, one: Said, argument: Argument, past: Conversation) -> Said | None:
        """The date of which a message says but the day, another than that of what was spoken of (« et le 27 ? »,
        « le 20, donc ? »)."""
        mention, cover = one.mention, argument.cover
        words = [token.text for token in cover.text.tokens]
        if not isinstance(mention.value, int) or mention.start < 1 or words[mention.start - 1] not in DAYS_AFTER:
            return None
        values = (value for named in past.entities for record in self._find(named) for value in record.values.values())
        spoken = next((value for value in values if isinstance(value, date)), None)
        spoken = spoken or self._told(mention.value, past)
        bare = mention.end == len(words) or words[mention.end] in SO or cover.paused(mention.end)
        if spoken is None or not bare or not 0 < mention.value <= MOST_DAYS:
            return None
        when = DayMonth(mention.value, spoken.month, spoken.year, mention.end - mention.start)
        found = self._grammar.lexicon.dated(mention.start, when)
        return one._replace(mention=found, weight=found.weight)

    def _told(self, day: int, past: Conversation) -> date | None:
        """The one date known of a day of the month that the last answer told."""
        told = {value for value in self._dates if value.day == day} if str(day) in past.reply.split() else ()
        return next(iter(told)) if len(told) == 1 else None
