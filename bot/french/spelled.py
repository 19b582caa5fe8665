"""Numbers written out in French words."""

import re

_UNITS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_TENS = ("vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt")


def spelled(number: int) -> str:
    """A number from 0 to 999 999 in French words."""
    if number < 20:
        return _UNITS[number]
    if number < 100:
        ten, unit = divmod(number, 10)
        unit += 10 if ten in (7, 9) else 0
        if unit == 0:
            return _TENS[ten - 2] + ("s" if ten == 8 else "")
        return _TENS[ten - 2] + (" et " if unit in (1, 11) and ten < 8 else "-") + _UNITS[unit]
    size, name = (100, "cent") if number < 1000 else (1000, "mille")
    many, rest = divmod(number, size)
    # « quatre-vingts » and « deux cents » lose their s before another number.
    said = f"{re.sub('(?<=vingt|.cent)s$', '', spelled(many))} {name}" if many > 1 else name
    if rest:
        return f"{said} {spelled(rest)}"
    return f"{said}s" if size == 100 and many > 1 else said
