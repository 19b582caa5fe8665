"""The component on a town's page, whose policy is strict, talking to Lauréat."""

import pytest
from playwright.async_api import expect

from tests.web.chat import WATCH, Chat
from tests.web.town import chat_page

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_closed_component_loads_one_file(visit, town, bot):
    visitor = await visit(chat_page(town, bot.url))
    await expect(Chat(visitor.page).launcher).to_be_visible()
    await visitor.page.wait_for_load_state("networkidle")

    assert [request.url for request in visitor.requests if request.url.startswith(bot.url)] == [
        f"{bot.url}/web/laureat-chat.js"
    ]


async def test_a_conversation_with_the_keyboard_alone(visit, town, bot):
    visitor = await visit(chat_page(town, bot.url))
    page, chat = visitor.page, Chat(visitor.page)
    await expect(chat.launcher).to_be_visible()
    for _ in range(3):
        await page.keyboard.press("Tab")
    await expect(chat.launcher).to_be_focused()

    await page.keyboard.press("Enter")
    await expect(chat.field).to_be_focused()
    await expect(chat.answers.first).to_contain_text("Je réponds aux questions sur le FMIN")
    await page.keyboard.insert_text("Vincennes a gagné quoi ?")
    await page.keyboard.press("Enter")
    await expect(chat.answers.last).to_contain_text("Vincennes a 2 projets lauréats")
    await expect(chat.button("Réponse inutile")).to_be_visible()
    await expect(chat.field).to_be_focused()
    await expect(chat.field).to_have_value("")

    for _ in range(7):
        await page.keyboard.press("Shift+Tab")
    source = chat.answers.last.get_by_text("Source", exact=True)
    await expect(source).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(chat.answers.last.get_by_role("listitem")).to_have_text(
        "Communiqué de presse « La Métropole du Grand Paris s’engage pour le droit à l’expérimentation numérique ! », "
        "27 novembre 2018 : annexe, lignes 22 et 23 de la liste des projets subventionnés ; 5e paragraphe"
    )
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(chat.questions.last).to_contain_text("Quel est le montant total des subventions ?")
    await expect(chat.answers.last).to_contain_text("923 571 €")

    await page.keyboard.press("Escape")
    await expect(chat.panel).to_be_hidden()
    await expect(chat.launcher).to_be_focused()
    assert visitor.complaints == []


async def test_an_ambiguous_name_is_settled_by_a_button(visit, town, bot):
    visitor = await visit(chat_page(town, bot.url))
    chat = Chat(visitor.page)
    await chat.open()
    await chat.ask("Neuilly a un projet ?")
    await expect(chat.answers.last).to_contain_text("Duquel parlez-vous ?")

    await chat.button("Neuilly-sur-Marne").click()

    await expect(chat.questions.last).to_contain_text("Neuilly-sur-Marne")
    await expect(chat.answers).to_have_count(3)
    await expect(chat.answers.last).to_contain_text("Neuilly-sur-Marne")
    # What was pressed stays, and with it the focus.
    await expect(chat.host.get_by_role("button", name="Neuilly-sur-Marne").first).to_be_focused()


async def test_a_reload_resumes_and_speaks_nothing_old(visit, town, bot):
    visitor = await visit(chat_page(town, bot.url))
    page, chat = visitor.page, Chat(visitor.page)
    await page.add_init_script(WATCH)
    await chat.open()
    await chat.ask("Vincennes a gagné quoi ?")
    drawn = chat.log.locator("svg.shapes")
    await expect(drawn).to_be_visible()
    before = await chat.log.inner_text()

    await page.reload()

    await expect(drawn).to_be_visible()
    assert await chat.log.inner_text() == before
    assert await page.evaluate("spoken") == []
    # Nobody asked for the focus.
    assert await page.evaluate("document.activeElement === document.body")
    await chat.ask("Dans quel département ?")
    await expect(chat.answers.last).to_contain_text("Vincennes est dans le Val-de-Marne")
    spoken = await page.evaluate("spoken")
    assert spoken[0].startswith("Vous : Dans quel département\u202f?")
    assert next(words for words in spoken[1:] if words).startswith("Lauréat : Vincennes est dans le Val-de-Marne")
    assert not any("Copier" in words for words in spoken)


async def test_two_components_are_two_conversations(visit, town, bot):
    visitor = await visit(chat_page(town, bot.url, 'id="a"', 'position="bottom-left" title="Autre"'))
    one, other = Chat(visitor.page), Chat(visitor.page, 1)
    await one.open()
    await other.open()
    await one.ask("Vincennes a gagné quoi ?")
    await other.ask("Dans quel département ?")
    await one.ask("Dans quel département ?")

    await expect(one.answers.last).to_contain_text("Vincennes est dans le Val-de-Marne")
    await expect(other.answers.last).to_contain_text("Je ne sais pas répondre à cela")

    await other.field.press("Escape")
    await visitor.page.reload()

    await expect(one.questions).to_have_count(2)
    await expect(other.panel).to_have_count(0)
    await other.launcher.click()
    await expect(other.questions).to_have_count(1)


async def test_nothing_is_asked_of_anybody_else_and_no_cookie_is_left(visit, town, bot):
    visitor = await visit(chat_page(town, bot.url))
    chat = Chat(visitor.page)
    await chat.open()
    await chat.ask("Quels sont les projets lauréats ?")

    assert visitor.origins == {town, bot.url}
    assert await visitor.page.context.cookies() == []
    assert await visitor.page.evaluate("localStorage.length") == 0
    assert visitor.complaints == []


async def test_answers_may_come_as_events(visit, town, bot):
    visitor = await visit(chat_page(town, bot.url, "stream"))
    chat = Chat(visitor.page)
    await chat.open()
    await chat.ask("Vincennes a gagné quoi ?")

    await expect(chat.answers.last).to_contain_text("Vincennes a 2 projets lauréats")
    posted = [request for request in visitor.requests if request.method == "POST"]
    assert {request.headers["accept"] for request in posted} == {"text/event-stream"}


async def test_the_page_may_drive_it(visit, town, bot):
    visitor = await visit(chat_page(town, bot.url, 'greeting="Bienvenue !"'))
    page, chat = visitor.page, Chat(visitor.page)
    await page.evaluate("""() => {
        window.heard = [];
        for (const name of ["open", "close", "question", "answer", "error", "restart"])
            addEventListener("laureat-" + name, ({ type, detail }) => heard.push([type, detail.text]));
    }""")

    answers = await page.evaluate("document.querySelector('laureat-chat').ask('Vincennes a gagné quoi ?')")
    assert "Vincennes a 2 projets lauréats" in answers[0]["text"]
    await expect(chat.panel).to_be_hidden()

    await page.evaluate("document.querySelector('laureat-chat').open()")
    await expect(chat.questions).to_have_count(1)
    assert await page.evaluate("document.activeElement === document.body")
    transcript = await page.evaluate("document.querySelector('laureat-chat').transcript()")
    assert "Vous : Vincennes a gagné quoi ?\n\nLauréat : Vincennes a 2 projets lauréats" in transcript
    assert "Source : Communiqué de presse" in transcript

    await page.evaluate("document.querySelector('laureat-chat').restart()")
    await expect(chat.answers).to_contain_text(["Bienvenue"])
    await page.evaluate("document.querySelector('laureat-chat').removeAttribute('open')")
    await expect(chat.panel).to_be_hidden()
    assert await page.evaluate("heard") == [
        ["laureat-question", "Vincennes a gagné quoi ?"],
        ["laureat-answer", None],
        ["laureat-open", None],
        ["laureat-restart", None],
        ["laureat-close", None],
    ]


async def test_whatever_the_page_asks_is_asked_as_text(visit, town, fake_bot):
    visitor = await visit(chat_page(town, fake_bot.url))

    answers = await visitor.page.evaluate("document.querySelector('laureat-chat').ask(12)")

    assert answers[0]["text"] == "Vous dites : 12"
    assert fake_bot.posts[0]["message"] == "12"
    assert visitor.complaints == []


@pytest.mark.parametrize("mode", ["open", "closed"])
async def test_the_focus_goes_back_where_it_was_in_whatever_shadow_that_stands(visit, town, fake_bot, mode):
    visitor = await visit(chat_page(town, fake_bot.url))
    page = visitor.page
    await page.evaluate(
        """mode => {
            const chat = document.querySelector("laureat-chat"), outer = document.createElement("div");
            document.body.append(outer);
            const own = window.own = document.createElement("button");
            own.addEventListener("click", () => chat.open({ focus: true }));
            window.shadow = outer.attachShadow({ mode });
            shadow.append(own, chat);
            window.chat = chat;
        }""",
        mode,
    )
    inside = "() => [shadow.activeElement?.localName, chat.shadowRoot.activeElement?.className ?? '']"

    async def close() -> None:
        await page.evaluate("""() => new Promise((done) => {
            const look = () => chat.shadowRoot.activeElement?.id === "field" ? done() : requestAnimationFrame(look);
            look();
        })""")
        await page.keyboard.press("Escape")

    await page.evaluate("chat.shadowRoot.querySelector('.launcher').focus()")
    await page.keyboard.press("Enter")
    await close()
    assert await page.evaluate(inside) == ["laureat-chat", "launcher"]

    await page.evaluate("own.focus()")
    await page.keyboard.press("Enter")
    await close()
    assert await page.evaluate(inside) == ["button", ""]

    await page.keyboard.press("Enter")
    await page.evaluate("own.disabled = true")
    await close()
    assert await page.evaluate(inside) == ["laureat-chat", "launcher"]


async def test_the_focus_goes_back_to_the_town_s_own_button(visit, town, bot):
    visitor = await visit(chat_page(town, bot.url))
    page, chat = visitor.page, Chat(visitor.page)
    await page.evaluate("""() => document.querySelector("main button").addEventListener(
        "click", () => document.querySelector("laureat-chat").open({ focus: true }))""")
    own = page.get_by_role("button", name="Demander")

    await own.press("Enter")
    await expect(chat.field).to_be_focused()
    await page.keyboard.press("Escape")

    await expect(own).to_be_focused()


async def test_closing_from_elsewhere_takes_no_focus(visit, town, bot):
    visitor = await visit(chat_page(town, bot.url))
    page, chat = visitor.page, Chat(visitor.page)
    await chat.open()
    await page.get_by_role("link", name="Services").focus()

    await page.evaluate("document.querySelector('laureat-chat').close()")

    await expect(chat.panel).to_be_hidden()
    await expect(page.get_by_role("link", name="Services")).to_be_focused()


async def test_a_title_names_it_without_a_tooltip(visit, town, bot):
    visitor = await visit(chat_page(town, bot.url, 'title="Ma ville répond" open'))
    chat = Chat(visitor.page)

    await expect(visitor.page.get_by_role("dialog", name="Ma ville répond")).to_be_visible()
    assert await chat.host.get_attribute("title") is None


async def test_its_words_are_in_the_language_of_the_page_and_the_answers_in_french(visit, town, bot):
    visitor = await visit(chat_page(town, bot.url, 'lang="en"'))
    page = visitor.page
    await page.get_by_role("button", name="Ask a question").click()
    await page.get_by_label("Your question").fill("Vincennes a gagné quoi ?")
    await page.keyboard.press("Enter")

    answer = page.get_by_text("Vincennes a 2 projets lauréats")
    await expect(answer).to_be_visible()
    assert await answer.evaluate("text => text.closest('[lang]').lang") == "fr"
    button = page.get_by_role("button", name="Copy")
    assert await button.evaluate("button => button.closest('[lang]').lang") == "en"


async def test_in_the_page_it_is_always_open_and_fills_its_place(visit, town, bot):
    visitor = await visit(chat_page(town, bot.url, 'position="page"'))
    page, chat = visitor.page, Chat(visitor.page)
    await expect(page.get_by_role("region", name="Lauréat").get_by_role("log")).to_be_visible()
    assert await page.evaluate("document.activeElement === document.body")

    await chat.field.press("Escape")

    await expect(chat.panel).to_be_visible()
    await expect(chat.host.get_by_role("button", name="Fermer")).to_have_count(0)
    whole, panel = await page.locator(".whole").bounding_box(), await chat.panel.bounding_box()
    assert panel == whole


async def test_on_a_narrow_screen_it_covers_the_page_only_when_asked_to(visit, town, bot):
    visitor = await visit(chat_page(town, bot.url, "open"), viewport={"width": 320, "height": 568})
    page, chat = visitor.page, Chat(visitor.page)
    await expect(chat.launcher).to_be_visible()
    await expect(chat.panel).to_have_count(0)

    await chat.open()

    assert await chat.panel.bounding_box() == {"x": 0, "y": 0, "width": 320, "height": 568}
    await expect(chat.field).to_be_focused()
    # What lies behind cannot be reached.
    link = page.get_by_role("link", name="Services")
    await expect(page.locator("dialog:modal")).to_have_count(1)
    await link.focus()
    await expect(chat.field).to_be_focused()
    await page.set_viewport_size({"width": 1000, "height": 700})
    await expect(chat.panel).not_to_have_css("width", "320px")
    await expect(chat.field).to_be_focused()
    await expect(page.locator("dialog:modal")).to_have_count(0)
    await link.focus()
    await expect(link).to_be_focused()
    await chat.field.focus()
    await page.keyboard.press("Escape")
    await expect(chat.launcher).to_be_focused()


@pytest.mark.parametrize("how", ["chat.setAttribute('open', '')", "chat.open()"])
async def test_on_a_narrow_screen_the_page_does_not_open_it(visit, town, fake_bot, how):
    visitor = await visit(chat_page(town, fake_bot.url), viewport={"width": 390, "height": 844})
    page, chat = visitor.page, Chat(visitor.page)
    await expect(chat.launcher).to_be_visible()

    await page.evaluate(f"const chat = document.querySelector('laureat-chat'); {how}")

    assert await chat.host.get_attribute("open") is None
    await page.wait_for_load_state("networkidle")
    await expect(chat.panel).to_have_count(0)
    await chat.open()
    await page.evaluate(f"const chat = document.querySelector('laureat-chat'); {how}")
    await expect(chat.panel).to_be_visible()
    assert await chat.host.get_attribute("open") == ""


async def test_a_window_that_narrows_is_covered_for_who_was_there_only(visit, town, fake_bot):
    visitor = await visit(chat_page(town, fake_bot.url, "open"))
    page, chat = visitor.page, Chat(visitor.page)
    await expect(chat.answers.first).to_be_visible()
    link = page.get_by_role("link", name="Services")
    await link.focus()

    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(chat.panel).to_be_hidden()
    await expect(chat.launcher).to_be_visible()
    await expect(link).to_be_focused()

    await page.set_viewport_size({"width": 1280, "height": 800})
    await chat.launcher.click()
    await expect(chat.field).to_be_focused()
    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(chat.panel).to_have_css("width", "390px")
    await expect(chat.field).to_be_focused()


async def test_without_the_server_the_button_says_what_to_do_and_works_once_it_is_back(visit, town, bot):
    visitor = await visit(chat_page(town, bot.url))
    chat = Chat(visitor.page)
    await expect(chat.launcher).to_be_visible()
    await visitor.page.context.set_offline(True)

    await chat.launcher.click()
    await expect(chat.host.get_by_role("alert")).to_contain_text("Vérifiez votre connexion")

    await visitor.page.context.set_offline(False)
    await chat.open()
    await expect(chat.host.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("position", ["", 'position="inline"'])
async def test_what_was_closed_stays_closed_on_a_page_that_opens_it(visit, town, fake_bot, position):
    visitor = await visit(chat_page(town, fake_bot.url, f"open {position}"))
    page, chat = visitor.page, Chat(visitor.page)
    await expect(chat.answers.first).to_be_visible()
    await chat.button("Fermer").click()
    await expect(chat.launcher).to_be_visible()

    await page.reload()

    await expect(chat.launcher).to_be_visible()
    await expect(chat.host).not_to_have_attribute("open", "")
    await page.wait_for_load_state("networkidle")
    await expect(chat.panel).to_have_count(0)
    await chat.open()
    await page.reload()
    await expect(chat.answers.first).to_be_visible()


@pytest.mark.parametrize("how", ["chat.close()", "chat.removeAttribute('open')"])
async def test_what_is_closed_while_it_loads_does_not_open(visit, town, fake_bot, how):
    visitor = await visit(chat_page(town, fake_bot.url))
    page, chat = visitor.page, Chat(visitor.page)
    await expect(chat.launcher).to_be_visible()
    await page.evaluate("""() => {
        window.heard = [];
        for (const name of ["open", "close"]) addEventListener("laureat-" + name, ({ type }) => heard.push(type));
    }""")

    await page.evaluate(f"""async () => {{
        const chat = document.querySelector("laureat-chat");
        chat.setAttribute("open", "");
        const opening = chat.open();
        {how};
        await opening;
    }}""")

    await expect(chat.panel).to_be_hidden()
    await expect(chat.launcher).to_be_visible()
    await expect(chat.launcher).not_to_have_attribute("aria-busy", "true")
    assert await page.evaluate("heard") == []
    await chat.open()
    assert await page.evaluate("heard") == ["laureat-open"]


async def test_a_page_that_opens_it_on_a_narrow_screen_does_not_hinder_who_does(visit, town, fake_bot):
    visitor = await visit(chat_page(town, fake_bot.url), viewport={"width": 390, "height": 844})
    chat = Chat(visitor.page)
    await expect(chat.launcher).to_be_visible()

    await visitor.page.evaluate("""() => {
        const chat = document.querySelector("laureat-chat");
        chat.shadowRoot.querySelector(".launcher").click();
        chat.setAttribute("open", "");
    }""")

    await expect(chat.field).to_be_focused()


async def test_an_answer_is_of_who_the_page_says_by_then(visit, town, fake_bot):
    visitor = await visit(chat_page(town, fake_bot.url))
    chat = Chat(visitor.page)
    await chat.open()
    await chat.host.evaluate("chat => chat.setAttribute('heading', 'Ma ville')")
    await chat.ask("Un")

    await expect(chat.answers.first.locator(".unseen").first).to_have_text("Lauréat : ")
    await expect(chat.answers.last.locator(".unseen").first).to_have_text("Ma ville : ")


async def test_what_fails_at_opening_is_told_to_who_looks_for_it(visit, town, fake_bot):
    visitor = await visit(chat_page(town, fake_bot.url))
    chat = Chat(visitor.page)
    await expect(chat.launcher).to_be_visible()
    await visitor.page.evaluate("CSSStyleSheet.prototype.replace = null")

    await chat.launcher.click()

    await expect(chat.host.get_by_role("alert")).to_be_visible()
    assert any("TypeError" in complaint for complaint in visitor.complaints)
