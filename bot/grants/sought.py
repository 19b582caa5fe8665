"""How a word of a message is looked for in what grants are for: by its beginning, and as objects write it in short."""

from functools import cache

from bot.french.inflection import plural, stem
from bot.grants.form import form
from bot.grants.names import WHOLE

LEAST_LETTERS = 3
LONG = 5
"""Letters of a word that is found by its beginning."""
MUTE = "e"
"""What nothing said in short ends with: « dispo » is « disposition », « passe » alone no « passerelle »."""
ENDINGS = "lui"
"""Letters that follow what the singular and the plural of a word share (« animal », « animaux », « travail »)."""


def sought(word: str, alone: bool = False) -> tuple[str, ...]:
    """How a folded word is searched for, if it is: the beginning of a short one is that of too many others (« art »),
    as what « animal » and « animaux » share is that of « animation »; « aménagement » is « amengt », too.

    `alone` tells whether no other word is said with it: « qui sauve les pétrels » is « sauvegarde des pétrels ».
    """
    begun = stem(word)
    if len(word) < LEAST_LETTERS and not word.isdigit():
        return ()
    short = _in_short().get(begun, ())
    if len(begun) < LONG or (alone and len(begun) == LONG and begun.endswith(MUTE)):
        return (*(f"{one}{WHOLE}" for one in dict.fromkeys((word, plural(begun)))), *short)
    return (*((begun,) if begun in (word, word[:-1]) else (f"{begun}{letter}" for letter in ENDINGS)), *short)


@cache
def _in_short() -> dict[str, tuple[str, ...]]:
    """How objects write words in short, by the beginning of each, and what those that people write in short are."""
    found: dict[str, tuple[str, ...]] = {}
    for word, shorts in form().abreges_objets.items():
        found[stem(word)] = tuple(f"{one}{WHOLE}" for one in shorts)
        for one in shorts:
            found[stem(one)] = (*found.get(stem(one), ()), stem(word))
    return found
