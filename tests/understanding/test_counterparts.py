import pytest


@pytest.fixture
def people(weigh):
    """Whom a message still names."""

    def tell(message: str) -> set[str]:
        senses = (sense.record for one in weigh(message).said for sense in one.mention.senses)
        return {record.id for record in senses if record is not None and record.type.name == "personne"}

    return tell


@pytest.mark.parametrize(
    "message",
    [
        "Qui est l'adjoint au numérique de Vincennes ?",
        "Qui s'occupe du numérique dans le 94 ?",
        "Comment s'appelle l'élu chargé du numérique à la mairie de Montreuil ?",
        "la directrice des programmes dans la commune de Sceaux",
    ],
)
def test_a_charge_held_in_a_place_is_somebody_else_s(people, message):
    assert not people(message)


@pytest.mark.parametrize(
    ("message", "who"),
    [
        ("Qui est l'adjoint au numérique ?", "courtois"),
        ("Qui s'occupe du numérique à la Métropole du Grand Paris ?", "courtois"),
        ("Qui est ce monsieur Legale d'Issy ?", "legale"),
        ("l'adjoint au numérique, à Vincennes, a-t-il un projet ?", "courtois"),
        ("le responsable du numérique et le projet de Vincennes", "courtois"),
    ],
)
def test_a_name_or_a_charge_of_the_metropolis_is_whom_we_know(people, message, who):
    assert people(message) == {who}
