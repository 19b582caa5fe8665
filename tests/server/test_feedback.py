import logging

import pytest

from bot.message import MAX_COMMENT
from tests.server.conftest import serving

FEEDBACK = "/webhooks/rest/feedback"
UP = {"sender": "ana", "message_id": "m1", "intent": "echo", "verdict": "up"}


async def counted(client) -> list[str]:
    figures = await (await client.get("/metrics")).text()
    return [line for line in figures.splitlines() if line.startswith("laureat_feedback_total")]


async def test_an_opinion_is_counted_by_what_was_answered(client):
    response = await client.post(FEEDBACK, json=UP)

    assert (response.status, await response.read()) == (204, b"")
    assert await counted(client) == ['laureat_feedback_total{intent="echo",verdict="up"} 1.0']


@pytest.mark.parametrize("intent", [None, "made up", "x" * 5000])
async def test_what_content_does_not_know_is_counted_under_nothing(client, intent):
    assert (await client.post(FEEDBACK, json={**UP, "intent": intent})).status == 204

    assert await counted(client) == ['laureat_feedback_total{intent="",verdict="up"} 1.0']


async def test_the_same_opinion_sent_again_counts_once_and_another_counts(client):
    for body in (UP, UP, {**UP, "verdict": "down"}, {**UP, "message_id": "m2"}, {**UP, "sender": 12}):
        assert (await client.post(FEEDBACK, json=body)).status == 204

    assert sorted(await counted(client)) == [
        'laureat_feedback_total{intent="echo",verdict="down"} 1.0',
        'laureat_feedback_total{intent="echo",verdict="up"} 3.0',
    ]


async def test_the_journal_holds_what_was_said_and_not_by_whom(client, caplog):
    caplog.set_level(logging.INFO, "bot.server.feedback")
    await client.post(FEEDBACK, json=UP)
    await client.post(FEEDBACK, json={**UP, "comment": "Très clair"})

    first, second = caplog.records
    assert (first.verdict, first.intent, first.comment) == ("up", "echo", "")
    assert second.comment == "Très clair"
    assert not [record for record in caplog.records if "ana" in str(vars(record).values())]


async def test_at_a_higher_level_the_journal_holds_no_opinion(client, caplog):
    caplog.set_level(logging.WARNING, "bot.server.feedback")

    await client.post(FEEDBACK, json={**UP, "comment": "Très clair"})

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
    async with serving(assistant, rate_limit="1") as client:
        statuses = [(await client.post(FEEDBACK, json=UP)).status for _ in range(2)]

    assert statuses == [204, 429]


async def test_pages_of_an_allowed_site_may_send_opinions(assistant):
    town = "https://ville.example"
    async with serving(assistant, allowed_origins=town) as client:
        response = await client.post(FEEDBACK, json=UP, headers={"Origin": town})

    assert response.headers["Access-Control-Allow-Origin"] == town
