"""How the cells of each field are read, and which of the notes on them tell that a cell may be another column's."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from bot.grants import cells as read
from bot.grants.cells import is_empty
from bot.grants.form import form, plain
from bot.grants.repairing import is_garbled, repaired

MISFITS = frozenset(f"{what}_illisible" for what in ("montant", "date", "exercice", "part", "notification")) | {
    "siret_faux",
    "rna_faux",
    "nature_inconnue",
    "suite_inconnue",
}
"""Notes on a cell that may be another column's."""
NUMBERS = ("idAttribuant", "idBeneficiaire", "rnaBeneficiaire")
DATES = ("dateConvention", "datesPeriodeVersement")
Reading = Callable[[str], tuple[Any, str]]


@lru_cache(maxsize=read.CACHED)
def text(cell: str) -> tuple[str | None, str]:
    """What a cell says, mended, and the note on it."""
    if is_empty(cell):
        return None, ""
    mended = repaired(cell)
    return mended, "texte_repare" if is_garbled(cell) and not is_garbled(mended) else ""


def is_refusal(cell: str | None) -> bool:
    """Whether a cell says that nothing is granted."""
    return bool(cell) and plain(cell) in form().mots.refus


def outcome(cell: str, under_way: str = read.PENDING) -> tuple[str | None, str]:
    """What a cell, mended, says became of a request: see `cells.outcome`."""
    return read.outcome(repaired(cell), under_way)


KINDS: dict[str, Reading] = {
    "idAttribuant": read.identifier,
    "dateConvention": read.day,
    "idBeneficiaire": read.identifier,
    "rnaBeneficiaire": read.rna,
    "montant": read.amount,
    "nature": lambda cell: read.nature(repaired(cell)),
    "datesPeriodeVersement": read.period,
    "notificationUE": read.boolean,
    "pourcentageSubvention": read.share,
    "exercice": read.budget,
    "nomBeneficiaire": text,
    "nomAttribuant": text,
    "referenceDecision": text,
    "objet": text,
    "conditionsVersement": text,
    "idRAE": text,
    "dispositifAide": text,
    "commune": text,
    "complementNom": text,
    "statut": outcome,
}
"""How the cells of each field are read, in the order of what `Judge.judge` makes of them."""
FIELDS = (*KINDS,)
