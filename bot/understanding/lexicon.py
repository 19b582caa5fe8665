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
from bot.understanding.correction import SATISFIED, Corrector
from bot.understanding.counting_words import settle
from bot.understanding.covering import Read, best
from bot.understanding.due import add_written, keep_due
from bot.understanding.elsewhere import Announcers, add_elsewhere
from bot.understanding.forms import Forms, glue
from bot.understanding.homophones import add_said
from bot.understanding.hyphened import add_hyphened
from bot.understanding.letters import Letters
from bot.understanding.mention import Cover, Mention, Sense, is_name, mention, names, runs_on
from bot.understanding.numerals import Numerals, may_count
from bot.understanding.patterns import Pattern, Patterns
from bot.understanding.places import PlaceNames
from bot.understanding.register import IS_A_NAME, NEAR_A_WORD, Called, Register, is_of, looked, roles_of
from bot.understanding.segmentation import capital_within, cut, has_capitals_within
from bot.understanding.slips import Slips, respell, slips
from bot.understanding.spelt import with_letters_joined
from bot.understanding.tails import add_tailed

FIRST_FOREIGN = "\u0370"
"""The first letter in Unicode after the Latin ones."""
PARTING = frozenset(",:;()–—→=|")
"""Signs between a number and a word that it does not count."""

TELLING = 0.5
"""Weight from which a word after digits is what they count."""


class Lexicon:
    """Compiled once; looks messages up."""

    def __init__(
        self,
        forms: Forms,
        places: PlaceNames,
        numbers: tuple[int, int, int, int],
        announcers: Announcers,
        registers: Iterable[tuple[Register, int, float]] = (),
        told: int = 0,
        patterns: Sequence[Pattern] = (),
    ) -> None:
        """
        Args:
            forms: the spellings of concepts and records.
            places: the long lists of names.
            numbers: feature bits of a number, a great one, an ordinal, a date.
            announcers: what tells whether a name follows.
            registers: those that are asked, each with its feature bits and weight.
            told: the feature bits that questions about what registers know have a use for.
            patterns: what finds concepts between whose words others may come.
        """
        self._places = places
        self._forms = forms
        self._numerals = Numerals(forms, numbers)
        self._amounts = Amounts(self._numerals.great, tuple(forms.between), forms.comparing)
        self._announcers = announcers
        self._registers = tuple(registers)
        self.kinds = frozenset(register.kind for register, _, _ in self._registers)
        """The types of what registers know."""
        self._told = told
        self._patterns = Patterns(patterns)
        self._corrector = Corrector(forms, places, announcers)
        self._slips = Slips(forms)

    def __len__(self) -> int:
        return len(self._forms) + len(self._places)

    def warming(self) -> Iterator[object]:
        """Work out now what misspellings need, one thing at each step."""
        yield slips()
        yield from self._forms.warming()

    def place(self, kind: str, identifier: str, name: str) -> tuple[Record, ...]:
        """The record of a gazetteer or a register with this identifier and name; empty when there is none."""
        for register, _, _ in self._registers:
            record = register.record(identifier, name) if register.kind == kind else None
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

    def called(self, words: Sequence[str], roles: Sequence[int] = ()) -> Iterator[Called]:
        """What of registers some folded words surely call; all are of names unless `roles` say what each is."""
        for register, _, _ in self._registers:
            yield from (one for one in register.look(words, roles or [IS_A_NAME] * len(words)) if not one.unsure)

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
        return known or any(register.look([word], [IS_A_NAME]) for register, _, _ in self._registers)

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
        self._ask_registers(letters, lattice, known, everyday)
        self._patterns.add(text, lattice)
        add_said(letters, lattice, [k or e for k, e in zip(known, everyday, strict=True)], self._forms)
        misspelt = self._slips.find(text, lattice, known, everyday)
        if misspelt.found:
            return self._read(respell(text, misspelt.found))
        cuts = {} if all(known) else self._corrector.correct(letters, lattice, known, everyday)
        unknown = keep_due(text, lattice, self._places, self._announcers)
        add_hyphened(letters, lattice, speller)
        self._ask_as_corrected(lattice)
        return Read(text, lattice, cuts, misspelt.doubted | unknown)

    def _ask_as_corrected(self, lattice: list[list[Mention]]) -> None:
        """Have a misspelt place elsewhere call what registers know by its name too (« castelginet », a commune)."""
        for found in lattice if self._registers else ():
            for at, one in enumerate(found):
                if one.quality < 1 and one.end - one.start == 1 and self._is_elsewhere(one):
                    senses: tuple[Sense, ...] = ()
                    for register, mask, weight in self._registers:
                        called = [also for also in register.look([one.form], [IS_A_NAME]) if also.whole]
                        senses += tuple(_sense(record, mask, weight) for also in called for record in also.records)
                    found[at] = mention(one.start, one.end, (*senses, *one.senses), one.quality, one.form, one.how)

    def _ask_registers(
        self, letters: Letters, lattice: list[list[Mention]], known: list[bool], everyday: Sequence[bool]
    ) -> None:
        """Add what registers know of a message, and know the words that it spells as they do."""
        if not self._registers:
            return
        words = letters.words
        weighty = [one for place, found in enumerate(lattice) if not everyday[place] for one in found if one.weight]
        # « Combien pour Airbus ? » names what is another subject where nothing is asked about it.
        asking = (one for one in weighty if one.weight >= TELLING or one.role == "question")
        asks = any(one.mask & self._told and not names(one) for one in asking)
        roles = roles_of(lattice, everyday, asks, self._told, self.kinds)
        for place in (at for at, found in enumerate(lattice) if not found):
            # « La subvantion de Solagro » holds no name that begins with « subvantion ».
            meant = self._corrector.speller.similar(letters, place)
            if any(one.mask & self._told and one.record is None for one in meant):
                roles[place] = NEAR_A_WORD
        paused = frozenset(place for place in range(1, len(words)) if _apart(letters.text, place))
        for register, mask, weight in self._registers:
            for start, end, records, quality, whole, unsure, there in looked(
                register, letters.text, words, roles, paused
            ):
                # What may be a name is none where the words beside it are a name that is known.
                told = [one for one in weighty if names(one) or not asks or one.mask & self._told]
                if any(_cut(one, start, end) or (unsure and names(one) and start <= one.start < end) for one in told):
                    continue
                # A word that is spelt right is no misspelt name: « l’opéra » is not « ONERA ».
                if quality < 1 and end == start + 1 and any(one.how == "exact" for one in lattice[start]):
                    continue
                # « Sainte Roze » is a town misspelt, not what several names have of it.
                if not whole and quality < 1 and self._misspells(letters, start, end, register.kind):
                    continue
                # A part of a name is none where it is the name of something else.
                if not whole and any(one.start <= start and end <= one.end and self._says_one(one) for one in weighty):
                    continue
                senses = tuple(_sense(one, mask, weight, whole) for one in records)
                how = "exact" if quality == 1 else "distance"
                form = " ".join(words[start:end])
                # Of mentions as good the first is taken.
                known_as = [one for one in lattice[start] if one.end == end and one.how == "exact"]
                if any(is_of(one, (register.kind,)) for one in known_as):
                    continue
                # « Cyclotouristes de Frotey » is the body of that name, no more what objects say of cycling there.
                if end - start > 1 and any(is_of(one, self.kinds) and one.senses[0].exact_name for one in known_as):
                    continue
                # « Et Tournefeuille ? » may be the town, of which « Les Jardiniers de Tournefeuille » is no name.
                unsure = unsure or (there and any(map(self._is_elsewhere, known_as)))
                if known_as and not unsure:
                    # What it is to the lexicon it may be as well: the question tells which.
                    also = (sense for one in known_as for sense in one.senses)
                    senses += tuple(one for one in also if one.record is None or not self.lists(one.record))
                    lattice[start] = [one for one in lattice[start] if one not in known_as]
                place = 0 if asks and not unsure else len(lattice[start])
                lattice[start].insert(place, mention(start, end, senses, quality, form, how, unsure=unsure))
                if not unsure and (whole or end - start > 1):
                    # « La société Neuve » is no « société » that is neuve, « l’association Espoir » none of its sort,
                    # and « les anciens combattants » are no « anciens ».
                    for at in range(start) if whole else range(max(0, start - 1), start):
                        lattice[at] = [one for one in lattice[at] if not self._loses(one, start, end)]
                if quality == 1 or (not unsure and end - start > 1 and quality >= SATISFIED):
                    known[start:end] = [True] * (end - start)

    def _misspells(self, letters: Letters, start: int, end: int, kind: str) -> bool:
        """Whether several words are surely the misspelt name of what is of no register."""
        if end - start == 1:
            return False
        found = self._corrector.speller.near(letters, start, end, names=True)
        sure = found is not None and names(found) and found.quality >= SATISFIED and not found.unsure
        return sure and found is not None and not is_of(found, (kind,)) and not self._is_elsewhere(found)

    def _loses(self, found: Mention, start: int, end: int) -> bool:
        """Whether a mention that begins before a name, and ends within it, is none (« L’Union », a town elsewhere, of
        « L’Union régionale des MJC »)."""
        return start < found.end < end and (not is_name(found) or (found.start < start and self._is_elsewhere(found)))

    def _is_elsewhere(self, found: Mention) -> bool:
        """Whether a mention names but a place elsewhere."""
        return names(found) and all(sense.record is not None and self.lists(sense.record) for sense in found.senses)

    def _says_one(self, found: Mention) -> bool:
        """Whether a mention names what more than its name is known of."""
        return any(sense.record is not None and not self.lists(sense.record) for sense in found.senses)

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
                    or (end < len(words) and _apart(text, end))
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


def _sense(record: Record, mask: int, weight: float, whole: bool = True) -> Sense:
    """What a name of a register means; `whole` tells whether it is the full one."""
    return Sense(f"{record.type.name}:{record.id}", mask, weight, record, whole, None, record.type.anchor)


def _apart(text: Text, place: int) -> bool:
    """Whether a sign that parts words stands before one (« 93 : villes »)."""
    between = text.before(place)
    return " - " in between or not PARTING.isdisjoint(between)


def _cut(known: Mention, start: int, end: int) -> bool:
    """Whether a stretch is but a part of an expression that is known."""
    return known.start <= start and end <= known.end and end - start < known.end - known.start
