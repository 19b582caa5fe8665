"""What is told in turn of several places."""

import pytest

from tests.spaces import breakable


@pytest.mark.parametrize(
    ("message", "so"),
    [
        ("Le kiosque est à Alfortville, la e-formation à Bry, la 3D à Bagneux, exact ?", True),
        ("Le CRM à Vincennes, la GRU à Rosny, vrai ou faux ?", True),
        ("Le kiosque est à Antony, le stationnement à Alfortville, exact ?", False),
        ("Les bibliothèques sont à Sceaux et le lavoir à Montreuil, c'est ça ?", False),
    ],
)
def test_each_is_where_it_is_said_to_be_or_not_all_is_so(talk, message, so):
    assert breakable(talk(message).text).startswith("Non") is not so


def test_what_is_in_each_place_is_told_of_each(talk):
    text = breakable(
        talk("alfortville le kiosque et la géolocalisation antony stationnement intelligent bagneux 3d").text
    )

    assert "Alfortville, Antony et Bagneux" not in text
    assert all(title in text for title in ("Géolocalisation", "Stationnement intelligent", "Une ville qui se"))


@pytest.mark.parametrize(
    "message",
    [
        "Antony c'est le stationnement, Sceaux les bibliothèques, et Bagneux ?",
        "Antony c'est le stationnement et Sceaux les bibliothèques, et Bagneux c'est quoi ?",
    ],
)
def test_one_more_place_is_asked_of_itself_and_not_of_what_the_others_have(talk, message):
    text = breakable(talk(message).text)

    assert "Bagneux est lauréate du FMIN pour un projet : « Une ville qui se construit en 3D »" in text
    assert breakable(talk(message, "donc dans Vallée Sud y en a trois").text).startswith("Oui : 3 projets")
