from ipaddress import ip_network

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.server.limits import PER_ADDRESS, client_address
from tests.server.conftest import serving

WEBHOOK = "/webhooks/rest/webhook"
PROXIES = (ip_network("10.0.0.0/8"), ip_network("::1"))


@pytest.mark.parametrize(
    ("remote", "forwarded", "expected"),
    [
        ("192.0.2.7", None, "192.0.2.7"),
        ("192.0.2.7", "198.51.100.1", "192.0.2.7"),
        ("10.0.0.1", None, "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("::1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "nonsense", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1, nonsense, 10.0.0.2", "10.0.0.2"),
        ("::ffff:192.0.2.7", None, "192.0.2.7"),
        ("10.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("10.0.0.1", "198.51.100.1:5001", "198.51.100.1"),
        ("10.0.0.1", "[2001:db8::1]:5001", "2001:db8::1"),
        ("10.0.0.1", "[2001:db8::1]", "2001:db8::1"),
        ("10.0.0.1", ["203.0.113.9", "198.51.100.1"], "198.51.100.1"),
        (None, None, "None"),
    ],
)
def test_a_request_comes_from_the_last_address_that_no_trusted_proxy_has(remote, forwarded, expected):
    given = [forwarded] if isinstance(forwarded, str) else forwarded or []
    request = make_mocked_request("POST", "/", headers=[("X-Forwarded-For", value) for value in given])

    assert str(client_address(request.clone(remote=remote), PROXIES)) == expected


async def say(client, sender: str, address: str | None = None):
    headers = {} if address is None else {"X-Forwarded-For": address}
    return await client.post(WEBHOOK, json={"sender": sender, "message": "merci"}, headers=headers)


async def test_whoever_sends_too_much_is_told_when_to_come_back_and_others_are_answered(assistant):
    async with serving(assistant, rate_limit="3") as client:
        statuses = [(await say(client, "ana")).status for _ in range(3)]
        refused = await say(client, "ana")
        other = await say(client, "bob")
        assert "Attendez" in (await refused.json())["detail"]

    assert (statuses, refused.status, other.status) == ([200, 200, 200], 429, 200)
    assert 1 <= int(refused.headers["Retry-After"]) <= 21
    assert len(assistant.received) == 4


async def test_a_message_sent_again_costs_nothing(assistant):
    async with serving(assistant, rate_limit="1") as client:
        body = {"sender": "ana", "message": "merci", "message_id": "m1"}
        statuses = [(await client.post(WEBHOOK, json=body)).status for _ in range(3)]
        refused = await client.post(WEBHOOK, json={**body, "message_id": "m2"})

    assert (statuses, refused.status) == ([200] * 3, 429)


async def test_an_address_has_the_budget_of_several_people_and_no_more(assistant):
    async with serving(assistant, rate_limit="2", trusted_proxies="127.0.0.1") as client:
        statuses = [
            (await say(client, f"sender-{number}", "198.51.100.1")).status for number in range(2 * PER_ADDRESS + 1)
        ]
        other = await say(client, "ana", "198.51.100.2")

    assert statuses == [200] * 2 * PER_ADDRESS + [429]
    assert other.status == 200


async def test_one_subscriber_s_ipv6_addresses_are_one(assistant):
    async with serving(assistant, rate_limit="1", trusted_proxies="127.0.0.1") as client:
        statuses = [
            (await say(client, f"sender-{number}", f"2001:db8::{number + 1:x}")).status
            for number in range(PER_ADDRESS + 1)
        ]

    assert statuses[-1] == 429


async def test_this_machine_has_no_budget_of_its_own(assistant):
    async with serving(assistant, rate_limit="1") as client:
        statuses = {(await say(client, f"sender-{number}")).status for number in range(3 * PER_ADDRESS)}

    assert statuses == {200}


async def test_zero_is_no_limit(assistant):
    async with serving(assistant, rate_limit="0") as client:
        assert {(await say(client, "ana")).status for _ in range(100)} == {200}


async def test_what_is_parsed_counts_against_its_address(assistant):
    async with serving(assistant, rate_limit="1", trusted_proxies="127.0.0.1") as client:
        headers = {"X-Forwarded-For": "198.51.100.1"}
        statuses = [
            (await client.post("/model/parse", json={"text": "a"}, headers=headers)).status
            for _ in range(PER_ADDRESS + 1)
        ]

    assert statuses == [200] * PER_ADDRESS + [429]
