"""What earlier turns mean for this one: a partial question completes itself from the last.

A message is read twice: alone, and merged with what the last question held that it does not replace (« Et Montreuil ? »
replaces the place, « combien ? » keeps it). A question that is whole by itself owes the past nothing.
"""

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from bot.dialogue.bounding import Bounding
from bot.dialogue.carrying import Carrier
from bot.dialogue.choosing import Choosing
from bot.dialogue.continuing import Continuing, alike, telling_first
from bot.dialogue.conversation import BEGINNING, LEAST_SEVERAL, PAGE, Conversation
from bot.dialogue.eliding import Eliding
from bot.dialogue.givers import Givers
from bot.dialogue.going_on import GoingOn
from bot.dialogue.identified import Identified
from bot.dialogue.identifying import Identifying
from bot.dialogue.instead import Instead
from bot.dialogue.leaning import AS_TELLING, LEAST_WHOLE, TELLING, Leaning
from bot.dialogue.lists import Find, Lists
from bot.dialogue.misplaced import Misplacing
from bot.dialogue.narrowing import asks_of_theirs
from bot.dialogue.pointing import Pointers
from bot.dialogue.pronouns import tells_of_him, tells_of_one
from bot.dialogue.ranking import Ranking, exactly, is_rank, only_asks, ranks_first, sums_up
from bot.dialogue.ranking_on import ranks_on, without_body
from bot.dialogue.recounting import LEAST_SUMMED, Recounting
from bot.dialogue.remaining import Remaining
from bot.dialogue.requiring import lending_least, stands_alone
from bot.dialogue.scene import Scene
from bot.dialogue.speaking import Speaking
from bot.dialogue.subjects import NO_SUBJECTS, Subjects, names_year
from bot.dialogue.summing import Summing
from bot.dialogue.surroundings import Surroundings
from bot.dialogue.taking_back import TakingBack
from bot.dialogue.telling import amounts_to, asks_in_full, has_role, themselves
from bot.dialogue.widening import Widening
from bot.dialogue.wording import Wording, asks_who_has
from bot.dialogue.years import asks_who_moved
from bot.facts.records import Knowledge
from bot.understanding.frame import NONE, Frame
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.reading import SLIGHT, Candidate, Reading, Said
from bot.understanding.roles import Role
from bot.understanding.scoring import LEAST_SCORE, LEAST_UNANCHORED
from bot.understanding.weighing import Argument

NEARLY = 0.2
"""How much less of a main clause a question may explain that speaks of what is named before it."""
TURNED_TO = 0.8
"""Weight from which a word before a main clause tells what « et » turns to."""
LEAST_CORE = 0.6
"""The least that a rule must require of a main clause itself for what comes before it to be left aside."""
SCOPES: tuple[Role, ...] = ("tout", "semblable", "superlatif", "mesure", "groupe")
"""Roles of words that say of what all of a message asks, where they come before it (« en tout », « par projet »)."""


class Interpreter:
    """Reads messages in their conversation."""

    def __init__(
        self,
        grammar: Grammar,
        knowledge: Knowledge,
        find: Find,
        recounts: frozenset[str] = frozenset(),
        talk: frozenset[str] = frozenset(),
        subjects: Subjects = NO_SUBJECTS,
        counts: frozenset[str] = frozenset(),
        again: frozenset[str] = frozenset(),
    ) -> None:
        """
        Args:
            grammar: what understands.
            knowledge: what is known, for how what is named hangs together.
            find: the records of a remembered name.
            recounts: the intents that say how many things the last answer enumerated.
            talk: the intents of small talk.
            subjects: which subject a message is about, where there are several.
            counts: the intents that count.
            again: the intents that tell about the last answer.
        """
        self._grammar, self._knowledge, self._counts = grammar, knowledge, counts
        self._surroundings = Surroundings(grammar, knowledge)
        self._choosing, self._speaking = Choosing(grammar, knowledge, find), Speaking(grammar, find)
        self._lists = Lists(grammar, knowledge, find)
        self._pointers = Pointers(grammar, knowledge, find, self._lists)
        self._carrier = Carrier(grammar, knowledge, find)
        self._eliding = Eliding(grammar, knowledge)
        kinds, holders = (self._carrier.subjects, self._pointers.things), knowledge.holders()
        self._wording = Wording(grammar, self._pointers.things)
        self._leaning = Leaning(grammar, self._wording, *kinds, holders)
        self._scene = Scene(grammar, *kinds, holders, self._carrier.placed)
        self._identifying = Identifying(grammar, *kinds, holders)
        self._identified = Identified(grammar, knowledge, find)
        self._bounding = Bounding(grammar, knowledge, self._carrier, self._wording, subjects)
        self._remaining = Remaining(grammar, knowledge, find, self._lists)
        self._summing = Summing(grammar, self._lists)
        self._instead = Instead(grammar, knowledge, self._lists)
        self._ranking = Ranking(grammar, knowledge, counts, self._lists, self._summing, subjects)
        self._continuing = Continuing(grammar, knowledge, self._carrier, self._wording)
        self._misplacing = Misplacing(grammar, knowledge)
        self._widening = Widening(grammar, knowledge, find)
        self._taking_back = TakingBack(grammar, find, subjects, knowledge.subjects())
        self._going_on = GoingOn(grammar, knowledge, self._lists, subjects, self._pointers.things)
        self._recounting = Recounting(grammar, knowledge, self._pointers, recounts)
        self._talk, self._again, self._subjects = talk, again, subjects
        self._givers = Givers(grammar, find, subjects, knowledge)

    def read(self, argument: Argument, past: Conversation) -> Reading:
        """The best reading of a message after what was said before."""
        argument, past = self._taking_back.meant(self._going_on.meant(argument, past), past)
        argument = self._surroundings.resolve(self._pointers.days.either(argument))
        resolved = self._choosing.beside(self._givers.beside(argument))
        argument = self._speaking.named(resolved, past)
        past = past if argument is resolved else self._speaking.turned(argument, past)
        # « Les 2 premiers, ça fait combien ? » asks of those.
        if argument.core is not None and not ranks_first(argument):
            reading = self._read(argument.core, past)
            core = tuple(one for one in argument.core.said if not one.borrowed)
            scoped = any(has_role(role, argument.said) and not has_role(role, core) for role in SCOPES)
            theirs = asks_of_theirs(argument, core, self._grammar.kinds)
            asked = scoped or (self._grammar.kinds(argument.said) and (theirs or not self._grammar.kinds(core)))
            # « Pour le chef de projet, je souhaiterais savoir… » says before what is asked why one asks.
            opened = has_role("ouverture", argument.said)
            told = 0 if asked or opened else self._told_before(argument.said, core)
            if asked or told:
                whole = self._read(argument, past)
                if asked and whole.best is not None and whole.best.score >= LEAST_WHOLE:
                    return whole
                # « Et le fonds lui-même, il date de quand ? » is not asked of what was spoken of before.
                of_it = [one for one in whole.candidates if one.requires(told) and one.score >= LEAST_WHOLE]
                of_it = [one for one in of_it if one.own >= whole.candidates[0].own]
                if of_it:
                    return replace(whole, candidates=tuple(of_it))
            if reading.best is not None and reading.best.score >= LEAST_SCORE and reading.best.own >= LEAST_CORE:
                return self._about_names(reading, reading.best, argument, argument.core, past)
        return self._read(argument, past)

    def _told_before(self, said: Sequence[Said], core: Sequence[Said]) -> int:
        """The features of what is said before a main clause, and not in it, that is no kind of thing.

        « Au moins trois villes ensemble, c’est combien de projets ? » is about what they do together.
        """
        told = themselves(said)
        # « Et l’attribution, à quelle date ? » turns to it, « …, c’est bien cela ? » asks of nothing else.
        checks = all(one.mention.role == "verification" or not one.weight for one in core)
        least = TURNED_TO if checks or has_role("suite", said) else TELLING
        for mention in (one.mention for one in said):
            telling = mention.role is None and mention.weight >= least and not names(mention)
            if telling and all(sense.id not in self._grammar.counting for sense in mention.senses):
                told |= mention.mask
        for one in core:
            told &= ~one.mention.mask
        return told

    def frame(self, best: Candidate, argument: Argument, reading: Reading, past: Conversation) -> Frame:
        """The question that the best reading of a message is, with how many of something the last one asked for."""
        argument, past = self._taking_back.meant(self._going_on.meant(argument, past), past)
        past = self._meant(argument, past)
        published = self._subjects.is_published(best.rule.intent)
        # « L’emploi en novembre ? » of grants names nothing else that happened then.
        said = self._subjects.without_events(reading.said) if published else reading.said
        frame = self._identifying.unchecked(self._grammar.frame(best, argument, said), argument, past)
        frame = alike(self._eliding.in_both(self._eliding.of_what_was_asked(frame, past), past), past)
        if misplaced := tuple(self._misplacing.find(frame, argument)):
            frame = replace(frame, misplaced=misplaced)
        if past.owners and not any(apart for _, apart in frame.kinds):
            # « Le premier a quel projet ? — Le deuxième ? »
            kinds = self._grammar.kinds(argument.said)
            has = any(map(is_rank, argument.said)) and (not kinds or bool(self._pointers.things & kinds))
            if self._of_owners(frame, has, past):
                frame = replace(frame, roles=frame.roles | {"soi"})
        if PAGE in frame.roles:
            frame = replace(frame, page=past.page)
        if published:
            return self._bounding.bounded(frame, argument, past)
        frame = self._eliding.of_share(self._eliding.of_how_many(frame, argument, past), past)
        if not frame.borrowed or past.comparison is None:
            return frame
        # « Une commune » may be any: of what was asked for, two or more are surely a number.
        narrows = past.comparison != ("=", 1) and self._carrier.narrows(argument.said)
        named = self._carrier.names_asked(argument.said, past)
        # What is most or least is no longer a number.
        if "superlatif" in frame.roles or (past.comparison == NONE and (named or asks_in_full(argument.said))):
            return frame
        kinds = self._grammar.kinds(one for one in argument.said if one.mention.role != "question")
        # « Qui a deux projets ? — Ça fait combien de villes ? » counts those.
        kinds = set() if amounts_to(argument.said) and kinds <= {named.kind for named in past.listed} else kinds
        # « Enlève Vincennes. — Et Montreuil aussi. »
        narrows = narrows or (bool(frame.entities) and all(one.excluded for one in frame.entities))
        own = (any(names(one.mention) and not one.excluded for one in argument.said) and not narrows) or kinds
        # « Donc elles sont quatre ? » claims it of those that were asked for.
        claimed = frame.claim is not None and not self._eliding.says_how_many(argument.said, argument)
        # « Qui d’autre que Vincennes ? » asks for others of those told.
        others = has_role("autres", argument.said) and not any(one.excluded for one in argument.said)
        if own or others or claimed:
            return frame
        if frame.comparison is None:
            return replace(frame, comparison=exactly(frame, argument.said) or past.comparison)
        if frame.numbers and frame.comparison == ("=", frame.numbers[0]):
            # « Plus de trois ? », « et de deux ? »: a number alone is compared as the last one was.
            return replace(frame, comparison=(past.comparison[0], frame.numbers[0]))
        return frame

    @staticmethod
    def _of_owners(frame: Frame, has: bool, past: Conversation) -> bool:
        """Whether a question is asked of things told to have something themselves (« et leurs projets ? »); `has` tells
        whether it asks what the one that it points to has."""
        told = {id_ for named in (*past.listed, *past.left) for id_ in named.ids}
        # « Et les autres ? » of territories asks what lies in those, too.
        about = [one for one in frame.entities if not (one.excluded and one.kind == frame.target)]
        return bool(about) and all((has or one.start < 0) and one.records[0].id in told for one in about)

    def recount(self, argument: Argument, past: Conversation) -> tuple[Reading | None, Conversation]:
        """A message about what the last answer enumerated, read so, and what was said before it; see `Recounting`."""
        return self._recounting.read(argument, past)

    def _rank(self, said: Sequence[Said], unknown: float, past: Conversation) -> list[Candidate]:
        """The rules that fit, best first, but for those about what the last answer enumerated."""
        found = self._givers.likely(self._subjects.rank(said, unknown, self._grammar.rules), said, past)
        return self._subjects.likely([one for one in found if not self._recounting.recounts(one)], said, past)

    def _about_names(
        self, reading: Reading, best: Candidate, argument: Argument, core: Argument, past: Conversation
    ) -> Reading:
        """Of the readings of a main clause, or else of its whole message, one that speaks of what is named before it.

        « À Courbevoie ils ont eu des sous, pour faire quoi ? » asks about Courbevoie.
        """
        named = 0
        for one in core.said:
            if one.borrowed and (names(one.mention) or one.mention.how == "number"):
                named |= one.mention.mask
        if not named or best.rule.explains & named:
            return reading
        # What a question must not name, it must not be about.
        if best.rule.forbids & named:
            return self._read(argument, past)
        least = max(LEAST_SCORE, best.score - NEARLY)
        near = [one for one in reading.candidates if one.rule.explains & named and one.score >= least]
        if near:
            return Reading((near[0], *(one for one in reading.candidates if one is not near[0])), reading.said)
        whole = self._read(argument, past)
        if whole.best is not None and whole.best.rule.explains & named and whole.best.score >= LEAST_UNANCHORED:
            return whole
        return reading

    def _read(self, argument: Argument, past: Conversation) -> Reading:
        wider = self._widening.narrowed(argument, past)
        reading = self._read_once(wider[0] if wider else argument, past)
        if wider:
            reading = replace(reading, said=tuple(one for one in reading.said if one != wider[1]))
        if reading.best is not None and self._subjects.leaves_out_head(argument, reading.best):
            return Reading((), reading.said)
        candidates, rival = self._subjects.settle(reading.candidates, reading.said, past)
        return Reading(candidates, reading.said, rival)

    def _read_once(self, argument: Argument, past: Conversation) -> Reading:
        if past == BEGINNING:
            return Reading(tuple(self._rank(argument.said, argument.unknown, past)), argument.said)
        of_listed = self._summing.of_listed(argument, past)
        in_turn = self._instead.all(argument, past)
        past = self._meant(argument, past)
        chosen = self._choosing.chosen(argument, past)
        rest = [] if chosen else self._remaining.others(argument, past)
        # « De quelle MJC parlez-vous ? — Longuenesse, en 2023 »
        when = (one for one in argument.said if names_year(one.mention) or one.mention.how == "date")
        beside = self._summing.beside(argument) if of_listed else argument
        said = (*chosen, *when) if chosen else (*of_listed, *self._pointers.resolve(beside, past, rest))
        if in_turn and not chosen:
            said, past = in_turn
        said = self._eliding.filled(self._ranking.completed(said, argument, past), argument, past)
        unknown = 0.0 if chosen else argument.unknown
        alone = self._rank(said, unknown, past)
        if not (past.concepts or past.entities or past.focus) or self._identifying.says_whole(argument, alone):
            return Reading(tuple(alone), said)
        if not chosen and alone and (talk := self._small_talk(said, alone)):
            return Reading((talk, *(one for one in alone if one is not talk)), said)
        if self._givers.turns(said, past):
            turned = self._givers.turned(said, past, partial(self._rank, unknown=unknown, past=past))
            return turned if turned.candidates or past.outcome != "out_of_scope" else Reading(tuple(alone), said)
        begins = self._wording.begins_with_pronoun(argument) or self._wording.has_object(argument)
        # « Y en a combien en tout ? » counts the list that was told; after a count it is of all.
        least = LEAST_SUMMED if sums_up(said) else LEAST_SEVERAL
        sums = (sums_up(said) or self._ranking.sums_them_up(said)) and past.counted >= least
        sums = sums and past.intent not in self._counts
        theirs = sums or bool(of_listed or in_turn) or self._wording.asks_of_them(argument)
        him, one = tells_of_him(argument), tells_of_one(argument)
        kept = self._carrier.of_others(past, rest, argument.said) if rest else past
        # « Et en décembre ? » is asked of grants, where those were spoken of.
        told = self._subjects.without_events(said) if self._subjects.is_of_grants(past) else said
        identified = self._identified.found(said, past) if self._identifying.identifies(argument) else []
        whole = self._subjects.sums_up(argument.said, past)
        carried = identified or self._carrier.carried(told, kept, begins, theirs or whole, him, one)
        lifts = whole or self._subjects.lifts(argument, past)
        if lifts and not of_listed and not self._subjects.sums_up_those_told(argument, past):
            carried = [one for one in carried if not names_year(one.mention)]
        merged = (*said, *carried)
        ranked = lending_least(self._rank(merged, unknown, past), merged)
        one_told = not past.several or past.compared
        if past.entities and one_told and past.intent not in self._counts and only_asks(said):
            # « C’est combien ? » is not asked of how many there are where one thing was told, or two compared.
            ranked = [one for one in ranked if one.rule.intent not in self._counts] or ranked
        if again := self._ranking.not_told(ranked, said, past):
            return Reading(tuple(again), merged)
        if sums_up(said):
            again = [one for one in ranked if one.rule.intent == past.intent and one.score >= LEAST_WHOLE]
            # « Et l’enveloppe totale ? » is asked of no count.
            only = all(sense.role or sense.weight <= SLIGHT for one in said for sense in one.mention.senses)
            if again and only and past.outcome == "answered" and self._subjects.asks_again(said, past):
                return Reading(tuple(again), merged)
            summed = [one for one in ranked if one.own > 0 and one.score >= LEAST_WHOLE]
            summed = [one for one in summed if self._subjects.continues(one.rule.intent, past)]
            if summed and (past.comparison or past.bounds or past.dates or whole or theirs):
                return Reading(tuple(summed), merged)
            if alone and alone[0].score >= LEAST_WHOLE:
                # « Et tous les lauréats ? » asks how much where that was asked.
                asked = [one for one in ranked[:1] if one.kept > alone[0].own <= one.own and one.score >= LEAST_WHOLE]
                return Reading(tuple(ranked), merged) if asked else Reading(tuple(alone), said)
        # « De quelles données parlez-vous ? — Toulouse »: what is chosen may be asked for by no rule.
        of_it = chosen[0].mention.mask if chosen else 0
        of_it |= self._subjects.named(said, past)
        fits = [one for one in ranked if one.own > 0 or one.rule.explains & of_it]
        together = telling_first([one for one in fits if one.kept > 0 or not alone])
        same = self._continuing.asked_again(said, argument, ranked, past) if together else None
        if same is not None:
            return Reading(tuple(same), merged) if same else Reading(tuple(alone), said)
        pages = past.page is not None and any(one.mention.role == PAGE for one in said)
        if together and (
            pages
            or identified
            or self._stays_with(together[0], alone, past)
            or ranks_on(self._subjects, argument, together[0], carried, past)
            or self._ranking.spreads(together[0], said, carried)
            or self._ranking.goes_on_counting(together[0], alone, said, past)
            or self._counts_on(together[0], said, carried, past)
            or self._ranking.counts_again(together[0], said, past)
            or (self._ranking.of_several(past) and together[0].kept >= 1 and self._counts_of_them(said, carried))
            or of_listed
            or in_turn
            or self._leaning.leans(argument, said, alone, together[0], merged, past)
            or self._scene.concerns(argument, said, together[0], past)
            or (alone and stands_alone(alone[0], carried) and self._leaning.as_telling(together[0], alone[0], said))
        ):
            # « Bry a quoi ? — C’est pour les enfants ? » asks what its project is, no longer whose.
            ordered = together if identified else self._continuing.order(argument, together, alone[:1], past, carried)
            return Reading(tuple(ordered), merged)
        return Reading(tuple(alone), said)

    def _stays_with(self, together: Candidate, alone: list[Candidate], past: Conversation) -> bool:
        """Whether a message asks about published grants, after a question about them, what it could ask of others.

        « Quelle part du total ? » is asked of who was spoken of.
        """
        if not alone or not self._subjects.leaves(alone[0].rule.intent, past):
            return False
        goes_on = self._subjects.continues(together.rule.intent, past) and together.kept >= 1
        return goes_on and together.score >= alone[0].score and together.own >= AS_TELLING * alone[0].own

    def _meant(self, argument: Argument, past: Conversation) -> Conversation:
        """What was said before, as a message means it."""
        if past == BEGINNING:
            return past
        past = without_body(argument, self._summing.of_criteria(argument, self._subjects.lifted(argument, past)))
        if ranks_first(argument) and self._subjects.is_of_grants(past):
            # « De 100 000 à 200 000 € ? — Les trois premières font combien ? » ranks within what was asked.
            past = replace(past, concepts=tuple(filter(self._ranking.ranks, past.concepts)), focus=())
        return self._remaining.of_one(argument, self._eliding.affirmed(argument, self._ranking.meant(argument, past)))

    def _counts_on(
        self, together: Candidate, said: Sequence[Said], carried: Sequence[Said], past: Conversation
    ) -> bool:
        """Whether a message counts or ranks what was asked for of published grants, or asks what else is said of them
        (« pour la culture ? — Combien de bénéficiaires ? — Qui a eu le plus ? — Combien de projets en 2023 ? »)."""
        goes_on = together.kept > 0 and self._subjects.continues(together.rule.intent, past)
        ranks = has_role("superlatif", said) or asks_who_moved(said, carried)
        ranks = ranks and not any(names(one.mention) for one in said)
        of_them = self._wording.says_not_of_what(said) and any(together.requires(one.mention.mask) for one in carried)
        counts = self._wording.counts_only(said) or self._wording.counts_things(said)
        return goes_on and together.score >= LEAST_SCORE and (ranks or counts or of_them)

    def _counts_of_them(self, said: Sequence[Said], carried: Sequence[Said]) -> bool:
        """Whether it asks but for a kind, of what was told; « combien de villes ? » is asked of no town."""
        return (self._wording.counts_only(said) or asks_who_has(said)) and not (
            self._carrier.pins(carried) and self._carrier.seeks_places(said)
        )

    def _small_talk(self, said: tuple[Said, ...], alone: Sequence[Candidate]) -> Candidate | None:
        """The reading of a message about the last answer, not another question (« nul ! », « d’où tu sors ça ? »).

        « Pourquoi pas ? » may be one about what was spoken of.
        """
        senses = (sense for one in said for sense in one.mention.senses)
        if any(sense.role == "question" or (sense.role == "pronom" and sense.weight > 0) for sense in senses):
            return None
        whole = [one for one in alone if one.score >= max(LEAST_WHOLE, alone[0].score)]
        talk = [one for one in whole[:1] if one.rule.intent in self._talk]
        return next(iter(talk or [one for one in whole if one.rule.intent in self._again]), None)
