"""How many spellings are read, all at once: what takes longest of compiling the vocabulary, and knows no meaning."""

import re
from collections.abc import Sequence

from msgspec import Struct

from bot.french.text import RUN_TOGETHER, TEXTED, WRITTEN_OUT, fold, fold_all, read_text
from bot.understanding.beginnings import begin

_WORDS = re.compile(r"[a-zàâäçéèêëîïôöùûüÿ]+(?: [a-zàâäçéèêëîïôöùûüÿ]+)*")
_SHORT = WRITTEN_OUT.keys() | RUN_TOGETHER.keys() | TEXTED.keys()
"""Words that are read as others."""


class Spellings(Struct):
    """Spellings as they are found in messages."""

    spaced: list[str]
    """The words of each, folded, with spaces between them; empty where it holds none."""
    heard: list[str]
    """The same with their accents."""
    begun: set[str]
    """The beginnings of those of several words, word by word."""


def spell(written: Sequence[str]) -> Spellings:
    """Read spellings, each as a message would be.

    >>> spell(["Créteil", "la ville"])
    Spellings(spaced=['creteil', 'la ville'], heard=['créteil', 'la ville'], begun={'la'})
    """
    known = Spellings([], [spelling.lower() for spelling in written], set())
    words = [spelling for spelling in known.heard if _WORDS.fullmatch(spelling)]
    folded = dict(zip(words, fold_all(words), strict=True))
    for place, heard in enumerate(known.heard):
        spaced = folded.get(heard)
        if spaced is None or not _SHORT.isdisjoint(spaced.split(" ")):
            spaced, known.heard[place] = _read(written[place])
        known.spaced.append(spaced)
    for spaced in known.spaced:
        begin(spaced, known.begun)
    return known


def _read(spelling: str) -> tuple[str, str]:
    """The words of a spelling, folded, and with their accents."""
    if spelling.isalpha() and spelling.islower() and spelling not in WRITTEN_OUT:
        return fold(spelling), spelling
    words = read_text(spelling).tokens
    return " ".join([word.text for word in words]), " ".join([word.heard for word in words])
