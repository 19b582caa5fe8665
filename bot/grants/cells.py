"""One cell to one value: what cannot be read stays unknown, and what was made of it is said by a note.

Every function takes the cell as it is written and gives the value, `None` where it is unknown, and a note of NOTES, ""
where there is nothing to say. They are called for every cell of a million lines, and most cells come back.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from stdnum.fr import siren, siret

from bot.french.numbers import read_date
from bot.french.text import fold
from bot.french.words import ARTICLES, OF
from bot.grants.form import form, plain
from bot.grants.units import UNITS

IN_A_UNIT, OVER_YEARS, RNA_INSTEAD, AMBIGUOUS = "montant_unite", "periode_annees", "rna_siret", "montant_ambigu"
NOTES = {
    "montant_illisible": "montant illisible : inconnu, hors des sommes",
    AMBIGUOUS: "montant ambigu (« 1,500 » : 1,5 ou 1500 ?) : inconnu ; dites « milliers » dans --colonnes",
    IN_A_UNIT: "montant écrit en milliers, en millions ou en centimes (« 12 k€ ») : converti en euros",
    "montant_texte": "montant accompagné d’un texte : seul le nombre est repris",
    "montant_negatif": "montant négatif : compté dans les sommes",
    "date_illisible": "date illisible : inconnue",
    "date_tableur": "date écrite comme un numéro de jour par un tableur : convertie",
    "date_courte": "année de date à deux chiffres : lue 20..",
    "exercice_illisible": "année illisible : inconnue",
    "exercice_plusieurs": "exercice de plusieurs années : la première est retenue",
    OVER_YEARS: "versée sur plusieurs années, sans autre date : toute dans la première",
    "periode_inversee": "période qui finit avant de commencer : inconnue",
    "siret_detruit": "SIRET détruit par un tableur (« 7,17E+13 ») : inconnu",
    "siret_complete": "SIRET sans son premier zéro : rétabli, sa clé de contrôle est juste",
    "siret_arrondi": "SIRET arrondi par un tableur (« 35181600000000 ») : inconnu",
    "siret_faux": "SIRET dont la longueur ou la clé de contrôle est fausse : inconnu",
    "siren_seul": "SIREN à la place du SIRET",
    RNA_INSTEAD: "numéro RNA à la place du SIRET : repris comme RNA",
    "rna_faux": "numéro RNA d’une autre forme que W et neuf chiffres : inconnu",
    "part_pourcent": "part écrite en pourcentage (« 80 » pour 0,8) : convertie",
    "part_illisible": "part du bénéficiaire illisible : le montant est compté entier",
    "nature_inconnue": "nature de l’aide écrite autrement que dans la forme nationale : inconnue, dans les sommes",
    "notification_illisible": "notification à la Commission européenne illisible : inconnue",
}
"""What was made of a cell, in French."""

CACHED = 1 << 16
_BEGINNINGS = frozenset(word[0] for word in form().mots.vides if word)
FIRST_YEAR, LAST_YEAR = 1950, 2100

_SPACES = re.compile(r"\s")
_NUMBER = re.compile(r"([-+]?)(\d{1,3}(?:[ .,']\d{3})+|\d+)(?:([.,])(\d+))?")
_CURRENCY = re.compile(rf"(?:{'|'.join(map(re.escape, form().mots.euros))})\b", re.IGNORECASE)
_MINUS = re.compile(r"^[-−–—] ?(?=\d)")
_BELOW_NOUGHT = re.compile(r".*[-−–—] ?|\(")
"""Before a number in a text: maybe a minus, or a bracket, by which accounts write what is taken back."""
_NO_CENTS = re.compile(r"(?<=\d) ?[.,] ?[-–—]{1,2}$")
_AMOUNT = r"(\d[\d ]*(?:[.,]\d{1,2})?) ?(?:euros|euro|eur)\b"
# What is said before has no digit, and does not touch it: « 39?473 € » is not 473.
_AMOUNT_IN_TEXT = re.compile(rf"(?:\D*[\s(:])?{_AMOUNT}")
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
_ROUNDED, _NO_PLACE = "0" * 7, "0" * 5
"""How the number of a body ends that a spreadsheet has rounded, and that of one without its establishment."""
_RNA = re.compile(r"W\d{9}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_FRENCH = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?: \d\d?:\d\d(?::\d\d)?)?")
_NAMED = re.compile(r"(\d{1,2})[-/. ]([^\W\d_]{3,9})\.?[-/. ](\d\d)")
"""« 12-juil-22 »."""
SESSIONS = ("moment", "acte", "assemblee", "laquelle")
"""The senses of headers that say what decided, and when."""
_SESSION = re.compile(r"(\D{2,60}?) (?:du|le|en date du) (?=\d)", re.IGNORECASE)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_MONTH = re.compile(r"((?:19|20)\d\d)[-/](\d{1,2})|(\d{1,2})[-/]((?:19|20)\d\d)")
_SERIAL = re.compile(r"(\d{5})(?:[.,]0+)?")
_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 60_000)
_BETWEEN = re.compile(r"\s*(?:_|/|;|\bau\b|\ba\b|\bet\b| - |(?<=\d{4}) ?- ?(?=\d))\s*")


_UNIT_OF = {word: unit for unit, words in form().unites.items() for word in words}
_UNIT = re.compile(rf"([-+]?[\d ]*\d(?:[.,]\d+)*) ?({'|'.join(map(re.escape, _UNIT_OF))})")
"""« 12,5 k€ »."""


class Marks(NamedTuple):
    """How a column of amounts is written: which marks end its units, and which part its thousands."""

    decimal: frozenset[str]
    grouping: frozenset[str]


UNDECIDED = Marks(frozenset(), frozenset())
THOUSANDS = {
    "point": Marks(frozenset(","), frozenset(".")),
    "virgule": Marks(frozenset("."), frozenset(",")),
    "espace": Marks(frozenset(".,"), frozenset()),
}
"""The marks of a column whose thousands are said to be parted by one."""


def is_empty(cell: str) -> bool:
    """Whether a cell says nothing, in whatever words."""
    text = cell.strip()
    # Hardly any cell begins like one that says nothing.
    return not text or (text[0].lower() in _BEGINNINGS and fold(text) in form().mots.vides)


def marks_of(cells: list[str]) -> Marks:
    """The marks of a column of amounts, from cells that leave no doubt: « 1.234,50 », « 12,5 », « 1.000.000 »."""
    decimal: set[str] = set()
    grouping: set[str] = set()
    for cell in cells:
        found = [mark for mark in cell if mark in ".,"]
        if not found:
            continue
        after = len(cell.rstrip(" €\u00a0\u202f")) - max(cell.rfind("."), cell.rfind(",")) - 1
        if len(set(found)) == 2:
            decimal.add(found[-1])
            grouping.add(found[0])
        elif len(found) > 1:
            grouping.add(found[0])
        elif after != 3:
            decimal.add(found[0])
    return Marks(frozenset(decimal), frozenset(grouping))


@lru_cache(maxsize=CACHED)
def amount(cell: str, marks: Marks = UNDECIDED) -> tuple[int | None, str]:
    """Cents: « 232 000,00 € » → 23 200 000."""
    if cell.isdigit() and cell.isascii() and len(cell) <= 12:
        return int(cell) * 100, ""
    if is_empty(cell):
        return None, ""
    text = _MINUS.sub("-", " ".join(fold(cell).split()))
    # « 1 500,- » and « - € » are written so in accounts.
    number = _CURRENCY.sub("", text).strip()
    number = _NO_CENTS.sub("", number)
    if is_empty(number):
        return None, ""
    found = _NUMBER.fullmatch(number)
    note, per_euro = "", 1.0
    if found is None and (told := _UNIT.fullmatch(text.replace("'", " "))):
        found, per_euro, note = _NUMBER.fullmatch(told[1]), UNITS[_UNIT_OF[told[2]]], IN_A_UNIT
    if found is None:
        inside = _AMOUNT_IN_TEXT.match(text)
        if inside is not None and _BELOW_NOUGHT.fullmatch(text[: inside.start(1)]):
            return None, "montant_illisible"
        if inside is not None and re.search(_AMOUNT, text[inside.end() :]) is None:
            found = _NUMBER.fullmatch(inside[1].strip())
        if found is None:
            return None, "montant_illisible"
        note = "montant_texte"
    sign, units, mark, rest = found.groups()
    groups = {letter for letter in units if letter in ".,"}
    if len(groups) > 1 or (mark and mark in groups):
        return None, "montant_illisible"
    if groups and not mark and units.count(only := next(iter(groups))) == 1 and " " not in units and "'" not in units:
        # « 1,500 » or « 1.500 »: the column decides.
        if (only in marks.decimal) == (only in marks.grouping):
            return None, AMBIGUOUS
        if only in marks.decimal:
            units, _, rest = units.partition(only)
    digits = re.sub(r"\D", "", units)
    if len(digits) > 12:
        return None, "montant_illisible"
    cents = int(digits) * 100 + _cents(rest or "")
    if per_euro != 1:
        cents = round(Decimal(f"{digits}.{rest or 0}") * 100 / Decimal(str(per_euro)))
    if sign == "-":
        return -cents, note or "montant_negatif"
    return cents, note


def _cents(decimals: str) -> int:
    return (int((decimals + "000")[:3]) + 5) // 10


class When(NamedTuple):
    """A day, or no more than its year; a period has an end."""

    day: date | None
    year: int
    end: date | None = None


@lru_cache(maxsize=CACHED)
def day(cell: str) -> tuple[When | None, str]:
    """A date, however it is written; one that tells less than its day gives its year."""
    if is_empty(cell):
        return None, ""
    text = cell.strip()
    text = _before_day(text)
    if found := _ISO.fullmatch(text):
        return _when(*found.groups())
    if found := _FRENCH.fullmatch(text):
        number, month, year = found.groups()
        return _when(f"20{year}", month, number, "date_courte") if len(year) == 2 else _when(year, month, number)
    if _YEAR.fullmatch(text.removesuffix(".0")):
        return When(None, int(text[:4])), ""
    if found := _COMPACT.fullmatch(text):
        return _when(*found.groups())
    if found := _MONTH.fullmatch(text):
        year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
        return (When(None, int(year)), "") if 1 <= int(month) <= 12 else (None, "date_illisible")
    if (found := _SERIAL.fullmatch(text)) and int(found[1]) in _SERIALS:
        when = _EPOCH + timedelta(int(found[1]))
        return When(when, when.year), "date_tableur"
    short = _NAMED.fullmatch(text)
    words = plain(f"{short[1]} {short[2]} 20{short[3]}" if short else text).split()
    said = read_date(words) if words else None
    if said and said.year and said.length == len(words):
        if said.day is None:
            return When(None, said.year), ""
        return _when(str(said.year), str(said.month), str(said.day), "date_courte" if short else "")
    return None, "date_illisible"


def _before_day(text: str) -> str:
    """What follows « CP du », « Conseil municipal du »… in a date."""
    found = _SESSION.match(text)
    if found is None:
        return text
    known = form().entetes.sens
    said = f" {plain(found[1])} "
    phrases = [phrase for sense in SESSIONS for phrase in known[sense]]
    for phrase in sorted(phrases, key=len, reverse=True):
        said = said.replace(f" {plain(phrase)} ", " ")
    return text[found.end() :] if set(said.split()) <= OF | ARTICLES else text


def is_month_first(cells: Iterable[str]) -> bool:
    """Whether a column writes the month before the day (« 03/14/2022 »): then « 04/05/2022 » is not the 4th of May."""
    found = [(int(one[1]), int(one[2])) for cell in cells if (one := _FRENCH.fullmatch(cell.strip()))]
    return any(second > 12 for _, second in found) and all(first <= 12 for first, _ in found)


def _when(year: str | None, month: str | None, number: str | None, note: str = "") -> tuple[When | None, str]:
    try:
        when = date(int(year or 0), int(month or 0), int(number or 0))
    except ValueError:
        return None, "date_illisible"
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        return None, "date_illisible"
    return When(when, when.year), note


@lru_cache(maxsize=CACHED)
def period(cell: str) -> tuple[When | None, str]:
    """A date, or two with « / », « _ » or « au » between them."""
    if is_empty(cell):
        return None, ""
    whole, note = day(cell)
    if whole is not None:
        return whole, note
    text = " ".join(fold(cell).split()).removeprefix("du ")
    for found in _BETWEEN.finditer(text):
        first, before = day(text[: found.start()])
        last, after = day(text[found.end() :])
        if first and last and first.day and last.day:
            if last.day < first.day:
                return None, "periode_inversee"
            return When(first.day, first.year, last.day), before or after or _over_years(first, last)
        if first and last and first.year <= last.year:
            return When(first.day, first.year), before or after or _over_years(first, last)
    return None, "date_illisible"


def _over_years(first: When, last: When) -> str:
    return "" if first.year == last.year else OVER_YEARS


@lru_cache(maxsize=CACHED)
def budget(cell: str) -> tuple[When | None, str]:
    """The year of a budget: the first of several (« 2022-2023 »)."""
    when, note = period(cell)
    years = list(dict.fromkeys(map(int, _YEAR.findall(cell)))) if when is None or when.day is None else []
    if len(years) > 1 and when is not None:
        return When(None, years[0]), "exercice_plusieurs"
    return when, "exercice_illisible" if note == "date_illisible" else ""


@lru_cache(maxsize=2 * CACHED)
def identifier(cell: str) -> tuple[str | None, str]:
    """A SIRET whose check digit is right, or a SIREN of nine digits."""
    if is_empty(cell):
        return None, ""
    text = cell if cell.isdigit() else _SPACES.sub("", cell).strip("'’\"").removesuffix(".0").removesuffix(",0")
    if _SCIENTIFIC.fullmatch(text):
        return None, "siret_detruit"
    if rna(text)[0]:
        return None, RNA_INSTEAD
    if not (text.isascii() and text.isdigit()) or not int(text):
        return None, "siret_faux"
    if text.endswith(_ROUNDED) and len(text) in (13, 14):
        return None, "siret_arrondi"
    # No establishment has the number 00000.
    if len(text) == 14 and text.endswith(_NO_PLACE):
        text = text[:9]
    for length, check, note in ((14, siret.is_valid, ""), (9, siren.is_valid, "siren_seul")):
        if len(text) == length:
            return (text, note) if check(text) else (None, "siret_faux")
    if len(text) == 13 and siret.is_valid(f"0{text}"):
        return f"0{text}", "siret_complete"
    return None, "siret_faux"


@lru_cache(maxsize=CACHED)
def rna(cell: str) -> tuple[str | None, str]:
    """A number of the national directory of associations."""
    if is_empty(cell):
        return None, ""
    text = _SPACES.sub("", cell).strip("'’\"").upper().removeprefix("RNA").lstrip(":°")
    return (text, "") if _RNA.fullmatch(text) else (None, "rna_faux")


LEAST_PERCENT = 2
"""A share above 1 from which it is surely one of hundred."""


@lru_cache(maxsize=CACHED)
def share(cell: str) -> tuple[float | None, str]:
    """A share above 0, at most 1."""
    if is_empty(cell):
        return None, ""
    text = _SPACES.sub("", cell).replace(",", ".").removesuffix("%")
    try:
        value = float(text)
    except ValueError:
        return None, "part_illisible"
    percent = "%" in cell
    if 0 < value <= 1 and not percent:
        return value, ""
    # « 1,5 » may be a slip as well as one and a half per cent.
    if 0 < value <= 100 and (percent or value >= LEAST_PERCENT):
        return value / 100, "" if percent else "part_pourcent"
    return None, "part_illisible"


@lru_cache(maxsize=CACHED)
def boolean(cell: str) -> tuple[bool | None, str]:
    """« oui » or « non »."""
    if is_empty(cell):
        return None, ""
    text, words = plain(cell), form().mots
    if text in words.oui:
        return True, ""
    return (False, "") if text in words.non else (None, "notification_illisible")


@lru_cache(maxsize=CACHED)
def nature(cell: str) -> tuple[str | None, str]:
    """`numéraire`, `nature` or both (`numéraire;nature`)."""
    if is_empty(cell):
        return None, ""
    text, words = plain(cell), form().mots
    kinds = [
        kind
        for kind, known in (("numéraire", words.en_numeraire), ("nature", words.en_nature))
        if any(f" {word} " in f" {text.replace('aide en nature', 'en nature')} " for word in known)
    ]
    # « nature » alone is also how a column calls itself: only what says cash says cash.
    return (";".join(kinds), "") if kinds else (None, "nature_inconnue")


GRANTED, REFUSED, PENDING, UNDER_WAY = "accord", "refus", "attente", "cours"


@lru_cache(maxsize=CACHED)
def outcome(cell: str, under_way: str = PENDING) -> tuple[str | None, str]:
    """What became of a request: GRANTED, REFUSED or PENDING, by the longest words that the cell begins with.

    Args:
        cell: what says it.
        under_way: what « en cours » means here, which is said of what is examined as of what is being paid.
    """
    if is_empty(cell):
        return None, ""
    text, words = f"{plain(cell)} ", form().mots
    known = (
        (GRANTED, words.accords | words.suivis | words.oui),
        (REFUSED, words.refus | words.non),
        (PENDING, words.attente),
        (under_way, words.en_cours),
    )
    begun = [(len(one), kind) for kind, ones in known for one in ones if text.startswith(f"{one} ")]
    return (max(begun)[1], "") if begun else (None, "suite_inconnue")
