import asyncio
from collections.abc import AsyncIterator
from io import BytesIO

import pytest
import pytest_asyncio

from bot.channels import delivery
from bot.channels.channel import MAX_BODY, Refused, Response, Unavailable
from bot.server.health import STOPPING
from tests.channels.platform import Pigeon, Platform, until
from tests.server.conftest import EchoAssistant, serving

WEBHOOK = "/webhooks/pigeon/webhook"
PROVEN = {"X-Pigeon": "secret"}


@pytest_asyncio.fixture
async def platform() -> AsyncIterator[Platform]:
    async with Platform() as running:
        yield running


@pytest_asyncio.fixture
async def client(platform, assistant):
    async with serving(assistant, [Pigeon(platform.url)]) as running:
        yield running


def event(id_: str, text: str = "merci", **more: object) -> dict[str, object]:
    return {"id": id_, "sender": "ana", "text": text, **more}


async def test_a_platform_s_event_is_acknowledged_and_answered(client, platform):
    response = await client.post(WEBHOOK, headers=PROVEN, json=[event("1")])

    assert (response.status, await response.read()) == (200, b"")
    await until(lambda: platform.seen)
    assert platform.texts == ["De rien."]


async def test_an_inline_event_is_answered_in_the_response(client, platform):
    response = await client.post(WEBHOOK, headers=PROVEN, json=[event("1", inline=True)])

    assert await response.text() == "De rien."
    assert platform.seen == []


async def test_a_handshake_is_answered(client):
    assert await (await client.get(f"{WEBHOOK}?token=secret")).text() == "coo"
    assert (await client.get(f"{WEBHOOK}?token=guess")).status == 403


@pytest.mark.parametrize(
    "headers",
    [{}, {"X-Pigeon": "guess"}, {"X-Pigeon": "sécret"}, [("X-Pigeon", "secret"), ("X-Pigeon", "secret")]],
    ids=["missing", "wrong", "not ascii", "doubled"],
)
async def test_an_unproven_request_is_refused_and_counted_and_not_read(client, assistant, headers):
    response = await client.post(WEBHOOK, headers=headers, data=b"not even json")

    assert response.status == 401
    assert (await response.json())["title"] == "Rien ne prouve d’où vient cette requête"
    assert assistant.received == []
    assert 'laureat_refused_total{channel="pigeon"' in await (await client.get("/metrics")).text()


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b'[{"id": 1}]', b'"\xff"', b"[" * 100_000])
async def test_a_proven_request_that_makes_no_sense_is_told_so(client, body):
    response = await client.post(WEBHOOK, headers=PROVEN, data=body)

    assert response.status == 400
    assert (await response.json())["detail"] == "Ce n’est pas une requête de cette plateforme."


async def test_batches_larger_than_people_s_messages_are_read(client, platform):
    response = await client.post(WEBHOOK, headers=PROVEN, json=[event("1", photo=False, filler="a" * 300_000)])
    assert response.status == 200

    response = await client.post(WEBHOOK, headers=PROVEN, data=BytesIO(b" " * (MAX_BODY + 1)))
    assert response.status == 413


async def test_a_platform_whose_keys_cannot_be_had_is_asked_to_come_back(platform, assistant):
    class Keyless(Pigeon):
        async def verify(self, request):
            raise Unavailable("the keys cannot be read")

    async with serving(assistant, [Keyless(platform.url)]) as client:
        response = await client.post(WEBHOOK, headers=PROVEN, json=[])
        assert (response.status, response.headers["Retry-After"]) == (503, "5")


async def test_a_channel_may_take_larger_bodies_than_others(platform, assistant):
    class Elephant(Pigeon):
        max_body = 2 * MAX_BODY

    async with serving(assistant, [Elephant(platform.url)]) as client:
        body = BytesIO(b"[" + b" " * (MAX_BODY + MAX_BODY // 2) + b"]")
        assert (await client.post(WEBHOOK, headers=PROVEN, data=body)).status == 200
        response = await client.post(WEBHOOK, headers=PROVEN, data=BytesIO(b" " * (2 * MAX_BODY + 1)))
        assert response.status == 413
        assert 'reason="size"' in await (await client.get("/metrics")).text()


async def test_a_channel_may_prescribe_how_it_is_refused(platform, assistant):
    class Polite(Pigeon):
        def refusal(self, refused: Refused) -> Response | None:
            return Response(b'{"errcode":"M_FORBIDDEN"}', "application/json", 403)

    async with serving(assistant, [Polite(platform.url)]) as client:
        response = await client.post(WEBHOOK)
        assert (response.status, await response.json()) == (403, {"errcode": "M_FORBIDDEN"})


async def test_a_channel_may_prescribe_where_it_is_called(platform, assistant):
    class Elsewhere(Pigeon):
        routes = (("PUT", "/_pigeon/{id}"),)

    async with serving(assistant, [Elsewhere(platform.url)]) as client:
        assert (await client.put("/_pigeon/1", headers=PROVEN, json=[])).status == 200
        assert (await client.post(WEBHOOK, headers=PROVEN, json=[])).status == 404


async def test_a_channel_that_is_off_is_not_there(client):
    assert (await client.post("/webhooks/telegram/webhook")).status == 404


async def test_when_too_much_is_under_way_the_platform_is_asked_to_come_back(client, monkeypatch):
    monkeypatch.setattr(delivery, "MOST_JOBS", 0)

    response = await client.post(WEBHOOK, headers=PROVEN, json=[event("1")])

    assert response.status == 503
    assert response.headers["Retry-After"] == "5"


@pytest.mark.parametrize("path", [WEBHOOK, "/webhooks/rest/webhook"])
async def test_a_body_that_does_not_come_is_not_waited_for(client, monkeypatch, path):
    for module in ("webhooks", "body"):
        monkeypatch.setattr(f"bot.server.{module}.BODY_SECONDS", 0.1)

    async def slowly():
        yield b"["
        await asyncio.sleep(5)
        yield b"]"

    response = await client.post(path, headers={**PROVEN, "Content-Type": "application/json"}, data=slowly())

    assert response.status == 408


async def test_what_was_accepted_is_delivered_before_the_server_ends(platform):
    class Slow(EchoAssistant):
        async def reply(self, message):
            await asyncio.sleep(0.2)
            return await super().reply(message)

    async with serving(Slow(), [Pigeon(platform.url)]) as client:
        await client.post(WEBHOOK, headers=PROVEN, json=[event("1")])

    assert platform.texts == ["De rien."]


async def test_a_server_that_stops_is_not_ready_any_more(client):
    client.app[STOPPING].set()

    assert (await client.get("/readyz")).status == 503
    assert (await client.get("/healthz")).status == 200


async def test_rasas_callback_channel_answers_elsewhere(platform, assistant):
    async with serving(assistant, callback_url=f"{platform.url}/hook") as client:
        response = await client.post("/webhooks/callback/webhook", json={"sender": "ana", "message": "merci"})
        assert (response.status, await response.text()) == (200, "success")
        await until(lambda: platform.seen)

    (call,) = platform.seen
    assert (call.path, call.json["recipient_id"], call.json["text"]) == ("/hook", "ana", "De rien.")
    assert call.json["custom"]["outcome"] == "chitchat"


async def test_a_message_sent_again_is_called_back_once(platform, assistant):
    async with serving(assistant, callback_url=f"{platform.url}/hook") as client:
        for sender in ("ana", "ana", "bob"):
            body = {"sender": sender, "message": "merci", "message_id": "m1"}
            assert (await client.post("/webhooks/callback/webhook", json=body)).status == 200
        await until(lambda: len(platform.seen) == 2)

    assert sorted(call.json["recipient_id"] for call in platform.seen) == ["ana", "bob"]
