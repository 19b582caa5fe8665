"""What words of a message point back to: a choice that was proposed, a list, what was just spoken of."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from bot.dialogue.alone import Alone
from bot.dialogue.among import asks_who_is_there
from bot.dialogue.anaphora import Anaphora
from bot.dialogue.around_those import around_those, in_which
from bot.dialogue.choosing import LIGHT
from bot.dialogue.conversation import Conversation, Named
from bot.dialogue.days import Days
from bot.dialogue.ends import other_end
from bot.dialogue.figures import Figures
from bot.dialogue.lists import MOST_MEANT, Find, Lists
from bot.dialogue.lying_elsewhere import asked_where
from bot.dialogue.pairing import OF_SEVERAL, Pairs
from bot.dialogue.remaining import last_of_all, sets_aside
from bot.dialogue.setting_apart import SettingApart
from bot.dialogue.together import told_together
from bot.dialogue.told_by import ToldBy
from bot.facts.records import Knowledge, Record
from bot.findings.query import YEARS
from bot.french.numbers import read_number
from bot.french.speaker import OURS, WE
from bot.french.words import AS_MUCH, DEMONSTRATIVES, NO, OF, OF_THEM, RELATIVE, SHE_WHICH, THE, THEIR, THERE
from bot.understanding.grammar import Grammar
from bot.understanding.mention import mention, names
from bot.understanding.reading import Said
from bot.understanding.weighing import Argument

SETTLING = ("accord", "correction")
"""Roles of words that say which of two was meant."""
ELSEWHERE_THAN_HOME = frozenset(("autres", "ailleurs"))
"""Roles of words by which, where a place of theirs is named, others are meant than whoever writes is from."""
HOME = OURS | WE


class Pointers:
    """Finds what messages point back to."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, find: Find, lists: Lists) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._find = find
        self._lists = lists
        self._pairs = Pairs(grammar, knowledge, lists)
        self._anaphora = Anaphora(grammar, knowledge, self._pairs)
        self._holders = knowledge.holders()
        self._alone = Alone(knowledge, find, lists)
        self._apart = SettingApart(grammar, knowledge, find, lists)
        self.days = Days(grammar, knowledge, find)
        self._figures = Figures(grammar, knowledge)
        types, places = knowledge.types, knowledge.places()
        self.things = {name for name in types if knowledge.root(name) not in places and not types[name].silent}
        """The types of what is no place, nor whoever has something."""
        self._told_by = ToldBy(grammar, knowledge, find, self.things)

    def resolve(self, argument: Argument, past: Conversation, rest: Sequence[Said]) -> tuple[Said, ...]:
        """Put names in the place of words that point back (« cette ville », « le deuxième », « les autres »)."""
        said = self._told_apart(argument) if past.entities else argument.said
        resolved: list[Said] = []
        words = argument.cover.text.words
        said = other_end(self._figures.told(said, words, past), past, self._grammar)
        said = self._pairs.counted(said, words, past) if not rest else said
        if AS_MUCH in words:
            said = self._anaphora.without_same(said, words, past)
        said = self._apart.told(said, words, past) if not rest else said
        named = {s.record.type.name for one in said for s in one.mention.senses if s.record is not None}
        others = self._grammar.kinds(said) if any(one.mention.role == "autres" for one in said) else None
        there = asks_who_is_there(said, self._grammar, self._knowledge)
        in_years = named.issubset(YEARS) and self._pairs.of_several(words)
        comparable = not rest and (not named or in_years or self._pairs.they(said, words))
        pair = self._pairs.compared(said, words, past) if comparable else []
        pair = pair or (self._pairs.having(said, words, past) if comparable else [])
        pair = self._pairs.narrowed(pair or self._pairs.of_which(said, words, past), said, words)
        if sets_aside(said, argument, past):
            # « Créteil, je connais, les autres ? » asks what was asked of all but Créteil.
            said = tuple(replace(one, excluded=names(one.mention)) for one in said if one.mention.role != "autres")
        ranked = last_of_all(said, rest) or self._lists.ranks(said, words, past)
        if ranked:
            # « Parmi ces quatre, la troisième, elle a quoi ? » asks it of one of them.
            said = tuple(one for one in said if not self._grammar.refers_to_several(one.mention))
        told = self._told_by.found(said, words, past)
        if told is not None:
            resolved.append(told)
            said = tuple(one for one in said if not told.mention.start <= one.mention.start < told.mention.end)
        for one in said:
            if one.mention.start in ranked:
                resolved += ranked[one.mention.start]
                continue
            if pair and not OF_SEVERAL.isdisjoint(words[one.mention.start : one.mention.end]):
                resolved += pair if one.mention.role == "pronom" else (*pair, one)
                pair = []
                continue
            if one.mention.value == len(past.choices) > 1 and not named:
                # « Aucune des trois ? » is asked of all that were proposed.
                resolved += self._lists.all(past.choices)
                continue
            if one.mention.how == "number" and (both := self._pairs.both(one.mention, said, words, past)):
                resolved += both
                continue
            if one.mention.how == "number" and not named and (dated := self.days.of_month(one, argument, past)):
                resolved.append(dated)
                continue
            if not named and (part := self.days.of_part(one, words, past)):
                resolved.append(part)
                continue
            refers = self._anaphora.stands_for(one, said, argument, past)
            if others is not None and one.mention.role == "pronom" and words[one.mention.start] == THERE:
                # « D’autres lauréats y sont ? » is asked of the place spoken of.
                refers = tuple(self._holders)
            # « L’autre projet de cette ville, c’est lequel ? » is found, and is there.
            elsewhere = others and (set() if rest else others - self._grammar.kinds((one,)))
            elsewhere = set() if others is None and there else elsewhere
            own = words[one.mention.start : one.mention.end]
            if not OF_THEM.isdisjoint(own[:1]) and (each := self._each_in_its_own(one, refers, said, past)):
                resolved += each
                continue
            if not THEIR.isdisjoint(own[:1]) and (around := self._asked_around_too(one, refers, said, past)):
                resolved.append(around)
                continue
            ours = bool(refers) and not HOME.isdisjoint(own)
            if refers and (self._anaphora.asks_which(one, said, words) or _is_described(one, said, words)):
                refers = ()
            if ours and not past.home and (own[0] in THE or not WE.isdisjoint(own)) and RELATIVE.isdisjoint(own):
                # « La nôtre » is none of those told, nor have we what they have; « l’EPT dont on dépend » is around.
                refers = ()
            if own[:1] == [THERE] and not named and (places := _several_places(past, refers)):
                # « Sceaux et Antony m’intéressent. Combien de projets y sont retenus ? »
                resolved += self._lists.all(places)
                continue
            told_of = _at_home(past) if ours and past.home else past
            pointed_to = self._pointed_to(one, refers, told_of, named, elsewhere, _number(own))
            if not named and self._grammar.refers_to_several(one.mention):
                in_turn = self._pairs.in_turn(_number(own), own, past)
                # « Sceaux ? — Et Vincennes ? — Ces deux territoires ont gagné ? »
                towns = self._lists.all(past.series) if not pointed_to and len(past.series) > 1 else in_turn
                those = in_which(towns, refers, self._grammar, self._knowledge)
                pointed_to = those or (in_turn if pointed_to else []) or pointed_to
            pointed_to = self._pairs.narrowed(pointed_to, said, words)
            if pointed_to:
                pair = [] if self._grammar.refers_to_several(one.mention) else pair
                # « Des lauréates parmi elles ? » asks for some of them.
                place = 0 if len(pointed_to) > 1 else len(resolved)
                resolved[place:place] = (*pointed_to, *self._beside(one))
                if ours and not ELSEWHERE_THAN_HOME.isdisjoint(other.mention.role for other in said):
                    resolved += self._home_left_out(pointed_to, past)
                continue
            if one.mention.role == "autres" and rest:
                resolved += rest
                continue
            if (one.mention.how == "number" and one.mention.value == len(rest) > 1) or _holds_all(one, rest):
                # « Les deux autres » are those that are left, and so are « les autres Neuilly ».
                continue
            if one.mention.start > 0 and words[one.mention.start - 1] in DEMONSTRATIVES and past.focus:
                about = self._about(one, past)
                if about is not None:
                    resolved.append(about)
                    continue
            resolved.append(one)
        pair = pair or (self._which_inside(words, past) if comparable and not rest else [])
        alone = self._alone.spoken_of(resolved, past) if not pair else []
        pointed = (*pair, *alone, *resolved, *self._of_home(said, words, past))
        pointed = around_those(pointed, words, self._grammar, self._knowledge)
        return asked_where(pointed, words, self._knowledge)

    def _of_home(self, said: Sequence[Said], words: Sequence[str], past: Conversation) -> list[Said]:
        """Where whoever writes is from, where they ask of a thing that is theirs and name no place (« je suis de
        Meudon, notre kiosque a été retenu ? »)."""
        named = [one.mention for one in said if names(one.mention) and not one.borrowed]
        types = [sense.record.type for one in named for sense in one.senses if sense.record is not None]
        ours = any(not OURS.isdisjoint(words[max(0, one.start - 1) : one.start + 1]) for one in named)
        things = all(one.narrows or one.name in self.things for one in types)
        return self._lists.all(past.home) if ours and things else []

    def _told_apart(self, argument: Argument) -> tuple[Said, ...]:
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
        return tuple(
            one
            for one in said
            if not apart
            or not (one.mention.role == "situation" or any(sense.record in apart for sense in one.mention.senses))
        )

    def _each_in_its_own(self, one: Said, kinds: Sequence[str], said: Sequence[Said], past: Conversation) -> list[Said]:
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

    def _asked_around_too(
        self, one: Said, kinds: Sequence[str], said: Sequence[Said], past: Conversation
    ) -> Said | None:
        """The kind of place that a message asks for and nothing else, after it was asked in which of another kind a
        town lies (« Nanterre est dans quel territoire ? — Et son département ? »)."""
        spoken = [named for named in past.entities if not named.excluded]
        concepts = filter(None, map(self._grammar.concepts.get, past.concepts))
        asked = {concept.target for concept in concepts} & self._holders
        town = len(spoken) == 1 and spoken[0].kind not in self._holders | self.things
        alone = all(other is one or other.weight <= LIGHT for other in said)
        meant = town and alone and len(kinds) == 1 and asked and asked.isdisjoint(kinds)
        kind = self._grammar.carry_concept(kinds[0]) if meant else None
        return _in_the_stead_of(one, kind) if kind is not None else None

    def _pointed_to(
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
        carried = self._grammar.carry_records(target).mention
        mention = replace(one.mention.meaning(carried.senses), weight=1.0, how="earlier")
        return [Said(mention, 1.0, one.excluded or self._sought_beside(target[0], others or ()), one.borrowed)]

    def _home_left_out(self, around: Sequence[Said], past: Conversation) -> Iterator[Said]:
        """Where who writes is from, kept out of the place around it (« d’autres projets dans mon territoire ? »)."""
        places = [sense.record for one in around for sense in one.mention.senses if sense.record is not None]
        for named in past.home:
            records = self._find(named)
            if any(place in self._knowledge.containers(record) for record in records for place in places):
                yield self._grammar.carry_records(records, excluded=True)

    def _members(self, refers: Sequence[str], past: Conversation) -> list[Said]:
        """What was told to lie in the place spoken of (« quelles communes ? — Des lauréates parmi elles ? »)."""
        holder = past.entities[0] if len(past.entities) == 1 and not past.counted else None
        if holder is None or holder.kind not in self._holders:
            return []
        leaves = [kind for kind in refers if kind not in self._holders and self._knowledge.types[kind].within]
        concepts = map(self._grammar.concepts.get, past.concepts)
        asked = [one for one in concepts if one is not None and (one.target in leaves or one.role == "appartenance")]
        # « Qui en fait partie ? » asks for towns without saying so.
        names_ = [one.name if one.target in leaves else kind for one in asked for kind in leaves]
        inside = self._grammar.carry_concept(names_[0]) if names_ else None
        return [] if inside is None else [*self._lists.all([holder]), replace(inside, borrowed=False)]

    def _which_inside(self, words: Sequence[str], past: Conversation) -> list[Said]:
        """What was told to lie in the place spoken of, where a message asks which of them (« ses communes ? — Laquelle
        a deux projets ? »)."""
        kinds = [kind for kind, one in self._knowledge.types.items() if one.gender == "f" and one.within]
        return self._members(kinds, past) if not SHE_WHICH.isdisjoint(words) else []

    def _beside(self, one: Said) -> Iterator[Said]:
        """What an expression says more than that it points back (« qui le porte »)."""
        concepts = [(sense, self._grammar.concepts.get(sense.id)) for sense in one.mention.senses]
        slight = max((sense.weight for sense, concept in concepts if concept and concept.refers), default=one.weight)
        senses = tuple(sense for sense, concept in concepts if concept and sense.weight > slight)
        if senses:
            said = one.mention
            yield Said(mention(said.start, said.end, senses, said.quality, said.form, said.how), one.weight, False)

    def _sought_beside(self, record: Record, others: Iterable[str]) -> bool:
        """Whether others than a place are looked for in which none can be (« qui d’autre y a gagné ? » of a town)."""
        alike = any(kind == record.type.name or self._knowledge.types[kind].silent for kind in others)
        # « Qui d’autre dans ce domaine ? » is asked of those in it.
        return (
            alike
            and not record.type.narrows
            and not self._knowledge.members(record, self._knowledge.root(record.type.name))
        )

    def _about(self, one: Said, past: Conversation) -> Said | None:
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
        carried = self._grammar.carry_records(next(iter(found.values()))).mention
        mention = replace(one.mention.meaning(carried.senses), weight=1.0, how="earlier")
        return Said(mention, 1.0, one.excluded, one.borrowed)

    def _recent(self, past: Conversation, kinds: Sequence[str]) -> tuple[Record, ...] | None:
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


def _is_described(one: Said, said: Sequence[Said], words: Sequence[str]) -> bool:
    """Whether a word is that of what narrows things, and so points to none told (« le club de hand »)."""
    end = one.mention.end
    if words[end : end + 1] == [] or words[end] not in OF:
        return False
    after = (other.mention for other in said if end < other.mention.start <= end + 2)
    return any(sense.record is not None and sense.record.type.narrows for told in after for sense in told.senses)


def _several_places(past: Conversation, kinds: Sequence[str]) -> list[Named]:
    """The places of one kind that the last message named, where it named several and « y » may stand for them."""
    told = [named for named in past.entities if not named.excluded]
    alike = len({named.kind for named in told}) == 1 and told[0].kind in kinds
    return told if alike and len(told) > 1 else []


def _at_home(past: Conversation) -> Conversation:
    """What was said before, as if nothing but where whoever writes is from had been spoken of."""
    return replace(past, entities=past.home, focus=past.home, listed=(), before=())


def _number(words: Sequence[str]) -> int | None:
    """The number that words hold (« ces quatre villes »)."""
    numbers = (read_number((word,)) for word in words)
    return next((int(one.value) for one in numbers if one is not None and one.value > 1), None)


def _holds_all(one: Said, rest: Sequence[Said]) -> bool:
    """Whether a name is that of all that is left."""
    records = {sense.record for sense in one.mention.senses if sense.record is not None}
    return bool(rest) and records.issuperset(other.mention.senses[0].record for other in rest)
