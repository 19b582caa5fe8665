"""A place told by one that lies in it: « le territoire de Créteil », « le département où se trouve Sceaux »."""

from collections.abc import Set
from typing import NamedTuple

from msgspec.structs import replace

from bot.facts.records import Knowledge, Record
from bot.french.speaker import OF_ONESELF
from bot.french.words import AS_MUCH, BELONGING, DEFINITE, INTO, IS, PLACED, THAT, WHO
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Mention, names
from bot.understanding.reading import Said
from bot.understanding.weighing import Argument

ASKING = 0.5
"""Weight of a word that asks something of a place, rather than which place it is."""


class _Told(NamedTuple):
    """A place told by another."""

    holder: Record
    inside: Mention
    """The name by which it is told."""
    span: range
    """The tokens that tell it."""


class Surroundings:
    """Finds the places that messages tell by others."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._holders = knowledge.holders()
        # Of the place that is around all of them there is but one.
        self._kinds_around = frozenset(kind for kind in self._holders if len(list(knowledge.of(kind))) > 1)
        self._kinds = frozenset(name for name, concept in grammar.counting.items() if concept.target in self._holders)

    def resolve(self, argument: Argument) -> Argument:
        """A message with a place in the stead of the words that tell it by one that lies in it.

        « Le territoire de Créteil ? » and nothing else asks which one it is.
        """
        argument = self._others_of(self._from_where(argument))
        words = (one.mention for one in argument.said if one.mention.senses[0].id in self._kinds)
        told = next(filter(None, (self._told(argument, word) for word in words)), None)
        if told is None or not self._asks_of_it(argument, told.span):
            return argument
        core = argument.core and replace(argument.core, said=self._replaced(argument.core.said, told))
        return replace(argument, said=self._replaced(argument.said, told), core=core)

    def _from_where(self, argument: Argument) -> Argument:
        """A message without where whoever writes is from, said before what is asked of a place around it.

        « On est une association de Bagneux, qui a été aidé dans Vallée Sud ? », « je suis de Pantin : mon département a
        gagné quoi ? »
        """
        core = argument.core
        told = [] if core is None else [one for one in core.said if one.borrowed and names(one.mention)]
        if core is None or not told or not self._tells_of_oneself(core):
            return argument
        places = (place for one in told for place in self._knowledge.containers(_named(one)))
        around = {place for place in places if place.type.name in self._kinds_around}
        said = tuple(self._around(one, around) for one in core.said if one not in told)
        if not any(names(one.mention) and _named(one) in around for one in said):
            return argument
        return replace(core, said=said)

    def _others_of(self, argument: Argument) -> Argument:
        """A message without what it names of a place, where others are asked for after both.

        « À Est Ensemble y a Montreuil, qui d’autre ? », « à Montreuil le truc du jardin et l’autre c’est quoi ? »
        """
        others = [one.mention.start for one in argument.said if one.mention.senses[0].role == "autres"]
        if not others:
            return argument
        asked = others[0]
        told = [one for one in argument.said if one.mention.start < asked and names(one.mention)]
        said = (one for one in argument.said if one.mention.role != "question")
        asked_for = self._grammar.kinds(one for one in said if not self._grammar.refers(one.mention))
        if len(told) != 2 or any(one.mention.start > asked and names(one.mention) for one in argument.said):
            return argument
        pairs = ((told[0], told[1]), (told[1], told[0]))
        kinds = frozenset(filter(self._is_place, asked_for))
        if not kinds and WHO in (token.text for token in argument.cover.text.tokens[asked - 1 : asked + 1]):
            kinds = self._knowledge.places()
        told_of = self._is_one_told if kinds else self._is_of
        # « Le stationnement, c’est Antony et quelle autre ville ? » asks for towns, not for themes.
        alike = [(place, one) for place, one in pairs if not kinds or self._is_one_of(_named(one), kinds)]
        inside = next((one for place, one in alike if told_of(_named(one), _named(place))), None)
        if inside is None or inside.excluded:
            return argument
        core = argument.core and replace(argument.core, said=_left_out(argument.core.said, inside.mention))
        return replace(argument, said=_left_out(argument.said, inside.mention), core=core)

    def _is_place(self, kind: str) -> bool:
        return kind in self._knowledge.types and self._knowledge.root(kind) in self._knowledge.places()

    def _is_one_of(self, thing: Record, kinds: Set[str]) -> bool:
        return any(self._knowledge.is_a(thing.type.name, kind) for kind in kinds)

    def _is_one_told(self, one: Record, beside: Record) -> bool:
        """Whether a place of which others are asked for beside something lies in it, or has it."""
        return self._is_of(one, beside) or (not self._is_place(beside.type.name) and self._is_of(beside, one))

    def _is_of(self, thing: Record, place: Record) -> bool:
        """Whether a thing lies in a place or is its own, or something of its own is of that."""
        if place in self._knowledge.containers(thing):
            return True
        things = (one for kind in self._knowledge.types for one in self._knowledge.of(kind))
        own = (one for one in things if place in one.values.values())
        return any(one is thing or any(thing in _several(value) for value in one.values.values()) for one in own)

    def _tells_of_oneself(self, core: Argument) -> bool:
        """Whether what comes before a main clause is about whoever writes."""
        starts = min((one.mention.start for one in core.said if not one.borrowed), default=0)
        return any(token.text in OF_ONESELF for token in core.cover.text.tokens[:starts])

    def _around(self, one: Said, around: Set[Record]) -> Said:
        """A word that points to a place of a kind, as the one of that kind among those that are around (« mon
        département »)."""
        kinds = self._grammar.refers(one.mention)
        found = [place for place in around if place.type.name in kinds] if not one.borrowed else []
        if len(found) != 1:
            return one
        told = self._grammar.carry_records((found[0],)).mention
        return replace(one, mention=replace(told, start=one.mention.start, end=one.mention.end), weight=told.weight)

    def _told(self, argument: Argument, word: Mention) -> _Told | None:
        """The place of a kind that a word names, if the words after it tell it by a name."""
        cover, tokens = argument.cover, argument.cover.text.tokens
        following = (one.mention for one in argument.said if one.mention.start >= word.end and names(one.mention))
        inside = next(following, None)
        if inside is None or word.start < 1 or cover.paused(inside.start):
            return None
        before = tokens[word.start - 1].text
        between = [token.text for token in tokens[word.end : inside.start]]
        alike = before == AS_MUCH and len(between) == 1 and between[0] in THAT
        joined = bool(between) and between[0] in BELONGING and all(one in BELONGING | PLACED for one in between)
        if not alike and not (before in DEFINITE and joined):
            return None
        kinds = self._grammar.counting[word.senses[0].id].target
        records = [sense.record for sense in inside.senses if sense.record is not None]
        if alike and self._likened(argument, inside):
            return None
        around = {
            next((holder for holder in self._knowledge.containers(record) if holder.type.name == kinds), None)
            for record in records
        }
        holder = next(iter(around))
        if holder is None or len(around) > 1:
            return None
        return _Told(holder, inside, range(word.start - alike, inside.end))

    @staticmethod
    def _likened(argument: Argument, inside: Mention) -> bool:
        """Whether a place comes before another of its kind that it may lie together with (« Créteil est dans le même
        territoire que Sucy ? »)."""
        if any(one.mention.role == "autres" for one in argument.said):
            return False
        kinds = {sense.record.type.name for sense in inside.senses if sense.record is not None}
        return any(
            names(one.mention) and one.mention.start < inside.start and _named(one).type.name in kinds
            for one in argument.said
        )

    @staticmethod
    def _asks_of_it(argument: Argument, span: range) -> bool:
        """Whether a message asks something of the place, not which one it is (« quel est le territoire de … »)."""
        before = argument.cover.text.tokens[span.start - 2].text if span.start > 1 else ""
        if before in IS or before in INTO:
            return before in INTO
        rest = (one.mention for one in argument.said if one.mention.start not in span and not names(one.mention))
        return any(mention.weight >= ASKING and mention.role is None for mention in rest)

    def _replaced(self, said: tuple[Said, ...], told: _Told) -> tuple[Said, ...]:
        """Mentions with a place for the words that tell it; where others are looked for, not that it is told by."""
        found = self._grammar.carry_records((told.holder,)).mention
        mention = replace(told.inside.meaning(found.senses), start=told.span.start, how="earlier")
        others = any(one.mention.role == "autres" for one in said)
        # The kind stands between « sauf » and the name.
        out = any(one.mention.role == "exclusion" and told.span.start - one.mention.end in (0, 1) for one in said)
        replaced: list[Said] = []
        for one in said:
            if one.mention is told.inside:
                replaced.append(replace(one, mention=mention, excluded=out or (one.excluded and not others)))
                replaced += [replace(one, excluded=True)] if others else []
            elif one.mention.start not in told.span:
                replaced.append(one)
        return tuple(replaced)


def _several(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _named(one: Said) -> Record:
    """The record that a mention of a name stands for first."""
    return next(sense.record for sense in one.mention.senses if sense.record is not None)


def _left_out(said: tuple[Said, ...], mention: Mention) -> tuple[Said, ...]:
    """What is said, with a name kept out."""
    return tuple(replace(one, excluded=True) if one.mention is mention else one for one in said)
