"""What mentions say by where they stand."""

import pytest


@pytest.fixture
def marked(model, weigh):
    """The features of marks that a message holds."""
    marks = model.grammar.marks

    def told(message: str) -> set[str]:
        held = {name: getattr(marks, name) for name in ("times", "old", "denied")}
        return {name for name, mask in held.items() if any(one.mention.mask & mask for one in weigh(message).said)}

    return told


@pytest.mark.parametrize(
    "message",
    [
        "Combien de communes n’ont pas reçu de subvention ?",
        "les villes qui ont pas eu d’aide",
        "Quelles communes ne figurent pas dans la liste ?",
        "Quelles communes n’étaient pas lauréates ?",
    ],
)
def test_pas_denies_what_others_do(marked, message):
    assert marked(message) == {"denied"}


@pytest.mark.parametrize(
    "message",
    [
        "Je ne sais pas quelles communes ont reçu une subvention",
        "Il n’y a pas de projet à Sceaux ?",
        "La liste ne dit pas qui a gagné",
        "Les territoires lauréats, pas les communes",
        "Combien de communes ont reçu une subvention ?",
    ],
)
def test_pas_denies_nothing_of_others(marked, message):
    assert marked(message) == set()


def test_times_and_old_years(marked):
    assert marked("Vincennes a reçu trois subventions") == {"times"}
    assert marked("Qui présidait en 1985 ?") == {"old"}
    assert marked("50 000 de subvention") == set()
