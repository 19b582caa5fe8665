"""Dates of which a message says but the day of the month, the rest being that of what was spoken of."""

from datetime import date

from bot.dialogue.conversation import Conversation
from bot.dialogue.lists import Find
from bot.facts.records import Knowledge
from bot.french.numbers import DayMonth
from bot.french.words import DAYS_AFTER, SO
from bot.understanding.grammar import Grammar
from bot.understanding.reading import Said
from bot.understanding.weighing import Argument

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
        spoken = self._known(mention.value, spoken) if spoken else self._told(mention.value, past)
        bare = mention.end == len(words) or words[mention.end] in SO or cover.paused(mention.end)
        if spoken is None or not bare or not 0 < mention.value <= MOST_DAYS:
            return None
        when = DayMonth(mention.value, spoken.month, spoken.year, mention.end - mention.start)
        found = self._grammar.lexicon.dated(mention.start, when)
        return one._replace(mention=found, weight=found.weight)

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
