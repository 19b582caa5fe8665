"""The component and the server together: what is sent again, and what visitors think."""

import asyncio
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.async_api import Route, expect

from tests.services import Served
from tests.web.chat import Chat
from tests.web.town import chat_page

pytestmark = pytest.mark.asyncio(loop_scope="session")


def counted(bot: Served, name: str) -> float:
    """The sum of a counter over labels that are not told."""
    lines = re.findall(rf"^{re.escape(name)}(?:\{{.*\}})? (\S+)$", bot.get("/metrics"), re.MULTILINE)
    return sum(map(float, lines))


async def test_an_answer_lost_on_the_way_is_the_one_that_comes_when_it_is_asked_again(visit, town, bot):
    visitor = await visit(chat_page(town, bot.url))
    page, chat = visitor.page, Chat(visitor.page)
    await chat.open()
    await chat.ask("Vincennes a gagné quoi ?")
    messages, copies = counted(bot, "laureat_messages_total"), counted(bot, "laureat_duplicates_total")
    lost: list[str] = []

    async def lose(route: Route) -> None:
        if lost:
            await route.continue_()
        else:
            lost.append(await (await route.fetch()).text())
            await route.abort("connectionreset")

    await page.route("**/webhooks/rest/webhook", lose)
    await chat.ask("Et dans quel département ?")

    await expect(chat.answers.last).to_contain_text("Vincennes est dans le Val-de-Marne")
    assert "Val-de-Marne" in lost[0]
    assert counted(bot, "laureat_messages_total") - messages == 1
    assert counted(bot, "laureat_duplicates_total") - copies == 1


def opinions(bot: Served) -> list[tuple[str | None, str | None]]:
    """The verdicts and comments of the journal of exchanges."""
    with closing(sqlite3.connect(bot.exchanges)) as database:
        return database.execute("select verdict, comment from exchanges where verdict is not null").fetchall()


async def eventually(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not happened():
            await asyncio.sleep(0.05)


async def test_a_thumb_is_counted_once_and_its_word_is_in_the_journal(visit, town, bot):
    visitor = await visit(chat_page(town, bot.url))
    chat = Chat(visitor.page)
    await chat.open()
    await chat.ask("Vincennes a gagné quoi ?")
    before = counted(bot, "laureat_feedback_total")

    await chat.button("Réponse inutile").click()
    await chat.host.get_by_label("Un mot de plus").fill("Je cherchais le montant.")
    await chat.button("Envoyer ce mot").click()
    await expect(chat.status).to_contain_text("Merci pour votre avis.")

    assert counted(bot, "laureat_feedback_total") - before == 1
    await eventually(lambda: ("down", "Je cherchais le montant.") in opinions(bot))


async def test_an_opinion_on_an_answer_that_is_forgotten_is_said_not_to_be_sent(visit, town, bot):
    visitor = await visit(chat_page(town, bot.url))
    page, chat = visitor.page, Chat(visitor.page)
    await chat.open()
    await chat.ask("Vincennes a gagné quoi ?")
    before = counted(bot, "laureat_feedback_total")

    async def rename(route: Route) -> None:
        await route.continue_(post_data={**route.request.post_data_json, "message_id": "another"})

    await page.route("**/webhooks/rest/feedback", rename)
    await chat.button("Réponse utile").click()

    await expect(chat.host.locator(".verdict")).to_contain_text("n’a pas pu être envoyé")
    await expect(chat.button("Réponse utile")).to_have_attribute("aria-pressed", "false")
    assert counted(bot, "laureat_feedback_total") == before
