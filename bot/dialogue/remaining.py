"""What is left of what was told: « les autres ? » of a list, « et l’autre ? » of two."""

from collections.abc import Container, Sequence, Set
from itertools import islice, pairwise

from msgspec.structs import replace

from bot.dialogue.alone import ALONE
from bot.dialogue.conversation import BEGINNING, LEAST_SEVERAL, MOST_LISTED, Conversation, Named, told_in_turn
from bot.dialogue.lists import Find, Lists, owners_of
from bot.dialogue.others import asks_for_things, asks_what_somebody_did
from bot.dialogue.untold import Untold
from bot.facts.records import Knowledge, Record
from bot.french.words import HE, LEFT, OF_TWO, SUBJECTS, THEIR, THERE
from bot.message import MAX_LENGTH
from bot.understanding.frame import NONE
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Mention, names
from bot.understanding.reading import SLIGHT, Said
from bot.understanding.weighing import Argument


class Remaining:
    """Finds what was told and is asked for as the others."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, find: Find, lists: Lists) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._find = find
        self._lists = lists
        self._untold = Untold(knowledge)

    def others(self, argument: Argument, past: Conversation) -> list[Said]:
        """Those of the last list that an answer left out, or that were not spoken of since (« et l’autre ? »)."""
        others = [one.mention for one in argument.said if one.mention.role == "autres"]
        if not others:
            return self._last_of_all(argument, past)
        what_else = asks_what_somebody_did(argument.said, past, self._grammar, self._knowledge)
        if what_else or self._of_one_told(argument, past) or (past.comparison == NONE and _have_none(argument)):
            return []
        # « C’est la seule du 92 ? — Qui sont les autres ? » says not what they are.
        kinds = {kind for kind in self._sought(argument, others[0]) if not self._is_whoever(kind, past)}
        tokens = argument.cover.text.tokens
        one_of_two = tokens[others[0].start].text == OF_TWO
        if one_of_two and past.compared and len(past.listed) == LEAST_SEVERAL and kinds <= {past.listed[0].kind}:
            # « Qui a le plus, Vincennes ou Créteil ? — Et l’autre ? » is the one told last.
            return self._lists.all(sorted(past.listed, key=lambda named: past.reply.find(named.name))[1:])
        if one_of_two and (side := _other_side(kinds, past)):
            return self._lists.all(side)
        last = one_of_two or others[0].form.startswith(LEFT)
        if last and (untold := self._untold.left(kinds or {named.kind for named in past.entities}, past)):
            kind = None if kinds else self._grammar.carry_concept(untold[0].kind)
            return [*self._lists.all(untold), *([replace(kind, borrowed=False)] if kind is not None else [])]
        if kinds and one_of_two:
            # « L’autre projet » is that of the two that was not spoken of.
            listed = {named.kind for named in past.listed}
            if len(past.listed) == LEAST_SEVERAL and not kinds.isdisjoint(listed):
                kinds = kinds - listed
            elif other := self._other(kinds, past):
                return [replace(self._grammar.carry_records((other,)), borrowed=False)]
            elif not self._names_subject(argument.said) and (beside := self._other_in_turn(kinds, past)):
                return self._lists.all(beside)
            elif last_one := [named for named in _last_untold(past) if named.kind in kinds]:
                return self._lists.all(last_one)
            elif theirs := self._one_owner_left(kinds, past):
                return self._lists.all(theirs)
            elif (none := self._none_more(argument, past)) and kinds == {past.entities[0].kind}:
                return none
        alike = any(one.mention.role == "semblable" for one in argument.said)
        if alike or sets_aside(argument.said, argument, past):
            return []
        if kinds:
            return self._lists.all(self._unspoken(kinds, past), MOST_LISTED)
        if past.left:
            # « Et l’autre sur la formation ? »
            named = {s.record for one in argument.said for s in one.mention.senses if s.record is not None}
            left = [one for one in past.left if self._is_about(one, named)]
            return self._lists.all(_as_many(left, argument.said, others[0]), MOST_LISTED)
        spoken = {(named.kind, named.ids[0]) for named in past.entities}
        # « Vincennes a quoi ? — La dématérialisation, c’est quoi ? — Et l’autre ? »
        spoken |= self._about_those_named(past)
        if past.counted == 1 and len(past.listed) == LEAST_SEVERAL:
            # « Celui sur la géolocalisation ? — Et l’autre ? » is the other of the two.
            told = (named for named in past.focus if named in past.listed)
            spoken |= {(named.kind, named.ids[0]) for named in islice(told, 1)}
        left = [named for named in past.listed if (named.kind, named.ids[0]) not in spoken]
        if spoken and len(left) < len(past.listed) and (len(left) == 1 or (left and not one_of_two)):
            return self._lists.all(left)
        if not one_of_two:
            return []
        if other_one := self._told_by_subject(argument.said, others[0], past):
            return self._lists.all(other_one)
        kinds = {named.kind for named in past.entities}
        other = self._other(kinds, past)
        # « Nanterre ? — Et Sucy ? — Laquelle des deux a une maison du numérique ? — L’autre ? »
        if other is None:
            beside = self._other_in_turn(kinds, past) or _last_untold(past)
            return self._lists.all(beside) or self._none_more(argument, past)
        return [replace(self._grammar.carry_records((other,)), borrowed=False)]

    def of_one(self, argument: Argument, past: Conversation) -> Conversation:
        """What was said before, as a message means it that but asks for the one other: without the several that a list
        left untold (« les projets du 94 ? — Celui de Sucy ? — L’autre ? » is asked of Sucy), and nothing where none of
        a list was spoken of: it is never all the rest of it."""
        others = next((one.mention for one in argument.said if one.mention.role == "autres"), None)
        single = others is not None and argument.cover.text.tokens[others.start].text == OF_TWO
        # « Neuilly-Plaisance. — Et l’autre, sur Seine ? »
        tells_which = argument.unknown or any(names(one.mention) or _is_common(one) for one in argument.said)
        if not single or tells_which or past.compared:
            return past
        past = replace(past, left=()) if len(past.left) > 1 else past
        bare = all(one.weight <= SLIGHT or one.mention is others for one in argument.said)
        of_many = past.several and past.counted > LEAST_SEVERAL and len(past.listed) > LEAST_SEVERAL
        return BEGINNING if bare and of_many and not self.others(argument, past) else past

    def _is_whoever(self, kind: str, past: Conversation) -> bool:
        """Whether a kind is that of whoever has something, where an answer told of who is alone or is not."""
        declared = self._knowledge.types.get(kind)
        alone = not ALONE.isdisjoint(past.concepts)
        return alone and declared is not None and declared.silent

    def _last_of_all(self, argument: Argument, past: Conversation) -> list[Said]:
        """The one place that was not told yet, by its rank among all (« le lavoir, c’est à qui ? — Et les
        ambassadeurs ? — Et le troisième territoire ? »)."""
        said = argument.said
        ranks = [one.mention for one in said if one.mention.how == "ordinal"]
        if len(ranks) != 1 or not isinstance(ranks[0].value, int):
            return []
        kinds = self._grammar.kinds(one for one in said if one.mention.start == ranks[0].end)
        words = argument.cover.text.words
        # « Le 92 ? — Et le 93 ? — Plus que le 92 ? — Et le dernier département ? » is none of the two.
        listed = any(named.kind in kinds and named not in past.series for named in past.listed)
        if listed or (ranks[0].value > 0 and self._lists.ranks(said, words, past)):
            return []
        return self._lists.all(self._untold.left(kinds, past, ranks[0].value))

    @staticmethod
    def _of_one_told(argument: Argument, past: Conversation) -> bool:
        """Whether a message asks what else one of a list has, that it takes or that was told (« la deuxième, elle a
        autre chose ? »)."""
        words = argument.cover.text.words
        has = any(word in SUBJECTS or (word in HE and after != THERE) for word, after in pairwise(words))
        ranked = any(one.mention.how == "ordinal" for one in argument.said)
        return has and (ranked or not past.several) and asks_for_things(argument.said)

    def _told_by_subject(self, said: Sequence[Said], others: Mention, past: Conversation) -> list[Named]:
        """The one of two things that is about what a message names after « l’autre » (« Rosny a quoi ? — L’autre, c’est
        une GRU ? »), or that is not about what it names before (« l’un, c’est le jardin, et l’autre ? »)."""
        if len(past.listed) != LEAST_SEVERAL or self._knowledge.root(past.listed[0].kind) in self._knowledge.places():
            return []
        told = [(one.mention, s.record) for one in said for s in one.mention.senses if s.record is not None]
        before, after = (
            {record for mention, record in told if (mention.start >= others.end) is late} for late in (False, True)
        )
        named = after or before
        about = [one for one in past.listed if named and self._is_about(one, named)]
        if len(about) != 1:
            return []
        return about if after else [one for one in past.listed if one not in about]

    def _about_those_named(self, past: Conversation) -> set[tuple[str, str]]:
        """Those of the last list, where they are not all, that are about what the last question named."""
        named = {record for one in past.entities if not one.excluded for record in self._find(one)[:1]}
        if named.isdisjoint(record for kind in self._knowledge.subjects() for record in self._knowledge.of(kind)):
            return set()
        about = [one for one in past.listed if self._is_about(one, named)]
        return {(one.kind, one.ids[0]) for one in about} if len(about) < len(past.listed) else set()

    def _names_subject(self, said: Sequence[Said]) -> bool:
        """Whether a message says itself what the other one is about (« et l’autre ville sur le stationnement ? »)."""
        named = (s.record.type.name for one in said for s in one.mention.senses if s.record is not None)
        return not self._knowledge.subjects().isdisjoint(named)

    def _is_about(self, told: Named, named: Set[Record]) -> bool:
        """Whether something is about all the subjects among what is named."""
        subjects = {record for record in named if record.type.name in self._knowledge.subjects()}
        values = (value for record in self._find(told)[:1] for value in record.values.values())
        return subjects.issubset(one for value in values if isinstance(value, tuple) for one in value)

    def _sought(self, argument: Argument, others: Mention) -> set[str]:
        """The kinds of things whose others are looked for, not those that are asked of them.

        « Les autres, c’est quel territoire ? », « les autres sont dans quel département ? »
        """
        said, paused = argument.said, argument.cover.paused
        ends = [one.mention.start for one in said if one.mention.role == "situation"]
        ends += [one.mention.start for one in said if one.mention.role == "question"]
        ends += [place for place in range(others.end, len(argument.cover.text.tokens)) if paused(place)]
        end = min((place for place in ends if place >= others.end), default=MAX_LENGTH)
        before = [one for one in said if one.mention.start < end]
        # « Les deux autres, leurs projets ? » are no projects.
        tokens = argument.cover.text.tokens
        return self._grammar.kinds(
            one for one in before if one.mention.start < 1 or tokens[one.mention.start - 1].text not in THEIR
        )

    @staticmethod
    def _unspoken(kinds: Container[str], past: Conversation) -> list[Named]:
        """Those of the last list of some kinds not spoken of since, where some were (« les autres villes »)."""
        for before in (past.left, past.listed, *past.before):
            listed = [named for named in before if named.kind in kinds]
            left = [named for named in listed if named not in past.focus]
            if listed:
                return left if before == past.left or len(left) < len(listed) else []
        return []

    def _other_in_turn(self, kinds: Container[str], past: Conversation) -> list[Named]:
        """The one of two places spoken of that the last question did not name (« Nanterre ? — Et Créteil ? — Revenons à
        Nanterre. — Et l’autre ville ? »)."""
        for pair in told_in_turn(past, owners_of(past.listed, self._find)):
            left = [named for named in pair if named not in past.entities]
            if len(pair) == LEAST_SEVERAL and len(left) == 1 and pair[0].kind in kinds:
                return left
        return []

    def _other(self, kinds: Container[str], past: Conversation) -> Record | None:
        """The one thing more, of a kind, that has whoever has the last one spoken of."""
        spoken = next((named for named in (*past.entities, *past.focus) if named.kind in kinds), None)
        records = self._find(spoken) if spoken is not None else ()
        if not records:
            return None
        owners = [value for value in records[0].values.values() if isinstance(value, Record)]
        theirs = self._beside(records[0], owners)
        return theirs[0] if len(theirs) == 1 else None

    def _one_owner_left(self, kinds: Container[str], past: Conversation) -> list[Named]:
        """The one place of a kind, but for the one spoken of, that has something of a list (« quels projets dans le
        93 ? — Rosny a quoi ? — Et l’autre ville ? »)."""
        for listed in past.before:
            owners = [named for named in owners_of(listed, self._find) if named.kind in kinds]
            if owners and set(past.entities) < set(owners):
                left = [named for named in owners if named not in past.entities]
                return left if len(left) == 1 else []
        return []

    def _none_more(self, argument: Argument, past: Conversation) -> list[Said]:
        """Whoever has the one thing spoken of and no other, with the words that ask for it (« le lavoir, c’est qui ? —
        Et l’autre projet ? »)."""
        records = self._find(past.entities[0]) if len(past.entities) == 1 and not past.several else ()
        if not records or self._names_subject(argument.said):
            return []
        places = self._knowledge.places()
        owners = [one for one in records[0].values.values() if isinstance(one, Record)]
        owners = [one for one in owners if self._knowledge.root(one.type.name) in places]
        if len(owners) != 1 or self._knowledge.root(records[0].type.name) in places or self._beside(records[0], owners):
            return []
        asks = (one for one in argument.said if one.mention.role == "autres")
        return [replace(self._grammar.carry_records((owners[0],)), borrowed=False), *asks]

    def _beside(self, thing: Record, owners: Sequence[Record]) -> list[Record]:
        """The other things of a kind of some of which one is."""
        alike = (record for record in self._knowledge.of(thing.type.name) if record is not thing)
        return [record for record in alike if any(owner in record.values.values() for owner in owners)]


def sets_aside(said: Sequence[Said], argument: Argument, past: Conversation) -> bool:
    """Whether a message names some of the last list before it asks for the others (« Créteil, je connais, les
    autres ? »)."""
    others = next((one.mention.start for one in said if one.mention.role == "autres"), 0)
    before = [one for one in said if names(one.mention) and one.mention.end <= others]
    paused = before and any(map(argument.cover.paused, range(before[-1].mention.end, others + 1)))
    if not paused or not past.counted:
        return False
    if all(one.excluded for one in before):
        return True
    ids = {sense.record.id for one in before for sense in one.mention.senses if sense.record is not None}
    apart = [named for named in past.listed if not ids.isdisjoint(named.ids)]
    return 0 < len(apart) < len(past.listed)


def last_of_all(said: Sequence[Said], rest: Sequence[Said]) -> dict[int, tuple[Said, ...]]:
    """What is left of all, where a message asks for it by its rank, by where that begins."""
    if not rest or any(one.mention.role == "autres" for one in said):
        return {}
    return {one.mention.start: tuple(rest) for one in said if one.mention.how == "ordinal"}


def _have_none(argument: Argument) -> bool:
    """Whether a message says that there is none (« qui n’a rien dans le 94 ? — Quelles autres villes n’ont rien ? »):
    those that were left out have some."""
    return any(one.mention.role == "absence" for one in argument.said)


def _other_side(kinds: Set[str], past: Conversation) -> list[Named]:
    """The one of two that were compared that is not spoken of (« le 92 ou le 94 ? — Le gagnant a combien de villes ? —
    Et l’autre ? »)."""
    sides = [named for equal in past.sides for named in equal]
    left = [named for named in sides if named not in past.entities and (not kinds or named.kind in kinds)]
    return left if len(sides) == LEAST_SEVERAL and len(left) == 1 else []


def _as_many(left: Sequence[Named], said: Sequence[Said], others: Mention) -> Sequence[Named]:
    """What is left, or what of it is of one kind where that is as many as a message says (« les trois autres »)."""
    number = next((one.mention.value for one in said if one.mention.end == others.start), None)
    if number is None or number == len(left):
        return left
    alike = ([named for named in left if named.kind == kind] for kind in dict.fromkeys(one.kind for one in left))
    return next((named for named in alike if len(named) == number), left)


def _is_common(one: Said) -> bool:
    """Whether a word is no name, but may be part of one (« sur Seine »)."""
    return one.mention.role == "courant" and one.weight > 0


def _last_untold(past: Conversation) -> list[Named]:
    """The one of the last list of several that was not spoken of since, where all others were (« Vallée Sud ? — La 3D,
    c’est qui ? — Le stationnement, c’est qui ? — Et l’autre ? »)."""
    listed = next((before for before in (past.listed, *past.before) if len(before) > LEAST_SEVERAL), ())
    left = [named for named in listed if named not in past.focus]
    return left if len(left) == 1 else []
