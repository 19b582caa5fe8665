"""Words by which one dictates one thing after another."""

import pytest

from bot.french.items import without_order


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Notez, je vous prie : intitulé du projet de Rueil.", "intitulé du projet de Rueil."),
        ("Quatre chiffres. D’abord le nombre de projets.", "Quatre chiffres. le nombre de projets."),
        ("Ensuite les communes.", "et les communes."),
        ("Deuxièmement, combien d’EPT ?", "et combien d’EPT ?"),
        ("à la ligne nombre de communes", "nombre de communes"),
    ],
)
def test_what_is_dictated_is_read_without_them(said, left):
    assert " ".join(without_order(said).split()) == left


@pytest.mark.parametrize("said", ["Ensuite ?", "Et ensuite", "Qui a été aidé d’abord ?", "Il note les dossiers, lui ?"])
def test_what_only_goes_on_or_says_more_is_left_as_it_is(said):
    assert without_order(said) == said


def test_every_word_keeps_its_place():
    said = "Ensuite les communes."

    assert without_order(said).index("communes") == said.index("communes")
