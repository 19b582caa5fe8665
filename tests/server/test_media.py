"""Pictures over HTTP, drawn by the assistant over the content of the checkout."""

import pytest
import pytest_asyncio

from tests.server.conftest import serving

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
