import asyncio
import base64
import json

import pytest
from aiohttp import web
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import phrases
from bot.channels.channel import Incoming, Refused, Unreadable
from bot.channels.chatwoot import Chatwoot
from bot.message import Button
from tests.channels.exchange import LINK, PUBLIC, SHOWN
from tests.channels.loopback import (
    JSON,
    Saying,
    accepted,
    delivering,
    listening,
    request,
    settings,
    taken,
    told,
    unhurried,
)

BODY = '{"event":"message_created","id":9,"content":"Bonjour","message_type":"incoming"}'
SIGNATURE = "sha256=45c1c8c8473d316de7ad85bd075e819c14b1f8cf1edc0b8fa8dc35474466c9a9"
AT = 1_700_000_000
HEADERS = {"X-Chatwoot-Timestamp": str(AT), "X-Chatwoot-Signature": SIGNATURE}


def chatwoot(url: str = "https://chat.ville.example", secret: str = "chatwoot-secret") -> Chatwoot:
    return Chatwoot(settings(CHATWOOT_URL=url, CHATWOOT_TOKEN="jeton", CHATWOOT_SECRET=secret, CHATWOOT_ACCOUNT_ID="1"))


def signed(body: str, at: int = AT, secret: str = "chatwoot-secret", **headers: str):
    """A request as Chatwoot signs it, by another implementation of HMAC than ours."""
    mac = HMAC(secret.encode(), SHA256())
    mac.update(f"{at}.{body}".encode())
    signature = f"sha256={mac.finalize().hex()}"
    return request(
        body,
        {"X-Chatwoot-Timestamp": str(at), "X-Chatwoot-Signature": signature, **headers},
        target="/webhooks/chatwoot/webhook",
        now=AT,
    )


def event(**changes: object) -> str:
    said = {
        "event": "message_created",
        "id": 9,
        "content": "Bonjour",
        "message_type": "incoming",
        "content_type": "text",
        "private": False,
        "content_attributes": {},
        "sender": {"id": 4},
        "conversation": {"id": 3, "status": "pending", "messages": []},
        "inbox": {"id": 1},
        "account": {"id": 1, "name": "Ville"},
        **changes,
    }
    return json.dumps(said)


async def test_the_reference_request_is_accepted():
    await chatwoot().verify(request(BODY, HEADERS, now=AT))


def test_another_implementation_signs_as_the_reference_says():
    assert signed(BODY).headers["X-Chatwoot-Signature"] == SIGNATURE


@pytest.mark.parametrize("now", [AT - 300, AT + 300])
async def test_a_signature_holds_for_five_minutes(now):
    await chatwoot().verify(request(BODY, HEADERS, now=now))


@pytest.mark.parametrize("now", [AT - 301, AT + 301])
async def test_a_signature_of_another_time_is_refused(now):
    with pytest.raises(Refused, match="timestamp"):
        await chatwoot().verify(request(BODY, HEADERS, now=now))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Chatwoot-Signature", SIGNATURE[:-1] + "0"),
        ("X-Chatwoot-Signature", SIGNATURE.removeprefix("sha256=")),
        ("X-Chatwoot-Signature", SIGNATURE.replace("sha256", "sha1")),
        ("X-Chatwoot-Signature", SIGNATURE.upper()),
        ("X-Chatwoot-Signature", ""),
        ("X-Chatwoot-Signature", "sha256=é"),
        ("X-Chatwoot-Signature", "sha256=\udcff"),
        ("X-Chatwoot-Timestamp", "1700000001"),
        ("X-Chatwoot-Timestamp", ""),
        ("X-Chatwoot-Timestamp", "-1"),
        ("X-Chatwoot-Timestamp", "1700000000.0"),
        ("X-Chatwoot-Timestamp", "¹700000000"),
        ("X-Chatwoot-Timestamp", "٣"),
        ("X-Chatwoot-Timestamp", "9" * 5000),
        ("X-Chatwoot-Timestamp", "nan"),
    ],
)
async def test_another_signature_or_time_is_refused(name, value):
    with pytest.raises(Refused):
        await chatwoot().verify(request(BODY, {**HEADERS, name: value}, now=AT))


@pytest.mark.parametrize("name", HEADERS)
async def test_a_header_that_lacks_or_is_doubled_is_refused(name):
    without = {other: value for other, value in HEADERS.items() if other != name}

    with pytest.raises(Refused, match="missing"):
        await chatwoot().verify(request(BODY, without, now=AT))
    with pytest.raises(Refused, match="doubled"):
        await chatwoot().verify(request(BODY, [*HEADERS.items(), (name, HEADERS[name])], now=AT))


@pytest.mark.parametrize("body", [BODY + " ", BODY.replace("9", "8"), "", "\ufeff" + BODY])
async def test_another_body_is_refused(body):
    with pytest.raises(Refused, match="signature"):
        await chatwoot().verify(request(body, HEADERS, now=AT))


async def test_while_the_secret_is_being_changed_the_old_and_the_new_prove():
    channel = chatwoot(secret="nouveau,ancien")

    assert [await accepted(channel, signed(BODY, secret=secret)) for secret in ("nouveau", "ancien", "autre")] == [
        True,
        True,
        False,
    ]


@unhurried
@given(st.text(), st.text(min_size=1), st.integers(-400, 400))
def test_a_request_is_accepted_if_and_only_if_another_implementation_signed_it_in_time(body, secret, shift):
    at = AT + shift
    good = secret == "chatwoot-secret" and abs(shift) <= 300

    assert asyncio.run(accepted(chatwoot(), signed(body, at, secret))) == good
    assert asyncio.run(accepted(chatwoot(), signed(body, at))) == (abs(shift) <= 300)


def test_a_message_that_waits_for_the_robot_is_read():
    (message,) = chatwoot().read(signed(event(), **{"X-Chatwoot-Delivery": "d-1"})).messages

    assert message == Incoming("9", "3", "Bonjour", {"conversation": "3", "said": "Bonjour"}, also=("delivery d-1",))


@pytest.mark.parametrize(
    "changes",
    [
        {"event": "message_updated"},
        {"event": "conversation_opened"},
        {"event": "webwidget_triggered"},
        {"message_type": "outgoing"},
        {"message_type": "template"},
        {"message_type": None},
        {"private": True},
        {"content": None},
        {"content": ""},
        {"id": None},
        {"conversation": {"id": 3, "status": "open"}},
        {"conversation": {"id": 3, "status": "snoozed"}},
        {"conversation": {"id": 3, "status": "resolved"}},
        {"conversation": None},
        {"account": {"id": 2}},
    ],
)
def test_what_is_the_agents_or_nobodys_is_left_alone(changes):
    assert chatwoot().read(signed(event(**changes))).messages == ()


def test_a_photo_without_a_word_is_something_else_than_text():
    (message,) = chatwoot().read(signed(event(content=None, attachments=[{"file_type": "image"}]))).messages

    assert (message.text, message.other) == ("", True)


def tapped(values: object, **changes: object) -> str:
    return event(
        event="message_updated",
        message_type="outgoing",
        content_type="input_select",
        content_attributes={"items": [], "submitted_values": values},
        **changes,
    )


def test_a_tap_is_the_choice_itself_and_once_only():
    channel = chatwoot()

    (message,) = channel.read(signed(tapped([{"title": "Oui", "value": "/oui"}]))).messages

    assert (message.text, message.id) == ("/oui", "9 /oui")


@pytest.mark.parametrize("values", [[], None, {}, [{}], "oui", [{"value": 1}], [[]]])
def test_a_proposal_that_changes_without_a_tap_is_no_message(values):
    assert chatwoot().read(signed(tapped(values))).messages == ()


@pytest.mark.parametrize("body", ["", "[]", '{"id":"x"}', '{"conversation":[]}', "{" * 50_000, '{"content":"\\ud800"}'])
def test_a_proven_body_of_another_shape_is_unreadable(body):
    with pytest.raises(Unreadable):
        chatwoot().read(signed(body))


async def test_an_answer_is_written_in_the_conversation_with_its_choices():
    async with listening() as platform:
        channel = chatwoot(platform.url)
        assistant = Saying(told("Choisir", buttons=(Button("Oui", "/oui"), Button("Non", "/non"))))
        async with delivering(channel, assistant) as delivery:
            await delivery.receive(channel, signed(event()))
            (sent,) = await platform.get(1)

    assert (sent.method, sent.path) == ("POST", "/api/v1/accounts/1/conversations/3/messages")
    assert sent.headers["api_access_token"] == "jeton"
    assert sent.json == {
        "content": "Choisir",
        "message_type": "outgoing",
        "content_type": "input_select",
        "content_attributes": {"items": [{"title": "Oui", "value": "/oui"}, {"title": "Non", "value": "/non"}]},
    }
    assert assistant.heard[0].text == "Bonjour"


def test_a_picture_is_a_link():
    channel = Chatwoot(
        settings(
            CHATWOOT_URL="https://chat.ville.example",
            CHATWOOT_TOKEN="jeton",
            CHATWOOT_SECRET="s",
            CHATWOOT_ACCOUNT_ID="1",
            PUBLIC_URL=PUBLIC,
        )
    )
    (call,) = channel.write(SHOWN, Incoming("9", "3", "", {"conversation": "3"}))

    assert call.json["content"] == f"Bonjour.\n\nDéchèteries à Vincennes : {LINK}"


async def test_a_message_delivered_again_is_answered_once():
    async with listening() as platform:
        channel = chatwoot(platform.url)
        assistant = Saying("Ouvert.")
        async with delivering(channel, assistant) as delivery:
            await delivery.receive(channel, signed(event(), **{"X-Chatwoot-Delivery": "d-1"}))
            await delivery.receive(channel, signed(event(), **{"X-Chatwoot-Delivery": "d-2"}))
            await delivery.receive(channel, signed(event(id=10), **{"X-Chatwoot-Delivery": "d-1"}))

    assert len(assistant.heard) == len(platform.sent) == 1


async def test_who_asks_for_somebody_is_answered_then_passed_to_the_agents_with_what_was_said():
    async with listening() as platform:
        channel = chatwoot(platform.url)
        async with delivering(channel, Saying(told("Je vous passe un agent.", outcome="handoff"))) as delivery:
            await delivery.receive(channel, signed(event(content="un humain svp")))
            answer, note, opened = await platform.get(3)

    said = f"{phrases.TRANSFERRED}\n\nJe vous passe un agent."
    assert answer.json == {"content": said, "message_type": "outgoing"}
    assert note.json == {
        "content": phrases.handed_over("un humain svp", "Je vous passe un agent."),
        "message_type": "outgoing",
        "private": True,
    }
    assert "un humain svp" in note.json["content"]
    assert opened.path == "/api/v1/accounts/1/conversations/3/toggle_status"
    assert opened.json == {"status": "open"}


async def test_the_conversation_is_opened_even_where_the_note_is_refused():
    def answer(sent):
        return web.Response(status=422) if b"private" in sent.body else None

    async with listening(answer) as platform:
        channel = chatwoot(platform.url)
        async with delivering(channel, Saying(told("Je vous passe un agent.", outcome="handoff"))) as delivery:
            await delivery.receive(channel, signed(event()))
            sent = await platform.get(3)

    assert sent[-1].json == {"status": "open"}


async def test_who_cannot_be_answered_for_a_fault_of_ours_is_passed_to_the_agents():
    class Broken(Saying):
        async def reply(self, message):
            raise RuntimeError("out of order")

    async with listening() as platform:
        channel = chatwoot(platform.url)
        async with delivering(channel, Broken("")) as delivery:
            await delivery.receive(channel, signed(event()))
            sent = await platform.get(3)

    assert sent[0].json["content"] == phrases.BROKEN
    assert sent[-1].json == {"status": "open"}


async def test_an_ordinary_answer_leaves_the_conversation_to_the_robot():
    async with listening() as platform:
        channel = chatwoot(platform.url)
        async with delivering(channel, Saying("Ouvert.")) as delivery:
            await delivery.receive(channel, signed(event()))

    assert [sent.json for sent in platform.sent] == [{"content": "Ouvert.", "message_type": "outgoing"}]


HOSTILE = st.text() | st.sampled_from(["sha256=", SIGNATURE, str(AT), base64.b64encode(b"x").decode()])


@unhurried
@given(
    st.binary() | st.text().map(str.encode),
    st.lists(st.tuples(st.sampled_from([*HEADERS, "X-Chatwoot-Delivery"]), HOSTILE)),
)
def test_no_request_breaks_it(body, headers):
    asyncio.run(taken(chatwoot(), request(body, headers)))


@unhurried
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(json.loads(event()), JSON)))
def test_no_event_breaks_it(changes):
    asyncio.run(taken(chatwoot(), signed(event(**changes))))
