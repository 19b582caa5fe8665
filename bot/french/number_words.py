"""The words that French numbers are made of, with the ways in which they are misspelt."""

import re
from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from bot.french.sound import sound

WORDS = [
    "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
]  # fmt: skip
UNITS = {word: value for value, word in enumerate(WORDS, 1)} | {
    "une": 1, "deu": 2, "troi": 3, "katre": 4, "catre": 4, "quatr": 4, "katr": 4, "quatres": 4, "onse": 11, "onz": 11,
    "douse": 12, "douz": 12, "treise": 13, "treiz": 13, "treze": 13, "quatorse": 14, "katorze": 14, "catorze": 14,
    "quatorz": 14, "katorz": 14, "catorz": 14, "quinse": 15, "kinze": 15, "quinz": 15, "kinz": 15,
}  # fmt: skip
TENS = {
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "trante": 30, "quarente": 40, "cinquente": 50, "soixente": 60, "soissante": 60, "soisante": 60, "soixantes": 60,
    "swasante": 60, "swassante": 60,
}  # fmt: skip
JOINED = {
    tens + unit: value + UNITS[unit]
    for tens, value in {word: TENS[word] for word in ("vingt", "trente", "quarante", "cinquante", "soixante")}.items()
    for unit in WORDS[: 16 if value >= 60 else 9]
} | {"dixsept": 17, "dixhuit": 18, "dixneuf": 19, "quatrevingt": 80, "quatrevingts": 80}
"""Numbers whose words are run together (« soixantedouze »)."""


def one_slip(word: str) -> Iterator[str]:
    """A word with one letter left out, put in, put for another, or swapped with the next."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield from (before + letter + after for letter in ascii_lowercase)
        yield from (before + letter + after[1:] for letter in ("", *ascii_lowercase) if after)
        yield before + after[1:2] + after[:1] + after[2:]


_TWENTIES = ("vingt", "vingts")
_LIKE_FOUR = re.compile(r"(?:[qk]|c|qu)att?re?s?|4")
_LIKE_TWENTY = re.compile(r"vin(?:gt?|t|g?h|gth?|ght|)s?|vi(?:g|gn)ts?|20")
"""What is « vingt » between two other numbers only (« quatre vin treize »)."""
_BEFORE_ONE = frozenset(("le", "du", "au"))
"""What is said before one number, not before several (« les projets du 4 20 13 », as some machines write it)."""
_FOURS, _AS_TWENTY = frozenset(one_slip("quatre")), frozenset(one_slip("vingt"))
_LARGE = {
    80: re.compile(f"(?:{_LIKE_FOUR.pattern})(?:{_LIKE_TWENTY.pattern})"),
    60: re.compile(r"s(?:oi|wa)(?:x|ss?)[ae]nte?s?"),
}
_HEARD = {sound(word): UNITS[word] for word in ("trois", "quatre", "cinq", *WORDS[10:])}
"""Units by their sounds, those that are no other word's."""
_SLIPS = {slip: UNITS[word] for word in ("douze", "treize", "quatorze", "quinze") for slip in one_slip(word)}
"""Units misspelt by one slip, those that are long enough."""
_CUT = {"kat": 4, "quat": 4, "cat": 4}
"""Figures as they are said after another one (« neuf quat’ »)."""
_LEAST_LARGE = 6
"""Letters of « quatrevingt » or « soixante », however misspelt."""


def unit(word: str) -> int:
    """The unit that a word is after tens, by its spelling or its sound; 0 for none (« quatre-vingt | trèze »)."""
    return UNITS.get(word) or _HEARD.get(sound(word), 0) or _SLIPS.get(word, 0)


def teen(word: str) -> int:
    """The number under 20 that a word is after « quatre-vingt », in words or in digits; 0 for none."""
    if word.isdigit():
        return int(word) if len(word) < 3 and int(word) < 20 else 0
    return unit(word)


def two_figures(words: Sequence[str], start: int) -> int:
    """The number whose two figures are said one after the other, not both in digits; 0 for none (« neuf 3 »)."""
    said = words[start : start + 2]
    if len(said) < 2 or all(map(str.isdigit, said)):
        return 0
    tens, last = (_CUT.get(word) or teen(word) for word in said)
    return 10 * tens + last if 0 < tens < 10 and 0 < last < 10 else 0


def joined(word: str) -> int:
    """The number from 61 whose words are run together in one, however misspelt; 0 for none (« katrevintreiz »)."""
    for tens, spelt in _LARGE.items():
        for end in range(len(word) - 2, _LEAST_LARGE - 1, -1):
            if (value := unit(word[end:])) and spelt.fullmatch(word[:end]):
                return tens + value
    return 0


def eighty(words: Sequence[str], start: int) -> int:
    """How many words at `start` are the « quatre-vingt » of a number; 0 for none.

    >>> eighty("katre vin treize".split(), 0), eighty("quatre vins rouges".split(), 0)
    (2, 0)
    """
    one, two = (*words[start : start + 2], "", "")[:2]
    for length, said in ((1, _LARGE[80].fullmatch(one) is not None), (2, _is_four(one) and _is_twenty(two))):
        end = start + length
        listed = one.isdigit() and two.isdigit() and (start == 0 or words[start - 1] not in _BEFORE_ONE)
        if said and _ends(words[end - 1], words[end] if end < len(words) else "", listed):
            return length
    return 0


def _ends(last: str, after: str, listed: bool) -> bool:
    """Whether « quatre-vingt » surely ends by its last word, or is one for what comes after it."""
    # « 4, 20 et 13 » are three.
    return last in (*_TWENTIES, *JOINED) or (teen(after) > 0 and not (listed and after.isdigit()))


def _is_four(word: str) -> bool:
    return word in _FOURS or _LIKE_FOUR.fullmatch(word) is not None


def _is_twenty(word: str) -> bool:
    return word in _AS_TWENTY or _LIKE_TWENTY.fullmatch(word) is not None


def may_begin(word: str) -> bool:
    """Whether a number may begin with a word, in words."""
    return word in HEADS or _is_four(word) or _LARGE[80].fullmatch(word) is not None or joined(word) > 0


HEADS = frozenset(["zero", "cent", "mille", *UNITS, *TENS, *JOINED])
"""Words with which a number may begin, well spelt or nearly."""
