"""A pack: the grants of one or more files in one immutable DuckDB file, and at its end an index of the names (`names`).

Its name holds the digest of its bytes. The engine reads nothing after its own blocks; the index is found from the end.

Why DuckDB, measured on a million grants with one thread (SQLite, with five indexes, in brackets): the sum of all 19 ms
(215), by theme in one sector 21 ms (5 594), the ten greatest beneficiaries 60 ms (411), new beneficiaries of a year
119 ms (469); 14 MB on disk (108), and no index to build (25 s). Only looking a name up is slower there: see `names`.

Tables: `grants`, one line a beneficiary as `Grant` says, those of a beneficiary together; `beneficiary`; `grantor`;
`line`, every line read with its cells as they were written (c1, c2…), and why it is no grant; `file`; `file_column`
(what c1, c2… of a file are); `extra` (what x1, x2… of `grants` are: texts, or lists of texts where cells say several
values); `measure` (what m1, m2… are: cents). Of a grant, `said` is its object, `beside` what its extra columns say and
`named` its beneficiary's name, folded, a space around each word.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import starmap
from pathlib import Path
from typing import Any

import msgspec
from duckdb import DuckDBPyConnection

from bot.grants import names
from bot.grants.few import Line, pack_lines
from bot.grants.folded import FOLDED
from bot.grants.form import MASKED, form
from bot.grants.headers import head_of
from bot.grants.identifying import identify
from bot.grants.opening import connect, digest_of
from bot.grants.pieces import Layout
from bot.grants.short_names import called
from bot.grants.splitting import Columns, separators
from bot.grants.summary import summarize

STORAGE = "v1.3.0"
"""Of the engine's files: the last in which nothing is written by chance, so that the same grants are the same bytes."""
MOST_ROW = 1 << 23
"""Bytes of the longest row, with all its cells."""
FEWEST_FOR_SCALE = 20
"""Grants from which a grantor has a scale."""
FAR_OUT = 3
"""An amount is out of scale beyond so many interquartile ranges of the logarithms above the third quartile (Tukey)."""
LOOSE = 0.02
"""How far from 1 the shares of a grant may be together: three thirds are often written 0.33."""

_GRANT = {
    "file": "SMALLINT", "line": "INTEGER", "notes": "VARCHAR", "status": "VARCHAR", "grantor_name": "VARCHAR",
    "grantor_siret": "VARCHAR", "date": "DATE", "year": "SMALLINT", "year_of": "VARCHAR", "paid_from": "DATE",
    "paid_to": "DATE", "decision": "VARCHAR", "name": "VARCHAR", "siret": "VARCHAR", "rna": "VARCHAR",
    "object": "VARCHAR", "whole": "BIGINT", "share": "DOUBLE", "cents": "BIGINT", "nature": "VARCHAR",
    "conditions": "VARCHAR", "rae": "VARCHAR", "notified": "BOOLEAN", "scheme": "VARCHAR", "commune": "VARCHAR",
    "name_key": "VARCHAR", "grantor_key": "VARCHAR", "digest": "BIGINT", "extras": "VARCHAR[]",
    "measures": "BIGINT[]",
}  # fmt: skip
"""The fields of `Grant`, as the engine reads them, in the order of its table."""
_LINE = {"file": "SMALLINT", "line": "INTEGER", "aside": "VARCHAR", "what": "VARCHAR", "cells": "VARCHAR[]"}
"""The same of `Line`."""

_SETTLE = """
CREATE TABLE grantor_of AS
    SELECT grantor_key, min(left(grantor_siret, 9)) AS siren FROM keyed WHERE grantor_siret IS NOT NULL
    GROUP BY grantor_key HAVING count(DISTINCT left(grantor_siret, 9)) = 1;
CREATE TABLE granted AS
    SELECT keyed.*, coalesce(left(grantor_siret, 9), grantor_of.siren, grantor_key) AS granting
    FROM keyed LEFT JOIN grantor_of USING (grantor_key);
DROP TABLE keyed;
ALTER TABLE granted RENAME TO keyed;
CREATE TABLE repeated AS
    SELECT file, line, digest,
        row_number() OVER (PARTITION BY digest, file ORDER BY line) AS nth,
        count(*) OVER (PARTITION BY digest, file) AS times
    FROM keyed WHERE digest IN (SELECT digest FROM keyed GROUP BY digest HAVING count(*) > 1);
CREATE TABLE again AS
    SELECT DISTINCT one.file, one.line FROM repeated AS one JOIN repeated AS other
    ON one.digest = other.digest AND other.file < one.file AND one.nth <= other.times;
DELETE FROM keyed USING again WHERE keyed.file = again.file AND keyed.line = again.line;
CREATE TABLE scale AS
    SELECT granting, exp(high + $far * greatest(high - low, 1)) AS most FROM (
        SELECT granting, quantile_cont(ln(whole), 0.25) AS low, quantile_cont(ln(whole), 0.75) AS high
        FROM keyed WHERE whole > 0 GROUP BY granting HAVING count(*) >= $fewest);
CREATE TABLE partly AS
    SELECT file, line, true AS partly FROM keyed WHERE share < 1
    WINDOW same AS (PARTITION BY file, granting, decision, object, whole, date, year)
    QUALIFY abs(sum(share) OVER same - greatest(round(sum(share) OVER same), 1)) > $loose;
CREATE TABLE small.grantor AS
    SELECT (row_number() OVER (ORDER BY key))::INTEGER AS id, * FROM (
        SELECT granting AS key, coalesce(arg_max(name, (times, name)), 'SIREN ' || granting) AS name,
            max(siren) AS siren, sum(times)::BIGINT AS grants
        FROM (SELECT granting, grantor_name AS name, max(left(grantor_siret, 9)) AS siren, count(*) AS times
            FROM keyed WHERE granting IS NOT NULL GROUP BY granting, grantor_name)
        GROUP BY granting);
CREATE TABLE small.beneficiary AS
    SELECT (row_number() OVER (ORDER BY key))::INTEGER AS id, * FROM (
        SELECT key, arg_max(name, (times, name)) AS name, max(siren) AS siren, max(rna) AS rna,
            sum(times)::BIGINT AS grants, sum(cents)::BIGINT AS cents, min(first) AS first_year, max(last) AS last_year
        FROM (SELECT key, name, max(left(siret, 9)) FILTER (NOT shared) AS siren, max(rna) FILTER (NOT shared) AS rna,
            count(*) AS times, sum(cents) AS cents, min(year) AS first, max(year) AS last
            FROM keyed GROUP BY key, name)
        GROUP BY key);
CREATE TABLE small.grants AS
    SELECT beneficiary.id AS beneficiary, grantor.id AS grantor,
        keyed.* EXCLUDE (notes, key, shared, granting, name_key, grantor_key, digest) {replaced},
        ' ' || keyed.name_key || ' ' AS named, {said} AS said, {beside} AS beside,
        coalesce(string_split(nullif(concat_ws('|', keyed.notes, CASE WHEN times > 1 THEN 'double' END,
            CASE WHEN whole > most THEN 'hors_echelle' END,
            CASE WHEN partly THEN 'parts_incompletes' END), ''), '|'), []::VARCHAR[]) AS notes
    FROM keyed JOIN small.beneficiary USING (key) LEFT JOIN small.grantor ON grantor.key = granting {joins}
    LEFT JOIN scale ON scale.granting = keyed.granting
    LEFT JOIN repeated ON repeated.file = keyed.file AND repeated.line = keyed.line
    LEFT JOIN partly ON partly.file = keyed.file AND partly.line = keyed.line
    ORDER BY beneficiary.id, year, keyed.file, keyed.line;
"""
"""Who grants, what is said twice, what is out of scale, what lacks a share: what only all the lines together tell."""
_NAMES = """
SELECT beneficiary.id, name_key, min(keyed.name) FROM keyed JOIN small.beneficiary USING (key)
WHERE keyed.name <> $mask GROUP BY ALL ORDER BY ALL
"""
_SAID = """
SELECT word, count(*) FROM (SELECT unnest(string_split(concat(said, beside), ' ')) AS word FROM small.grants)
WHERE length(word) >= 3 AND NOT regexp_full_match(word, '[0-9]+') GROUP BY word ORDER BY word
"""
_SHOWN = """
SELECT id, name, coalesce(siren, rna), grants, place FROM small.beneficiary LEFT JOIN (
    SELECT beneficiary, arg_max(place, (times, place)) AS place FROM (
        SELECT beneficiary, {place} AS place, count(*) AS times FROM small.grants WHERE place IS NOT NULL GROUP BY ALL)
    GROUP BY beneficiary) ON beneficiary = id ORDER BY id
"""
"""Where each is by its commune, or else by the first column of places."""
_LINES = f"SELECT {', '.join(Line._fields)} FROM small.grants"  # noqa: S608 — our own words
"""In their order: those of a beneficiary together."""
_REREAD = """
file, line, CASE WHEN (file, line) IN (SELECT (file, line) FROM again) THEN 'deja_lue' ELSE aside END AS aside, what
"""
"""A line that is also in a file read before is none."""


class PackWriter:
    """Makes a pack of the pieces that the lines of all files were written to."""

    def __init__(self, folder: Path, layout: Layout, whole: Sequence[str] = ()) -> None:
        """`folder` is where the pieces are, and for what is written on the way and the pack; `whole`: the headers of
        columns whose cells are not parted, whatever they say."""
        self._folder = folder
        self._layout = layout
        self._whole = whole

    def finish(self, described: Sequence[Mapping[str, object]]) -> Path:
        """Make the pack, and give its path.

        Args:
            described: what is told of how each file was read, as JSON values.
        """
        made, small = self._folder / "made.duckdb", self._folder / "small.duckdb"
        with closing(connect(made)) as engine:
            engine.execute(f"SET temp_directory = {_text(self._folder / 'spill')}")
            engine.execute(f"ATTACH {_text(small)} AS small (STORAGE_VERSION '{STORAGE}')")
            extras = [f"x{place}" for place in range(1, len(self._layout.extras) + 1)]
            fields = ["* EXCLUDE (extras, measures)"]
            fields += [f"extras[{place}] AS {name}" for place, name in enumerate(extras, 1)]
            fields += [f"measures[{place}] AS m{place}" for place in range(1, len(self._layout.measures) + 1)]
            self._load(engine, "grants", _GRANT, "raw", fields)
            columns = Columns(engine, self._layout.extras, self._whole)
            columns.part(self._folder)
            self._describe(engine, described, columns)
            said, beside = FOLDED.format(columns="object"), FOLDED.format(columns=", ".join(extras) or "NULL")
            identify(engine)
            beyond = {"replaced": columns.replaced(), "joins": columns.joins()}
            for statement in _SETTLE.format(said=said, beside=beside, **beyond).split(";\n")[:-1]:
                given = {"far": FAR_OUT, "fewest": FEWEST_FOR_SCALE, "loose": LOOSE}
                engine.execute(statement, {name: value for name, value in given.items() if f"${name}" in statement})
            cells = [f"nullif(cells[{place}], '') AS c{place}" for place in range(1, self._layout.width + 1)]
            # Words are indexed by Python while the engine reads: by one thread, as several would mix the lines.
            engine.execute("SET threads = 1")
            with ThreadPoolExecutor(1) as pool:
                read = pool.submit(self._load, engine.cursor(), "line", _LINE, "small.line", [_REREAD, *cells])
                index = self._index(engine)
                read.result()
        names.append(index, small)
        return small.rename(self._folder / f"subventions-{digest_of(small)}.duckdb")

    def _load(
        self, engine: DuckDBPyConnection, pieces: str, fields: Mapping[str, str], table: str, columns: Sequence[str]
    ) -> None:
        """Read the pieces of one kind, in their order, into a table."""
        paths = ", ".join(map(_text, sorted(self._folder.glob(f"{pieces}-*.json"))))
        types = ", ".join(f"'{name}': '{kind}'" for name, kind in fields.items())
        engine.execute(
            f"CREATE TABLE {table} AS SELECT {', '.join(columns)} FROM read_json([{paths}], "  # noqa: S608 — our own words
            f"columns = {{{types}}}, format = 'newline_delimited', maximum_object_size = {MOST_ROW})"
        )

    def _describe(self, engine: DuckDBPyConnection, described: Sequence[Mapping[str, object]], beyond: Columns) -> None:
        engine.execute(
            "CREATE TABLE small.file (id SMALLINT, name VARCHAR, sha256 VARCHAR, header INTEGER, described VARCHAR)"
        )
        engine.execute(
            "CREATE TABLE small.file_column "
            "(file SMALLINT, place SMALLINT, header VARCHAR, field VARCHAR, how VARCHAR, separator VARCHAR)"
        )
        engine.execute("CREATE TABLE small.extra (place SMALLINT, header VARCHAR, several BOOLEAN)")
        for number, (one, told) in enumerate(zip(self._layout.sources, described, strict=True)):
            row = [number, one.name, one.sha256, one.columns.line, msgspec.json.encode(told).decode()]
            engine.execute("INSERT INTO small.file VALUES (?, ?, ?, ?, ?)", row)
            parted = dict(
                zip(one.columns.extras(), separators(beyond.splits, self._layout.places[number]), strict=True)
            )
            for column in one.columns.columns:
                row = [number, column.position + 1, column.header, column.field, column.how, parted.get(column, "")]
                engine.execute("INSERT INTO small.file_column VALUES (?, ?, ?, ?, ?, ?)", row)
        for place, header in enumerate(self._layout.extras, 1):
            engine.execute("INSERT INTO small.extra VALUES (?, ?, ?)", [place, header, place in beyond.splits])
        engine.execute("CREATE TABLE small.measure (place SMALLINT, header VARCHAR)")
        for place, header in enumerate(self._layout.measures, 1):
            engine.execute("INSERT INTO small.measure VALUES (?, ?)", [place, header])

    def _index(self, engine: DuckDBPyConnection) -> Path:
        path = self._folder / "names.sqlite"
        made = engine.cursor()
        made.execute("USE small")
        names.build(
            path,
            called(_rows(engine, _NAMES, {"mask": MASKED})),
            _rows(engine, _SHOWN.format(place=_place(engine))),
            _rows(engine, _SAID),
            pack_lines(starmap(Line, _rows(engine, _LINES))),
            summarize(made),
        )
        return path


def _rows(engine: DuckDBPyConnection, query: str, values: dict[str, str] | None = None) -> Iterator[tuple[Any, ...]]:
    found = engine.cursor().execute(query, values)
    while batch := found.fetchmany(10_000):
        yield from batch


def _place(engine: DuckDBPyConnection) -> str:
    """What tells where the beneficiary of a grant is."""
    extras = engine.execute("SELECT place, header FROM small.extra WHERE NOT several ORDER BY place").fetchall()
    told = [f"x{place}" for place, header in extras if head_of(header) in form().lieux]
    return f"coalesce({', '.join(['commune', *told[:1]])})"


def _text(path: Path) -> str:
    """A path as a text of SQL."""
    return "'" + str(path).replace("'", "''") + "'"
