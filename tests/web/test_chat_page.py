"""The chat page, as people meet it."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.web.visitor import package

pytestmark = pytest.mark.asyncio(loop_scope="session")

PICTURES = Path(__file__).parents[2] / "build" / "pages"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = {"width": 320, "height": 568}
LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": NARROW},
}


async def ask(page: Page, question: str) -> None:
    await page.get_by_label("Votre question").focus()
    await page.keyboard.insert_text(question)
    await page.keyboard.press("Enter")


async def test_a_conversation_with_the_keyboard_alone(visit, bot):
    visitor = await visit(bot.url)
    page, log = visitor.page, visitor.page.get_by_role("log", name="Conversation")
    await expect(log).to_contain_text("Bonjour ! Je réponds aux questions sur le FMIN")

    await ask(page, "Vincennes a gagné quoi ?")
    answer = log.locator(".bot").last
    await expect(answer).to_contain_text("Vincennes a 2 projets lauréats")
    await expect(page.get_by_label("Votre question")).to_be_focused()
    await expect(page.get_by_label("Votre question")).to_have_value("")

    await answer.get_by_text("Source", exact=True).press("Enter")
    await expect(answer.get_by_role("listitem")).to_contain_text(["lignes 22 et 23 de la liste"])
    await expect(answer.get_by_role("listitem").first).to_be_visible()

    await page.keyboard.press("Tab")
    suggestion = answer.get_by_role("group", name="Suggestions").get_by_role("button").first
    await expect(suggestion).to_be_focused()
    await expect(suggestion).to_have_text("Quel est le montant total des subventions ?")
    await page.keyboard.press("Enter")
    await expect(log.locator(".person").last).to_contain_text("Quel est le montant total des subventions ?")
    await expect(log.locator(".bot").last).to_contain_text("923 571 €")

    await ask(page, "Et Montreuil ?")
    await expect(log.locator(".bot").last).to_contain_text("Montreuil")

    assert visitor.complaints == []
    assert visitor.origins == {bot.url}


async def test_what_has_the_focus_is_not_hidden_by_the_form(visit, bot):
    visitor = await visit(bot.url, viewport=NARROW)
    page, field = visitor.page, visitor.page.get_by_label("Votre question")
    await ask(page, "Quels sont les projets lauréats ?")
    await expect(page.locator(".bot")).to_have_count(2)
    suggestion = page.get_by_role("group", name="Suggestions").last.get_by_role("button").last
    await field.focus()
    await suggestion.evaluate("button => scrollBy(0, button.getBoundingClientRect().bottom - innerHeight)")

    await page.keyboard.press("Shift+Tab")

    await expect(suggestion).to_be_focused()
    focused, form = await suggestion.bounding_box(), await page.locator("form").bounding_box()
    assert focused["y"] + focused["height"] <= form["y"]


async def test_no_line_begins_with_a_punctuation_mark(visit, bot):
    visitor = await visit(bot.url)
    await expect(visitor.page.locator(".bot")).to_have_count(1)
    await ask(visitor.page, "Quels sont les projets lauréats ?")
    await expect(visitor.page.locator(".bot")).to_have_count(2)

    assert not re.search("« | [»:;?!]", await visitor.page.get_by_role("log").evaluate("log => log.textContent"))


async def test_two_tabs_are_two_conversations(visit, bot):
    one, other = await visit(bot.url), await visit(bot.url)
    await ask(one.page, "Vincennes a gagné quoi ?")
    await expect(one.page.get_by_role("log")).to_contain_text("Vincennes a 2 projets lauréats")

    await ask(one.page, "Dans quel département ?")
    await ask(other.page, "Dans quel département ?")

    await expect(one.page.locator(".bot").last).to_contain_text("Vincennes est dans le Val-de-Marne")
    await expect(other.page.locator(".bot").last).to_contain_text("Je ne sais pas répondre à cela")


async def test_a_server_that_is_gone_is_said_in_french(visit, bot):
    visitor = await visit(bot.url)
    await expect(visitor.page.locator(".bot")).to_have_count(1)
    await visitor.page.context.set_offline(True)

    await ask(visitor.page, "Vincennes a gagné quoi ?")

    await expect(visitor.page.get_by_role("log")).to_contain_text("Le serveur ne répond pas.")


@pytest.mark.parametrize("look", LOOKS)
async def test_it_fits_and_everybody_can_use_it(visit, bot, look):
    visitor = await visit(bot.url, **LOOKS[look])
    page = visitor.page
    await ask(page, "Quels sont les projets lauréats ?")
    await expect(page.locator(".bot")).to_have_count(2)
    await page.locator("summary").last.click()
    await ask(page, "anticonstitutionnellement" * 4)
    await expect(page.locator(".bot")).to_have_count(3)
    await page.evaluate("scrollTo(0, document.body.scrollHeight)")
    await page.screenshot(path=PICTURES / f"{look}.png", full_page=True)

    assert await page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    # The page's policy forbids adding a script; the driver may.
    await page.evaluate(package("axe-core/axe.min.js").read_text("utf-8"))
    found = await page.evaluate("tags => axe.run({ runOnly: tags })", RULES)
    assert found["violations"] == []
    assert len(found["passes"]) > 10
    assert visitor.complaints == []
