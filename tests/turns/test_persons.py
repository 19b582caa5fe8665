"""People whom nobody known is."""

import pytest

from tests.spaces import breakable


@pytest.mark.parametrize(
    "message",
    [
        "André Santini était au comité ?",
        "Michel Dupont était au comité ?",
        "qui est andre santini",
        "MICHEL DUPONT ETAIT AU COMITE",
        "Qui est Jean-Marc Villemain ?",
        "Quelle est la fonction de Sylvie Garnier ?",
    ],
)
def test_the_name_of_somebody_unknown_is_no_misspelt_town(talk, message):
    reply = talk(message)

    assert (reply.outcome, "ne nomme pas cette personne" in breakable(reply.text)) == ("unknown", True)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Jean Dupont préside la métropole ?", "Non : Patrick Ollier"),
        ("Patrik Olier était au comité ?", "Patrick Ollier est Président"),
        ("Qui est Eric Legal ?", "Éric Legale est Directeur"),
        ("Nathalie Fanfan était là ?", "Nathalie Fanfant est Conseillère"),
        ("Saint Maurice a un projet ?", "Saint-Maurice ne figure pas"),
        ("Villeneuve La Garenne a eu un projet ?", "Villeneuve-la-Garenne ne figure pas"),
        ("QUI ETAIT AU COMITE DE NOVEMBRE", "Le comité d’examen du 21 novembre 2018 réunissait"),
        ("Je suis Jean Dupont, de Sceaux", "Que voulez-vous savoir"),
    ],
)
def test_known_people_and_towns_are_none_of_them(talk, message, told):
    assert told in breakable(talk(message).text)


@pytest.mark.parametrize("message", ["qui a tué Kennedy", "qui a gagné PSG OM", "qui a battu Jean Dupont"])
def test_what_somebody_did_is_no_part_of_a_name(talk, message):
    assert talk(message).outcome == "out_of_scope"


@pytest.mark.parametrize(
    "messages",
    [
        ["qui est Patrick Ollier", "il a dit quoi", "Roger Karoutchi ?"],
        ["qui était au comité ?", "et Karoutchi ?"],
        ["que dit Courtois ?", "et monsieur Dubreuil ?"],
    ],
)
def test_a_name_alone_is_of_somebody_where_people_were_asked_about(talk, messages):
    reply = talk(*messages)

    assert (reply.outcome, "ne nomme pas cette personne" in breakable(reply.text)) == ("unknown", True)


def test_who_presided_is_told_where_somebody_else_is_named(talk):
    assert breakable(talk("qui présidait ?", "Jean Dupont ?").text).startswith("Non : Patrick Ollier")


@pytest.mark.parametrize(
    "messages",
    [
        ["qui a le chatbot ?", "et Karoutchi ?"],
        ["quels projets à Montreuil ?", "et Karoutchi ?"],
        ["qui a gagné ?", "et Karoutchi ?"],
        ["et Karoutchi ?"],
    ],
)
def test_a_name_alone_is_of_nobody_where_things_were(talk, messages):
    assert "cette personne" not in breakable(talk(*messages).text)
