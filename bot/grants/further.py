"""What more of a message lines say beside what is searched for in them: where it is, or the month that its name begins
with (« la classe de mer à Hossegor », « Octobre rose »)."""

from collections.abc import Container, Sequence
from itertools import product, takewhile
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from bot.facts.records import Record
from bot.french.numbers import is_month
from bot.french.words import ARTICLES, INSIDE
from bot.grants.conditions import condition_of
from bot.grants.form import form
from bot.grants.selection import ALL_OF, Selection
from bot.grants.short_names import LITTLE_WORDS
from bot.grants.sought import sought
from bot.grants.themes import reading
from bot.understanding.register import IS_A_NAME, MAY_BE_A_NAME, NEAR_A_WORD, Called

if TYPE_CHECKING:
    from bot.grants.served import Pack

LONGEST = 4
"""Words of a name that begins with a month."""


def named_after_month(words: Sequence[str], pack: "Pack") -> tuple[int, int] | None:
    """Where a name that begins with a month begins and ends, if lines say it so (« Octobre rose », « Mai en fête »)."""
    for start in (place for place, word in enumerate(words) if is_month(word)):
        for end in range(min(start + LONGEST, len(words)), start + 1, -1):
            last = words[end - 1]
            telling = last.isalpha() and not is_month(last) and last not in LITTLE_WORDS
            if telling and pack.says(" ".join(words[start:end])):
                return start, end
    return None


def restated(words: Sequence[str], paused: Container[int]) -> range:
    """Where a message says again in short, after a sign, what it says before (« achat de matériel (ACH MAT) »)."""
    for start in (place for place in range(1, len(words)) if place in paused):
        before = {short for word in words[:start] for short in _shorts(word)}
        run = [*takewhile(before.__contains__, words[start:])]
        if run:
            return range(start, start + len(run))
    return range(0)


def with_restated(found: Called, again: range) -> Called:
    """What is searched for, with what says it again right after."""
    return found._replace(end=again.stop) if found.end == again.start else found


def _shorts(word: str) -> Sequence[str]:
    """How objects write a word in short, be it misspelt."""
    near = (long for long in form().abreges_objets if OSA.distance(word, long, score_cutoff=1) <= 1)
    return [short for long in near for short in form().abreges_objets[long]]


def with_place(
    found: Called, words: Sequence[str], roles: Sequence[int], pack: "Pack", values: Container[str]
) -> Called:
    """What is searched for, with where it is, if a line says both and nobody is called so, nor a value of a column."""
    place = next((at for at in range(found.end + 1, len(words)) if words[at] not in ARTICLES), len(words))
    if place >= len(words) or words[found.end] not in INSIDE or words[place] in values:
        return found
    word = words[place]
    if roles[place] not in (IS_A_NAME, MAY_BE_A_NAME, NEAR_A_WORD) or pack.names.words([word]):
        return found
    (theme,) = found.records
    both = map(ALL_OF.join, product(theme.mots.split("|"), sought(word)))
    name = f"{theme.name.removesuffix(' »')} {' '.join(words[found.end : place + 1])} »"
    record: Record = reading(theme.type, "|".join(both), name, pack)
    if record.mots and Selection(pack, (condition_of(record),)).any:
        return found._replace(end=place + 1, records=(record,))
    return found
