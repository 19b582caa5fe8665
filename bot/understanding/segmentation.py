"""Words run together: where an unknown word is known words without their spaces (« lesprojets », « combiendeprojets »).

A cut keeps pieces that are all known: words of four letters or more, or names of three, that mean something, between
small words of two letters or more, numbers of four, and elided ones (« l », « qu ») at the beginning or before a vowel.
Without a word that means something, it is a verb and its subject (« passeratil »). Of several cuts the one with the
fewest pieces is taken (Norvig's segmentation, *Beautiful Data*, 2009, with every known word as likely as another).
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from bot.french.operators import COUNTING
from bot.french.text import ELIDED, WRITTEN_OUT, Text, Token
from bot.understanding.forms import Forms

SHORTEST = 4
"""Letters of a word that is worth cutting."""
LONGEST = 60
VOWELS = frozenset("aeiouyh")
LEAST_TELLING = 4
LEAST_NAMING = 3
_VERB = re.compile(r"(.{4,}?)(t?)(ils?|elles?|on|je|tu|nous|vous)")
LONGEST_HEAD = 6
_JOINED = re.compile(r"\b[a-zà]{1,4}[A-ZÉÈÎ](?=[a-zéèêîï])")
JOINED_HEADS = frozenset(
    (
        "a",
        "de",
        "du",
        "des",
        "d",
        "le",
        "la",
        "les",
        "l",
        "en",
        "dans",
        "par",
        "pour",
        "sur",
        "et",
        "au",
        "aux",
        "que",
        "qu",
    )
)
"""Small words to which one with a capital may be joined."""
MOST_PIECES = 6


def cuts(word: str, forms: Forms) -> tuple[int, ...]:
    """Where a word is cut, ascending; empty when it is not made of known words."""
    length = len(word)
    if not SHORTEST <= length <= LONGEST:
        return ()
    # The fewest pieces that end at each letter, where the last of them begins, and whether one of them tells something.
    best: list[tuple[int, int, bool] | None] = [(0, 0, False), *[None] * length]
    for start in range(length):
        so_far = best[start]
        if so_far is None or so_far[0] == MOST_PIECES:
            continue
        for end in range(start + 1, length + 1):
            telling = _piece(word, start, end, forms)
            if telling is None:
                continue
            found = so_far[0] + 1, start, so_far[2] or telling
            other = best[end]
            if other is None or (not found[2], found[0]) < (not other[2], other[0]):
                best[end] = found
    return _walk(best) or _verb(word, forms)


def _verb(word: str, forms: Forms) -> tuple[int, ...]:
    """The cuts between a verb and its subject."""
    match = _VERB.fullmatch(word)
    if match is None or not (forms.senses(match[1]) or forms.everyday(match[1])):
        return ()
    return tuple(dict.fromkeys(match.start(group) for group in (2, 3)))


def heads(word: str, forms: Forms) -> Iterator[int]:
    """Where a small word ends that an unknown one may have been joined to."""
    for cut in range(1, min(LONGEST_HEAD, len(word) - LEAST_TELLING) + 1):
        if _piece(word, 0, cut, forms) is False:
            yield cut


def _piece(word: str, start: int, end: int, forms: Forms) -> bool | None:
    """Whether a piece of a word tells something; `None` when it can be no piece."""
    piece = word[start:end]
    if piece in ELIDED:
        return False if end < len(word) and (start == 0 or word[end] in VOWELS) else None
    if len(piece) < 2:
        return None
    # « Deuxprojets »
    if piece in COUNTING and len(piece) >= LEAST_TELLING:
        return False
    senses = forms.senses(WRITTEN_OUT.get(piece, piece))
    if senses is None:
        return None
    if all(sense.weight == 0 for sense in senses):
        return False
    named = any(sense.record is not None for sense in senses)
    return True if len(piece) >= (LEAST_NAMING if named else LEAST_TELLING) else None


def _walk(best: list[tuple[int, int, bool] | None]) -> tuple[int, ...]:
    place, found = len(best) - 1, []
    last = best[place]
    if last is None or not last[2]:
        return ()
    while place:
        step = best[place]
        if step is None:
            return ()
        place = step[1]
        found.append(place)
    return tuple(reversed(found[:-1]))


def has_capitals_within(text: Text) -> bool:
    """Whether a capital stands within a word, after a small letter."""
    return _JOINED.search(text.raw) is not None


def capital_within(text: Text, place: int) -> tuple[int, ...]:
    """Where a small word ends that one with a capital was joined to (« àParis », « leVal-de-Marne »)."""
    token = text.tokens[place]
    match = _JOINED.search(text.raw, token.start, token.end)
    if match is None or len(token.text) != token.end - token.start:
        return ()
    border = match.end() - 1 - token.start
    return (border,) if token.text[:border] in JOINED_HEADS else ()


def cut(text: Text, at: Callable[[int], tuple[int, ...]]) -> Text:
    """A text whose tokens are cut where `at` says for each place.

    A piece keeps its letters' places in the original; where folding changed the length, they are shared out.
    """
    tokens: list[Token] = []
    ends: list[int] = []
    for place, token in enumerate(text.tokens):
        borders = (0, *at(place), len(token.text))
        width = token.end - token.start
        scale = width / len(token.text)
        for start, end in pairwise(borders):
            piece = token.text[start:end]
            heard = token.heard[start:end] if len(token.heard) == len(token.text) else piece
            here, there = (round(token.start + border * scale) for border in (start, end))
            # « Cki » is « c qui ».
            whole = WRITTEN_OUT.get(piece) if len(borders) > 2 else None
            tokens.append(Token(whole or piece, whole or heard, here, there))
        if place + 1 in text.ends:
            ends.append(len(tokens))
    return Text(text.raw, tuple(tokens), tuple(ends))
