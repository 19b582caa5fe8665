"""What a message asks in its conversation: of its whole or of its main clause, alone or merged with what was said.

A message is read twice: alone, and merged with what the last question held that it does not replace (« Et Montreuil ? »
replaces the place, « combien ? » keeps it). A question that is whole by itself owes the past nothing.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from bot.dialogue.conversation import Conversation
from bot.dialogue.framing import Framing
from bot.dialogue.leaning import LEAST_WHOLE, TELLING
from bot.dialogue.merging import Merging
from bot.dialogue.narrowing import asks_of_theirs
from bot.dialogue.others import without_themselves
from bot.dialogue.parts import Parts
from bot.dialogue.ranking import ranks_first
from bot.dialogue.telling import has_role, themselves
from bot.understanding.frame import Frame
from bot.understanding.mention import names
from bot.understanding.reading import Candidate, Reading, Said
from bot.understanding.roles import Role
from bot.understanding.scoring import LEAST_SCORE, LEAST_UNANCHORED
from bot.understanding.weighing import Argument

NEARLY = 0.2
"""How much less of a main clause a question may explain that speaks of what is named before it."""
TURNED_TO = 0.8
"""Weight from which a word before a main clause tells what « et » turns to."""
LEAST_CORE = 0.6
"""The least that a rule must require of a main clause itself for what comes before it to be left aside."""
SCOPES: tuple[Role, ...] = ("tout", "semblable", "superlatif", "mesure", "groupe")
"""Roles of words that say of what all of a message asks, where they come before it (« en tout », « par projet »)."""


class Interpreter:
    """Reads messages in their conversation."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._merging = Merging(parts)
        self._framing = Framing(parts, self._merging)

    def read(self, argument: Argument, past: Conversation) -> Reading:
        """The best reading of a message after what was said before."""
        parts = self._parts
        argument, past = self._resumed(argument, past)
        argument = parts.surroundings.resolve(parts.pointers.days.either(argument))
        resolved = parts.choosing.beside(parts.givers.beside(argument))
        argument = parts.speaking.named(resolved, past)
        past = past if argument is resolved else parts.speaking.turned(argument, past)
        # « Les 2 premiers, ça fait combien ? » asks of those.
        if argument.core is None or ranks_first(argument):
            return self._read(argument, past)
        return self._read_clause(argument, argument.core, past)

    def frame(self, best: Candidate, argument: Argument, reading: Reading, past: Conversation) -> Frame:
        """The question that the best reading of a message is, with how many of something the last one asked for."""
        argument, past = self._resumed(argument, past)
        return self._framing.frame(best, argument, reading, past)

    def recount(self, argument: Argument, past: Conversation) -> tuple[Reading | None, Conversation]:
        """A message about what the last answer enumerated, read so, and what was said before it; see `Recounting`."""
        return self._parts.recounting.read(argument, past)

    def _resumed(self, argument: Argument, past: Conversation) -> tuple[Argument, Conversation]:
        """A message, and what was said before, without what it takes back or goes on from."""
        return self._parts.taking_back.meant(self._parts.going_on.meant(argument, past), past)

    def _read_clause(self, argument: Argument, clause: Argument, past: Conversation) -> Reading:
        """The reading of a message that says something before its main clause, of which this one asks or not."""
        kinds_of, said = self._parts.grammar.kinds, argument.said
        reading = self._read(clause, past)
        core = tuple(one for one in clause.said if not one.borrowed)
        scoped = any(has_role(role, said) and not has_role(role, core) for role in SCOPES)
        theirs = asks_of_theirs(argument, core, kinds_of)
        asked = scoped or (kinds_of(said) and (theirs or not kinds_of(core)))
        # « Pour le chef de projet, je souhaiterais savoir… » says before what is asked why one asks.
        told = 0 if asked or has_role("ouverture", said) else self._told_before(said, core)
        whole = self._read(argument, past) if asked or told else None
        if whole is not None:
            if asked and whole.best is not None and whole.best.score >= LEAST_WHOLE:
                return whole
            # « Et le fonds lui-même, il date de quand ? » is not asked of what was spoken of before.
            of_it = [one for one in whole.candidates if one.requires(told) and one.score >= LEAST_WHOLE]
            of_it = [one for one in of_it if one.own >= whole.candidates[0].own]
            if of_it:
                return replace(whole, candidates=tuple(of_it))
        best = reading.best
        if best is not None and best.score >= LEAST_SCORE and best.own >= LEAST_CORE:
            return self._about_names(reading, best, argument, clause, past)
        return self._read(argument, past)

    def _told_before(self, said: Sequence[Said], core: Sequence[Said]) -> int:
        """The features of what is said before a main clause, and not in it, that is no kind of thing.

        « Au moins trois villes ensemble, c’est combien de projets ? » is about what they do together.
        """
        told = themselves(said)
        # « Et l’attribution, à quelle date ? » turns to it, « …, c’est bien cela ? » asks of nothing else.
        checks = all(one.mention.role == "verification" or not one.weight for one in core)
        least = TURNED_TO if checks or has_role("suite", said) else TELLING
        for mention in (one.mention for one in said):
            telling = mention.role is None and mention.weight >= least and not names(mention)
            if telling and all(sense.id not in self._parts.grammar.counting for sense in mention.senses):
                told |= mention.mask
        for one in core:
            told &= ~one.mention.mask
        return told

    def _about_names(
        self, reading: Reading, best: Candidate, argument: Argument, clause: Argument, past: Conversation
    ) -> Reading:
        """Of the readings of a main clause, or else of its whole message, one that speaks of what is named before it.

        « À Courbevoie ils ont eu des sous, pour faire quoi ? » asks about Courbevoie.
        """
        named = 0
        for one in clause.said:
            if one.borrowed and (names(one.mention) or one.mention.how == "number"):
                named |= one.mention.mask
        if not named or best.rule.explains & named:
            return reading
        # What a question must not name, it must not be about.
        if best.rule.forbids & named:
            return self._read(argument, past)
        least = max(LEAST_SCORE, best.score - NEARLY)
        near = [one for one in reading.candidates if one.rule.explains & named and one.score >= least]
        if near:
            return Reading((near[0], *(one for one in reading.candidates if one is not near[0])), reading.said)
        whole = self._read(argument, past)
        if whole.best is not None and whole.best.rule.explains & named and whole.best.score >= LEAST_UNANCHORED:
            return whole
        return reading

    def _read(self, argument: Argument, past: Conversation) -> Reading:
        """The reading of a message, or of its main clause, among the subjects."""
        subjects = self._parts.subjects
        argument = without_themselves(argument, self._parts.grammar)
        wider = self._parts.widening.narrowed(argument, past)
        reading = self._merging.read(wider[0] if wider else argument, past)
        if wider:
            reading = replace(reading, said=tuple(one for one in reading.said if one != wider[1]))
        if reading.best is not None and subjects.leaves_out_head(argument, reading.best):
            return Reading((), reading.said)
        candidates, rival = subjects.settle(reading.candidates, reading.said, past)
        return Reading(candidates, reading.said, rival)
