"""The component as everybody meets it: what axe can see of it, and what it cannot."""

import re

import pytest
from aiohttp import web
from playwright.async_api import expect

from tests.web.chat import NARROW, Chat
from tests.web.fake_bot import message
from tests.web.looks import PICTURES, violations
from tests.web.town import chat_page

pytestmark = pytest.mark.asyncio(loop_scope="session")

ZOOMED = {"width": 320, "height": 256}
"""A window of 1280 by 1024, zoomed four times."""
LOOKS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": NARROW},
    "zoomed": {"viewport": ZOOMED},
    "forced": {"forced_colors": "active"},
}
MAP = message(
    "Voici la carte des lauréats.",
    image="/media/carte.svg",
    buttons=[{"title": "Et à Sceaux ?", "payload": "Sceaux ?"}],
    custom={
        "sources": [
            {
                "title": "Communiqué",
                "date": "2018-11-27",
                "locator": "annexe",
                "url": "https://ville.example/communique",
            },
            {"title": "Délibération", "date": "2018", "locator": "article 3"},
        ],
        "image": {
            "title": "Les lauréats dans la Métropole",
            "alt": "Carte : trois communes ont des projets.",
            "columns": ["Commune", "Projets"],
            "rows": [["Vincennes", "2"], ["Montreuil", "2"], ["Sceaux", "1"]],
        },
    },
)
LONG = message("\n".join(f"- Commune {number} : « Un projet dont le nom est long »" for number in range(30)))
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""


async def closed(chat: Chat, fake_bot) -> None:
    await expect(chat.launcher).to_be_visible()


async def opened(chat: Chat, fake_bot) -> None:
    await chat.open()


async def answered(chat: Chat, fake_bot) -> None:
    """Sources, picture, table, thumb and its word."""
    fake_bot.answers["carte"] = [MAP]
    await chat.open()
    await chat.ask("carte")
    await expect(chat.host.locator("svg.shapes")).to_be_visible()
    for summary in await chat.host.locator("summary").all():
        await summary.click()
    await chat.button("Réponse utile").click()
    await expect(chat.host.get_by_label("Un mot de plus")).to_be_visible()


async def folded(chat: Chat, fake_bot) -> None:
    fake_bot.answers["liste"] = [LONG]
    await chat.open()
    await chat.ask("liste")
    await expect(chat.button("Lire la suite")).to_be_visible()


async def failed(chat: Chat, fake_bot) -> None:
    fake_bot.failures = [
        lambda: web.json_response({"detail": "Écrivez moins."}, status=422),
        lambda: web.json_response({}, status=503),
    ]
    await chat.open()
    await chat.write("anticonstitutionnellement" * 5)
    await expect(chat.log).to_contain_text("Le serveur n’accepte pas cette question.")
    await chat.write("Deux")
    await expect(chat.log).to_contain_text("Nouvel essai")
    await chat.write("Trois")
    await expect(chat.log).to_contain_text("En attente.")


async def choosing(chat: Chat, fake_bot) -> None:
    await chat.open()
    await chat.choose("Dicter les questions")


STATES = {state.__name__: state for state in (closed, opened, answered, folded, failed, choosing)}


@pytest.mark.parametrize(
    ("state", "look"),
    [
        *((state, look) for state in STATES for look in ("light", "dark", "narrow")),
        *((state, look) for state in ("answered", "failed") for look in ("zoomed", "forced")),
    ],
)
async def test_it_fits_and_everybody_can_use_it(visit, town, fake_bot, state, look):
    visitor = await visit(chat_page(town, fake_bot.url), **LOOKS[look])
    page, chat = visitor.page, Chat(visitor.page)
    await STATES[state](chat, fake_bot)
    await page.screenshot(path=PICTURES / f"{state}-{look}.png")

    assert await violations(visitor.page) == []
    assert await too_wide(chat) == []
    assert await too_small(chat) == []


@pytest.mark.parametrize(
    ("how", "look"),
    [
        ('position="page"', "light"),
        ('position="page"', "dark"),
        ('position="page"', "narrow"),
        ('position="inline"', "narrow"),
        ('accent="gold"', "light"),
        ('accent="gold"', "dark"),
        ('accent="#7a1fa2" theme="dark"', "light"),
    ],
)
async def test_wherever_and_in_whatever_colour_it_stands(visit, town, fake_bot, how, look):
    fake_bot.answers["carte"] = [MAP]
    visitor = await visit(chat_page(town, fake_bot.url, how), **LOOKS[look])
    chat = Chat(visitor.page)
    if "page" not in how:
        await chat.open()
    await chat.ask("carte")
    await visitor.page.screenshot(path=PICTURES / f"{''.join(filter(str.isalnum, how))}-{look}.png")

    assert await violations(visitor.page) == []
    assert await too_wide(chat) == []


async def too_wide(chat: Chat) -> list[str]:
    """What makes people scroll sideways; a table may have its own bar."""
    return await chat.page.evaluate("""() => [
        document.scrollingElement,
        ...document.querySelector("laureat-chat").shadowRoot.querySelectorAll(
            ":not(.table, .table *, .unseen, textarea)"),
    ].filter((part) => part.clientWidth && part.scrollWidth > part.clientWidth + 1
        && getComputedStyle(part).overflowX !== "visible").map((part) => part.className || part.tagName)""")


async def too_small(chat: Chat) -> list[str]:
    """Controls of less than 44 pixels, either way."""
    return await chat.host.evaluate("""({ shadowRoot }) => [
            ...shadowRoot.querySelectorAll("button, summary, a, input, textarea")]
        .map((control) => [control, control.getBoundingClientRect()])
        .filter(([, { width, height }]) => height && (height < 44 || width < 44))
        .map(([{ outerHTML }, { width, height }]) => `${width} × ${height} : ${outerHTML}`)""")


async def test_names_and_roles_are_those_of_a_conversation(visit, town, fake_bot):
    visitor = await visit(chat_page(town, fake_bot.url))
    chat = Chat(visitor.page)
    await answered(chat, fake_bot)

    await expect(chat.host).to_match_aria_snapshot("""
        - dialog "Lauréat":
          - heading "Lauréat" [level=2]
          - button "Menu"
          - button "Fermer"
          - log "Conversation":
            - text: "Lauréat :"
            - paragraph: Bonjour ! Je dis ce qu’on me fait dire.
            - text: "Vous :"
            - paragraph: carte
            - text: "Lauréat :"
            - paragraph: Voici la carte des lauréats.
            - figure "Les lauréats dans la Métropole":
              - text: Les lauréats dans la Métropole
              - 'group "Carte : trois communes ont des projets."':
                - 'img "Vincennes : 2 projets"'
                - 'img "Montreuil : 2 projets"'
                - 'img "Sceaux : 1 projet"'
              - group:
                - text: Voir les chiffres
                - region "Les lauréats dans la Métropole":
                  - table "Les lauréats dans la Métropole":
                    - rowgroup:
                      - row:
                        - columnheader "Commune"
                        - columnheader "Projets"
                    - rowgroup:
                      - row:
                        - rowheader "Vincennes"
                        - cell "2"
                      - row:
                        - rowheader "Montreuil"
                        - cell "2"
                      - row:
                        - rowheader "Sceaux"
                        - cell "1"
            - group:
              - text: Sources (2)
              - list:
                - listitem:
                  - link "Communiqué"
                  - text: ", 27 novembre 2018 : annexe"
                - listitem: "Délibération, 2018 : article 3"
            - group "Suggestions":
              - button "Et à Sceaux ?"
            - group "À propos de cette réponse":
              - button "Copier"
              - button "Répéter"
              - button "Réponse utile" [pressed]
              - button "Réponse inutile"
            - paragraph: Merci pour votre avis.
            - text: Un mot de plus ? (facultatif)
            - textbox "Un mot de plus ? (facultatif)"
            - button "Envoyer ce mot"
          - status
          - textbox "Votre question"
          - button "Envoyer"
          - status: Merci pour votre avis.
    """)


async def test_the_conversation_is_a_polite_live_region_of_which_only_additions_are_spoken(visit, town, fake_bot):
    visitor = await visit(chat_page(town, fake_bot.url))
    chat = Chat(visitor.page)
    await answered(chat, fake_bot)
    session = await visitor.page.context.new_cdp_session(visitor.page)
    nodes = (await session.send("Accessibility.getFullAXTree"))["nodes"]
    (log,) = [node for node in nodes if node.get("role", {}).get("value") == "log"]

    properties = {one["name"]: one["value"]["value"] for one in log["properties"]}
    assert properties["live"] == "polite"
    assert properties["relevant"] == "additions"
    assert not properties.get("atomic")
    assert not properties.get("busy")
    assert await chat.host.locator(".after").get_attribute("aria-live") == "off"


async def test_the_focus_follows_the_order_of_what_is_read(visit, town, fake_bot):
    visitor = await visit(chat_page(town, fake_bot.url))
    page, chat = visitor.page, Chat(visitor.page)
    await answered(chat, fake_bot)
    await chat.button("Fermer").focus()
    await page.keyboard.press("Shift+Tab")
    order = []
    while not order or order[-1] != "Envoyer":
        order.append(
            await chat.host.evaluate("""({ shadowRoot: { activeElement: it } }) =>
                it.getAttribute("aria-label") ?? it.labels?.[0]?.textContent ?? it.textContent""")
        )
        visible = await chat.host.evaluate("""({ shadowRoot: { activeElement: it } }) => {
            const { outlineStyle, outlineWidth, strokeWidth } = getComputedStyle(it);
            return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 || parseFloat(strokeWidth) >= 3; }""")
        assert visible, order[-1]
        await page.keyboard.press("Tab")

    assert order == [
        "Menu",
        "Fermer",
        "Conversation",
        "Vincennes\u00a0: 2 projets",
        "Voir les chiffres",
        "Les lauréats dans la Métropole",
        "Sources (2)",
        "Communiqué",
        "Et à Sceaux\u202f?",
        "Copier",
        "Répéter",
        "Réponse utile",
        "Réponse inutile",
        "Un mot de plus ? (facultatif)",
        "Envoyer ce mot",
        "Votre question",
        "Envoyer",
    ]


async def test_a_long_answer_is_cut_to_the_eye_only(visit, town, fake_bot):
    visitor = await visit(chat_page(town, fake_bot.url))
    chat = Chat(visitor.page)
    await folded(chat, fake_bot)
    text, more = chat.answers.last.get_by_role("paragraph"), chat.button("Lire la suite")
    cut = (await text.bounding_box())["height"]
    await expect(more).to_have_attribute("aria-expanded", "false")
    await expect(chat.log).to_match_aria_snapshot("- paragraph: /Commune 29/")

    await more.press("Enter")

    await expect(chat.button("Réduire")).to_have_attribute("aria-expanded", "true")
    assert (await text.bounding_box())["height"] > 2 * cut


@pytest.mark.parametrize("look", ["light", "narrow"])
async def test_a_long_question_does_not_hide_its_answer(visit, town, fake_bot, look):
    visitor = await visit(chat_page(town, fake_bot.url), **LOOKS[look])
    chat = Chat(visitor.page)
    await chat.open()
    question = "a\n" * 900
    fake_bot.answers[question.strip()] = [message("Voici.")]
    await chat.ask(question)

    await expect(chat.answers.last).to_be_in_viewport(ratio=1)
    await expect(chat.questions.get_by_role("button", name="Lire la suite")).to_be_in_viewport()
    await chat.button("Lire la suite").click()
    assert (await chat.questions.bounding_box())["height"] > 10_000


async def test_what_has_the_focus_is_not_hidden(visit, town, fake_bot):
    visitor = await visit(chat_page(town, fake_bot.url), viewport=NARROW)
    page, chat = visitor.page, Chat(visitor.page)
    await answered(chat, fake_bot)
    await chat.field.focus()
    form = await chat.host.locator(".ask").bounding_box()
    bar = await chat.host.locator(".bar").bounding_box()
    for _ in range(12):
        await page.keyboard.press("Shift+Tab")
        box = await chat.host.evaluate(
            "({ shadowRoot }) => { const { top, bottom } = shadowRoot.activeElement.getBoundingClientRect();"
            " return [top, bottom]; }"
        )
        assert box[1] > bar["y"] + bar["height"]
        assert box[0] < form["y"]


async def test_zoomed_four_times_the_whole_window_is_for_reading(visit, town, fake_bot):
    visitor = await visit(chat_page(town, fake_bot.url), viewport=ZOOMED)
    chat = Chat(visitor.page)
    await folded(chat, fake_bot)
    await chat.button("Menu").focus()
    await chat.field.focus()

    overflow = "part => part.scrollHeight > part.clientHeight"
    assert await chat.panel.evaluate(overflow)
    assert not await chat.log.evaluate(overflow)
    await expect(chat.field).to_be_in_viewport()
    await chat.button("Menu").focus()
    await expect(chat.button("Menu")).to_be_in_viewport()
    await expect(chat.field).not_to_be_in_viewport()


async def test_wider_spacing_hides_nothing(visit, town, fake_bot):
    visitor = await visit(chat_page(town, fake_bot.url), viewport=NARROW)
    chat = Chat(visitor.page)
    await answered(chat, fake_bot)
    await chat.host.evaluate(
        "({ shadowRoot }, css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " shadowRoot.adoptedStyleSheets.push(sheet); }",
        SPACING,
    )
    await visitor.page.screenshot(path=PICTURES / "spacing.png")

    assert await too_wide(chat) == []
    cut = await chat.host.evaluate("""({ shadowRoot }) => [...shadowRoot.querySelectorAll("button, summary, h2, label")]
        .filter((part) => part.scrollHeight > part.clientHeight + 1 && getComputedStyle(part).overflow === "hidden")
        .map(({ textContent }) => textContent)""")
    assert cut == []


async def test_the_two_thumbs_stay_together(visit, town, fake_bot):
    visitor = await visit(chat_page(town, fake_bot.url), viewport=NARROW)
    chat = Chat(visitor.page)
    await chat.open()
    await chat.ask("Un")
    rows = [await chat.button(name).bounding_box() for name in ("Copier", "Réponse utile", "Réponse inutile")]
    assert len({row["y"] for row in rows}) == 1

    await chat.host.evaluate("host => { host.style.setProperty('--laureat-font', 'monospace'); }")

    up, down = [await chat.button(name).bounding_box() for name in ("Réponse utile", "Réponse inutile")]
    assert up["y"] == down["y"]


async def test_nothing_moves_for_who_asked_for_less_motion(visit, town, fake_bot):
    visitor = await visit(chat_page(town, fake_bot.url), reduced_motion="reduce")
    chat = Chat(visitor.page)
    await chat.open()
    fake_bot.gate.clear()
    await chat.write("Un")
    await expect(chat.host.locator(".writing")).to_be_visible()
    assert await chat.host.evaluate("({ shadowRoot }) => shadowRoot.getAnimations().length") == 0
    fake_bot.gate.set()
    await chat.button("Répéter").click()

    assert await chat.host.evaluate("({ shadowRoot }) => shadowRoot.getAnimations().length") == 0


async def test_escape_closes_the_menu_first(visit, town, fake_bot):
    visitor = await visit(chat_page(town, fake_bot.url))
    page, chat = visitor.page, Chat(visitor.page)
    await chat.open()
    menu = chat.button("Menu")
    await menu.press("Enter")
    await expect(menu).to_have_attribute("aria-expanded", "true")
    await page.keyboard.press("Tab")
    await expect(chat.button("Parler à quelqu’un")).to_be_focused()

    await page.keyboard.press("Escape")

    await expect(menu).to_be_focused()
    await expect(menu).to_have_attribute("aria-expanded", "false")
    await expect(chat.panel).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(chat.panel).to_be_hidden()


async def test_a_tap_tells_what_is_under_the_finger(visit, town, fake_bot):
    visitor = await visit(chat_page(town, fake_bot.url), **LOOKS["narrow"], has_touch=True)
    chat = Chat(visitor.page)
    fake_bot.answers["carte"] = [MAP]
    await chat.open()
    await chat.ask("carte")
    pointed = chat.host.locator(".pointed")

    for name in ("Antony", "Vincennes : 2 projets", "Antony"):
        await chat.host.locator(f"svg.shapes [data-name='{name}']").tap()
        await expect(pointed).to_have_text(re.compile(name.replace(" ", r"\s")))
        await expect(pointed).to_be_visible()
