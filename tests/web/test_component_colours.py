"""The colours that a town gives the component: what is written on them, and in them, can be read."""

import pytest
from playwright.async_api import expect

from tests.web.chat import Chat
from tests.web.fake_bot import message
from tests.web.town import chat_page

pytestmark = pytest.mark.asyncio(loop_scope="session")

SEEN = """({ shadowRoot }) => {
    // What a browser paints, whatever it is called.
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const paint = (...colours) => {
        for (const colour of colours) {
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
        }
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const ground = getComputedStyle(shadowRoot.querySelector(".panel")).backgroundColor;
    return ["launcher", "ask .row button:not([class])", "bar button"].map((name) => {
        const { color, backgroundColor } = getComputedStyle(shadowRoot.querySelector("." + name));
        return [paint(ground, backgroundColor, color), paint(ground, backgroundColor)];
    });
}"""
OWN = [0, 0, 145]
COLOURS = {
    "oklch(0.95 0.1 100)": None,
    "oklch(0.3 0.2 270)": None,
    "color(display-p3 1 0.9 0.6)": None,
    "color(display-p3 0 1 0)": None,
    "color-mix(in srgb, yellow, white)": [255, 255, 128],
    "hsl(60 100% 50% / .5)": [255, 255, 128],
    "#00009120": [223, 223, 241],
    "Canvas": [255, 255, 255],
    "rebeccapurple": [102, 51, 153],
    "transparent": OWN,
    "bleu": OWN,
    "var(--nowhere)": OWN,
}
"""Each with what it is on white; none where browsers may differ by a little."""


def luminance(colour: list[int]) -> float:
    """As WCAG 2.2 defines it."""
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: list[int], other: list[int]) -> float:
    """As WCAG 2.2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("how", ["attribute", "property"])
@pytest.mark.parametrize("colour", COLOURS)
async def test_whatever_the_colour_the_buttons_can_be_read(visit, town, fake_bot, colour, how):
    visitor = await visit(chat_page(town, fake_bot.url, f'accent="{colour}"' if how == "attribute" else ""))
    chat = Chat(visitor.page)
    if how == "property":
        await chat.host.evaluate(
            "(host, colour) => { host.remove(); host.style.setProperty('--laureat-accent', colour);"
            " document.body.append(host); }",
            colour,
        )
    await chat.open()
    # The colours come in a file of their own.
    await visitor.page.wait_for_load_state("networkidle")

    launcher, send, close = await chat.host.evaluate(SEEN)
    for written, under in (launcher, send, close):
        assert contrast(written, under) >= 4.5
    if expected := COLOURS[colour]:
        assert launcher[1] == expected
    assert visitor.complaints == []


SHADES = """({ shadowRoot }) => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    return Object.fromEntries(["land", "held", "laureate", "asked"].map((name) => {
        const shape = [...shadowRoot.querySelectorAll("." + name)].find(({ classList }) =>
            !{ land: ["laureate"], laureate: ["asked"] }[name]?.some((one) => classList.contains(one)));
        canvas.fillStyle = getComputedStyle(shape).fill;
        canvas.fillRect(0, 0, 1, 1);
        return [name, [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)];
    }));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("forced", ["none", "active"])
async def test_what_a_map_tells_apart_looks_different(visit, town, fake_bot, scheme, forced):
    fake_bot.answers["carte"] = [message("Voici.", image="/media/carte.svg")]
    visitor = await visit(chat_page(town, fake_bot.url), color_scheme=scheme, forced_colors=forced)
    chat = Chat(visitor.page)
    await chat.open()
    await chat.ask("carte")
    drawn = chat.host.locator("svg.shapes")
    await expect(drawn).to_be_visible()

    shades = list((await chat.host.evaluate(SHADES)).values())
    for number, shade in enumerate(shades):
        for other in shades[number + 1 :]:
            assert contrast(shade, other) >= 1.3
    dashes = "one => getComputedStyle(one).strokeDasharray"
    assert await drawn.locator(".outline").first.evaluate(dashes) == "none"
    assert await drawn.locator(".outline.chosen").evaluate(dashes) != "none"
    assert await drawn.locator(".axis").evaluate("one => getComputedStyle(one).stroke") != "none"
    # The names on it are of one colour with the rest of what is written.
    written = await chat.answers.last.locator(".text").evaluate("one => getComputedStyle(one).color")
    if forced == "active":
        assert await drawn.locator("text").first.evaluate("one => getComputedStyle(one).fill") == written
    # A chart's bars and the bar at the top have a name in common, and nothing else.
    assert await chat.panel.locator("> .bar").evaluate("bar => getComputedStyle(bar).forcedColorAdjust") == "auto"


async def test_a_colour_may_be_taken_back(visit, town, fake_bot):
    visitor = await visit(chat_page(town, fake_bot.url, 'accent="gold"'))
    chat = Chat(visitor.page)
    await expect(chat.launcher).to_have_css("background-color", "rgb(255, 215, 0)")
    await expect(chat.launcher).to_have_css("color", "rgb(0, 0, 0)")

    await chat.host.evaluate("host => host.removeAttribute('accent')")

    await expect(chat.launcher).to_have_css("background-color", "rgb(0, 0, 145)")
    await expect(chat.launcher).to_have_css("color", "rgb(255, 255, 255)")
