"""Of whose grants a message asks, where the fund and a file of grants are both known."""

from collections.abc import Callable

import pytest

from tests.grants.talk import Talk, euros

METROPOLE = """nomAttribuant;nomBeneficiaire;objet;montant;exercice;secteur;type
Toulouse Métropole;Emmaüs du Val;Fonctionnement;650;2022;Social;Association loi 1901
Toulouse Métropole;Entraide;Fonctionnement;100;2022;Social;Association loi 1901
Toulouse Métropole;Chorale Mixte;Concert;90;2022;Jeunesse;Association loi 1901
Toulouse Métropole;Les Lutins;Goûter;160;2022;Jeunesse;Association loi 1901
Toulouse Métropole;Volta Digital;Logiciel;760;2022;Numérique;Société anonyme
Toulouse Métropole;Pixel Vert;Logiciel;40;2022;Numérique;Société anonyme
"""
TOTAL = f"6 subventions en 2022 de Toulouse Métropole, à 6 bénéficiaires, pour {euros(180_000)} en tout"
FUND = "923 571 €"


@pytest.fixture
def both(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(METROPOLE)


def plain(text: str) -> str:
    """A text with ordinary spaces."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("asked", "turned"),
    [
        ("Quel est le total ?", "et au FMIN ?"),
        ("le montant total", "du fmin"),
        ("Combien a distribué la métropole ?", "du Grand Paris"),
        ("Combien a donné Toulouse Métropole ?", "et la métropole du Grand Paris ?"),
    ],
)
def test_what_was_asked_of_grants_is_asked_of_the_fund_that_is_named(both, asked, turned):
    assert TOTAL in both(asked).text
    assert FUND in plain(both(turned).text)
    assert TOTAL in both("et à Toulouse ?").text


def test_an_average_stays_an_average(both):
    assert "40 155" in plain(both("Quel est le montant moyen par projet du FMIN ?").text)
    assert f"{euros(30_000)} en moyenne" in both("et à Toulouse ?").text


def test_what_is_asked_is_about_stays(both):
    both("combien pour le numérique au FMIN ?")
    text = both("et à Toulouse ?").text
    assert "Numérique" in text
    assert euros(80_000) in text


@pytest.mark.parametrize("turned", ["et au grand paris ?", "et au FMIN ?"])
def test_who_got_most_of_the_fund_is_not_told(both, turned):
    assert "Volta Digital" in both("qui a reçu le plus ?").text
    reply = both(turned)
    assert reply.outcome == "unknown"
    assert "montant accordé à chaque projet" in reply.text


def test_what_the_other_tells_nothing_of_is_not_answered(both):
    both("Qui présidait le comité ?")
    reply = both("et à Toulouse ?")
    assert reply.outcome == "unknown"
    assert "bénéficiaires, pour" not in reply.text
