"""Words of objects misspelt: « hydrofone » of a question is the « hydrophone » of an object."""

from rapidfuzz.distance import OSA

from bot.french.inflection import stem
from bot.french.sound import sound
from bot.grants.form import form
from bot.grants.names import WHOLE, Names

LEAST_LETTERS = 6
"""Letters of a word that is looked for though it is misspelt."""
LEAST_HEARD = 5
"""Letters of one that is looked for by its sound."""
LONGER = 2
"""Letters that a misspelt word may have too many or too few."""


def meant(word: str, names: Names) -> str:
    """The word that grants are said to be for of which an unknown one is a misspelling: that which sounds the same, or
    else is near it; empty where none is, or where it may be either of two."""
    if len(word) < LEAST_HEARD:
        return ""
    said = [
        one for one in (*names.said_begun(word[0]), *_in_short(word[0], names)) if abs(len(one) - len(word)) <= LONGER
    ]
    heard = sound(word)
    found = [one for one in said if sound(one) == heard]
    found = found or [
        one for one in said if len(word) >= LEAST_LETTERS and OSA.distance(one, word, score_cutoff=1) <= 1
    ]
    return found[0] if len({stem(one) for one in found}) == 1 else ""


def _in_short(letter: str, names: Names) -> list[str]:
    """The words that begin with a letter which grants are said to be for in short alone (« acq. », « acquisition »)."""
    shorts = form().abreges_objets
    return [
        long for long in shorts if long[0] == letter and any(names.all_said([f"{one}{WHOLE}"]) for one in shorts[long])
    ]
