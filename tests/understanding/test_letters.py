import pytest

from bot.french.text import read_text
from bot.understanding.letters import Letters


@pytest.fixture
def letters() -> Letters:
    return Letters(read_text("L’annexe dit : Rosny sou Bois"))


def test_words_in_a_row_are_read_without_their_spaces(letters):
    assert letters.words == ["l", "annexe", "dit", "rosny", "sou", "bois"]
    assert (letters.form(3, 6), letters.count(3, 6)) == ("rosnysoubois", 12)
    assert letters.form(2, 2) == ""


def test_elided_words_are_not_counted_among_the_words(letters):
    assert (letters.size(0, 3), letters.size(3, 6)) == (2, 3)


def test_a_stretch_sounds_as_its_words_do(letters):
    words = letters.stretch(3, 5)

    assert (words.start, words.end, words.form, words.key) == (3, 5, "rosnysou", "rosnisU")


def test_words_in_a_row_are_read_with_their_spaces(letters):
    assert letters.spaced(2, 5) == "dit rosny sou"
    assert letters.spaced(5, 6) == "bois"
    assert letters.spaced(6, 6) == letters.spaced(0, 0) == ""


@pytest.mark.parametrize(
    ("place", "before", "after", "window"),
    [
        (4, 0, 0, (4, 5)),
        (4, 5, 4, (3, 6)),
        (4, 6, 3, (3, 6)),  # as near as words allow
        (4, 1, 1, (4, 5)),
        (4, 4, 2, (3, 6)),  # of two as near, the more letters
        (0, 9, 100, (0, 6)),  # no farther than the message
    ],
)
def test_the_words_around_one_have_as_many_letters_as_asked_or_nearly(letters, place, before, after, window):
    assert letters.around(place, before, after) == window
