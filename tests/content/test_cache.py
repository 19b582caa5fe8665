import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.cache import MOST_KEPT, NOTHING_KEPT, Cache, Kind, cache_folder
from bot.content.files import read_files
from bot.content.model import load_model
from bot.french.text import read_text
from bot.written import ContentError, Items, Mapping
from tests.conftest import Content

COUNTS = Kind.plain("comptes", dict[str, int])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "gardé"


@pytest.fixture
def work() -> Callable[[], dict[str, int]]:
    """Says another thing each time."""
    times = iter(range(100))
    return lambda: {"fois": next(times)}


def test_the_same_texts_are_worked_on_once(folder, work):
    assert Cache(folder).of(["un", "deux"], COUNTS, work) == {"fois": 0}
    assert Cache(folder).of(iter(["un", "deux"]), COUNTS, work) == {"fois": 0}


@pytest.mark.parametrize("other", [["un"], ["deux", "un"], ["undeux"], ["un", "deux", ""], ["un", "deux!"]])
def test_other_texts_are_worked_on_by_themselves(folder, work, other):
    Cache(folder).of(["un", "deux"], COUNTS, work)

    assert Cache(folder).of(other, COUNTS, work) == {"fois": 1}
    assert Cache(folder).of(["un", "deux"], COUNTS, work) == {"fois": 0}


def test_another_program_works_anew(folder, work, monkeypatch):
    Cache(folder).of(["un"], COUNTS, work)
    monkeypatch.setattr("bot.content.cache._program", lambda: b"later")

    assert Cache(folder).of(["un"], COUNTS, work) == {"fois": 1}


def test_one_kind_is_not_taken_for_another(folder, work):
    Cache(folder).of(["un"], COUNTS, work)

    assert Cache(folder).of(["un"], Kind.plain("autres", dict[str, int]), work) == {"fois": 1}


@pytest.mark.parametrize("damage", [b"", b"\x81\xa4fois", b'{"fois": 0}', b"\x93\x01\x02\x03"])
def test_what_was_damaged_is_worked_out_anew(folder, work, damage):
    Cache(folder).of(["un"], COUNTS, work)
    (kept,) = folder.iterdir()
    kept.write_bytes(damage)

    assert Cache(folder).of(["un"], COUNTS, work) == {"fois": 1}
    assert Cache(folder).of(["un"], COUNTS, work) == {"fois": 1}


def test_without_a_folder_all_is_worked_out_each_time(work):
    assert [NOTHING_KEPT.of(["un"], COUNTS, work) for _ in range(2)] == [{"fois": 0}, {"fois": 1}]


def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path, work):
    (tmp_path / "file").write_text("in its place", "utf-8")

    assert Cache(tmp_path / "file" / "below").of(["un"], COUNTS, work) == {"fois": 0}


def test_only_its_owner_reads_it(folder, work):
    Cache(folder).of(["un"], COUNTS, work)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_what_was_used_longest_ago_goes(folder, work):
    Cache(folder).of(["first"], COUNTS, work)
    (first,) = folder.iterdir()
    for number in range(MOST_KEPT):
        for file in folder.iterdir():
            os.utime(file, (file.stat().st_atime - 60, file.stat().st_mtime - 60))
        Cache(folder).of(["first"], COUNTS, work)
        Cache(folder).of([str(number)], COUNTS, work)
    kept = {file.name for file in folder.iterdir()}

    assert len(kept) == MOST_KEPT
    assert first.name in kept


@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"CACHE_DIRECTORY": "/var/cache/laureat:/other", "HOME": "/home/ana"}, "/var/cache/laureat"),
        ({"XDG_CACHE_HOME": "/cache", "HOME": "/home/ana"}, "/cache/laureat"),
        ({"HOME": "/home/ana"}, "/home/ana/.cache/laureat"),
        ({}, None),
    ],
)
def test_it_is_where_caches_are(variables, folder):
    assert cache_folder(variables) == (folder and Path(folder))


def _lines(value: object) -> object:
    """A value of content with all that it knows of its lines."""
    if isinstance(value, Mapping):
        return str(value.place), value.lines, [(key, _lines(one)) for key, one in value.items()]
    if isinstance(value, Items):
        return value.lines, [_lines(one) for one in value]
    return type(value), value


def test_files_are_found_as_they_were_read(garden: Content, folder, monkeypatch):
    garden.add("intents/vrai.yaml", "si: [commune]\nintents:\n  vrai: {reponse: Oui., 3: [true, -7, ~, 'non']}\n")
    read = read_files(garden.roots.intents, Cache(folder))
    monkeypatch.setattr("bot.content.files.parse_yaml", None)
    found = read_files(garden.roots.intents, Cache(folder))

    assert [(path, name, _lines(content)) for path, name, content in found] == [
        (path, name, _lines(content)) for path, name, content in read
    ]
    assert any(name == "intents/vrai.yaml" for _, name, _ in found)


def test_a_model_understands_the_same_from_what_was_kept(garden: Content, folder):
    cache = Cache(folder)
    first, again = (load_model(*garden.roots, (), cache) for _ in range(2))
    said = "kel projé a gagné vincène, et st mande ?"

    assert len(list(folder.iterdir())) == 4
    assert str(again.grammar.lexicon.cover(read_text(said))) == str(first.grammar.lexicon.cover(read_text(said)))
    assert again.intents.keys() == first.intents.keys()


def test_a_changed_file_is_read_anew(garden: Content, folder):
    load_model(*garden.roots, (), Cache(folder))
    file = next(path.name for path in garden.roots.intents.glob("*.yaml"))
    line = garden.add(f"intents/{file}", "intents:\n  - rien\n")

    with pytest.raises(ContentError, match=rf"intents/{file}:{line}"):
        load_model(*garden.roots, (), Cache(folder))


def test_a_wrong_template_is_told_each_time(garden: Content, folder):
    garden.add("intents/faux.yaml", "intents:\n  faux:\n    regles: [commune]\n    reponse: 'Oui {{ lieu | nonn }}'\n")
    for _ in range(2):
        with pytest.raises(ContentError, match="nonn"):
            load_model(*garden.roots, (), Cache(folder))
