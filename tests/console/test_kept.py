"""A form that cannot be taken is given back filled, and never sent by itself."""

import sqlite3

import pytest
from sqlalchemy import delete

from bot.console.tables import sessions
from tests.console.conftest import EDITOR, PASSWORD, Staff

FILE = "intents/fmin/projets.yaml"
TEXT = "# J’ai écrit ceci pendant « une heure »\nintents: {}\n"


async def resend(somebody: Staff, path: str) -> str:
    """Send the form that the page holds, as it is."""
    fields = somebody.fields(path)
    assert fields, somebody.page
    return await somebody.post(path, **fields)


async def test_a_text_sent_after_the_session_ended_comes_back_once_signed_in(editing, database):
    marie = await editing()
    await marie.get(f"/console/contenu/fichier?nom={FILE}")
    async with database.writing() as connection:
        await connection.execute(delete(sessions))
    await marie.post("/console/contenu/fichier", nom=FILE, texte=TEXT)
    assert marie.status == 401
    assert "Votre session est finie" in marie.text

    kept = marie.fields("/console/connexion")["garde"]
    await marie.post("/console/connexion", nom=EDITOR, secret="wrong", garde=kept)
    assert marie.fields("/console/connexion")["garde"] == kept
    await marie.post("/console/connexion", nom=EDITOR, secret=PASSWORD, garde=kept)
    assert marie.fields("/console/contenu/fichier")["texte"] == TEXT
    page = marie.page
    await marie.get("/console/contenu")
    assert "Il est vide." in marie.text

    marie.page = page
    await resend(marie, "/console/contenu/fichier")
    assert "Le brouillon est enregistré." in marie.text


async def test_a_text_sent_by_the_form_of_an_earlier_session_comes_back(editing):
    marie = await editing()
    await marie.get("/console/contenu/question?id=porteur")
    form = marie.page
    await marie.post("/console/deconnexion")
    await marie.enter()
    marie.page = form
    await marie.post("/console/contenu/exemple", id="porteur", phrase="Qui s’occupe du lavoir ?")
    assert marie.status == 403
    assert marie.fields("/console/contenu/exemple")["phrase"] == "Qui s’occupe du lavoir ?"

    await resend(marie, "/console/contenu/exemple")
    assert "C’est ajouté à votre brouillon" in marie.text


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
async def test_what_another_site_sends_is_not_given_back(editing, origin):
    marie, nobody = await editing(), await editing("")
    for one in (marie, nobody):
        await one.post("/console/contenu/fichier", origin=origin, nom=FILE, texte=TEXT)
        assert "une heure" not in one.page


@pytest.mark.parametrize(
    "kept", ["x", "{}", '{"path": "https://evil.example/", "fields": []}', '{"path": "/chat", "fields": []}']
)
async def test_what_is_kept_leads_nowhere_else(staff, kept):
    marie = await staff()
    await marie.get("/console/connexion")
    await marie.post("/console/connexion", follow=False, nom=EDITOR, secret=PASSWORD, garde=kept)

    assert marie.headers["Location"] == "/console/tableau"


async def test_a_text_comes_back_when_the_database_is_locked(editing, database_url):
    marie = await editing()
    await marie.get(f"/console/contenu/fichier?nom={FILE}")
    locker = sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)
    locker.execute("BEGIN IMMEDIATE")
    await marie.post("/console/contenu/fichier", nom=FILE, texte=TEXT)
    locker.close()
    assert marie.status == 503
    assert marie.fields("/console/contenu/fichier")["texte"] == TEXT

    await resend(marie, "/console/contenu/fichier")
    assert "Le brouillon est enregistré." in marie.text
