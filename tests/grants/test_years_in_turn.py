"""What is asked of years that were asked about one after the other, and of one beside another."""

import pytest

from tests.grants.talk import Talk, euros

GRANTS = """nomBeneficiaire;objet;montant;exercice;thematique
Judo Pernois;Saison;1000;2021;Sport
Judo Pernois;Saison;1500;2022;Sport
Judo Pernois;Saison;2100;2023;Sport
Escrime Pernoise;Saison;1200;2022;Sport
Escrime Pernoise;Saison;9000;2023;Sport
Chorale de Lauzès;Saison;70;2021;Culture
Chorale de Lauzès;Saison;80;2022;Culture
"""


@pytest.fixture
def talk(talk_about) -> Talk:
    return talk_about(GRANTS)


def said(talk: Talk, *turns: str) -> str:
    """The last of the answers to some messages."""
    return [talk(turn).text for turn in turns][-1]


@pytest.mark.parametrize("asked", ["donc en tout ça fait ?", "ça fait combien en tout ?", "ça fait combien au total ?"])
def test_a_sum_is_that_of_the_years_asked_in_turn(talk, asked):
    assert f"pour {euros(250_000)}" in said(talk, "Le Judo Pernois en 2021 ?", "2022 ?", asked)


@pytest.mark.parametrize("asked", ["le total de ces deux années ?", "la somme des deux ?", "les deux ensemble ?"])
def test_both_years_are_those_asked_in_turn_not_the_last_two_of_the_file(talk, asked):
    assert f"pour {euros(250_000)}" in said(talk, "Combien pour le judo en 2021 ?", "Et en 2022 ?", asked)


@pytest.mark.parametrize(
    "asked", ["Ça fait combien d’écart ?", "quelle différence ?", "de combien ?", "c’est mieux ou moins bien ?"]
)
def test_a_difference_is_that_of_the_years_asked_in_turn(talk, asked):
    answer = said(talk, "Total des subventions en 2021 ?", "Et 2022 ?", asked)
    assert euros(107_000) in answer
    assert euros(278_000) in answer
    assert euros(171_000) in answer


@pytest.mark.parametrize(
    ("asked", "then"),
    [
        ("c’est plus qu’en 2022 ?", 150_000),
        ("c’est moins que 2022 ?", 150_000),
        ("mieux qu’en 2021 ?", 100_000),
        ("c’est plus ou moins que l’année d’avant ?", 150_000),
        ("plus que l’année d’avant ?", 150_000),
    ],
)
def test_one_body_is_compared_with_itself_in_another_year(talk, asked, then):
    answer = said(talk, "Le Judo Pernois a reçu combien en 2023 ?", asked)
    assert answer.startswith(f"2023\xa0: {euros(210_000)}")
    assert f"contre {euros(then)} pour" in answer
    assert f"L’écart est de {euros(210_000 - then)}" in answer


def test_who_got_more_than_one_is_asked_of_the_year_that_is_turned_to(talk):
    answer = said(talk, "Qui a eu plus que la Chorale de Lauzès en 2022 ?", "et en 2021 ?")
    assert euros(100_000) in answer
    assert euros(250_000) not in answer


def test_how_many_got_more_is_not_asked_of_another_year(talk):
    assert "avec plus que Judo Pernois" in said(talk, "Combien a eu le Judo Pernois en 2023 ?", "combien ont eu plus ?")


def test_another_question_of_another_year_is_not_added_up(talk):
    answer = said(talk, "Combien pour le sport en 2022 ?", "Qui a reçu le plus en 2023 ?", "ça fait combien en tout ?")
    assert euros(1_380_000) not in answer


def test_what_was_asked_in_turn_is_set_side_by_side_where_a_message_but_compares(talk):
    answer = said(talk, "Combien pour le sport en 2022 ?", "et la culture ?", "la différence ?")
    assert answer.startswith(f"Sport\xa0: {euros(270_000)}")
    assert f"L’écart est de {euros(262_000)}" in answer


def test_a_year_that_is_corrected_was_not_asked_in_turn(talk):
    answer = said(talk, "Le Judo Pernois en 2021 ?", "non pardon, en 2022", "ça fait combien en tout ?")
    assert euros(250_000) not in answer


@pytest.mark.parametrize("asked", ["donc en tout ?", "au total ça donne quoi ?"])
def test_so_in_all_is_of_the_years_told(talk, asked):
    assert f"pour {euros(250_000)}" in said(talk, "Le Judo Pernois en 2021 ?", "2022 ?", asked)


def test_of_how_much_it_changed_is_told_of_the_years_told(talk):
    answer = said(talk, "Combien pour le sport en 2022 ?", "Et en 2023 ?", "de combien ça a changé ?")
    assert f"{euros(840_000)} de plus" in answer


@pytest.mark.parametrize("asked", ["qui est deuxième ?", "et le suivant ?", "qui vient ensuite ?"])
def test_who_is_next_in_a_ranking_may_be_asked_in_few_words(talk, asked):
    answer = said(talk, "Qui a eu le plus en 2023 ?", asked)
    assert answer.removeprefix("2. ").startswith("Judo Pernois")
    assert "1 subvention" in answer
    assert "en 2023" in answer


def test_what_those_that_were_ranked_come_to_is_a_share_of_all_of_them(talk):
    answer = said(talk, "Les 2 plus aidés en 2022", "ça représente quelle part du total ?")
    assert f"pour {euros(270_000)}" in answer
    assert "97\u202f% du total" in answer


def test_all_years_are_asked_about_as_one_was(talk):
    answer = said(talk, "Qui a eu le plus pour le sport en 2022 ?", "Et toutes années confondues ?")
    assert f"1. Escrime Pernoise\xa0: {euros(1_020_000)}" in answer
    assert "Chorale" not in answer


def test_the_year_spoken_of_is_let_go_by_all_years(talk):
    asked = (
        "Le Judo Pernois a eu combien en 2023 ?",
        "Et au total sur toutes les années ?",
        "Ça fait combien de subventions ?",
    )
    assert "3 subventions" in said(talk, *asked)


def test_another_year_is_asked_for_as_many_of_a_ranking(talk):
    answer = said(talk, "Qui a eu le plus en 2022 ?", "et les 2 premiers ?", "et 2023 ?")
    assert f"1. Escrime Pernoise\xa0: {euros(900_000)}" in answer


@pytest.mark.parametrize("asked", ["Il avait eu combien avant ?", "C’était combien avant ?", "et avant ?"])
def test_what_came_before_is_of_the_years_before(talk, asked):
    answer = said(talk, "Combien a eu le Judo Pernois en 2023 ?", asked)
    assert euros(250_000) in answer
    assert euros(210_000) not in answer


def test_before_a_year_is_not_before_the_one_asked_about(talk):
    assert euros(100_000) in said(talk, "Combien a eu le Judo Pernois en 2023 ?", "Combien avant 2022 ?")
