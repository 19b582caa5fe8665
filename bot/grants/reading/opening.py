"""Which reader a file needs, by what it holds, not by its name."""

from contextlib import closing
from pathlib import Path

from bot.grants.reading.delimited import DelimitedTable
from bot.grants.reading.packed import open_archive
from bot.grants.reading.records import JsonTable
from bot.grants.reading.sheets import ExcelTable, OpenDocumentTable
from bot.grants.reading.table import Table, Unreadable

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def open_table(path: Path, sheet: str = "") -> Table:
    """The file as a table.

    Args:
        path: of the file.
        sheet: that of a workbook; "" for the first that holds something.

    Raises:
        Unreadable: it is empty, of another kind, or broken.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise Unreadable("il n’existe pas, ou sa lecture n’est pas permise", "vérifiez son nom") from error
    if not head.strip():
        raise Unreadable("il est vide", "vérifiez qu’il est entier")
    if head.startswith(_OLD_OFFICE):
        raise Unreadable("c’est un classeur d’une ancienne forme (.xls)", "enregistrez-le en XLSX, ODS ou CSV")
    if head.startswith(b"PK"):
        with closing(open_archive(path)) as archive:
            names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            return ExcelTable(path, sheet)
        if "content.xml" in names:
            return OpenDocumentTable(path, sheet)
        raise Unreadable("c’est une archive, pas un classeur", "donnez le fichier qu’elle contient")
    if sheet:
        raise Unreadable("ce n’est pas un classeur : il n’a pas de feuilles", "ôtez « --feuille »")
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{"):
        return JsonTable(path)
    return DelimitedTable(path)
