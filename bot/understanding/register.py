"""A gazetteer that is too long for the lexicon: a register that is asked what stretches of a message it knows."""

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple, Protocol

from bot.facts.records import Record
from bot.french.text import OF_NAMES, WRITTEN_OUT, Text, Token, fold
from bot.understanding.mention import Mention, names

SAYS_NOTHING, IS_A_NAME, IS_A_WORD, MAY_BE_A_NAME, NEAR_A_WORD, SAYS_LITTLE = range(6)
"""What a token is to the lexicon: a little word; a name or a word it does not know; a word of the subject; a word that
no question about what is asked for has a use for, so that it may be of a name; one it does not know, near a word of the
subject, which may be a name where one is near it too; a word of little weight."""

TELLING = 0.5
"""Weight from which a word says something."""


class Called(NamedTuple):
    """A stretch of a message that calls something of a register."""

    start: int
    """First token."""
    end: int
    """After the last token."""
    records: tuple[Record, ...]
    """What it may mean, the likeliest first."""
    quality: float
    """0 to 1: how well its words are spelt."""
    whole: bool
    """Whether it is the full name, not a part of it."""
    unsure: bool
    """Whether words beside it are of another name, or of none: it has to be asked back."""
    there: bool = False
    """Whether it is but what the name is of, or where (« Les Jardiniers de Tournefeuille »)."""


class Register(Protocol):
    """Names found by their words, in any order, misspelt or not."""

    kind: str
    """The type of its records."""

    def look(self, words: Sequence[str], roles: Sequence[int], paused: Container[int] = ()) -> list[Called]:
        """What the folded words of a message call; `roles` tells what each is to the lexicon, `paused` before which of
        them a comma or the like stands."""

    def record(self, identifier: str, name: str) -> Record | None:
        """The record with this identifier, if it is one of the register; `name` is what it is called."""


def roles_of(
    lattice: Sequence[Sequence[Mention]],
    everyday: Sequence[bool],
    asks: bool,
    told: int,
    kinds: Container[str],
) -> list[int]:
    """What each word of a message is to the lexicon.

    Args:
        lattice: the mentions that begin at each word.
        everyday: whether each is but an everyday word.
        asks: whether the message asks something of what registers know.
        told: the feature bits of all that can be asked of it.
        kinds: the types that registers know.
    """
    roles = [IS_A_NAME] * len(lattice)
    for place, mentions in enumerate(lattice):
        for found in mentions:
            if everyday[place]:
                continue
            useless = asks and not found.mask & told and found.weight >= TELLING and not names(found)
            if useless and all(sense.foreign for sense in found.senses):
                continue
            # A place that a message names may lie in many names: it calls none by itself.
            # So may what is known beside published grants: « pour l’urbanisme » is asked of either.
            beside = names(found) and not found.mask & told
            may_be = useless or beside or is_of(found, kinds)
            little = SAYS_LITTLE if found.weight > 0 else SAYS_NOTHING
            role = little if found.weight < TELLING else MAY_BE_A_NAME if may_be else IS_A_WORD
            roles[place : found.end] = [role] * (found.end - place)
    return roles


def looked(
    register: Register, text: Text, words: Sequence[str], roles: Sequence[int], paused: Container[int]
) -> Iterator[Called]:
    """What the words of a message call, and what they call in full as they are written, where some are read as others
    (« Pa Touché Zam », of which « pa » is no « pas »)."""
    yield from register.look(words, roles, paused)
    written = [_as_written(token, text) for token in text.tokens]
    apart = {place for place, (one, other) in enumerate(zip(written, words, strict=True)) if one != other}
    if apart:
        told = [IS_A_NAME if place in apart else role for place, role in enumerate(roles)]
        found = (one for one in register.look(written, told, paused) if one.whole)
        yield from (one for one in found if not apart.isdisjoint(range(one.start, one.end)))


def _as_written(token: Token, text: Text) -> str:
    written = fold(text.raw[token.start : token.end])
    return written if WRITTEN_OUT.get(written) == token.text and written not in OF_NAMES else token.text


def is_of(found: Mention, kinds: Container[str]) -> bool:
    """Whether all that a mention names is of some types."""
    return names(found) and all(sense.record is None or sense.record.type.name in kinds for sense in found.senses)
