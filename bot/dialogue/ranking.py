"""What is asked after a ranking, or of amounts: « lesquels ? » of the first, « par commune ? » of what was measured."""

from collections.abc import Callable, Sequence, Set

from msgspec.structs import replace

from bot.dialogue.asked import HOW_MANY, MEASURING
from bot.dialogue.beyond import of_no_body, ranks_beyond
from bot.dialogue.conversation import LEAST_SEVERAL, Conversation, Named
from bot.dialogue.lifting import Lifting
from bot.dialogue.lists import MOST_MEANT, NEXT_TO, Lists
from bot.dialogue.subjects import FULL, Subjects
from bot.dialogue.summing import Summing
from bot.facts.records import Knowledge, Record
from bot.findings.query import BODY, GRANT, YEARS
from bot.french.words import ALSO, AND, COUNTING, FIRST_ONES, SO, THAT, THEM_ALL, THIS, WHICH_ONES
from bot.understanding.frame import NONE, Comparison, Frame
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.quantities import EACH
from bot.understanding.reading import SLIGHT, Candidate, Said
from bot.understanding.weighing import Argument

WHOLE = 0.95
"""The share of a message to explain for it to be asked of what was measured."""
SPREADING = ("groupe", "superlatif")
"""Roles of words that ask how something measured is spread (« par commune », « le plus »)."""


class Ranking:
    """Reads messages after rankings and amounts."""

    def __init__(
        self,
        grammar: Grammar,
        knowledge: Knowledge,
        counts: Set[str],
        lists: Lists,
        summing: Summing,
        subjects: Subjects,
    ) -> None:
        """`counts` are the intents that count."""
        self._summing = summing
        self._lifting = Lifting(grammar, knowledge, subjects)
        self._lists = lists
        self._counts = counts
        self._places = knowledge.places()
        self._holders = knowledge.holders()
        self._grammar = grammar
        self._knowledge = knowledge

    def meant(self, argument: Argument, past: Conversation) -> Conversation:
        """What was said before, asked of what was told where a message only asks: of what came first (« quel
        département a le plus de projets ? — Lesquels ? »), or of those counted (« combien pour les EPT ? »)."""
        past = self._lifting.lifted(argument, past)
        if ranks_beyond(argument.said, past) and any(map(self.ranks, past.concepts)):
            # « Le top 3 ? — Et le quatrième ? » is asked of all that were ranked.
            return of_no_body(past)
        ranked = past.ranked or past.compared
        if (
            past.compared
            and sum(map(is_rank, argument.said)) == 1
            and not any(names(one.mention) for one in argument.said)
        ):
            # « Le 92 ou le 93 ? — Le premier en a combien ? » is not asked of both.
            past = replace(past, entities=())
        if ranked and any(map(is_rank, argument.said)) and _says_only(argument.said, _is_rank_or_asks):
            # « Et le deuxième (des deux) ? » is asked what it has, not who has the most there.
            return replace(past, concepts=(past.measured,))
        ranked = any(map(self.ranks, past.concepts)) and not past.several and self._were_ranked(past.listed)
        if ranked and any(map(is_rank, argument.said)) and _says_only(argument.said, _is_rank_or_asks):
            # « Qui a eu le plus ? — Et le deuxième ? » is asked how much, not which of its grants are the greatest.
            return replace(past, concepts=())
        if self._sums_compared(argument.said, past):
            # « Le 92 ou le 94, qui en a le plus ? — En tout ? » is asked how many both have.
            return replace(past, concepts=(past.measured,))
        if past.compared and _says_only(argument.said, lambda one: self._is_several(one) or _asks(one)):
            # « Et ensemble ? » is asked how many they have, « cite-les » which: not who has more.
            of_both = any(self._is_several(one) or one.mention.form.endswith(THEM_ALL) for one in argument.said)
            return replace(past, concepts=(past.measured,)) if of_both else past
        if self._asks_of_each(argument.said, past):
            # « Qui a le plus de projets ? — Combien chacun ? » asks it of those that came first.
            return replace(past, concepts=(past.measured,), entities=past.entities or past.listed)
        if self._summing.of_listed(argument, past):
            # « Qui a eu le plus ? — Leur total ? » is asked how much, not which of them has the most.
            return replace(past, concepts=())
        if self._ranks_anew(argument.said, past):
            # « La plus grosse en 2021 ? — Et la deuxième ? — Et la plus petite ? » is asked of all of 2021.
            return of_no_body(past)
        if past.ranked and _says_only(argument.said, _is_superlative):
            # « Et le moins ? », « et le plus ? » are asked of all that were ranked, where those lie.
            asked = tuple(name for name in (past.ranked[0][0].kind, past.measured) if self._grammar.carry_concept(name))
            kinds = self._holders - {past.ranked[0][0].kind}
            around = tuple(named for named in past.entities if named.kind in kinds)
            anew = replace(past, concepts=asked, entities=around, listed=(), focus=())
            return replace(anew, counted=0, several=False)
        if past.ranked and self._asks_another_kind(argument, past):
            # « Quel département a le plus de projets ? — Et quel territoire ? »
            asked = tuple(filter(self._grammar.carry_concept, (*filter(self.ranks, past.concepts), past.measured)))
            members = {named for equal in past.ranked for named in equal}
            where = tuple(named for named in past.entities if named not in members)
            return replace(past, concepts=asked, entities=where, listed=(), focus=(), counted=0, several=False)
        if past.entities or not past.listed or past.counted != len(past.listed) or not self._asks(argument.said, past):
            return past
        concepts = [concept for name in past.concepts if (concept := self._grammar.concepts.get(name)) is not None]
        kind = past.listed[0].kind
        others = {one.target for one in concepts if one.target is not None and one.target != kind}
        if any(one.role == "superlatif" for one in concepts) and past.counted <= MOST_MEANT:
            of_first = [one for one in concepts if one.role == "superlatif" or self._names(one.target, kind)]
            kept = tuple(one.name for one in concepts if one not in of_first)
            if past.measured in self._grammar.concepts and past.measured not in kept:
                kept = (*kept, past.measured)
            return replace(past, concepts=kept, entities=past.listed, owners=False)
        if not only_asks(argument.said):
            return past
        which = any(one.mention.form in WHICH_ONES for one in argument.said)
        counted = past.intent in self._counts and past.counted <= MOST_MEANT and not self._is_place(kind)
        if not which or not counted or not others:
            return past
        kept = tuple(one.name for one in concepts if one.target not in others)
        return replace(past, concepts=kept, entities=past.listed)

    def _asks_another_kind(self, argument: Argument, past: Conversation) -> bool:
        """Whether a message turns to another kind of places, in none of which lie those that were ranked."""
        told = {named.kind for named in past.ranked[0]}
        within = {place.type.name for one in past.ranked[0] for place in self._around(one)}
        kinds = self._grammar.kinds(one for one in argument.said if one.mention.role is None)
        turns = bool(kinds) and argument.cover.text.tokens[0].text in AND and self._asks(argument.said, past)
        return turns and kinds.isdisjoint(told | within) and all(map(self._is_place, kinds))

    def _around(self, named: Named) -> Sequence[Record]:
        """The places in which one lies that was told."""
        records = (self._knowledge.get(named.kind, id_) for id_ in named.ids[:1])
        return [place for record in records if record is not None for place in self._knowledge.containers(record)]

    def ranks(self, name: str) -> bool:
        """Whether a word of the last question asks for the most or the least."""
        concept = self._grammar.concepts.get(name)
        return concept is not None and concept.role == "superlatif"

    def _were_ranked(self, listed: Sequence[Named]) -> bool:
        """Whether what was listed are bodies, or what narrows a question (sectors), several of them."""
        kinds = {named.kind for named in listed}
        return len(listed) > 1 and all(kind == BODY or self._knowledge.types[kind].narrows for kind in kinds)

    def _ranks_anew(self, said: Sequence[Said], past: Conversation) -> bool:
        """Whether a message says but the most or the least after one body of a list was picked: of all of the list,
        unless it may be asked of the several grants of that one (« le troisième ? — La plus petite ? »)."""
        bodies = [named for named in past.entities if named.kind == BODY]
        picked = len(bodies) == 1 < len(past.listed) and bodies[0] in past.listed
        if not picked or past.counted or not ranks_only(said):
            return False
        concepts = (self._grammar.concepts.get(sense.id) for one in said for sense in one.mention.senses)
        of_grants = any(one is not None and one.target == GRANT for one in concepts)
        of_grants = of_grants and not any(one.mention.how == "number" for one in said)
        return len(set(past.listed)) > 1 and not (of_grants and past.several)

    def _asks(self, said: Sequence[Said], past: Conversation) -> bool:
        """Whether a message says nothing but a word that asks, and kinds of things other than those told."""
        kinds = [one for one in said if one.mention.role is None and self._grammar.kinds((one,))]
        others = self._grammar.kinds(kinds).isdisjoint(named.kind for named in past.listed)
        asks = any(one.mention.role == "question" for one in said)
        return (
            others
            and asks
            and not any(one.weight > SLIGHT and one.mention.role != "question" for one in said if one not in kinds)
        )

    def completed(self, said: tuple[Said, ...], argument: Argument, past: Conversation) -> tuple[Said, ...]:
        """A message with the places or the bodies that it sums up (« Sceaux ? Et Sucy ? Ça fait combien en tout ? »),
        or that keeps out what it adds to those kept out (« sauf Nanterre — Et Sceaux aussi »), or without how it
        compares what is not known (« combien a eu Sceaux ? — Et Montreuil le double ? »)."""
        if meant := self._lifting.asked(argument, past) or self._summing.of_compared(argument, said, past):
            return meant
        words = argument.cover.text.words[:2]
        if past.compared and len(words) > 1 and words[0] in AND and words[1] in THAT:
            # « Combien de plus que le 93 ? — Et que le 92 ? » asks it of that one, too.
            said = tuple(one for one in said if one.mention.form not in THAT)
        if self._asks_of_each(argument.said, past):
            measured = self._grammar.carry_concept(past.measured)
            return said if measured is None else (*said, replace(measured, borrowed=False))
        if self._sums_compared(said, past):
            measured = self._grammar.carry_concept(past.measured)
            rest = tuple(one for one in said if one.mention.role != "tout")
            asked = self._grammar.carry_concept(HOW_MANY)
            words_ = [replace(one, borrowed=False) for one in (asked, measured) if one is not None]
            return (*self._lists.all(past.entities), *rest, *words_)
        if past.outcome == "unknown" and any(names(one.mention) for one in said):
            compared = [one for one in said if self._compares(one, argument)]
            if compared and all(one.weight <= SLIGHT or names(one.mention) or one in compared for one in said):
                return tuple(one for one in said if one not in compared)
        # « Les vélos ? — La maison du vélo ? — Et les cycles Ré ? — Ça fait combien en tout ? »
        spoken = [one for one in past.entities if not self._knowledge.types[one.kind].narrows or one.kind in YEARS]
        if len(past.series) >= LEAST_SEVERAL and len(spoken) == 1 and past.outcome == "answered":
            counted = [one for one in said if one.mention.role is None and self._grammar.kinds((one,))]
            rest = tuple(one for one in said if one not in counted)
            pointed = any(one.mention.role == "pronom" for one in said) or self._sums_bodies(said, past)
            if (sums_up(rest) and pointed) or sums_to(rest, argument):
                counted = counted or self._counted(past)
                told = [one for one in said if one.mention.role != "tout" and one not in counted]
                return (*self._lists.all(past.series), *told, *counted)
        words = argument.cover.text.words
        adds = not AND.isdisjoint(words[:1]) and not ALSO.isdisjoint(words)
        only = adds and all(one.weight <= SLIGHT or _narrows(one) for one in said)
        apart = past.apart or any(named.excluded for named in past.entities)
        if not only or not apart or not self._keeps_out(past):
            return said
        return tuple(replace(one, excluded=True) if _narrows(one) else one for one in said)

    @staticmethod
    def _sums_bodies(said: Sequence[Said], past: Conversation) -> bool:
        """Whether a message says but « total » after bodies asked about one after the other, not « le total des
        subventions »; of a year, it is rather of all years."""
        alone = all((one.mention.role == "tout" and one.weight < FULL) or one.weight <= SLIGHT for one in said)
        return alone and past.series[0].kind == BODY and not any(one.kind in YEARS for one in past.entities)

    def _compares(self, one: Said, argument: Argument) -> bool:
        """Whether a word compares how much (« le double », « davantage », « plus que »; not « n’en a qu’un »)."""
        concepts = (self._grammar.counting.get(sense.id) for sense in one.mention.senses)
        compares = any(concept is not None and concept.comparison not in (None, NONE) for concept in concepts)
        words = argument.cover.text.tokens[one.mention.start : one.mention.end] if compares else ()
        return compares and not any(token.text in COUNTING for token in words)

    def _counted(self, past: Conversation) -> list[Said]:
        """The word for what the last question asked for, or else for what was listed."""
        asked = [name for name in past.concepts if (one := self._grammar.counting.get(name)) is not None and one.target]
        listed = {named.kind for named in past.listed}
        names = asked or (list(listed) if len(listed) == 1 else [])
        words = (self._grammar.carry_concept(name) for name in names)
        return [replace(word, borrowed=False) for word in words if word is not None]

    def _keeps_out(self, past: Conversation) -> bool:
        """Whether the last question said itself what it keeps out."""
        concepts = map(self._grammar.concepts.get, past.concepts)
        return any(concept is not None and concept.role == "exclusion" for concept in concepts)

    def goes_on_counting(
        self, together: Candidate, alone: Sequence[Candidate], said: Sequence[Said], past: Conversation
    ) -> bool:
        """Whether a message asks how many of what was counted or ranked: it says nothing but « combien » and names
        (« combien de projets à Vincennes ? — Combien pour Sceaux ? »), or not of what it asks how many there are
        (« combien de projets dans le 94 ? — Combien sont portés par des communes ? »)."""
        weighty = [one for one in said if one.weight > SLIGHT]
        as_well = together.rule.intent in self._counts and together.own >= max((one.own for one in alone), default=0.0)
        if not as_well or len(weighty) < LEAST_SEVERAL or sum(map(_asks, weighty)) != 1:
            return False
        counted = past.intent in self._counts
        if all(_asks(one) or names(one.mention) for one in weighty):
            return counted or bool(past.ranked) or past.compared
        verb = weighty[1].mention
        unsaid = _asks(weighty[0]) and verb.role is None and not self._grammar.kinds(weighty[1:2])
        return counted and unsaid and together.kept > 0 and not any(names(one.mention) for one in weighty)

    def counts_again(self, together: Candidate, said: Sequence[Said], past: Conversation) -> bool:
        """Whether a message asks but how many of places that it points back to, where such were counted (« ça fait
        combien en tout pour ces deux villes ? »).
        """
        weighty = [one for one in said if one.weight > SLIGHT and one.mention.role != "tout"]
        pointed = [one for one in weighty if names(one.mention) and one.mention.how == "earlier"]
        asked = [one for one in weighty if one.mention.role == "question"]
        only = bool(pointed) and len(asked) == 1 and len(pointed) + 1 == len(weighty)
        return only and past.intent in self._counts and together.rule.intent == past.intent

    def spreads(self, together: Candidate, said: Sequence[Said], carried: Sequence[Said]) -> bool:
        """Whether a message asks but how what was measured is spread (« le montant total ? — Par commune ? — Qui a eu
        le plus ? »), and not of what; `carried` is what was said before."""
        # « Le total ? — Par commune ? »
        totals = any(one.mention.role == "tout" and together.requires(one.mention.mask) for one in carried)
        if together.score < WHOLE or not (together.kept >= MEASURING or totals):
            return False
        # « Au moins en moyenne, par projet ? » spreads nothing among places.
        spreads = (one for one in said if one.mention.role != "groupe" or self._grammar.kinds((one,)))
        roles = {one.mention.role for one in spreads}
        counted = self._grammar.kinds(one for one in said if one.mention.role is None)
        of_things = any(not self._is_place(kind) for kind in counted)
        return bool(roles.intersection(SPREADING)) and not of_things and not any(names(one.mention) for one in said)

    def not_told(self, ranked: Sequence[Candidate], said: Sequence[Said], past: Conversation) -> list[Candidate]:
        """The readings that ask what is not known again, rather than count what it was asked of (« quelle commune a
        reçu le plus ? — Combien ? »), or of others (« combien a reçu Nanterre ? — Et les autres ? »)."""
        counts = bool(ranked) and ranked[0].rule.intent in self._counts and only_asks(said)
        if past.outcome != "unknown" or not (counts or _says_only(said, _is_others)):
            return []
        return [one for one in ranked if one.rule.intent == past.intent and one.score >= WHOLE]

    def sums_them_up(self, said: Sequence[Said]) -> bool:
        """Whether it asks but how many of a kind were told in all (« ça fait combien de villes en tout ? »)."""
        pronoun = any(one.mention.role == "pronom" for one in said)
        return pronoun and sums_up([one for one in said if one.mention.role or not self._grammar.kinds((one,))])

    def of_several(self, past: Conversation) -> bool:
        """Whether what was told is more than one thing, or one in which others lie (« combien de communes ? »)."""
        return past.several or (len(past.entities) == 1 and past.entities[0].kind in self._holders)

    def _is_several(self, one: Said) -> bool:
        """Whether a word stands for all that was spoken of."""
        return one.weight > SLIGHT and self._grammar.refers_to_several(one.mention)

    def _sums_compared(self, said: Sequence[Said], past: Conversation) -> bool:
        """Whether a message says but « en tout » after several things were compared that are counted, not amounts."""
        return past.compared and past.measured != GRANT and len(past.entities) >= LEAST_SEVERAL and sums_up(said)

    def _asks_of_each(self, said: Sequence[Said], past: Conversation) -> bool:
        """Whether a message asks how many each has of those that were compared or came first (« combien chacun ? »),
        not how much."""
        asks = _says_only(said, lambda one: self._is_each(one) or _asks(one))
        told = past.entities or (past.listed if past.ranked else ())
        compared = past.measured not in ("", GRANT) and LEAST_SEVERAL <= len(told) <= MOST_MEANT
        return compared and asks and any(map(self._is_each, said))

    def _is_each(self, one: Said) -> bool:
        """Whether a word stands for each of those that were spoken of."""
        concepts = (self._grammar.concepts.get(sense.id) for sense in one.mention.senses)
        return any(concept is not None and concept.share == EACH for concept in concepts)

    def _names(self, target: str | None, kind: str) -> bool:
        """Whether a word asks for things of a kind, or for whoever has something."""
        declared = self._knowledge.types.get(target or "")
        return target == kind or (declared is not None and bool(declared.silent))

    def _is_place(self, kind: str) -> bool:
        types = self._knowledge.types
        return kind not in types or self._knowledge.root(kind) in self._places or types[kind].silent


def sums_up(said: Sequence[Said]) -> bool:
    """Whether a message says nothing but that all is counted (« ça fait combien en tout ? », « et en tout ? »)."""
    roles = {one.mention.role for one in said if one.weight > SLIGHT}
    return any(one.mention.role == "tout" for one in said) and roles <= {"question", "tout"}


def sums_to(said: Sequence[Said], argument: Argument) -> bool:
    """Whether a message says nothing but what those that were told amount to (« donc quatre en tout ? », « ça fait cinq
    ensemble »); `said` is what it says of no kind."""
    if not any(token.text in SO | THIS for token in argument.cover.text.tokens):
        # « Vous confirmez 23 au total ? » may be of all there are.
        return False
    weighty = [one.mention for one in said if one.weight > SLIGHT]
    numbers = [one for one in weighty if one.how == "number"]
    others = {one.role for one in weighty if one not in numbers}
    return len(numbers) == 1 and "tout" in others and others <= {"tout", "verification"}


def exactly(frame: Frame, said: Sequence[Said]) -> Comparison | None:
    """The number that is all that a message says, as how many to have (« deux exactement ? »); « il y en a cinq ? »
    claims how many there are."""
    bare = all(one.weight <= SLIGHT or one.mention.how == "number" for one in said)
    return ("=", frame.numbers[0]) if bare and frame.numbers and frame.claim is None else None


def ranks_only(said: Sequence[Said]) -> bool:
    """Whether a message says nothing but the most or the least, and how many (« et les dix plus grosses ? »)."""
    own = [one for one in said if not one.borrowed]
    counts = (_is_superlative(one) or one.mention.how == "number" or one.weight <= SLIGHT for one in own)
    return any(map(_is_superlative, own)) and all(counts)


def ranks_first(argument: Argument) -> bool:
    """Whether a message asks of nothing but the first, as many as it says (« les trois premiers font combien ? »)."""
    words = argument.cover.text.words
    numbers = [one for one in argument.said if one.mention.how == "number"]
    first = len(numbers) == 1 and not FIRST_ONES.isdisjoint(words[numbers[0].mention.end :][:1])
    return first and all(one.weight <= SLIGHT or _is_rank_or_asks(one) for one in argument.said)


def only_asks(said: Sequence[Said]) -> bool:
    """Whether a message says nothing but a word that asks."""
    return _says_only(said, _asks)


def _narrows(one: Said) -> bool:
    """Whether what is said is a name or a day."""
    return names(one.mention) or one.mention.how == "date"


def _asks(one: Said) -> bool:
    return one.mention.role == "question"


def _is_superlative(one: Said) -> bool:
    return one.mention.role == "superlatif"


def _is_others(one: Said) -> bool:
    return one.mention.role == "autres"


def is_rank(one: Said) -> bool:
    """Whether a word is a rank, or points to what comes before or after (« le deuxième », « le suivant »)."""
    return one.mention.how == "ordinal" or one.mention.role in NEXT_TO


def _is_rank_or_asks(one: Said) -> bool:
    return is_rank(one) or _asks(one) or one.mention.how == "number"


def _says_only(said: Sequence[Said], meant: Callable[[Said], bool]) -> bool:
    """Whether a message says nothing but words of a sort."""
    weighty = [one for one in said if one.weight > SLIGHT]
    return bool(weighty) and all(map(meant, weighty))
