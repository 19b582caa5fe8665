"""Every word and name that means something, and the one mechanism that finds them in a message.

What a message says exactly is looked up by form (`forms`); what it says otherwise is found by `slips` and `correction`.
Which of all these mentions cover the message is told by `covering`.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from bot.facts.records import Record
from bot.french.numbers import DayMonth
from bot.french.text import Text
from bot.understanding.accents import as_accented
from bot.understanding.amounts import Amounts
from bot.understanding.correction import Corrector
from bot.understanding.counting_words import settle
from bot.understanding.covering import Read, best
from bot.understanding.due import add_written, keep_due
from bot.understanding.elsewhere import Announcers, add_elsewhere
from bot.understanding.forms import Forms, glue
from bot.understanding.homophones import add_said
from bot.understanding.hyphened import add_hyphened
from bot.understanding.letters import Letters
from bot.understanding.mention import Cover, Mention, Sense, mention, runs_on
from bot.understanding.numerals import Numerals, may_count
from bot.understanding.patterns import Pattern, Patterns
from bot.understanding.places import PlaceNames
from bot.understanding.registers import Asked, Registers, apart
from bot.understanding.segmentation import capital_within, cut, has_capitals_within
from bot.understanding.slips import Slips, respell, slips
from bot.understanding.spelt import with_letters_joined
from bot.understanding.tails import add_tailed

FIRST_FOREIGN = "\u0370"
"""The first letter in Unicode after the Latin ones."""


class Lexicon:
    """Compiled once; looks messages up."""

    def __init__(
        self,
        forms: Forms,
        places: PlaceNames,
        numbers: tuple[int, int, int, int],
        announcers: Announcers,
        registers: Iterable[Asked] = (),
        told: int = 0,
        patterns: Sequence[Pattern] = (),
    ) -> None:
        """
        Args:
            forms: the spellings of concepts and records.
            places: the long lists of names.
            numbers: feature bits of a number, a great one, an ordinal, a date.
            announcers: what tells whether a name follows.
            registers: the gazetteers that are asked what they know.
            told: the feature bits that questions about what registers know have a use for.
            patterns: what finds concepts between whose words others may come.
        """
        self._places = places
        self._forms = forms
        self._numerals = Numerals(forms, numbers)
        self._amounts = Amounts(self._numerals.great, tuple(forms.between), forms.comparing)
        self._announcers = announcers
        self._patterns = Patterns(patterns)
        self._corrector = Corrector(forms, places, announcers)
        self.registers = Registers(registers, told, self._corrector.speller, places.lists)
        """The gazetteers that are too long for it."""
        self._slips = Slips(forms)

    def __len__(self) -> int:
        return len(self._forms) + len(self._places)

    def warming(self) -> Iterator[object]:
        """Work out now what misspellings need, one thing at each step."""
        yield slips()
        yield from self._forms.warming()

    def place(self, kind: str, identifier: str, name: str) -> tuple[Record, ...]:
        """The record of a gazetteer or a register with this identifier and name; empty when there is none."""
        record = self.registers.record(kind, identifier, name)
        if record is not None:
            return (record,)
        return self._places.find(kind, identifier, glue(name))

    def lists(self, record: Record) -> bool:
        """Whether a record is of a gazetteer: known for its name alone."""
        return self._places.lists(record)

    def shares(self, form: str) -> bool:
        """Whether a form is a name in a gazetteer, whatever else it is."""
        return bool(self._places.rows(form))

    def forms(self) -> Iterator[str]:
        """Every known form but the names of gazetteers."""
        return iter(self._forms)

    def senses(self, form: str) -> tuple[Sense, ...]:
        """What a form, or an everyday word, means."""
        everyday = self._forms.everyday(form)
        return self._forms.senses(form) or (() if everyday is None else (everyday,))

    def records(self, form: str) -> tuple[Record, ...]:
        """The records that a form names."""
        return tuple(sense.record for sense in self._forms.senses(form) or () if sense.record is not None)

    def cover(self, text: Text) -> Cover:
        """The best reading of a message's words, one by one."""
        text = with_letters_joined(text, self._is_word)
        read = self._read(cut(text, lambda place: capital_within(text, place)) if has_capitals_within(text) else text)
        if read.cuts:
            read = self._read(cut(read.text, lambda place: read.cuts.get(place, ())))
        return best(read)

    def _is_word(self, word: str) -> bool:
        """Whether letters make a word of ours, or of a name that a register knows."""
        known = self._forms.senses(word) is not None
        return known or self.registers.know(word)

    def _read(self, text: Text) -> Read:
        """The mentions that begin at each word."""
        letters = Letters(text)
        words = letters.words
        lattice: list[list[Mention]] = [[] for _ in words]
        known = [False] * len(words)
        everyday = [False] * len(words)
        for start, word in enumerate(words):
            letter, heard = text.raw[text.tokens[start].start], text.tokens[start].heard
            sense = self._of_script(letter) if letter >= FIRST_FOREIGN else None
            if sense is not None:
                known[start] = True
                lattice[start].append(mention(start, start + 1, (sense,), 1.0, word, "script"))
                continue
            self._exact(text, words, start, lattice, known)
            if not heard.isascii():
                lattice[start] = [as_accented(one, heard) for one in lattice[start]]
        if "number" in {one.how for found in lattice for one in found}:
            settle(words, lattice)
            self._amounts.tell(text, words, lattice, known)
        for start, word in enumerate(words):
            if not known[start]:
                sense = self._forms.everyday(word)
                if sense is not None:
                    everyday[start] = True
                    senses = self._everyday(letters, start, sense)
                    found = mention(start, start + 1, senses, 1.0, word, "exact")
                    lattice[start].append(replace(found, weight=sense.weight))
        speller = self._corrector.speller
        add_elsewhere(text, lattice, known, everyday, self._forms, self._places, speller, self._announcers)
        add_written(text, lattice, known, self._places, self._announcers.kinds)
        add_tailed(words, lattice, self._forms)
        self.registers.add(letters, lattice, known, everyday)
        self._patterns.add(text, lattice)
        add_said(letters, lattice, [k or e for k, e in zip(known, everyday, strict=True)], self._forms)
        misspelt = self._slips.find(text, lattice, known, everyday)
        if misspelt.found:
            return self._read(respell(text, misspelt.found))
        cuts = {} if all(known) else self._corrector.correct(letters, lattice, known, everyday)
        unknown = keep_due(text, lattice, self._places, self._announcers)
        add_hyphened(letters, lattice, speller)
        self.registers.add_as_corrected(lattice)
        return Read(text, lattice, cuts, misspelt.doubted | unknown)

    def _everyday(self, letters: Letters, place: int, sense: Sense) -> tuple[Sense, ...]:
        """An everyday word, and what it may be a misspelling of."""
        speller = self._corrector.speller
        if sense.role == "langue":
            return (*speller.similar(letters, place), sense)
        token = letters.text.tokens[place]
        return (sense, *speller.homophones(token.text, token.heard))

    def _of_script(self, letter: str) -> Sense | None:
        """What the script of a word says of it, by its first letter."""
        return self._forms.scripts.get(unicodedata.name(letter, "").partition(" ")[0])

    def _exact(self, text: Text, words: list[str], start: int, lattice: list[list[Mention]], known: list[bool]) -> None:
        standing = self._forms.standing
        spaced, end = words[start], start + 1
        one = alone = standing[spaced]
        while True:
            if one.exact is not None:
                found = replace(one.exact, start=start, end=end)
                # « 93 : villes ? » counts none.
                whole = end == start + 1 or not runs_on(text, found, lattice[:start])
                if whole and (
                    not found.form.isdigit()
                    or (end < len(words) and apart(text, end))
                    or self._numerals.is_a_name(words, start, end, found.senses)
                ):
                    lattice[start].append(found)
                    known[start:end] = [True] * (end - start)
            if not one.begins or end == len(words):
                break
            spaced, end = f"{spaced} {words[end]}", end + 1
            one = standing[spaced]
        if alone.joined is not None and not lattice[start]:
            lattice[start].append(replace(alone.joined, start=start, end=start + 1))
        if may_count(words[start]):
            self._numerals.add(words, start, lattice, known)

    def dated(self, start: int, when: DayMonth) -> Mention:
        """The mention of a date that begins at a token, with what is known to have happened then."""
        return self._numerals.dated(start, when)
