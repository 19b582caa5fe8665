import pytest
import pytest_asyncio

from tests.server.conftest import serving

WEBHOOK = "/webhooks/rest/webhook"
TOWN, OTHER = "https://ville.example", "https://autre.example"
BODY = {"sender": "ana", "message": "merci"}


@pytest_asyncio.fixture
async def client(assistant):
    async with serving(assistant, allowed_origins=f"{TOWN}, https://agglo.example") as running:
        yield running


async def preflight(client, origin: str, path: str = WEBHOOK):
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    return await client.options(path, headers=headers)


async def test_pages_of_an_allowed_site_may_read_the_answers(client):
    response = await client.post(WEBHOOK, json=BODY, headers={"Origin": TOWN})

    assert response.status == 200
    assert response.headers["Access-Control-Allow-Origin"] == TOWN
    assert response.headers["Vary"] == "Origin"
    assert "Access-Control-Allow-Credentials" not in response.headers


async def test_pages_of_another_site_may_not(client):
    response = await client.post(WEBHOOK, json=BODY, headers={"Origin": OTHER})

    assert "Access-Control-Allow-Origin" not in response.headers
    assert response.headers["Vary"] == "Origin"


async def test_an_allowed_site_may_ask_first(client):
    response = await preflight(client, TOWN)

    assert response.status == 204
    assert response.headers["Access-Control-Allow-Origin"] == TOWN
    assert "POST" in response.headers["Access-Control-Allow-Methods"]
    assert "content-type" in response.headers["Access-Control-Allow-Headers"].lower()


async def test_another_site_asks_in_vain(client):
    response = await preflight(client, OTHER)

    assert response.status == 405
    assert "Access-Control-Allow-Origin" not in response.headers


async def test_only_the_rest_channel_is_shared(client):
    response = await client.post("/model/parse", json={"text": "a"}, headers={"Origin": TOWN})

    assert "Access-Control-Allow-Origin" not in response.headers


async def test_a_page_of_an_allowed_site_may_read_what_went_wrong(client):
    response = await client.post(WEBHOOK, json={}, headers={"Origin": TOWN})

    assert response.status == 422
    assert response.headers["Access-Control-Allow-Origin"] == TOWN


@pytest.mark.parametrize(("method", "address"), [("GET", "/media/carte.gif"), ("POST", "/media/carte.svg")])
async def test_a_page_of_any_site_may_read_why_there_is_no_picture(client, method, address):
    response = await client.request(method, address, headers={"Origin": OTHER})

    assert response.status in (404, 405)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
