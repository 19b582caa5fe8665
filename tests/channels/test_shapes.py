"""The same message written by us and by the platforms' own libraries, to one server that notes both."""

import asyncio
from urllib.parse import urlsplit

import msgspec
import pytest
from aiohttp import web
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import ResponseEnvelope
from fbmessenger import MessengerClient
from fbmessenger.attachments import Image as MessengerImage
from fbmessenger.elements import Text
from fbmessenger.quick_replies import QuickReplies, QuickReply
from pywa import WhatsApp as Pywa
from pywa.types import Button as PywaButton
from pywa.types import Section, SectionList, SectionRow
from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ImageBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.web.async_client import AsyncWebClient
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from bot.channels.alexa import Alexa
from bot.channels.channel import Incoming
from bot.channels.meta import VERSION, Messenger, WhatsApp
from bot.channels.slack import Slack
from bot.channels.telegram import Telegram
from bot.channels.twilio import Twilio
from bot.message import Button
from tests.channels.exchange import BARE, PICTURE, PNG, PUBLIC, REPLY, SHOWN, make, settings
from tests.channels.test_meta import meta

CHOICES = msgspec.structs.replace(BARE, text="Que voulez-vous ?", buttons=REPLY.buttons)
MANY = msgspec.structs.replace(
    BARE, text="Que voulez-vous ?", buttons=tuple(Button(f"C {n}", f"p{n}") for n in range(5))
)


def plain(call):
    """A noted call, the JSON that a form holds decoded."""

    def value(written):
        try:
            return msgspec.json.decode(written) if isinstance(written, str) else written
        except msgspec.DecodeError:
            return written

    body = call["body"]
    return {name: value(written) for name, written in body.items()} if isinstance(body, dict) else body


def same_place(ours, theirs):
    return all(ours[name] == theirs[name] for name in ("method", "path", "authorization"))


@pytest.mark.parametrize("thread", [None, "1700000000.000100"])
async def test_slack(platform, thread):
    api = await platform({"ok": True, "ts": "1.2"})
    channel = Slack(settings(slack_signing_secret="a", slack_token="xoxb-1", slack_api_url=api.url))
    to = {"channel": "C1", **({"thread_ts": thread} if thread else {})}
    await make(channel, channel.write(CHOICES, Incoming("1", "C1/U1", "", to)))

    client = AsyncWebClient("xoxb-1", base_url=f"{api.url}/api/")
    buttons = [
        ButtonElement(
            action_id=f"choice-{number}",
            text=PlainTextObject(text=button.title, emoji=False),
            value=button.payload,
        )
        for number, button in enumerate(CHOICES.buttons, 1)
    ]
    blocks = [SectionBlock(text=MarkdownTextObject(text=CHOICES.text)), ActionsBlock(elements=buttons)]
    await client.chat_postMessage(channel="C1", text=CHOICES.text, blocks=blocks, thread_ts=thread)

    ours, theirs = api.calls
    assert same_place(ours, theirs)
    assert ours["type"] == theirs["type"]
    assert ours["body"] == theirs["body"]


async def test_slack_image(platform):
    api = await platform({"ok": True, "ts": "1.2"})
    channel = Slack(settings(slack_signing_secret="a", slack_token="xoxb-1", slack_api_url=api.url, public_url=PUBLIC))
    await make(channel, channel.write(SHOWN, Incoming("1", "C1/U1", "", {"channel": "C1"})))

    client = AsyncWebClient("xoxb-1", base_url=f"{api.url}/api/")
    title = PlainTextObject(text=PICTURE.title, emoji=False)
    image = ImageBlock(image_url=PNG, alt_text=PICTURE.alternative, title=title)
    await client.chat_postMessage(channel="C1", text=PICTURE.title, blocks=[image])

    _, ours, theirs = api.calls
    assert same_place(ours, theirs)
    assert ours["body"] == theirs["body"]


class Rewriting(TwilioHttpClient):
    """Sends to another host what is for Twilio."""

    def __init__(self, url):
        super().__init__()
        self._url = url

    def request(self, method, url, *args, **more):
        return super().request(method, self._url + urlsplit(url).path, *args, **more)


@pytest.mark.parametrize("scheme", ["", "whatsapp:"])
async def test_twilio(platform, scheme):
    api = await platform({"sid": "SM1"})
    channel = Twilio(
        settings(
            twilio_auth_token="t",
            public_url="https://a.example",
            twilio_account_sid="AC0",
            twilio_api_url=api.url,
            sms_gsm7="non",
        )
    )
    them, us = f"{scheme}+33612345678", f"{scheme}+33700000000"
    await make(channel, channel.write(BARE, Incoming("1", them, "", {"to": them, "from": us})))

    client = Client("AC0", "t", http_client=Rewriting(api.url))
    await asyncio.to_thread(client.messages.create, to=them, from_=us, body=BARE.text)
    client.http_client.session.close()

    ours, theirs = api.calls
    assert same_place(ours, theirs)
    assert ours["type"] == theirs["type"]
    assert ours["body"] == theirs["body"]


async def test_twilio_image(platform):
    api = await platform({"sid": "SM1"})
    channel = Twilio(
        settings(twilio_auth_token="t", public_url=PUBLIC, twilio_account_sid="AC0", twilio_api_url=api.url)
    )
    them, us = "whatsapp:+33612345678", "whatsapp:+33700000000"
    await make(channel, channel.write(SHOWN, Incoming("1", them, "", {"to": them, "from": us})))

    client = Client("AC0", "t", http_client=Rewriting(api.url))
    await asyncio.to_thread(client.messages.create, to=them, from_=us, body=PICTURE.title, media_url=[PNG])
    client.http_client.session.close()

    _, ours, theirs = api.calls
    assert same_place(ours, theirs)
    assert ours["body"] == theirs["body"]


async def test_telegram(platform):
    ourselves = {"id": 1, "is_bot": True, "first_name": "A", "username": "a"}
    said = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}}

    def answer(request):
        found = {"getMe": ourselves, "sendMessage": said, "sendPhoto": said}.get(request.path.rpartition("/")[2], True)
        return web.json_response({"ok": True, "result": found})

    api = await platform(answer)
    channel = Telegram(settings(telegram_token="1:a", telegram_secret="s", telegram_api_url=api.url, public_url=PUBLIC))
    reply = msgspec.structs.replace(CHOICES, picture=PICTURE)
    await make(channel, channel.write(reply, Incoming("1", "7", "", {"chat": "7", "tap": "q1"})))

    keys = [[InlineKeyboardButton(button.title, callback_data=button.payload)] for button in CHOICES.buttons]
    async with Bot("1:a", base_url=f"{api.url}/bot") as robot:
        del api.calls[3:]
        await robot.answer_callback_query("q1")
        await robot.send_message(7, CHOICES.text, reply_markup=InlineKeyboardMarkup(keys))
        await robot.send_photo(7, PNG, PICTURE.title)

    for ours, theirs in zip(api.calls[:3], api.calls[3:], strict=True):
        assert same_place(ours, theirs)
        assert plain(ours) == plain(theirs)


@pytest.mark.parametrize("reply", [BARE, CHOICES, MANY])
async def test_whatsapp(platform, reply):
    api = await platform(
        {"contacts": [{"input": "33612345678", "wa_id": "33612345678"}], "messages": [{"id": "wamid.1"}]}
    )
    channel = WhatsApp(settings(**meta(meta_api_url=api.url)))
    await make(channel, channel.write(reply, Incoming("1", "33612345678", "", {"to": "33612345678"})))

    client = Pywa("1065", "wa")
    client.api._session.base_url = f"{api.url}/{VERSION}"
    if len(reply.buttons) > 3:
        rows = [SectionRow(title=button.title, callback_data=button.payload) for button in reply.buttons]
        buttons = SectionList(button_title="Choisir", sections=[Section(title="Choix", rows=rows)])
    else:
        buttons = [PywaButton(title=button.title, callback_data=button.payload) for button in reply.buttons] or None
    await asyncio.to_thread(client.send_message, "33612345678", reply.text, buttons=buttons)
    client.api._session.close()

    ours, theirs = api.calls
    assert same_place(ours, theirs)
    assert ours["type"] == theirs["type"]
    assert ours["body"] == theirs["body"]


async def test_whatsapp_image(platform):
    api = await platform(
        {"contacts": [{"input": "33612345678", "wa_id": "33612345678"}], "messages": [{"id": "wamid.1"}]}
    )
    channel = WhatsApp(settings(**meta(meta_api_url=api.url, public_url=PUBLIC)))
    await make(channel, channel.write(SHOWN, Incoming("1", "33612345678", "", {"to": "33612345678"})))

    client = Pywa("1065", "wa")
    client.api._session.base_url = f"{api.url}/{VERSION}"
    await asyncio.to_thread(client.send_image, "33612345678", PNG, caption=PICTURE.title)
    client.api._session.close()

    _, ours, theirs = api.calls
    assert same_place(ours, theirs)
    assert ours["body"] == theirs["body"]


@pytest.mark.parametrize("reply", [BARE, CHOICES])
async def test_messenger(platform, reply):
    api = await platform({"message_id": "m_1"})
    channel = Messenger(settings(**meta(meta_api_url=api.url)))
    await make(channel, channel.write(reply, Incoming("1", "PSID", "", {"id": "PSID"})))

    client = MessengerClient("page")
    client.graph_url = f"{api.url}/{VERSION}"
    buttons = [QuickReply(button.title, button.payload) for button in reply.buttons]
    said = Text(reply.text, QuickReplies(buttons) if buttons else None)
    await asyncio.to_thread(client.send, said.to_dict(), "PSID", "RESPONSE")
    client.session.close()

    ours, theirs = api.calls
    assert (ours["method"], ours["path"], ours["type"]) == (theirs["method"], theirs["path"], theirs["type"])
    # The library sends the token in the address, where it would be logged, and the default kind of notification.
    assert theirs["query"] == {"access_token": "page"}
    assert ours["authorization"] == "Bearer page"
    assert theirs["body"].pop("notification_type") == "REGULAR"
    assert ours["body"] == theirs["body"]


@pytest.mark.parametrize("buttons", [(), CHOICES.buttons])
async def test_messenger_image(platform, buttons):
    api = await platform({"message_id": "m_1"})
    channel = Messenger(settings(**meta(meta_api_url=api.url, public_url=PUBLIC)))
    reply = msgspec.structs.replace(SHOWN, buttons=buttons)
    await make(channel, channel.write(reply, Incoming("1", "PSID", "", {"id": "PSID"})))

    client = MessengerClient("page")
    client.graph_url = f"{api.url}/{VERSION}"
    replies = QuickReplies([QuickReply(button.title, button.payload) for button in buttons]) if buttons else None
    said = MessengerImage(url=PNG, quick_replies=replies)
    await asyncio.to_thread(client.send, said.to_dict(), "PSID", "RESPONSE")
    client.session.close()

    _, ours, theirs = api.calls
    assert (ours["method"], ours["path"], ours["type"]) == (theirs["method"], theirs["path"], theirs["type"])
    assert theirs["body"].pop("notification_type") == "REGULAR"
    assert ours["body"] == theirs["body"]


@pytest.mark.parametrize("reply", [BARE, CHOICES, REPLY, SHOWN])
@pytest.mark.parametrize("to", [{}, {"alone": "1"}])
def test_alexa(reply, to):
    response = Alexa(settings(alexa_skill_id="s", public_url=PUBLIC)).respond(
        reply, Incoming("1", "U", "", to, inline=True)
    )
    read = DefaultSerializer().deserialize(response.body.decode(), ResponseEnvelope)

    assert read.version == "1.0"
    assert read.response.output_speech.text.startswith(reply.text)
    again = DefaultSerializer().serialize(read)
    assert {name: value for name, value in again.items() if value is not None} == msgspec.json.decode(response.body)
    assert (read.response.card is not None) == (reply is SHOWN)
