"""The accounts of a small town: one a line in a file that only Lauréat reads, with what argon2 makes of passwords."""

import fcntl
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from msgspec import Struct

from bot.files.told import writing_fault
from bot.french.text import fold

Role = Literal["lecture", "édition"]
"""*lecture* sees, *édition* also changes."""
ROLES: tuple[Role, ...] = get_args(Role)
LEAST_LETTERS = 12
"""Of a password, which is about what ANSSI asks of one that is throttled."""
MOST_LETTERS = 200
LEAST_DIFFERENT = 4
"""Different characters of a password: not one or two, again and again."""
NAME = re.compile(r"\w[\w.@+-]{0,99}")
_HASHER = PasswordHasher()


class AccountsError(Exception):
    """The file of accounts cannot be used, or what is asked of it makes no sense; the message is in French."""


class Account(Struct, frozen=True):
    """Somebody who has a password."""

    name: str
    role: Role
    hash: str
    """As argon2 writes it, with its own parameters."""

    def is_proved_by(self, password: str) -> bool:
        """Whether a password is theirs; takes a tenth of a second, whatever the answer."""
        try:
            return _HASHER.verify(self.hash, password)
        except (VerificationError, InvalidHashError):
            return False


class Accounts:
    """The file, read again whenever it has changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, int, int] | None = None
        self._known: dict[str, Account] = {}
        # Of nobody: an unknown name takes as long as a wrong password.
        self._nobody = Account("", "lecture", _HASHER.hash(os.urandom(16).hex()))

    def every(self) -> dict[str, Account]:
        """Who there is, by name, casefolded. Raises AccountsError where the file cannot be read."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return {}
        stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
        if stamp != self._stamp:
            self._known = _read(self._path)
            self._stamp = stamp
        return self._known

    def find(self, name: str) -> Account | None:
        """Somebody by name, in capitals or not."""
        return self.every().get(name.casefold())

    def prove(self, name: str, password: str) -> Account | None:
        """Whose name and password these are; as slow where there is nobody of that name."""
        account = self.find(name)
        proved = (account or self._nobody).is_proved_by(password[:MOST_LETTERS])
        return account if proved else None

    def add(self, name: str, role: Role, password: str) -> None:
        """Give somebody an account, or another password and role. Raises AccountsError."""
        if not NAME.fullmatch(name):
            raise AccountsError(
                "Donnez un nom de lettres, de chiffres, ou des signes . - _ + @, sans espace ; "
                "il commence par une lettre ou un chiffre."
            )
        if not LEAST_LETTERS <= len(password) <= MOST_LETTERS:
            raise AccountsError(f"Donnez un mot de passe de {LEAST_LETTERS} à {MOST_LETTERS} caractères.")
        own = password.casefold().replace(name.casefold(), "")
        if len(own) < LEAST_LETTERS or len(set(own)) < LEAST_DIFFERENT:
            raise AccountsError(
                "Ce mot de passe se devine : donnez-en un qui ne soit ni le nom, ni un même signe répété ; "
                "plusieurs mots sans rapport conviennent."
            )
        account = Account(name, role, _HASHER.hash(password))
        with self._alone():
            self._write({**self.every(), name.casefold(): account})

    def remove(self, name: str) -> None:
        """Take an account away. Raises AccountsError where there is none."""
        with self._alone():
            known = dict(self.every())
            if known.pop(name.casefold(), None) is None:
                raise AccountsError(f"Aucun compte ne s’appelle « {name} ».")
            self._write(known)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """While nobody else changes the file: its folder is locked, since another file takes its place."""
        try:
            folder = os.open(self._path.parent, os.O_RDONLY)
        except OSError as error:
            raise AccountsError(f"{self._path} ne peut pas être écrit : {writing_fault(error)}.") from error
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def _write(self, known: dict[str, Account]) -> None:
        lines = "".join(f"{one.name}:{one.role}:{one.hash}\n" for one in sorted(known.values(), key=_by_name))
        try:
            # mkstemp makes it 0600.
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=f".{self._path.name}-")
            with open(handle, "w", encoding="utf-8") as file:
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, self._path)
        except OSError as error:
            raise AccountsError(f"{self._path} ne peut pas être écrit : {writing_fault(error)}.") from error


def _by_name(account: Account) -> str:
    return fold(account.name)


def _read(path: Path) -> dict[str, Account]:
    known = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AccountsError(f"{path} ne peut pas être lu : vérifiez à qui il est ({error}).") from error
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, rest = line.partition(":")
        role, _, proof = rest.partition(":")
        if not (NAME.fullmatch(name) and role in ROLES and proof.startswith("$argon2")):
            raise AccountsError(f"{path}, ligne {number} : ce n’est pas un compte ; ôtez cette ligne.")
        if name.casefold() in known:
            raise AccountsError(f"{path}, ligne {number} : « {name} » y est déjà ; ôtez l’une des deux lignes.")
        known[name.casefold()] = Account(name, "édition" if role == "édition" else "lecture", proof)
    return known
