"""What became of the lines of an import, for whoever has to vouch for it: counts, reasons with their lines, sums."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec
from duckdb import DuckDBPyConnection
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct

from bot.french.agreement import count_of, number_text, typeset
from bot.grants.columns import AMOUNTS, APART, DETAIL, EACH, MADE, MEASURE, OTHERWISE, TOTAL
from bot.grants.doubts import doubts, rejected
from bot.grants.form import form
from bot.grants.judging import ASIDE, NOTES
from bot.grants.several import file_of
from bot.grants.summary import MOST_VALUES

SHOWN = 20
"""Lines named for one reason."""
JSON, HTML = "rapport.json", "rapport.html"
HOW = {
    "nom": "nom de la forme nationale",
    "alias": "nom connu",
    "mots": "mots connus",
    "proche": "nom proche de celui de la forme",
    "choix": "choisi à l’import",
    DETAIL: "ses cellules : celles qu’une autre colonne additionne, sur des lignes à part",
    TOTAL: "ses cellules : les sommes d’une autre colonne, sur des lignes à part",
    AMOUNTS: "son nom ; d’autres montants, non comptés",
    MEASURE: "son nom ; d’autres montants, dits à qui les demande par ses mots",
    EACH: "nom connu ; l’une des colonnes de montants, lues chacune",
    APART: "nom connu ; lue à part, comme une autre colonne de montants",
    MADE: "ce que dit l’en-tête de la colonne de montants",
    OTHERWISE: "son nom ; ses cellules ne sont pas celles de la forme nationale",
}
TEMPLATES = Path(__file__).parent


class Reason(Struct, frozen=True):
    """Something that was found on some lines."""

    code: str
    what: str
    count: int
    first: tuple[str, ...]
    """The first lines, as `line`, or `file:line` where there are several files."""


class ColumnReport(Struct, frozen=True):
    """What one column was taken for."""

    header: str
    field: str
    how: str
    separator: str = ""
    """What parts the values of its cells, in French; "" where each is one."""


class FileReport(Struct, frozen=True):
    """One file."""

    name: str
    """With the column of amounts, where several are read each as grants of its own."""
    sha256: str
    header_line: int
    reading: dict[str, str]
    above: tuple[str, ...]
    columns: tuple[ColumnReport, ...]
    likely: dict[str, str]
    """The headers beyond the form that its fields are likely told by, each with its field."""
    missing: tuple[str, ...]
    """Fields of the national form without a column, in French."""
    repaired: tuple[Reason, ...]
    kept: int
    cents: int
    amounts: tuple[str, ...]
    """All those columns."""

    @property
    def file(self) -> str:
        """What the file alone is called."""
        return file_of(self.name)


class YearReport(Struct, frozen=True):
    """The grants of one year."""

    year: int | None
    grants: int
    cents: int
    """Cash, and what is not said to be in kind."""
    in_kind: int
    """Cents of what is said to be in kind alone."""
    unknown: int
    """Grants without an amount."""


class Report(Struct, frozen=True):
    """One import."""

    pack: str
    read: int
    left: int
    """Lines set aside."""
    kept: int
    """Grants."""
    files: tuple[FileReport, ...]
    aside: tuple[Reason, ...]
    notes: tuple[Reason, ...]
    years: tuple[YearReport, ...]
    to_check: tuple[str, ...]
    """What was chosen or seen in reading the files, to be checked, in French."""
    grantors: tuple[str, ...]
    beneficiaries: int
    silent: tuple[str, ...]
    """What the bot will not be able to say, in French."""
    below: int
    """Beneficiaries that got less in a year than the threshold that is told, which is then none."""

    @property
    def cents(self) -> int:
        """The sum of all years, in kind left out."""
        return sum(year.cents for year in self.years)


class _Repair(Struct):
    lignes: int
    premieres: list[int]


class _Told(Struct):
    lecture: dict[str, str]
    repare: dict[str, _Repair]
    au_dessus: list[str]
    peut_etre: dict[str, str]
    montants: list[str]


def make_report(engine: DuckDBPyConnection, pack: str, threshold: int = 0) -> Report:
    """The report of a pack; `threshold`: the euros under which grants are said to be left out, 0 where none are."""
    files = tuple(_files(engine))
    many = len({file.sha256 for file in files}) > 1
    years = tuple(
        YearReport(*row)
        for row in engine.execute(
            "SELECT year, count(*) FILTER (status <> 'refusée'), "
            "coalesce(sum(cents) FILTER (nature IS DISTINCT FROM 'nature'), 0)::BIGINT, "
            "coalesce(sum(cents) FILTER (nature = 'nature'), 0)::BIGINT, "
            "count(*) FILTER (cents IS NULL AND status <> 'refusée') FROM grants GROUP BY year ORDER BY year NULLS LAST"
        ).fetchall()
    )
    grantors = tuple(name for (name,) in engine.execute("SELECT name FROM grantor ORDER BY grants DESC, id").fetchall())
    notes = tuple(_reasons(engine, "note", NOTES, many))
    # Where none is told, an amount below nought breaks none.
    below = _one(engine, _BELOW, {"cents": 100 * threshold}) if threshold else 0
    silent = [_not_held(threshold, below)] if below else []
    return Report(
        pack,
        _one(engine, f"SELECT count(*) FROM ({_LINES})"),  # noqa: S608 — our own words
        _one(engine, f"SELECT count(*) FROM ({_LINES} WHERE aside IS NOT NULL)"),  # noqa: S608 — our own words
        _one(engine, "SELECT count(*) FROM grants"),
        files,
        tuple(_reasons(engine, "aside", ASIDE, many)),
        notes,
        years,
        doubts(engine, files),
        grantors,
        _one(engine, "SELECT count(*) FROM beneficiary"),
        (*silent, *_silent(engine, files, notes)),
        below,
    )


def write_reports(folder: Path, report: Report) -> None:
    """Write the report as JSON and as a page."""
    (folder / JSON).write_bytes(msgspec.json.format(msgspec.json.encode(report)) + b"\n")
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.filters["typo"] = typeset
    environment.globals.update(euros=euros, count=count_of, number=number_text, how=HOW, titles=form().title)
    (folder / HTML).write_text(environment.get_template("report.html").render(report=report), "utf-8")


def euros(cents: int) -> str:
    """Cents as French writes euros."""
    return f"{number_text(cents // 100 if cents % 100 == 0 else cents / 100)}\u00a0€"


def _not_held(threshold: int, below: int) -> str:
    short = count_of(below, "bénéficiaire a reçu", "bénéficiaires ont reçu")
    told = f"Le seuil donné ne tient pas : {short} moins de {number_text(threshold)} € en un an."
    return f"{told} Il n’est pas repris dans subventions.yaml."


_LINES = "SELECT DISTINCT sha256, line FROM line JOIN file ON file.id = line.file"
"""The lines of all files, once each, however many columns of amounts a file has."""
_BELOW = """
SELECT count(DISTINCT beneficiary) FROM (
    SELECT beneficiary FROM grants WHERE status = 'accordée' GROUP BY beneficiary, year HAVING sum(cents) < $cents
)
"""


def _one(engine: DuckDBPyConnection, query: str, given: Mapping[str, object] | None = None) -> int:
    row = engine.execute(query, given).fetchone()
    return int(row[0]) if row else 0


_FOUND = """
SELECT code, count(*) AS n,
    (list(CASE WHEN $many THEN file + 1 || ':' || line ELSE line::VARCHAR END ORDER BY file, line))[:$shown]
FROM (
    SELECT code, min(file) AS file, line FROM (
        SELECT 'note' AS kind, unnest(notes) AS code, file, line FROM grants
        UNION ALL SELECT 'aside', aside, file, line FROM line WHERE aside IS NOT NULL
    ) JOIN file ON file.id = file WHERE kind = $kind GROUP BY code, sha256, line
) GROUP BY code ORDER BY n DESC, code
"""


def _reasons(
    engine: DuckDBPyConnection, kind: Literal["note", "aside"], words: dict[str, str], many: bool
) -> list[Reason]:
    """What was found, the commonest first; `many` files are told apart."""
    rows = engine.execute(_FOUND, {"many": many, "shown": SHOWN, "kind": kind}).fetchall()
    return [Reason(code, words[code], count, tuple(first)) for code, count, first in rows]


def _files(engine: DuckDBPyConnection) -> list[FileReport]:
    columns = engine.execute(
        "SELECT file, header, field, how, separator FROM file_column ORDER BY file, place"
    ).fetchall()
    sums = {
        file: (count, cents)
        for file, count, cents in engine.execute(
            "SELECT file, count(*), coalesce(sum(cents), 0)::BIGINT FROM grants GROUP BY file"
        ).fetchall()
    }
    files = []
    for number, name, sha256, header, described in engine.execute("SELECT * FROM file ORDER BY id").fetchall():
        told = msgspec.json.decode(described, type=_Told)
        own = tuple(ColumnReport(*column[1:]) for column in columns if column[0] == number)
        known = {column.field for column in own}
        repaired = tuple(
            Reason("", what, found.lignes, tuple(map(str, found.premieres))) for what, found in told.repare.items()
        )
        missing = tuple(field.titre for name, field in form().champs.items() if name not in known)
        kept, cents = sums.get(number, (0, 0))
        files.append(
            FileReport(
                name, sha256, header, told.lecture, tuple(told.au_dessus), own, told.peut_etre, missing, repaired,
                kept, cents, (*told.montants,),
            )
        )  # fmt: skip
    return files


_COUNTED = """
SELECT count(date), count(decision), count(object), count(year), count(cents), count(nature), count(conditions),
    count(paid_from), count(commune), count(grantor), count(coalesce(siret, rna))
FROM grants WHERE status <> 'refusée'
"""
_TOLD = {
    "dateConvention": "la date de la décision",
    "referenceDecision": "la référence de la décision (délibération)",
    "objet": "l’objet",
    "exercice": "l’année",
    "montant": "le montant",
    "nature": "si l’aide est en argent ou en nature (comptée dans les sommes)",
    "conditionsVersement": "les conditions de versement",
    "datesPeriodeVersement": "la date de versement",
    "commune": "la commune du bénéficiaire",
    "nomAttribuant": "qui attribue",
    "idBeneficiaire": "le numéro du bénéficiaire : les noms seuls sont comparés",
}
"""What each count of _COUNTED is of, by the field that tells it."""


def _silent(engine: DuckDBPyConnection, files: Sequence[FileReport], notes: Sequence[Reason]) -> list[str]:
    """What no line tells, or not all of them."""
    total = _one(engine, "SELECT count(*) FROM grants WHERE status <> 'refusée'")
    said = []
    counted = engine.execute(_COUNTED).fetchone() or ()
    unread = rejected(files)
    for known, (field, what) in zip(counted, _TOLD.items(), strict=True):
        if known == 0 and field in unread:
            said.append(f"Aucune ligne ne dit lisiblement {what} (colonne « {unread[field]} »).")
        elif known == 0:
            said.append(f"Aucune ligne ne dit {what}.")
        elif known < total:
            lines = count_of(total - known, "ligne")
            verb = "ne dit pas" if total - known == 1 else "ne disent pas"
            said.append(f"{lines} sur {number_text(total)} {verb} {what}.")
    counts = {reason.code: reason.count for reason in notes}
    if masked := counts.get("masque", 0) + counts.get("masque_doute", 0):
        said.append(f"Les personnes physiques ({count_of(masked, 'ligne')}) sont masquées.")
    return [*said, *_searched(engine)]


def _searched(engine: DuckDBPyConnection) -> list[str]:
    """The columns beyond the form whose values are too many to be asked for one by one."""
    columns = engine.execute("SELECT place, header FROM extra WHERE NOT several ORDER BY place").fetchall()
    counts = [(header, _one(engine, f"SELECT count(DISTINCT x{place}) FROM grants")) for place, header in columns]  # noqa: S608 — our own words
    return [
        f"« {header} » a {number_text(count)} valeurs différentes : aucune ne se demande par son nom entier, "
        "leurs mots sont cherchés comme ceux des objets."
        for header, count in counts
        if count > MOST_VALUES
    ]
