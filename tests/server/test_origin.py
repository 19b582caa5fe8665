"""The address under which pictures are named."""

import asyncio
from ipaddress import ip_network

import pytest
from aiohttp.test_utils import make_mocked_request
from multidict import CIMultiDict

from bot.server.origin import origin_of
from tests.server.conftest import serving

PROXIES = (ip_network("10.0.0.0/8"),)
ASKED = {"sender": "ana", "message": "Vincennes a gagné quoi ?", "message_id": "m1"}
PATH = "/media/carte.svg?avec=commune:94080"


def seen(remote: str | None = "192.0.2.7", **headers: str | list[str]) -> str | None:
    given = CIMultiDict[str]()
    for name, values in headers.items():
        for value in [values] if isinstance(values, str) else values:
            given.add(name.replace("_", "-"), value)
    return origin_of(make_mocked_request("POST", "/", headers=given).clone(remote=remote), PROXIES)


@pytest.mark.parametrize(
    "host",
    [
        "robot.ville.example",
        "Robot.Ville.example:8443",
        "localhost:8080",
        "127.0.0.1:8080",
        "[2001:db8::1]",
        "[::1]:8080",
        "laureat_1",
        "xn--rpublique-b4a.fr",
        "robot.ville.example.",
        "a" * 63 + ".example",
    ],
)
def test_it_is_the_one_that_the_request_was_sent_to(host):
    assert seen(host=host) == f"http://{host}"


@pytest.mark.parametrize(
    "host",
    [
        "",
        " ",
        "javascript:alert(1)//",
        "user@evil",
        "user:pass@evil.example",
        "evil#",
        "evil?",
        "evil/",
        "evil\\",
        "evil.example/path",
        "a b",
        "a,b",
        ":8080",
        "a:",
        "a:b",
        "a:65536",
        "a:123456",
        "a:８０",
        "a..b",
        ".a",
        "-a",
        "a-",
        "é.example",
        "ſ.example",
        "%65vil",
        "[::1",
        "[127.0.0.1]",
        "[fe80::1%25eth0]",
        "[::g]",
        "::1",
        "<script>",
        "a\n",
        "a" * 64,
        ".".join(["a" * 63] * 4),
    ],
)
def test_what_is_no_plain_address_is_none(host):
    assert seen(host=host) is None


def test_a_request_that_says_nothing_has_none():
    assert seen() is None


@pytest.mark.parametrize(
    ("remote", "headers", "expected"),
    [
        ("10.0.0.1", {"x_forwarded_proto": "https"}, "https://inside:8080"),
        ("10.0.0.1", {"x_forwarded_proto": "HTTPS"}, "https://inside:8080"),
        ("10.0.0.1", {"x_forwarded_proto": "https", "x_forwarded_host": "a.example"}, "https://a.example"),
        ("10.0.0.1", {"x_forwarded_host": "evil.example, a.example"}, "http://a.example"),
        ("10.0.0.1", {"x_forwarded_host": ["evil.example", "a.example"]}, "http://a.example"),
        ("10.0.0.1", {"x_forwarded_proto": "javascript"}, None),
        ("10.0.0.1", {"x_forwarded_host": "user@evil"}, None),
        ("192.0.2.7", {"x_forwarded_proto": "https", "x_forwarded_host": "evil.example"}, "http://inside:8080"),
        (None, {"x_forwarded_proto": "https", "x_forwarded_host": "evil.example"}, "http://inside:8080"),
    ],
)
def test_a_proxy_is_believed_where_it_is_trusted(remote, headers, expected):
    assert seen(remote, host="inside:8080", **headers) == expected


async def shown(client, headers: dict[str, str]) -> tuple[str | None, dict]:
    (message,) = await (await client.post("/webhooks/rest/webhook", json=ASKED, headers=headers)).json()
    return message.get("image"), message["custom"]["image"]


async def test_an_answer_said_again_is_under_the_address_that_it_is_asked_at(laureat):
    async with serving(laureat, trusted_proxies="127.0.0.1") as client:
        first, facts = await shown(client, {"Host": "a.example"})
        again = await shown(client, {"Host": "b.example", "X-Forwarded-Proto": "https"})
        figures = await (await client.get("/metrics")).text()

    assert first == f"http://a.example{PATH}"
    assert again == (f"https://b.example{PATH}", facts)
    assert 'laureat_duplicates_total{channel="rest"} 1.0' in figures


async def test_where_the_address_is_none_the_facts_of_the_picture_are_given_alone(laureat):
    async with serving(laureat) as client:
        for host in ("javascript:alert(1)//", "user@evil", "evil#", "."):
            image, facts = await shown(client, {"Host": host})
            assert image is None
            assert facts["title"] == "Projets lauréats du FMIN à Vincennes"
        good, _ = await shown(client, {"Host": "a.example"})

    assert good == f"http://a.example{PATH}"


async def test_a_request_without_a_host_is_told_nothing_of_this_machine(laureat):
    async with serving(laureat) as client:
        reader, writer = await asyncio.open_connection(client.host, client.port)
        body = b'{"message": "Vincennes a gagn\\u00e9 quoi ?"}'
        writer.write(b"POST /webhooks/rest/webhook HTTP/1.0\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        said = await reader.read()
        writer.close()

    assert b" 200 OK" in said.splitlines()[0]
    assert b"/media/" not in said
