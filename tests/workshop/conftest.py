"""A content to draft changes of: that of the checkout, or a copy of it."""

from pathlib import Path

import pytest

from bot.workshop.drafts import Draft
from bot.workshop.new_question import Question, add_question
from bot.workshop.packs import begin_pack
from bot.workshop.roots import Roots

ROOT = Path(__file__).parents[2]


@pytest.fixture
def draft() -> Draft:
    """A draft over the content of the checkout, which nothing publishes."""
    return Draft(Roots(ROOT / "intents", ROOT / "knowledge"))


@pytest.fixture
def roots(content) -> Roots:
    """A copy of the content."""
    return Roots(content.folder / "intents", content.folder / "knowledge")


@pytest.fixture
def garden(tmp_path) -> Roots:
    """A small content of its own, which is tried in a moment."""
    roots = begin_pack(tmp_path / "jardins", "jardin partagé")
    draft = Draft(roots)
    add_question(
        draft,
        Question(
            id="horaires",
            title="les horaires du jardin",
            words={"horaire": ("horaire", "ouverture")},
            rules=("horaire", "horaire le_sujet"),
            answer="De 8 h à 20 h.",
            support=("document:source",),
            examples=("Les horaires ?", "Les horaires du jardin partagé"),
            file="horaires",
        ),
    )
    for name, text in draft.changed.items():
        roots.path(name).write_text(text, "utf-8")
    return roots
