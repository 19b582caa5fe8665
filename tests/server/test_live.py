import asyncio

from bot.message import Message, Reply
from bot.metrics import Metrics
from bot.server.live import Live, check_content


class Says:
    """Says one thing."""

    def __init__(self, text: str) -> None:
        self.text = text

    async def reply(self, message: Message) -> Reply:
        return Reply(text=self.text, outcome="answered", intent=None, confidence=1.0)

    def parse(self, text: str) -> str:
        return self.text

    async def warm(self) -> None:
        pass


async def found(wrong: str) -> str:
    return wrong


def live(wrong: str = "", load=lambda: Says("new")) -> Live:
    return Live(Says("old"), Metrics({}), load, lambda: found(wrong))


async def said(assistant: Live) -> str:
    reply = await assistant.reply(Message(sender="ana", text="?"))
    assert assistant.parse("?") == reply.text
    return reply.text


async def test_good_content_is_taken_up():
    assistant = live()
    assert await said(assistant) == "old"

    assert await assistant.reload()

    assert await said(assistant) == "new"


async def test_bad_content_is_not_and_the_journal_says_why(caplog):
    assistant = live("intents/essai.yaml:3\n  clé inconnue « regle »")

    assert not await assistant.reload()

    assert await said(assistant) == "old"
    assert "clé inconnue « regle »" in caplog.text


async def test_content_that_cannot_be_loaded_leaves_the_old_one(caplog):
    def fail() -> Says:
        raise RuntimeError("broken")

    assistant = live(load=fail)

    assert not await assistant.reload()
    assert await said(assistant) == "old"


async def test_answers_go_on_while_the_content_is_checked():
    checking = asyncio.Event()
    assistant = Live(Says("old"), Metrics({}), lambda: Says("new"), lambda: wait(checking))

    reloading = asyncio.create_task(assistant.reload())
    await asyncio.sleep(0)
    assert await said(assistant) == "old"
    checking.set()
    assert await reloading
    assert await said(assistant) == "new"


async def wait(event: asyncio.Event) -> str:
    await event.wait()
    return ""


async def test_what_laureat_check_finds_is_what_is_wrong(garden):
    assert await check_content() == ""

    garden.add("intents/essai.yaml", "intents:\n  essai:\n    titre: un essai\n    regle: [a]\n")
    wrong = await check_content()

    assert "intents/essai.yaml" in wrong
    assert "clé inconnue « regle »" in wrong
