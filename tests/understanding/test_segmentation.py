from itertools import pairwise

import pytest

from bot.facts.records import Record, Type
from bot.french.text import read_text
from bot.understanding.forms import Forms, Vocabulary
from bot.understanding.segmentation import capital_within, cut, cuts, has_capitals_within, heads
from bot.written import Place

TOWN = Type("commune", "commune", "", "f", None, {}, (), Place("f", 1))


@pytest.fixture(scope="module")
def forms() -> Forms:
    small = ("le", "la", "les", "de", "du", "ont", "il", "combien")
    return Forms(
        [
            Vocabulary("projet", 1, 1.0, ("projet", "projets")),
            Vocabulary("petit", 2, 0.0, small),
            Vocabulary("or", 4, 1.0, ("or",)),
            Vocabulary("courant", 8, 0.35, ("passer",), "courant", ordinary=True),
        ],
        [(Record(TOWN, name, name, (), {}, None, Place("f", 1)), 16, 1.2) for name in ("Antony", "Essonne", "EPT")],
    )


def pieces(word: str, forms: Forms) -> list[str]:
    borders = [0, *cuts(word, forms), len(word)]
    return [word[start:end] for start, end in pairwise(borders)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("lesprojets", ["les", "projets"]),
        ("combiendeprojets", ["combien", "de", "projets"]),
        ("dantony", ["d", "antony"]),
        ("lessonne", ["l", "essonne"]),
        ("lept", ["l", "ept"]),
        ("deuxprojets", ["deux", "projets"]),
        ("passeratil", ["passera", "t", "il"]),
        ("projetantony", ["projet", "antony"]),
    ],
)
def test_known_words_run_together_are_cut(forms, word, expected):
    assert pieces(word, forms) == expected


@pytest.mark.parametrize(
    "word",
    ["xylophone", "lesxylos", "leslesles", "dledule", "lor", "ldprojet", "ontor", "projetx", "le", ""],
)
def test_what_is_not_made_of_known_words_stays_whole(forms, word):
    assert cuts(word, forms) == ()


def test_a_small_word_may_be_cut_off_an_unknown_one(forms):
    assert list(heads("lesprojai", forms)) == [1, 2, 3]
    assert list(heads("xprojai", forms)) == []


def test_a_cut_text_keeps_the_places_of_its_letters_and_the_ends_of_its_sentences():
    text = read_text("Lesprojets ? Oui.")
    done = cut(text, lambda place: (3,) if place == 0 else ())

    assert [(token.text, token.heard) for token in done.tokens] == [
        ("les", "les"),
        ("projets", "projets"),
        ("oui", "oui"),
    ]
    assert [text.raw[token.start : token.end] for token in done.tokens] == ["Les", "projets", "Oui"]
    assert done.ends == (2, 3)
    assert done.raw == text.raw


@pytest.mark.parametrize(
    ("say", "words"),
    [
        ("projet àParis", ["projet", "a", "paris"]),
        ("dans leVal-de-Marne", ["dans", "le", "val", "de", "marne"]),
        ("un iPhone", ["un", "iphone"]),
    ],
)
def test_a_capital_within_a_word_parts_it_from_a_small_one(say, words):
    text = read_text(say)
    assert [token.text for token in cut(text, lambda place: capital_within(text, place)).tokens] == words
    assert has_capitals_within(text)
