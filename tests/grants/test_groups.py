"""What is asked of each value of a column: to how many, who got most of each, which of all values has most."""

import pytest

from tests.grants.talk import Talk, euros

GRANTS = """nomBeneficiaire;objet;montant;exercice;thematique;quartier
Judo Pernois;Saison du club;450;2022;Sport;Gare
Rugby de Lauzès;Saison du club;1800;2022;Sport;Plaine
Rugby de Lauzès;Saison du club;2150;2023;Sport;Plaine
Jazz à Pern;Festival;1500;2022;Culture;Gare
Jazz à Pern;Festival;1200;2023;Culture;Gare
Chorale de Lauzès;Concerts;300;2022;Culture;Gare
Retraités de Pern;Sorties;1200;2023;Seniors;Plaine
Amis de Pern;Sorties;1200;2023;Seniors;Plaine
"""


@pytest.fixture
def talk(talk_about) -> Talk:
    return talk_about(GRANTS)


@pytest.mark.parametrize(
    "asked",
    [
        "Quel quartier a le plus de bénéficiaires ?",
        "Quartier avec le plus d’associations",
        "Combien d’associations par quartier ?",
    ],
)
def test_where_bodies_are_asked_for_they_are_counted(talk, asked):
    lines = talk(asked).text.splitlines()
    assert lines[1:3] == [
        f"- Gare\xa0: 3 bénéficiaires, pour {euros(345_000)} (4 subventions)",
        f"- Plaine\xa0: 3 bénéficiaires, pour {euros(635_000)} (4 subventions)",
    ]
    assert "Gare\xa0: 1 bénéficiaire" in talk("et en sport ?").text


def test_the_fewest_bodies_come_first_where_they_are_asked_for(talk):
    assert talk("Quelle thématique a le moins d’associations ?").text.splitlines()[1].startswith("- Seniors\xa0: 2 ")


@pytest.mark.parametrize(
    "asked",
    [
        "Quelle thématique a le plus de subventions en nombre ?",
        "Quelle thématique a reçu le plus grand nombre de subventions ?",
        "Classe les thématiques par nombre de subventions",
        "Quelle thématique compte le plus de dossiers ?",
    ],
)
def test_grants_are_counted_where_their_number_is_asked_for(talk, asked):
    lines = talk(asked).text.splitlines()
    assert lines[1:3] == [
        f"- Sport\xa0: 3 subventions, pour {euros(440_000)}",
        f"- Culture\xa0: 3 subventions, pour {euros(300_000)}",
    ]
    assert (
        talk("Et celle qui a le plus petit nombre de subventions ?")
        .text.splitlines()[1]
        .startswith("- Seniors\xa0: 2 ")
    )


def test_who_got_most_grants_comes_first(talk):
    lines = talk("Qui a reçu le plus grand nombre de subventions ?").text.splitlines()
    assert lines[1] == f"- Rugby de Lauzès\xa0: 2 subventions, {euros(395_000)}"
    assert "Le plus de subventions\xa0: 2022, 2023 (4)" in talk("Quelle année compte le plus de dossiers ?").text


def test_money_is_told_where_it_is_asked_for(talk):
    assert talk("Dans quel quartier les associations ont reçu le plus ?").text.splitlines()[1].startswith("- Plaine")


def test_who_got_most_of_each_is_told(talk):
    text = talk("Qui a le plus dans chaque thématique ?").text
    assert f"- Sport\xa0: Rugby de Lauzès, avec {euros(395_000)}" in text
    assert f"- Culture\xa0: Jazz à Pern, avec {euros(270_000)}" in text
    assert f"- Seniors\xa0: Amis de Pern et Retraités de Pern, avec {euros(120_000)} chacun" in text
    assert f"- Culture\xa0: Jazz à Pern, avec {euros(150_000)}" in talk("et en 2022 ?").text


def test_which_value_has_most_is_asked_of_all_values(talk):
    talk("Combien pour la culture ?")
    talk("C’est plus que les seniors ?")
    assert talk("Quelle thématique a le plus reçu ?").text.splitlines()[1].startswith("- Sport")
    assert talk("et le moins ?").text.splitlines()[1].startswith("- Seniors")


MANY = "nomBeneficiaire;montant;exercice;quartier\n" + "".join(
    f"Club {letter}{other};{100 + rank};2022;Quai {letter}\n"
    for rank, letter in enumerate("bcdfghjklmnpqr")
    for other in "aeiou"
)


def test_the_last_of_a_list_that_is_told_in_part_is_none_of_those_told(talk_about):
    talk = talk_about(MANY)
    assert "… et 2 autres" in talk("Par quartier").text
    assert talk("et le dernier ?").outcome == "clarify"


def test_the_last_of_as_many_as_were_asked_for_is_theirs(talk_about):
    talk = talk_about(MANY)
    talk("Les 3 premiers quartiers")
    assert "(Quai p)" in talk("et le dernier ?").text


@pytest.mark.parametrize(
    ("asked", "best", "cents"),
    [
        ("Quels bénéficiaires dans le quartier Gare ?", "Jazz à Pern", 270_000),
        ("quelles associations de la culture ?", "Jazz à Pern", 270_000),
        ("combien chaque association a-t-elle reçu ?", "Rugby de Lauzès", 395_000),
        ("nombre de subventions par bénéficiaire", "Rugby de Lauzès", 395_000),
        ("les montants par club", "Rugby de Lauzès", 395_000),
    ],
)
def test_bodies_that_are_asked_for_are_named(talk, asked, best, cents):
    assert f"1. {best}\xa0: {euros(cents)} (2 subventions)" in talk(asked).text


def test_a_share_of_the_number_is_of_what_is_money(talk_about):
    in_kind = "nature;" + "\n".join(
        f"aide en {'nature' if 'Chorale' in line else 'numéraire'};{line}" for line in GRANTS.splitlines()[1:]
    )
    talk = talk_about(f"nature;{GRANTS.splitlines()[0]}\n{in_kind.removeprefix('nature;')}\n")
    # Two of seven are of culture, and a third one in kind.
    assert (
        "29\u202f% du nombre de subventions (2 sur 7, sans les aides en nature)"
        in talk("quelle part pour la culture ?").text
    )


@pytest.mark.parametrize(
    ("asked", "first"),
    [("lequel a eu le plus ?", "Plaine"), ("lequel a reçu le moins ?", "Gare"), ("lequel a le plus ?", "Plaine")],
)
def test_which_of_those_told_is_asked_of_them(talk, asked, first):
    talk("par quartier")
    assert talk(asked).text.splitlines()[1].startswith(f"- {first}\xa0: ")


EDUCATION = GRANTS.replace("thematique", "secteur").replace("Seniors", "Éducation")


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("Dans le secteur de l’éducation, qui décroche la plus grosse enveloppe ?", "Amis de Pern"),
        ("Dans le secteur culturel, qui a eu le plus ?", "Jazz à Pern"),
    ],
)
def test_who_got_most_in_a_sector_is_named(talk_about, asked, first):
    assert f"1. {first}\xa0: " in talk_about(EDUCATION)(asked).text


@pytest.mark.parametrize(
    "asked", ["Après le sport, quelle thématique a le plus ?", "Quelle thématique reçoit le plus, après le sport ?"]
)
def test_what_comes_after_a_value_is_told_without_those_before(talk, asked):
    lines = talk(asked).text.splitlines()
    assert f"après Sport ({euros(440_000)})" in lines[0]
    assert [line.partition("\xa0:")[0] for line in lines[1:3]] == ["- Culture", "- Seniors"]


def test_what_comes_after_the_second_leaves_out_the_first(talk):
    lines = talk("Quelle thématique a le plus, après la culture ?").text.splitlines()
    assert lines[1].startswith(f"- Seniors\xa0: {euros(240_000)}")


def test_which_club_of_a_sector_got_most_is_asked_of_the_sector(talk):
    text = talk("Quel club de sport a reçu le plus ?").text
    assert f"1. Rugby de Lauzès\xa0: {euros(395_000)}" in text
    assert "Jazz" not in text


@pytest.mark.parametrize(
    "asked", ["La plus grosse subvention par thématique", "la plus grosse aide de chaque thématique ?"]
)
def test_the_greatest_grant_of_each_value_is_one_grant(talk_about, asked):
    file = (
        "nomBeneficiaire;objet;montant;exercice;thematique\n"
        "Judo;Saison;100;2023;Sport\nJudo;Stage;90;2023;Sport\nTennis;Salle;150;2023;Sport\n"
        "Chorale;Concert;40;2022;Culture\nChorale;Concert;30;2023;Culture\n"
    )
    said = talk_about(file)(asked).text
    assert f"Tennis, avec {euros(15_000)}" in said
    assert f"Chorale, avec {euros(4_000)}" in said
    assert f"Judo, avec {euros(19_000)}" in talk_about(file)("Qui a le plus dans chaque thématique ?").text


@pytest.mark.parametrize(
    "asked", ["Le 2e c’est qui dedans ?", "Qui est dans le deuxième ?", "Le deuxième, qui y est ?"]
)
def test_who_is_in_one_of_those_ranked_is_told_by_name(talk, asked):
    talk("Quelles sont les 3 plus grosses thématiques ?")
    assert "1. Jazz à Pern" in talk(asked).text
