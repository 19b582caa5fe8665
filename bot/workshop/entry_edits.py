"""A record changed or added in the files of a draft, value by value; what does not change keeps its very letters."""

import csv
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.facts.build import is_identifier
from bot.facts.records import Attribute, Type
from bot.files.load import parse_table
from bot.workshop import table_text, yaml_text
from bot.workshop.drafts import Draft, is_formula
from bot.workshop.entries import DOCUMENT, Entries, Entry, Kind, is_plain
from bot.workshop.roots import refused
from bot.written import ContentError, Place

MOST_LETTERS = 10_000
"""Of one value."""
MOST_NAMING = 60
"""Letters of an identifier."""
MOST_PLACE = 300
"""Letters of where to look in a document."""
_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")

Values = Mapping[str, Sequence[str]]
"""The texts of `nom`, `alias` and the attributes, as an `Entry` has them: records by identifier, none if empty."""


def change_entry(draft: Draft, entry: Entry, values: Values, source: Mapping[str, str]) -> str:
    """Have a record hold other values; the file that changes.

    Args:
        draft: the content.
        entry: the record as it is now.
        values: what it is to hold; what is not named stays.
        source: its own, `document` and `lieu`; empty to have that of its type, or to have none told.

    Raises:
        ContentError: a value or the source will not do, or is written in a way that only people can change.
    """
    entries, name = Entries(draft), entry.at.file
    wanted = _checked(entries, entry.type, entry.at, values)
    changes = {
        key: texts for key, texts in wanted.items() if texts != _tidied(entry.type, key, entry.values.get(key, ()))
    }
    _check_source(entries, entry.type.name, entry.at, source)
    text = draft.read(name)
    if entry.place is None:
        for key, texts in changes.items():
            text = table_text.put_cell(text, name, entry.id, key, _cell(entry.at, texts))
    else:
        path = (entry.type.name, entry.place)
        for key, texts in changes.items():
            text = _put(text, entry, path, key, texts)
        text = _put_source(text, entry, path, source)
    draft.write(name, text)
    return name


def add_entry(draft: Draft, kind: str, identifier: str, values: Values, source: Mapping[str, str]) -> str:
    """Have one more record; the file that changes. The arguments are those of `change_entry`."""
    entries, identifier = Entries(draft), identifier.strip()
    declared = entries.kinds.get(kind)
    if declared is None or declared.packed:
        raise refused("knowledge", f"aucune fiche « {kind} » ne peut être ajoutée ici", "choisissez un autre type")
    same = [one for one in entries if (one.type.name, one.id) == (kind, identifier)]
    if same:
        what = f"l’identifiant « {identifier} » est déjà celui de « {same[0].name} »"
        raise _refused(same[0].at, what, "choisissez-en un autre")
    name = declared.table or _usual_file(entries, declared)
    at = Place(name, 1)
    if not is_identifier(identifier) or len(identifier) > MOST_NAMING or not identifier[0].isalnum():
        remedy = "commencez par une lettre ou un chiffre, sans accent, puis « _ », « - » et « . » aussi"
        raise refused(name, f"« {identifier} » ne peut pas être un identifiant", remedy)
    wanted = {
        key: texts
        for key, texts in _checked(
            entries, declared.type, at, {**dict.fromkeys(("nom", *declared.type.required), ()), **values}
        ).items()
        if texts
    }
    _check_source(entries, kind, at, source)
    if declared.table:
        draft.write(name, _row_added(draft.read(name), name, identifier, wanted))
        return name
    written: dict[str, Any] = {"id": identifier}
    for key, texts in wanted.items():
        written[key] = list(texts) if _is_list(declared.type, key) else _plain(declared.type, key, texts[0])
    if source:
        written["source"] = dict(source)
    draft.write(name, yaml_text.append(draft.read(name), name, (kind,), written))
    return name


def _refused(at: Place, what: str, remedy: str) -> ContentError:
    return refused(at.file, what, remedy, at.line)


def _usual_file(entries: Entries, kind: Kind) -> str:
    """Where a type is declared, or else where all its entries are."""
    files = [one.at.file for one in entries if one.type.name == kind.type.name]
    return kind.file if kind.file in files or not files else files[-1]


def _is_list(kind: Type, key: str) -> bool:
    return key == "alias" or (key in kind.attributes and kind.attributes[key].many)


def _plain(kind: Type, key: str, text: str) -> str | int:
    return int(text) if key in kind.attributes and kind.attributes[key].kind == "nombre" else text


def _tidied(kind: Type, key: str, texts: Sequence[str]) -> tuple[str, ...]:
    attribute = kind.attributes.get(key)
    if attribute is not None and attribute.kind == "nombre":
        # « 1 000 000 » is how numbers are written.
        closed = ["".join(text.split()) for text in texts]
        texts = [one if _NUMBER.fullmatch(one) else text for one, text in zip(closed, texts, strict=True)]
    of_lines = attribute is not None and attribute.kind == "texte" and not attribute.many
    tidied = (text.replace("\r\n", "\n").strip() if of_lines else " ".join(text.split()) for text in texts)
    return tuple(dict.fromkeys(text for text in tidied if text))


def _checked(entries: Entries, kind: Type, at: Place, values: Values) -> dict[str, tuple[str, ...]]:
    """The values as they are written, each of its kind."""
    checked = {
        key: _tidied(kind, key, texts) for key, texts in values.items() if key in ("nom", "alias", *kind.attributes)
    }
    for key in ("nom", *kind.required):
        if key in checked and not checked[key]:
            what = "une fiche a un nom" if key == "nom" else f"« {key} » est vide, et les réponses le disent"
            raise _refused(at, what, "écrivez ce que dit la source")
    for key, texts in checked.items():
        for text in texts:
            if len(text) > MOST_LETTERS:
                raise _refused(at, f"« {key} » est trop long", f"{MOST_LETTERS} caractères au plus")
            if any(unicodedata.category(one) == "Cc" and one != "\n" for one in text):
                raise _refused(at, f"« {key} » contient un caractère de commande", "retirez-le, ou mettez une espace")
            if key in kind.attributes:
                _check(entries, kind.attributes[key], at, text)
    return checked


def _check(entries: Entries, attribute: Attribute, at: Place, text: str) -> None:
    if attribute.kind == "nombre" and not _NUMBER.fullmatch(text):
        what = f"« {attribute.name} » : « {text} » n’est pas un nombre entier"
        raise _refused(at, what, "écrivez-le en chiffres, sans espace")
    if attribute.kind == "date":
        try:
            date.fromisoformat(text if _DATE.fullmatch(text) else "")
        except ValueError:
            what = f"« {attribute.name} » : « {text} » n’est pas une date"
            raise _refused(at, what, "écrivez-la comme 2018-11-27") from None
    if not is_plain(attribute.kind) and text not in {one.id for one in entries.of(attribute.kind)}:
        what = f"« {attribute.name} » : « {text} » n’est l’identifiant d’aucune fiche « {attribute.kind} »"
        raise _refused(at, what, "choisissez dans la liste")


def _check_source(entries: Entries, kind: str, at: Place, source: Mapping[str, str]) -> None:
    if not source and (entries.kinds[kind].source is not None or kind == DOCUMENT):
        return
    known = {one.id for one in entries.of(DOCUMENT)}
    if (
        source.get("document") not in known
        or len(source.get("lieu", "")) > MOST_PLACE
        or not source.get("lieu", "").strip()
    ):
        what = "chaque fiche dit d’où elle vient"
        raise _refused(at, what, "choisissez un document, et écrivez à quel endroit de ce document regarder")


def _put(text: str, entry: Entry, path: yaml_text.Path, key: str, texts: tuple[str, ...]) -> str:
    """The text with other texts under a key of an entry."""
    known, file, whole = entry.values.get(key, ()), entry.at.file, (*path, key)
    before = [one for one in ("nom", "alias", *entry.type.attributes) if one in entry.values]
    if not _is_list(entry.type, key):
        if not texts:
            return yaml_text.drop(text, file, whole)
        return yaml_text.put(text, file, whole, _plain(entry.type, key, texts[0]), after=before[-1])
    kept = [one for one in _tidied(entry.type, key, known) if one in texts]
    if known and not kept:
        text = yaml_text.drop(text, file, whole)
    elif known:
        for place in reversed(range(len(known))):
            if " ".join(known[place].split()) not in kept:
                text = yaml_text.drop(text, file, (*whole, place))
    for one in texts:
        if one not in kept:
            text = yaml_text.append(text, file, whole, one, after="nom" if key == "alias" else before[-1])
    return text


def _put_source(text: str, entry: Entry, path: yaml_text.Path, source: Mapping[str, str]) -> str:
    file, whole = entry.at.file, (*path, "source")
    if dict(source) == dict(entry.source):
        return text
    if not source:
        return yaml_text.drop(text, file, whole)
    if not entry.source:
        return yaml_text.put(text, file, whole, dict(source))
    for key, value in source.items():
        text = yaml_text.put(text, file, (*whole, key), value)
    return text


def _cell(at: Place, texts: Sequence[str]) -> str:
    """Several values as one cell."""
    for text in texts:
        if "|" in text:
            what = "une valeur ne peut pas contenir « | », qui en sépare plusieurs"
            raise _refused(at, what, "retirez ce signe")
        if is_formula(text):
            what = f"« {text[:40]} » serait une formule dans un tableur"
            raise _refused(at, what, f"retirez le « {text[0]} » du début")
    return "|".join(" ".join(text.split()) for text in texts)


def _row_added(text: str, file: str, identifier: str, values: Mapping[str, tuple[str, ...]]) -> str:
    header, _ = parse_table(text, file)
    at = Place(file, 1)
    cells = {"id": identifier, **{key: _cell(at, texts) for key, texts in values.items()}}
    absent = [key for key in cells if key not in header]
    if absent:
        remedy = f"ajoutez « ,{absent[0]} » à la première ligne, et une virgule à la fin des autres"
        raise _refused(at, f"ce tableau n’a pas de colonne « {absent[0]} »", remedy)
    line_end = "\r\n" if "\r\n" in text else "\n"
    written = io.StringIO()
    csv.writer(written, lineterminator=line_end).writerow([cells.get(key, "") for key in header])
    return text + ("" if text.endswith("\n") else line_end) + written.getvalue()
