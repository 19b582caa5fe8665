"""What bounded the last question of grants, lifted: « enlève le montant », « peu importe le mois » ask it without."""

from msgspec.structs import replace

from bot.dialogue.conversation import Conversation
from bot.dialogue.subjects import Subjects
from bot.facts.records import Knowledge, Record
from bot.findings.query import COLUMN, GRANT, PART
from bot.french.words import PARTS_OF_YEARS
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.reading import SLIGHT, Said
from bot.understanding.weighing import Argument

EUROS = "montant"
"""The concept of what makes a number one of euros."""
RANK = "rang"
"""The attribute that tells of which column something is."""


class Lifting:
    """Reads messages that lift what bounded the last question."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, subjects: Subjects) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._subjects = subjects

    def asked(self, argument: Argument, past: Conversation) -> tuple[Said, ...]:
        """What a message asks that only lifts something: for the grants that are left; empty where it does not."""
        grants = self._grammar.carry_concept(GRANT)
        return (replace(grants, borrowed=False),) if grants is not None and self._lifts(argument, past) else ()

    def lifted(self, argument: Argument, past: Conversation) -> Conversation:
        """What was said before, without what a message lifts."""
        if not self._lifts(argument, past):
            return past
        if any(sense.id == EUROS for one in argument.said for sense in one.mention.senses):
            past = replace(past, comparison=None, bounds=None)
        if self._says_days(argument):
            kept = tuple(named for named in past.entities if named.kind != PART)
            past = replace(past, dates=(), spans=False, around=False, apart=False, entities=kept)
        ranks = {record.values.get(RANK) for record in _columns(argument)}
        kept, focus = (
            tuple(named for named in told if self._rank(named.kind, named.ids[0]) not in ranks)
            for told in (past.entities, past.focus)
        )
        return replace(past, concepts=(), entities=kept, focus=focus, listed=(), counted=0)

    def _lifts(self, argument: Argument, past: Conversation) -> bool:
        """Whether a message says but to leave out the amount, the days or a column, and none of them by name."""
        if not self._subjects.is_of_grants(past):
            return False
        weighty = [one for one in argument.said if one.weight > SLIGHT]
        apart = [one for one in weighty if one.mention.role == "exclusion"]
        lifted = [one for one in weighty if one not in apart]
        whole = all(self._is_of_amounts(one) or _columns_of(one) for one in lifted)
        only = bool(lifted or self._says_days(argument)) and whole and not argument.unknown
        return len(apart) == 1 and only

    @staticmethod
    def _is_of_amounts(one: Said) -> bool:
        return not names(one.mention) and any(sense.id == EUROS for sense in one.mention.senses)

    @staticmethod
    def _says_days(argument: Argument) -> bool:
        return any(token.text in PARTS_OF_YEARS for token in argument.cover.text.tokens)

    def _rank(self, kind: str, id_: str) -> object:
        record = self._knowledge.get(kind, id_)
        return object() if record is None else record.values.get(RANK, object())


def _columns_of(one: Said) -> list[Record]:
    """The columns that a word names."""
    return [s.record for s in one.mention.senses if s.record is not None and s.record.type.name == COLUMN]


def _columns(argument: Argument) -> list[Record]:
    return [record for one in argument.said for record in _columns_of(one)]
