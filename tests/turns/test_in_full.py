"""What is left out around a number."""

import pytest

from bot.french.marks import read_message
from bot.turns.in_full import said_in_full
from tests.spaces import breakable


def words(message: str) -> str:
    return " ".join(token.text for token in said_in_full(read_message(message)).tokens)


@pytest.mark.parametrize("message", ["Seulement deux ?", "que deux ?", "ah, deux seulement ?", "juste deux alors ?"])
def test_only_so_many_are_only_so_many_of_those_told(message):
    assert words(message) == "il n y en a que deux"


@pytest.mark.parametrize(
    "message", ["que 94 ?", "seulement le 92 ?", "deux ?", "que Sceaux ?", "deux projets que ça ?"]
)
def test_what_is_no_number_of_those_told_is_left_as_it_is(message):
    assert words(message) == " ".join(token.text for token in read_message(message).tokens)


@pytest.mark.parametrize("message", ["et celles avec deux projets ?", "et celles à deux projets ?"])
def test_those_with_so_many_have_them(message):
    assert words(message) == "et celles qui ont deux projets"


@pytest.mark.parametrize(
    ("asked", "checked", "told"),
    [
        ("Il y a des projets sur le stationnement ?", "Seulement deux ?", "Oui : 2 projets"),
        ("Combien de projets à Vincennes ?", "que deux ?", "Oui : Vincennes a 2 projets"),
        ("Les lauréats du 94 ?", "seulement six ?", "Non : 9 projets dans le Val-de-Marne, pour 7 lauréats"),
        ("Montreuil a combien de projets ?", "un seulement ?", "Non : Montreuil a 2 projets"),
    ],
)
def test_how_many_there_are_is_checked(talk, asked, checked, told):
    assert breakable(talk(asked, checked).text).startswith(told)
