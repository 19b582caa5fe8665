"""What published grants look like, as `scdl.yaml` tells it: the fields of the national form, headers and words."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from bot.files.load import read_yaml
from bot.french.text import fold

_WORD = re.compile(r"[a-z0-9]+")
_INITIALS = re.compile(r"(?<![\w'’])(?:[^\W\d_]\. ?){2,}")
"""The letters of an acronym that are written each with its dot."""
FORM = Path(__file__).with_name("scdl.yaml")
MASKED = "[personne physique]"
"""What stands for the name of somebody who is no body."""


class Field(Struct, frozen=True):
    """One column that the importer knows."""

    titre: str
    """Its name in French, in the middle of a sentence."""
    alias: tuple[str, ...]
    """Headers that mean it, the likeliest first."""


class Headers(Struct, frozen=True):
    """What headers mean that no alias is."""

    liens: tuple[str, ...]
    """Words that only link."""
    sens: dict[str, tuple[str, ...]]
    """Senses, each with its words and phrases."""
    champs: dict[str, tuple[str, ...]]
    """Fields, each with the ways to say it: senses, those with « ? » not needed; the surest first."""
    donneurs: tuple[str, ...]
    """Who gives, as a header of amounts tells it."""
    sortes: tuple[str, ...]
    """Kinds of aid that a header may tell alone, as they are written."""
    sortes_dites: tuple[str, ...]
    """Those that it tells beside the aid."""
    etapes: tuple[str, ...]
    """When in a year an amount is counted."""


class References(Struct, frozen=True):
    """The words of headers of the numbers under which grants are kept, in the singular and folded."""

    numeros: frozenset[str]
    """One of which says that they are numbers."""
    objets: frozenset[str]
    """What may be said beside, of what they are."""


class Giving(Struct, frozen=True):
    """How those are said who give, folded."""

    noms: frozenset[str]
    """What they are, where no name is known that says otherwise."""
    collectivites: frozenset[str]
    """The same of local authorities, whose name is then not said: one that is named may be another."""
    seuls: frozenset[str]
    """Those whose grants are told by nouns too (« les aides du Parc »)."""
    generaux: frozenset[str]
    """What any of them are."""
    verbes: tuple[str, ...]
    """The beginnings of verbs of giving."""
    couts: tuple[str, ...]
    """Those of verbs of costing."""
    decides: frozenset[str]
    """Nouns before what was decided on (« le montant de l’aide du camion »)."""
    recus: tuple[str, ...]
    """Those of participles of what is got from somebody."""
    dons: frozenset[str]
    """What is given."""


class Words(Struct, frozen=True):
    """The words of cells, each folded and without its marks."""

    totaux: frozenset[str]
    totaux_de: tuple[str, ...]
    totaux_sauf: tuple[str, ...]
    non_affectees: tuple[str, ...]
    vagues: frozenset[str]
    refus: frozenset[str]
    attente: frozenset[str]
    accords: frozenset[str]
    suivis: frozenset[str]
    en_cours: frozenset[str]
    rompus: frozenset[str]
    en_numeraire: tuple[str, ...]
    en_nature: tuple[str, ...]
    oui: frozenset[str]
    non: frozenset[str]
    autres: frozenset[str]
    vides: frozenset[str]
    riens: frozenset[str]
    euros: tuple[str, ...]
    montants: frozenset[str]
    couts: frozenset[str]
    anterieurs: frozenset[str]
    sans_montants: frozenset[str]
    demandes: frozenset[str]
    civilites: frozenset[str]
    particules: frozenset[str]
    fonctions: frozenset[str]
    metiers: frozenset[str]
    particuliers: frozenset[str]
    maisonnees: tuple[str, ...]
    aides_aux_particuliers: tuple[str, ...]
    prenoms: frozenset[str]
    organismes: frozenset[str]
    formes: tuple[str, ...]
    personnes: frozenset[str]
    genres_dits: frozenset[str]
    genres_autres: frozenset[str]
    coordonnees: frozenset[str]
    adresses: frozenset[str]
    services: frozenset[str]


class Form(Struct, frozen=True):
    """The whole file."""

    champs: dict[str, Field]
    """The columns of the national form, in its order."""
    hors_forme: dict[str, Field]
    """Those that many publishers add, and that mean something to us."""
    entetes: Headers
    indispensables: tuple[str, ...]
    """Fields without which nothing can be said."""
    mots: Words
    unites: dict[str, tuple[str, ...]]
    """How units of amounts other than euros are written, folded, by their names."""
    prefixes_attribuant: tuple[str, ...]
    familles_attribuant: tuple[tuple[str, ...], ...]
    """What local authorities of one kind are called before their names."""
    donneurs: Giving
    epithetes: frozenset[str]
    """Folded words of names that do not tell a body from those alike elsewhere."""
    lieux: frozenset[str]
    """The first words of columns that tell where bodies are."""
    alentours: frozenset[str]
    """Those of columns that tell what is around them."""
    themes: tuple[str, ...]
    """Those of columns that tell what a grant is about, the broadest first."""
    actes: tuple[str, ...]
    """Those said before the number of a decision."""
    annonces: frozenset[str]
    """Those said before the whole of what a grant is for, folded."""
    references: References
    villes: dict[str, tuple[str, ...]]
    """Towns with how they are written in short."""
    abreges: dict[str, tuple[str, ...]]
    """Folded words that people say, with how names write them."""
    abreges_objets: dict[str, tuple[str, ...]]
    """Folded words with how what grants are for is written in short."""
    sigles: dict[str, tuple[str, ...]]
    """Acronyms that people say, with what names may write in their place."""
    genres: tuple[tuple[str, ...], ...]
    """What bodies are called by that are of one kind, folded: those of two kinds are two bodies."""
    parts: frozenset[str]
    """Folded words for a part of a body."""
    sports: tuple[str, ...]
    """Folded."""
    ecrit: dict[str, str]
    """How the form writes the natures of aid."""
    abreges_entetes: dict[str, str]
    """Short folded words of headers, in full."""

    def unprefixed(self, name: str) -> str:
        """A folded name without what it is called by first: « commune de colomiers » → `colomiers`."""
        if name.partition(" ")[0] not in heads():
            return name
        prefix = next((one for one in self.prefixes_attribuant if name.startswith(f"{one} ")), None)
        return name if prefix is None else name[len(prefix) + 1 :]

    def fields(self) -> Iterator[tuple[str, Field]]:
        """Every field, by its name."""
        yield from self.champs.items()
        yield from self.hors_forme.items()

    def title(self, field: str) -> str:
        """A field's name in French."""
        known = self.champs.get(field) or self.hors_forme[field]
        return known.titre


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """A text folded, its words apart by one space, all other marks dropped: « N° R.N.A. » → `n r n a`."""
    return " ".join(_WORD.findall(fold(text)))


def plain_name(name: str) -> str:
    """The name of a body folded, an acronym in one word: « A.S. Migné » is `as migne`, as « AS Migné » is."""
    return plain(_INITIALS.sub(lambda found: "".join(filter(str.isalpha, found[0])) + " ", name))


@cache
def form() -> Form:
    """The form that comes with the program."""
    written = dict(read_yaml(FORM, f"bot/grants/{FORM.name}"))
    words = written["mots"]
    # Empty cells are compared as they are written: their marks are all they have.
    written["mots"] = {
        name: [fold(word).strip() if name in ("vides", "euros") else plain(word) for word in known]
        for name, known in words.items()
    }
    written["donneurs"] = {name: [*map(plain, known)] for name, known in written["donneurs"].items()}
    written["genres"] = [[*map(plain, known)] for known in written["genres"]]
    written["parts"], written["sports"] = ([*map(plain, written[field])] for field in ("parts", "sports"))
    written["unites"] = {unit: [*map(plain, known)] for unit, known in written["unites"].items()}
    return msgspec.convert(written, Form)


@cache
def heads() -> frozenset[str]:
    """The words that local authorities are called by before their names (« ville », « mairie »…)."""
    return frozenset(prefix.split()[0] for prefix in form().prefixes_attribuant)
