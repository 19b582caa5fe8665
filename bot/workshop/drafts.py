"""A draft: files of a content as somebody would have them, while the content itself goes on as it is."""

import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from bot.files.load import parse_table, parse_yaml
from bot.workshop.merging import merge
from bot.workshop.publications import history
from bot.workshop.roots import FOLDERS, MOST_BYTES, Roots, refused
from bot.written import ContentError, Place, Problem
from bot.written import Mapping as Content

MOST_CHANGED = 100
"""Files that one draft changes, at most."""
MOST_PARSED = 128
"""Files kept parsed."""
MOST_IN_ALL = 4_000_000
"""Bytes of all that one draft changes, at most."""

_FORMULA = re.compile(r"[=+\-@\t\r]")
_FIGURE = re.compile(r"[+-]?\d[\d .,]*")


class Draft:
    """Changed files over a content, which is only read. Nothing is checked across files: a trial does that."""

    def __init__(
        self, roots: Roots, base: Mapping[str, str | None] | None = None, texts: Mapping[str, str] | None = None
    ) -> None:
        """
        Args:
            roots: the content.
            base: what each changed file held when the draft began to change it; None where there was none.
            texts: what it is to hold.
        """
        self.roots = roots
        self._base = dict(base or {})
        self._texts = dict(texts or {})

    @property
    def changed(self) -> Mapping[str, str]:
        """The files that differ, and what they are to hold."""
        return {name: text for name, text in self._texts.items() if text != self._base[name]}

    @property
    def base(self) -> Mapping[str, str | None]:
        """What these files held when the draft began; None for a new file."""
        return {name: self._base[name] for name in self.changed}

    def names(self) -> list[str]:
        """The files that there are, new ones too."""
        return sorted({*self.roots.names(), *self._texts})

    def read(self, name: str) -> str:
        """What a file holds in this draft.

        Raises:
            ContentError: there is no such file, or it cannot be read.
        """
        text = self._texts.get(name)
        if text is None:
            text = self.roots.read(name)
        if text is None:
            raise refused(name, "ce fichier n’existe pas", "vérifiez son nom")
        return text

    def content(self, name: str) -> Content:
        """What a YAML file says in this draft; not to be changed.

        Raises:
            ContentError: it cannot be read.
        """
        return _parsed(name, self.read(name))

    def contents(self, folder: str) -> Iterator[tuple[str, Content]]:
        """What each YAML file of a folder says in this draft, with its name; what cannot be read is left to a trial."""
        for name in self.names():
            if name.startswith(f"{folder}/") and name.endswith(".yaml"):
                try:
                    yield name, self.content(name)
                except ContentError:
                    continue

    def write(self, name: str, text: str) -> None:
        """Have a file hold this text.

        Raises:
            ContentError: its name, its length, or how it is written does not do.
        """
        self.roots.path(name)
        _check_text(name, text)
        texts = {**self._texts, name: text}
        if len(texts) > MOST_CHANGED:
            raise refused(name, f"plus de {MOST_CHANGED} fichiers changés", "publiez ce brouillon, puis continuez")
        if sum(len(one.encode()) for one in texts.values()) > MOST_IN_ALL:
            what = f"plus de {MOST_IN_ALL // 10**6} Mo de changements"
            raise refused(name, what, "publiez ce brouillon, puis continuez")
        if name not in self._base:
            self._base[name] = self.roots.read(name)
        self._texts = texts

    def restore(self, name: str) -> None:
        """Give up what is changed in a file."""
        self._texts.pop(name, None)
        self._base.pop(name, None)

    def only(self, name: str) -> "Draft":
        """The draft without what it changes in the other files."""
        changed = name in self.changed
        return Draft(
            self.roots, {name: self._base[name]} if changed else {}, {name: self._texts[name]} if changed else {}
        )

    def renewed(self) -> tuple["Draft", tuple[str, ...]]:
        """The draft over what the content holds now, and the files where what others changed is joined to it.

        What the content holds already is no change any more; what touches the same lines stays as it was (`stale`).
        """
        base, texts, joined = dict(self.base), dict(self.changed), []
        for name, text in self.changed.items():
            try:
                now = self.roots.read(name)
            except ContentError:
                continue
            if now == text:
                del base[name], texts[name]
            elif now != (before := base[name]) and now is not None and before is not None:
                together = merge(before, text, now)
                if together is not None:
                    base[name], texts[name] = now, together
                    joined.append(name)
        return Draft(self.roots, base, texts), tuple(joined)

    def stale(self) -> list[Problem]:
        """The changed files that somebody else has changed meanwhile, and who did where that is known."""
        return [
            Problem(
                Place(name, 1),
                f"ce fichier a changé {_how_changed(self.roots, name, now)} depuis le début du brouillon",
                "gardez une copie de votre changement, reprenez le texte publié, puis refaites-le",
            )
            for name, base in self.base.items()
            if (now := self.roots.read(name)) not in (base, self._texts[name])
        ]

    def write_all(self, folder: Path) -> Roots:
        """A copy of the whole content with the draft in it, below a folder that exists."""
        roots = Roots(*(folder / name for name in FOLDERS))
        for root in roots:
            root.mkdir()
        for name, path in self.roots.files():
            if name not in self._texts and path.is_file():
                copied = folder / name
                copied.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copied)
        for name, text in self._texts.items():
            written = roots.path(name)
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_text(text, "utf-8", newline="")
        return roots


@lru_cache(MOST_PARSED)
def _parsed(name: str, text: str) -> Content:
    """A file as parsed: the drafts of a content have nearly all of it in common."""
    return parse_yaml(text, name)


def _how_changed(roots: Roots, name: str, text: str | None) -> str:
    for one in history(roots):
        if name in one.after and one.after[name] == text:
            at = datetime.fromisoformat(one.at).astimezone()
            return f"(publié par {one.author.name} le {at:%d/%m/%Y à %H:%M} : « {one.message.splitlines()[0]} »)"
    return "sur le disque"


def _check_text(name: str, text: str) -> None:
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise refused(name, "un caractère ne peut pas être enregistré", "retirez ce caractère") from None
    if size > MOST_BYTES:
        raise refused(name, f"plus de {MOST_BYTES // 10**6} Mo", "partagez ce fichier")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise refused(name, "cette ligne contient un caractère de commande", "retirez ce caractère", line)
    if name.endswith(".yaml"):
        parse_yaml(text, name)
    elif name.endswith(".csv"):
        check_cells(name, parse_table(text, name)[1])


def check_cells(name: str, rows: list[list[str]]) -> None:
    """Refuse cells that a spreadsheet would run as a formula."""
    problems = [
        Problem(
            Place(name, line),
            f"la cellule « {cell[:40]} » serait une formule dans un tableur",
            f"retirez le « {cell[0]} » du début",
        )
        for line, row in enumerate(rows, 2)
        for cell in row
        if is_formula(cell)
    ]
    if problems:
        raise ContentError(problems)


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula."""
    return _FORMULA.match(cell) is not None and _FIGURE.fullmatch(cell) is None
