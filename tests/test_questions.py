"""Questions written without sight of the rules: they stay as well answered as they are."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.dialogue.conversation import Conversation
from tests.judge import QUESTIONS, Verdict, cases, rounds, verdict

pytestmark = pytest.mark.no_cover

LEAST_RIGHT = 0.96
MOST_WRONG = 0.012
MOST_ANSWERED = 0.0125
"""Share of the questions on other subjects that may get an answer."""
MISSED = frozenset((QUESTIONS / "missed.txt").read_text("utf-8").split())
"""The conversations known not to go right: to shorten, not to lengthen."""


@cache
def verdicts(laureat: Assistant, path: Path) -> dict[str, Verdict]:
    """How the conversations of a round go, by their name."""
    return {case.id: verdict(laureat, case) for case in cases(path)}


@pytest.mark.parametrize("path", rounds(), ids=lambda path: path.stem)
def test_a_conversation_that_went_right_still_does(laureat, path):
    lost = [name for name, found in verdicts(laureat, path).items() if name not in MISSED and found != "right"]

    assert lost == []


def test_nearly_all_conversations_go_right_and_hardly_any_reply_is_wrong(laureat):
    found = Counter(found for path in rounds() for found in verdicts(laureat, path).values())

    assert found["right"] >= LEAST_RIGHT * found.total()
    assert found["wrong"] <= MOST_WRONG * found.total()


@pytest.mark.parametrize("path", sorted(QUESTIONS.glob("off-subject-*.txt")), ids=lambda path: path.stem)
def test_hardly_any_question_on_another_subject_is_answered(laureat, path):
    said = path.read_text("utf-8").splitlines()
    answered = [one for one in said if laureat.answer(one, Conversation())[0].outcome == "answered"]

    assert len(answered) <= MOST_ANSWERED * len(said), answered
