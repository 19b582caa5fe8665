"""Messages that people wrote, from a file: one a line, or a JSON object a line as the journal exports them."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

import msgspec

from bot.message import MAX_LENGTH
from bot.workshop.trying import Asked


class _Line(msgspec.Struct):
    text: str
    before: tuple[str, ...] = ()
    times: int = 1


_line = msgspec.json.Decoder(_Line)


def read_messages(lines: Iterable[str]) -> Iterator[Asked]:
    """The messages of some lines; an empty line is none."""
    for line in lines:
        said = line.strip()
        if said.startswith("{"):
            with suppress(msgspec.DecodeError):
                found = _line.decode(said)
                yield Asked(found.text[:MAX_LENGTH], found.before, found.times)
                continue
        if said:
            yield Asked(said[:MAX_LENGTH])
