"""What holds of the pictures of every channel."""

import asyncio
from html import unescape

import pytest
from aiohttp import web

from bot.channels.catalog import CATALOG
from bot.channels.channel import Incoming
from bot.channels.telegram import Telegram
from tests.channels.exchange import BARE, LINK, PNG, PUBLIC, SHOWN, settings
from tests.channels.loopback import Saying, delivering, listening
from tests.channels.test_telegram import BODY, JSON, SECRET, sent

TO = {
    "id": "1",
    "to": "whatsapp:+33612345678",
    "from": "whatsapp:+33700000000",
    "chat": "7",
    "channel": "C1",
    "url": "https://smba.trafficmanager.net/emea/",
    "conversation": "3",
    "activity": "4",
    "person": "29:p",
    "robot": "28:r",
    "kind": "personal",
    "room": "!r",
    "event": "$e",
}
MESSAGE = Incoming("1", "whatsapp:+33612345678", "", TO)
ANSWERED_AT_ONCE = ("mattermost", "alexa")
WRITING = [entry for entry in CATALOG if entry.name not in (*ANSWERED_AT_ONCE, "callback")]


@pytest.mark.parametrize("entry", WRITING, ids=lambda entry: entry.name)
@pytest.mark.parametrize("origin", ["", "http://127.0.0.1:8080"])
def test_where_nobody_could_fetch_it_nothing_is_said_of_a_picture(entry, origin):
    channel = entry.make(settings(public_url=origin))

    assert channel.write(SHOWN, MESSAGE) == channel.write(BARE, MESSAGE)


@pytest.mark.parametrize("entry", WRITING, ids=lambda entry: entry.name)
def test_a_picture_is_an_image_alone_after_the_text_or_a_link_in_it(entry):
    channel = entry.make(settings(public_url=PUBLIC))
    said, shown = channel.write(BARE, MESSAGE), channel.write(SHOWN, MESSAGE)

    if channel.limits.pictures == "images":
        (image,) = shown[len(said) :]
        assert shown[: len(said)] == said
        assert PNG in str(image)
        assert BARE.text not in str(image)
        assert not image.reply
    else:
        assert len(shown) == len(said)
        assert LINK in unescape(str(shown[-1]))


async def test_a_picture_that_is_refused_holds_nothing_up():
    def answer(call):
        return web.json_response({"ok": False}, status=400) if call.path.endswith("/sendPhoto") else None

    async with listening(answer) as platform:
        channel = Telegram(
            settings(
                telegram_token="1:a", telegram_secret="tg-secret", telegram_api_url=platform.url, public_url=PUBLIC
            )
        )
        async with delivering(channel, Saying(SHOWN)) as delivery:
            for number in ("1001", "1002"):
                await delivery.receive(channel, sent(BODY.replace("1001", number), [JSON, SECRET]))
            calls = await platform.get(4)

    assert [call.path.rpartition("/")[2] for call in calls] == ["sendMessage", "sendPhoto"] * 2


async def test_a_text_that_is_refused_is_not_followed_by_its_picture():
    async with listening(lambda call: web.json_response({"ok": False}, status=400)) as platform:
        channel = Telegram(
            settings(
                telegram_token="1:a", telegram_secret="tg-secret", telegram_api_url=platform.url, public_url=PUBLIC
            )
        )
        async with delivering(channel, Saying(SHOWN)) as delivery:
            await delivery.receive(channel, sent(BODY, [JSON, SECRET]))
            await asyncio.gather(*delivery._jobs.values())

    assert [call.path.rpartition("/")[2] for call in platform.sent] == ["sendMessage"]
