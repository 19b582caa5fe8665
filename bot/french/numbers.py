"""Numbers, ordinals and dates as the French write or say them, read from folded words."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

_UNITS = {
    word: value
    for value, word in enumerate(
        ["zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"]
    )
} | {"une": 1}
_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_MONTHS = {
    name: number
    for number, names in enumerate(
        ["janvier/janv", "fevrier/fevr/fev", "mars", "avril/avr", "mai", "juin", "juillet/juil", "aout", "septembre/sept", "octobre/oct", "novembre/nov", "decembre/dec"],
        1,
    )
    for name in names.split("/")
}
_ORDINALS = {
    "premier": 1, "premiere": 1, "1er": 1, "1ere": 1, "second": 2, "seconde": 2, "deuxieme": 2, "troisieme": 3,
    "quatrieme": 4, "cinquieme": 5, "sixieme": 6, "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10,
    "dernier": -1, "derniere": -1, "avant-dernier": -2,
}  # fmt: skip
_ORDINAL = re.compile(r"(\d{1,3})(?:e|eme|ieme|nd|nde)$")


class Number(NamedTuple):
    """A number found at the head of a word sequence."""

    value: int
    length: int
    """How many words it takes."""


class DayMonth(NamedTuple):
    """A date found at the head of a word sequence; `None` for a part that is not said."""

    day: int | None
    month: int
    year: int | None
    length: int
    """How many words it takes."""

    def fits(self, when: date) -> bool:
        """Whether `when` agrees with every part that is said."""
        return (
            self.month == when.month
            and self.day in (None, when.day)
            and self.year in (None, when.year, when.year % 100)
        )


def read_number(words: Sequence[str], start: int = 0) -> Number | None:
    """The whole number that begins at `start`, in digits or in words, or `None`.

    >>> read_number("quatre vingt quatorze communes".split())
    Number(value=94, length=3)
    """
    if words[start].isdigit():
        return Number(int(words[start][:15]), 1)
    total = current = 0
    place = start
    while place < len(words):
        word = words[place]
        if word in _UNITS:
            value = _UNITS[word]
            if current % 10 and not (current % 100 in (10, 60, 80) or value == 0):
                break
            if current and current % 20 == 0 and value > 9 and current % 100 not in (60, 80):
                break
            current += value
        elif word in ("vingt", "vingts") and current % 100 == 4:
            current += 76
        elif word in _TENS and current % 100 == 0:
            current += _TENS[word]
        elif word in ("cent", "cents") and current < 10:
            current = max(current, 1) * 100
        elif word == "mille" and total == 0:
            total, current = max(current, 1) * 1000, 0
        elif not (word == "et" and current and _joins(words, place)):
            break
        place += 1
    return Number(total + current, place - start) if place > start else None


def _joins(words: Sequence[str], place: int) -> bool:
    """Whether « et » stands inside a number (« vingt et un »), not after it."""
    following = words[place + 1] if place + 1 < len(words) else ""
    return words[place - 1] in _TENS and following in ("un", "une", "onze")


def read_ordinal(word: str) -> int | None:
    """`deuxieme` → 2, `3e` → 3, `dernier` → -1."""
    if word in _ORDINALS:
        return _ORDINALS[word]
    match = _ORDINAL.match(word)
    return int(match.group(1)) if match else None


def read_date(words: Sequence[str], start: int = 0) -> DayMonth | None:
    """The date that begins at `start` (« 27 novembre 2018 », « novembre »), or `None`."""
    place = start
    number = read_number(words, place)
    day = None
    if number and 1 <= number.value <= 31:
        day, place = number.value, place + number.length
    elif words[place] == "1er":
        day, place = 1, place + 1
    if place >= len(words) or words[place] not in _MONTHS or (day is None and words[place] in ("mai", "mars", "sept")):
        return None
    month, place = _MONTHS[words[place]], place + 1
    year = None
    if place < len(words) and words[place].isdigit() and len(words[place]) == 4:
        year, place = int(words[place]), place + 1
    return DayMonth(day, month, year, place - start)
