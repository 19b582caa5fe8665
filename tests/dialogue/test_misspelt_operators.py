"""Sentences of which a small word that turns them into another question has one letter wrong."""

import pytest

from bot.french.keyboard import NEIGHBOURS

SENTENCES = [
    ("les projets du 93 {} Montreuil", "sans"),
    ("quels projets {} du 94 ?", "hors"),
    ("{} Nanterre, Vincennes", "pas"),
    ("qui n'a {} gagné dans le 92 ?", "rien"),
    ("quelles communes n'ont {} projet ?", "aucun"),
    ("les {} projets que ceux de Montreuil", "autres"),
    ("combien de communes ont {} projets ?", "deux"),
    ("qui a {} projets ?", "trois"),
    ("quelles communes ont {} de deux projets ?", "moins"),
    ("quelle commune a le {} de projets ?", "plus"),
    ("Quel est le {} projet de la liste ?", "dernier"),
]
LEAST_SAME = 0.75
"""Share of the slips that are to be read as what was meant; the others are not to be answered otherwise."""


def misspelt(word: str) -> list[str]:
    """A word of which a letter is left out or hit twice, or swapped with the next, or the key beside hit instead."""
    halves = [(word[:place], word[place], word[place + 1 :]) for place in range(len(word))]
    found = [before + after for before, _, after in halves]
    found += [before + letter + letter + after for before, letter, after in halves]
    found += [before + after[0] + letter + after[1:] for before, letter, after in halves if after]
    found += [before + pair[1] + after for before, letter, after in halves for pair in NEIGHBOURS if pair[0] == letter]
    return sorted({one for one in found if len(one) > 2 and one != word})


@pytest.mark.parametrize(("sentence", "word"), SENTENCES)
def test_one_letter_wrong_in_a_small_word_asks_no_other_question(laureat, talk, sentence, word):
    meant = talk(sentence.format(word))
    same = other = 0
    tried = [one for one in misspelt(word) if not laureat.model.grammar.lexicon.senses(one)]
    for one in tried:
        reply = talk(sentence.format(one))
        same += reply.text == meant.text
        other += reply.text != meant.text and reply.outcome == "answered"

    assert same >= LEAST_SAME * len(tried)
    assert other == 0


def test_a_word_that_may_be_another_question_is_not_passed_over(talk):
    assert talk("les projets du 93 eans Montreuil").outcome != "answered"
    assert talk("les projets du 93 zzzz Montreuil").outcome == "answered"


def test_which_of_them_is_asked_with_a_letter_missing(talk):
    assert talk("le 94", "lesquelle n'ont rien ?").text == talk("le 94", "lesquelles n'ont rien ?").text


@pytest.mark.parametrize(
    ("sentence", "said"),
    [("é alfor", "Maisons-Alfort"), ("lé projé de vinsenne", "CRM"), ("c kan kil on donné lé sous", "27 novembre")],
)
def test_small_words_are_read_as_they_are_heard(talk, sentence, said):
    assert said in talk(sentence).text
