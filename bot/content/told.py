"""What libraries say of a mistake in content, told in French; what is not foreseen stays, as a technical detail."""

import errno
import gzip
import re
from collections.abc import Sequence

from jinja2 import TemplateError

Told = Sequence[tuple[re.Pattern[str], str]]
"""What a message says, and what to say instead (`\\1`: its first group)."""


def _told(*pairs: tuple[str, str]) -> Told:
    return tuple((re.compile(said), told) for said, told in pairs)


_YAML = _told(
    ("found a tab character", "une tabulation sert d’alignement"),
    (
        r"cannot start any token",
        "un texte commence par un signe réservé (« @ », « ` », « % »), ou une tabulation sert d’alignement",
    ),
    ("mapping values are not allowed", "il y a un « : » de trop, ou l’alignement ne va pas"),
    ("block sequence entries are not allowed", "un tiret suit « : » sur la même ligne"),
    (r"did not find expected ',' or '([\]}])'", r"il manque « , » ou « \1 »"),
    ("did not find expected '-' indicator", "cette ligne n’est pas alignée avec la liste, ou son tiret manque"),
    (
        "did not find expected key|did not find expected <document start>",
        "cette ligne n’est pas alignée, ou des guillemets manquent autour d’un texte",
    ),
    ("did not find expected node content", "une valeur manque, ou un crochet est de trop"),
    ("could not find expected ':'", "il manque « : » après une clé"),
    ("found unexpected end of stream|found unexpected document indicator", "des guillemets ne sont pas fermés"),
    ("found unknown escape character", "une barre « \\\\ » se lit autrement entre guillemets doubles"),
    ("found undefined alias", "un « *renvoi » ne correspond à aucune « &marque » placée avant lui"),
    ("but found another document", "une ligne « --- » coupe le fichier en deux"),
    ("did not find expected comment or line break", "un texte suit « > » ou « | » sur la même ligne"),
    ("niveaux$", r"\g<0>"),
    ("exceeded maximum nesting depth", "trop de niveaux"),
)
_TOKENS = {
    "end of print statement": "« }} »",
    "end of statement block": "« %} »",
    "name": "un nom",
    "string": "un texte",
    "integer": "un nombre",
}
_TEMPLATE = _told(
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
    (r"^'([^' ]+)' is undefined", r"« \1 » n’est pas défini"),
    (r"^'None' has no attribute '(.*)'", r"on demande « \1 » de ce qui est vide"),
    (r"has no attribute '(.*)'", r"« \1 » n’y existe pas"),
    (r"has no element (.*)", r"la liste n’a pas d’élément \1"),
    ("NoneType", "une valeur est vide"),
    ("division by zero", "on divise par zéro"),
)
_EXPECTED = re.compile(r"^(?:unexpected end of template, e|E|e)xpected (?:token )?(.*?)(?:, got (.*?))?\.?$")
_NAMES = {
    errno.ENOENT: "il n’existe pas",
    errno.EACCES: "la lecture n’est pas permise",
    errno.EISDIR: "c’est un dossier",
}


def _translated(said: str, known: Told) -> str:
    for pattern, told in known:
        match = pattern.search(said)
        if match:
            return match.expand(told)
    return f"détail technique : {said}"


def yaml_fault(said: str, at: str = "") -> str:
    """What the YAML parser says is wrong, in French; `at` is the character where it stopped."""
    if at == "\t":
        return "une tabulation sert d’alignement"
    if at and "cannot start any token" in said:
        return f"un texte ne commence pas par « {at} » sans guillemets"
    return _translated(said, _YAML)


def template_fault(error: BaseException | str) -> str:
    """What Jinja, or Python below it, says is wrong with an answer template, in French."""
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
    return _translated(said, _TEMPLATE)


def file_fault(error: Exception) -> str:
    """Why a file could not be read, in French."""
    if isinstance(error, gzip.BadGzipFile):
        return "ce n’est pas une archive gzip, ou elle est abîmée"
    if isinstance(error, OSError):
        return _NAMES.get(error.errno or 0) or f"détail technique : {error.strerror or error}"
    if isinstance(error, EOFError):
        return "l’archive est incomplète"
    return "l’archive est abîmée"
