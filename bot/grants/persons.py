"""Natural persons among beneficiaries: told by how they are called, and masked."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from stdnum.fr import nir

from bot.grants.columns import Columns
from bot.grants.form import MASKED, form, plain
from bot.grants.headers import words_of
from bot.grants.short_names import is_acronym
from bot.masking import mask

SURE, LIKELY, MAYBE, CONTACT = "masque", "masque_doute", "personne_doute", "contact"
NAMED = "objet_doute"
CONTACTS = "[coordonnées]"
"""Stands for an address of messages, or for a telephone number."""
MOST_WORDS = 3
LAW = "association loi 1901"
FAMILY, FIRST = "nom", "prenom"
"""Words of headers."""
NIR_LENGTH = 15
LEAST_FAMILY = 4
"""Letters that a part of a name in capitals has more than, to be no acronym."""
NAMES = ("nomBeneficiaire", "complementNom")
MAY_TELL = ("", "objet", *NAMES)
"""Fields whose cells may tell how to reach people; « » is that of the columns beyond the form."""
_TELLING = (*NAMES, "idBeneficiaire", "rnaBeneficiaire", "objet")

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


_HOST = re.compile(
    r"(?<!\w)(chez|c/o|s/c)\s+((?:(?:m|mr|mme|mlle|melle|monsieur|madame|mademoiselle|dr|docteur)\b\.?\s*)?)"
    r"([^\W\d_][^,;()\n/\d]*?)(?=\s+[-–—]\s|\s*[,;()\n/\d]|\s*$)",
    re.IGNORECASE,
)
"""Who lets a body have their address: « Amis du chemin CHEZ M PIERRE UNTEL », up to a mark or a number."""
_NIR = re.compile(r"[12378]\d\d(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d\d|2[AB])\d{6}(?:\d\d)?", re.IGNORECASE)


@lru_cache(maxsize=1 << 16)
def without_host(name: str) -> str:
    """A body's name without whom it may be reached at; "" where it says no more."""
    found = next(_hosts(name), None)
    if found is None:
        return name
    rest = f"{name[: found.start()].rstrip(' -–—,;(/')} {name[found.end() :].strip()}"
    return rest.strip(" )") if name[: found.start()].strip(" -–—,;(/") else ""


def _hosts(cell: str) -> Iterator[re.Match[str]]:
    """« Chez » whom, by a title or a first name: « Chez Paulette » is a place."""
    return (one for one in _HOST.finditer(cell) if one[2] or (" " in one[3] and _begins_with_first_name(one[3])))


def tells_person_number(cell: str, may_be: bool) -> bool:
    """Whether a cell is the number of a person (NIR): by its key, or by its form in a column that may hold such."""
    digits = re.sub(r"[\s.'’-]", "", cell.strip().removesuffix(".0").removesuffix(",0"))
    if not _NIR.fullmatch(digits):
        return False
    return may_be or (len(digits) == NIR_LENGTH and nir.is_valid(digits))


@lru_cache(maxsize=1 << 16)
def without_contact(cell: str) -> str:
    """A cell without addresses of messages and telephone numbers, nor who is named there, nor their street."""
    uncontacted = _CONTACT.sub(CONTACTS, cell)
    for host in reversed([*_hosts(uncontacted)]):
        uncontacted = f"{uncontacted[: host.start(2)]}{MASKED}{uncontacted[host.end() :]}"
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


def first_names_of(columns: Columns) -> int | None:
    """The place of the column that tells the first names of beneficiaries, who are then people: « Nom » and « Prénom »,
    but not those of whoever gives, beside « Bénéficiaire »."""
    said = {one.position: words_of(one.header) for one in columns.columns}
    named = said.get(columns.positions().get("nomBeneficiaire", -1))
    for place, words in said.items():
        rest = tuple(word for word in words if word != FIRST)
        alone = not rest and (FAMILY,) not in said.values()
        if named and len(rest) < len(words) and (alone or rest == tuple(word for word in named if word != FAMILY)):
            return place
    return None


def without_contacts(cells: Sequence[str], columns: Columns) -> list[str]:
    """A line's cells without how to reach people."""
    kept = list(cells)
    for column in columns.columns:
        cell = cells[column.position]
        if cell and column.field in MAY_TELL:
            hidden = holds_contacts(column.header) and column.field not in NAMES
            kept[column.position] = CONTACTS if hidden else without_contact(cell)
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
    """« Le Guennec Soizic » may be, « M J C », « MM. de la Fanfare » and « Monsieur le Maire » are nobody."""
    known = form().mots
    named = next((place for place, word in enumerate(words) if word not in known.particules), len(words))
    borne = words[named:]
    if not borne or len(borne[0]) == 1 or not known.organismes.isdisjoint(borne):
        return False
    return not named or known.fonctions.isdisjoint(borne)


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
