"""Who is who among the beneficiaries of all lines: by their numbers, and by their names where they have none."""

from duckdb import DuckDBPyConnection

from bot.grants.folded import FOLDED
from bot.grants.form import MASKED
from bot.grants.likeness import apart

_TOWN = rf"""
nullif(trim(regexp_replace(regexp_replace(regexp_replace({FOLDED.format(columns="commune")},
    '\b(cedex|\d+)\b', '', 'g'), '\bst(e?)\b', 'saint\1', 'g'), ' +', ' ', 'g')), '')
"""
"""« ST-OMER CEDEX » is « Saint-Omer »."""

_NUMBERED = f"""
CREATE TABLE siren_of AS
    SELECT rna, min(left(siret, 9)) AS siren FROM raw WHERE rna IS NOT NULL AND siret IS NOT NULL
    GROUP BY rna HAVING count(DISTINCT left(siret, 9)) = 1;
CREATE TABLE numbered AS
    SELECT file, line, name_key, {_TOWN} AS town, coalesce(left(siret, 9), siren, raw.rna) AS number
    FROM raw LEFT JOIN siren_of USING (rna) WHERE name <> $mask;
"""  # noqa: S608 — our own words
_UNDER_ONE = """
SELECT DISTINCT number, name_key FROM numbered WHERE number IN (
    SELECT number FROM numbered GROUP BY number HAVING count(DISTINCT name_key) > 1
) OR number IS NULL ORDER BY ALL
"""
"""The names under numbers that have several, and those that have none."""
_NAMED = """
CREATE TABLE number_of AS
    SELECT name_key, min(number) AS number, list(DISTINCT town) AS towns
    FROM numbered LEFT JOIN apart USING (number, name_key) WHERE number IS NOT NULL AND body IS NULL
    GROUP BY name_key HAVING count(DISTINCT number) = 1;
CREATE TABLE unnumbered AS
    SELECT file, line, name_key, town, coalesce(body, name_key) AS body, body IS NOT NULL AS shared,
        CASE WHEN town IS NULL OR len(towns) = 0 OR list_contains(towns, town) THEN number_of.number END AS own
    FROM numbered LEFT JOIN apart USING (number, name_key) LEFT JOIN number_of USING (name_key)
    WHERE numbered.number IS NULL OR body IS NOT NULL;
CREATE TABLE homonym AS
    SELECT body FROM unnumbered WHERE own IS NULL GROUP BY body HAVING count(DISTINCT town) > 1
    UNION SELECT body FROM unnumbered JOIN number_of USING (name_key) WHERE own IS NULL AND town IS NOT NULL;
CREATE TABLE keyed AS
    SELECT raw.* EXCLUDE (notes),
        coalesce(own, body || CASE WHEN homonym THEN coalesce(' ' || town, '') ELSE '' END,
            left(siret, 9), siren, raw.rna, name_key) AS key,
        coalesce(shared, false) AS shared,
        nullif(concat_ws('|', notes, CASE WHEN shared THEN 'siret_noms' END,
            CASE WHEN homonym THEN 'homonyme' END), '') AS notes
    FROM raw LEFT JOIN siren_of USING (rna) LEFT JOIN (
        SELECT unnumbered.*, own IS NULL AND town IS NOT NULL AND body IN (FROM homonym) AS homonym FROM unnumbered
    ) USING (file, line, name_key);
DROP TABLE raw;
"""
_PLACES = """
SELECT grantor_key AS name FROM raw WHERE grantor_key IS NOT NULL
UNION SELECT town FROM numbered WHERE town IS NOT NULL ORDER BY ALL
"""
"""What names of bodies of one place have in common: those who grant, and towns."""


def identify(engine: DuckDBPyConnection) -> None:
    """Give each line of `raw` its beneficiary's `key`: makes `keyed` of it.

    A body is known by its number; without one, by its name, and by its commune where that of a name differs. A number
    under which names stand that have nothing in common is nobody's: they are `shared`, and known by their names.
    """
    for statement in _statements(_NUMBERED):
        engine.execute(statement, {"mask": MASKED} if "$mask" in statement else None)
    places = [name for (name,) in engine.execute(_PLACES).fetchall()]
    engine.execute("CREATE TABLE apart (number VARCHAR, name_key VARCHAR, body VARCHAR)")
    found = [*apart(engine.execute(_UNDER_ONE).fetchall(), places)]
    if found:
        engine.executemany("INSERT INTO apart VALUES (?, ?, ?)", found)
    for statement in _statements(_NAMED):
        engine.execute(statement)


def _statements(written: str) -> list[str]:
    return written.split(";\n")[:-1]
