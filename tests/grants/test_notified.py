"""Which grants were notified to the European Commission: as a column says, or not told."""

import pytest

from tests.grants.talk import euros

GRANTS = """nomBeneficiaire;objet;montant;exercice;notificationUE
Scierie du Val;Toiture;900;2022;oui
Scierie du Val;Machine;1200;2023;non
Judo Pernois;Saison;300;2022;non
"""


@pytest.mark.parametrize(
    "asked",
    [
        "Combien ont été notifiées à l’Union européenne ?",
        "Quelles aides ont été notifiées à l’UE ?",
        "Certaines de ces aides ont-elles fait l’objet d’une notification à la Commission européenne ?",
    ],
)
def test_grants_that_were_notified_are_told(talk_about, asked):
    text = talk_about(GRANTS)(asked).text
    assert text.startswith("1 subvention dite notifiée à la Commission européenne, sur 3")
    assert f"- Scierie du Val, 2022\xa0: {euros(90_000)}" in text


def test_none_of_a_year_is_told_so(talk_about):
    reply = talk_about(GRANTS)("Combien de notifications à la Commission européenne en 2023 ?")
    assert (reply.outcome, reply.text.partition("\xa0:")[0]) == ("answered", "Aucune")


def test_a_file_that_does_not_say_it_is_told_to_not_say_it(talk_about):
    without = "\n".join(line.rpartition(";")[0] for line in GRANTS.splitlines())
    assert talk_about(without)("Combien de subventions notifiées à l’UE ?").outcome == "unknown"
