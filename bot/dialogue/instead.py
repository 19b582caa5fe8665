"""What the last questions were asked of, each in the stead of the one before, where a message asks of all of it: « en
mars ? — Et en mai ? — Lequel des deux mois a le plus ? », « en fonctionnement ? — En équipement ? — Les deux ? »."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from bot.dialogue.conversation import LEAST_SEVERAL, MOST_LISTED, Conversation, Named
from bot.dialogue.lists import Lists
from bot.facts.records import Knowledge
from bot.findings.query import BODY, COLUMN, YEARS
from bot.french.numbers import DayMonth, read_number
from bot.french.words import (
    FIRST_ONES,
    LAST_ONES,
    PARTS_OF_YEARS,
    PLURAL_PRONOUNS,
    THE_SEVERAL,
    THESE,
    WHICH_ONE,
    WHICH_ONES,
)
from bot.understanding.frame import Frame
from bot.understanding.grammar import COMPARING, Grammar
from bot.understanding.mention import names
from bot.understanding.reading import Said
from bot.understanding.roles import CORRECTING, OTHERS, SUPERLATIVE
from bot.understanding.weighing import Argument

COMPARED = "ces_lieux"
"""The concept of words that stand for several things."""
BEFORE_NUMBER = THE_SEVERAL | PLURAL_PRONOUNS | {THESE}
"""Words before the number of those meant (« les deux », « à eux deux », « ces trois »)."""


class Pointing(NamedTuple):
    """Words that point to several."""

    start: int
    end: int
    number: int
    """How many; 0 where they do not say."""
    sure: bool
    """Whether they say what those are (« mois »)."""


class Instead:
    """Finds those of which a message asks without naming them."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, lists: Lists) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._lists = lists

    def all(self, argument: Argument, past: Conversation) -> tuple[tuple[Said, ...], Conversation] | None:
        """A message with all that took each other's place, in the stead of the words that stand for them, and what was
        said before, without what took the place of the others last; `None` where it asks of no such things."""
        words = argument.cover.text.words
        which_one = self._which_has_most(argument, words, past)
        past = self._of_those_compared(past, together=which_one is not None)
        told = past.instead or past.instead_days
        span = which_one or self._pointing(argument, words) if len(told) >= LEAST_SEVERAL else None
        if span is None:
            return None
        rest = [one for one in argument.said if one.mention.end <= span.start or one.mention.start >= span.end]
        ranks = any(one.mention.role == SUPERLATIVE for one in rest)
        which = [one for one in argument.said if one not in rest and _asks_which(one, words)]
        number = span.number or len(told)
        if (ranks and not which and not span.sure) or number > len(told) or any(map(self._names, rest)):
            return None
        theirs = _told_bodies(past) and not PLURAL_PRONOUNS.isdisjoint(words[max(0, span.start - 1) : span.end])
        pointed = self._firsts(number, past) if theirs else self._all_of(number, past)
        if which_one and (these := self._grammar.carry_concept(COMPARED)) is not None:
            pointed.append(replace(these, borrowed=False))
        pointed = [replace(one, mention=replace(one.mention, start=span.start, end=span.start + 1)) for one in pointed]
        said = tuple(sorted((*pointed, *rest, *which), key=lambda one: one.mention.start))
        entities = tuple(named for named in past.entities if named not in past.instead)
        concepts = () if theirs else (past.measured,) if past.measured else past.concepts
        kept = replace(past, concepts=concepts, entities=entities, listed=(), ranked=(), counted=0)
        return (said, kept) if pointed else None

    def _names(self, one: Said) -> bool:
        """Whether what is said names something, and does not stand for several (« ensemble »)."""
        return names(one.mention) and not self._grammar.refers_to_several(one.mention)

    def _which_has_most(self, argument: Argument, words: Sequence[str], past: Conversation) -> Pointing | None:
        """The word by which a message asks which of several themes has most, who got what for them not being listed
        (« Combien pour la culture ? — Et le sport ? — Lequel a le plus ? »)."""
        at = next((at for at, word in enumerate(words) if word in WHICH_ONE), None)
        roles = {one.mention.role for one in argument.said}
        said = [one for one in argument.said if one.mention.role is None]
        if at is None or SUPERLATIVE not in roles or OTHERS in roles or self._grammar.kinds(said):
            return None
        if any(self._grammar.refers(one.mention) for one in argument.said):
            # « Lequel a eu le plus dans ce domaine ? » is asked of one theme.
            return None
        told = past.instead or past.entities
        themes = all(self._knowledge.types[one.kind].narrows and one.kind not in YEARS for one in told)
        return Pointing(at, at + 1, 0, True) if themes and not past.listed else None

    def _of_those_compared(self, past: Conversation, *, together: bool) -> Conversation:
        """What was said before, with what the last question compared (« mars ou mai ? — Les deux ensemble ? »), or
        asked of `together`, as what was asked in turn."""
        compared = [named for named in past.entities if self._knowledge.types[named.kind].narrows]
        alike = len(compared) > 1 and len({self._knowledge.root(named.kind) for named in compared}) == 1
        days = tuple((day,) for day in past.dates[::-1]) if len(past.dates) > 1 else ()
        if not (past.compared or together) or past.instead or past.instead_days or not (alike or days):
            return past
        names = tuple(compared[::-1]) if alike else ()
        return replace(past, instead=names, instead_days=() if names else days)

    def _all_of(self, number: int, past: Conversation) -> list[Said]:
        """The last ones as mentions, as many as are meant, the first of them first."""
        if past.instead:
            return self._lists.all(past.instead[:number][::-1], MOST_LISTED)
        days = (one._replace(length=1) for told in past.instead_days[:number][::-1] for one in told)
        return [Said(one, one.weight, False) for one in (self._grammar.lexicon.dated(0, day) for day in days)]

    def _firsts(self, number: int, past: Conversation) -> list[Said]:
        """Who came first in each of the rankings that were told (« le premier de la culture ? — Et du sport ? — À eux
        deux ? »)."""
        told = (named for named in past.focus if named.kind == BODY and named not in past.listed)
        bodies = [past.listed[0], *told][:number]
        return self._lists.all(bodies[::-1]) if past.instead and len(bodies) == number else []

    def _pointing(self, argument: Argument, words: Sequence[str]) -> Pointing | None:
        """The words that point to several (« des deux mois », « ensemble »)."""
        for at in range(1, len(words)):
            number = read_number((words[at],)) if words[at - 1] in BEFORE_NUMBER else None
            if number is not None and number.value == int(number.value) >= LEAST_SEVERAL:
                sure = self._is_what_they_are(argument, words, at + 1)
                end = at + 1 + sure
                return None if self._tells_what(argument, words, end) else Pointing(at, end, int(number.value), sure)
        for one in argument.said:
            concepts = filter(None, (self._grammar.concepts.get(sense.id) for sense in one.mention.senses))
            # « Combien chacun ? » is asked of each of what was told.
            if any(concept.several and not concept.share for concept in concepts) and not names(one.mention):
                return Pointing(one.mention.start, one.mention.end, 0, False)
        return None

    def _is_what_they_are(self, argument: Argument, words: Sequence[str], at: int) -> bool:
        """Whether a word names what those are that were told (« les deux mois », « les trois secteurs »)."""
        said = [one for one in argument.said if one.mention.start == at]
        column = any(sense.record and sense.record.type.name == COLUMN for one in said for sense in one.mention.senses)
        return column or bool(PARTS_OF_YEARS.intersection(words[at : at + 1]))

    def _tells_what(self, argument: Argument, words: Sequence[str], at: int) -> bool:
        """Whether what comes after a number tells of what there are so many (« les deux communes », « les deux plus
        grosses », « les deux premiers »), or that they are none of those (« les deux autres »)."""
        said = [one for one in argument.said if one.mention.start == at]
        told = any(
            one.mention.role in (SUPERLATIVE, OTHERS) or names(one.mention) for one in said
        ) or self._grammar.kinds(said)
        ranked = not (FIRST_ONES | LAST_ONES).isdisjoint(words[at : at + 1])
        return bool(told) or ranked or at in argument.cover.unknown


def _told_bodies(past: Conversation) -> bool:
    """Whether the last answer told who had most or least."""
    return len(past.listed) > 1 and not past.counted and all(named.kind == BODY for named in past.listed)


def _asks_which(one: Said, words: Sequence[str]) -> bool:
    """Whether an expression that points to several says what is asked of them (« lequel des deux », « l’écart entre
    les deux »)."""
    return one.mention.role in COMPARING or not WHICH_ONES.isdisjoint(words[one.mention.start : one.mention.end])


def names_instead(
    past: Conversation, entities: Sequence[Named], frame: Frame, knowledge: Knowledge
) -> tuple[Named, ...]:
    """What narrows questions of which the last ones were asked one after the other, most recent first, after one more
    that is asked of something else instead; nothing where more than that changed."""
    new = [one for one in entities if one not in past.entities]
    old = [one for one in past.entities if one not in entities]
    if frame.dates != past.dates or any(one.excluded for one in (*new, *old)):
        return ()
    told = (*new, *(one for one in past.instead if one not in new))
    if {*new, *old} <= {*past.instead}:
        return told
    if not len(new) == len(old) == 1:
        return ()
    kinds = {one.kind for one in (*new, *old)}
    narrow = all(knowledge.types[kind].narrows or kind in knowledge.subjects() for kind in kinds)
    # « Combien en 2022 ? — Qui a le plus en 2023 ? » asks another thing of another year.
    same = kinds.isdisjoint(YEARS) or (frame.intent == past.intent and CORRECTING not in frame.roles)
    alike = len({knowledge.root(kind) for kind in kinds}) == 1 and narrow and same
    # « Combien a donné la ville ? — Et le fonds ? »
    alike = alike or all(knowledge.types[kind].gives for kind in kinds)
    return tuple(dict.fromkeys((*told, *old))) if alike else ()


def days_instead(past: Conversation, entities: Sequence[Named], frame: Frame) -> tuple[tuple[DayMonth, ...], ...]:
    """The days of which the last questions were asked one after the other, as `names_instead`."""
    bounded = past.spans or past.around or past.apart or frame.around or frame.apart
    if {*entities} != {*past.entities} or bounded or not frame.dates or not past.dates:
        return ()
    told = past.instead_days
    if frame.dates == past.dates or {*frame.dates} <= {day for one in told for day in one}:
        return told
    return (frame.dates, *(told or (past.dates,)))
