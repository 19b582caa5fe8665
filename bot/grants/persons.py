"""Natural persons among beneficiaries: told by how they are called, and masked."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.grants.columns import Columns
from bot.grants.form import MASKED, form, plain
from bot.grants.short_names import is_acronym
from bot.masking import mask

SURE, LIKELY, MAYBE, CONTACT = "masque", "masque_doute", "personne_doute", "contact"
NAMED = "objet_doute"
CONTACTS = "[coordonnées]"
"""Stands for an address of messages, or for a telephone number."""
MOST_WORDS = 3
LAW = "association loi 1901"
LEAST_FAMILY = 4
"""Letters that a part of a name in capitals has more than, to be no acronym."""
MAY_TELL = ("", "objet")
"""Fields whose cells may tell how to reach people; « » is that of the columns beyond the form."""
_TELLING = ("nomBeneficiaire", "idBeneficiaire", "rnaBeneficiaire", "objet")

_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\d+])(?:(?:\+|00)33[ .-]?(?:\(0\)[ .-]?)?|0)[1-9](?:[ ./-]?\d\d){4}(?!\d)"
)
_NAME = r"(?!(?i:pour|dans|de|du|des|et|à|a|au|aux|en|sur|son|sa|ses)\b)[A-ZÀ-ÖØ-Þ][\w'’-]*"
_GIVEN = re.compile(rf"(?<!\w)((?i:pour|à|a)\s+)({_NAME}(?:\s+{_NAME}){{1,2}})")
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
    if is_aid_to_people(cell):
        unnamed = _GIVEN.sub(lambda one: f"{one[1]}{MASKED}" if _begins_with_first_name(one[2]) else one[0], unnamed)
    return uncontacted if unnamed == uncontacted else mask(unnamed)


def may_name_somebody(cell: str) -> bool:
    """Whether what a cell says may be for somebody that it names (« Exposition consacrée à Paul Cézanne »)."""
    return any(_begins_with_first_name(one[2]) for one in _GIVEN.finditer(cell))


def _begins_with_first_name(name: str) -> bool:
    """« Léa Martin », « Jean-Paul Roche »; « Jean Moulin Basket » is a body."""
    words, known = plain(name).split(), form().mots
    return words[0] in known.prenoms and known.organismes.isdisjoint(words)


@lru_cache(maxsize=1 << 8)
def holds_contacts(header: str) -> bool:
    """Whether a column tells who somebody is or how to reach them, by its name: « IBAN », « Président »."""
    words = plain(header).split()
    return not form().mots.coordonnees.isdisjoint(words) and form().mots.services.isdisjoint(words)


@lru_cache(maxsize=1 << 8)
def holds_addresses(header: str) -> bool:
    """Whether a column tells where somebody lives, by its name."""
    words = plain(header).split()
    return not form().mots.adresses.isdisjoint(words) and not holds_contacts(header)


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
    # « Monsieur X » is somebody, « M J C » is not.
    spelt = longest > 0 and len(words[longest - 1]) > MOST_WORDS
    return bool(longest) and (_may_be_somebody(words[longest:]) or (spelt and [*map(len, words[longest:])] == [1]))


def _may_be_somebody(words: Sequence[str]) -> bool:
    """« M J C » and « MM. de la Fanfare » are nobody."""
    return bool(words) and len(words[0]) > 1 and form().mots.organismes.isdisjoint(words)


@lru_cache(maxsize=1 << 16)
def is_professional(name: str) -> bool:
    """Whether a name begins with what somebody is called by for their trade (« Docteur », « Maître »)."""
    first, *rest = plain(name).split() or [""]
    return first in form().mots.metiers and _may_be_somebody(rest)


@lru_cache(maxsize=1 << 12)
def is_body(cell: str, of_kinds: bool) -> bool:
    """Whether a cell says no more than what only bodies are by law (« Association »), or, in a column that tells what
    beneficiaries are, begins with it: « Université de Pern » may be where somebody studies."""
    told, forms = plain(cell), form().mots.formes
    return told in forms or told == LAW or (of_kinds and f"{told} ".startswith(tuple(f"{one} " for one in forms)))


@lru_cache(maxsize=1 << 16)
def looks_like_one(name: str) -> bool:
    """Whether a name without a number is somebody's: a first name beside one or two other words, none of which a body
    would bear, a name in capitals beside one that is not (« BENALI Ahmed »), or what households are called by."""
    words, known = plain(name).split(), form().mots
    if any(f"{' '.join(words)} ".startswith(f"{one} ") for one in known.maisonnees):
        return _may_be_somebody(words[1:])
    if any(plain(name).endswith(f" {one}") for one in known.maisonnees if " " in one):
        return True
    return may_be_one(name) and (words[0] in known.prenoms or words[-1] in known.prenoms or _is_family_and_first(name))


@lru_cache(maxsize=1 << 16)
def may_be_one(name: str) -> bool:
    """Whether a name is two or three words as those of people are: none that a body would bear, no acronym."""
    words, known = plain(name).split(), form().mots
    return (
        2 <= len(words) <= MOST_WORDS
        and known.organismes.isdisjoint(words)
        and all(word.isalpha() and len(word) > 1 for word in words)
        and not any(word in form().sigles or is_acronym(word) for word in words)
        and all(part[0].isupper() for part in name.split())
    )


def _is_family_and_first(name: str) -> bool:
    """« BENALI Ahmed », « Ahmed BENALI »: one part in capitals, the other not, which names of bodies hardly are."""
    parts = name.split()
    large = [part.isupper() and len(part) > LEAST_FAMILY for part in parts]
    small = [part.istitle() for part in parts]
    return len(parts) == 2 and ((large[0] and small[1]) or (small[0] and large[1]))


@lru_cache(maxsize=1 << 8)
def tells_kinds(header: str) -> bool:
    """Whether a column tells what beneficiaries are, by its name: « Type de structure », not « Type de public »."""
    words, known = {*plain(header).split()}, form().mots
    return not known.genres_dits.isdisjoint(words) and known.genres_autres.isdisjoint(words)


@lru_cache(maxsize=1 << 12)
def is_person(cell: str) -> bool:
    """Whether a cell that tells what a beneficiary is says that it is one person (« Étudiant »)."""
    return bool(cell) and plain(cell) in form().mots.personnes


@lru_cache(maxsize=1 << 12)
def is_aid_to_people(what: str) -> bool:
    """Whether an object is of what only people are given."""
    return any(f" {one} " in f" {plain(what)} " for one in form().mots.aides_aux_particuliers)


def masked(cells: Sequence[str], columns: Columns, mask: str) -> list[str]:
    """A line's cells without what tells who it is: name, numbers, object, address, and whatever repeats the name."""
    positions = columns.positions()
    hidden = {positions[field] for field in _TELLING if field in positions}
    hidden |= {column.position for column in columns.columns if holds_addresses(column.header)}
    name = plain(cells[positions["nomBeneficiaire"]]) if "nomBeneficiaire" in positions else ""
    return [
        mask if cell and (place in hidden or (name and name in plain(cell))) else cell
        for place, cell in enumerate(cells)
    ]
