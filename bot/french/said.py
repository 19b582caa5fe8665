"""How words in a row are said, whatever the spelling of each: « sa monte a cb » and « ça monte à combien » alike."""

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from bot.french.sound import sound
from bot.french.text import ELIDED, fold
from bot.french.words import CONFUSED, SHORTENED

_APART = {"es": "e", "ses": "se", "ces": "se", "mes": "me", "c": "se", "g": "je", "t": "te"}
"""Words of few letters that do not sound as they would inside another."""
_VOWEL = re.compile("[aeiouyhàâäéèêëîïôöùûüÿ]")
_SOFTENING = re.compile("[eéêèi]")
_VERB = re.compile("(?:ers?|ez|ée?s?)$")
_PARTICIPLE = re.compile("i(?:e?s?|t)$")
"""Endings of a participle in -i and of its verb, which sound alike."""
LEAST_STEM = 3


class Said(Struct, frozen=True):
    """A word with the elided one before it."""

    word: str
    key: str
    """How it sounds, written out if it is shortened."""
    size: int
    """How many words it is."""
    loose: bool
    """Whether it is often written for others that sound like it (`confused`)."""


def said(words: Sequence[str]) -> list[Said]:
    """Lower-case words in a row as they are said.

    >>> [one.key for one in said(["c", "koi"])], [one.key for one in said(["c", "est", "quoi"])]
    (['se', 'kwa'], ['se', 'kwa'])
    """
    if ELIDED.isdisjoint(words):
        return [_said(word, "") for word in words]
    found = []
    elided = ""
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else ""
        if not elided and word in ELIDED and (_SOFTENING if word == "c" else _VOWEL).match(after):
            elided = word
            continue
        found.append(_said(word, elided))
        elided = ""
    return found


def keys_of(words: Sequence[str]) -> list[str]:
    """How lower-case words in a row sound, those elided with the next.

    >>> keys_of(["c", "est", "quoi"])
    ['se', 'kwa']
    """
    return list(map(_key, words)) if ELIDED.isdisjoint(words) else [one.key for one in said(words)]


@lru_cache(maxsize=20_000)
def _said(word: str, elided: str) -> Said:
    """A word as it is said, with the elided one before it, if there is one."""
    if not elided:
        return Said(word, _key(word), 1, _is_loose(word))
    key = ("s" if elided == "c" else sound(elided) or elided) + _key(word)
    return Said(elided + word, key, 2, _is_loose(elided + word))


@lru_cache(maxsize=20_000)
def _key(word: str) -> str:
    """How a word sounds by itself."""
    whole = SHORTENED.get(word, word)
    return _APART.get(whole) or sound(whole) or whole


def _is_loose(word: str) -> bool:
    """Whether a word may be `confused` with another."""
    ends = _ending(word, _VERB), _ending(fold(word), _PARTICIPLE)
    return word in SHORTENED or word in CONFUSED or any(end and len(stem) >= LEAST_STEM for stem, end in ends)


def confused(word: str, meant: str, first: bool) -> bool:
    """Whether a word is often written for another that sounds like it: « sa » for « ça », « -er » for « -é », « -it »
    for « -i ».

    The first of an expression may end in « -er » rightly.
    """
    if word in SHORTENED or meant in CONFUSED.get(word, ()):
        return True
    if first:
        return False
    stem, ending = _ending(fold(word), _PARTICIPLE)
    other_stem, other = _ending(fold(meant), _PARTICIPLE)
    if stem == other_stem and ending and other and len(stem) >= LEAST_STEM:
        return True
    stem, ending = _ending(word, _VERB)
    other_stem, other = _ending(meant, _VERB)
    alike = stem == other_stem and len(stem) >= LEAST_STEM
    return alike and "é" in ending + other and (ending.startswith("er") or other.startswith("er"))


def _ending(word: str, endings: re.Pattern[str]) -> tuple[str, str]:
    stem = endings.sub("", word)
    return stem, word[len(stem) :]
