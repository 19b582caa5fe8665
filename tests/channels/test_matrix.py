import asyncio
import json
import logging
from collections.abc import AsyncIterator
from urllib.parse import unquote

import nio
import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from hypothesis import given
from hypothesis import strategies as st
from mautrix.appservice.as_handler import AppServiceServerMixin

from bot.channels.channel import Call, Incoming, Refused, Unreadable
from bot.channels.matrix import Matrix
from bot.message import Button
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

BEARER = {"Authorization": "Bearer hs-secret"}
ROOM = "!YgvBy8:ville.example"


def matrix(url: str = "https://matrix.ville.example", **more: str) -> Matrix:
    variables = {"HS_TOKEN": "hs-secret", "AS_TOKEN": "as-secret", "HOMESERVER_URL": url, **more}
    return Matrix(settings(**{f"MATRIX_{name}": value for name, value in variables.items()}))


def event(body: str = "horaires", **changes: object) -> dict[str, object]:
    content = changes.pop("content", {})
    return {
        "type": "m.room.message",
        "event_id": "$abc/+",
        "room_id": ROOM,
        "sender": "@agent:ville.example",
        "origin_server_ts": 1_700_000_000_000,
        "content": {"msgtype": "m.text", "body": body, **content},
        "age": 5,
        **changes,
    }


def transaction(*events: object, number: int = 1, headers=BEARER, query: str = ""):
    return request(json.dumps({"events": events}), headers, "PUT", f"/_matrix/app/v1/transactions/{number}{query}")


def read(*events: object, **more: str) -> tuple[Incoming, ...]:
    return matrix(**more).read(transaction(*events)).messages


async def test_the_reference_request_is_accepted_and_acknowledged():
    channel = matrix()
    async with delivering(channel, Saying("")) as delivery:
        response = await delivery.receive(channel, transaction())

    assert (response.status, response.body, response.content_type) == (200, b"{}", "application/json")


PROOFS = {
    "the header": (BEARER, ""),
    "the query": ({}, "?access_token=hs-secret"),
    "both": (BEARER, "?access_token=hs-secret"),
    "none": ({}, ""),
    "another header": ({"Authorization": "Bearer autre"}, ""),
    "another query": ({}, "?access_token=autre"),
    "an empty query": ({}, "?access_token="),
    "our own token": ({"Authorization": "Bearer as-secret"}, ""),
    "another query beside the header": (BEARER, "?access_token=autre"),
    "another header beside the query": ({"Authorization": "Bearer autre"}, "?access_token=hs-secret"),
    "letters of ours": ({"Authorization": "Bearer é"}, ""),
    "no text": ({"Authorization": "Bearer \udcff"}, ""),
    "an empty header": ({"Authorization": ""}, ""),
    "a longer one": ({"Authorization": "Bearer hs-secret2"}, ""),
}
GOOD = ("the header", "the query", "both")


@pytest.mark.parametrize("proof", PROOFS)
async def test_only_the_token_of_the_homeserver_proves(proof):
    headers, query = PROOFS[proof]

    assert await accepted(matrix(), transaction(headers=headers, query=query)) == (proof in GOOD)


@pytest.mark.parametrize("value", ["hs-secret", "Basic hs-secret", "bearer hs-secret"])
async def test_another_scheme_is_refused(value):
    with pytest.raises(Refused, match="scheme"):
        await matrix().verify(transaction(headers={"Authorization": value}))


async def test_a_doubled_header_is_refused():
    with pytest.raises(Refused, match="doubled"):
        await matrix().verify(transaction(headers=[*BEARER.items(), *BEARER.items()]))


def test_a_refusal_is_told_as_the_specification_wants():
    response = matrix().refusal(Refused("token"))

    assert response.status == 403
    assert json.loads(response.body)["errcode"] == "M_FORBIDDEN"
    assert response.content_type == "application/json"


async def test_a_ping_is_answered():
    channel = matrix()
    async with delivering(channel, Saying("")) as delivery:
        ping = request('{"transaction_id":"m1"}', BEARER, "POST", "/_matrix/app/v1/ping")
        response = await delivery.receive(channel, ping)

    assert (response.status, response.body) == (200, b"{}")


@pytest.mark.parametrize("target", ["/_matrix/app/v1/users/%40x%3Aville", "/_matrix/app/v1/rooms/%23x%3Aville"])
def test_no_user_and_no_room_is_made_on_demand(target):
    response = matrix().greet(request("", BEARER, "GET", target))

    assert (response.status, json.loads(response.body)["errcode"]) == (404, "M_NOT_FOUND")
    with pytest.raises(Refused):
        matrix().greet(request("", {}, "GET", target))


@pytest.fixture
async def mautrix() -> AsyncIterator[TestServer]:
    class Server(AppServiceServerMixin):
        async def handle_transaction(self, *_: object, **__: object) -> None:
            return None

    app = web.Application()
    Server(log=logging.getLogger("mautrix"), hs_token="hs-secret").register_routes(app)
    async with TestServer(app) as server:
        yield server


WEAKER = ("another header beside the query",)
"""mautrix looks at the query alone where there is one; the specification wants both to match."""


@pytest.mark.parametrize("proof", [name for name in PROOFS if name not in WEAKER and name != "no text"])
async def test_our_verdict_is_that_of_mautrix(mautrix, proof):
    headers, query = PROOFS[proof]
    sent = transaction(headers=headers, query=query)
    async with (
        ClientSession() as http,
        http.put(mautrix.make_url(sent.target), data=sent.body, headers=headers) as said,
    ):
        theirs = said.status == 200

    assert await accepted(matrix(), sent) == theirs


def test_a_message_is_read():
    assert read(event()) == (
        Incoming("$abc/+", f"{ROOM} @agent:ville.example", "horaires", {"room": ROOM, "event": "$abc/+"}),
    )


def test_people_of_a_room_have_each_their_conversation():
    first, second = read(event(), event(sender="@autre:ville.example", event_id="$2"))

    assert first.sender != second.sender


@pytest.mark.parametrize("kind", ["m.image", "m.audio", "m.video", "m.file", "m.location"])
def test_a_photo_is_something_else_than_text(kind):
    (message,) = read(event("photo.jpg", content={"msgtype": kind}))

    assert (message.other, message.text) == (True, "")


@pytest.mark.parametrize(
    "said",
    [
        event(content={"msgtype": "m.notice"}),
        event(content={"msgtype": "m.emote"}),
        event(""),
        event("  \n"),
        event(type="m.reaction"),
        event(type="m.room.encrypted"),
        event(type="m.room.redaction"),
        event(content={"m.relates_to": {"rel_type": "m.replace", "event_id": "$0"}}),
        event(sender="@laureat:ville.example"),
        event(state_key=""),
        event("bonjour Marie", content={"m.mentions": {"user_ids": ["@marie:ville.example"]}}),
    ],
)
def test_what_is_not_said_to_us_is_no_message(said):
    assert read(said, USER="@laureat:ville.example") == ()


def test_a_message_to_several_with_us_among_them_is_read():
    said = event("Lauréat", content={"m.mentions": {"user_ids": ["@marie:x", "@laureat:ville.example"]}})

    assert len(read(said, USER="@laureat:ville.example")) == 1


@pytest.mark.parametrize(
    ("body", "content", "text"),
    [
        ("laureat: horaires", {}, "horaires"),
        ("@laureat:ville.example horaires", {}, "horaires"),
        ("Laureat, horaires", {}, "horaires"),
        ("laureats de 2018", {}, "laureats de 2018"),
        ("> <@x:y> avant\n> encore\n\nhoraires", {"m.relates_to": {"m.in_reply_to": {"event_id": "$0"}}}, "horaires"),
        ("> 3 projets", {}, "> 3 projets"),
    ],
)
def test_names_and_quotations_are_no_part_of_the_question(body, content, text):
    (message,) = read(event(body, content=content), USER="@laureat:ville.example")

    assert message.text == text


def test_what_strangers_write_amiss_does_not_stop_what_others_write():
    strange = [
        {},
        5,
        None,
        [],
        "x",
        event(content={"body": 5}),
        event(content={"body": None}),
        event(content={"m.mentions": []}),
        event(content={"m.relates_to": "x"}),
        event(event_id=5),
        {**event(), "content": []},
        {**event(), "type": None},
    ]

    assert [message.text for message in read(*strange, event("horaires"))] == ["horaires"]


@pytest.mark.parametrize("body", ["", "[]", '{"events":{}}', "[" * 100_000, "\xff"])
def test_a_proven_body_of_another_shape_is_unreadable(body):
    with pytest.raises(Unreadable):
        matrix().read(request(body, BEARER, "PUT"))


def invite(user: str = "@laureat:ville.example") -> dict[str, object]:
    return event(type="m.room.member", state_key=user, content={"membership": "invite"}, event_id="$invite")


def test_an_invitation_is_taken():
    (message,) = read(invite(), USER="@laureat:ville.example")

    assert message.calls == (
        Call("https://matrix.ville.example/_matrix/client/v3/join/%21YgvBy8%3Aville.example", {}, reply=False),
    )


def test_the_invitation_of_another_is_not_ours():
    assert read(invite("@marie:ville.example"), USER="@laureat:ville.example") == ()


@pytest.mark.parametrize("membership", ["join", "leave", "ban", "knock", 5])
def test_who_comes_and_goes_is_no_message(membership):
    said = event(type="m.room.member", state_key="@laureat:ville.example", content={"membership": membership})

    assert read(said) == ()


async def test_a_room_is_entered_without_a_word_then_answered_in():
    async with listening() as platform:
        channel, assistant = matrix(platform.url), Saying("Ouvert.")
        async with delivering(channel, assistant) as delivery:
            await delivery.receive(channel, transaction(invite()))
            (join,) = await platform.get(1)
            await delivery.receive(channel, transaction(event(), number=2))
            (_, said) = await platform.get(2)

    assert (join.method, join.path, join.json) == (
        "POST",
        "/_matrix/client/v3/join/%21YgvBy8%3Aville.example",
        {},
    )
    assert [message.text for message in assistant.heard] == ["horaires"]
    assert said.json == {"msgtype": "m.notice", "body": "Ouvert."}
    assert {sent.headers["Authorization"] for sent in platform.sent} == {"Bearer as-secret"}


async def test_a_transaction_sent_again_with_another_age_is_not_answered_again():
    async with listening() as platform:
        channel, assistant = matrix(platform.url), Saying("Ouvert.")
        async with delivering(channel, assistant) as delivery:
            for age in (5, 2005, 6005):
                await delivery.receive(channel, transaction(event(age=age)))
            await delivery.receive(channel, transaction(event(), event(event_id="$2"), number=2))

    assert len(assistant.heard) == len(platform.sent) == 2


async def test_a_notice_sent_again_has_the_same_transaction_and_those_of_an_answer_differ():
    channel = matrix()
    long = told("Un texte. " * 10_000, buttons=(Button("Oui", "oui"),))

    calls = channel.write(long, Incoming("$1", "s", to={"room": ROOM, "event": "$1"}))

    assert calls == channel.write(long, Incoming("$1", "s", to={"room": ROOM, "event": "$1"}))
    assert len(calls) > 1
    assert len({call.url for call in calls}) == len(calls)
    assert all(len(json.dumps(call.json, ensure_ascii=False).encode()) < 60_000 for call in calls)
    assert "1. Oui" in calls[-1].json["body"]


async def test_the_pause_that_the_homeserver_asks_for_is_kept():
    verdict = matrix().judge(429, b'{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":1500}')

    assert (verdict.sent, verdict.again, verdict.after) == (False, True, 1.5)


@pytest.mark.parametrize(
    "body", [b"", b"\xff", b"[]", b'{"retry_after_ms":"x"}', b"[" * 100_000, b'{"retry_after_ms":null}']
)
async def test_an_answer_of_another_shape_is_judged_by_its_status(body):
    assert matrix().judge(429, body).again
    assert matrix().judge(200, body).sent


async def test_our_answer_has_the_shape_of_that_of_matrix_nio():
    def answer(sent):
        return web.json_response({"event_id": "$reply"})

    async with listening(answer) as platform:
        channel = matrix(platform.url)
        async with delivering(channel, Saying("Ouvert.")) as delivery:
            await delivery.receive(channel, transaction(event()))
            await platform.get(1)
            await delivery.receive(channel, transaction(invite()))
            await platform.get(2)
        client = nio.AsyncClient(platform.url, "@laureat:ville.example")
        client.access_token = "as-secret"
        await client.room_send(ROOM, "m.room.message", {"msgtype": "m.notice", "body": "Ouvert."}, tx_id="$abc/+-1")
        await client.join(ROOM)
        await client.close()
        sent = await platform.get(4)

    # Which letters are escaped differs, and does not matter; nor does an empty object that stands for nothing.
    seen = [
        (
            each.method,
            [*map(unquote, each.path.split("/"))],
            each.headers["Authorization"],
            each.body.strip(b"{}") and each.json,
        )
        for each in sent
    ]
    assert seen[:2] == seen[2:]


@unhurried
@given(
    st.binary() | st.text().map(str.encode), st.lists(st.text() | st.just("Bearer hs-secret"), max_size=2), st.text()
)
def test_no_request_breaks_it(body, headers, query):
    sent = request(body, [("Authorization", value) for value in headers], "PUT", "/")
    sent.query["access_token"] = query

    asyncio.run(taken(matrix(), sent))


CONTENT = dict.fromkeys(("msgtype", "body", "membership", "m.mentions", "m.relates_to"), JSON)


@unhurried
@given(
    st.fixed_dictionaries({}, optional=dict.fromkeys(event(), JSON)),
    st.fixed_dictionaries({}, optional=CONTENT),
)
def test_no_event_breaks_it_nor_hides_the_next(changes, content):
    strange = event(content=content) | changes

    assert read(strange, event("horaires"))[-1].text == "horaires"
