"""Of what body whoever writes is: asked for where a question is of it and nothing told it (« on a reçu combien ? »)."""

from collections.abc import Set

from msgspec.structs import replace

from bot.dialogue.conversation import Conversation, Named
from bot.dialogue.speaking import Speaking
from bot.dialogue.subjects import names_year
from bot.findings.query import BODIES
from bot.understanding.frame import Frame
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.reading import Reading, Said
from bot.understanding.scoring import LEAST_ASKED
from bot.understanding.weighing import Argument


class Whose:
    """Tells which questions are of the body of their author, and what was answered to that."""

    def __init__(self, grammar: Grammar, speaking: Speaking, intent: str, published: Set[str]) -> None:
        """`intent` asks of what body somebody is, `published` are those about published grants."""
        self._grammar = grammar
        self._speaking = speaking
        self._intent = intent
        self._published = published

    def asked(self, argument: Argument, reading: Reading, past: Conversation) -> Frame | None:
        """What is asked back of a message about their body, with what it asks itself, which goes on to be asked of the
        one that will be named; `None` where it is about none, or that was told."""
        best = reading.best
        if past.speaker or best is None or best.score < LEAST_ASKED or best.rule.intent not in self._published:
            return None
        # « Je suis présidente des Lutins verts. Combien en 2023 ? »
        theirs = self._speaking.gets(argument) or (past.introduced and self._speaking.says_not_of_what(argument))
        if any(_bounds(one, past) for one in reading.said) or not theirs:
            return None
        return replace(self._grammar.frame(best, argument, reading.said), intent=self._intent)

    def told(self, past: Conversation, named: tuple[Named, ...]) -> tuple[Named, ...]:
        """The body of somebody who was just asked for it, of what they name."""
        return tuple(one for one in named if past.intent == self._intent and one.kind in BODIES and not one.excluded)


def _bounds(one: Said, past: Conversation) -> bool:
    """Whether a message, or the question before it, names something but years; the first of a ranking is not whoever
    writes (« le classement ? — Notre rang ? »)."""
    told = {id_ for named in past.entities for id_ in named.ids}
    records = [sense.record for sense in one.mention.senses if sense.record is not None]
    own = not one.borrowed or any(record.id in told for record in records)
    return names(one.mention) and not names_year(one.mention) and not one.spare and own
