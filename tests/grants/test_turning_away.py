"""What is named of grants that has no line with what was spoken of, or with what is named beside it."""

from collections.abc import Callable

import pytest

from tests.grants.talk import Talk, euros

CLUBS = """nomAttribuant;nomBeneficiaire;objet;montant;exercice;secteur;quartier
Ville de Made;Tennis Club du Val;Fonctionnement;650;2022;Sport;Nord
Ville de Made;Tennis Club du Val;Fonctionnement;700;2023;Sport;Nord
Ville de Made;Handball Made;Fonctionnement;120;2022;Sport;Sud
Ville de Made;Handball Made;Fonctionnement;130;2023;Sport;Sud
Ville de Made;Chorale Mixte;Concert;90;2023;Culture;Sud
"""


@pytest.fixture
def clubs(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(CLUBS)


@pytest.mark.parametrize("asked", ["le club de hand", "combien pour le handball ?", "le handball en 2023, combien ?"])
def test_a_subject_without_a_line_of_the_one_spoken_of_stands_alone(clubs, asked):
    clubs("Combien a reçu le Tennis Club du Val ?")
    text = clubs(asked).text
    # Of the only one there is, as a sum or as the first of a ranking.
    assert text.startswith(("2 subventions (handball", "1 subvention (handball", "Handball Made, avec 250"))
    assert "Tennis" not in text


def test_a_body_without_a_line_of_what_was_spoken_of_stands_alone(clubs):
    clubs("Combien pour la culture ?")
    assert f"pour {euros(135_000)} en tout" in clubs("Tennis Club du Val combien ?").text


def test_what_a_body_is_said_to_be_before_its_name_bounds_nothing(clubs):
    text = clubs("Le théâtre Chorale Mixte a eu combien ?").text
    assert text.startswith("Chorale Mixte")
    assert f"pour {euros(9_000)}" in text


@pytest.mark.parametrize("asked", ["il a eu combien pour le handball ?", "combien le club a eu pour le handball ?"])
def test_who_is_pointed_back_to_is_still_asked_about(clubs, asked):
    clubs("Combien a reçu le Tennis Club du Val ?")
    assert clubs(asked).text.startswith("Aucune subvention ne correspond pour Tennis Club du Val")


def test_a_year_without_a_line_is_still_asked_of_the_one_spoken_of(clubs):
    clubs("Combien a reçu la Chorale Mixte ?")
    assert clubs("et en 2022 pour la culture ?").text.startswith("Aucune subvention ne correspond pour Chorale Mixte")


def test_what_no_line_is_of_together_is_told_apart(clubs):
    text = clubs("combien pour le Tennis Club du Val et le handball en 2023").text
    assert f"Tennis Club du Val, {euros(70_000)}" in text
    assert f"handball, {euros(13_000)}" in text


@pytest.mark.parametrize("asked", ["combien en 2023 ?", "combien exactement en 2023 ?"])
def test_how_much_after_one_who_is_not_found_is_not_that_of_all(clubs, asked):
    assert clubs("Payet a eu une bourse ?").outcome == "unknown"
    assert clubs(asked).outcome == "clarify"


@pytest.mark.parametrize(
    "asked", ["Quel est le résultat comptable de la MJC Roguet ?", "MJC Roguet, pourquoi ça s’est arrêté ?"]
)
def test_neither_accounts_nor_reasons_are_told(talk, asked):
    assert talk(asked).outcome == "unknown"


@pytest.mark.parametrize("asked", ["Et il y a eu combien d'entrées ?", "et combien de spectateurs ?"])
def test_how_many_there_are_of_something_else_is_not_known(talk, asked):
    talk("Combien pour la MJC Roguet ?")
    assert talk(asked).outcome in ("unknown", "out_of_scope")


@pytest.mark.parametrize("asked", ["et tous les ans cumulés ?", "et sur toute la période ?"])
def test_all_years_of_the_one_spoken_of_are_asked_about(talk, asked):
    talk("Combien a eu la Croix-Rouge en 2022 ?")
    assert euros(300_050) in talk(asked).text


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("le ski club a eu qqch ?", "ski club"),
        ("Le yachting club a reçu une subvention ?", "yachting club"),
        ("le club de ski a eu quelque chose ?", "le club de ski"),
    ],
)
def test_a_club_that_got_nothing_is_not_found_whichever_of_its_words_comes_first(clubs, message, name):
    reply = clubs(message)
    assert reply.outcome == "unknown"
    assert reply.text.startswith(f"Je ne trouve pas «\u00a0{name}\u00a0»")


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("pourquoi c'est plus élevé que les autres années ?", "rien n’y dit pourquoi une subvention change"),
        ("pourquoi cette hausse ?", "rien n’y dit pourquoi une subvention change"),
    ],
)
def test_what_no_column_that_is_read_tells_is_not_told(clubs, message, told):
    clubs("Combien pour le sport en 2023 ?")
    reply = clubs(message)
    assert reply.outcome == "unknown"
    assert told in reply.text


def test_for_which_projects_is_what_grants_are_for(clubs):
    clubs("Combien a reçu la Chorale Mixte ?")
    assert "Concert" in clubs("pour quels projets ?").text


@pytest.mark.parametrize("message", ["la plu grose subvantion", "qui a eu la plu grosse subvention"])
def test_the_greatest_grant_is_asked_for_as_it_is_heard(clubs, message):
    assert clubs(message).text.startswith(f"1. {euros(70_000)} à Tennis Club du Val")


TOWNS = """nomBeneficiaire;objet;montant;exercice;commune
Judo de Pern;Saison;100;2023;Pern
Chorale de Pern;Saison;200;2023;Pern
Judo de Lauzès;Saison;400;2023;Lauzès
Théâtre de Lauzès;Saison;800;2022;Lauzès
Danse de Pern;Gala;1600;2022;Pern
Fanfare;Gala;3200;2022;Lauzès
"""


@pytest.mark.parametrize(
    "asked",
    [
        "Le skate club de Pern a eu quelque chose ?",
        "Le skate club de Pern a eu combien ?",
        "Le Rotary Club de Pern figure-t-il dans les bénéficiaires ?",
    ],
)
def test_a_club_that_is_not_known_is_not_all_of_its_town(talk_about, asked):
    reply = talk_about(TOWNS)(asked)
    assert reply.outcome == "unknown"
    assert "Je ne trouve pas «\xa0" in reply.text


@pytest.mark.parametrize(
    "asked",
    [
        "Combien pour la Fanfare et Blagnac ?",
        "Combien pour la Fanfare et pour Blagnac ?",
        "La Fanfare et Blagnac ont eu combien ?",
        "Combien pour la Fanfare et à Blagnac ?",
    ],
)
def test_a_town_that_nobody_is_called_by_is_not_found_beside_one_who_is_known(talk_about, asked):
    reply = talk_about(TOWNS)(asked)
    assert reply.outcome == "unknown"
    assert "Je ne trouve pas «\xa0Blagnac" in reply.text
