"""What a message makes of a list that was told: it narrows it, counts it, puts something to it, turns to its rest."""

import pytest

from tests.spaces import breakable


@pytest.mark.parametrize(
    "only", ["que celles du 93", "juste celles du 93", "que dans le 93", "uniquement celles du 93"]
)
@pytest.mark.parametrize("asked", ["Quelles villes ont gagné ?", "Qui sont les communes lauréates ?"])
def test_towns_alone_are_left_of_towns(talk, asked, only):
    told = breakable(talk(asked, only).text)
    assert told.startswith("2 communes lauréates en Seine-Saint-Denis, pour 4 projets")


def test_what_comes_back_in_is_not_kept_out_too(talk):
    told = breakable(talk("Hors du 94, quelles sont les communes lauréates ?", "et celles du 94").text)
    assert told.startswith("6 communes lauréates dans le Val-de-Marne")


def test_the_others_are_those_of_what_was_narrowed(talk):
    told = talk("Liste des villes avec deux projets", "que celles du 94", "et les autres").text
    assert "Montreuil" in told
    assert "Créteil" not in told


@pytest.mark.parametrize(
    ("messages", "begins"),
    [
        (["Combien de communes du 94 ?", "ça fait combien de projets ?"], "8 projets, 2 à Alfortville"),
        (["Quelles villes du 94 ont gagné ?", "soit combien de projets ?"], "8 projets, 2 à Alfortville"),
        (["Quelles villes n’ont rien eu dans le 93 ?", "ça fait combien de villes ?"], "38 communes sans aucun projet"),
        (["Villes avec deux projets", "ça fait combien de villes ?"], "4 communes avec 2 projets"),
        (["Qui a gagné dans le 94 ?", "ça fait combien de projets ?"], "9 projets dans le Val-de-Marne"),
        (["Combien de projets dans le 94 ?", "ça fait combien de communes ?"], "6 communes sur 47"),
    ],
)
def test_what_those_told_amount_to_is_counted_of_them(talk, messages, begins):
    assert breakable(talk(*messages).text).startswith(begins)


@pytest.mark.parametrize(
    ("messages", "begins"),
    [
        (["Combien de villes ont deux projets ?", "et un seul projet ?"], "12 communes avec 1 projet"),
        (["Quelles villes ont deux projets ?", "et trois projets ?"], "Aucune commune n’a 3 projets"),
        (["Qui a deux projets ?", "un seul projet ?"], "15 lauréats avec 1 projet"),
        (["Combien de communes ont deux projets ?", "plus de deux projets ?"], "Aucune commune n’a plus de 2 projets"),
    ],
)
def test_another_number_of_projects_is_asked_of_the_same_places(talk, messages, begins):
    assert breakable(talk(*messages).text).startswith(begins)


@pytest.mark.parametrize(
    ("messages", "begins"),
    [
        (["Combien de projets à Montreuil et Rosny ?", "avec Vincennes ?"], "6 projets"),
        (["Combien de projets dans le 93 ?", "avec le 94 ça fait combien ?"], "14 projets"),
        (["Combien de projets à Montreuil et Rosny ?", "avec Vincennes ?", "et sans Montreuil ?"], "4 projets"),
        (["Tous les projets sauf ceux des EPT", "combien ça fait ?", "et avec les EPT ?"], "23 projets"),
        (["Tous les projets sauf ceux des EPT", "combien ça fait ?", "et dans le 93 ?"], "4 projets"),
    ],
)
def test_what_is_put_to_what_was_told_is_counted_with_it(talk, messages, begins):
    assert breakable(talk(*messages).text).startswith(begins)


@pytest.mark.parametrize(
    ("messages", "begins"),
    [
        (["Qui a le plus de projets, Vincennes ou Créteil ?", "lesquels ?"], "3 projets à Vincennes et à Créteil"),
        (["Qui a le plus de projets, Vincennes ou Créteil ?", "cite-les"], "3 projets à Vincennes et à Créteil"),
        (["Qui a le plus de projets, Vincennes ou Créteil ?", "lequel ?"], "Vincennes en a le plus"),
        (["Qui a le plus de projets, Créteil ou Vincennes ?", "et l’autre ville ?"], "Créteil est lauréate"),
        (["Qui a le plus de projets, Créteil ou Vincennes ?", "et l’autre ?"], "Créteil est lauréate"),
    ],
)
def test_what_two_compared_have_is_asked_after_them(talk, messages, begins):
    assert breakable(talk(*messages).text).startswith(begins)


@pytest.mark.parametrize(
    "before", ["Rueil et Saint-Mandé ont le même projet ?", "Sceaux et Antony ?", "Combien à Sceaux et Antony ?"]
)
def test_a_project_of_others_turns_from_two_towns(talk, before):
    told = talk(before, "et le lavoir, c’est qui ?").text
    assert "Grand Orly Seine Bièvre" in told
    assert "Antony" not in told
    assert "Rueil" not in told


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Puteaux et Suresnes ont un projet ?", "donc aucune n’est lauréate ?"], "Puteaux et Suresnes."),
        (["Neuilly ?", "toutes", "ok donc aucune n’a de projet ?"], "3 communes : Neuilly-sur-Seine"),
        (["Qui préside le comité ?", "aucune commune n’a de projet ?"], "115 communes"),
    ],
)
def test_none_of_those_told_is_said_of_them(talk, messages, told):
    assert told in breakable(talk(*messages).text)


@pytest.mark.parametrize(
    ("messages", "begins"),
    [
        (
            ["Combien de projets dans le 93 ?", "autant que dans le 94 ?"],
            "Le Val-de-Marne en a le plus, avec 9 projets",
        ),
        (["Combien de projets à Vincennes ?", "autant qu’à Montreuil ?"], "Égalité"),
    ],
)
def test_what_was_told_is_compared_with_one_more(talk, messages, begins):
    assert breakable(talk(*messages).text).startswith(begins)


@pytest.mark.parametrize("those", ["celles qui ont deux projets", "ceux qui en ont deux", "celles avec deux projets"])
@pytest.mark.parametrize("asked", ["Les communes lauréates du 94 ?", "Les lauréats de Paris Est Marne & Bois ?"])
def test_those_that_have_so_many_are_of_those_told(talk, asked, those):
    told = talk(asked, those).text
    assert "Vincennes" in told
    assert "Montreuil" not in told


def test_those_are_no_part_of_one_town(talk):
    assert "Montreuil" in talk("Vincennes a eu quoi ?", "celles qui ont deux projets").text


def test_what_narrowed_a_list_is_asked_of_all(talk):
    told = talk("Les communes lauréates du 94 ?", "celles qui ont deux projets", "et dans tout le Grand Paris ?").text
    assert breakable(told).startswith("4 lauréats avec 2 projets")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Combien de communes lauréates ?", "23 projets ont été subventionnés"),
        ("Les lauréats du 93 ?", "5 projets en Seine-Saint-Denis"),
        ("Vincennes ?", "2 projets à Vincennes"),
    ],
)
def test_how_many_projects_for_those_told_are_counted(talk, asked, told):
    assert breakable(talk(asked, "et pour combien de projets ?").text).startswith(told)
