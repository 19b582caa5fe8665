import pytest

from bot.french.sound import sound
from bot.understanding.scoring import quality, quality_of, spelling_cost


@pytest.mark.parametrize(
    ("word", "form", "edits", "cost"),
    [
        ("vincennes", "vincennes", 0, 0.0),
        ("vincxnnes", "vincennes", 1, 1.0),
        ("vinceenes", "vincennes", 1, 1.0),  # a double n become a double e: one letter for another
        ("vinccennes", "vincennes", 1, 0.5),
        ("vincenes", "vincennes", 1, 0.5),
        ("vincrnnes", "vincennes", 1, 0.7),
        ("vicnennes", "vincennes", 1, 0.6),
    ],
)
def test_frequent_slips_cost_less_than_other_edits(word, form, edits, cost):
    assert spelling_cost(word, form, edits) == pytest.approx(cost)


@pytest.mark.parametrize(
    ("word", "form", "edits", "heard", "expected"),
    [
        ("vincennes", "vincennes", 0, 0, 1.0),
        ("vincenne", "vincennes", 1, 0, 1 - 1.2 * (1 / 3) / 9),
        ("vxncenes", "vincennes", 2, 1, 1 - 1.2 * ((1.5 + 2) / 3) / 9),
        ("vincxnnes", "vincennes", 1, 3, 1 - 1.2 * 1 / 9),
        ("mincennes", "vincennes", 1, 1, 1 - 1.2 * 1.5 / 9),
        ("kreteil", "creteil", 1, 0, 1 - 1.2 * (1 / 3) / 7),
    ],
)
def test_the_quality_is_that_of_the_formula(word, form, edits, heard, expected):
    assert quality_of(word, form, edits, heard) == pytest.approx(expected)


def test_the_edits_are_counted_when_only_the_words_are_given():
    assert quality("kourbevoie", "courbevoie", sound("kourbevoie"), sound("courbevoie")) == quality_of(
        "kourbevoie", "courbevoie", 1, 0
    )


def test_nearer_is_never_worse():
    words = ["vincennes", "vinceennes", "vincxnnes", "vxncxnnes", "vxncxnnxs"]
    scores = [quality(word, "vincennes", sound(word), sound("vincennes")) for word in words]

    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)
