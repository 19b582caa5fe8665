"""Amounts beside those that were granted, each told as what it is: what was paid, beside what was voted."""

from collections.abc import Callable

import pytest

from bot.grants.measures import goes_with, ways_said
from tests.grants.talk import Talk, euros

PAID = """Exercice;Commission permanente du;Tiers;Commune;Politique;Objet;Type d'aide;Montant voté;Montant payé
2022;11/02/2022;Thermes de Bourbe;Bourbe;Tourisme;Bassin;Investissement;2 740,00;822,00
2022;11/02/2022;Aviron pernois;Pern;Sports;Régates;Fonctionnement;300,00;300,00
2023;10/02/2023;Aviron pernois;Pern;Sports;Régates;Fonctionnement;400,00;100,00
2023;10/02/2023;Aviron pernois;Pern;Sports;Réseau de chaleur au bois;Investissement;900,00;
2023;10/02/2023;Foyer rural;Pern;Tourisme;Restauration de la tour de Navarre;Investissement;2 150,00;1 075,00
2023;10/02/2023;Foyer rural;Pern;Tourisme;Convention annuelle;Fonctionnement;500,00;500,00
"""


@pytest.fixture
def paid(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(PAID)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Combien a été réellement payé en 2023 ?", [euros(167_500), euros(395_000)]),
        ("Sur l'aide aux Thermes de Bourbe, combien a déjà été payé ?", [euros(82_200), euros(274_000), "30\u202f%"]),
        ("les montants voté et payé pour la restauration de la tour de Navarre", [euros(107_500), euros(215_000)]),
        ("Combien la Région a-t-elle payé à l'Aviron pernois en 2022 ?", [euros(30_000)]),
        ("total payé", [euros(279_700)]),
        ("Qui a été payé le plus en 2023 ?", [f"Foyer rural : {euros(157_500)}"]),
        ("Combien a été payé par politique ?", [f"Tourisme : {euros(239_700)}", f"Sports : {euros(40_000)}"]),
        ("L'Aviron pernois, combien payé par an ?", [euros(30_000), euros(10_000)]),
        ("Combien a été versé aux Thermes de Bourbe ?", [euros(274_000), f"Montant payé : {euros(82_200)}"]),
    ],
)
def test_what_was_paid_is_told_as_such(paid, asked, told):
    reply = paid(asked)

    assert reply.outcome == "answered"
    assert [one for one in told if one.replace("\u00a0", " ") not in reply.text.replace("\u00a0", " ")] == []
    assert "Montant payé" in reply.text


def test_lines_that_do_not_tell_it_are_counted(paid):
    assert "Le montant d’une subvention n’est pas dit" in paid("Combien a été payé à l'Aviron pernois en 2023 ?").text


def test_it_is_asked_after_what_was_granted(paid):
    paid("Combien a eu le Foyer rural pour sa convention annuelle ?")
    assert euros(50_000) in paid("Et payé ?").text
    assert f"pour {euros(82_200)}" in paid("Et les Thermes de Bourbe ?").text


def test_nothing_else_is_told_otherwise(paid):
    assert "payé" not in paid("Combien a été voté pour le Foyer rural ?").text


@pytest.mark.parametrize("asked", ["C'est voté ou payé ?"])
def test_which_amounts_are_told_is_said(paid, asked):
    reply = paid(asked)
    assert "Montant voté" in reply.text
    assert "Montant payé" in reply.text


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("Quelles aides ne sont pas encore payées ?", 90_000),
        ("Combien d'aides non payées en 2023 ?", 90_000),
    ],
)
def test_what_was_not_paid_is_told(paid, asked, cents):
    text = paid(asked).text
    assert euros(cents) in text
    assert "nul ou non dit" in text


def test_the_lines_behind_add_up_to_it(paid):
    reply = paid("Combien a été payé au Foyer rural ?")
    told = [row["compté (€)"] for row in paid.lines(reply.lines)]
    assert sorted(told) == ["1075,00", "500,00"]


@pytest.mark.parametrize(
    ("header", "granted", "said", "done"),
    [
        ("Montant payé", "Montant voté", "paie", "payées"),
        ("montant_verse", "montant_vote", "verse", "versés"),
        ("Mandaté", "Voté", "mandater", "mandatée"),
        ("Réalisé", "BP", "réalise", "réalisé"),
        ("Reste à payer (€)", "Montant", "reste à payer", None),
        ("Montant définitif", "Montant", "définitive", None),
    ],
)
def test_a_measure_is_called_by_what_tells_it_from_the_granted_amount(header, granted, said, done):
    ways, participles = ways_said(header, granted)
    assert said in ways
    assert (done in participles) if done else not participles


def test_one_that_nothing_tells_apart_is_not_asked():
    assert ways_said("Montant total", "Montant") == ([], [])


@pytest.mark.parametrize(
    ("cells", "goes"),
    [
        (["10", "20", "5", "40", "0"], True),
        (["11", "21", "31", "41", "51"], False),
        (["1", "2", "3", "4", "5"], False),
        (["Non", "Oui", "Oui", "Oui", "Non"], False),
    ],
)
def test_a_column_of_parts_of_what_was_granted_is_known_by_its_cells(cells, goes):
    assert goes_with(cells, ["10", "20", "30", "40", "50"]) is goes


def test_several_are_told_side_by_side(talk_about):
    talk = talk_about(
        "Exercice;Club;Voté;Mandaté;Réalisé\n2022;Club des Lilas;1000;800;600\n2022;Club des Pins;9;5;4\n"
    )
    text = talk("Club des Lilas, mandaté et réalisé en 2022 ?").text.replace("\u00a0:", " :")
    assert [one for one in (f"pour {euros(80_000)}", f"Réalisé : {euros(60_000)}") if one not in text] == []


def test_one_by_its_cells_is_asked_by_its_header(talk_about):
    lines = "\n".join(f"Club {at};{at}000;2023;{at if at % 2 else 0}000" for at in range(1, 8))
    reply = talk_about(f"Bénéficiaire;Montant;Exercice;Soldé\n{lines}\n")("Combien a été soldé en 2023 ?")
    assert euros(1_600_000) in reply.text


@pytest.mark.parametrize(
    "asked",
    [
        "Et la Ville de Reims, elle verse combien à l'Aviron pernois ?",
        "Combien donne la Ville de Vitry-le-François à l'Aviron pernois ?",
        "La Région Bretagne a donné combien à l'Aviron pernois ?",
    ],
)
def test_what_another_gives_is_unknown_where_nobody_is_named(paid, asked):
    assert paid(asked).outcome == "unknown"


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("La Région a voté combien en 2022 ?", 304_000),
        ("L'Aviron pernois, la Région lui a voté combien en 2022 ?", 30_000),
        ("Combien a été voté pour l'Aviron pernois en 2022 ?", 30_000),
        ("Combien de voté pour l'Aviron pernois en 2022 ?", 30_000),
        ("Le montant voté au profit de l'Aviron pernois en 2022", 30_000),
        ("qui a eu le plus d'argent voté en 2022", 274_000),
        ("budget voté pour le tourisme en 2022", 274_000),
        ("top 3 sport voté 2022", 30_000),
        ("Combien de dossiers ont fait l'objet d'un vote d'au moins 2 000 € ?", 489_000),
        ("Quand a été voté le réseau de chaleur au bois de l'Aviron pernois ?", 90_000),
    ],
)
def test_to_vote_an_aid_is_to_grant_it(paid, asked, cents):
    reply = paid(asked)
    assert reply.outcome == "answered"
    assert euros(cents) in reply.text


@pytest.mark.parametrize("asked", ["Qui a voté contre l'aide au Foyer rural ?", "Qui a voté pour le Foyer rural ?"])
def test_who_voted_is_not_told(paid, asked):
    assert paid(asked).outcome != "answered"


@pytest.mark.parametrize(
    "asked",
    [
        "L'aide aux Thermes de Bourbe relevait de l'investissement ou du fonctionnement ?",
    ],
)
def test_which_of_two_values_a_grant_has_is_told_first(paid, asked):
    assert paid(asked).text.split("\n")[1].replace("\u00a0", " ") == "- type d'aide : Investissement"


def test_where_those_are_that_got_most_is_told_of_their_money(paid):
    asked = "Dans quelle ville se trouvent les bénéficiaires qui ont cumulé le plus d'aides ?"
    assert euros(425_000) in paid(asked).text.split("\n")[1]


def test_exactly_how_much_is_asked_of_the_first_value(paid):
    paid("Quelle politique a reçu le moins en 2022, en montant voté ?")
    assert euros(30_000) in paid("Combien exactement ?").text


def test_one_object_comes_in_the_stead_of_another(paid):
    paid("Le Foyer rural en 2023 ?")
    paid("dont la restauration de la tour de Navarre ?")
    assert euros(50_000) in paid("et sa convention annuelle de 2023, combien ?").text


@pytest.mark.parametrize("asked", ["et voté ?", "et en voté ?", "et le montant voté ?"])
def test_what_was_granted_is_asked_after_what_was_paid(paid, asked):
    paid("Combien a été payé en 2023 ?")
    text = paid(asked).text
    assert f"pour {euros(395_000)}" in text
    assert "payé" not in text


def test_a_ranking_of_what_was_paid_is_asked_again_of_what_was_granted(paid):
    paid("Qui a reçu le plus en payé ?")
    assert euros(274_000) in paid("et voté ?").text.splitlines()[1]
