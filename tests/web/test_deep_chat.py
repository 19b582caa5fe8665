"""deep-chat, a widget that towns put on their own site, talks to Lauréat through its two interceptors."""

import pytest
from playwright.async_api import Page, expect

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def ask(page: Page, question: str) -> None:
    field = page.locator("deep-chat #text-input")
    await field.click()
    await page.keyboard.type(question)
    await page.keyboard.press("Enter")


async def test_the_town_s_page_gets_answers_that_follow_each_other(visit, town, bot):
    visitor = await visit(f"{town}/deep-chat.html?bot={bot.url}")

    await ask(visitor.page, "Vincennes a gagné quoi ?")
    answers = visitor.page.locator("deep-chat .ai-message-text")
    await expect(answers).to_contain_text(["Vincennes a 2 projets lauréats : « Le CRM (GRU) Augmenté »"])

    await ask(visitor.page, "Et Montreuil ?")
    await expect(answers).to_contain_text(["Vincennes", "Montreuil a 2 projets lauréats : « Grandparisjeunes.com »"])

    await ask(visitor.page, "Dans quel département ?")
    await expect(answers).to_contain_text(["Vincennes", "Montreuil", "Montreuil est en Seine-Saint-Denis"])

    assert visitor.complaints == []
    assert visitor.origins == {town, bot.url}


async def test_the_page_of_another_site_reads_no_answer(visit, town, bot):
    other = town.replace("127.0.0.1", "localhost")
    visitor = await visit(f"{other}/deep-chat.html?bot={bot.url}")

    await ask(visitor.page, "Vincennes a gagné quoi ?")

    await expect(visitor.page.locator("deep-chat .error-message-text")).to_be_visible()
    assert "lauréats" not in await visitor.page.locator("deep-chat #messages").inner_text()
    assert any("blocked by CORS policy" in complaint for complaint in visitor.complaints)
