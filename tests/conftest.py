"""The content of the checkout, compiled once, and copies of it to break."""

import gc
import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.content.model import Model, load_model
from bot.store.memory import MemoryStore

ROOT = Path(__file__).parents[1]


class Content:
    """A copy of the content, to change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("intents", "knowledge"):
            shutil.copytree(ROOT / name, folder / name)

    def line(self, file: str, text: str) -> int:
        """The line of the first occurrence of a text, counted from 1."""
        return (self.folder / file).read_text("utf-8").split(text)[0].count("\n") + 1

    def change(self, file: str, old: str, new: str) -> int:
        """Replace the first occurrence of a text; its line."""
        path = self.folder / file
        written = path.read_text("utf-8")
        assert old in written, f"{file} no longer holds {old!r}"
        path.write_text(written.replace(old, new, 1), "utf-8")
        return written.split(old)[0].count("\n") + 1

    def add(self, file: str, text: str) -> int:
        """Append a text, making the file where there is none; its first line."""
        path = self.folder / file
        written = path.read_text("utf-8") if path.exists() else ""
        path.write_text(written + text, "utf-8")
        return written.count("\n") + 1

    def load(self) -> Model:
        """Compile it."""
        return load_model(self.folder / "intents", self.folder / "knowledge")


@pytest.fixture
def journal() -> Iterator[None]:
    """For tests that set up the journal, which the whole process has: it is put back afterwards."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(scope="session")
def model() -> Model:
    return load_model(ROOT / "intents", ROOT / "knowledge")


@pytest.fixture(scope="session")
def laureat(model: Model) -> Assistant:
    """The assistant over the content of the checkout; `answer` keeps nothing."""
    return Assistant(model, MemoryStore())


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Content]:
    """A copy of the content, which the settings name; what was compiled of it is given back."""
    copied = Content(tmp_path)
    monkeypatch.setenv("LAUREAT_INTENTS", str(tmp_path / "intents"))
    monkeypatch.setenv("LAUREAT_KNOWLEDGE", str(tmp_path / "knowledge"))
    yield copied
    # Loading it makes so little garbage of the kind that is counted that the collector would let it pile up.
    gc.collect()


@pytest.fixture
def assistant_of() -> Callable[[Content], Assistant]:
    return lambda content: Assistant(content.load(), MemoryStore())
