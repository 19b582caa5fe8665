"""What is said between what opens a question and the question, and narrows it: « m’indiquer, par commune, … »."""

import pytest

from tests.spaces import breakable


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Je voudrais savoir, par département, combien de projets", "Le Val-de-Marne : 9"),
        ("Je voudrais savoir, hors territoires, combien de projets", "20 projets"),
        ("Merci de m’indiquer, pour une note interne, le montant total", "923 571"),
    ],
)
def test_it_is_heard(talk, message, told):
    assert told in breakable(talk(message).text)


@pytest.mark.parametrize("of_each", ["projet par projet", "commune par commune"])
def test_the_amounts_of_each_are_not_told(talk, of_each):
    assert talk(f"Pourriez-vous nous indiquer, {of_each}, les montants alloués").outcome == "unknown"
