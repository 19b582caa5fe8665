"""Every word and name that means something, and the one mechanism that finds them in a message.

A *form* is a folded spelling without spaces (`rosnysousbois`), so that words run together or torn apart are found
alike. For a window of tokens the lexicon answers with mentions of quality q:

    exact      the spelling itself, with its spaces                          q = 1
    join       the spelling, with spaces missing or added                    q = 0.97
    sound      e edits of the spelling, none of its sound key                q = 1 - 1.2 (e / 2) / letters
    distance   e edits of the spelling, h of its sound key                   q = 1 - 1.2 min(e, (e + h) / 2) / letters

(edits are optimal string alignment; another first letter counts one half more) and keeps those with q ≥ 0.74, or 0.79
where the sound differs: the mean of both distances ranks French misspellings better than either. The cover of the message is the set of disjoint mentions that maximises

    Σ q · letters - 1.5 · number of mentions

over mentions and unknown words (-1 each), found by dynamic programming. An exact form has no fuzzy
rival on the same tokens: Montrouge is not a misspelt Montreuil.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.facts.gazetteer import Gazetteer
from bot.facts.records import Record
from bot.french.numbers import DayMonth, read_date, read_number, read_ordinal
from bot.french.sound import sound
from bot.french.text import Text, Token, fold, read_text
from bot.understanding.index import FuzzyIndex

LEAST_QUALITY = 0.74
LEAST_UNHEARD = 0.79
"""For a spelling that does not even sound the same."""
LEAST_PHRASE = 0.9
"""For several words that are an expression of the vocabulary, not a name."""
UNEXPLAINED = 1.0
LEAST_TORN = 8
"""Letters of a name from which everyday words may be its pieces (« courbe voie »)."""
MENTION_COST = 1.5
_BREAK = re.compile(r"[ '’-]+")
PAUSES = frozenset(",:()")
JOINED = 0.97
_LONGEST = 9
"""Most tokens one mention may take."""
_ELIDED = ("l", "d", "qu", "j", "n", "s", "c", "m", "t")


class Sense(NamedTuple):
    """One meaning of a form."""

    id: str
    """The concept's name, or `type:identifier` of a record."""
    mask: int
    """The feature bits that rules test: the concept's, or those of the record's type and the types above it."""
    weight: float
    """What the mention counts in a message; 0 for words that say nothing."""
    record: Record | None = None
    exact_name: bool = True
    """Whether the form is the record's full name, not an alias."""


class Mention(NamedTuple):
    """A stretch of the message that means something."""

    start: int
    """First token."""
    end: int
    """After the last token."""
    senses: tuple[Sense, ...]
    quality: float
    """0 to 1."""
    form: str
    """The known form that was recognised."""
    how: str
    """`exact`, `join`, `sound`, `distance`, `number`, `date`, `ordinal`, or `earlier` (in an earlier turn)."""
    mask: int
    weight: float
    value: int | DayMonth | None = None
    """The number, ordinal or date said."""


class Vocabulary(NamedTuple):
    """A concept and all its spellings."""

    name: str
    mask: int
    weight: float
    spellings: tuple[str, ...]
    ordinary: bool = False
    """Whether these are everyday words: known as they stand, and never what a misspelt word was meant to be."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A message as the best sequence of mentions, with what stays unknown."""

    text: Text
    mentions: tuple[Mention, ...]
    unknown: tuple[int, ...]
    """Indices of the tokens that mean nothing to us."""

    def paused(self, place: int) -> bool:
        """Whether a comma, a colon or a bracket stands before a token."""
        tokens = self.text.tokens
        between = self.text.raw[tokens[place - 1].end : tokens[place].start] if place else ""
        return len(between) > 1 and not PAUSES.isdisjoint(between)


def glue(spelling: str) -> str:
    """The form of a spelling: folded, without spaces or punctuation."""
    return "".join(token.text for token in read_text(spelling).tokens)


class Lexicon:
    """Compiled once; looks messages up."""

    def __init__(
        self,
        vocabulary: Iterable[Vocabulary],
        records: Iterable[tuple[Record, int, float]],
        gazetteers: Iterable[tuple[Gazetteer, int, float]],
        numbers: tuple[int, int, int],
        determiners: Iterable[str] = (),
        prepositions: Iterable[str] = (),
    ) -> None:
        """
        Args:
            vocabulary: the concepts.
            records: each record with its feature bits and weight.
            gazetteers: each long list of names with its feature bits and weight.
            numbers: feature bits of a number, an ordinal, a date.
            determiners: folded words after which a word in lower case is no name of a gazetteer (« une place »).
            prepositions: folded words that lead to the name of a place.
        """
        senses: dict[str, dict[str, Sense]] = defaultdict(dict)
        acronyms: list[str] = []
        self._determiners = frozenset(determiners)
        self._prepositions = frozenset(prepositions)
        self._spaced: dict[str, set[str]] = defaultdict(set)
        self._heard: dict[str, list[str]] = defaultdict(list)
        self._number, self._ordinal, self._date = numbers
        heard: dict[str, str] = {}
        ordinary: dict[str, Sense] = {}
        for concept in vocabulary:
            if concept.ordinary:
                sense = Sense(concept.name, concept.mask, concept.weight)
                ordinary.update((_plain_form(spelling), sense) for spelling in concept.spellings)
                continue
            for spelling in concept.spellings:
                form = self._spell(spelling, heard)
                senses[form].setdefault(concept.name, Sense(concept.name, concept.mask, concept.weight))
        self._dated: list[tuple[date, Sense]] = []
        for record, mask, weight in records:
            for value in record.values.values():
                if isinstance(value, date):
                    key = f"{record.type.name}:{record.id}"
                    self._dated.append((value, Sense(key, mask, weight, record, False)))
            for rank, spelling in enumerate((record.name, *record.aliases)):
                form = self._spell(spelling, heard)
                key = f"{record.type.name}:{record.id}"
                if form and key not in senses[form]:
                    senses[form][key] = Sense(key, mask, weight, record, rank == 0)
                    if spelling.isupper():
                        acronyms.append(spelling)
        self._senses = {form: self._prefer_names(tuple(found.values())) for form, found in senses.items() if form}
        self._gazetteers = tuple(gazetteers)
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, (gazetteer, _, _) in enumerate(self._gazetteers):
            for row, name in enumerate(gazetteer.names()):
                self._places[_plain_form(name)].append((number, row))
        self._index = FuzzyIndex(self._senses)
        self._ordinary = frozenset(ordinary.keys() - self._senses.keys())
        for form in self._ordinary:
            self._senses[form] = (ordinary[form],)
        self._place_index = FuzzyIndex(
            dict.fromkeys(
                _plain_form(names[row])
                for gazetteer, _, _ in self._gazetteers
                for names in (gazetteer.names(),)
                for row in gazetteer.notable()
            )
        )
        self._notable = {(number, row) for number, (g, _, _) in enumerate(self._gazetteers) for row in g.notable()}
        self._anagrams: dict[str, str] = {
            "".join(sorted(form)): form for form, acronym in ((glue(a), a) for a in acronyms) if len(form) > 3
        }
        self._sounds = {form: sound(spoken) for form, spoken in heard.items() if len(form) > 2}
        for form, key in self._sounds.items():
            self._heard[key].append(form)
        self._reach: dict[str, int] = defaultdict(int)
        for spacings in self._spaced.values():
            for spaced in spacings:
                words = spaced.split(" ")
                self._reach[words[0]] = max(self._reach[words[0]], len(words))

    def __len__(self) -> int:
        return len(self._senses) + len(self._places)

    def _spell(self, spelling: str, heard: dict[str, str]) -> str:
        words = read_text(spelling).tokens
        form = "".join(word.text for word in words)
        self._spaced[form].add(" ".join(word.text for word in words))
        heard.setdefault(form, "".join(word.heard for word in words))
        return form

    @staticmethod
    def _prefer_names(senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
        """Where a form is the full name of one record, it is not short for another of the same kind."""
        named = {sense.mask for sense in senses if sense.record and sense.exact_name}
        return tuple(s for s in senses if s.record is None or s.exact_name or s.mask not in named)

    def cover(self, text: Text) -> Cover:
        """The best reading of a message's words, one by one."""
        tokens = text.tokens
        count = len(tokens)
        words = [token.text for token in tokens]
        lattice: list[list[Mention]] = [[] for _ in range(count)]
        known = [False] * count
        for start in range(count):
            self._exact(words, start, lattice, known)
        self._correct(tokens, words, lattice, known, text.raw)
        return self._best(text, lattice)

    def _exact(self, words: list[str], start: int, lattice: list[list[Mention]], known: list[bool]) -> None:
        word = words[start]
        form = ""
        for end in range(start + 1, min(len(words), start + max(1, self._reach.get(word, 1))) + 1):
            form += words[end - 1]
            senses = self._senses.get(form)
            if senses and form.isdigit() and not self._names_by_number(words, start, end):
                senses = None
            if senses and (end == start + 1 or " ".join(words[start:end]) in self._spaced[form]):
                spaced = end > start + 1 or form in self._spaced[form] or form in self._ordinary
                lattice[start].append(
                    _mention(start, end, senses, 1.0 if spaced else JOINED, form, "exact" if spaced else "join")
                )
                if spaced and form not in self._ordinary:
                    known[start:end] = [True] * (end - start)
        self._say_numbers(words, start, lattice, known)

    def _names_by_number(self, words: list[str], start: int, end: int) -> bool:
        """Whether digits stand for the name they also are (« le 92 »), not for a quantity (« 92 projets »)."""
        before = words[start - 1] if start else ""
        if before in ("le", "du", "au"):
            return True
        after = self._senses.get(words[end], ()) if end < len(words) else ()
        return before not in ("les", "des", "ces", "aux") and not any(sense.weight >= 0.5 for sense in after)

    def _say_numbers(self, words: list[str], start: int, lattice: list[list[Mention]], known: list[bool]) -> None:
        if not _may_count(words[start]):
            return
        when = read_date(words, start)
        if when:
            senses = (Sense("date", self._date, 1.0), *(sense for day, sense in self._dated if when.fits(day)))
            end = start + when.length
            mask = self._date
            for sense in senses:
                mask |= sense.mask
            lattice[start].append(Mention(start, end, senses, 1.0, "", "date", mask, 1.0, when))
            known[start:end] = [True] * when.length
            return
        ordinal = read_ordinal(words[start])
        if ordinal is not None:
            lattice[start].append(
                Mention(
                    start,
                    start + 1,
                    (Sense("ordinal", self._ordinal, 0.5),),
                    1.0,
                    "",
                    "ordinal",
                    self._ordinal,
                    0.5,
                    ordinal,
                )
            )
            known[start] = True
            return
        number = read_number(words, start)
        if number and words[start] not in ("un", "une"):
            end = start + number.length
            names = self._senses.get(str(number.value))
            if names and number.length > 1 and self._names_by_number(words, start, end):
                lattice[start].append(_mention(start, end, names, 1.0, str(number.value), "number"))
            senses = (Sense("nombre", self._number, 0.6),)
            lattice[start].append(Mention(start, end, senses, 1.0, "", "number", self._number, 0.6, number.value))
            known[start:end] = [True] * number.length

    def _correct(
        self, tokens: Sequence[Token], words: list[str], lattice: list[list[Mention]], known: list[bool], raw: str
    ) -> None:
        """Add what the unknown words may be: joined, split, sounded or misspelt forms, alone or with neighbours."""
        count = len(words)
        asked: set[tuple[int, int]] = set()
        for place in range(count):
            if known[place]:
                continue
            ordinary = words[place] in self._ordinary
            for start in range(max(0, place - 4), place + 1):
                form, heard = "", ""
                for end in range(start + 1, min(count, start + 7) + 1):
                    form += words[end - 1]
                    heard += tokens[end - 1].heard
                    if end <= place or (start, end) in asked or len(form) > 60:
                        continue
                    if ordinary and (end == start + 1 or len(form) < LEAST_TORN):
                        continue
                    asked.add((start, end))
                    mention = self._near(start, end, form, heard)
                    if mention is not None and not (ordinary and mention.senses[0].record is None):
                        lattice[start].append(mention)
                self._places_at(tokens, words, start, place, lattice, raw)
            if not ordinary:
                self._split(tokens, words, place, lattice)

    def _near(self, start: int, end: int, form: str, heard: str) -> Mention | None:
        """The best known form for a window that is not known as it stands."""
        senses = self._senses.get(form)
        if senses:
            return _mention(start, end, senses, JOINED if len(form) > 3 else 0.9, form, "join")
        if len(form) < 3:
            return None
        key = sound(heard)
        near = dict(self._index.look(form))
        if len(key) > 1:
            for other in self._heard.get(key, ()):
                near.setdefault(other, OSA.distance(form, other))
        best: tuple[float, str, str] | None = None
        for other, edits in near.items():
            heard_edits = OSA.distance(key, self._sounds.get(other, other))
            quality = _quality(form, other, edits, heard_edits)
            least = LEAST_UNHEARD if heard_edits else LEAST_QUALITY
            if end > start + 1 and self._senses[other][0].record is None:
                least = LEAST_PHRASE
            if quality >= least and (best is None or quality > best[0]):
                best = quality, other, "distance" if heard_edits else "sound"
        if best is None and end == start + 1:
            acronym = self._anagrams.get("".join(sorted(form)))
            if acronym is not None:
                best = 0.8, acronym, "distance"
        if best is None:
            return None
        quality, other, how = best
        return _mention(start, end, self._senses[other], quality, other, how)

    def _says_nothing(self, word: str) -> bool:
        senses = self._senses.get(word)
        return senses is not None and all(sense.weight == 0 for sense in senses)

    def _split(self, tokens: Sequence[Token], words: list[str], place: int, lattice: list[list[Mention]]) -> None:
        """An unknown word that is two known ones run together (« lesprojets », « dantony », « lessone »)."""
        word = words[place]
        for cut in range(1, len(word) - 2):
            head, tail = word[:cut], word[cut:]
            elided = head in _ELIDED and len(tail) > 3
            if not elided and not (len(head) > 1 and len(tail) > 3 and self._says_nothing(head)):
                continue
            senses = self._senses.get(tail)
            if senses and tail not in self._ordinary:
                lattice[place].append(_mention(place, place + 1, senses, JOINED, tail, "join"))
            elif elided and not senses and len(tail) > 5:
                mention = self._near(place, place + 1, tail, tokens[place].heard[cut:])
                if mention is not None:
                    lattice[place].append(mention._replace(quality=mention.quality - 0.03))

    def _places_at(
        self, tokens: Sequence[Token], words: list[str], start: int, place: int, lattice: list[list[Mention]], raw: str
    ) -> None:
        """Names of the gazetteers on a window that holds an unknown word: exact, then near.

        A short name has to look like one: many are also ordinary words (« une place », « la table »).
        """
        determined = start > 0 and words[start - 1] in self._determiners
        led = start > 0 and words[start - 1] in self._prepositions
        capital = led and raw[tokens[start].start].isupper()
        form = ""
        for end in range(start + 1, min(len(words), start + 7) + 1):
            form += words[end - 1]
            if end <= place or len(form) < 2:
                continue
            rows = [] if form in self._senses else self._places.get(form, [])
            plain = end - start - (words[start] in self._determiners)
            rows = [row for row in rows if self._words_of(row) == end - start]
            lone = words[place] not in self._ordinary
            rows = [
                row
                for row in rows
                if plain > 1 or (lone and (capital or (not determined and row in self._notable)))
            ]
            if rows:
                lattice[start].append(_mention(start, end, self._gazetteer_senses(rows), 1.0, form, "exact"))
            elif len(form) > 5 and end - start < 5 and not determined and words[place] not in self._ordinary:
                for other, edits in self._place_index.look(form)[:3]:
                    quality = _quality(form, other, edits, edits)
                    if quality >= 0.85:
                        senses = self._gazetteer_senses(self._places[other])
                        lattice[start].append(_mention(start, end, senses, quality - 0.05, other, "distance"))

    def _words_of(self, row: tuple[int, int]) -> int:
        """How many words a name of a gazetteer is written in."""
        return len(_BREAK.split(self._gazetteers[row[0]][0].name(row[1])))

    def _gazetteer_senses(self, rows: list[tuple[int, int]]) -> tuple[Sense, ...]:
        senses = []
        for number, row in rows[:3]:
            gazetteer, mask, weight = self._gazetteers[number]
            record = gazetteer.record(row)
            senses.append(Sense(f"{record.type.name}:{record.id}", mask, weight, record))
        return tuple(senses)

    def place(self, kind: str, identifier: str, name: str) -> tuple[Record, ...]:
        """The record of a gazetteer with this identifier, found by its name; empty when there is none."""
        for number, row in self._places.get(_plain_form(name), ()):
            record = self._gazetteers[number][0].record(row)
            if record.type.name == kind and record.id == identifier:
                return (record,)
        return ()

    @staticmethod
    def _best(text: Text, lattice: list[list[Mention]]) -> Cover:
        tokens = text.tokens
        count = len(tokens)
        best: list[tuple[float, Mention | None]] = [(0.0, None)] * (count + 1)
        for start in range(count - 1, -1, -1):
            top, choice = best[start + 1][0] - UNEXPLAINED, None
            for mention in lattice[start]:
                letters = sum(len(tokens[i].text) for i in range(start, mention.end))
                value = mention.quality * letters - MENTION_COST + (0.01 if mention.weight else 0) + best[mention.end][0]
                if value > top:
                    top, choice = value, mention
            best[start] = (top, choice)
        mentions: list[Mention] = []
        unknown: list[int] = []
        place = 0
        while place < count:
            choice = best[place][1]
            if choice is None:
                unknown.append(place)
                place += 1
            else:
                mentions.append(choice)
                place = choice.end
        return Cover(text, tuple(mentions), tuple(unknown))


@lru_cache(maxsize=4096)
def _may_count(word: str) -> bool:
    """Whether a number, an ordinal or a date can begin with this word."""
    return (
        word[0].isdigit()
        or read_ordinal(word) is not None
        or read_number((word,)) is not None
        or read_date(("1", word)) is not None
    )


def _plain_form(name: str) -> str:
    """`glue` for the clean names of a gazetteer, an order of magnitude faster."""
    form = fold(name) if not name.isascii() else name.lower()
    form = form.replace("-", " ").replace("'", " ")
    if form.startswith(("st ", "ste ")) or " st " in form or " ste " in form:
        return glue(name)
    return form.replace(" ", "")


def _quality(word: str, form: str, edits: int, heard_edits: int) -> float:
    """The formula of the module's docstring."""
    cost = min(edits, (edits + heard_edits) / 2)
    if word[0] != form[0] and heard_edits:
        cost += 0.5
    return 1 - 1.2 * cost / max(len(word), len(form))


def _mention(start: int, end: int, senses: tuple[Sense, ...], quality: float, form: str, how: str) -> Mention:
    mask = 0
    weight = 0.0
    for sense in senses:
        mask |= sense.mask
        weight = max(weight, sense.weight)
    return Mention(start, end, senses, quality, form, how, mask, weight)
