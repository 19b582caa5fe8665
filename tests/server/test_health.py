import pytest


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
async def test_a_server_that_understands_is_alive_and_ready(client, path):
    response = await client.get(path)

    assert response.status == 200
    assert await response.json() == {"status": "ok"}
    assert response.headers["Cache-Control"] == "no-store"


async def test_a_server_that_understands_nothing_is_alive_but_not_ready(client, assistant, monkeypatch):
    def fail(text: str) -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr(assistant, "parse", fail)

    assert (await client.get("/healthz")).status == 200
    response = await client.get("/readyz")
    assert response.status == 503
    assert "secret" not in await response.text()
