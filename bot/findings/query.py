"""What an intent asks of the knowledge, and what was found.

Queries are a few declared combinations, so that no nonsense can be built: what is asked × about what × which
constraints.
"""

from typing import Any, NamedTuple

from msgspec import Struct, field

from bot.facts.records import Record
from bot.message import Source
from bot.understanding.frame import Frame

ASKS = (
    "liste",
    "groupes",
    "compte",
    "plus",
    "moins",
    "comparaison",
    "moyenne",
    "part",
    "sans",
    "ensemble",
    "suppose",
    "seul",
    "tous",
    "proportion",
    "rang",
)
"""What can be asked of records."""
COUNT, SUM = "compte", "somme"
"""What is asked of records by intents that count, and of published grants by those that sum."""
BODY = "beneficiaire"
"""The type of who gets published grants."""
READING = "objet"
"""The type of what is read off names and off what grants are for (« les chorales »)."""
BODIES = (BODY, READING)
"""Types of what may name them: themselves, or what their names hold (« la chorale »)."""
GRANT = "subvention"
"""The type of the rows of published grants."""
PART = "partie"
"""The type of the quarters of a year, and the like."""
COLUMN = "colonne"
"""The type of columns beside those of the form, which are asked for and narrow nothing."""
VALUE = "rubrique"
"""The type of what such columns say."""
YEARS = ("annee", "periode")
"""Types of years, of which they are."""
ALL_YEARS = "toutes_annees"
"""The concept of words that ask of all years, however many were told."""
GRANT_ASKS = (
    "somme",
    "donnees",
    "decision",
    "date",
    "fiche",
    "premiers",
    "derniers",
    "liste",
    "plus",
    "moins",
    "place",
    "depassent",
    "suivent",
    "egalent",
    "souvent",
    "souvent_dans_l_annee",
    "du_meme_domaine",
    "groupes",
    "groupes_moins",
    "premiers_de_chaque",
    "annees",
    "mois",
    "moyenne",
    "comparaison",
    "fideles",
    "premiers_par_annee",
    "nouveaux",
    "inedits",
    "disparus",
    "absents",
    "revenus",
    "hausses",
    "hausses_part",
    "hausses_fois",
    "baisses",
    "baisses_part",
    "baisses_fois",
    "stables",
    "numeros",
    "a_verifier",
    "lieux",
    "actes",
    "notifiees",
    "refus",
    "sollicite",
    "sujets",
)
"""What can be asked of published grants."""


def asks_of(rows: str) -> tuple[str, ...]:
    """What can be asked of rows of a type."""
    return GRANT_ASKS if rows == GRANT else ASKS


class Query(Struct, frozen=True):
    """What an intent asks of the knowledge."""

    rows: str
    """The type of the rows (`projet`)."""
    ask: str
    """One of `asks_of(rows)`."""
    owner: str
    """The attribute rows are listed under (`laureat`)."""
    target: str | None = None
    """What is listed or counted when the message does not say; rows themselves by default."""
    perimeter: str | None = None
    """The type of the record that everything known lies in: a place outside it is « ailleurs »."""


class Measure(NamedTuple):
    """How many of something each of several things has."""

    by: str | None
    """What rows are grouped by: a type, or an attribute of theirs; `None` where the things are those named."""
    counted: str | None
    """The type of what is counted, `None` for the rows themselves."""
    sizes: tuple[tuple[Record, int], ...]


class Findings(Struct):
    """What was found. `case` names the answer that fits; the rest is what it may say."""

    case: str
    rows: list[Record] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    choices: tuple[Record, ...] = ()
    """What an ambiguous name may mean."""
    listed: tuple[Record, ...] = ()
    """What the answer enumerates, in order: « le deuxième » refers to it."""
    focus: tuple[Record, ...] = ()
    """What was found and may be spoken of next."""
    left: tuple[Record, ...] = ()
    """What of the things asked about is not as asked: « les autres » refers to it."""
    measure: Measure | None = None
    """What was counted of several things."""
    ranked: tuple[tuple[Record, ...], ...] = ()
    """The ranking of which the answer tells an end, most first, those that are equal together."""
    sources: tuple[Source, ...] = ()
    """What it is based on, where records do not tell it."""
    lines: str | None = None
    """Where the server gives the lines that were added up, as CSV."""
    among: str | None = None
    """Where it gives all those among which these were chosen, if they were (« les 3 plus aidés »)."""
    page: tuple[str, int] | None = None
    """What names the list that the answer begins, and how many of it were told (« la suite »)."""
    counted: int = 0
    """How many there are of what it enumerates in part, where « combien sont-ils ? » is asked of all of them."""
    summed: tuple[int, int] | None = None
    """How many grants it enumerates, or how many bodies there are where it tells but a part, with their cents."""
    asked: Frame | None = None
    """The question that it answers, where that is less than was understood."""
    untold: bool = False
    """Whether what it tells is not what is asked, which is not known."""
