"""What the component does when things go wrong: no question is lost, none reaches the server twice."""

import json
from collections import Counter

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import expect

from tests.web.chat import Chat
from tests.web.fake_bot import message
from tests.web.town import chat_page

pytestmark = pytest.mark.asyncio(loop_scope="session")


def problem(status: int, detail: str = "Détail.", **headers: str):
    """A failure of the server."""
    return lambda: web.json_response(
        {"title": "Problème", "detail": detail}, status=status, content_type="application/problem+json", headers=headers
    )


def broken() -> None:
    """A connection that ends in the middle of the answer."""


@pytest_asyncio.fixture(loop_scope="session")
async def chat(visit, town, fake_bot) -> Chat:
    visitor = await visit(chat_page(town, fake_bot.url))
    await visitor.page.clock.install()
    opened = Chat(visitor.page)
    await opened.open()
    return opened


def sent(fake_bot) -> list[str]:
    return [post["message"] for post in fake_bot.posts]


async def test_a_question_asked_off_line_is_sent_once_when_back(chat, fake_bot):
    context = chat.page.context
    await context.set_offline(True)
    await chat.write("Un")
    await chat.write("Deux")
    await expect(chat.log).to_contain_text("Vous êtes hors connexion. Votre question partira à votre retour.")
    assert fake_bot.posts == []

    await context.set_offline(False)
    await chat.page.clock.fast_forward(1_000)

    await expect(chat.answers).to_contain_text(["Bonjour", "Vous dites : Un", "Vous dites : Deux"])
    assert sent(fake_bot) == ["Un", "Deux"]
    assert set(Counter(post["message_id"] for post in fake_bot.posts).values()) == {1}
    assert await chat.log.get_by_text("hors connexion").count() == 0


async def test_a_reload_off_line_loses_no_question(chat, fake_bot):
    context = chat.page.context
    await context.set_offline(True)
    await chat.write("Un")
    await expect(chat.log).to_contain_text("hors connexion")
    await context.set_offline(False)
    # The page goes away before it could try again.
    await chat.page.reload()

    await expect(chat.answers.last).to_contain_text("Vous dites : Un")
    assert sent(fake_bot) == ["Un"]


async def test_a_lost_answer_is_asked_for_once_more_under_the_same_name(chat, fake_bot):
    fake_bot.failures = [broken]
    await chat.write("Un")
    await expect(chat.log).to_contain_text("Le serveur ne répond pas. Nouvel essai dans quelques secondes.")

    await chat.page.clock.fast_forward(6_000)

    await expect(chat.answers.last).to_contain_text("Vous dites : Un")
    first, second = fake_bot.posts
    assert first == second
    assert 1 <= len(first["message_id"]) <= 64


async def test_what_fails_twice_can_be_sent_again_by_hand(chat, fake_bot):
    fake_bot.failures = [problem(503), problem(503)]
    await chat.write("Un")
    await expect(chat.log).to_contain_text("Nouvel essai")
    await chat.page.clock.fast_forward(6_000)
    await expect(chat.log).to_contain_text("Le serveur a un problème. Renvoyez votre question dans quelques minutes.")
    await chat.page.clock.fast_forward(60_000)
    assert len(fake_bot.posts) == 2

    await chat.button("Renvoyer").press("Enter")

    await expect(chat.answers.last).to_contain_text("Vous dites : Un")
    await expect(chat.field).to_be_focused()
    assert len({post["message_id"] for post in fake_bot.posts}) == 1
    assert await chat.questions.count() == 1


async def test_what_failed_still_says_so_when_the_chat_is_opened_again(chat, fake_bot):
    fake_bot.failures = [problem(413)]
    await chat.write("Un")
    await expect(chat.button("Modifier")).to_be_visible()
    await chat.field.press("Escape")
    await chat.launcher.click()
    await expect(chat.button("Modifier")).to_be_visible()

    await chat.page.reload()

    await expect(chat.button("Modifier")).to_be_visible()


async def test_who_asks_too_much_is_told_how_long_and_waits_that_long(chat, fake_bot):
    fake_bot.failures = [problem(429, **{"Retry-After": "12"})]
    await chat.write("Un")
    await expect(chat.log).to_contain_text("Trop de messages en peu de temps. Votre question repartira dans 12 s.")
    await chat.page.clock.fast_forward(11_000)
    assert len(fake_bot.posts) == 1

    await chat.page.clock.fast_forward(2_000)

    await expect(chat.answers.last).to_contain_text("Vous dites : Un")


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (400, "Le serveur n’accepte pas cette question. Modifiez-la, ou recommencez la conversation."),
        (413, "Votre question est trop longue. Raccourcissez-la, puis renvoyez-la."),
        (422, "Le serveur n’accepte pas cette question. Modifiez-la, ou recommencez la conversation."),
    ],
)
async def test_what_the_server_refuses_is_said_in_plain_words_and_can_be_mended(chat, fake_bot, status, said):
    fake_bot.failures = [problem(status, "Corrigez le champ « sender » : un texte.")]
    await chat.write("Un très long message")
    await expect(chat.log).to_contain_text(said)
    await expect(chat.log).not_to_contain_text("Corrigez")
    await chat.page.clock.fast_forward(60_000)
    assert len(fake_bot.posts) == 1

    await chat.button("Modifier").click()

    await expect(chat.field).to_be_focused()
    await expect(chat.field).to_have_value("Un très long message")


@pytest.mark.parametrize("body", ["<html>", "{}", "[]"])
async def test_an_answer_that_is_none_is_a_fault_of_the_server(chat, fake_bot, body):
    fake_bot.failures = [lambda: web.Response(text=body, content_type="application/json")]
    await chat.write("Un")

    await expect(chat.log).to_contain_text("Le serveur a un problème.")


async def test_one_question_at_a_time_in_order(chat, fake_bot):
    fake_bot.gate.clear()
    for question in ("Un", "Deux", "Trois"):
        await chat.write(question)
    await expect(chat.log.get_by_text("En attente.")).to_have_count(2)
    assert len(fake_bot.posts) <= 1

    fake_bot.gate.set()

    await expect(chat.answers).to_contain_text(
        ["Bonjour", "Vous dites : Un", "Vous dites : Deux", "Vous dites : Trois"]
    )
    assert sent(fake_bot) == ["Un", "Deux", "Trois"]


async def test_an_answer_that_takes_long_is_spoken_of_once(chat, fake_bot):
    fake_bot.gate.clear()
    await chat.write("Un")
    await expect(chat.host.locator(".writing")).to_be_visible()
    await expect(chat.status).to_be_empty()
    await chat.page.clock.run_for(3_000)
    await expect(chat.status).to_have_text("Réponse en cours.")

    fake_bot.gate.set()

    await expect(chat.host.locator(".writing")).to_have_count(0)


async def test_starting_again_drops_what_is_under_way(chat, fake_bot):
    fake_bot.gate.clear()
    await chat.write("Un")
    await expect(chat.host.locator(".writing")).to_be_visible()

    await chat.choose("Recommencer")
    fake_bot.gate.set()
    await chat.ask("Deux")

    await expect(chat.answers).to_contain_text(["Bonjour", "Vous dites : Deux"])
    assert len({post["sender"] for post in fake_bot.posts}) == 2


async def test_a_server_that_does_not_greet_is_no_obstacle(visit, town, fake_bot):
    fake_bot.greets = False
    visitor = await visit(chat_page(town, fake_bot.url))
    chat = Chat(visitor.page)
    await chat.open()

    await expect(chat.answers.first).to_contain_text("Posez votre question")
    await chat.ask("Un")


REFUSED = (
    """Object.defineProperty(window, "sessionStorage", { get() { throw new DOMException("no", "SecurityError"); } })"""
)
CORRUPT = """sessionStorage.setItem("laureat:", JSON.stringify({ sender: "a", choices: 4, turns: [
    null, 7, { id: 1 },
    { id: "b", text: "Un", shown: "Un", state: "answered", answers: [null, { text: 3, buttons: {}, custom: "x" }] },
] }))"""
UNREADABLE = "sessionStorage.setItem('laureat:', '{')"


def keeping(sender: object = "web-a", **turn: object) -> str:
    """What a tab keeps whose conversation had one turn."""
    turn = {"id": "b", "text": "Un", "shown": "Un", "state": "failed", "answers": [], **turn}
    kept = json.dumps({"sender": sender, "choices": {}, "turns": [turn]})
    return f"sessionStorage.setItem('laureat:', {json.dumps(kept)})"


@pytest.mark.parametrize(
    "storage",
    [
        REFUSED,
        CORRUPT,
        UNREADABLE,
        keeping(problem={"kind": "unheard of"}),
        keeping(problem={"kind": "constructor"}),
        keeping(problem={"kind": "refused", "status": 413, "detail": {"a": 1}}),
        keeping(problem={"kind": "busy", "seconds": {"a": 1}}),
        keeping(problem=7, verdict={}),
        keeping(at=1e300),
        keeping(at="hier"),
        keeping(sender=""),
        keeping(sender="x" * 256),
        keeping(sender=["x"]),
        keeping(id="x" * 65),
    ],
)
async def test_it_talks_whatever_the_tab_keeps(visit, town, fake_bot, storage):
    visitor = await visit("about:blank")
    await visitor.page.add_init_script(storage)
    await visitor.page.goto(chat_page(town, fake_bot.url))
    chat = Chat(visitor.page)
    await chat.launcher.click()
    await expect(chat.log.locator(".turn")).not_to_have_count(0)
    await chat.ask("Deux")

    await expect(chat.answers.last).to_contain_text("Vous dites : Deux")
    assert 1 <= len(fake_bot.posts[-1]["sender"]) <= 255
    assert "Vous dites : Deux" in await visitor.page.evaluate("document.querySelector('laureat-chat').transcript()")
    assert "[object" not in await chat.log.inner_text()
    assert visitor.complaints == []


async def test_what_is_kept_is_bounded(chat, fake_bot):
    fake_bot.answers = {str(n): [message(str(n) + "x" * 19_000)] for n in range(14)}
    for n in range(14):
        await chat.ask(str(n))
    assert await chat.page.evaluate("JSON.stringify(sessionStorage).length") < 250_000

    await chat.page.reload()

    await expect(chat.answers.last).to_contain_text("13xxx")
    assert 5 < await chat.answers.count() < 14
