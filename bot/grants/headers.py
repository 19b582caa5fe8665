"""What a header means by its words: what a cell is (a date, a number…), and of whom or what (the body, the act…).

A header is of a field where its words, links apart, are those of the senses that the field may be said by, each of
those it needs at least once: « Date de l’arrêté » says `date` and `acte`. A word of no sense leaves it unknown:
« Date de dépôt », « Montant demandé ».
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from bot.french.words import ARTICLES, OF
from bot.grants.form import form, plain
from bot.grants.units import unit_in

BORDER = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
"""Between two words of a header written in one."""
_PLURAL = re.compile(r"\((?:e?s|e|x)\)")
"""« Bénéficiaire(s) »."""
_DATED = re.compile(r"\s(?:du|le)\s*:?\s*$", re.IGNORECASE)
"""« Conseil municipal du », « Voté le »: what follows in each cell is a date."""
_LONGEST = 4
"""Words of a sense."""
SITTING = "assemblee"
"""The sense of the words for those who decide together."""
_SHORT = 3
"""Letters of a word that is no plural (« bis »)."""

AID = frozenset(("subvention", "aide"))

Senses = Mapping[tuple[str, ...], frozenset[str]]
"""What words say together, by themselves."""


class Way(NamedTuple):
    """One way in which headers say a field."""

    field: str
    needed: frozenset[str]
    """Senses."""
    admitted: frozenset[str]
    """The needed ones, and those that may stand beside."""


def words_of(header: str) -> tuple[str, ...]:
    """A header's words that tell something, in the singular: « N° des arrêtés (k€) » is (`numero`, `arrete`)."""
    short, links = form().abreges_entetes, ARTICLES | OF | {*form().entetes.liens}
    parted = dated(BORDER.sub(" ", _PLURAL.sub("", header)))
    words = (full for word in unit_in(parted)[1].split() for full in short.get(word, word).split())
    return tuple(bare(word) for word in words if word not in links)


def dated(header: str) -> str:
    """A header with the word for what it leaves for its cells to say: « Conseil municipal du » is of a date."""
    return _DATED.sub(" date", header)


def said_by(headers: Sequence[str], named: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Which header says which field, the surest way of each field first: (its place, the field).

    Args:
        named: headers that name a body, each with the sense of that body: what else is told of it is its too
            (« SIRET du club », beside « Nom du club »).
    """
    senses = _with_names(named)
    words = [words_of(header) for header in headers]
    for way in _ways():
        for place, said in enumerate(words):
            if said and _says(said, way, senses, frozenset()):
                yield place, way.field


def says(header: str, field: str) -> bool:
    """Whether a header says a field."""
    return rank_of(words_of(header), field) is not None


def of_a_giver(header: str) -> bool:
    """Whether a header says what one of several may grant: « Aide régionale »."""
    words, giving = words_of(header), {word for one in form().entetes.donneurs for word in words_of(one)}
    rest = tuple(word for word in words if word not in giving)
    return len(rest) < len(words) and not AID.isdisjoint(rest) and rank_of(rest, "montant") is not None


def rank_of(words: Sequence[str], field: str) -> int | None:
    """The place of the way in which words say a field, the surest first; `None` where they do not."""
    ways = [way for way in _ways() if way.field == field]
    return next((rank for rank, way in enumerate(ways) if words and _says(words, way, _senses(), frozenset())), None)


def _with_names(named: Mapping[str, str]) -> Senses:
    """What words say, with those by which a file calls whom it names."""
    senses = {words: set(said) for words, said in _senses().items()}
    for header, sense in named.items():
        naming = {word for (word, *more), said in _senses().items() if not more and "nom" in said}
        called = tuple(word for word in words_of(header) if word not in naming)
        if called:
            senses.setdefault(called[:_LONGEST], set()).add(sense)
    return {words: frozenset(said) for words, said in senses.items()}


@cache
def _senses() -> Senses:
    """What each word or phrase says."""
    found: dict[tuple[str, ...], set[str]] = {}
    for sense, phrases in form().entetes.sens.items():
        for phrase in phrases:
            found.setdefault(words_of(phrase), set()).add(sense)
    return {words: frozenset(senses) for words, senses in found.items()}


@cache
def _ways() -> tuple[Way, ...]:
    """The ways of all fields, in their order."""
    return tuple(_way(field, way) for field, ways in form().entetes.champs.items() for way in ways)


def _way(field: str, written: str) -> Way:
    senses = written.split()
    needed = frozenset(sense for sense in senses if not sense.endswith("?"))
    return Way(field, needed, needed | {sense.rstrip("?") for sense in senses})


def _says(words: Sequence[str], way: Way, senses: Senses, said: frozenset[str]) -> bool:
    """Whether words say all that a way needs beside what was said, and nothing that it does not admit."""
    if not words:
        return way.needed <= said
    return any(
        _says(words[length:], way, senses, said | {sense})
        for length in range(1, min(_LONGEST, len(words)) + 1)
        for sense in senses.get(tuple(words[:length]), frozenset()) & way.admitted
    )


def bare(word: str) -> str:
    """A word in the singular and the masculine: « attribuées » is `attribue`."""
    word = word.rstrip("sx") if len(word) > _SHORT else word
    return word[:-1] if word.endswith("ee") else word


def head_of(header: str) -> str:
    """The first word of a header, folded; in the singular where it is one that columns begin with, so that « Secteurs
    d’activités » is of a `secteur`."""
    first = plain(header).partition(" ")[0]
    one, known = first.rstrip("sx"), form()
    return one if one in known.lieux | known.alentours | {*known.themes} else first


def tells_requests(header: str) -> bool:
    """Whether a column tells amounts that were asked for, by its name: « Montant demandé », « Somme sollicitée »."""
    words, known = {*plain(header).split()}, form().mots
    amounts = known.montants - known.demandes
    return not known.demandes.isdisjoint(words) and not amounts.isdisjoint(words)


def tells_sittings(header: str) -> bool:
    """Whether a date is called after those who decided on it: « Date du bureau syndical », « Date CP »."""
    return says(header, "dateConvention") and any(SITTING in _senses().get((word,), ()) for word in words_of(header))


def tells_references(header: str) -> bool:
    """Whether a column tells the number under which a grant is kept: « N° engagement juridique », « Référence »."""
    words, known = words_of(header), form().references
    return not known.numeros.isdisjoint(words) and (known.numeros | known.objets).issuperset(words)
