"""Places that a question says to lie where they do not."""

import pytest

from tests.spaces import breakable

MISPLACED = [
    ("Bry, dans le 93, a-t-elle un projet ?", "Bry-sur-Marne est dans le Val-de-Marne", "Bry a-t-elle un projet ?"),
    ("Puisque Bry est dans le 93, quel est son projet ?", "Val-de-Marne, pas en", "Quel est le projet de Bry ?"),
    ("Sceaux (94) a gagné quoi ?", "Sceaux est dans les Hauts-de-Seine", "Sceaux a gagné quoi ?"),
    ("Bagneux 93", "Bagneux est dans les Hauts-de-Seine", "Bagneux"),
    ("Vincennes, commune du 93, a eu quoi ?", "pas en Seine-Saint-Denis", "Vincennes a eu quoi ?"),
    ("Quel projet à Créteil, ville de Seine-Saint-Denis ?", "est dans le Val-de-Marne", "Quel projet à Créteil ?"),
    ("Combien de projets à Sceaux, dans Est Ensemble ?", "Vallée Sud", "Combien de projets à Sceaux ?"),
    ("Antony T4", "Antony est dans l’EPT Vallée Sud", "Antony"),
]


@pytest.mark.parametrize(("message", "told", "asked"), MISPLACED)
def test_a_place_that_is_misplaced_is_put_right_and_asked_about(talk, message, told, asked):
    reply, whole = talk(message), talk(asked)

    assert told in reply.text.split(".")[0]
    assert reply.text.endswith(whole.text)
    assert reply.data["lignes"] == whole.data["lignes"]


@pytest.mark.parametrize(
    "message",
    [
        "Bagneux et le 93 ont eu quoi ?",
        "Quels projets à Sceaux, dans le 94 et à Paris ?",
        "Sceaux ou le 94, qui a le plus de projets ?",
        "Vincennes a gagné : et dans le 93, qui a gagné ?",
        "Bry, dans le 94, a-t-elle un projet ?",
        "Sceaux (92) a gagné quoi ?",
    ],
)
def test_places_that_are_named_beside_others_are_not_put_right(talk, message):
    assert ", pas " not in talk(message).text


@pytest.mark.parametrize(
    ("messages", "begins"),
    [
        (("Créteil c’est dans le 93 ?", "Antony c’est dans le 92 non"), "Antony est dans les Hauts-de-Seine"),
        (("Créteil c’est dans le 93 ?", "Antony c’est dans le 93 non"), "Non : Antony"),
        (("Montreuil c’est dans Plaine Commune", "Sceaux c’est Vallée Sud non"), "Sceaux est dans"),
        (("Montreuil c’est dans Plaine Commune", "Sceaux c’est Est Ensemble non"), "Non : Sceaux"),
        (("Est-ce qu’Antony est dans le 92 ?",), "Oui : Antony"),
        (("Est-ce que vous savez où est Antony ?",), "Antony est dans"),
    ],
)
def test_whether_a_town_lies_somewhere_is_asked_of_the_place_named_last(talk, messages, begins):
    assert breakable(talk(*messages).text).startswith(begins)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Est Ensemble, où il y a Montreuil, est lauréat ?", "pas l’EPT Est Ensemble en tant que tel"),
        ("Est Ensemble, dont fait partie Montreuil, est-il lauréat ?", "pas l’EPT Est Ensemble en tant que tel"),
        ("Le 93, où il y a Montreuil, a combien de projets ?", "5 projets"),
        ("Dans le 92, où se trouve Antony, qui a gagné ?", "8 projets"),
        # « Ou » joins them, and what the town did is asked of it.
        ("Est Ensemble ou Montreuil ?", "Montreuil a 2 projets"),
        ("Le 93, où Montreuil a gagné ?", "Montreuil a 2 projets"),
    ],
)
def test_a_place_told_to_hold_a_town_is_asked_about_itself(talk, message, told):
    assert told in breakable(talk(message).text)
