"""Spreadsheets are archives: what they would unpack to is bounded before anything is unpacked."""

import zipfile
from pathlib import Path
from zipfile import ZipFile

from bot.grants.reading.table import Unreadable

MOST_SHEET = 2_000_000_000
"""Bytes of XML of the sheets, which are read as a stream: a million lines of twenty cells have about one milliard."""
MOST_STRINGS = 300_000_000
"""Bytes of XML of the texts that cells share, which stay in memory."""
MOST_OTHER = 10_000_000
"""Bytes of any other part that is read."""


def open_archive(path: Path) -> ZipFile:
    """The archive, none of whose parts unpacks to more than is read here.

    What a part declares binds: `zipfile` gives no byte beyond it, and refuses a part whose sum is another.

    Raises:
        Unreadable: it is no archive, or one made to fill the memory.
    """
    try:
        archive = ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable("le classeur est abîmé", "ouvrez-le et enregistrez-le de nouveau") from error
    for part in archive.infolist():
        if part.file_size > _most(part.filename):
            archive.close()
            what = f"une partie du classeur ({part.filename[:60]!r}) se déplierait en {part.file_size // 10**6} Mo"
            raise Unreadable(what, "enregistrez la feuille en CSV")
    return archive


def _most(part: str) -> int:
    if part.startswith("xl/worksheets/") or part == "content.xml":
        return MOST_SHEET
    if part == "xl/sharedStrings.xml":
        return MOST_STRINGS
    # Pictures and the like are never unpacked.
    return MOST_OTHER if part.endswith((".xml", ".rels")) else MOST_SHEET
