"""Expressions that words sound like one by one, whatever the spelling of each (« sa monte a cb » for « à combien »).

An unknown word may be any that sounds the same; one that is known, only such as is often written for another.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from bot.french.said import Said, confused, said
from bot.french.words import DEFINING
from bot.understanding.forms import Forms
from bot.understanding.letters import Letters
from bot.understanding.mention import Mention, mention
from bot.understanding.scoring import SAID

LEAST_WORDS = 2
"""Of an expression."""


def add_said(letters: Letters, lattice: list[list[Mention]], known: Sequence[bool], forms: Forms) -> None:
    """Add to a lattice the expressions that words sound like.

    Args:
        letters: the message.
        lattice: what is added to.
        known: whether each word is right as it stands.
        forms: the known spellings.
    """
    words = said([token.heard for token in letters.text.tokens])
    starts = list(accumulate([one.size for one in words], initial=0))
    right = [all(known[start:end]) for start, end in pairwise(starts)]
    doubtful = [place for place, one in enumerate(words) if one.loose or not right[place]]
    if len(words) < LEAST_WORDS or not doubtful:
        return
    for first, end, form in _sounding(words, doubtful[-1], forms.phrases):
        if letters.form(starts[first], starts[end]) == form:
            continue
        meant, folded = forms.words_of(form)
        written = [letters.form(*span) for span in pairwise(starts[first : end + 1])]
        differing = [place for place, word in enumerate(written) if word != folded[place]]
        if _meant(words[first:end], meant, differing, right[first:end], end == len(words)):
            senses = forms.senses(form) or ()
            lattice[starts[first]].append(mention(starts[first], starts[end], senses, SAID, form, "sound"))


def _sounding(words: Sequence[Said], latest: int, known: Mapping[str, Iterable[str]]) -> Iterator[tuple[int, int, str]]:
    """The expressions that some words in a row sound like, with the first of these, no later than `latest`, and after
    the last."""
    for first in range(latest + 1):
        key = words[first].key
        if key not in known:
            continue
        for end in range(first + 2, len(words) + 1):
            key = f"{key} {words[end - 1].key}"
            forms = known.get(key)
            if forms is None:
                break
            for form in forms:
                yield first, end, form


def _meant(
    window: Sequence[Said], meant: Sequence[str], differing: Iterable[int], right: Sequence[bool], ending: bool
) -> bool:
    """Whether words that sound like those of an expression are another spelling of it.

    Args:
        window: the words.
        meant: those of the expression.
        differing: the places of those that are not written alike.
        right: whether each of the words is right as it stands.
        ending: whether no word follows.
    """
    for place in differing:
        word = window[place].word
        defines = word in DEFINING and place == len(window) - 1 and not ending
        if right[place] and (defines or not confused(word, meant[place], place == 0)):
            return False
    return True
