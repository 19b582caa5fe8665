"""Drafts kept in a folder, so that one may be left and taken up again, by any process of the server."""

import contextlib
import os
import re
import time
from pathlib import Path
from secrets import token_hex

import msgspec
from msgspec import Struct

from bot.workshop.drafts import Draft
from bot.workshop.roots import Roots, refused
from bot.written import ContentError

MOST_DRAFTS = 50
"""Drafts kept, at most."""
MOST_BYTES = 20_000_000
"""The longest draft read."""

_ID = re.compile(r"[0-9a-f]{16}")


class Kept(Struct, frozen=True):
    """A draft as it is kept."""

    id: str
    title: str
    author: str
    at: float
    """When it was last saved, Unix time in seconds."""
    base: dict[str, str | None]
    texts: dict[str, str]


class Drafts:
    """The drafts of one content."""

    def __init__(self, folder: Path, roots: Roots) -> None:
        """
        Args:
            folder: where they are kept; made when first needed.
            roots: the content.
        """
        self._folder = folder
        self._roots = roots

    def begin(self, author: str, title: str = "") -> Kept:
        """A new draft, which changes nothing yet.

        Raises:
            ContentError: there are too many.
        """
        if len(self.all()) >= MOST_DRAFTS:
            raise refused("intents", f"plus de {MOST_DRAFTS} brouillons", "abandonnez ceux qui ne servent plus")
        kept = Kept(token_hex(8), title.strip()[:200], author, time.time(), {}, {})
        self._write(kept)
        return kept

    def open(self, id_: str) -> Draft:
        """A draft to read and change; `save` keeps what changes.

        Raises:
            ContentError: there is no such draft.
        """
        kept = self.find(id_)
        return Draft(self._roots, kept.base, kept.texts)

    def find(self, id_: str) -> Kept:
        """A draft as it is kept.

        Raises:
            ContentError: there is no such draft.
        """
        unknown = refused("intents", "ce brouillon n’existe plus", "choisissez-en un autre, ou commencez-en un")
        if not _ID.fullmatch(id_):
            raise unknown
        try:
            with open(self._path(id_), "rb") as file:
                return msgspec.json.decode(file.read(MOST_BYTES), type=Kept)
        except (OSError, msgspec.DecodeError):
            raise unknown from None

    def save(self, id_: str, draft: Draft) -> Kept:
        """Keep a draft as it is now."""
        kept = msgspec.structs.replace(self.find(id_), at=time.time(), base=dict(draft.base), texts=dict(draft.changed))
        self._write(kept)
        return kept

    def drop(self, id_: str) -> None:
        """Give a draft up."""
        self.find(id_)
        self._path(id_).unlink(missing_ok=True)

    def all(self) -> list[Kept]:
        """Every draft, the latest first."""
        found = []
        if self._folder.is_dir():
            for path in self._folder.glob("*.json"):
                with contextlib.suppress(ContentError):
                    found.append(self.find(path.stem))
        return sorted(found, key=lambda kept: -kept.at)

    def _path(self, id_: str) -> Path:
        return self._folder / f"{id_}.json"

    def _write(self, kept: Kept) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = self._folder / f".{kept.id}.{token_hex(4)}"
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(msgspec.json.encode(kept))
        os.replace(fresh, self._path(kept.id))
