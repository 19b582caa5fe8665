"""The answers to several questions of one message, as one."""

import pytest

from bot.answering.combined import combine
from bot.message import Button, Reply, Source


def reply(text: str, outcome: str = "answered", **rest) -> Reply:
    return Reply(**{"text": text, "outcome": outcome, "intent": text.lower(), "confidence": 1.0} | rest)


def test_one_answer_is_itself():
    alone = reply("Un")

    assert combine([alone]) is alone


def test_texts_follow_one_another_and_the_least_sure_tells_how_sure():
    both = combine([reply("Un", confidence=0.9), reply("Deux", confidence=0.7)])

    assert both.text == "Un\n\nDeux"
    assert both.confidence == 0.7


@pytest.mark.parametrize(
    ("outcomes", "lead"),
    [
        (("answered", "answered"), 0),
        (("unknown", "answered"), 1),
        (("chitchat", "clarify"), 1),
        (("out_of_scope", "unknown"), 1),
        (("answered", "handoff"), 1),
    ],
)
def test_the_most_telling_answer_leads(outcomes, lead):
    replies = [reply(name, outcome) for name, outcome in zip(("Un", "Deux"), outcomes, strict=True)]
    both = combine(replies)

    assert (both.outcome, both.intent) == (replies[lead].outcome, replies[lead].intent)


def test_the_data_is_that_of_the_lead_with_the_others_after_it():
    both = combine([reply("Un", "unknown", data={"n": 1}), reply("Deux", data={"n": 2})])

    assert both.data == {"n": 2, "suite": [{"n": 1}]}


def test_each_source_and_button_is_told_once():
    def source(locator: str) -> Source:
        return Source("Communiqué", "2018-11-27", locator)

    buttons = [Button(name, name) for name in "abcd"]
    both = combine(
        [
            reply("Un", sources=(source("ligne 1"),), buttons=(buttons[0], buttons[1])),
            reply("Deux", sources=(source("ligne 1"), source("ligne 2")), buttons=(buttons[1], *buttons[2:])),
        ]
    )

    assert [one.locator for one in both.sources] == ["lignes 1 et 2"]
    assert both.buttons == tuple(buttons[:3])
