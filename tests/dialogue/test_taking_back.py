"""What a message takes back of the last question: a name that it lets go, or what was kept out."""

import pytest

from tests.spaces import breakable


@pytest.mark.parametrize(
    ("messages", "begins"),
    [
        (["Quels projets dans le 94 ?", "sans les EPT", "avec"], "9 projets dans le Val-de-Marne"),
        (["Quels projets dans le 94 ?", "sans les EPT", "remets les EPT"], "9 projets dans le Val-de-Marne"),
        (["Quels projets dans le 92 ?", "pas Sceaux", "ni Antony", "remets Sceaux"], "7 projets dans les Hauts"),
        (["Quels projets dans le 92 ?", "pas Sceaux", "ni Antony", "et avec ?"], "8 projets dans les Hauts"),
        (["Tous les projets", "sans Vincennes", "avec Vincennes"], "Les 23 projets"),
        (["Les lauréats du 94", "sans Sucy", "remets Sucy"], "9 projets dans le Val-de-Marne"),
        (["Qui a gagné dans le 93 ?", "sans Montreuil ?", "et avec Montreuil ?"], "5 projets en Seine-Saint-Denis"),
        (["Les lauréats du 94 sans Vincennes", "et avec Vincennes, ça fait combien ?"], "9 projets dans le Val-de-M"),
    ],
)
def test_what_was_kept_out_is_put_back(talk, messages, begins):
    assert breakable(talk(*messages).text).startswith(begins)


@pytest.mark.parametrize(
    ("messages", "begins"),
    [
        (["Quels projets dans le 92 ?", "sur la relation usager", "oublie le 92"], "5 projets"),
        (["Quels projets dans le 92 ?", "oublie Sceaux"], "7 projets dans les Hauts-de-Seine"),
        (["Oublie Montreuil, parle-moi de Sceaux"], "Sceaux est lauréate"),
        (["Quels projets dans le 92 ?", "oublie le 92"], "C’est oublié"),
        (["Oubliée, Montreuil ?"], "Au contraire : Montreuil a 2 projets"),
    ],
)
def test_what_is_let_go_is_asked_about_no_more(talk, messages, begins):
    assert breakable(talk(*messages).text).startswith(begins)


@pytest.mark.parametrize(
    ("messages", "begins"),
    [
        (["Qui préside la Métropole ?", "parle-moi de Sceaux"], "Sceaux est lauréate"),
        (["Quels projets dans le 94 ?", "Qui préside la Métropole ?", "revenons au 94"], "9 projets dans le Val"),
        (["Quel montant pour Vincennes ?", "on peut revenir à Nanterre ?"], "Nanterre est lauréate"),
        (["Quels projets dans le 94 ?", "parlons de formation"], "2 projets dans le Val-de-Marne"),
        (["Quels projets à Rueil ?", "Bagneux", "bon laisse, reviens à Rueil"], "Rueil-Malmaison est lauréate"),
        (["Quels projets à Rueil ?", "Bagneux", "reviens à Rueil"], "Rueil-Malmaison est lauréate"),
        (["Quels projets dans le 94 ?", "les trois premiers", "retour au 93"], "5 projets en Seine-Saint-Denis"),
    ],
)
def test_what_is_turned_to_is_not_asked_the_last_question(talk, messages, begins):
    assert breakable(talk(*messages).text).startswith(begins)


def test_what_somebody_said_is_asked_of_them_alone(talk):
    assert "biens communs" in talk("Projets de Nanterre", "Qui préside la Métropole ?", "il a dit quoi ?").text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (
            ("Quelles villes du 94 ont gagné ?", "Celles avec deux projets ?"),
            "6 communes lauréates dans le Val-de-Marne",
        ),
        (("Combien de projets en Seine-Saint-Denis ?", "Et sans les territoires ?"), "5 projets en Seine-Saint-Denis"),
        (("Quels projets dans le 92 ?", "Sur le stationnement ?"), "8 projets dans les Hauts-de-Seine"),
        (("Combien de communes lauréates dans le 92 ?", "Et dans le 93 ?"), "16 communes"),
    ],
)
def test_what_narrowed_a_question_is_lifted(talk, turns, told):
    for asked in ("Et sans ce filtre ?", "Enlève ce filtre", "sans cette restriction"):
        assert breakable(talk(*turns, asked).text).startswith(told)


def test_a_place_that_was_added_is_taken_off(talk):
    text = talk("Quels projets sur la formation ?", "Seulement dans le 94", "Enlève le 94").text
    assert "Bry-sur-Marne" in text
    assert "Sceaux" not in talk("Quels projets dans le 92 ?", "Enlève Sceaux").text.split("Je n’ai pas compté")[0]
