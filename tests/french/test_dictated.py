import pytest

from bot.french.dictated import with_marks


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
