"""Two publications of one grantor, of a year each: a body of both is told of both, and a year tells which is meant."""

import pytest

from tests.grants.talk import Talk, euros

HEAD = "nomAttribuant;nomBeneficiaire;objet;montant;exercice;secteur\n"
FIRST = f"{HEAD}Ville de Made;Judo Pernois;Tournoi;100;2021;Sport\nVille de Made;Chorale;Concert;7;2021;Culture\n"
SECOND = f"{HEAD}Ville de Made;Judo Pernois;Stage;250;2022;Sport\nVille de Made;Pétanque;Concours;40;2022;Sport\n"


@pytest.fixture
def both(talk_about) -> Talk:
    return talk_about(FIRST, SECOND)


def test_a_body_of_both_is_told_of_both(both):
    text = both("Combien a reçu le Judo Pernois ?").text
    assert euros(10_000) in text
    assert euros(25_000) in text
    assert euros(35_000) not in text


def test_a_year_tells_which_is_meant(both):
    assert euros(25_000) in both("Combien a reçu le Judo Pernois en 2022 ?").text
    assert euros(10_000) in both("et en 2021 ?").text
    assert euros(29_000) in both("Combien a donné la ville de Made en 2022 ?").text


def test_who_is_asked_about_stays_where_a_publication_does_not_tell_of_them(talk_about):
    talk = talk_about(FIRST, SECOND)
    text = talk("Combien a reçu la Chorale en 2022 ?").text
    assert euros(29_000) not in text


def test_a_year_of_which_another_publication_tells_is_not_without_data(both):
    assert euros(700) in both("Combien a reçu la Chorale ?").text
    text = both("et en 2022 ?").text
    assert text.startswith("Aucune subvention ne correspond pour Chorale en 2022")
    assert f"En revanche\xa0: 2021, {euros(700)} (1 subvention)" in text


@pytest.mark.parametrize(
    ("asked", "first", "second", "apart"),
    [
        ("Compare 2021 et 2022", 10_700, 29_000, 18_300),
        ("Le Judo Pernois : compare 2021 et 2022", 10_000, 25_000, 15_000),
        ("évolution du total", 10_700, 29_000, None),
        ("évolution du Judo Pernois", 10_000, 25_000, None),
    ],
)
def test_publications_of_a_year_each_are_told_side_by_side(both, asked, first, second, apart):
    text = both(asked).text
    assert text.index(f"pour {euros(first)}\n") < text.index(f"pour {euros(second)}\n")
    assert ("L’écart est de" in text) == (apart is not None)
    assert apart is None or f"L’écart est de {euros(apart)}." in text
    assert euros(first + second) not in text


def test_several_things_are_not_added_up_to_be_compared(both):
    assert both("Compare le Judo Pernois et la Pétanque").outcome == "clarify"


@pytest.mark.parametrize("asked", ["Qui préside le Judo Pernois ?", "Qui a voté ces subventions ?"])
def test_what_no_publication_tells_is_said_so(both, asked):
    assert both(asked).outcome == "unknown"


@pytest.mark.parametrize("asked", ["Combien pour le sport ?", "compare 2021 et 2022 pour le sport"])
def test_what_columns_of_both_tell_is_told_of_each(talk_about, asked):
    more = "Ville de Made;Tennis;Filets;5;2021;Sport\nVille de Made;Ski;Cars;3;2021;Sport\n"
    text = talk_about(FIRST + more, SECOND)(asked).text
    assert f"- Ville de Made (2021)\xa0: 3 subventions, pour {euros(10_800)}" in text
    assert f"- Ville de Made (2022)\xa0: 2 subventions, pour {euros(29_000)}" in text


def test_publications_of_one_title_are_told_apart_by_their_years_or_files(talk_about):
    assert talk_about(FIRST, SECOND)("Qui a reçu le plus ?").buttons[0].title == "Ville de Made (2021)"
    same = talk_about(FIRST, FIRST.replace("Chorale", "Jazz"))("Qui a reçu le plus ?")
    assert [button.title for button in same.buttons[:2]] == ["Ville de Made (0f.csv)", "Ville de Made (1f.csv)"]


def test_what_but_one_of_them_tells_is_said_to_be_of_that(both):
    assert "(d’après Ville de Made (2022))" in both("Combien a reçu la Pétanque ?").text
