"""What stands around a number and tells what it counts."""

from collections.abc import Sequence
from operator import itemgetter

from msgspec import Struct

from bot.french.numbers import Quantity, read_number
from bot.french.text import Token
from bot.french.words import (
    AFTER_NUMBER,
    AMONG,
    AND,
    ARTICLES,
    AT,
    DENYING_VERB,
    FOR,
    HOW_MANY,
    INSIDE,
    INTERROGATIVES,
    IS,
    IS_OR_WAS,
    OF,
    OF_IT,
    OF_SEVERAL,
    OUT_OF,
    OWNING,
    PERCENT,
    THERE,
    THESE,
    THEY_HAVE,
)
from bot.understanding.frame import CHECKING, Comparison
from bot.understanding.mention import Mention, names
from bot.understanding.reading import Said

ABOVE, BELOW = (">", ">="), ("<", "<=")
"""Operators of a number that bounds from below, and from above."""
MOST_HAVING = 5
"""Most words from « en » to the number of what it stands for (« en a-t-elle vraiment eu trois »)."""


class Numbers(Struct, frozen=True):
    """How many of something a message says."""

    comparison: Comparison | None = None
    """How many each thing asked for must have (« deux projets »)."""
    bounds: tuple[Comparison, Comparison] | None = None
    """Between which numbers it must lie (« plus de 2 et moins de 5 »)."""
    claim: Comparison | None = None
    """How many things the message supposes there are."""
    had: bool = False
    """Whether those are what « en » stands for (« Vincennes en a trois », « il y en a trois »)."""


def had_of_it(number: Mention, said: Sequence[Said], tokens: Sequence[Token]) -> bool:
    """Whether a number says how many a name before it has of what « en » stands for (« Vincennes en a trois »), or how
    many there are (« il y en a bien trois ? »)."""
    words = [token.text for token in tokens]
    near = range(number.start - 1, max(0, number.start - MOST_HAVING - 1), -1)
    start = next((at for at in near if words[at] == OF_IT), None)
    if start is None or OWNING.isdisjoint(words[start + 1 : number.start]):
        return False
    subject = start - 1 if words[start - 1] in DENYING_VERB else start
    before = (one.mention for one in said if names(one.mention) and one.mention.end == subject)
    named = words[start - 1] == THERE or any(not _is_where(one, said, words) for one in before)
    checked = any(one.mention.role in CHECKING and one.mention.start == number.end for one in said)
    return named and (checked or number.end == len(words) or words[number.end] in AFTER_NUMBER)


def _is_where(place: Mention, said: Sequence[Said], words: Sequence[str]) -> bool:
    """Whether a name is where some are of whom it is asked which have so many (« qui d’autre dans le 94 en a deux ? »),
    and has them not itself."""
    ahead = place.start - 1 - (place.start > 0 and words[place.start - 1] in ARTICLES)
    asked = not INTERROGATIVES.isdisjoint(words[: place.start])
    asked = asked or any(one.mention.role == "autres" and one.mention.end <= place.start for one in said)
    return asked and ahead >= 0 and words[ahead] in INSIDE


def is_definite(before: Mention, number: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a number follows a determiner, be it the end of an expression (« nommez les | trois »)."""
    article = number.start > 0 and tokens[number.start - 1].text in ARTICLES
    # « Quelles villes on 2 projets ? » is « ont ».
    return article or (before.form != THEY_HAVE and any(sense.role == "determinant" for sense in before.senses))


def is_had(number: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a number says how many of something each has (« quels territoires ont trois communes »)."""
    return number.start > 0 and tokens[number.start - 1].text in OWNING


def is_joined(number: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a number stands beside another one that was told (« 16 communes et 23 projets »)."""
    return number.start > 0 and tokens[number.start - 1].text in AND


def is_of_it(number: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a number says how many each has of what « en » stands for, so that nothing after it is counted (« qui en
    a deux dans le 94 ? »)."""
    words = [token.text for token in tokens[max(0, number.start - 2) : number.start]]
    return len(words) > 1 and words[0] == OF_IT and words[1] in OWNING


def is_of_title(number: Mention, following: Mention) -> bool:
    """Whether a number stands right before the name of things that are no places (« il y a deux chatbots »)."""
    kinds = [sense.record.type for sense in following.senses if sense.record is not None]
    return (
        number.end == following.start
        and bool(kinds)
        and all(kind.parent is None and not kind.narrows for kind in kinds)
    )


def is_percentage(end: int, tokens: Sequence[Token]) -> bool:
    """Whether the number that ends before a token counts hundredths (« moins de 15 % des communes »)."""
    return "".join(token.text for token in tokens[end : end + 2]).startswith(PERCENT)


def of_a_whole(start: int, tokens: Sequence[Token], first: bool) -> bool:
    """Whether the number that begins at a token is that of a whole of which something is asked.

    « Sur 23 projets, combien… » is said of a whole, « qui travaille sur deux projets ? » is not; « deux communes sur
    40 » is, as another number comes `first`.
    """
    before = [token.text for token in tokens[max(0, start - 2) : max(0, start)]]
    definite = len(before) > 1 and before[-1] in ARTICLES
    preposition = before[-2] if definite else before[-1] if before else None
    return preposition == AMONG or (preposition == OUT_OF and (definite or start == 1 or not first))


def is_among_several(end: int, tokens: Sequence[Token]) -> bool:
    """Whether the number that ends at a token is that of some of several told (« une des trois », « deux de ces
    villes »)."""
    after = [token.text for token in tokens[end : end + 2]]
    several = len(after) > 1 and after[0] == OF_SEVERAL and read_number((after[1],)) is not None
    return several or (len(after) > 1 and after[0] in OF and after[1] == THESE)


def is_whole(start: int, tokens: Sequence[Token]) -> bool:
    """Whether a great number that begins at a token is that of a whole: « 23 projets pour combien de lauréats ? »
    begins with it, « il paraît que 23 projets sont allés à combien de villes ? » asks after it of how many others,
    « combien de lauréats pour 23 projets ? » tells what it is counted for."""
    asked = any(token.text in HOW_MANY for token in tokens[start:])
    return start == 0 or asked or tokens[start - 1].text in FOR


def is_placed(said: Sequence[Said], at: int, tokens: Sequence[Token]) -> bool:
    """Whether the only number of a message begins it and says how many there are at a place (« et 4 dans le 93 ? »),
    where nothing else is asked."""
    number = said[at].mention
    place = next((one.mention for one in said[at + 1 :] if one.weight > 0 and not one.borrowed), None)
    asked = [
        one for one in said if one.mention.how == "number" or (one.mention.role == "question" and not one.borrowed)
    ]
    if said[at].borrowed or asked != [said[at]] or place is None or not names(place):
        return False
    joined = [token.text for token in tokens[number.end : place.start]]
    begins = AND.issuperset(token.text for token in tokens[: number.start])
    return begins and bool(joined) and joined[0] in AT and ARTICLES.issuperset(joined[1:])


def is_their_number(said: Sequence[Said], at: int, tokens: Sequence[Token]) -> bool:
    """Whether a number that ends a message is how many those before it are (« les communes lauréates sont plus de
    dix », « le nombre de communes dépasse 20 »), where nothing else is asked."""
    number = said[at].mention
    before = said[at - 1].mention if at and not said[at - 1].borrowed else number
    start = before.start if before.end == number.start and before.role is None else number.start
    asking = [one.mention for one in said if one.mention.role == "question" and not one.borrowed]
    if any(token.text in INTERROGATIVES for one in asking for token in tokens[one.start : one.end]):
        return False
    are = bool(asking) or (start > 0 and tokens[start - 1].text in IS | IS_OR_WAS)
    return are and number.end == len(tokens) and not said[at].borrowed


def between(one: Comparison, other: Comparison) -> tuple[Comparison, Comparison] | None:
    """Two comparisons that bound a number, that of the smaller one first; `None` where they do not."""
    lower, upper = sorted((one, other), key=itemgetter(1))
    return (lower, upper) if lower[0] in ABOVE and upper[0] in BELOW and lower[1] < upper[1] else None


def spanned(numbers: Sequence[Quantity]) -> tuple[Comparison, Comparison] | None:
    """Between the greatest two of some numbers: one that is smaller tells how many are asked for."""
    lower, upper = sorted(numbers)[-2:] if len(numbers) > 1 else (0, 0)
    return ((">=", lower), ("<=", upper)) if lower < upper else None
