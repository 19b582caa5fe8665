"""What the unknown words of a message may be: misspelt, misheard, run together or torn apart, alone or with neighbours.

A window of words is looked at in the cheapest way that can find something: every window as an exact form without its
spaces; one or two words, by spelling and by sound; three that say little, as a name; a longer one only where one of
its words leads to a long form (« une vile qui se construit en 3d »). Everyday words are pieces of a torn name
(« courbe voie »), or a misspelt one where a name is announced (« à Pari »), which is then asked back.
"""

from collections.abc import Iterator, Sequence

from bot.french.text import Text, Token
from bot.understanding import scoring, segmentation
from bot.understanding.elsewhere import Announcers
from bot.understanding.forms import Forms, Lead
from bot.understanding.mention import Mention, Rival, mention, names
from bot.understanding.places import PlaceNames
from bot.understanding.spelling import FILLER, Speller

LEAST_TORN = 8
"""Letters of a name from which everyday words may be its pieces (« courbe voie »)."""
SATISFIED = 0.85
"""Quality of a word alone from which its neighbours are not looked at, nor whether it is several run together."""
MOST_WORDS = 7
MOST_GLUED = 3
"""Words of a window that are compared letter by letter."""


class Corrector:
    """Finds what unknown words were meant to be."""

    def __init__(self, forms: Forms, places: PlaceNames, announcers: Announcers) -> None:
        self._forms = forms
        self._places = places
        self._announcers = announcers
        self.speller = Speller(forms, places, announcers.determiners)

    def correct(
        self, text: Text, lattice: list[list[Mention]], known: Sequence[bool], everyday: Sequence[bool]
    ) -> dict[int, tuple[int, ...]]:
        """Add to a lattice what the words that are not known, or only as everyday words, may be.

        Returns where words that are several run together are to be cut, by place.
        """
        compared: set[tuple[int, int]] = set()
        cuts: dict[int, tuple[int, ...]] = {}
        for place, token in enumerate(text.tokens):
            if known[place]:
                continue
            if everyday[place]:
                self._misplaced(text, place, lattice)
                self._torn(text, place, lattice, [k or e for k, e in zip(known, everyday, strict=True)])
                continue
            self._unknown(text, place, lattice, compared)
            likely = max(
                (one.quality for mentions in lattice[: place + 1] for one in mentions if one.end > place), default=0.0
            )
            if likely < SATISFIED and not self._places.rows(token.text):
                found = self._run_together(token, likely)
                if found:
                    cuts[place] = found
        return cuts

    def _unknown(self, text: Text, place: int, lattice: list[list[Mention]], compared: set[tuple[int, int]]) -> None:
        """Add what an unknown word may be, alone or as a part of something longer."""
        speller = self.speller
        alone = speller.near(text, place, place + 1)
        if alone is not None:
            lattice[place].append(alone)
            self._spelt_again(text, place, alone, lattice)
        satisfied = alone is not None and alone.quality >= SATISFIED
        for start, end in _windows(len(text.tokens), place):
            if (start, end) in compared:
                continue
            if _size(text, start, end) <= MOST_GLUED and self._worth(text, start, end, place, satisfied):
                compared.add((start, end))
                found = speller.near(text, start, end, names=end - start > 2)
            else:
                found = speller.glued(text, start, end)
            if found is not None:
                lattice[start].append(found)
        for start, end, form in self._led(text, place):
            if (start, end) not in compared:
                found = speller.form(text, start, end, form)
                if found is not None:
                    lattice[start].append(found)

    def _spelt_again(self, text: Text, place: int, alone: Mention, lattice: list[list[Mention]]) -> None:
        """Add the expressions and long names that a word is a part of once spelt right (« je veu », « sou bois »)."""
        words = [token.text for token in text.tokens]
        letters = len(words[place])
        for form, quality in (Rival(alone.form, alone.quality), *alone.rivals):
            spelt = [*words[:place], form, *words[place + 1 :]]
            for start, end in _windows(len(words), place):
                whole = "".join(spelt[start:end])
                senses = self._forms.senses(whole)
                if senses is not None:
                    nearer = 1 - (1 - quality) * letters / len(whole)
                    lattice[start].append(mention(start, end, senses, nearer, whole, alone.how))

    def _run_together(self, token: Token, likely: float) -> tuple[int, ...]:
        """Where a word is cut into known ones, or a small word off a misspelt one when it is likely nothing else."""
        found = segmentation.cuts(token.text, self._forms)
        if found or likely >= scoring.LEAST_SURE:
            return found
        for head in segmentation.heads(token.text, self._forms):
            if self.speller.quality(token.text[head:], token.heard[head:]) >= SATISFIED:
                return (head,)
        return ()

    def _misplaced(self, text: Text, place: int, lattice: list[list[Mention]]) -> None:
        """Let an everyday word where a name is announced be a misspelt one, to be asked back (« à Pari »)."""
        if not self._announced(text, place) or place + 1 < len(text.tokens):
            return
        found = self.speller.near(text, place, place + 1, names=True)
        if found is None or found.quality < scoring.LEAST_SURE or not names(found):
            return
        lattice[place] = [found._replace(unsure=True)]

    def _torn(self, text: Text, place: int, lattice: list[list[Mention]], meant: Sequence[bool]) -> None:
        """A name of which an everyday word is a piece: whole when joined or heard, or near where one is announced."""
        for start, end in _windows(len(text.tokens), place):
            if _size(text, start, end) > MOST_GLUED or not all(meant[start:end]):
                continue
            if sum(len(token.text) for token in text.tokens[start:end]) < LEAST_TORN:
                continue
            found = self.speller.glued(text, start, end) or self.speller.heard(text, start, end)
            if found is None and self._announced(text, start) and self._worth(text, start, end, place, False):
                found = self.speller.near(text, start, end, names=True)
                if found is not None and found.quality < SATISFIED:
                    continue
            if found is not None and names(found):
                lattice[start].append(found)
        for start, end, form in self._led(text, place):
            found = self.speller.form(text, start, end, form)
            if found is not None and found.quality >= SATISFIED and names(found):
                lattice[start].append(found)

    def _announced(self, text: Text, place: int) -> bool:
        """Whether a name may begin at a place: after « à » or « de », or at the head of a message."""
        return place == 0 or text.tokens[place - 1].text in self._announcers.prepositions

    def _worth(self, text: Text, start: int, end: int, place: int, satisfied: bool) -> bool:
        """Whether the neighbours of a word in a window may belong to one name with it.

        They are names, everyday or unknown words, or say nothing; and where the word alone is nearly certain, one of
        them at least is not a small word.
        """
        telling = not satisfied
        for other in range(start, end):
            word = text.tokens[other].text
            if other == place or len(word) < FILLER:
                continue
            senses = self._forms.senses(word)
            if senses is None or any(sense.record is not None for sense in senses):
                telling = True
            elif len(word) > FILLER and any(sense.weight for sense in senses):
                return False
        return telling

    def _led(self, text: Text, place: int) -> Iterator[tuple[int, int, str]]:
        """The windows around a word that may be long forms, to which one of their words leads."""
        tokens = text.tokens
        for leader in range(max(0, place - MOST_WORDS + 1), min(len(tokens), place + MOST_WORDS)):
            leads = self._forms.leads.get(tokens[leader].text)
            if leads is None:
                continue
            between = sum([len(token.text) for token in tokens[min(leader, place) + 1 : max(leader, place)]])
            for lead in leads:
                if between < (lead.before if place < leader else lead.after):
                    start, end = _reach(text, leader, lead)
                    if start <= place < end:
                        yield start, end, lead.form


def _windows(count: int, place: int) -> Iterator[tuple[int, int]]:
    """The windows of two words and more that hold a word."""
    for start in range(max(0, place - MOST_WORDS + 1), place + 1):
        for end in range(max(place + 1, start + 2), min(count, start + MOST_WORDS) + 1):
            yield start, end


def _size(text: Text, start: int, end: int) -> int:
    """How many words a window has, elided ones aside."""
    return sum([len(token.text) > 1 for token in text.tokens[start:end]])


def _reach(text: Text, leader: int, lead: Lead) -> tuple[int, int]:
    """The window whose letters before and after a word are as many as the form has, or as nearly as words allow."""
    tokens = text.tokens
    start, before = leader, 0
    while start > 0 and abs(before + len(tokens[start - 1].text) - lead.before) <= abs(before - lead.before):
        start -= 1
        before += len(tokens[start].text)
    end, after = leader + 1, 0
    while end < len(tokens) and abs(after + len(tokens[end].text) - lead.after) <= abs(after - lead.after):
        after += len(tokens[end].text)
        end += 1
    return start, end
