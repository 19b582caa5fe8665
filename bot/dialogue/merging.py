"""Reading a message with what was said before: alone, and merged with what the last question held that it leaves."""

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace

from bot.dialogue.at_home import at_home
from bot.dialogue.continuing import telling_first
from bot.dialogue.conversation import BEGINNING, LEAST_SEVERAL, PAGE, Conversation
from bot.dialogue.leaning import AS_TELLING, LEAST_WHOLE
from bot.dialogue.parts import Parts
from bot.dialogue.pronouns import asks_by_pronoun, tells_of_him, tells_of_one, tells_of_several
from bot.dialogue.ranking import only_asks, ranks_first, sums_up
from bot.dialogue.ranking_on import ranks_on, without_body
from bot.dialogue.recounting import LEAST_SUMMED
from bot.dialogue.requiring import lending_least, stands_alone
from bot.dialogue.subjects import names_year
from bot.dialogue.telling import has_role
from bot.dialogue.wording import asks_who_has
from bot.dialogue.years import asks_who_moved
from bot.understanding.mention import names
from bot.understanding.reading import SLIGHT, Candidate, Reading, Said
from bot.understanding.scoring import LEAST_SCORE
from bot.understanding.weighing import Argument


class Merging:
    """Reads messages after what was said before."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def read(self, argument: Argument, past: Conversation) -> Reading:
        """The reading of a message, merged with what was said before where it needs it."""
        if past == BEGINNING:
            return Reading(tuple(self.rank(argument.said, argument.unknown, past)), argument.said)
        message = _Message(self, argument, past)
        by_itself = message.by_itself()
        if by_itself is not None:
            return by_itself
        merged = _Merged(self, message)
        readings = (reads(merged) for reads in _READINGS)
        return next((reading for reading in readings if reading is not None), message.alone)

    def rank(self, said: Sequence[Said], unknown: float, past: Conversation) -> list[Candidate]:
        """The rules that fit, best first, but for those about what the last answer enumerated."""
        parts = self.parts
        found = parts.givers.likely(parts.subjects.rank(said, unknown, parts.grammar.rules), said, past)
        return parts.subjects.likely([one for one in found if not parts.recounting.recounts(one)], said, past)

    def meant(self, argument: Argument, past: Conversation) -> Conversation:
        """What was said before, as a message means it."""
        if past == BEGINNING:
            return past
        parts = self.parts
        past = at_home(argument, past, parts.grammar)
        past = without_body(argument, parts.summing.of_criteria(argument, parts.subjects.lifted(argument, past)))
        if ranks_first(argument) and parts.subjects.is_of_grants(past):
            # « De 100 000 à 200 000 € ? — Les trois premières font combien ? » ranks within what was asked.
            past = replace(past, concepts=tuple(filter(parts.ranking.ranks, past.concepts)), focus=())
        return parts.remaining.of_one(argument, parts.eliding.affirmed(argument, parts.ranking.meant(argument, past)))


class _Message:
    """A message, what its words stand for after what was said before, and its readings by itself."""

    def __init__(self, merging: Merging, argument: Argument, past: Conversation) -> None:
        parts = merging.parts
        self.of_listed = parts.summing.of_listed(argument, past)
        self.in_turn = parts.instead.all(argument, past)
        past = merging.meant(argument, past)
        self.chosen = parts.choosing.chosen(argument, past)
        self.rest = [] if self.chosen else parts.remaining.others(argument, past)
        said, past = self._standing_for(parts, argument, past)
        self.argument, self.past = argument, past
        self.said = parts.eliding.filled(parts.ranking.completed(said, argument, past), argument, past)
        self.unknown = 0.0 if self.chosen else argument.unknown
        self.candidates = merging.rank(self.said, self.unknown, past)
        self.alone = Reading(tuple(self.candidates), self.said)
        self._merging = merging

    def _standing_for(
        self, parts: Parts, argument: Argument, past: Conversation
    ) -> tuple[tuple[Said, ...], Conversation]:
        """What its words stand for, and what was said before, as they mean it."""
        if self.chosen:
            # « De quelle MJC parlez-vous ? — Longuenesse, en 2023 »
            when = (one for one in argument.said if names_year(one.mention) or one.mention.how == "date")
            return (*self.chosen, *when), past
        beside = parts.summing.beside(argument) if self.of_listed else argument
        said = (*self.of_listed, *parts.pointers.resolve(beside, past, self.rest))
        return self.in_turn or (said, past)

    def by_itself(self) -> Reading | None:
        """Its reading, where it owes the past nothing but what its words stand for."""
        parts, past = self._merging.parts, self.past
        spoken_of = past.concepts or past.entities or past.focus
        if not spoken_of or parts.identifying.says_whole(self.argument, self.candidates):
            return self.alone
        if not self.chosen and self.candidates and (talk := self._small_talk(parts)):
            return Reading((talk, *(one for one in self.candidates if one is not talk)), self.said)
        if not parts.givers.turns(self.said, past):
            return None
        rank = partial(self._merging.rank, unknown=self.unknown, past=past)
        turned = parts.givers.turned(self.said, past, rank)
        return turned if turned.candidates or past.outcome != "out_of_scope" else self.alone

    def _small_talk(self, parts: Parts) -> Candidate | None:
        """The reading of a message about the last answer, not another question (« nul ! », « d’où tu sors ça ? »).

        « Pourquoi pas ? » may be one about what was spoken of.
        """
        senses = (sense for one in self.said for sense in one.mention.senses)
        if any(sense.role == "question" or (sense.role == "pronom" and sense.weight > 0) for sense in senses):
            return None
        whole = [one for one in self.candidates if one.score >= max(LEAST_WHOLE, self.candidates[0].score)]
        talk = [one for one in whole[:1] if one.rule.intent in parts.talk]
        return next(iter(talk or [one for one in whole if one.rule.intent in parts.again]), None)


class _Merged:
    """A message with what it leaves of the last question, and how it reads so."""

    def __init__(self, merging: Merging, message: _Message) -> None:
        self._parts, self._message = merging.parts, message
        self._argument, self._past = message.argument, message.past
        self._own, self._alone = message.said, message.candidates
        parts, argument, past = self._parts, self._argument, self._past
        self._sums = sums_up(self._own)
        self._whole = parts.subjects.sums_up(argument.said, past)
        theirs = bool(message.of_listed or message.in_turn)
        self._theirs = self._sums_them() or theirs or parts.wording.asks_of_them(argument)
        identifies = parts.identifying.identifies(argument)
        self._identified = parts.identified.found(self._own, past) if identifies else []
        self._carried = self._without_years(self._identified or self._carry())
        self._said = (*self._own, *self._carried)
        self._ranked = self._rank(merging)
        fits = self._fitting()
        self._together = telling_first([one for one in fits if one.kept > 0 or not self._alone])

    def _sums_them(self) -> bool:
        """« Y en a combien en tout ? » counts the list that was told; after a count it is of all."""
        past = self._past
        least = LEAST_SUMMED if self._sums else LEAST_SEVERAL
        sums = (self._sums or self._parts.ranking.sums_them_up(self._own)) and past.counted >= least
        return sums and past.intent not in self._parts.counts

    def _carry(self) -> list[Said]:
        """What it leaves of the last question."""
        parts, argument, past = self._parts, self._argument, self._past
        rest = self._message.rest
        kept = parts.carrier.of_others(past, rest, argument.said) if rest else past
        # « Et en décembre ? » is asked of grants, where those were spoken of.
        told = parts.subjects.without_events(self._own) if parts.subjects.is_of_grants(past) else self._own
        begins = parts.wording.begins_with_pronoun(argument) or parts.wording.has_object(argument)
        begins = begins or (parts.subjects.is_of_grants(past) and asks_by_pronoun(argument))
        of_them = self._theirs or self._whole
        one, several = tells_of_one(argument), tells_of_several(argument)
        return parts.carrier.carried(told, kept, begins, of_them, tells_of_him(argument), one, several)

    def _rank(self, merging: Merging) -> list[Candidate]:
        """How it reads with what it leaves of the last question, best first."""
        parts, past = self._parts, self._past
        ranked = lending_least(merging.rank(self._said, self._message.unknown, past), self._said)
        one_told = not past.several or past.compared
        if not (past.entities and one_told and past.intent not in parts.counts and only_asks(self._own)):
            return ranked
        # « C’est combien ? » is not asked of how many there are where one thing was told, or two compared.
        return [one for one in ranked if one.rule.intent not in parts.counts] or ranked

    def _without_years(self, carried: list[Said]) -> list[Said]:
        """What it leaves, without the years that it lifts (« et en tout, toutes années confondues ? »)."""
        subjects, argument, past = self._parts.subjects, self._argument, self._past
        lifts = (self._whole or subjects.lifts(argument, past)) and not self._message.of_listed
        if not lifts or subjects.sums_up_those_told(argument, past):
            return carried
        return [one for one in carried if not names_year(one.mention)]

    def _fitting(self) -> list[Candidate]:
        """The readings that require something of the message itself.

        « De quelles données parlez-vous ? — Toulouse »: what is chosen may be asked for by no rule.
        """
        chosen = self._message.chosen
        of_it = chosen[0].mention.mask if chosen else 0
        of_it |= self._parts.subjects.named(self._own, self._past)
        return [one for one in self._ranked if one.own > 0 or one.rule.explains & of_it]

    def not_told(self) -> Reading | None:
        """Its reading, where it asks what a ranking did not tell."""
        again = self._parts.ranking.not_told(self._ranked, self._own, self._past)
        return Reading(tuple(again), self._said) if again else None

    def summed(self) -> Reading | None:
        """Its reading, where it asks but how much that is together."""
        if not self._sums:
            return None
        own, past, subjects = self._own, self._past, self._parts.subjects
        whole = [one for one in self._ranked if one.score >= LEAST_WHOLE]
        again = [one for one in whole if one.rule.intent == past.intent]
        # « Et l’enveloppe totale ? » is asked of no count.
        only = all(sense.role or sense.weight <= SLIGHT for one in own for sense in one.mention.senses)
        if again and only and past.outcome == "answered" and subjects.asks_again(own, past):
            return Reading(tuple(again), self._said)
        summed = [one for one in whole if one.own > 0 and subjects.continues(one.rule.intent, past)]
        if summed and (past.comparison or past.bounds or past.dates or self._whole or self._theirs):
            return Reading(tuple(summed), self._said)
        if not self._alone or self._alone[0].score < LEAST_WHOLE:
            return None
        # « Et tous les lauréats ? » asks how much where that was asked.
        least = self._alone[0].own
        asked = any(one.kept > least and one.own >= least and one.score >= LEAST_WHOLE for one in self._ranked[:1])
        return Reading(tuple(self._ranked), self._said) if asked else self._message.alone

    def asked_again(self) -> Reading | None:
        """Its reading, where it asks the same of somebody else or of another day."""
        if not self._together:
            return None
        same = self._parts.continuing.asked_again(self._own, self._argument, self._ranked, self._past)
        if same is None:
            return None
        return Reading(tuple(same), self._said) if same else self._message.alone

    def needing_past(self) -> Reading | None:
        """Its reading with what it leaves of the last question, where there is a reason to read it so."""
        if not self._together or not any(needs(self, self._together[0]) for needs in _NEEDING):
            return None
        if self._identified:
            return Reading(tuple(self._together), self._said)
        # « Bry a quoi ? — C’est pour les enfants ? » asks what its project is, no longer whose.
        argument, past, continuing = self._argument, self._past, self._parts.continuing
        ordered = continuing.order(argument, self._together, self._alone[:1], past, self._carried)
        return Reading(tuple(ordered), self._said)

    def is_settled(self, _: Candidate) -> bool:
        """What it points to is told: a page, what it identifies, those listed, others in turn."""
        pages = self._past.page is not None and any(one.mention.role == PAGE for one in self._own)
        return bool(pages or self._identified or self._message.of_listed or self._message.in_turn)

    def stays(self, best: Candidate) -> bool:
        """« Quelle part du total ? » after a question about published grants is asked of who was spoken of."""
        alone, subjects = self._alone, self._parts.subjects
        if not alone or not subjects.leaves(alone[0].rule.intent, self._past):
            return False
        goes_on = subjects.continues(best.rule.intent, self._past) and best.kept >= 1
        return goes_on and best.score >= alone[0].score and best.own >= AS_TELLING * alone[0].own

    def ranks_on(self, best: Candidate) -> bool:
        """It ranks what was asked of, or tells it by something else."""
        ranks = ranks_on(self._parts.subjects, self._argument, best, self._carried, self._past)
        return ranks or self._parts.ranking.spreads(best, self._own, self._carried)

    def counts_again(self, best: Candidate) -> bool:
        """It counts what was counted, or what was told."""
        ranking, own, past = self._parts.ranking, self._own, self._past
        again = ranking.goes_on_counting(best, self._alone, own, past) or ranking.counts_again(best, own, past)
        return again or (ranking.of_several(past) and best.kept >= 1 and self._counts_of_them())

    def counts_on(self, best: Candidate) -> bool:
        """It counts or ranks what was asked for of published grants, or asks what else is said of them (« pour la
        culture ? — Combien de bénéficiaires ? — Qui a eu le plus ? — Combien de projets en 2023 ? »)."""
        own, wording = self._own, self._parts.wording
        goes_on = best.kept > 0 and self._parts.subjects.continues(best.rule.intent, self._past)
        ranks = has_role("superlatif", own) or asks_who_moved(own, self._carried)
        ranks = ranks and not any(names(one.mention) for one in own)
        of_them = wording.says_not_of_what(own) and any(best.requires(one.mention.mask) for one in self._carried)
        counts = wording.counts_only(own) or wording.counts_things(own)
        return goes_on and best.score >= LEAST_SCORE and (ranks or counts or of_them)

    def leans(self, best: Candidate) -> bool:
        """With what was spoken of, it is better understood than alone."""
        return self._parts.leaning.leans(self._argument, self._own, self._alone, best, self._said, self._past)

    def concerns_scene(self, best: Candidate) -> bool:
        """It speaks of what the last answer set the scene for."""
        return self._parts.scene.concerns(self._argument, self._own, best, self._past)

    def tells_as_well(self, best: Candidate) -> bool:
        """Its own reading is a whole question, and has a use for what was spoken of."""
        alone = self._alone[:1]
        stands = bool(alone) and stands_alone(alone[0], self._carried)
        return stands and self._parts.leaning.as_telling(best, alone[0], self._own)

    def _counts_of_them(self) -> bool:
        """Whether it asks but for a kind, of what was told; « combien de villes ? » is asked of no town."""
        counts = self._parts.wording.counts_only(self._own) or asks_who_has(self._own)
        return counts and not (self._parts.carrier.pins(self._carried) and self._parts.carrier.seeks_places(self._own))


_READINGS: tuple[Callable[[_Merged], Reading | None], ...] = (
    _Merged.not_told,
    _Merged.summed,
    _Merged.asked_again,
    _Merged.needing_past,
)
"""What a merged message may be, the surest first."""
_NEEDING: tuple[Callable[[_Merged, Candidate], bool], ...] = (
    _Merged.is_settled,
    _Merged.stays,
    _Merged.ranks_on,
    _Merged.counts_again,
    _Merged.counts_on,
    _Merged.leans,
    _Merged.concerns_scene,
    _Merged.tells_as_well,
)
"""Why a message is read with what it leaves of the last question."""
