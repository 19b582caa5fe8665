"""One called as the last one named is, but for its place (« le CCAS de Decize ? — Celui de Clamecy ? ») or what it does
(« l’USB judo ? — Et la natation ? »)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from bot.dialogue.conversation import Conversation
from bot.facts.records import Knowledge, Record
from bot.findings.query import YEARS
from bot.french.speaker import US
from bot.french.text import words_of
from bot.french.words import AND, ARTICLES, OF, THESE_ONES, WITH
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Mention, names
from bot.understanding.reading import Said
from bot.understanding.weighing import Argument

SETTLING = ("accord", "suite", "correction", "negation")
"""Roles of words before what a message turns to that say nothing of it."""
LEAST_SHARED = 2
"""Words that two names begin with by which both are called, whatever the rest of them."""
FEW = 4
"""Bodies at most whose names have a word that tells what one is (« recyclerie »)."""
BESIDE = " – "
"""Between a name and what tells it from its homonyms."""


class Siblings:
    """Finds those that registers know by the words of the last name, with another place."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge) -> None:
        self._grammar = grammar
        self._knowledge = knowledge

    def called(self, argument: Argument, past: Conversation) -> tuple[Said, ...]:
        """A message with the one that it calls so in the stead of its place; empty where it calls none."""
        spoken = [named for named in past.entities if not self._knowledge.types[named.kind].narrows]
        # « Compare le CCAS de Figeac et celui de Pern. — Et avec celui de Cahors ? »
        if not spoken or (len(spoken) > 1 and not past.compared):
            return ()
        words = argument.cover.text.words
        start = _start(argument)
        if not 0 < start < len(words) or words[start] in US:
            # « Et nous ? » calls nobody.
            return ()
        named = (one.mention for one in argument.said if names(one.mention))
        # « Du Pollet » may be the name of a quarter, with its article.
        place = next((one for one in named if start - 1 <= one.start <= start < one.end), None)
        ends = dict.fromkeys((len(words), place.end if place else len(words)))
        # « Et Clamecy ? » turns to the place alone, unless one there is called as the last one was.
        if OF.isdisjoint(words[:start]) and len(ends) > 1:
            return ()
        name = words_of(spoken[0].name.partition(BESIDE)[0])
        if past.choices:
            shared = set.intersection(*({*words_of(one.name)} for one in past.choices))
            alike = [[word for word in name if word in shared]]
        else:
            alike = [*map(list, self._placeless(name, place))]
        for end in ends:
            found = next(filter(None, (self._those(own, words[start:end]) for own in alike)), [])
            told = {id_ for named in spoken for id_ in named.ids}
            found = [record for record in found if past.choices or record.id not in told]
            if found:
                one = replace(self._grammar.carry_records(tuple(found)), borrowed=False)
                rest = (other for other in argument.said if other.mention.start >= end)
                # « Et celle de Bernay la même année ? »: the year stays anyway.
                return (one, *(other for other in rest if {*YEARS}.isdisjoint(self._grammar.refers(other.mention))))
        return ()

    def beside(self, argument: Argument) -> Argument:
        """A message with one that it calls as another there, in the stead of the words that point to it (« le CCAS de
        Decize a-t-il plus que celui de Clamecy ? »)."""
        if argument.cover.words.isdisjoint(THESE_ONES):
            return argument
        words = argument.cover.text.words
        pointing = next((at for at, pair in enumerate(pairwise(words)) if _stands(pair)), 0)
        if not pointing:
            return argument
        before = [*self._named(one.mention for one in argument.said if one.mention.end <= pointing)]
        if len(before) != 1:
            return argument
        start = pointing + 2 + any(word in ARTICLES for word in words[pointing + 2 : pointing + 3])
        place = next((one.mention for one in argument.said if one.mention.start == start and names(one.mention)), None)
        name = words_of(before[0].name.partition(BESIDE)[0])
        for end in dict.fromkeys((place.end if place else start + 1, len(words))):
            found = next(filter(None, (self._those(own, words[start:end]) for own in self._placeless(name, place))), [])
            if others := tuple(record for record in found if record is not before[0]):
                sibling = self._grammar.carry_records(others)
                one = replace(sibling, mention=replace(sibling.mention, start=pointing, end=end), borrowed=False)
                core = argument.core and replace(argument.core, said=_in_the_stead(argument.core.said, one))
                return replace(argument, said=_in_the_stead(argument.said, one), core=core)
        return argument

    def _named(self, mentions: Iterable[Mention]) -> Iterator[Record]:
        """The bodies that some mentions name, of those that are too many for the lexicon."""
        for mention in mentions:
            record = mention.senses[0].record
            if (
                record is not None
                and record.type.name in self._grammar.lexicon.registers.kinds
                and not record.type.narrows
            ):
                yield record

    def _those(self, own: Sequence[str], place: Sequence[str]) -> list[Record]:
        """Those called by some words of their own and those of a place."""
        said = [*own, *place]
        for called in self._grammar.lexicon.registers.called(said):
            # A name that is called whole may be misspelt where it was published.
            whole = called.whole and called.end - called.start == len(said)
            alike = [one for one in called.records if whole or {*said} <= {*words_of(one.name)}]
            if alike:
                return alike
        # « Les Galopins de Lanmeur ? — Et ceux de Taulé ? »: of homonyms, what tells them apart.
        homonyms = (
            one
            for called in self._grammar.lexicon.registers.called(own)
            for one in called.records
            if BESIDE in one.name
        )
        return [one for one in homonyms if {*place} <= {*words_of(one.name.partition(BESIDE)[2])}]

    def _placeless(self, name: Sequence[str], told: Mention | None) -> Iterator[Sequence[str]]:
        """The words of a name without those of its place, then without those that only names hold too."""
        lexicon = self._grammar.lexicon
        columns = {_column(sense.record) for sense in told.senses if sense.record is not None} if told else set()
        last = max((at for at, word in enumerate(name) if word in OF), default=0) or len(name)
        there = (one for word in name for one in lexicon.records(word) if _column(one) in columns)
        placed = {word for one in there for word in words_of(one.name)}.intersection(name)
        bare = [word for word in (name if placed else name[:last]) if word not in OF and word not in placed]
        if placed or last < len(name):
            yield bare
        yield [word for word in bare if lexicon.senses(word)]
        # « La Recyclerie du Pont du Roy » is what « la Recyclerie des Boutières » is.
        first = next((at for at, word in enumerate(name) if word in OF), 0)
        ours = any(not sense.foreign and sense.role != "courant" for sense in lexicon.senses(name[0]))
        if first == 1 and not ours and sum(len(one.records) for one in lexicon.registers.called(name[:1])) <= FEW:
            yield name[:1]
        # « Centre social Le Lien » is called as « Centre social du Pollet » is.
        yield from (name[:end] for end in range(len(name) - 1, LEAST_SHARED - 1, -1))


def _in_the_stead(said: Sequence[Said], one: Said) -> tuple[Said, ...]:
    """What is said, with one in the stead of what is said at its place."""
    before = [other for other in said if other.mention.start < one.mention.start]
    return (*before, one, *(other for other in said if other.mention.start >= one.mention.end))


def _stands(pair: Sequence[str]) -> bool:
    """Whether two words stand for a name, before what tells it from the one meant (« celui de »)."""
    return len(pair) > 1 and pair[0] in THESE_ONES and pair[1] in OF


def _start(argument: Argument) -> int:
    """Where the place of a message begins: after « celui de », or « et »; nought where it does not."""
    words = argument.cover.text.words
    start = 1 if words[:1] and words[0] in AND else 0
    start += not WITH.isdisjoint(words[start : start + 1])
    # « Non, je parlais de celle de Cahors »
    pointing = next((at for at, pair in enumerate(pairwise(words)) if _stands(pair)), start)
    said = (one for one in argument.said if one.mention.start < pointing)
    settles = all(one.weight <= 0 or one.mention.role in SETTLING for one in said)
    if settles and not any(place < pointing for place in argument.cover.unknown):
        start = pointing
    if _stands(words[start : start + 2]):
        start += 2
    # « Celui de la Migoule », « et la natation ? »
    return start + 1 if start and words[start : start + 1] and words[start] in ARTICLES else start


def _column(record: Record) -> tuple[str, object]:
    """Of what kind a record is: of a column of published data, which one."""
    return record.type.name, record.values.get("rang")
