"""A sentence without what stands around what it asks: whom it speaks to, what it is for, why, and thanks."""

from collections.abc import Callable

from bot.french import letter
from bot.french.text import Text
from bot.french.words import AND, ARTICLES, FOR, OF
from bot.turns.clauses import ASKING, MOST_SMALL, asked, asks, asks_in_words, framed, participle_reason
from bot.understanding.mention import names
from bot.understanding.reading import anchors
from bot.understanding.weighing import Argument

LEAST_SAID = 2
"""Words that say something of a sentence that sighs and asks."""
SIGHING = "longueur"
"""The role of words that say that an answer was long."""


class Trimming:
    """Trims sentences."""

    def __init__(self, weigh: Callable[[Text], Argument]) -> None:
        self._weigh = weigh

    def trimmed(self, piece: Text) -> Argument:
        """A sentence weighed without what stands around what it asks, if that says something."""
        part = self._without_thanks(self._unaddressed(piece))
        return self._without_frame(self._without_reason(self._without_sigh(part)))

    def _unaddressed(self, piece: Text) -> Argument:
        whole = self._weigh(piece)
        bare = letter.unaddressed(piece)
        if bare is None:
            return whole
        argument = self._weigh(bare)
        ours = any(names(one.mention) or anchors(one) for one in argument.said)
        # « Monsieur le Maire souhaite savoir, pour une visite, … » speaks to nobody.
        asking = [sum(one.role in ASKING for one in said.cover.mentions) for said in (whole, argument)]
        return argument if ours and asking[0] == asking[1] else whole

    def _without_sigh(self, part: Argument) -> Argument:
        """A sentence that asks, without what it says before of how long the last answer was (« c’est long, il y en a
        combien ? »)."""
        said = [one.mention for one in part.said if one.weight > 0]
        if len(said) < LEAST_SAID or all(sense.role != SIGHING for sense in said[0].senses):
            return part
        end, tokens = said[0].end, part.cover.text.tokens
        # « C’est long, la procédure » says what is.
        if tokens[end].text in ARTICLES | OF | FOR | {"a"} and not part.cover.paused(end):
            return part
        rest = self._cut(part.cover.text, end)[1]
        told = any(names(one.mention) or anchors(one) or one.mention.role in ASKING for one in rest.said)
        return rest if told else part

    def _without_frame(self, part: Argument) -> Argument:
        """A question without what begins it by telling what it is asked for, if it names something or that does not."""
        found = framed(part.cover)
        if found is None:
            return part
        end, place = found
        rest = self._cut(part.cover.text, place)[1]
        told = any(names(one) for one in part.cover.mentions if end <= one.start < place)
        return part if told and not any(names(one.mention) for one in rest.said) else rest

    def _without_reason(self, part: Argument) -> Argument:
        """A sentence that asks, without the reason that ends it (« …, notre mairie s’en inspirant »)."""
        place = participle_reason(part.cover)
        if place is None:
            return part
        before, told = self._cut(part.cover.text, place)
        named = any(names(one.mention) for one in told.said)
        return before if asks(before) and not named and not asks_in_words(told) else part

    def _without_thanks(self, part: Argument) -> Argument:
        """A sentence without thanks that end it and ask nothing (« …, et vous remercie d’avance de vos lumières »)."""
        if "cloture" not in part.cover.roles:
            return part
        closing = (one.start for one in part.cover.mentions if any(sense.role == "cloture" for sense in one.senses))
        place = next((start for start in closing if start >= MOST_SMALL), None)
        if place is None:
            return part
        place -= part.cover.text.tokens[place - 1].text in AND
        before, thanks = self._cut(part.cover.text, place)
        asked_after = thanks.cover.text.asks or asked(thanks.cover.text)
        told = any(names(one.mention) or anchors(one) for one in thanks.said)
        ours = any(names(one.mention) or anchors(one) for one in before.said)
        return before if ours and not asked_after and not told else part

    def _cut(self, text: Text, place: int) -> tuple[Argument, Argument]:
        """What comes before a token, and what begins with it."""
        return self._weigh(text.kept(text.tokens[:place])), self._weigh(text.kept(text.tokens[place:]))
