"""Bytes of a text file to its lines, as they were meant: UTF-8 if they are, else the page that writes French."""

import codecs
import io
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from bot.grants.reading.table import Noted, Unreadable

SAMPLE = 1_000_000
"""Bytes looked at before reading."""
MOST_LINE = 1_000_000
"""Bytes of the longest line read."""
LATIN_9 = "iso8859_15"
PAGES = {"cp1252": "Windows-1252", LATIN_9: "ISO-8859-15", "cp850": "DOS (cp850)", "mac_roman": "Mac OS Roman"}
"""Of one byte a letter, the likeliest first."""
BESIDE_UTF8 = "ligne qui n’est pas en UTF-8 comme les autres, lue en {}"
BESIDE_PAGE = "ligne en UTF-8, à la différence des autres"
LOST = "accents perdus avant la publication (« � »)"

_LETTERS = frozenset("éèêëàâäçôöîïûüùœÉÈÊÀÂÇÔÎ")
# A letter beyond ASCII inside a word.
_INSIDE = re.compile(rb"(?<=[A-Za-z])[\x80-\xff](?=[A-Za-z])")
_OF_LATIN_9 = re.compile(rb"\xa4|[\xbc\xbd](?=[A-Za-z])")
_OF_WINDOWS = re.compile(rb"[\x80-\x9f]")


class Lines:
    """A text file, a line at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.size = path.stat().st_size
        self.position = 0
        self.repaired: dict[str, Noted] = {}
        with path.open("rb") as file:
            sample = file.read(SAMPLE)
        self._whole = ""
        """The encoding of a file that cannot be cut into lines before it is decoded."""
        if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self._whole = "utf-16"
        elif (wide := _wide(sample)) is not None:
            self._whole = wide
        elif b"\0" in sample:
            raise Unreadable(
                "ce n’est pas un fichier de texte",
                "donnez un fichier CSV, XLSX, ODS ou JSON",
                (_line_of(sample, b"\0"),),
            )
        self._page = _page(sample)
        utf8 = _is_utf8(sample)
        if not self._whole and b"\n" not in sample and b"\r" in sample:
            self._whole = "utf-8-sig" if utf8 else self._page
        self.encoding = "UTF-16" if self._whole.startswith("utf-16") else "UTF-8" if utf8 else PAGES[self._page]

    def __iter__(self) -> Iterator[str]:
        """Each line with its end, decoded; the marks of byte order are dropped.

        Raises:
            Unreadable: a line has no end, or what is written is not of the encoding that its mark announces.
        """
        self.position = 0
        self.repaired.clear()
        with self._path.open("rb") as file:
            yield from self._whole_lines(file) if self._whole else self._lines(file)

    def _lines(self, file: BinaryIO) -> Iterator[str]:
        mostly = self.encoding == "UTF-8"
        read = 0
        for number, raw in enumerate(iter(partial(file.readline, MOST_LINE + 1), b""), 1):
            if len(raw) > MOST_LINE:
                raise _endless(number)
            read += len(raw)
            self.position = read
            try:
                text = raw.decode()
            except UnicodeDecodeError:
                text = raw.decode(self._page, "replace")
                if mostly:
                    self._note(BESIDE_UTF8.format(PAGES[self._page]), number)
            else:
                if not mostly and not raw.isascii():
                    self._note(BESIDE_PAGE, number)
            if number == 1:
                text = text.lstrip("\ufeff")
            if "\ufffd" in text:
                self._note(LOST, number)
            yield text

    def _whole_lines(self, file: BinaryIO) -> Iterator[str]:
        text = io.TextIOWrapper(file, self._whole, newline=None)
        number = 0
        try:
            while line := text.readline(MOST_LINE + 1):
                number += 1
                if len(line) > MOST_LINE:
                    raise _endless(number)
                self.position = min(self.position + 2 * len(line), self.size)
                yield line.lstrip("\ufeff") if number == 1 else line
        except UnicodeError as error:
            what = f"ce qui suit n’est pas en {self.encoding}, bien que le fichier l’annonce"
            raise Unreadable(what, "enregistrez-le de nouveau, en UTF-8", (number + 1,)) from error
        finally:
            text.detach()

    def _note(self, what: str, line: int) -> None:
        self.repaired.setdefault(what, Noted()).add(line)


def _endless(number: int) -> Unreadable:
    return Unreadable(
        f"une ligne a plus de {MOST_LINE // 10**6} Mo",
        "vérifiez que c’est un tableau, une ligne par subvention",
        (number,),
    )


def _line_of(sample: bytes, what: bytes) -> int:
    return sample.count(b"\n", 0, sample.index(what)) + 1


def _is_utf8(sample: bytes) -> bool:
    """Whether most of its lines beyond ASCII are UTF-8; the last one may be cut."""
    verdicts = {True: 0, False: 0}
    for line in sample.split(b"\n")[: -1 if len(sample) == SAMPLE else None]:
        if not line.isascii():
            try:
                line.decode()
                verdicts[True] += 1
            except UnicodeDecodeError:
                verdicts[False] += 1
    return verdicts[True] >= verdicts[False]


def _page(sample: bytes) -> str:
    """The page under which most bytes inside words of the lines that are not UTF-8 are letters of French."""
    found, beyond = bytearray(), bytearray()
    for line in sample.split(b"\n"):
        try:
            line.decode()
        except UnicodeDecodeError:
            found += b"".join(_INSIDE.findall(line))
            beyond += line
    right = {page: sum(letter in _LETTERS for letter in found.decode(page, "replace")) for page in PAGES}
    page = max(PAGES, key=lambda page: right[page])
    # They differ by eight letters: what would be « ¼uvre » and « 12 ¤ » is « Œuvre » and « 12 € ».
    return LATIN_9 if page == "cp1252" and _OF_LATIN_9.search(beyond) and not _OF_WINDOWS.search(beyond) else page


def _wide(sample: bytes) -> str | None:
    """The encoding in two bytes a letter of a text without a mark, where every other one is nought."""
    for name, at in (("utf-16-le", 1), ("utf-16-be", 0)):
        if sample[at::2].count(0) > 0.5 * len(sample[at::2]) and not sample[1 - at :: 2].count(0):
            return name
    return None
