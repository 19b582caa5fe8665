"""Which words of the last question a message still asks: « et Montreuil ? », « combien ? »."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

from bot.dialogue.asked import HOW_MANY, MEASURING, Asked
from bot.dialogue.conversation import Conversation
from bot.dialogue.requiring import AMONG
from bot.dialogue.telling import ASSERTING, ITSELF, Told
from bot.facts.records import Record
from bot.french.words import WHICH_ONE, WHICH_ONES
from bot.understanding.grammar import Grammar
from bot.understanding.quantities import EACH
from bot.understanding.reading import Said
from bot.understanding.roles import DENYING
from bot.understanding.vocabulary import Concept

SEEKING_PLACES = ("question", "autres", "semblable", "ailleurs", "superlatif", "exclusion", "situation")
"""Roles of words beside which a noun is what is looked for, not what the place that is named is."""


def kept(told: Told, past: Conversation, asked: Asked, grammar: Grammar) -> Iterator[Said]:
    """The words of the last question that a message still asks: none where it is asked in full itself."""
    if not (past.concepts or past.asked):
        return
    keeping = _Keeping(told, past, asked)
    for name in () if keeping.asks_none() else keeping.last:
        concept, word = grammar.carry_concept(name), grammar.concepts.get(name)
        if concept is None or word is None or any(leaves(keeping, word) for leaves in _LEAVING):
            continue
        yield grammar.carry_denial(concept, past.intent) if word.role == "negation" else concept


class _Keeping:
    """What one message leaves of the last question."""

    def __init__(self, told: Told, past: Conversation, asked: Asked) -> None:
        self._told, self._past, self._asked = told, past, asked
        self._words = asked.words(past)
        self._holders = asked.holders
        self._asks = "question" in told.roles
        # « Et le comité ? » after « quand le fonds a-t-il été créé ? » still asks when.
        self._turns = self._turned() and not told.by
        when = "suite" in told.roles and not told.asserts and all(map(_is_dated, told.records))
        self._when = self._turns and when
        self._one_of = asked.names_asked([one for one in told.records if one.id not in told.excluded], past)
        # « Au total pour ces trois villes ? » picks none of them.
        picked = told.picks or self._one_of or self._names_counted()
        self._picks = past.counted > 1 and "tout" not in told.roles and picked
        self._of_itself = any(word.role == ITSELF for word in self._words)
        # « Quelles communes n’ont rien ? — Ça fait combien de villes ? » counts those.
        self._amounts = told.amounts and bool(told.kinds) and told.kinds <= {named.kind for named in past.listed}
        # « Combien sont menés à plusieurs ? — Quelles villes en font partie ? » is asked of those.
        anew = self._asks and bool(told.kinds) and not (told.these or self._amounts or AMONG in told.roles)
        self._anew = anew and not self._asks_which_of_them()
        # « Quel territoire a eu le plus ? » is asked of the amounts that were asked for.
        self._measures = "superlatif" in told.roles and all(map(asked.is_place, told.kinds))
        # « Quels territoires ? — Lequel a le plus de communes ? » counts those of each.
        self._of_each = "superlatif" in told.roles and told.chooses in WHICH_ONE
        # « Quel département a le plus de projets ? — Et quel territoire ? »
        self._ranks = asked.ranks_another(told, past)
        self._left_out = self._words_left_out()
        self._other_nouns = self._asking_for_noun()
        # « Le deuxième, il coûte combien ? — Et le premier ? » asks it again of another of them.
        self._again = told.likewise or (told.bare and self._of_one_listed())
        self.last = (past.asked or past.concepts) if self._again else past.concepts
        """The names of the words of the question asked last."""

    def asks_none(self) -> bool:
        """Whether the message asks nothing of what was asked."""
        told = self._told
        likened = "semblable" in told.roles and told.kinds and told.kinds <= self._holders and not told.others
        if likened and not self._asks:
            # « C’est le même territoire ? » asks nothing else of them.
            return True
        # « Sceaux est dans quel département ? — Et Vincennes, ils ont quoi ? » no longer asks where.
        what = told.what and told.single and "situation" not in told.roles and self._asked_where()
        of_them = self._measures or self._of_each or self._left_out or self._ranks
        return what or (self._turns and not self._when) or (self._anew and not of_them)

    def is_not_when(self, word: Concept) -> bool:
        """« Quand le fonds a-t-il été créé ? — Et le comité ? »: nothing but when."""
        return self._when and not word.demanding

    def puts_back(self, word: Concept) -> bool:
        """« Hors du 94 ? — Maintenant celles du 94 » keeps nothing out."""
        out = (self._asked.root(one.kind) for one in self._past.entities if one.excluded)
        return word.role == "exclusion" and not self._told.affirmed.isdisjoint(out)

    def ranked_first(self, word: Concept) -> bool:
        """« Quel département a le plus de projets ? — Ses lauréats ? » asks what the first has, and ranks nothing."""
        told, past = self._told, self._past
        first = past.ranked[0] if past.ranked else ()
        theirs = "pronom" in told.roles and bool(told.kinds) and told.roles.isdisjoint(("superlatif", "mesure"))
        of_first = theirs and any(named.kind in self._holders for named in first)
        return of_first and (word.role == "superlatif" or self._asked.is_place(word.target))

    def is_of_other_things(self, word: Concept) -> bool:
        """« Les projets du 94 ? — Lesquelles en ont deux ? » asks for no projects."""
        told = self._told
        having = told.has and told.number and told.chooses in WHICH_ONES
        return word.name in self._other_nouns or (having and self._asked.is_thing(word.target))

    def counts_others(self, word: Concept) -> bool:
        """« Qui a reçu le plus ? — Et le plus de projets ? » counts those, whatever was measured; « les deux plus
        petites ? » after « combien de plus de 60 € ? » keeps what bounds them."""
        told, past = self._told, self._past
        counts = "superlatif" in told.roles and bool(told.kinds) and not any(map(self._asked.is_place, told.kinds))
        free = counts and past.comparison is None and past.bounds is None
        return free and word.target is None and word.weight >= ASSERTING

    def is_asked_anew(self, word: Concept) -> bool:
        """« Et combien de territoires ? » says itself what it asks, but not what is measured."""
        measures = word.role == "question" and word.weight >= MEASURING
        return self._anew and not measures and not self._is_of_each(word)

    def is_over(self, word: Concept) -> bool:
        """« Pourquoi ? — Et Montreuil ? »"""
        told = self._told
        return word.fleeting and not told.likewise and bool(told.roots or told.states)

    def is_of_holders(self, word: Concept) -> bool:
        """« Et Bobigny ? » is not asked of the territories themselves, nor « et à Montreuil, c’est quoi ? » after « et
        les EPT ? »."""
        told = self._told
        of_town = told.what_is and self._past.counted > 0 and "reprise" not in told.roles
        one = self._picks or self._of_itself or of_town
        return one and told.single and word.target in self._holders

    def is_of_the_town(self, word: Concept) -> bool:
        """« Orly, la ville, a un projet ? — Et Grand Paris Grand Est ? » is not asked of the towns there."""
        towns = {named.kind for named in self._past.entities if not named.excluded} - self._holders
        seeks = any(other.role in SEEKING_PLACES for other in self._words)
        roots = self._told.roots
        return bool(roots) and word.target in towns - roots and not seeks

    def is_where(self, word: Concept) -> bool:
        """« Dans quel département ? — Ils ont autre chose ? » asks for other things of theirs."""
        others = self._told.others
        things = bool(others) and all(map(self._asked.is_thing, others)) and self._asked_where()
        return things and (word.role == "situation" or word.target in self._holders)

    def is_of_itself(self, word: Concept) -> bool:
        """« Et elle-même ? — Et Sceaux ? »"""
        return self._of_itself and self._told.single and word.role == ITSELF

    def totals(self, word: Concept) -> bool:
        """« Et le total ? » after the mean, or after what each has, is not its total."""
        return "tout" in self._told.roles and (word.role in ("mesure", "groupe") or word.share == EACH)

    def is_of_others(self, word: Concept) -> bool:
        """« Qui en a plus de deux ? — Et les autres ? »"""
        return "autres" in self._told.roles and word.comparison is not None

    def is_said_by_number(self, word: Concept) -> bool:
        """« Celles de plus de 5 000 € ? — Seulement le sport »: the number says it."""
        return self._past.comparison is not None and word.comparison is not None and word.comparison[1] is None

    def is_of_its_places(self, word: Concept) -> bool:
        """« Et l’EPT lui-même ? » is not asked of its towns."""
        return ITSELF in self._told.roles and self._asked.is_place(word.target)

    def likens(self, word: Concept) -> bool:
        """« Sont-elles dans le même territoire ? — Elles ont des projets ? » is not asked if those are the same, nor
        « et l’EPT, il a quoi ? »."""
        told = self._told
        holding = bool(self._holders & self._asked.kinds(self._past))
        things = bool(told.kinds) and self._holders.isdisjoint(told.kinds) and holding
        return word.role == "semblable" and ((self._asks and "situation" in told.roles) or things or told.what)

    def is_no_question(self, word: Concept) -> bool:
        """« Où est la maison du numérique ? — À Boissy, il y en a une ? » is not asked where it lies."""
        told = self._told
        exists = "partitif" in told.roles and self._asked.is_of_places(told.roots) and self._past.outcome == "answered"
        return exists and word.target is None and word.role != "question"

    def replaces(self, word: Concept) -> bool:
        """« Elle a un autre projet ? » no longer asks what was asked of the first, nor « le dernier ? » how many."""
        if word.role != "question":
            return False
        told = self._told
        other = bool(told.others and (told.kinds or told.asserts)) or (self._picks and not self._again)
        # « Issy a gagné un projet aussi, non ? » says all that it asks.
        checks = "verification" in told.roles and told.single and bool(told.kinds)
        none = checks or (told.single and "absence" in told.roles)
        # « Le montant total ? — Et combien pour le 94 ? » is still asked of amounts.
        measured = (self._measures or told.how_many) and word.weight >= MEASURING
        return (self._asks or other or none) and not measured

    def has_something(self, word: Concept) -> bool:
        """« Quelles communes n’ont rien ? — Et Sceaux ? », « aucune commune de GOSB ? — Mais le lavoir alors ? »"""
        if word.role != "absence":
            return False
        told = self._told
        has = told.single or self._one_of or "superlatif" in told.roles
        has = has or (self._asks and told.in_full and not self._amounts)
        has = has or any(map(self._asked.is_of_a_place, told.records))
        # « Qui n’a rien eu ? — Les noms des villes ? »
        return has and not (told.kinds and self._asks_but_which(or_how_many=True))

    def is_checked(self, word: Concept) -> bool:
        """« Y en a-t-il qui ont deux projets ? — Lesquelles sont dans le 93 ? » asks no longer if there are any."""
        return self._asks and word.role == "verification"

    def ranks_none(self, word: Concept) -> bool:
        """« Celui de Vincennes » is one of hers, not how she ranks, nor is « Issy, c’est l’assistant vocal ? »."""
        told = self._told
        owned = sum(not self._asked.narrows(root) for root in told.roots) > 1
        ranked = told.of_one_compared or (told.single and ("reprise" in told.roles or owned))
        return word.role == "superlatif" and ranked

    def _is_of_each(self, word: Concept) -> bool:
        """Whether a word is still asked, of each of the places that a message asks anew about."""
        placed = self._asked.is_place(word.target)
        each = self._of_each and placed and word.target not in self._told.kinds
        # What there is most of, or that there is (« le plus de projets »).
        ranks = self._ranks and not placed and (word.role == "superlatif" or word.target is not None)
        return each or ranks or word.name in self._left_out

    def _asked_where(self) -> bool:
        """Whether the last question asked where something is, or in what."""
        situates = any(word.role == "situation" for word in self._words)
        return situates or bool(self._asked.kinds(self._past) & self._holders)

    def _asking_for_noun(self) -> set[str]:
        """The word by which the last question asked for the kind of places named right after it (« qui sont les
        communes lauréates ? »): for those, not for whoever has something."""
        telling = [word for word in self._words if word.weight > 0]
        asking = [(one, noun) for one, noun in pairwise(telling) if one.role == "question" and one.target]
        is_place = self._asked.is_place
        return {one.name for one, noun in asking if not is_place(one.target) and is_place(noun.target)}

    def _words_left_out(self) -> set[str]:
        """The words by which the last question left out a kind of things, where this one names neither that kind nor
        anything else (« excepté les EPT, qui est lauréat dans le 93 ? — Combien de projets ? »)."""
        told = self._told
        if told.roots or told.others or any(named.excluded for named in self._past.entities):
            return set()
        telling = [word for word in self._words if word.weight > 0]
        pairs = [(one, kind) for one, kind in pairwise(telling) if one.role == "exclusion" and kind.target]
        named = told.kinds.isdisjoint(kind.target for _, kind in pairs)
        return {one.name for pair in pairs for one in pair} if named else set()

    def _asks_which_of_them(self) -> bool:
        """Whether a message asks but which towns, after what was asked of no thing in particular (« combien de projets
        dans le 93 ? — Quelles villes ? »)."""
        told, past, asked = self._told, self._past, self._asked
        around = all(named.kind in self._holders and not named.excluded for named in past.entities)
        things = any(asked.is_thing(kind) or asked.is_anyone(kind) for kind in asked.kinds(past))
        # « Qui a deux projets ? — Quelles villes ? » would lose how many.
        anew = past.comparison is None and told.kinds.isdisjoint(asked.kinds_asked(past))
        same = told.kinds <= asked.kinds_asked(past) and HOW_MANY in past.concepts and past.comparison is None
        which = self._asks_but_which()
        denied = any(word.role in DENYING for word in self._words) and self._asks_but_which(or_how_many=True)
        if around and ((which and same) or denied):
            # « Combien de communes n’ont rien reçu ? — Quelles communes ? »
            return past.outcome == "answered"
        return which and around and past.several and things and anew

    def _asks_but_which(self, or_how_many: bool = False) -> bool:
        """Whether a message asks but which towns, or how many (« quelles villes ? », « les noms des villes ? »)."""
        told = self._told
        only = told.roles <= {None, "question", "suite"} and not (told.roots or told.states or told.others)
        only = only and (or_how_many or not told.counts)
        return only and all(self._asked.is_place(kind) and kind not in self._holders for kind in told.kinds)

    def _of_one_listed(self) -> bool:
        """Whether what the last question asked, which is not known, is of one of what was listed before."""
        past = self._past
        return bool(past.asked) and len(past.entities) == 1 and past.entities[0] in past.listed

    def _turned(self) -> bool:
        """Whether a message names but what has no place, nor anything to do with what was told (« et Ollier ? »)."""
        told, past = self._told, self._past
        if past.outcome == "clarify" or not told.roots or not told.roots.isdisjoint(self._asked.placed):
            return False
        apart = told.roots.isdisjoint(self._asked.around(past))
        return apart and not told.asserts and not any(record.type.narrows for record in told.records)

    def _names_counted(self) -> bool:
        """Whether a message names but places where places are counted (« combien de villes ? », « Sceaux ? »)."""
        records = self._told.records
        leaves = all(record.type.within and record.type.name not in self._holders for record in records)
        return bool(records) and leaves and self._asked.counted_places(self._past)


def _is_dated(record: Record) -> bool:
    """Whether a thing has a day of its own."""
    return any(isinstance(value, date) for value in record.values.values())


_LEAVING: tuple[Callable[[_Keeping, Concept], bool], ...] = (
    _Keeping.is_not_when,
    _Keeping.puts_back,
    _Keeping.ranked_first,
    _Keeping.is_of_other_things,
    _Keeping.counts_others,
    _Keeping.is_asked_anew,
    _Keeping.is_over,
    _Keeping.is_of_holders,
    _Keeping.is_of_the_town,
    _Keeping.is_where,
    _Keeping.is_of_itself,
    _Keeping.totals,
    _Keeping.is_of_others,
    _Keeping.is_said_by_number,
    _Keeping.is_of_its_places,
    _Keeping.likens,
    _Keeping.is_no_question,
    _Keeping.replaces,
    _Keeping.has_something,
    _Keeping.is_checked,
    _Keeping.ranks_none,
)
"""Why a word of the last question is asked no longer."""
