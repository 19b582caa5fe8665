"""One content put to sentences, in a process of its own: `python -m bot.workshop.trying`.

It reads a Task on its standard input, and writes a line of JSON for each step, then a Result.
"""

import os
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from bot.answering.intent import Example
from bot.assistant import Assistant
from bot.content.check import Report
from bot.dialogue.conversation import Conversation
from bot.examples import OFF_SUBJECT, Tried, try_example, try_off_subject
from bot.files.load import parse_yaml
from bot.message import Outcome, Reply
from bot.understanding.frame import Frame
from bot.workshop.advice import Advice, Adviser
from bot.workshop.checks import look_over, misread
from bot.written import ContentError, Place
from bot.written import Mapping as Written

MOST_MEMORY = 2 * 1024**3
"""Bytes of memory that it may take."""
NICE = 5
"""How much less of the processor it gets than what answers."""
MOST_ADVICE = 20
"""Examples that are not understood, of which it is told what would help."""
EVERY = 50
"""Sentences between two lines of progress."""

Origin = Literal["exemple", "hors_sujet", "journal"]


class Asked(Struct, frozen=True):
    """A message that somebody wrote."""

    text: str
    before: tuple[str, ...] = ()
    """What they had written before, in the same conversation."""
    times: int = 1
    """How often it was written."""


class Task(Struct, frozen=True):
    """What to try."""

    intents: str
    knowledge: str
    others: dict[str, str]
    """The other version of the files that differ: its examples are tried too."""
    messages: tuple[Asked, ...]
    known: dict[str, str]
    """What each placeholder of a page stands for."""
    advise: bool = False
    """Whether to tell what would help examples that are not understood."""
    most_seconds: int = 60
    """How long the processor may be at it; how busy the machine is otherwise has no part in that."""
    only_read: bool = False
    """Whether to stop once it is compiled."""
    packs: tuple[str, ...] = ()
    """The folders of published grants that are served beside."""
    without: tuple[str, ...] = ()
    """The subjects left out."""


class Meaning(Struct, frozen=True):
    """What a sentence got."""

    intent: str
    """Empty where no answer could be written."""
    title: str
    outcome: Outcome | Literal[""]
    entities: tuple[str, ...]
    """`commune:94080`; `-commune:94080` where it is kept out."""
    found: Any
    """The findings, records by their identifiers."""
    understood: bool
    """Whether it is what was asked, not what answers when nothing else does."""
    text: str
    sources: tuple[str, ...]
    next: tuple[str, ...]


class Got(Struct, frozen=True):
    """A sentence, and what it got."""

    origin: Origin
    text: str
    before: tuple[str, ...]
    times: int
    meaning: Meaning
    expected: str = ""
    """The intent of the example."""
    place: str = ""
    faults: tuple[str, ...] = ()
    """What differs from what the example expects, in French."""
    advice: Advice | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it the same sentence."""
        return (self.text, *self.before)


class Progress(Struct, frozen=True, tag="pas"):
    """How far it is."""

    done: int
    of: int


class Result(Struct, frozen=True, tag="fin"):
    """All that was tried."""

    report: Report
    compiled: bool
    got: tuple[Got, ...] = ()


def try_task(task: Task, progress: Callable[[int, int], None]) -> Result:
    """Look a content over, and put all the sentences to it."""
    folders = Path(task.intents), Path(task.knowledge)
    packs = tuple(map(Path, task.packs))
    if task.only_read:
        errors = misread(*folders, task.known, packs, task.without)
        return Result(Report(errors=errors), not errors)
    checked = look_over(*folders, task.known, packs, task.without)
    assistant = checked.assistant
    if assistant is None:
        return Result(checked.report, False)
    trying = _Trying(assistant, task.advise)
    got: dict[tuple[str, ...], Got] = {}
    for one in checked.tried:
        made = trying.example(one)
        got.setdefault(made.key, made)
    others, messages = list(_examples(task.others)), task.messages
    for intent, example in others:
        if _key(example) not in got:
            got[_key(example)] = trying.other(intent, example)
    for number, asked in enumerate(messages):
        if number % EVERY == 0:
            progress(number, len(messages))
        key = (asked.text, *asked.before)
        if key not in got:
            got[key] = trying.message(asked)
    progress(len(messages), len(messages))
    return Result(checked.report, True, tuple(got.values()))


class _Trying:
    def __init__(self, assistant: Assistant, advise: bool) -> None:
        self._assistant = assistant
        self._fallbacks = {*assistant.model.fallbacks.values()} - {assistant.model.fallbacks.get("lequel")}
        self._adviser = Adviser(assistant) if advise else None
        self._advised = 0

    def example(self, one: Tried) -> Got:
        """What an example got."""
        _, *before = _key(one.example)
        advice = None
        if one.faults and self._adviser is not None and self._advised < MOST_ADVICE:
            self._advised += 1
            advice = self._adviser.advise(one.example.say, one.intent, self._past(before))
        off = one.intent == OFF_SUBJECT
        return Got(
            origin="hors_sujet" if off else "exemple",
            text=one.example.say,
            before=tuple(before),
            times=1,
            meaning=self._meaning(one.reply, one.frames),
            expected="" if off else one.intent,
            place=str(one.example.place),
            faults=one.faults,
            advice=advice,
        )

    def other(self, intent: str, example: Example) -> Got:
        """What an example of the other version got."""
        known = self._assistant.model.intents.get(intent)
        if intent == OFF_SUBJECT:
            return self.example(try_off_subject(self._assistant, example))
        if known is not None:
            return self.example(try_example(self._assistant, known, example))
        text, *before = _key(example)
        turn = self._assistant.turn(text, self._past(before))
        fault = f"la question « {intent} » n’existe pas"
        return self.example(Tried(intent, example, turn.reply, (fault,), turn.frames))

    def message(self, asked: Asked) -> Got:
        """What a message got."""
        past = self._past(asked.before)
        try:
            turn = self._assistant.turn(asked.text, past)
        except Exception:
            return Got("journal", asked.text, asked.before, asked.times, self._meaning(None, ()))
        return Got("journal", asked.text, asked.before, asked.times, self._meaning(turn.reply, turn.frames))

    def _past(self, before: tuple[str, ...] | list[str]) -> Conversation:
        past = Conversation()
        for one in before:
            with suppress(Exception):
                _, past = self._assistant.answer(one, past)
        return past

    def _meaning(self, reply: Reply | None, frames: tuple[Frame, ...]) -> Meaning:
        if reply is None:
            return Meaning("", "", "", (), None, False, "", (), ())
        entities = {
            f"{'-' if entity.excluded else ''}{record.type.name}:{record.id}"
            for frame in frames
            for entity in frame.entities
            for record in entity.records
        }
        intent = self._assistant.model.intents.get(reply.intent or "")
        return Meaning(
            intent=reply.intent or "",
            title=intent.title if intent else "",
            outcome=reply.outcome,
            entities=tuple(sorted(entities)),
            found=_plain(reply.data),
            understood=reply.outcome != "out_of_scope" and reply.intent not in self._fallbacks,
            text=reply.text,
            sources=tuple(f"{source.title}, {source.locator}" for source in reply.sources),
            next=tuple(button.title for button in reply.buttons),
        )


def _plain(value: Any) -> Any:
    """Findings without the words for what they found."""
    if isinstance(value, dict):
        if "id" in value and "nom" in value:
            return f"{value.get('type', '')}:{value['id']}"
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _key(example: Example) -> tuple[str, ...]:
    before: Any = example.expect.get("apres") or ()
    return (example.say, *((before,) if isinstance(before, str) else map(str, before)))


def _examples(texts: dict[str, str]) -> Iterator[tuple[str, Example]]:
    """The examples of some files, each with its intent."""
    for name, text in texts.items():
        if not (name.startswith("intents/") and name.endswith(".yaml")):
            continue
        try:
            content = parse_yaml(text, name)
        except ContentError:
            continue
        intents = content.get("intents")
        for intent, written in intents.items() if isinstance(intents, Written) else ():
            examples = written.get("exemples") if isinstance(written, Written) else None
            for one in examples if isinstance(examples, list) else ():
                if isinstance(one, Written):
                    expect = {key: value for key, value in one.items() if key != "dit"}
                    yield str(intent), Example(str(one.get("dit", "")), expect, one.place)
                else:
                    yield str(intent), Example(str(one), {}, Place(name, written.place.line))
        for one in content.get("hors_sujet") or ():
            yield OFF_SUBJECT, Example(str(one), {}, Place(name, 1))


def main() -> None:
    """Do the task that the standard input holds."""
    # Answers come first, and a template that never ends must not take the machine with it.
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    encoder = msgspec.json.Encoder()

    def say(value: Progress | Result) -> None:
        sys.stdout.buffer.write(encoder.encode(value) + b"\n")
        sys.stdout.buffer.flush()

    task = msgspec.json.decode(sys.stdin.buffer.read(), type=Task)
    resource.setrlimit(resource.RLIMIT_CPU, (task.most_seconds, task.most_seconds + 1))
    say(try_task(task, lambda done, of: say(Progress(done, of))))


if __name__ == "__main__":
    main()
