"""What a message takes of the lists that were told: « la deuxième », « ces villes », « les autres »."""

from collections.abc import Callable, Container, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from bot.dialogue.conversation import (
    LEAST_SEVERAL,
    MOST_LISTED,
    Conversation,
    Named,
    name_records,
    told_in_turn,
)
from bot.dialogue.ends import Ends
from bot.dialogue.in_turn import compared_with, weighs_holders
from bot.dialogue.numbered import at_number
from bot.facts.records import Knowledge, Record
from bot.findings.query import YEARS
from bot.french.numbers import MIDDLE, read_number
from bot.french.words import (
    ALL_OF_ONE,
    ARTICLES,
    INSIDE,
    INSIDE_OF,
    IS_OR_WAS,
    IT_IS,
    OF,
    OF_SEVERAL,
    POINTING,
    SHE,
    THEIR,
)
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Mention, names
from bot.understanding.reading import Said

MOST_MEANT = 12
"""Most members of a list that « ils » may stand for."""
LEAST_LEFT = 3
"""Members of a list of which the last is the one that was not spoken of, where all others were."""

COUNTED = "nombre"
"""The concept of numbers: of a question that says how many it asks for, the last one told is the last."""
ALSO = (["et"], ["et", "aussi"], ["puis"])
"""Words that join two ranks."""
NEXT_TO = {"precedent": -1, "suivant": 1}
"""Roles of words that point to what comes before, or after, the one spoken of."""

Find = Callable[[Named], tuple[Record, ...]]
"""The records of a remembered name."""


class Lists:
    """Takes things of the lists told, the last one first."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, find: Find) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._find = find
        self._places = {name for name, declared in knowledge.types.items() if declared.within}
        self._ends = Ends(grammar, self._places)

    def ranks(self, said: Sequence[Said], words: Sequence[str], past: Conversation) -> dict[int, tuple[Said, ...]]:
        """What of a list a rank points to (« le deuxième », « celle d’avant », « les trois premiers »), by where it
        begins."""
        if ends := self._at_an_end(said, words, past):
            return ends
        numbered, meant = at_number(said, words, past)
        if meant is not None:
            one = self.all((meant,))[0]
            first = numbered[0].mention.start
            placed = replace(one, mention=replace(one.mention, start=first, end=first + 1), weight=1.0)
            return {other.mention.start: () for other in numbered} | {first: (placed,)}
        ordinals = [one for one in said if one.mention.how == "ordinal" or one.mention.role in NEXT_TO]
        if joined := self.joined(ordinals, said, words, past):
            return joined
        theirs = self._theirs(ordinals[0].mention, said, words, past) if len(ordinals) == 1 else None
        if theirs is not None:
            return self._at_rank_of(ordinals[0].mention, theirs, past)
        # « Le deuxième projet, il coûte combien ? » says one thing of it, « le premier des trois, … » may say more.
        nouns = {one.mention.end for one in ordinals}
        weighty = [one for one in said if one.weight >= 1 and one.mention.start not in nouns]
        of_several = any(words[end : end + 1] == [OF_SEVERAL] and read_number(words[end + 1 :]) for end in nouns)
        if len(ordinals) != 1 or (len(weighty) > 1 and not of_several):
            return {}
        mention = ordinals[0].mention
        if not past.listed and not past.choices and any(map(self._narrows, said)):
            # « Qui est le premier en culture ? » is none of two years told in turn.
            return {}
        if any(self._is_of_theme(one, mention, words) for one in said):
            # « Qui a eu le plus ? — Le premier du sport ? »
            return {}
        of_many = _out_of(mention, said, words)
        number = None if of_many is None else of_many.value
        next_to = mention.role in NEXT_TO
        found = self._next_to(mention, past) if next_to else self._pointed(mention, number, said, words, past)
        if self._of_another_kind(mention, said, found):
            return {}
        found = (*found, *compared_with(found, said, past, self._grammar))
        pointed = tuple(
            Said(replace(one.mention, start=mention.start, end=mention.end), 1.0, ordinals[0].excluded)
            for one in self.all(found)
        )
        out_of: dict[int, tuple[Said, ...]] = {} if of_many is None else {of_many.start: ()}
        return {mention.start: pointed} | out_of if pointed else {}

    def joined(
        self, ordinals: Sequence[Said], said: Sequence[Said], words: Sequence[str], past: Conversation
    ) -> dict[int, tuple[Said, ...]]:
        """What of a list several ranks point to that « et » joins (« le premier et le troisième »), by where each
        begins."""
        joins = all(words[one.mention.end : two.mention.start - 1] in ALSO for one, two in pairwise(ordinals))
        if len(ordinals) < LEAST_SEVERAL or not joins or any(one.mention.role in NEXT_TO for one in ordinals):
            return {}
        found: dict[int, tuple[Said, ...]] = {}
        for one in ordinals:
            start, end = one.mention.start, one.mention.end
            members = self.all(self._pointed(one.mention, None, said, words, past))
            placed = (replace(each.mention, start=start, end=end) for each in members)
            found[start] = tuple(Said(each, 1.0, one.excluded) for each in placed)
        return found if all(found.values()) else {}

    def _of_another_kind(self, rank: Mention, said: Sequence[Said], found: Sequence[Named]) -> bool:
        """Whether a rank is that of a place (« et le troisième territoire ? »), and what has it in the list is none."""
        kinds = self._grammar.kinds(one for one in said if one.mention.start == rank.end)
        kinds = {self._knowledge.root(kind) for kind in kinds if kind in self._knowledge.types}
        roots = {self._knowledge.root(named.kind) for named in found}
        return bool(kinds & self._knowledge.places()) and bool(roots) and roots.isdisjoint(self._knowledge.places())

    @staticmethod
    def _is_of_theme(one: Said, rank: Mention, words: Sequence[str]) -> bool:
        """Whether what is said is the theme, or the kind of bodies, among which a rank right before it is one."""
        between = words[rank.end : one.mention.start]
        after = rank.end < one.mention.start and OF.union(INSIDE, ARTICLES).issuperset(between)
        records = (sense.record for sense in one.mention.senses)
        return after and any(record is not None and record.type.dimension is not None for record in records)

    @staticmethod
    def _narrows(one: Said) -> bool:
        """Whether what is said names what narrows a question."""
        return any(sense.record is not None and sense.record.type.narrows for sense in one.mention.senses)

    def _theirs(
        self, rank: Mention, said: Sequence[Said], words: Sequence[str], past: Conversation
    ) -> list[Record] | None:
        """The things of a place of which a rank is that of one (« le deuxième projet de Vincennes », « Vincennes : le
        deuxième », « son deuxième projet »); nothing where it is not asked of a place."""
        article = words[rank.start - 1] if rank.start else ""
        if rank.how != "ordinal" or article not in POINTING | THEIR:
            return None
        noun = next((one for one in said if one.mention.start == rank.end and self._grammar.kinds((one,))), None)
        kinds = self._grammar.kinds((noun,)) if noun else {one.kind for one in past.listed}
        types = [self._knowledge.types[name] for name in kinds.intersection(self._knowledge.types)]
        things = [one for one in types if not one.silent and not one.within and (one.gender == "f") == (article in SHE)]
        # « Quelles villes en ont deux ? — Le deuxième de Vincennes ? » is no town.
        towns = noun is None and any(one.within for one in types)
        owner = self._owner(rank, noun, said, words, past) if things or towns else None
        if owner is None or not owner.type.within or owner.type.name in self._knowledge.holders():
            return None
        return [thing for kind in things for thing in self._knowledge.of(kind.name) if owner in thing.values.values()]

    def _owner(
        self, rank: Mention, noun: Said | None, said: Sequence[Said], words: Sequence[str], past: Conversation
    ) -> Record | None:
        """What is named right after a rank, or before it, to ask for one of its things; or was named just before."""
        named = [one for one in said if names(one.mention)]
        if not named:
            # « Combien a eu Vincennes ? — Et le premier projet ? » takes it of no list.
            listed = self._grammar.kinds((noun,)).intersection(one.kind for one in past.listed) if noun else past.listed
            meant = past.scene or words[rank.start - 1] in THEIR or not listed
            spoken = [record for named in past.entities for record in self._find(named)[:1]]
            places = [record for record in spoken if record.type.within]
            # « Le CRM augmenté, c’est à Vincennes ? — Leur second projet ? » is one of the town that both are of.
            theirs = owners_of([one for one in past.entities if one.kind not in self._places], self._find)
            owners = {*places, *(record for named in theirs for record in self._told_apart(named))}
            return next(iter(owners)) if meant and len(owners) == 1 else None
        place, end = named[0].mention, (noun.mention if noun else rank).end
        if len(named) > 1 or named[0].excluded or len(place.senses) > 1:
            return None
        # « Le deuxième, il est à Vincennes ? », « Vincennes, c’est le deuxième ? » say where one of the list is.
        after = place.start == end + 1 and words[end] in (INSIDE if noun else OF)
        between = [one for one in said if place.end <= one.mention.start < rank.start and one.weight > 0]
        asks = any(one.mention.role == "question" for one in said)
        before = place.end < rank.start and all(one.mention.role == "question" for one in between)
        before = before and (asks or IT_IS.isdisjoint(words[place.end : rank.start]))
        return place.senses[0].record if after or before else None

    def _at_rank_of(self, rank: Mention, theirs: Sequence[Record], past: Conversation) -> dict[int, tuple[Said, ...]]:
        """Of some things the one at a rank, by where that begins; nothing where they are fewer."""
        place = rank.value - 1 if isinstance(rank.value, int) and rank.value > 0 else rank.value
        if not isinstance(place, int) or rank.value == MIDDLE or not -len(theirs) <= place < len(theirs):
            return {}
        told = {id_ for names in (past.listed, *past.before) for named in names for id_ in named.ids}
        if len(theirs) == LEAST_SEVERAL and told.intersection(one.id for one in theirs) == {theirs[1].id}:
            # « Le chatbot de Rosny ? — Et son deuxième projet ? » is the one that was not told.
            theirs = theirs[::-1]
        one = self._grammar.carry_records((theirs[place],)).mention
        return {rank.start: (Said(replace(one, start=rank.start, end=rank.end), 1.0, False),)}

    def _at_an_end(self, said: Sequence[Said], words: Sequence[str], past: Conversation) -> dict[int, tuple[Said, ...]]:
        """The first, the last, or the next of a list, as many as a message says (« les trois premiers »)."""
        counted, members = self._ends.of(said, words, past)
        if counted is None:
            return {}
        start, end = counted.mention.start, counted.mention.end - (counted.mention.how != "number")
        pointed = (replace(one.mention, start=start, end=end + 1) for one in self.all(members))
        return {end: (), start: tuple(Said(one, 1.0, counted.excluded) for one in pointed)}

    def _pointed(
        self, mention: Mention, number: object, said: Sequence[Said], words: Sequence[str], past: Conversation
    ) -> Sequence[Named]:
        """What stands at a rank that an article stands before, of as many as a message says."""
        # « Qui est deuxième ? » of a ranking needs no article.
        before = words[mention.start - 1] if mention.start else ""
        alone = before in IS_OR_WAS and not any(names(one.mention) for one in said)
        pointed = mention.start > 0 and (past.ranked or alone or before in POINTING)
        if not isinstance(mention.value, int) or not pointed:
            return ()
        place = None if mention.value == MIDDLE else mention.value - 1 if mention.value > 0 else mention.value
        in_part = past.page is not None or past.counted > len(past.listed)
        if place == -1 and in_part and COUNTED not in past.concepts:
            # « Qui a eu le plus ? — Et le dernier ? » is not the last of the five that were told.
            return ()
        whole = max((past.listed, *past.before), key=len)
        if (
            place == -1
            and not ALL_OF_ONE.isdisjoint(words[mention.start : mention.end])
            and set(past.listed) < set(whole)
        ):
            # « Les cinq premiers ? — Et le tout dernier ? » is the last of all.
            return whole[-1:]
        nouns = self._grammar.kinds(other for other in said if other.mention.start == mention.end)
        if not nouns and mention.start > 1 and words[mention.start - 2] in INSIDE_OF:
            # « Quels EPT ? — Le deuxième a des lauréats ? — Et dans le premier ? »
            holders = self._knowledge.holders()
            told = (alike for alike in (past.listed, *past.before, past.series) if alike)
            nouns = set(holders) if any(all(one.kind in holders for one in alike) for alike in told) else nouns
        if not nouns and weighs_holders(said, past, self._grammar, self._knowledge):
            nouns = set(self._knowledge.holders())
        left = () if nouns else _left_of_all(mention.value, past)
        return left or self._at(place, number, nouns, words[mention.start - 1] in SHE, past)

    def _next_to(self, mention: Mention, past: Conversation) -> Sequence[Named]:
        """What comes before or after the one last spoken of, in the ranking or the list that holds it; what was spoken
        of just before, where none does."""
        # « Qui a eu le plus en 2024 ? — Et le suivant ? » is next to no year.
        last = [named for named in past.focus if named.kind not in YEARS][:1]
        for listed in (_in_order(past), past.listed, *past.before):
            places = [listed.index(named) for named in (*past.entities, *last) if named in listed]
            place = places[0] + NEXT_TO[mention.role or ""] if places else -1
            if 0 <= place < len(listed):
                return (listed[place],)
        return self._just_before(past) if NEXT_TO[mention.role or ""] < 0 else ()

    def _just_before(self, past: Conversation) -> Sequence[Named]:
        """What was asked about just before the last one, of its kind (« Sceaux ? — Antony ? — Celle d’avant ? »)."""
        last = past.entities[0] if past.entities else None
        if last is None or last.excluded or past.focus[:1] != (last,):
            return ()
        # Who has a thing, and what someone has, were told with it.
        before = (
            named
            for named in past.focus[1:]
            if named not in owners_of((last,), self._find) and last not in owners_of((named,), self._find)
        )
        found = next(before, None)
        return () if found is None or found.kind != last.kind else (found,)

    def _at(
        self, place: int | None, number: object, nouns: Container[str], feminine: bool, past: Conversation
    ) -> Sequence[Named]:
        """What stands at a place, or else in the middle, of the list that is meant: one of a `number` of things, where
        there is one.

        After all others of a list, its last is the one left.
        """
        order = _in_order(past)
        listed_alike = [named for named in past.listed if order and named.kind == order[0].kind]
        if place is not None and -len(order) <= place < len(order) and len(listed_alike) < LEAST_SEVERAL:
            # « Le deuxième ? » of a ranking; those that are equal have the same rank.
            return next(equal for equal in past.ranked if order[place] in equal)
        if place is None:
            odd = (listed for listed in (past.choices, past.listed, *past.before) if len(listed) >= LEAST_LEFT)
            return next(((listed[len(listed) // 2],) for listed in odd if len(listed) % 2), ())
        if past.choices:
            lists: tuple[tuple[Named, ...], ...] = (past.choices,)
        else:
            lists = tuple(filter(None, (past.listed, *past.before)))
            for listed in lists:
                last = len(listed) >= LEAST_LEFT and place in (-1, len(listed) - 1)
                # « Et le troisième ? » is the one that was not spoken of only where the third was.
                last = last and (place == -1 or listed[place] in past.series)
                if last and len(past.left) == 1 and past.left[0] in listed:
                    return past.left
            # « Les projets de stationnement ? — La première est dans quel territoire ? » is the first town told.
            owners = owners_of(past.listed, self._find)
            # « Le projet numéro 5 ? — Et le 12 ? — Et le dernier ? » is none of those two.
            unasked = not (past.entities or past.listed) and bool(owners_of(past.focus[:1], self._find))
            in_turn = () if unasked else told_in_turn(past, owners)
            lists = (*lists, *in_turn, owners)
            lists = tuple(listed for listed in lists if len(listed) == number) or lists
        within = [listed for listed in lists if -len(listed) <= place < len(listed)]
        fitting = [listed for listed in within if all(named.kind in nouns for named in listed)]
        if feminine and not fitting:
            # « Montreuil a quoi ? — Et la première ? » is no town, of which one alone was told.
            several = (listed for listed in within if len(listed) > 1)
            fitting = [listed for listed in several if self._knowledge.types[listed[0].kind].gender == "f"]
        chosen = next(iter(fitting or within), None)
        return () if chosen is None else (chosen[place],)

    def these(self, kinds: Container[str], past: Conversation, number: int | None = None) -> list[Said]:
        """All that was listed last of some kinds, or else those of them told in turn, or that were spoken of last.

        A `number` tells how many are meant (« ces quatre villes »): those of a list, or told one after the other.
        """
        listed = [[named for named in names if named.kind in kinds] for names in (past.listed, *past.before)]
        listed = sorted(filter(None, listed), key=lambda alike: number is not None and len(alike) != number)
        told = dict.fromkeys(named.kind for named in past.focus if named.kind in kinds)
        spoken = [[named for named in past.focus if named.kind == kind][: number or LEAST_SEVERAL] for kind in told]
        if number is None and len(past.series) > LEAST_SEVERAL and past.series[0].kind in told:
            spoken.insert(0, list(past.series[::-1]))
        # Those told one after the other stand in the order in which they were.
        spoken = [list(past.series[::-1]) if set(alike) == set(past.series) else alike for alike in spoken]
        spoken.sort(key=lambda alike: number is not None and len(alike) != number)
        meant = spoken if spoken and (not listed or len(listed[0]) != number == len(spoken[0])) else listed
        return self.all(meant[0]) if meant else []

    def places(self, past: Conversation) -> list[Said]:
        """The places that were listed last, or else those that what was listed is of."""
        if self._places.intersection(named.kind for named in past.listed):
            return self.all([named for named in past.listed if named.kind in self._places])
        return self.all(owners_of(past.listed, self._find), MOST_LISTED)

    def with_owners(self, told: Sequence[Named]) -> list[Named]:
        """Towns that were told, or whose something that was told is, in its order."""
        towns = (
            one
            for named in told
            for one in ((named,) if named.kind in self._places else owners_of((named,), self._find))
            if self._knowledge.types[one.kind].within
        )
        return list(dict.fromkeys(towns))

    def all(self, named: Sequence[Named], most: int = MOST_MEANT) -> list[Said]:
        """Several names as mentions of a message; none when they are too many to be meant."""
        return [] if len(named) > most else [*self._mentions(named)]

    def _told_apart(self, named: Named) -> tuple[Record, ...]:
        """The records of a member of a list, which tells apart those that share a name."""
        return tuple(record for record in self._find(named) if record.id in named.ids)

    def _mentions(self, named: Sequence[Named]) -> Iterator[Said]:
        for one in named:
            records = self._told_apart(one)
            if records:
                yield replace(self._grammar.carry_records(records), borrowed=False)


def owners_of(listed: Sequence[Named], find: Find) -> tuple[Named, ...]:
    """The places that members of a list are of, in its order."""
    records = (record for named in listed for record in find(named) if record.id in named.ids)
    values = (value for record in records for value in record.values.values())
    places = dict.fromkeys(value for value in values if isinstance(value, Record) and value.type.within)
    return tuple(name_records((place,)) for place in places)


def _out_of(rank: Mention, said: Sequence[Said], words: Sequence[str]) -> Mention | None:
    """The number of things of which a rank is that of one (« le premier des deux »)."""
    after = rank.end + 1 if words[rank.end : rank.end + 1] == [OF_SEVERAL] else -1
    return next((one.mention for one in said if one.mention.start == after and one.mention.how == "number"), None)


def _in_order(past: Conversation) -> tuple[Named, ...]:
    """The members of the ranking that is spoken of, most first."""
    return tuple(named for equal in past.ranked for named in equal)


def _left_of_all(rank: int, past: Conversation) -> tuple[Named, ...]:
    """The one of a list that was not told of yet, by a rank as high as there are of them, where the others were by what
    they have (« le lavoir, c’est lequel des trois ? — Et les ambassadeurs ? — Et le troisième ? »)."""
    listed = past.listed
    if len(past.left) != 1 or past.left[0] not in listed or len(listed) <= LEAST_SEVERAL:
        return ()
    kinds = {named.kind for named in listed}
    by_theirs = bool(past.entities) and kinds.isdisjoint(named.kind for named in past.entities)
    return past.left if by_theirs and rank == len(listed) else ()
