import pytest

from bot.french.letter import body, is_object, unaddressed
from bot.french.text import read_text


def written(text):
    return " ".join(token.text for token in text.tokens)


def kept(message):
    return [written(piece) for piece in body(read_text(message))]


@pytest.mark.parametrize(
    "head",
    [
        "Monsieur le Président de la Métropole,",
        "Madame, Monsieur,",
        "Chère Madame,",
        "Cher confrère,",
        "Madame la Présidente",
        "Bonjour Monsieur,",
        "Mesdames, Messieurs les membres du Bureau,",
        "Réf. : votre communiqué du 27 novembre 2018",
        "N/Réf. : DGS/2018-114",
        "Tél. : 06 12 34 56 78",
        "À l’attention de Monsieur Courtois",
        "Fait à Sceaux, le 3 mars",
    ],
)
def test_the_head_of_a_letter_is_left_out(head):
    assert kept(f"{head}\nQuel est le projet de Sceaux ?") == ["quel est le projet de sceaux"]


@pytest.mark.parametrize(
    "foot",
    [
        "Votre dévoué, A. Lemoine, Sceaux",
        "Cabinet Hervieu, 8 place Vendôme, 75001 Paris",
        "Laure Vidal\nMairie de Vincennes",
        "Un contribuable de Levallois",
    ],
)
def test_who_signs_a_letter_is_left_out(foot):
    assert kept(f"Monsieur le Maire,\nQuel est le projet de Sceaux ?\n{foot}") == ["quel est le projet de sceaux"]


def test_who_signs_a_long_polite_message_is_left_out():
    asking = (
        "Notre conseil de quartier souhaite citer la liste des lauréats, pourriez-vous nous la donner pour samedi ?"
    )

    assert len(kept(f"{asking}\nPour le conseil, B. Haddad, Sceaux")) == 1


def test_the_object_of_a_letter_is_kept():
    pieces = body(read_text("Objet : projet de Sceaux\nMadame,\nAuriez-vous son titre ?"))

    assert [is_object(piece) for piece in pieces] == [True, False]


@pytest.mark.parametrize(
    "message",
    [
        "Monsieur le Président",
        "Combien de projets ?\nA Vincennes",
        "Madame, Monsieur, je voudrais connaître le projet de Sceaux,\nmerci",
        "Bonjour, je voudrais connaître le projet de Sceaux,\nmerci",
        "quels projets à Sceaux\nquels projets à Vincennes",
        "Quel est le projet de Sceaux ?",
    ],
)
def test_what_is_no_frame_is_kept(message):
    assert sum(map(len, (piece.split() for piece in kept(message)))) == len(read_text(message).tokens)


def test_a_line_that_goes_on_in_the_next_is_kept():
    assert len(kept("Madame,\nJe vous écris. Je cherche\nle projet de Sceaux.")) == 3


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Madame la Présidente de la commission, quel est le projet de Sceaux", "quel est le projet de sceaux"),
        ("Auriez-vous, Monsieur le Vice-Président, le projet de Sceaux", "auriez vous le projet de sceaux"),
        ("Quel est le projet de Sceaux, Monsieur le Maire", "quel est le projet de sceaux"),
    ],
)
def test_a_title_that_is_spoken_to_is_left_out(sentence, expected):
    assert written(unaddressed(read_text(sentence))) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Monsieur le Maire",
        "Pour une visite, Monsieur le Préfet souhaite disposer du titre du projet",
        "Monsieur Ollier, quel est son rôle",
        "Qui est Madame la Présidente de la commission",
        "Monsieur le Maire de Saint-Denis ayant présenté un dossier, cette ville a-t-elle gagné ?",
    ],
)
def test_a_title_that_is_spoken_of_is_kept(sentence):
    assert unaddressed(read_text(sentence)) is None
