"""What was made for Rasa's REST channel works unchanged."""

import pytest
from playwright.async_api import Error, Page, expect

pytestmark = pytest.mark.asyncio(loop_scope="session")

# As `HTTPConnection` of Rasa's own widget does: a bare string, so the browser says text/plain and asks nobody first.
POST = """async ([bot, sender, message]) => {
    const response = await fetch(bot + "/webhooks/rest/webhook", {
        method: "POST", body: JSON.stringify({ sender, message }),
    });
    return (await response.json()).map(({ text }) => text).join(" ");
}"""


async def test_chatroom_shows_answers_pictures_and_buttons_that_ask(visit, town, bot):
    visitor = await visit(f"{town}/chatroom.html?bot={bot.url}")
    said = visitor.page.locator(".chat.left:not(.waiting)")
    await expect(said).to_contain_text(["Bonjour ! Je réponds aux questions sur le FMIN"])

    await visitor.page.locator("input[type=text]").fill("C’est quoi le FMIN ?")
    await visitor.page.keyboard.press("Enter")
    await expect(said).to_contain_text(["Bonjour", "FMIN"])

    # The buttons of earlier answers are out of use.
    buttons = visitor.page.locator(".chat-button:not(.chat-button-disabled)")
    await buttons.get_by_text("Quels sont les lauréats ?").click()
    await expect(said).to_contain_text(["Bonjour", "FMIN", "Les 23 projets"])
    picture = visitor.page.locator(f"img[src='{bot.url}/media/carte.svg']")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0

    assert visitor.origins == {town, bot.url}


async def post(page: Page, *words: str) -> str:
    return await page.evaluate(POST, list(words))


async def test_rasa_s_own_widget_is_answered_without_a_preflight(visit, town, bot):
    visitor = await visit(f"{town}/plain.html")

    assert "Vincennes a 2 projets" in await post(visitor.page, bot.url, "moi", "Vincennes a gagné quoi ?")
    assert "Val-de-Marne" in await post(visitor.page, bot.url, "moi", "Dans quel département ?")

    assert {request.headers.get("content-type") for request in visitor.requests if request.method == "POST"} == {
        "text/plain;charset=UTF-8"
    }
    assert "OPTIONS" not in {request.method for request in visitor.requests}


async def test_a_site_that_may_not_reads_no_answer(visit, town, bot):
    visitor = await visit(f"{town.replace('127.0.0.1', 'localhost')}/plain.html")

    with pytest.raises(Error, match="Failed to fetch"):
        await post(visitor.page, bot.url, "autre", "Vincennes a gagné quoi ?")
