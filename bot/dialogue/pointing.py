"""What words of a message point back to: a choice that was proposed, a list, what was just spoken of."""

from collections.abc import Callable, Container, Sequence

from msgspec.structs import replace

from bot.dialogue.alone import Alone
from bot.dialogue.among import asks_who_is_there
from bot.dialogue.anaphora import Anaphora
from bot.dialogue.around_those import around_those, in_which
from bot.dialogue.at_home import is_home
from bot.dialogue.conversation import LEAST_SEVERAL, Conversation, Named
from bot.dialogue.days import Days
from bot.dialogue.ends import other_end
from bot.dialogue.figures import Figures
from bot.dialogue.lists import Find, Lists
from bot.dialogue.lying_elsewhere import asked_where
from bot.dialogue.pairing import OF_SEVERAL, Pairs
from bot.dialogue.referents import Referents
from bot.dialogue.remaining import last_of_all, sets_aside
from bot.dialogue.setting_apart import SettingApart
from bot.dialogue.told_by import ToldBy
from bot.facts.records import Knowledge
from bot.findings.query import YEARS
from bot.french.numbers import read_number
from bot.french.speaker import OURS, WE
from bot.french.words import AS_MUCH, DEMONSTRATIVES, OF, OF_THEM, RELATIVE, THE, THEIR, THERE
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.reading import Said
from bot.understanding.register import is_of
from bot.understanding.weighing import Argument

ELSEWHERE_THAN_HOME = frozenset(("autres", "ailleurs"))
"""Roles of words by which, where a place of theirs is named, others are meant than whoever writes is from."""
HOME = OURS | WE


class Pointers:
    """Finds what messages point back to."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, find: Find, lists: Lists) -> None:
        self.grammar, self.knowledge, self.lists = grammar, knowledge, lists
        self.holders = knowledge.holders()
        types, places = knowledge.types, knowledge.places()
        self.things = {name for name in types if knowledge.root(name) not in places and not types[name].silent}
        """The types of what is no place, nor whoever has something."""
        self.pairs = Pairs(grammar, knowledge, lists)
        self.anaphora = Anaphora(grammar, knowledge, self.pairs)
        self.referents = Referents(grammar, knowledge, find, lists, self.anaphora, self.things)
        self.alone = Alone(knowledge, find, lists)
        self.apart = SettingApart(grammar, knowledge, find, lists)
        self.days = Days(grammar, knowledge, find)
        self.figures = Figures(grammar, knowledge)
        self.told_by = ToldBy(grammar, knowledge, find, self.things)

    def resolve(self, argument: Argument, past: Conversation, rest: Sequence[Said]) -> tuple[Said, ...]:
        """Put names in the place of words that point back (« cette ville », « le deuxième », « les autres »).

        Args:
            argument: the message.
            past: what was said before.
            rest: what is left of what was told, where the message asks of others.
        """
        return _Resolving(self, argument, past, rest).resolved()


class _Resolving:
    """One message, whose words are resolved one after the other."""

    def __init__(self, pointers: Pointers, argument: Argument, past: Conversation, rest: Sequence[Said]) -> None:
        self._pointers, self._grammar, self._pairs = pointers, pointers.grammar, pointers.pairs
        self._argument, self._past, self._rest = argument, past, rest
        self._words = argument.cover.text.words
        said = self._told()
        self._named = {s.record.type.name for one in said for s in one.mention.senses if s.record is not None}
        sought = any(one.mention.role == "autres" for one in said)
        self._others = self._grammar.kinds(said) if sought else None
        """The kinds of things of which it looks for others than those spoken of, if it does."""
        self._there = asks_who_is_there(said, self._grammar, pointers.knowledge)
        in_years = self._named.issubset(YEARS) and self._pairs.of_several(self._words)
        self._comparable = not rest and (not self._named or in_years or self._pairs.they(said, self._words))
        self._pair = self._compared(said)
        """The things that it compares, as long as no word stood for them."""
        if sets_aside(said, argument, past):
            # « Créteil, je connais, les autres ? » asks what was asked of all but Créteil.
            said = tuple(replace(one, excluded=names(one.mention)) for one in said if one.mention.role != "autres")
        self._ranked = last_of_all(said, rest) or pointers.lists.ranks(said, self._words, past)
        if self._ranked:
            # « Parmi ces quatre, la troisième, elle a quoi ? » asks it of one of them.
            said = tuple(one for one in said if not self._grammar.refers_to_several(one.mention))
        self._said = said
        self._resolved: list[Said] = []

    def resolved(self) -> tuple[Said, ...]:
        """What it says, with names in the place of words that point back."""
        pointers, past, words = self._pointers, self._past, self._words
        told = pointers.told_by.found(self._said, words, past)
        if told is not None:
            self._resolved.append(told)
            within = range(told.mention.start, told.mention.end)
            self._said = tuple(one for one in self._said if one.mention.start not in within)
        for one in self._said:
            meant = next((found for found in (means(self, one) for means in _MEANING) if found is not None), (one,))
            self._resolved += meant
        pair = self._pair
        if not pair and self._comparable and not self._rest:
            pair = pointers.referents.which_inside(words, past)
        alone = pointers.alone.spoken_of(self._resolved, past) if not pair else []
        pointed = (*pair, *alone, *self._resolved, *pointers.referents.of_home(self._said, words, past))
        pointed = around_those(pointed, words, self._grammar, pointers.knowledge)
        return asked_where(pointed, words, pointers.knowledge)

    def _told(self) -> tuple[Said, ...]:
        """What it says, without what it says of something told."""
        pointers, past, words = self._pointers, self._past, self._words
        said = pointers.referents.told_apart(self._argument) if past.entities else self._argument.said
        said = other_end(pointers.figures.told(said, words, past), past, self._grammar)
        said = self._pairs.counted(said, words, past) if not self._rest else said
        if AS_MUCH in words:
            said = pointers.anaphora.without_same(said, words, past)
        return pointers.apart.told(said, words, past) if not self._rest else said

    def _compared(self, said: tuple[Said, ...]) -> list[Said]:
        """The things told that it compares, or of which it asks something."""
        pairs, words, past = self._pairs, self._words, self._past
        pair = self._comparable and (pairs.compared(said, words, past) or pairs.having(said, words, past))
        return pairs.narrowed(pair or pairs.of_which(said, words, past), said, words)

    def ranked(self, one: Said) -> Sequence[Said] | None:
        """« Le deuxième », « le dernier »"""
        return self._ranked.get(one.mention.start)

    def both_compared(self, one: Said) -> Sequence[Said] | None:
        """« Lequel des deux ? »"""
        pair = self._pair
        if not pair or OF_SEVERAL.isdisjoint(self._words[one.mention.start : one.mention.end]):
            return None
        self._pair = []
        return pair if one.mention.role == "pronom" else (*pair, one)

    def all_proposed(self, one: Said) -> Sequence[Said] | None:
        """« Aucune des trois ? » is asked of all that were proposed."""
        choices = self._past.choices
        return self._pointers.lists.all(choices) if one.mention.value == len(choices) > 1 and not self._named else None

    def both(self, one: Said) -> Sequence[Said] | None:
        """« Et pour les deux ? »"""
        if one.mention.how != "number":
            return None
        return self._pairs.both(one.mention, self._said, self._words, self._past) or None

    def dated(self, one: Said) -> Sequence[Said] | None:
        """« Et le 15 ? », « en début d’année ? »"""
        if self._named:
            return None
        days, argument, past = self._pointers.days, self._argument, self._past
        dated = days.of_month(one, argument, past) if one.mention.how == "number" else None
        dated = dated or days.of_part(one, self._words, past)
        return (dated,) if dated else None

    def pointed_to(self, one: Said) -> Sequence[Said] | None:
        """« Cette ville », « elle », « y », « leur territoire »; several things go before all else that is said."""
        referents, past, own = self._pointers.referents, self._past, self._words_of(one)
        refers = self._stands_for(one)
        if not OF_THEM.isdisjoint(own[:1]) and (each := referents.each_in_its_own(one, refers, self._said, past)):
            return each
        if not THEIR.isdisjoint(own[:1]) and (around := referents.asked_around_too(one, refers, self._said, past)):
            return (around,)
        if not self._named and is_home(one.mention, self._words, past, self._grammar):
            return self._pointers.lists.all(past.home)
        ours = bool(refers) and not HOME.isdisjoint(own)
        refers = () if refers and self._tells_itself(one, own, ours) else refers
        if own[:1] == [THERE] and not self._named and (places := _several_places(past, refers)):
            # « Sceaux et Antony m’intéressent. Combien de projets y sont retenus ? »
            return self._pointers.lists.all(places)
        told_of = _at_home(past) if ours and past.home else past
        elsewhere = self._sought_elsewhere(one)
        pointed_to = referents.pointed_to(one, refers, told_of, self._named, elsewhere, _number(own))
        several = self._grammar.refers_to_several(one.mention)
        if several and LEAST_SEVERAL <= _named_of(refers, self._said) >= (_number(own) or 0):
            # « Pôle emploi ? — Les deux missions locales ensemble ? » is of those two.
            return ()
        if not self._named and several:
            pointed_to = self._in_turn(pointed_to, refers, own)
        pointed_to = self._pairs.narrowed(pointed_to, self._said, self._words)
        if not pointed_to:
            return None
        self._pair = [] if several else self._pair
        left_out: Sequence[Said] = ()
        if ours and not ELSEWHERE_THAN_HOME.isdisjoint(other.mention.role for other in self._said):
            left_out = tuple(referents.home_left_out(pointed_to, past))
        told = (*pointed_to, *referents.said_beside(one))
        if len(pointed_to) == 1:
            return (*told, *left_out)
        # « Des lauréates parmi elles ? » asks for some of them.
        self._resolved[:0] = told
        return left_out

    def _words_of(self, one: Said) -> list[str]:
        return self._words[one.mention.start : one.mention.end]

    def _stands_for(self, one: Said) -> Sequence[str]:
        """The kinds of things that a word may stand for."""
        if self._others is not None and one.mention.role == "pronom" and self._words[one.mention.start] == THERE:
            # « D’autres lauréats y sont ? » is asked of the place spoken of.
            return tuple(self._pointers.holders)
        return self._pointers.anaphora.stands_for(one, self._said, self._argument, self._past)

    def _sought_elsewhere(self, one: Said) -> set[str] | None:
        """The kinds of things of which it looks for others than a word stands for, if it does.

        « L’autre projet de cette ville, c’est lequel ? » is found, and is there.
        """
        if self._others is None:
            return set() if self._there else None
        return set() if self._rest else self._others - self._grammar.kinds((one,))

    def _tells_itself(self, one: Said, own: Sequence[str], ours: bool) -> bool:
        """Whether a word that may stand for something told stands for none."""
        if self._pointers.anaphora.asks_which(one, self._said, self._words) or _is_described(
            one, self._said, self._words
        ):
            return True
        # « La nôtre » is none of those told, nor have we what they have; « l’EPT dont on dépend » is around.
        whose = own[0] in THE or not WE.isdisjoint(own)
        return ours and not self._past.home and whose and RELATIVE.isdisjoint(own)

    def _in_turn(self, pointed_to: list[Said], refers: Sequence[str], own: Sequence[str]) -> list[Said]:
        """What « ces deux » stands for, told one after the other rather than in the last answer."""
        past = self._past
        in_turn = self._pairs.in_turn(_number(own), own, past)
        # « Sceaux ? — Et Vincennes ? — Ces deux territoires ont gagné ? »
        towns = self._pointers.lists.all(past.series) if not pointed_to and len(past.series) > 1 else in_turn
        # « Le T8 ? — Et le T9 ? — Dans ces deux territoires ? » is no department.
        themselves = any(is_of(one.mention, refers) for one in towns)
        those = [] if themselves else in_which(towns, refers, self._grammar, self._pointers.knowledge)
        return those or (in_turn if pointed_to else []) or pointed_to

    def left(self, one: Said) -> Sequence[Said] | None:
        """« Les autres », « les deux autres », « les autres Neuilly » are those that are left."""
        rest = self._rest
        if one.mention.role == "autres" and rest:
            return rest
        as_many = one.mention.how == "number" and one.mention.value == len(rest) > 1
        return () if as_many or _holds_all(one, rest) else None

    def of_its_subject(self, one: Said) -> Sequence[Said] | None:
        """« Ce jardin » of « Montreuil est notre jardin »"""
        before = self._words[one.mention.start - 1] if one.mention.start > 0 else None
        about = None
        if before in DEMONSTRATIVES and self._past.focus:
            about = self._pointers.referents.about(one, self._past)
        return (about,) if about is not None else None


_MEANING: tuple[Callable[[_Resolving, Said], Sequence[Said] | None], ...] = (
    _Resolving.ranked,
    _Resolving.both_compared,
    _Resolving.all_proposed,
    _Resolving.both,
    _Resolving.dated,
    _Resolving.pointed_to,
    _Resolving.left,
    _Resolving.of_its_subject,
)
"""What may stand in the place of a word, the surest first; the word itself where nothing does."""


def _is_described(one: Said, said: Sequence[Said], words: Sequence[str]) -> bool:
    """Whether a word is that of what narrows things, and so points to none told (« le club de hand »)."""
    end = one.mention.end
    if end >= len(words) or words[end] not in OF:
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


def _named_of(kinds: Container[str], said: Sequence[Said]) -> int:
    """How many things of some kinds a message names itself, those that it calls together too."""
    named = (one.mention for one in said if is_of(one.mention, kinds) and not (one.borrowed or one.mention.unsure))
    return len({sense.id for one in named for sense in one.senses})


def _number(words: Sequence[str]) -> int | None:
    """The number that words hold (« ces quatre villes »)."""
    numbers = (read_number((word,)) for word in words)
    return next((int(one.value) for one in numbers if one is not None and one.value > 1), None)


def _holds_all(one: Said, rest: Sequence[Said]) -> bool:
    """Whether a name is that of all that is left."""
    records = {sense.record for sense in one.mention.senses if sense.record is not None}
    return bool(rest) and records.issuperset(other.mention.senses[0].record for other in rest)
