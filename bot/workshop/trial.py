"""A draft tried before it is published: what is wrong with it, and which answers change.

The content and the draft are each put to the same sentences, in two processes beside the server.
"""

import asyncio
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal, get_args

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bot.content.check import Report
from bot.french.agreement import count_of, join_words
from bot.promises import promises
from bot.settings import load
from bot.workshop.drafts import Draft
from bot.workshop.phrases import words_of
from bot.workshop.roots import Roots
from bot.workshop.trying import Asked, Got, Meaning, Progress, Result, Task
from bot.written import Problem

__all__ = ["Asked", "Change", "Kind", "Meaning", "Trial", "TrialError", "compare_contents", "try_out"]

MOST_MESSAGES = 2_000
"""Messages tried, at most."""
MOST_SECONDS = 60
"""How long a processor may be at each half of a trial: it takes four."""
PATIENCE = 10
"""How many times longer it may last on a machine that is busy."""
MOST_LINE = 64 * 1024 * 1024
"""Bytes of what a process tells at once."""

WORK = (sys.executable, "-m", "bot.workshop.trying")

Kind = Literal["perdue", "sens", "revoir", "mieux", "mots"]
"""Not understood any more; understood otherwise; answered otherwise than its example awaits; better; in other words."""
_TOLD = {
    "mieux": ("question mieux comprise", "questions mieux comprises"),
    "perdue": ("question n’est plus comprise", "questions ne sont plus comprises"),
    "sens": ("change de sens", "changent de sens"),
    "revoir": ("exemple attend l’ancienne réponse", "exemples attendent l’ancienne réponse"),
    "mots": ("réponse change de mots", "réponses changent de mots"),
}
_RANKS = {"": -1, "out_of_scope": 0, "clarify": 1}


class TrialError(Exception):
    """A draft that could not be tried; the message says why, in French."""


class Change(Struct, frozen=True):
    """A sentence that is answered otherwise."""

    kind: Kind
    old: Got
    new: Got

    @property
    def text(self) -> str:
        """The sentence."""
        return self.new.text

    @property
    def told(self) -> str:
        """What changes, in French."""
        return _told(self)


class Trial(Struct, frozen=True):
    """What would come of publishing a draft."""

    problems: tuple[Problem, ...]
    """Errors: it may not be published."""
    warnings: tuple[Problem, ...]
    """What the draft brings that is worth a look: warnings, and names of several things."""
    changes: tuple[Change, ...]
    """The gravest first."""
    failing: tuple[Got, ...]
    """Examples that do not get what they say, with what would help."""
    tried: int
    """Sentences."""
    summary: str
    """In French."""
    seconds: float

    def count(self, kind: Kind) -> int:
        """How many changes of a kind there are."""
        return sum(change.kind == kind for change in self.changes)


async def try_out(
    draft: Draft,
    messages: Iterable[Asked] = (),
    progress: Callable[[float], None] = lambda share: None,
    known: Mapping[str, str] | None = None,
    most_seconds: int = MOST_SECONDS,
) -> Trial:
    """Try a draft.

    Args:
        draft: over the content that answers now.
        messages: what people wrote; MOST_MESSAGES at most are tried.
        progress: gets a share from 0 to 1, now and then.
        known: what each placeholder of a page stands for; what the settings say by default.
        most_seconds: how long a processor may be at it.

    Raises:
        TrialError: it took too long, or failed.
        ContentError: a file cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="laureat-") as folder:
        new = await asyncio.to_thread(draft.write_all, Path(folder))
        base = {name: text for name, text in draft.base.items() if text is not None}
        return await compare_contents(
            draft.roots, new, base, dict(draft.changed), messages, progress, known, most_seconds
        )


async def compare_contents(
    old: Roots,
    new: Roots,
    old_texts: Mapping[str, str],
    new_texts: Mapping[str, str],
    messages: Iterable[Asked] = (),
    progress: Callable[[float], None] = lambda share: None,
    known: Mapping[str, str] | None = None,
    most_seconds: int = MOST_SECONDS,
) -> Trial:
    """Put the same sentences to two contents; the texts are those of the files that differ.

    Raises:
        TrialError: it took too long, or failed.
    """
    begun = time.monotonic()
    asked = _once(messages)
    filled = dict(promises(load()) if known is None else known)
    shares = [0.0, 0.0]

    def note(which: int) -> Callable[[float], None]:
        def noted(share: float) -> None:
            shares[which] = share
            progress(sum(shares) / 2)

        return noted

    tasks = [
        _served(Task(str(one.intents), str(one.knowledge), dict(others), asked, filled, advise, most_seconds))
        for one, others, advise in ((old, new_texts, False), (new, old_texts, True))
    ]
    runs = [asyncio.ensure_future(_run(task, note(which))) for which, task in enumerate(tasks)]
    try:
        async with asyncio.timeout(PATIENCE * most_seconds):
            before, after = await asyncio.gather(*runs)
    except TimeoutError:
        raise TrialError("L’essai dure trop longtemps : la machine est trop occupée. Recommencez plus tard.") from None
    finally:
        for run in runs:
            # A second time would take it from its process, which it is ending.
            if not run.cancelling():
                run.cancel()
        await asyncio.gather(*runs, return_exceptions=True)
    return _trial(before, after, time.monotonic() - begun)


async def examine(draft: Draft, known: Mapping[str, str]) -> Result:
    """What is wrong with a draft, and what its examples get.

    Args:
        draft: over the content that answers now.
        known: what each placeholder of a page stands for.

    Raises:
        TrialError: it took too long, or failed.
        ContentError: a file cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="laureat-") as folder:
        new = await asyncio.to_thread(draft.write_all, Path(folder))
        task = _served(Task(str(new.intents), str(new.knowledge), {}, (), dict(known)))
        try:
            async with asyncio.timeout(PATIENCE * MOST_SECONDS):
                return await _run(task, lambda share: None)
        except TimeoutError:
            raise TrialError("La vérification dure trop longtemps : la machine est trop occupée.") from None


def read_only(content: Roots, most_seconds: int = MOST_SECONDS) -> Report:
    """Only read and compile a content, in a process of its own: what is wrong with it.

    Raises:
        TrialError: it took too long, or failed.
    """
    known = promises(load())
    folders = str(content.intents), str(content.knowledge)
    task = _served(Task(*folders, {}, (), known, most_seconds=most_seconds, only_read=True))
    try:
        done = subprocess.run(  # noqa: S603 — this program
            WORK, input=msgspec.json.encode(task), capture_output=True, timeout=PATIENCE * most_seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise TrialError("Lire ce contenu prend trop longtemps : la machine est trop occupée.") from None
    if done.returncode:
        raise _stopped(done.stderr, done.returncode)
    return msgspec.json.decode(done.stdout, type=Result).report


def _served(task: Task) -> Task:
    """A task over a content, with the published grants that are served beside it and without the subjects left out."""
    settings = load()
    return replace(task, packs=tuple(map(str, settings.packs)), without=settings.without)


def _stopped(said: bytes, code: int | None) -> TrialError:
    if code == -signal.SIGXCPU:
        return TrialError(
            "L’essai ne finit pas : une réponse tourne peut-être sans fin (une boucle « {% for %} » ?). Retirez le "
            "dernier changement, puis recommencez."
        )
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return TrialError(f"L’essai s’est arrêté. Détail technique : {lines[-1] if lines else f'code {code}'}")


def _once(messages: Iterable[Asked]) -> tuple[Asked, ...]:
    """Each message once, however it is written."""
    found: dict[tuple[str, ...], Asked] = {}
    for one in messages:
        key = (words_of(one.text), *map(words_of, one.before))
        known = found.get(key)
        if known is not None:
            found[key] = msgspec.structs.replace(known, times=known.times + one.times)
        elif len(found) < MOST_MESSAGES:
            found[key] = one
    return tuple(found.values())


async def _run(task: Task, progress: Callable[[float], None]) -> Result:
    process = await asyncio.create_subprocess_exec(
        *WORK,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=MOST_LINE,
    )
    if not (process.stdin and process.stdout and process.stderr):
        raise TrialError("L’essai n’a pas pu commencer.")
    # What it says of a failure is read meanwhile: a full pipe would stop it.
    failing = asyncio.ensure_future(process.stderr.read())
    try:
        process.stdin.write(msgspec.json.encode(task))
        process.stdin.close()
        result: Result | None = None
        async for line in process.stdout:
            said = msgspec.json.decode(line, type=Progress | Result)
            if isinstance(said, Result):
                result = said
            else:
                progress(said.done / said.of if said.of else 1.0)
        await process.wait()
        if result is None:
            raise _stopped(await failing, process.returncode)
        return result
    finally:
        failing.cancel()
        if process.returncode is None:
            process.kill()
            await process.wait()


def _trial(before: Result, after: Result, seconds: float) -> Trial:
    if not after.compiled:
        found = count_of(len(after.report.errors), "erreur")
        summary = f"{found} à corriger d’abord : le robot ne peut pas lire ce brouillon"
        return Trial(after.report.errors, (), (), (), 0, summary, seconds)
    known = {(problem.what, problem.place.file) for problem in (*before.report.warnings, *before.report.remarks)}
    warnings = tuple(
        problem
        for problem in (*after.report.warnings, *after.report.remarks)
        if (problem.what, problem.place.file) not in known
    )
    old = {one.key: one for one in before.got}
    # Where the old content could not be read, there is nothing to compare with.
    pairs = [(old[new.key], new) for new in after.got if new.key in old] if before.compiled else []
    changes = [Change(kind, one, new) for one, new in pairs if (kind := _kind(one, new)) is not None]
    order = get_args(Kind)
    changes.sort(key=lambda change: (order.index(change.kind), -change.new.times))
    failing = tuple(one for one in after.got if one.faults)
    return Trial(
        problems=after.report.errors,
        warnings=warnings,
        changes=tuple(changes),
        failing=failing,
        tried=len(after.got),
        summary=_summary(after, changes, failing, len(warnings)),
        seconds=seconds,
    )


def _kind(old: Got, new: Got) -> Kind | None:
    """How a sentence is answered otherwise; None where it is not."""
    if new.origin != "journal" and bool(old.faults) != bool(new.faults):
        same = (old.meaning.intent, old.meaning.outcome) == (new.meaning.intent, new.meaning.outcome)
        return "mieux" if not new.faults else "revoir" if same and new.meaning.understood else "perdue"
    before, after = _rank(old.meaning), _rank(new.meaning)
    if new.origin == "journal" and before != after:
        return "mieux" if after > before else "perdue"
    if (old.meaning.text, old.meaning.sources) == (new.meaning.text, new.meaning.sources):
        return None
    return "sens" if _sense(old.meaning) != _sense(new.meaning) and (before or after) else "mots"


def _rank(meaning: Meaning) -> int:
    return _RANKS.get(meaning.outcome, 2) if meaning.understood else min(_RANKS.get(meaning.outcome, 0), 0)


def _sense(meaning: Meaning) -> object:
    return meaning.intent, meaning.outcome, meaning.entities, meaning.found


def _summary(after: Result, changes: list[Change], failing: tuple[Got, ...], warnings: int) -> str:
    counts = Counter(change.kind for change in changes)
    told = []
    for kind in ("mieux", "perdue", "sens", "revoir", "mots"):
        if counts[kind]:
            told.append(f"{counts[kind]} {_TOLD[kind][counts[kind] > 1]}")
    parts = [", ".join(told) or "aucune réponse ne change"]
    if failing:
        lacks = "ne donne pas ce qu’il doit" if len(failing) == 1 else "ne donnent pas ce qu’ils doivent"
        parts.append(f"{count_of(len(failing), 'exemple')} {lacks}")
    if after.report.errors:
        parts.append(f"{count_of(len(after.report.errors), 'erreur')} à corriger avant de publier")
    if warnings:
        parts.append(f"{count_of(warnings, 'avertissement')} à regarder")
    return " ; ".join(parts)


def _told(change: Change) -> str:
    old, new = change.old.meaning, change.new.meaning
    if change.kind == "revoir":
        return f"la question est comprise ; de son exemple, {change.new.faults[0]} : changez ce qu’il attend"
    if change.kind == "perdue" and old.intent == new.intent and change.new.faults:
        return change.new.faults[0]
    if change.kind == "mots":
        return "la réponse garde son sens et change de mots"
    if change.kind != "sens" or old.intent != new.intent or old.outcome != new.outcome:
        return f"{_named(old)} → {_named(new)}"
    gone = sorted({*old.entities} - {*new.entities})
    come = sorted({*new.entities} - {*old.entities})
    parts = [f"n’y voit plus {join_words(gone)}"] * bool(gone) + [f"y voit {join_words(come)}"] * bool(come)
    return join_words(parts) if parts else "la même question, mais d’autres résultats"


def _named(meaning: Meaning) -> str:
    if not meaning.outcome:
        return "la réponse ne peut pas être écrite"
    if not meaning.understood:
        return "non comprise" if meaning.outcome != "out_of_scope" else "refusée, hors sujet"
    back = ", qui demande une précision" if meaning.outcome == "clarify" else ""
    return f"« {meaning.title or meaning.intent} »{back}"
