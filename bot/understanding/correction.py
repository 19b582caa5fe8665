"""What the unknown words of a message may be: misspelt, misheard, run together or torn apart, alone or with neighbours.

How near is near is the first part of the scoring model (`scoring`). A window of words is looked at in the cheapest way
that can find something: every window as an exact form without its spaces; a word alone, and up to three words that say
little, by spelling and by sound; a longer one only where one of its words leads to a long form (« une vile qui se
construit en 3d »). Everyday words are only ever pieces of a torn name (« courbe voie »).
"""

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from bot.french.sound import sound
from bot.french.text import ELIDED, Text, Token
from bot.understanding import scoring, segmentation
from bot.understanding.forms import Forms, Lead
from bot.understanding.mention import Mention, Rival, Sense, mention, names
from bot.understanding.places import PlaceNames

LEAST_TORN = 8
"""Letters of a name from which everyday words may be its pieces (« courbe voie »)."""
LEAST_HOMOPHONE = 5
"""Letters of an everyday word that may have been written for another."""
LEAST_PLACE = 0.85
"""Quality from which a misspelt name may be that of a place elsewhere."""
FARTHER = 0.05
"""What a place elsewhere is less likely than one of ours."""
SATISFIED = 0.85
"""Quality of a word alone from which its neighbours are not looked at, nor whether it is several run together."""
MOST_WORDS = 7
MOST_GLUED = 3
"""Words of a window that are compared letter by letter."""
MOST_LETTERS = 60
MOST_RIVALS = 3
FILLER = 3
"""Letters up to which a word says little."""


Hit = tuple[float, str, int, tuple[Sense, ...]]
"""A form near a window: quality, itself, edits between the sounds, senses."""


class Corrector:
    """Finds what unknown words were meant to be."""

    def __init__(
        self, forms: Forms, places: PlaceNames, determiners: Iterable[str] = (), prepositions: Iterable[str] = ()
    ) -> None:
        """
        Args:
            forms: the known spellings.
            places: the names of the gazetteers.
            determiners: folded words after which a word is no name of a place (« une place »).
            prepositions: folded words that announce the name of a place (« à Xonville »).
        """
        self._forms = forms
        self._places = places
        self._determiners = frozenset(determiners)
        self._prepositions = frozenset(prepositions)

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
                self._torn(text, place, lattice, [k or e for k, e in zip(known, everyday, strict=True)])
                continue
            self._unknown(text, place, lattice, compared)
            likely = any(one.end > place and not one.unsure for mentions in lattice[: place + 1] for one in mentions)
            if not likely and not self._places.rows(token.text):
                found = self._run_together(token)
                if found:
                    cuts[place] = found
        return cuts

    def homophones(self, word: str, heard: str) -> tuple[Sense, ...]:
        """What words that sound like an everyday one mean (« montent » for « montant »)."""
        if len(word) < LEAST_HOMOPHONE:
            return ()
        return tuple(
            sense
            for form in self._forms.heard.get(sound(heard), ())
            if scoring.quality_of(word, form, OSA.distance(word, form), 0) >= scoring.LEAST_HEARD
            for sense in self._forms.senses(form) or ()
            if sense.record is None and sense.weight > 0
        )

    def elsewhere(self, text: Text, lattice: list[list[Mention]], known: list[bool], everyday: Sequence[bool]) -> None:
        """Add to a lattice the names of the gazetteers that are written exactly, and know the words of long ones.

        A name of one word has to be announced, or well known: many are also ordinary words (« une place »). One of
        several needs a word that means nothing else.
        """
        words = [token.text for token in text.tokens]
        ours = {place for mentions in lattice for one in mentions if names(one) for place in range(one.start, one.end)}
        for start, word in enumerate(words):
            before = words[start - 1] if start else ""
            announced = before in self._prepositions
            alone = not (known[start] or everyday[start] or before in self._determiners)
            for end in range(start + 1, min(len(words), start + self._places.reach(word)) + 1):
                if end == start + 1 and not alone:
                    continue
                rows = self._places.spaced(words[start:end])
                if not rows:
                    continue
                form = "".join(words[start:end])
                if self._forms.senses(form) is not None:
                    continue
                bare = start + (word in self._determiners and end > start + 1)
                if end - bare > 1:
                    telling = announced or any(
                        not everyday[place] and (not known[place] or place in ours) for place in range(bare, end)
                    )
                else:
                    telling = not (known[bare] or everyday[bare]) and (announced or form in self._places.notable)
                if telling:
                    lattice[start].append(mention(start, end, self._places.senses(rows), 1.0, form, "exact"))
                    if end - start > 1:
                        known[start:end] = [True] * (end - start)

    def _unknown(self, text: Text, place: int, lattice: list[list[Mention]], compared: set[tuple[int, int]]) -> None:
        """Add what an unknown word may be, alone or as a part of something longer."""
        tokens = text.tokens
        alone = self._near(text, place, place + 1)
        if alone is not None:
            lattice[place].append(alone)
            self._spelt_again(text, place, alone, lattice)
        satisfied = alone is not None and alone.quality >= SATISFIED
        for start, end in _windows(len(tokens), place):
            if (start, end) in compared:
                continue
            if _size(text, start, end) <= MOST_GLUED and self._worth(text, start, end, place, satisfied):
                compared.add((start, end))
                found = self._near(text, start, end)
            else:
                found = self._glued(text, start, end)
            if found is not None:
                lattice[start].append(found)
        for start, end, form in self._led(text, place):
            if (start, end) not in compared:
                word = "".join(token.text for token in tokens[start:end])
                found = self._likely(start, end, word, [self._likeness(word, sound(word), form)])
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

    def _run_together(self, token: Token) -> tuple[int, ...]:
        """Where a word is cut into known ones, or a small word off a misspelt one."""
        word = token.text
        found = segmentation.cuts(word, self._forms)
        if found:
            return found
        for head in segmentation.heads(word, self._forms):
            key = sound(token.heard[head:])
            near = (self._likeness(word[head:], key, form) for form, _ in self._forms.near(word[head:]))
            if any(quality >= SATISFIED for quality, _, _ in near):
                return (head,)
        return ()

    def _torn(self, text: Text, place: int, lattice: list[list[Mention]], meant: Sequence[bool]) -> None:
        """A name of which an everyday word is a piece, whole when joined or when heard."""
        for start, end in _windows(len(text.tokens), place):
            if _size(text, start, end) > MOST_GLUED or not all(meant[start:end]):
                continue
            tokens = text.tokens[start:end]
            form = "".join(token.text for token in tokens)
            if len(form) < LEAST_TORN:
                continue
            found = self._glued(text, start, end)
            if found is None:
                key = sound("".join(token.heard for token in tokens))
                near = [self._likeness(form, key, other) for other in self._forms.heard.get(key, ())]
                found = self._likely(start, end, form, near)
            if found is not None and names(found):
                lattice[start].append(found)

    def _worth(self, text: Text, start: int, end: int, place: int, satisfied: bool) -> bool:
        """Whether the neighbours of a word in a window may belong to one name with it.

        They are names, everyday or unknown words, or say nothing; and where the word alone is nearly certain, one of
        them at least is not a small word.
        """
        telling = not satisfied
        for other in range(start, end):
            word = text.tokens[other].text
            if other == place or len(word) <= FILLER:
                continue
            senses = self._forms.senses(word)
            if senses is not None and all(sense.record is None for sense in senses):
                if any(sense.weight for sense in senses):
                    return False
            else:
                telling = True
        return telling

    def _glued(self, text: Text, start: int, end: int) -> Mention | None:
        """The form that a window is but for its spaces."""
        form = "".join(token.text for token in text.tokens[start:end])
        senses = self._forms.senses(form)
        if senses is None and end - start > 1 and form[0] in ELIDED and len(text.tokens[start].text) > FILLER:
            form = form[1:]
            senses = self._forms.senses(form)
            if senses is not None and senses[0].record is None:
                return None
        return mention(start, end, senses, scoring.JOINED, form, "join") if senses else None

    def _near(self, text: Text, start: int, end: int) -> Mention | None:
        """The best known form for a window that is not known as it stands."""
        glued = self._glued(text, start, end)
        if glued is not None:
            return glued
        tokens = text.tokens[start:end]
        form = "".join(token.text for token in tokens)
        if not 2 < len(form) <= MOST_LETTERS:
            return None
        key = sound("".join(token.heard for token in tokens))
        likely = [
            (scoring.quality_of(form, other, edits, heard := OSA.distance(key, self._forms.key(other))), other, heard)
            for other, edits in self._forms.near(form)
        ]
        if len(key) > 1:
            seen = {other for _, other, _ in likely}
            likely += [
                self._likeness(form, key, other) for other in self._forms.heard.get(key, ()) if other not in seen
            ]
        found = self._likely(start, end, form, likely, self._unlikely(text, start, end, form))
        if found is None and end == start + 1:
            acronym = self._forms.anagrams.get("".join(sorted(form)))
            if acronym is not None:
                found = mention(start, end, self._forms.senses(acronym) or (), 0.8, acronym, "distance")
        return found

    def _unlikely(self, text: Text, start: int, end: int, form: str) -> tuple[bool, bool]:
        """Whether a window is no misspelt name of ours, being that of another place, nor a misspelt place elsewhere."""
        before = text.tokens[start - 1].text if start else ""
        another = end == start + 1 and bool(self._places.rows(form) or self._places.rows(before + form))
        return another, before in self._determiners

    def _likeness(self, form: str, key: str, other: str) -> tuple[float, str, int]:
        heard = OSA.distance(key, self._forms.key(other))
        return scoring.quality_of(form, other, OSA.distance(form, other), heard), other, heard

    def _likely(
        self,
        start: int,
        end: int,
        word: str,
        near: Iterable[tuple[float, str, int]],
        unlikely: tuple[bool, bool] = (False, False),
    ) -> Mention | None:
        """The best of the forms near a window, with its rivals.

        Args:
            start: the first token.
            end: after the last token.
            word: the window, glued.
            near: each form's quality, itself, and the edits between the sounds.
            unlikely: see `_unlikely`.
        """
        another_place, no_place = unlikely
        hits: list[Hit] = []
        for quality, form, heard in near:
            senses = self._forms.senses(form)
            if senses is None:
                quality -= FARTHER
                if quality >= LEAST_PLACE - FARTHER and len(word) > 5 and not (another_place or no_place):
                    hits.append((quality, form, heard, self._places.senses(self._places.rows(form))))
            elif form in self._forms.proper:
                if quality >= scoring.LEAST_NAME and not another_place:
                    hits.append((quality, form, heard, senses))
            else:
                least = scoring.LEAST_UNHEARD if heard else scoring.LEAST_HEARD
                if quality >= (scoring.LEAST_PHRASE if end > start + 1 else least):
                    hits.append((quality, form, heard, senses))
        if not hits:
            return None
        hits.sort(key=_best)
        tied = [hit for hit in hits if hits[0][0] - hit[0] < scoring.MARGIN]
        main = next((hit for hit in tied if hit[3][0].record is not None), hits[0])
        rivals = tuple(Rival(form, round(quality, 3)) for quality, form, *_ in hits if form != main[1])[:MOST_RIVALS]
        how = "distance" if main[2] else "sound"
        senses = _together(main, tied)
        names_it = main[3][0].record is not None
        unsure = names_it and (main[0] < scoring.LEAST_SURE or sum(s.record is not None for s in senses) > len(main[3]))
        return mention(start, end, senses, main[0], main[1], how, rivals=rivals, unsure=unsure)

    def _led(self, text: Text, place: int) -> Iterator[tuple[int, int, str]]:
        """The windows around a word that may be long forms, to which one of their words leads."""
        tokens = text.tokens
        for leader in range(max(0, place - MOST_WORDS + 1), min(len(tokens), place + MOST_WORDS)):
            for lead in self._forms.leads.get(tokens[leader].text, ()):
                start, end = _reach(text, leader, lead)
                if start <= place < end:
                    yield start, end, lead.form


def _windows(count: int, place: int) -> Iterator[tuple[int, int]]:
    """The windows of two words and more that hold a word."""
    for start in range(max(0, place - MOST_WORDS + 1), place + 1):
        for end in range(max(place + 1, start + 2), min(count, start + MOST_WORDS) + 1):
            yield start, end


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


def _size(text: Text, start: int, end: int) -> int:
    """How many words a window has, elided ones aside."""
    return sum(len(token.text) > 1 for token in text.tokens[start:end])


def _best(hit: Hit) -> tuple[float, str]:
    return -hit[0], hit[1]


def _together(main: Hit, tied: Sequence[Hit]) -> tuple[Sense, ...]:
    """The senses of a misspelt form, and those of others as near: words, and where it is a name, names of its kind."""
    senses = {sense.id: sense for sense in main[3]}
    kind = main[3][0].record and main[3][0].record.type
    for hit in tied:
        for sense in hit[3]:
            if sense.record is None or sense.record.type is kind:
                senses.setdefault(sense.id, sense)
    if sum(sense.record is not None for sense in senses.values()) > len(main[3]):
        return tuple(sense._replace(exact_name=True) for sense in senses.values())
    return tuple(senses.values())
