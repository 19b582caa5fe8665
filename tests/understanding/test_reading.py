import pytest

from bot.facts.records import Record, Type
from bot.french.text import read_text
from bot.understanding.mention import Cover, Sense, mention
from bot.understanding.oneself import NOTHING
from bot.understanding.reading import Said, rank, unknown_weight
from bot.understanding.rules import Features, RuleIndex, Terms, parse_rule
from bot.understanding.scoring import ASKED_UNKNOWN, BEFORE, PATIENCE, SHORT_UNKNOWN_WEIGHT
from bot.written import Place

RULES = ["projet", "projet <lieu>", "combien projet", "projet ville?", "liste !combien", "pronom|combien <lieu>"]
WEIGHTS = {"combien": 0.6, "projet": 1.0, "liste": 0.3, "ville": 0.6, "pronom": 0.0, "<lieu>": 1.2}
TOWN = Record(Type("commune", "commune", "", "f", None, {}, (), Place("f", 1)), "1", "Antony", (), {}, None, None)


@pytest.fixture
def features() -> Features:
    known = Features()
    for name in WEIGHTS:
        known.bit(name)
    return known


@pytest.fixture
def ranked(features):
    """The candidates for named mentions: `+name` is of an earlier turn, `~name` was only spoken of."""
    index = RuleIndex(parse_rule("i", line, {}, Terms((), 0, 0), features) for line in RULES)

    def said(written: str, quality: float) -> Said:
        name = written.lstrip("+~")
        record = TOWN if name == "<lieu>" else None
        sense = Sense(name, features.bit(name), WEIGHTS[name], record)
        borrowed, spare = written[0] in "+~", written[0] == "~"
        return Said(mention(0, 1, (sense,), quality, name, "exact"), sense.weight, False, borrowed, spare)

    def run(*names: str, unknown: float = 0.0, quality: float = 1.0):
        return rank([said(name, quality) for name in names], unknown, index)

    return run


def texts(candidates) -> list[str]:
    return [candidate.rule.text for candidate in candidates]


def test_the_score_is_the_share_of_the_message_that_a_rule_explains(ranked):
    by_rule = {candidate.rule.text: candidate for candidate in ranked("combien", "projet", "ville", unknown=1.0)}

    whole = 0.6 + 1.0 + 0.6 + 1.0
    assert by_rule["projet"].score == pytest.approx(1.0 / whole)
    assert by_rule["combien projet"].score == pytest.approx(1.6 / whole)
    assert by_rule["projet ville?"].score == pytest.approx(1.6 / whole)


def test_a_doubtful_mention_explains_less_than_it_weighs(ranked):
    assert ranked("projet", quality=0.8)[0].score == pytest.approx(0.8)


def test_of_rules_that_score_alike_the_one_that_requires_most_wins(ranked):
    candidates = ranked("projet", "<lieu>")

    assert candidates[0].rule.text == "projet <lieu>"
    assert candidates[0].required == pytest.approx(2.2)
    assert [c.key for c in candidates] == sorted((c.key for c in candidates), reverse=True)


def test_a_rule_without_all_it_requires_is_no_candidate(ranked):
    assert texts(ranked("combien")) == []
    assert set(texts(ranked("projet"))) == {"projet", "projet ville?"}


def test_a_message_forbids_by_its_own_words_alone(ranked):
    assert texts(ranked("liste")) == ["liste !combien"]
    assert texts(ranked("liste", "combien")) == []
    assert texts(ranked("liste", "+combien")) == ["liste !combien"]


def test_what_an_earlier_turn_said_meets_terms_but_explains_nothing(ranked):
    candidate = next(c for c in ranked("combien", "+projet", unknown=0.4) if c.rule.text == "combien projet")

    assert candidate.score == pytest.approx(0.6 / 1.0)
    assert candidate.own == pytest.approx(0.6)
    assert candidate.kept == pytest.approx(1.0)
    assert candidate.required == pytest.approx(0.6 + 0.3)


def test_a_borrowed_name_makes_a_rule_as_specific_as_one_said(ranked):
    candidate = next(c for c in ranked("projet", "+<lieu>") if c.rule.text == "projet <lieu>")

    assert candidate.required == pytest.approx(2.2)


def test_what_was_only_spoken_of_counts_where_it_is_required(ranked):
    by_rule = {c.rule.text: c for c in ranked("projet", "~<lieu>")}

    assert by_rule["projet <lieu>"].kept == pytest.approx(1.2)
    assert by_rule["projet"].kept == 0


def test_a_message_that_weighs_nothing_has_no_candidate(ranked):
    assert ranked() == []
    assert ranked("pronom", "+<lieu>") == []


def weigh(message: str, *unknown: int, main: int = 0, aside: range = NOTHING, within: bool = False) -> float:
    return unknown_weight(Cover(read_text(message), (), unknown), main, aside, within)


def test_unknown_words_weigh_one_each_and_short_ones_little():
    assert weigh("xylophone projet", 0) == 1
    assert weigh("xy projet", 0) == SHORT_UNKNOWN_WEIGHT
    assert weigh("projet") == 0


def test_many_unknown_words_weigh_less_each():
    assert weigh("aaa bbb ccc ddd", 0, 1, 2, 3) == PATIENCE + 0.5 * (4 - PATIENCE)


def test_unknown_words_before_the_main_clause_weigh_little_or_nothing():
    assert weigh("aaa bbb ccc", 0, 2, main=1) == pytest.approx(1 + BEFORE)
    assert weigh("aaa bbb ccc", 0, 2, main=1, within=True) == 1


def test_unknown_words_about_whoever_asks_weigh_little():
    assert weigh("aaa bbb ccc", 0, 2, aside=range(1, 3)) == pytest.approx(1 + BEFORE)


def test_an_unknown_word_that_is_asked_for_weighs_most():
    assert weigh("quelle surface", 1) == 1 + ASKED_UNKNOWN
    assert weigh("quel choz", 1) == 1
