"""French text to tokens: folding, elision, sentence ends. Knows the language, no subject."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from unidecode import unidecode_expect_ascii


class Token(NamedTuple):
    """One word or number of a message."""

    text: str
    """Folded: ASCII, lower case, no accent, abbreviations written out (`saint` for « St »)."""
    heard: str
    """Lower case with its accents, for sound keys."""
    start: int
    """Offset of its first code point in the original message."""
    end: int
    """Offset after its last code point in the original message."""


class Text(NamedTuple):
    """A message cut into tokens."""

    raw: str
    tokens: tuple[Token, ...]
    ends: tuple[int, ...]
    """Token indices at which a sentence ends (exclusive), ascending, the last one included."""
    pauses: frozenset[int] = frozenset()
    """Token indices at which a clause ends (exclusive): a comma, a colon, a bracket."""


ELIDED = frozenset(["l", "d", "j", "m", "t", "s", "n", "c", "qu", "lorsqu", "jusqu", "puisqu", "quoiqu", "presqu", "quelqu"])
"""Words that lose their last vowel before another (« l’annonce », « qu’il »)."""

WRITTEN_OUT = {"st": "saint", "ste": "sainte", "sts": "saints", "&": "et"}
"""Abbreviations of names, as INSEE and the post office write them out."""

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:[ .]\d{3})+(?![\d.]))"
    r"|(?P<acronym>(?:[a-z]\.){2,}[a-z]?(?![a-z]))"
    r"|(?P<word>[a-z0-9]+)(?P<elision>'(?=[a-z]))?"
    r"|(?P<amp>&)"
    r"|(?P<pause>[,:()«»\"]| -+ )"
    r"|(?P<stop>[?!;\n]+|\.+(?![a-z0-9]))"
)


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> tuple[str, str]:
    """One code point as (folded, heard): ASCII lower case; accents kept in the second."""
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf"):
        return "", ""
    if char in "’ʼ‘`´′‛＇":
        return "'", "'"
    if char == "€":
        return " euros ", " euros "
    if category[0] in "ZC" and char != "\n":
        return " ", " "
    folded = unidecode_expect_ascii(unicodedata.normalize("NFKC", char)).lower()
    if category[0] not in "LNMP" or not folded:
        return (folded, folded) if char.isascii() else (" ", " ")
    lower = char.lower()
    return folded, lower if len(lower) == len(folded) else folded


def fold(text: str) -> str:
    """Fold a string to lower-case ASCII: « Créteil » → `creteil`."""
    return "".join(_fold_char(char)[0] for char in text)


def read_text(raw: str) -> Text:
    """Cut a message into folded tokens, keeping each one's place in the original.

    >>> [token.text for token in read_text("C’est à St-Mandé, aujourd’hui ?").tokens]
    ['c', 'est', 'a', 'saint', 'mande', 'aujourdhui']
    """
    folded, heard, places = _aligned(unicodedata.normalize("NFC", raw) if not raw.isascii() else raw)
    return Text(raw, *_tokens(folded, heard, places))


def _aligned(raw: str) -> tuple[str, str, list[int] | range]:
    """Fold `raw`; also its heard form of the same length, and each folded character's original offset."""
    if raw.isascii() and raw.isprintable():
        lower = raw.lower()
        return lower, lower, range(len(raw) + 1)
    folded: list[str] = []
    heard: list[str] = []
    places: list[int] = []
    for place, char in enumerate(raw):
        ascii_form, heard_form = _fold_char(char)
        folded.append(ascii_form)
        heard.append(heard_form)
        places += [place] * len(ascii_form)
    places.append(len(raw))
    return "".join(folded), "".join(heard), places


def _tokens(folded: str, heard: str, places: list[int] | range) -> tuple[tuple[Token, ...], tuple[int, ...], frozenset[int]]:
    tokens: list[Token] = []
    ends: list[int] = []
    pauses: set[int] = set()
    joined = ""
    joined_at = 0
    for match in _TOKEN.finditer(folded):
        kind = match.lastgroup
        start, end = match.span()
        if kind == "pause":
            pauses.add(len(tokens))
            continue
        if kind == "stop":
            if tokens and (not ends or ends[-1] != len(tokens)) and not _abbreviates(tokens[-1], match.group()):
                ends.append(len(tokens))
            continue
        text = match.group(kind if kind != "elision" else "word")
        if kind == "elision" and text not in ELIDED:
            joined, joined_at = joined + text, start if not joined else joined_at
            continue
        if kind in ("number", "acronym"):
            text = text.replace(" ", "").replace(".", "")
        sounds = heard[start:end].rstrip("'")
        if joined:
            text, start, joined = joined + text, joined_at, ""
            sounds = text
        tokens.append(Token(WRITTEN_OUT.get(text, text), sounds, places[start], places[end - 1] + 1))
    if not ends or ends[-1] != len(tokens):
        ends.append(len(tokens))
    return tuple(tokens), tuple(ends), frozenset(pauses)


def _abbreviates(token: Token, stop: str) -> bool:
    """Whether a full stop after this token marks an abbreviation (« M. », « Mme. »), not a sentence's end."""
    return stop == "." and token.text in ("m", "mr", "mme", "mlle")
