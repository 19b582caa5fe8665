"""Content as its author wrote it: values that know their file and line, and every mistake noted for those who write.

Builders on each floor take a `Mapping` and a `Reader`; only `content` opens files.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

LEAST_LIKENESS = 0.6
"""From what likeness, 0–1, a known name is proposed for an unknown one."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that an unknown one was probably meant to be, if any is near."""
    near = process.extractOne(name, list(known), scorer=OSA.normalized_similarity, score_cutoff=LEAST_LIKENESS)
    return near[0] if near else None


class Place(NamedTuple):
    """A line of a content file."""

    file: str
    """Path from the folder that holds `intents/` or `knowledge/`."""
    line: int
    """Counted from 1."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Problem(NamedTuple):
    """One mistake in content."""

    place: Place
    what: str
    """What is wrong, in French."""
    remedy: str
    """How to mend it, in French."""

    def __str__(self) -> str:
        return f"{self.place} : {self.what}. → {self.remedy}."


class ContentError(Exception):
    """Content that cannot be used, with every mistake found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class Items(list[Any]):
    """A YAML list that knows the line of each of its items."""

    __slots__ = ("lines",)
    lines: list[int]


class Mapping(dict[Any, Any]):
    """A YAML mapping that knows where it stands."""

    __slots__ = ("lines", "place")
    place: Place
    lines: dict[Any, int]
    """The line of each key."""

    def at(self, key: object, item: int = 0) -> Place:
        """Where a key stands, or an item of its list, counted from 1; the mapping's own place without such a key."""
        value = self.get(key)
        if item and isinstance(value, Items):
            return Place(self.place.file, value.lines[item - 1])
        return Place(self.place.file, self.lines.get(key, self.place.line))

    def only(self, keys: Iterable[str]) -> "Mapping":
        """The same without other keys."""
        kept = Mapping({key: self[key] for key in keys if key in self})
        kept.place, kept.lines = self.place, self.lines
        return kept


class Reader:
    """Takes typed values out of a mapping and notes what is wrong, instead of stopping at the first mistake."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def wrong(self, place: Place, what: str, remedy: str) -> None:
        """Note a mistake."""
        self.problems.append(Problem(place, what, remedy))

    def known(self, mapping: Mapping, keys: Iterable[str], where: str) -> None:
        """Note every key that means nothing here, with the nearest one that does."""
        allowed = list(keys)
        for key in mapping:
            if key not in allowed:
                near = nearest(str(key), allowed)
                remedy = f"vouliez-vous dire « {near} » ? Clés" if near else "clés"
                self.wrong(
                    mapping.at(key),
                    f"clé inconnue « {key} » dans {where}",
                    f"{remedy} possibles : {', '.join(allowed)}",
                )

    def text(self, mapping: Mapping, key: str, default: str | None = None) -> str:
        """A text; numbers are accepted as their own text."""
        value = mapping.get(key, default)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return str(value)
        if value is None and default is None:
            self.wrong(mapping.place, f"« {key} » manque", f"ajoutez « {key}: … »")
        else:
            self.wrong(mapping.at(key), f"« {key} » doit être un texte", "mettez-le entre guillemets")
        return default or ""

    def texts(self, mapping: Mapping, key: str) -> list[str]:
        """A list of texts; a single text is a list of one, nothing is an empty list."""
        value = mapping.get(key)
        if value is None:
            return []
        if isinstance(value, str):
            return [value]
        items = value if isinstance(value, list) else [None]
        texts = [isinstance(item, str | int) and not isinstance(item, bool) for item in items]
        if all(texts):
            return [str(item) for item in items]
        self.wrong(
            mapping.at(key, texts.index(False) + 1),
            f"« {key} » doit être une liste de textes",
            f"écrivez « {key}: [un, deux] », ou chaque texte après un tiret, entre guillemets s’il contient « : »",
        )
        return []

    def section(self, mapping: Mapping, key: str) -> Mapping:
        """A mapping under a key; nothing is an empty one."""
        value = mapping.get(key)
        if isinstance(value, Mapping):
            return value
        if value is not None:
            self.wrong(
                mapping.at(key), f"« {key} » doit être une suite de « clé: valeur »", "voyez le README du dossier"
            )
        empty = Mapping()
        empty.place, empty.lines = mapping.at(key), {}
        return empty

    def items(self, mapping: Mapping, key: str) -> list[Any]:
        """A list under a key; nothing is an empty one."""
        value = mapping.get(key)
        if value is None:
            return []
        if isinstance(value, list):
            return value
        self.wrong(mapping.at(key), f"« {key} » doit être une liste", "commencez chaque ligne par un tiret")
        return []
