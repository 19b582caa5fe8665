"""Forewords: what a sentence names before a colon, takes for granted or presumes, and what it asks after that."""

from collections.abc import Container

from bot.dialogue.conversation import Conversation
from bot.french.speaker import OF_SPEAKER
from bot.french.words import NO
from bot.turns.clauses import is_of_a_place, presumes
from bot.turns.remembering import hear
from bot.turns.sentences import Sentences
from bot.turns.turn import Once
from bot.understanding.main_clause import CLAUSE
from bot.understanding.mention import names
from bot.understanding.reading import Candidate
from bot.understanding.roles import OPENING
from bot.understanding.scoring import LEAST_ASKED, LEAST_UNANCHORED
from bot.understanding.weighing import Argument

LEAST_BESIDE = 1.5
"""What the rule of a question must require for it to be answered apart from the rest of its sentence."""
LEAST_APART = 1.0
"""What it must require of its own words where the rest may be a part of it."""
LEAST_LETTERS = 4
"""Letters of a word of no meaning that says of what something is asked."""
LEAST_TOLD = 1.0
"""Weight from which a word of another subject does."""


class Forewords:
    """Finds what sentences ask after a foreword."""

    def __init__(
        self,
        sentences: Sentences,
        not_asked: Container[str],
        counting: Container[str],
        published: Container[str] = (),
    ) -> None:
        """
        Args:
            sentences: what cuts a sentence.
            not_asked: the intents of small talk, and of what is not answered.
            counting: the concepts that name a kind of thing to list or count.
            published: the intents about published grants.
        """
        self._sentences = sentences
        self._not_asked = not_asked
        self._counting = counting
        self._published = published

    def announced(self, part: Argument, past: Conversation, once: Once) -> tuple[Argument, Conversation] | None:
        """What a sentence asks after a colon, and after what it names before, if that is better understood alone."""
        for before, asked in self._sentences.announced(part):
            heard = hear(before, past, self._counting)
            best = once.read(asked, heard).best
            if best is None or best.score < LEAST_UNANCHORED or best.required < LEAST_BESIDE or best.own < LEAST_APART:
                continue
            whole = once.read(part, past).best
            opened = any(one.mention.role == OPENING for one in before.said)
            if whole is not None and self._narrows(before, whole, best):
                continue
            # « Skateparks : quel total ? » is not asked of all grants.
            if best.rule.intent in self._published and _tells_another(before):
                continue
            if whole is None or whole.score < best.score or (opened and whole.score == best.score):
                return asked, heard
        return None

    def granted(self, part: Argument, past: Conversation, once: Once) -> tuple[Argument, Conversation] | None:
        """What a sentence surely asks after what it takes for granted, and what was said before it."""
        sides = self._sentences.granted(part)
        if sides is None:
            return None
        heard = hear(sides[0], past)
        best = once.read(sides[1], heard).best
        return (sides[1], heard) if best is not None and is_surely_asked(best, self._not_asked) else None

    def presumed(self, part: Argument, past: Conversation, once: Once) -> list[Argument] | None:
        """What a sentence takes for granted of somebody, which is told if it is not so, and what it asks after it
        (« Puisque Courtois présidait le comité, | qui était absent ? »)."""
        if not presumes(part.cover):
            return None
        before, asked = [*self._sentences.paused(part)][-1]
        told = [one.mention for one in before.said if names(one.mention)]
        best = once.read(before, past).best if told and not any(map(is_of_a_place, told)) else None
        denied = (
            best is not None
            and is_surely_asked(best, self._not_asked)
            and once.step(before, past).answered.reply.text.lower()
        )
        return [before, asked] if denied and denied.startswith(NO) else None

    def _narrows(self, before: Argument, whole: Candidate, asked: Candidate) -> bool:
        """Whether what a sentence names before a colon is surely of what it asks after it, however it is spelt
        (« asociations : total 2023 »)."""
        told = [one.mention for one in before.said if names(one.mention)]
        explained = bool(told) and all(one.mask & whole.rule.explains for one in told)
        return explained and is_surely_asked(whole, self._not_asked) and whole.rule.intent == asked.rule.intent


def is_surely_asked(best: Candidate, not_asked: Container[str]) -> bool:
    """Whether a side is surely a question, none of those that are not answered."""
    return best.score >= LEAST_ASKED and best.rule.intent not in not_asked


def _tells_another(before: Argument) -> bool:
    """Whether what is said before a colon tells of something that is not understood, or of another subject."""
    tokens = before.cover.text.tokens
    strange = any(len(tokens[place].text) >= LEAST_LETTERS for place in before.cover.unknown)
    mentions = (one.mention for one in before.said if not names(one.mention))
    return strange or any(one.senses[0].foreign or (not one.role and one.weight >= LEAST_TOLD) for one in mentions)


def is_a_thing(before: Argument) -> bool:
    """Whether what is said before a question is but a noun that tells of another subject, and no clause (« ma voisine
    est curieuse »)."""
    words = before.cover.text.words
    clause = not CLAUSE.isdisjoint(words) or any(word in OF_SPEAKER for word in words)
    return not clause and _tells_another(before)
