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


def test_one_more_is_compared_with_those_that_were(clubs):
    clubs("Le CCAS de Figeac a-t-il eu plus que le CCAS de Pern ?")
    text = clubs("et le rugby de Pern ?").text
    assert text.startswith(f"USP Pern Rugby\u00a0: {euros(900_000)}")
    assert "CCAS de Figeac-sur-Lot" in text
    assert "CCAS de Pern" in text
    assert clubs("lequel a le plus ?").text == text


def test_a_commune_is_called_as_its_town_is_in_short(clubs):
    assert clubs("Combien a eu la commune de Figeac ?").text.startswith("Commune de Figeac-sur-Lot")
    assert clubs("Figeac ?").text.startswith("Commune de Figeac-sur-Lot")


def test_the_average_is_that_of_a_grant_and_that_of_who_got_any(talk_about):
    talk = talk_about("nomBeneficiaire;montant\nAlpha bis;10\nAlpha bis;20\nBeta ter;60\n")
    text = talk("Quelle est la moyenne ?").text
    assert f"{euros(3_000)} en moyenne par subvention" in text
    assert f"Par bénéficiaire (2)\u00a0: {euros(4_500)} en moyenne" in text


def test_who_comes_first_in_a_theme_is_none_of_two_years(talk_about):
    talk = talk_about(
        "nomBeneficiaire;montant;date de convention;secteur\nAlpha bis;10;2021-01-05;Jardins\n"
        "Beta ter;60;2022-01-05;Jardins\nAlpha bis;5;2022-01-05;Halles\nAlpha bis;5;2022-02-05;Halles\n"
    )
    talk("Combien a eu Alpha bis en 2021 ?")
    talk("et en 2022 ?")
    assert "1. Beta ter" in talk("c’est qui le premier en jardins ?").text


def test_why_is_no_more_than_what_for(clubs):
    clubs("Combien a eu le CCAS de Pern ?")
    text = clubs("pourquoi ?").text
    assert "Épicerie" in text
    assert "L’objet est tout ce que ces données disent des raisons." in text


def test_years_of_what_is_given_in_kind_are_told(talk_about):
    talk = talk_about(
        "nomBeneficiaire;montant;date de convention;nature\nAlpha bis;10;2021-01-05;aide en nature\n"
        "Beta ter;60;2023-01-05;aide en nature\n"
    )
    assert talk("Combien d'aides en nature ?").text.startswith("2 subventions de 2021 à 2023")
