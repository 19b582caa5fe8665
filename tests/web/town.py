"""A town's site: pages of its own, and one with the component, under the strictest policy that lets it work."""

from html import escape
from pathlib import Path
from urllib.parse import urlencode

from aiohttp import web

from tests.web.visitor import package

PAGES = Path(__file__).with_name("pages")

POLICY = (
    "default-src 'none'; script-src {bot}; connect-src {bot}; img-src {bot} data:; style-src 'self'; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
PAGE = """<!doctype html>
<html lang="fr">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Une ville</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/town.css">
  <script type="module" src="{bot}/web/laureat-chat.js"></script>
</head>
<body>
  <main>
    <h1>Une ville</h1>
    <p><a href="/plain.html">Services</a> <button type="button">Demander</button></p>
    <p>La mairie est ouverte du lundi au samedi. Les projets lauréats y sont présentés chaque mois.</p>
  </main>
  <div class="whole">{chats}</div>
</body>
</html>
"""


def site() -> web.Application:
    """The site as an application."""
    app = web.Application()
    app.router.add_get("/chat", _chat)
    app.router.add_static("/packages", package("."))
    app.router.add_static("/", PAGES)
    return app


def chat_page(town: str, bot: str, *chats: str) -> str:
    """The address of a page with a component for each string of attributes; one without attributes by default."""
    return f"{town}/chat?{urlencode({'bot': bot, 'chat': chats or ('',)}, doseq=True)}"


async def _chat(request: web.Request) -> web.Response:
    bot = request.query["bot"]
    chats = "".join(f"<laureat-chat {attributes}></laureat-chat>" for attributes in request.query.getall("chat"))
    page = PAGE.format(bot=escape(bot), chats=chats)
    return web.Response(
        text=page, content_type="text/html", headers={"Content-Security-Policy": POLICY.format(bot=bot)}
    )
