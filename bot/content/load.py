"""Content files to raw records, each with its file and line. Reads YAML and CSV; judges nothing."""

import csv
import gzip
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from bot.written import ContentError, Mapping, Place, Problem


class _Loader(yaml.CSafeLoader):
    file: str

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Mapping:
        self.flatten_mapping(node)
        mapping = Mapping()
        mapping.place = Place(self.file, node.start_mark.line + 1)
        mapping.lines = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            line = key_node.start_mark.line + 1
            if key in mapping.lines:
                raise ContentError(
                    [
                        Problem(
                            Place(self.file, line),
                            f"la clé « {key} » est écrite deux fois",
                            "gardez-en une seule, ou réunissez leurs contenus",
                        )
                    ]
                )
            mapping[key] = self.construct_object(value_node, deep=True)
            mapping.lines[key] = line
        return mapping

    def construct_yaml_map(self, node: yaml.MappingNode) -> Iterator[Mapping]:
        yield self.construct_mapping(node, deep=True)


_Loader.add_constructor("tag:yaml.org,2002:map", lambda loader, node: loader.construct_mapping(node, deep=True))
# « no », « on » and dates stay the text that their author wrote; only true and false are booleans.
_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if not tag.endswith((":timestamp", ":float", *([] if first in "tTfF" else [":bool"])))
    ]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read_yaml(path: Path, name: str) -> Mapping:
    """One YAML file as a mapping whose every mapping knows its line.

    Raises:
        ContentError: the file is not YAML, or not a mapping.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(
            [Problem(Place(name, 1), f"fichier illisible : {error}", "enregistrez-le en UTF-8")]
        ) from error
    loader = _Loader(text)
    loader.file = name
    try:
        content = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ContentError(
            [
                Problem(
                    Place(name, line),
                    f"ce n’est pas du YAML valide ({error.problem or error})",
                    "vérifiez l’alignement, les deux-points suivis d’une espace, et mettez entre guillemets "
                    "les textes qui contiennent « : » ou « # »",
                )
            ]
        ) from error
    except yaml.YAMLError as error:
        raise ContentError(
            [Problem(Place(name, 1), f"caractère interdit en YAML ({error})", "retirez ce caractère")]
        ) from error
    finally:
        loader.dispose()
    if content is None:
        content = Mapping()
        content.place, content.lines = Place(name, 1), {}
    if not isinstance(content, Mapping):
        raise ContentError(
            [Problem(Place(name, 1), "le fichier doit être une suite de « clé: valeur »", "voyez le README du dossier")]
        )
    return content


def read_table(path: Path, name: str) -> tuple[list[str], list[list[str]]]:
    """One CSV file (comma, UTF-8, header line; gzipped when it ends in `.gz`) as header and rows.

    Raises:
        ContentError: the file is missing or unreadable, or a row has not as many cells as the header.
    """
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise ContentError(
            [
                Problem(
                    Place(name, 1), f"tableau illisible : {error}", "il faut un CSV en UTF-8, séparé par des virgules"
                )
            ]
        ) from error
    if not rows:
        raise ContentError([Problem(Place(name, 1), "le tableau est vide", "il faut une ligne d’en-tête")])
    header, body = rows[0], rows[1:]
    problems = [
        Problem(
            Place(name, line),
            f"{len(row)} cellules au lieu de {len(header)}",
            "mettez entre guillemets les cellules qui contiennent une virgule",
        )
        for line, row in enumerate(body, 2)
        if len(row) != len(header)
    ]
    if problems:
        raise ContentError(problems)
    return header, body


def yaml_files(folder: Path) -> Iterable[tuple[Path, str]]:
    """The YAML files below a folder in a stable order, with the names used in messages.

    Raises:
        ContentError: the folder does not exist.
    """
    if not folder.is_dir():
        raise ContentError([Problem(Place(folder.name, 1), "ce dossier n’existe pas", "vérifiez le réglage du chemin")])
    for path in sorted(folder.rglob("*.yaml")):
        yield path, f"{folder.name}/{path.relative_to(folder).as_posix()}"
