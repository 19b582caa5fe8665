"""A name that a message calls by the beginnings of its first two words in one: « la proteciv » is the « Protection
civile »."""

from collections.abc import Iterator, Sequence

from bot.grants.names import Names
from bot.grants.short_names import LITTLE_WORDS
from bot.understanding.register import IS_A_NAME

LEAST_BEGUN = 3
"""Letters of each beginning."""


def run_together(words: Sequence[str], roles: Sequence[int], names: Names) -> Iterator[tuple[int, int, int]]:
    """Where such a name begins and ends, with whom it calls, of words that are known of nothing; `roles` as in
    `bot.understanding.register.Register`."""
    for place, word in enumerate(words):
        if roles[place] != IS_A_NAME or len(word) < 2 * LEAST_BEGUN or not word.isalpha() or names.words([word]):
            continue
        called = {one for cut in range(LEAST_BEGUN, len(word) - LEAST_BEGUN + 1) for one in _called(word, cut, names)}
        if len({beneficiary for beneficiary, _ in called}) == 1:
            beneficiary, name = next(iter(called))
            yield place, _end(place, words, name), beneficiary


def _called(word: str, cut: int, names: Names) -> Iterator[tuple[int, str]]:
    """The names that begin with two words which begin with either part of one."""
    first, second = word[:cut], word[cut:]
    begun = [names.words_begun(first), names.words_begun(second)]
    for held in names.holding(begun) if all(begun) else ():
        telling = [one for one in held.words if one not in LITTLE_WORDS]
        if len(telling) > 1 and telling[0].startswith(first) and telling[1].startswith(second):
            yield held.beneficiary, held.text


def _end(place: int, words: Sequence[str], name: str) -> int:
    """Where what is said of a name ends: with the last of its words in a row."""
    end = place + 1
    for at in range(place + 1, len(words)):
        if words[at] not in name.split():
            break
        end = at + 1 if words[at] not in LITTLE_WORDS else end
    return end
