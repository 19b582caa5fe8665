"""The pages of the demonstration site, as people meet them."""

import re

import pytest
from playwright.async_api import expect

from bot.server.page import PATHS
from tests.web.looks import PICTURES, violations

pytestmark = pytest.mark.asyncio(loop_scope="session")

LOOKS = {
    "light": {"viewport": {"width": 1280, "height": 800}},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 568}},
    "zoomed": {"viewport": {"width": 320, "height": 256}},
    "forced": {"viewport": {"width": 1280, "height": 800}, "forced_colors": "active"},
}
WHITE = re.compile(r"« | [»:;?!]")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
async def test_it_fits_and_everybody_can_use_it(visit, bot, path, look):
    visitor = await visit(f"{bot.url}{path}", **LOOKS[look])
    page = visitor.page
    if path == "/":
        await expect(page.get_by_role("log")).to_contain_text("Je réponds aux questions sur le FMIN")
    await page.screenshot(path=PICTURES / f"{path.strip('/') or 'accueil'}-{look}.png", full_page=True)

    assert await page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert await violations(page) == []
    assert not WHITE.search(await page.locator("body").inner_text())
    assert visitor.complaints == []
    assert visitor.origins == {bot.url}
    assert await page.context.cookies() == []


async def test_the_first_thing_the_keyboard_meets_leads_past_the_header(visit, bot):
    visitor = await visit(f"{bot.url}/accessibilite")
    page, skip = visitor.page, visitor.page.get_by_role("link", name="Aller au contenu")

    await page.keyboard.press("Tab")
    await expect(skip).to_be_focused()
    await expect(skip).to_be_in_viewport(ratio=1)
    await page.keyboard.press("Enter")
    await expect(page.locator("main")).to_be_focused()
    await page.keyboard.press("Tab")

    await expect(page.get_by_role("link", name="écrire au Défenseur des droits")).to_be_focused()


async def test_what_has_the_focus_is_seen(visit, bot):
    visitor = await visit(f"{bot.url}/confidentialite", viewport={"width": 320, "height": 256})
    page = visitor.page
    seen = []

    for _ in range(20):
        await page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if not await focused.count():
            break
        await expect(focused).to_be_in_viewport(ratio=1)
        outline = await focused.evaluate("e => getComputedStyle(e).outlineStyle + getComputedStyle(e).outlineWidth")
        assert outline == "solid2px"
        seen.append(await focused.inner_text())

    assert len(seen) == len(set(seen)) == 7


async def test_a_conversation_on_the_page(visit, bot):
    visitor = await visit(bot.url)
    page, log = visitor.page, visitor.page.get_by_role("log")
    await expect(log).to_contain_text("Je réponds aux questions sur le FMIN")

    await page.get_by_label("Votre question").fill("Vincennes a gagné quoi ?")
    await page.keyboard.press("Enter")
    await expect(log).to_contain_text("Vincennes a 2 projets lauréats")
    await log.get_by_role("button", name="Quel est le montant total des subventions").last.click()
    await expect(log).to_contain_text("923 571 €")

    assert visitor.complaints == []
    assert visitor.origins == {bot.url}


async def test_the_page_leads_to_what_is_kept_and_back(visit, bot):
    visitor = await visit(bot.url)
    page = visitor.page

    await page.get_by_role("contentinfo").get_by_role("link", name="Données personnelles").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Données personnelles")
    await page.get_by_role("banner").get_by_role("link").click()

    await expect(page.get_by_role("log")).to_be_visible()


async def test_without_javascript_the_page_says_whom_to_ask(visit, bot):
    visitor = await visit(bot.url, java_script_enabled=False)
    notice = visitor.page.locator("noscript p")

    await expect(notice).to_be_visible()
    await notice.get_by_role("link").click()
    await expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("Accessibilité")
