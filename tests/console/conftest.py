"""The console over the content of the checkout, with two accounts, and people who use it without a browser."""

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import ClientResponse, ClientSession, CookieJar, web
from aiohttp.test_utils import TestServer
from argon2 import PasswordHasher
from yarl import URL

from bot.assistant import Assistant
from bot.console.accounts import Accounts
from bot.console.console import alone, make_console
from bot.journal.database import Database, locate
from bot.server.problems import middleware
from bot.settings import load
from bot.store.memory import MemoryStore
from tests.conftest import Content
from tests.services import free_port, program

PASSWORD = "correct cheval agrafe"
EDITOR, READER = "marie", "paul"
HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""In a moment: these tests sign in hundreds of times. What a password must cost is for the tests of accounts."""
PACKAGES = Path(sys.prefix) / "provider"


class Staff:
    """Somebody who uses the console, with the cookies of a browser, and what a browser says of its forms."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = ClientSession(cookie_jar=CookieJar(unsafe=True))
        self.page = ""
        self.status = 0
        self.headers: dict[str, str] = {}

    async def read(self, response: ClientResponse) -> str:
        self.page, self.status, self.headers = await response.text(), response.status, dict(response.headers)
        return self.page

    async def get(self, path: str, follow: bool = True, **more: object) -> str:
        async with self.session.get(f"{self.url}{path}", allow_redirects=follow, **more) as response:
            return await self.read(response)

    @property
    def token(self) -> str:
        """What the forms of the page hold."""
        found = re.search(r'name="jeton" value="(\w+)"', self.page)
        return found[1] if found else ""

    def fields(self, action: str) -> dict[str, str]:
        """What the last form of the page that goes there holds, without its proof."""
        form = self.page.rpartition(f'action="{action}"')[2].partition("</form>")[0]
        hidden = re.findall(r'<input[^>]*? name="([\w.]+)"[^>]*? value="([^"]*)"', form)
        texts = re.findall(r'<textarea[^>]*? name="([\w.]+)"[^>]*>\n([^<]*)</textarea>', form)
        return {name: unescape(value) for name, value in (*hidden, *texts) if name != "jeton"}

    async def post(self, path: str, follow: bool = True, origin: str | None = "", **fields: object) -> str:
        """Send a form of the page; `origin` is whom a browser would say it comes from."""
        headers = {} if origin is None else {"Origin": origin or self.url}
        data = {"jeton": self.token, **fields}
        async with self.session.post(
            f"{self.url}{path}", data=data, headers=headers, allow_redirects=follow
        ) as response:
            return await self.read(response)

    async def enter(self, name: str = EDITOR, password: str = PASSWORD, **fields: str) -> str:
        await self.get("/console/connexion")
        return await self.post("/console/connexion", nom=name, secret=password, **fields)

    def hold(self, cookie: str) -> None:
        """Come with the cookie of a session, wherever it is from."""
        self.session.cookie_jar.update_cookies({"laureat_console": cookie}, URL(f"{self.url}/console/connexion"))

    @property
    def cookies(self) -> dict[str, str]:
        return {cookie.key: cookie.value for cookie in self.session.cookie_jar}

    @property
    def text(self) -> str:
        """The page as it is read."""
        body = self.page.partition("<main")[2]
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)).replace("\u202f", " ").replace("\xa0", " "))


Console = Callable[..., Awaitable[str]]


@pytest.fixture(scope="session")
def passwords(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of accounts."""
    path = tmp_path_factory.mktemp("accounts") / "comptes"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.console.accounts._HASHER", HASHER)
        Accounts(path).add(EDITOR, "édition", PASSWORD)
        Accounts(path).add(READER, "lecture", PASSWORD)
    return path


@pytest.fixture
def accounts(tmp_path: Path, passwords: Path) -> Path:
    copied = tmp_path / "comptes"
    copied.write_bytes(passwords.read_bytes())
    return copied


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, made once: migrations take their time."""
    path = tmp_path_factory.mktemp("database") / "journal.sqlite"

    async def make() -> None:
        database = Database(locate(f"sqlite:///{path}"))
        await database.open()
        await database.close()

    asyncio.run(make())
    return path


@pytest.fixture
def database_url(tmp_path: Path, empty: Path) -> str:
    copied = tmp_path / "journal.sqlite"
    copied.write_bytes(empty.read_bytes())
    return f"sqlite:///{copied}"


@pytest_asyncio.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(locate(database_url))
    await opened.open()
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def console(
    laureat: Assistant, accounts: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Console]:
    """Starts a console; the settings are variables without their prefix, in lower case. Gives its address."""
    monkeypatch.setattr("bot.console.accounts._HASHER", HASHER)
    servers = []

    async def start(assistant: Assistant = laureat, beside: bool = False, port: int = 0, **settings: str) -> str:
        given = {"CONSOLE_ACCOUNTS": str(accounts), "DATABASE_URL": database_url}
        given |= {name.upper(): value for name, value in settings.items()}
        loaded = load({f"LAUREAT_{name}": value for name, value in given.items()})

        async def reload() -> None:
            pass

        made = make_console(loaded, lambda: assistant, MemoryStore(), reload)
        app = web.Application(middlewares=[middleware]) if beside else alone(made)
        if beside:
            app.add_subapp("/console", made)
        server = TestServer(app, port=port)
        servers.append(server)
        await server.start_server()
        return str(server.make_url("")).rstrip("/")

    yield start
    for server in servers:
        await server.close()


@pytest_asyncio.fixture
async def staff(console: Console) -> AsyncIterator[Callable[..., Awaitable[Staff]]]:
    """Somebody new at a console, signed in where they have a name."""
    people: list[Staff] = []
    urls: list[str] = []

    async def come(name: str = "", url: str = "", **settings: object) -> Staff:
        if not (url or urls):
            urls.append(await console(**settings))
        one = Staff(url or urls[0])
        people.append(one)
        if name:
            await one.enter(name)
            assert one.cookies.keys() >= {"laureat_console"}, one.page
        return one

    yield come
    for one in people:
        await one.session.close()


@pytest.fixture
def editing(staff: Callable[..., Awaitable[Staff]], content: Content) -> Callable[..., Awaitable[Staff]]:
    """Somebody who changes a copy of the content."""

    async def come(name: str = EDITOR) -> Staff:
        intents, knowledge = map(str, content.roots)
        return await staff(name, intents=intents, knowledge=knowledge)

    return come


class Provider:
    """The identity provider while it runs."""

    def __init__(self, issuer: str, process: subprocess.Popen[str]) -> None:
        self.issuer = issuer
        self.process = process


@pytest.fixture
def provider() -> Iterator[Callable[..., Provider]]:
    """Starts an identity provider that knows a console at an address, and some people."""
    running = []

    def start(console: str, people: dict[str, object], **client: object) -> Provider:
        assert PACKAGES.exists(), "the packages of the identity provider are missing: `make test` fetches them"
        port = free_port()
        registered = {
            "client_id": "console",
            "client_secret": "secret-de-la-console",
            "redirect_uris": [f"{console}/console/connexion/retour"],
            "post_logout_redirect_uris": [f"{console}/console/connexion/partie"],
            **client,
        }
        said = json.dumps({"port": port, "clients": [registered], "people": people})
        process = subprocess.Popen(
            [program("node", "nodejs"), str(Path(__file__).parent / "provider" / "provider.mjs"), str(PACKAGES), said],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        running.append(process)
        assert process.stdout is not None
        while process.stdout.readline() != "ready\n":
            assert process.poll() is None
        return Provider(f"http://127.0.0.1:{port}", process)

    yield start
    for process in running:
        process.terminate()
        process.wait(20)
        process.stdout.close()
