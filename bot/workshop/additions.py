"""Whether a file of a content holds what was added to it: an example, another name, a sentence off the subject."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal

from bot.files.load import parse_table, parse_yaml
from bot.workshop.phrases import words_of
from bot.written import ContentError

Added = Literal["exemple", "alias", "hors sujet"]
_KEYS = {"exemple": "exemples", "alias": "alias", "hors sujet": "hors_sujet"}


def holds(name: str, text: str | None, added: Added, said: str) -> bool:
    """Whether a file with this text holds `said`, however it is written; a file that cannot be read holds nothing."""
    return text is not None and words_of(said) in _held(name, text, added)


@lru_cache(maxsize=32)
def _held(name: str, text: str, added: Added) -> frozenset[str]:
    try:
        if name.endswith(".csv"):
            header, rows = parse_table(text, name)
            place = header.index("alias") if "alias" in header else len(header)
            found = [alias for row in rows for cell in row[place : place + 1] for alias in cell.split("|")]
        else:
            found = list(_under(parse_yaml(text, name), _KEYS[added]))
    except ContentError:
        return frozenset()
    return frozenset(map(words_of, found))


def _under(content: Any, key: str) -> Iterator[str]:
    """The sentences of every list of that name."""
    if isinstance(content, dict):
        for name, value in content.items():
            if name == key:
                for one in value if isinstance(value, list) else [value]:
                    yield str(one.get("dit", "")) if isinstance(one, dict) else str(one)
            else:
                yield from _under(value, key)
    elif isinstance(content, list):
        for one in content:
            yield from _under(one, key)
