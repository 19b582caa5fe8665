"""What « lesquelles », « combien » and « qui » of a question stand for, told in the clause before it."""

import pytest

from tests.spaces import breakable


@pytest.mark.parametrize(
    "message",
    [
        "Je compare les villes du 92 pour mon mémoire, lesquelles ont décroché une subvention du FMIN ?",
        "je conpare les viles du 92 pr mon memoire lesquelles on decroché une subvention du fmin",
        "Je m’occupe du 92. Qui a eu une subvention du FMIN ?",
        "J’étudie les communes des Hauts-de-Seine, combien ont été retenues ?",
        "Je prépare un exposé sur le 92, je cherche les lauréats du FMIN",
    ],
)
def test_a_place_told_before_the_question_narrows_it(talk, message):
    text = breakable(talk(message).text)

    assert "Hauts-de-Seine" in text
    assert "Nanterre" in text
    assert "Vincennes" not in text


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Je travaille sur le stationnement. Combien de lauréats du FMIN ?", "2 lauréats"),
        ("J’étudie les territoires, lesquels ont eu une subvention du FMIN ?", "3 territoires lauréats"),
        ("J’étudie les EPT. Lesquels ont gagné ?", "3 territoires lauréats"),
        ("Mon dossier porte sur les communes, combien ont été aidées ?", "16 communes"),
        ("Je compare les villes du 94, combien ont un projet ?", "6 communes sur 47"),
        ("Nous suivons les villes du 93, combien ont été retenues ?", "2 communes sur 40"),
    ],
)
def test_so_does_the_kind_of_things_or_the_theme_told_there(talk, message, told):
    assert breakable(talk(message).text).startswith(told)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("J’habite Sceaux, quel est le total du FMIN ?", "923 571 €"),
        ("J’habite dans le 94, quel est le total des subventions du FMIN ?", "923 571 €"),
        ("Je suis journaliste à Paris. Quels projets le FMIN a-t-il financés ?", "Les 23 projets"),
        ("J’habite le 93, qui a créé le FMIN ?", "Le FMIN"),
        ("J’habite dans le 94, quels sont tous les lauréats du FMIN ?", "Les 23 projets"),
    ],
)
def test_what_is_not_asked_of_it_is_not_narrowed(talk, message, told):
    text = breakable(talk(message).text)

    assert text.startswith(told)
    assert "Val-de-Marne" not in text.split("\n")[0]


def test_a_rank_inside_of_which_something_is_asked_is_that_of_places_told_in_turn(talk):
    text = talk("Quels projets dans le 94 ?", "Et dans le 92 ?", "Quelles communes dans le premier ?").text

    assert "Vincennes" in text
    assert "Nanterre" not in text


@pytest.mark.parametrize(
    "messages",
    [
        ["Le chatbot, c’est quelle ville ?", "Elle apparaît deux fois, non ?"],
        ["Le chatbot, c’est quelle ville ?", "elle a deux projets ?"],
        ["Quel projet est le dernier de la liste ?", "elle a deux projets, non ?"],
    ],
)
def test_she_who_has_several_is_the_town_whose_thing_was_told(talk, messages):
    text = breakable(talk(*messages).text)

    assert text.startswith("Oui")
    assert "2 projets" in text


def test_one_of_two_days_is_that_of_what_happened(talk):
    assert "27 novembre 2018" in talk("Le Bureau s’est réuni le 21 ou le 27 ?").text
    assert "21 novembre 2018" in talk("Le comité, c’est le 21 ou le 27 ?").text


def test_what_is_dictated_next_is_asked_as_what_was_before(talk):
    text = talk("Quatre chiffres. D’abord le nombre de projets.", "Ensuite les communes.").text

    assert text.startswith("16")
