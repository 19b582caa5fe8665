"""The YAML files of a folder: parsed once, and kept until one of them changes."""

from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from bot.content.cache import Cache, Kind
from bot.files.load import parse_yaml, read_text, yaml_files
from bot.written import Items, Mapping, Place


class _Map(Struct, array_like=True, tag=0):
    """A mapping, as it is kept."""

    file: str
    line: int
    content: dict[str | int | bool | None, "_Tree"]
    lines: list[int]


class _List(Struct, array_like=True, tag=1):
    """A list, as it is kept."""

    content: list["_Tree"]
    lines: list[int]


_Tree = str | int | bool | None | _Map | _List


def _kept(value: Any) -> _Tree:
    if isinstance(value, Mapping):
        content = {key: _kept(one) for key, one in value.items()}
        return _Map(value.place.file, value.place.line, content, list(value.lines.values()))
    if isinstance(value, Items):
        return _List([_kept(one) for one in value], value.lines)
    text: str | int | bool | None = value
    return text


def _found(tree: _Tree) -> Any:
    if isinstance(tree, _Map):
        mapping = Mapping({key: _found(one) for key, one in tree.content.items()})
        mapping.place, mapping.lines = Place(tree.file, tree.line), dict(zip(tree.content, tree.lines, strict=True))
        return mapping
    if isinstance(tree, _List):
        items = Items([_found(one) for one in tree.content])
        items.lines = tree.lines
        return items
    return tree


_trees = msgspec.msgpack.Decoder(list[_Map])
FILES: Kind[list[Mapping]] = Kind(
    "contenus",
    lambda files: msgspec.msgpack.encode([_kept(one) for one in files]),
    lambda data: [_found(one) for one in _trees.decode(data)],
)


def read_files(folder: Path, cache: Cache) -> list[tuple[Path, str, Mapping]]:
    """The YAML files below a folder, each with its name in messages, as mappings whose every mapping knows its line.

    Raises:
        ContentError: the folder does not exist, or a file is not YAML, or not a mapping.
    """
    paths = list(yaml_files(folder))
    texts = [read_text(path, name) for path, name in paths]
    names = [name for _, name in paths]
    written = cache.of(
        (part for both in zip(names, texts, strict=True) for part in both),
        FILES,
        lambda: [parse_yaml(text, name) for text, name in zip(texts, names, strict=True)],
    )
    return [(path, name, content) for (path, name), content in zip(paths, written, strict=True)]


def subject(name: str) -> str | None:
    """The subject of a file, by its name in messages: the folder it is in (`knowledge/fmin/fmin.yaml` → `fmin`)."""
    _, *folders, _ = name.split("/")
    return folders[0] if folders else None
