"""Ranks below those told, bodies counted by what they are called, long names of acronyms, what is done with money."""

from collections.abc import Callable

import pytest

from bot.dialogue.conversation import BEGINNING
from tests.grants.talk import Talk, euros

GRANTS = """nomAttribuant;nomBeneficiaire;objet;montant;exercice;secteur;quartier
Ville de Pern;Judo Pernois;Saison;900;2022;Sport;Le Port
Ville de Pern;Chorale de Lauzès;Concert;800;2022;Culture;Centre
Ville de Pern;Harmonie de Pern;Instruments;700;2022;Culture;Centre
Ville de Pern;OGEC Sainte-Marie;Forfait;600;2022;Écoles;Le Port
Ville de Pern;OGEC Saint-Jean;Forfait;500;2022;Écoles;Centre
Ville de Pern;Handisport Pern;Achat de fauteuils de basket;400;2022;Sport;Centre
Ville de Pern;MFR de Gisors;Atelier;300;2022;Écoles;Centre
Ville de Pern;Centre social Le Lien;Sorties;200;2022;Social;Centre
Ville de Pern;Centre social du Port Mosaïque;Sorties;100;2022;Social;Le Port
Ville de Pern;Recyclerie du Pont du Roy;Tri;90;2022;Social;Centre
Ville de Pern;Recyclerie des Boutières;Tri;80;2022;Social;Centre
Ville de Pern;Trail des Boutières;Course;70;2022;Sport;Centre
Ville de Pern;Union commerciale;Foire aux harengs;60;2022;Commerce;Centre
"""


@pytest.fixture
def talk(talk_about: Callable[..., Talk]) -> Talk:
    talk = talk_about(GRANTS)
    talk.past = BEGINNING
    return talk


@pytest.mark.parametrize(
    ("first", "then", "text"),
    [
        ("Top 3 des bénéficiaires en 2022", "le quatrième, c’est qui ?", "4. OGEC Sainte-Marie"),
        ("Top 3 des bénéficiaires en 2022", "et le quatrième ?", "4. OGEC Sainte-Marie"),
        ("Top 3 des bénéficiaires en 2022", "et le deuxième ?", "Chorale de Lauzès"),
        ("Qui a reçu le plus ?", "et le sixième ?", "6. Handisport Pern"),
        ("Les 3 plus grosses subventions ?", "et la quatrième ?", f"4. {euros(60_000)} à OGEC Sainte-Marie"),
    ],
)
def test_a_rank_below_those_told_is_one_of_all(talk, first, then, text):
    talk(first)
    assert talk(then).text.startswith(text)


@pytest.mark.parametrize(
    "asked", ["les deux OGEC en 2022 ?", "Le cumul perçu en 2022 par les deux établissements OGEC ?", "aux 2 OGEC"]
)
def test_as_many_as_are_called_so_are_all_meant(talk, asked):
    assert f"pour {euros(110_000)}" in talk(asked).text


def test_one_of_two_is_still_asked_back(talk):
    assert talk("Combien a eu l’OGEC ?").outcome == "clarify"


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ("Qui a été aidé pour acheter des fauteuils de basket ?", "Handisport Pern"),
        ("la ville a aider qui pour acheté des fauteuils de basket ?", "Handisport Pern"),
        ("foire aux harengs 2022 voté kan", "Union commerciale"),
        ("Combien a eu la maison familiale rurale de Gisors ?", "MFR de Gisors"),
    ],
)
def test_what_is_said_otherwise_than_in_the_file_is_found(talk, asked, who):
    assert who in talk(asked).text


@pytest.mark.parametrize(
    ("first", "then", "text"),
    [
        ("Combien pour la Recyclerie du Pont du Roy ?", "et celle des Boutières ?", "Recyclerie des Boutières"),
        ("Centre social Le Lien en 2022 ?", "et celui du Port ?", "Centre social du Port Mosaïque"),
        ("Handisport Pern ?", "et celui du Port ?", "De qui"),
    ],
)
def test_another_is_called_by_what_it_is_and_its_place(talk, first, then, text):
    talk(first)
    assert talk(then).text.startswith(text)


def test_what_one_got_money_for_is_told_where_nothing_fits(talk):
    assert "Achat de fauteuils de basket" in talk("Handisport Pern a eu combien pour des concerts ?").text


def test_two_told_in_turn_are_asked_for_together(talk):
    talk("Judo Pernois ?")
    talk("Et Harmonie de Pern ?")
    assert f"pour {euros(160_000)}" in talk("en 2022 pour les deux ?").text


YEARS = """nomAttribuant;nomBeneficiaire;objet;montant;exercice;secteur;date de convention
Ville de Pern;Judo Pernois;Saison;900;2022;Sport;2022-03-01
Ville de Pern;Judo Pernois;Saison;950;2023;Sport;2023-03-01
Ville de Pern;Vélo Lauzès;Course;100;2022;Sport;2022-04-01
Ville de Pern;Centre social Le Lien;Sorties;200;2022;Social;2022-05-01
Ville de Pern;Centre social Le Lien;Sorties;220;2023;Social;2023-05-01
Ville de Pern;Centre social du Port;Sorties;300;2022;Social;2022-06-01
Ville de Pern;Centre social du Port;Sorties;330;2023;Social;2023-06-01
Ville de Pern;Souvenir français;Tombes;50;2023;Mémoire;2023-07-01
Ville de Pern;Cinéma Lux;Réhabilitation du cinéma;40;2023;Culture;2023-08-01
"""


@pytest.fixture
def years(talk_about: Callable[..., Talk]) -> Talk:
    talk = talk_about(YEARS)
    talk.past = BEGINNING
    return talk


@pytest.mark.parametrize(
    "asked",
    [
        "Aidés en 2022, plus en 2023",
        "Ceux de 2022, absents en 2023",
        "Qui était aidé en 2022, plus en 2023 ?",
        "associations aidées en 2022, rien en 2023",
    ],
)
def test_two_years_that_a_pause_parts_are_of_those_who_got_nothing_more(years, asked):
    text = years(asked).text
    assert text.startswith("1 bénéficiaire en 2022")
    assert "Vélo Lauzès" in text


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("", "Le Judo Pernois a reçu plus d’argent en 2023 qu’en 2022 ?"),
        ("Judo Pernois ?", "plus en 2023 qu’en 2022 ?"),
    ],
)
def test_two_years_of_one_are_compared(years, first, then):
    if first:
        years(first)
    assert years(then).text.startswith(f"2023\u00a0: {euros(95_000)} (1 subvention), contre {euros(90_000)}")


@pytest.mark.parametrize(
    ("first", "then", "text"),
    [
        ("Judo Pernois en 2023 ?", "La date de la décision ?", "1\u00a0mars\u00a02023"),
        ("Quel est le total des subventions en 2023 ?", "pour Mémoire ?", f"pour {euros(5_000)}"),
        ("Combien pour la réhabilitation du cinéma ?", "Qui le porte ?", "Cinéma Lux"),
        ("Le centre social en 2023 ?", "Je parle du Port", euros(33_000)),
    ],
)
def test_what_follows_is_asked_of_what_was_told(years, first, then, text):
    years(first)
    assert text.replace("\u00a0", " ").replace("1 mars", "1er mars") in years(then).text.replace("\u00a0", " ")


def test_the_other_one_is_asked_of_the_same_year(years):
    years("Le centre social en 2023 ?")
    years("Celui du Port")
    assert f"pour {euros(22_000)}" in years("Et l’autre ?").text


@pytest.mark.parametrize(
    ("asked", "outcome"),
    [
        ("Je suis présidente des Lutins verts. Combien en 2023 ?", "unknown"),
        ("Je suis présidente du Judo Pernois. Combien en 2023 ?", "answered"),
        ("Je suis présidente des Lutins verts. Quel est le total des subventions en 2023 ?", "answered"),
        ("Date de la décision ?", "clarify"),
    ],
)
def test_a_name_that_is_none_of_ours_is_not_passed_over(years, asked, outcome):
    assert years(asked).outcome == outcome


def test_the_amount_of_each_grant_is_told_by_its_ends(years):
    assert f"de {euros(4_000)} à {euros(95_000)}" in years("Le montant unitaire des subventions ?").text


def test_who_got_one_grant_so_small_is_told_beside_those_who_got_no_more(years):
    text = years("Qui a reçu moins de 210 € ?").text
    assert "Vélo Lauzès" in text
    assert "aussi une telle subvention, mais plus en tout\u00a0: Centre social Le Lien." in text


def test_which_of_two_compared_got_least_is_asked_of_those(years):
    years("Compare le Centre social Le Lien et le Judo Pernois")
    assert years("Laquelle reçoit le moins ?").text.startswith("Centre social Le Lien")
