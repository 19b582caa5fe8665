"""What earlier turns mean for this one: a partial question completes itself from the last.

A message is read twice: alone, and merged with what the last question held that it does not replace (« Et Montreuil ? »
replaces the place, « combien ? » keeps it). A question that is whole by itself owes the past nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import or_

from msgspec import Struct, structs

from bot.carrying import BELONGING, Carrier
from bot.conversation import Conversation
from bot.facts.records import Knowledge
from bot.french.text import fold
from bot.french.words import AND, SUBJECTS, THESE
from bot.pointing import COMPARING, LEAST_SEVERAL, Find, Pointers
from bot.subjects import Subjects
from bot.surroundings import Surroundings
from bot.telling import asks_in_full, likens
from bot.understanding.asking import MOST_HAD
from bot.understanding.frame import Frame
from bot.understanding.grammar import Argument, Grammar
from bot.understanding.mention import Mention, names
from bot.understanding.reading import EARLIER, Candidate, Said, rank
from bot.understanding.scoring import LEAST_SCORE, LEAST_UNANCHORED

LEAST_WHOLE = 0.95
"""The share of a whole message to explain for it to be read whole: what it asks for is named before its question."""
NEARLY = 0.2
"""How much less of a main clause a question may explain that speaks of what is named before it."""
AS_TELLING = 0.6
"""The share of what a rule requires of a message that another has to, to be preferred for what was spoken of."""
AS_WHOLE = 0.7
"""The same where the other is whole by itself, and has no use for what was spoken of."""
LEAST_CORE = 0.6
"""The least that a rule must require of a main clause itself for what comes before it to be left aside."""
CONTINUING = ("suite", "correction", "exclusion")
"""Roles of words that continue what was said."""
PAGE = "page"
"""The role of words that ask for the next of a list."""
NONE = ("=", 0)
"""How the last question compared that asked who has none."""
STOOD_FOR = 0.8
"""Weight of what a pronoun may stand for: the last thing spoken of, or the one before it."""
TELLING = 1.0
"""Weight of words that say what a question is about though they come before it."""
TELLING_OF = 0.8
"""Weight of the words of a question that say what it asks for."""
MUCH = 0.5
"""Weight that a reading requires more of a message than another, from which what they borrow matters no more."""
BARE = 2
"""Words of a question that names but a kind of thing (« quel projet ? »)."""
SLIGHT = 0.15
"""Weight of words that do not make a message more than a fragment."""


class Reading(Struct, frozen=True):
    """How a message was understood."""

    candidates: tuple[Candidate, ...]
    """Best first."""
    said: tuple[Said, ...]
    """What the best one was read from: the message's mentions and those carried over."""
    rival: Candidate | None = None
    """One about as good of the other subject, where none was spoken of."""

    @property
    def best(self) -> Candidate | None:
        """The winner, if any rule fits."""
        return self.candidates[0] if self.candidates else None


class Interpreter:
    """Reads messages in their conversation."""

    def __init__(
        self,
        grammar: Grammar,
        knowledge: Knowledge,
        find: Find,
        recounts: frozenset[str] = frozenset(),
        talk: frozenset[str] = frozenset(),
        published: frozenset[str] = frozenset(),
    ) -> None:
        """
        Args:
            grammar: what understands.
            knowledge: what is known, for how what is named hangs together.
            find: the records of a remembered name.
            recounts: the intents that say how many things the last answer enumerated.
            talk: the intents of small talk.
            published: the intents about published grants, where there are.
        """
        self._grammar = grammar
        self._surroundings = Surroundings(grammar, knowledge)
        self._pointers = Pointers(grammar, knowledge, find)
        self._carrier = Carrier(grammar, knowledge, find)
        pronouns = (concept.spellings for concept in grammar.concepts.values() if concept.role == "pronom")
        self._pronouns = frozenset(fold(spelling) for spellings in pronouns for spelling in spellings)
        self._recounts = recounts
        self._talk = talk
        self._subjects = Subjects(talk, published)

    def read(self, argument: Argument, past: Conversation) -> Reading:
        """The best reading of a message after what was said before."""
        argument = self._surroundings.resolve(argument)
        if argument.core is not None:
            reading = self._read(argument.core, past)
            core = tuple(one for one in argument.core.said if not one.borrowed)
            scoped = _of_all(argument.said) and not _of_all(core)
            asked = scoped or (self._grammar.kinds(argument.said) and not self._grammar.kinds(core))
            told = 0 if asked or _opened(argument.said) else self._told_before(argument.said, core)
            if asked or told:
                whole = self._read(argument, past)
                if (
                    whole.best is not None
                    and whole.best.score >= LEAST_WHOLE
                    and (asked or _requires(whole.best, told))
                ):
                    return whole
            if reading.best is not None and reading.best.score >= LEAST_SCORE and reading.best.own >= LEAST_CORE:
                return self._about_names(reading, reading.best, argument, argument.core, past)
        return self._read(argument, past)

    def _told_before(self, said: Sequence[Said], core: Sequence[Said]) -> int:
        """The features of what is said before a main clause, and not in it, that is no kind of thing.

        « Au moins trois villes ensemble, c’est combien de projets ? » is about what they do together.
        """
        told = 0
        for mention in (one.mention for one in said):
            telling = mention.role is None and mention.weight >= TELLING and not names(mention)
            if telling and all(sense.id not in self._grammar.counting for sense in mention.senses):
                told |= mention.mask
        for one in core:
            told &= ~one.mention.mask
        return told

    def frame(self, best: Candidate, argument: Argument, reading: Reading, past: Conversation) -> Frame:
        """The question that the best reading of a message is, with how many of something the last one asked for."""
        frame = self._grammar.frame(best, argument, reading.said)
        if PAGE in frame.roles:
            frame = replace(frame, page=past.page)
        if self._subjects.continues(frame.intent, past):
            # Amounts go on bounding what is asked about them.
            bounded = frame.borrowed and frame.comparison is None and not frame.numbers
            return replace(frame, comparison=past.comparison, bounds=past.bounds) if bounded else frame
        # « Une commune » may be any: of what was asked for, two or more are surely a number.
        narrows = past.comparison != ("=", 1) and self._carrier.narrows(argument.said)
        if past.comparison == NONE and ("superlatif" in frame.roles or asks_in_full(argument.said)):
            return frame
        own = (any(names(one.mention) for one in argument.said) and not narrows) or self._grammar.kinds(
            one for one in argument.said if one.mention.role != "question"
        )
        if not frame.borrowed or own or frame.claim is not None or past.comparison is None or "autres" in frame.roles:
            return frame
        if frame.comparison is None:
            return replace(frame, comparison=past.comparison)
        if frame.numbers and frame.comparison == ("=", frame.numbers[0]):
            # « Plus de trois ? », « et de deux ? »: a number alone is compared as the last one was.
            return replace(frame, comparison=(past.comparison[0], frame.numbers[0]))
        return frame

    def recount(self, argument: Argument, past: Conversation) -> Reading | None:
        """A message about what the last answer enumerated, read so: how many (« combien ? »), or if one is of them."""
        senses = (sense for one in argument.said for sense in one.mention.senses)
        kinds = {sense.record.type.name for sense in senses if sense.record is not None}
        # What was told of a town is no list that another may be of.
        of_one = any(named.kind in kinds for named in past.entities)
        if past.counted < LEAST_SEVERAL or of_one or (kinds and past.counted > len(past.listed)):
            return None
        found = [one for one in rank(argument.said, argument.unknown, self._grammar.rules) if self._recounting(one)]
        return Reading((found[0],), argument.said) if found and found[0].score >= LEAST_WHOLE else None

    def _recounting(self, candidate: Candidate) -> bool:
        return candidate.rule.intent in self._recounts

    def _about_names(
        self, reading: Reading, best: Candidate, argument: Argument, core: Argument, past: Conversation
    ) -> Reading:
        """Of the readings of a main clause, or else of its whole message, one that speaks of what is named before it.

        « À Courbevoie ils ont eu des sous, pour faire quoi ? » asks about Courbevoie.
        """
        named = 0
        for one in core.said:
            if one.borrowed and names(one.mention):
                named |= one.mention.mask
        if not named or best.rule.explains & named:
            return reading
        least = max(LEAST_SCORE, best.score - NEARLY)
        near = [one for one in reading.candidates if one.rule.explains & named and one.score >= least]
        if near:
            return Reading((near[0], *(one for one in reading.candidates if one is not near[0])), reading.said)
        whole = self._read(argument, past)
        if whole.best is not None and whole.best.rule.explains & named and whole.best.score >= LEAST_UNANCHORED:
            return whole
        return reading

    def _read(self, argument: Argument, past: Conversation) -> Reading:
        reading = self._read_once(argument, past)
        candidates, rival = self._subjects.settle(reading.candidates, reading.said, past)
        return Reading(candidates, reading.said, rival)

    def _read_once(self, argument: Argument, past: Conversation) -> Reading:
        chosen = self._pointers.chosen(argument, past)
        rest = [] if chosen else self._pointers.rest(argument, past)
        said = (chosen,) if chosen else self._pointers.resolve(argument, past, rest)
        unknown = 0.0 if chosen else argument.unknown
        alone = [one for one in rank(said, unknown, self._grammar.rules) if not self._recounting(one)]
        if not past.concepts and not past.entities and not past.focus:
            return Reading(tuple(alone), said)
        if not chosen and alone and self._small_talk(said, alone[0]):
            return Reading(tuple(alone), said)
        begins = self._begins_with_pronoun(argument)
        theirs = self._asks_of_them(argument)
        kept = past if not rest else structs.replace(past, entities=())
        carried = self._carrier.carried(said, kept, begins, theirs)
        merged = (*said, *carried)
        ranked = [one for one in rank(merged, unknown, self._grammar.rules) if not self._recounting(one)]
        if _sums_up(said):
            again = [one for one in ranked if one.rule.intent == past.intent and one.score >= LEAST_WHOLE]
            if again and past.outcome == "answered":
                return Reading(tuple(again), merged)
            summed = [one for one in ranked if self._subjects.continues(one.rule.intent, past) and one.own > 0]
            summed = [one for one in summed if one.score >= LEAST_WHOLE]
            if summed and (past.comparison or past.bounds):
                return Reading(tuple(summed), merged)
            if alone and alone[0].score >= LEAST_WHOLE:
                return Reading(tuple(alone), said)
        together = _telling_first([one for one in ranked if one.own > 0 and (one.kept > 0 or not alone)])
        pages = past.page is not None and any(one.mention.role == PAGE for one in said)
        if together and (
            pages
            or self._stays_with(together[0], alone, past)
            or self._leans(argument, said, alone, together[0], merged)
            or (past.scene and self._concerns(said, together[0]))
            or (alone and _stands_alone(alone[0], carried) and self._as_telling(together[0], alone[0], said))
        ):
            return Reading(tuple(self._continued(argument, together, alone[:1], past, carried)), merged)
        return Reading(tuple(alone), said)

    def _stays_with(self, together: Candidate, alone: list[Candidate], past: Conversation) -> bool:
        """Whether a message asks about published grants, after a question about them, what it could ask of others.

        « Quelle part du total ? » is asked of who was spoken of.
        """
        if not alone or not self._subjects.leaves(alone[0].rule.intent, past):
            return False
        goes_on = self._subjects.continues(together.rule.intent, past) and together.kept >= 1
        return goes_on and together.score >= alone[0].score and together.own >= AS_TELLING * alone[0].own

    def _small_talk(self, said: tuple[Said, ...], alone: Candidate) -> bool:
        """Whether a message is about the last answer, not another question (« nul ! », « top, t’es fort »).

        « Pourquoi pas ? » may be one about what was spoken of.
        """
        senses = (sense for one in said for sense in one.mention.senses)
        asks = any(sense.role == "question" or (sense.role == "pronom" and sense.weight > 0) for sense in senses)
        return alone.rule.intent in self._talk and alone.score >= LEAST_WHOLE and not asks

    def _concerns(self, said: tuple[Said, ...], together: Candidate) -> bool:
        """Whether a question asks for a kind of thing, so that it is about where its author is from."""
        everything = any(one.mention.role == "tout" or names(one.mention) for one in said)
        return together.score >= LEAST_SCORE and bool(self._grammar.kinds(said)) and not everything

    def _leans(
        self,
        argument: Argument,
        said: tuple[Said, ...],
        alone: list[Candidate],
        together: Candidate,
        merged: tuple[Said, ...],
    ) -> bool:
        """Whether the message needs the past."""
        if together.score < LEAST_SCORE:
            return False
        if not alone or alone[0].score < LEAST_SCORE:
            return True
        if together.score + 0.05 < alone[0].score:
            return False
        roles = {sense.role for one in said for sense in one.mention.senses}
        concepts = [one for one in said if one.weight >= 0.5 and not names(one.mention)]
        named = any(names(one.mention) for one in said)
        if together.kept >= STOOD_FOR and _requires_pronoun(together, said):
            return True
        alike = self._compares_only(argument) or likens(said)
        if together.kept >= EARLIER and ("partitif" in roles or alike or "superlatif" in roles):
            return True
        pronoun = "pronom" in roles or self._begins_with_pronoun(argument) or self._asks_of_them(argument)
        pronoun = pronoun or any(token.text == THESE for token in argument.cover.text.tokens)
        # « Le fonds, il date de quand ? » is of the fund.
        telling = together.own >= AS_TELLING * alone[0].own or together.score > alone[0].score
        whole = alone[0].score >= LEAST_WHOLE and self._asks_more(alone[0], together, said)
        if (
            pronoun
            and telling
            and not whole
            and together.kept >= STOOD_FOR
            and (not named or _asks_for_spoken_of(together, merged))
        ):
            return True
        if not roles.isdisjoint(BELONGING) and together.kept >= EARLIER and _asks_for_spoken_of(together, merged):
            return True
        apart = any(one.borrowed and one.excluded for one in merged)
        if "autres" in roles and together.kept >= 1 and (apart or not named):
            return True
        if not roles.isdisjoint(CONTINUING) or argument.cover.text.tokens[0].text in AND:
            return (
                not whole
                and len([one for one in concepts if all(sense.role != "suite" for sense in one.mention.senses)]) < 3
            )
        agreed = "accord" in roles and argument.cover.text.asks
        weighty = [one for one in said if one.weight > SLIGHT and not (agreed and _few(one.mention))]
        if len(weighty) == 1 and not named and together.kept >= 1:
            # « Lauréate ? », « y a un projet ? », « deux projets, c’est ça ? » ask it of what was spoken of.
            tokens = len(argument.cover.text.tokens)
            asks = tokens == 1 or (tokens == BARE and "question" in roles) or "verification" in roles or agreed
            return asks or not self._grammar.kinds(said)
        return not concepts and "question" not in roles

    def _as_telling(self, together: Candidate, alone: Candidate, said: Sequence[Said]) -> bool:
        """Whether a reading with the past explains a message as well as one without."""
        as_well = together.kept >= 1 and together.score >= alone.score and together.own >= AS_WHOLE * alone.own
        return as_well and not self._asks_more(alone, together, said)

    def _asks_more(self, alone: Candidate, together: Candidate, said: Sequence[Said]) -> bool:
        """Whether a reading without the past asks of something that one with it leaves out (« et les premières aides,
        c’était quand ? »); a kind of thing may be what was spoken of.
        """
        telling = (one.mention for one in said if one.mention.weight >= TELLING and not names(one.mention))
        told = (mention for mention in telling if mention.senses[0].id not in self._grammar.counting)
        return any(_requires(alone, mention.mask) and not _requires(together, mention.mask) for mention in told)

    def _compares_only(self, argument: Argument) -> bool:
        """Whether a message says nothing but that things are alike (« c’est le même ? »): what was asked of them."""
        return all(one.weight <= 0 or one.mention.role in COMPARING for one in argument.said)

    def _continued(
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
        told = [one.mention for one in argument.said if one.weight > SLIGHT and not names(one.mention)]
        if any(one.mention.role == "reprise" for one in argument.said):
            kept = [one for one in together if one.score >= together[0].score and self._asks_the_same(one, past)]
            return [*kept, *(one for one in together if one not in kept)]
        if any(one.role != "question" for one in told):
            return together
        best = [one for one in together if one.score >= together[0].score and one.own >= together[0].own]
        pointed = any(names(one.mention) or one.mention.role == "pronom" for one in argument.said)
        if told and alone and alone[0].score >= LEAST_WHOLE and not pointed:
            # « Qui paye ? » asks of a town what it asks of all.
            spoken = reduce(or_, (one.mention.mask for one in carried if names(one.mention)), 0)
            kept = [one for one in best if one.rule.intent == alone[0].rule.intent and one.rule.explains & spoken]
            return [*kept, *(one for one in together if one not in kept)]
        again = bool(told) and all(one.senses[0].id in past.concepts for one in told)
        links = argument.cover.text.tokens[0].text in AND
        alike = [one for one in together if one.score >= together[0].score]
        if again and links and self._carrier.locates(argument.said):
            best = [one for one in alike if one.rule.intent == past.intent]
        elif self._carrier.narrows(argument.said) and past.several and (links or not told):
            kinds = self._kinds_asked(past)
            best = [one for one in alike if _requires(one, kinds) and (told or one.rule.intent == past.intent)]
            best = [one for one in best if all(_requires(one, mention.mask) for mention in told)]
        elif told or any(names(one.mention) for one in argument.said):
            # « Et sur les bibliothèques ? », or « qui ? », asks what was asked before.
            best = [one for one in best if one.rule.intent == past.intent] or alike
        else:
            best = alike
        return [*best[:1], *(one for one in together if one not in best[:1])]

    def _asks_the_same(self, candidate: Candidate, past: Conversation) -> bool:
        """Whether a rule asks for what the last question asked for (« celle du président » of a quotation)."""
        senses = filter(None, map(self._grammar.concept_senses.get, past.concepts))
        asked = (sense for sense in senses if sense.role is None and sense.weight >= TELLING_OF)
        return any(_requires(candidate, sense.mask) for sense in asked)

    def _kinds_asked(self, past: Conversation) -> int:
        """The features of the words of the last question that name kinds of things (« quelles villes »)."""
        senses = (self._grammar.concept_senses[name] for name in past.concepts if name in self._grammar.counting)
        return sum({sense.mask for sense in senses if self._grammar.concepts[sense.id].target is not None})

    @staticmethod
    def _asks_of_them(argument: Argument) -> bool:
        """Whether what was spoken of is the subject (« combien de projets ont-ils ? », « elle en a combien ? »)."""
        tokens = argument.cover.text.tokens
        told = (one.mention for one in argument.said if one.mention.role in ("verification", "pronom"))
        return any(tokens[mention.end - 1].text in SUBJECTS for mention in told if mention.start >= 0)

    def _begins_with_pronoun(self, argument: Argument) -> bool:
        """Whether an expression that a message holds begins with a pronoun (« elle a eu »)."""
        tokens = argument.cover.text.tokens
        spoken = (one.mention for one in argument.said if one.mention.role is None and one.mention.start >= 0)
        return any(tokens[mention.start].text in self._pronouns for mention in spoken)


def _opened(said: Sequence[Said]) -> bool:
    """Whether the main clause begins with an opener: what stands before is why one asks (« Pour le chef de projet, je
    souhaiterais savoir… »)."""
    return any(one.mention.role == "ouverture" for one in said)


def _few(mention: Mention) -> bool:
    """Whether a mention is a number of things that one may have (« deux projets »)."""
    return mention.how == "number" and isinstance(mention.value, int) and mention.value <= MOST_HAD


def _of_all(said: Sequence[Said]) -> bool:
    """Whether a message means all there is (« en tout »)."""
    return any(one.mention.role == "tout" for one in said)


def _sums_up(said: Sequence[Said]) -> bool:
    """Whether a message says nothing but that all is counted (« ça fait combien en tout ? », « et en tout ? »)."""
    weighty = {one.mention.role for one in said if one.weight > SLIGHT}
    return _of_all(said) and weighty <= {"question", "tout"}


def _stands_alone(alone: Candidate, carried: Sequence[Said]) -> bool:
    """Whether a rule has no use for any name that was just spoken of (« combien d’argent ? »)."""
    named = [one.mention.mask for one in carried if names(one.mention) and not one.spare]
    return bool(named) and not any(mask & alone.rule.explains for mask in named)


def _requires(candidate: Candidate, mask: int) -> bool:
    """Whether a rule asks for what a mention says."""
    return any(term & mask for term in candidate.rule.required)


def _telling_first(together: Sequence[Candidate]) -> list[Candidate]:
    """Readings with the past, best first: of two that explain as much, that which requires much more of the message
    itself, whatever it borrows (« et il a déclaré quoi, ce monsieur ? » is not asked who he is)."""
    least = max((one.own for one in together if one.score >= together[0].score), default=0.0) - MUCH
    told = [one for one in together if one.score >= together[0].score and one.own > least]
    return [*told, *(one for one in together if one not in told)]


def _requires_pronoun(candidate: Candidate, said: Sequence[Said]) -> bool:
    """Whether a rule asks for a pronoun itself, whatever else a message names (« leur projet FMIN »)."""
    pronouns = 0
    for one in said:
        if any(sense.role == "pronom" for sense in one.mention.senses):
            pronouns |= one.mention.mask
    return any(not term & ~pronouns for term in candidate.rule.required)


def _asks_for_spoken_of(candidate: Candidate, merged: Sequence[Said]) -> bool:
    """Whether a rule asks for a name that only what was spoken of has (« Elle a eu combien du FMIN ? »)."""
    own = spoken = 0
    for one in merged:
        if not one.borrowed:
            own |= one.mention.mask
        elif names(one.mention):
            spoken |= one.mention.mask
    return any(term & spoken and not term & own for term in candidate.rule.required)
