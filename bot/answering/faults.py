"""What Jinja, and Python below it, say of a mistake in an answer template, told in French."""

import re
from collections.abc import Iterable, Sequence

from jinja2 import TemplateError

from bot.written import nearest

Told = Sequence[tuple[re.Pattern[str], str]]
"""What a message says, and what to say instead (`\\1`: its first group)."""


def told_as(*pairs: tuple[str, str]) -> Told:
    """Patterns of messages, each with what to say instead."""
    return tuple((re.compile(said), told) for said, told in pairs)


_TOKENS = {
    "end of print statement": "« }} »",
    "end of statement block": "« %} »",
    "name": "un nom",
    "string": "un texte",
    "integer": "un nombre",
}
_UNDEFINED = re.compile(r"^'([^' ]+)' is undefined")
_TEMPLATE = told_as(
    ("^expected name or number$", "un nom manque après le point"),
    (
        r"^Unexpected end of template\..* closed is '(\w+)'",
        r"« {% \1 … %} » n’est pas fermé par « {% end\1 %} »",
    ),
    (r"^Encountered unknown tag '(\w+)'", r"« {% \1 %} » n’existe pas, ou ne ferme rien"),
    ("^Missing end of comment tag", "« {# » n’est pas fermé par « #} »"),
    ("^No filter named '(.*)'", r"le filtre « \1 » n’existe pas"),
    ("^No test named '(.*)'", r"le test « is \1 » n’existe pas"),
    (r"^unexpected char ['\"](.)['\"]", r"le signe « \1 » n’a pas sa place ici"),
    (r"^unexpected '(.)', expected '(.)'", r"il manque « \2 » avant « \1 »"),
    (r"^unexpected '(.)'", r"« \1 » est de trop"),
    (_UNDEFINED.pattern, r"« \1 » n’est pas défini"),
    (r"Record object' has no attribute 'nom'", "« nom » s’écrit « name » dans une réponse"),
    (r"^'None' has no attribute '(.*)'", r"on demande « \1 » de ce qui est vide"),
    (r"has no attribute '(.*)'", r"« \1 » n’y existe pas"),
    (r"has no element (.*)", r"la liste n’a pas d’élément \1"),
    ("NoneType", "une valeur est vide"),
    ("division by zero", "on divise par zéro"),
)
_EXPECTED = re.compile(r"^(?:unexpected end of template, e|E|e)xpected (?:token )?(.*?)(?:, got (.*?))?\.?$")


def translated(said: str, known: Told) -> str:
    """A message told in French; what is not foreseen stays, as a technical detail."""
    for pattern, told in known:
        match = pattern.search(said)
        if match:
            return match.expand(told)
    return f"détail technique : {said}"


def template_fault(error: BaseException | str, known: Iterable[str] = ()) -> str:
    """What Jinja, or Python below it, says is wrong with an answer template, in French.

    Args:
        error: what was raised, or its message.
        known: the names that the template could use.
    """
    said = (error.message if isinstance(error, TemplateError) else str(error)) or type(error).__name__
    if "«" in said:  # our own words
        return said
    expected = _EXPECTED.match(said)
    if expected and said != "expected name or number":
        wanted, got = (
            _TOKENS.get((one or "").strip("'"), f"« {(one or '').strip(chr(39))} »") for one in expected.groups()
        )
        wanted = "une valeur" if wanted == "« an expression »" else wanted
        return f"il manque {wanted}" + (f" avant {got}" if expected[2] else "")
    unknown = _UNDEFINED.match(said)
    near = nearest(unknown[1], known) if unknown else None
    return translated(said, _TEMPLATE) + (f" ; vouliez-vous dire « {near} » ?" if near else "")
