"""What a question about grants leaves out: « sans le rugby », « hors Vienne », « et le reste ? »."""

import pytest

from tests.grants.talk import Talk, euros

GRANTS = """nomBeneficiaire;objet;montant;exercice;thematique;type;commune
CS Pern Rugby;Saison du club;900;2022;Sport;Association;Pern
CS Pern Rugby;Saison du club;800;2021;Sport;Association;Pern
Pern Handball;Saison du club;70;2022;Sport;Association;Pern
Aviron de Lauzès;Avirons;50;2022;Sport;Association;Lauzès
Jazz à Pern;Festival;400;2022;Culture;Association;Pern
Jazz à Pern;Festival;300;2021;Culture;Association;Pern
Théâtre de Lauzès;Abonnés;30;2022;Culture;Association;Lauzès
Théâtre de Lauzès;Abonnés;20;2021;Culture;Association;Lauzès
Pern Évasion;Accueil de l'office de tourisme;5000;2022;Tourisme;Entreprise;Pern
Commune de Pern;Voirie;600;2022;Voirie;Commune;Pern
"""


@pytest.fixture
def talk(talk_about) -> Talk:
    return talk_about(GRANTS)


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("Sport à Pern sans le rugby", 7_000),
        ("Combien pour le sport sauf le rugby ?", 12_000),
        ("Combien pour la culture hors le jazz ?", 5_000),
        ("Combien sans le rugby pour le sport ?", 12_000),
        ("Total 2022 moins le tourisme", 205_000),
        ("En enlevant Jazz à Pern, le total de la culture en 2022", 3_000),
        ("La culture sans Jazz à Pern en 2022", 3_000),
        ("Le total en 2022 hors Pern", 8_000),
    ],
)
def test_what_is_left_out_is_not_counted(talk, asked, cents):
    reply = talk(asked)
    assert euros(cents) in reply.text
    assert "Je n’ai pas compté" in reply.text


@pytest.mark.parametrize(
    ("first", "then", "best"),
    [
        ("Qui touche le plus ?", "sans l'office de tourisme", "1. CS Pern Rugby"),
        ("Qui touche le plus ?", "sauf Pern Évasion", "1. CS Pern Rugby"),
        ("Le top 3 des associations", "sans le CS Pern Rugby", "1. Jazz à Pern"),
        ("Le top 3 du sport à Pern", "et hors Pern", "Aviron de Lauzès, avec"),
        ("Le plus gros hors Lauzès en 2021", "sans Jazz à Pern", "CS Pern Rugby, avec"),
        ("Le rugby a eu combien en 2022 ?", "et les autres clubs de sport", "1. Pern Handball"),
    ],
)
def test_who_is_left_out_of_a_ranking_leaves_the_rest_of_it(talk, first, then, best):
    talk(first)
    reply = talk(then)
    assert best in reply.text
    assert "Je n’ai pas compté" in reply.text


def test_the_rest_is_asked_of_the_same_year(talk):
    talk("Combien pour Jazz à Pern en 2022 ?")
    assert euros(3_000) in talk("Et le reste de la culture ?").text


def test_more_is_left_out_as_well(talk):
    talk("Combien sans compter le sport ?")
    assert euros(135_000) in talk("et les entreprises non plus").text


def test_words_that_leave_nothing_out(talk_about):
    shelter = "nomBeneficiaire;objet;montant\nLe Toit;Accueil des personnes sans abri;7\nLe Pré;Jeux des personnes;9\n"
    assert euros(700) in talk_about(shelter)("Combien pour l’accueil des personnes sans abri ?").text


@pytest.mark.parametrize(
    "asked",
    [
        "Quelle est la plus grosse subvention hors Pern Évasion ?",
        "Le montant moyen sans Pern Évasion",
        "Les subventions année par année sans Pern Évasion",
        "Les montants par thématique sans Pern Évasion",
    ],
)
def test_what_is_left_out_is_said_whatever_is_asked_of_the_rest(talk, asked):
    reply = talk(asked)
    assert reply.outcome == "answered"
    assert "Je n’ai pas compté Pern Évasion." in reply.text


def test_what_is_left_out_is_said_of_what_is_asked_next(talk):
    talk("Le sport sans le rugby en 2022")
    assert "Je n’ai pas compté rugby." in talk("année par année").text


YEARS = """nomBeneficiaire;objet;montant;exercice;secteur
Judo Club;Tatami;100;2021;Sport
Judo Club;Tatami;200;2023;Sport
Chorale;Concert;30;2022;Culture
Fanfare;Concert;40;2021;Culture
Fanfare;Concert;50;2022;Culture
Fanfare;Concert;60;2023;Culture
"""


@pytest.mark.parametrize(
    ("asked", "named", "others"),
    [
        ("Quelles associations n'étaient pas aidées en 2022 ?", ("Judo Club",), ("Fanfare", "Chorale")),
        ("Qui n'a rien reçu en 2023 ?", ("Chorale",), ("Fanfare", "Judo")),
        ("Combien n'ont pas eu de subvention en 2021 ?", ("Chorale",), ("Fanfare", "Judo")),
    ],
)
def test_who_had_nothing_in_a_year_is_told_of_those_of_the_others(talk_about, asked, named, others):
    text = talk_about(YEARS)(asked).text
    assert all(name in text for name in named)
    assert not any(name in text for name in others)


def test_who_never_had_anything_is_not_known(talk_about):
    assert talk_about(YEARS)("Quelles associations n'ont pas eu d'aide ?").outcome == "unknown"


@pytest.mark.parametrize(
    ("before", "asked", "told", "cents"),
    [
        ("Combien de subventions en 2022 ?", "et sans la plus grosse ?", "6 subventions en 2022", 205_000),
        ("Combien pour le sport ?", "hors les deux plus gros", "1 subvention (Sport)", 5_000),
        ("Qui a eu le plus ?", "et sans les 2 premiers ?", "Sans les 2 plus aidés", 147_000),
        ("Combien en 2021 ?", "sans le plus petit", "2 subventions en 2021", 110_000),
    ],
)
def test_what_comes_first_may_be_left_out(talk, before, asked, told, cents):
    talk(before)
    text = talk(asked).text
    assert told in text
    assert f"pour {euros(cents)} en tout" in text
