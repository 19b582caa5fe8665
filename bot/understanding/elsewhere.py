"""Names of the gazetteers that a message writes exactly, told from ordinary words.

An alias (« dans le 33 », « en Gironde ») says by itself that it is one; that of one word needs a bracket before it.

A name of one word has to be announced (« à Xonville »), what is said to have something (« est-ce que Velles a … »),
well known, or all that is said: many are also ordinary words (« une place »). One of several needs a word that means
nothing else, to be announced, or its hyphens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.french.numbers import read_number
from bot.french.text import Text
from bot.french.words import THAT, UP_TO
from bot.understanding.forms import Forms
from bot.understanding.mention import Mention, mention, names
from bot.understanding.places import PlaceNames
from bot.understanding.spelling import Speller
from bot.understanding.subject import is_subject

LEAST_ANNOUNCED = 4
"""Letters of a name that a small word announces."""


@dataclass(frozen=True)
class Announcers:
    """Folded words that tell whether a name follows."""

    determiners: frozenset[str]
    """After which a word is no name of a place (« une place »)."""
    prepositions: frozenset[str]
    """Which announce the name of a place (« à Xonville »)."""
    auxiliaries: frozenset[str] = frozenset()
    """Which are names of places at the end of a message only (« à Étais », not « a étais choisi »)."""
    kinds: frozenset[str] = frozenset()
    """Which say what a place is (« la ville de »)."""

    @cached_property
    def words(self) -> frozenset[str]:
        """All that may stand before the name of a place, « que » included."""
        return self.determiners | self.prepositions | self.kinds | THAT


def add_elsewhere(
    text: Text,
    lattice: list[list[Mention]],
    known: list[bool],
    everyday: Sequence[bool],
    forms: Forms,
    places: PlaceNames,
    speller: Speller,
    announcers: Announcers,
) -> None:
    """Add to a lattice the names of the gazetteers that are written exactly, and know the words of long ones."""
    words = text.words
    brackets = "(" in text.raw

    named_last = len(words) - 1 if words[-1:] and words[-1] in announcers.auxiliaries else -1

    def common(place: int) -> bool:
        return everyday[place] or (known[place] and place != named_last)

    def opened(place: int) -> bool:
        if not brackets or not 0 < place < len(words):
            return False
        return "(" in text.raw[text.tokens[place - 1].end : text.tokens[place].start]

    for start, word in enumerate(words):
        bracket = brackets and opened(start)
        if word not in places.begun and not bracket and common(start):
            continue
        before = words[start - 1] if start else ""
        announced = start == 0 or before in announcers.prepositions or bracket
        alone = not (common(start) or before in announcers.determiners)
        spaced = word
        for end in range(start + 1, len(words) + 1):
            if end > start + 1:
                if spaced not in places.begun:
                    break
                spaced += " " + words[end - 1]
            elif not (alone or bracket):
                continue
            called = places.called(spaced) if end - start > 1 or bracket else []
            rows = called or places.spaced(spaced)
            if not rows:
                continue
            form = "".join(words[start:end])
            if forms.senses(form) is not None and start != named_last:
                continue
            if called:
                lattice[start].insert(0, mention(start, end, places.senses(rows), 1.0, form, "exact"))
                known[start:end] = [True] * (end - start)
                continue
            bare = start + (word in announcers.determiners and end > start + 1)
            if end - bare > 1:
                counts = start == 0 and _counts(text, forms)
                telling = (
                    (announced and not counts)
                    or _is_hyphened(text, start, end)
                    or any(
                        not everyday[place] and (not known[place] or _named(lattice, place))
                        for place in range(bare, end)
                    )
                )
            else:
                whole = end == len(words) and (start == 0 or (start == 1 and announced) or _is_asked(text, start))
                # « Colombe (92) » says where it lies.
                named = whole or is_subject(text.tokens, start, end) or form in places.notable
                named = named or ((announced or opened(end)) and len(form) >= LEAST_ANNOUNCED)
                telling = named and not common(bare)
            if telling:
                heard = "".join([token.heard for token in text.tokens[start:end]])
                near = () if form in places.notable else speller.ours(form, heard)
                lattice[start].append(mention(start, end, places.senses(rows), 1.0, form, "exact", rivals=near))
                if end - start > 1:
                    known[start:end] = [True] * (end - start)


def _is_asked(text: Text, start: int) -> bool:
    """Whether a question ends with what follows « à » (« Quels projets à Gy ? », not « bonjour à vou »)."""
    return start > 0 and text.asks and text.tokens[start - 1].text == UP_TO


def _is_hyphened(text: Text, start: int, end: int) -> bool:
    """Whether hyphens join some words (« Somme-Tourbe »), or an elision does."""
    joints = {text.before(place) for place in range(start + 1, end)}
    return "-" in joints and joints <= {"-", "'", "’"}


def _counts(text: Text, forms: Forms) -> bool:
    """Whether a message begins with how many of ours there are (« trois villes », not « Trois-Villes »)."""
    number, counted = text.tokens[:2]
    senses = forms.senses(counted.text) or ()
    ours = any(sense.record is None and sense.weight > 0 and not sense.foreign for sense in senses)
    spaced = text.raw[number.end : counted.start].isspace()
    return spaced and ours and read_number([number.text]) is not None


def _named(lattice: list[list[Mention]], place: int) -> bool:
    """Whether a word is a part of a name."""
    return any(one.end > place and names(one) for mentions in lattice[: place + 1] for one in mentions)
