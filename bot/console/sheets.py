"""Tables as CSV that a spreadsheet opens in French, and in which it finds no formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from aiohttp import web

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
"""What begins a formula in one spreadsheet or another."""


def safe(cell: str | int | float) -> str:
    """A cell as it is written: a text that would be computed is quoted, a number is in French."""
    if not isinstance(cell, str):
        return str(cell).replace(".", ",")
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def respond(name: str, header: Sequence[str], rows: Iterable[Sequence[str | int | float]]) -> web.Response:
    """A table as a file to keep."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return web.Response(
        # The mark by which spreadsheets know UTF-8.
        body=written.getvalue().encode("utf-8-sig"),
        content_type="text/csv",
        charset="utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
