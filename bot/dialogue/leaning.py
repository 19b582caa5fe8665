"""Whether a message needs the past: read with what was spoken of, it is better understood than alone."""

from collections.abc import Container, Iterable, Sequence, Set
from itertools import pairwise

from bot.dialogue.conversation import Conversation
from bot.dialogue.narrowing import (
    asks_for_the_one,
    asks_of_others,
    asks_of_some,
    few,
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
from bot.dialogue.subjects import names_year
from bot.dialogue.telling import as_many_as, likens, themselves
from bot.findings.query import BODY
from bot.french.text import fold
from bot.french.verbs import BEING_THERE, HAD, TO_HAVE
from bot.french.words import (
    ALL,
    AND,
    GIVING_TO,
    OBJECTS,
    OF_IT,
    OF_THEM,
    SO,
    SPEAKING,
    SUBJECTS,
    THAT,
    THE,
    THERE,
    THESE,
    THOSE_THERE,
    WHICH_SINGULAR,
    WHO,
)
from bot.understanding.aside import VERBAL
from bot.understanding.grammar import COMPARING, Grammar
from bot.understanding.mention import Mention, names
from bot.understanding.reading import EARLIER, SLIGHT, Candidate, Said
from bot.understanding.roles import BETWEEN
from bot.understanding.scoring import LEAST_SCORE
from bot.understanding.weighing import Argument

LEAST_WHOLE = 0.95
"""The share of a whole message to explain for it to be read whole: what it asks for is named before its question."""
AS_TELLING = 0.6
"""The share of what a rule requires of a message that another has to, to be preferred for what was spoken of."""
AS_WHOLE = 0.7
"""The same where the other is whole by itself, and has no use for what was spoken of."""
COUNTED = ("date", "number", "ordinal")
"""How what is said with a number is found."""
CONTINUING = ("suite", "correction", "exclusion")
"""Roles of words that continue what was said."""
NARROWING = ("suite", "reprise")
"""Roles of words that say that a message narrows what was asked (« seulement celles de »)."""
OBTAINING = frozenset(("gagner", "recevoir"))
"""Concepts of words for what those who are listed did."""
STOOD_FOR = 0.8
"""Weight of what a pronoun may stand for: the last thing spoken of, or the one before it."""
TELLING = 1.0
"""Weight of words that say what a question is about though they come before it."""
ASKING = ("question", "situation")
"""Roles of words that ask for something."""
BARE = 2
"""Words of a question that names but a kind of thing (« quel projet ? »)."""
NONE_AT_ALL = ("absence", "verification")
"""Roles of words that ask whether it is so that there is none."""


class Leaning:
    """Weighs a reading with the past against one without."""

    def __init__(self, grammar: Grammar, subjects: Container[str], things: Set[str], holders: Set[str]) -> None:
        """
        Args:
            grammar: what understands.
            subjects: the types of what others are about.
            things: the types of what is told that is no place.
            holders: the types of places in which others lie.
        """
        self._grammar = grammar
        self._subjects = subjects
        self._things = things
        self._holders = holders
        pronouns = (concept.spellings for concept in grammar.concepts.values() if concept.role == "pronom")
        self._pronouns = frozenset(fold(spelling) for spellings in pronouns for spelling in spellings)

    def _subject(self, mention: Mention) -> bool:
        """Whether a mention names but what others are about."""
        return all(sense.record is None or sense.record.type.name in self._subjects for sense in mention.senses)

    def _lies(self, said: Sequence[Said], merged: Sequence[Said]) -> bool:
        """Whether what is about a subject is but said to lie in a place (« le sport ? — C’est dans le 93 ? »)."""
        lies = [names(one.mention) or one.mention.role for one in said if one.weight > SLIGHT] == ["situation", True]
        return lies and any(one.borrowed and names(one.mention) and self._subject(one.mention) for one in merged)

    def _may_be_of_it(self, argument: Argument, said: tuple[Said, ...], together: Candidate) -> bool:
        """Whether what is asked in words of another subject points to what was spoken of (« on y vend du pain ? »)."""
        if heads_a_name(argument, said):
            # « L’orchestre ? — Le théâtre de la cité ? » is another.
            return False
        other = any(one.mention.senses[0].foreign and together.requires(one.mention.mask) for one in said)
        points = any(one.mention.role == "pronom" for one in said) or self.begins_with_pronoun(argument)
        return not other or points or any(token.text == THERE for token in argument.cover.text.tokens)

    def leans(
        self,
        argument: Argument,
        said: tuple[Said, ...],
        alone: list[Candidate],
        together: Candidate,
        merged: tuple[Said, ...],
        past: Conversation,
    ) -> bool:
        """Whether the message needs the past."""
        if together.score < LEAST_SCORE:
            return False
        if not alone or alone[0].score < LEAST_SCORE:
            return self._may_be_of_it(argument, said, together)
        if together.score + 0.05 < alone[0].score:
            return False
        if together.kept >= TELLING and self.bounds_only(argument, said) and not asks_of_others(said, merged):
            # « Pour l’éducation ? — Plus de 10 000 € »
            return True
        if self._compares_alone(alone[0], together, said):
            # « Combien en mars ? — C’est plus qu’en avril ? » does not ask how much in April.
            return False
        if alone[0].score >= LEAST_WHOLE and totals_others(argument, said) and not self.asks_of_them(argument):
            return False
        roles = {sense.role for one in said for sense in one.mention.senses}
        words = argument.cover.text.words
        if words[0] in THAT and all(names(one.mention) for one in said[1:] if one.weight > 0):
            # « Que la culture », « que celles du 93 » ask of that alone.
            roles.discard("question")
        concepts = [one for one in said if one.weight >= 0.5 and not names(one.mention)]
        named = any(names(one.mention) for one in said)
        if points_back(said) and together.rule.intent == alone[0].rule.intent and together.own >= alone[0].own:
            # « Qui a eu le plus en 2022 ? — Le deuxième, c’est pour quoi ? »
            return True
        if (
            together.kept >= STOOD_FOR
            and requires_pronoun(together, said)
            and not requires_much_more(alone[0], together)
        ):
            return True
        alike = self._compares_only(argument) or likens(said) or ({"semblable", "question"} <= roles and not named)
        if together.kept >= EARLIER and ("partitif" in roles or alike or "superlatif" in roles):
            return True
        pronoun = "pronom" in roles or self.begins_with_pronoun(argument) or self.asks_of_them(argument)
        pronoun = pronoun or (not argument.unknown and self.has_object(argument))
        pronoun = pronoun or any(token.text == THESE for token in argument.cover.text.tokens)
        if pronoun and named and together.kept >= EARLIER and self._compares(said):
            # « Le rugby a eu combien ? — Ils ont eu plus que le foot ? »
            return True
        one_side = (self._compares(said) or as_many_as(said)) and sum(names(one.mention) for one in said) == 1
        as_well = together.rule.intent == alone[0].rule.intent or (as_many_as(said) and together.own >= alone[0].own)
        if one_side and together.kept >= TELLING and as_well:
            # « Combien dans le 94 ? — Combien de plus que le 93 ? », « combien a eu Sceaux ? — Autant qu’Antony ? »
            return True
        if together.kept >= EARLIER and shares_other(said, merged):
            return True
        # « Le fonds, il date de quand ? » is of the fund.
        telling = together.own >= AS_TELLING * alone[0].own or together.score > alone[0].score
        more = self._asks_more(alone[0], together, said) or requires_much_more(alone[0], together)
        whole = alone[0].score >= LEAST_WHOLE and more
        # « Sceaux a quoi ? — Elle a un projet sur le stationnement ? »
        subjects = "pronom" in roles and all(self._subject(one.mention) for one in said if names(one.mention))
        if (
            pronoun
            and telling
            and not whole
            and together.kept >= STOOD_FOR
            and (not named or subjects or asks_for_spoken_of(together, merged))
        ):
            return True
        belongs = not roles.isdisjoint(BELONGING) and not is_of_pointed(alone[0], said, words)
        belongs = belongs and together.kept >= EARLIER and asks_for_spoken_of(together, merged)
        if belongs or is_of_what_was_asked(together, merged):
            return True
        some = asks_of_some(argument) or _asks_which_are_there(said)
        if together.kept >= EARLIER and (some or any(map(points_to_when, said))):
            return True
        if self._asks_what_of(argument) and asks_for_spoken_of(together, merged):
            return True
        apart = any(one.borrowed and one.excluded for one in merged)
        # « Qui d’autre qu’Antony ? » asks for others of those told.
        apart = apart or (not concepts and all(one.excluded for one in said if names(one.mention)))
        if "autres" in roles and together.kept >= 1 and (apart or not named):
            return True
        if together.kept >= TELLING and (ranks_first(argument) or self._lies(said, merged)):
            return True
        if not roles.isdisjoint(CONTINUING) or goes_on(words, merged, self._holders):
            return (
                not whole
                and not (named and concepts and alone[0].score >= LEAST_WHOLE and self._compared(merged))
                and len([one for one in concepts if all(sense.role != "suite" for sense in one.mention.senses)]) < 3
            )
        # « Antony a gagné ? — Deux projets ? », « donc deux projets » ask it of the town.
        kinds = self._grammar.kinds(said)
        echoes = "question" not in roles and kinds <= self._things
        echoed = echoes and any(map(is_borrowed_town, merged))
        concludes = echoes and not SO.isdisjoint(words) and any(map(self._is_borrowed_place, merged))
        agreed = (argument.cover.text.asks and ("accord" in roles or echoed)) or concludes
        weighty = [one for one in said if one.weight > SLIGHT and not (agreed and self._says_how_many(one.mention))]
        things = [one for one in weighty if self._grammar.kinds((one,)) & self._things]
        if together.kept >= 1 and is_of_the_one(things, weighty, words):
            return True
        none = "absence" in roles and all(one in things or one.mention.role in NONE_AT_ALL for one in weighty)
        if none and not named and asks_for_spoken_of(together, merged):
            # « Vanves a eu quoi ? — Aucun projet, vraiment ? »
            return True
        if not named and lists_those(weighty, merged, words, self._grammar.kinds):
            # « Combien de communes du 93 n’ont rien reçu ? — La liste des communes ? »
            return together.kept >= TELLING
        # « Le chatbot ? — Le prestataire ? — Budget ? »: what is not known of it was asked in between.
        lent = past.outcome == "unknown" and not past.entities and not kinds
        if len(weighty) == 1 and not named and together.kept >= (EARLIER if lent else 1):
            # « Lauréate ? », « le projet », « un projet ? », « deux projets, c’est ça ? » ask it of what was spoken of.
            tokens = argument.cover.text.tokens
            some = argument.cover.text.asks and is_of_one(weighty[0], words)
            bare = some or (len(tokens) == BARE and ("question" in roles or tokens[0].text in THE))
            bare = bare or asks_for_the_one(words)
            asks = len(tokens) == 1 or bare or "verification" in roles or agreed
            return asks if lent else (asks or not kinds) and not _asks_of_nothing(weighty[0], alone[0], merged)
        # « Combien en 2023 ? — Aux associations sportives ? »
        narrows = words[0] in GIVING_TO and ALL.isdisjoint(words) and narrows_only(merged) and named
        return (not concepts or narrows) and "question" not in roles

    def _is_borrowed_place(self, one: Said) -> bool:
        """Whether a place was spoken of, and is not but spare."""
        return one.borrowed and not one.excluded and not one.spare and self._grammar.is_place(one.mention)

    def _says_how_many(self, mention: Mention) -> bool:
        """Whether a mention says how many things one has (« deux projets », « un seul projet »)."""
        concepts = (self._grammar.counting.get(sense.id) for sense in mention.senses)
        return few(mention) or any(one is not None and one.comparison is not None for one in concepts)

    def counts_only(self, said: Sequence[Said]) -> bool:
        """Whether a message says nothing but how many of a kind there are, or which (« combien de villes ? »)."""
        weighty = [one for one in said if one.weight > SLIGHT]
        asked = [one for one in weighty if one.mention.role == "question"]
        kinds = [one for one in weighty if one not in asked and self._grammar.kinds((one,))]
        return len(asked) == 1 and len(kinds) == 1 and len(weighty) == BARE

    def counts_things(self, said: Sequence[Said]) -> bool:
        """The same of what is no place, nor who got something, in years too (« combien de projets en 2023 ? »)."""
        undated = [one for one in said if not names_year(one.mention)]
        return self.counts_only(undated) and self._grammar.kinds(said) <= self._things - {BODY}

    def bounds_only(self, argument: Argument, said: Sequence[Said]) -> bool:
        """Whether a message says nothing but between which amounts (« plus de 1 000 € », « seulement celles de plus de
        1 000 € », « et qui a eu plus de 1 000 € ? »)."""
        words = (one.mention for one in said if one.mention.form not in AND)
        narrows = argument.cover.text.tokens[0].text in AND or any(one.role in NARROWING for one in words)
        weighty = [one.mention for one in said if one.weight > SLIGHT and not (narrows and _is_of_a_list(one.mention))]
        after = {one.end for one in weighty if one.how == "number"}
        rest = [one for one in weighty if one.how != "number" and one.start not in after]
        return bool(after) and bool(rest) and all(self._bounds(one) for one in rest)

    def _bounds(self, one: Mention) -> bool:
        """Whether a word bounds a number (« plus de », « entre »)."""
        counting = (self._grammar.counting.get(sense.id) for sense in one.senses)
        between = any(sense.role == BETWEEN for sense in one.senses)
        return between or any(concept is not None and concept.comparison for concept in counting)

    def says_not_of_what(self, said: Sequence[Said]) -> bool:
        """Whether a message says itself nothing of what it asks about (« par quelle délibération ? »)."""
        told = [one for one in said if one.weight > SLIGHT]
        # « Combien en 2024 ? » is asked of those that were told.
        of_some = any(
            (names(one.mention) and not names_year(one.mention)) or one.mention.how in COUNTED for one in told
        )
        return not of_some and not any(one.mention.role == "tout" or self._grammar.kinds((one,)) for one in told)

    def counts_all(self, said: Sequence[Said]) -> bool:
        """Whether a message says itself of what it asks how many there are (« combien d’associations en tout ? »)."""
        asks = any(one.mention.role == "question" for one in said)
        return asks and any(
            one.weight >= VERBAL and (names(one.mention) or self._grammar.kinds((one,))) for one in said
        )

    def as_telling(self, together: Candidate, alone: Candidate, said: Sequence[Said]) -> bool:
        """Whether a reading with the past explains a message as well as one without."""
        as_well = together.kept >= 1 and together.score >= alone.score and together.own >= AS_WHOLE * alone.own
        return as_well and not self._asks_more(alone, together, said)

    @staticmethod
    def _asks_what_of(argument: Argument) -> bool:
        """Whether a message asks but which of something with a name of its own (« quel secteur ? », of grants): that
        of what was spoken of."""
        tokens = argument.cover.text.tokens
        told = [one.mention for one in argument.said if one.weight > SLIGHT]
        return len(told) == 1 and names(told[0]) and tokens[max(0, told[0].start - 1)].text in WHICH_SINGULAR

    def _asks_more(self, alone: Candidate, together: Candidate, said: Sequence[Said]) -> bool:
        """Whether a reading without the past asks of something that one with it leaves out (« et les premières aides,
        c’était quand ? »); a kind of thing may be what was spoken of.
        """
        telling = (one.mention for one in said if one.mention.weight >= TELLING and not names(one.mention))
        told = (mention for mention in telling if mention.senses[0].id not in self._grammar.counting)
        masks = (themselves(said), *(mention.mask for mention in told))
        return any(alone.requires(mask) and not together.requires(mask) for mask in masks)

    def _compares_only(self, argument: Argument) -> bool:
        """Whether a message says nothing but that things are alike (« c’est le même ? »): what was asked of them."""
        return all(one.weight <= 0 or one.mention.role in COMPARING for one in argument.said)

    def _compared(self, merged: Sequence[Said]) -> bool:
        """Whether an earlier turn compared numbers, which « et Sceaux, elle a gagné ? » does not go on with."""
        return self._compares([one for one in merged if one.borrowed])

    def _compares(self, said: Iterable[Said]) -> bool:
        """Whether some words compare numbers that they do not tell (« plus que »)."""
        counting = self._grammar.counting
        senses = (sense for one in said for sense in one.mention.senses if sense.id in counting)
        compared = filter(None, (counting[sense.id].comparison for sense in senses))
        return any(number is None for _, number in compared)

    def _compares_alone(self, alone: Candidate, together: Candidate, said: Sequence[Said]) -> bool:
        """Whether a message compares numbers, which only the reading without the past makes of it."""
        comparing = [one.mention.mask for one in said if not one.borrowed and self._compares((one,))]
        return alone.own > together.own and any(
            alone.requires(mask) and not together.requires(mask) for mask in comparing
        )

    @staticmethod
    def asks_of_them(argument: Argument) -> bool:
        """Whether what was spoken of is the subject (« combien de projets ont-ils ? », « elle en a combien ? »), or the
        place (« combien de projets y ont été retenus en tout ? »)."""
        tokens = argument.cover.text.tokens
        if any(before.text == THERE and one.text in BEING_THERE for before, one in pairwise(tokens)):
            return True
        totals = [tokens[one.mention.start - 1].text for one in argument.said if one.mention.role == "tout"]
        those = any(one.mention.form in THOSE_THERE for one in argument.said) or THESE in argument.cover.words
        if not OF_THEM.isdisjoint(totals) or (totals and those):
            # « Le judo et le rugby ? — Leur total ? », « laquelle de ces associations a eu le plus au total ? »
            return True
        words = ["", *argument.cover.text.words, ""]
        # « Ça leur faisait combien sur les trois ans ? », « combien leur a-t-on versé en tout ? »
        if any(one in OF_THEM and (words[at - 1] in SPEAKING or words[at + 1] in HAD) for at, one in enumerate(words)):
            return True
        told = (one.mention for one in argument.said if one.mention.role in ("verification", "pronom"))
        return any(tokens[mention.end - 1].text in SUBJECTS for mention in told if mention.start >= 0)

    def has_object(self, argument: Argument) -> bool:
        """Whether an article follows what is asked for, and so stands for an object (« quelle ville le fait ? », « qui
        le porte ? »)."""
        tokens = argument.cover.text.tokens
        starts = {one.mention.start: one for one in argument.said}
        for one in argument.said:
            follows = starts.get(one.mention.end + 1)
            if follows is None or tokens[one.mention.end].text not in OBJECTS or argument.cover.paused(one.mention.end):
                continue
            asked = one.mention.role == "question" or self._grammar.kinds((one,))
            if asked and follows.weight >= VERBAL and not self._grammar.kinds((follows,)):
                return follows.mention.role is None and not names(follows.mention)
        return False

    def begins_with_pronoun(self, argument: Argument) -> bool:
        """Whether an expression that a message holds begins with a pronoun (« elle a eu »)."""
        tokens = argument.cover.text.tokens
        spoken = (one.mention for one in argument.said if one.mention.role is None and one.mention.start >= 0)
        return any(tokens[mention.start].text in self._pronouns for mention in spoken)


def _is_of_a_list(one: Mention) -> bool:
    """Whether a word of a message that narrows a list but says what is listed (« seulement ceux qui ont eu »)."""
    return one.role in ("question", *NARROWING) or one.senses[0].id in OBTAINING


def _asks_which_are_there(said: Sequence[Said]) -> bool:
    """Whether a message asks but how many are in a place (« combien sont dans le 92 ? »): of those told."""
    weighty = [one.mention for one in said if one.weight > SLIGHT and not one.borrowed]
    roles = [one.role for one in weighty if not names(one)]
    return len(weighty) > len(roles) and sorted(map(str, roles)) == sorted(ASKING)


def asks_who_has(said: Sequence[Said]) -> bool:
    """Whether a message asks which have so many of what was told (« les projets du 94 ? — Qui en a deux ? »)."""
    words = [one.mention.form for one in said]
    having = any(first == OF_IT and second in TO_HAVE for first, second in pairwise(words))
    return having and words[0] == WHO and any(one.mention.how == "number" for one in said)


def _asks_of_nothing(only: Said, alone: Candidate, merged: Sequence[Said]) -> bool:
    """Whether the one word that says anything asks a whole question, and no name was spoken of (« combien d’argent ? »
    after « combien de villes ? »)."""
    whole = only.mention.role == "question" and only.weight >= TELLING and alone.score >= LEAST_WHOLE
    return whole and not any(one.borrowed and not one.spare and names(one.mention) for one in merged)
