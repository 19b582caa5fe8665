"""What people can do with an answer, and with a conversation."""

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.web.chat import Chat
from tests.web.fake_bot import message
from tests.web.test_component_access import MAP
from tests.web.town import chat_page

pytestmark = pytest.mark.asyncio(loop_scope="session")

ANSWER = message(
    "« Vincennes » : 2 projets ✨ → https://ville.example/a\n• Le premier\n• Le second",
    custom={"sources": [{"title": "Communiqué", "date": "2018-11-27", "locator": "ligne 22"}]},
)
SPEECH = """
// Chromium has no voice and no recogniser here: what the component asks of them is noted.
window.said = [];
const voices = [
    { lang: "fr-FR", localService: false, name: "loin" },
    { lang: "fr-FR", localService: true, name: "ici" },
];
Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => voices,
    cancel() { said.push(null); },
    speak({ text, lang, voice }) { said.push([text, lang, voice.name]); },
} });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
window.SpeechRecognition = window.webkitSpeechRecognition = class {
    constructor() { window.recognition = this; }
    start() { this.started = true; }
    stop() { this.onend(); }
    abort() { this.onend(); }
    hear(...parts) { this.onresult({ results: parts.map((transcript) => [{ transcript }]) }); }
};
"""


@pytest_asyncio.fixture(loop_scope="session")
async def chat(visit, town, fake_bot) -> Chat:
    fake_bot.answers["Un"] = [ANSWER]
    fake_bot.answers["carte"] = [MAP]
    visitor = await visit("about:blank")
    await visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await visitor.page.add_init_script(SPEECH)
    await visitor.page.goto(chat_page(town, fake_bot.url))
    opened = Chat(visitor.page)
    await opened.open()
    return opened


async def test_an_answer_is_copied_with_its_source(chat):
    await chat.ask("Un")
    await chat.button("Copier").click()

    await expect(chat.status).to_have_text("Copié")
    await expect(chat.button("Copié")).to_be_focused()
    copied = await chat.page.evaluate("navigator.clipboard.readText()")
    assert copied == ANSWER["text"] + "\nSource : Communiqué, 27 novembre 2018\u00a0: ligne 22"


async def test_an_answer_is_said_again_to_screen_readers_even_twice(chat):
    await chat.ask("Un")
    for _ in range(2):
        await chat.status.evaluate("status => { status.textContent = ''; }")
        await chat.button("Répéter").click()
        await expect(chat.status).to_contain_text("2 projets")


async def test_a_verdict_goes_to_the_server_and_a_word_with_it(chat, fake_bot):
    await chat.ask("Un")
    up, down = chat.button("Réponse utile"), chat.button("Réponse inutile")
    await down.press("Enter")
    await expect(down).to_have_attribute("aria-pressed", "true")
    await expect(down).to_be_focused()
    await up.press("Enter")
    await expect(up).to_have_attribute("aria-pressed", "true")
    await expect(down).to_have_attribute("aria-pressed", "false")

    word = chat.host.get_by_label("Un mot de plus ? (facultatif)")
    await word.fill("Merci beaucoup")
    await word.press("Enter")

    await expect(word).to_have_count(0)
    await expect(up).to_be_focused()
    (asked,) = fake_bot.posts
    common = {"sender": asked["sender"], "message_id": asked["message_id"]}
    assert fake_bot.verdicts == [
        {**common, "verdict": "down"},
        {**common, "verdict": "up"},
        {**common, "verdict": "up", "comment": "Merci beaucoup"},
    ]
    await chat.page.reload()
    await expect(chat.button("Réponse utile")).to_have_attribute("aria-pressed", "true")


async def test_a_verdict_that_is_not_sent_is_said_so(chat):
    await chat.ask("Un")
    await chat.page.context.set_offline(True)
    await chat.button("Réponse utile").click()

    await expect(chat.host.locator(".verdict")).to_have_text("Votre avis n’a pas pu être envoyé. Réessayez.")
    await expect(chat.button("Réponse utile")).to_have_attribute("aria-pressed", "false")


async def test_the_conversation_is_downloaded_as_text(chat):
    await chat.ask("Un")
    async with chat.page.expect_download() as waited:
        await chat.choose("Télécharger la conversation")
    download = await waited.value

    assert download.suggested_filename == "conversation.txt"
    written = (await download.path()).read_text("utf-8")
    assert written.startswith("Lauréat, ")
    assert "\n\nVous : Un\n\nLauréat : « Vincennes » : 2 projets" in written
    assert written.endswith("\nSource : Communiqué, 27 novembre 2018\u00a0: ligne 22\n")


async def test_starting_again_forgets_and_greets(chat):
    await chat.ask("Un")
    await chat.choose("Recommencer")

    await expect(chat.questions).to_have_count(0)
    await expect(chat.answers).to_have_count(1)
    await expect(chat.field).to_be_focused()
    await expect(chat.status).to_have_text("Nouvelle conversation.")


async def test_who_wants_somebody_asks_for_them(chat, fake_bot):
    await chat.choose("Parler à quelqu’un")

    await expect(chat.answers.last).to_contain_text("Vous dites\u00a0: Parler à quelqu’un")
    assert [post["message"] for post in fake_bot.posts] == ["Parler à quelqu’un"]


async def test_the_pages_about_privacy_and_access_are_the_server_s(chat, fake_bot):
    await chat.button("Menu").click()

    links = chat.host.get_by_role("link")
    assert [await link.get_attribute("href") for link in await links.all()] == [
        f"{fake_bot.url}/confidentialite",
        f"{fake_bot.url}/accessibilite",
    ]


async def test_nothing_is_read_aloud_unless_asked_for(chat):
    await chat.ask("Un")

    assert [said for said in await chat.page.evaluate("said") if said] == []
    await expect(chat.host.get_by_role("button", name="Dicter")).to_have_count(0)


async def test_answers_are_read_aloud_by_a_voice_of_this_device_without_ornaments(chat):
    await chat.choose("Lire les réponses à voix haute")
    await expect(chat.host.get_by_role("switch", name="Lire les réponses à voix haute")).to_be_checked()
    await chat.ask("Un")
    read = ["Vincennes : 2 projets. Le premier. Le second", "fr-FR", "ici"]
    assert [said for said in await chat.page.evaluate("said") if said] == [read]

    await chat.button("Répéter").click()
    assert [said for said in await chat.page.evaluate("said") if said] == [read, read]
    await chat.field.press("Escape")
    assert (await chat.page.evaluate("said"))[-1] is None


async def test_what_is_dictated_comes_into_the_field_and_is_sent_by_the_person(chat, fake_bot):
    await chat.choose("Dicter les questions")
    await chat.button("Menu").click()
    microphone = chat.button("Dicter")
    await microphone.press("Enter")
    await expect(microphone).to_have_attribute("aria-pressed", "true")
    await expect(chat.hint).to_have_text("Parlez maintenant.")
    await chat.page.evaluate("recognition.hear('Vincennes', ' a gagné quoi')")
    await expect(chat.field).to_have_value("Vincennes a gagné quoi")

    await microphone.press("Enter")

    await expect(microphone).to_have_attribute("aria-pressed", "false")
    await expect(chat.field).to_be_focused()
    await expect(chat.hint).to_be_empty()
    assert fake_bot.posts == []


async def test_what_is_too_long_is_said_so_kept_whole_and_not_sent(chat, fake_bot):
    said = "Votre question dépasse 2 000 caractères. Raccourcissez-la pour l’envoyer."
    await chat.field.focus()
    await chat.page.keyboard.insert_text("a" * 2_500)
    await expect(chat.hint).to_have_text(said)
    await expect(chat.field).to_have_attribute("aria-invalid", "true")
    await expect(chat.field).to_have_accessible_description(said)

    await chat.page.keyboard.press("Enter")
    await expect(chat.status).to_have_text(said)
    await expect(chat.field).to_have_value("a" * 2_500)
    await expect(chat.field).to_be_focused()
    await chat.choose("Parler à quelqu’un")
    await expect(chat.answers.last).to_contain_text("Parler à quelqu’un")
    await expect(chat.hint).to_have_text(said)
    await chat.field.fill("a" * 2_000)
    await expect(chat.hint).to_be_empty()
    await expect(chat.field).not_to_have_attribute("aria-invalid", "true")
    await chat.field.press("Enter")

    await expect(chat.field).to_have_value("")
    await expect(chat.questions).to_have_count(2)
    assert [len(post["message"]) for post in fake_bot.posts] == [18, 2_000]


async def test_nothing_of_what_is_dictated_is_lost(chat):
    await chat.choose("Dicter les questions")
    await chat.button("Menu").click()
    await chat.field.fill("a" * 1_990)
    await chat.button("Dicter").click()
    await chat.page.evaluate("recognition.hear('bien plus que dix lettres')")

    await expect(chat.field).to_have_value("a" * 1_990 + " bien plus que dix lettres")
    await expect(chat.hint).to_contain_text("Votre question dépasse 2 000 caractères.")
    await chat.button("Dicter").click()
    await expect(chat.hint).to_contain_text("Votre question dépasse 2 000 caractères.")


async def test_without_a_french_voice_an_answer_is_said_again_to_screen_readers(chat):
    await chat.page.evaluate("speechSynthesis.getVoices().length = 0")
    await chat.choose("Lire les réponses à voix haute")
    await chat.ask("Un")
    await expect(chat.hint).to_have_text("Cet appareil n’a pas de voix française.")
    await expect(chat.status).to_be_empty()

    await chat.button("Répéter").click()

    await expect(chat.status).to_contain_text("2 projets")


async def test_a_silence_is_said(chat):
    await chat.choose("Dicter les questions")
    await chat.button("Menu").click()
    await chat.button("Dicter").click()
    await chat.page.evaluate("recognition.stop()")

    await expect(chat.hint).to_have_text("Rien n’a été entendu. Vérifiez que le micro est permis.")


async def test_a_picture_is_explored_with_the_arrows_from_one_tab_stop(chat):
    await chat.ask("carte")
    keys = chat.host.get_by_role("img")
    pointed = chat.host.locator(".pointed")
    await expect(keys).to_have_count(3)
    await keys.first.focus()
    await expect(pointed).to_have_text("Vincennes : 2 projets")

    for key, name in (
        ("ArrowRight", "Montreuil : 2 projets"),
        ("ArrowDown", "Sceaux : 1 projet"),
        ("ArrowRight", "Sceaux : 1 projet"),
        ("Home", "Vincennes : 2 projets"),
        ("End", "Sceaux : 1 projet"),
        ("ArrowLeft", "Montreuil : 2 projets"),
    ):
        await chat.page.keyboard.press(key)
        await expect(pointed).to_have_text(name)
        await expect(chat.host.get_by_role("img", name=name)).to_be_focused()

    await chat.page.keyboard.press("Tab")
    await expect(chat.host.get_by_text("Voir les chiffres")).to_be_focused()
    await chat.page.keyboard.press("Shift+Tab")
    await expect(pointed).to_have_text("Montreuil : 2 projets")
    await chat.host.locator("svg [data-name=Paris]").hover()
    await expect(pointed).to_have_text("Paris")


async def test_a_picture_that_cannot_be_drawn_stays_an_image(chat):
    await chat.page.context.route(
        "**/media/*.json", lambda route: route.fulfill(body="[", content_type="application/json")
    )
    await chat.ask("carte")

    image = chat.host.get_by_role("img", name="Carte : trois communes ont des projets.")
    assert await image.evaluate("image => image.localName") == "img"
    await expect(chat.host.get_by_role("figure", name="Les lauréats dans la Métropole")).to_be_visible()


async def test_a_picture_that_is_no_more_leaves_its_figures(chat, fake_bot):
    fake_bot.shapes = None
    await chat.ask("carte")

    figure = chat.host.get_by_role("figure", name="Les lauréats dans la Métropole")
    await expect(figure.locator("img")).to_have_count(0)
    await figure.get_by_text("Voir les chiffres").click()
    await expect(figure.get_by_role("row")).to_have_count(4)
    assert fake_bot.drawn == ["/media/carte.svg"]
    await chat.page.reload()
    await expect(figure.locator("img")).to_have_count(0)


async def test_a_picture_that_is_no_more_and_has_no_figures_leaves_nothing(chat, fake_bot):
    fake_bot.shapes = None
    fake_bot.answers["image"] = [message("Voici.", image="/media/carte.png")]
    await chat.ask("image")

    await expect(chat.answers.last.get_by_role("figure")).to_have_count(0)
