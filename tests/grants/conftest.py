"""Imports of files that tests write, and conversations about them."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from bot.assistant import Assistant
from bot.content.model import load_model
from bot.grants.columns import Chosen
from bot.grants.description import Description, find_pack
from bot.grants.importing import Wanted, import_grants
from bot.grants.opening import open_pack
from bot.grants.report import Report
from bot.store.memory import MemoryStore
from tests.grants.talk import SMALL, Talk

ROOT = Path(__file__).parents[2]
KEPT = 4
"""Bots that are kept: each holds the whole content."""


class Imported:
    """What came of an import."""

    def __init__(self, folder: Path, report: Report) -> None:
        self.folder = folder
        self.report = report
        self.pack = find_pack(folder)
        self.engine: DuckDBPyConnection = open_pack(self.pack)

    def rows(self, query: str) -> list[tuple]:
        return self.engine.execute(query).fetchall()

    def notes(self) -> dict[str, int]:
        return {reason.code: reason.count for reason in self.report.notes}

    def aside(self) -> dict[str, tuple[str, ...]]:
        return {reason.code: reason.first for reason in self.report.aside}


@pytest.fixture
def importing(tmp_path: Path) -> Iterator[Callable[..., Imported]]:
    """Imports files, each given as its bytes or its path."""
    done: list[Imported] = []

    def run(*files: bytes | str | Path, name: str = "f.csv", **wanted: object) -> Imported:
        paths = []
        for number, file in enumerate(files):
            path = file if isinstance(file, Path) else tmp_path / f"{number}{name}"
            if not isinstance(file, Path):
                path.write_bytes(file.encode() if isinstance(file, str) else file)
            paths.append(path)
        folder = tmp_path / f"out{len(done)}"
        given = {"description": Description(), "chosen": Chosen(), **wanted}
        report = import_grants(Wanted(tuple(paths), folder, **given))
        done.append(Imported(folder, report))
        return done[-1]

    yield run
    for one in done:
        one.engine.close()


@pytest.fixture(scope="session")
def talk_about(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Talk]:
    """Begins a conversation with a bot that knows what each of some files says; a file's tests import it once."""

    @lru_cache(KEPT)
    def assistant(*files: bytes | str, without: tuple[str, ...] = ()) -> Assistant:
        folder = tmp_path_factory.mktemp("files")
        packs = []
        for number, file in enumerate(files):
            path = folder / f"{number}f.csv"
            path.write_bytes(file.encode() if isinstance(file, str) else file)
            packs.append(folder / f"out{number}")
            import_grants(Wanted((path,), packs[-1], Description(), Chosen()))
        return Assistant(load_model(ROOT / "intents", ROOT / "knowledge", packs, without=without), MemoryStore())

    return lambda *files, **without: Talk(assistant(*files, **without))


@pytest.fixture
def talk(talk_about: Callable[..., Talk]) -> Talk:
    """About a few grants."""
    return talk_about(SMALL)
