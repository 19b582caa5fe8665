"""Two pages, two people, a sudden stop: what was written meanwhile is neither lost nor overwritten."""

import asyncio
import json

import pytest

from bot.assistant import Assistant
from bot.console.drafts import Desks, Outcome, digest
from bot.store.memory import MemoryStore
from bot.workshop.merging import merge
from bot.workshop.publications import latest
from bot.workshop.publishing import Author, publish
from bot.workshop.trial import Trial
from tests.console.conftest import EDITOR

FILE = "intents/projets.yaml"
EXAMPLE = "Qui s’occupe du lavoir ?"


@pytest.fixture
def roots(garden):
    return garden.roots


@pytest.fixture
def editing(staff, roots, gardener):
    """Somebody who changes a copy of the small content: these tests are about what becomes of texts."""

    async def come(name=EDITOR, assistant=gardener):
        return await staff(name, assistant=assistant, intents=str(roots.intents), knowledge=str(roots.knowledge))

    return come


@pytest.fixture
def desks(database, roots):
    return Desks(database, roots)


async def add_example(somebody):
    await somebody.get("/console/contenu/question?id=projets")
    await somebody.post("/console/contenu/exemple", id="projets", phrase=EXAMPLE)
    assert "C’est ajouté" in somebody.text, somebody.text


async def found_good(desks):
    """Have a trial find a draft good."""
    desk = await desks.load(EDITOR)
    await desks.begin(EDITOR)
    await desks.finish(EDITOR, desk.at, Outcome(digest(desk.draft), Trial((), (), (), (), 1, "rien ne change", 1.0)))


async def publish_by_paul(desks, roots, text):
    desk = await desks.load("paul")
    desk.draft.write(FILE, text)
    await asyncio.to_thread(publish, desk.draft, Author("Paul", ""), "Un mot de Paul")


@pytest.mark.parametrize(
    ("base", "one", "other", "both"),
    [
        ("a\nb\nc\n", "x\na\nb\nc\n", "a\nb\nc\ny\n", "x\na\nb\nc\ny\n"),
        ("a\nb\nc\n", "b\nc\n", "a\nb\nd\n", "b\nd\n"),
        ("a\nb\nc\n", "a\nx\nc\n", "a\nx\nc\n", "a\nx\nc\n"),
        ("a\nb\nc\n", "a\nx\nc\n", "a\ny\nc\n", None),
        ("a\nb\nc\n", "a\nx\nb\nc\n", "a\ny\nb\nc\n", None),
        ("a\nb\nc\n", "a\nc\n", "a\nb\nx\nc\n", None),
        ("a\nb", "a\nb\nx", "y\na\nb", "y\na\nb\nx"),
    ],
)
def test_two_changes_are_joined_where_they_do_not_touch(base, one, other, both):
    assert merge(base, one, other) == both
    assert merge(base, other, one) == both


async def test_the_second_of_two_tabs_overwrites_nothing_unseen(editing):
    marie = await editing()
    await marie.get(f"/console/contenu/fichier?nom={FILE}")
    begun = marie.fields("/console/contenu/fichier")
    first, second = (f"# {name}\n{begun['texte']}" for name in ("le premier", "le second"))
    await marie.post("/console/contenu/fichier", **{**begun, "texte": first})
    assert "Le brouillon est enregistré." in marie.text
    token = marie.token
    await marie.post("/console/contenu/fichier", **{**begun, "jeton": token, "texte": second})

    assert marie.status == 409
    assert "retiré : # le premier" in marie.text
    again = marie.fields("/console/contenu/fichier")
    assert again["texte"] == second
    await marie.post("/console/contenu/fichier", **{**begun, "jeton": token, "reprendre": "oui"})
    assert marie.status == 409
    await marie.post("/console/contenu/fichier", **{**again, "jeton": token})
    assert "Le brouillon est enregistré." in marie.text


async def test_what_another_publishes_elsewhere_in_a_file_is_joined_and_the_draft_tried_again(editing, desks, roots):
    marie = await editing()
    await add_example(marie)
    await found_good(desks)
    before = roots.read(FILE)
    await publish_by_paul(desks, roots, f"# de Paul\n{before}")

    await marie.get("/console/contenu/essai")
    assert "les deux changements sont dans votre brouillon" in marie.text
    assert "n’a pas encore été essayé tel qu’il est" in marie.text
    assert "ajouté : # de Paul" not in marie.text
    await marie.post("/console/contenu/publier", message="Sans essai")
    assert EXAMPLE not in roots.read(FILE)
    await found_good(desks)
    await marie.post("/console/contenu/publier", message="Avec essai")
    assert "C’est publié" in marie.text, marie.text
    assert roots.read(FILE).startswith("# de Paul\n")
    assert EXAMPLE in roots.read(FILE)


async def test_who_changed_the_same_lines_is_told_and_nothing_is_offered_that_would_be_refused(editing, desks, roots):
    marie = await editing()
    before = roots.read(FILE)
    await marie.get(f"/console/contenu/fichier?nom={FILE}")
    await marie.post("/console/contenu/fichier", nom=FILE, texte=f"# de Marie\n{before}")
    await found_good(desks)
    await marie.get("/console/contenu/essai")
    assert "Ce qui change, et pourquoi" in marie.text
    await publish_by_paul(desks, roots, f"# de Paul\n{before}")

    await marie.get("/console/contenu/essai")
    assert "publié par Paul le" in marie.text
    assert "Un mot de Paul" in marie.text
    assert "Ce qui change, et pourquoi" not in marie.text
    await marie.post("/console/contenu/publier", message="Quand même")
    assert "Ce n’est pas publié." in marie.text
    assert "# de Marie" not in roots.read(FILE)


async def test_a_change_by_hand_of_the_same_lines_is_told(editing, roots):
    marie = await editing()
    before = roots.read(FILE)
    await marie.get(f"/console/contenu/fichier?nom={FILE}")
    await marie.post("/console/contenu/fichier", nom=FILE, texte=f"# de Marie\n{before}")
    roots.path(FILE).write_text(f"# by hand\n{before}", "utf-8")

    await marie.get("/console/contenu")
    assert "ce fichier a changé sur le disque" in marie.text


async def test_a_draft_that_is_published_already_is_empty(editing, desks, roots):
    marie = await editing()
    await add_example(marie)
    # As where the server stops between the content and the draft.
    await asyncio.to_thread(publish, (await desks.load(EDITOR)).draft, Author("Marie", ""), "Un exemple")

    await marie.get("/console/contenu")
    assert "Il est vide." in marie.text
    await marie.get("/console/contenu/question?id=projets")
    await marie.post("/console/contenu/exemple", id="projets", phrase="Et qui tient le lavoir ?")
    assert "a changé" not in marie.text
    assert list((await desks.load(EDITOR)).draft.base) == [FILE]


@pytest.mark.parametrize("how", ["abandonner", "exemple"])
async def test_the_trial_of_a_draft_that_is_no_more_ends(editing, desks, monkeypatch, how):
    ended = asyncio.Event()
    begun = asyncio.Event()

    async def try_out(*about):
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    monkeypatch.setattr("bot.console.publishing.try_out", try_out)
    marie = await editing()
    await add_example(marie)
    await marie.get("/console/contenu/essai")
    await marie.post("/console/contenu/essai")
    assert "L’essai est en cours" in marie.text
    await asyncio.wait_for(begun.wait(), 20)
    await marie.get("/console/contenu/abandonner")
    assert f"ajouté : - {EXAMPLE}" in marie.text.replace("  ", " ")
    assert (await desks.load(EDITOR)).draft.changed
    if how == "abandonner":
        await marie.post("/console/contenu/abandonner")
        assert "Le brouillon est abandonné." in marie.text
    else:
        await marie.post("/console/contenu/exemple", id="projets", phrase="Et qui tient le lavoir ?")

    await asyncio.wait_for(ended.wait(), 20)
    assert (await desks.load(EDITOR)).told == 0


async def test_a_publication_whose_files_changed_since_is_not_offered_to_be_taken_back(editing, desks, roots):
    await publish_by_paul(desks, roots, f"# de Paul\n{roots.read(FILE)}")
    marie = await editing()
    await marie.get("/console/contenu")
    identifier = marie.page.partition("/contenu/retour?publication=")[2].partition('"')[0]
    await marie.get(f"/console/contenu/retour?publication={identifier}")
    assert "Revenir avant cette publication" in marie.text
    assert "retiré : # de Paul" in marie.text
    roots.path(FILE).write_text("# by hand\nintents: {}\n", "utf-8")

    await marie.get(f"/console/contenu/retour?publication={identifier}")
    assert "ce fichier a changé depuis cette publication" in marie.text
    assert "Revenir avant cette publication" not in marie.text
    await marie.get("/console/contenu/retour?publication=x")
    assert "cette publication n’est pas connue ici" in marie.text


async def test_when_the_robot_answers_from_what_is_published_is_told(editing, gardener, desks, roots):
    assistant = Assistant(gardener.model, MemoryStore())
    marie = await editing(assistant=assistant)
    for text in (f"# de Paul\n{roots.read(FILE)}", f"# encore\n# de Paul\n{roots.read(FILE)}"):
        await publish_by_paul(desks, roots, text)
        await marie.get("/console/contenu")
        assert "Le robot répond encore avec la version d’avant" in marie.text
        assert json.loads(await marie.get("/console/contenu/reprise")) == {"running": True}
        assistant.edition = latest(roots)

        assert json.loads(await marie.get("/console/contenu/reprise")) == {"running": False}
        await marie.get("/console/contenu")
        assert "Le robot répond avec la dernière publication." in marie.text
