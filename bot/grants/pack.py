"""A pack: the grants of one or more files in one immutable DuckDB file, whose name holds its own digest.

Why DuckDB, measured on a million grants with one thread (SQLite, with five indexes, in brackets): the sum of all 19 ms
(215), by theme in one sector 21 ms (5 594), the ten greatest beneficiaries 60 ms (411), new beneficiaries of a year
119 ms (469); 14 MB on disk (108), and no index to build (25 s). Only looking a name up is slower there: see `names`.

Tables: `grants`, one line a beneficiary as `Grant` says, those of a beneficiary together; `beneficiary`; `grantor`;
`line`, every line read with its cells as they were written (c1, c2…), and why it is no grant; `file`; `file_column`
(what c1, c2… of a file are); `extra` (what x1, x2… of `grants` are); `names`, the index; `meta`. Of a grant, `said` is
its object, `beside` what its extra columns say and `named` its beneficiary's name, folded, a space around each word.
"""

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

import duckdb
import msgspec
from duckdb import DuckDBPyConnection
from msgspec import Struct, structs

from bot.grants import names
from bot.grants.columns import Columns
from bot.grants.form import form, plain
from bot.grants.judging import MASKED, Aside, Grant
from bot.grants.persons import CONTACT, masked, without_contacts

VERSION = "3"
"""Of the tables."""
MEMORY = "384MB"
"""What the engine may take while it writes; more goes to a folder beside."""
MOST_ROW = 1 << 23
"""Bytes of the longest row, with all its cells."""
FEWEST_FOR_SCALE = 20
"""Grants from which a grantor has a scale."""
FAR_OUT = 3
"""An amount is out of scale beyond so many interquartile ranges of the logarithms above the third quartile (Tukey)."""
CHUNK = 1 << 22
"""Bytes of one part of the index of names."""

_GRANT = (
    ("file", "SMALLINT"), ("line", "INTEGER"), ("notes", "VARCHAR"), ("status", "VARCHAR"), ("grantor_name", "VARCHAR"),
    ("grantor_siret", "VARCHAR"), ("date", "DATE"), ("year", "SMALLINT"), ("year_of", "VARCHAR"), ("paid_from", "DATE"),
    ("paid_to", "DATE"), ("decision", "VARCHAR"), ("name", "VARCHAR"), ("siret", "VARCHAR"), ("rna", "VARCHAR"),
    ("object", "VARCHAR"), ("whole", "BIGINT"), ("share", "DOUBLE"), ("cents", "BIGINT"), ("nature", "VARCHAR"),
    ("conditions", "VARCHAR"), ("rae", "VARCHAR"), ("notified", "BOOLEAN"), ("scheme", "VARCHAR"),
    ("commune", "VARCHAR"),
)  # fmt: skip
"""The fields of `Grant` before its extras, as the engine reads them."""
_KEYS = (("name_key", "VARCHAR"), ("grantor_key", "VARCHAR"), ("digest", "BIGINT"))
_LINE = (("file", "SMALLINT"), ("line", "INTEGER"), ("aside", "VARCHAR"), ("what", "VARCHAR"))

_IDENTIFY = """
CREATE TABLE grantor_of AS
    SELECT grantor_key, min(left(grantor_siret, 9)) AS siren FROM raw WHERE grantor_siret IS NOT NULL
    GROUP BY grantor_key HAVING count(DISTINCT left(grantor_siret, 9)) = 1;
CREATE TABLE siren_of AS
    SELECT rna, min(left(siret, 9)) AS siren FROM raw WHERE rna IS NOT NULL AND siret IS NOT NULL
    GROUP BY rna HAVING count(DISTINCT left(siret, 9)) = 1;
CREATE TABLE numbered AS
    SELECT name_key, coalesce(left(siret, 9), siren, raw.rna) AS number FROM raw LEFT JOIN siren_of USING (rna);
CREATE TABLE number_of AS
    SELECT name_key, min(number) AS number FROM numbered WHERE number IS NOT NULL
    GROUP BY name_key HAVING count(DISTINCT number) = 1;
CREATE TABLE keyed AS
    SELECT raw.*,
        coalesce(left(siret, 9), siren_of.siren, raw.rna, number, name_key) AS key,
        coalesce(left(grantor_siret, 9), grantor_of.siren, nullif(grantor_key, '')) AS granting
    FROM raw LEFT JOIN siren_of USING (rna) LEFT JOIN number_of USING (name_key)
    LEFT JOIN grantor_of USING (grantor_key);
DROP TABLE raw;
CREATE TABLE repeated AS
    SELECT file, line, digest,
        row_number() OVER (PARTITION BY digest, file ORDER BY line) AS nth,
        count(*) OVER (PARTITION BY digest, file) AS times
    FROM keyed WHERE digest IN (SELECT digest FROM keyed GROUP BY digest HAVING count(*) > 1);
CREATE TABLE again AS
    SELECT DISTINCT one.file, one.line FROM repeated AS one JOIN repeated AS other
    ON one.digest = other.digest AND other.file < one.file AND one.nth <= other.times;
UPDATE line SET aside = 'deja_lue' FROM again WHERE line.file = again.file AND line.line = again.line;
DELETE FROM keyed USING again WHERE keyed.file = again.file AND keyed.line = again.line;
CREATE TABLE scale AS
    SELECT granting, exp(high + $far * greatest(high - low, 1)) AS most FROM (
        SELECT granting, quantile_cont(ln(whole), 0.25) AS low, quantile_cont(ln(whole), 0.75) AS high
        FROM keyed WHERE whole > 0 GROUP BY granting HAVING count(*) >= $fewest);
CREATE TABLE grantor AS
    SELECT (row_number() OVER (ORDER BY key))::INTEGER AS id, * FROM (
        SELECT granting AS key, coalesce(mode(grantor_name), 'SIREN ' || granting) AS name,
            max(left(grantor_siret, 9)) AS siren, count(*) AS grants
        FROM keyed WHERE granting IS NOT NULL GROUP BY granting);
CREATE TABLE beneficiary AS
    SELECT (row_number() OVER (ORDER BY key))::INTEGER AS id, * FROM (
        SELECT key, mode(name) AS name, max(left(siret, 9)) AS siren, max(rna) AS rna,
            count(*) AS grants, sum(cents)::BIGINT AS cents, min(year) AS first_year, max(year) AS last_year
        FROM keyed GROUP BY key);
CREATE TABLE grants AS
    SELECT beneficiary.id AS beneficiary, grantor.id AS grantor,
        keyed.* EXCLUDE (notes, key, granting, name_key, grantor_key, digest),
        ' ' || keyed.name_key || ' ' AS named, {said} AS said, {beside} AS beside,
        coalesce(string_split(nullif(concat_ws('|', keyed.notes, CASE WHEN times > 1 THEN 'double' END,
            CASE WHEN whole > most THEN 'hors_echelle' END), ''), '|'), []::VARCHAR[]) AS notes
    FROM keyed JOIN beneficiary USING (key) LEFT JOIN grantor ON grantor.key = granting
    LEFT JOIN scale ON scale.granting = keyed.granting
    LEFT JOIN repeated ON repeated.file = keyed.file AND repeated.line = keyed.line
    ORDER BY beneficiary.id, year, keyed.file, keyed.line;
"""
"""Who is who, what is written twice, what is out of scale: what only all the lines together tell."""
_NAMES = """
SELECT DISTINCT beneficiary.id, name_key FROM keyed JOIN beneficiary USING (key)
WHERE keyed.name <> $mask ORDER BY ALL
"""
_SAID = """
SELECT word, count(*) FROM (SELECT unnest(string_split(concat(said, beside), ' ')) AS word FROM grants)
WHERE length(word) >= 3 AND NOT regexp_full_match(word, '[0-9]+') GROUP BY word
"""
_FOLDED = """
regexp_replace(strip_accents(lower(replace(replace(
    ' ' || concat_ws(' ', {columns}) || ' ', 'œ', 'oe'), 'Œ', 'oe'))), '[^a-z0-9]+', ' ', 'g')
"""
"""Some columns, as `plain` folds what is Latin."""
_SHOWN = "SELECT id, name, coalesce(siren, rna), grants FROM beneficiary ORDER BY id"
_LEFT_OVER = ("grantor_of", "siren_of", "numbered", "number_of", "keyed", "repeated", "again", "scale")


@lru_cache(maxsize=1 << 12)
def grantor_key(name: str | None) -> str:
    """A grantor's name as all its spellings share it: « VILLE DE », « Mairie de » and « Commune d’ » are left out."""
    return form().unprefixed(plain(name or ""))


class Source(Struct, frozen=True):
    """One file that is imported."""

    name: str
    sha256: str
    columns: Columns


class PackWriter:
    """Takes the lines of all files, then makes the pack of them."""

    def __init__(self, folder: Path, sources: Sequence[Source]) -> None:
        """`folder` is for what is written on the way, and for the pack."""
        self._folder = folder
        self._sources = sources
        headers = [[(plain(column.header), column.header) for column in one.columns.extras()] for one in sources]
        self._extras: dict[str, str] = {}
        for key, header in chain.from_iterable(headers):
            self._extras.setdefault(key, header)
        order = {key: place for place, key in enumerate(self._extras)}
        self._places = [[order[key] for key, _ in header] for header in headers]
        self._width = max(one.columns.width for one in sources)
        self._files: list[TextIO] = [
            (folder / f"{name}.csv").open("w", encoding="utf-8", errors="replace", newline="")
            for name in ("raw", "line")
        ]
        self._grants, self._lines = (csv.writer(file) for file in self._files)

    def add(self, grant: Grant, cells: Sequence[str]) -> None:
        """A line that is kept, with its cells as they are written."""
        *values, own = structs.astuple(grant)
        extras: list[str | None] = [None] * len(self._extras)
        for place, value in zip(self._places[grant.file], own, strict=True):
            extras[place] = value
        written = hashlib.blake2b("\x1f".join(cells).encode(errors="replace"), digest_size=8).digest()
        digest = int.from_bytes(written, "big", signed=True)
        if grant.name == MASKED:
            cells = masked(cells, self._sources[grant.file].columns.positions(), MASKED)
        if CONTACT in grant.notes:
            cells = without_contacts(cells, self._sources[grant.file].columns)
        self._grants.writerow([*values, plain(grant.name), grantor_key(grant.grantor), digest, *extras])
        self._lines.writerow([grant.file, grant.line, None, None, *cells, *[None] * (self._width - len(cells))])

    def set_aside(self, file: int, aside: Aside) -> None:
        """A line that is no grant: its cells are not kept, since nobody knows what they hold."""
        self._lines.writerow([file, aside.line, aside.why, aside.what, *[None] * self._width])

    def finish(self, described: Sequence[Mapping[str, object]]) -> Path:
        """Make the pack, and give its path; its name holds the beginning of its digest.

        Args:
            described: what is told of how each file was read, as JSON values.
        """
        self.close()
        made, small = self._folder / "made.duckdb", self._folder / "small.duckdb"
        with closing(_connect(made)) as engine:
            engine.execute(f"SET temp_directory = {_text(self._folder / 'spill')}")
            self._load(engine)
            self._describe(engine, described)
            extras = ", ".join(f"x{place}" for place in range(1, len(self._extras) + 1))
            said, beside = _FOLDED.format(columns="object"), _FOLDED.format(columns=extras or "NULL")
            for statement in _IDENTIFY.format(said=said, beside=beside).split(";\n")[:-1]:
                values = {"far": FAR_OUT, "fewest": FEWEST_FOR_SCALE} if "$far" in statement else None
                engine.execute(statement, values)
            self._index(engine)
            for table in _LEFT_OVER:
                engine.execute(f"DROP TABLE {table}")
            # What was rewritten on the way leaves holes, of which a copy has none.
            engine.execute(f"ATTACH {_text(small)} AS small")
            engine.execute("COPY FROM DATABASE made TO small")
        with small.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return small.rename(self._folder / f"subventions-{digest[:16]}.duckdb")

    def close(self) -> None:
        """Close what is written on the way."""
        for file in self._files:
            file.close()

    def _load(self, engine: DuckDBPyConnection) -> None:
        extras = [(f"x{place}", "VARCHAR") for place in range(1, len(self._extras) + 1)]
        cells = [(f"c{place}", "VARCHAR") for place in range(1, self._width + 1)]
        for table, columns in (("raw", [*_GRANT, *_KEYS, *extras]), ("line", [*_LINE, *cells])):
            types = ", ".join(f"'{name}': '{kind}'" for name, kind in columns)
            engine.execute(
                f"CREATE TABLE {table} AS FROM read_csv({_text(self._folder / f'{table}.csv')}, columns = {{{types}}}, "
                "header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\r\\n', "
                f"nullstr = '', parallel = false, max_line_size = {MOST_ROW})"
            )

    def _describe(self, engine: DuckDBPyConnection, described: Sequence[Mapping[str, object]]) -> None:
        engine.execute("CREATE TABLE meta (key VARCHAR, value VARCHAR)")
        engine.execute("INSERT INTO meta VALUES ('version', ?)", [VERSION])
        engine.execute(
            "CREATE TABLE file (id SMALLINT, name VARCHAR, sha256 VARCHAR, header INTEGER, described VARCHAR)"
        )
        engine.execute(
            "CREATE TABLE file_column (file SMALLINT, place SMALLINT, header VARCHAR, field VARCHAR, how VARCHAR)"
        )
        engine.execute("CREATE TABLE extra (place SMALLINT, header VARCHAR)")
        for number, (one, told) in enumerate(zip(self._sources, described, strict=True)):
            row = [number, one.name, one.sha256, one.columns.line, msgspec.json.encode(told).decode()]
            engine.execute("INSERT INTO file VALUES (?, ?, ?, ?, ?)", row)
            for column in one.columns.columns:
                row = [number, column.position + 1, column.header, column.field, column.how]
                engine.execute("INSERT INTO file_column VALUES (?, ?, ?, ?, ?)", row)
        for place, header in enumerate(self._extras.values(), 1):
            engine.execute("INSERT INTO extra VALUES (?, ?)", [place, header])

    def _index(self, engine: DuckDBPyConnection) -> None:
        engine.execute("CREATE TABLE names (part INTEGER, data BLOB)")
        path = self._folder / "names.sqlite"
        names.build(path, _rows(engine, _NAMES, {"mask": MASKED}), _rows(engine, _SHOWN), _rows(engine, _SAID))
        with path.open("rb") as file:
            for part, data in enumerate(iter(lambda: file.read(CHUNK), b"")):
                engine.execute("INSERT INTO names VALUES (?, ?)", [part, data])


def _rows(engine: DuckDBPyConnection, query: str, values: dict[str, str] | None = None) -> Iterator[tuple[Any, ...]]:
    found = engine.cursor().execute(query, values)
    while batch := found.fetchmany(10_000):
        yield from batch


def _text(path: Path) -> str:
    """A path as a text of SQL."""
    return "'" + str(path).replace("'", "''") + "'"


def _connect(path: Path, *, read_only: bool = False, threads: int = 2, memory: str = MEMORY) -> DuckDBPyConnection:
    engine = duckdb.connect(str(path), read_only=read_only, config={"threads": threads, "memory_limit": memory})
    # It would go to the standard output.
    engine.execute("SET enable_progress_bar = false")
    return engine


def open_pack(path: Path, threads: int = 1, memory: str = "256MB") -> DuckDBPyConnection:
    """A connection that only reads, for one worker.

    Raises:
        duckdb.Error: it is no pack.
        ValueError: its tables are of another version.
    """
    engine = _connect(path, read_only=True, threads=threads, memory=memory)
    row = engine.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    if row is None or row[0] != VERSION:
        engine.close()
        raise ValueError(f"{path.name} : ce paquet est d’une autre version ; refaites-le avec « laureat import »")
    return engine


def open_names(engine: DuckDBPyConnection) -> names.Names:
    """The index of names of a pack."""
    parts = engine.execute("SELECT data FROM names ORDER BY part").fetchall()
    return names.Names(b"".join(data for (data,) in parts))
