"""Whether an amount stands alone in a message, or beside what may say how it compares, which is not understood."""

from collections.abc import Sequence
from itertools import takewhile

from bot.french.words import AND, ARTICLES, FOR, IS_OR_WAS, MONEY, OF, OR, OWNING, THESE
from bot.understanding.mention import Mention
from bot.understanding.roles import DENYING, LEAVING_OUT, ORDINARY, SUPERLATIVE
from bot.understanding.weighing import Argument

NEAR = "repere"
"""The role of words for what is near (« avoisinant »)."""
COMPARED_AFTER = frozenset(
    ("plus", "moins", "davantage", "mieux", "dessus", "dessous", "dela", "deca", "inclus", "mini", "maxi", "min", "max")
)
"""Words after an amount that say how others compare with it (« 3 000 € et davantage »)."""
SINCE = "dès"
"""A word that compares, and that without its accent is none but small."""
NEAR_AFTER = 4
"""Words after an amount among which they are looked for."""
_SMALL = ("au", "aux", "avec", "c", "ce", "ces", "eu", "sont", "etaient", "fait", "font", "faisait", "y", OR)
LINKING_AMOUNT = ARTICLES | OF | AND | FOR | IS_OR_WAS | OWNING | MONEY | frozenset(_SMALL)
"""Small words before an amount that compare it with nothing."""
COMPARING_ROLES = (*ORDINARY, *DENYING, LEAVING_OUT, SUPERLATIVE, NEAR)
"""The roles of words that may say how an amount compares (« qui n’arrivent pas à 1 500 € »)."""


def stands_alone(argument: Argument) -> bool:
    """Whether nothing around the amounts of a message may say how others compare with them: not « qui flirtent avec
    1 500 € », nor « les aides vers 1 500 € »."""
    # « Dès 1 000 € » is no « des ».
    words = [SINCE if one.heard == SINCE else one.text for one in argument.cover.text.tokens]
    own = [one.mention for one in argument.said if not one.borrowed]
    return all(
        (_is_somebodys(one, own, words) or not _follows(one, own, words))
        and COMPARED_AFTER.isdisjoint(words[one.end : one.end + NEAR_AFTER])
        for one in own
        if one.how == "number"
    )


def _is_somebodys(number: Mention, own: Sequence[Mention], words: Sequence[str]) -> bool:
    """Whether a number is that of something named after it (« à quoi correspondent les 75 000 € du rugby ? »)."""
    definite = number.start > 0 and words[number.start - 1] in ARTICLES | {THESE}
    linked = takewhile((MONEY | OF | FOR).__contains__, words[number.end :])
    after = number.end + sum(1 for _ in linked)
    return definite and any(one.named and one.start == after for one in own)


def _follows(number: Mention, own: Sequence[Mention], words: Sequence[str]) -> bool:
    """Whether what a number follows, small words apart, may compare it."""
    linked = takewhile(LINKING_AMOUNT.__contains__, reversed(words[: number.start]))
    end = number.start - sum(1 for _ in linked)
    before = next((one for one in own if one.start < end <= one.end), None)
    if before is None:
        return end > 0
    return before.role in COMPARING_ROLES or (not before.weight and before.role is None)
