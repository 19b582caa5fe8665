"""What whoever imports has to check of how files were read, in French: chosen of several, or seen and unused."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from duckdb import DuckDBPyConnection

from bot.french.agreement import count_of, join_words
from bot.grants.columns import AMOUNTS, MEASURE, OTHERWISE, TOTAL, Chosen, match
from bot.grants.form import form, plain
from bot.grants.headers import tells_sittings, words_of
from bot.grants.kinds import DATES
from bot.grants.persons import FIRST
from bot.grants.reading.table import OTHER_SHEETS, SHEET
from bot.grants.several import YEAR
from bot.grants.states import STATE, is_under_way
from bot.grants.units import unit_in

if TYPE_CHECKING:
    from bot.grants.report import FileReport

TAKEN = "est compris comme accordé, en cours de versement ou de réalisation. Sinon, écrivez dans ses cellules"
LEFT = "est compris comme une demande en cours d’examen, laissée de côté. Si c’est accordé, écrivez dans ses cellules"
"""What « en cours » was taken to mean, with what to do if that is wrong."""
OLDEST = 1980
"""Years before are hardly those of published grants."""
MOST_LINES = 5
LEAST_VALUES = 2
MOST_TOLD = 0.6
"""The share of lines that a column tells of, up to which it may tell of those below too."""
MOST_OVERLAPS = 10
WRITTEN = "(« montant: … ») dans le fichier que fait « --proposer », et donnez-le par « --colonnes »."


def doubts(engine: DuckDBPyConnection, files: Sequence["FileReport"]) -> tuple[str, ...]:
    """All of them, the weightiest first; `engine`: of the pack."""
    once = {file.sha256: number for number, file in reversed([*enumerate(files)])}
    many = len(once) > 1
    of_files = [
        f"{file.file} : {said}" if many else said
        for number, file in enumerate(files)
        if number in once.values()
        for said in _of_file(engine, number, file)
    ]
    return (*of_files, *_years(engine), *(_overlaps(engine) if many else ()))


def rejected(files: Sequence["FileReport"]) -> dict[str, str]:
    """The fields of the form whose columns are not read as such, since their cells say something else."""
    return {
        column.field: column.header
        for file in files
        for column in match([one.header for one in file.columns if one.how == OTHERWISE], Chosen())
        if column.field
    }


def _of_file(engine: DuckDBPyConnection, number: int, file: "FileReport") -> Iterator[str]:
    amounts = next((one for one in file.columns if one.field == "montant"), None)
    others = [one.header for one in file.columns if one.how in (AMOUNTS, MEASURE)]
    if amounts is not None and amounts.how != "choix" and (others or file.amounts):
        yield _counted(file.amounts or (f"« {amounts.header} »",), others)
    if amounts is not None and not form().mots.demandes.isdisjoint(plain(amounts.header).split()):
        yield f"« {amounts.header} » semble dire ce qui est demandé ou proposé, et non ce qui est accordé : vérifiez."
    if amounts is not None and (unit := unit_in(amounts.header)[0]):
        yield f"Les montants sont en {unit}, d’après leur en-tête (« {amounts.header} »)."
    if amounts is not None and plain(amounts.header) in form().mots.totaux:
        yield f"« {amounts.header} » peut dire ce que coûte ce qui est aidé, et non ce qui est accordé : vérifiez."
    if total := next((one.header for one in file.columns if one.how == TOTAL), ""):
        yield (
            f"Les lignes où « {total} » est rempli sont la somme d’autres : elles sont mises de côté, leur détail est "
            f"gardé, d’après « {amounts.header if amounts else ''} ». Si c’est l’inverse qu’il faut, écrivez "
            f"« montant: {total} » dans le fichier que fait « --proposer », et donnez-le par « --colonnes »."
        )
    if people := [f"« {one.header} »" for one in file.columns if not one.field and FIRST in words_of(one.header)]:
        yield (
            f"{join_words(people)} : ces personnes sont nommées, sauf les bénéficiaires, qui sont masqués. Si ce ne "
            "sont pas des élus qui attribuent, ôtez cette colonne du fichier."
        )
    yield from _under_way(engine, number, file)
    yield from _decided(file)
    yield from _rivals(file)
    if near := [f"« {one.header} » ({form().title(one.field)})" for one in file.columns if one.how == "proche"]:
        yield f"Colonnes reconnues à un nom proche de celui de la forme nationale : {join_words(near)}."
    fields = {header: field for field, header in rejected([file]).items()}
    for place, header in [(place, one.header) for place, one in enumerate(file.columns, 1) if one.how == OTHERWISE]:
        # One that was chosen may be called anything.
        field = fields.get(header, "")
        taken = form().title(field) if field else "le demande « --colonnes »"
        day_first = ", écrivez-y le jour, le mois, puis l’année" if field in DATES else ""
        yield (
            f"« {header} » n’est pas lue comme {taken} : ses cellules disent autre chose"
            f"{_example(engine, number, place)}{day_first}. Elle est gardée sous son nom."
        )
    for one in (one for one in file.columns if one.separator):
        yield (
            f"« {one.header} » est lue comme plusieurs valeurs, séparées par {one.separator} : une subvention compte "
            f'pour chacune des siennes. Si chaque cellule n’en est qu’une, écrivez « entieres: ["{one.header}"] » '
            "dans le fichier que fait « --proposer », et donnez-le par « --colonnes »."
        )
    if likely := [f"« {header} » ({form().title(field)})" for header, field in file.likely.items()]:
        yield (
            f"Ce qui manque est peut-être dans {join_words(likely)}. "
            "Si c’est vrai, « --proposer » écrit le fichier à donner par « --colonnes »."
        )
    if sheets := file.reading.get(OTHER_SHEETS):
        yield f"Feuilles non lues : {sheets}. Pour en lire une autre : « --feuille NOM »."
    yield from _sparse(engine, number, file)
    yield from _year_seen(engine, number, file)


def _counted(amounts: Sequence[str], others: Sequence[str]) -> str:
    """Which columns of amounts are counted, and which are not."""
    named = join_words([f"« {header} »" for header in others])
    unread = (
        f" ; la colonne {named} n’est pas comptée"
        if len(others) == 1
        else f" ; les colonnes {named} ne sont pas comptées"
        if others
        else ""
    )
    if len(amounts) == 1:
        return (
            f"Les montants sont ceux de la colonne {amounts[0]}{unread}. S’il en faut une autre, écrivez-la {WRITTEN}"
        )
    return (
        f"Chaque montant de ces {len(amounts)} colonnes est lu comme une subvention : {join_words(amounts)}{unread}. "
        f"Une cellule vide ou à 0 n’en est pas une. S’il en faut d’autres, ou une seule, écrivez-les {WRITTEN}"
    )


def _under_way(engine: DuckDBPyConnection, number: int, file: "FileReport") -> Iterator[str]:
    """What « en cours » was taken to mean, where a column tells what became of requests."""
    place = next((place for place, one in enumerate(file.columns, 1) if one.field == STATE), None)
    if place is None:
        return
    query = f"SELECT c{place}, count(*) FROM line WHERE file = ? AND c{place} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608 — our own words
    kept = {cell: count for cell, count in engine.execute(query, [number]).fetchall() if is_under_way(cell)}
    aside = "SELECT what, count(*) FROM line WHERE file = ? AND aside = 'en_attente' GROUP BY 1 ORDER BY 2 DESC, 1"
    left = {what: count for what, count in engine.execute(aside, [number]).fetchall() if is_under_way(what)}
    header = file.columns[place - 1].header
    for cells, taken, otherwise in ((kept, TAKEN, "en cours d’instruction"), (left, LEFT, "en cours de versement")):
        if cells:
            said = join_words([f"« {cell.strip('« »')} »" for cell in cells])
            yield f"« {header} » : {said} ({count_of(sum(cells.values()), 'ligne')}) {taken} « {otherwise} »."


def _decided(file: "FileReport") -> Iterator[str]:
    """The date that is named after who decides, where it is taken for the one of the decision."""
    for one in file.columns:
        if one.field == "dateConvention" and one.how == "mots" and tells_sittings(one.header):
            yield f"« {one.header} » est comprise comme la date de la décision : vérifiez."


def _rivals(file: "FileReport") -> Iterator[str]:
    """The columns beyond the form that say what another one is taken for, which has not the name of the form."""
    taken = {one.field: one.header for one in file.columns if one.how in ("alias", "mots")}
    for header in [one.header for one in file.columns if not one.field and not one.how]:
        field = match([header], Chosen())[0].field
        if field in taken and field != "montant":
            yield (
                f"« {header} » peut dire aussi {form().title(field)}, qui est lu dans « {taken[field]} ». S’il faut "
                f"l’autre, écrivez-la (« {field}: … ») dans le fichier que fait « --proposer », et donnez-le par "
                "« --colonnes »."
            )


def _sparse(engine: DuckDBPyConnection, number: int, file: "FileReport") -> Iterator[str]:
    """The columns that tell each thing once, on the first of the lines that it may be said of, as merged cells do."""
    for place, one in enumerate(file.columns, 1):
        words = plain(one.header).split()
        if one.field or not words or words[0] not in {*form().themes, *form().lieux, *form().alentours}:
            continue
        query = f"SELECT count(*), count(c{place}), count(DISTINCT c{place}) FROM line WHERE file = ? AND aside IS NULL"  # noqa: S608 — our own words
        lines, told, values = engine.execute(query, [number]).fetchone() or (0, 0, 0)
        if LEAST_VALUES <= told == values and told <= MOST_TOLD * lines:
            yield (
                f"« {one.header} » n’est rempli que sur {told} lignes de {lines}, chaque fois autrement : si une "
                "cellule vide y répète celle du dessus, remplissez-la, sans quoi ces lignes ne sont d’aucune valeur."
            )


def _example(engine: DuckDBPyConnection, number: int, place: int) -> str:
    query = f"SELECT c{place} FROM line WHERE file = ? AND c{place} IS NOT NULL ORDER BY line LIMIT 1"  # noqa: S608 — our own words
    row = engine.execute(query, [number]).fetchone()
    return f" (« {row[0][:40]} »)" if row else ""


def _year_seen(engine: DuckDBPyConnection, number: int, file: "FileReport") -> Iterator[str]:
    """The year that a title or the name of a file tells, of lines that tell none."""
    query = "SELECT count(*) FROM grants WHERE file = ? AND year IS NULL"
    row = engine.execute(query, [number]).fetchone()
    amounts = next((one.header for one in file.columns if one.field == "montant" and one.how != "choix"), "")
    places = {
        "dans l’en-tête des montants": amounts,
        "au-dessus de l’en-tête": " / ".join(file.above),
        "dans le nom de la feuille": file.reading.get(SHEET, ""),
        "dans le nom du fichier": file.name,
    }
    seen = {where: text for where, text in places.items() if YEAR.search(text)}
    if not row or not row[0] or not seen:
        return
    years = sorted({year for text in seen.values() for year in YEAR.findall(text)})
    told = join_words([f"{where} (« {text} »)" for where, text in seen.items()])
    lines = count_of(row[0], "ligne n’a pas d’année", "lignes n’ont pas d’année")
    yield f"{lines} ; {join_words(years)} se lit {told} : si c’est la leur, ajoutez « --annee {years[0]} »."


def _years(engine: DuckDBPyConnection) -> Iterator[str]:
    """The years that are to come, or of long ago."""
    this = date.today().year
    rows = engine.execute(
        "SELECT year, count(*), (list(line ORDER BY file, line))[:$most] FROM grants "
        "WHERE year > $this OR year < $oldest GROUP BY year ORDER BY year",
        {"this": this, "oldest": OLDEST, "most": MOST_LINES},
    ).fetchall()
    for year, count, lines in rows:
        where = f"{'ligne' if count == 1 else 'lignes'} {', '.join(map(str, lines))}{'…' if count > len(lines) else ''}"
        told = count_of(count, f"ligne est de {year}", f"lignes sont de {year}")
        why = "une année à venir" if year > this else "une année lointaine"
        yield f"{told}, {why} ({where}) : si ce n’est pas la leur, corrigez le fichier."


def _overlaps(engine: DuckDBPyConnection) -> Iterator[str]:
    """The years of one grantor that several files tell of: their sum may count a grant twice."""
    rows = engine.execute(
        "SELECT grantor.name, year, list(DISTINCT file + 1 ORDER BY file + 1) AS files "
        "FROM grants LEFT JOIN grantor ON grantor.id = grantor JOIN file ON file.id = file "
        "WHERE year IS NOT NULL GROUP BY grantor.name, year HAVING count(DISTINCT sha256) > 1 ORDER BY ALL"
    ).fetchmany(MOST_OVERLAPS)
    for name, year, files in rows:
        yield (
            f"Les fichiers {join_words(map(str, files))} parlent de {year} ({name or 'attribuant inconnu'}) : "
            "seules leurs lignes qui disent la même chose comptent une fois ; vérifiez qu’ils ne se recouvrent pas "
            "(voté et versé…)."
        )
    lines = engine.execute(
        "SELECT file + 1 || ':' || line FROM grants JOIN file ON file.id = file WHERE whole > 0 "
        "QUALIFY count(DISTINCT sha256) OVER (PARTITION BY beneficiary, year, whole) > 1 ORDER BY file, line"
    ).fetchall()
    if lines:
        few = ", ".join(line for (line,) in lines[:MOST_LINES]) + ("…" if len(lines) > MOST_LINES else "")
        yield (
            f"{count_of(len(lines), 'ligne')} de fichiers différents ({few}) ont le même bénéficiaire, la même année "
            "et le même montant : si ce sont les mêmes subventions, elles comptent deux fois."
        )
