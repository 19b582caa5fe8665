"""The content of the checkout, compiled once, a small one, and copies of them to break."""

import gc
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.content.model import Model, load_model
from bot.dialogue.conversation import Conversation
from bot.message import Reply
from bot.store.memory import MemoryStore
from bot.workshop.packs import begin_pack
from bot.workshop.roots import Roots

ROOT = Path(__file__).parents[1]
os.environ.setdefault("CACHE_DIRECTORY", str(ROOT / "build" / "cache"))
GARDEN = Path(__file__).parent / "garden"
"""What a small content has beyond what every content begins with."""


class Content:
    """A copy of a content, to change."""

    def __init__(self, folder: Path, copied: Path) -> None:
        self.folder = folder
        self.roots = Roots(folder / "intents", folder / "knowledge")
        for root in self.roots:
            shutil.copytree(copied / root.name, root)

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
        return load_model(*self.roots)


@pytest.fixture
def journal() -> Iterator[None]:
    """For tests that set up the journal, which the whole process has: it is put back afterwards."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@cache
def delivered() -> Model:
    """The content of the checkout; compiled once in a process."""
    return load_model(ROOT / "intents", ROOT / "knowledge")


@pytest.fixture(scope="session")
def model() -> Model:
    return delivered()


@pytest.fixture(scope="session")
def laureat(model: Model) -> Assistant:
    """The assistant over the content of the checkout; `answer` keeps nothing."""
    return Assistant(model, MemoryStore())


@pytest.fixture
def copy_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], Content]]:
    """Copies a content, which the settings then name; what was compiled of it is given back."""

    def copy(copied: Path) -> Content:
        content = Content(tmp_path / "contenus", copied)
        monkeypatch.setenv("LAUREAT_INTENTS", str(content.roots.intents))
        monkeypatch.setenv("LAUREAT_KNOWLEDGE", str(content.roots.knowledge))
        return content

    # The collector need only walk what comes of the copy, not all that the tests before it have left.
    gc.freeze()
    yield copy
    # Loading it makes so little garbage of the kind that is counted that the collector would let it pile up.
    gc.collect()


@pytest.fixture
def content(copy_of: Callable[[Path], Content]) -> Content:
    """A copy of the content of the checkout."""
    return copy_of(ROOT)


@pytest.fixture(scope="session")
def sown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small content of its own, which is read and tried in a moment: only to be read."""
    folder = tmp_path_factory.mktemp("garden")
    begin_pack(folder, "jardin partagé")
    return shutil.copytree(GARDEN, folder, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def gardener(sown: Path) -> Assistant:
    """The assistant over the small content; `answer` keeps nothing."""
    return Assistant(load_model(sown / "intents", sown / "knowledge"), MemoryStore())


@pytest.fixture
def garden(copy_of: Callable[[Path], Content], sown: Path) -> Content:
    """A copy of the small content."""
    return copy_of(sown)


@pytest.fixture
def talk(laureat: Assistant) -> Callable[..., Reply]:
    """The reply to the last of several messages of one person."""

    def run(*messages: str) -> Reply:
        past = Conversation()
        for message in messages:
            reply, past = laureat.answer(message, past)
        return reply

    return run


@pytest.fixture
def assistant_of() -> Callable[[Content], Assistant]:
    return lambda content: Assistant(content.load(), MemoryStore())
