import gzip

import pytest

from bot.server.assets import WEB

FILES = sorted(file.name for file in WEB.iterdir())
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
LIMIT = 30_000
"""Bytes of the whole component as sent."""


@pytest.mark.parametrize("name", FILES)
async def test_any_page_may_load_the_files_of_the_component(client, name):
    response = await client.get(f"/web/{name}")

    assert response.status == 200
    assert response.content_type == TYPES[name[name.rindex(".") :]]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Vary"] == "Accept-Encoding"


async def sent(client, name: str, **headers: str) -> bytes:
    response = await client.get(f"/web/{name}", headers=headers, auto_decompress=False)
    return await response.read()


async def test_the_whole_component_is_light(client):
    sizes = [len(await sent(client, name, **{"Accept-Encoding": "gzip, br"})) for name in FILES]

    assert sum(sizes) <= LIMIT


@pytest.mark.parametrize("name", FILES)
async def test_packed_or_not_it_is_the_same_file(client, name):
    packed = await sent(client, name, **{"Accept-Encoding": "gzip"})
    whole = await sent(client, name, **{"Accept-Encoding": "identity"})

    assert gzip.decompress(packed) == whole


async def test_comments_that_have_their_own_lines_stay_here(client):
    whole = (await sent(client, "laureat-chat.js", **{"Accept-Encoding": "identity"})).decode()

    assert "@module" not in whole
    assert 'customElements.define("laureat-chat", LaureatChat)' in whole


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
async def test_an_unchanged_file_is_not_sent_again(client, encoding):
    first = await client.get("/web/chat.css", headers={"Accept-Encoding": encoding})
    again = await client.get("/web/chat.css", headers={"If-None-Match": first.headers["ETag"]})
    other = await client.get("/web/chat.css", headers={"If-None-Match": 'W/"autre"'})

    assert (first.status, again.status, other.status) == (200, 304, 200)
    assert await again.read() == b""
    assert again.headers["Access-Control-Allow-Origin"] == "*"


async def test_its_size_can_be_asked_without_the_file(client):
    response = await client.head("/web/panel.js")

    assert response.status == 200
    assert int(response.headers["Content-Length"]) > 0
    assert await response.read() == b""


@pytest.mark.parametrize("path", ["/web/", "/web/..%2fapp.py", "/web/%2e%2e/app.py", "/web/autre.js"])
async def test_nothing_else_is_served(client, path):
    assert (await client.get(path)).status == 404
