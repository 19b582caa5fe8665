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
