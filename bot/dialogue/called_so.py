"""As many bodies as are called so (« les deux OGEC », « les deux établissements OGEC » where there are two of them)."""

from msgspec.structs import replace

from bot.findings.query import BODY
from bot.french.numbers import read_number
from bot.french.words import SEVERAL_OF
from bot.understanding.frame import PLURAL, Frame
from bot.understanding.weighing import Argument

MOST_BETWEEN = 1
"""Nouns between how many there are and what they are called."""
MOST_COUNTED = 12
"""Bodies that are counted so."""


def of_so_many(frame: Frame, argument: Argument) -> Frame:
    """A question of each of the bodies that share a name, where it says that there are as many."""
    tokens = argument.cover.text.tokens
    places = {token.start: place for place, token in enumerate(tokens)}
    for one in frame.entities:
        many = len(one.records)
        if one.kind != BODY or one.excluded or not 1 < many <= MOST_COUNTED or one.start not in places:
            continue
        name = places[one.start]
        counts = range(name - 1, max(0, name - 2 - MOST_BETWEEN), -1)
        for place in counts:
            number = read_number((tokens[place].text,))
            if number is not None and number.value == many and tokens[place - 1].text in SEVERAL_OF:
                others = tuple(value for value in frame.numbers if value != many)
                return replace(frame, roles=frame.roles | {PLURAL}, numbers=others)
    return frame
