"""The units that amounts are told in, by a header (« Montant (k€) ») or beside a number (« 12 k€ »)."""

from functools import lru_cache

from bot.grants.form import form, plain

EUROS = "euros"
UNITS = {EUROS: 1, "centimes": 100, "milliers d’euros": 0.001, "millions d’euros": 0.000_001}
"""How many of a unit make a euro."""


@lru_cache(maxsize=1 << 16)
def unit_in(text: str) -> tuple[str, str]:
    """The unit that a text tells, "" for none or euros, and that text folded, without it.

    « Montant en milliers d’euros » → (`milliers d’euros`, `montant`).
    """
    folded = f" {plain(text)} "
    for unit, words in form().unites.items():
        for word in words:
            if f" {word} " in folded:
                before, _, after = folded.partition(f" {word} ")
                return unit, f"{before.removesuffix(' en')} {after}".strip()
    return "", folded.strip()
