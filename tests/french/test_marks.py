import pytest

from bot.french.marks import with_marks, without_numbering


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("le fonds deux points qui l’a créé point d’interrogation", "le fonds : qui l’a créé ?"),
        ("bonjour virgule quels projets à Sceaux point d interrogation", "bonjour , quels projets à Sceaux ?"),
        ("Merci point d'exclamation", "Merci !"),
        ("Point d’interrogation", "Point d’interrogation"),
        # Nothing tells that these are marks.
        ("Ils ont marqué deux points", "Ils ont marqué deux points"),
        ("combien pour la Virgule", "combien pour la Virgule"),
        ("3 virgule 5 point d'interrogation", "3 virgule 5 ?"),
    ],
)
def test_dictated_marks_are_written_in_their_place(said, written):
    read = with_marks(said)
    assert " ".join(read.split()) == written
    assert len(read) == len(said)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Bonjour, 1. quelles communes ; 2. laquelle ?", "Bonjour, . quelles communes ; . laquelle ?"),
        ("1) le total 2) la date", ". le total . la date"),
        # Not a list.
        ("Il y en a 1. Et le 92. Merci", "Il y en a 1. Et le 92. Merci"),
        ("Le projet 2. Merci", "Le projet 2. Merci"),
    ],
)
def test_the_numbers_of_questions_are_left_out(said, written):
    read = without_numbering(said)
    assert " ".join(read.split()) == written
    assert len(read) == len(said)
