from bot.workshop.heard import read_messages
from bot.workshop.suggestions import suggest
from bot.workshop.trying import Asked


def test_an_unknown_word_of_what_was_missed_is_told_with_how_often(laureat):
    found = suggest(laureat, [Asked("combien de sous pour le zorglub", times=4), Asked("Et le Zorglub ?")])

    first = found[0]
    assert (first.kind, first.said, first.times) == ("mot", "zorglub", 5)
    assert "combien de sous pour le zorglub" in first.sentences
    assert "déclarez-le" in first.remedy


def test_nothing_is_suggested_of_what_is_understood(laureat):
    assert [one for one in suggest(laureat, [Asked("Vincennes a gagné quoi ?")]) if one.kind != "regles"] == []


def test_two_rules_that_fit_as_well_are_told(laureat):
    found = suggest(laureat, [Asked("Qui a eu le parking malin de Levallois")])

    (rules,) = [one for one in found if one.kind == "regles"]
    assert "aussi bien l’une que l’autre" in rules.what


def test_a_word_of_one_name_is_proposed_as_its_alias(content, assistant_of):
    content.change(
        "knowledge/fmin/projets.csv",
        "smart_parking,Smart parking,",
        "smart_parking,Smart parking Xylocope,",
    )
    found = suggest(assistant_of(content), [Asked("c’est où le xylocope")])

    (alias,) = [one for one in found if one.kind == "alias"]
    assert (alias.record, alias.said) == ("projet:smart_parking", "xylocope")


def test_messages_are_read_one_a_line_or_as_the_journal_exports_them():
    lines = ["Bonjour\n", "\n", '{"text": "Et là ?", "before": ["Vincennes"], "times": 3}\n', "{pas du JSON\n"]

    assert list(read_messages(lines)) == [
        Asked("Bonjour"),
        Asked("Et là ?", ("Vincennes",), 3),
        Asked("{pas du JSON"),
    ]


def test_how_far_the_nearest_word_is_agrees(laureat):
    (found,) = suggest(laureat, [Asked("voiri du jour")])

    assert found.what == "« voiri » est inconnu ; le plus proche est « voirie », à 1 lettre"
