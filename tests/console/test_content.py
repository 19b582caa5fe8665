"""*Contenu*: changed in a draft, tried, published, taken back."""

import asyncio
import json
import re
import subprocess
from html import unescape

import pytest

from bot.console.accounts import Accounts
from bot.console.deeds import Deeds
from tests.console.conftest import EDITOR, PASSWORD, READER, Staff
from tests.console.journal import asked, write

FILE = "intents/projets.yaml"


@pytest.fixture
def editing(staff, garden, gardener):
    async def come(name=EDITOR):
        intents, knowledge = map(str, garden.roots)
        return await staff(name, assistant=gardener, intents=intents, knowledge=knowledge)

    return come


@pytest.fixture
def commits(garden):
    """Has the content in a git checkout; tells its commits."""

    def git(*command: str) -> str:
        who = ["-c", "user.name=x", "-c", "user.email=x@x"]
        done = subprocess.run(["git", *who, *command], cwd=garden.folder, check=True, capture_output=True, text=True)
        return done.stdout

    git("init", "--quiet")
    git("add", "intents", "knowledge")
    git("commit", "--quiet", "--message", "Les contenus")
    return lambda: git("log", "--format=%an %s").splitlines()


async def tried(somebody: Staff) -> str:
    """The page of a trial, once it has ended."""
    await somebody.get("/console/contenu")
    await somebody.post("/console/contenu/essai")
    for _ in range(1500):
        if "phrases essayées" in somebody.text or "À corriger" in somebody.text:
            return somebody.text
        assert "en cours" in somebody.text, somebody.text
        await asyncio.sleep(0.1)
        await somebody.get("/console/contenu/essai")
    raise AssertionError(somebody.text)


async def test_a_question_and_a_name_are_added_tried_published_and_taken_back(editing, garden, database, commits):
    await write(database, asked("Il y a une carte des projets ?"), asked("Que fait Vincenneville ?"))
    marie = await editing()
    await marie.get("/console/contenu/nouvelle")
    await marie.post(
        "/console/contenu/nouvelle",
        id="carte_des_projets",
        titre="s’il existe une carte des projets",
        exemples="Y a-t-il une carte des projets ?\nJe voudrais une carte des projets",
        mots="carte: carte, plan de situation",
        regles="carte projet",
        reponse="Le communiqué ne donne pas de carte des projets.",
        issue="unknown",
        appui="document:communique",
        dossier="intents",
    )
    assert "C’est ajouté à votre brouillon" in marie.text, marie.text
    await marie.post("/console/contenu/nom", fiche="Vincennes (commune) [commune:94080]", alias="Vincenneville")
    assert "2 fichiers changés" in marie.text

    page = await tried(marie)
    assert "Mieux comprises" in page
    assert "Il y a une carte des projets ?" in page
    assert "Le communiqué ne donne pas de carte" in page
    assert not (garden.folder / "intents/carte_des_projets.yaml").exists()

    await marie.post("/console/contenu/publier", message="Des gens demandent une carte")
    assert "C’est publié" in marie.text, marie.text
    assert "Des gens demandent une carte" in marie.text
    assert (garden.folder / "intents/carte_des_projets.yaml").exists()
    assert commits() == ["marie Des gens demandent une carte", "x Les contenus"]

    identifier = marie.page.partition("/contenu/retour?publication=")[2].partition('"')[0]
    await marie.get(f"/console/contenu/retour?publication={identifier}")
    assert "retiré :" in marie.text
    assert "Le communiqué ne donne pas de carte des projets." in marie.text
    assert (garden.folder / "intents/carte_des_projets.yaml").exists()
    await marie.post("/console/contenu/retour", publication=identifier)
    assert "Le retour arrière est publié" in marie.text
    assert not (garden.folder / "intents/carte_des_projets.yaml").exists()
    assert [deed.what for deed in await Deeds(database).page()][:2] == ["retour arrière", "publication"]


async def test_a_file_is_changed_as_text_and_what_is_wrong_is_told_with_its_line(editing):
    marie = await editing()
    await marie.get(f"/console/contenu/fichier?nom={FILE}")
    assert "# Les projets des communes" in marie.page
    await marie.post("/console/contenu/fichier", nom=FILE, texte="intents:\n  a: [\n")
    assert marie.status == 422
    assert f"{FILE}:" in marie.text
    assert "intents:\n  a: [" in marie.page

    await marie.get(f"/console/contenu/fichier?nom={FILE}")
    await marie.post("/console/contenu/fichier", nom=FILE, texte="# Vide\r\nintents: {}\r\n")
    assert "Le brouillon est enregistré." in marie.text
    await marie.get(f"/console/contenu/fichier?nom={FILE}")
    assert "ajouté : # Vide" in marie.text
    await marie.post("/console/contenu/fichier", nom=FILE, texte="", reprendre="oui")
    assert "Il est vide." in marie.text


async def test_a_draft_with_errors_is_not_published(editing, garden):
    marie = await editing()
    written = (garden.folder / FILE).read_text("utf-8")
    await marie.get(f"/console/contenu/fichier?nom={FILE}")
    await marie.post(
        "/console/contenu/fichier", nom=FILE, texte=written.replace("titre: ", "tittre: ", 1) + "\nfaux: 1\n"
    )
    page = await tried(marie)
    assert "À corriger avant de publier" in page
    assert "Ce qui change, et pourquoi" not in page

    await marie.post("/console/contenu/publier", message="quand même")
    assert "À corriger avant de publier" in marie.text
    assert (garden.folder / FILE).read_text("utf-8") == written


async def test_what_was_not_tried_is_not_published(editing, garden):
    marie = await editing()
    await marie.get("/console/contenu/question?id=projets")
    await marie.post("/console/contenu/exemple", id="projets", phrase="Qui s’occupe du lavoir ?")
    assert "C’est ajouté" in marie.text, marie.text
    await marie.post("/console/contenu/publier", message="vite")

    assert "n’a pas encore été essayé tel qu’il est" in marie.text
    assert "s’occupe du lavoir" not in (garden.folder / FILE).read_text("utf-8")


async def test_a_text_is_checked_as_it_is_written(editing, garden):
    marie = await editing()
    await marie.get(f"/console/contenu/fichier?nom={FILE}")
    token, written = marie.token, (garden.folder / FILE).read_text("utf-8")
    found = []
    wrong = written.replace("  exemples:\n", "  exemples:\n      - Quel temps fera-t-il demain ?\n", 1)
    assert wrong != written
    for text in (written, "a: [", written.replace("reponses:", "reponse:", 1), wrong):
        said = await marie.post("/console/contenu/verifier", jeton=token, nom=FILE, texte=text)
        found.append([(one["kind"], one["file"]) for one in json.loads(said)])

    assert found[0] == []
    assert found[1] == [("erreur", FILE)]
    assert {kind for kind, _ in found[2]} == {"erreur"}
    assert ("exemple", FILE) in found[3]
    assert (garden.folder / FILE).read_text("utf-8") == written
    await marie.get("/console/contenu")
    assert "Il est vide." in marie.text


@pytest.mark.parametrize(
    "name",
    [
        "../comptes",
        "intents/../../comptes",
        "/etc/passwd",
        "intents/../knowledge/jardins.yaml",
        "intents\\..\\x.yaml",
        "intents/.laureat/pending",
        "knowledge/x.py",
        "intents/a\0.yaml",
        "intents/lien.yaml",
        "",
        "intents/" + "a" * 300 + ".yaml",
    ],
)
async def test_no_name_leads_out_of_the_contents(editing, garden, accounts, name):
    (garden.folder / "intents" / "lien.yaml").symlink_to(accounts)
    marie = await editing()
    async with marie.session.get(f"{marie.url}/console/contenu/fichier", params={"nom": name}) as response:
        page = await marie.read(response)
    assert marie.status in (404, 422)
    assert "$argon2" not in page

    await marie.get("/console/contenu")
    await marie.post("/console/contenu/fichier", nom=name, texte="a: 1\n")
    assert marie.status in (404, 422)
    await marie.get("/console/contenu")
    assert "Il est vide." in marie.text


@pytest.mark.parametrize(
    "bomb",
    [
        "a0: &a0 [x, x]\n" + "".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 10)}]\n" for n in range(12)),
        "a: !!python/object/apply:os.system [true]\n",
        "a: !include /etc/passwd\n",
        "[" * 5000,
    ],
)
async def test_bombs_and_tags_are_refused(editing, bomb):
    marie = await editing()
    await marie.get(f"/console/contenu/fichier?nom={FILE}")
    await marie.post("/console/contenu/fichier", nom=FILE, texte=bomb)

    assert marie.status == 422


async def test_an_answer_changed_in_another_page_is_shown_before_it_is_overwritten(editing):
    marie, again = await editing(), await editing()
    for one in (marie, again):
        await one.get("/console/contenu/question?id=projets")
    first, second = marie.fields("/console/contenu/reponse"), again.fields("/console/contenu/reponse")
    await marie.post("/console/contenu/reponse", **{**first, "reponse": "Je cherche qui porte ce projet."})
    assert "1 fichier changé" in marie.text, marie.text

    await again.post("/console/contenu/reponse", **{**second, "reponse": "Je vais chercher."})
    assert again.status == 422
    assert "elle est maintenant « Je cherche qui porte ce projet. »" in again.text
    shown = again.fields("/console/contenu/reponse")
    assert shown["reponse"] == "Je vais chercher."
    await again.post("/console/contenu/reponse", **shown)
    assert again.status == 200


async def test_a_reader_sees_everything_and_changes_nothing(editing, garden):
    marie, paul = await editing(), await editing(READER)
    await marie.get("/console/contenu/question?id=projets")
    await marie.post("/console/contenu/exemple", id="projets", phrase="Qui s’occupe du lavoir ?")
    forms = [
        ("contenu/fichier", {"nom": FILE, "texte": "a: 1"}),
        ("contenu/verifier", {"nom": FILE, "texte": "a: 1"}),
        ("contenu/exemple", {"id": "projets", "phrase": "Qui ?"}),
        ("contenu/regle", {"id": "projets", "regle": "qui"}),
        ("contenu/reponse", {"id": "projets", "reponse": "Rien"}),
        ("contenu/nouvelle", {"id": "a"}),
        ("contenu/nom", {"fiche": "[commune:94080]", "alias": "V"}),
        ("contenu/abandonner", {}),
        ("contenu/essai", {}),
        ("contenu/publier", {"message": "m"}),
        ("contenu/retour", {"publication": "x"}),
        ("questions/exemple", {}),
        ("questions/alias", {}),
        ("questions/hors-sujet", {}),
        ("questions/classer", {}),
        ("nowhere", {}),
    ]
    for path in ("contenu", f"contenu/fichier?nom={FILE}", "contenu/question?id=projets", "contenu/essai"):
        await paul.get(f"/console/{path}")
        assert paul.status == 200
        assert paul.page.count("<form") == 1 + (path == "contenu")
    for path, fields in forms:
        await paul.get("/console/contenu")
        await paul.post(f"/console/{path}", **fields)
        assert paul.status == 403
        assert "Vous ne pouvez que lire" in paul.text
    await marie.get("/console/contenu")
    assert "1 fichier changé" in marie.text


async def test_no_form_of_another_site_changes_anything(editing):
    marie = await editing()
    await marie.get("/console/contenu/question?id=projets")
    fields = {"id": "projets", "phrase": "Qui s’occupe du lavoir ?"}
    await marie.post("/console/contenu/exemple", origin="https://evil.example", **fields)
    assert marie.status == 403
    await marie.get("/console/contenu")
    await marie.post("/console/contenu/exemple", jeton="x", **fields)
    assert marie.status == 403
    await marie.get("/console/contenu")
    assert "Il est vide." in marie.text


async def test_the_drafts_of_two_people_are_their_own(editing, accounts):
    Accounts(accounts).add("luc", "édition", PASSWORD)
    marie, luc = await editing(), await editing("luc")
    await marie.get("/console/contenu/question?id=projets")
    await marie.post("/console/contenu/exemple", id="projets", phrase="Qui s’occupe du lavoir ?")

    await luc.get("/console/contenu")
    assert "Il est vide." in luc.text


async def test_a_mistake_leads_to_its_line(editing):
    marie = await editing()
    await marie.get(f"/console/contenu/fichier?nom={FILE}")
    await marie.post("/console/contenu/fichier", nom=FILE, texte="# Rien\nintents:\n  a: [\n")
    assert marie.status == 422
    link = re.search(r'href="(/console/contenu/fichier\?nom=[^"]*)&amp;ligne=(\d+)"', marie.page)
    await marie.get(f"{unescape(link[1])}&ligne=2")
    assert marie.status == 200
    assert "Ligne 2 :" in marie.text
    for number in ("0", "999999", "x", "²"):
        await marie.get(f"/console/contenu/fichier?nom={FILE}&ligne={number}")
        assert marie.status == 200
        assert "Ligne" not in marie.text


async def test_a_rule_of_an_unknown_word_is_told_at_once_where_most_questions_are(staff, content):
    intents, knowledge = map(str, content.roots)
    marie = await staff(EDITOR, intents=intents, knowledge=knowledge)
    await marie.get("/console/contenu/nouvelle")
    assert re.search(r"<select[^>]*name=\"dossier\"[^>]*><option>intents/fmin<", marie.page)
    await marie.post(
        "/console/contenu/nouvelle",
        id="carte",
        titre="s’il existe une carte",
        exemples="Existe-t-il une carte ?",
        regles="cartee projet",
        reponse="Non.",
        dossier="intents/fmin",
    )
    assert marie.status == 422
    assert "« cartee » n’est ni un mot du vocabulaire ni un type" in marie.text


async def test_another_broken_file_of_the_draft_does_not_hide_what_is_wrong_in_this_one(editing, garden, database):
    marie = await editing()
    await marie.get(f"/console/contenu/fichier?nom={FILE}")
    token, written = marie.token, (garden.folder / FILE).read_text("utf-8")
    other = "intents/horaires.yaml"
    broken = (garden.folder / other).read_text("utf-8").replace("reponse:", "reponze:", 1)
    await marie.post("/console/contenu/fichier", nom=other, texte=broken)
    wrong = written.replace("  exemples:\n", "  exemples:\n      - Quel temps fera-t-il demain ?\n", 1)
    said = await marie.post("/console/contenu/verifier", jeton=token, nom=FILE, texte=wrong)

    found = {(one["kind"], one["file"]) for one in json.loads(said)}
    assert {("erreur", other), ("exemple", FILE)} <= found
