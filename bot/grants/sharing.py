"""The lines of a file judged: by this process, or, of a long file, by several that take its batches in turn.

Each batch is written to a piece of its own, so that the same file makes the same pack, whoever judged it.
"""

import gc
import marshal
import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import islice
from multiprocessing.connection import Connection
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from bot.grants.aside import Aside, Nobody, Totals
from bot.grants.judging import Grant, Judge
from bot.grants.pieces import Layout, Piece
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
    totals, sums = Totals(), Piece(task.layout)
    for one in _alone(task, batches) if size < LONG or workers < 2 else _shared(task, batches, workers):
        if one is not None:
            judged.read += one.read
            judged.kept += one.kept
            judged.unsafe += one.unsafe
            for cents, nobody in one.sums:
                totals.add(cents)
                if nobody is not None:
                    sums.set_aside(task.file, totals.settle(nobody))
        yield
    sums.write(task.folder, f"{task.file:04}-sums")


def _alone(task: Task, batches: Iterator[Batch]) -> Iterator[Told]:
    judge = _judge(task)
    return (_judged(task, judge, number, batch) for number, batch in enumerate(batches))


def _judge(task: Task) -> Judge:
    return Judge(task.file, task.layout.sources[task.file].columns, task.sample, task.year)


def _shared(task: Task, batches: Iterator[Batch], workers: int) -> Iterator[Told | None]:
    """The same in several processes; what became of the batches is told at the end, in their order."""
    # What runs here has threads, which a copy of it would not have.
    context = multiprocessing.get_context("spawn")
    with ExitStack() as stack:
        ends: list[Connection] = []
        for _ in range(workers):
            own, other = context.Pipe()
            process = context.Process(target=_work, args=(other, task), daemon=True)
            process.start()
            other.close()
            stack.callback(process.join)
            # A process whose end is closed has no more to do.
            stack.callback(own.close)
            ends.append(own)
        for number, batch in enumerate(batches):
            ends[number % workers].send_bytes(marshal.dumps((number, [(*row,) for row in batch])))
            yield None
        for end in ends:
            end.send_bytes(b"")
        told: list[tuple[int, Told]] = [one for end in ends for one in end.recv()]
        yield from (one for _, one in sorted(told, key=itemgetter(0)))


def _work(end: Connection, task: Task) -> None:
    """Judge the batches that come, until an empty one."""
    # Nothing here goes round in circles, and to look for it among all that is remembered takes a third of the time.
    gc.disable()
    judge = _judge(task)
    told: list[tuple[int, Told]] = []
    try:
        for data in _received(end):
            number, batch = marshal.loads(data)  # noqa: S302 — it comes from our own process
            rows = [Row(*row) if len(row) == len(Row._fields) else Misread(*row) for row in batch]
            told.append((number, _judged(task, judge, number, rows)))
        end.send(told)
    except EOFError:
        # The file was refused.
        pass


def _received(end: Connection) -> Iterator[bytes]:
    """What comes until what is empty, each taken while the one before is worked at: who sends it does not wait."""
    with ThreadPoolExecutor(1) as ahead:
        coming = ahead.submit(end.recv_bytes)
        while data := coming.result():
            coming = ahead.submit(end.recv_bytes)
            yield data


def _judged(task: Task, judge: Judge, number: int, batch: Sequence[Row | Misread]) -> Told:
    """Judge a batch and write what it holds."""
    piece = Piece(task.layout)
    kept = cents = 0
    unsafe: list[int] = []
    sums: list[tuple[int, Nobody | None]] = []
    for row in batch:
        if isinstance(row, Misread):
            unsafe.append(row.line)
            piece.set_aside(task.file, Aside(row.line, "mal_lue", row.why))
            continue
        judged = judge.judge(row.line, row.cells)
        if isinstance(judged, Grant):
            kept += 1
            cents += judged.cents or 0
            piece.add(judged, row.cells)
        elif isinstance(judged, Nobody):
            sums.append((cents, judged))
            cents = 0
        else:
            if judged.why == "decalee":
                unsafe.append(judged.line)
            piece.set_aside(task.file, judged)
    piece.write(task.folder, f"{task.file:04}-{number:09}")
    return Told(len(batch), kept, unsafe, [*sums, (cents, None)])
