"""What words that point back stand for: what was spoken of, what is around it, what lies in it."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from bot.dialogue.anaphora import Anaphora
from bot.dialogue.around_those import in_which
from bot.dialogue.choosing import LIGHT
from bot.dialogue.conversation import Conversation
from bot.dialogue.lists import MOST_MEANT, Find, Lists
from bot.dialogue.together import told_together
from bot.facts.records import Knowledge, Record
from bot.french.speaker import OURS
from bot.french.words import NO, SHE_WHICH
from bot.understanding.grammar import Grammar
from bot.understanding.mention import mention, names
from bot.understanding.reading import Said
from bot.understanding.weighing import Argument

SETTLING = ("accord", "correction")
"""Roles of words that say which of two was meant."""


class Referents:
    """Finds what words that point back stand for."""

    def __init__(
        self, grammar: Grammar, knowledge: Knowledge, find: Find, lists: Lists, anaphora: Anaphora, things: set[str]
    ) -> None:
        """
        Args:
            grammar: what understands.
            knowledge: what is known.
            find: the records of a remembered name.
            lists: what was listed.
            anaphora: the kinds of things that a word may stand for.
            things: the types of what is told that is no place.
        """
        self._grammar = grammar
        self._knowledge = knowledge
        self._find = find
        self._lists = lists
        self._anaphora = anaphora
        self._things = things
        self._holders = knowledge.holders()

    def pointed_to(
        self,
        one: Said,
        refers: Sequence[str],
        past: Conversation,
        named: set[str],
        others: set[str] | None,
        number: int | None,
    ) -> list[Said]:
        """What a word stands for that points back; nothing when it doesn't, or when its message names what it means.

        Args:
            one: the word.
            refers: the kinds of things that it may stand for.
            past: what was said before.
            named: the types of what the message names.
            others: the kinds of things of which it looks for others than those spoken of, if it does.
            number: how many it says that it stands for.
        """
        several = self._grammar.refers_to_several(one.mention)
        if not refers or (not named.isdisjoint(refers) and not several):
            return []
        if several:
            return self._members(refers, past) or self._lists.these(refers, past, number)
        if together := self._together(past, refers):
            return [replace(other, excluded=one.excluded) for other in together]
        target = (self._asked_for(past, refers) if others is not None else None) or self._recent(past, refers)
        if target is None:
            return []
        excluded = one.excluded or self._sought_beside(target[0], others or ())
        return [self._as_if_it_named(one, target, excluded)]

    def each_in_its_own(self, one: Said, kinds: Sequence[str], said: Sequence[Said], past: Conversation) -> list[Said]:
        """Several towns spoken of, with the kind of place of which each lies in another, where a message asks nothing
        else (« quelles villes du 93 ont gagné ? — Leur territoire ? »)."""
        spoken = [named for named in past.entities if not named.excluded and named.kind not in self._holders]
        towns = spoken if len(spoken) > 1 else past.listed if past.several else ()
        records = (record for named in towns for record in self._find(named)[:1])
        around = {place for record in records for place in self._knowledge.containers(record)}
        apart = len({place for place in around if place.type.name in kinds}) > 1
        alone = all(other is one or other.weight <= LIGHT or other.mention.role == "question" for other in said)
        meant = apart and alone and len(kinds) == 1 and len(towns) <= MOST_MEANT
        kind = self._grammar.carry_concept(kinds[0]) if meant else None
        if kind is None:
            return []
        return [*self._lists.all(towns), _in_the_stead_of(one, kind)]

    def asked_around_too(
        self, one: Said, kinds: Sequence[str], said: Sequence[Said], past: Conversation
    ) -> Said | None:
        """The kind of place that a message asks for and nothing else, after it was asked in which of another kind a
        town lies (« Nanterre est dans quel territoire ? — Et son département ? »)."""
        spoken = [named for named in past.entities if not named.excluded]
        concepts = filter(None, map(self._grammar.concepts.get, past.concepts))
        asked = {concept.target for concept in concepts} & self._holders
        town = len(spoken) == 1 and spoken[0].kind not in self._holders | self._things
        alone = all(other is one or other.weight <= LIGHT for other in said)
        meant = town and alone and len(kinds) == 1 and asked and asked.isdisjoint(kinds)
        kind = self._grammar.carry_concept(kinds[0]) if meant else None
        return _in_the_stead_of(one, kind) if kind is not None else None

    def about(self, one: Said, past: Conversation) -> Said | None:
        """The one thing spoken of that is about what a word names (« ce jardin » of « Montreuil est notre jardin »)."""
        subjects = [sense.record for sense in one.mention.senses if sense.record is not None]
        if not subjects:
            return None
        found: dict[str, tuple[Record, ...]] = {}
        for named in (*past.entities, *past.focus):
            for record in self._find(named)[:1]:
                values = (value for value in record.values.values() if isinstance(value, tuple))
                if any(subject in value for value in values for subject in subjects):
                    found[record.id] = (record,)
        if len(found) != 1:
            return None
        return self._as_if_it_named(one, next(iter(found.values())), one.excluded)

    def _as_if_it_named(self, one: Said, records: tuple[Record, ...], excluded: bool) -> Said:
        """A word that points back, as if it named some records."""
        senses = self._grammar.carry_records(records).mention.senses
        meant = replace(one.mention.meaning(senses), weight=1.0, how="earlier")
        return Said(meant, 1.0, excluded, one.borrowed)

    def of_home(self, said: Sequence[Said], words: Sequence[str], past: Conversation) -> list[Said]:
        """Where whoever writes is from, where they ask of a thing that is theirs and name no place (« je suis de
        Meudon, notre kiosque a été retenu ? »)."""
        named = [one.mention for one in said if names(one.mention) and not one.borrowed]
        types = [sense.record.type for one in named for sense in one.senses if sense.record is not None]
        ours = any(not OURS.isdisjoint(words[max(0, one.start - 1) : one.start + 1]) for one in named)
        things = all(one.narrows or one.name in self._things for one in types)
        return self._lists.all(past.home) if ours and things else []

    def home_left_out(self, around: Sequence[Said], past: Conversation) -> Iterator[Said]:
        """Where who writes is from, kept out of the place around it (« d’autres projets dans mon territoire ? »)."""
        places = [sense.record for one in around for sense in one.mention.senses if sense.record is not None]
        for named in past.home:
            records = self._find(named)
            if any(place in self._knowledge.containers(record) for record in records for place in places):
                yield self._grammar.carry_records(records, excluded=True)

    def which_inside(self, words: Sequence[str], past: Conversation) -> list[Said]:
        """What was told to lie in the place spoken of, where a message asks which of them (« ses communes ? — Laquelle
        a deux projets ? »)."""
        kinds = [kind for kind, one in self._knowledge.types.items() if one.gender == "f" and one.within]
        return self._members(kinds, past) if not SHE_WHICH.isdisjoint(words) else []

    def told_apart(self, argument: Argument) -> tuple[Said, ...]:
        """A message that asks nothing, without where a town lies that it confirms or corrects (« oui, Gentilly dans
        le 94 »), while « Gentilly, c’est dans le 94, non » asks whether it does."""
        said = argument.said
        words = argument.cover.text.words
        settles = (one.mention.role in SETTLING and words[one.mention.start :] != [NO] for one in said)
        if argument.cover.text.asks or not any(settles):
            return said
        named = [sense.record for one in said for sense in one.mention.senses if sense.record is not None]
        around = {place for record in named if record.type.within for place in self._knowledge.containers(record)}
        apart = around.intersection(named)
        if not apart:
            return said
        told = (one for one in said if one.mention.role != "situation")
        return tuple(one for one in told if all(sense.record not in apart for sense in one.mention.senses))

    def said_beside(self, one: Said) -> Iterator[Said]:
        """What an expression says more than that it points back (« qui le porte »)."""
        concepts = [(sense, self._grammar.concepts.get(sense.id)) for sense in one.mention.senses]
        slight = max((sense.weight for sense, concept in concepts if concept and concept.refers), default=one.weight)
        senses = tuple(sense for sense, concept in concepts if concept and sense.weight > slight)
        if senses:
            said = one.mention
            yield Said(mention(said.start, said.end, senses, said.quality, said.form, said.how), one.weight, False)

    def _members(self, refers: Sequence[str], past: Conversation) -> list[Said]:
        """What was told to lie in the place spoken of (« quelles communes ? — Des lauréates parmi elles ? »)."""
        holder = past.entities[0] if len(past.entities) == 1 and not past.counted else None
        if holder is None or holder.kind not in self._holders:
            return []
        leaves = [kind for kind in refers if kind not in self._holders and self._knowledge.types[kind].within]
        concepts = map(self._grammar.concepts.get, past.concepts)
        asked = [one for one in concepts if one is not None and (one.target in leaves or one.role == "appartenance")]
        # « Qui en fait partie ? » asks for towns without saying so.
        wanted = [one.name if one.target in leaves else kind for one in asked for kind in leaves]
        inside = self._grammar.carry_concept(wanted[0]) if wanted else None
        return [] if inside is None else [*self._lists.all([holder]), replace(inside, borrowed=False)]

    def _sought_beside(self, record: Record, others: Iterable[str]) -> bool:
        """Whether others than a place are looked for in which none can be (« qui d’autre y a gagné ? » of a town)."""
        alike = any(kind == record.type.name or self._knowledge.types[kind].silent for kind in others)
        # « Qui d’autre dans ce domaine ? » is asked of those in it.
        return (
            alike
            and not record.type.narrows
            and not self._knowledge.members(record, self._knowledge.root(record.type.name))
        )

    def _recent(self, past: Conversation, kinds: Sequence[str]) -> tuple[Record, ...] | None:
        """The thing told last that is of some kinds, or what is around it."""
        # « La Caisse siégeait au comité ? — Ce monsieur ? » is who was told of her, not who presided over it.
        told = (*past.entities, *past.focus[:1])
        meant = [named for named in told if named.kind in kinds and self._find(named)]
        for named in (*meant[:1], *past.entities, *past.focus):
            records = self._find(named)
            values = records[0].values.values() if records and not records[0].type.within else ()
            owners = [value for value in values if isinstance(value, Record)]
            # « Là-dedans » is in what was told, « le territoire » may be that of a town, or of whose a project is.
            around = [place for owner in owners for place in (owner, *self._around((owner,)))]
            around = [*self._around(records), *around] if len(kinds) == 1 else owners
            for record in (*records[:1], *around):
                if record.type.name in kinds:
                    return records if record is records[0] else (record,)
        return self._anaphora.around_all_inside(kinds, past)

    def _together(self, past: Conversation, kinds: Sequence[str]) -> list[Said]:
        """The towns told together, where a word for one may stand for each (« Antony et Sceaux ? — Cette ville est dans
        quel EPT ? »), or for what is around each."""
        asked = [named for named in past.entities if named.kind in kinds]
        together = told_together(past, self._find, self._knowledge) if len(asked) != 1 else ()
        towns = self._lists.all(together)
        alike = all(named.kind in kinds for named in together)
        return towns if alike else in_which(towns, kinds, self._grammar, self._knowledge)

    def _asked_for(self, past: Conversation, kinds: Sequence[str]) -> tuple[Record, ...] | None:
        """The place around one named that the last question asked for (« Issy est dans quel territoire ? »), or named
        too (« est-elle dans le 92 ? »)."""
        concepts = (self._grammar.concepts.get(name) for name in past.concepts)
        asked = {concept.target for concept in concepts if concept is not None}.intersection(kinds)
        around = (place for named in past.entities for place in self._around(self._find(named)))
        told = {id_ for named in past.entities if named.kind in kinds for id_ in named.ids}
        return next(((place,) for place in around if place.type.name in asked or place.id in told), None)

    def _around(self, records: tuple[Record, ...]) -> tuple[Record, ...]:
        """What the first of some records lies in."""
        return self._knowledge.containers(records[0]) if records else ()


def _in_the_stead_of(one: Said, other: Said) -> Said:
    """A word, said where another is."""
    return Said(replace(other.mention, start=one.mention.start, end=one.mention.end), other.weight, excluded=False)
