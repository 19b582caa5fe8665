"""What bounds questions about published grants: amounts that they name, and what goes on from one to the next: amounts,
days, what is ranked."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.carrying import Carrier
from bot.dialogue.conversation import Conversation
from bot.dialogue.leaning import Leaning
from bot.dialogue.subjects import Subjects
from bot.dialogue.telling import roles_of
from bot.facts.records import Knowledge
from bot.findings.query import BODY, YEARS
from bot.french.words import ALL, AND, ARTICLES, GIVING_TO, LINKING, OF_ONE
from bot.understanding.asking import EXACTLY
from bot.understanding.frame import TURNED, Entity, Frame
from bot.understanding.grammar import Argument, Grammar
from bot.understanding.mention import names
from bot.understanding.reading import Said

SUPERLATIVE = "superlatif"
SAME = "meme_temps"
"""The role of words for the days that were spoken of (« ce mois-là »)."""
YEAR = "annee"
STEPS = {"annee_suivante": 1, "annee_precedente": -1}
"""Concepts that stand for the year spoken of, with how far from it the one that is meant lies."""
EUROS = "montant"
"""The concept of what makes a number one of euros."""
TURNING = 2
"""Words before what is turned to (« et le »)."""
MOST_ASKED = 100
"""The greatest number that tells how many are asked for, rather than an amount."""


class Bounding:
    """Bounds questions by what is no word and no name."""

    def __init__(
        self, grammar: Grammar, knowledge: Knowledge, carrier: Carrier, leaning: Leaning, subjects: Subjects
    ) -> None:
        self._grammar = grammar
        self._knowledge = knowledge
        self._carrier = carrier
        self._leaning = leaning
        self._subjects = subjects

    def bounded(self, frame: Frame, argument: Argument, past: Conversation) -> Frame:
        """A question about published grants, with what of the one before it does not replace.

        Args:
            frame: the question.
            argument: the message.
            past: what was said before.
        """
        said = argument.said
        frame = self._shifted(_without_givers(frame, argument), said)
        if _turns(argument):
            frame = replace(frame, roles=frame.roles | {TURNED})
        if _turns_to_all(argument):
            # « Et toutes les communes ensemble ? »
            frame = frame.with_entities(tuple(one for one in frame.entities if one.start >= 0 or one.kind in YEARS))
        continues = self._subjects.continues(frame.intent, past)
        number_alone = frame.comparison is None and len(frame.numbers) == 1 and frame.claim is None
        asks = "question" in roles_of([one for one in said if not one.borrowed])
        if continues and number_alone and frame.borrowed and not asks and past.comparison is not None:
            # « Combien dépassent 500 000 € ? — Et 2 millions ? »
            frame = replace(frame, comparison=(past.comparison[0], frame.numbers[0]))
        frame = _of_amount(frame)
        goes_on = frame.borrowed or self._leaning.counts_only(said) or self._subjects.sums_up(said, past)
        goes_on = goes_on or any(one.mention.role == SAME for one in said) or argument.cover.text.tokens[0].text in AND
        if not goes_on or not continues:
            return frame
        if not frame.dates:
            frame = replace(frame, dates=past.dates, around=past.around, apart=past.apart)
        elif self._carrier.compares(said):
            # « Combien en mars ? — Plus qu’en avril ? »
            frame = replace(frame, dates=tuple(dict.fromkeys((*past.dates, *frame.dates))))
        elif all(one.year is None for one in frame.dates):
            # « En mars 2022 ? — Et en avril ? »
            years = {one.year for one in past.dates}
            year = years.pop() if len(years) == 1 else None
            frame = replace(frame, dates=tuple(one._replace(year=year) for one in frame.dates))
        ranks = SUPERLATIVE in frame.roles or frame.intent == past.intent
        if ranks and frame.target is None and not frame.who:
            # « La plus petite subvention ? — Et la plus grosse ? », « et en avril ? »
            frame = replace(frame, target=self._ranked(past.concepts))
        # « Combien d’associations en tout en 2022 ? » counts those with less as well; « total ? » is of the same.
        anew = any(one.mention.role == "tout" for one in said) and self._leaning.counts_all(said)
        if frame.comparison is None and not frame.numbers and not anew:
            frame = replace(frame, comparison=past.comparison, bounds=past.bounds)
        return frame

    def _shifted(self, frame: Frame, said: Sequence[Said]) -> Frame:
        """The same question of the year before or after the one spoken of, where it asks so (« l’année d’après ? »)."""
        senses = {sense.id for one in said for sense in one.mention.senses}
        step = next((step for name, step in STEPS.items() if name in senses), 0)
        years = self._knowledge.records.get(YEAR, {})

        def moved(entity: Entity) -> Entity:
            if entity.kind not in YEARS or len(entity.records) > 1:
                return entity
            [told] = entity.records
            # « L’an dernier » is a period of one year.
            year = int(told.id) if told.id.isdigit() else told.de if told.de == told.a else None
            record = None if year is None else years.get(str(year + step))
            return entity if record is None else entity._replace(records=(record,))

        return frame.with_entities(tuple(map(moved, frame.entities))) if step else frame

    def _ranked(self, concepts: Sequence[str]) -> str | None:
        """What the last question ranked."""
        known = (concept for name in concepts if (concept := self._grammar.concepts.get(name)) is not None)
        return next((one.target for one in known if one.role == SUPERLATIVE and one.target is not None), None)


def _without_givers(frame: Frame, argument: Argument) -> Frame:
    """The same question, without a body that gives to another (« combien la ville a donné à Airbus ? »)."""
    words = [token.text for token in argument.cover.text.tokens]
    given, others = set[str](), set[str]()
    for one in (one for one in argument.said if not one.borrowed):
        ids = {sense.record.id for sense in one.mention.senses if sense.record and sense.record.type.name == BODY}
        before = [word for word in words[max(0, one.mention.start - 2) : one.mention.start] if word not in ARTICLES]
        (given if before[-1:] and before[-1] in GIVING_TO else others).update(ids)
    if not given or not others or LINKING.intersection(words):
        return frame
    kept = [one for one in frame.entities if one.kind != BODY or not others.issuperset(r.id for r in one.records)]
    return frame.with_entities(tuple(kept))


def _turns(argument: Argument) -> bool:
    """Whether a message turns to something (« et le foot ? », not « et pour le foot ? »), or names a body alone."""
    tokens = argument.cover.text.tokens
    told = (one.mention for one in argument.said if one.mention.end == len(tokens) and one.mention.start <= 1)
    records = (sense.record for one in told for sense in one.senses if sense.record is not None)
    if any(record.type.name == BODY for record in records) and tokens[0].text not in AND:
        return True
    begun = len(tokens) > TURNING and tokens[0].text in AND and tokens[1].text in ARTICLES | OF_ONE
    return begun and any(one.mention.start in (1, TURNING) and names(one.mention) for one in argument.said)


def _turns_to_all(argument: Argument) -> bool:
    """Whether a message turns to all of something (« et tous les festivals ? »)."""
    words = [token.text for token in argument.cover.text.tokens]
    return len(words) > TURNING and words[0] in AND and words[1] in ALL and words[2] in ARTICLES


def _of_amount(frame: Frame) -> Frame:
    """The same question of grants of the one amount that it names, if it is of no body (« qui a eu 2 903 € ? »)."""
    of_one = any(entity.kind == BODY for entity in frame.entities)
    if frame.comparison is not None or frame.bounds or of_one or frame.claim is not None or len(frame.numbers) != 1:
        return frame
    [number] = frame.numbers
    amount = number > MOST_ASKED and EUROS in frame.concepts
    return replace(frame, comparison=(EXACTLY, number)) if amount else frame
