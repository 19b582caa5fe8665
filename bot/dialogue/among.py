"""Whether a message asks which of several, to which the one place spoken of is no answer: « qui en a deux alors ? »"""

from collections.abc import Iterable, Sequence

from bot.dialogue.conversation import Conversation
from bot.dialogue.lists import Find
from bot.dialogue.telling import Told
from bot.facts.records import Knowledge, Record
from bot.french.words import HE_WHICH, SHE_SEVERAL, SHE_WHICH, THERE, WHICH_ONE, WHO
from bot.understanding.grammar import Grammar
from bot.understanding.reading import Said

OVER_THERE = (THERE, "labas", "ladedans", "dedans")
"""The beginnings of expressions, glued, that stand for a place in which something is."""
KEEPING = ("pronom", "appartenance", "situation")
"""Roles of words of what is asked of the place spoken of (« qui en fait partie ? »)."""


class Among:
    """Tells when a place spoken of gives way to all that are like it."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, find: Find) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._find = find
        self._holders = knowledge.holders()
        self._places = knowledge.places()
        things = (record for kind in knowledge.types if not self._is_place(kind) for record in knowledge.of(kind))
        owners = (value for thing in things for value in thing.values.values() if isinstance(value, Record))
        self._owners = {owner.id: owner for owner in owners if self._is_place(owner.type.name)}

    def none(self, told: Told, past: Conversation) -> list[Record]:
        """The places spoken of that a message is not asked of.

        « Lesquels en ont eu ? » after one that has nothing, « qui en a deux ? » after a town, « donc seulement trois
        départements ? » after one of them.
        """
        if (
            told.roots
            or told.others
            or told.points
            or not told.roles.isdisjoint(KEEPING)
            or not (told.chooses or told.numbered)
        ):
            return []
        if not told.asserts and not told.numbered and self._asked_inside(past):
            # « Ses communes ? — Lesquelles ? » are those of the place.
            return []
        if not (told.asserts or told.has or told.numbered) and told.chooses in WHICH_ONE:
            # « Lequel ? » asks of one that was told.
            return []
        found = past.several or past.counted > 0
        # « Neuilly a un projet ? — Duquel parlez-vous ? — Lesquels ? »
        meant = [named for named in past.entities if not (named.excluded or (past.choices and len(named.ids) > 1))]
        spoken = [record for named in meant for record in self._find(named)[:1]]
        return [record for record in spoken if self._is_none(record, told, found)]

    def gives_way(self, spoken: Record, told: Told, past: Conversation) -> bool:
        """Whether what was spoken of gives way where but places are kept out that are no parts of it.

        « Sceaux a gagné ? — Le 94 mis à part, qui a gagné ? » is asked of all, and so it is after one project.
        """
        apart = [record for record in told.records if record.id in told.excluded]
        if (
            not told.in_full
            or "exclusion" not in told.roles
            or not all(self._is_place(record.type.name) for record in apart)
        ):
            return False
        if any(named.ids[0] in told.excluded for named in past.entities):
            return False
        owners = [value for value in spoken.values.values() if isinstance(value, Record)]
        places = [spoken] if self._is_place(spoken.type.name) else owners
        parts = (record is place or self._knowledge.lies_in(record, place) for record in apart for place in places)
        return bool(places) and not any(parts)

    def like(self, places: Iterable[Record], told: Told) -> list[Said]:
        """The word for places like some, where the gender of what is asked says which."""
        if told.kinds or told.chooses not in HE_WHICH | SHE_WHICH:
            return []
        gender = "m" if told.chooses in HE_WHICH else "f"
        kinds = dict.fromkeys(place.type.name for place in places if place.type.gender == gender)
        return [word for kind in kinds if (word := self._grammar.carry_concept(kind)) is not None]

    def having(self, holder: Record) -> list[Record]:
        """The places in a place that have something."""
        return [
            owner for owner in self._owners.values() if owner is not holder and self._knowledge.lies_in(owner, holder)
        ]

    def _asked_inside(self, past: Conversation) -> bool:
        """Whether the last question asked for places in which none lie, and not which have something."""
        concepts = [concept for name in past.concepts if (concept := self._grammar.concepts.get(name)) is not None]
        targets = {one.target for one in concepts if one.target in self._knowledge.types}
        leaves = targets and all(self._is_place(kind) and kind not in self._holders for kind in targets if kind)
        return bool(leaves) and all(one.role or one.target or not one.weight for one in concepts)

    def _is_place(self, kind: str) -> bool:
        return self._knowledge.root(kind) in self._places

    def _is_none(self, place: Record, told: Told, found: bool) -> bool:
        kind = place.type.name
        if not self._is_place(kind):
            return False
        if kind in told.numbered or not told.kinds <= {kind}:
            return kind in told.numbered
        if not told.chooses:
            return False
        single = kind not in self._holders
        nothing = not found and self._has_nothing(place)
        return nothing or (single and (told.number or (told.chooses in SHE_SEVERAL and told.asserts)))

    def _has_nothing(self, place: Record) -> bool:
        """Whether nothing known is of a place, or of one that lies in it."""
        return not any(owner is place or self._knowledge.lies_in(owner, place) for owner in self._owners.values())


def asks_who_is_there(said: Sequence[Said], grammar: Grammar, knowledge: Knowledge) -> bool:
    """Whether a message asks who has something in a place told (« qui y a gagné ? »), which is then no town."""
    kinds = (knowledge.types[kind] for kind in grammar.kinds(said) if kind in knowledge.types)
    who = any(one.mention.form == WHO for one in said) or any(kind.silent for kind in kinds)
    return who and any(one.mention.form.startswith(OVER_THERE) for one in said)
