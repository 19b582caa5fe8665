"""A content to draft changes of: that of the checkout, a copy of it, or of a small one."""

import pytest

from bot.workshop.drafts import Draft
from bot.workshop.roots import Roots
from tests.conftest import ROOT, Content


@pytest.fixture
def draft() -> Draft:
    """A draft over the content of the checkout, which nothing publishes."""
    return Draft(Roots(ROOT / "intents", ROOT / "knowledge"))


@pytest.fixture
def roots(content: Content) -> Roots:
    """A copy of the content."""
    return content.roots


@pytest.fixture
def garden(garden: Content) -> Roots:
    """A copy of the small content."""
    return garden.roots
