"""Marks of a message: those that are dictated in words, years as well, words spelt letter by letter, the numbers of its
questions, and hesitations.

« Qui l’a créé point d’interrogation », « en deux mille vingt et un », « 1. quelles communes ; 2. qui préside »
"""

import re

from bot.french.items import without_order
from bot.french.numbers import SAID_IN_TWO
from bot.french.spelled import spelled
from bot.french.text import Text, read_text

LEAST_NUMBERED = 2
_SURELY = re.compile(r"\bpoint d['’ ]?(?:interrogation|exclamation)\b|\bpoint [àa] la ligne\b", re.IGNORECASE)
_MARKS = (
    (re.compile(r"\bpoint d['’ ]?interrogation\b", re.IGNORECASE), "?"),
    (re.compile(r"\bpoint d['’ ]?exclamation\b", re.IGNORECASE), "!"),
    (re.compile(r"\b(?:point [àa] la ligne|points de suspension)\b", re.IGNORECASE), "."),
    (re.compile(r"\bpoint[ -]virgule\b", re.IGNORECASE), ";"),
    (re.compile(r"\bdeux points\b", re.IGNORECASE), ":"),
    (re.compile(r"(?<!\d )\bvirgule\b", re.IGNORECASE), ","),
)
"""Words that are read as marks, each with its own; « trois virgule cinq » is a number where its digits are written."""

CENTURY = "vingt"
_YEARS = {spelled(year).replace("-", " ").replace(" et ", " "): year for year in range(2001, 2100)}
_YEARS |= {f"{CENTURY} {spelled(two)}".replace("-", " ").replace(" et ", " "): 2000 + two for two in SAID_IN_TWO}
"""Years of this century in words; some are said as two numbers (« vingt vingt-deux »)."""
THOUSAND = "mille"
"""What each of them says, or else « vingt »."""
_YEAR = re.compile(
    r"\b(?<!quatre[ -])(?<!cent[ -])(?<!cents[ -])(?<!mille[ -])(?>"
    + "|".join(sorted(_YEARS, key=len, reverse=True)).replace(" ", "[ -](?:et[ -])?")
    + r")\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"[ -]*(?:€|(?:euros?|balles|cents?|mille|millions?|un|deux|trois|quatre|cinq|six|sept|huit|neuf)\b)"
)
"""What follows what is no year: what a number counts, or the rest of it."""
_COMPARED = re.compile(r"(?:\b(?:plus|moins|pr[eè]s) d[e’'] ?|\bau (?:moins|plus) |\bd[ée]pass\w+ )$", re.IGNORECASE)
"""What comes before an amount."""
_BEFORE_YEARS = re.compile(
    r"\b(?:en|de|à|a|depuis|entre|et|ou|pour|ann[ée]es?|exercices?|avant|apr[eè]s|d[eè]s|jusqu['’ ]?(?:en|à)) $",
    re.IGNORECASE,
)
"""What comes before a year that is said as two numbers: « vingt, vingt-deux ou vingt-trois » may count."""
_NUMBERING = re.compile(r"(?<![\w,.’'])([1-9])\s?[.)°]\s+(?=[^\W\d])")
"""The number of an item of a list, before its first word."""
_HESITATING = re.compile(r"(?<=\bet )(?:eu+h+|heu+|hum+|sinon),?(?= )", re.IGNORECASE)
"""What parts « et » from what it joins."""
_ASSENT = r"eu+h+|heu+|hum+|ok|okay|oki|ah|oh|bon|bien|tr[eè]s bien|d['’ ]?accord|entendu"
_THANKS = r"merci(?: beaucoup| bien| bcp)?|mrc|mci"
_TELL = r"dites?[- ]moi|dis[- ]moi|dites|dis|par curiosit[eé]|(?:une )?autre question|(?:une )?derni[eè]re question"
_WISH = r"(?:je (?:voudrais|veux|souhaite)|j[’' ]aimerais) savoir"
_OPENING = re.compile(
    rf"^\W*(?:(?:{_TELL}) ?[,:]|{_WISH} ?:)\s*(?=[^\W\d])"
    r"|^\W*(?:et )?au fait[\s,]+(?=[^\W\d])"
    r"|^\W*(?:(?:eu+h+|heu+|hum+)[\s,.!…]+)+(?=[^\W\d])"
    rf"|^\W*(?:(?:{_ASSENT})[\s,.!…]+)+(?=(?:avec|sans|les?|la)\b|l['’])"
    rf"|^\W*(?:(?:{_ASSENT}|parfait|super|alors|du coup|donc|{_THANKS})[\s,.!…]+)+(?=et\b)",
    re.IGNORECASE,
)
"""Said before what goes on: hesitations, assent (« ok, avec Vincennes ? »), « dites, », thanks before « et »."""
_CLOSING = re.compile(
    r"(?<=\w)\s*[,?…]+\s*(?:(?:mais|car|parce que) )?"
    r"(?:(?:je|j[’' ]) ?(?:ne |n[’' ])?(?:trouve|vois) (?:pas|plus|rien)|(?:je )?(?:ne )?sais plus|j[’' ]ai oubli[eé])"
    r"(?= ?[.!…]*\s*$)",
    re.IGNORECASE,
)
"""What is said after a question and asks nothing (« lesquels, je trouve pas »)."""
_SPACED = re.compile(r"(?<![\w’'])(?:[^\W\d_][ -]){4,}[^\W\d_](?![\w’'])")
"""A word whose letters stand apart."""


def with_marks(raw: str) -> str:
    """A message in which dictated marks are written, each at the place of its words, where some surely are dictated.

    >>> with_marks("le fonds deux points qui l’a créé point d’interrogation").split()
    ['le', 'fonds', ':', 'qui', 'l’a', 'créé', '?']
    """
    if _SURELY.search(raw) is None:
        return raw
    written = raw
    for words, mark in _MARKS:
        for start, end in [found.span() for found in words.finditer(written)]:
            written = written[:start] + mark.ljust(end - start) + written[end:]
    # « Point d’interrogation » alone is said of the answer.
    return written if any(map(str.isalnum, written)) else raw


def with_years(raw: str) -> str:
    """A message in which years that were dictated are written, each at the place of its words.

    >>> with_years("entre deux mille vingt et un et deux mille vingt-trois").split()
    ['entre', '2021', 'et', '2023']
    """

    def written(found: re.Match[str]) -> str:
        before, after, said = raw[: found.start()], raw[found.end() :], found.group()
        if _COUNTED.match(after) or _COMPARED.search(before):
            return said
        words = [word for word in re.split("[ -]", said.lower()) if word != "et"]
        if words[0] == CENTURY and not _BEFORE_YEARS.search(before):
            return said
        return str(_YEARS[" ".join(words)]).ljust(len(said))

    told = raw.lower()
    return _YEAR.sub(written, raw) if THOUSAND in told or CENTURY in told else raw


def without_numbering(raw: str) -> str:
    """A message whose questions are numbered from 1 on, each as a sentence, at its place.

    >>> without_numbering("1. quelles communes ; 2. qui préside").split()
    ['.', 'quelles', 'communes', ';', '.', 'qui', 'préside']
    """
    if "1" not in raw:
        return raw
    found = list(_NUMBERING.finditer(raw))
    if len(found) < LEAST_NUMBERED or [int(one[1]) for one in found] != list(range(1, len(found) + 1)):
        return raw
    for one in found:
        raw = raw[: one.start()] + ".".ljust(one.end() - one.start()) + raw[one.end() :]
    return raw


def with_words(raw: str) -> str:
    """A message in which words are written whole whose letters stood apart, each at the place of its first.

    >>> with_words("les projets de V I N C E N N E S ?").split()
    ['les', 'projets', 'de', 'VINCENNES', '?']
    """
    return _SPACED.sub(lambda found: re.sub("[ -]", "", found.group()).ljust(len(found.group())), raw)


def read_message(raw: str) -> Text:
    """Cut a message into tokens, as `read_text` does a name, with the marks that were dictated and no others."""
    raw = without_order(without_numbering(with_years(with_marks(with_words(raw)))))
    for aside in (_OPENING, _HESITATING, _CLOSING):
        raw = aside.sub(lambda found: " " * len(found.group()), raw)
    return read_text(raw)
