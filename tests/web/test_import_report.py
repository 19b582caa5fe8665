"""The page that an import leaves, as whoever vouches for it reads it."""

import pytest

from bot.grants.description import Description
from bot.grants.importing import Wanted, import_grants
from tests.grants.made import DEFECTS, make
from tests.web.looks import violations

pytestmark = pytest.mark.asyncio(loop_scope="session")

LOOKS = {"light": {}, "dark": {"color_scheme": "dark"}, "narrow": {"viewport": {"width": 320, "height": 568}}}


@pytest.mark.parametrize("look", LOOKS)
async def test_the_report_can_be_read_by_everybody(visit, tmp_path, look):
    (tmp_path / "f.csv").write_bytes(make(300, 1, DEFECTS).data)
    (tmp_path / "g.csv").write_bytes(make(30, 2).data)
    wanted = Wanted((tmp_path / "f.csv", tmp_path / "g.csv"), tmp_path / "out", Description())
    report = import_grants(wanted)
    visitor = await visit((tmp_path / "out" / "rapport.html").as_uri(), **LOOKS[look])
    page = visitor.page

    assert await violations(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    text = await page.locator("main").inner_text()
    for reason in (*report.aside, *report.notes):
        assert reason.first[0] in text
    assert visitor.complaints == []
