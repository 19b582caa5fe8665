"""A file of what was paid that tells a year, a body, its town and an amount: no purpose, no day."""

from collections.abc import Callable

import pytest

from tests.grants.talk import Talk, euros

PAID = """Année;Raison Sociale;Commune;Mandaté
2023;MISSION LOCALE LOUVIERS VAL DE REUIL;LOUVIERS;61500
2024;MISSION LOCALE LOUVIERS VAL DE REUIL;LOUVIERS;70500
2024;MISSION LOCALE OUEST EURE;PONT AUDEMER;48200
2024;MISSION LOCALE EVREUX EURE SUD;EVREUX;85500
2024;LE TANGRAM SCENE NATIONALE;EVREUX;326000
2024;COMITE DPTAL RANDONNEE PEDESTRE;EVREUX;17000
2024;OGEC ST JEAN-BAPTISTE;VERNEUIL D AVRE ET D ITON;14608
2023;MJC DE VERNON ESPACE SIGNORET;VERNON;15800
2024;MJC DE VERNON ESPACE SIGNORET;VERNON;15700
2023;MJC DE BERNAY;BERNAY;13200
2024;MJC DE BERNAY;BERNAY;11900
2023;JUDO CLUB DE BERNAY;BERNAY;950
2024;TENNIS CLUB VERNON;VERNON;1350
2024;FOOTBALL CLUB VERNON;VERNON;1850
"""


@pytest.fixture
def paid(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(PAID)


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("Mission locale d'Évreux, 2024 ?", 8_550_000),
        ("Combien pour la mission locale de Louviers en 2024 ?", 7_050_000),
        ("la mission locale de Pont-Audemer ?", 4_820_000),
        ("Le Tangram en 2024", 32_600_000),
        ("Comité départemental de randonnée pédestre", 1_700_000),
        ("Combien a eu l'OGEC Saint-Jean-Baptiste de Verneuil ?", 1_460_800),
        ("Total mandaté à Bernay en 2024 ?", 1_190_000),
    ],
)
def test_a_body_is_called_by_what_its_name_begins_with_and_its_town(paid, asked, cents):
    reply = paid(asked)
    assert reply.outcome == "answered"
    assert euros(cents) in reply.text


def test_what_is_of_a_town_and_not_understood_is_not_left_aside(paid):
    reply = paid("la mission d'Évreux en 2024 ?")
    assert reply.outcome == "clarify"
    assert "mission" in reply.text


@pytest.mark.parametrize("asked", ["La mission locale de Louviers a plus que celle de Pont-Audemer en 2024 ?"])
def test_two_called_alike_are_compared_whose_names_hold_no_town(paid, asked):
    text = paid(asked).text
    assert text.startswith("MISSION LOCALE LOUVIERS")
    assert f"contre {euros(4_820_000)} pour MISSION LOCALE OUEST EURE" in text


def test_another_called_alike_is_asked_of_in_the_same_year(paid):
    paid("La MJC de Vernon en 2023 ?")
    assert euros(1_320_000) in paid("et celle de Bernay la même année ?").text


@pytest.mark.parametrize(
    "asked",
    [
        "À quoi a servi l'argent de la MJC de Vernon en 2024 ?",
        "C'était pour quoi, la subvention de la MJC de Vernon ?",
        "Quel jour de 2024 la MJC de Vernon a-t-elle été payée ?",
        "À quelle date la MJC de Vernon a-t-elle été payée ?",
        "Pourquoi la subvention de la MJC de Bernay baisse ?",
        "Quels projets de la MJC de Vernon ont été aidés ?",
    ],
)
def test_what_no_line_says_is_not_known_though_the_amounts_are_told(paid, asked):
    reply = paid(asked)
    assert reply.outcome == "unknown"
    assert euros(1_570_000) in reply.text or euros(1_190_000) in reply.text


@pytest.mark.parametrize(
    "asked",
    [
        "Combien a eu la MJC de Vernon et pour quoi faire ?",
        "La MJC de Vernon a été payée en quelle année ?",
        "Combien de fois la MJC de Vernon apparaît-elle dans la liste ?",
        "Élu départemental, je souhaite les cinq montants les plus élevés de 2024.",
    ],
)
def test_what_is_told_of_it_is_answered(paid, asked):
    assert paid(asked).outcome == "answered"


def test_themes_compared_after_a_body_are_of_all(paid):
    paid("Le tennis club de Vernon ?")
    text = paid("Compare le foot et le tennis").text
    assert f"football : {euros(185_000)}" in text.replace("\u00a0:", " :")


@pytest.mark.parametrize("asked", ["elle a eu plus en 2024 qu'en 2023 ?"])
def test_in_which_of_two_years_a_body_got_more_is_told(paid, asked):
    paid("La MJC de Vernon ?")
    text = paid(asked).text
    assert text.startswith("2023")
    assert "L’écart est de" in text
    assert "MJC DE VERNON" in text


def test_how_many_projects_in_a_year_are_asked_of_the_body_spoken_of(paid):
    paid("La MJC de Vernon ?")
    assert paid("combien de projets en 2023 ?").text.startswith("MJC DE VERNON")
    assert "bénéficiaires" in paid("combien de bénéficiaires en 2023 ?").text


def test_what_two_have_together_is_told_of_the_year_spoken_of(paid):
    paid("La MJC de Vernon en 2024 ?")
    paid("et le tennis ?")
    assert euros(1_705_000) in paid("Le total des deux ?").text


def test_what_a_body_and_a_theme_have_together_is_told(talk_about):
    talk = talk_about("nomBeneficiaire;objet;montant\nFoyer rural;Bal;70\nUS Pern;Foot;20\nUS Pern;Judo;9\n")
    talk("Le foyer rural ?")
    talk("et le foot ?")
    assert f"Ensemble : {euros(9_000)}" in talk("Le total des deux ?").text.replace("\u00a0:", " :")


@pytest.mark.parametrize(
    "asked", ["aidé en 2023 puis plus rien en 2024", "Qui a eu de l'argent en 2023 puis rien en 2024 ?"]
)
def test_those_that_got_something_and_then_nothing_are_told(paid, asked):
    text = paid(asked).text
    assert "JUDO CLUB DE BERNAY" in text
    assert "MJC" not in text
