"""Nouns that stand for what was spoken of: « cette ville », « le territoire lui-même », « la même commune en a un »."""

from collections.abc import Sequence

from bot.dialogue.choosing import LIGHT, TELLING
from bot.dialogue.conversation import Conversation
from bot.dialogue.pairing import Pairs
from bot.facts.records import Knowledge, Record
from bot.french.text import Token
from bot.french.verbs import AUXILIARIES, TO_HAVE
from bot.french.words import (
    AND,
    AS_MUCH,
    COUNTING,
    DENYING_VERB,
    HE,
    IN,
    IS,
    OF_HIM,
    OF_THE,
    SO,
    SO_THEN,
    STRESSED,
    SUBJECTS,
    THE_ONE,
    THERE,
    THIS,
    TOO,
    WHAT_THING,
    WHO,
    WITHIN,
)
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Mention
from bot.understanding.reading import Said
from bot.understanding.weighing import Argument

TURNING = ("soi", "autres")
"""Roles of words beside which a noun may stand for what was spoken of (« le territoire lui-même »)."""
ELSEWHERE = ("semblable", "ailleurs", "exclusion", "situation")
"""Roles of words beside which a noun is where others are looked for, not what is asked about."""
SEEKING = ("question", "autres", "situation", "semblable", "superlatif")
"""Roles of words by which a message asks more than whether something is so."""

ASKING_THERE = frozenset((THERE, "ya", "il", "on", WHO, *WHAT_THING))
"""Words after a place that ask what is there."""


class Anaphora:
    """Finds the kinds of things spoken of that nouns stand for."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, pairs: Pairs) -> None:
        self._grammar = grammar
        self._pairs = pairs
        self._knowledge = knowledge
        self._holders = knowledge.holders()
        placed = (name for name in knowledge.types if knowledge.root(name) in knowledge.places())
        self._towns = [name for name in placed if name not in self._holders and knowledge.types[name].within]

    def stands_for(self, one: Said, said: Sequence[Said], argument: Argument, past: Conversation) -> Sequence[str]:
        """The kinds of things spoken of that a word may stand for; none where it points to nothing."""
        turned = any(other.mention.role in TURNING for other in said)
        words = argument.cover.text.words
        refers = self._itself(one, said, words) if turned else self._grammar.refers(one.mention)
        if words[one.mention.start : one.mention.start + 1] == [THERE] and self._seeks_inside(said, past):
            return tuple(self._holders)
        return refers or self._same(one, said, words, past) or self._definite(one, said, argument, past)

    def _seeks_inside(self, said: Sequence[Said], past: Conversation) -> bool:
        """Whether a message asks for towns after what they may lie in was spoken of (« Sucy ? — Son département ? —
        Combien de communes y ont gagné ? »)."""
        kinds = map(self._knowledge.types.get, self._grammar.kinds(said) - self._holders)
        towns = any(kind is not None and kind.within for kind in kinds)
        return towns and any(named.kind in self._holders for named in past.focus)

    def without_same(self, said: tuple[Said, ...], words: Sequence[str], past: Conversation) -> tuple[Said, ...]:
        """A message without « même » where it only says that the place spoken of is meant."""
        nouns = {one.mention.start for one in said if self._same(one, said, words, past)}
        return tuple(one for one in said if one.mention.role != "semblable" or one.mention.end not in nouns)

    def _same(self, one: Said, said: Sequence[Said], words: Sequence[str], past: Conversation) -> tuple[str, ...]:
        """The kind of place that a noun with « même » stands for: the subject (« la même ville en a un autre »), or in
        which something is asked (« d’autres dans la même ville ? »); of what holds others, it is others there, unless
        it is asked but whether somebody there has some (« dans le même territoire, quelqu’un a gagné ? »)."""
        start, end = one.mention.start, one.mention.end
        if start < 2 or words[start - 1] != AS_MUCH or words[start - 2] not in THE_ONE or one.mention.role:
            return ()
        kinds = tuple(kind for kind in self._grammar.kinds((one,)) if self._pairs.holds(kind))
        subject = start == 2 and end < len(words) and words[end] in AUXILIARIES | TO_HAVE | COUNTING | DENYING_VERB
        within = start > 2 and words[start - 3] in IN
        if within and self._holders.issuperset(kinds):
            told = not (past.several or past.choices) and self._lie_in_one(kinds, past)
            return kinds if told and self._states_alone(one, said) else ()
        return kinds if (subject or within) and _is_one_of(kinds, past) else ()

    def _states_alone(self, noun: Said, said: Sequence[Said]) -> bool:
        """Whether a message states something beside a noun, neither asks of a kind of things or of others, nor tells
        where something lies."""
        others = [one for one in said if one is not noun and one.mention.role != "semblable"]
        states = any(one.weight >= TELLING and not one.mention.role for one in others)
        asks = any(one.mention.role in SEEKING for one in others)
        return states and not asks and not self._grammar.kinds(others)

    def asks_which(self, one: Said, said: Sequence[Said], words: Sequence[str]) -> bool:
        """Whether a message asks but which place it is that holds the one spoken of (« quel est mon EPT ? »), or those
        spoken of (« comment s’appelle notre territoire à toutes les deux ? »)."""
        start, end = one.mention.start, one.mention.end
        refers = self._grammar.refers(one.mention)
        if one.borrowed or not refers or not self._holders.issuperset(refers):
            return False
        if any(other.mention.start == end and self._grammar.refers_to_several(other.mention) for other in said):
            return all(other is one or other.mention.role == "question" or other.weight < TELLING for other in said)
        if start < 1:
            return False
        others = [other for other in said if other is not one and other.weight > LIGHT]
        asking = [other.mention for other in said if other.mention.role == "question"]
        is_it = words[start - 1] in IS or any(mention.end == start for mention in asking)
        is_it = is_it or (words[end : end + 1] != [] and words[end] in THIS)
        return is_it and bool(asking) and all(other.mention.role == "question" for other in others)

    def _itself(self, one: Said, said: Sequence[Said], words: Sequence[str]) -> tuple[str, ...]:
        """The kinds of things spoken of that a word may stand for.

        « Cette ville », « le territoire lui-même », « l’autre projet de la ville ».
        """
        mention = one.mention
        itself = any(other.mention.role == "soi" and other.mention.start == mention.end for other in said)
        of_it = tuple(words[max(0, mention.start - 2) : mention.start]) in OF_THE
        others = any(other.mention.role == "autres" and other.mention.end < mention.start for other in said)
        kinds = tuple(self._grammar.kinds((one,)))
        # « Un projet bien à lui » is no project spoken of.
        points = (itself and self._holders.issuperset(kinds)) or (of_it and others)
        return kinds if kinds and points else self._grammar.refers(mention)

    def _definite(self, one: Said, said: Sequence[Said], argument: Argument, past: Conversation) -> tuple[str, ...]:
        """The kind of place spoken of that a noun stands for with its article (« la liste du territoire », « la ville,
        elle a gagné ? »), which nothing tells apart and which is not itself asked for (« et la ville ? »)."""
        mention, tokens = one.mention, argument.cover.text.tokens
        kinds = tuple(kind for kind in self._grammar.kinds((one,)) if self._pairs.holds(kind))
        if not kinds or mention.start < 1 or tokens[mention.start - 1].text not in THE_ONE or mention.role:
            return ()
        following = tokens[mention.end].text if mention.end < len(tokens) else ""
        bare = not following or following in SO or argument.cover.paused(mention.end)
        others = [other for other in said if other is not one]
        states = any(other.weight >= TELLING and not other.mention.role for other in others)
        asks = any(other.mention.role == "question" and other.weight >= LIGHT for other in others)
        before = tuple(token.text for token in tokens[max(0, mention.start - 2) : mention.start])
        of_it = before in OF_THE or before[-1] == OF_HIM
        # « Le projet du territoire » asks without saying so.
        asks = asks or (of_it and states and self._holders.issuperset(kinds))
        whole = bare and asks and (states or of_it)
        told = whole or following in SUBJECTS | HE | STRESSED | TOO or (states and following in AUXILIARIES)
        # « La ville, qu’est-ce qu’elle a gagné ? »
        told = told or (argument.cover.paused(mention.end) and _is_said_again(mention, tokens))
        # « Mais la ville, oui ? », « le territoire, lauréat ? »
        agrees = states or any(other.mention.role == "accord" and other.mention.start == mention.end for other in said)
        told = told or (agrees and argument.cover.text.asks and argument.cover.paused(mention.end))
        # « Dans le département y a quoi d’autre ? »
        told = told or ((bare or following in ASKING_THERE) and self._widens(mention, said, before[0]))
        told = told or (self._holders.issuperset(kinds) and _goes_on(mention, others, argument))
        return kinds if told and (_is_one_of(kinds, past) or self._lie_in_one(kinds, past)) else ()

    def _lie_in_one(self, kinds: Sequence[str], past: Conversation) -> bool:
        """Whether all that the last question named lies in one place of some kinds (« Montreuil ? — Les projets du
        territoire ? »)."""
        found = (self._knowledge.get(named.kind, named.ids[0]) for named in past.entities if not named.excluded)
        around = [
            {place for place in self._knowledge.containers(record) if place.type.name in kinds}
            for record in found
            if record is not None
        ]
        return bool(around) and len(set.intersection(*around)) == 1

    def around_all_inside(self, kinds: Sequence[str], past: Conversation) -> tuple[Record, ...] | None:
        """The one place of a kind in which all towns of a place that the last question named lie (« villes de
        l’Essonne ? — Leur territoire ? »)."""
        if len(kinds) != 1:
            return None
        for named in past.entities:
            holder = self._knowledge.get(named.kind, named.ids[0]) if named.kind in self._holders else None
            if holder is None or named.excluded:
                continue
            towns = (record for kind in self._towns for record in self._knowledge.members(holder, kind))
            around = [{one for one in self._knowledge.containers(town) if one.type.name in kinds} for town in towns]
            found = set.intersection(*around) if around else set()
            if len(found) == 1:
                return tuple(found)
        return None

    @staticmethod
    def _widens(mention: Mention, said: Sequence[Said], before: str) -> bool:
        """Whether a noun says how far around a place what was asked of it is (« et dans le département ? », « élargis à
        tout le territoire »), and no other places are looked for there."""
        roles = {one.mention.role for one in said}
        spoken = (one.mention for one in said if one.mention.end <= mention.start)
        wider = any(sense.role == "etendue" for other in spoken for sense in other.senses)
        return (before in WITHIN or wider) and roles.isdisjoint(ELSEWHERE)


def _is_said_again(noun: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a pronoun stands for a noun after it."""
    return any(token.text in HE | SUBJECTS for token in tokens[noun.end :])


def _goes_on(noun: Mention, others: Sequence[Said], argument: Argument) -> bool:
    """Whether a message asks of a place what was asked before: « et le territoire alors ? », « et du coup, le
    territoire ? », not « et le territoire ? », which asks for it."""
    if all(other.mention.role != "suite" for other in others):
        return False
    tokens = argument.cover.text.tokens
    before = "".join(token.text for token in tokens[: noun.start - 1] if token.text not in AND)
    after = "".join(token.text for token in tokens[noun.end :])
    follows = noun.end < len(tokens) and tokens[noun.end].text in SO
    return follows or after in SO_THEN or (not after and before in SO_THEN)


def _is_one_of(kinds: Sequence[str], past: Conversation) -> bool:
    """Whether the last answer told but of one thing, or its question named one of some kinds."""
    return not past.several or any(named.kind in kinds for named in past.entities)
