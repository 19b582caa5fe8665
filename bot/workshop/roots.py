"""The two folders of a content, and the only files of them that may be read and written by name."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bot.files.told import file_fault
from bot.written import ContentError, Place, Problem

FOLDERS = ("intents", "knowledge")
KINDS = (".yaml", ".csv", ".md")
"""What is written by hand; the rest of a content comes from elsewhere, and is only copied."""
COPIED = (*KINDS, ".gz", ".geojson")
MOST_BYTES = 2_000_000
"""The longest file read or written."""
MOST_FILES = 2_000
"""Files of a content, at most."""
MOST_LETTERS = 200
"""The longest name."""

_PART = re.compile(r"[^\W_][\w-]*(?:\.[\w-]+)*")


def refused(name: str, what: str, remedy: str, line: int = 1) -> ContentError:
    """One mistake, as an exception."""
    return ContentError([Problem(Place(name, line), what, remedy)])


class Roots(NamedTuple):
    """Where a content is. A file's name is its path in them, as they are delivered: `intents/fmin/projets.yaml`."""

    intents: Path
    knowledge: Path

    def path(self, name: str) -> Path:
        """Where a file is, whether or not it exists yet.

        Raises:
            ContentError: it is no name of a content file, or a link leads to it.
        """
        folder, _, inside = name.partition("/")
        parts = inside.split("/")
        if folder not in FOLDERS or len(name) > MOST_LETTERS or not all(map(_PART.fullmatch, parts)):
            remedy = "écrivez « intents/… » ou « knowledge/… », des lettres, des chiffres, « - » et « _ »"
            raise refused(name[:MOST_LETTERS], "ce n’est pas le nom d’un fichier de contenu", remedy)
        if not name.endswith(KINDS):
            raise refused(name, "ce fichier ne s’écrit pas ici", f"son nom doit finir par {', '.join(KINDS)}")
        path = self.folder(folder)
        for part in parts:
            path = path / part
            if path.is_symlink():
                raise refused(name, "un lien mène ailleurs", "remplacez ce lien par le fichier ou le dossier lui-même")
        return path

    def folder(self, name: str) -> Path:
        """The folder of that name."""
        return self.intents if name == FOLDERS[0] else self.knowledge

    def read(self, name: str) -> str | None:
        """What a file holds, its line breaks as they are; None where there is no such file.

        Raises:
            ContentError: it cannot be read, or is too long.
        """
        path = self.path(name)
        try:
            # What became a link in between is not followed; a pipe is not waited for.
            opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise refused(name, f"fichier illisible ({file_fault(error)})", "vérifiez ses droits") from error
        with os.fdopen(opened, "rb") as file:
            if not stat.S_ISREG(os.fstat(opened).st_mode):
                raise refused(name, "ce n’est pas un fichier", "retirez-le de ce dossier")
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise refused(name, f"plus de {MOST_BYTES // 10**6} Mo", "partagez ce fichier")
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            what = "ce fichier n’est pas en UTF-8"
            raise refused(name, what, "enregistrez-le en UTF-8", line) from error

    def names(self) -> list[str]:
        """The files that may be read and written, in order."""
        return sorted(name for name, path in self.files(KINDS) if _is_name(name) and not path.is_symlink())

    def files(self, kinds: Iterable[str] = COPIED) -> Iterator[tuple[str, Path]]:
        """The files of a content with their names; hidden folders hold none.

        Raises:
            ContentError: there are too many.
        """
        count = 0
        for folder in FOLDERS:
            for at, folders, files in os.walk(self.folder(folder)):
                folders[:] = sorted(one for one in folders if not one.startswith("."))
                for file in sorted(files):
                    if file.endswith(tuple(kinds)) and not file.startswith("."):
                        path = Path(at, file)
                        count += 1
                        if count > MOST_FILES:
                            raise refused(folder, f"plus de {MOST_FILES} fichiers", "partagez ce contenu")
                        yield f"{folder}/{path.relative_to(self.folder(folder)).as_posix()}", path

    def name(self, place: Place) -> str:
        """The name of the file of a place that this content's reading told: its folders may be called otherwise."""
        folder, _, inside = place.file.partition("/")
        if folder == self.knowledge.name and folder != self.intents.name:
            return f"{FOLDERS[1]}/{inside}"
        return f"{FOLDERS[0]}/{inside}" if folder == self.intents.name else place.file


def _is_name(name: str) -> bool:
    return len(name) <= MOST_LETTERS and all(map(_PART.fullmatch, name.split("/")[1:]))
