"""How many of something a message says: that each must have, that it supposes, between which it must lie."""

from collections.abc import Sequence
from fractions import Fraction

from bot.french.numbers import Quantity
from bot.french.text import Token
from bot.french.words import HAVING_SOME, MONEY, WHICH_ONES
from bot.understanding.frame import Comparison
from bot.understanding.how_many import (
    Numbers,
    between,
    had_of_it,
    is_among_several,
    is_definite,
    is_had,
    is_joined,
    is_of_it,
    is_of_title,
    is_percentage,
    is_placed,
    is_their_number,
    is_whole,
    of_a_whole,
)
from bot.understanding.kinds import Kinds
from bot.understanding.mention import Mention, names
from bot.understanding.reading import Said
from bot.understanding.vocabulary import Concept

EXACTLY = "=="
"""The operator of words that say that a number is exact."""
EACH = ("=", Fraction(1))
"""The share of a whole that « chacun » says."""
INCLUSIVE = (">=", "<=")
"""Those of words that may follow their number (« ou plus »)."""
OPPOSITE = {"=": "!=", ">": "<=", "<": ">=", ">=": "<", "<=": ">"}
"""What an operator becomes where it is denied (« pas deux projets », « pas plus d’un »)."""
MOST_HAD = 9
"""The greatest number that tells of how many there are without naming them (« quelles villes en ont deux ? »)."""
MOST_TELLING_HAD = 7
"""Words that may stand between what leaves things out and how many of others they have."""
VERBAL = 0.5
"""Weight from which a word that is none of ours parts a comparison from its number."""


def numbers(kinds: Kinds, said: Sequence[Said], target: str | None, tokens: Sequence[Token]) -> Numbers:
    """How many of something the message says, where it asks for a kind of things, or for none."""
    if not any(kinds.sizes(one.mention) for one in said):
        return Numbers()
    reader = _Reader(kinds, said, target, tokens)
    for place in range(len(said)):
        number = reader.number(place)
        if number is not None:
            reader.take(place, number)
    return reader.numbers()


class _Reader:
    """What was found up to a word."""

    def __init__(self, kinds: Kinds, said: Sequence[Said], target: str | None, tokens: Sequence[Token]) -> None:
        self._kinds = kinds
        self._said = said
        self._target = target
        self._tokens = tokens
        # « Lequel de Créteil ou d’Alfortville en a deux ? »
        self._chooses = {"alternative", "question"} <= {one.mention.role for one in said}
        self._comparison: Comparison | None = None
        self._bounds: tuple[Comparison, Comparison] | None = None
        self._claim: Comparison | None = None
        self._operator: str | None = None
        self._denied: Comparison | None = None
        self._last: Quantity | None = None
        self._refused = self._had = False

    def numbers(self) -> Numbers:
        """What all of it comes to."""
        comparison = self._comparison or (self._denied if self._claim is None else None)
        return Numbers(comparison, self._bounds, self._claim, self._had)

    def number(self, place: int) -> Quantity | None:
        """The number that a word tells, once what it compares with is known."""
        one = self._said[place]
        mention = one.mention
        concept = self._kinds.concept(mention)
        first = self._last is None
        if self._kinds.sizes(mention):
            if one.borrowed and self._denied:
                # « Et aucun ? » asks no more for the one that was asked for.
                return None
            denies = not one.borrowed and (self._is_denied(place) or self._tells_left(place))
            self._refused = denies or (self._refused and self._operator is not None)
        number: Quantity | None = None
        if concept and concept.comparison:
            number = self._compare(place, concept.comparison)
        elif mention.how == "number" and isinstance(mention.value, int | float):
            if is_percentage(mention.end, self._tokens):
                self._operator = None
                return None
            number = self._last = mention.value
        elif mention.weight >= VERBAL and concept is None:
            self._operator = None
        if number is not None and is_among_several(mention.end, self._tokens):
            # « Une seule des trois a gagné » counts places, not projects.
            self._operator = None
            return None
        part = self._operator is None and of_a_whole(mention.start, self._tokens, first)
        return None if part else number

    def _compare(self, place: int, comparison: tuple[str, Quantity | None]) -> Quantity | None:
        """Take what a word says of how a number compares, and the number that it tells itself (« plusieurs »)."""
        one = self._said[place]
        before, (self._operator, number) = self._operator, comparison
        if before is not None and self._operator == "=":
            # « Plus de | deux subventions » is more than two.
            self._operator = before
        if one.mention.role == "absence" and number is not None:
            # « Aucune ville n’a eu deux projets » asks of two.
            self._denied, self._operator = self._denied or (self._operator, number), None
            return None
        if number is not None or self._last is None:
            return number
        if self._operator == EXACTLY:
            # « 5 000 euros exactement »
            self._comparison, self._operator = self._comparison or (EXACTLY, self._last), None
        elif self._operator in INCLUSIVE and not one.borrowed:
            # « Trois projets ou plus », « deux au moins »
            more = any(other.mention.how == "number" for other in self._said[place + 1 :])
            if self._claim == ("=", self._last) and not more:
                self._claim, self._operator = (self._operator, self._last), None
            elif self._comparison in (("=", self._last), None) and self._claim is None and not more:
                self._comparison, self._operator = (self._operator, self._last), None
        return None

    def take(self, place: int, number: Quantity) -> None:
        """Take a number for how many of what it counts."""
        one = self._said[place]
        mention, tokens, operator = one.mention, self._tokens, self._operator
        following = next((o.mention for o in self._said[place + 1 :] if o.weight > 0 and not o.borrowed), None)
        counted = self._counted(place, following)
        kind = counted.target if counted is not None else None
        definite = place > 0 and is_definite(self._said[place - 1].mention, mention, tokens)
        if not one.borrowed and not self._chooses and had_of_it(mention, self._said, tokens):
            self._claim, self._had = self._compared(number), True
        elif self._asks_who_has(place, number, following) and not definite:
            self._comparison = self._comparison or self._compared(number)
        elif (counted is None and self._target is not None and is_their_number(self._said, place, tokens)) or (
            operator is None
            and (
                is_placed(self._said, place, tokens)
                or (self._target is None and not definite and following is not None and is_of_title(mention, following))
            )
        ):
            self._claim = self._compared(number)
        elif (kind is not None and kind == self._target) or self._is_of_times(mention):
            self._claim = operator or "=", number
        elif (operator is None and number > MOST_HAD and is_whole(mention.start, tokens)) or (
            counted is not None and operator is None and self._goes_beside(kind, mention)
        ):
            return
        elif (kind is not None and not definite) or operator is not None:
            compared = self._compared(number)
            self._operator = operator or "="
            self._bounds = self._bounds or (between(self._comparison, compared) if self._comparison else None)
            self._comparison = self._comparison or compared

    def _compared(self, number: Quantity) -> Comparison:
        """A number with how it compares, the other way round where that is denied."""
        operator = self._operator or "="
        return OPPOSITE.get(operator, operator) if self._refused else operator, number

    def _counted(self, place: int, following: Mention | None) -> Concept | None:
        """What a number counts: the kind that follows it."""
        mention = self._said[place].mention
        own = self._kinds.concept(mention)
        if following is None or (own is not None and (following.form in WHICH_ONES or own.target)):
            # « Rosny a fait coup double, lesquels ? » says how many, not of what; « combien n’ont qu’un projet, des
            # communes ? » of what, too.
            return None
        if mention.end < following.start and self._tokens[mention.end].text in MONEY:
            # « Plus de 20 000 € en 2021, qui a eu quoi ? »
            return None
        counted = self._kinds.concept(following)
        if counted is not None and self._operator is None and mention.how == "number":
            # « Le 33 a un projet » counts no projects.
            later = (one.mention for one in self._said[place + 1 :])
            apart = (one for one in later if mention.end <= one.start < following.start)
            return None if any(sense.role == "determinant" for one in apart for sense in one.senses) else counted
        return counted

    def _is_of_times(self, number: Mention) -> bool:
        """Whether a number is how many times those that a message names got some (« Bry a reçu trois subventions »)."""
        return self._target is None and bool(number.mask & self._kinds.times)

    def _asks_who_has(self, place: int, number: Quantity, following: Mention | None) -> bool:
        """Whether a number alone is how many of what was told those asked for have (« qui en a deux ? »)."""
        if self._operator is not None or self._target is None or number > MOST_HAD:
            return False
        return following is None or (is_of_it(self._said[place].mention, self._tokens) and self._asks_alone(place))

    def _goes_beside(self, kind: str | None, mention: Mention) -> bool:
        """Whether what a number counts is told beside what is asked for, of which it does not say how many each has
        (« 16 communes et 3 départements », « 16 communes et 23 projets »)."""
        joined = self._claim is not None and is_joined(mention, self._tokens)
        return (self._kinds.alike(kind, self._target) or joined) and not is_had(mention, self._tokens)

    def _asks_alone(self, place: int) -> bool:
        """Whether a message asks who has so many, and says no other number after it (« sans ceux qui en ont deux,
        combien en ont un seul ? »)."""
        asks = any(one.mention.role == "question" for one in self._said if not one.borrowed)
        return asks and not any(self._kinds.sizes(one.mention) for one in self._said[place + 1 :] if not one.borrowed)

    def _is_denied(self, place: int) -> bool:
        """Whether a number is denied by what was said before it, a verb between (« n’ont pas obtenu deux projets »)."""
        before = self._said[:place]
        near = [one.mention for one in before[-2:]]
        if near and near[-1].role is None and not names(near[-1]) and self._kinds.concept(near[-1]) is None:
            near.pop()
        # « N’en ont pas » denies a number right after it.
        apart = bool(before) and before[-1].mention.role == "absence"
        return bool(near) and (near[-1].role == "negation" or apart)

    def _tells_left(self, place: int) -> bool:
        """Whether a number tells which things are left out (« sauf celles qui ont deux projets »)."""
        start = self._said[place].mention.start
        left = next((one.mention for one in reversed(self._said[:place]) if one.mention.role == "exclusion"), None)
        if left is None or start - left.end > MOST_TELLING_HAD:
            return False
        words = [token.text for token in self._tokens[left.end : start]]
        having = next((at for at, word in enumerate(words) if at and word in HAVING_SOME), None)
        between = (one.mention for one in self._said[:place] if one.mention.start >= left.end)
        return having is not None and not any(names(one) or one.how == "number" for one in between)
