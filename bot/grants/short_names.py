"""What beneficiaries are called in short: by the letters that their words begin with, and by acronyms that all know.

« CCIT CHAMBRE COMMERCE INDUSTRIE DE TOULOUSE » is also « cci de toulouse », « TOULOUSE METROPOLE HABITAT » is « tmh ».
The acronyms are those of `scdl.yaml`; the letters of a name stand in the index as one word, which no name is written
with, so that only a word that means nothing else is looked for among them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from bot.french.text import fold, words_of
from bot.french.words import ARTICLES, DEFINITE, INSIDE, LINKING, PARTS_OF_NAMES
from bot.grants.form import form, plain

LITTLE_WORDS = DEFINITE | PARTS_OF_NAMES | LINKING | INSIDE | ARTICLES
INITIALS = "~"
"""Before the letters that the words of a name begin with."""
FEWEST, MOST = 3, 6
"""Letters of an acronym."""
PLURALS = "sx"
VOWELS = frozenset("aeiouy")
LEAST_HEAD = 4
"""Letters of the first word of a town that is called by it."""
TOWN_HEADS = frozenset(
    ("saint", "sainte", "grand", "grande", "petit", "petite", "vieux", "neuve", "mont", "chateau", "pont", "port",
     "bourg", "fort", "bois", "roche", "ville", "mesnil", "notre", "belle", "beau", "fontaine", "moulin", "croix")
)  # fmt: skip
"""First words that call no town."""
IN_TOWNS = frozenset(("sur", "sous", "en", "les", "lez", "le", "la", "l", "d", "de", "du", "des", "devant", "aux"))
"""Words after the first of a town that says where it is."""
DASH = " - "
_IN_BRACKETS = re.compile(r"\(([^()]{3,20})\)")


def initials(word: str) -> str:
    """How a folded word is looked for among the letters that names begin with; empty where it is no acronym."""
    return f"{INITIALS}{word}" if FEWEST <= len(word) <= MOST and word.isalpha() else ""


def is_acronym(word: str) -> bool:
    """Whether a folded word can be no other, as it cannot be said in one go (« cfdt »)."""
    return FEWEST < len(word) <= MOST and sum(letter in VOWELS for letter in word) <= 1


def head_of_town(town: str) -> str:
    """What a town is called in short, if it is: « Cosne-Cours-sur-Loire » is « Cosne »."""
    head, _, rest = town.partition("-")
    return head if "-" in rest and len(head) >= LEAST_HEAD and plain(head) not in TOWN_HEADS else ""


def head_of_spaced(town: str, others: Iterable[str]) -> str:
    """The same of one that is written without hyphens, unless others begin so: « VERNEUIL D AVRE ET D ITON »."""
    head, *rest = plain(town).split()
    if len(head) < LEAST_HEAD or head in TOWN_HEADS or IN_TOWNS.isdisjoint(rest[:1]):
        return ""
    return "" if any(plain(one).split()[:1] == [head] for one in others if one != town) else head


def called(names: Iterable[tuple[int, str, str]]) -> Iterator[tuple[int, str]]:
    """(beneficiary, folded name) pairs, each with what it is called in short.

    Args:
        names: each beneficiary with its name, folded and as it is written.
    """
    for beneficiary, name, written in names:
        yield beneficiary, name
        words = name.split()
        yield from ((beneficiary, short) for short in _in_short(name, written, words))
        telling = [word for word in words if word not in LITTLE_WORDS]
        if letters := initials("".join(word[0] for word in telling)):
            yield beneficiary, letters


def _in_short(name: str, written: str, words: Sequence[str]) -> Iterator[str]:
    shortened = [*_shortened(words)]
    yield from shortened
    yield from _in_full(words)
    # « Société nationale de sauvetage en mer » is « les sauveteurs en mer » too.
    yield from (full for short in shortened for full in _in_full(short.split()) if full != name)
    yield from _beside(written)
    yield from _local(name, written)
    yield from _before_dash(written)
    yield from _in_one_word(written, words)


def _shortened(words: Sequence[str]) -> Iterator[str]:
    """A name with an acronym in the place of what it stands for."""
    places = [place for place, word in enumerate(words) if word not in LITTLE_WORDS]
    singular = [_singular(words[place]) for place in places]
    for rank, word in enumerate(singular):
        for short, long in _acronyms().get(word, ()):
            if tuple(singular[rank : rank + len(long)]) == long:
                start, end = places[rank], places[rank + len(long) - 1] + 1
                yield " ".join((*words[:start], short, *words[end:]))


def _in_full(words: Sequence[str]) -> Iterator[str]:
    """A name with all that an acronym stands for in its place (« MFR de Bernay » is « maison familiale rurale de
    Bernay »)."""
    for place, word in enumerate(words):
        for long in form().sigles.get(word, ()) if len(word) >= FEWEST else ():
            yield " ".join((*words[:place], plain(long), *words[place + 1 :]))


def in_acronyms(name: str) -> str:
    """A folded name with an acronym wherever one stands for its words."""
    while shorter := next(_shortened(name.split()), None):
        name = shorter
    return name


def _beside(written: str) -> Iterator[str]:
    """What a name says to be called in brackets, without its number: « … et Sportif du Lot (CDOS 46) » is « cdos »."""
    if found := _IN_BRACKETS.search(written):
        letters = [word for word in plain(found[1]).split() if not word.isdigit()]
        if letters and len("".join(letters)) >= FEWEST:
            yield " ".join(letters)
            yield plain(written[: found.start()] + written[found.end() :])


def _before_dash(written: str) -> Iterator[str]:
    """What a name is before it says more after a dash: « La Coupole - Centre d’histoire » is « la coupole »."""
    short, dash, _ = written.partition(DASH)
    words = plain(short).split()
    # One word alone is rather said of what it does (« Carnaval - Comité des fêtes »).
    if dash and len(words) > 1 and not LITTLE_WORDS.issuperset(words):
        yield " ".join(words)


def _in_one_word(written: str, words: Sequence[str]) -> Iterator[str]:
    """A name one of whose words an apostrophe cuts that elides nothing, as messages are read: « Récup’Vert » is
    « recupvert »."""
    if "'" in fold(written):
        read = words_of(written)
        if len(read) < len(words):
            yield " ".join(read)


def _local(name: str, written: str) -> Iterator[str]:
    """A local authority whose town is called in short."""
    bare = form().unprefixed(name)
    town = written.rpartition(" ")[2]
    head = plain(head_of_town(town))
    if head and bare != name and plain(town) == bare:
        yield f"{name.removesuffix(bare)}{head}"


def _singular(word: str) -> str:
    return word.rstrip(PLURALS)


@cache
def _acronyms() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """What acronyms stand for by the first of its words that tell something: the acronym, and those words."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for short, meanings in form().sigles.items():
        for long in meanings:
            words = tuple(_singular(word) for word in plain(long).split() if word not in LITTLE_WORDS)
            found.setdefault(words[0], []).append((short, words))
    return found
