import random
import string
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.understanding.index import LONGEST, FuzzyIndex, tolerance

LETTERS = st.text(alphabet="abc", min_size=1, max_size=20)


def scan(forms: list[str], word: str) -> list[tuple[str, int]]:
    """What the index must find, by comparing the word with every form."""
    near = ((form, OSA.distance(word, form)) for form in set(forms) if 4 <= len(form) <= LONGEST)
    return sorted((hit for hit in near if hit[1] <= tolerance(len(hit[0]))), key=lambda hit: (hit[1], hit[0]))


def damaged(word: str, edits: list[tuple[int, int, str]]) -> str:
    """A word with letters replaced, dropped, added or swapped."""
    letters = list(word)
    for how, where, letter in edits:
        place = where % max(1, len(letters))
        if how == 0 and letters:
            letters[place] = letter
        elif how == 1 and letters:
            del letters[place]
        elif how == 2:
            letters.insert(place, letter)
        elif place + 1 < len(letters):
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
    return "".join(letters)


EDITS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 100), st.sampled_from("abcz")), max_size=3)


@given(forms=st.lists(LETTERS, min_size=1, max_size=30, unique=True), which=st.integers(0, 29), edits=EDITS)
def test_the_forms_found_are_all_those_within_their_tolerance_and_no_other(forms, which, edits):
    word = damaged(forms[which % len(forms)], edits)

    assert FuzzyIndex(forms).look(word) == scan(forms, word)


@given(forms=st.lists(LETTERS, min_size=1, max_size=30, unique=True), word=LETTERS)
def test_any_word_gets_what_a_scan_of_all_forms_gives(forms, word):
    assert FuzzyIndex(forms).look(word) == scan(forms, word)


@pytest.mark.parametrize("length", [4, 7, 8, 11, 13, 14, 20, 40, LONGEST])
def test_every_single_edit_is_forgiven_wherever_it_falls(length):
    form = "".join(random.Random(length).choices(string.ascii_lowercase, k=length))
    index = FuzzyIndex([form])

    for how, place in product(range(4), range(length)):
        word = damaged(form, [(how, place, "é")])
        assert index.look(word) == [(form, OSA.distance(word, form))], word


@pytest.mark.parametrize(
    ("word", "form", "edits"),
    [
        ("vincenne", "vincennes", 1),
        ("vicnennes", "vincennes", 1),
        ("antonny", "antony", 1),
        ("montreul", "montreuil", 1),
        ("kremlinbissetre", "kremlinbicetre", 2),
        ("geoloclaisatoin", "geolocalisation", 2),
        ("geoloclaisatoinn", "geolocalisation", 3),
    ],
)
def test_a_misspelt_name_is_found(word, form, edits):
    assert FuzzyIndex(["vincennes", "antony", "montreuil", "kremlinbicetre", "geolocalisation"]).look(word) == [
        (form, edits)
    ]


@pytest.mark.parametrize("word", ["ivy", "sceau", "montrouge", "", "x" * 2000])
def test_what_is_farther_than_the_tolerance_is_not_found(word):
    assert FuzzyIndex(["iry", "seaux", "montreuil", "x" * LONGEST]).look(word) == []


def test_the_nearest_come_first():
    assert FuzzyIndex(["bagneux", "bagneaux", "bagnole"]).look("bagneux") == [("bagneux", 0), ("bagneaux", 1)]


def test_longer_forms_tolerate_more():
    assert [tolerance(length) for length in (1, 3, 4, 7, 8, 13, 14, 60)] == [0, 0, 1, 1, 2, 2, 3, 3]
