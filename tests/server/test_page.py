"""The pages of the demonstration site."""

from html.parser import HTMLParser

import pytest

from bot.content.pages import PATHS
from tests.server.conftest import serving

PAGES = list(PATHS.values())


class Elements(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


async def elements(client, path: str) -> list[tuple[str, dict[str, str | None]]]:
    return Elements(await (await client.get(path)).text()).found


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_and_all_that_it_needs_are_served_from_here(client, path):
    page = await client.get(path)
    assert (page.status, page.content_type, page.charset) == (200, "text/html", "utf-8")

    needed = [
        attributes.get("src") or attributes["href"]
        for tag, attributes in await elements(client, path)
        if tag in ("script", "link", "img")
    ]
    assert len(needed) == (3 if path == "/" else 2)
    for name in needed:
        assert name.startswith(("/site/", "/web/laureat-chat.js"))
        response = await client.get(name)
        assert response.status == 200
        assert response.content_type in ("text/css", "text/javascript", "image/svg+xml")


@pytest.mark.parametrize("path", PAGES)
async def test_every_link_of_a_page_leads_somewhere(client, path):
    found = await elements(client, path)
    targets = {attributes["href"] for tag, attributes in found if tag == "a"}
    here = {attributes.get("id") for _, attributes in found}

    assert {*PAGES[1:], "/openapi.json"} <= targets
    for target in targets:
        if target.startswith("#"):
            assert target[1:] in here
        elif target.startswith("/"):
            assert (await client.get(target)).status == 200


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_runs_under_a_strict_policy(client, path):
    for tag, attributes in await elements(client, path):
        assert tag != "style"
        assert tag != "script" or attributes.get("src")
        assert not [name for name in attributes if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_is_french_and_has_one_title_and_its_landmarks(client, path):
    found = await elements(client, path)
    tags = [tag for tag, _ in found]

    assert dict(found)["html"]["lang"] == "fr"
    assert [tags.count(tag) for tag in ("title", "h1", "header", "main", "footer")] == [1] * 5
    current = [attributes["href"] for _, attributes in found if attributes.get("aria-current") == "page"]
    assert current == ([] if path == "/" else [path])


async def test_the_conversation_takes_the_place_made_for_it(client):
    assert ("laureat-chat", {"position": "page"}) in await elements(client, "/")


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_is_sent_small_and_not_again_while_it_stays_the_same(client, path):
    first = await client.get(path, headers={"Accept-Encoding": "gzip"})
    plain = await client.get(path, headers={"Accept-Encoding": "identity"})
    again = await client.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert await first.text() == await plain.text()
    assert int(first.headers["Content-Length"]) < int(plain.headers["Content-Length"])
    assert (again.status, await again.read()) == (304, b"")
    assert {response.headers["Cache-Control"] for response in (first, plain, again)} == {"no-cache"}
    assert {response.headers["Vary"] for response in (first, plain, again)} == {"Accept-Encoding"}


async def test_the_texts_are_those_of_the_content_and_the_settings(content, assistant):
    content.change("knowledge/pages/confidentialite.md", "# Données personnelles", "# Vos <données> & vous")
    knowledge = str(content.folder / "knowledge")
    async with serving(assistant, conversation_minutes="7", knowledge=knowledge) as client:
        privacy, home = [await (await client.get(path)).text() for path in ("/confidentialite", "/")]

    assert "<h1>Vos &lt;données&gt; &amp; vous</h1>" in privacy
    assert ", 7 minutes après votre dernier message" in privacy
    assert "Vos &lt;données&gt; &amp; vous</a>" in home


async def test_no_address_is_said_to_be_kept_where_nothing_is_limited(assistant):
    said = {}
    for limit in ("0", "60"):
        async with serving(assistant, rate_limit=limit) as client:
            privacy = await (await client.get("/confidentialite")).text()
            (said[limit],) = [line for line in privacy.splitlines() if "Votre adresse IP" in line]
            said[limit] += privacy[privacy.index(said[limit]) + len(said[limit]) :].splitlines()[1]

    assert "<td>nulle part</td>" in said["0"]
    assert "1 heure" not in said["0"]
    assert "<td>dans la mémoire du serveur, 1 heure au plus</td>" in said["60"]


@pytest.mark.parametrize("path", ["/site/", "/site/page.html", "/site/..%2fapp.py", "/site/" + "a" * 3000])
async def test_nothing_else_is_served(client, path):
    response = await client.get(path)

    assert response.status == 404
    assert response.content_type == "application/problem+json"


async def test_who_has_written_no_page_still_has_a_place_to_talk(laureat, content):
    for page in (content.folder / "knowledge/pages").iterdir():
        page.unlink()

    async with serving(laureat, knowledge=str(content.folder / "knowledge")) as client:
        home = await client.get("/")
        assert home.status == 200
        assert "<laureat-chat" in await home.text()
        assert "/confidentialite" not in await home.text()
        assert (await client.get("/confidentialite")).status == 404
