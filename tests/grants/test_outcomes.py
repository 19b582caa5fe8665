"""What became of a request: what is not granted counts in no sum, and what nobody can tell is said."""

import pytest

from bot.grants.cells import GRANTED, PENDING, REFUSED, outcome
from tests.grants.talk import SMALL, euros

HEADER = "Association;Montant;Année;{}\n"
GRANTED_ONES = "".join(f"Club {number};1000;2022;Accordée\n" for number in range(6))


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("Votée en conseil du 12 mars", GRANTED),
        ("avis favorable", GRANTED),
        ("oui", GRANTED),
        ("en cours de versement", GRANTED),
        ("EN COURS D’INSTRUCTION", PENDING),
        ("en attente", PENDING),
        ("Retirée par le demandeur", PENDING),
        ("non", REFUSED),
        ("Non accordée", REFUSED),
        ("avis défavorable de la commission", REFUSED),
        ("", None),
    ],
)
def test_what_became_of_a_request(cell, read):
    assert outcome(cell) == (read, "")


def test_requests_that_are_not_granted_and_unknown_words_count_in_no_sum(importing):
    imported = importing(
        f"{HEADER.format('Statut')}{GRANTED_ONES}A;2000;2022;en attente\nB;2000;2022;retirée\nC;2000;2022;non\n"
        "D;2000;2022;P2\nE;2000;2022;\n"
    )

    assert imported.aside() == {"en_attente": ("8", "9"), "suite_inconnue": ("11",)}
    assert imported.report.cents == 600_000 + 200_000
    assert imported.rows("SELECT line FROM grants WHERE status = 'refusée'") == [(10,)]


def test_a_column_of_the_same_name_that_tells_something_else_leaves_out_nothing(importing):
    imported = importing(f"{HEADER.format('Statut')}A;1;2022;Loi 1901\nB;2;2022;SARL\nC;4;2022;Loi 1901\n")

    assert imported.report.cents == 700
    assert imported.rows("SELECT header FROM extra") == [("Statut",)]


@pytest.mark.parametrize(
    ("before", "leaving_out"),
    [("Quelles demandes ont été refusées ?", "sans les refusées"), ("total social", "sans compter les refus")],
)
def test_those_refused_are_in_no_sum_from_which_to_leave_them_out(talk_about, before, leaving_out):
    talk = talk_about(SMALL)
    talk(before)
    assert talk(leaving_out).text.startswith("Les demandes refusées ne sont comptées dans aucune somme.")
    assert "culture" in talk("et pour la culture ?").text.casefold()


def test_that_none_was_refused_there_is_no_want_of_data(talk_about):
    talk = talk_about(SMALL)
    assert "Aucune demande refusée (Social) dans" in talk("Quelles demandes refusées pour le social ?").text
    granted = talk_about(SMALL.replace("refusé;", "100;"))("Quelles demandes refusées pour le social ?")
    assert "ne dit rien de demandes refusées (Social)" in granted.text


@pytest.mark.parametrize("asked", ["le pourcentage de subventions refusées", "taux de refus"])
def test_the_share_of_those_refused_is_that_of_all_lines(talk_about, asked):
    # One line of seven.
    assert "C’est 14\u202f% des 7 lignes." in talk_about(SMALL)(asked).text


@pytest.mark.parametrize(
    "asked", ["Combien pour le social en 2022, hors nature ?", "Le total du social en 2022 sans nature"]
)
def test_aid_in_kind_is_in_no_sum_from_which_to_leave_it_out(talk_about, asked):
    assert f"pour {euros(200_000)}" in talk_about(SMALL)(asked).text


@pytest.mark.parametrize("asked", ["hors nature", "Les aides en nature sont-elles comptées ?"])
def test_whether_aid_in_kind_is_counted_is_answered(talk_about, asked):
    talk = talk_about(SMALL)
    talk("Combien pour le social ?")
    assert talk(asked).text.startswith("Non, les aides en nature ne sont pas comptées")


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Pourquoi la demande de l’AS Colomiers a-t-elle été rejetée ?"], "AS Colomiers"),
        (["Quelles demandes ont été refusées ?", "pourquoi ?"], "AS Colomiers"),
        (["Quelles demandes ont été refusées ?", "pour quel motif ?"], "AS Colomiers"),
    ],
)
def test_why_a_request_was_refused_is_not_told(talk_about, messages, told):
    talk = talk_about(SMALL)
    reply = [talk(message) for message in messages][-1]
    assert reply.outcome == "unknown"
    assert told in reply.text
    assert reply.text.endswith("Pourquoi, il ne le dit pas.")


@pytest.mark.parametrize(
    "messages",
    [
        ["Quelles demandes ont été refusées ?", "ils demandaient combien ?"],
        ["Combien la MJC Roguet a-t-elle demandé ?"],
        ["Quel est le montant demandé par la MJC Roguet ?"],
        ["Combien a eu la MJC Roguet ?", "ils avaient demandé plus ?"],
    ],
)
def test_how_much_was_asked_for_is_not_told_by_what_was_granted(talk_about, messages):
    talk = talk_about(SMALL)
    reply = [talk(message) for message in messages][-1]
    assert reply.outcome == "unknown"
    assert "rien n’y dit combien était demandé" in reply.text
    assert euros(900_000) not in reply.text


CLUBS = """nomBeneficiaire;montant;exercice;commune
Judo;30;2022;Vieux-Pern
Tennis;20;2022;Vieux-Pern
Chorale;7;2022;Orme
"""


@pytest.mark.parametrize(
    "asked",
    ["Le club d’échecs de Vieux-Pern est-il subventionné ?", "Combien a eu le club de plongée de Vieux-Pern en 2022 ?"],
)
def test_which_club_is_meant_is_not_asked_where_it_is_told(talk_about, asked):
    reply = talk_about(CLUBS)(asked)
    assert reply.outcome == "unknown"
    assert "le club" in reply.text.lower()


def test_which_club_is_meant_is_asked_where_it_is_not_told(talk_about):
    assert talk_about(CLUBS)("Combien a eu le club de Vieux-Pern en 2022 ?").outcome == "clarify"
