"""Content files to raw records, each with its file and line. Reads YAML, CSV and GeoJSON; judges nothing."""

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml
from msgspec import Struct

from bot.facts.outlines import Point
from bot.files.told import file_fault, yaml_fault
from bot.french.agreement import count_of
from bot.written import ContentError, Items, Mapping, Place, Problem

MOST_BYTES = 10_000_000
"""The longest file read, unpacked."""
MOST_VALUES = 200_000
"""The most values in one YAML file, those that `*alias` repeats counted each time."""
LEAST_POINTS = 4
"""Of a ring, whose last point is the first again."""
DEEPEST = 50
"""The most levels of nesting in a YAML file."""

_TAG = "tag:yaml.org,2002:"
_QUOTES = (
    "vérifiez l’alignement, les deux-points suivis d’une espace, et mettez entre guillemets les textes qui contiennent "
    "« : » ou « # »"
)


class _Loader(yaml.CSafeLoader):
    """Only true, false, null and whole numbers are more than text: « no », « 075 » and dates stay as written."""

    _depth = 0

    # The C parser calls these around each node that it composes, on a stack of its own that must not overflow.
    def descend_resolver(self, parent: yaml.Node | None, index: object) -> None:
        self._depth += 1
        if self._depth > DEEPEST and parent is not None:
            raise yaml.MarkedYAMLError(problem=f"plus de {DEEPEST} niveaux", problem_mark=parent.start_mark)

    def ascend_resolver(self) -> None:
        self._depth -= 1


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver(_TAG + "bool", re.compile(r"(?:true|True|false|False)\Z"), list("tTfF"))
_Loader.add_implicit_resolver(_TAG + "int", re.compile(r"(?:0|-?[1-9][0-9]{0,17})\Z"), list("-0123456789"))
_Loader.add_implicit_resolver(_TAG + "null", re.compile(r"(?:~|null|)\Z"), ["~", "n", ""])


class _Values:
    """The values of one file's nodes."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._count = 0

    def of(self, node: yaml.Node, depth: int = 0) -> Any:
        self._count += 1
        if self._count > MOST_VALUES or depth > DEEPEST:
            raise self._error(
                node,
                f"trop de valeurs (plus de {MOST_VALUES}, ou de {DEEPEST} niveaux)",
                "partagez le fichier, ou retirez les « *renvois » qui se répètent",
            )
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if isinstance(node, yaml.SequenceNode) and node.tag == _TAG + "seq":
            items = Items(self.of(item, depth + 1) for item in node.value)
            items.lines = [item.start_mark.line + 1 for item in node.value]
            return items
        if isinstance(node, yaml.MappingNode) and node.tag == _TAG + "map":
            return self._mapping(node, depth)
        raise self._error(node, f"étiquette « {node.tag} » refusée", "retirez le mot qui commence par « ! »")

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text: str = node.value
        match node.tag.removeprefix(_TAG):
            case "str":
                return text
            case "int" if text.removeprefix("-").isdecimal():
                return int(text)
            case "bool" if text.lower() in ("true", "false"):
                return text.lower() == "true"
            case "null":
                return None
        raise self._error(node, f"étiquette « {node.tag} » refusée", "retirez le mot qui commence par « ! »")

    def _mapping(self, node: yaml.MappingNode, depth: int) -> Mapping:
        mapping = Mapping()
        mapping.place = Place(self._file, node.start_mark.line + 1)
        mapping.lines = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._error(key_node, "une clé doit être un mot", "mettez-la entre guillemets")
            key = self._scalar(key_node)
            if key in mapping:
                raise self._error(
                    key_node,
                    f"la clé « {key} » est écrite deux fois",
                    "gardez-en une seule, ou réunissez leurs contenus",
                )
            mapping[key] = self.of(value_node, depth + 1)
            mapping.lines[key] = key_node.start_mark.line + 1
        return mapping

    def _error(self, node: yaml.Node, what: str, remedy: str) -> ContentError:
        return ContentError([Problem(Place(self._file, node.start_mark.line + 1), what, remedy)])


def read_yaml(path: Path, name: str) -> Mapping:
    """One YAML file as a mapping whose every mapping knows its line.

    Raises:
        ContentError: the file is not YAML, or not a mapping.
    """
    return parse_yaml(read_text(path, name), name)


def compose_yaml(text: str, name: str) -> yaml.Node | None:
    """The nodes of a YAML text, with their places in it; none where it holds nothing.

    Raises:
        ContentError: it is not YAML.
    """
    try:
        loader = _Loader(text)
        try:
            node: yaml.Node | None = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        why = yaml_fault(error.problem or str(error), text[mark.index : mark.index + 1] if mark else "")
        problem = Problem(Place(name, mark.line + 1 if mark else 1), f"ce n’est pas du YAML valide ({why})", _QUOTES)
        raise ContentError([problem]) from error
    except yaml.YAMLError as error:
        # libyaml counts in bytes.
        place = error.position if isinstance(error, yaml.reader.ReaderError) else 0
        line = text.encode().count(b"\n", 0, place) + 1
        problem = Problem(Place(name, line), "cette ligne contient un caractère de commande", "retirez ce caractère")
        raise ContentError([problem]) from error
    return node


def parse_yaml(text: str, name: str) -> Mapping:
    """A YAML text as `read_yaml` reads a file of that name.

    Raises:
        ContentError: it is not YAML, or not a mapping.
    """
    node = compose_yaml(text, name)
    content = _Values(name).of(node) if node is not None else None
    if content is None:
        content = Mapping()
        content.place, content.lines = Place(name, 1), {}
    if not isinstance(content, Mapping):
        raise ContentError(
            [Problem(Place(name, 1), "le fichier doit être une suite de « clé: valeur »", "voyez le README du dossier")]
        )
    return content


def read_text(path: Path, name: str) -> str:
    """One file of text, in UTF-8.

    Raises:
        ContentError: the file is missing or unreadable.
    """
    try:
        return _read(path, name).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(name, error) from error


def read_table(path: Path, name: str) -> tuple[list[str], list[list[str]]]:
    """One CSV file (comma, UTF-8, header line; gzipped when it ends in `.gz`) as header and rows.

    Row n stands on line n + 2: no cell holds a line break.

    Raises:
        ContentError: the file is missing or unreadable, or a row has not as many cells as the header.
    """
    return parse_table(read_text(path, name), name)


def parse_table(text: str, name: str) -> tuple[list[str], list[list[str]]]:
    """A CSV text as `read_table` reads a file of that name.

    Raises:
        ContentError: a row has not as many cells as the header, or cells cannot be told apart.
    """
    rows = _rows(text, name)
    if not rows:
        raise ContentError([Problem(Place(name, 1), "le tableau est vide", "il faut une ligne d’en-tête")])
    header, body = rows[0], rows[1:]
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        what = f"les cellules sont séparées par des {'points-virgules' if ';' in header[0] else 'tabulations'}"
        raise ContentError([Problem(Place(name, 1), what, "séparez-les par des virgules")])
    problems = [
        Problem(Place(name, 1), f"la colonne « {column} » est écrite deux fois", "gardez-en une seule")
        for column in dict.fromkeys(column for column in header if header.count(column) > 1)
    ]
    for line, row in enumerate(body, 2):
        if not row:
            problems.append(Problem(Place(name, line), "la ligne est vide", "retirez-la"))
        elif len(row) != len(header):
            remedy = "mettez entre guillemets les cellules qui contiennent une virgule"
            problems.append(
                Problem(Place(name, line), f"{count_of(len(row), 'cellule')} au lieu de {len(header)}", remedy)
            )
    if problems:
        raise ContentError(problems)
    return header, body


class _Geometry(Struct):
    type: Literal["Polygon", "MultiPolygon"]
    coordinates: msgspec.Raw


class _Feature(Struct):
    id: str
    geometry: _Geometry


class _Features(Struct):
    features: list[_Feature]


_SHAPES: dict[str, Any] = {
    "Polygon": msgspec.json.Decoder(list[list[Point]]),
    "MultiPolygon": msgspec.json.Decoder(list[list[list[Point]]]),
}


def read_outlines(path: Path, name: str) -> dict[str, list[list[Point]]]:
    """The rings of each place of a GeoJSON file (RFC 7946: polygons, longitude before latitude), by its `id`.

    Raises:
        ContentError: the file is missing or unreadable, or holds something else.
    """
    found: dict[str, list[list[Point]]] = {}
    try:
        for feature in msgspec.json.decode(_read(path, name), type=_Features).features:
            shape = _SHAPES[feature.geometry.type].decode(feature.geometry.coordinates)
            rings = shape if feature.geometry.type == "Polygon" else [ring for polygon in shape for ring in polygon]
            if any(len(ring) < LEAST_POINTS for ring in rings):
                raise msgspec.ValidationError(f"« {feature.id} » n’entoure rien")
            found[feature.id] = rings
    except msgspec.DecodeError as error:
        what = f"ce n’est pas du GeoJSON de contours ({error})"
        remedy = "chaque « Feature » y a un « id » et une géométrie « Polygon » ou « MultiPolygon »"
        raise ContentError([Problem(Place(name, 1), what, remedy)]) from error
    return found


def _rows(text: str, name: str) -> list[list[str]]:
    """The cells of each line; no cell holds a line break."""
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            rows.append(row)
            if reader.line_num != len(rows):
                what, remedy = "une cellule contient un retour à la ligne", "écrivez-la sur une seule ligne"
                raise ContentError([Problem(Place(name, len(rows)), what, remedy)])
    except csv.Error as error:
        what, remedy = (
            "des guillemets ne sont pas fermés, ou sont de trop",
            'écrivez « "" » un guillemet dans une cellule',
        )
        raise ContentError([Problem(Place(name, len(rows) + 1), what, remedy)]) from error
    return rows


def _read(path: Path, name: str) -> bytes:
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            data: bytes = file.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise _unreadable(name, file_fault(error), "vérifiez son nom, et qu’il est entier") from error
    if len(data) > MOST_BYTES:
        raise _unreadable(name, f"plus de {MOST_BYTES // 10**6} Mo", "partagez-le")
    return data


def _not_utf8(name: str, error: UnicodeDecodeError) -> ContentError:
    line = error.object.count(b"\n", 0, error.start) + 1
    return ContentError([Problem(Place(name, line), "ce fichier n’est pas en UTF-8", "enregistrez-le en UTF-8")])


def _unreadable(name: str, why: object, remedy: str) -> ContentError:
    return ContentError([Problem(Place(name, 1), f"fichier illisible ({why})", remedy)])


def yaml_files(folder: Path) -> Iterable[tuple[Path, str]]:
    """The YAML files below a folder in a stable order, with the names used in messages.

    Raises:
        ContentError: the folder does not exist, or a file is named `.yml`.
    """
    if not folder.is_dir():
        raise ContentError([Problem(Place(folder.name, 1), "ce dossier n’existe pas", "vérifiez le réglage du chemin")])
    files = [
        (path, f"{folder.name}/{path.relative_to(folder).as_posix()}")
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in (".yaml", ".yml")
    ]
    misnamed = [
        Problem(Place(name, 1), "ce fichier ne serait pas lu", "renommez-le : son nom doit finir par « .yaml »")
        for path, name in files
        if path.suffix != ".yaml"
    ]
    if misnamed:
        raise ContentError(misnamed)
    return files
