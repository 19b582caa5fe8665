"""Where a beneficiary is, where a column says it."""

import pytest

TOWNS = """nomBeneficiaire;objet;montant;exercice;commune;territoire
Voix du Val;Résidences;100;2022;Pigna;Balagne
Voix du Val;Résidences;150;2023;Pigna;Balagne
Judo du Val;Saison;200;2022;Corte;Centre
Rugby du Val;Saison;300;2022;Corte;Centre
"""
BARE = """nomBeneficiaire;objet;montant;exercice
Voix du Val;Résidences;100;2022
"""


@pytest.mark.parametrize("asked", ["ils sont où ?", "c’est où ?", "où est-elle basée ?", "où ça se trouve ?"])
def test_it_is_asked_of_who_was_spoken_of(talk_about, asked):
    talk = talk_about(TOWNS)
    talk("Combien pour Voix du Val en 2022 ?")
    reply = talk(asked)
    assert reply.outcome == "answered"
    assert "Pigna" in reply.text
    assert "Balagne" in reply.text


def test_it_is_unknown_where_no_column_says_it(talk_about):
    assert talk_about(BARE)("Où se trouve Voix du Val ?").outcome == "unknown"
