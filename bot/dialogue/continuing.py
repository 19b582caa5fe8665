"""Which readings of a follow-up come first: those that ask what the last question did."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from msgspec.structs import replace

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
        self._grammar = grammar
        self._wording = wording
        self._knowledge = knowledge
        self._holders = knowledge.holders()
        self._places = knowledge.places()
        self._carrier = carrier

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
        tokens = argument.cover.text.tokens
        links = tokens[0].text in AND
        if self._bounds_what_was_told(argument, past):
            same = [one for one in together if one.rule.intent == past.intent and one.score >= together[0].score]
            return [*same, *(one for one in together if one not in same)]
        if any(one.mention.role == PAGE for one in argument.said):
            # « La suite » goes on with what the last answer began, whatever it was.
            same = [one for one in together if self._as_good(one, together[0]) and one.rule.intent == past.intent]
            return [*same, *(one for one in together if one not in same)]
        # « Et mon territoire ? », but « c’est dans quelle commune ? » asks for what a column says.
        named = [one for one in argument.said if names(one.mention) and not _names_a_column(one.mention)]
        pointing = [one for one in argument.said if one in named or (links and self._grammar.refers(one.mention))]
        # « Et seulement dans le 92 ? » tells no more than « et dans le 92 ? ».
        weighty = (one for one in argument.said if one.weight > SLIGHT and one not in pointing)
        # « Et l’autre, géolocalisation de quoi ? »
        second = {at for at, token in enumerate(tokens) if links and token.text == OF_TWO}
        weighty = (one for one in weighty if one.mention.role != "autres" or one.mention.start not in second)
        told = [one.mention for one in weighty if any(sense.role != "suite" for sense in one.mention.senses)]
        if any(one.mention.role == "reprise" for one in argument.said):
            alike = [one for one in together if one.score >= together[0].score]
            kept = [one for one in alike if self._asks_the_same(one, past, kinds=False)]
            kept = kept or [one for one in alike if self._asks_the_same(one, past)]
            return [*kept, *(one for one in together if one not in kept)]
        if any(one.role != "question" for one in told):
            # « Qui est le maire ? — Comment s’appelle-t-il ? » goes on asking what is not known.
            if past.outcome != "unknown":
                return together
            if self._asks_for_things(told, argument):
                # « Combien a reçu Montreuil ? — Alors dites-moi ses projets » no longer asks how much.
                others = [one for one in together if self._as_good(one, together[0])]
                others = [one for one in others if not self._asks_the_same(one, past, kinds=False)][:1]
                return [*others, *(one for one in together if one not in others)]
            same = [one for one in together if self._as_good(one, together[0]) and one.rule.intent == past.intent]
            same = [one for one in same if self._asks_the_same(one, past)][:1]
            return [*same, *(one for one in together if one not in same)]
        best = [one for one in together if one.score >= together[0].score and one.own >= together[0].own]
        pointed = any(names(one.mention) or one.mention.role == "pronom" for one in argument.said)
        # « Combien n’ont rien reçu ? — La liste ? » lists those that did not.
        denied = any(one.mention.role in DENYING for one in carried) and together[0].rule.intent == past.intent
        if told and alone and alone[0].score >= LEAST_WHOLE and not pointed and not denied:
            # « Qui paye ? » asks of a town what it asks of all.
            spoken = reduce(or_, (one.mention.mask for one in carried if names(one.mention)), 0)
            kept = [one for one in best if one.rule.intent == alone[0].rule.intent and one.rule.explains & spoken]
            return [*kept, *(one for one in together if one not in kept)]
        said_again = bool(told) and all(one.senses[0].id in past.concepts for one in told)
        alike = [one for one in together if one.score >= together[0].score]
        if said_again and links and self._carrier.locates(argument.said):
            best = [one for one in alike if one.rule.intent == past.intent]
        elif self._carrier.narrows(argument.said) and past.several and (links or not told):
            kinds = self._kinds_asked(past)
            best = [one for one in alike if one.requires(kinds) and (told or one.rule.intent == past.intent)]
            best = [one for one in best if all(one.requires(mention.mask) for mention in told)]
        elif told or pointing:
            # « Et sur les bibliothèques ? », or « qui ? », asks what was asked before.
            # « Qui a eu plus, les associations ou les entreprises ? — Et les fondations ? » compares those, too.
            again = [one for one in (alike if past.compared else best) if one.rule.intent == past.intent]
            # « Fabien Ducasse a-t-il dit quelque chose ? — Qui est-ce ? » asks it of him.
            ids = {id_ for named in past.entities for id_ in named.ids}
            asked = [one.mention for one in carried if any(s.record and s.record.id in ids for s in one.mention.senses)]
            spoken = reduce(or_, (mention.mask for mention in asked), 0)
            again = [one for one in again if links or not told or not spoken or one.rule.explains & spoken]
            # « Combien de projets sont menés à plusieurs ? — Celui de Bagneux ? » counts no others.
            said_of_it = [] if told else [one for one in alike if self._asks_the_same(one, past, kinds=False)]
            # « Le chatbot, c’est où ? — Et Sceaux ? » asks what that town has, not where it lies.
            whole = [] if told or again or not self._turns_to_place(argument, past) else list(alone)
            best = again or said_of_it or whole or alike
        else:
            best = alike
        return [*best[:1], *(one for one in together if one not in best[:1])]

    def asked_again(
        self, said: Sequence[Said], argument: Argument, ranked: Sequence[Candidate], past: Conversation
    ) -> list[Candidate] | None:
        """The readings of a message that asks, of what was asked, but if it was by somebody or then (« par X ? », « en
        2017 ? »); `None` where it may ask something else."""
        by_whom = says_by_whom(said)
        when = any(one.demanding for one in filter(None, map(self._grammar.concepts.get, past.concepts)))
        if not by_whom and not ((when or past.dates) and _says_when(argument)):
            return None
        same = [one for one in ranked if one.rule.intent == past.intent and one.score >= LEAST_WHOLE]
        # « Le 28 septembre, il s’est passé quoi ? — Le 21 novembre ? » asks the same of another day.
        same = [one for one in same if when or one.own > 0]
        return same if same or by_whom else None

    def _bounds_what_was_told(self, argument: Argument, past: Conversation) -> bool:
        """Whether a message bounds the amounts of what was listed (« la liste pour le sport — Plus de 1 000 € », « le
        sport en 2021 ? — Seulement celles de plus de 1 000 € »)."""
        words = (one.mention for one in argument.said if one.mention.form not in AND)
        narrows = past.intent == LIST or any(one.role in NARROWING for one in words)
        return narrows and self._wording.bounds_only(argument, argument.said)

    def _asks_for_things(self, told: Sequence[Mention], argument: Argument) -> bool:
        """Whether a message names but a kind of things, of somebody spoken of (« ses projets »)."""
        whose = any(one.mention.role == "pronom" for one in argument.said)
        said = [one for one in argument.said if one.mention in told]
        return whose and all(self._grammar.kinds((one,)) for one in said)

    def _as_good(self, candidate: Candidate, best: Candidate) -> bool:
        """Whether a reading explains as much as the best, and requires as much of the message itself."""
        return candidate.score >= best.score and candidate.own >= best.own

    def _asks_the_same(self, candidate: Candidate, past: Conversation, kinds: bool = True) -> bool:
        """Whether a rule asks for what the last question asked for (« celle du président » of a quotation), or without
        `kinds`, for what it said other than the kind of things."""
        names = (name for name in past.concepts if kinds or name not in self._grammar.counting)
        senses = filter(None, map(self._grammar.concept_senses.get, names))
        asked = (sense for sense in senses if sense.role is None and sense.weight >= TELLING_OF)
        return any(candidate.requires(sense.mask) for sense in asked)

    def _turns_to_place(self, argument: Argument, past: Conversation) -> bool:
        """Whether a message names but towns after where things are, and not in which département or territory."""
        of_things = bool(past.entities) and all(
            self._knowledge.root(named.kind) not in self._places for named in past.entities
        )
        concepts = filter(None, map(self._grammar.concepts.get, past.concepts))
        around = any(concept.target in self._holders for concept in concepts)
        towns = self._carrier.pins(argument.said) and self._carrier.locates(argument.said)
        return of_things and towns and not around and past.outcome == "answered"

    def _kinds_asked(self, past: Conversation) -> int:
        """The features of the words of the last question that name kinds of things (« quelles villes »)."""
        senses = (self._grammar.concept_senses[name] for name in past.concepts if name in self._grammar.counting)
        return sum({sense.mask for sense in senses if self._grammar.concepts[sense.id].target is not None})


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
