"""What somebody says of themselves, and what they order, before they ask."""

import pytest

from bot.french.text import read_text
from bot.understanding.oneself import orders


@pytest.mark.parametrize("text", ["Affichez la liste, je vais l’imprimer", "donne-moi la liste", "donne moi la liste"])
def test_an_imperative_orders(text):
    assert orders(read_text(text))


@pytest.mark.parametrize(
    "text", ["Alors moi, agent à Bagneux, je…", "Chez nous à Sceaux, je…", "Et nous, on a quoi ?", "Assez perdu, je…"]
)
def test_whoever_speaks_of_themselves_orders_nothing(text):
    assert not orders(read_text(text))
