"""Questions about files, made and real, written without sight of the rules: they stay as well answered as they are.

Their figures were computed apart, from the files' own cells.
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
LEAST_RIGHT = {
    "made": 0.88,
    "lot": 0.88,
    "nievre": 0.82,
    "brive": 0.86,
    "saint-pierre": 0.85,
    "dunkerque": 0.78,
    "haguenau": 0.85,
    "sarreguemines": 0.82,
    "vesoul": 0.87,
    "saint-omer": 0.84,
    "hautes-alpes": 0.86,
    "saint-leu": 0.94,
    "bocage": 0.87,
    "forez": 0.94,
    "autunois": 0.92,
    "dole": 0.92,
    "poitiers": 0.96,
    "quimperle": 0.97,
    "bastia": 0.96,
    "corse": 0.97,
    "caf": 0.96,
    "guadeloupe": 0.97,
    "seine-normandie": 0.91,
    "savoie": 0.97,
    "drac": 0.96,
    "perigord": 0.94,
    "saintes": 0.92,
    "nantes": 0.95,
    "pays-de-la-loire": 0.9,
    "eure": 0.88,
    "ardeche": 0.89,
    "dieppe": 0.96,
    "grand-est": 0.93,
    "mont-de-marsan": 0.95,
    "blois": 0.93,
    "charente": 0.96,
    "sete": 0.92,
    "chatillonnais": 0.93,
    "jura": 0.91,
    "cotentin": 0.9,
    "angers": 0.94,
    "toulouse": 0.91,
}
MOST_WRONG = {
    "made": 0.025,
    "lot": 0.02,
    "nievre": 0.035,
    "brive": 0.03,
    "saint-pierre": 0.035,
    "dunkerque": 0.05,
    "haguenau": 0.035,
    "sarreguemines": 0.04,
    "vesoul": 0.025,
    "saint-omer": 0.045,
    "hautes-alpes": 0.05,
    "saint-leu": 0.02,
    "bocage": 0.04,
    "forez": 0.015,
    "autunois": 0.02,
    "dole": 0.02,
    "poitiers": 0.01,
    "quimperle": 0.01,
    "bastia": 0.01,
    "corse": 0.01,
    "caf": 0.01,
    "guadeloupe": 0.01,
    "seine-normandie": 0.04,
    "savoie": 0.01,
    "drac": 0.015,
    "perigord": 0.025,
    "saintes": 0.015,
    "nantes": 0.02,
    "pays-de-la-loire": 0.015,
    "eure": 0.03,
    "ardeche": 0.05,
    "dieppe": 0.015,
    "grand-est": 0.02,
    "mont-de-marsan": 0.02,
    "blois": 0.02,
    "charente": 0.02,
    "sete": 0.025,
    "chatillonnais": 0.025,
    "jura": 0.02,
    "cotentin": 0.03,
    "angers": 0.02,
    "toulouse": 0.025,
}


@pytest.fixture(scope="module", params=[*LEAST_RIGHT])
def verdicts(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, dict[str, Verdict]]:
    """The name of a file, and how each conversation about it goes, by its name."""
    folder = tmp_path_factory.mktemp(request.param)
    file = QUESTIONS / f"{request.param}.csv"
    if request.param == "made":
        file = folder / "made.csv"
        write_big(file, LINES, SEED)
    import_grants(Wanted((file,), folder / "pack", Description()))
    model = load_model(ROOT / "intents", ROOT / "knowledge", (folder / "pack",))
    assistant = Assistant(model, MemoryStore())
    return request.param, {case.id: verdict(assistant, case) for case in cases(QUESTIONS / f"{request.param}.jsonl")}


def test_a_conversation_about_grants_that_went_right_still_does(verdicts):
    _, found = verdicts
    assert [name for name, one in found.items() if name not in MISSED and one != "right"] == []


def test_most_conversations_about_grants_go_right(verdicts):
    name, each = verdicts
    found = Counter(each.values())

    assert found["right"] >= LEAST_RIGHT[name] * found.total()
    assert found["wrong"] <= MOST_WRONG[name] * found.total()
