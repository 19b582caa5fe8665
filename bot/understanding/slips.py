"""Small words that turn a sentence into another one, misspelt by one slip (« les projets du 93 sns Montreuil »).

They are too short, and there are too many words near them, for `spelling`; but a word that means nothing else is nearly
always one of them, the commonest words of all. A slip is a letter left out, doubled, swapped with the next, or a key
beside the right one hit instead of it or along with it; it costs what the scoring model says. What may be several
words is the one that its neighbours call for; else it is in doubt, and the message is not to be answered as if it were
not there.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.french.keyboard import NEIGHBOURS
from bot.french.number_words import UNITS, WORDS
from bot.french.numbers import in_words
from bot.french.operators import (
    COMMON,
    COUNTING,
    LEAST_LETTERS,
    OPERATORS,
    PLURAL_DETERMINERS,
    instead,
    is_called_for,
    may_stand,
)
from bot.french.sound import sound
from bot.french.text import Text, Token, fold
from bot.french.words import PLEASE
from bot.understanding.forms import Forms
from bot.understanding.mention import Mention, names
from bot.understanding.scoring import FIRST_LETTER, spelling_cost

LEAST_LONG = 6
"""Letters of an operator that is not easily another word, nor easily found in two pieces of one."""
CALLED_FOR = 0.6
"""What a word costs less, in edits, where its neighbours call for it."""
MARGIN = 0.25
"""Difference of cost under which a common word is as near as an operator."""
SURELY = 0.45
"""The same of two operators, and from which a word is surely none."""
FARTHEST = 9.0
TO = "à"
AND, LIKE_AND = "et", "e"
"""« Et », and how it is written by ear (« é Montreuil ? »)."""
YOU, ARE, IS = "tu", "es", "est"
"""« Tu | es », which is written as what sounds the same."""
THE_SEVERAL_HEARD = {"lé": "les", "lè": "les", "lês": "les", "lés": "les"}
"""« Les » as it is heard (« lé projets »)."""
SWAPPED = {"qiu": "qui", "uqi": "qui", "uqoi": "quoi"}
"""Words that ask, with two letters swapped: too short to be looked for."""
WRITTEN_FOR = {word: in_words(UNITS[word]) for word in UNITS.keys() - {"une", *WORDS}} | SWAPPED
"""Numbers as they are heard, and those words, with what is meant."""
MAY_BE_HEARD = frozenset((IS, AND, LIKE_AND, *WRITTEN_FOR, *map(fold, THE_SEVERAL_HEARD)))
"""Words that may be written as others are heard, folded."""
SOME = "qq"
"""How « quelque » begins in short (« qque »)."""
SAME = 4
"""First letters of two operators that are the same but for their endings (« premier », « première »)."""
LEAST_INFLECTED = 0.6
"""Most cost from a word that is but the inflection of an everyday one (« duex », of « due »)."""


class Respelt(NamedTuple):
    """A stretch of a message that is an operator misspelt."""

    start: int
    end: int
    word: str
    """The operator."""


class Found(NamedTuple):
    """What a message misspells."""

    found: list[Respelt]
    doubted: set[int]
    """The places of words that may be operators, but are not surely."""


class Slips:
    """Finds operators misspelt."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms

    def find(
        self, text: Text, lattice: Sequence[Sequence[Mention]], known: Sequence[bool], everyday: Sequence[bool]
    ) -> Found:
        """The operators that a message misspells.

        Args:
            text: the message.
            lattice: what begins at each of its words.
            known: whether each word is right as it stands.
            everyday: whether it is an ordinary word.
        """
        words = text.words
        known_slips = slips()
        unsure = not all(known)
        found: list[Respelt] = []
        doubted: set[int] = set()
        torn = -1
        for place, word in enumerate(words):
            if place == torn:
                continue
            if unsure and not all(known[place : place + 2]) and _is_torn(words, place):
                torn = place + 1
                found.append(Respelt(place, place + 2, word + words[torn]))
                continue
            meant = _as_heard(text, place, known[place]) if word in MAY_BE_HEARD else None
            if meant is not None:
                found.append(Respelt(place, place + 1, meant))
                continue
            near = known_slips.get(word)
            if _is_capital(text, place):
                continue
            if near is None:
                if not (known[place] or everyday[place]) and word in doubled():
                    found.append(Respelt(place, place + 1, doubled()[word]))
                continue
            named = place + 1 < len(words) and any(map(names, lattice[place + 1]))
            if not named and any(one.quality == 1 and names(one) for one in lattice[place]):
                # « À mons » is a town.
                continue
            ordinary = everyday[place] and self._forms.is_everyday(word)
            # « Le pls de projets » thanks nobody.
            if (known[place] and word not in PLEASE) or ordinary or word in COMMON:
                aside = named and place > 0 and text.tokens[place - 1].heard == TO
                meant = instead(words, place, near, aside)
            else:
                meant = _meant(words, place, _inflected(near) if everyday[place] else near, named)
            if meant:
                found.append(Respelt(place, place + 1, meant))
            elif meant is not None:
                doubted.add(place)
        return Found(found, doubted)


def _as_heard(text: Text, place: int, known: bool) -> str | None:
    """The word that one is that is written as it is heard (« territoire onse »), or two of its letters swapped."""
    token = text.tokens[place]
    if (
        place
        and text.tokens[place - 1].text == YOU
        and (token.text == IS or (place == 1 and token.text in (AND, LIKE_AND)))
    ):
        return ARE
    if token.text == LIKE_AND:
        begins = (place == 0 or place in text.ends) and len(text.tokens) > 1
        return AND if begins and not known else None
    return WRITTEN_FOR.get(token.text) or THE_SEVERAL_HEARD.get(token.heard)


def _is_torn(words: Sequence[str], place: int) -> bool:
    """Whether a word is the first half of an operator (« le pre mier »)."""
    if place + 1 == len(words) or len(words[place]) + len(words[place + 1]) < LEAST_LONG:
        return False
    return words[place] + words[place + 1] in OPERATORS


def _inflected(near: Mapping[str, float]) -> dict[str, float]:
    """The words that one is which is but an inflection of an everyday one (« duex », of « due »), of those near it."""
    return {word: cost for word, cost in near.items() if cost <= LEAST_INFLECTED or len(word) >= LEAST_LONG}


def _meant(words: Sequence[str], place: int, near: Mapping[str, float], named: bool) -> str | None:
    """The operator that a word is; empty where that is in doubt, `None` where it is none.

    Args:
        words: the message.
        place: the word.
        near: the words that it may be, with the cost of each.
        named: whether a name follows.
    """
    fitting = {
        word: cost - CALLED_FOR * is_called_for(word, words, place, named)
        for word, cost in near.items()
        if may_stand(word, words, place)
    }
    operators = sorted((cost, word) for word, cost in fitting.items() if word in OPERATORS)
    if not operators:
        return None
    cost, best = operators[0]
    other = min((cost for word, cost in fitting.items() if word not in OPERATORS), default=FARTHEST)
    if other + SURELY < cost:
        return None
    rival = min((cost for cost, word in operators if word[:SAME] != best[:SAME]), default=FARTHEST)
    if cost + MARGIN >= other or cost + SURELY >= rival:
        return ""
    # « Les 3 premié » are several.
    before = words[place - 1] if place else ""
    several = before in PLURAL_DETERMINERS | COUNTING or before.isdigit()
    return best + "s" if several and best + "s" in OPERATORS else best


def respell(text: Text, found: Sequence[Respelt]) -> Text:
    """A text with its operators as they were meant, at their places in the original."""
    tokens: list[Token] = []
    ends = set()
    by_start = {one.start: one for one in found}
    place = 0
    while place < len(text.tokens):
        token, end = text.tokens[place], place + 1
        one = by_start.get(place)
        if one is not None:
            end = one.end
            token = Token(one.word, one.word, token.start, text.tokens[end - 1].end)
        tokens.append(token)
        if any(place < at <= end for at in text.ends):
            ends.add(len(tokens))
        place = end
    return Text(text.raw, tuple(tokens), tuple(sorted(ends)))


def cost_of(word: str, meant: str) -> float:
    """What a slip costs, in edits."""
    cost = spelling_cost(word, meant, OSA.distance(word, meant))
    if sound(word) == sound(meant):
        return cost / 3
    swapped = sorted(word[:2]) == sorted(meant[:2])
    return cost + (0.0 if word[0] == meant[0] or swapped else FIRST_LETTER)


@cache
def slips() -> dict[str, dict[str, float]]:
    """What each slip of an operator may be, with the cost of each: operators, and other common words."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for word in OPERATORS:
        for slip in {*_slips(word)} - {word, ""}:
            if slip not in OPERATORS:
                found[slip][word] = cost_of(slip, word)
    for word in COMMON:
        for slip in {*_slips(word)} - {word, ""}:
            if slip in found:
                found[slip][word] = cost_of(slip, word)
    return dict(found)


@cache
def doubled() -> dict[str, str]:
    """The commonest words by what they are with a letter doubled (« lles communes »), which are no other word."""
    return {
        slip: word
        for word in COMMON
        if len(word) >= LEAST_LETTERS
        for slip in (word[:place] + word[place : place + 1] + word[place:] for place in range(len(word)))
        if slip not in COMMON and slip not in OPERATORS and not slip.startswith(SOME)
    }


def _slips(word: str) -> Iterator[str]:
    """A word with one slip in it."""
    for place, letter in enumerate(word):
        before, after = word[:place], word[place + 1 :]
        yield before + after
        yield before + letter + letter + after
        yield before + after[:1] + letter + after[1:]
        for beside in (pair[1] for pair in NEIGHBOURS if pair[0] == letter):
            yield from (before + keys + after for keys in (beside, letter + beside, beside + letter))


def _is_capital(text: Text, place: int) -> bool:
    """Whether a word is written as a name: with a capital that begins no sentence, among words without."""
    token = text.tokens[place]
    written = text.raw[token.start : token.end]
    begins = place == 0 or place in text.ends
    return written[:1].isupper() and not begins and not text.raw.isupper()
