"""What stands in the contents of a draft: a question, the examples."""

from collections.abc import Iterator
from typing import Any

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
