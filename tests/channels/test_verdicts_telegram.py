"""Our verdicts and those of the servers of python-telegram-bot and aiogram, on the same requests."""

import asyncio

import pytest
import pytest_asyncio
from aiohttp import web
from telegram import Bot as Robot
from telegram.ext._utils.webhookhandler import WebhookAppClass
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from bot.channels.telegram import Telegram
from tests.channels.exchange import HERE, settings
from tests.channels.test_telegram import BODY, SECRET
from tests.channels.wire import Sent

NAME, VALUE = SECRET
SIGNED = Sent(BODY.encode(), (("Content-Type", "application/json"), SECRET))

AGREED = {
    "the secret": (SIGNED, "yes"),
    "another": (SIGNED.having(NAME, "bad"), "no"),
    "one letter more": (SIGNED.having(NAME, VALUE + "a"), "no"),
    "capitals": (SIGNED.having(NAME, VALUE.upper()), "no"),
    "none": (SIGNED.without(NAME), "no"),
    "an empty one": (SIGNED.having(NAME, ""), "no"),
    "a wrong one, then the right one": (SIGNED.having(NAME, "bad", VALUE), "no"),
}


@pytest_asyncio.fixture
async def aiogram(both):
    # It takes longer to import than all that the other tests do: only the worker that runs these pays for it.
    from aiogram import Bot, Dispatcher
    from aiogram.webhook.aiohttp_server import SimpleRequestHandler

    robot = Bot("1:a")
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def said(message):
        pass

    app = web.Application()
    SimpleRequestHandler(dispatcher, robot, handle_in_background=False, secret_token=VALUE).register(app, path=HERE)
    yield await both(Telegram(settings(telegram_token="1:a", telegram_secret=VALUE)), app)
    await robot.session.close()


@pytest_asyncio.fixture
async def tornado(both):
    server = HTTPServer(WebhookAppClass(HERE, Robot("1:a"), asyncio.Queue(), VALUE))
    sockets = bind_sockets(0, "127.0.0.1")
    server.add_sockets(sockets)
    yield await both(Telegram(settings(telegram_token="1:a", telegram_secret=VALUE)), sockets[0].getsockname()[1])
    server.stop()
    await server.close_all_connections()


@pytest.mark.parametrize("case", AGREED)
async def test_we_agree_with_aiogram(aiogram, case):
    sent, expected = AGREED[case]

    assert await aiogram.verdicts(sent) == (expected, expected)


@pytest.mark.parametrize("case", AGREED)
async def test_we_agree_with_python_telegram_bot(tornado, case):
    sent, expected = AGREED[case]

    assert await tornado.verdicts(sent) == (expected, expected)


@pytest.mark.parametrize("value", ["é", "\udcff"])
async def test_we_refuse_a_secret_that_is_not_ascii_where_aiogram_breaks(aiogram, value):
    assert await aiogram.verdicts(SIGNED.having(NAME, value)) == ("no", "crash")


async def test_we_and_python_telegram_bot_refuse_a_secret_given_twice_where_aiogram_takes_the_first(aiogram, tornado):
    twice = SIGNED.having(NAME, VALUE, VALUE)

    assert await aiogram.verdicts(twice) == ("no", "yes")
    assert await tornado.verdicts(twice) == ("no", "no")


async def test_a_body_that_is_not_utf_8_is_unreadable_where_the_servers_break(aiogram, tornado):
    broken = Sent(b"\xff", SIGNED.headers)

    assert await aiogram.verdicts(broken) == ("no", "crash")
    assert await tornado.verdicts(broken) == ("no", "crash")


async def test_we_do_without_the_exact_type_that_python_telegram_bot_wants(tornado):
    assert await tornado.verdicts(SIGNED.having("Content-Type", "application/json; charset=utf-8")) == ("yes", "no")
