"""Maps and bars of the real content, as people meet them in the component."""

import pytest
from playwright.async_api import expect

from tests.web.chat import Chat
from tests.web.looks import PICTURES, violations
from tests.web.town import chat_page

pytestmark = pytest.mark.asyncio(loop_scope="session")

LOOKS = {
    "light": {"viewport": {"width": 1280, "height": 1000}},
    "dark": {"viewport": {"width": 1280, "height": 1000}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 568}},
    "forced": {"viewport": {"width": 1280, "height": 1000}, "forced_colors": "active"},
}
QUESTIONS = {"carte": "Quels projets dans le 93 ?", "barres": "Combien de projets par département ?"}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", QUESTIONS)
async def test_a_picture_and_its_table_are_for_everybody(visit, bot, name, look):
    visitor = await visit(bot.url, **LOOKS[look])
    page, chat = visitor.page, Chat(visitor.page)
    await expect(chat.answers.first).to_be_visible()
    await chat.ask(QUESTIONS[name])
    await expect(chat.host.locator("svg.shapes")).to_be_visible()
    await chat.host.get_by_text("Voir les chiffres").click()
    await chat.host.locator("figure").scroll_into_view_if_needed()
    await page.screenshot(path=PICTURES / f"{name}-{look}.png", full_page=True)

    assert await violations(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert visitor.complaints == []
    assert visitor.origins == {bot.url}


async def test_all_of_a_picture_can_be_seen_at_once(visit, town, bot):
    visitor = await visit(chat_page(town, bot.url), viewport={"width": 1280, "height": 800})
    chat = Chat(visitor.page)
    await chat.open()
    await chat.ask(QUESTIONS["carte"])
    await expect(chat.host.locator("svg.shapes")).to_be_visible()

    room = await chat.log.evaluate("log => log.clientHeight")
    caption, frame = [await chat.host.locator(part).bounding_box() for part in ("figcaption", ".frame")]
    assert frame["y"] + frame["height"] - caption["y"] < room


async def test_the_map_tells_every_commune_and_its_keyboard_leads_to_each_laureate(visit, bot, model):
    visitor = await visit(bot.url)
    page, chat = visitor.page, Chat(visitor.page)
    await expect(chat.answers.first).to_be_visible()
    await chat.ask("Quels sont les projets lauréats ?")
    drawn = chat.host.locator("svg.shapes")
    await expect(drawn).to_be_visible()
    communes = {commune.name for commune in model.knowledge.records["commune"].values()}
    owners = {project.laureat.name for project in model.knowledge.records["projet"].values()}

    names = await drawn.locator("[data-name]").evaluate_all("all => all.map(one => one.dataset.name)")
    # A territory that is in the answer has a mark of its own, beside the communes.
    assert {name.split("\u00a0:")[0].split(" (")[0] for name in names} == communes | owners
    pointed = chat.host.locator(".pointed")
    await drawn.locator("[data-name^=Bobigny]").hover()
    await expect(pointed).to_contain_text("Bobigny : pas de projet")
    await drawn.locator(".key").first.focus()
    met = set()
    for _ in range(await drawn.locator(".key").count()):
        met.add((await pointed.inner_text()).split("\u00a0:")[0].split(" (")[0])
        await page.keyboard.press("ArrowRight")
    assert met == owners

    rows = await chat.host.locator("figure table tbody tr").evaluate_all(
        "all => all.map(one => one.cells[0].textContent)"
    )
    assert set(rows) == owners
