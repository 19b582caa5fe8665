"""How a page looks, kept for whoever works here, and what axe finds wrong with it."""

from pathlib import Path

from playwright.async_api import Page

from tests.web.visitor import package

PICTURES = Path(__file__).parents[2] / "build" / "pages"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


async def violations(page: Page) -> list[object]:
    """What on a page keeps somebody out: the rule of axe, and the elements that break it."""
    # The page's policy forbids adding a script; the driver may.
    await page.evaluate(package("axe-core/axe.min.js").read_text("utf-8"))
    # Of what is right, it tells the rules and not each element.
    found = await page.evaluate("tags => axe.run({ runOnly: tags, resultTypes: ['violations'] })", RULES)
    assert len(found["passes"]) > 10
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]
