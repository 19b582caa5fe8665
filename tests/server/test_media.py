"""Pictures over HTTP, drawn by the assistant over the content of the checkout."""

import asyncio
import subprocess
import time
from collections import Counter

import pytest
import pytest_asyncio

from bot.server import dots, media
from tests.server.conftest import EchoAssistant, serving

MAP = "/media/carte.svg?avec=commune:94080"


@pytest_asyncio.fixture
async def drawing(laureat):
    async with serving(laureat) as client:
        yield client


async def test_a_reply_names_a_picture_that_is_there(drawing):
    response = await drawing.post("/webhooks/rest/webhook", json={"message": "Vincennes a gagné quoi ?"})
    (message,) = await response.json()
    origin = str(drawing.make_url("")).rstrip("/")

    assert message["image"] == f"{origin}{MAP}"
    assert message["custom"]["image"]["title"] == "Projets lauréats du FMIN à Vincennes"
    assert message["custom"]["image"]["rows"][0][0] == "Vincennes"
    shown = await drawing.get(message["image"].removeprefix(origin))
    assert shown.status == 200
    assert shown.content_type == "image/svg+xml"
    assert "Vincennes" in await shown.text()


async def test_an_answer_without_a_picture_says_nothing_of_one(drawing):
    response = await drawing.post("/webhooks/rest/webhook", json={"message": "Qui est Patrick Ollier ?"})
    (message,) = await response.json()

    assert "image" not in message
    assert "image" not in message["custom"]


async def test_its_address_is_the_public_one(laureat):
    async with serving(laureat, public_url="https://bot.ville.example") as client:
        response = await client.post("/webhooks/rest/webhook", json={"message": "Vincennes a gagné quoi ?"})
        (message,) = await response.json()

    assert message["image"] == f"https://bot.ville.example{MAP}"


async def test_a_picture_may_be_kept_and_is_not_sent_twice(drawing):
    first = await drawing.get(MAP)
    tag = first.headers["ETag"]

    assert "max-age=3600" in first.headers["Cache-Control"]
    again = await drawing.get(MAP, headers={"If-None-Match": tag})
    assert again.status == 304
    assert await again.read() == b""
    assert again.headers["ETag"] == tag
    other = await drawing.get("/media/carte.svg?avec=commune:93048", headers={"If-None-Match": tag})
    assert other.status == 200


async def test_any_site_may_show_it_and_nothing_in_it_acts(drawing):
    response = await drawing.get(MAP)

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "script" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_it_is_sent_small(drawing):
    response = await drawing.get(MAP, headers={"Accept-Encoding": "gzip"}, auto_decompress=False)

    assert response.headers["Content-Encoding"] == "gzip"
    assert len(await response.read()) < 20_000
    dots = await drawing.get(MAP.replace(".svg", ".png"), headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in dots.headers


async def test_dots_for_who_takes_no_svg(drawing):
    response = await drawing.get(MAP.replace(".svg", ".png"))

    assert response.content_type == "image/png"
    assert (await response.read()).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "address",
    [
        "/media/carte.gif",
        "/media/autre.svg",
        "/media/carte.svg?avec=commune:99999",
        "/media/carte.svg?avec=commune:94080&avec=commune:93048",
        "/media/carte.svg?width=100000",
        "/media/../knowledge/fmin/fmin.yaml",
        "/media/%2e%2e%2fcarte.svg",
    ],
)
async def test_nothing_else_is_drawn(drawing, address):
    response = await drawing.get(address)

    assert response.status == 404
    assert (await response.json())["type"] == "urn:laureat:probleme:adresse-inconnue"


class SlowGallery:
    """Draws what it is asked for, whatever that is; it takes a while."""

    def __init__(self) -> None:
        self.drawing = self.most = 0
        self.drawn: Counter[str] = Counter()

    def find(self, name, said):
        return f"{name} {said}"

    def draw(self, selection, form):
        self.drawing += 1
        self.most = max(self.most, self.drawing)
        time.sleep(0.05)
        self.drawing -= 1
        self.drawn[selection] += 1
        return f"<svg>{selection}</svg>".encode()


@pytest_asyncio.fixture
async def slow():
    assistant = EchoAssistant()
    assistant.gallery = SlowGallery()
    async with serving(assistant) as client:
        yield client, assistant


async def test_pictures_are_drawn_one_at_a_time_and_messages_are_answered_meanwhile(slow):
    client, assistant = slow
    asking = [asyncio.create_task(client.get(f"/media/a.svg?avec={number}")) for number in range(6)]
    while not assistant.gallery.drawing:
        await asyncio.sleep(0.001)

    answer = await client.post("/webhooks/rest/webhook", json={"message": "merci"})

    assert answer.status == 200
    assert not any(one.done() for one in asking[-2:])
    assert [response.status for response in await asyncio.gather(*asking)] == [200] * 6
    assert assistant.gallery.most == 1


async def test_what_several_ask_for_at_once_is_drawn_once_in_whatever_order_it_is_written(slow):
    client, assistant = slow
    addresses = ["/media/a.svg?par=x&avec=y", "/media/a.svg?avec=y&par=x"] * 3

    responses = await asyncio.gather(*map(client.get, addresses))

    assert {response.status for response in responses} == {200}
    assert assistant.gallery.drawn.total() == 1


async def test_who_comes_when_too_many_are_waiting_is_told_when_to_come_back(slow, monkeypatch):
    monkeypatch.setattr(media, "MOST_ASKED", 2)
    client, _ = slow

    responses = await asyncio.gather(*(client.get(f"/media/a.svg?avec={number}") for number in range(4)))

    assert Counter(response.status for response in responses) == {200: 2, 503: 2}
    (refused, _) = [response for response in responses if response.status == 503]
    assert int(refused.headers["Retry-After"]) > 0
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert (await client.get("/media/a.svg?avec=5")).status == 200


async def test_new_content_has_new_pictures(slow):
    client, assistant = slow
    for gallery in (assistant.gallery, SlowGallery()):
        assistant.gallery = gallery
        for _ in range(2):
            assert (await client.get("/media/a.svg")).status == 200
        assert gallery.drawn.total() == 1


async def test_no_more_are_kept_than_said_and_those_asked_for_least_recently_go_first(slow, monkeypatch):
    monkeypatch.setattr(media, "KEPT", 2)
    client, assistant = slow

    for name in "abacaba":
        await client.get(f"/media/{name}.svg")

    assert assistant.gallery.drawn == {"a {}": 1, "b {}": 2, "c {}": 1}


async def test_dots_are_made_by_another_process(drawing, monkeypatch):
    monkeypatch.delattr(dots, "rasterise")

    response = await drawing.get("/media/carte.png?avec=commune:93055")

    assert (await response.read()).startswith(b"\x89PNG")


async def test_dots_that_cannot_be_made_are_the_server_s_fault(capfd):
    with pytest.raises(subprocess.CalledProcessError):
        await dots.make_dots(b"no drawing")
    assert "ValueError" in capfd.readouterr().err


async def test_dots_that_take_too_long_are_given_up(monkeypatch):
    monkeypatch.setattr(dots, "MOST_SECONDS", 0.001)

    with pytest.raises(TimeoutError):
        await dots.make_dots(b"<svg xmlns='http://www.w3.org/2000/svg'/>")


async def test_an_address_has_a_small_budget_of_drawings_that_is_not_the_one_of_its_messages(laureat):
    async with serving(laureat, rate_limit="4", trusted_proxies="127.0.0.1") as client:

        async def get(number: int, whose: str = "198.51.100.1"):
            return await client.get(f"/media/carte.json?avec=commune:{number}", headers={"X-Forwarded-For": whose})

        statuses = [(await get(number)).status for number in (94080, 94080, 99999, 94080, 93048)]
        refused, kept, other = await get(93055), await get(94080), await get(93055, "198.51.100.2")
        answer = await client.post(
            "/webhooks/rest/webhook", json={"message": "merci"}, headers={"X-Forwarded-For": "198.51.100.1"}
        )
        assert "redemandez l’image" in (await refused.json())["detail"]

    assert statuses == [200, 200, 404, 200, 429]
    assert (refused.status, kept.status, other.status, answer.status) == (429, 200, 200, 200)
    assert int(refused.headers["Retry-After"]) > 0
