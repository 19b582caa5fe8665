"""The lines of beneficiaries that have few, as the index of names holds them: what one got is read at one go.

The engine of the sums takes ten times as long to plan a query as to read so few lines. They stand in blocks, those of
some beneficiaries in a row, packed: as many bytes as the engine takes for them.
"""

import datetime
import zlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import msgspec

FEW = 100
"""Lines of a beneficiary up to which they are told of one by one."""
BLOCK = 1 << 14
"""Bytes from which a block is full, before it is packed."""


class Line(NamedTuple):
    """What is told of one line."""

    file: int
    line: int
    beneficiary: int
    year: int | None
    cents: int | None
    object: str | None
    decision: str | None
    date: datetime.date | None
    nature: str | None
    status: str
    notes: list[str]
    paid_from: datetime.date | None
    paid_to: datetime.date | None
    share: float | None = None
    """Of the whole amount; packs of before tell none."""


_block = msgspec.json.Decoder(dict[int, msgspec.Raw])
_lines = msgspec.json.Decoder(list[Line])


def pack_lines(lines: Iterable[Line]) -> Iterator[tuple[int, bytes]]:
    """The blocks, each with the number of its first beneficiary; the lines come by beneficiary, in order."""
    block: dict[int, msgspec.Raw] = {}
    size = 0
    for beneficiary, theirs in groupby(lines, attrgetter("beneficiary")):
        told = list(theirs)
        if len(told) > FEW:
            continue
        block[beneficiary] = msgspec.Raw(msgspec.json.encode(told))
        size += len(block[beneficiary])
        if size >= BLOCK:
            yield _packed(block)
            block, size = {}, 0
    if block:
        yield _packed(block)


def _packed(block: dict[int, msgspec.Raw]) -> tuple[int, bytes]:
    return min(block), zlib.compress(msgspec.json.encode(block), 9)


def unpack_lines(block: bytes, beneficiary: int) -> list[Line] | None:
    """The lines of a beneficiary in a block, as they came; `None` where it has none there."""
    told = _block.decode(zlib.decompress(block)).get(beneficiary)
    return None if told is None else _lines.decode(told)
