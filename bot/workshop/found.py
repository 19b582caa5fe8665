"""What stands in the contents of a draft: a question, a record, the examples."""

from collections.abc import Iterator
from typing import Any

from bot.content.load import parse_table
from bot.workshop.drafts import Draft
from bot.workshop.roots import refused
from bot.written import Mapping as Written
from bot.written import nearest


def find_intent(draft: Draft, intent: str) -> tuple[str, Written]:
    """The file of an intent, and what it holds.

    Raises:
        ContentError: no file has it.
    """
    known: list[str] = []
    for name, content in draft.contents("intents"):
        if intent in keys_of(content.get("intents")):
            return name, content
        known += keys_of(content.get("intents"))
    near = nearest(intent, known)
    remedy = f"vouliez-vous dire « {near} » ?" if near else "vérifiez son nom, ou ajoutez-la"
    raise refused("intents", f"aucune question ne s’appelle « {intent} »", remedy)


def find_record(draft: Draft, kind: str, id: str) -> tuple[str, int | None]:
    """The file of a record, and its place in the list of its type there; None in a table.

    Raises:
        ContentError: there is no such record, or it cannot be changed.
    """
    tables: list[tuple[str, str]] = []
    for name, content in draft.contents("knowledge"):
        for place, record in enumerate(items_of(content.get(kind))):
            if isinstance(record, Written) and str(record.get("id")) == id:
                return name, place
        types = content.get("types")
        declared = types.get(kind) if isinstance(types, Written) else None
        if isinstance(declared, Written) and "table" in declared:
            tables.append((name, f"{name.rpartition('/')[0]}/{declared['table']}"))
    for _, table in tables:
        if table.endswith(".gz"):
            what = "ce répertoire est comprimé, et ne se change pas ici"
            raise refused(table, what, "demandez à la personne qui installe Lauréat")
        header, rows = parse_table(draft.read(table), table)
        if any(row[header.index("id")] == id for row in rows if "id" in header):
            return table, None
    raise refused("knowledge", f"aucune fiche « {kind} » ne s’appelle « {id} »", "vérifiez son identifiant")


def examples_of(draft: Draft) -> Iterator[tuple[str, str, list[str]]]:
    """Each example, with its intent, and with what is said before."""
    for _, content in draft.contents("intents"):
        intents = content.get("intents")
        for intent, written in intents.items() if isinstance(intents, Written) else ():
            for example in items_of(written.get("exemples")) if isinstance(written, Written) else ():
                if isinstance(example, Written):
                    yield intent, str(example.get("dit", "")), texts_of(example.get("apres"))
                else:
                    yield intent, str(example), []


def keys_of(value: object) -> list[str]:
    """The names that a mapping gives; none where it is no mapping."""
    return list(value) if isinstance(value, Written) else []


def items_of(value: object) -> list[Any]:
    """What is one thing or a list, as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def texts_of(value: object) -> list[str]:
    """The same, each as text."""
    return [str(one) for one in items_of(value)]
