"""Published files to a pack: opened, their headers known, each line judged, the whole written at once or not at all."""

import hashlib
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from msgspec import Struct, structs

from bot.grants.columns import HEADED, Chosen, Columns, find_columns, of_one_year
from bot.grants.description import Description, write_description
from bot.grants.opening import open_pack
from bot.grants.pack import PackWriter
from bot.grants.pieces import Layout, Source, lay_out
from bot.grants.proposing import likely_beside, proposal
from bot.grants.reading.opening import open_table
from bot.grants.reading.table import OTHER_SHEETS, SHEET, Misread, Row, Table, Unreadable
from bot.grants.report import Report, make_report, write_reports
from bot.grants.several import named, rows_of
from bot.grants.sharing import Judged, Task, judge_lines
from bot.grants.shifting import settle
from bot.grants.states import tell_states

SAMPLE = 5_000
"""Lines that show how columns are written."""
MOST_ASIDE = 0.2
"""The share of misread and shifted lines beyond which a file is not read safely."""
FEW_ASIDE = 3
"""So many are passed over in a file of any size."""
TOLD = 8
"""Lines named when a file is refused."""

Progress = Callable[[int, int], None]
"""Is told the bytes read so far, and those of all files."""


class Refused(Exception):
    """A file that is not imported."""

    def __init__(self, path: Path, error: Unreadable) -> None:
        super().__init__(error.what)
        self.path = path
        self.error = error


class Wanted(Struct, frozen=True):
    """What is to be imported."""

    files: tuple[Path, ...]
    folder: Path
    """Made by the import."""
    description: Description
    chosen: Chosen = Chosen()
    year: int | None = None
    """That of lines which tell none."""
    sheet: str = ""
    """That of workbooks; "" for the first that holds something."""


class _Opened(Struct):
    path: Path
    table: Table
    columns: Columns
    sample: list[list[str]]

    @property
    def name(self) -> str:
        """What the file is called, with its column of amounts where it has several."""
        return named(self.path.name, self.columns.part)


def propose(path: Path, sheet: str = "") -> str:
    """A mapping file for a file, to be mended by hand.

    Raises:
        Refused: it cannot be read at all.
    """
    table = _table(path, sheet)
    try:
        return proposal(list(islice(table.rows(), HEADED)))
    except Unreadable as error:
        raise Refused(path, _with_sheets(error, table)) from error


def import_grants(wanted: Wanted, progress: Progress = lambda done, size: None) -> Report:
    """Make the pack, its description and its reports.

    Raises:
        Refused: a file cannot be read safely; nothing is left behind.
        FileExistsError: the folder is there and holds something.
    """
    if wanted.folder.exists() and any(wanted.folder.iterdir()):
        raise FileExistsError(wanted.folder)
    each = [_open(path, wanted) for path in wanted.files]
    digests = [_digest(path) for path in wanted.files]
    for number, path in enumerate(wanted.files):
        if digests[number] in digests[:number]:
            what = "ce fichier est donné deux fois"
            raise Refused(path, Unreadable(what, "donnez-le une fois"))
    opened = [one for ones in each for one in ones]
    known = dict(zip(wanted.files, digests, strict=True))
    sources = [Source(one.name, known[one.path], one.columns) for one in opened]
    wanted.folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".laureat-", dir=wanted.folder.parent) as made:
        folder = Path(made)
        layout = lay_out(sources)
        done, size = 0, sum(one.table.size for one in opened)
        kept: Counter[Path] = Counter()
        for number, one in enumerate(opened):
            judged = Judged()
            for position in _write(number, one, wanted.year, folder, layout, judged):
                progress(done + position, size)
            done += one.table.size
            kept[one.path] += judged.kept
        for one in opened:
            if not kept[one.path]:
                what, lines = "aucune ligne n’est une subvention", (one.columns.line,)
                raise Refused(one.path, Unreadable(what, "vérifiez ses colonnes", lines))
        pack = PackWriter(folder, layout, wanted.chosen.entieres).finish([_told(one) for one in opened])
        with open_pack(pack) as engine:
            report = make_report(engine, pack.name, wanted.description.threshold or 0)
        ready = folder / "ready"
        ready.mkdir()
        pack.rename(ready / pack.name)
        description = structs.replace(wanted.description, seuil="") if report.below else wanted.description
        write_description(ready, description, pack.name, report)
        write_reports(ready, report)
        if wanted.folder.exists():
            wanted.folder.rmdir()
        shutil.move(ready, wanted.folder)
    return report


def _open(path: Path, wanted: Wanted) -> list[_Opened]:
    """A file, once for each of its columns of amounts."""
    table = _table(path, wanted.sheet)
    try:
        columns = find_columns(islice(table.rows(), HEADED), wanted.chosen)
        of_one_year(columns, wanted.year)
        if not any(True for _ in _below(table, columns)):
            raise Unreadable("aucune ligne ne suit l’en-tête", "vérifiez qu’il est entier", (columns.line,))
        return [_settled(path, table, each) for each in columns.each()]
    except Unreadable as error:
        raise Refused(path, _with_sheets(error, table)) from error


def _settled(path: Path, table: Table, columns: Columns) -> _Opened:
    first = islice(_below(table, columns), SAMPLE)
    sample = [row.cells for row in first if isinstance(row, Row)]
    return _Opened(path, table, tell_states(settle(columns, sample), sample), sample)


def _table(path: Path, sheet: str) -> Table:
    try:
        return open_table(path, sheet)
    except Unreadable as error:
        raise Refused(path, error) from error


def _with_sheets(error: Unreadable, table: Table) -> Unreadable:
    """The refusal of a sheet, with the others of its workbook."""
    others = table.described.get(OTHER_SHEETS)
    if not others:
        return error
    what = f"{error.what} (feuille « {table.described[SHEET]} »)"
    remedy = f"si c’est une autre feuille ({others}), nommez-la : « --feuille NOM » ; sinon, {error.remedy}"
    return Unreadable(what, remedy, error.lines)


def _below(table: Table, columns: Columns) -> Iterator[Row | Misread]:
    """The rows below the header that tell something of these columns."""
    below = (row for row in table.rows(columns.width) if row.line > columns.line)
    return rows_of(below, columns.part, columns.parts, len(columns.columns) > columns.width)


def _write(number: int, one: _Opened, year: int | None, folder: Path, layout: Layout, judged: Judged) -> Iterator[int]:
    """Judge every line of a file, noting what became of them; gives the bytes read so far."""
    task = Task(folder, layout, number, one.sample, year)
    try:
        for _ in judge_lines(task, _below(one.table, one.columns), one.table.size, judged):
            yield one.table.position
    except Unreadable as error:
        raise Refused(one.path, error) from error
    if len(judged.unsafe) > max(FEW_ASIDE, MOST_ASIDE * judged.read):
        what = (
            f"{len(judged.unsafe)} lignes sur {judged.read} ont des cellules décalées, ou que l’on ne peut pas séparer"
        )
        first = next((row.why for row in _below(one.table, one.columns) if isinstance(row, Misread)), "")
        what += f" ({first})" if first else ""
        remedy = "vérifiez son séparateur et ses guillemets, ou demandez au producteur de l’exporter de nouveau"
        raise Refused(one.path, Unreadable(what, remedy, tuple(judged.unsafe[:TOLD])))
    yield one.table.size


def _told(one: _Opened) -> dict[str, object]:
    repaired = {what: {"lignes": noted.count, "premieres": noted.first} for what, noted in one.table.repaired.items()}
    return {
        "lecture": dict(one.table.described),
        "repare": repaired,
        "au_dessus": list(one.columns.before),
        "peut_etre": likely_beside(one.columns, one.sample),
        "montants": [str(part) for part in one.columns.parts],
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
