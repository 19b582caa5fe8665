"""What is asked about in the stead of the one spoken of."""

from collections.abc import Callable

import pytest

from tests.grants.talk import Talk, euros

CLUBS = """nomBeneficiaire;rnaBeneficiaire;objet;montant;commune;politique
USP Pern Rugby;;Fonctionnement;9000;Pern;Sport
US Figeac Rugby;;Fonctionnement;300;Figeac-sur-Lot;Sport
Escrime Figeac;;Fonctionnement;80;Figeac-sur-Lot;Sport
Les Amis de l'athlétisme;;Stade;20;Pern;Sport
CCAS de Figeac-sur-Lot;;Épicerie;700;Figeac-sur-Lot;Solidarité
CCAS de Pern;;Épicerie;600;Pern;Solidarité
Comité des fêtes de Pern;;Bal;50;Pern;Culture
Comité des fêtes;W111111111;Bal;60;Lauzès;Culture
Comité des fêtes;W222222222;Bal;70;Figeac-sur-Lot;Culture
Commune de Figeac-sur-Lot;;Voirie;40;Figeac-sur-Lot;Voirie
"""


@pytest.fixture
def clubs(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(CLUBS)


@pytest.mark.parametrize(
    ("first", "then", "cents"),
    [
        ("Combien a eu le rugby de Pern ?", "et celui de Figeac ?", 30_000),
        ("Combien a eu le rugby de Pern ?", "et Figeac ?", 30_000),
        ("Combien a eu le CCAS de Figeac ?", "et celui de Pern ?", 60_000),
        ("Combien a eu le CCAS de Figeac ?", "celui de Pern, combien ?", 60_000),
        ("Le comité des fêtes de Pern ?", "et celui de Lauzès ?", 6_000),
        ("Combien a eu le comité des fêtes ?", "celui de Pern", 5_000),
    ],
)
def test_one_called_as_another_but_for_its_place(clubs, first, then, cents):
    clubs(first)
    assert euros(cents) in clubs(then).text


def test_a_place_where_none_is_called_so_is_itself(clubs):
    clubs("Combien a eu le comité des fêtes de Pern ?")
    assert clubs("et la commune de Figeac ?").text.startswith("Commune de Figeac")


@pytest.mark.parametrize(("then", "cents"), [("et la culture ?", 18_000), ("et l’athlétisme ?", 2_000)])
def test_a_theme_turned_to_is_not_that_of_who_was_spoken_of(clubs, then, cents):
    clubs("Combien a eu le rugby de Pern ?")
    text = clubs(then).text
    assert "Rugby" not in text
    assert euros(cents) in text
    assert "Rugby" not in clubs("en tout ?").text


def test_a_theme_of_who_was_spoken_of_is_asked_of_it(clubs):
    clubs("Combien a eu le rugby de Pern ?")
    assert clubs("et le sport ?").text.startswith("USP Pern Rugby")
    assert clubs("et pour la culture ?").text.startswith("Aucune subvention ne correspond pour USP Pern Rugby")


def test_a_body_turned_to_is_not_asked_about_a_theme_not_its_own(clubs):
    clubs("Combien pour l’athlétisme ?")
    assert clubs("et l’escrime ?").text.startswith("Escrime Figeac")
