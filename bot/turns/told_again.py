"""A follow-up that asks of what was just told what no source tells, and would be told it once more, or refused (« et
c’est pour quel public ? », « c’est pour éviter les files ? »)."""

from collections.abc import Callable, Iterator, Sequence, Set
from itertools import pairwise

from msgspec.structs import replace

from bot.answering.reply import Answered
from bot.content.model import Model
from bot.dialogue.conversation import Conversation
from bot.dialogue.identifying import ABOUT_IT
from bot.dialogue.lists import Find
from bot.dialogue.pronouns import tells_of_him, tells_of_one
from bot.dialogue.telling import ASSERTING
from bot.facts.records import Record
from bot.french.agreement import typeset
from bot.french.speaker import LISTENING
from bot.french.verbs import HAVING, MAY
from bot.french.words import (
    AND,
    FOR,
    HE,
    HOW_MANY,
    INFINITIVES,
    INSIDE_OF,
    IS_OR_WAS,
    IT_IS,
    OBJECTS,
    OF_IT,
    POINTING_BACK,
    THAT,
    THERE,
    THIS,
    TO_BE_TOLD,
    WITH,
)
from bot.turns.clauses import asks
from bot.turns.refusing import HOW_MANY as COUNTED
from bot.turns.refusing import REFUSALS, Refusing
from bot.turns.turn import Step
from bot.understanding.mention import names
from bot.understanding.reading import SLIGHT, Candidate, Reading, Said, rank
from bot.understanding.scoring import LEAST_ASKED
from bot.understanding.weighing import Argument

BEFORE_IT_IS = IT_IS | THIS | IS_OR_WAS | THAT
"""The words of « c’est » and of « est-ce que c’est »."""
ASKING = {"question", "situation"}
"""Roles of words that ask for a place, or where something is."""
WHICH = {"question", "autres", "ailleurs", "appartenance"}
"""Roles of words that ask for things or places, or for others."""
PLACING = FOR | WITH | INSIDE_OF
"""Prepositions before what something is for, with or in."""


Take = Callable[[Argument, Reading, Conversation], Step]
"""Answers a message as it was read."""


class ToldAgain:
    """Finds such messages, and says what little is known."""

    def __init__(self, model: Model, find: Find, refusing: Refusing) -> None:
        """
        Args:
            model: what is known and understood.
            find: the records of a remembered name.
            refusing: what says what little is known of a thing.
        """
        self._grammar = model.grammar
        self._types = model.knowledge.types
        self._find = find
        self._refusing = refusing
        kinds = frozenset(model.fallbacks).intersection(self._types)
        self._kinds = frozenset(kind for kind in kinds if model.intents[model.fallbacks[kind]].query is not None)

    def step(self, step: Step, past: Conversation, take: Take) -> Step:
        """A message as it is answered, or else as one that asks more of what was just told than is known."""
        if not past.reply:
            return step
        argument, reading = step.argument, step.reading
        rows = self._told_again(step.answered, past)
        things = self._inside(step, rows) or self._supposed(step, past) or self._of_more(step, rows)
        if things := things or self._used(step, past):
            return replace(step, answered=self._refusing.told_of(things))
        of_them = self._asked(argument, reading, rows)
        untold = take(argument, of_them, past) if of_them is not None else step
        return untold if untold.answered.reply.outcome == "unknown" else step

    def vague(self, step: Step, past: Conversation) -> Answered | None:
        """The answer to a message that is refused, where it says something of what was just told (« c’est pour planter
        des légumes ? », « mes enfants peuvent y participer ? »)."""
        argument = step.argument
        if not past.reply or step.answered.reply.outcome not in REFUSALS or not asks(argument):
            return None
        things = list(self._things(past))
        if not things:
            return None
        named = [one for one in argument.said if names(one.mention) and not _is_any(one, things)]
        said_of_it = self._of_what_things_are(named, things) and _says_of_it(argument)
        return self._refusing.told_of(things) if said_of_it else None

    def _asked(self, argument: Argument, reading: Reading, rows: Sequence[Record]) -> Reading | None:
        """A message that is told of some things again, as it is read of them, not of whose they are (« Sceaux a quoi ?
        — Dans quel but ? »)."""
        # « Les trois territoires ? — Que fait le premier ? » is asked of that.
        points = any(not _is_any(one, rows) for one in _pointed(reading))
        asks_which = any(one.mention.role == "question" for one in argument.said)
        # « Grand Orly a quoi ? — Et lui, il fait quoi ? » is asked of that, too.
        owners = {value.type.gender for row in rows for value in row.values.values() if isinstance(value, Record)}
        theirs = tells_of_one(argument) if len(rows) > 1 else tells_of_him(argument) and "m" in owners
        if reading.best is None or not rows or points or asks_which or theirs:
            return None
        about = set().union(*(_about(row) for row in rows))
        named = [one for one in argument.said if names(one.mention)]
        if not all(_is_any(one, about.union(rows)) for one in named):
            return None
        told = () if any(_is_any(one, rows) for one in named) else (self._grammar.carry_records(tuple(rows)),)
        said = (*(one for one in argument.said if not told or not _is_any(one, about)), *told)
        best = next(iter(rank(said, argument.unknown, self._grammar.rules)), None)
        if best is None or best.score < LEAST_ASKED or not any(self._predicates(one, best) for one in argument.said):
            return None
        return None if best.rule.intent == reading.best.rule.intent else Reading((best,), said)

    def _inside(self, step: Step, rows: Sequence[Record]) -> Sequence[Record]:
        """Some things of which a message is told again, where it asks where in the place of those who have them they
        are (« le lavoir, c’est à Grand Orly Seine Bièvre — Dans quelle ville exactement ? »)."""
        kind = self._types.get(step.answered.frame.target or "")
        owners = [value for row in rows for value in row.values.values() if isinstance(value, Record)]
        if kind is None or not owners or not all(owner.type.name in kind.within for owner in owners):
            return ()
        said = step.argument.said
        named = any(names(one.mention) for one in said if not _is_any(one, rows))
        # « C’est une commune, ça ? » does not ask where.
        asks_where = any(one.mention.role in ASKING for one in said)
        return rows if asks_where and not named else ()

    def _of_more(self, step: Step, rows: Sequence[Record]) -> Sequence[Record]:
        """Some things of which a message is told again, where a word of it is not explained, or it asks what may be
        done with them or how many there are of something else (« c’est fait par une entreprise ? », « on peut la voir
        ? », « combien de gens y travaillent ? »)."""
        argument, best = step.argument, step.reading.best
        if not rows or best is None or not asks(argument):
            return ()
        known = set(rows).union(*(_about(row) for row in rows))
        if not all(_is_any(one, known) for one in argument.said if names(one.mention)):
            return ()
        which = any(self._asks_which(one) for one in argument.said)
        more = not which and not argument.unknown and any(_is_left_over(one, best) for one in argument.said)
        return rows if more or _may(argument) or self._counts_another(argument) else ()

    def _used(self, step: Step, past: Conversation) -> list[Record]:
        """What was just told, where a message asks if somebody may use it, wherever they are (« j’habite Bobigny, je
        peux m’en servir ? »)."""
        uses = step.answered.reply.outcome == "answered" and asks(step.argument) and _may_use(step.argument)
        return list(self._things(past)) if uses else []

    def _counts_another(self, argument: Argument) -> bool:
        """Whether a message asks how many there are of something that is no kind of things that we count."""
        counted = {one.mention.end for one in argument.said if any(s.id == COUNTED for s in one.mention.senses)}
        nouns = (one for one in argument.said if one.mention.start in counted)
        # « Lequel des deux ? » counts nothing.
        return not HOW_MANY.isdisjoint(argument.cover.words) and not all(map(self._counts, nouns))

    def _supposed(self, step: Step, past: Conversation) -> list[Record]:
        """The thing just told of which a message supposes more than its title says, by what it may be about (« c’est
        dans les écoles ? », « le chatbot, il utilise l’intelligence artificielle ? »)."""
        argument, reading, answered = step.argument, step.reading, step.answered
        if answered.reply.outcome != "answered" or not asks(argument):
            return []
        # « Le deuxième, c’est pour supprimer le papier ? » is asked of one that the last answer need not have named.
        pointed = [record for one in _pointed(reading) for record in _records(one) if record.type.name in self._kinds]
        things = pointed or list(self._things(past))
        rows = answered.findings.rows if answered.findings is not None else []
        named = [one for one in argument.said if names(one.mention)]
        themes = [one for one in named if not _is_any(one, things)]
        spoken = [one for one in named if one not in themes]
        meant = [thing for thing in things if any(_is_any(one, [thing]) for one in spoken)] or _only(rows, things)
        # « Sceaux ? — C’est pour les enfants ? » does not turn to what is for them elsewhere.
        after = _says_what_it_is_for(argument) and all(one.mention.start > _begins(argument) for one in themes)
        meant = meant or (things if len(things) == 1 and after else [])
        if len(meant) != 1 or not themes or not (meant[0] in rows or after):
            return []
        if not self._of_what_things_are(themes, meant):
            return []
        asked = any(one.mention.role == "question" or self._counts(one) for one in argument.said)
        states = any(self._asserts(one) for one in argument.said) and ABOUT_IT not in argument.cover.roles
        return meant if not asked and (_places(argument) or (spoken and states)) else []

    def _told_again(self, answered: Answered, past: Conversation) -> Sequence[Record]:
        """The things of which an answer tells, where the last one named them all."""
        rows = answered.findings.rows if answered.findings is not None else []
        if answered.reply.outcome != "answered" or not rows or rows[0].type.name not in self._kinds:
            return ()
        # « Combien dans le 93 ? — Ça fait quel pourcentage ? » names none of them.
        named = (_written(row) in past.reply and _written(row) in answered.reply.text for row in rows)
        return rows if all(named) else ()

    def _things(self, past: Conversation) -> Iterator[Record]:
        """The things of which little is known that the last answer named."""
        told = dict.fromkeys((*past.entities, *past.listed, *past.focus))
        for named in told:
            if named.kind in self._kinds and not named.excluded:
                yield from (record for record in self._find(named) if _written(record) in past.reply)

    def _of_what_things_are(self, named: Sequence[Said], things: Sequence[Record]) -> bool:
        """Whether all of some names are of what things may be about, not of places or people."""
        kinds = {about.type.name for thing in things for about in _about(thing)}
        return all(record.type.name in kinds for one in named for record in _records(one))

    def _predicates(self, one: Said, best: Candidate) -> bool:
        """Whether a word says what is asked of things, rather than which, how many or whose they are."""
        return self._asserts(one) and best.requires(one.mention.mask)

    def _asserts(self, one: Said) -> bool:
        says = one.mention.role is None and one.weight >= ASSERTING and not names(one.mention)
        return says and not self._counts(one)

    def _asks_which(self, one: Said) -> bool:
        """Whether a word asks for things, for others, or for a place around what was told (« son territoire »)."""
        points = one.mention.role in WHICH or bool(self._grammar.refers(one.mention))
        return points or self._counts(one)

    def _counts(self, one: Said) -> bool:
        return any(sense.id in self._grammar.counting for sense in one.mention.senses)


def _written(row: Record) -> str:
    """The name of a thing, as replies have it."""
    return typeset(row.name)


def _about(row: Record) -> set[Record]:
    """What a thing is about: none of the places that it is of."""
    values = (value for value in row.values.values() if isinstance(value, tuple))
    return {one for value in values for one in value if isinstance(one, Record)}


def _is_any(one: Said, records: Sequence[Record] | Set[Record]) -> bool:
    """Whether a name is that of one of some records."""
    return any(record in records for record in _records(one))


def _records(one: Said) -> list[Record]:
    return [sense.record for sense in one.mention.senses if sense.record is not None]


def _is_left_over(one: Said, best: Candidate) -> bool:
    """Whether a rule does not explain a word that says something."""
    return one.mention.role is None and one.weight > SLIGHT and not one.mention.mask & best.rule.explains


def _pointed(reading: Reading) -> list[Said]:
    """What a message points to by a word of its own (« le deuxième »)."""
    return [one for one in reading.said if one.mention.how == "earlier" and one.mention.start >= 0]


def _only(rows: Sequence[Record], things: Sequence[Record]) -> list[Record]:
    """The one thing spoken of, if there is but one, of those of which an answer tells."""
    return [row for row in rows if row in things] if len(things) == 1 or len(rows) == 1 else []


def _says_of_it(argument: Argument) -> bool:
    """Whether a message says something of what was spoken of: what it is for, or a pronoun stands for it."""
    words = argument.cover.text.words
    there = any(word == THERE and then not in HAVING for word, then in pairwise(words))
    clause = _clause(argument)
    # « Il va pleuvoir ? » is said of nothing.
    spoken = not (POINTING_BACK - HE).isdisjoint(clause[:1])
    return _after_it_is(clause) in FOR or (not argument.foreign and (there or spoken))


def _may(argument: Argument) -> bool:
    """Whether a message asks what may be done, not to be told something."""
    words = argument.cover.text.words
    may = any(word in MAY and then not in TO_BE_TOLD for word, then in pairwise(words))
    return may and LISTENING.isdisjoint(words)


def _may_use(argument: Argument) -> bool:
    """Whether a message asks what may be done with that for which a pronoun stands (« peuvent en profiter »)."""
    words = argument.cover.text.words
    objects = OBJECTS | {THERE, OF_IT}
    uses = (word in objects and then.endswith(INFINITIVES) and then not in TO_BE_TOLD for word, then in pairwise(words))
    return _may(argument) and any(uses)


def _places(argument: Argument) -> bool:
    """Whether a message tells by a preposition what something is for, with or in (« c’est dans les écoles »)."""
    clause = _clause(argument)
    # « Et pour les écoles ? » turns to those.
    to_do = len(clause) > 1 and clause[0] in FOR and clause[1].endswith(INFINITIVES)
    return to_do or _says_what_it_is_for(argument)


def _says_what_it_is_for(argument: Argument) -> bool:
    clause = _clause(argument)
    return not BEFORE_IT_IS.isdisjoint(clause[:1]) and _after_it_is(clause) in PLACING


def _clause(argument: Argument) -> list[str]:
    """The words of the last clause of a message."""
    words = argument.cover.text.words
    return [word for word in words[_begins(argument) :] if word not in AND]


def _begins(argument: Argument) -> int:
    """Where the last clause of a message begins."""
    return max(filter(argument.cover.paused, range(len(argument.cover.text.tokens))), default=0)


def _after_it_is(clause: Sequence[str]) -> str:
    """The first word of a clause after « c’est » and « est-ce que c’est », where it begins with it or not."""
    return next((word for word in clause if word not in BEFORE_IT_IS), "")
