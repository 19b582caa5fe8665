"""What the words of a message say by themselves: that it counts, bounds or compares, or asks of what was told."""

from collections.abc import Iterable, Sequence, Set
from itertools import pairwise

from bot.dialogue.narrowing import few
from bot.dialogue.subjects import names_year
from bot.findings.query import BODY
from bot.french.text import fold
from bot.french.verbs import BEING_THERE, HAD, TO_HAVE
from bot.french.words import (
    AND,
    OBJECTS,
    OF_IT,
    OF_THEM,
    SPEAKING,
    SUBJECTS,
    THERE,
    THESE,
    THOSE_THERE,
    WHICH_SINGULAR,
    WHO,
)
from bot.understanding.aside import VERBAL
from bot.understanding.grammar import COMPARING, Grammar
from bot.understanding.mention import Mention, names
from bot.understanding.reading import SLIGHT, Said
from bot.understanding.roles import BETWEEN
from bot.understanding.weighing import Argument

COUNTED = ("date", "number", "ordinal")
"""How what is said with a number is found."""
NARROWING = ("suite", "reprise")
"""Roles of words that say that a message narrows what was asked (« seulement celles de »)."""
OBTAINING = frozenset(("gagner", "recevoir"))
"""Concepts of words for what those who are listed did."""
ASKING = ("question", "situation")
"""Roles of words that ask for something."""
BARE = 2
"""Words of a question that names but a kind of thing (« quel projet ? »)."""


class Wording:
    """Reads what words say, whatever was said before."""

    def __init__(self, grammar: Grammar, things: Set[str]) -> None:
        """
        Args:
            grammar: what understands.
            things: the types of what is told that is no place.
        """
        self._grammar = grammar
        self._things = things
        pronouns = (concept.spellings for concept in grammar.concepts.values() if concept.role == "pronom")
        self._pronouns = frozenset(fold(spelling) for spellings in pronouns for spelling in spellings)

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

    @staticmethod
    def asks_what_of(argument: Argument) -> bool:
        """Whether a message asks but which of something with a name of its own (« quel secteur ? », of grants): that
        of what was spoken of."""
        tokens = argument.cover.text.tokens
        told = [one.mention for one in argument.said if one.weight > SLIGHT]
        return len(told) == 1 and names(told[0]) and tokens[max(0, told[0].start - 1)].text in WHICH_SINGULAR

    def compares_only(self, argument: Argument) -> bool:
        """Whether a message says nothing but that things are alike (« c’est le même ? »): what was asked of them."""
        return all(one.weight <= 0 or one.mention.role in COMPARING for one in argument.said)

    def compares(self, said: Iterable[Said]) -> bool:
        """Whether some words compare numbers that they do not tell (« plus que »)."""
        counting = self._grammar.counting
        senses = (sense for one in said for sense in one.mention.senses if sense.id in counting)
        compared = filter(None, (counting[sense.id].comparison for sense in senses))
        return any(number is None for _, number in compared)

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

    def says_how_many(self, mention: Mention) -> bool:
        """Whether a mention says how many things one has (« deux projets », « un seul projet »)."""
        concepts = (self._grammar.counting.get(sense.id) for sense in mention.senses)
        return few(mention) or any(one is not None and one.comparison is not None for one in concepts)


def _is_of_a_list(one: Mention) -> bool:
    """Whether a word of a message that narrows a list but says what is listed (« seulement ceux qui ont eu »)."""
    return one.role in ("question", *NARROWING) or one.senses[0].id in OBTAINING


def asks_who_has(said: Sequence[Said]) -> bool:
    """Whether a message asks which have so many of what was told (« les projets du 94 ? — Qui en a deux ? »)."""
    words = [one.mention.form for one in said]
    having = any(first == OF_IT and second in TO_HAVE for first, second in pairwise(words))
    return having and words[0] == WHO and any(one.mention.how == "number" for one in said)


def asks_which_are_there(said: Sequence[Said]) -> bool:
    """Whether a message asks but how many are in a place (« combien sont dans le 92 ? »): of those told."""
    weighty = [one.mention for one in said if one.weight > SLIGHT and not one.borrowed]
    roles = [one.role for one in weighty if not names(one)]
    return len(weighty) > len(roles) and sorted(map(str, roles)) == sorted(ASKING)
