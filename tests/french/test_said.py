import pytest

from bot.french.said import confused, said


def keys(words):
    return [one.key for one in said(words.split())]


@pytest.mark.parametrize(
    "alike",
    [
        ("c koi", "c est quoi", "ses quoi", "sé koi"),
        ("g eu", "j ai eu"),
        ("avk ki", "avec qui"),
        ("ds kel ville", "dans quelle vile"),
    ],
)
def test_what_is_said_alike_has_the_same_keys_word_by_word(alike):
    assert {tuple(keys(words)) for words in alike} == {tuple(keys(alike[0]))}


def test_an_elided_word_is_said_with_the_next():
    assert [(one.word, one.size) for one in said(("l", "annonce", "d", "antony"))] == [("lannonce", 2), ("dantony", 2)]


@pytest.mark.parametrize(
    ("word", "meant", "often"),
    [
        ("sa", "ça", True),
        ("ses", "cest", True),
        ("koi", "quoi", True),
        ("donner", "donné", True),
        ("partit", "partie", True),
        ("reunit", "réuni", True),
        ("fini", "final", False),
        ("sujet", "sujets", False),
        ("communes", "commune", False),
    ],
)
def test_a_right_word_is_only_taken_for_what_it_is_often_written_for(word, meant, often):
    assert confused(word, meant, first=False) is often


def test_an_infinitive_may_begin_an_expression():
    assert not confused("placer", "placé", first=True)
