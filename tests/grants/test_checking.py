"""What is checked of sums, and what grants do not tell: inhabitants, how many decisions they are of."""

import pytest

from tests.grants.talk import Talk, euros

GRANTS = """nomBeneficiaire;objet;montant;exercice;referenceDecision
Judo Pernois;Saison;450;2023;2023-01
Judo Pernois;Tatamis;620;2023;2023-02
Rugby de Lauzès;Saison;1800;2023;2023-01
Rugby de Lauzès;Saison;2150;2024;2024-07
"""


@pytest.fixture
def talk(talk_about) -> Talk:
    return talk_about(GRANTS)


def test_a_sum_that_is_checked_is_told(talk):
    assert f"pour {euros(287_000)}" in talk("Le budget total des subventions 2023, c’est bien 2 870 € ?").text


def test_grants_of_one_amount_are_said_to_be_as_many_as_they_are(talk):
    text = talk("Qui a reçu exactement 620 € ?").text
    assert f"{euros(62_000)} à Judo Pernois" in text
    assert "4 subventions" not in text


def test_decisions_are_counted(talk):
    assert (
        "Elles viennent de 2 délibérations ou décisions différentes." in talk("Combien de délibérations en 2023 ?").text
    )


def test_how_many_inhabitants_there_are_is_not_told(talk):
    reply = talk("Combien par habitant ?")
    assert reply.outcome == "unknown"
    assert "ne dit pas combien il y a d’habitants" in reply.text
