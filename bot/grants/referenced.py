"""Under which number grants are kept, where a column beyond the form tells it: « N° engagement juridique »."""

from msgspec.structs import replace

from bot.findings.query import Findings
from bot.grants.headers import tells_references
from bot.grants.rows import Rows
from bot.grants.selection import Selection, values_of
from bot.grants.served import Pack
from bot.understanding.frame import Frame

MOST_ROWS = 12
"""Grants whose numbers are told one by one."""
KEPT = "engagement_mot"
"""What asks for the number under which money is committed, whatever number the decision has."""


def referenced(found: Findings, frame: Frame, selection: Selection, rows: Rows) -> Findings:
    """Findings on decisions, with the numbers of grants instead where no decision is told or where those are meant."""
    told = selection.ask("count(DISTINCT decision)")[0][0]
    found.values.update(n_decisions=told, decisions=values_of(selection, "decision", MOST_ROWS))
    if told and KEPT not in frame.concepts:
        return found
    columns = _columns(selection.pack)
    cells = selection.ask(f"file, line, {', '.join(columns)}") if columns else []
    lines = {(file, line): _numbers(columns, values) for file, line, *values in cells}
    if not any(lines.values()):
        return replace(found, case="non_dit")
    kept = rows.told(selection, "year, file, line", MOST_ROWS)
    files = {name: number for number, name in selection.pack.summary.files.items()}
    numbers = [(row, lines.get((files[row.fichier], row.ligne), [])) for row in kept]
    found.values.update(numeros_de_lignes=numbers, n_numeros=len(lines))
    return replace(found, case="references")


def _columns(pack: Pack) -> dict[str, str]:
    """The columns of numbers of grants, each with its header."""
    headers = pack.rows("SELECT place, header FROM extra ORDER BY place")
    return {f"x{place}": header for place, header in headers if tells_references(header)}


def _numbers(columns: dict[str, str], cells: list[str | None]) -> list[tuple[str, str]]:
    """What a line says in those columns, each with its header."""
    return [(header, cell) for header, cell in zip(columns.values(), cells, strict=True) if cell]
