"""What a question about published grants keeps of what bounded the one before it: amounts, days, what is ranked."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from bot.dialogue.carrying import Carrier
from bot.dialogue.conversation import Conversation
from bot.dialogue.ranking import is_rank, ranks_first, ranks_only
from bot.dialogue.stating import MOST_ASKED, REFERENCE, Stating, of_amounts
from bot.dialogue.subjects import Subjects
from bot.dialogue.telling import asks_among, roles_of
from bot.dialogue.wording import Wording
from bot.dialogue.years import Years, year_of
from bot.facts.records import Knowledge
from bot.findings.query import BODY, GRANT, PART, YEARS
from bot.french.words import ALL_OF_ONE, AND, ARTICLES
from bot.understanding.frame import Frame
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.quantities import EXACTLY
from bot.understanding.reading import SLIGHT, Said
from bot.understanding.roles import BETWEEN, SUPERLATIVE
from bot.understanding.weighing import Argument

SAME = "meme_temps"
"""The role of words for the days that were spoken of (« ce mois-là »)."""
MONTHS = "mois_mot"
"""The concept of words that ask for each month."""


class Bounding:
    """Bounds questions by amounts, days and ranks, which are neither words nor names."""

    def __init__(
        self, grammar: Grammar, knowledge: Knowledge, carrier: Carrier, wording: Wording, subjects: Subjects
    ) -> None:
        self._grammar = grammar
        self._carrier = carrier
        self._wording = wording
        self._subjects = subjects
        self._years = Years(grammar, knowledge)
        self._stating = Stating(wording, self._years)

    def bounded(self, frame: Frame, argument: Argument, past: Conversation) -> Frame:
        """A question about published grants, with what it does not replace of the one before.

        Args:
            frame: the question.
            argument: the message.
            past: what was said before.
        """
        frame = self._stating.stated(frame, argument)
        continues = self._subjects.continues(frame.intent, past)
        frame = self._in_years(frame, argument, past) if continues else frame
        frame = of_amounts(frame, argument)
        if not continues:
            return frame
        goes_on = self._goes_on(frame, argument, past)
        # « En décembre ? — Et en novembre ? — Quel mois a le plus ? » is not asked of November.
        of_months = MONTHS in frame.concepts and len(past.dates) <= 1
        if not (goes_on or frame.dates or of_months) and _of_those_days(frame, argument.said):
            frame = _of_the_days(frame, past)
        ranks = SUPERLATIVE in frame.roles or frame.intent == past.intent
        if ranks and (goes_on or ranks_only(argument.said)) and frame.target is None and not frame.who:
            # « La plus petite subvention ? — Et les dix plus grosses ? », « et en avril ? »
            frame = replace(frame, target=self._ranked(past.concepts))
        if not goes_on:
            return frame
        frame = self._on_days(self._of_as_many(frame, argument, past), argument, past, of_months)
        return self._as_bounded(frame, argument, past)

    def _in_years(self, frame: Frame, argument: Argument, past: Conversation) -> Frame:
        """A question that goes on, with the years and the number that the one before it asked of."""
        if "tout" in frame.roles and not any(one.kind in YEARS for one in frame.entities):
            frame = self._years.told(frame, argument, past)
        frame = self._years.apart(self._years.moved(frame, past), past)
        if REFERENCE in frame.roles:
            frame = self._years.beside(frame, past)
        number_alone = frame.comparison is None and len(frame.numbers) == 1 and frame.claim is None
        asks = "question" in roles_of([one for one in argument.said if not one.borrowed])
        if not (number_alone and frame.borrowed) or asks or past.comparison is None:
            return frame
        # « Combien dépassent 500 000 € ? — Et 2 millions ? »
        return replace(frame, comparison=(past.comparison[0], frame.numbers[0]))

    def _goes_on(self, frame: Frame, argument: Argument, past: Conversation) -> bool:
        """Whether a message asks, of what was asked, something else."""
        said = argument.said
        if frame.borrowed or self._wording.counts_only(said) or self._subjects.sums_up(said, past):
            return True
        if _turns_with_and(argument) or any(one.mention.role == SAME for one in said):
            return True
        # « Qui a eu 1 000 € ? — Quelles associations parmi eux ? », « Combien en mars ? — C’est plus qu’en avril ? »
        compares = bool(frame.dates) and self._carrier.compares(said)
        return asks_among(said) or ranks_first(argument) or compares

    @staticmethod
    def _of_as_many(frame: Frame, argument: Argument, past: Conversation) -> Frame:
        """A question that ranks as many as the one before it, or what that one bounded."""
        # « Qui est quatrième ? » is one.
        counts = bool(frame.numbers or frame.ordinals or frame.comparison or frame.claim or frame.page)
        counts = counts or SUPERLATIVE in frame.roles
        if past.many is not None and frame.intent == past.intent and not counts:
            # « Les trois plus grosses de 2022 ? — Et en 2023 ? » ranks as many.
            frame = replace(frame, numbers=(past.many,))
        if ranks_first(argument) and not past.counted and (past.comparison is not None or past.bounds is not None):
            # « De 400 à 2 000 € ? — Les deux premières ? » ranks the grants that are bounded.
            frame = replace(frame, target=GRANT)
        return frame

    def _on_days(self, frame: Frame, argument: Argument, past: Conversation, of_months: bool) -> Frame:
        """A question on the days that the one before it asked of, or on those and its own."""
        if any(one.kind == PART and one.start >= 0 for one in frame.entities):
            # « En mars 2022 ? — Et au 2e trimestre ? »
            return self._years.of_days(frame, past)
        if not frame.dates and not of_months:
            return _of_the_days(frame, past)
        if self._carrier.compares(argument.said) or (_turns_with_and(argument) and frame.apart and past.apart):
            # « Combien en mars ? — Plus qu’en avril ? », « sauf décembre ? — Et sauf novembre ? »
            return replace(frame, dates=tuple(dict.fromkeys((*past.dates, *frame.dates))))
        if any(one.year is not None for one in frame.dates):
            return frame
        # « En mars 2022 ? — Et en avril ? »
        year = year_of(past.dates)
        told = tuple(one._replace(year=year) for one in frame.dates)
        # « Sauf décembre — Et sauf novembre ? »
        more = frame.apart and past.apart and not (past.spans or past.around or BETWEEN in frame.roles)
        more = more and "correction" not in frame.roles
        return replace(frame, dates=tuple(dict.fromkeys((*past.dates, *told))) if more else told)

    def _as_bounded(self, frame: Frame, argument: Argument, past: Conversation) -> Frame:
        """A question bounded by the amounts that bound the one before it, where it is asked of the same."""
        said = argument.said
        # « Combien d’associations en tout en 2022 ? » counts those with less as well; « total ? » is of the same.
        anew = any(one.mention.role == "tout" for one in said) and self._wording.counts_all(said)
        # « Au-dessus de 25 000 € ? — Le total de tout le secteur ? »
        anew = anew or _is_a_total(argument) or _of_a_whole(argument)
        anew = anew or _of_those_listed(frame, past) or _of_all_theirs(frame, said, past)
        # « De plus de 100 000 € ? — Les trois plus petites ? »
        ranks = ranks_first(argument) or SUPERLATIVE in frame.roles
        counts = ranks and all(number <= MOST_ASKED for number in frame.numbers)
        if frame.comparison is not None or anew or (frame.numbers and not counts):
            return frame
        frame = replace(frame, comparison=past.comparison, bounds=past.bounds)
        if _lists_bodies(past) and frame.intent != past.intent and past.intent and _only_narrows(said):
            # « Qui a eu plus de 100 000 € en 2023 ? — Et en 2024 ? » is asked of what each got.
            return replace(frame, intent=past.intent)
        return frame

    def _ranked(self, concepts: Sequence[str]) -> str | None:
        """What the last question ranked."""
        known = filter(None, map(self._grammar.concepts.get, concepts))
        return next((one.target for one in known if one.role == SUPERLATIVE and one.target is not None), None)


def many_asked(frame: Frame, past: Conversation) -> int | None:
    """How many a question asks to rank, if it says so (« top 5 », « le trio de tête »), or the one that it goes on with
    did."""
    told = frame.numbers or (() if frame.comparison is None or frame.comparison[0] != "=" else frame.comparison[1:])
    whole = [number for number in told if isinstance(number, int) and number <= MOST_ASKED]
    ranks = SUPERLATIVE in frame.roles or frame.numbers == (past.many,)
    return whole[0] if ranks and len(told) == len(whole) == 1 else None


def _turns_with_and(argument: Argument) -> bool:
    """Whether a message begins with « et »."""
    return argument.cover.text.tokens[0].text in AND


def _lists_bodies(past: Conversation) -> bool:
    """Whether the last answer told of all those whose sum a question bounds."""
    bounded = past.comparison is not None or past.bounds is not None
    return bounded and past.counted > 0 and all(named.kind == BODY for named in past.listed)


def _only_narrows(said: Sequence[Said]) -> bool:
    """Whether a message but names what narrows a question."""
    named = [one for one in said if not one.borrowed and one.weight > SLIGHT]
    records = [sense.record for one in named for sense in one.mention.senses if sense.record is not None]
    return bool(named) and all(names(one.mention) for one in named) and all(one.type.narrows for one in records)


def _of_those_days(frame: Frame, said: Sequence[Said]) -> bool:
    """Whether a question ranks or measures what it does not name, or points to one of a ranking, and so is of the days
    that were asked about (« combien en mars ? — Les plus grosses ? — La deuxième, c’est quoi ? »)."""
    if any(map(is_rank, said)):
        return any(entity.kind == BODY for entity in frame.entities)
    measures = not frame.roles.isdisjoint((SUPERLATIVE, "mesure")) and "tout" not in frame.roles
    return measures and not any(names(one.mention) for one in said)


def _of_the_days(frame: Frame, past: Conversation) -> Frame:
    """The same question of the days that the last one was asked of (« de mars à juin ? — Et la culture ? »)."""
    roles = frame.roles | {BETWEEN} if past.spans else frame.roles
    return replace(frame, dates=past.dates, around=past.around, apart=past.apart, roles=roles)


def _of_all_theirs(frame: Frame, said: Sequence[Said], past: Conversation) -> bool:
    """Whether a question asks how much in all a body got that was told by what it got (« qui a eu 1 250 € ? — Et au
    total, ils ont eu combien ? »)."""
    whole = any(one.mention.role == "tout" and not one.borrowed for one in said)
    told = past.comparison is not None and past.comparison[0] == EXACTLY and len(past.listed) == 1
    return whole and told and len([one for one in frame.entities if one.kind == BODY]) == 1


def _of_a_whole(argument: Argument) -> bool:
    """Whether a message asks of all of one thing (« tout le secteur »)."""
    words = argument.cover.text.words
    return any(first in ALL_OF_ONE and second in ARTICLES for first, second in pairwise(words))


def _is_a_total(argument: Argument) -> bool:
    """Whether a message asks by itself for the total of something it names (« moins de 1 000 € pour la CGT ? — Total
    des syndicats »), and not « et au total pour les syndicats ? »."""
    own = [one for one in argument.said if not one.borrowed and one.weight > 0]
    records = {one: [sense.record for sense in one.mention.senses if sense.record is not None] for one in own}
    rest = [one.mention.role for one in own[1:] if not records[one]]
    named = any(record.type.name not in YEARS for ones in records.values() for record in ones)
    return named and own[0].mention.role == "tout" and rest in ([], ["exclusion"])


def _of_those_listed(frame: Frame, past: Conversation) -> bool:
    """Whether a question is of all bodies that were listed, each of which meets what bounded them: of all that they got
    (« qui a eu plus de 10 000 € ? — Ça fait combien au total ? »)."""
    asked = {record.id for one in frame.of(BODY) if not one.excluded for record in one.records}
    told = {id_ for named in past.listed if named.kind == BODY for id_ in named.ids}
    return len(past.listed) > 1 and told <= asked
