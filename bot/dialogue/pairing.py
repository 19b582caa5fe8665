"""Which of several things told a message asks something of: the two that it compares, those that it picks."""

from collections.abc import Container, Sequence
from itertools import pairwise

from msgspec.structs import replace

from bot.dialogue.choosing import TELLING
from bot.dialogue.conversation import LEAST_SEVERAL, Conversation, Named, list_of
from bot.dialogue.lists import Lists
from bot.dialogue.picking import bodies_in_turn, picked
from bot.facts.records import Knowledge, Record
from bot.findings.query import BODY, GRANT, YEARS
from bot.french.numbers import read_number
from bot.french.verbs import AUXILIARIES
from bot.french.words import (
    ALL,
    AMONG,
    AND,
    ARE,
    BEFORE_BOTH,
    BETWEEN,
    IN,
    INSIDE_OF,
    OF_IT,
    ONE,
    OR,
    PLURAL_PRONOUNS,
    SHE_WHICH,
    THAT,
    THE_SEVERAL,
    THEY,
    THIS,
    WHICH_ONE,
    WHICH_ONES,
    WHICH_PLURAL,
    WHO,
)
from bot.french.words import OF_SEVERAL as OF_THESE
from bot.understanding.grammar import COMPARING, Grammar
from bot.understanding.mention import Mention, names
from bot.understanding.reading import SLIGHT, Said
from bot.understanding.roles import LYING

ASKING_WHERE = ("question", LYING)
"""Roles of words after a number that are not what it counts (« les deux, dans quel EPT ? »)."""
THESE = "ces_lieux"
"""The concept of words that stand for several things."""
COUNTED = ("number", "ordinal", "date")
"""How what is said with a number is found."""
NOT_OF_TURN = ("autres", "tout", "superlatif", "exclusion")
"""Roles of words of what is asked of all there are, or of others than those told."""
SHE_NONE = "aucune"
IN_WHICH = 3
"""Words that ask in which things of a kind something lies (« dans quels départements »)."""
OF_SEVERAL = PLURAL_PRONOUNS | WHICH_ONE
"""Words that stand for several things, or choose among them."""


class Pairs:
    """Finds the several things that messages ask something of."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, lists: Lists) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._lists = lists
        self._holders = knowledge.holders()

    def both(self, mention: Mention, said: Sequence[Said], words: Sequence[str], past: Conversation) -> list[Said]:
        """The last two things spoken of, where a message asks something of them (« le lien entre les deux ? »,
        « et pour les deux ? »), or says « les deux » and nothing that they are: places; or as many places told one
        after the other (« tous les trois sont de quel EPT ? »); or the last list, where it has as many and nothing else
        is said."""
        them = mention.start > 0 and words[mention.start - 1] in PLURAL_PRONOUNS
        if any(one.mention.start == mention.end and one.mention.role == "autres" for one in said):
            # « Et les deux autres ? » are none of the two.
            return []
        two = mention.value == LEAST_SEVERAL
        in_turn = mention.value == len(past.series) > LEAST_SEVERAL
        bodies = bodies_in_turn(mention.value, past)
        asked = [one for one in past.entities if self.holds(one.kind) and not one.excluded]
        if mention.value == len(asked) > LEAST_SEVERAL and mention.end == len(words) and not them:
            # « Sceaux, Bagneux et Antony ? — C’est le même EPT, les trois ? »
            return self._lists.all(asked) if words[max(0, mention.start - 1)] in THE_SEVERAL else []
        if not (two or in_turn or bodies) or not (them or words[max(0, mention.start - 1)] in THE_SEVERAL):
            return []
        noun = any(
            one.mention.start == mention.end and one.weight > 0 and one.mention.role not in ASKING_WHERE for one in said
        )
        between = not noun and not BEFORE_BOTH.isdisjoint(words[max(0, mention.start - 2) : mention.start])
        after = words[mention.end] if mention.end < len(words) else ""
        # « Les deux. » is all that is said.
        alone = all(one.weight <= 0 or one.mention is mention for one in said)
        if alone and mention.value == len(past.listed):
            return self._lists.all(past.listed)
        # « Et les deux ? », « et eux deux, combien ? »
        bare = not noun and (them or alone or (not after and words[0] in AND))
        # « Tous les trois », « qui a gagné dans les quatre ? »
        every = (
            in_turn and not noun and words[max(0, mention.start - 2)] in ALL | (INSIDE_OF if not after else frozenset())
        )
        if bodies and not noun and not after:
            # « Le total des trois ? », « combien les deux ? »
            return self._lists.all(bodies)
        # « Les deux ont… », « les deux en ont… »
        subject = after in AUXILIARIES or after == OF_IT
        # « Les 2 son dans quel EPT », not « les deux, c’est dans le 92 ? », which is asked of what they have, too.
        lies = any(one.mention.start == mention.end and one.mention.role == LYING for one in said)
        subject = subject or (lies and after not in THIS)
        if not between and not bare and not every and not subject:
            return []
        if in_turn:
            return self._lists.all(past.series[::-1])
        # « Le CRM, c’est Vincennes ? — Et la GED ? — Les deux sont pareils ? »
        any_kind = between or alone or any(one.mention.role == "semblable" for one in said)
        told = [named for named in past.focus if any_kind or self._knowledge.types[named.kind].within]
        # « De quoi parle le projet de Vincennes ? — Les deux » are those that it has.
        same = ([one for one in told if one.kind == first.kind] for first in told)
        alike = next((some for some in same if len(some) > 1 or not alone), told)
        if subject and len(told) < LEAST_SEVERAL:
            # « Le chatbot, c’est Sceaux ? — Non, Rosny. — Les deux sont dans quel territoire ? »
            told = alike = self._lists.with_owners(past.focus)
        told = alike if len(alike) >= LEAST_SEVERAL else told
        return self._beside(told[:LEAST_SEVERAL], said) if len(told) >= LEAST_SEVERAL else []

    def _beside(self, told: Sequence[Named], said: Sequence[Said]) -> list[Said]:
        """Several things told as mentions, beside each other where a message asks which has the most (« pour la
        culture ? — Pour le sport ? — Lequel a le plus des deux ? » ranks none of those who got it)."""
        most = any(one.mention.role == "superlatif" for one in said)
        narrow = len({named.kind for named in told}) == 1 and self._knowledge.types[told[0].kind].narrows
        these = self._grammar.carry_concept(THESE) if most and narrow else None
        both = self._lists.all(told)
        return [*both, replace(these, borrowed=False)] if these is not None else both

    def counted(self, said: tuple[Said, ...], words: Sequence[str], past: Conversation) -> tuple[Said, ...]:
        """A message with the places asked about one after the other in the stead of « les trois villes », as many."""
        for one in said:
            nouns = [other for other in said if other.mention.start == one.mention.end]
            kinds = self._grammar.kinds(nouns)
            after = words[nouns[0].mention.end :] if nouns else []
            several = one.mention.how == "number" and one.mention.value == len(past.series) > LEAST_SEVERAL
            whole = words[max(0, one.mention.start - 1)] in THE_SEVERAL and (
                not after or after[0] in (*AUXILIARIES, OF_IT)
            )
            if several and whole and kinds == {past.series[0].kind}:
                told = self._lists.all(past.series[::-1])
                return (*told, *(other for other in said if other is not one and other not in nouns))
        return said

    @staticmethod
    def they(said: Sequence[Said], words: Sequence[str]) -> bool:
        """Whether a message asks where several things lie (« elles sont dans quel EPT ? », « elles sont toutes dans le
        même ? », « où sont-elles ? »)."""
        lies = {LYING} if IN.isdisjoint(words) else {LYING, "semblable"}
        situates = any(one.mention.role in lies for one in said) or Pairs.where(words)
        return THEY in words and situates

    @staticmethod
    def where(words: Sequence[str]) -> bool:
        """Whether a message asks where several things are (« elles sont où ? », « où sont-ils ? »)."""
        asks = any({OR, ARE} == set(pair) for pair in pairwise(words))
        return asks and not PLURAL_PRONOUNS.isdisjoint(words)

    @staticmethod
    def of_several(words: Sequence[str]) -> bool:
        """Whether a message chooses among several, or tells how many it compares (« laquelle des deux, en 2024 ? »)."""
        counted = _of_how_many(words) or _between_how_many(words)
        return counted is not None or not WHICH_ONES.isdisjoint(words)

    def compared(self, said: Sequence[Said], words: Sequence[str], past: Conversation) -> list[Said]:
        """What a message compares that names nothing, where the last question named but one thing, or a list.

        It is the last two things spoken of (« sont-ils dans le même département ? », « lequel en a le plus ? »), or
        what was listed.
        """
        if _asks_in_which(words) and past.listed and all(self.holds(named.kind) for named in past.listed):
            # « Quels territoires ont gagné ? — Dans quels départements ? »
            return self._lists.all(past.listed)
        roles = {one.mention.role for one in said}
        # « Quels lauréats dans le 93 ? — Ils sont où ? » is asked of those, « Vincennes ? — Ils sont où ? » of that.
        they = self.they(said, words) or (self._around(past) and self._lie(past, roles, words))
        # « C’est le même ? », « ils sont dans le même ? » ask it of what was asked for.
        compares = (not roles.isdisjoint(COMPARING) and "autres" not in roles) or they
        bare = they or all(one.weight <= 0 or one.mention.role in (*COMPARING, LYING) for one in said)
        spoken = [named for named in past.entities if not they or self._knowledge.types[named.kind].within]
        # « Sauf Vincennes ? — Elles sont où ? » is asked of those told, and not of the one left out.
        spoken = [named for named in spoken if not (they and named.excluded)]
        # « En 2022 » and « de la Métropole » narrow what was asked.
        spoken = [named for named in spoken if not self._knowledge.types[named.kind].narrows] or spoken
        spoken = [named for named in spoken if named.kind not in YEARS] or spoken
        if they and not spoken and past.several:
            # « Le stationnement ? — Elles sont toutes dans le 92 ? », « où sont-ils ? » of towns
            told = self._lists.with_owners(past.listed) if self.where(words) else []
            return self._lists.all([one for one in told if one.kind not in self._holders]) or self._lists.places(past)
        if they and not spoken:
            # « Des bibliothèques ? — Et un jardin ? — Elles sont dans le même département ? »
            towns = (named for named in past.focus if self._knowledge.types[named.kind].within)
            spoken = [named for named in towns if named.kind not in self._holders][:1]
        # « Dans le même territoire qu’eux, qui a gagné ? » compares others with them.
        beside = any(first in THAT and second in OF_SEVERAL for first, second in pairwise(words))
        # « Lequel des deux a reçu le plus ? » of those that have no place.
        two = len(spoken) == 1 and not self._knowledge.types[spoken[0].kind].within
        between = _between_how_many(words)
        number = _how_many(said) or _of_how_many(words) or between
        several = number is not None
        # « Lequel a eu le plus ? » after one and another.
        # « L’écart entre les deux ? »
        two = two and (between is not None or (not WHICH_ONES.isdisjoint(words) and (several or not past.listed)))
        if not compares or beside or len(spoken) != 1 or not (bare or two or self._grammar.kinds(said)):
            return []
        declared = self._knowledge.types.get(spoken[0].kind)
        among = between is not None or _of_how_many(words) is not None or not WHICH_ONES.isdisjoint(words)
        if declared is not None and declared.narrows and not (several and among):
            # « Pour la culture ? Pour le sport ? Qui sont les deux plus aidés ? » is asked of sport alone.
            return []
        most = any(one.mention.role == "superlatif" for one in said)
        if most and bare and self._was_ranked(past):
            # « Quelle ville a le plus de projets ? — Et dans le 93 ? — Et le moins ? » is asked of its towns.
            return []
        if most and spoken[0].kind == BODY and not self.of_several(words) and self._asks_of_the_last(said, words):
            return []
        around = self._grammar.kinds(said) & self._knowledge.holders()
        if most and around and (spoken[0].kind not in around or not (several or not WHICH_ONES.isdisjoint(words))):
            # « Quel département en a le plus ? » is asked of all departments, after towns or after two of them.
            return []
        # « Et Continental ? — Duquel parlez-vous ? — Lequel des trois a eu le plus ? » is asked back once more.
        awaited = spoken if past.choices and len(spoken[0].ids) > 1 else []
        alike = [*awaited, *(named for named in past.focus if named.kind == spoken[0].kind)]
        if number is not None and len(alike) < number and (many := list_of(number, past)):
            # « Quelles villes en ont deux ? — La première ? — La dernière ? — Laquelle des quatre est dans le 93 ? »
            return self._lists.all(many)
        if len(alike) >= LEAST_SEVERAL:
            # « C’est le même ? » compares the last two.
            in_turn = (most or they) and spoken[0] in past.series and len(past.series) > LEAST_SEVERAL
            return self._beside(past.series[:number] if in_turn else alike[: number or LEAST_SEVERAL], said)
        listed = [named for named in past.listed if not most or self.holds(named.kind)]
        return self._lists.all(listed) if past.several else []

    def _around(self, past: Conversation) -> bool:
        """Whether the last answer told places, of which the question named none but what it left out, and those
        around."""
        named = all(one.excluded or one.kind in self._holders for one in past.entities)
        return named and past.several and all(self._knowledge.types[one.kind].within for one in past.listed)

    def _lie(self, past: Conversation, roles: Container[str | None], words: Sequence[str]) -> bool:
        """Whether a message asks where « ils » lie, which are none of what was left out (« à part Grand Orly ? — Ils
        sont dans quel département ? »)."""
        apart = bool(past.entities) and all(one.excluded for one in past.entities)
        return self.where(words) or (apart and LYING in roles and not PLURAL_PRONOUNS.isdisjoint(words))

    def _asks_of_the_last(self, said: Sequence[Said], words: Sequence[str]) -> bool:
        """Whether a message asks for the most of what the last one got, not which of those spoken of got the most (« le
        judo ? — Et le tir ? — Son plus gros montant ? », « la plus grosse subvention ? »)."""
        most = (sense.id for one in said if one.mention.role == "superlatif" for sense in one.mention.senses)
        targets = {concept.target for name in most if (concept := self._grammar.counting.get(name)) is not None}
        return GRANT in targets or not ONE.isdisjoint(words)

    def _was_ranked(self, past: Conversation) -> bool:
        """Whether the last question asked which of the places of a kind, in another, has the most."""
        concepts = [one for name in past.concepts if (one := self._grammar.concepts.get(name)) is not None]
        sought = {one.target for one in concepts if one.target and self.holds(one.target)}
        inside = bool(past.entities) and sought.isdisjoint(named.kind for named in past.entities)
        return bool(sought) and inside and any(one.role == "superlatif" for one in concepts)

    def in_turn(self, number: int | None, words: Sequence[str], past: Conversation) -> list[Said]:
        """The regions, or the bodies, asked about one after the other, as many as a message says, rather than as many
        towns told of the last one (« combien de communes dans le 92 ? — Et dans le 93 ? — Les deux ensemble ? »)."""
        if bodies := bodies_in_turn(number, past):
            return self._lists.all(bodies)
        regions = len(past.series) == number and all(named.kind in self._holders for named in past.series)
        return self._lists.all(past.series) if regions and THEY not in words else []

    def having(self, said: Sequence[Said], words: Sequence[str], past: Conversation) -> list[Said]:
        """The towns told of a place of which a message asks what they have themselves (« combien de communes du 93 ? —
        Combien de projets ont-elles ? »)."""
        kinds = [self._knowledge.types.get(kind) for kind in self._grammar.kinds(said)]
        things = all(kind is not None and not kind.silent and not self.holds(kind.name) for kind in kinds)
        asks = THEY in words and bool(kinds) and things
        around = bool(past.entities) and all(named.kind in self._holders for named in past.entities)
        towns = all(self._knowledge.types[named.kind].gender == "f" for named in past.listed)
        told = towns and past.counted == len(past.listed) >= LEAST_SEVERAL
        return self._lists.all(past.listed) if asks and around and told else []

    def of_which(self, said: Sequence[Said], words: Sequence[str], past: Conversation) -> list[Said]:
        """Those named last of which a message asks which lie in a place, or has the most (« laquelle est du 94 ? »)."""
        roles = {one.mention.role for one in said}
        kinds = {sense.record.type.name for one in said for sense in one.mention.senses if sense.record is not None}
        if bodies := picked(self._grammar, said, words, past):
            return self._lists.all(bodies)
        if self._picks_of_turn(said, words, roles, past):
            return self._lists.all(past.series[::-1])
        told = [one for one in said if one.weight >= TELLING and one.mention.role is None and not names(one.mention)]
        # « Lequel a touché le plus ? » is not asked of how many projects they have.
        most = "superlatif" in roles and all(self._grammar.kinds((one,)) for one in told)
        # « Alfortville et Vincennes ? — Laquelle a un kiosque ? »
        owned = bool(kinds) and not any(self.holds(kind) for kind in kinds) and not WHICH_ONE.isdisjoint(words)
        situates = most or owned or LYING in roles
        spoken = [named for named in past.entities if self._knowledge.types[named.kind].within and not named.excluded]
        where = (owned or LYING in roles) and not WHICH_ONE.isdisjoint(words)
        number = _of_how_many(words)
        told_in_turn = [list_of(number, past) if number else (), past.series[:number], past.listed]
        among = (told for told in told_in_turn if len(told) >= LEAST_SEVERAL and set(spoken) <= set(told))
        if where and len(spoken) == 1:
            # « Créteil ? — Et Sceaux ? — Laquelle est dans le 94 ? »
            spoken = [*next(among, spoken)]
        if past.compared and not spoken and most:
            # « Compare 2021 et 2022. — Laquelle est la plus grosse ? »
            spoken = [*past.listed] or [named for named in past.entities if not named.excluded]
        # « Qui a le plus de projets ? » may be asked of all.
        bare = all(one.weight <= 0 or one.mention.role == "superlatif" or one.mention.form == WHO for one in said)
        which = not WHICH_ONES.isdisjoint(words) or ((past.compared or bare) and WHO in words)
        # « Bry et Rosny ont un projet ? — Laquelle en a deux ? »
        sized = any(one.mention.how == "number" or self._compares(one) for one in said)
        had = not kinds and OF_IT in words and sized and not any(named.kind in self._holders for named in spoken)
        had = had and not WHICH_ONES.isdisjoint(words) and "autres" not in roles
        in_turn = "situation" in roles or (had and not WHICH_ONE.isdisjoint(words))
        if in_turn and len(spoken) == 1 and len(past.series) >= LEAST_SEVERAL:
            # « Sceaux ? — Et Vincennes ? — Laquelle est dans le 92 ? », « laquelle en a deux ? »
            spoken = [*past.series[::-1]] if spoken[0] == past.series[0] else spoken
        chooses = ((situates and which) or had) and len(spoken) >= LEAST_SEVERAL
        return self._lists.all(spoken) if chooses else []

    def _compares(self, one: Said) -> bool:
        """Whether a word says how many of something there are (« n’en ont qu’un »)."""
        concepts = (self._grammar.counting.get(sense.id) for sense in one.mention.senses)
        return any(concept is not None and concept.comparison is not None for concept in concepts)

    def _picks_of_turn(
        self, said: Sequence[Said], words: Sequence[str], roles: Container[str | None], past: Conversation
    ) -> bool:
        """Whether a message asks which of the towns asked about one after the other have something, or have nothing
        (« Sceaux ? — Et Clamart ? — Laquelle n’a rien ? »)."""
        towns = len(past.series) >= LEAST_SEVERAL and self._knowledge.types[past.series[0].kind].gender == "f"
        spoken = towns and not past.several and past.entities == past.series[:1]
        weighty = [one for one in said if one.weight > SLIGHT and one.mention.role != "question"]
        has = any(one.mention.role == "absence" or one.weight >= TELLING for one in weighty)
        named = (s.record.type.name for one in weighty for s in one.mention.senses if s.record is not None)
        kinds = map(self._knowledge.types.get, self._grammar.kinds(weighty))
        of_kind = any(kind is None or not kind.silent for kind in kinds)
        says = any(map(self.holds, named)) or of_kind or any(one.mention.how in COUNTED for one in weighty)
        elsewhere = any(role in roles for role in NOT_OF_TURN)
        # « Gennevilliers ? — Clichy ? — Aucune ? »
        asks = not SHE_WHICH.isdisjoint(words) or (len(weighty) == 1 and words[-1:] == [SHE_NONE])
        return spoken and has and not says and not elsewhere and asks

    def narrowed(self, several: list[Said], said: Sequence[Said], words: Sequence[str]) -> list[Said]:
        """Those of several things that lie where a message says, or have what it names, if it asks which do.

        « Laquelle est dans le 94 ? », « laquelle de ces villes a le chatbot ? »
        """
        which = not WHICH_ONES.isdisjoint(words) or (AMONG in words and WHO in words)
        if len(several) < LEAST_SEVERAL or not which:
            return several
        named = [s.record for one in said if not one.excluded for s in one.mention.senses if s.record is not None]
        records = ((one, one.mention.senses[0].record) for one in several)
        chosen = [one for one, record in records if record and any(self._linked(record, other) for other in named)]
        return chosen or several

    def _linked(self, record: Record, other: Record) -> bool:
        """Whether something lies in another, has it, or is of it."""
        holds = other.type.name in self._holders
        if holds:
            return self._knowledge.lies_in(record, other)
        return record in other.values.values() or other in record.values.values()

    def holds(self, kind: str) -> bool:
        """Whether things of a kind lie somewhere or hold others, and so may have something."""
        # What is asked for may be a part that things play, and no type.
        declared = self._knowledge.types.get(kind)
        return (declared is not None and bool(declared.within)) or kind in self._holders


def _asks_in_which(words: Sequence[str]) -> bool:
    """Whether a message asks but in which things of a kind something lies (« et dans quels départements ? »)."""
    asked = [word for word in words if word not in AND]
    return len(asked) == IN_WHICH and asked[0] in IN and asked[1] in WHICH_PLURAL


def _how_many(said: Sequence[Said]) -> int | None:
    """Of how many of those told one after the other a message asks something (« lequel des deux ? »), if it says."""
    numbers = (one.mention.value for one in said if one.mention.how == "number")
    return next((value for value in numbers if isinstance(value, int) and value >= LEAST_SEVERAL), None)


def _of_how_many(words: Sequence[str]) -> int | None:
    """The number of those among which a message chooses (« lequel des trois »), if it says."""
    numbers = (read_number((word,)) for before, word in pairwise(words) if before == OF_THESE)
    return next((int(one.value) for one in numbers if one is not None and one.value >= LEAST_SEVERAL), None)


def _between_how_many(words: Sequence[str]) -> int | None:
    """The number of those between which a message compares something (« l’écart entre les deux »), if it says."""
    triples = zip(words, words[1:], words[2:], strict=False)
    numbers = (read_number((word,)) for between, the, word in triples if between == BETWEEN and the in THE_SEVERAL)
    return next((int(one.value) for one in numbers if one is not None and one.value >= LEAST_SEVERAL), None)
