"""Whether a message needs the past: read with what was spoken of, it is better understood than alone."""

from collections.abc import Callable, Container, Sequence, Set

from bot.dialogue.conversation import Conversation
from bot.dialogue.narrowing import (
    asks_for_the_one,
    asks_of_others,
    asks_of_some,
    goes_on,
    heads_a_name,
    is_borrowed_town,
    is_of_one,
    is_of_the_one,
    lists_those,
    narrows_only,
    points_back,
    points_to_when,
    shares_other,
    totals_others,
)
from bot.dialogue.ranking import ranks_first
from bot.dialogue.requiring import (
    asks_for_spoken_of,
    is_of_pointed,
    is_of_what_was_asked,
    requires_much_more,
    requires_pronoun,
)
from bot.dialogue.standing import BELONGING
from bot.dialogue.telling import as_many_as, likens, themselves
from bot.dialogue.wording import BARE, Wording, asks_which_are_there
from bot.french.words import ALL, GIVING_TO, SO, THAT, THE, THERE, THESE
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Mention, names
from bot.understanding.reading import EARLIER, SLIGHT, Candidate, Said
from bot.understanding.scoring import LEAST_SCORE
from bot.understanding.weighing import Argument

LEAST_WHOLE = 0.95
"""The share of a whole message to explain for it to be read whole: what it asks for is named before its question."""
MUCH_LESS = 0.05
"""How much less of a message a reading may explain, and be preferred."""
AS_TELLING = 0.6
"""The share of what a rule requires of a message that another has to, to be preferred for what was spoken of."""
AS_WHOLE = 0.7
"""The same where the other is whole by itself, and has no use for what was spoken of."""
CONTINUING = ("suite", "correction", "exclusion")
"""Roles of words that continue what was said."""
MOST_CONTINUING = 2
"""Words that say something, at most, of a message that continues what was said."""
STOOD_FOR = 0.8
"""Weight of what a pronoun may stand for: the last thing spoken of, or the one before it."""
TELLING = 1.0
"""Weight of words that say what a question is about though they come before it."""
SAYING = 0.5
"""Weight from which a word says something."""
NONE_AT_ALL = ("absence", "verification")
"""Roles of words that ask whether it is so that there is none."""


class Leaning:
    """Weighs a reading with the past against one without."""

    def __init__(
        self, grammar: Grammar, wording: Wording, subjects: Container[str], things: Set[str], holders: Set[str]
    ) -> None:
        """
        Args:
            grammar: what understands.
            wording: what tells what words say.
            subjects: the types of what others are about.
            things: the types of what is told that is no place.
            holders: the types of places in which others lie.
        """
        self.grammar = grammar
        self.wording = wording
        self.things = things
        self.holders = holders
        self._subjects = subjects

    def leans(
        self,
        argument: Argument,
        said: tuple[Said, ...],
        alone: Sequence[Candidate],
        together: Candidate,
        merged: tuple[Said, ...],
        past: Conversation,
    ) -> bool:
        """Whether a message needs the past.

        Args:
            argument: the message.
            said: what it says.
            alone: its readings without the past, best first.
            together: the best one with it.
            merged: what it says, with what is carried over from the past.
            past: what was said before.
        """
        if together.score < LEAST_SCORE:
            return False
        if not alone or alone[0].score < LEAST_SCORE:
            return self._may_be_of_it(argument, said, together)
        weighed = _Weighed(self, argument, said, alone[0], together, merged, past)
        return next((leans for reason, leans in _REASONS if reason(weighed)), False)

    def as_telling(self, together: Candidate, alone: Candidate, said: Sequence[Said]) -> bool:
        """Whether a reading with the past explains a message as well as one without."""
        as_well = together.kept >= 1 and together.score >= alone.score and together.own >= AS_WHOLE * alone.own
        return as_well and not self.asks_more(alone, together, said)

    def asks_more(self, alone: Candidate, together: Candidate, said: Sequence[Said]) -> bool:
        """Whether a reading without the past asks of something that one with it leaves out (« et les premières aides,
        c’était quand ? »); a kind of thing may be what was spoken of.
        """
        telling = (one.mention for one in said if one.mention.weight >= TELLING and not names(one.mention))
        told = (mention for mention in telling if mention.senses[0].id not in self.grammar.counting)
        masks = (themselves(said), *(mention.mask for mention in told))
        return any(alone.requires(mask) and not together.requires(mask) for mask in masks)

    def is_subject(self, mention: Mention) -> bool:
        """Whether a mention names but what others are about."""
        return all(sense.record is None or sense.record.type.name in self._subjects for sense in mention.senses)

    def _may_be_of_it(self, argument: Argument, said: tuple[Said, ...], together: Candidate) -> bool:
        """Whether what is asked in words of another subject points to what was spoken of (« on y vend du pain ? »)."""
        if heads_a_name(argument, said):
            # « L’orchestre ? — Le théâtre de la cité ? » is another.
            return False
        other = any(one.mention.senses[0].foreign and together.requires(one.mention.mask) for one in said)
        points = any(one.mention.role == "pronom" for one in said) or self.wording.begins_with_pronoun(argument)
        return not other or points or any(token.text == THERE for token in argument.cover.text.tokens)


class _Weighed:
    """A message that can be read both ways."""

    def __init__(
        self,
        leaning: Leaning,
        argument: Argument,
        said: tuple[Said, ...],
        alone: Candidate,
        together: Candidate,
        merged: tuple[Said, ...],
        past: Conversation,
    ) -> None:
        self._leaning, self._wording, self._grammar = leaning, leaning.wording, leaning.grammar
        self._argument, self._said, self._merged, self._past = argument, said, merged, past
        self._alone, self._together = alone, together
        self._words = argument.cover.text.words
        self._asks = argument.cover.text.asks
        self._roles = {sense.role for one in said for sense in one.mention.senses}
        if self._words[0] in THAT and all(names(one.mention) for one in said[1:] if one.weight > 0):
            # « Que la culture », « que celles du 93 » ask of that alone.
            self._roles.discard("question")
        self._concepts = [one for one in said if one.weight >= SAYING and not names(one.mention)]
        self._named = any(names(one.mention) for one in said)
        self._same = together.rule.intent == alone.rule.intent
        # « Le fonds, il date de quand ? » is of the fund.
        more = leaning.asks_more(alone, together, said) or requires_much_more(alone, together)
        self._whole = alone.score >= LEAST_WHOLE and more

    def explains_less(self) -> bool:
        """Whether less of it is explained with the past."""
        return self._together.score + MUCH_LESS < self._alone.score

    def bounds(self) -> bool:
        """« Pour l’éducation ? — Plus de 10 000 € »"""
        only = self._together.kept >= TELLING and self._wording.bounds_only(self._argument, self._said)
        return only and not asks_of_others(self._said, self._merged)

    def compares_alone(self) -> bool:
        """« Combien en mars ? — C’est plus qu’en avril ? » does not ask how much in April."""
        alone, together = self._alone, self._together
        comparing = [one for one in self._said if not one.borrowed and self._wording.compares((one,))]
        lost = any(alone.requires(one.mention.mask) and not together.requires(one.mention.mask) for one in comparing)
        return alone.own > together.own and lost

    def totals_others(self) -> bool:
        """« Le judo ? — Le total des aides de 2023 ? »"""
        totals = self._alone.score >= LEAST_WHOLE and totals_others(self._argument, self._said)
        return totals and not self._wording.asks_of_them(self._argument)

    def points_back(self) -> bool:
        """« Qui a eu le plus en 2022 ? — Le deuxième, c’est pour quoi ? »"""
        return points_back(self._said) and self._same and self._together.own >= self._alone.own

    def requires_pronoun(self) -> bool:
        """« Sceaux a quoi ? — Elle est où ? »"""
        met = self._together.kept >= STOOD_FOR and requires_pronoun(self._together, self._said)
        return met and not requires_much_more(self._alone, self._together)

    def likens(self) -> bool:
        """« Sceaux ? — C’est le même territoire ? », « y en a-t-il d’autres ? », « lequel a le plus ? »"""
        alike = self._wording.compares_only(self._argument) or likens(self._said)
        alike = alike or ({"semblable", "question"} <= self._roles and not self._named)
        return self._together.kept >= EARLIER and (alike or not self._roles.isdisjoint(("partitif", "superlatif")))

    def compares_them(self) -> bool:
        """« Le rugby a eu combien ? — Ils ont eu plus que le foot ? »"""
        compares = self._named and self._together.kept >= EARLIER and self._wording.compares(self._said)
        return compares and self._speaks_of_them()

    def compares_with_one(self) -> bool:
        """« Combien dans le 94 ? — Combien de plus que le 93 ? », « combien a eu Sceaux ? — Autant qu’Antony ? »"""
        said, together = self._said, self._together
        as_many = as_many_as(said)
        compares = (as_many or self._wording.compares(said)) and sum(names(one.mention) for one in said) == 1
        return compares and together.kept >= TELLING and (self._same or (as_many and together.own >= self._alone.own))

    def shares_other(self) -> bool:
        """« La culture ? — Quelle part pour le sport ? »"""
        return self._together.kept >= EARLIER and shares_other(self._said, self._merged)

    def speaks_of_them(self) -> bool:
        """« Sceaux a quoi ? — Elle a un projet sur le stationnement ? »"""
        alone, together = self._alone, self._together
        if self._whole or together.kept < STOOD_FOR or not self._speaks_of_them():
            return False
        subjects = [self._leaning.is_subject(one.mention) for one in self._said if names(one.mention)]
        of_subjects = "pronom" in self._roles and all(subjects)
        of_it = not self._named or of_subjects or asks_for_spoken_of(together, self._merged)
        return of_it and (together.own >= AS_TELLING * alone.own or together.score > alone.score)

    def belongs(self) -> bool:
        """« Le chatbot ? — Son lauréat ? »"""
        belongs = not self._roles.isdisjoint(BELONGING) and not is_of_pointed(self._alone, self._said, self._words)
        belongs = belongs and self._together.kept >= EARLIER and asks_for_spoken_of(self._together, self._merged)
        return belongs or is_of_what_was_asked(self._together, self._merged)

    def asks_of_some(self) -> bool:
        """« Combien sont dans le 92 ? », « et ce mois-là ? »"""
        some = asks_of_some(self._argument) or asks_which_are_there(self._said)
        return self._together.kept >= EARLIER and (some or any(map(points_to_when, self._said)))

    def asks_what_of(self) -> bool:
        """« Le rugby ? — Quel secteur ? »"""
        return self._wording.asks_what_of(self._argument) and asks_for_spoken_of(self._together, self._merged)

    def asks_for_others(self) -> bool:
        """« Qui d’autre qu’Antony ? » asks for others of those told."""
        apart = any(one.borrowed and one.excluded for one in self._merged)
        apart = apart or (not self._concepts and all(one.excluded for one in self._said if names(one.mention)))
        return "autres" in self._roles and self._together.kept >= 1 and (apart or not self._named)

    def ranks_or_lies(self) -> bool:
        """« Le premier ? », « le sport ? — C’est dans le 93 ? »"""
        return self._together.kept >= TELLING and (ranks_first(self._argument) or self._lies())

    def goes_on(self) -> bool:
        """« Et Sceaux ? », but not « et Sceaux, elle a gagné ? » after numbers that were compared."""
        if not self.continues() or self._whole:
            return False
        whole = self._named and self._concepts and self._alone.score >= LEAST_WHOLE
        compared = self._wording.compares([one for one in self._merged if one.borrowed])
        saying = [one for one in self._concepts if all(sense.role != "suite" for sense in one.mention.senses)]
        return not (whole and compared) and len(saying) <= MOST_CONTINUING

    def continues(self) -> bool:
        """Whether it begins as what continues something."""
        going = goes_on(self._words, self._merged, self._leaning.holders)
        return going or not self._roles.isdisjoint(CONTINUING)

    def is_of_the_one(self) -> bool:
        """« Antony a gagné ? — Un seul projet ? »"""
        weighty = self._weighty()
        return self._together.kept >= 1 and is_of_the_one(self._things(weighty), weighty, self._words)

    def denies(self) -> bool:
        """« Vanves a eu quoi ? — Aucun projet, vraiment ? »"""
        if "absence" not in self._roles or self._named:
            return False
        weighty = self._weighty()
        things = self._things(weighty)
        none = all(one in things or one.mention.role in NONE_AT_ALL for one in weighty)
        return none and asks_for_spoken_of(self._together, self._merged)

    def lists_spoken_of(self) -> bool:
        """« Combien de communes du 93 n’ont rien reçu ? — La liste des communes ? »"""
        return self.lists() and self._together.kept >= TELLING

    def lists(self) -> bool:
        """Whether it asks for the list of what was told."""
        return not self._named and lists_those(self._weighty(), self._merged, self._words, self._grammar.kinds)

    def says_of_it(self) -> bool:
        """« Lauréate ? », « le projet », « un projet ? », « deux projets, c’est ça ? » ask it of what was spoken of."""
        if not self.says_one():
            return False
        only = self._weighty()[0]
        tokens = self._argument.cover.text.tokens
        some = self._asks and is_of_one(only, self._words)
        bare = some or (len(tokens) == BARE and ("question" in self._roles or tokens[0].text in THE))
        bare = bare or asks_for_the_one(self._words)
        asks = len(tokens) == 1 or bare or "verification" in self._roles or self._agreed()
        if self._is_lent():
            return asks
        return (asks or not self._grammar.kinds(self._said)) and not _asks_of_nothing(only, self._alone, self._merged)

    def says_one(self) -> bool:
        """Whether but one word of it says anything, and names nothing."""
        least = EARLIER if self._is_lent() else 1
        return not self._named and self._together.kept >= least and len(self._weighty()) == 1

    def says_little(self) -> bool:
        """« Combien en 2023 ? — Aux associations sportives ? »"""
        words = self._words
        narrows = self._named and words[0] in GIVING_TO and ALL.isdisjoint(words) and narrows_only(self._merged)
        return (not self._concepts or narrows) and "question" not in self._roles

    def _speaks_of_them(self) -> bool:
        """Whether a pronoun or an article stands for what was spoken of."""
        argument, wording = self._argument, self._wording
        return (
            "pronom" in self._roles
            or wording.begins_with_pronoun(argument)
            or wording.asks_of_them(argument)
            or (not argument.unknown and wording.has_object(argument))
            or THESE in self._words
        )

    def _lies(self) -> bool:
        """Whether what is about a subject is but said to lie in a place (« le sport ? — C’est dans le 93 ? »)."""
        weighty = [one.mention for one in self._said if one.weight > SLIGHT]
        lies = [names(one) or one.role for one in weighty] == ["situation", True]
        borrowed = (one.mention for one in self._merged if one.borrowed and names(one.mention))
        return lies and any(map(self._leaning.is_subject, borrowed))

    def _agreed(self) -> bool:
        """Whether it asks to agree to what it says (« Antony a gagné ? — Deux projets ? », « donc deux projets »)."""
        echoes = "question" not in self._roles and self._grammar.kinds(self._said) <= self._leaning.things
        echoed = echoes and any(map(is_borrowed_town, self._merged))
        concludes = echoes and not SO.isdisjoint(self._words) and any(map(self._is_borrowed_place, self._merged))
        return (self._asks and ("accord" in self._roles or echoed)) or concludes

    def _weighty(self) -> list[Said]:
        """What says something, but how many where it is to be agreed to."""
        weighty = [one for one in self._said if one.weight > SLIGHT]
        agreed = self._agreed()
        return [one for one in weighty if not (agreed and self._wording.says_how_many(one.mention))]

    def _things(self, weighty: Sequence[Said]) -> list[Said]:
        """What of it is of things that are no places."""
        return [one for one in weighty if self._grammar.kinds((one,)) & self._leaning.things]

    def _is_lent(self) -> bool:
        """Whether what is not known was asked of it in between (« le chatbot ? — Le prestataire ? — Budget ? »)."""
        past = self._past
        return past.outcome == "unknown" and not past.entities and not self._grammar.kinds(self._said)

    def _is_borrowed_place(self, one: Said) -> bool:
        """Whether a place was spoken of, and is not but spare."""
        return one.borrowed and not one.excluded and not one.spare and self._grammar.is_place(one.mention)


_REASONS: tuple[tuple[Callable[[_Weighed], bool], bool], ...] = (
    (_Weighed.explains_less, False),
    (_Weighed.bounds, True),
    (_Weighed.compares_alone, False),
    (_Weighed.totals_others, False),
    (_Weighed.points_back, True),
    (_Weighed.requires_pronoun, True),
    (_Weighed.likens, True),
    (_Weighed.compares_them, True),
    (_Weighed.compares_with_one, True),
    (_Weighed.shares_other, True),
    (_Weighed.speaks_of_them, True),
    (_Weighed.belongs, True),
    (_Weighed.asks_of_some, True),
    (_Weighed.asks_what_of, True),
    (_Weighed.asks_for_others, True),
    (_Weighed.ranks_or_lies, True),
    (_Weighed.goes_on, True),
    (_Weighed.continues, False),
    (_Weighed.is_of_the_one, True),
    (_Weighed.denies, True),
    (_Weighed.lists_spoken_of, True),
    (_Weighed.lists, False),
    (_Weighed.says_of_it, True),
    (_Weighed.says_one, False),
    (_Weighed.says_little, True),
)
"""Why a message needs the past (True) or does without; the first that holds decides, and it does without where none
does."""


def _asks_of_nothing(only: Said, alone: Candidate, merged: Sequence[Said]) -> bool:
    """Whether the one word that says anything asks a whole question, and no name was spoken of (« combien d’argent ? »
    after « combien de villes ? »)."""
    whole = only.mention.role == "question" and only.weight >= TELLING and alone.score >= LEAST_WHOLE
    return whole and not any(one.borrowed and not one.spare and names(one.mention) for one in merged)
