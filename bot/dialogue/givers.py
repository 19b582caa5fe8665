"""Of whose grants a message asks, by who it says gives them: « et au FMIN ? », « du Grand Paris », « à Toulouse »."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from bot.dialogue.conversation import Conversation
from bot.dialogue.leaning import LEAST_WHOLE
from bot.dialogue.lists import Find
from bot.dialogue.subjects import NAMING, Subjects
from bot.facts.records import Knowledge, Record
from bot.findings.query import VALUE
from bot.french.text import words_of
from bot.french.words import AND, ARTICLES, DEFINITE, OF, OR, THESE_ONES
from bot.understanding.forms import glue
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Mention, names
from bot.understanding.reading import SLIGHT, Candidate, Reading, Said
from bot.understanding.weighing import Argument

GRANTORS = ("attribuant", "jeu")
"""The types of those who give the published grants, and of what tells them."""
JOINING = AND | {OR}
"""Words between two who give."""
Rank = Callable[[Sequence[Said]], Sequence[Candidate]]
"""The readings of what is said, best first."""


def gives(mention: Mention) -> bool | None:
    """Whether who a mention names gives the published grants, or those of our own subject; `None` where it names
    anything else, or may be of either (« la métropole »), or a day on which one was made."""
    records = [sense.record for sense in mention.senses if sense.record is not None]
    sides = {record.type.name in GRANTORS for record in records}
    sure = len(sides) == 1 and mention.how != "date" and all(record.type.gives for record in records)
    return sides.pop() if sure else None


def of_whom(said: Sequence[Said]) -> bool | None:
    """The same of all that a message names itself; `None` where it names both."""
    sides = {gives(one.mention) for one in said if not one.borrowed and not one.excluded and names(one.mention)}
    sides.discard(None)
    return sides.pop() if len(sides) == 1 else None


class Givers:
    """Turns what was asked of one's grants to those of another."""

    def __init__(self, grammar: Grammar, find: Find, subjects: Subjects, knowledge: Knowledge) -> None:
        """
        Args:
            grammar: what understands.
            find: the records of a remembered name.
            subjects: which questions are about published grants.
            knowledge: what is known.
        """
        self._grammar = grammar
        self._find = find
        self._subjects = subjects
        self._themes = knowledge.subjects()
        self._grantors = tuple(knowledge.records.get("attribuant", {}).values())
        self._kinds = knowledge.types

    def beside(self, argument: Argument) -> Argument:
        """A message with who gives the published grants in the stead of the place elsewhere that they are called after,
        where it joins them to who gives ours (« le total du FMIN et de Toulouse »)."""
        if argument.cover.words.isdisjoint(JOINING):
            return argument
        words = argument.cover.text.words
        told = [one for one in argument.said if names(one.mention)]
        for first, second in pairwise(told):
            between = {*words[first.mention.end : second.mention.start]}
            joined = bool(between & JOINING) and between <= JOINING | OF | ARTICLES | DEFINITE | THESE_ONES
            place = second if gives(first.mention) is False else first
            other = first if place is second else second
            if joined and gives(other.mention) is False and (giver := self._called_after(place.mention)):
                one = self._grammar.carry_records((giver,))
                mention = replace(one.mention, start=place.mention.start, end=place.mention.end)
                said = tuple(Said(mention, 1.0, False) if one is place else one for one in argument.said)
                return replace(argument, said=said, core=None)
        return argument

    def _called_after(self, mention: Mention) -> Record | None:
        """The one who gives published grants that is called after the place elsewhere that a mention names."""
        if not self._subjects.is_of_a_grantor(mention):
            return None
        called = [one for one in self._grantors if mention.form in words_of(one.name)]
        return called[0] if len(called) == 1 else None

    def likely(self, candidates: list[Candidate], said: Sequence[Said], past: Conversation) -> list[Candidate]:
        """Of the readings of a message, those of the grants of whom it names: « combien a donné la métropole du Grand
        Paris ? » is asked of no others, nor is « aux communes ? » after it."""
        ours = of_whom(said) is False or self._goes_on_with_ours(said, past)
        return [one for one in candidates if not (ours and self._subjects.is_published(one.rule.intent))]

    def _goes_on_with_ours(self, said: Sequence[Said], past: Conversation) -> bool:
        """Whether a message but names things, after a question of ours that said who gives."""
        if not any(self._kinds[named.kind].gives and named.kind not in GRANTORS for named in past.entities):
            return False
        told = [one for one in said if one.weight > SLIGHT and not one.borrowed and one.mention.role != "suite"]
        only = bool(told) and all(names(one.mention) and not one.mention.senses[0].role for one in told)
        return only and not self._subjects.is_of_grants(past) and of_whom(told) is None

    def turns(self, said: Sequence[Said], past: Conversation) -> bool:
        """Whether a message says nothing but who gives, and not who gave what the last question asked of."""
        told = [one for one in said if one.weight > SLIGHT and one.mention.role != "suite"]
        side = of_whom(said)
        only = bool(told) and all(gives(one.mention) is not None for one in told)
        # « Le Fonds vert a donné combien ? — Et le FMIN ? »
        other = past.outcome == "out_of_scope" or side is not self._subjects.is_of_grants(past)
        return only and bool(past.concepts) and side is not None and other

    def turned(self, said: Sequence[Said], past: Conversation, rank: Rank) -> Reading:
        """What the last question asked, asked of whom a message names; no reading where they tell nothing of it."""
        side = of_whom(said)
        asked = tuple(self._asked(past, bool(side)))
        # Who gives our own needs no saying, so that « qui a eu le plus ? » is asked as it was.
        rest = tuple(one for one in said if gives(one.mention) is not False)
        for merged in ((*rest, *asked), (*said, *asked)):
            found = self._of_theirs(rank(merged), asked, side)
            if found:
                return Reading(tuple(found), merged)
        return Reading((), (*said, *asked))

    def _asked(self, past: Conversation, published: bool) -> Iterator[Said]:
        """What the last question asked, without who gave; what it is about as the grants meant call it."""
        for concept in filter(None, map(self._grammar.concepts.get, past.concepts)):
            plain = concept.role is None and concept.name not in self._grammar.counting
            alike = self._called(concept.spellings[0], published) if plain else ()
            carried = self._grammar.carry_records(alike) if alike else self._grammar.carry_concept(concept.name)
            yield from filter(None, (carried,))
        for named in past.entities:
            records = self._find(named)
            if records and not records[0].type.gives:
                yield self._grammar.carry_records(self._called(named.name, published) or records, named.excluded)

    def _called(self, name: str, published: bool) -> tuple[Record, ...]:
        """What grants are about that is called so: a value of a column of the published ones, or a theme of ours."""
        kinds = (VALUE,) if published else self._themes
        return tuple(record for record in self._grammar.lexicon.records(glue(name)) if record.type.name in kinds)

    def _of_theirs(self, ranked: Iterable[Candidate], asked: Sequence[Said], published: bool | None) -> list[Candidate]:
        """The readings that ask it of the grants meant, of all that the last question named; first the one that cannot
        do without most of what it asked (« le montant moyen ? » is no « montant » alone)."""
        telling = [one for one in asked if one.weight > SLIGHT]
        named = [one.mention.mask for one in asked if names(one.mention) or one.weight >= NAMING]

        def required(candidate: Candidate) -> float:
            return sum(one.weight for one in telling if candidate.requires(one.mention.mask))

        theirs = [
            one
            for one in ranked
            if self._subjects.is_published(one.rule.intent) is published
            and one.score >= LEAST_WHOLE
            and required(one) > 0
            and all(mask & one.rule.explains for mask in named)
        ]
        return sorted(theirs, key=required, reverse=True)
