"""What was asked of a place, asked of all that there is."""

import pytest

from tests.spaces import breakable


@pytest.mark.parametrize(
    ("before", "wider", "begins"),
    [
        ("Combien de projets à Rosny ?", "Et dans toute la Métropole ?", "23 projets"),
        ("Combien de projets dans le 92 ?", "et au niveau de la métropole ?", "23 projets"),
        ("Quels projets à Sceaux ?", "et partout ?", "Les 23 projets"),
        ("Quels projets parlent de stationnement à Antony ?", "et dans la métropole ?", "2 projets"),
        ("Combien de communes dans le 94 ont gagné ?", "et dans toute la métropole ?", "16 communes"),
        ("Quelles communes du 94 ont deux projets ?", "et dans toute la métropole ?", "4 communes"),
        ("Quelles communes du 94 n’ont rien eu ?", "et dans toute la métropole ?", "115 communes"),
    ],
)
def test_what_was_asked_of_a_place_is_asked_everywhere(talk, before, wider, begins):
    assert breakable(talk(before, wider).text).startswith(begins)


@pytest.mark.parametrize(
    ("before", "message", "begins"),
    [
        ("Où est Sceaux ?", "c’est dans la métropole ?", "Oui, Sceaux fait partie"),
        ("Quels projets à Sceaux ?", "et la Métropole ?", "La Métropole du Grand Paris réunit"),
        ("Quels projets à Sceaux ?", "et dans le 92 ?", "8 projets"),
    ],
)
def test_what_says_more_or_less_is_not_asked_everywhere(talk, before, message, begins):
    assert breakable(talk(before, message).text).startswith(begins)


@pytest.mark.parametrize(
    ("before", "wider", "begins"),
    [
        ("Quelles communes du 94 ont gagné ?", "Et en tout, toutes communes confondues ?", "16 communes"),
        ("Projets du 93 ?", "Et combien en tout, toutes villes confondues ?", "23 projets"),
        ("Projets du 93 ?", "et tous départements confondus ?", "Les 23 projets"),
        ("Combien a reçu Montreuil ?", "Et le total toutes villes confondues ?", "923 571 €"),
    ],
)
def test_all_towns_taken_together_are_all_there_are(talk, before, wider, begins):
    assert breakable(talk(before, wider).text).startswith(begins)
