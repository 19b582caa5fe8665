"""Which readings of a follow-up come first: those that ask what the last question did."""

from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_

from msgspec.structs import replace

from bot.dialogue.asked import HOW_MANY
from bot.dialogue.carrying import Carrier
from bot.dialogue.conversation import PAGE, Conversation
from bot.dialogue.leaning import LEAST_WHOLE
from bot.dialogue.telling import says_by_whom
from bot.dialogue.wording import NARROWING, Wording
from bot.facts.records import Knowledge
from bot.findings.query import COLUMN
from bot.french.words import AND, OF_TWO
from bot.understanding.frame import Frame
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Mention, names
from bot.understanding.reading import SLIGHT, Candidate, Said
from bot.understanding.roles import DENYING
from bot.understanding.weighing import Argument

TELLING_OF = 0.8
"""Weight of the words of a question that say what it asks for."""
MUCH = 0.5
"""Weight that a reading requires more of a message than another, from which what they borrow matters no more."""
LIST = "liste_subventions"
"""The intent that lists grants."""
LEAST_YEAR = 1900
"""The least number that is a year."""


class Continuing:
    """Orders the readings of follow-ups."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, carrier: Carrier, wording: Wording) -> None:
        self.grammar = grammar
        self.carrier = carrier
        self._wording = wording
        self._knowledge = knowledge
        self._holders = knowledge.holders()
        self._places = knowledge.places()

    def order(
        self,
        argument: Argument,
        together: list[Candidate],
        alone: Sequence[Candidate],
        past: Conversation,
        carried: Sequence[Said],
    ) -> list[Candidate]:
        """The readings of a follow-up, those first that ask what the last question did (« et combien à X »).

        « Et dans le 93, combien ? » after « quelles villes n’ont rien eu ? » counts such towns, and so does
        « et dans le 93 ? » after « combien de villes du 92 ? ».
        """
        ordering = _Ordering(self, argument, together, alone, past, carried)
        found = (first(ordering) for first in _FIRST)
        best = next((candidates for candidates in found if candidates is not None), ())
        return [*best, *(one for one in together if one not in best)]

    def asked_again(
        self, said: Sequence[Said], argument: Argument, ranked: Sequence[Candidate], past: Conversation
    ) -> list[Candidate] | None:
        """The readings of a message that asks, of what was asked, but if it was by somebody or then (« par X ? », « en
        2017 ? »); `None` where it may ask something else."""
        by_whom = says_by_whom(said)
        when = any(one.demanding for one in filter(None, map(self.grammar.concepts.get, past.concepts)))
        if not by_whom and not ((when or past.dates) and _says_when(argument)):
            return None
        same = [one for one in ranked if one.rule.intent == past.intent and one.score >= LEAST_WHOLE]
        # « Le 28 septembre, il s’est passé quoi ? — Le 21 novembre ? » asks the same of another day.
        same = [one for one in same if when or one.own > 0]
        return same if same or by_whom else None

    def bounds_what_was_told(self, argument: Argument, past: Conversation) -> bool:
        """Whether a message bounds the amounts of what was listed (« la liste pour le sport — Plus de 1 000 € », « le
        sport en 2021 ? — Seulement celles de plus de 1 000 € »)."""
        words = (one.mention for one in argument.said if one.mention.form not in AND)
        narrows = past.intent == LIST or any(one.role in NARROWING for one in words)
        return narrows and self._wording.bounds_only(argument, argument.said)

    def asks_for_things(self, told: Sequence[Mention], argument: Argument) -> bool:
        """Whether a message names but a kind of things, of somebody spoken of (« ses projets »)."""
        whose = any(one.mention.role == "pronom" for one in argument.said)
        said = [one for one in argument.said if one.mention in told]
        return whose and all(self.grammar.kinds((one,)) for one in said)

    def asks_the_same(self, candidate: Candidate, past: Conversation, kinds: bool = True) -> bool:
        """Whether a rule asks for what the last question asked for (« celle du président » of a quotation), or without
        `kinds`, for what it said other than the kind of things."""
        names = (name for name in past.concepts if kinds or name not in self.grammar.counting)
        senses = filter(None, map(self.grammar.concept_senses.get, names))
        asked = (sense for sense in senses if sense.role is None and sense.weight >= TELLING_OF)
        return any(candidate.requires(sense.mask) for sense in asked)

    def turns_to_place(self, argument: Argument, past: Conversation) -> bool:
        """Whether a message names but towns after where things are, and not in which département or territory."""
        of_things = bool(past.entities) and all(
            self._knowledge.root(named.kind) not in self._places for named in past.entities
        )
        concepts = filter(None, map(self.grammar.concepts.get, past.concepts))
        around = any(concept.target in self._holders for concept in concepts)
        towns = self.carrier.pins(argument.said) and self.carrier.locates(argument.said)
        return of_things and towns and not around and past.outcome == "answered"

    def kinds_asked(self, past: Conversation) -> int:
        """The features of the words of the last question that name kinds of things (« quelles villes »)."""
        senses = (self.grammar.concept_senses[name] for name in past.concepts if name in self.grammar.counting)
        return sum({sense.mask for sense in senses if self.grammar.concepts[sense.id].target is not None})


class _Ordering:
    """The readings of one follow-up, and what its message says."""

    def __init__(
        self,
        continuing: Continuing,
        argument: Argument,
        together: list[Candidate],
        alone: Sequence[Candidate],
        past: Conversation,
        carried: Sequence[Said],
    ) -> None:
        self._continuing, self._argument, self._said = continuing, argument, argument.said
        self._together, self._alone, self._past, self._carried = together, alone, past, carried
        tokens = argument.cover.text.tokens
        self._links = tokens[0].text in AND
        # « Et mon territoire ? », but « c’est dans quelle commune ? » asks for what a column says.
        named = [one for one in self._said if names(one.mention) and not _names_a_column(one.mention)]
        refers = continuing.grammar.refers
        self._pointing = [one for one in self._said if one in named or (self._links and refers(one.mention))]
        # « Et seulement dans le 92 ? » tells no more than « et dans le 92 ? ».
        weighty = (one for one in self._said if one.weight > SLIGHT and one not in self._pointing)
        # « Et l’autre, géolocalisation de quoi ? »
        second = {at for at, token in enumerate(tokens) if self._links and token.text == OF_TWO}
        weighty = (one for one in weighty if one.mention.role != "autres" or one.mention.start not in second)
        self._told = [one.mention for one in weighty if any(sense.role != "suite" for sense in one.mention.senses)]
        self._alike = [one for one in together if one.score >= together[0].score]
        self._best = [one for one in self._alike if one.own >= together[0].own]

    def of_what_was_listed(self) -> Sequence[Candidate] | None:
        """« La liste pour le sport ? — Plus de 1 000 € »; « la suite » goes on with what the last answer began."""
        if self._continuing.bounds_what_was_told(self._argument, self._past):
            return self._same_intent(self._alike)
        if any(one.mention.role == PAGE for one in self._said):
            return self._same_intent(self._best)
        return None

    def taken_up(self) -> Sequence[Candidate] | None:
        """« Je reprends : et Sceaux ? » asks what the last question did."""
        if all(one.mention.role != "reprise" for one in self._said):
            return None
        return self._asking_the_same(self._alike, kinds=False) or self._asking_the_same(self._alike)

    def of_other_words(self) -> Sequence[Candidate] | None:
        """A message that says something itself asks it, but for what is not known, of which it goes on asking."""
        if all(one.role == "question" for one in self._told):
            return None
        if self._past.outcome != "unknown":
            return self._counting_on()
        if self._continuing.asks_for_things(self._told, self._argument):
            # « Combien a reçu Montreuil ? — Alors dites-moi ses projets » no longer asks how much.
            same = self._asking_the_same(self._best, kinds=False)
            return [one for one in self._best if one not in same][:1]
        # « Qui est le maire ? — Comment s’appelle-t-il ? »
        return self._asking_the_same(self._same_intent(self._best))[:1]

    def _counting_on(self) -> Sequence[Candidate]:
        """What counts what the last question counted, where the best reading refuses to (« combien de lauréats dans la
        Métropole ? — Et les communes ? » counts those that have won)."""
        words = (one.mention for one in self._carried if not names(one.mention) and one.mention.role is None)
        counted = reduce(or_, (mention.mask for mention in words if mention.weight >= TELLING_OF), 0)
        if HOW_MANY not in self._past.concepts or not self._together[0].rule.forbids & counted:
            return ()
        same = self._same_intent(self._best)
        return [one for one in same if one.requires(counted) and not one.rule.forbids & counted][:1]

    def of_what_all_are_asked(self) -> Sequence[Candidate] | None:
        """« Qui paye ? » asks of a town what it asks of all."""
        alone, past = self._alone[:1], self._past
        pointed = any(names(one.mention) or one.mention.role == "pronom" for one in self._said)
        if not self._told or pointed or not alone or alone[0].score < LEAST_WHOLE:
            return None
        # « Combien n’ont rien reçu ? — La liste ? » lists those that did not.
        same = self._together[0].rule.intent == past.intent
        if same and any(one.mention.role in DENYING for one in self._carried):
            return None
        spoken = reduce(or_, (one.mention.mask for one in self._carried if names(one.mention)), 0)
        asked = [one for one in self._best if one.rule.intent == alone[0].rule.intent]
        return [one for one in asked if one.rule.explains & spoken]

    def of_other_places(self) -> Sequence[Candidate] | None:
        """« Combien de villes du 92 ? — Et dans le 93, combien ? », « quels projets ? — Seulement ceux du 94 »"""
        past, carrier, told = self._past, self._continuing.carrier, self._told
        said_again = bool(told) and all(one.senses[0].id in past.concepts for one in told)
        if said_again and self._links and carrier.locates(self._said):
            return self._same_intent(self._alike)[:1]
        if not (carrier.narrows(self._said) and past.several and (self._links or not told)):
            return None
        kinds = self._continuing.kinds_asked(past)
        best = [one for one in self._alike if one.requires(kinds) and (told or one.rule.intent == past.intent)]
        return [one for one in best if all(one.requires(mention.mask) for mention in told)][:1]

    def of_others_named(self) -> Sequence[Candidate] | None:
        """« Et sur les bibliothèques ? », or « qui ? », asks what was asked before."""
        past, told = self._past, self._told
        if not told and not self._pointing:
            return None
        # « Qui a eu plus, les associations ou les entreprises ? — Et les fondations ? » compares those, too.
        again = self._same_intent(self._alike if past.compared else self._best)
        # « Fabien Ducasse a-t-il dit quelque chose ? — Qui est-ce ? » asks it of him.
        ids = {id_ for named in past.entities for id_ in named.ids}
        carried = (one.mention for one in self._carried)
        asked = [one for one in carried if any(sense.record and sense.record.id in ids for sense in one.senses)]
        spoken = reduce(or_, (mention.mask for mention in asked), 0)
        if told and spoken and not self._links:
            again = [one for one in again if one.rule.explains & spoken]
        # « Combien de projets sont menés à plusieurs ? — Celui de Bagneux ? » counts no others.
        said_of_it = [] if told else self._asking_the_same(self._alike, kinds=False)
        # « Le chatbot, c’est où ? — Et Sceaux ? » asks what that town has, not where it lies.
        turns = not (told or again) and self._continuing.turns_to_place(self._argument, past)
        return (again or said_of_it or (list(self._alone) if turns else []) or self._alike)[:1]

    def explaining_most(self) -> Sequence[Candidate]:
        """« Et combien ? » asks what the readings that explain most do."""
        return self._alike[:1]

    def _same_intent(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        return [one for one in candidates if one.rule.intent == self._past.intent]

    def _asking_the_same(self, candidates: Sequence[Candidate], kinds: bool = True) -> list[Candidate]:
        return [one for one in candidates if self._continuing.asks_the_same(one, self._past, kinds)]


_FIRST: tuple[Callable[[_Ordering], Sequence[Candidate] | None], ...] = (
    _Ordering.of_what_was_listed,
    _Ordering.taken_up,
    _Ordering.of_other_words,
    _Ordering.of_what_all_are_asked,
    _Ordering.of_other_places,
    _Ordering.of_others_named,
    _Ordering.explaining_most,
)
"""Which readings come first, the surest reason first."""


def _says_when(argument: Argument) -> bool:
    """Whether a message asks, and says but days or years, with no « et »."""
    weighty = [one.mention for one in argument.said if one.weight > SLIGHT]
    asks = argument.cover.text.asks and argument.cover.text.tokens[0].text not in AND
    return asks and bool(weighty) and all(map(_is_day_or_year, weighty))


def _names_a_column(mention: Mention) -> bool:
    """Whether a mention names a column of published grants and nothing else."""
    return all(sense.record is not None and sense.record.type.name == COLUMN for sense in mention.senses)


def _is_day_or_year(mention: Mention) -> bool:
    """Whether a mention is of a day, a month or a year."""
    return mention.how == "date" or (isinstance(mention.value, int) and mention.value >= LEAST_YEAR)


def telling_first(together: Sequence[Candidate]) -> list[Candidate]:
    """Readings with the past, best first: of two that explain as much, that which requires much more of the message
    itself, whatever it borrows (« et il a déclaré quoi, ce monsieur ? » is not asked who he is)."""
    least = max((one.own for one in together if one.score >= together[0].score), default=0.0) - MUCH
    told = [one for one in together if one.score >= together[0].score and one.own > least]
    return [*told, *(one for one in together if one not in told)]


def alike(frame: Frame, past: Conversation) -> Frame:
    """A question that an earlier one completes, about what it names of the kind that this one named (« Quels projets de
    logistique ? — Et stationnement intelligent ? » is a theme, though a title too)."""
    if not frame.borrowed or not any(one.also for one in frame.entities):
        return frame
    kinds = {named.kind for named in past.entities}
    return frame.with_entities(
        tuple(
            replace(one, records=one.also, also=one.records)
            if one.also and one.kind not in kinds and one.also[0].type.name in kinds
            else one
            for one in frame.entities
        )
    )
