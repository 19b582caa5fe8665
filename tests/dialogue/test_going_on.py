"""Second and third questions after what was told: others, ranks, sums, whose they are."""

import pytest

from tests.spaces import breakable


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["le projet de Sceaux", "et les autres ?"], "22 projets"),
        (["le projet d’Issy", "et les autres projets ?"], "22 projets"),
        (["Quels projets à Montreuil ?", "les autres ?"], "21 projets"),
        (["le projet de Sceaux", "un autre ?"], "Sans Bibliothèques, aucun"),
        (["le projet de Sceaux", "et les autres ?", "combien ?"], "22 projets"),
        (["Quels projets dans Grand Paris Grand Est ?", "le deuxième", "et sans Rosny ?"], "Solutions collaboratives"),
    ],
)
def test_others_go_on_from_what_was_told(talk, messages, told):
    reply = breakable(talk(*messages).text)

    assert told in reply
    assert not reply.startswith("Non")
    assert "ne figure pas" not in reply


@pytest.mark.parametrize("rank", ["le premier", "le deuxième", "le dernier"])
def test_a_territory_that_won_itself_is_not_said_not_to(talk, rank):
    own = talk("Quels projets dans Grand Paris Sud Est Avenir ?", rank).text
    by_towns = talk("Quels projets dans Vallée Sud ?", rank).text

    assert "en tant que tel" not in own
    assert "en tant que tel" in by_towns
