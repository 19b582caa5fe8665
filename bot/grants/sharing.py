"""The lines of a file judged: by this process, or, of a long file, by several that take its batches in turn.

Which process takes which batch depends on the file alone, so that the same file always makes the same pack.
"""

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from bot.grants.judging import Aside, Judge, Nobody, Totals
from bot.grants.pieces import Layout, Pieces
from bot.grants.reading.table import Misread, Row

BATCH = 2_000
"""Lines judged at one go."""
LONG = 20_000_000
"""Bytes from which a file is worth starting processes for: each takes a second to begin."""
MOST_WORKERS = 4

Batch = list[Row | Misread]


class Task(Struct, frozen=True):
    """How the lines of one file are judged, and where they go."""

    folder: Path
    layout: Layout
    file: int
    sample: list[list[str]]
    year: int | None


class Told(NamedTuple):
    """What became of a batch."""

    read: int
    kept: int
    unsafe: list[int]
    """Lines whose cells are shifted, or cannot be told apart."""
    sums: list[tuple[int, Nobody | None]]
    """Cents of grants in a row, and what is nobody's after them; `None` at the end."""


class Judged(Struct):
    """What became of the lines of a file so far."""

    read: int = 0
    kept: int = 0
    unsafe: list[int] = []


def judge_lines(task: Task, rows: Iterable[Row | Misread], size: int, judged: Judged) -> Iterator[None]:
    """Judge and write every line of a file of so many bytes, noting what became of them; pauses after each batch."""
    left = iter(rows)
    batches = iter(lambda: list(islice(left, BATCH)), [])
    workers = min(len(os.sched_getaffinity(0)), MOST_WORKERS)
    totals = Totals()
    with Pieces(task.folder, f"{task.file:04}", task.layout) as pieces:
        told = _alone(task, batches, pieces) if size < LONG or workers < 2 else _shared(task, batches, workers)
        for one in told:
            if one is not None:
                judged.read += one.read
                judged.kept += one.kept
                judged.unsafe += one.unsafe
                for cents, nobody in one.sums:
                    totals.add(cents)
                    if nobody is not None:
                        pieces.set_aside(task.file, totals.settle(nobody))
            yield


def _alone(task: Task, batches: Iterator[Batch], pieces: Pieces) -> Iterator[Told]:
    judge = _judge(task)
    return (_judged(task.file, judge, batch, pieces) for batch in batches)


def _judge(task: Task) -> Judge:
    return Judge(task.file, task.layout.sources[task.file].columns, task.sample, task.year)


def _shared(task: Task, batches: Iterator[Batch], workers: int) -> Iterator[Told | None]:
    """The same in several processes; what became of the batches is told at the end, in their order."""
    # What runs here has threads, which a copy of it would not have.
    context = multiprocessing.get_context("spawn")
    with ExitStack() as stack:
        ends: list[Connection] = []
        for number in range(workers):
            own, other = context.Pipe()
            process = context.Process(target=_work, args=(other, task, f"{task.file:04}-{number}"), daemon=True)
            process.start()
            other.close()
            stack.callback(process.join)
            # A process whose end is closed has no more to do.
            stack.callback(own.close)
            ends.append(own)
        number = 0
        for number, batch in enumerate(batches, 1):
            ends[(number - 1) % workers].send(batch)
            yield None
        for end in ends:
            end.send([])
        told: list[list[Told]] = [end.recv() for end in ends]
        yield from (told[place % workers][place // workers] for place in range(number))


def _work(end: Connection, task: Task, name: str) -> None:
    """Judge the batches that come, until an empty one."""
    judge = _judge(task)
    told: list[Told] = []
    try:
        with Pieces(task.folder, name, task.layout) as pieces:
            while batch := end.recv():
                told.append(_judged(task.file, judge, batch, pieces))
        end.send(told)
    except EOFError:
        # The file was refused.
        pass


def _judged(file: int, judge: Judge, batch: Sequence[Row | Misread], pieces: Pieces) -> Told:
    kept = cents = 0
    unsafe: list[int] = []
    sums: list[tuple[int, Nobody | None]] = []
    for row in batch:
        if isinstance(row, Misread):
            unsafe.append(row.line)
            pieces.set_aside(file, Aside(row.line, "mal_lue", row.why))
            continue
        judged = judge.judge(row.line, row.cells)
        if isinstance(judged, Nobody):
            sums.append((cents, judged))
            cents = 0
        elif isinstance(judged, Aside):
            if judged.why == "decalee":
                unsafe.append(judged.line)
            pieces.set_aside(file, judged)
        else:
            kept += 1
            cents += judged.cents or 0
            pieces.add(judged, row.cells)
    return Told(len(batch), kept, unsafe, [*sums, (cents, None)])
