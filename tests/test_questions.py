"""Questions written without sight of the rules: they stay as well answered as they are."""

from collections import Counter

import pytest

from bot.conversation import Conversation
from tests.judge import QUESTIONS, cases, rounds, verdict

LEAST_RIGHT = 0.96
MOST_WRONG = 0.012
MOST_ANSWERED = 0.0125
"""Share of the questions on other subjects that may get an answer."""
MISSED = frozenset((QUESTIONS / "missed.txt").read_text("utf-8").split())
"""The conversations known not to go right: to shorten, not to lengthen."""


@pytest.mark.parametrize("path", rounds(), ids=lambda path: path.stem)
def test_a_conversation_that_went_right_still_does(laureat, path):
    lost = [case.id for case in cases(path) if case.id not in MISSED and verdict(laureat, case) != "right"]

    assert lost == []


def test_nearly_all_conversations_go_right_and_hardly_any_reply_is_wrong(laureat):
    found = Counter(verdict(laureat, case) for path in rounds() for case in cases(path))

    assert found["right"] >= LEAST_RIGHT * found.total()
    assert found["wrong"] <= MOST_WRONG * found.total()


@pytest.mark.parametrize("path", sorted(QUESTIONS.glob("off-subject-*.txt")), ids=lambda path: path.stem)
def test_hardly_any_question_on_another_subject_is_answered(laureat, path):
    said = path.read_text("utf-8").splitlines()
    answered = [one for one in said if laureat.answer(one, Conversation())[0].outcome == "answered"]

    assert len(answered) <= MOST_ANSWERED * len(said), answered
