"""The spellings of everything that means something, compiled: exact, by piece, by sound, by word.

A *form* is a folded spelling without spaces (`rosnysousbois`), so that words run together or torn apart are found
alike.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import islice
from typing import NamedTuple

from bot.facts.records import Record
from bot.french.inflection import lemmas
from bot.french.said import keys_of, said
from bot.french.sound import rough, sound
from bot.french.text import fold, fold_all, read_text
from bot.french.words import WHICH_PLURAL, WHICH_SINGULAR
from bot.understanding.beginnings import VOWELS, begin, shared
from bot.understanding.index import FuzzyIndex, long_tolerance, name_tolerance
from bot.understanding.mention import Sense
from bot.understanding.roles import BETWEEN, Role
from bot.understanding.spellings import Spellings, spell
from bot.understanding.standing import Standing

MOST_REMEMBERED = 20_000
"""Words whose base form is remembered once looked for."""
MOST_LOOKED_UP = 4096
"""Misspelt words whose near forms are remembered."""
LEAST_WORDS = 3
"""Words of a spelling from which one of them leads to it, though others are misspelt."""
LEAST_LEADING = 4
"""Letters of such a word."""
LEAST_CUT, LEAST_CUT_OFF = 6, 3
"""Letters that are kept of a name cut short, and that are left out; fewer of these are a misspelling."""
LEAST_SAID = 6
"""Letters of an expression that is found by how it sounds alone."""
MOST_LED = 60
"""Most expressions that one word leads to."""
MOST_NAMES_LED = 120
"""Most names that one word leads to."""
WARMED = ("phrases", "_words", "_names", "heard", "roughly", "tails", "leads", "gaps", "_sizes", "cut_short", "shared")
"""What misspellings need."""
WEAK_ROLES = ("determinant", "preposition", "contexte")
"""Roles that give way to another sense of the same word."""


class Vocabulary(NamedTuple):
    """A concept and all its spellings."""

    name: str
    mask: int
    weight: float
    spellings: tuple[str, ...]
    role: Role | None = None
    """What its words do in a sentence."""
    anchor: bool = False
    """Whether they belong to the subject alone."""
    ordinary: bool = False
    """Whether these are everyday words in their base form: known with their inflections, and never what a misspelt
    word was meant to be."""
    foreign: bool = False
    """Whether they make a message be about another subject."""
    scripts: tuple[str, ...] = ()
    """The scripts of which any word is one of these."""
    compares: bool = False
    """Whether they compare with a number after them (« plus de »)."""
    yields: tuple[str, ...] = ()
    """Those of the spellings that mean a record where one is called so, and not this."""


def glue(spelling: str) -> str:
    """The form of a spelling: folded, without spaces or punctuation."""
    return "".join(token.text for token in read_text(spelling).tokens)


class Lead(NamedTuple):
    """Where a word stands in a form."""

    form: str
    before: int
    """Letters of the form before it."""
    after: int
    """Letters of the form after it."""
    edits: int
    """How many edits the form tolerates."""


class Forms:
    """Every form with its senses, and the ways to reach it."""

    def __init__(
        self,
        vocabulary: Iterable[Vocabulary],
        records: Iterable[tuple[Record, int, float]],
        notable: Iterable[str] = (),
        speller: Callable[[Sequence[str]], Spellings] = spell,
    ) -> None:
        """
        Args:
            vocabulary: the concepts.
            records: each record with its feature bits and weight.
            notable: forms of well-known names that are not records, to be found misspelt beside them.
            speller: what reads their spellings: `spell`, or what remembers what it made of the same ones.
        """
        self._everyday: dict[str, Sense] = {}
        self.scripts: dict[str, Sense] = {}
        """What any word of a script means, by the script's Unicode name."""
        self.between: list[Sense] = []
        """The words that make two numbers the bounds of a third."""
        self.comparing: set[str] = set()
        """The names of the concepts that compare with a number after them."""
        self.dated: list[tuple[date, Sense]] = []
        """The records that a date is a name of, with it."""
        self.proper: set[str] = set()
        """The forms of proper names: those written with a capital."""
        self.anagrams: dict[str, str] = {}
        """Acronyms by their letters in order."""
        self._senses: dict[str, tuple[Sense, ...]] = {}
        self._everyday_words: dict[str, Sense | None] = {}
        # Made once each, when they are first said.
        self._words_of: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._notable = tuple(notable)
        vocabulary, records = tuple(vocabulary), tuple(records)
        spelt = [_spelt(concept) for concept in vocabulary]
        called = [(record.name, *record.aliases) for record, _, _ in records]
        spellings = speller([spelling for ones in (*spelt, *called) for spelling in ones])
        forms = [spaced.replace(" ", "") for spaced in spellings.spaced]
        self.exact = {spaced: form for spaced, form in zip(spellings.spaced, forms, strict=True) if form}
        """The form of each spelling with its spaces."""
        self.standing = Standing(self.exact, spellings.begun, self._senses)
        """What words are as they stand."""
        self._spoken: dict[str, str] = {}
        """The words of each form with their accents."""
        for form, heard in zip(forms, spellings.heard, strict=True):
            self._spoken.setdefault(form, heard)
        found = iter(forms)
        named = frozenset(forms[sum(map(len, spelt)) :])
        for concept, ones in zip(vocabulary, spelt, strict=True):
            lost = named.intersection(map(glue, concept.yields))
            self._add_concept(concept, (form for form in islice(found, len(ones)) if form not in lost))
        for (record, mask, weight), names in zip(records, called, strict=True):
            self._add_record(record, mask, weight, zip(names, found, strict=False))
        for form in self._notable:
            self._spoken.setdefault(form, form)
        for form, senses in self._senses.items():
            if len(senses) > 1:
                self._senses[form] = in_order(senses)

    def _add_concept(self, concept: Vocabulary, forms: Iterable[str]) -> None:
        sense = Sense(
            concept.name,
            concept.mask,
            concept.weight,
            role=concept.role,
            anchor=concept.anchor,
            foreign=concept.foreign,
        )
        self.scripts.update(dict.fromkeys(concept.scripts, sense))
        if concept.role == BETWEEN:
            self.between.append(sense)
        if concept.compares:
            self.comparing.add(concept.name)
        if concept.ordinary:
            words = [word for word in concept.spellings if word.isalpha()]
            self._everyday.update(dict.fromkeys(fold_all(words), sense))
        alone = (sense,)
        for form in forms:
            # Nearly all forms mean one thing.
            if self._senses.setdefault(form, alone) is not alone:
                self._mean(form, sense)

    def _add_record(self, record: Record, mask: int, weight: float, called: Iterable[tuple[str, str]]) -> None:
        key = f"{record.type.name}:{record.id}"
        for value in record.values.values():
            if isinstance(value, date):
                self.dated.append((value, Sense(key, mask, weight, record, False, None, record.type.anchor)))
        for rank, (spelling, form) in enumerate(called):
            sense = Sense(key, mask, weight, record, rank == 0, None, record.type.anchor)
            if form and self._mean(form, sense):
                self._mean_rest(form, spelling)
                if spelling[0].isupper():
                    self.proper.add(form)
                if spelling.isupper() and len(form) > 3:
                    self.anagrams["".join(sorted(form))] = form

    def _mean_rest(self, form: str, spelling: str) -> None:
        """Let what asks which mean the kind of things that it asks for as well (« quelles communes »)."""
        which, _, rest = spelling.partition(" ")
        if rest and which in WHICH_SINGULAR | WHICH_PLURAL:
            for sense in self._senses.get(glue(rest), ()):
                if sense.record is None:
                    self._mean(form, sense)

    def _mean(self, form: str, sense: Sense) -> bool:
        """Add what a form means, unless it means that already."""
        senses = self._senses.get(form, ())
        if any(one.id == sense.id for one in senses):
            return False
        self._senses[form] = (*senses, sense)
        return True

    def __len__(self) -> int:
        return len(self._senses)

    @cached_property
    def sounds(self) -> dict[str, str]:
        """The sound key of each form, word by word; worked out at the first misspelling, or by `warm`."""
        spoken = ((form, spoken) for form, spoken in self._spoken.items() if len(form) > 2)
        return {form: "".join([sound(word) for word in spoken.split(" ")]) for form, spoken in spoken}

    @cached_property
    def heard(self) -> dict[str, list[str]]:
        """The forms of each sound key."""
        heard: dict[str, list[str]] = defaultdict(list)
        for form, key in self.sounds.items():
            heard[key].append(form)
        return heard

    @cached_property
    def roughly(self) -> dict[str, list[str]]:
        """The names of places by what is left of their sound keys where they are roughly written by ear."""
        found: dict[str, list[str]] = defaultdict(list)
        for form, key in self.sounds.items():
            if self.is_place(form):
                found[rough(key)].append(form)
        return found

    @cached_property
    def phrases(self) -> dict[str, Sequence[str]]:
        """The expressions of several words, proper names aside, by how these sound, with spaces between; none by how
        they begin, word by word, where nothing sounds so."""
        found: dict[str, list[str]] = {}
        begun: set[str] = set()
        for form, spoken in self._spoken.items():
            if " " not in spoken or len(form) < LEAST_SAID or form not in self._senses or form in self.proper:
                continue
            keys = keys_of(spoken.split(" "))
            if len(keys) > 1:
                key = " ".join(keys)
                found.setdefault(key, []).append(form)
                begin(key, begun)
        return {**dict.fromkeys(begun, ()), **found}

    @cached_property
    def cut_short(self) -> dict[str, str]:
        """The names of places by what is left of them when they are cut after a consonant (« courbev », « auberv »), if
        it is a word of no other."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for spaced, form in self.exact.items():
            record = self._senses[form][0].record
            if record is None or not self.is_place(form):
                continue
            for word in spaced.split(" ") if " " in spaced else ():
                found[word][record.id] = form
            for end in range(LEAST_CUT, len(form) - LEAST_CUT_OFF + 1):
                if form[end - 1] not in VOWELS:
                    found[form[:end]].setdefault(record.id, form)
        return {cut: next(iter(forms.values())) for cut, forms in found.items() if len(forms) == 1}

    @cached_property
    def shared(self) -> dict[str, tuple[str, ...]]:
        """The few names of places that a part of a word may stand for (« alfor »: Alfortville, Maisons-Alfort)."""
        return shared((spaced, self._senses[form][0].id) for spaced, form in self.exact.items() if self.is_place(form))

    def is_place(self, form: str) -> bool:
        """Whether a form is first of all the proper name of a place."""
        record = self._senses[form][0].record if form in self.proper else None
        return record is not None and bool(record.type.within)

    @cached_property
    def tails(self) -> set[str]:
        """The two words by which names of places of three words go on (« sur seine »)."""
        names = (spaced.split(" ") for spaced, form in self.exact.items() if self.is_place(form))
        return {" ".join(words[1:]) for words in names if len(words) == LEAST_WORDS} - self.exact.keys()

    @cached_property
    def _words(self) -> Callable[[str], list[tuple[str, int]]]:
        forms = (form for form, senses in self._senses.items() if not all(sense.record for sense in senses))
        # The same misspellings come back, from one person or from many.
        return lru_cache(MOST_LOOKED_UP)(FuzzyIndex(forms).look)

    @cached_property
    def _names(self) -> Callable[[str], list[tuple[str, int]]]:
        named = (form for form, senses in self._senses.items() if any(sense.record for sense in senses))
        index = FuzzyIndex(dict.fromkeys([*named, *self._notable]), name_tolerance)
        return lru_cache(MOST_LOOKED_UP)(index.look)

    @cached_property
    def leads(self) -> dict[str, list[Lead]]:
        """The long forms that each of their longer words leads to, names first; common words lead nowhere."""
        named: dict[str, list[Lead]] = defaultdict(list)
        others: dict[str, list[Lead]] = defaultdict(list)
        for spaced, form in self.exact.items():
            words = spaced.split(" ")
            if len(words) < LEAST_WORDS:
                continue
            leads = named if self._senses[form][0].record is not None else others
            before, edits = 0, long_tolerance(len(form))
            for word in words:
                if len(word) >= LEAST_LEADING:
                    leads[sound(word)].append(Lead(form, before, len(form) - before - len(word), edits))
                before += len(word)
        found: dict[str, list[Lead]] = defaultdict(list)
        for leads, most in ((named, MOST_NAMES_LED), (others, MOST_LED)):
            for word, lead in leads.items():
                if len(lead) <= most:
                    found[word] += lead
        return dict(found)

    @cached_property
    def gaps(self) -> dict[str, dict[str, dict[str, str]]]:
        """The forms of several words by what stands before and after each of their words, with that word."""
        found: dict[str, dict[str, dict[str, str]]] = {}
        for spaced, form in self.exact.items():
            words = spaced.split(" ")
            for place, word in enumerate(words) if len(words) > 1 else ():
                before, after = " ".join(words[:place]), " ".join(words[place + 1 :])
                found.setdefault(before, {}).setdefault(after, {})[form] = word
        return found

    @cached_property
    def _sizes(self) -> set[tuple[str, int]]:
        """Of how many words each form is written."""
        return {(form, spaced.count(" ") + 1) for spaced, form in self.exact.items()}

    def warming(self) -> Iterator[object]:
        """Work out now what misspellings need, one thing at each step."""
        for needed in WARMED:
            yield getattr(self, needed)

    def near(self, form: str) -> list[tuple[str, int]]:
        """The known forms, and well-known names, near a form, with the edits between them."""
        return self._words(form) + self._names(form)

    def near_names(self, form: str) -> list[tuple[str, int]]:
        """The names near a form, with the edits between them."""
        return self._names(form)

    def key(self, form: str) -> str:
        """The sound key of a known form."""
        return self.sounds.get(form) or sound(form)

    def words_of(self, form: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words of a form as they are said, those that elide with the next as one, and the same folded."""
        known = self._words_of.get(form)
        if known is None:
            words = tuple(one.word for one in said(self._spoken[form].split(" ")))
            known = self._words_of[form] = (words, tuple(map(fold, words)))
        return known

    def written_in(self, form: str, count: int) -> bool:
        """Whether a form has a spelling of so many words."""
        return (form, count) in self._sizes

    def is_everyday(self, word: str) -> bool:
        """Whether a word is an everyday one as it stands, not inflected."""
        return word in self._everyday

    def __iter__(self) -> Iterator[str]:
        """The forms, everyday words last."""
        yield from self._senses
        yield from self._everyday

    def senses(self, form: str) -> tuple[Sense, ...] | None:
        """What a form means; `None` when it means nothing to us."""
        return self._senses.get(form)

    def everyday(self, word: str) -> Sense | None:
        """The sense of an everyday word, inflected or not, or of a word of another language as it is written."""
        if word not in self._everyday_words:
            if len(self._everyday_words) >= MOST_REMEMBERED:
                self._everyday_words.clear()
            found = ((lemma, self._everyday.get(lemma)) for lemma in lemmas(word))
            self._everyday_words[word] = next(
                (sense for lemma, sense in found if sense is not None and (lemma == word or sense.role != "langue")),
                None,
            )
        return self._everyday_words[word]


def _spelt(concept: Vocabulary) -> Sequence[str]:
    """The spellings of a concept that are forms: all, but for everyday words."""
    return [one for one in concept.spellings if not one.isalpha()] if concept.ordinary else concept.spellings


def in_order(senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """The senses of a form, the one that does most in a sentence first.

    Where a form is the full name of one record, it is not short for another of the same kind.
    """
    if len(senses) == 1:
        return senses
    named = {sense.mask for sense in senses if sense.record and sense.exact_name}
    kept = [s for s in senses if s.record is None or s.exact_name or s.mask not in named]
    return tuple(sorted(kept, key=lambda sense: (sense.role in WEAK_ROLES, sense.role is None)))
