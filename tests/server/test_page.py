import re
from html.parser import HTMLParser

import pytest

from bot.message import MAX_LENGTH
from bot.server.page import STATIC


class Elements(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


@pytest.fixture
def elements() -> list[tuple[str, dict[str, str | None]]]:
    return Elements((STATIC / "index.html").read_text(encoding="utf-8")).found


async def test_the_page_and_all_it_needs_are_served_from_here(client, elements):
    page = await client.get("/")
    assert page.status == 200
    assert page.content_type == "text/html"

    needed = [path for _, attributes in elements for name, path in attributes.items() if name in ("src", "href")]
    assert len(needed) == 3
    for path in needed:
        assert path.startswith("/static/")
        response = await client.get(path)
        assert response.status == 200
        assert response.content_type in ("text/css", "text/javascript", "application/javascript", "image/svg+xml")


async def test_an_unchanged_file_is_not_sent_again(client):
    first = await client.get("/static/chat.js")
    again = await client.get("/static/chat.js", headers={"If-None-Match": first.headers["Etag"]})

    assert (first.status, again.status) == (200, 304)


@pytest.mark.parametrize("path", ["/static/", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static/" + "a" * 3000])
async def test_nothing_else_is_served(client, path):
    response = await client.get(path)

    assert response.status == 404
    assert response.content_type == "application/problem+json"


def test_the_page_runs_under_a_strict_policy(elements):
    for tag, attributes in elements:
        assert tag != "style"
        assert tag != "script" or attributes.get("src")
        assert not [name for name in attributes if name.startswith("on") or name == "style"]


def test_the_page_is_french_and_says_what_its_parts_are(elements):
    tags = dict(elements)
    assert tags["html"]["lang"] == "fr"
    assert tags["label"]["for"] == tags["input"]["id"]
    assert [attributes["aria-label"] for _, attributes in elements if attributes.get("role") == "log"] == [
        "Conversation"
    ]


def test_the_field_takes_what_the_webhook_takes(elements):
    assert dict(elements)["input"]["maxlength"] == str(MAX_LENGTH)


def test_the_script_writes_text_only_and_calls_nobody_else():
    script = (STATIC / "chat.js").read_text(encoding="utf-8")

    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(|Function\(", script)
    assert re.findall(r"fetch\(([^,)]*)", script) == ['"/webhooks/rest/webhook"']
    assert "import" not in script
