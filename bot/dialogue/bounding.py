"""What goes on bounding a question about published grants after another: amounts, days, and what is ranked."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.carrying import Carrier
from bot.dialogue.conversation import Conversation
from bot.dialogue.leaning import Leaning
from bot.understanding.frame import Frame
from bot.understanding.grammar import Grammar
from bot.understanding.reading import Said

SUPERLATIVE = "superlatif"


class Bounding:
    """Carries over what is no word and no name."""

    def __init__(self, grammar: Grammar, carrier: Carrier, leaning: Leaning) -> None:
        self._grammar = grammar
        self._carrier = carrier
        self._leaning = leaning

    def bounded(self, frame: Frame, said: tuple[Said, ...], past: Conversation) -> Frame:
        """A question about published grants, with what of the one before it does not replace.

        Args:
            frame: the question.
            said: the message.
            past: what was said before, also of published grants.
        """
        if not (frame.borrowed or self._leaning.counts_only(said)):
            return frame
        if not frame.dates:
            frame = replace(frame, dates=past.dates, around=past.around, apart=past.apart)
        elif self._carrier.compares(said):
            # « Combien en mars ? — Plus qu’en avril ? »
            frame = replace(frame, dates=tuple(dict.fromkeys((*past.dates, *frame.dates))))
        ranks = SUPERLATIVE in frame.roles or frame.intent == past.intent
        if ranks and frame.target is None and not frame.who:
            # « La plus petite subvention ? — Et la plus grosse ? », « et en avril ? »
            frame = replace(frame, target=self._ranked(past.concepts))
        if frame.comparison is None and not frame.numbers:
            frame = replace(frame, comparison=past.comparison, bounds=past.bounds)
        return frame

    def _ranked(self, concepts: Sequence[str]) -> str | None:
        """What the last question ranked."""
        known = (concept for name in concepts if (concept := self._grammar.concepts.get(name)) is not None)
        return next((one.target for one in known if one.role == SUPERLATIVE and one.target is not None), None)
