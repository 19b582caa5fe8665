"""How many of something others have, where a message points to what was told: « quelles autres villes sont dans ce
cas ? » is « quelles autres villes sont avec deux projets ? » after a town that has two."""

from collections.abc import Container, Iterable, Sequence

from bot.content.model import Model
from bot.dialogue.conversation import Conversation, Named
from bot.dialogue.lists import Find
from bot.facts.records import Record, Type
from bot.french.text import Text, Token
from bot.french.words import AS_MANY_AS, HOW_MANY, OF, THAT
from bot.turns.in_full import said_in_full

OF_OTHERS = frozenset(("autre", "autres", "seul", "seule", "seuls", "seules"))
"""Words of messages that ask for others than those told, or whether there are any."""
IN_THAT_CASE = (
    ("dans", "ce", "cas"),
    ("dans", "le", "meme", "cas"),
    ("dans", "cette", "situation"),
    ("dans", "la", "meme", "situation"),
    ("dont", "c", "est", "le", "cas"),
)
"""Words that point to what was told of some."""
HAVE_NOT = ["n", "ont"]
WITH_SOME, WITH_NONE, NOT_ANY = "avec", "sans", "aucun"


class InFull:
    """Says in full how many are meant."""

    def __init__(self, model: Model, find: Find, counts: Container[str], published: Container[str]) -> None:
        """`find` gives the records of a remembered name; `counts` are the intents that count, `published` those about
        published grants."""
        self._knowledge = model.knowledge
        self._kinds = {
            name: model.knowledge.types[intent.query.rows]
            for name, intent in model.intents.items()
            if intent.query is not None and name not in published and intent.query.rows in model.knowledge.types
        }
        self._find = find
        self._counts = counts

    def said(self, text: Text, past: Conversation) -> Text:
        """A message in full: what it leaves out around a number, and the number that it points to, if it asks for
        others that have as many."""
        return self._as_many(self._of_towns(said_in_full(text), past), past)

    def _of_towns(self, text: Text, past: Conversation) -> Text:
        """A message that asks how many have nothing, after one town, as if it said of what kind they are."""
        words = text.words
        start = next((place for place, word in enumerate(words) if word in HOW_MANY), len(words))
        kinds = {named.kind for named in past.entities}
        types = self._knowledge.types.values()
        towns = [one for one in types if one.name in kinds and one.within and one.name not in self._knowledge.holders()]
        alone = len(past.entities) == len(towns) == 1 and past.intent in self._kinds
        asks = words[start + 1 : start + 3] == HAVE_NOT
        return _with(text, start + 1, start + 1, ("de", towns[0].count(2))) if alone and asks else text

    def _as_many(self, text: Text, past: Conversation) -> Text:
        words = [token.text for token in text.tokens]
        if OF_OTHERS.isdisjoint(words) or past.outcome != "answered":
            return text
        start, end = _pointing(words)
        kind = self._kinds.get(past.intent or "")
        number = self._number(kind, past) if start > 0 and kind is not None else None
        if kind is None or number is None:
            return text
        if words[start] == AS_MANY_AS:
            # « En ont autant », « ont autant de projets »
            counted = len(words) > end + 1 and words[end] in OF and words[end + 1] == kind.count(2)
            return _with(text, start, end + 2 * counted, (str(number) if number else NOT_ANY, kind.count(number)))
        said = (WITH_SOME, str(number), kind.count(number)) if number else (WITH_NONE, kind.noun)
        return _with(text, start, end, said)

    def _number(self, kind: Type, past: Conversation) -> int | None:
        """How many things of a kind each of those told has, if all have as many."""
        if any(self._knowledge.root(named.kind) not in self._knowledge.places() for named in past.entities):
            return None
        if past.comparison is not None:
            operator, number = past.comparison
            return number if operator == "=" and isinstance(number, int) else None
        if any(named.excluded for named in past.entities):
            return None
        found = {len(self._theirs(kind, named)) for named in past.entities}
        # « Sceaux a un projet ? — Qui d’autre est dans ce cas ? » may ask who has any.
        vague = found == {1} and past.intent not in self._counts
        return next(iter(found)) if len(found) == 1 and not vague else None

    def _theirs(self, kind: Type, named: Named) -> list[Record]:
        """The things of a kind that a place has, or what lies in it."""
        place = self._find(named)[0]
        return [
            thing
            for thing in self._knowledge.of(kind.name)
            if any(isinstance(one, Record) and self._lies(one, place) for one in thing.values.values())
        ]

    def _lies(self, one: Record, place: Record) -> bool:
        return one is place or self._knowledge.lies_in(one, place)


def _pointing(words: Sequence[str]) -> tuple[int, int]:
    """Where words stand that point to what was told of some; nowhere where they begin a message, or compare with what
    they name."""
    for start in range(1, len(words)):
        if words[start] == AS_MANY_AS and THAT.isdisjoint(words[start + 1 :]):
            return start, start + 1
        for case in IN_THAT_CASE:
            if tuple(words[start : start + len(case)]) == case:
                return start, start + len(case)
    return -1, -1


def _with(text: Text, start: int, end: int, said: Iterable[str]) -> Text:
    """A message with other words in the stead of some."""
    tokens = text.tokens
    place = tokens[start].start
    written = [Token(word, word, place, place) for word in said]
    added = len(written) - (end - start)
    ends = tuple(one + added * (one >= end) for one in text.ends)
    return Text(text.raw, (*tokens[:start], *written, *tokens[end:]), ends)
