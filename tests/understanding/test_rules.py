import pytest

from bot.understanding.rules import Features, RuleIndex, Terms, UnknownFeatureError, join_terms, parse_rule, parse_terms

NOTHING = Terms((), 0, 0)


@pytest.fixture
def features() -> Features:
    known = Features()
    for name in ("combien", "projet", "liste", "ville", "pourquoi", "<lieu>", "<theme>"):
        known.bit(name)
    return known


@pytest.fixture
def fits(features):
    """Whether a rule fits a message that holds these features."""

    def check(line: str, *held: str) -> bool:
        filters = parse_terms("<lieu> <theme>", {}, features)
        rule = parse_rule("i", line, {"filtres": filters}, NOTHING, features)
        return bool(RuleIndex([rule]).candidates(mask(features, *held)))

    return check


def mask(features: Features, *names: str) -> int:
    return sum(features.bit(name) for name in names)


def test_each_feature_has_a_bit_of_its_own(features):
    assert features.bit("projet") == features.bit("projet")
    assert features.names(features.bit("projet") | features.bit("<lieu>")) == ["projet", "<lieu>"]
    assert features.known("ville")
    assert not features.known("maire")


def test_a_message_must_hold_every_required_term(fits):
    assert fits("combien projet", "projet", "combien")
    assert fits("combien projet", "projet", "combien", "ville")
    assert not fits("combien projet", "projet")


def test_one_of_several_is_enough(fits):
    assert fits("liste|combien projet", "liste", "projet")
    assert fits("liste|combien projet", "combien", "projet")
    assert not fits("liste|combien projet", "projet")


def test_an_optional_term_may_miss_but_is_explained(fits, features):
    assert fits("projet ville?", "projet")
    assert parse_rule("i", "projet ville?", {}, NOTHING, features).explains == mask(features, "projet", "ville")


def test_a_forbidden_term_is_neither_required_nor_explained(features):
    rule = parse_rule("i", "projet !pourquoi|ville", {}, NOTHING, features)

    assert rule.forbids == mask(features, "pourquoi", "ville")
    assert rule.explains == mask(features, "projet")
    assert rule.required == (features.bit("projet"),)


def test_a_group_stands_for_optional_terms(fits, features):
    assert fits("projet @filtres", "projet")
    filters = parse_terms("<lieu> <theme>", {}, features)
    rule = parse_rule("i", "projet @filtres", {"filtres": filters}, NOTHING, features)
    assert rule.explains == mask(features, "projet", "<lieu>", "<theme>")
    assert rule.required == (features.bit("projet"),)


def test_terms_of_the_whole_intent_are_optional(features):
    filters = {"filtres": parse_terms("<lieu>", {}, features)}
    always = parse_terms("combien @filtres !pourquoi", filters, features)
    rule = parse_rule("i", "projet !ville", {}, always, features)

    assert rule.required == (features.bit("projet"),)
    assert rule.explains == mask(features, "projet", "combien", "<lieu>")
    assert rule.forbids == mask(features, "pourquoi", "ville")


def test_a_group_brings_what_it_forbids(features):
    groups = {"filtres": parse_terms("<lieu> !pourquoi", {}, features)}

    assert parse_terms("projet @filtres", groups, features) == (
        (features.bit("projet"),),
        mask(features, "projet", "<lieu>"),
        features.bit("pourquoi"),
    )


def test_several_lines_of_terms_join_into_one(features):
    lines = [parse_terms(line, {}, features) for line in ("projet ville?", "liste|combien !pourquoi")]

    assert join_terms(lines) == (
        (features.bit("projet"), mask(features, "liste", "combien")),
        mask(features, "projet", "ville", "liste", "combien"),
        features.bit("pourquoi"),
    )
    assert join_terms([]) == NOTHING


@pytest.mark.parametrize(
    ("line", "named"), [("projets", "projets"), ("projet|maire", "maire"), ("<lieux>", "<lieux>"), ("@autre", "@autre")]
)
def test_a_name_that_nothing_declares_is_told(features, line, named):
    with pytest.raises(UnknownFeatureError, match=named):
        parse_rule("i", line, {}, NOTHING, features)


def test_the_index_finds_what_trying_every_rule_would(features):
    lines = ["combien", "combien projet", "liste|combien <lieu>", "projet !pourquoi", "<theme> <lieu>", "ville? projet"]
    rules = [parse_rule("i", line, {}, NOTHING, features) for line in lines]
    index = RuleIndex(rules)

    for held in range(1 << 7):
        expected = [rule for rule in rules if all(term & held for term in rule.required)]
        assert sorted(rule.text for rule in index.candidates(held)) == sorted(rule.text for rule in expected)
