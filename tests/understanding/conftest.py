"""Messages read by the grammar of the checkout, alone."""

import pytest

from bot.french.text import read_text
from bot.understanding.reading import rank


@pytest.fixture
def weigh(model):
    return lambda message: model.grammar.weigh(model.grammar.lexicon.cover(read_text(message)))


@pytest.fixture
def frame(model, weigh):
    """The frame of the best reading of a message alone."""

    def read(message: str):
        argument = weigh(message)
        best = rank(argument.said, argument.unknown, model.grammar.rules)[0]
        return model.grammar.frame(best, argument, argument.said)

    return read
