"""Questions about where their author is from, which nothing told."""

import pytest

from tests.spaces import breakable

WHERE = "De quelle commune parlez-vous"


@pytest.mark.parametrize(
    "message",
    [
        "ma ville a gagné ?",
        "dans ma commune il y a quoi ?",
        "on a un projet chez nous ?",
        "quel projet près de chez moi ?",
        "notre ville a eu combien ?",
        "on a eu un projet ?",
        "nous avons été retenus ?",
        "y a un truc sur le stationnement chez nous ?",
        "ma mairie a eu des sous ?",
        "mon territoire a un projet ?",
        "Bonjour, la mairie a-t-elle un projet ?",
        "la commune a-t-elle été retenue ?",
    ],
)
def test_where_somebody_is_from_is_asked_where_nothing_told_it(talk, message):
    reply = talk(message)

    assert (reply.outcome, WHERE in breakable(reply.text)) == ("clarify", True)
    assert talk("Qui est Patrick Ollier ?", message).outcome == "clarify"


@pytest.mark.parametrize(
    "message",
    ["Notre mairie cherche les projets de relation usager.", "Notre EPT recherche des projets de stationnement"],
)
def test_who_looks_for_something_asks_it_of_all(talk, message):
    reply = talk(message)

    assert (reply.outcome, WHERE in breakable(reply.text)) == ("answered", False)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (("on a un projet chez nous ?", "Montreuil"), "Montreuil a 2 projets lauréats"),
        (("ma ville a gagné ?", "je suis de Créteil"), "M.I.C EDUC"),
        (("ma ville a touché combien ?", "Sceaux"), "pour Sceaux non plus"),
        (("ma ville a touché combien ?", "Sceaux", "et Antony ?", "et chez nous il y a quoi ?"), "Bibliothèques"),
        (("y a un truc sur le stationnement chez nous ?", "Antony"), "le stationnement"),
        (("ma ville a gagné ?", "Lyon"), "Lyon n’est pas dans la Métropole"),
        (("ma ville a gagné ?", "quel est le montant total ?"), "923 571"),
    ],
)
def test_what_was_asked_is_asked_of_the_place_then_named(talk, messages, told):
    assert told in breakable(talk(*messages).text)


@pytest.mark.parametrize(
    "messages",
    [
        ("J’habite Sceaux, ma ville a gagné ?",),
        ("Je suis de Sceaux.", "on a un projet chez nous ?"),
        ("Je suis de Versailles, on a un projet ?",),
        ("Notre commune de Melun est-elle lauréate ?",),
        ("Sceaux a un projet ?", "ma ville a quoi d’autre ?"),
        ("Comment ma ville peut-elle candidater ?",),
        ("Où a-t-on imaginé un lavoir expérimental ?",),
        ("Sur quels critères a-t-on départagé les candidats ?",),
        ("On a combien de projets en tout ?",),
        ("On a quelles villes dans le 92 ?",),
        ("On a le droit de savoir le montant total ?",),
        ("Où jeter mes poubelles dans ma ville ?",),
        ("On a gagné la coupe du monde ?",),
    ],
)
def test_it_is_not_asked_where_it_was_told_or_is_not_asked_about(talk, messages):
    assert WHERE not in breakable(talk(*messages).text)


@pytest.mark.parametrize(
    "messages",
    [
        ("Sceaux ?", "la ville a-t-elle un projet ?"),
        ("la ville de Sceaux a-t-elle un projet ?",),
        ("les villes ont-elles des projets ?",),
        ("un département a-t-il plusieurs projets ?",),
    ],
)
def test_a_place_that_is_told_or_may_be_any_is_not_asked_for(talk, messages):
    assert talk(*messages).outcome == "answered"


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Je suis élue à Sceaux et je voudrais savoir combien de communes ont été retenues", "16 communes"),
        ("Je suis commerçante à Vincennes. Qui sont les lauréats ?", "23 projets"),
        ("Je suis d'Antony. Quels territoires ont gagné ?", "3 territoires"),
        ("Je suis du 92. Quelles communes ont gagné ?", "8 projets dans les Hauts-de-Seine"),
        ("J'habite Sceaux. Quels projets ont été retenus ?", "Bibliothèques"),
        ("J'habite Sceaux, est-ce qu'on fait partie des lauréats ?", "Bibliothèques"),
        ("Bonjour, dites-moi, j'habite Sceaux, c'est quoi le FMIN ?", "Fonds métropolitain"),
        ("Donne-moi les villes du 93 qui ont été retenues", "2 communes lauréates"),
        (
            "Notre association, implantée à Vitry-sur-Seine, souhaite savoir si la commune est au nombre des lauréats.",
            "Vitry",
        ),
    ],
)
def test_a_town_that_is_home_narrows_no_question_about_several_places(talk, message, told):
    assert told in breakable(talk(message).text)
