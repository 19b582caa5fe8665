import pytest

from bot.french.marks import with_marks, with_words, with_years, without_numbering


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


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("en deux mille vingt et un", "en 2021"),
        ("de Deux Mille dix-huit à deux mille vingt-et-un", "de 2018 à 2021"),
        ("de vingt vingt deux à vingt vingt-quatre", "de 2022 à 2024"),
        ("en tout vingt vingt-trois ou vingt-quatre", "en tout vingt vingt-trois ou vingt-quatre"),
        # Amounts are none, nor is what comes before a hundred.
        ("quatre vingt dix sept", "quatre vingt dix sept"),
        ("vingt trente euros", "vingt trente euros"),
        ("combien, vingt vingt-deux projets", "combien, vingt vingt-deux projets"),
        ("deux mille vingt trois euros", "deux mille vingt trois euros"),
        ("plus de deux mille vingt", "plus de deux mille vingt"),
        ("deux mille cinq cents", "deux mille cinq cents"),
    ],
)
def test_years_that_are_dictated_are_written(said, written):
    assert with_years(said).split() == written.split()
    assert len(with_years(said)) == len(said)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("V I N C E N N E S", "VINCENNES"),
        ("les projets de S-c-e-a-u-x ?", "les projets de Sceaux ?"),
        ("y a t il un projet à Sceaux", "y a t il un projet à Sceaux"),
        ("qu’a-t-il dit", "qu’a-t-il dit"),
    ],
)
def test_a_word_spelt_letter_by_letter_is_written_whole_at_its_place(said, written):
    assert with_words(said).split() == written.split()
    assert len(with_words(said)) == len(said)
