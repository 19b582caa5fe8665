"""Questions about a made file, written without sight of the rules: they stay as well answered as they are.

Their figures were computed apart, from the file's own cells.
"""

from collections import Counter
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.content.model import load_model
from bot.grants.description import Description
from bot.grants.importing import Wanted, import_grants
from bot.store.memory import MemoryStore
from tests.grants.made import write_big
from tests.judge import Verdict, cases, verdict

pytestmark = pytest.mark.no_cover

ROOT = Path(__file__).parents[2]
QUESTIONS = Path(__file__).parent / "questions"
MISSED = frozenset((QUESTIONS / "missed.txt").read_text("utf-8").split())
"""The conversations known not to go right: to shorten, not to lengthen."""
LINES, SEED = 3_000, 11
LEAST_RIGHT = 0.77
MOST_WRONG = 0.09


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    """How each conversation goes, by its name."""
    folder = tmp_path_factory.mktemp("made")
    write_big(folder / "made.csv", LINES, SEED)
    import_grants(Wanted((folder / "made.csv",), folder / "pack", Description()))
    model = load_model(ROOT / "intents", ROOT / "knowledge", (folder / "pack",))
    assistant = Assistant(model, MemoryStore())
    return {case.id: verdict(assistant, case) for case in cases(QUESTIONS / "made.jsonl")}


def test_a_conversation_about_grants_that_went_right_still_does(verdicts):
    assert [name for name, found in verdicts.items() if name not in MISSED and found != "right"] == []


def test_most_conversations_about_grants_go_right(verdicts):
    found = Counter(verdicts.values())

    assert found["right"] >= LEAST_RIGHT * found.total()
    assert found["wrong"] <= MOST_WRONG * found.total()
