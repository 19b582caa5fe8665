from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.french.numbers import MOST, read_date, read_number, read_ordinal
from bot.french.text import read_text

UNITS = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
]  # fmt: skip
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}


def spelt(number: int) -> str:
    """A number as it is taught to write it."""
    if number < 20:
        return UNITS[number]
    if number < 70:
        tens, unit = divmod(number, 10)
        return TENS[tens] + {0: "", 1: " et un"}.get(unit, f"-{UNITS[unit]}")
    if number < 80:
        return "soixante et onze" if number == 71 else f"soixante-{UNITS[number - 60]}"
    if number < 100:
        return "quatre-vingts" if number == 80 else f"quatre-vingt-{UNITS[number - 80]}"
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        head = "cent" if hundreds == 1 else f"{UNITS[hundreds]} cent{'' if rest else 's'}"
        return f"{head} {spelt(rest)}" if rest else head
    for scale, word in ((10**9, "milliard"), (10**6, "million")):
        if number >= scale:
            times, rest = divmod(number, scale)
            head = f"{spelt(times)} {word}{'s' if times > 1 else ''}"
            return f"{head} {spelt(rest)}" if rest else head
    thousands, rest = divmod(number, 1000)
    head = (
        "mille" if thousands == 1 else f"{spelt(thousands).replace('vingts', 'vingt').replace('cents', 'cent')} mille"
    )
    return f"{head} {spelt(rest)}" if rest else head


def words(text: str) -> list[str]:
    return [token.text for token in read_text(text).tokens]


@pytest.mark.parametrize("number", [*range(100), 100, 101, 200, 280, 999, 1000, 1789, 2018, 80_000, 923_571, 1_000_001])
def test_a_number_is_the_same_in_words_and_in_digits(number):
    said = words(spelt(number))

    assert read_number([*said, "projets"]) == (number, len(said))
    assert read_number([str(number), "projets"]) == (number, 1)


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_any_number_in_words_is_read_whole(number):
    said = words(spelt(number))

    assert read_number(said) == (number, len(said))


@pytest.mark.parametrize(
    ("said", "value", "length"),
    [
        ("vingt-et-une communes", 21, 3),
        ("quatre vingt quatorze", 94, 3),
        ("quatre vingt douse", 92, 3),
        ("quatre vin treize", 93, 3),
        ("katre vins quatorze", 94, 3),
        ("quatre vins", 4, 1),
        ("quatre vingt treze", 93, 3),
        ("qautre vingt trieze", 93, 3),
        ("katrevin quatorz", 94, 2),
        ("katrevintreiz", 93, 1),
        ("quatre vingtreize", 93, 2),
        ("4 vingt 13", 93, 3),
        ("quatre 20 treize", 93, 3),
        ("4 20 13", 4, 1),
        ("quatre 20 communes", 4, 1),
        ("soissante kinze", 75, 2),
        ("soixente", 60, 1),
        ("2 millions d'euros", 2_000_000, 2),
        ("923 mille euros", 923_000, 2),
        ("deux trois projets", 2, 1),
        ("neuf quatre", 9, 1),
        ("deux et trois", 2, 1),
        ("vingt et deux", 20, 1),
        ("trente onze", 30, 1),
        ("2 3", 2, 1),
        ("dix dix", 10, 1),
        ("94300 vincennes", 94300, 1),
        ("cinq millions mille", 5_001_000, 3),
        ("mille mille", 1000, 1),
        ("deux millions million", 2_000_000, 2),
        ("50k€", 50_000, 1),
        ("50 k€", 50_000, 2),
        ("50 k et moins", 50_000, 2),
        ("23000e", 23_000, 1),
        ("2 M€", 2_000_000, 2),
        ("2,5 M€ au plus", 2_500_000, 2),
        ("1,5 million d'euros", 1_500_000, 2),
        ("2,5 à 3 M€", 2_500_000, 1),
        ("4 060,50 €", 4060.5, 1),
        ("4060,5 euros", 4060.5, 1),
        ("4.060,05 €", 4060.05, 1),
        ("3750.50 €", 3750.5, 1),
        ("12,00 €", 12, 1),
        ("12,5 %", 12.5, 1),
        ("2021,22", 2021, 1),
        ("2,3 et 5", 2, 1),
        ("quatre mille soixante virgule cinq", 4060.5, 5),
        ("2 virgule 5 millions", 2_500_000, 4),
        ("trois virgule zéro cinq", 3.05, 4),
        ("deux virgule six cents", 2.6, 3),
        ("deux virgule", 2, 1),
        ("2M", 2_000_000, 1),
        ("2 m de haut", 2, 1),
        ("2 et 5 millions", 2_000_000, 1),
        ("10 à 20 k€", 10_000, 1),
        ("10 et 5 millions", 10, 1),
        ("2 à 5 projets", 2, 1),
        ("2018 2 millions", 2018, 1),
        ("vingt vingt-trois", 2023, 3),
        ("vingt dix-neuf ans", 2019, 3),
        ("vingt dix", 20, 1),
        ("quatre vingt vingt", 80, 2),
    ],
)
def test_a_number_ends_where_another_begins(said, value, length):
    assert read_number(words(said)) == (value, length)


@pytest.mark.parametrize("word", ["projets", "million", "et", "cents", "vingtaine", "unité", "t11"])
def test_other_words_are_no_numbers(word):
    assert read_number(words(word)) is None


def test_eighty_is_read_in_digits_after_what_announces_one_number():
    assert read_number(["projets", "du", "4", "20", "13"], 2) == (93, 3)


def test_a_number_without_end_is_bounded():
    assert read_number(["9" * 2000]) == (MOST, 1)


@pytest.mark.parametrize(
    ("word", "rank"),
    [
        ("premier", 1),
        ("1re", 1),
        ("1er", 1),
        ("1ère", 1),
        ("deuxième", 2),
        ("2nd", 2),
        ("2e", 2),
        ("3ème", 3),
        ("3em", 3),
        ("deusieme", 2),
        ("troiziem", 3),
        ("seizième", 16),
        ("21e", 21),
        ("dernière", -1),
        ("avant-dernière", -2),
        ("avantdernière", -2),
        ("avant", None),
        ("projet", None),
        ("94", None),
    ],
)
def test_an_ordinal_is_its_rank(word, rank):
    found = read_ordinal(words(word))
    assert (found and found.value) == rank


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("27 novembre 2018", (27, 11, 2018, 3)),
        ("27 novembre", (27, 11, None, 2)),
        ("vingt-sept novembre deux mille dix-huit", (27, 11, 2018, 7)),
        ("novembre 2018", (None, 11, 2018, 2)),
        ("novembre", (None, 11, None, 1)),
        ("27 nov. 2018", (27, 11, 2018, 3)),
        ("1er décembre 2018", (1, 12, 2018, 3)),
        ("premier mai", (1, 5, None, 2)),
        ("1 mai 2018", (1, 5, 2018, 3)),
        ("mars 2019", (None, 3, 2019, 2)),
        ("27/11/2018", (27, 11, 2018, 3)),
        ("27-11-2018", (27, 11, 2018, 3)),
        ("2018-11-27", (27, 11, 2018, 3)),
        ("27 novembre 23 projets", (27, 11, None, 2)),
        ("31 août", (31, 8, None, 2)),
        ("27/11", (27, 11, None, 1)),
        ("5/06 projets", (5, 6, None, 1)),
    ],
)
def test_a_date_is_read_with_the_parts_that_are_said(said, expected):
    assert read_date(words(said)) == expected


@pytest.mark.parametrize("said", ["mars", "mai", "sept projets", "27", "32 novembre", "99/99/2018", "projets", "2018"])
def test_what_may_be_something_else_is_no_date(said):
    assert read_date(words(said)) is None


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ("27 novembre 2018", True),
        ("27 novembre", True),
        ("novembre 2018", True),
        ("novembre", True),
        ("21 novembre", False),
        ("27 novembre 2017", False),
        ("27 décembre", False),
    ],
)
def test_a_date_fits_a_day_that_agrees_with_all_it_says(said, fits):
    when = read_date(words(said))

    assert when is not None
    assert when.fits(date(2018, 11, 27)) is fits


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_any_day_is_read_in_figures(day):
    assert read_date(words(day.strftime("%d/%m/%Y"))) == (day.day, day.month, day.year, 3)
    assert read_date(words(day.isoformat())) == (day.day, day.month, day.year, 3)


def test_a_day_may_be_written_with_two_digits_of_its_year():
    assert read_date(words("27/11/18")) == (27, 11, 18, 1)
    assert read_date(words("27/11/18")).fits(date(2018, 11, 27))


@pytest.mark.parametrize(
    ("said", "start"), [("en mars", 1), ("sauf mars", 1), ("au mois de mai", 3), ("de janvier à mars", 3)]
)
def test_a_month_that_is_also_another_word_is_one_after_what_announces_it(said, start):
    assert read_date(words(said), start) is not None


@pytest.mark.parametrize(("said", "start"), [("en sept villes", 1), ("la planète mars", 2)])
def test_what_no_month_is_announced_by_is_none(said, start):
    assert read_date(words(said), start) is None
