"""Signing in with a password, and what keeps others out."""

import re

import pytest

from bot.console.accounts import Accounts
from bot.console.deeds import Deeds
from bot.console.sessions import IDLE_MS, LIFE_MS, Person, Sessions
from bot.console.signing import TRIES
from tests.console.conftest import EDITOR, PASSWORD, READER

MARIE = Person("marie", "marie", "édition", "fichier")


async def test_whoever_is_not_signed_in_is_sent_to_sign_in_then_where_they_were_going(staff):
    somebody = await staff()

    await somebody.get("/console/activite?avant=9", follow=False)
    assert somebody.status == 303
    assert somebody.headers["Location"].startswith("/console/connexion?suite=/console/activite")
    await somebody.get(somebody.headers["Location"])
    after = re.search(r'name="suite" value="(.*?)"', somebody.page)[1]
    await somebody.post("/console/connexion", follow=False, nom=EDITOR, secret=PASSWORD, suite=after)

    assert somebody.headers["Location"] == "/console/activite?avant=9"


async def test_a_wrong_password_and_an_unknown_name_are_told_alike(staff):
    somebody = await staff()
    told = []
    for name in (EDITOR, "nobody"):
        await somebody.enter(name, "wrong")
        assert somebody.status == 401
        told.append(somebody.page.replace(f'value="{name}"', ""))

    assert told[0] == told[1]


async def test_the_cookie_is_the_consoles_own_and_no_script_reads_it(staff):
    somebody = await staff()
    await somebody.get("/console/connexion")
    await somebody.post("/console/connexion", follow=False, nom=EDITOR, secret=PASSWORD)
    (cookie,) = [c for c in somebody.session.cookie_jar if c.key == "laureat_console"]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/console", True, "Strict")
    assert not cookie["secure"]
    assert len(cookie.value) >= 43


async def test_where_the_console_is_seen_in_https_the_cookie_never_goes_in_clear(staff):
    somebody = await staff(console_url="https://console.example")
    async with somebody.session.get(f"{somebody.url}/console/connexion") as response:
        said = response.headers["Set-Cookie"]

    assert said.startswith("__Secure-laureat_console")
    assert "Secure" in said.split("; ")


async def test_the_session_is_a_new_one_at_each_sign_in(staff):
    somebody = await staff()
    await somebody.get("/console/connexion")
    somebody.hold("chosen by an attacker")
    await somebody.enter()
    first = somebody.cookies["laureat_console"]
    await somebody.post("/console/deconnexion")
    await somebody.enter()

    assert first != "chosen by an attacker"
    assert somebody.cookies["laureat_console"] not in ("chosen by an attacker", first)


async def test_signing_out_ends_the_session_on_the_server(staff):
    marie, thief = await staff(EDITOR), await staff()
    stolen = marie.cookies["laureat_console"]
    await marie.post("/console/deconnexion")
    assert "Vous êtes déconnecté" in marie.page
    thief.hold(stolen)

    await thief.get("/console/activite")
    assert "Se connecter" in thief.page


async def test_who_is_taken_out_of_the_file_or_changes_role_is_out_at_once(staff, accounts):
    marie, paul = await staff(EDITOR), await staff(READER)
    Accounts(accounts).remove(READER)
    Accounts(accounts).add(EDITOR, "lecture", PASSWORD)

    for one in (marie, paul):
        await one.get("/console/activite")
        assert "Mot de passe" in one.page


async def test_nobody_stays_signed_in_for_ever(database):
    time = [0]
    sessions = Sessions(database, lambda: time[0])
    idle, busy = await sessions.begin(MARIE), await sessions.begin(MARIE)

    for _ in range(2 * LIFE_MS // IDLE_MS):
        time[0] += IDLE_MS // 2
        found = await sessions.find(busy)
        assert (found is not None) == (time[0] <= LIFE_MS)
    assert await sessions.find(idle) is None
    time[0] = 0
    assert await sessions.find("") is None
    assert await sessions.find("made up") is None


async def test_the_database_holds_no_cookie(database):
    id_ = await Sessions(database).begin(MARIE)
    async with database.reading() as connection:
        rows = (await connection.exec_driver_sql("SELECT * FROM console_sessions")).all()

    assert len(rows) == 1
    assert id_ not in repr(rows)


async def test_guessing_is_stopped_for_the_account_and_for_the_address(staff):
    guesser = await staff()
    for number in range(TRIES):
        await guesser.enter(EDITOR, f"guess {number}")
        assert guesser.status == 401

    await guesser.enter(EDITOR, PASSWORD)
    assert guesser.status == 429
    assert int(guesser.headers["Retry-After"]) > 30
    assert "Trop d’essais de connexion" in guesser.text
    assert "messages" not in guesser.text

    for number in range(TRIES - 1):
        await guesser.enter(f"other{number}", "guess")
    assert guesser.status == 401
    await guesser.enter("one more", "guess")
    assert guesser.status == 429


async def test_who_signs_in_spends_nothing(staff, monkeypatch):
    monkeypatch.setattr("bot.console.accounts.Account.is_proved_by", lambda _, password: password == PASSWORD)
    editor = await staff()
    for _ in range(3 * TRIES):
        editor.session.cookie_jar.clear()
        await editor.enter()
        assert editor.status == 200, editor.text


@pytest.mark.parametrize(
    "after",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/console//evil.example",
        "/console/../healthz",
        "/consolevil",
        "/console/\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "/console/connexion/partie",
    ],
)
async def test_signing_in_leads_nowhere_else(staff, after):
    somebody = await staff()
    await somebody.get("/console/connexion")
    await somebody.post("/console/connexion", follow=False, nom=EDITOR, secret=PASSWORD, suite=after)

    assert (somebody.status, somebody.headers["Location"]) == (303, "/console/tableau")


async def test_another_sites_form_signs_nobody_in(staff):
    somebody = await staff()
    await somebody.get("/console/connexion")

    for origin in ("https://evil.example", "null", None):
        await somebody.post("/console/connexion", origin=origin, nom=EDITOR, secret=PASSWORD)
        assert somebody.status == 403
        await somebody.get("/console/connexion")
    await somebody.post("/console/connexion", jeton="0" * 64, nom=EDITOR, secret=PASSWORD)
    assert somebody.status == 403
    assert "laureat_console" not in somebody.cookies


async def test_another_sites_form_signs_nobody_out(staff):
    marie = await staff(EDITOR)
    await marie.get("/console/activite")
    token = marie.token

    await marie.post("/console/deconnexion", origin="https://evil.example")
    assert marie.status == 403
    await marie.get("/console/activite")
    await marie.post("/console/deconnexion", jeton="")
    assert marie.status == 403
    await marie.get("/console/activite")
    assert marie.token == token


async def test_who_came_in_and_who_did_not_is_in_the_trail_without_what_was_typed(staff, database):
    marie = await staff()
    await marie.enter(EDITOR, "wrong")
    await marie.enter("my secret in the wrong field", "wrong")
    await marie.enter()

    deeds = await Deeds(database).page()
    assert [(deed.account, deed.what) for deed in deeds] == [
        ("marie", "connexion"),
        ("inconnu", "connexion refusée"),
        ("marie", "connexion refusée"),
    ]
    await marie.get("/console/activite")
    assert "connexion refusée" in marie.text


@pytest.mark.parametrize("path", ["/console/connexion", "/console/activite", "/console/nothing", "/console/a%2f..%2fb"])
@pytest.mark.parametrize("beside", [False, True])
async def test_every_page_comes_with_a_strict_policy(console, staff, path, beside):
    marie = await staff(EDITOR, url=await console(beside=beside))
    await marie.get(path)
    policy = marie.headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert marie.headers["Cache-Control"] == "no-store"
    assert marie.headers["X-Content-Type-Options"] == "nosniff"
    assert beside or "Server" not in marie.headers
    assert marie.headers["Content-Type"] == "text/html; charset=utf-8"
    assert not re.search(r"<style|<script(?! src)| on\w+=| style=", marie.page)


async def test_a_database_that_does_not_answer_is_told(staff, database):
    marie = await staff(EDITOR)
    async with database.writing() as connection:
        await connection.exec_driver_sql("DROP TABLE console_deeds")

    await marie.get("/console/activite")
    assert marie.status == 503
    assert "La base de données ne répond pas" in marie.text
    assert "console_deeds" not in marie.page
