"""The look of the console: one layout for all pages, rendered here."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.console.naming import intent_name
from bot.console.sessions import Session
from bot.explaining.layout import how_found, meanings_of, say_meaning
from bot.french.agreement import count_of

PREFIX = "/console"
"""Where the console is, on its own address too."""
PAGES = Path(__file__).with_name("pages")
LINKS = (
    ("/tableau", "Tableau de bord"),
    ("/essayer", "Essayer"),
    ("/questions", "Questions sans réponse"),
    ("/contenu", "Contenu"),
    ("/activite", "Activité"),
)
SESSION = web.RequestKey("session", Session)
"""Whoever asks; absent on pages for anybody."""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    # With « no-referrer », browsers would not say either where a form comes from.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
OUTCOMES = {
    "answered": "répondu",
    "clarify": "précision demandée",
    "unknown": "sans réponse",
    "out_of_scope": "hors sujet",
    "chitchat": "politesse",
    "handoff": "passé à quelqu’un",
    "failed": "panne",
}


class _French(FileSystemLoader):
    """Templates in whose texts the signs of French punctuation keep to their words."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """See `FileSystemLoader`."""
        source, name, is_current = super().get_source(environment, template)
        return french(source), name, is_current


def french(text: str) -> str:
    """A text with no-break spaces where French has them."""
    return _WHITE.sub(lambda match: match.group().replace(" ", "\u00a0"), text)


_WHITE = re.compile("« | [»:;?!%](?![=}])")


def _number(value: float, digits: int = 0) -> str:
    """« 12 345,6 », with no-break spaces."""
    return f"{value:,.{digits}f}".replace(",", "\u202f").replace(".", ",")


def _share(part: float, whole: float) -> str:
    return f"{_number(100 * part / whole)}\u00a0%" if whole else "–"


def _moment(at: int) -> str:
    """A Unix time in ms, by this machine's clock."""
    return datetime.fromtimestamp(at / 1000).strftime("%d/%m/%Y à %H:%M")


def _decimal(value: float) -> str:
    return f"{round(value, 2):g}".replace(".", ",")


def _line(place: object) -> str:
    """The address of a line of a content file (`intents/fmin/projets.yaml:12`)."""
    file, _, number = str(place).rpartition(":")
    return f"{PREFIX}/contenu/fichier?nom={quote(file, safe='')}&ligne={number}"


def _environment() -> Environment:
    environment = Environment(
        loader=_French(PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    filters: dict[str, Callable[..., str]] = {
        "number": _number,
        "share": _share,
        "moment": _moment,
        "decimal": _decimal,
        "percent": lambda value: f"{round(100 * value)}\u00a0%",
        "count_of": count_of,
        "french": french,
        "intent_name": intent_name,
        "capital": lambda text: text[:1].upper() + text[1:],
        "line": _line,
        "day_time": lambda at: _moment(int(datetime.fromisoformat(at).timestamp() * 1000)),
        "how": how_found,
        "meaning": say_meaning,
        "outcome": lambda outcome: OUTCOMES.get(outcome) or str(outcome),
    }
    environment.filters.update(filters)
    environment.globals.update(prefix=PREFIX, links=LINKS, meanings_of=meanings_of)
    return environment


_ENVIRONMENT = _environment()
number = _number


def render(request: web.Request, page: str, status: int = 200, **values: Any) -> web.Response:
    """A page as its template says it with these values."""
    session = request.get(SESSION)
    said = _ENVIRONMENT.get_template(page).render(
        session=session,
        person=session.person if session else None,
        editing=session is not None and session.person.role == "édition",
        csrf=session.csrf if session else "",
        here=request.path.removeprefix(PREFIX),
        notice=request.query.get("fait", "") if session else "",
        notices=NOTICES,
        vue=request.query.get("vue", ""),
        **values,
    )
    return web.Response(text=said, status=status, content_type="text/html")


def tell(
    request: web.Request, status: int, title: str, text: str, headers: Mapping[str, str] | None = None
) -> web.Response:
    """A page that says what went wrong, and what to do."""
    response = render(request, "told.html", status, title=french(title), text=french(text))
    response.headers.update(headers or {})
    return response


def go(path: str, fact: str = "") -> web.Response:
    """Send the browser on to a page of the console after a form; `fact` names what is said there, of NOTICES."""
    mark = "&" if "?" in path else "?"
    return web.Response(status=303, headers={"Location": f"{PREFIX}{path}{f'{mark}fait={fact}' if fact else ''}"})


NOTICES = {
    "publie": "C’est publié. Le robot reprend les contenus : plus bas est dit quand il répond avec.",
    "retire": "Le retour arrière est publié. Le robot reprend les contenus d’avant : plus bas est dit quand.",
    "ajoute": "C’est ajouté à votre brouillon. Essayez-le, puis publiez-le.",
    "classe": "La question est classée parmi les traitées, d’où on peut la remettre à traiter.",
    "transmis": "La question est notée comme transmise, parmi les traitées, d’où on peut la remettre à traiter.",
    "rouvert": "La question est de nouveau à traiter.",
    "inchange": "Rien n’a changé : c’est déjà écrit ainsi.",
    "enregistre": "Le brouillon est enregistré.",
    "abandonne": "Le brouillon est abandonné.",
}
