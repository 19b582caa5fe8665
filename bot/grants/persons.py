"""Natural persons among beneficiaries: told by how they are called, and masked."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.grants.columns import Columns
from bot.grants.form import form, plain

SURE, LIKELY, CONTACT = "masque", "masque_doute", "contact"
CONTACTS = "[coordonnées]"
"""Stands for an address of messages, or for a telephone number."""
MOST_WORDS = 3
MAY_TELL = ("", "objet")
"""Fields whose cells may tell how to reach people; « » is that of the columns beyond the form."""
_TELLING = ("nomBeneficiaire", "idBeneficiaire", "rnaBeneficiaire", "objet")


_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\d+])(?:(?:\+|00)33[ .-]?(?:\(0\)[ .-]?)?|0)[1-9](?:[ ./-]?\d\d){4}(?!\d)"
)


@lru_cache(maxsize=1 << 16)
def without_contact(cell: str) -> str:
    """A cell without the addresses of messages and the telephone numbers in it."""
    return _CONTACT.sub(CONTACTS, cell)


@lru_cache(maxsize=1 << 8)
def holds_contacts(header: str) -> bool:
    """Whether a column tells how to reach somebody, by its name."""
    return not form().mots.coordonnees.isdisjoint(plain(header).split())


def without_contacts(cells: Sequence[str], columns: Columns) -> list[str]:
    """A line's cells without how to reach people."""
    kept = list(cells)
    for column in columns.columns:
        cell = cells[column.position]
        if cell and column.field in MAY_TELL:
            kept[column.position] = CONTACTS if holds_contacts(column.header) else without_contact(cell)
    return kept


@lru_cache(maxsize=1 << 12)
def is_private(cell: str) -> bool:
    """Whether a cell says that the beneficiary is a private person."""
    return bool(cell) and plain(cell) in form().mots.particuliers


@lru_cache(maxsize=1 << 16)
def is_titled(name: str) -> bool:
    """Whether a name begins with « M. », « Mme »… or is a word for private persons."""
    words = plain(name).split()
    titles, known = form().mots.civilites, form().mots
    if " ".join(words) in known.particuliers:
        return True
    longest = max((length for length in range(1, 5) if " ".join(words[:length]) in titles), default=0)
    rest = words[longest:]
    # « M J C » and « MM. de la Fanfare » are none.
    return bool(longest and rest) and len(rest[0]) > 1 and not any(word in known.organismes for word in rest)


@lru_cache(maxsize=1 << 16)
def looks_like_one(name: str) -> bool:
    """Whether a name is a first name before or behind one or two other words, none of which a body would bear."""
    words, known = plain(name).split(), form().mots
    if not 2 <= len(words) <= MOST_WORDS or any(word in known.organismes or not word.isalpha() for word in words):
        return False
    return words[0] in known.prenoms or words[-1] in known.prenoms


def masked(cells: Sequence[str], positions: Mapping[str, int], mask: str) -> list[str]:
    """A line's cells without what tells who it is: name, numbers, object, and whatever repeats the name."""
    hidden = {positions[field] for field in _TELLING if field in positions}
    name = plain(cells[positions["nomBeneficiaire"]]) if "nomBeneficiaire" in positions else ""
    return [
        mask if cell and (place in hidden or (name and name in plain(cell))) else cell
        for place, cell in enumerate(cells)
    ]
