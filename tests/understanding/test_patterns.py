import pytest

from bot.french.text import read_text
from bot.understanding.mention import Mention, Sense, mention
from bot.understanding.patterns import Patterns, compile_pattern

WEARY = "plus … (envie|force) … vivre !(à|ici)"


def find(pattern: str, message: str) -> list[tuple[int, int]]:
    """The first word of what a pattern finds in a message, and the one after its last."""
    text = read_text(message)
    lattice: list[list[Mention]] = [[] for _ in text.tokens]
    Patterns([(compile_pattern(pattern), Sense("mot", 1, 1.0))]).add(text, lattice)
    return [(one.start, one.end) for found in lattice for one in found]


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("plus envie de vivre", (0, 4)),
        ("je n'ai plus vraiment la force de continuer à vivre", (3, 11)),
        ("Bonjour. J'ai PLUS du tout envie de vivre, là", (3, 9)),
    ],
)
def test_other_words_may_come_between_those_of_a_pattern(message, found):
    assert find(WEARY, message) == [found]


@pytest.mark.parametrize(
    "message",
    [
        "plus envie de vivre à Paris",
        "plus envie de vivre ici",
        "je n'en peux plus, ai-je envie de vivre",
        "plus personne. Envie de vivre",
        "plus un seul des voisins de notre rue n'a envie de vivre",
        "plus envies de vivre",
        "surplus envie de vivre",
    ],
)
def test_but_no_sign_nor_many_words_nor_parts_of_words_and_nothing_that_must_not_follow(message):
    assert find(WEARY, message) == []


def test_one_of_a_choice_may_be_nothing():
    assert find("(je|) saute", "là je saute") == [(1, 3)]
    assert find("(je|) saute", "on saute") == [(1, 2)]


def test_some_words_may_come_any_number_of_times():
    assert find("quand *(le|conseil|a|on) voté", "quand le conseil a voté") == [(0, 5)]
    assert find("quand *(le|conseil|a|on) voté", "quand voté") == [(0, 2)]
    assert find("quand *(le|conseil|a|on) voté", "quand le maire a voté") == []


def test_a_number_is_any_and_what_must_follow_is_no_part_of_what_is_found():
    over = "(passent|franchissent) (les|) =(#)"
    assert find(over, "celles qui passent 1 000 euros") == [(2, 3)]
    assert find(over, "celles qui franchissent les mille euros") == [(2, 4)]
    assert find(over, "celles qui passent les vacances") == []


def test_a_sign_that_parts_words_may_be_asked_for():
    assert find(", plus en =(#)", "aidés en 2021, plus en 2023") == [(3, 5)]
    assert find(", plus en =(#)", "aidés en 2021 et plus en 2023") == []


@pytest.mark.parametrize("pattern", ["plus (envie", "plus envie)", "vivre ! ici", "vivre|ici", "vivre * ici"])
def test_a_pattern_that_is_badly_written_is_refused(pattern):
    with pytest.raises(ValueError, match="parenthèse"):
        compile_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("(je|j) … (vivre|être en vie) !(à|ici)", [{"je", "j"}, {"vivre", "etre"}]),
        ("quand *(le|on) voté !(à|ici)", [{"quand"}, {"vote"}]),
        ("autant (bien|) en finir", [{"autant"}, {"en"}, {"finir"}]),
        ("((très|) (las|lasse)|à bout) de tout", [{"tres", "las", "lasse", "a"}, {"de"}, {"tout"}]),
    ],
)
def test_a_pattern_is_looked_for_only_where_its_words_are(pattern, needed):
    assert [*compile_pattern(pattern).needed] == needed


def test_of_the_same_words_what_a_pattern_says_comes_first():
    text = read_text("le rang")
    lattice: list[list[Mention]] = [[], [mention(1, 2, (Sense("autre", 2, 0.3),), 1.0, "rang", "exact")]]
    Patterns([(compile_pattern("rang"), Sense("mot", 1, 1.0))]).add(text, lattice)
    assert [one.senses[0].id for one in lattice[1]] == ["mot", "autre"]
