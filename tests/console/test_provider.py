"""Signing in at a real OpenID provider, the one that ProConnect is made of; people type into its own pages."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.console.deeds import Deeds
from bot.console.roles import email_of, role_of
from bot.settings import load
from tests.services import free_port

PEOPLE = {
    "ana": {
        "email": "ana@ville.example",
        "given_name": "Ana",
        "usual_name": "Diop",
        "groups": ["accueil"],
        "name": "Ana Diop",
    },
    "luc": {"email": "luc@ailleurs.example", "name": "Luc"},
    "eve": {"email": "eve@ville.example", "email_verified": False, "name": "Eve"},
}


@pytest.fixture
def arrive(staff, console, provider):
    """Somebody at a console whose provider is running; gives them, and the provider."""

    async def arrive(client=None, **settings):
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        running = provider(url, PEOPLE, **(client or {}))
        given = {
            "console_url": url,
            "console_oidc_issuer": running.issuer,
            "console_oidc_client_id": "console",
            "console_oidc_client_secret": "secret-de-la-console",
            "console_editors": "ana@ville.example",
            "console_readers": "@ville.example",
            **settings,
        }
        await console(port=port, **given)
        return await staff(url=url), running

    return arrive


async def form(somebody, **fields):
    """Send the form that a page of the provider shows."""
    action = re.search(r'<form[^>]* action="(.*?)"', somebody.page)[1]
    hidden = dict(re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)"', somebody.page))
    async with somebody.session.post(action, data={**hidden, **fields}) as response:
        return await somebody.read(response), response


async def sign_in(somebody, login="ana", after="/console/activite"):
    """Through the pages of the provider, and back; the last address."""
    await somebody.get(f"/console/connexion/fournisseur?suite={after}")
    assert 'name="login"' in somebody.page, somebody.page
    await form(somebody, login=login, password="any")
    _, response = await form(somebody)
    return response


@pytest.mark.parametrize("signed", [{}, {"userinfo_signed_response_alg": "RS256"}], ids=["json", "signed"])
async def test_somebody_comes_in_by_the_provider_with_their_name_and_role(arrive, signed, database):
    ana, _ = await arrive(signed, console_oidc_scope="openid email given_name usual_name")
    response = await sign_in(ana)

    assert response.url.path == "/console/activite"
    assert "Ana Diop" in ana.page
    assert "édition" in ana.page
    assert [(deed.account, deed.what) for deed in await Deeds(database).page()] == [("ana@ville.example", "connexion")]


async def test_what_is_sent_to_the_provider_is_bound_to_this_browser_and_this_time(arrive):
    ana, running = await arrive(console_oidc_acr="eidas1")
    sent = []
    for _ in range(2):
        await ana.get("/console/connexion/fournisseur", follow=False)
        sent.append({name: value[0] for name, value in parse_qs(urlsplit(ana.headers["Location"]).query).items()})

    assert ana.headers["Location"].startswith(f"{running.issuer}/auth?")
    assert sent[0]["response_type"] == "code"
    assert sent[0]["code_challenge_method"] == "S256"
    assert sent[0]["acr_values"] == "eidas1"
    assert "openid" in sent[0]["scope"].split()
    for name in ("state", "nonce", "code_challenge"):
        assert len(sent[0][name]) >= 20
        assert sent[0][name] != sent[1][name]


async def test_the_cookie_comes_back_from_the_provider_and_still_no_script_reads_it(arrive):
    ana, _ = await arrive()
    await sign_in(ana)
    (cookie,) = [c for c in ana.session.cookie_jar if c.key == "laureat_console"]

    assert (cookie["samesite"], cookie["httponly"], cookie["path"]) == ("Lax", True, "/console")


@pytest.mark.parametrize(
    ("login", "status"), [("ana", 200), ("luc", 403), ("eve", 403)], ids=["known", "elsewhere", "unverified"]
)
async def test_only_those_named_come_in(arrive, login, status):
    somebody, _ = await arrive(console_editors="", console_readers="@ville.example")
    await sign_in(somebody, login)

    assert somebody.status == status
    assert ("laureat_console" in somebody.cookies) == (status == 200)
    if status == 200:
        assert "lecture" in somebody.page


async def test_a_return_that_was_not_begun_in_this_browser_signs_nobody_in(arrive, staff):
    ana, _ = await arrive()
    victim = await staff(url=ana.url)
    await ana.get("/console/connexion/fournisseur")
    await form(ana, login="ana", password="any")
    # The attacker stops before the last step, and has somebody else's browser take it.
    action = re.search(r'<form[^>]* action="(.*?)"', ana.page)[1]
    async with ana.session.post(action, data={"prompt": "consent"}, allow_redirects=False) as response:
        onwards = response.headers["Location"]
    async with ana.session.get(onwards, allow_redirects=False) as response:
        back = response.headers["Location"].removeprefix(ana.url)
    await victim.get("/console/connexion/fournisseur", follow=False)
    await victim.get(back)
    assert victim.status == 403
    assert "laureat_console" not in victim.cookies

    await ana.get(back.replace("state=", "state=x"))
    assert ana.status == 403
    await ana.get(back)
    assert ana.status == 400


async def test_a_return_counts_once(arrive):
    ana, _ = await arrive()
    response = await sign_in(ana)
    back = next(str(one.url) for one in response.history if one.url.path == "/console/connexion/retour")
    visit = ana.cookies.get("laureat_console_visite")

    await ana.get(back.removeprefix(ana.url))
    assert visit is None
    assert ana.status == 400


async def test_a_level_that_was_not_reached_is_refused(arrive):
    # The provider of the tests reaches none.
    ana, _ = await arrive(console_oidc_acr="eidas2")
    await sign_in(ana)

    assert ana.status == 403
    assert "niveau demandé" in ana.text


async def test_signing_out_is_also_done_at_the_provider(arrive):
    ana, running = await arrive()
    await sign_in(ana)
    await ana.post("/console/deconnexion")
    away = re.search(r'content="0; url=(.*?)"', ana.page)[1].replace("&amp;", "&")

    assert away.startswith(f"{running.issuer}/session/end?")
    assert "laureat_console" not in ana.cookies
    async with ana.session.get(away) as response:
        page = await ana.read(response)
    assert "op.logoutForm" in page
    await form(ana, logout="yes")
    assert "Vous êtes déconnecté" in ana.page
    await ana.get("/console/connexion/fournisseur")
    assert 'name="login"' in ana.page


async def test_a_provider_that_is_away_is_told(arrive):
    ana, running = await arrive()
    running.process.kill()
    running.process.wait(20)

    await ana.get("/console/connexion/fournisseur")
    assert ana.status == 502
    assert "ne répond pas" in ana.text


async def test_a_provider_that_calls_itself_otherwise_is_not_believed(arrive):
    ana, running = await arrive()
    other = running.issuer.replace("127.0.0.1", "localhost")
    somebody, _ = await arrive(console_oidc_issuer=other)

    await somebody.get("/console/connexion/fournisseur")
    assert somebody.status == 502
    assert "ne porte pas le nom attendu" in somebody.text
    assert ana.url != somebody.url


def test_roles_are_told_by_address_domain_or_attribute():
    def role(claims, readers="", editors=""):
        given = {"LAUREAT_CONSOLE_READERS": readers, "LAUREAT_CONSOLE_EDITORS": editors}
        return role_of(claims, load(given).console)

    ana = PEOPLE["ana"]
    assert role(ana, "@ville.example", "ANA@ville.example") == "édition"
    assert role(ana, "@ville.example") == "lecture"
    assert role(ana, editors="groups=accueil") == "édition"
    assert role(ana, "groups=accue") is None
    assert role({**ana, "email": "ana@evil-ville.example"}, "@ville.example") is None
    assert role({**ana, "email": "x@ville.example@evil.example"}, "@ville.example") is None
    assert role({"email": ["ana@ville.example"]}, "@ville.example") is None
    assert role({}, "groups=None", "=") is None
    assert email_of({"email": "a@b", "email_verified": "false"}) == ""
