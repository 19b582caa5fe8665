"""Beneficiaries found by what people call them: by their words, in any order, misspelt or not.

The index is a SQLite database at the end of the pack, of which only what is asked for is read: a word is found in a few
probes of a B-tree, where the engine of the sums, made to read whole columns, takes milliseconds. So are the lines of
beneficiaries that have few of them (`few`), and what is told of all the lines (`summary`). SQLite's `appendvfs` writes
a database after what a file holds already, and finds it there.

Words near a misspelt one are found as `bot.understanding.index` finds them (Pass-Join): a word that tolerates d edits
is cut into d + 1 pieces, one of which d edits leave whole. The words that share one stand together in one row: reading
thousands of them takes as long as reading a few. So do those that sound alike (« debrouyards », « débrouillards »).
"""

import math
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from functools import cache, lru_cache, partial
from itertools import chain, islice, pairwise
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import apsw
import apsw.sqlite_extra
import msgspec
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.french.sound import sound
from bot.grants.few import Line, unpack_lines
from bot.grants.form import plain
from bot.grants.short_names import INITIALS
from bot.grants.summary import VERSION, Summary
from bot.understanding.index import MOST_EDITS, SHORTEST, tolerance

MOST_POSTINGS = 1_000
"""Names looked at for one word; those of a commoner word only count where another word has found them."""
MOST_COMPARED = 100
MOST_FILED = 2_000
"""Words that share a piece with a misspelt one, those of the rarest pieces first, that it is compared with."""
MOST_WORDS = 12
MOST_NEAR = 8
"""Known words that a misspelt one may be."""
MOST_BEGUN = 3
"""Words that begin alike of which any may be meant."""
SHORTEST_HEARD = 6
"""Letters of a word that is found by how it sounds."""
HEARD = "~"
"""Before a sound, in the key of the words that have it."""
MOST_HEARD = 2
"""The edits that a word counts for at most that sounds like another."""
MOST_REMEMBERED = 20_000
"""Words that are remembered once looked for."""
BATCH = 10_000
WHOLE = "."
"""After a word that has to be said whole; of another its beginning is enough: « musi » is « musique », « musical »…"""
LAST = "\uffff"
"""After every letter."""
_numbers = msgspec.msgpack.Decoder(list[int])

_TABLES = """
CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL, names INTEGER NOT NULL, first BLOB NOT NULL);
CREATE TABLE piece (key TEXT PRIMARY KEY, words TEXT NOT NULL);
CREATE TABLE name (id INTEGER PRIMARY KEY, beneficiary INTEGER NOT NULL, text TEXT NOT NULL);
CREATE TABLE said (word TEXT PRIMARY KEY, grants INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE shown (beneficiary INTEGER PRIMARY KEY, name TEXT NOT NULL, number TEXT, grants INTEGER NOT NULL,
    commune TEXT);
CREATE TABLE block (first INTEGER PRIMARY KEY, lines BLOB NOT NULL);
CREATE TABLE summary (told TEXT NOT NULL);
"""


class Near(NamedTuple):
    """A word of the index that a word may be."""

    id: int
    text: str
    edits: int
    names: int
    """How many names hold it."""


class Held(NamedTuple):
    """A name that holds some words."""

    beneficiary: int
    text: str
    """Folded."""
    words: dict[str, None]
    """Its words, each once."""


class Shown(NamedTuple):
    """A beneficiary as it is told of."""

    beneficiary: int
    name: str
    number: str | None
    """SIREN or RNA."""
    grants: int
    place: str | None = None
    """Its commune, or else its quarter or the like: the one that most of its grants tell."""


class Found(NamedTuple):
    """A beneficiary whose name is like what was asked."""

    beneficiary: int
    name: str
    """Folded, as it is indexed."""
    score: float
    """0 to 1; 1 where all the words are the same."""


def build(
    path: Path,
    names: Iterable[tuple[int, str]],
    shown: Iterable[tuple[int, str, str | None, int, str | None]] = (),
    said: Iterable[tuple[str, int]] = (),
    blocks: Iterable[tuple[int, bytes]] = (),
    summary: Summary | None = None,
) -> None:
    """Write the index of (beneficiary, folded name) pairs, as a SQLite database of its own.

    Args:
        path: where.
        names: each name of each beneficiary.
        shown: of each beneficiary its name as it is written, its SIREN or RNA, how many grants it has, and where it is.
        said: each folded word of what grants are said to be for, and how often it is said.
        blocks: the lines of beneficiaries that have few (`few`).
        summary: what is told of all the lines.
    """
    with closing(apsw.Connection(str(path))) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute(f"PRAGMA user_version = {VERSION}")
        database.execute(_TABLES)
        database.execute("BEGIN")
        _fill(database, names)
        database.executemany("INSERT INTO shown VALUES (?, ?, ?, ?, ?)", shown)
        database.executemany("INSERT INTO said VALUES (?, ?)", said)
        database.executemany("INSERT INTO block VALUES (?, ?)", blocks)
        database.execute("INSERT INTO summary VALUES (?)", (msgspec.json.encode(summary).decode(),))
        database.execute("COMMIT")


def append(index: Path, pack: Path) -> None:
    """Write an index at the end of a file that holds none."""
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    with closing(apsw.Connection(str(index), flags)) as database:
        database.execute("VACUUM INTO ?", (_address(pack, ""),))


@cache
def _appending() -> str:
    """The name of `appendvfs`, once it is there for every connection."""
    apsw.sqlite_extra.load(apsw.Connection(""), "appendvfs")
    return "apndvfs"


def _address(path: Path, options: str) -> str:
    return f"{path.absolute().as_uri()}?vfs={_appending()}{options}"


def _fill(database: apsw.Connection, names: Iterable[tuple[int, str]]) -> None:
    held: dict[str, array[int]] = defaultdict(partial(array, "I"))
    numbered = enumerate(names)
    while batch := list(islice(numbered, BATCH)):
        for number, (_, text) in batch:
            for word in dict.fromkeys(text.split()):
                held[word].append(number)
        database.executemany("INSERT INTO name VALUES (?, ?, ?)", [(number, *pair) for number, pair in batch])
    words = (
        (number, word, len(numbers), msgspec.msgpack.encode(numbers[:MOST_POSTINGS].tolist()))
        for number, (word, numbers) in enumerate(held.items())
    )
    database.executemany("INSERT INTO word VALUES (?, ?, ?, ?)", words)
    filed: dict[str, list[str]] = defaultdict(list)
    for key, word in chain(_pieces(held), _sounds(held)):
        filed[key].append(word)
    database.executemany("INSERT INTO piece VALUES (?, ?)", ((key, " ".join(filed[key])) for key in sorted(filed)))
    database.execute("CREATE UNIQUE INDEX word_text ON word (text, names)")


def _borders(length: int, edits: int) -> list[int]:
    return [piece * length // (edits + 1) for piece in range(edits + 2)]


def _pieces(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    for word in words:
        edits = 0 if word.startswith(INITIALS) else tolerance(len(word))
        if edits:
            cuts = _borders(len(word), edits)
            for piece in range(edits + 1):
                yield f"{len(word)}.{piece}.{word[cuts[piece] : cuts[piece + 1]]}", word


def _sounds(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    for word in words:
        if len(word) >= SHORTEST_HEARD and word.isalpha():
            yield f"{HEARD}{sound(word)}", word


@lru_cache(maxsize=1 << 8)
def _plan(length: int) -> list[tuple[str, int, int]]:
    """Where the pieces of any word may stand in words of one length: how their keys begin, and the stretch."""
    plan = []
    for other in range(max(SHORTEST, length - MOST_EDITS), length + MOST_EDITS + 1):
        edits, longer = tolerance(other), length - other
        if abs(longer) > edits:
            continue
        for piece, (first, last) in enumerate(pairwise(_borders(other, edits))):
            for shift in range(max(-piece, longer - edits + piece), min(piece, longer + edits - piece) + 1):
                if first + shift >= 0 and last + shift <= length:
                    plan.append((f"{other}.{piece}.", first + shift, last + shift))
    return plan


def _probes(word: str) -> list[str]:
    """The keys under which words near this one may be filed."""
    keys = [f"{begun}{word[start:end]}" for begun, start, end in _plan(len(word))]
    # Two letters swapped across the border spoil both pieces with one edit.
    swapped = (one for one in _plan(len(word)) if one[2] < len(word))
    return keys + [f"{begun}{word[start : end - 1]}{word[end]}" for begun, start, end in swapped]


def _listed(values: Collection[object]) -> str:
    """Values as SQLite's `json_each` takes them: one that is bound, however many they are."""
    return msgspec.json.encode(list(values)).decode()


class Names:
    """The index, opened; threads may share it."""

    def __init__(self, path: Path) -> None:
        """Raises apsw.Error where there is none."""
        flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        self._database = apsw.Connection(_address(path, "&immutable=1"), flags)
        self._reading = Lock()
        self._known: dict[str, Near | None] = {}
        """Words looked for before: those of many names come back."""
        # They are numbered from nought.
        self._names = 1 + (self._rows("SELECT max(id) FROM name")[0][0] or 0)

    def close(self) -> None:
        """Close it."""
        self._database.close()

    def _rows(self, query: str, *values: object) -> list[Any]:
        # One thread at a time: a query prepared once is shared by those that ask it.
        with self._reading:
            return self._database.execute(query, values).fetchall()

    @property
    def version(self) -> int:
        """That of the pack; 0 where it tells none."""
        return int(self._rows("PRAGMA user_version")[0][0])

    def summary(self) -> Summary:
        """What is told of all the lines."""
        return msgspec.json.decode(self._rows("SELECT told FROM summary")[0][0], type=Summary)

    def shown(self, beneficiaries: Sequence[int]) -> list[Shown]:
        """How beneficiaries are shown, in the order of their numbers."""
        query = "SELECT * FROM shown WHERE beneficiary IN (SELECT value FROM json_each(?)) ORDER BY beneficiary"
        return [Shown(*row) for row in self._rows(query, _listed(beneficiaries))]

    def lines(self, beneficiary: int) -> list[Line] | None:
        """The lines of a beneficiary that has few, in their order; `None` where it has many, or is not known."""
        query = "SELECT lines FROM block WHERE first <= ? ORDER BY first DESC LIMIT 1"
        return next((unpack_lines(lines, beneficiary) for (lines,) in self._rows(query, beneficiary)), None)

    def all_said(self, words: Sequence[str]) -> bool:
        """Whether grants are said to be for each of some folded words, or their beginnings where no WHOLE is after."""
        return all(self._said(word) for word in words)

    def _said(self, word: str) -> bool:
        whole = word.removesuffix(WHOLE)
        end = whole if whole != word else f"{whole}{LAST}"
        query = "SELECT 1 FROM said WHERE word BETWEEN ? AND ? LIMIT 1"
        return bool(self._rows(query, whole, end))

    def said_begun(self, letter: str) -> list[str]:
        """The words that grants are said to be for that begin with a letter."""
        query = "SELECT word FROM said WHERE word BETWEEN ? AND ?"
        return [word for (word,) in self._rows(query, letter, f"{letter}{LAST}")]

    def any_called(self, beginnings: Sequence[str]) -> bool:
        """Whether a name has words that begin so, one after the other (« mairie d »)."""
        query = "SELECT 1 FROM name WHERE instr(' ' || text, ?) LIMIT 1"
        return any(self.words([one.split()[0]]) and self._rows(query, f" {one}") for one in beginnings)

    def words(self, words: Sequence[str]) -> dict[str, Near]:
        """Those of some folded words that are known."""
        # Another thread may begin a new one.
        known = self._known
        unknown = [word for word in words if word not in known]
        if unknown:
            if len(known) > MOST_REMEMBERED:
                known, unknown = {}, list(words)
                self._known = known
            query = "SELECT id, text, 0, names FROM word WHERE text IN (SELECT value FROM json_each(?))"
            found: dict[str, Near | None] = dict.fromkeys(unknown)
            found.update((row[1], Near(*row)) for row in self._rows(query, _listed(unknown)))
            # At once: another thread is not to take for unknown what is being looked for.
            known.update(found)
        return {word: near for word in words if (near := known[word]) is not None}

    def words_near(self, word: str) -> list[Near]:
        """The known words that a folded one may be: itself, else the nearest."""
        exact = self._rows("SELECT id, text, 0, names FROM word WHERE text = ?", word)
        if exact or not tolerance(len(word) + 1):
            return [Near(*row) for row in exact]
        filed = self._rows(
            "SELECT words FROM piece WHERE key IN (SELECT value FROM json_each(?)) ORDER BY length(words)",
            _listed(_probes(word)),
        )
        near: dict[str, int] = {}
        compared = 0
        for (texts,) in filed:
            # All of one length.
            alike = texts.split()
            most = tolerance(len(alike[0]))
            close = process.extract(word, alike, scorer=OSA.distance, score_cutoff=most, limit=None)
            near.update((text, int(edits)) for text, edits, _ in close)
            compared += len(alike)
            if compared >= MOST_FILED:
                break
        for key, heard in _sounds((word,)):
            for (texts,) in self._rows("SELECT words FROM piece WHERE key = ?", key):
                alike = (text for text in texts.split() if text not in near)
                near.update((text, min(MOST_HEARD, OSA.distance(text, heard))) for text in alike)
        nearest = sorted(near, key=lambda text: near[text])[:MOST_NEAR]
        rows = self._rows(
            "SELECT id, text, names FROM word WHERE text IN (SELECT value FROM json_each(?))", _listed(nearest)
        )
        found = [Near(number, text, near[text], names) for number, text, names in rows]
        return sorted(found, key=lambda one: (one.edits, -one.names))

    def words_begun(self, word: str) -> list[Near]:
        """The few known words that a folded one is the beginning of (« agri »): none where it may be of many."""
        query = "SELECT id, text, 1, names FROM word WHERE text BETWEEN ? AND ? LIMIT ?"
        found = self._rows(query, word, f"{word}{LAST}", MOST_BEGUN + 1)
        return [Near(*row) for row in found] if len(found) <= MOST_BEGUN else []

    def weight(self, names: int) -> float:
        """What a word that so many names hold tells of a name: the rarer, the more."""
        return math.log(1 + self._names / max(names, 1))

    def holding(self, known: Sequence[list[Near]]) -> list[Held]:
        """The names that hold most of some words, each given as what it may be."""
        scores: dict[int, float] = defaultdict(float)
        likeliest: dict[int, Held] = {}
        # The rarest first. What a common word adds to the likeliest leaves them the likeliest.
        for one in (one for near in sorted(known, key=_commonness) for one in near):
            if one.names > MOST_POSTINGS and scores:
                likeliest = likeliest or self._likeliest(scores)
                holding: Iterable[int] = (name for name, held in likeliest.items() if one.text in held.words)
            else:
                likeliest = {}
                holding = _numbers.decode(self._rows("SELECT first FROM word WHERE id = ?", one.id)[0][0])
            weight = self.weight(one.names) / (1 + one.edits)
            for name in holding:
                scores[name] += weight
        return [*(likeliest or self._likeliest(scores)).values()]

    def _likeliest(self, scores: dict[int, float]) -> dict[int, Held]:
        """The names that hold most, by number."""
        numbers = sorted(scores, key=scores.__getitem__, reverse=True)[:MOST_COMPARED]
        query = "SELECT id, beneficiary, text FROM name WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
        rows = self._rows(query, _listed(numbers))
        return {number: Held(beneficiary, text, dict.fromkeys(text.split())) for number, beneficiary, text in rows}

    def find(self, text: str, most: int = 10) -> list[Found]:
        """The beneficiaries most like a name, the likeliest first."""
        asked = plain(text).split()[:MOST_WORDS]
        known = [near for word in dict.fromkeys(asked) if (near := self.words_near(word))]
        named = self.holding(known)
        query = " ".join(asked)
        ranked = process.extract(query, [one.text for one in named], scorer=fuzz.token_sort_ratio, limit=None)
        found: dict[int, Found] = {}
        for name, score, place in ranked:
            beneficiary = named[place].beneficiary
            found.setdefault(beneficiary, Found(beneficiary, name, score / 100))
        return list(found.values())[:most]


def _commonness(near: Iterable[Near]) -> int:
    return sum(one.names for one in near)
