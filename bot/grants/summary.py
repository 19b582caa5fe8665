"""What is told of all the lines of a pack: worked out once, when it is made, so that beginning to answer reads none."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from bot.grants.form import plain

if TYPE_CHECKING:
    # Who reads a summary has no need of the engine, which takes longer to import than all the rest.
    from duckdb import DuckDBPyConnection

VERSION = 12
"""Of packs: of their tables, their index and their summary."""
READABLE = (10, 11, VERSION)
"""Those that are answered from; before 11 no column was read as lists, before 12 none as a measure."""
GRANTED = "status = 'accordée'"
NOT_GRANTED = ("refusée", "inconnue")
"""The statuses of lines that are no grant: refused, or of nought."""
MONEY = f"{GRANTED} AND nature IS DISTINCT FROM 'nature'"
"""The lines that are added up, in SQL."""
ODD = f"{GRANTED} AND (cents < 0 OR list_contains(notes, 'hors_echelle'))"
"""Those of an amount to be checked."""
LEAST_SHARED = 2
"""Lines a value for which it is worth a name."""
LEAST_GROUPED = 1.25
"""Lines a value for which the sum of each tells something."""
MOST_VALUES = 500
"""Different values of an extra column up to which each is a name that messages may hold."""
MOST_PHRASES = 1_000
"""Different values of an extra column up to which those of several words are names all the same."""

_SUMS = f"""
SELECT year, coalesce(sum(cents) FILTER ({MONEY}), 0)::BIGINT FROM grants GROUP BY year ORDER BY year NULLS LAST
"""  # noqa: S608 — our own words
_PAID = """
SELECT DISTINCT split_part(strip_accents(lower(conditions)), ' ', 1) AS begun FROM grants
WHERE conditions IS NOT NULL ORDER BY begun
"""


class Extra(Struct, frozen=True):
    """A column beyond the national form whose values are said by more than one line."""

    place: int
    header: str
    values: tuple[str, ...] = ()
    """Those that messages may hold; none where they are many: their words are searched for."""
    phrases: tuple[str, ...] = ()
    """Of many values, those of several words that several lines say (« Production audiovisuelle »): they are names."""


class Summary(Struct, frozen=True):
    """What is told of all the lines of a pack."""

    sums: tuple[tuple[int | None, int], ...]
    """Each year with its cents, the unknown last."""
    days: str | None
    """The column of the day of grants: that of the decision, or, where no line tells it, of the payment."""
    files: dict[int, str]
    """The name of each file, by its number."""
    grantors: tuple[tuple[int, str], ...]
    """Each grantor's number and name."""
    places: tuple[int, ...]
    """Those of the columns beyond the national form."""
    extras: tuple[Extra, ...]
    """Those of these columns that may be asked about."""
    paid: tuple[str, ...]
    """The words, folded, that begin what lines say of how they are paid."""
    lists: tuple[int, ...] = ()
    """The places of the columns beyond the form of which a line may say several values."""
    measures: tuple[tuple[int, str], ...] = ()
    """The places and the headers of the columns of further amounts."""

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year of its grants."""
        told = [year for year, _ in self.sums if year is not None]
        return (min(told), max(told)) if told else None

    def is_paid(self, words: str) -> bool:
        """Whether lines begin to say, as far as their first word tells, that they are paid so: « echelonn »."""
        return any(f"{begun} ".startswith(words) or words.startswith(f"{begun} ") for begun in self.paid)


def summarize(engine: "DuckDBPyConnection") -> Summary:
    """The summary of the tables of a pack."""

    def read(query: str) -> list[Any]:
        return engine.execute(query).fetchall()

    decided, paid = read("SELECT count(date), count(paid_from) FROM grants")[0]
    columns = read("SELECT place, header, several FROM extra ORDER BY place")
    return Summary(
        tuple(read(_SUMS)),
        "date" if decided else "paid_from" if paid else None,
        dict(read("SELECT id, name FROM file ORDER BY id")),
        tuple(read("SELECT id, name FROM grantor ORDER BY id")),
        tuple(place for place, _, _ in columns),
        tuple(extra for one in columns if (extra := _extra(read, *one)) is not None),
        tuple(begun for (begun,) in read(_PAID)),
        tuple(place for place, _, several in columns if several),
        tuple(read("SELECT place, header FROM measure ORDER BY place")),
    )


def _extra(read: Callable[[str], list[Any]], place: int, header: str, several: bool) -> Extra | None:
    """A column as it may be asked about, if it may."""
    column = f"x{place}"
    lines = f"(SELECT unnest({column}) AS {column} FROM grants)" if several else "grants"  # noqa: S608 — our own words
    count, different = read(f"SELECT count({column}), count(DISTINCT {column}) FROM {lines}")[0]  # noqa: S608 — our own words
    if not different or count < LEAST_GROUPED * different:
        return None
    if different > MOST_PHRASES:
        return Extra(place, header)
    rows = read(f"SELECT {column}, count(*) FROM {lines} WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1")  # noqa: S608 — our own words
    if different <= MOST_VALUES and count >= LEAST_SHARED * different:
        return Extra(place, header, tuple(value for value, _ in rows))
    return Extra(place, header, (), tuple(value for value, lines in rows if lines > 1 and " " in plain(value)))
