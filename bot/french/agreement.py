"""French as it is written: elision, contraction, agreement, lists, numbers and dates."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from bot.french.inflection import plural
from bot.french.text import fold

_MONTHS = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
]  # fmt: skip
_WORDS = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"]
# After Littré and the usage of the towns themselves; any other « h » is mute.
_ASPIRATED = frozenset([
    "haut", "haute", "hauts", "hautes", "haie", "haies", "halle", "halles", "hangar", "hameau", "handicap", "hasard",
    "hausse", "havre", "haye", "hem", "hors", "huit", "huitieme", "honfleur", "houilles", "haguenau", "hollande",
    "hongrie", "onze", "onzieme", "oui",
])  # fmt: skip
_CONTRACTED = {("de", "le"): "du ", ("de", "les"): "des ", ("à", "le"): "au ", ("à", "les"): "aux "}
NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
LEAST_PERCENT = 0.01
"""The least percentage that is told, so that a small share is none of nothing."""


def begins_with_vowel(name: str) -> bool:
    """Whether « de » and « le » are elided before this word: Antony, Hyères, Yerres, but not Houilles nor Yaoundé."""
    head = re.split(r"[ '-]", fold(name), maxsplit=1)[0]
    if head in _ASPIRATED:
        return False
    return head.startswith(tuple("aeiouh")) or (
        head.startswith("y") and (head == "yonne" or head[1:2] not in tuple("aou"))
    )


def with_de(name: str, article: str = "") -> str:
    """« de » before a name, elided or contracted.

    >>> with_de("Antony"), with_de("Le Kremlin-Bicêtre"), with_de("Val-de-Marne", "le")
    ('d’Antony', 'du Kremlin-Bicêtre', 'du Val-de-Marne')
    """
    return _with_preposition("de", name, article)


def with_a(name: str, article: str = "") -> str:
    """« à » before a name: « à Antony », « au Kremlin-Bicêtre », « aux Lilas »."""
    return _with_preposition("à", name, article)


def _with_preposition(preposition: str, name: str, article: str) -> str:
    if not article:
        head, _, rest = name.partition(" ")
        if head in ("Le", "Les") and rest:
            article, name = head.lower(), rest
    if (preposition, article) in _CONTRACTED:
        return _CONTRACTED[preposition, article] + name
    if article:
        return f"{preposition} {article}{'' if article.endswith(('’', chr(39))) else ' '}{name}".replace("'", "’")
    if preposition == "de" and begins_with_vowel(name):
        return f"d’{name}"
    return f"{preposition} {name}"


def with_article(name: str, article: str) -> str:
    """« le Val-de-Marne », « l’Essonne », « Paris »."""
    if not article:
        return name
    return f"{article.replace(chr(39), '’')}{'' if article.endswith(('’', chr(39))) else ' '}{name}"


def join_words(words: Iterable[str], conjunction: str = "et") -> str:
    """« a, b et c »."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def count_of(number: int, noun: str, plural_noun: str | None = None) -> str:
    """A number and its noun, agreed: « 1 projet », « 23 projets »."""
    return f"{number_text(number)} {noun if abs(number) < 2 else plural_noun or plural(noun)}"


def number_text(number: float) -> str:
    """A number as French readers expect it: « 923 571 », « 40 155,26 », with narrow no-break spaces."""
    text = f"{int(number):,}" if number == int(number) else f"{number:,.2f}"
    return text.replace(",", NARROW_SPACE).replace(".", ",")


def percent_text(share: float) -> str:
    """A share as French readers expect it: « 91 % », « 4,2 % », « 0,04 % », « moins de 0,01 % »."""
    percent = 100 * share
    if 0 < percent < LEAST_PERCENT:
        return f"moins de {number_text(LEAST_PERCENT)}{NARROW_SPACE}%"
    decimals = 0 if percent >= 10 or not percent else 1 if percent >= 0.1 else 2
    return f"{percent:.{decimals}f}{NARROW_SPACE}%".replace(".", ",")


def day_text(year: int | None, month: int, day: int | None = None) -> str:
    """« 27 novembre 2018 », « 1er janvier », « novembre »: a month, with what else is told."""
    parts = ("1er" if day == 1 else day, _MONTHS[month - 1], year)
    return " ".join(str(part) for part in parts if part is not None)


def date_text(when: date) -> str:
    """« 27 novembre 2018 », « 1er janvier 2019 »."""
    return day_text(when.year, when.month, when.day)


def month_text(when: date) -> str:
    """`date(2018, 11, 1)` → « novembre 2018 »."""
    return day_text(when.year, when.month)


def number_word(number: int) -> str:
    """Numbers under ten in words, others in digits."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else number_text(number)


def capitalised(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def first(items: Sequence[str], most: int) -> str:
    """The first `most` items as a list, and how many others there are."""
    if len(items) <= most:
        return join_words(items)
    others = len(items) - most
    return f"{', '.join(items[:most])} et {others} autre{'s' if others > 1 else ''}"


_UNBREAKABLE = (
    ("« ", "«" + NO_BREAK_SPACE),
    (" »", NO_BREAK_SPACE + "»"),
    (" :", NO_BREAK_SPACE + ":"),
    (" ;", NARROW_SPACE + ";"),
    (" ?", NARROW_SPACE + "?"),
    (" !", NARROW_SPACE + "!"),
)


def typeset(text: str) -> str:
    """A text with its spaces tidied, those of French that do not break made so: inside « », before « : ; ? ! »."""
    while "  " in text:
        text = text.replace("  ", " ")
    text = text.replace(" \n", "\n").replace("\n ", "\n")
    for plain, unbreakable in _UNBREAKABLE:
        text = text.replace(plain, unbreakable)
    return text
