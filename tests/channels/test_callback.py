import asyncio

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.callback import Callback
from bot.channels.channel import Incoming, Unreadable
from bot.channels.rasa import messages
from bot.message import Button
from tests.channels.loopback import Saying, delivering, listening, request, settings, taken, told


def callback(url: str = "http://127.0.0.1:9/rappel") -> Callback:
    return Callback(settings(CALLBACK_URL=url))


def test_a_message_is_read_as_on_the_rest_channel():
    (message,) = callback().read(request('{"sender":"s1","message":"Bonjour","metadata":{}}')).messages

    assert (message.sender, message.text) == ("s1", "Bonjour")


def test_the_same_words_twice_are_two_messages():
    channel, said = callback(), request('{"sender":"s1","message":"Bonjour"}')

    assert channel.read(said).messages[0].id != channel.read(said).messages[0].id


def test_a_message_that_names_no_sender_is_of_the_default_one():
    assert callback().read(request('{"message":"Bonjour","sender":null}')).messages[0].sender == "default"


@pytest.mark.parametrize("body", ["", "{}", '{"message":""}', '{"message":"  "}', '{"message":1}', "[" * 100_000])
def test_what_is_no_message_is_unreadable(body):
    with pytest.raises(Unreadable):
        callback().read(request(body))


def test_a_reply_goes_out_whole_as_rasa_sends_it():
    reply = told("Choisir " * 2000, buttons=(Button("Oui", "/oui"),) * 30)

    (call,) = callback().write(reply, Incoming("1", "s1"))

    assert (call.method, call.url) == ("POST", "http://127.0.0.1:9/rappel")
    assert (call.json,) == msgspec.to_builtins(messages("s1", reply))


async def test_a_message_is_acknowledged_by_success_and_answered_at_the_address():
    async with listening() as platform:
        channel = callback(f"{platform.url}/rappel")
        async with delivering(channel, Saying("Ouvert.")) as delivery:
            response = await delivery.receive(channel, request('{"sender":"s1","message":"horaires"}'))
            (sent,) = await platform.get(1)

    assert response.body == b"success"
    assert (sent.method, sent.path, sent.json["recipient_id"], sent.json["text"]) == (
        "POST",
        "/rappel",
        "s1",
        "Ouvert.",
    )
    assert "Authorization" not in sent.headers


@given(st.binary() | st.text().map(str.encode))
def test_no_body_breaks_it(body):
    asyncio.run(taken(callback(), request(body)))
