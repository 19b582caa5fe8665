"""Texts that try to be more than text, from the server and from people, on a page of a strict policy."""

import re

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot.server.assets import WEB
from tests.web.chat import Chat
from tests.web.fake_bot import message
from tests.web.town import chat_page
from tests.web.visitor import Visitor

browsed = pytest.mark.asyncio(loop_scope="session")

OVERRIDE = "\u202e"
HOSTILE = [
    "<script>window.hacked = 1</script>",
    '<img src="https://elsewhere.example/x" onerror="window.hacked = 1">',
    '<svg onload="window.hacked = 1"><a href="javascript:window.hacked=1">x</a></svg>',
    "javascript:window.hacked=1",
    "${window.hacked = 1} {{window.hacked = 1}} `${alert()}`",
    "</p></div></style><iframe srcdoc='<script>top.hacked = 1</script>'></iframe>",
    '"><button onclick="window.hacked=1">Cliquez</button>',
    f"{OVERRIDE}gpj.exe \u2066\u2067\u202d à l’envers",
    "[lien](javascript:window.hacked=1) **gras** <b>gras</b> &lt;b&gt; &#x3c;",
    "data:text/html,<script>window.hacked=1</script>",
]


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(visit, town, fake_bot) -> Visitor:
    """Somebody who has opened the component."""
    visitor: Visitor = await visit(chat_page(town, fake_bot.url))
    await Chat(visitor.page).open()
    return visitor


async def plain(chat: Chat) -> None:
    """Nothing of what was said has become an element, an attribute that acts, or a deed."""
    page = chat.page
    assert await page.evaluate("window.hacked") is None
    found = await chat.panel.evaluate("""panel => [...panel.querySelectorAll("*")].flatMap(
        ({ localName, attributes }) => [localName, ...Array.from(attributes, ({ name }) => name)])""")
    assert not {"script", "iframe", "object", "embed", "base", "link", "b", "style", "srcdoc", "img"} & set(found)
    assert not [name for name in found if name.startswith("on")]


@pytest.mark.parametrize("stream", ["", "stream"])
@browsed
async def test_what_people_write_is_text(visit, town, fake_bot, stream):
    visitor = await visit(chat_page(town, fake_bot.url, stream))
    chat = Chat(visitor.page)
    await chat.open()
    for text in HOSTILE:
        await chat.ask(text)

    await plain(chat)
    said = await chat.questions.locator("p").all_text_contents()
    assert [re.sub(r"[\u00a0\u202f]", " ", text) for text in said] == HOSTILE
    await visitor.page.reload()
    await expect(chat.questions).to_have_count(len(HOSTILE))
    await plain(chat)
    assert visitor.complaints == []
    assert visitor.origins == {town, fake_bot.url}


@browsed
async def test_what_the_server_says_is_text_wherever_it_stands(visit, town, fake_bot):
    visitor = await visit(chat_page(town, fake_bot.url, 'accent="red;}*{background:url(https://elsewhere.example/x)"'))
    chat = Chat(visitor.page)
    await chat.open()
    for number, text in enumerate(HOSTILE):
        source = {"title": text, "date": text, "locator": text, "url": text}
        figures = {"title": text, "alt": text, "columns": [text], "rows": [[text, text]]}
        fake_bot.answers[f"Question {number}"] = [
            message(
                text,
                buttons=[{"title": text, "payload": text}],
                image=text,
                custom={"outcome": text, "intent": text, "sources": [source], "image": figures},
            )
        ]
        await chat.ask(f"Question {number}")
        await chat.host.locator(".sources summary").last.click()
        await chat.button("Copier").click()
        await chat.button("Réponse utile").click()
        await expect(chat.host.get_by_label("Un mot de plus")).to_have_count(number + 1)

    await plain(chat)
    texts = await chat.answers.locator("p.text").all_text_contents()
    assert [re.sub(r"[\u00a0\u202f]", " ", text) for text in texts[1:]] == HOSTILE
    assert await chat.host.get_by_role("link").count() == 0
    assert visitor.complaints == []
    assert visitor.origins == {town, fake_bot.url}


@browsed
async def test_an_override_of_direction_turns_nothing_but_its_own_text(visitor, fake_bot):
    fake_bot.answers["Un"] = [
        message(
            f"{OVERRIDE}Bonjour",
            buttons=[{"title": f"Oui{OVERRIDE} non", "payload": "Oui"}],
            custom={"sources": [{"title": f"{OVERRIDE}Titre", "date": "2018", "locator": f"\u2067ligne 1{OVERRIDE}"}]},
        )
    ]
    chat = Chat(visitor.page)
    await chat.ask(f"{OVERRIDE}Un")
    fake_bot.answers[f"{OVERRIDE}Un"] = fake_bot.answers["Un"]
    await chat.ask(f"{OVERRIDE}Un")

    for text in await chat.host.locator("p.text").all():
        assert await text.evaluate("text => getComputedStyle(text).unicodeBidi") == "isolate"
    names = await chat.host.locator(".suggestions button, .sources, .tools button").all_text_contents()
    assert names
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", "".join(names))


@browsed
async def test_only_addresses_of_the_web_become_links(visitor, fake_bot):
    addresses = {
        "https://ville.example/a": True,
        "HTTP://ville.example": True,
        "javascript:alert(1)": False,
        " javascript:alert(1)": False,
        "java\nscript:alert(1)": False,
        "data:text/html,x": False,
        "//ville.example": False,
        "https://": False,
        "ftp://ville.example/": False,
    }
    sources = [{"title": url, "date": "2018", "locator": "p. 1", "url": url} for url in addresses]
    fake_bot.answers["Un"] = [message("Voici.", custom={"sources": sources})]
    chat = Chat(visitor.page)
    await chat.ask("Un")
    await chat.host.locator(".sources summary").click()

    links = chat.host.get_by_role("link")
    assert await links.all_text_contents() == [url for url, linked in addresses.items() if linked]
    for link in await links.all():
        assert await link.get_attribute("rel") == "noreferrer"


def pictured(image: str) -> dict[str, object]:
    """An answer with a picture."""
    figures = {"title": "Les lauréats", "alt": "Trois communes.", "columns": ["Commune"], "rows": [["Vincennes"]]}
    return message("Voici.", image=image, custom={"image": figures})


@browsed
async def test_a_drawing_keeps_its_shapes_only(visitor, town, fake_bot):
    fake_bot.answers["carte"] = [pictured("/media/carte.svg")]
    chat = Chat(visitor.page)
    await chat.ask("carte")
    drawn = chat.host.locator("svg.shapes")
    await expect(drawn).to_be_visible()

    assert set(await drawn.evaluate("svg => Array.from(svg.querySelectorAll('*'), ({ localName }) => localName)")) == {
        "g",
        "path",
        "line",
        "text",
    }
    assert set(
        await drawn.evaluate("""svg => Array.from(svg.querySelectorAll("*")).flatMap(
            ({ attributes }) => Array.from(attributes, ({ name }) => name))""")
    ) == {"class", "d", "data-name", "role", "aria-label", "tabindex", "x", "y", "x1", "y1", "x2", "y2"}
    assert await drawn.locator(".launcher").count() == 0
    assert await visitor.page.evaluate("window.hacked") is None
    assert visitor.origins == {town, fake_bot.url}


@pytest.mark.parametrize(
    "shapes",
    [
        ["svg", {"viewBox": "0 0 1 1"}, [["script", {}, ["top.hacked=1"]]]],
        ["svg", {"viewBox": "0 0 1 1"}, [["foreignObject", {}, [["p", {}, ["hacked"]]]]]],
        ["svg", {"viewBox": "0 0 1 1"}, [["a", {"href": "javascript:top.hacked=1"}, []]]],
        ["svg", {"viewBox": "0 0 1 1"}, [["image", {"href": "https://elsewhere.example/pixel.png"}, []]]],
        ["html", {"viewBox": "0 0 1 1"}, []],
        ["svg", {"viewBox": "0 0 1 1"}, [["circle", {"r": "1"}, []]]],
        ["svg", {"viewBox": "0 0 1 1"}, [["g", {}, []]] * 6000],
        {"svg": 1},
    ],
    ids=["script", "foreign", "link", "image", "html", "unused", "many", "object"],
)
@browsed
async def test_a_drawing_with_anything_else_in_it_is_not_drawn(visitor, town, fake_bot, shapes):
    fake_bot.answers["carte"] = [pictured("/media/carte.svg")]
    fake_bot.shapes = shapes
    chat = Chat(visitor.page)
    async with visitor.page.expect_response("**/media/carte.json"):
        await chat.ask("carte")

    await expect(chat.host.get_by_role("img", name="Trois communes.")).to_be_visible()
    assert await chat.host.locator("svg.shapes").count() == 0
    assert await visitor.page.evaluate("window.hacked") is None
    assert visitor.origins == {town, fake_bot.url}


@pytest.mark.parametrize(
    "image",
    [
        "https://elsewhere.example/a.svg",
        "//elsewhere.example/a.svg",
        "/media/../webhooks/a.svg",
        "/media//elsewhere.example/a.svg",
        "javascript:1",
        "data:,a",
    ],
)
@browsed
async def test_a_picture_of_another_site_is_not_asked_for(visitor, town, fake_bot, image):
    fake_bot.answers["carte"] = [pictured(image)]
    chat = Chat(visitor.page)
    await chat.ask("carte")
    await visitor.page.wait_for_load_state("networkidle")

    assert await chat.host.locator("figure").count() == 0
    assert fake_bot.drawn == []
    assert visitor.origins == {town, fake_bot.url}


@pytest.mark.parametrize(
    "image",
    [
        "/media/carte.svg?pour=93",
        "http://bot:8080/media/carte.svg?pour=93",
        "//elsewhere.example/media/carte.svg?pour=93",
        "https://elsewhere.example/robot/media/../media/carte.svg?pour=93",
    ],
)
@browsed
async def test_a_picture_is_asked_of_the_server_by_whatever_name_it_calls_itself(visitor, town, fake_bot, image):
    fake_bot.answers["carte"] = [pictured(image)]
    chat = Chat(visitor.page)
    await chat.ask("carte")

    await expect(chat.host.locator("svg.shapes")).to_be_visible()
    assert fake_bot.drawn == ["/media/carte.svg?pour=93", "/media/carte.json?pour=93"]
    assert visitor.origins == {town, fake_bot.url}


@pytest.mark.parametrize("script", sorted(WEB.glob("*.js")), ids=lambda path: path.name)
def test_no_script_turns_text_into_elements_or_code(script):
    written = script.read_text("utf-8")

    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|setHTML|document\.write|DOMParser|Range\(|srcdoc|eval\(|Function\(|\.style\b.*=",
        written.replace("/** @type {CSSStyleRule} */ (sheet.cssRules[0]).style;", ""),
    )
    assert "cookie" not in re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)
