import pytest

from bot.french.text import read_text


@pytest.fixture
def named(model):
    """The names that a message is about."""

    def read(message: str) -> list[str]:
        argument = model.grammar.weigh(model.grammar.lexicon.cover(read_text(message)))
        records = (sense.record for one in argument.said for sense in one.mention.senses)
        return list(dict.fromkeys(record.name for record in records if record is not None))

    return read


@pytest.mark.parametrize(
    ("message", "around"),
    [
        ("Sceaux dans la Sarthe", "Sarthe"),
        ("les projets de Montreuil, en Bretagne", "Bretagne"),
        ("Nanterre (Gironde)", "Gironde"),
        ("Montreuil (62)", "Pas-de-Calais"),
        ("Saint-Denis à la Réunion", "La Réunion"),
        ("Bagneux (Indre)", "Indre"),
    ],
)
def test_a_name_of_ours_in_a_place_elsewhere_is_another_s(named, message, around):
    assert named(message) == [around]


@pytest.mark.parametrize(
    ("message", "names"),
    [
        ("Sceaux et la Sarthe", ["Sceaux", "Sarthe"]),
        ("Vincennes, Toulouse et Nanterre", ["Vincennes", "Toulouse", "Nanterre"]),
        ("Bagneux dans le 92", ["Bagneux", "Hauts-de-Seine"]),
        ("Nanterre dans le Val-de-Marne", ["Nanterre", "Val-de-Marne"]),
        ("Toulouse en Haute-Garonne", ["Toulouse", "Haute-Garonne"]),
    ],
)
def test_names_said_beside_each_other_are_kept(named, message, names):
    assert named(message) == names


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("Colombe (92)", "Colombes"),
        ("est-ce que colombe (92) a gagné", "Colombes"),
        ("Colombe dans le 92", "Colombes"),
        ("Colombe (38)", "Colombe"),
        ("Colombe", "Colombe"),
    ],
)
def test_a_name_elsewhere_is_one_of_ours_misspelt_where_ours_lies_in_the_place_after_it(named, message, name):
    assert named(message)[0] == name


def test_a_name_of_ours_near_a_place_elsewhere_is_asked_back_where_another_bears_it(talk):
    assert talk("Bagneux près de Saumur a gagné ?").text == "Vouliez-vous dire Bagneux\u202f?"
    assert talk("Vincennes près de Lyon").outcome == "unknown"
