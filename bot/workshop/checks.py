"""Everything that is wrong with a content: what `laureat check` tells, and a trial of a draft."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from bot.assistant import Assistant
from bot.content.check import Report, check
from bot.content.model import load_model
from bot.content.pages import read_pages
from bot.dialogue.conversation import Conversation
from bot.examples import Tried, try_all
from bot.grants.description import unfinished
from bot.store.memory import MemoryStore
from bot.written import ContentError, Problem


class Checked(NamedTuple):
    """A content looked over."""

    report: Report
    assistant: Assistant | None
    """None where errors keep it from answering: nothing but them was looked for."""
    tried: tuple[Tried, ...] = ()
    """Every example."""


def look_over(
    intents: Path,
    knowledge: Path,
    known: Mapping[str, str],
    packs: Sequence[Path] = (),
    without: Collection[str] = (),
) -> Checked:
    """Compile a content, try its examples, and say what is wrong.

    Args:
        intents: a folder.
        knowledge: the other one.
        known: what each placeholder of a page stands for (`bot.promises`).
        packs: the folders of published grants that are served beside.
        without: the subjects left out.
    """
    misread: list[Problem] = []
    of_pages: tuple[Problem, ...] = ()
    try:
        of_pages = read_pages(knowledge, known).warnings
    except ContentError as error:
        misread = error.problems
    try:
        assistant = Assistant(load_model(intents, knowledge, packs, without=without), MemoryStore())
    except ContentError as error:
        return Checked(Report(errors=_in_order(misread, error.problems)), None)
    tried = try_all(assistant)
    found = check(assistant.model, [(one.example.say, frame) for one in tried for frame in one.frames])
    unanswered = [
        Problem(one.example.place, f"« {one.example.say} » : {one.faults[0]}", "corrigez le modèle de réponse")
        for one in tried
        if one.reply is None
    ]
    report = Report(
        _in_order(misread, unanswered, found.errors),
        _in_order(found.warnings, _dead_ends(assistant), of_pages, chain.from_iterable(map(unfinished, packs))),
        found.remarks,
    )
    return Checked(report, assistant, tuple(tried))


def misread(
    intents: Path,
    knowledge: Path,
    known: Mapping[str, str],
    packs: Sequence[Path] = (),
    without: Collection[str] = (),
) -> tuple[Problem, ...]:
    """Only what keeps a content from being read."""
    problems: list[Problem] = []
    for read in (lambda: read_pages(knowledge, known), lambda: load_model(intents, knowledge, packs, without=without)):
        try:
            read()
        except ContentError as error:
            problems += error.problems
    return _in_order(problems)


def _in_order(*found: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(chain(*found), key=lambda problem: problem.place))


def _dead_ends(assistant: Assistant) -> Iterator[Problem]:
    """Next questions that the bot proposes and declines."""
    for intent in assistant.model.intents.values():
        before = next((example.say for example in intent.examples), "")
        _, past = assistant.answer(before, Conversation())
        for question in intent.next:
            if "{" not in question and assistant.answer(question, past)[0].outcome == "out_of_scope":
                yield Problem(
                    intent.place,
                    f"« {intent.id} » propose « {question} », que le robot décline",
                    "changez cette suite, ou ajoutez une règle qui la comprend",
                )
