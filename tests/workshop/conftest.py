"""A content to draft changes of: that of the checkout, or a copy of it."""

from pathlib import Path

import pytest

from bot.workshop.drafts import Draft
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
