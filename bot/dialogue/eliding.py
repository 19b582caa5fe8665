"""The noun that a message leaves out: that « en » stands for, beside a number (« donc ils en ont deux, c’est ça ? »
says two projects), or that of the places that have what it names (« combien de communes ? — Et avec un projet ? »)."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from bot.dialogue.conversation import Conversation, Named
from bot.dialogue.in_turn import compares
from bot.dialogue.narrowing import asked_likewise, left_out_too
from bot.dialogue.summing import SHARES
from bot.facts.records import Knowledge
from bot.french.verbs import AUXILIARIES, HAD, SAID_OF
from bot.french.words import (
    AFTER_NUMBER,
    AMONG,
    AND,
    COUNTING,
    DENYING_VERB,
    FOR,
    HOW_MANY,
    HOW_MANY_ARE,
    HOW_MANY_HAVE,
    OF,
    OF_IT,
    PLURAL_PRONOUNS,
    THAT,
    THERE,
    THESE,
    WHERE_THERE_ARE,
    WHICH_HAVE,
    WHICH_ONES,
    WHO,
    WITH,
)
from bot.understanding.frame import CHECKING, NONE, Frame
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.quantities import MOST_HAD
from bot.understanding.reading import SLIGHT, Said
from bot.understanding.roles import DENYING
from bot.understanding.weighing import Argument

MOST_OF_THOSE = 3
"""Words that say that something is asked of those told (« d’entre elles »)."""
OUT_OF = frozenset(("sur", AMONG, "dans"))
"""Words before those of whom something is asked (« sur les quatre »)."""
HAVE = frozenset(verb for _, verb in HOW_MANY_HAVE)
MOST_TOLD = 6
"""Words in which those are told, with what is asked of them."""
CLAIMING = ("accord", "verification")
"""Roles of words that ask whether what was said is so (« c’est ça »)."""


class Eliding:
    """Says again what a number counts that was told."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge) -> None:
        self._grammar = grammar
        places = knowledge.places()
        attributes = (one for kind in knowledge.types.values() for one in kind.attributes.values())
        placed = (one.name for one in attributes if one.kind in knowledge.types and knowledge.root(one.kind) in places)
        self._knowledge = knowledge
        self._holders = knowledge.holders()
        self._owners = frozenset(kind for kind in knowledge.types if knowledge.root(kind) in places)
        self._whose = next((name for name in placed if grammar.carry_concept(name) is not None), "")
        """The word for whoever has something, towns and territories alike."""

    def filled(self, said: tuple[Said, ...], argument: Argument, past: Conversation) -> tuple[Said, ...]:
        """A message with the kind of what was enumerated last after the number that counts it, and with what it leaves
        out as well as what was."""
        said = asked_likewise(left_out_too(said, argument, past), past)
        if theirs := self._so_many_for(said, argument, past):
            return theirs
        if owners := self._having(said, argument, past):
            said = (*self._around(past), *self._whoever(said), owners, *said)
            return tuple(sorted(said, key=lambda one: one.mention.start))
        # « Le premier ? — Ils en ont trois ? » counts the list that one was taken from.
        told = past.counted or not set(past.entities).isdisjoint(past.listed)
        kinds = {named.kind for named in past.listed} if told else set()
        others = self._others_having(said, argument) if kinds and kinds.isdisjoint(self._owners) else None
        pointed = any(names(one.mention) and one.mention.how == "earlier" for one in said)
        # « Bry et Rosny ? — Laquelle en a deux ? »
        askers = WHICH_ONES | {WHO} if pointed else {WHO}
        asks = others is not None or any(one.mention.form in askers for one in said)
        asks = asks and kinds.isdisjoint(self._owners)
        said = said if others is None else (others, *said)
        if not kinds or not self.says_how_many(said, argument, asks):
            return said
        # Towns and territories that were told together are counted as those who have something.
        word = self._grammar.carry_concept(kinds.pop() if len(kinds) == 1 else self._whose)
        if word is None:
            return said
        place, number = next((place, one) for place, one in enumerate(said) if self._counts(one))
        if compares((number,), self._grammar) and sum(names(one.mention) for one in said) > 1:
            # « Le premier en a plus ? » compares two places, and counts nothing.
            return said
        mention = replace(word.mention, start=number.mention.start, end=number.mention.end)
        return (*said[: place + 1], replace(word, mention=mention, borrowed=False), *said[place + 1 :])

    def _so_many_for(self, said: tuple[Said, ...], argument: Argument, past: Conversation) -> tuple[Said, ...]:
        """A message with the kind of what was counted last after the number that it says there are of for some places
        (« combien de projets ? — Donc 20 pour les villes ? »); nothing where it says no such thing."""
        words = argument.cover.text.words
        things = self._asked(past) - self._owners
        all_of_them = len(things) == 1 and past.several and not past.entities
        word = self._grammar.carry_concept(things.pop()) if all_of_them else None
        for place, one in enumerate(said):
            end = one.mention.end
            if word is None or one.mention.how != "number" or FOR.isdisjoint(words[end : end + 1]):
                continue
            after = [other for other in said if other.mention.start > end and other.weight > SLIGHT][:1]
            if (
                after
                and self._grammar.kinds(after) <= self._owners
                and not self._grammar.kinds(said) & self._asked(past)
            ):
                mention = replace(word.mention, start=end - 1, end=end)
                return (*said[: place + 1], replace(word, mention=mention, borrowed=False), *said[place + 1 :])
        return ()

    def _others_having(self, said: Sequence[Said], argument: Argument) -> Said | None:
        """The word for whoever has something, where it is others who are said to have some (« d’autres en ont deux »,
        « d’autres qui n’en ont qu’un », « d’autres avec deux projets », « combien d’autres ont deux projets ? »)."""
        others = next((one.mention for one in said if one.mention.role == "autres"), None)
        if others is None or not self._grammar.kinds(said).isdisjoint(self._owners):
            return None
        after = argument.cover.text.words[others.end :]
        having = next((word for word in after if word not in DENYING_VERB and word != WHO), "")
        so_many = having in COUNTING or (having in WITH | AUXILIARIES and any(map(self._counts, said)))
        word = self._grammar.carry_concept(self._whose) if so_many else None
        return None if word is None else replace(word, borrowed=False)

    def _having(self, said: Sequence[Said], argument: Argument, past: Conversation) -> Said | None:
        """The places asked for before, of which a message asks which have something, or are what it says."""
        own = [one for one in said if one.mention.how != "earlier"]
        told = self._grammar.kinds(own)
        named = any(names(one.mention) for one in own)
        if not told.isdisjoint(self._owners) or named:
            return None
        if any(one.mention.role == "cloture" for one in said):
            # « Avec mes remerciements » says of nobody that they have something.
            return None
        words = argument.cover.text.words
        start = _after_those(words)
        begun = (*words[start : start + 1], *_without_those(words[start + 1 :])[:1])
        # « C’est quoi un EPT ? — Lesquels ont gagné ? », where none was told of.
        some = begun in WHICH_HAVE and (not past.counted or bool(self._several(past)))
        how_many = begun in HOW_MANY_HAVE or some
        having = how_many or _has_some(words)
        weighty = [one for one in said if one.weight > SLIGHT]
        # « Et lauréates ? » asks which are, « et lesquelles ? » which were told to be.
        bare = len(weighty) == 1 and weighty[0].mention.start == start and weighty[0].mention.role != "question"
        # « Combien de territoires ? — Combien sont lauréats ? »
        are = tuple(words[start : start + 2]) == HOW_MANY_ARE
        is_so = (are or (bare and start > 0)) and bool(told)
        is_so = is_so and all(self._knowledge.types[kind].silent for kind in told)
        kinds = [kind for kind in self._owners if kind in self._asked(past)]
        if how_many and not kinds:
            # « Nanterre et Puteaux ? — Combien ont gagné ? »
            kinds = [*{named.kind for named in self._several(past)}]
        as_many = self._compares_again(weighty, past)
        if as_many and not kinds:
            # « Qui a deux projets ? — Et un seul projet ? »
            kinds = [self._whose]
        having = having or as_many
        word = self._grammar.carry_concept(kinds[0]) if (having or is_so) and len(kinds) == 1 else None
        if word is None:
            return None
        place = start + (how_many or are)
        return replace(word, mention=replace(word.mention, start=place, end=place + 1), borrowed=False)

    def _compares_again(self, weighty: Sequence[Said], past: Conversation) -> bool:
        """Whether a message says but another number of the things that those asked for had to have (« quelles villes
        ont deux projets ? — Et un seul projet ? »)."""
        if past.comparison in (None, NONE) or not past.concepts:
            return False
        numbers = [one for one in weighty if self._counts(one)]
        kinds = self._grammar.kinds(one for one in weighty if one not in numbers)
        same = bool(kinds) and kinds <= self._asked(past)
        return bool(numbers) and same and len(weighty) == len(numbers) + 1

    def _asked(self, past: Conversation) -> set[str]:
        """The kinds of things that the last question named."""
        concepts = filter(None, map(self._grammar.concepts.get, past.concepts))
        return {concept.target for concept in concepts if concept.target is not None}

    def affirmed(self, argument: Argument, past: Conversation) -> Conversation:
        """What was said before, without that some have nothing, where a message asks which have something (« les
        communes sans projet ? — Et avec ? », « … — Et celles qui ont gagné ? »), or which those are that were told to
        have (« rien dans le 94 ? — Au contraire… — Cite-les »)."""
        words = argument.cover.text.words
        denies = any(one.mention.role in DENYING for one in argument.said)
        some = _has_some(words) or _did_something(words) or self._asks_which(argument, past)
        if not past.concepts or denies or not some:
            return past
        concepts = [concept for name in past.concepts if (concept := self._grammar.concepts.get(name)) is not None]
        denied = any(one.role in DENYING for one in concepts)
        kept = tuple(one.name for one in concepts if one.role not in DENYING)
        return replace(past, concepts=kept, comparison=None) if denied else past

    def _asks_which(self, argument: Argument, past: Conversation) -> bool:
        """Whether a message but asks which those are that the last answer told to be there, or to have something."""
        weighty = [one.mention for one in argument.said if one.weight > SLIGHT]
        told = bool(past.listed) and (past.owners or self._owners.isdisjoint(one.kind for one in past.listed))
        return told and bool(weighty) and all(one.role == "question" for one in weighty)

    def _whoever(self, said: Sequence[Said]) -> list[Said]:
        """The word for whoever has something, where a message does not say what (« et avec ? »)."""
        word = None if any(one.weight > SLIGHT for one in said) else self._grammar.carry_concept(self._whose)
        return [] if word is None else [replace(word, borrowed=False)]

    def _around(self, past: Conversation) -> list[Said]:
        """The places of those asked for before."""
        places = self._several(past) or [one for one in past.entities if one.kind in self._owners and not one.excluded]
        found = (tuple(filter(None, (self._knowledge.get(one.kind, id_) for id_ in one.ids))) for one in places)
        return [replace(self._grammar.carry_records(records), borrowed=False) for records in found if records]

    def _several(self, past: Conversation) -> Sequence[Named]:
        """The several places that the last question named, or that the last ones were asked of one after the other."""
        named = [one for one in past.entities if one.kind in self._owners - self._holders and not one.excluded]
        in_turn = past.series if len(named) == 1 and past.entities == past.series[:1] else ()
        return named if len(named) > 1 else in_turn if len(in_turn) > 1 else ()

    def says_how_many(self, said: Sequence[Said], argument: Argument, who: bool = False) -> bool:
        """Whether a message claims that there are so many (« elle en a un seul »), of what it does not say.

        `who` lets it ask who has so many (« qui d’autre en a deux ? »).
        """
        text = argument.cover.text
        words = text.words
        told = (place for place, pair in enumerate(pairwise(words)) if pair[0] in COUNTING and pair[1] in AUXILIARIES)
        start = next(told, None)
        # « Il y en a que deux ? »
        counted = {one.mention.start for one in said if self._counts(one)}
        only = {one.mention.start for one in said if one.mention.form in THAT and one.mention.end in counted}
        asked = [one for one in said if one.mention.role == "question" and one.mention.start not in only]
        asks_who = WHICH_ONES | {WHO} if who else {WHO}
        asked = [one for one in asked if not (who and one.mention.form in asks_who)]
        if start is None or self._grammar.kinds(
            one for one in said if one.mention.form not in asks_who and one.mention.start >= 0
        ):
            return False
        named = any(names(one.mention) and one.mention.how != "earlier" for one in said)
        asks = named or bool(asked)
        claims = who or text.asks or any(one.mention.role in CLAIMING for one in said)
        counts = [one.mention for one in said if self._counts(one)]
        # « Laquelle | n’en a qu’un ? » is said in one expression.
        ends = [one.end for one in counts if one.start > start or (who and not named and one.end > start + 1)]
        # « Ça fait deux ans ? » counts what it names.
        bare = bool(ends) and (
            ends[0] == len(words) or argument.cover.paused(ends[0]) or words[ends[0]] in AFTER_NUMBER
        )
        return bare and claims and not asks

    def of_what_was_asked(self, frame: Frame, past: Conversation) -> Frame:
        """A question without the number that it says there are of other things than it is read to count: « combien de
        communes dans le T8 ? — Le T2 en compte 11 ? » says it of communes, not of projects."""
        concepts = filter(None, map(self._grammar.concepts.get, past.concepts if frame.had else ()))
        kinds = {one.target for one in concepts if one.target in self._owners}
        holds = any(one.kind in self._holders for one in frame.entities)
        # What was told without being looked for, as the towns of a territory, is not what is counted here.
        looked_for = frame.target in kinds and past.counted > 0
        if not kinds or looked_for or not holds:
            return frame
        return replace(frame, claim=None, had=False, roles=frame.roles - CHECKING)

    def of_how_many(self, frame: Frame, argument: Argument, past: Conversation) -> Frame:
        """A question about how many there are of what was asked for, where a message but compares more of them than
        each may have (« plus de 20 communes ont été aidées ? — Plus de 10 ? »), or about who has as many as was asked
        (« qui a deux projets ? — Lesquels dans le 93 ? »)."""
        if past.comparison is None and (frame.comparison is None or not frame.borrowed):
            return frame
        records = [sense.record for one in argument.said for sense in one.mention.senses if sense.record is not None]
        within = bool(records) and all(record.type.name in self._holders for record in records)
        asks = any(one.mention.form in WHICH_ONES | HOW_MANY for one in argument.said)
        which = past.comparison not in (None, NONE) and asks and within
        thing = self._knowledge.types.get(frame.target or "")
        if which and (frame.target is None or (thing is not None and self._whose in thing.attributes)):
            counted = self._grammar.kinds(one for one in argument.said if one.mention.role != "question")
            return frame if counted else replace(frame, target=self._whose)
        if frame.comparison is None or past.comparison is not None or not frame.borrowed:
            return frame
        only = all(one.weight <= SLIGHT or self._counts(one) or one.mention.role in CLAIMING for one in argument.said)
        many = frame.comparison[1] > MOST_HAD
        return replace(frame, comparison=None, claim=frame.comparison) if many and only else frame

    def in_both(self, frame: Frame, past: Conversation) -> Frame:
        """A question of regions that it only points back to, of the towns that the last one asked for (« combien de
        communes dans le 92 ? — Et dans le 93 ? — Ça fait combien pour les deux ? »)."""
        concepts = filter(None, map(self._grammar.concepts.get, past.concepts))
        towns = [one.target for one in concepts if one.target in self._owners - self._holders]
        regions = len(frame.entities) > 1 and all(one.kind in self._holders for one in frame.entities)
        if frame.target is not None or frame.intent != past.intent or not regions or not towns:
            return frame
        return replace(frame, target=towns[0], concepts=(*frame.concepts, towns[0]))

    def of_share(self, frame: Frame, past: Conversation) -> Frame:
        """A question for the share of what was counted, of the places that the last one counted (« combien de communes
        lauréates ? — Ça fait quel pourcentage ? »)."""
        concepts = filter(None, map(self._grammar.concepts.get, past.concepts))
        towns = [one.target for one in concepts if one.target in self._owners - self._holders]
        around = all(one.kind in self._holders and not one.excluded for one in frame.entities)
        shares = frame.borrowed and around and not SHARES.isdisjoint(frame.concepts)
        return replace(frame, target=towns[0]) if shares and towns and frame.target is None else frame

    def _counts(self, one: Said) -> bool:
        if one.mention.how == "number":
            return True
        concepts = (self._grammar.counting.get(sense.id) for sense in one.mention.senses)
        return any(concept is not None and concept.comparison is not None for concept in concepts)


def _after_those(words: Sequence[str]) -> int:
    """Where a message asks, after « et », or after those of whom it is asked (« sur les quatre, | combien ont… »)."""
    start = next((place for place, word in enumerate(words) if word not in AND), 0)
    told = words[start : start + 1] and words[start] in OUT_OF
    asks = (place for place, word in enumerate(words[: start + MOST_TOLD]) if word in HOW_MANY | WHICH_ONES)
    return next(asks, start) if told else start


def _without_those(words: Sequence[str]) -> Sequence[str]:
    """The words after « combien » without those that say of whom it is asked (« d’entre elles », « de ces trois villes
    »)."""
    if words[:1] and words[0] in OF and words[1:2] == [THESE]:
        return words[next((place for place in range(2, min(len(words), MOST_TOLD)) if words[place] in HAVE), 0) :]
    # « Combien ils ont eu ? » asks how much.
    end = next((place for place in range(1, min(len(words), MOST_OF_THOSE)) if words[place] in PLURAL_PRONOUNS), -1)
    return words[end + 1 :]


def _has_some(words: Sequence[str]) -> bool:
    """Whether a message asks which have something, or which have any (« et avec un projet ? », « et ceux avec ? »), or
    says where there are some (« donc c’est dans le 92 qu’il y en a ? »)."""
    if any(tuple(words[-number:]) in WHERE_THERE_ARE for number in (4, 5)):
        return True
    start = next((place for place, word in enumerate(words) if word not in AND), 0)
    return bool(words) and (words[start] in WITH or words[-1] in WITH)


def _did_something(words: Sequence[str]) -> bool:
    """Whether a message asks of those that did something (« celles qui en ont », « lesquelles ont gagné ? »)."""
    verbs = [word for word in words if word not in (OF_IT, THERE)]
    return any(one in WHICH_ONES | {WHO} and other in HAD | (SAID_OF - AUXILIARIES) for one, other in pairwise(verbs))
