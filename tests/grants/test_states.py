"""« En cours » is judged by the column that says it; how far grants have come is asked about."""

import pytest

from bot.grants.cells import GRANTED, PENDING, outcome
from tests.grants.talk import euros

HEADER = "Association;Montant attribué;Année;N° de délibération;{}\n"
ASKED = "Association;Montant demandé;Montant attribué;Année;État\n"


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("Soldé", GRANTED),
        ("non soldé", GRANTED),
        ("à verser", GRANTED),
        ("en attente de paiement", GRANTED),
        ("en cours d’instruction", PENDING),
        ("En cours de validation", PENDING),
        ("dossier en cours d’examen", PENDING),
        ("en attente", PENDING),
    ],
)
def test_what_says_how_far_a_grant_has_come_is_granted(cell, read):
    assert outcome(cell) == (read, "")


@pytest.mark.parametrize(
    ("states", "granted"),
    [
        (("soldé", "soldé"), True),
        (("acompte versé", "Soldé"), True),
        (("terminé", "abandonné"), True),
        (("accordée", "refusée"), False),
        (("avis favorable", "rejetée"), False),
        # Both kinds, or none: what else the lines say tells.
        (("soldé", "refusé"), True),
        (("abandonné", "abandonné"), True),
    ],
)
def test_what_is_under_way_is_what_the_other_states_are_of(importing, states, granted):
    lines = "".join(f"A{place};100;2022;D{place};{state}\n" for place, state in enumerate(states))
    imported = importing(f"{HEADER.format('État du dossier')}{lines}B;40;2022;D9;en cours\n")

    assert imported.aside() == ({} if granted else {"en_attente": ("4",)})
    (said,) = [one for one in imported.report.to_check if "en cours" in one]
    assert ("compris comme accordé" in said, "demande en cours d’examen" in said) == (granted, not granted)


def test_without_a_decision_what_may_be_either_is_not_granted(importing):
    lines = "A;100;2022;;soldé\nB;100;2022;;refusé\nC;100;2022;;en cours\n"
    assert importing(f"{HEADER.format('État')}{lines}").aside() == {"en_attente": ("4",)}


@pytest.mark.parametrize(("amount", "granted"), [("40", True), ("", False)])
def test_the_amount_granted_beside_the_one_asked_for_tells(importing, amount, granted):
    file = f"{ASKED}A;100;100;2022;accordé\nB;100;;2022;refusé\nC;50;{amount};2022;en cours\n"
    assert importing(file).aside() == ({} if granted else {"en_attente": ("4",)})


STATES = {"Judo": "soldé", "Tennis": "soldé", "Rugby": "en cours", "Foot": "en cours"}
FOLLOWED = HEADER.format("État du dossier") + "".join(
    f"Club {name};{100 * place};2022;D{place};{state}\n" for place, (name, state) in enumerate(STATES.items(), 1)
)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Combien de dossiers sont encore en cours ?", euros(70_000)),
        ("combien d’aides sont soldées ?", euros(30_000)),
        ("combien d’aides pas encore soldées en 2022 ?", euros(70_000)),
        ("Combien reste-t-il de dossiers non soldés ?", euros(70_000)),
        ("répartition par état du dossier", "en cours"),
        ("Combien d’aides attribuées en 2022 ?", euros(100_000)),
    ],
)
def test_how_far_grants_have_come_is_asked_about(talk_about, asked, told):
    assert told in talk_about(FOLLOWED)(asked).text


def test_a_column_that_tells_but_what_was_granted_is_no_column_to_ask_about(importing):
    lines = "A;100;2022;D1;accordée\nB;100;2022;D2;votée\nC;100;2022;D3;refusée\n"
    assert importing(f"{HEADER.format('Statut')}{lines}").rows("SELECT header FROM extra") == []
