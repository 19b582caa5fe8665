"""The console in a browser, by keyboard: every page fits and is for everybody, and the whole way from a question that
got no answer to a new answer, and back."""

import asyncio
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.console.accounts import Accounts
from bot.journal.database import Database, locate
from tests.console.conftest import EDITOR, PASSWORD, READER
from tests.console.journal import asked, write
from tests.services import Served, serving, until
from tests.web.looks import violations
from tests.web.test_pages import LOOKS, WHITE
from tests.web.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

PICTURES = Path(__file__).parents[2] / "build" / "console"
HOSTILE = "<script>document.title = 'taken'</script><img src=x onerror=alert(1)> projets ?"
MISSED = "Qui tient le lavoir ?"
FILE = "intents/langue/petits_mots.yaml"
LINE = 200
EXAMINED = ("light", "dark", "narrow")
"""The looks in which axe may find what it does not find in another: its rules know of colours and of room."""
PAGES = {
    "tableau": "/console/tableau",
    "essayer": "/console/essayer?dire=Les+projets+de+Vincenes+?",
    "questions": "/console/questions",
    "question": "/console/questions/une?mots=qui+tient+le+lavoir",
    "hostile": "/console/questions?mots=alert",
    "contenu": "/console/contenu",
    "fichier": f"/console/contenu/fichier?nom={FILE}&ligne={LINE}",
    "avis": "/console/questions/avis",
    "abandonner": "/console/contenu/abandonner",
    "intention": "/console/contenu/question?id=projets",
    "nouvelle": "/console/contenu/nouvelle",
    "nom": "/console/contenu/nom",
    "fiche": "/console/contenu/fiche?type=projet&id=ruches",
    "fait": "/console/contenu/fiche?type=contact&id=accueil",
    "fiche-neuve": "/console/contenu/fiche?type=personne",
    "essai": "/console/contenu/essai",
    "activite": "/console/activite",
    "absente": "/console/nothing",
}


@pytest.fixture(scope="session")
def house(sown: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small content in a git checkout, and the accounts of two people."""
    folder = shutil.copytree(sown, tmp_path_factory.mktemp("house"), dirs_exist_ok=True)
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "Les contenus"]):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@x", *command], cwd=folder, check=True)
    Accounts(folder / "comptes").add(EDITOR, "édition", PASSWORD)
    Accounts(folder / "comptes").add(READER, "lecture", PASSWORD)
    return folder


@pytest.fixture(scope="session")
def console(house: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("console")
    variables = {
        "LAUREAT_CONSOLE_ACCOUNTS": str(house / "comptes"),
        "LAUREAT_DATABASE_URL": f"sqlite:///{folder / 'journal.sqlite'}",
        "LAUREAT_INTENTS": str(house / "intents"),
        "LAUREAT_KNOWLEDGE": str(house / "knowledge"),
    }
    with serving(folder, **variables) as served:
        served.database = variables["LAUREAT_DATABASE_URL"]
        yield served


@pytest.fixture(scope="session", autouse=True)
def filled(console: Served) -> None:
    """A journal of a few days."""

    async def fill() -> None:
        database = Database(locate(console.database))
        await database.open()
        await write(
            database,
            *[asked(MISSED, days=day) for day in range(3)],
            asked(HOSTILE),
            asked("Quel budget en 2030 ?", "unknown", "projets"),
            *[asked("Vincennes a gagné quoi ?", "answered", "projets", days=day / 3) for day in range(60)],
            *[asked("Bonjour", "chitchat", "saluer", days=day, channel="slack") for day in range(9)],
        )
        await database.close()

    # The session has a loop of its own.
    thread = threading.Thread(target=lambda: asyncio.run(fill()))
    thread.start()
    thread.join()


async def sign_in(page: Page, url: str, name: str = EDITOR) -> None:
    """By keyboard."""
    await page.goto(f"{url}/console/connexion")
    await expect(page.get_by_label("Nom du compte")).to_be_focused()
    await page.keyboard.type(name)
    await page.keyboard.press("Tab")
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Tableau de bord")


async def check(visitor: Visitor, url: str, name: str, complaints: int = 0, look: str = "light") -> None:
    page = visitor.page
    await page.screenshot(path=PICTURES / f"{name}-{look}.png", full_page=True)
    assert await page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    if look in EXAMINED:
        assert await violations(page) == []
    assert len(visitor.complaints) == complaints, visitor.complaints
    assert visitor.origins == {url}


@pytest.mark.parametrize("look", LOOKS)
async def test_every_page_fits_and_everybody_can_use_it(visit, console, look):
    visitor = await visit(f"{console.url}/console/", **LOOKS[look])
    await check(visitor, console.url, "connexion", look=look)
    await sign_in(visitor.page, console.url)
    for name, path in PAGES.items():
        await visitor.page.goto(f"{console.url}{path}")
        # The browser tells of the page that is not there.
        await check(visitor, console.url, name, int(name == "absente"), look)
        assert await visitor.page.title() != "taken"


async def test_french_punctuation_keeps_to_its_words(visit, console):
    visitor = await visit(f"{console.url}/console/")
    await sign_in(visitor.page, console.url)
    for name in ("tableau", "contenu", "nouvelle", "nom", "fait", "activite"):
        await visitor.page.goto(f"{console.url}{PAGES[name]}")
        assert not WHITE.search(await visitor.page.locator("main").inner_text()), name


async def test_no_script_reads_the_session(visit, console):
    visitor = await visit(f"{console.url}/console/")
    await sign_in(visitor.page, console.url)

    assert await visitor.page.evaluate("document.cookie") == ""
    (cookie,) = [one for one in await visitor.page.context.cookies() if one["name"] == "laureat_console"]
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/console")
    await visitor.page.goto(console.url)
    assert await visitor.page.evaluate("fetch('/healthz').then((one) => one.ok)")


async def test_another_site_can_neither_frame_it_nor_send_its_forms(visit, console, town):
    visitor = await visit(f"{console.url}/console/")
    await sign_in(visitor.page, console.url)
    await visitor.page.goto(f"{town}/plain.html")
    await visitor.page.evaluate(
        """url => {
            const frame = document.createElement("iframe");
            frame.src = url;
            document.body.append(frame);
            return new Promise((done) => { frame.onload = done; });
        }""",
        f"{console.url}/console/contenu",
    )
    frame = visitor.page.frames[-1]
    assert "Votre brouillon" not in await frame.content()

    await visitor.page.evaluate(
        """url => {
            const form = document.createElement("form");
            form.method = "post";
            form.action = url;
            document.body.append(form);
            form.submit();
        }""",
        f"{console.url}/console/contenu/abandonner",
    )
    await visitor.page.wait_for_url("**/console/**")
    await expect(visitor.page.get_by_role("heading", level=1)).not_to_have_text("Contenu")


async def test_whoever_reads_finds_no_button_that_changes(visit, console):
    visitor = await visit(f"{console.url}/console/")
    await sign_in(visitor.page, console.url, READER)
    for name in ("question", "contenu", "fichier", "intention", "nouvelle", "nom", "essai"):
        await visitor.page.goto(f"{console.url}{PAGES[name]}")
        buttons = await visitor.page.locator("main").get_by_role("button").all_inner_texts()
        assert {*buttons} <= {"Chercher"}


async def test_a_text_is_checked_while_it_is_written(visit, console, house):
    visitor = await visit(f"{console.url}/console/")
    page = visitor.page
    await sign_in(page, console.url)
    await page.goto(f"{console.url}{PAGES['fichier']}")
    field, told = page.get_by_label("Le texte"), page.locator("#dit")
    await field.focus()
    await page.keyboard.press("Control+Home")
    await page.keyboard.type("a: [\n")

    await expect(told).to_contain_text(f"{FILE}:")
    await expect(told.get_by_role("button", name="Aller à la ligne").first).to_be_visible()
    await page.keyboard.press("Control+Z")
    # Chromium takes time that grows with the square of the lines to write them one by one.
    await field.evaluate("(one, text) => { one.value = text; }", (house / FILE).read_text("utf-8"))
    await field.press("End")
    await page.keyboard.type(" ")
    await expect(told).to_contain_text("Pas d’erreur.", timeout=60_000)


async def test_the_editor_numbers_its_lines_and_goes_to_the_one_that_a_link_points_to(visit, console, house):
    visitor = await visit(f"{console.url}/console/")
    page = visitor.page
    await sign_in(page, console.url)
    await page.goto(f"{console.url}{PAGES['fichier']}")
    field = page.get_by_label("Le texte")
    await expect(field).to_be_focused()
    line = await field.evaluate("(one) => one.value.slice(one.selectionStart, one.selectionEnd)")
    assert line == (house / FILE).read_text("utf-8").splitlines()[LINE - 1]

    assert await field.evaluate("(one) => one.scrollTop") > 400
    gutter = page.locator(".gutter")
    boxes = [await one.bounding_box() for one in (gutter, field)]
    assert boxes[0]["height"] == boxes[1]["height"]
    await field.fill("a\nb\nc")
    assert await gutter.text_content() == "1\n2\n3"
    await field.fill("a\n" * 200)
    await field.evaluate("(one) => { one.scrollTop = 500; }")
    await expect(gutter).to_have_js_property("scrollTop", 500)


@pytest.mark.parametrize("javascript", [True, False])
async def test_a_text_written_while_the_session_ended_is_found_again(visit, console, javascript):
    visitor = await visit(f"{console.url}/console/", java_script_enabled=javascript)
    page = visitor.page
    await sign_in(page, console.url)
    await page.goto(f"{console.url}{PAGES['intention']}")
    await page.get_by_label("Une phrase de plus").fill("Qui s’occupe du « grand » lavoir ?")
    await page.context.clear_cookies()
    await page.get_by_label("Une phrase de plus").press("Enter")
    await expect(page.locator("main")).to_contain_text("Votre session est finie")
    if javascript:
        # The browser tells of the page that asks to sign in.
        await check(visitor, console.url, "session-finie", complaints=1)
    await page.get_by_label("Nom du compte").fill(EDITOR)
    await page.get_by_label("Mot de passe").fill(PASSWORD)
    await page.keyboard.press("Enter")

    await expect(page.get_by_label("La phrase")).to_have_value("Qui s’occupe du « grand » lavoir ?")
    if javascript:
        await check(visitor, console.url, "rendu", complaints=1)
    await page.get_by_role("button", name="Envoyer de nouveau").press("Enter")
    await expect(page.get_by_role("status").first).to_contain_text("C’est ajouté à votre brouillon")
    await page.get_by_role("link", name="Abandonner le brouillon").press("Enter")
    if javascript:
        await check(visitor, console.url, "renoncer", complaints=1)
    await page.get_by_role("button", name="Abandonner le brouillon").press("Enter")
    await expect(page.get_by_role("status").first).to_contain_text("Le brouillon est abandonné.")


@pytest.mark.parametrize("javascript", [True, False])
async def test_from_a_question_without_answer_to_its_answer_and_back_by_keyboard(visit, console, house, javascript):
    visitor = await visit(f"{console.url}/console/", java_script_enabled=javascript)
    page = visitor.page
    question, answer = "Y a-t-il une carte des projets ?", "pas de carte des projets"
    assert answer not in console.ask(question)
    await sign_in(page, console.url)

    async def press(name: str, role: str = "button") -> None:
        await page.get_by_role(role, name=name).first.focus()
        await page.keyboard.press("Enter")

    await page.get_by_role("link", name="Contenu", exact=True).focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Contenu")
    await press("Ajouter une question", "link")
    for label, text in {
        "Son nom": "carte_des_projets",
        "Son sujet": "s’il existe une carte des projets",
        "Des phrases d’habitants": question,
        "Des mots nouveaux": "carte: carte, plan de situation",
        "Ses règles": "carte projet",
        "Sa réponse": f"Le communiqué ne donne {answer}.",
        "Sa source": "document:communique",
    }.items():
        await page.get_by_label(label).focus()
        await page.keyboard.insert_text(text)
    await press("Ajouter au brouillon")
    await expect(page.get_by_role("status").first).to_contain_text("C’est ajouté à votre brouillon")

    await page.get_by_text("Contacts (1)").press("Enter")
    await page.get_by_role("link", name="Maison des jardins", exact=True).press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Maison des jardins")
    await page.get_by_label("Telephone").focus()
    await page.keyboard.insert_text("01 99 00 00 00")
    await press("Changer dans le brouillon")
    await expect(page.get_by_role("status").first).to_contain_text("C’est ajouté à votre brouillon")

    async with page.expect_navigation():
        await press("Essayer le brouillon")
    if not javascript:
        for _ in range(300):
            if await page.get_by_text("phrases essayées").count():
                break
            await page.wait_for_timeout(200)
            await page.reload()
    await expect(page.get_by_text("phrases essayées")).to_be_visible(timeout=120_000)
    await expect(page.get_by_role("heading", name="Mieux comprises")).to_be_visible()
    if javascript:
        await check(visitor, console.url, "essai-fini")
    assert answer not in console.ask(question)

    await page.get_by_label("Ce qui change, et pourquoi").focus()
    await page.keyboard.insert_text("On demande une carte")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status").first).to_contain_text("C’est publié")
    if javascript:
        await check(visitor, console.url, "publie")
    until(lambda: answer in console.ask(question), 240)
    assert "01 99 00 00 00" in console.ask("Votre téléphone ?")
    assert commits(house)[0] == "marie On demande une carte"

    # Where scripts run, the page shows by itself that the robot answers from it.
    if not javascript:
        await page.reload()
    await expect(page.locator("main")).to_contain_text("Le robot répond avec la dernière publication.", timeout=20_000)
    await press("Revenir avant", "link")
    await expect(page.locator("main")).to_contain_text(answer)
    if javascript:
        await check(visitor, console.url, "revenir")
    await press("Revenir avant cette publication")
    await expect(page.get_by_role("status").first).to_contain_text("Le retour arrière est publié")
    until(lambda: answer not in console.ask(question), 240)
    assert len(commits(house)) % 2 == 1


def commits(folder: Path) -> list[str]:
    log = ["git", "log", "--format=%an %s"]
    return subprocess.run(log, cwd=folder, check=True, capture_output=True, text=True).stdout.splitlines()
