"""Natural persons among beneficiaries: told by how they are called, and masked."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.grants.columns import Columns
from bot.grants.form import MASKED, form, plain
from bot.journal.masking import mask

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
_NAME = r"(?!(?i:pour|dans|de|du|des|et|à|a|au|aux|en|sur|son|sa|ses)\b)[A-ZÀ-ÖØ-Þ][\w'’-]*"
# A title alone is enough where it is short: « Madame Bovary » is a play.
_PERSON = re.compile(
    rf"(?<!\w)(?:M\.|(?i:mr|mme|mlle|melle)\b\.?)\s*{_NAME}(?:\s+{_NAME}){{0,2}}"
    rf"|(?<!\w)(?i:monsieur|madame|mademoiselle)(?:\s+{_NAME}){{2,3}}"
)


@lru_cache(maxsize=1 << 16)
def without_contact(cell: str) -> str:
    """A cell without addresses of messages and telephone numbers, nor who is named there, nor their street."""
    uncontacted = _CONTACT.sub(CONTACTS, cell)
    unnamed = _PERSON.sub(MASKED, uncontacted)
    return uncontacted if unnamed == uncontacted else mask(unnamed)


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
    return bool(longest) and _may_be_somebody(words[longest:])


def _may_be_somebody(words: Sequence[str]) -> bool:
    """« M J C » and « MM. de la Fanfare » are nobody."""
    return bool(words) and len(words[0]) > 1 and form().mots.organismes.isdisjoint(words)


@lru_cache(maxsize=1 << 16)
def is_professional(name: str) -> bool:
    """Whether a name begins with what somebody is called by for their trade (« Docteur », « Maître »)."""
    first, *rest = plain(name).split() or [""]
    return first in form().mots.metiers and _may_be_somebody(rest)


@lru_cache(maxsize=1 << 12)
def is_body(cell: str) -> bool:
    """Whether a cell begins with what only bodies are by law (« Association loi 1901 »)."""
    return f"{plain(cell)} ".startswith(tuple(f"{one} " for one in form().mots.formes))


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
