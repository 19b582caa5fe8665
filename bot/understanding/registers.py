"""What the registers know of a message, beside what the lexicon does."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.facts.records import Record
from bot.french.text import Text
from bot.french.words import AND, ARTICLES
from bot.understanding.correction import SATISFIED
from bot.understanding.letters import Letters
from bot.understanding.mention import Mention, Sense, is_name, mention, names
from bot.understanding.register import IS_A_NAME, NEAR_A_WORD, TELLING, Called, Register, is_of, looked, roles_of
from bot.understanding.spelling import Speller

PARTING = frozenset(",:;()–—→=|")
"""Signs that part the words on either side of them."""


class Asked(NamedTuple):
    """A register, and what its names are to the rules."""

    register: Register
    mask: int
    """Feature bits."""
    weight: float

    def sense(self, record: Record, whole: bool = True) -> Sense:
        """What one of its names means; `whole` tells whether it is the full one."""
        kind = record.type
        return Sense(f"{kind.name}:{record.id}", self.mask, self.weight, record, whole, None, kind.anchor)


class _Heard(NamedTuple):
    """A message, and what the lexicon tells of it before names are looked for there."""

    letters: Letters
    lattice: list[list[Mention]]
    """The mentions that begin at each word."""
    known: list[bool]
    """Whether each word is known."""
    weighty: list[Mention]
    """The mentions that say something, to begin with."""
    told: list[Mention]
    """Those of them of which no register has but a part."""
    asks: bool
    """Whether something is asked of what registers know."""
    roles: list[int]
    """What each word is to the lexicon."""
    paused: frozenset[int]
    """The words before which a sign parts them from others."""

    def known_as(self, called: Called) -> list[Mention]:
        """What the very words of a name are to the lexicon."""
        return [one for one in self.lattice[called.start] if one.end == called.end and one.how == "exact"]


class Registers:
    """The gazetteers that are too long for the lexicon, asked in turn."""

    def __init__(
        self, registers: Iterable[Asked], told: int, speller: Speller, lists: Callable[[Record], bool]
    ) -> None:
        """
        Args:
            registers: those that are asked.
            told: the feature bits that questions about what registers know have a use for.
            speller: finds what words misspell.
            lists: whether a record is known for its name alone.
        """
        self._registers = tuple(registers)
        self._told = told
        self._speller = speller
        self._lists = lists
        self.kinds = frozenset(one.register.kind for one in self._registers)
        """The types of what they know."""

    def record(self, kind: str, identifier: str, name: str) -> Record | None:
        """The record of a register with this identifier and name, if there is one."""
        found = (one.register.record(identifier, name) for one in self._registers if one.register.kind == kind)
        return next((record for record in found if record is not None), None)

    def called(self, words: Sequence[str], roles: Sequence[int] = ()) -> Iterator[Called]:
        """What some folded words surely call; all are of names unless `roles` say what each is."""
        for one in self._registers:
            found = one.register.look(words, roles or [IS_A_NAME] * len(words))
            yield from (called for called in found if not called.unsure)

    def know(self, word: str) -> bool:
        """Whether a word is of a name that one of them knows."""
        return any(one.register.look([word], [IS_A_NAME]) for one in self._registers)

    def add(self, letters: Letters, lattice: list[list[Mention]], known: list[bool], everyday: Sequence[bool]) -> None:
        """Add what they know of a message, and know the words that it spells as they do."""
        if not self._registers:
            return
        heard = self._heard(letters, lattice, known, everyday)
        for asked in self._registers:
            for called in looked(asked.register, letters.text, letters.words, heard.roles, heard.paused):
                if not self._is_none(called, asked.register.kind, heard):
                    self._put(called, asked, heard)

    def add_as_corrected(self, lattice: list[list[Mention]]) -> None:
        """Have a misspelt place elsewhere call what they know by its name too (« castelginet », a commune)."""
        for found in lattice if self._registers else ():
            for at, one in enumerate(found):
                if one.quality < 1 and one.end - one.start == 1 and self._is_elsewhere(one):
                    senses: tuple[Sense, ...] = ()
                    for asked in self._registers:
                        called = [also for also in asked.register.look([one.form], [IS_A_NAME]) if also.whole]
                        senses += tuple(asked.sense(record) for also in called for record in also.records)
                    found[at] = mention(one.start, one.end, (*senses, *one.senses), one.quality, one.form, one.how)

    def _heard(
        self, letters: Letters, lattice: list[list[Mention]], known: list[bool], everyday: Sequence[bool]
    ) -> _Heard:
        weighty = [one for place, found in enumerate(lattice) if not everyday[place] for one in found if one.weight]
        # « Combien pour Airbus ? » names what is another subject where nothing is asked about it.
        asking = (one for one in weighty if one.weight >= TELLING or one.role == "question")
        # « Et les réfugiés ? » goes on with what was asked.
        asks = not AND.isdisjoint(letters.words[:1]) or any(one.mask & self._told and not names(one) for one in asking)
        roles = roles_of(lattice, everyday, asks, self._told, self.kinds)
        for place in (at for at, found in enumerate(lattice) if not found):
            # « La subvantion de Solagro » holds no name that begins with « subvantion ».
            meant = self._speller.similar(letters, place)
            if any(one.mask & self._told and one.record is None for one in meant):
                roles[place] = NEAR_A_WORD
        told = [one for one in weighty if names(one) or not asks or one.mask & self._told]
        paused = frozenset(place for place in range(1, len(lattice)) if apart(letters.text, place))
        return _Heard(letters, lattice, known, weighty, told, asks, roles, paused)

    def _is_none(self, called: Called, kind: str, heard: _Heard) -> bool:
        """Whether what a register, of things of this type, finds in a message is no name there."""
        start, end = called.start, called.end
        # What may be a name is none where the words beside it are a name that is known.
        told = [one for one in heard.told if not self._is_with_article(one, called, heard)]
        if any(_cut(one, start, end) or (called.unsure and names(one) and start <= one.start < end) for one in told):
            return True
        # A word that is spelt right is no misspelt name: « l’opéra » is not « ONERA ».
        if called.quality < 1 and end == start + 1 and any(one.how == "exact" for one in heard.lattice[start]):
            return True
        # « Sainte Roze » is a town misspelt, not what several names have of it.
        if not called.whole and called.quality < 1 and self._misspells(heard.letters, start, end, kind):
            return True
        # A part of a name is none where it is the name of something else.
        around = (one for one in heard.weighty if one.start <= start and end <= one.end)
        if not called.whole and any(map(self._says_one, around)):
            return True
        # « Cyclotouristes de Frotey » is the body of that name, no more what objects say of cycling there.
        known_as, several = heard.known_as(called), end - start > 1
        named = (one for one in known_as if several and is_of(one, self.kinds))
        return any(is_of(one, (kind,)) for one in known_as) or any(one.senses[0].exact_name for one in named)

    def _put(self, called: Called, asked: Asked, heard: _Heard) -> None:
        """Put a name among what begins at its first word, in the place of what it leaves no room for."""
        start, end = called.start, called.end
        lattice, known_as, several = heard.lattice, heard.known_as(called), end - start > 1
        senses = tuple(asked.sense(one, called.whole) for one in called.records)
        # « Et Tournefeuille ? » may be the town, of which « Les Jardiniers de Tournefeuille » is no name.
        unsure = called.unsure or (called.there and any(map(self._is_elsewhere, known_as)))
        if known_as and not unsure:
            # What it is to the lexicon it may be as well: the question tells which.
            also = (sense for one in known_as for sense in one.senses)
            senses += tuple(one for one in also if one.record is None or not self._lists(one.record))
            lattice[start] = [one for one in lattice[start] if one not in known_as]
        # Of mentions as good the first is taken.
        place = 0 if heard.asks and not unsure else len(lattice[start])
        form, how = " ".join(heard.letters.words[start:end]), "exact" if called.quality == 1 else "distance"
        named = mention(start, end, senses, called.quality, form, how, unsure=unsure)
        lattice[start].insert(place, named)
        if not unsure and (called.whole or several):
            # « La société Neuve » is no « société » that is neuve, « l’association Espoir » none of its sort,
            # and « les anciens combattants » are no « anciens ».
            for at in range(0 if called.whole else max(0, start - 1), start):
                lattice[at] = [one for one in lattice[at] if not self._loses(one, start, end)]
        if not unsure and start:
            # « La Machine a eu combien ? » is no town elsewhere.
            lattice[start - 1] = [one for one in lattice[start - 1] if not self._is_with_article(one, called, heard)]
        if called.quality == 1 or (not unsure and several and called.quality >= SATISFIED):
            heard.known[start:end] = [True] * (end - start)

    def _misspells(self, letters: Letters, start: int, end: int, kind: str) -> bool:
        """Whether several words are surely the misspelt name of what is of no register."""
        if end - start == 1:
            return False
        found = self._speller.near(letters, start, end, names=True)
        sure = found is not None and names(found) and found.quality >= SATISFIED and not found.unsure
        return sure and found is not None and not is_of(found, (kind,)) and not self._is_elsewhere(found)

    def _loses(self, found: Mention, start: int, end: int) -> bool:
        """Whether a mention that begins before a name, and ends within it, is none (« L’Union », a town elsewhere, of
        « L’Union régionale des MJC »)."""
        return start < found.end < end and (not is_name(found) or (found.start < start and self._is_elsewhere(found)))

    def _is_with_article(self, found: Mention, called: Called, heard: _Heard) -> bool:
        """Whether a mention names but a place elsewhere, called as the one name is with an article before it."""
        alike = len(called.records) == 1 and found.end == called.end and found.start == called.start - 1
        return alike and heard.letters.words[found.start] in ARTICLES and self._is_elsewhere(found)

    def _is_elsewhere(self, found: Mention) -> bool:
        """Whether a mention names but a place elsewhere."""
        return names(found) and all(sense.record is not None and self._lists(sense.record) for sense in found.senses)

    def _says_one(self, found: Mention) -> bool:
        """Whether a mention names what more than its name is known of."""
        return any(sense.record is not None and not self._lists(sense.record) for sense in found.senses)


def apart(text: Text, place: int) -> bool:
    """Whether a sign that parts words stands before one (« 93 : villes »)."""
    between = text.before(place)
    return " - " in between or not PARTING.isdisjoint(between)


def _cut(known: Mention, start: int, end: int) -> bool:
    """Whether a stretch is but a part of an expression that is known."""
    return known.start <= start and end <= known.end and end - start < known.end - known.start
