"""People whom nobody known is, named by a question: « André Santini était au comité ? »."""

from collections.abc import Callable, Iterator, Mapping

from msgspec.structs import replace

from bot.dialogue.conversation import Conversation
from bot.facts.records import Knowledge
from bot.french.speaker import OF_ONESELF
from bot.french.verbs import HAD
from bot.french.words import ARTICLES
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Cover, Mention, Sense, mention, names
from bot.understanding.reading import Reading, Said, rank, unknown_weight
from bot.understanding.scoring import LEAST_ASKED
from bot.understanding.weighing import Argument

ROLE = "personne"
"""The role of the names of people whom nobody known is."""
LEAST_WORDS = 2
"""Words of a name: one alone may be of anything."""
MOST_WORDS = 5
DOUBTFUL = 0.85
"""Quality up to which a word is rather one that is not known than a misspelt one (« Patrice », « Patrick »)."""


Read = Callable[[Argument, Conversation], Reading]
"""Reads a message after what was said before."""


class Persons:
    """Finds their names in what is not surely understood."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge) -> None:
        self._grammar = grammar
        places = knowledge.places()
        self._placed = frozenset(
            kind
            for kind, one in knowledge.types.items()
            if knowledge.root(kind) in places
            or any(
                value.kind in knowledge.types and knowledge.root(value.kind) in places
                for value in one.attributes.values()
            )
        )
        """The types of places, and of what is of one."""
        self._sense = next((one for one in grammar.concept_senses.values() if one.role == ROLE), None)

    def named(self, argument: Argument) -> Argument | None:
        """A message with what is written as somebody's name read as one, where it surely asks about it so."""
        cover = argument.cover
        if self._sense is None or not (cover.unknown or any(one.unsure for one in cover.mentions)):
            return None
        if not cover.words.isdisjoint(OF_ONESELF):
            # « Je suis Jean Dupont »
            return None
        for start, end in _runs(cover):
            found = _with_person(argument, self._sense, start, end)
            best = next(iter(rank(found.said, found.unknown, self._grammar.rules)), None)
            if best is not None and best.score >= LEAST_ASKED and best.requires(self._sense.mask):
                return found
        return None

    def turned_to(self, argument: Argument, past: Conversation, read: Read) -> Argument | None:
        """A message that says nothing but what may be a name read as somebody's, where what was asked before is surely
        asked of people (« que dit Patrick Ollier ? — Et Karoutchi ? »)."""
        cover = argument.cover
        spoken = {named.kind for named in (*past.entities, *past.listed)}
        if self._sense is None or not past.intent or not cover.unknown or spoken & self._placed:
            # « Qui a gagné ? — Et Trucville ? » is no person.
            return None
        for start, end in _runs(cover, least=1):
            told = any(one.weight > 0 for one in argument.said if not start <= one.mention.start < end)
            if told or (start and cover.text.tokens[start - 1].text in ARTICLES):
                continue
            found = _with_person(argument, self._sense, start, end)
            best = read(found, past).best
            if best is not None and best.score >= LEAST_ASKED and best.requires(self._sense.mask):
                return found
        return None


def _with_person(argument: Argument, sense: Sense, start: int, end: int) -> Argument:
    """A message with some of its words read as somebody's name."""
    cover = argument.cover
    named = Said(mention(start, end, (sense,), 1.0, "", "exact"), sense.weight, excluded=False)
    said = tuple(one for one in argument.said if not start <= one.mention.start < end)
    rest = replace(cover, unknown=tuple(place for place in cover.unknown if not start <= place < end))
    said = tuple(sorted((*said, named), key=lambda one: one.mention.start))
    return Argument(said, unknown_weight(rest, 0, range(0)), rest)


def _runs(cover: Cover, least: int = LEAST_WORDS) -> Iterator[tuple[int, int]]:
    """Where at least so many words follow each other that may be those of a name, one of them at least unknown."""
    told = {place: one for one in cover.mentions for place in range(one.start, one.end)}
    start = 0
    for place in range(len(cover.text.tokens) + 1):
        # « Qui a | tué | Kennedy »: what somebody did is no part of their name.
        done = place > 0 and cover.text.tokens[place - 1].text in HAD
        part = place < len(cover.text.tokens) and not done and _is_part(place, cover, told)
        if part and not (place > start and cover.paused(place)):
            continue
        unknown = any(at in cover.unknown or told[at].unsure for at in range(start, place))
        if least <= place - start <= MOST_WORDS and unknown:
            yield start, place
        start = place if part else place + 1


def _is_part(place: int, cover: Cover, told: Mapping[int, Mention]) -> bool:
    """Whether a word may be one of a name: no word of ours but an everyday one or another name."""
    if place in cover.unknown:
        return True
    one = told.get(place)
    if one is None:
        return False
    alone = one.end - one.start == 1 and names(one) and not any(map(_is_place, one.senses))
    return alone or one.unsure or one.role == "courant" or one.senses[0].foreign or one.quality <= DOUBTFUL


def _is_place(sense: Sense) -> bool:
    return sense.record is not None and bool(sense.record.type.within)
