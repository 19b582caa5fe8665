"""How people ask each kind of question about grants, in phrasings written without sight of the rules."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from bot.assistant import Assistant
from bot.content.model import load_model
from bot.dialogue.conversation import Conversation
from bot.grants.description import Description, find_pack
from bot.grants.importing import Wanted, import_grants
from bot.grants.opening import open_pack
from bot.store.memory import MemoryStore
from tests.grants.phrased import APART, FOLLOWING, Asked, Ledger, Line, plain
from tests.judge import Verdict

pytestmark = pytest.mark.no_cover

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
THEMES = {"lot": "Secteur", "vesoul": "thematique"}
"""The column of themes of each file of `questions/` that is asked of."""
SEED = 7
_LINES = f"""
SELECT CASE WHEN count(DISTINCT b.id) OVER (PARTITION BY b.name) > 1 THEN b.name || '{APART}' || b.id ELSE b.name END,
    year, g.cents, object, date, {{theme}}, nature IS DISTINCT FROM 'nature'
FROM grants g JOIN beneficiary b ON b.id = g.beneficiary
WHERE status = 'accordée' AND year > 0 AND g.cents IS NOT NULL ORDER BY line
"""
LEAST_RIGHT, MOST_WRONG, LEAST_OF_A_KIND = 0.9, 0.04, 0.7


def _phrasings() -> Iterator[tuple[str, str, bool]]:
    """Each kind with a phrasing of it, and whether that follows another question."""
    for file in sorted((HERE / "phrasings").glob("*.json")):
        for kind, written in json.loads(file.read_text("utf-8")).items():
            follows = kind == FOLLOWING
            for name, each in written.items() if follows else [(kind, written)]:
                yield from ((name, one, follows) for one in each)


def _ask(assistant: Assistant, said: str, asked: Asked, past: Conversation) -> Verdict:
    for name, value in asked.slots.items():
        said = said.replace(f"{{{name}}}", str(value))
    reply = assistant.turn(said, past).reply
    if asked.holds(plain(reply.text)) and reply.outcome in ("answered", "unknown"):
        return "right"
    return "wrong" if reply.outcome == "answered" else "missed"


@pytest.fixture(scope="module", params=[*THEMES])
def verdicts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Counter[Verdict]]:
    """How the phrasings of each kind go."""
    folder = tmp_path_factory.mktemp(request.param) / "pack"
    import_grants(Wanted((HERE / "questions" / f"{request.param}.csv",), folder, Description()))
    assistant = Assistant(load_model(ROOT / "intents", ROOT / "knowledge", (folder,)), MemoryStore())
    engine = open_pack(find_pack(folder))
    ((theme,),) = engine.execute("SELECT 'x' || place FROM extra WHERE header = ?", [THEMES[request.param]]).fetchall()
    lines = engine.execute(_LINES.format(theme=theme)).fetchall()
    ledger = Ledger((Line(*one) for one in lines), Random(SEED))
    found = defaultdict[str, Counter[Verdict]](Counter)
    for kind, said, follows in _phrasings():
        past = Conversation()
        if follows:
            first, asked = ledger.follow(kind)
            past = assistant.turn(first, past).conversation
        elif (wanted := ledger.ask(kind)) is None:
            continue
        else:
            asked = wanted
        found[kind][_ask(assistant, said, asked, past)] += 1
    return found


def test_most_phrasings_get_the_figures_of_the_lines(verdicts):
    found = sum(verdicts.values(), Counter[Verdict]())

    assert found.total() > 1_500
    assert found["right"] >= LEAST_RIGHT * found.total()
    assert found["wrong"] <= MOST_WRONG * found.total()


def test_no_kind_of_question_is_far_behind(verdicts):
    shares = {kind: each["right"] / each.total() for kind, each in verdicts.items()}

    assert [(kind, share) for kind, share in shares.items() if share < LEAST_OF_A_KIND] == []
