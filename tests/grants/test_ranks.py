"""Who is first, second or last, which single grant is the greatest, and at which place somebody stands."""

import pytest

from tests.grants.talk import Talk, euros

GRANTS = """nomBeneficiaire;objet;montant;exercice;secteur
Judo Pernois;Saison;900;2022;Sport
Judo Pernois;Tatamis;800;2022;Sport
Chorale de Lauzès;Concert;1200;2022;Culture
Harmonie de Pern;Instruments;500;2022;Culture
Escrime Pernoise;Saison;100;2022;Sport
Judo Pernois;Saison;50;2023;Sport
Vélo Lauzès;Course;60;2023;Sport
Harmonie de Pern;Bal;3000;2023;Culture
"""
FIRST, SECOND, THIRD = "Judo Pernois", "Chorale de Lauzès", "Harmonie de Pern"
"""Those who got most in 2022."""


@pytest.fixture
def talk(talk_about) -> Talk:
    return talk_about(GRANTS)


@pytest.mark.parametrize(
    "asked",
    [
        "Quel est le maximum accordé en 2022 ?",
        "La subvention record de 2022 ?",
        "montant max 2022",
        "Quelle attribution individuelle est la plus élevée en 2022 ?",
        "Laquelle est la plus grosse parmi les subventions de 2022 ?",
        "Jusqu’à combien est-on monté pour une subvention en 2022 ?",
        "Quelle association a reçu la plus grosse subvention en 2022 ?",
        "Le montant et le bénéficiaire de la subvention la plus élevée de 2022",
    ],
)
def test_the_greatest_grant_is_no_sum_of_several(talk, asked):
    assert f"{euros(120_000)} à {SECOND}" in talk(asked).text.splitlines()[0]


@pytest.mark.parametrize(
    "asked", ["Quel est le montant minimum accordé en 2022 ?", "La moins grosse aide de 2022 ?", "montant min 2022"]
)
def test_the_smallest_grant_is_asked_for_in_many_words(talk, asked):
    assert f"{euros(10_000)} à Escrime Pernoise" in talk(asked).text.splitlines()[0]


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ("Quel organisme a le plus gros total en 2022 ?", FIRST),
        ("Qui totalise la plus grosse somme en 2022 ?", FIRST),
        ("Le mieux soutenu en 2022 ?", FIRST),
    ],
)
def test_the_greatest_sum_is_that_of_several(talk, asked, who):
    assert who in talk(asked).text.splitlines()[1]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Quel est le deuxième bénéficiaire de 2022 ?", f"2. {SECOND}"),
        ("Qui arrive en deuxième en 2022 ?", f"2. {SECOND}"),
        ("médaille d’argent 2022", f"2. {SECOND}"),
        ("Qui suit le leader des aides en 2022 ?", f"2. {SECOND}"),
        ("Qui vient juste après le premier en 2022 ?", f"2. {SECOND}"),
        ("numéro 2 subventions 2022", f"2. {SECOND}"),
        ("Le troisième plus aidé de 2022", f"3. {THIRD}"),
        ("La deuxième plus grosse subvention de 2022", f"2. {euros(90_000)} à {FIRST}"),
    ],
)
def test_one_is_asked_for_by_its_rank(talk, asked, said):
    assert talk(asked).text.startswith(said)


@pytest.mark.parametrize(
    "asked",
    [
        "rang {} 2022",
        "classement {} 2022",
        "{} arrive en quelle position en 2022 ?",
        "Où se situe {} parmi les bénéficiaires de 2022 ?",
        "{} se classe où en 2022 ?",
        "{} est-il dans le top 10 en 2022 ?",
        "En 2022, {} arrive combien ?",
    ],
)
def test_at_which_place_one_stands_is_no_sum(talk, asked):
    assert talk(asked.format(THIRD)).text.startswith(f"{THIRD}\xa0: 3e place sur 4")


@pytest.mark.parametrize("asked", ["Qui arrive en tête ?", "le plus aidé ?", "Et le premier, c’est qui ?"])
def test_the_first_of_all_is_asked_for_after_one_body(talk, asked):
    talk(f"Combien a reçu {THIRD} en 2022 ?")
    assert FIRST in talk(asked).text.splitlines()[1]


@pytest.mark.parametrize("asked", ["Et sur toutes les années ?", "Quel est leur total cumulé ?"])
def test_all_the_years_of_a_body_are_its_own(talk, asked):
    talk(f"Combien a reçu {THIRD} en 2022 ?")
    assert euros(350_000) in talk(asked).text


@pytest.mark.parametrize(
    "asked",
    [
        "Qui a disparu de la liste entre 2022 et 2023 ?",
        "Quels organismes de 2022 n’apparaissent plus en 2023 ?",
        "bénéficiaires présents en 2022 et absents en 2023",
        "Qui était aidé en 2022 et ne l’était plus en 2023 ?",
        "À qui a-t-on coupé les vivres entre 2022 et 2023 ?",
    ],
)
def test_those_who_are_gone_are_asked_for_in_many_words(talk, asked):
    text = talk(asked).text
    assert text.startswith("2 bénéficiaires")
    assert SECOND in text


@pytest.mark.parametrize(
    "asked",
    [
        "2023 : qui est nouveau depuis 2022 ?",
        "Qui a rejoint la liste en 2023, si on compare à 2022 ?",
        "Quels organismes apparaissent en 2023 sans être dans la liste 2022 ?",
        "nouvelles assos 2023 absentes en 2022",
        "Quels bénéficiaires 2023 n’étaient pas soutenus en 2022 ?",
    ],
)
def test_those_who_are_new_are_asked_for_in_many_words(talk, asked):
    text = talk(asked).text
    assert text.startswith("1 bénéficiaire")
    assert "Vélo Lauzès" in text


@pytest.mark.parametrize("asked", ["Une seule ou plusieurs ?", "Et en nombre ?", "Il y en a eu plusieurs ?"])
def test_how_many_grants_one_got_is_told_with_its_sum(talk, asked):
    talk(f"Combien a reçu {FIRST} en 2022 ?")
    assert talk(asked).text.startswith(f"{FIRST}\xa0: 2 subventions en 2022")


def test_a_year_beside_a_word_of_the_subject_is_not_what_a_grant_is_for(talk_about):
    talk = talk_about(GRANTS + "Club Zig;Solde de la subvention 2022;7;2023;Sport\n")
    assert talk(f"{THIRD} est combientième pour les subventions 2022 ?").text.startswith(f"{THIRD}\xa0: 3e place")


def test_among_those_helped_is_a_place_only_where_a_place_is_asked(talk) -> None:
    assert "2e place" in talk("Où se situe Judo Pernois parmi les bénéficiaires ?").text
    assert "place" not in talk("Judo Pernois figure-t-il parmi les organismes soutenus ?").text
    assert "Judo Pernois" in talk("Qui figure parmi les bénéficiaires ?").text


@pytest.mark.parametrize(
    "asked",
    [
        "Est-ce que le Rotary figure parmi les organismes soutenus ?",
        "Le Rotary de Pern figure-t-il dans les bénéficiaires ?",
    ],
)
def test_nobody_is_among_those_helped_who_is_not_found(talk, asked: str) -> None:
    assert talk(asked).outcome == "unknown"


def test_the_first_is_said_again_as_number_one(talk) -> None:
    assert FIRST in talk("qui a eu le plus gros total d'aides en 2022, le n°1 des benefisiaires").text


def test_what_a_grant_is_for_is_asked_after_an_evolution(talk) -> None:
    talk("Comment a évolué la subvention de Judo Pernois ?")
    assert "Tatamis" in talk("Et pour quoi faire en 2022 ?").text


def test_a_share_in_number_is_told(talk) -> None:
    assert "60\u202f% du nombre" in talk("Quel pourcentage des subventions de 2022, en nombre, relève du sport ?").text


def test_two_themes_are_compared(talk) -> None:
    talk("Total des aides au sport en 2022 ?")
    talk("Et pour la culture ?")
    assert "contre" in talk("Lequel des deux thèmes pèse le plus lourd ?").text


@pytest.mark.parametrize("asked", ["top 3 d’associations", "top 3 d tt les tps bénéficiaires"])
def test_as_many_come_first_as_a_top_says(talk, asked):
    assert f"1. {FIRST}" in talk(asked).text or f"1. {THIRD}" in talk(asked).text
