"""What a message says that it does not mean, beside what it does."""

import pytest

from tests.spaces import breakable


@pytest.fixture
def tells(weigh):
    """The concepts that a message still tells of."""

    def told(message: str) -> set[str]:
        return {sense.id for one in weigh(message).said for sense in one.mention.senses}

    return told


@pytest.mark.parametrize(
    "message",
    [
        "non pas la création, l'attribution des aides",
        "pas la création mais l'attribution",
        "non, pas la création : l'attribution",
        "je parle de l'attribution, pas de la création",
        "la date d'attribution, pas de création",
    ],
)
def test_what_is_denied_for_something_else_is_not_asked_about(tells, message):
    assert "creer" not in tells(message)


@pytest.mark.parametrize(
    "message", ["la création et l'attribution", "ce n'est pas la création ?", "pas de création, l'attribution ?"]
)
def test_what_is_denied_for_nothing_else_is(tells, message):
    assert "creer" in tells(message)


def test_what_tells_of_what_something_is_the_sum_is_kept(tells):
    assert "subvention" in tells("pas les subventions, l'enveloppe")


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("patrick olivier enfin ollier il est quoi", "Patrick Ollier est Président"),
        ("nathalie fontaine pardon fanfant c'est qui", "Nathalie Fanfant est Conseillère"),
        ("la météo pardon Sceaux a un projet ?", "Sceaux est lauréate"),
        ("Antony enfin Sceaux a eu quoi", "Sceaux est lauréate"),
        ("Antony, Sceaux, enfin Vincennes ont quoi ?", "4 projets à Antony, à Sceaux et à Vincennes"),
    ],
)
def test_a_slip_of_the_tongue_is_taken_back(talk, message, told):
    assert breakable(talk(message).text).startswith(told)
