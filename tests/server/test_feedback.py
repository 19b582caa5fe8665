import logging

import pytest

from bot.message import MAX_COMMENT
from tests.server.conftest import serving

FEEDBACK = "/webhooks/rest/feedback"
WEBHOOK = "/webhooks/rest/webhook"
UP = {"sender": "ana", "message_id": "m1", "verdict": "up"}
DOWN = {**UP, "verdict": "down"}


async def say(client, text: str = "Bonjour", sender: str | int = "ana", message_id: str = "m1") -> None:
    body = {"sender": sender, "message": text, "message_id": message_id}
    assert (await client.post(WEBHOOK, json=body)).status == 200


async def judge(client, **body) -> int:
    return (await client.post(FEEDBACK, json=body)).status


async def counted(client) -> list[str]:
    figures = await (await client.get("/metrics")).text()
    return sorted(line for line in figures.splitlines() if line.startswith("laureat_feedback_total"))


async def test_an_opinion_is_counted_by_what_was_answered(client):
    await say(client)
    response = await client.post(FEEDBACK, json=UP)

    assert (response.status, await response.read()) == (204, b"")
    assert await counted(client) == ['laureat_feedback_total{intent="echo",verdict="up"} 1.0']


async def test_what_was_understood_is_what_the_answer_says_and_not_what_the_client_does(client):
    await say(client, "merci", message_id="m1")
    await say(client, "hein", message_id="m2")

    assert await judge(client, **UP, intent="echo") == 204
    assert await judge(client, **{**UP, "message_id": "m2"}, intent="x" * 5000) == 204
    assert await counted(client) == [
        'laureat_feedback_total{intent="",verdict="up"} 1.0',
        'laureat_feedback_total{intent="merci",verdict="up"} 1.0',
    ]


@pytest.mark.parametrize("other", [{"message_id": "m2"}, {"sender": "bob"}, {"sender": "ana m1", "message_id": " "}])
async def test_an_opinion_on_what_was_never_answered_is_refused_and_leaves_no_trace(client, caplog, other):
    caplog.set_level(logging.INFO, "bot.server.feedback")
    await say(client)

    response = await client.post(FEEDBACK, json={**UP, **other, "comment": "Pour rien"})

    assert (response.status, response.content_type) == (404, "application/problem+json")
    problem = await response.json()
    assert problem["type"] == "urn:laureat:probleme:message-inconnu"
    assert "moins de 15 minutes" in problem["detail"]
    assert await counted(client) == []
    assert caplog.records == []


async def test_an_answer_that_failed_is_judged_by_nobody(client):
    await client.post(WEBHOOK, json={"sender": "ana", "message": "panne", "message_id": "m1"})

    assert await judge(client, **UP) == 404


async def test_the_first_opinion_on_each_message_counts(client):
    for sender, message_id in (("ana", "m1"), ("ana", "m2"), (12, "m1")):
        await say(client, sender=sender, message_id=message_id)

    for body in (UP, UP, DOWN, {**DOWN, "message_id": "m2"}, {**UP, "message_id": "m2"}, {**UP, "sender": 12.0}):
        assert await judge(client, **body) == 204

    assert await counted(client) == [
        'laureat_feedback_total{intent="echo",verdict="down"} 1.0',
        'laureat_feedback_total{intent="echo",verdict="up"} 2.0',
    ]


async def test_the_journal_holds_what_was_said_first_and_not_by_whom(client, caplog):
    caplog.set_level(logging.INFO, "bot.server.feedback")
    await say(client)
    await judge(client, **UP)
    await judge(client, **DOWN, comment="  ")
    for comment in ("Très clair", "Pas si clair", "Très clair"):
        await judge(client, **DOWN, comment=comment)

    first, second = caplog.records
    assert (first.verdict, first.intent, first.comment) == ("up", "echo", "")
    assert (second.verdict, second.intent, second.comment) == ("down", "echo", "Très clair")
    assert not [record for record in caplog.records if "ana" in str(vars(record).values())]


async def test_at_a_higher_level_the_journal_holds_no_opinion(client, caplog):
    caplog.set_level(logging.WARNING, "bot.server.feedback")
    await say(client)

    assert await judge(client, **UP, comment="Très clair") == 204

    assert caplog.records == []


@pytest.mark.parametrize(
    ("wrong", "advice"),
    [
        ({"verdict": "meh"}, "« verdict »"),
        ({"verdict": None}, "« verdict »"),
        ({"sender": None}, "« sender »"),
        ({"sender": ""}, "« sender »"),
        ({"message_id": ""}, "« message_id »"),
        ({"message_id": "a" * 65}, "« message_id »"),
        ({"comment": "a" * (MAX_COMMENT + 1)}, f"{MAX_COMMENT} caractères au plus"),
    ],
)
async def test_another_shape_is_refused_with_what_to_mend(client, wrong, advice):
    response = await client.post(FEEDBACK, json={**UP, **wrong})

    assert response.status == 422
    assert advice in (await response.json())["detail"]
    assert await counted(client) == []


async def test_opinions_count_against_the_sender_s_budget(assistant):
    async with serving(assistant, rate_limit="2") as client:
        await say(client)
        statuses = [await judge(client, **UP) for _ in range(2)]

    assert statuses == [204, 429]


async def test_pages_of_an_allowed_site_may_send_opinions(assistant):
    town = "https://ville.example"
    async with serving(assistant, allowed_origins=town) as client:
        await say(client)
        response = await client.post(FEEDBACK, json=UP, headers={"Origin": town})

    assert response.status == 204
    assert response.headers["Access-Control-Allow-Origin"] == town
