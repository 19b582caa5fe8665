"""What goes on with a list or a year in so many words, and what is counted by year, by decision or by town."""

from collections.abc import Callable

import pytest

from tests.grants.talk import SMALL, Talk, euros

PUBLISHED = """nomAttribuant;nomBeneficiaire;objet;montant;dateConvention;referenceDecision;secteur;commune
Ville de Made;Judo Club;Tournoi;4000;2022-03-01;D-1;Sport;Nord
Ville de Made;Judo Club;Minibus;1000;2022-06-01;D-2;Sport;Nord
Ville de Made;Judo Club;Tournoi;6000;2023-03-01;D-3;Sport;Nord
Ville de Made;Vélo Club;Course;3000;2022-03-01;D-1;Sport;Sud
Ville de Made;Vélo Club;Course;3500;2023-03-01;D-3;Sport;Sud
Ville de Made;Chorale Zig;Concert;2000;2022-03-01;D-1;Culture;Nord
Ville de Made;Chorale Zig;Concert;1500;2023-03-01;D-3;Culture;Nord
Ville de Made;Théâtre Zag;Saison;9000;2022-03-01;D-1;Culture;Sud
Ville de Made;Théâtre Zag;Saison;8000;2023-03-01;D-3;Culture;Sud
Ville de Made;Fanfare Zut;Défilé;700;2023-03-01;D-3;Culture;Nord
Ville de Made;Foyer rural de Pern;Fête;300;2023-03-01;D-3;Animation;Pern
Ville de Made;Foyer rural de Zorn;Fête;400;2023-03-01;D-3;Animation;Zorn
"""


@pytest.fixture
def talk(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(PUBLISHED)


@pytest.mark.parametrize("asked", ["et après ?", "ensuite ?", "et puis ?", "et après eux ?"])
def test_what_comes_after_a_list_is_its_next_part(talk, asked):
    talk("Les 2 plus aidés")
    assert f"3. Vélo Club\u00a0: {euros(650_000)}" in talk(asked).text


def test_what_comes_after_the_sum_of_a_year_is_that_of_the_years_after(talk):
    talk("Combien pour le judo club en 2022 ?")
    assert "depuis 2023" in talk("et après ?").text


@pytest.mark.parametrize("asked", ["la même chose en 2022", "pareil en 2022", "je veux la même chose pour 2022"])
def test_the_same_in_another_year_ranks_again(talk, asked):
    talk("Qui a eu le plus en 2023 ?")
    assert f"2. Judo Club\u00a0: {euros(500_000)}" in talk(asked).text


def test_those_with_more_than_so_much_are_listed_for_another_year_too(talk):
    talk("Qui a eu plus de 4 000 € en 2023 ?")
    assert f"Judo Club\u00a0: {euros(500_000)}" in talk("et en 2022 ?").text


@pytest.mark.parametrize(
    ("asked", "sum_"),
    [
        ("les 2 derniers ensemble ?", 1_000_000),
        ("les deux premiers ensemble, ça fait combien ?", 2_800_000),
        ("le premier et le troisième ensemble ?", 2_350_000),
        ("les deux premiers au total ?", 2_800_000),
    ],
)
def test_some_of_a_ranking_are_added_up(talk, asked, sum_):
    talk("Les 4 plus aidés")
    assert f"pour {euros(sum_)} en tout" in talk(asked).text


def test_what_a_grant_was_for_is_asked_of_the_year_that_was_ranked(talk):
    talk("Les 2 plus grosses aides de 2023")
    text = talk("la deuxième, c’est pour quoi ?").text
    assert euros(600_000) in text
    assert euros(400_000) not in text


def test_a_year_is_corrected_by_its_last_digits(talk):
    assert "en 2023" in talk("Combien en vingt-deux pardon vingt-trois ?").text
    assert "en 2022" in talk("pardon, 22").text


def test_who_got_several_grants_in_one_year_is_told_with_the_year(talk):
    text = talk("Qui a reçu deux subventions la même année ?").text
    assert text.startswith("1 bénéficiaire avec au moins 2 subventions la même année")
    assert f"Judo Club\u00a0: 2 subventions en 2022 ({euros(500_000)})" in text


def test_decisions_are_told_one_by_one(talk):
    text = talk("Le total par délibération").text
    assert f"n° D-3, du 1er mars 2023\u00a0: {euros(2_040_000)} (7 subventions)" in text
    assert f"n° D-1, du 1er mars 2022\u00a0: {euros(1_800_000)} (4 subventions)" in text


def test_bodies_are_counted_by_town(talk):
    assert "- Nord\u00a0: 3 bénéficiaires" in talk("Quelle commune a le plus de bénéficiaires ?").text


def test_who_else_got_something_for_the_same_theme_leaves_out_who_was_spoken_of(talk):
    talk("Chorale Zig")
    text = talk("qui d’autre dans ce domaine ?").text
    assert text.startswith("Les 2 plus aidés (Culture)")
    assert "Théâtre Zag" in text
    assert "1. Chorale" not in text


def test_those_called_so_are_counted(talk):
    assert "à 2 bénéficiaires" in talk("Combien de foyers ruraux ont été aidés ?").text


def test_a_grant_of_so_much_is_no_sum_of_grants(talk):
    text = talk("Une aide de 6 000 €, c’est pour qui ?").text
    assert text.startswith(f"1. {euros(600_000)} à Judo Club en 2023")
    assert talk("Une aide de 5 000 €, c’est pour qui ?").text.startswith("Aucune subvention")


def test_a_name_that_and_adds_is_not_left_aside(talk):
    assert "Stade Toulousain" in talk("Combien pour le Judo Club et pour le Stade Toulousain ?").text


def test_a_short_strange_word_before_the_name_of_who_gives_is_a_name(talk):
    assert talk("Combien pour le sc made ?").outcome == "unknown"


def test_the_first_of_a_theme_is_not_the_first_of_the_ranking_told(talk):
    talk("Qui a eu le plus ?")
    assert f"1. Judo Club\u00a0: {euros(1_100_000)}" in talk("le premier du sport ?").text


def test_who_got_less_is_asked_of_the_theme_spoken_of(talk):
    talk("Combien pour la culture en 2023 ?")
    text = talk("qui a baissé ?").text
    assert "(Culture)" in text
    assert "Chorale Zig" in text


def test_the_first_of_a_ranking_are_of_what_was_ranked(talk_about):
    talk = talk_about(SMALL)
    talk("Qui a eu le moins en 2021 ?")
    assert talk("Les deux premiers ?").text.startswith("Les 2 moins aidés en 2021")


def test_the_first_of_a_sector_is_asked_of_the_year_that_was_ranked(talk_about):
    talk = talk_about(SMALL)
    talk("Qui a eu le plus en 2021 ?")
    text = talk("Le premier du social ?").text
    assert "2021" in text
    assert "Croix-Rouge" in text
