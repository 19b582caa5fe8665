"""What a message says itself, which what is carried over from earlier turns must leave room for."""

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import NamedTuple

from msgspec.structs import replace

from bot.dialogue.conversation import Conversation
from bot.dialogue.others import Others
from bot.dialogue.summing import SHARES
from bot.facts.records import Knowledge, Record
from bot.french.verbs import AUXILIARIES
from bot.french.words import (
    ALL_OF_ONE,
    AMONG,
    AMOUNTING_TO,
    AS_MANY_AS,
    AS_MUCH,
    ASKING_WHAT,
    BY,
    CHOOSING,
    HE,
    HOW_MANY,
    INSIDE_IT,
    LIKEWISE,
    OF_HIM,
    OF_SEVERAL,
    OF_WHICH,
    SUBJECTS,
    THAT,
    THESE,
    WHICH,
    WITH,
)
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.reading import SLIGHT, Said, anchors
from bot.understanding.roles import Role

ASSERTING = 0.5
"""Weight from which a word says something."""
ITSELF = "soi"
"""Role of words that name anew what they come after (« lui-même »)."""


class Told(NamedTuple):
    """What a message says itself."""

    records: list[Record]
    """Those it names."""
    excluded: frozenset[str]
    """The identifiers of those it keeps out."""
    roots: frozenset[str]
    """The dimensions of those it names."""
    affirmed: frozenset[str]
    """The dimensions of those it does not keep out."""
    roles: frozenset[Role | None]
    among: bool
    """Whether it asks of some of those told (« parmi elles »)."""
    inside: bool
    """Whether it asks of some of those inside what was told (« dont combien dans le 94 ? », « … là-dedans ? »)."""
    in_full: bool
    """Whether it says itself what it asks (« dans le 93, qui a été choisi ? », not « lesquels ? »)."""
    kinds: set[str]
    """The kinds of things it asks for, other than by « qui »."""
    compares: bool
    """Whether what it names is compared with what was spoken of (« plus que le 94 ? »), or added to it."""
    of_one_compared: bool
    """Whether it asks something of one of those that were compared (« et Bagneux, ça en fait combien ? »)."""
    such: bool
    """Whether it asks of things of such a kind as those told (« y avait-il des aides de ce genre ? »)."""
    others: set[str]
    """The types of which it asks for others than those spoken of (« un autre projet »)."""
    whose: bool
    """Whether it says whose place it names (« son territoire, c’est le T2 ? »)."""
    points: bool
    """Whether it points back to a place spoken of, or to that around it (« son territoire, c’est lequel ? »)."""
    of_several: bool
    """Whether it asks which of several has the most, or has none."""
    chooses: str
    """The word by which it asks which or who, and names no place itself (« lesquels en ont eu ? »)."""
    numbered: set[str]
    """The kinds of things of which it says that there are several (« trois départements ? »)."""
    ranked: set[str]
    """The kinds of things of which it says the rank of one (« le 2e projet de Rosny »)."""
    number: bool
    """Whether it says a number of things, more than one."""
    by: bool
    """Whether it says but by whom (« par le Bureau ? »)."""
    of_those: bool
    """Whether it is asked of as many of those told (« la plus grosse des deux »)."""
    asserts: bool
    """Whether it says something but names (« ils ont eu autre chose ? »)."""
    has: bool
    """Whether it says that something has or is something (« laquelle en a ? »)."""
    states: bool
    """Whether it says something but names and kinds of things (« d’autres villes aidées ? »)."""
    these: bool
    """Whether it asks of all that was told (« lesquels de ces projets ? »)."""
    picks: bool
    """Whether it says nothing but which one of a list."""
    bare: bool
    """Whether it says but that, and asks nothing of it itself (« et le premier ? »)."""
    pointed: bool
    """Whether it points back to all that it names (« le deuxième, c’est pour quoi ? »)."""
    single: bool
    """Whether it names a place that holds no others: it is not asked which of it has nothing."""
    likewise: bool
    """Whether it says that it asks of what it names what was asked last (« pareil pour Sceaux ? »)."""
    shares: bool
    """Whether it asks for a share (« la culture ? — La part de l’opéra ? »)."""
    what: bool
    """Whether it asks what somebody has (« ils ont quoi ? »), not what something is."""
    counts: bool
    """Whether it asks how many there are (« combien de villes ? »)."""
    what_is: bool
    """Whether it asks what something is (« et à Montreuil, c’est quoi ? »)."""
    how_many: bool
    """Whether it says but what it names and asks how many, or how much (« et combien pour le 94 ? »)."""
    amounts: bool
    """Whether it asks how many those told amount to (« ça fait combien de projets ? »)."""
    throughout: bool
    """Whether it asks of all of a place (« dans tout le 92 »)."""
    led: bool
    """Whether a pronoun comes before all that it names (« elle était au comité ? »), and so stands for none of it."""

    @property
    def of_it(self) -> bool:
        """Whether a pronoun of it stands for what was spoken of, not for others that it says whose they are or where
        (« et celle de la 3D, elle est dans le même territoire ? »)."""
        return "pronom" in self.roles and self.roles.isdisjoint(("reprise", "situation", "semblable"))


class Teller:
    """Tells what messages say themselves."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, others: Others) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._others = others
        self._holders = knowledge.holders()

    def told(self, said: tuple[Said, ...], past: Conversation) -> Told:
        """What a message says, after what was said before."""
        # What a date is the date of, nobody named (« lesquels ont été retenus en novembre ? »).
        spoken = (one for one in said if one.mention.how != "date")
        senses = [(sense.record, one.excluded) for one in spoken for sense in one.mention.senses]
        named = [(record, excluded) for record, excluded in senses if record is not None]
        spoken = (one for one in said if one.mention.role is None and not names(one.mention))
        asserted = [one for one in spoken if one.weight >= ASSERTING]
        roots = [(self._knowledge.root(record.type.name), excluded) for record, excluded in named]
        picks = any(one.mention.how == "earlier" for one in said) and all(
            one.mention.how == "earlier" or one.weight < ASSERTING for one in said
        )
        # « Ceux de Montreuil ? » asks for what that one has.
        roles = {one.mention.role for one in said if one.weight >= ASSERTING or one.mention.role == "reprise"}
        asks = not roles.isdisjoint(("question", "reprise"))
        of_one = (picks or asks or bool(asserted)) and _is_one_of([record for record, _ in named], past)
        return Told(
            records=[record for record, _ in named],
            excluded=frozenset(record.id for record, excluded in named if excluded),
            roots=frozenset(root for root, _ in roots),
            affirmed=frozenset(root for root, excluded in roots if not excluded),
            roles=frozenset(roles_of(said)) | self._liken(said),
            among=asks_among(said),
            inside=any(one.mention.form in INSIDE_IT or _begins_with(OF_WHICH, one) for one in said),
            in_full=asks_in_full(said),
            kinds=self._grammar.kinds(map(_noun, said)),
            compares=self.compares(said)
            # « Et entre Alfortville et Vincennes ? » names both that it compares.
            or (self._compared(past) and not of_one and sum(names(one.mention) for one in said) <= 1)
            or _adds(said)
            or as_many_as(said),
            of_one_compared=asks and of_one and self._compared(past),
            such=_such(said),
            # « Qui d’autre qu’Antony ? » says itself what it asks for others than.
            others=set() if roots and all(excluded for _, excluded in roots) else self._others.sought(said, past),
            whose=any(record.type.name in self._grammar.refers(one.mention) for one in said for record, _ in named),
            points=any(self._grammar.refers(one.mention) for one in said),
            of_several=_of_several(said) and not self._asks_when(said),
            chooses="" if named else next((one.mention.form for one in said if one.mention.form in CHOOSING), ""),
            numbered=self._grammar.kinds(one for one in said if one.mention.start in _several(said)),
            ranked=self._grammar.kinds(one for one in said if one.mention.start in _ranks(said)),
            number=bool(_several(said)),
            by=says_by_whom(said),
            of_those=_of_those(said),
            asserts=bool(asserted),
            has=any(one.mention.form in AUXILIARIES for one in said),
            states=any(self._states(one) for one in asserted),
            these=any(one.mention.form == THESE for one in said),
            picks=picks,
            bare=picks and all(one.mention.how == "earlier" or one.weight <= SLIGHT for one in said),
            pointed=all(one.mention.how == "earlier" for one in said if names(one.mention)),
            single=any(
                record.type.within and record.type.name not in self._holders and not excluded
                for record, excluded in named
            ),
            likewise=any(one.mention.form.startswith(LIKEWISE) for one in said),
            shares=any(sense.id in SHARES for one in said for sense in one.mention.senses),
            what=any(map(_asks_what, said)),
            counts=any(one.mention.form.startswith(tuple(HOW_MANY)) for one in said),
            what_is=any(one.mention.role == "question" and one.mention.form.endswith(ASKING_WHAT) for one in said),
            how_many=_asks_how_many(said),
            amounts=amounts_to(said),
            throughout=self._throughout(said),
            led=_led(said),
        )

    def _liken(self, said: Sequence[Said]) -> set[Role]:
        """The role of words that liken, where others of the place around are looked for (« les autres du territoire »,
        which is the same one, « même territoire, le reste ? »)."""
        same = any(
            word.mention.form == AS_MUCH and word.mention.end == kind.mention.start and self._is_holder(kind)
            for word, kind in pairwise(said)
        )
        if same and any(one.mention.role == "autres" for one in said):
            return {"semblable"}
        for others, of_it, kind in zip(said, said[1:], said[2:], strict=False):
            if others.mention.role == "autres" and of_it.mention.form == OF_HIM:
                return {"semblable"} if self._is_holder(kind) else set()
        return set()

    def _throughout(self, said: Sequence[Said]) -> bool:
        """Whether « tout » and an article come before the name of a place in which others lie."""
        starts = {one.mention.end + 1 for one in said if one.mention.form in ALL_OF_ONE}
        named = (s.record for one in said if one.mention.start in starts for s in one.mention.senses)
        return any(record is not None and record.type.name in self._holders for record in named)

    def _is_holder(self, one: Said) -> bool:
        """Whether a word is that of a kind of place in which others lie."""
        return not self._holders.isdisjoint(self._grammar.kinds((one,)))

    def _states(self, one: Said) -> bool:
        """Whether a word says something but a kind of thing; « lauréat » says that it has won."""
        kinds = self._grammar.kinds((one,))
        return not kinds or any(self._knowledge.types[kind].silent for kind in kinds)

    def _asks_when(self, said: Sequence[Said]) -> bool:
        """Whether a message asks when something was (« en quelle année le plus ? »), not which of several."""
        asked = (one for one in said if one.mention.role == "question")
        concepts = (self._grammar.concepts.get(sense.id) for one in asked for sense in one.mention.senses)
        return any(one is not None and one.demanding for one in concepts)

    def compares(self, said: tuple[Said, ...]) -> bool:
        """Whether a message compares what it names with something else (« plus que le 94 ? »)."""
        concepts = [(one, self._grammar.counting.get(sense.id)) for one in said for sense in one.mention.senses]
        more = [one for one, concept in concepts if concept and concept.comparison in [(">", None), ("<", None)]]
        counts = any(one.mention.how == "number" for one in said)
        # « Le 94 a-t-il plus de projets que le 92 ? » names both itself.
        named = [one.mention.start for one in said if names(one.mention) and not one.borrowed]
        both = bool(more) and len(named) > 1 and named[0] < more[0].mention.start
        return (likens(said) and not _such(said)) or (not counts and bool(more) and not both)

    def _compared(self, past: Conversation) -> bool:
        """Whether the last question compared several names, to which another is added (« et que le 94 ? »)."""
        concepts = (self._grammar.counting.get(name) for name in past.concepts)
        operators = {concept.comparison for concept in concepts if concept is not None}
        # « Combien de plus de 50 000 € en 2021 ? » compares no years.
        more = past.comparison is None and not operators.isdisjoint([(">", None), ("<", None)])
        compared = past.compared or more
        return len(past.entities) > 1 and compared


def as_many_as(said: Sequence[Said]) -> bool:
    """Whether a message asks but if what was told is as many as what it names (« autant que le 94 ? »)."""
    weighty = [one for one in said if one.weight > SLIGHT and not one.borrowed]
    return (
        len(weighty) > 1
        and weighty[0].mention.form.startswith(AS_MANY_AS)
        and all(names(one.mention) for one in weighty[1:])
    )


def _adds(said: Sequence[Said]) -> bool:
    """Whether a message puts what it names to what was spoken of (« si j’ajoute Vincennes ? », « avec Sceaux ? »)."""
    begins = any(one.mention.form in WITH and one.mention.start == 0 for one in said)
    return begins or any(one.mention.role == "ajout" for one in said)


def roles_of(said: Sequence[Said]) -> Iterator[Role | None]:
    """The roles of what a message says; « 500 euros » asks for no euros."""
    counted = {one.mention.end for one in said if one.mention.how == "number"}
    return (one.mention.role for one in said if one.mention.role != "question" or one.mention.start not in counted)


def _begins_with(word: str, one: Said) -> bool:
    return one.mention.form == word and one.mention.start == 0


def asks_among(said: Sequence[Said]) -> bool:
    """Whether a message asks of some of those told (« parmi elles »), not of those named (« parmi les lycées »)."""
    told = {one.mention.start for one in said if names(one.mention)}
    among = (one.mention for one in said if one.mention.form.startswith(AMONG))
    return any(told.isdisjoint(range(one.end, one.end + 2)) or one.form != AMONG for one in among)


def asks_in_full(said: tuple[Said, ...]) -> bool:
    """Whether a message asks and says itself what, so that it is no longer asked who has none."""
    asks = any(one.mention.role == "question" for one in said)
    asserted = (one for one in said if one.weight >= ASSERTING and not names(one.mention))
    return asks and any(one.mention.role is None for one in asserted)


def says_by_whom(said: Sequence[Said]) -> bool:
    """Whether a message says but by whom, of what was asked (« par le Bureau ? »)."""
    weighty = [one for one in said if one.weight >= ASSERTING and not one.borrowed]
    return bool(weighty) and said[0].mention.form == BY and all(names(one.mention) for one in weighty)


def likens(said: tuple[Said, ...]) -> bool:
    """Whether a message asks if one thing it names is like what was spoken of (« c’est le même que Sceaux ? »)."""
    roles = {one.mention.role for one in said if one.mention.form not in THAT}
    named = [one for one in said if names(one.mention) and not one.borrowed]
    return "semblable" in roles and len(named) == 1 and roles.isdisjoint(("question", "autres"))


def _such(said: Sequence[Said]) -> bool:
    """Whether a word that likens tells which things a message asks for, or which ranking (« des aides de ce genre »,
    « le même classement »)."""
    alike = [one.mention for one in said if one.mention.role == "semblable"]
    nouns = [one.mention for one in said if one.weight >= ASSERTING and not names(one.mention)]
    before = {noun.end for noun in nouns if noun.role is None}
    after = {noun.start for noun in nouns if noun.role == "superlatif"}
    return any(one.start in before or one.end in after for one in alike)


def themselves(said: Sequence[Said]) -> int:
    """The features of what is turned to (« le fonds lui-même »), if it is of our subject alone."""
    starts = {one.mention.start for one in said if one.mention.role == ITSELF and not one.borrowed}
    turned = (one for one in said if one.mention.end in starts and not one.borrowed and not names(one.mention))
    return reduce(or_, (one.mention.mask for one in turned if anchors(one)), 0)


def _is_one_of(named: Sequence[Record], past: Conversation) -> bool:
    """Whether all that a message names is one of the things that the last question named."""
    return bool(named) and any(all(record.id in one.ids for record in named) for one in past.entities)


def _several(said: tuple[Said, ...]) -> set[int]:
    """Where what is counted begins, beside or in the place of a number of more than one."""
    numbers = (one.mention for one in said if one.mention.how == "number" and not one.borrowed)
    several = [mention for mention in numbers if isinstance(mention.value, int) and mention.value > 1]
    return {place for mention in several for place in (mention.start, mention.end)}


def _ranks(said: tuple[Said, ...]) -> set[int]:
    """The ends of the ranks that a message says."""
    return {one.mention.end for one in said if one.mention.how == "ordinal" and not one.borrowed}


def _asks_what(one: Said) -> bool:
    """Whether a word asks what somebody has (« quoi », « qu’est-ce que », not « c’est quoi »)."""
    return one.mention.role == "question" and one.weight <= SLIGHT and one.mention.form.endswith(ASKING_WHAT)


def _asks_how_many(said: Sequence[Said]) -> bool:
    """Whether a message says but names, and asks how many or how much."""
    weighty = [one.mention for one in said if one.weight > SLIGHT]
    asked = [mention for mention in weighty if not names(mention)]
    return len(asked) == 1 < len(weighty) and asked[0].form.startswith(tuple(HOW_MANY))


def amounts_to(said: Sequence[Said]) -> bool:
    """Whether a message asks how many of something those told amount to (« ça fait combien de projets ? »)."""
    forms = {one.mention.form for one in said}
    return not forms.isdisjoint(AMOUNTING_TO) and any(form.startswith(tuple(HOW_MANY)) for form in forms)


def _led(said: tuple[Said, ...]) -> bool:
    """Whether a subject pronoun comes before the names of a message."""
    named = [one.mention.start for one in said if names(one.mention)]
    return any(one.mention.form in SUBJECTS | HE and one.mention.start < min(named, default=0) for one in said)


def _of_several(said: tuple[Said, ...]) -> bool:
    """Whether a message asks which of several has the most, or which have none."""
    roles = {one.mention.role for one in said}
    which = "absence" in roles and "pronom" not in roles and any(one.mention.form in WHICH for one in said)
    return which or {"superlatif", "question"} <= roles


def _of_those(said: tuple[Said, ...]) -> bool:
    """Whether a message takes one of as many as it says (« la plus grosse des deux »)."""
    pairs = ((before.mention, number.mention) for before, number in pairwise(said))
    return any(two.how == "number" and one.form == OF_SEVERAL and one.end == two.start for one, two in pairs)


def has_role(role: Role, said: Sequence[Said]) -> bool:
    """Whether a message holds a word of a role."""
    return any(one.mention.role == role for one in said)


def _noun(one: Said) -> Said:
    """What a word that asks holds besides, where it is an expression with a noun (« pour combien de projets »)."""
    if one.mention.role != "question":
        return one
    senses = tuple(sense for sense in one.mention.senses if sense.record is None and sense.role is None)
    return replace(one, mention=replace(one.mention, senses=senses))
