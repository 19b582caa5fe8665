"""Expressions that words sound like one by one, whatever the spelling of each (« sa monte a cb » for « à combien »).

An unknown word may be any that sounds the same; one that is known, only such as is often written for another.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from bot.french.said import Said, confused, said
from bot.french.text import fold
from bot.french.words import DEFINING
from bot.understanding.forms import Forms
from bot.understanding.letters import Letters
from bot.understanding.mention import Mention, mention
from bot.understanding.scoring import SAID

MOST_WORDS = 7


def add_said(letters: Letters, lattice: list[list[Mention]], known: Sequence[bool], forms: Forms) -> None:
    """Add to a lattice the expressions that words sound like.

    Args:
        letters: the message.
        lattice: what is added to.
        known: whether each word is right as it stands.
        forms: the known spellings.
    """
    words = list(said([token.heard for token in letters.text.tokens]))
    starts = list(accumulate((one.size for one in words), initial=0))
    right = [all(known[start:end]) for start, end in pairwise(starts)]
    keys = tuple(one.key for one in words)
    for first in range(len(words)):
        for last in range(first + 2, min(len(words), first + MOST_WORDS) + 1):
            if keys[first : last - 1] not in forms.begun_phrases:
                break
            window = words[first:last]
            for form, meant in forms.phrases.get(keys[first:last], ()):
                if _meant(window, meant, right[first:last], last == len(words)):
                    senses = forms.senses(form) or ()
                    lattice[starts[first]].append(mention(starts[first], starts[last], senses, SAID, form, "sound"))


def _meant(window: Sequence[Said], meant: Sequence[str], right: Sequence[bool], ending: bool) -> bool:
    """Whether words that sound like those of an expression are another spelling of it.

    Args:
        window: the words.
        meant: those of the expression.
        right: whether each of the words is right as it stands.
        ending: whether no word follows.
    """
    differing = [place for place, one in enumerate(window) if fold(one.word) != fold(meant[place])]
    for place in differing:
        word = window[place].word
        defines = word in DEFINING and place == len(window) - 1 and not ending
        if right[place] and (defines or not confused(word, meant[place], place == 0)):
            return False
    return bool(differing)
