"""Numbers, ordinals and dates as the French write or say them, read from folded words."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple, TypeAlias

from bot.french.number_words import JOINED, TENS, UNITS, WORDS, eighty, joined, may_begin, one_slip, teen, unit
from bot.french.words import AROUND_DAYS, TO_A_DAY, WITHOUT

_CENTURY = "vingt"
SAID_IN_TWO = range(17, 40)
"""Years of this century that are said as two numbers: « vingt dix » may be ninety."""
_SCALES = {
    "mille": 10**3, "million": 10**6, "millions": 10**6, "milion": 10**6, "milions": 10**6, "milliard": 10**9,
    "milliards": 10**9,
}  # fmt: skip
MOST = 10**15
"""Greater numbers are read as this one."""

_MONTHS = {
    "janvier": 1, "janv": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "avril": 4, "avr": 4, "mai": 5, "juin": 6,
    "juillet": 7, "juil": 7, "aout": 8, "septembre": 9, "sept": 9, "octobre": 10, "oct": 10, "novembre": 11, "nov": 11,
    "decembre": 12, "dec": 12,
}  # fmt: skip
_LEAST_SLIP = 6
"""Letters of a month from which it is read with one slip."""


_MONTHS |= {
    slip: month
    for name, month in list(_MONTHS.items())
    if len(name) >= _LEAST_SLIP
    for slip in one_slip(name)
    if slip not in _MONTHS
}
_AND_ON = frozenset(("et", "ou", *TO_A_DAY))
_AMBIGUOUS_MONTHS = ("mai", "mars", "sept")

_SHORT_DATE = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d\d))?")

_RANKS = {
    "premier": 1, "premiere": 1, "1er": 1, "1ere": 1, "1re": 1, "second": 2, "seconde": 2, "deuxieme": 2,
    "troisieme": 3,
    "quatrieme": 4, "cinquieme": 5, "sixieme": 6, "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10,
    "onzieme": 11, "douzieme": 12, "treizieme": 13, "quatorzieme": 14, "quinzieme": 15, "seizieme": 16,
    "vingtieme": 20, "dernier": -1, "derniere": -1, "avantdernier": -2, "avantderniere": -2,
    "segond": 2, "segonde": 2,
}  # fmt: skip
_RANK_ENDS = ("iem", "iemme", "eme", "em")
"""How « -ième » is written, too."""
_HEARD_ALIKE = "xsz"
"""Letters before « -ième » that are written for one another (« deuzième »)."""


def _misspelt_ranks() -> Iterator[tuple[str, int]]:
    """Ranks as they are heard (« deusieme », « troiziem »)."""
    for name, rank in _RANKS.items():
        if name.endswith("ieme"):
            stem, last = name[:-5], name[-5]
            for letter in _HEARD_ALIKE if last in _HEARD_ALIKE else last:
                yield from ((stem + letter + end, rank) for end in ("ieme", *_RANK_ENDS))


ORDINALS = {**dict(_misspelt_ranks()), **_RANKS}
_VERY = frozenset(("tout", "toute"))
_MIDDLE = frozenset((("celui", "du"), ("celle", "du")))
"""Words before « milieu » that make it a rank."""
MIDDLE = 0
"""The rank of what as many stand before as after."""
_BEFORE = "avant"
"""The word that makes of the last the one before it, in one word or two."""
_SCALED = re.compile(
    r"(\d{1,6})(?:\.(\d{1,2}))?"
    r"(?:(k|m|md)(?:e|eur|euros?)?(?= |$)| (k)\b| (m|md)(?= (?:d )?e(?:ur(?:os?)?)?\b)| (million|milliard)s?\b)"
)
"""« 50k », « 50 k », « 50 k€ », « 2,5 M€ », « 1,5 million », as words."""
_COMMA = "virgule"
_MOST_DECIMALS = 99
_DECIMAL = re.compile(r"\d{1,15}\.\d{1,2}")
_SCALE_OF = {"k": 10**3, "m": 10**6, "md": 10**9, "million": 10**6, "milliard": 10**9}
_LONGEST_SCALED = 5
"""Words that tell whether a number is scaled, with « d’euros »."""
_UP_TO = ("a", "et")
_ORDINAL = re.compile(r"(\d{1,3})(?:e|i?eme?|nd|nde)")


Quantity: TypeAlias = int | float
"""A number as it is said: whole, or with decimals (« 4 060,50 € »)."""
CENTURIES = re.compile(r"(?:19|20)\d\d")
"""What may be a year."""
LEAST_GREAT = 1000
"""The least number that is more likely of money than of things, unless it is a year."""


class Number(NamedTuple):
    """A number found at the head of a word sequence."""

    value: Quantity
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


def in_words(number: int) -> str:
    """A number from 1 to 16, or from 20 to 69, in words.

    >>> in_words(21), in_words(23), in_words(30)
    ('vingt-et-un', 'vingt-trois', 'trente')
    """
    if number <= len(WORDS):
        return WORDS[number - 1]
    tens = next(word for word, value in TENS.items() if value == number // 10 * 10)
    unit = number % 10
    return tens + (f"-{'et-' if unit == 1 else ''}{WORDS[unit - 1]}" if unit else "")


def is_great(number: Quantity) -> bool:
    """Whether a number is more likely of money than of things or of a year (« plus de 50 000 », « 299,67 »)."""
    return number != int(number) or (number >= LEAST_GREAT and CENTURIES.fullmatch(str(number)) is None)


def read_number(words: Sequence[str], start: int = 0) -> Number | None:
    """The number that begins at `start`, in digits or in words, or `None`.

    >>> read_number("quatre vingt quatorze communes".split())
    Number(value=94, length=3)
    """
    word = words[start]
    if word[0].isdigit():
        scaled = _scaled(words, start)
        if scaled is not None:
            return scaled[0]
        # « Entre 2 et 5 millions » begins at two millions.
        shared = _scale_shared(words, start)
        if shared is not None:
            return shared
        if not word.isdigit():
            decimal = _in_digits(word)
            return None if decimal is None else Number(decimal, 1)
    if not word.isdigit() and not may_begin(word):
        return None
    if word == "zero":
        return Number(0, 1)
    if (pair := _year_in_two(words, start)) is not None:
        return pair
    total: Quantity = 0
    scale, place = MOST, start
    while scale > 1:
        part = _below_thousand(words, place)
        if part.length == 0:
            part = _digits(words, place) or part
        after = place + part.length
        times = _SCALES.get(words[after], 1) if after < len(words) else 1
        # Only « mille » says its one by itself (« cinq millions mille »).
        if part.length == 0 and times != 1000:
            break
        # « deux mille dix-huit » goes down its scales; what does not is another number.
        if times >= scale or (place > start and words[place].isdigit()):
            break
        total += (part.value if part.length else 1) * times
        scale, place = times, after + (times > 1)
    return _with_decimals(words, start, Number(min(total, MOST), place - start)) if place > start else None


def _year_in_two(words: Sequence[str], start: int) -> Number | None:
    """A year of this century that is said as two numbers (« vingt vingt-trois »)."""
    rest = _below_hundred(words, start + 1) if words[start] == _CENTURY else Number(0, 0)
    return Number(2000 + rest.value, 1 + rest.length) if rest.value in SAID_IN_TWO else None


def _with_decimals(words: Sequence[str], start: int, whole: Number) -> Number:
    """A number with what is said after « virgule » (« quatre mille virgule cinq », « 2 virgule 5 millions »)."""
    place = start + whole.length
    if words[place : place + 1] != [_COMMA]:
        return whole
    zeros = sum(1 for _ in takewhile("zero".__eq__, words[place + 1 : place + 3]))
    part = _digits(words, place + 1 + zeros) or _below_hundred(words, place + 1 + zeros)
    after = place + 1 + zeros + part.length
    if zeros + part.length == 0 or part.value > _MOST_DECIMALS:
        return whole
    scale = _SCALES.get(words[after], 1) if after < len(words) else 1
    tenths = 10 ** (zeros + len(str(part.value)))
    value = whole.value * scale + part.value * scale / tenths
    value = int(value) if value == int(value) else value
    return Number(value, after + (scale > 1) - start)


def _scaled(words: Sequence[str], start: int) -> tuple[Number, int] | None:
    """A number in digits that is written with its scale, or with its decimals before it, and the scale."""
    found = _SCALED.match(" ".join(words[start : start + _LONGEST_SCALED])) if start < len(words) else None
    if found is None:
        return None
    whole, decimals, *scales = found.groups()
    scale = _SCALE_OF[next(filter(None, scales))]
    value = int(whole) * scale + (int(decimals) * scale // 10 ** len(decimals) if decimals else 0)
    return Number(min(value, MOST), found[0].count(" ") + 1), scale


def _scale_shared(words: Sequence[str], start: int) -> Number | None:
    """The number before « à » or « et » that is counted in the millions or thousands of the one after it."""
    said = _in_digits(words[start])
    if said is None or len(words) < start + 3 or words[start + 1] not in _UP_TO:
        return None
    last = _scaled(words, start + 2)
    number, scale = last or (read_number(words, start + 2), 1)
    if last is None and number is not None and words[start + 2 + number.length - 1] in _SCALES:
        scale = _SCALES[words[start + 2 + number.length - 1]]
    value = round(said * scale)
    return Number(value, 1) if scale > 1 and number is not None and 0 < value < number.value else None


def _in_digits(word: str) -> Quantity | None:
    """The number that a word writes in digits, if it does."""
    if word.isdigit():
        return int(word[:18])
    return float(word) if _DECIMAL.fullmatch(word) else None


def _digits(words: Sequence[str], place: int) -> Number | None:
    if place < len(words) and words[place].isdigit():
        return Number(int(words[place][:18]), 1)
    return None


def _below_thousand(words: Sequence[str], start: int) -> Number:
    """The number in words under 1000 at `start`; of length 0 where there is none."""
    place, hundreds = start, 0
    if start < len(words) and words[start] == "cent":
        place, hundreds = start + 1, 1
    elif start + 1 < len(words) and words[start + 1] in ("cent", "cents") and 1 < UNITS.get(words[start], 0) < 10:
        place, hundreds = start + 2, UNITS[words[start]]
    rest = _below_hundred(words, place)
    return Number(100 * hundreds + rest.value, place - start + rest.length)


def _below_hundred(words: Sequence[str], start: int) -> Number:
    """The number in words under 100 at `start`; of length 0 where there is none."""
    word, following = (*words[start : start + 2], "", "")[:2]
    if length := eighty(words, start):
        tens, place, rest = 80, start + length, range(1, 20)
    elif value := JOINED.get(word) or joined(word):
        return Number(value, 1)
    elif value := joined(word + following) if UNITS.get(word) == 4 else 0:
        return Number(value, 2)
    elif word in TENS:
        tens, place, rest = TENS[word], start + 1, range(1, 20 if TENS[word] == 60 else 10)
        ended = words[start + 2] if start + 2 < len(words) else ""
        if following == "et" and ended in ("un", "une", "onze") and UNITS[ended] in rest:
            return Number(tens + UNITS[ended], 3)
    else:
        return _below_twenty(words, start)
    part = _after_tens(words, place, tens)
    if part.value in rest:
        return Number(tens + part.value, place - start + part.length)
    return Number(tens, place - start)


def _after_tens(words: Sequence[str], place: int, tens: int) -> Number:
    """The number under 20 at `place`, after tens; of length 0 where there is none."""
    part = _below_twenty(words, place)
    if part.length or place >= len(words):
        return part
    value = teen(words[place]) if tens == 80 else unit(words[place])
    return Number(value, 1 if value else 0)


def _below_twenty(words: Sequence[str], start: int) -> Number:
    word, following = (*words[start : start + 2], "", "")[:2]
    value = UNITS.get(word, 0)
    if value == 10 and 7 <= UNITS.get(following, 0) <= 9:
        return Number(10 + UNITS[following], 2)
    return Number(value, 1 if value else 0)


def read_ordinal(words: Sequence[str], start: int = 0) -> Number | None:
    """The rank that begins at `start`, or `None`: `deuxieme` → 2, `3e` → 3, `dernier` → -1, `avant dernier` → -2.

    « Le tout dernier » is the last; « celui du milieu » has the rank `MIDDLE`.
    """
    word, following = (*words[start : start + 2], "")[:2]
    if word in _VERY and following in ORDINALS:
        return Number(ORDINALS[following], 2)
    if word == "milieu" and tuple(words[max(0, start - 2) : start]) in _MIDDLE:
        return Number(MIDDLE, 1)
    if word == _BEFORE and word + following in ORDINALS:
        return Number(ORDINALS[word + following], 2)
    if word in ORDINALS:
        return Number(ORDINALS[word], 1)
    match = _ORDINAL.fullmatch(word)
    return Number(int(match.group(1)), 1) if match else None


def is_month(word: str) -> bool:
    """Whether a folded word is a month."""
    return word in _MONTHS


def read_date(words: Sequence[str], start: int = 0) -> DayMonth | None:
    """The date that begins at `start`, or `None`: « 27 novembre 2018 », « novembre », « 27/11/2018 », « 2018-11-27 ».

    « 27/11/18 » and « 27/11 » are one word.

    A month that is also another word (« mars », « sept ») is one only with its day or its year, or « mars » after what
    announces a month, or before another one (« en mars », « sauf mars », « de mars à juin »).
    """
    place, day = start, None
    short = _SHORT_DATE.fullmatch(words[start])
    if short is not None:
        return DayMonth(int(short[1]), int(short[2]), int(short[3]) if short[3] else None, 1)
    if words[place] in ("1er", "premier"):
        day, place = 1, place + 1
    elif words[place] not in _MONTHS or words[place] in UNITS:
        numeric = _numeric_date(words[start : start + 3])
        if numeric is not None or _MONTHS.keys().isdisjoint(words[start:]):
            return numeric
        number = read_number(words, place)
        if number is None:
            return None
        if isinstance(number.value, int) and 1 <= number.value <= 31:
            day, place = number.value, place + number.length
    month = _MONTHS.get(words[place]) if place < len(words) else None
    if month is None:
        later = _month_after(words, place) if day is not None else None
        return None if later is None else DayMonth(day, later, None, place - start)
    around = words[:start], words[place + 1 :]
    announced = words[place] not in UNITS and (_announces_a_month(around[0]) or _goes_on_to_a_month(around[1]))
    ambiguous = day is None and words[place] in _AMBIGUOUS_MONTHS and not announced
    place += 1
    said = read_number(words, place) if place < len(words) else None
    if said and isinstance(said.value, int) and 1900 <= said.value < 2100:
        return DayMonth(day, month, said.value, place + said.length - start)
    return None if ambiguous else DayMonth(day, month, None, place - start)


def _month_after(words: Sequence[str], place: int) -> int | None:
    """The month of a day that shares it with a later one (« le 1er | et le 15 mars », « du 3 | au 15 mars »)."""
    if place >= len(words) or words[place] not in _AND_ON:
        return None
    place += 2 if words[place + 1 : place + 2] == ["le"] else 1
    later = read_date(words, place) if place < len(words) else None
    return later.month if later is not None and later.day is not None else None


def _announces_a_month(before: Sequence[str]) -> bool:
    """Whether a month is what may follow some words, whatever else it is."""
    return bool(before) and (
        before[-1] in ("en", "de", *WITHOUT, *AROUND_DAYS)
        or (len(before) > 1 and before[-2] in ("mois", *AROUND_DAYS, *_MONTHS))
    )


def _goes_on_to_a_month(after: Sequence[str]) -> bool:
    """Whether another month comes next (« de mars à juin », « entre mai et juin »)."""
    return len(after) > 1 and after[0] in _AND_ON and after[1] in _MONTHS and after[1] not in UNITS


def _numeric_date(words: Sequence[str]) -> DayMonth | None:
    if len(words) < 3 or not all(word.isdigit() and len(word) in (1, 2, 4) for word in words):
        return None
    day, month, year = words if len(words[0]) < 3 else reversed(words)
    if len(year) == 4 and 1 <= int(day) <= 31 and 1 <= int(month) <= 12:
        return DayMonth(int(day), int(month), int(year), 3)
    return None
