"""Days and months that a question names, as an address says them, in SQL and in French.

An address writes them as ISO 8601 does, what is not said left out: `2022-12-16`, `2022-12`, `--12-16`, `--12`; from one
to another, `--01/--03`.
"""

import re

from bot.french.agreement import day_text
from bot.french.numbers import DayMonth

FIELD = "jour"
CENTURY = 2000
"""That of a year of two digits."""
_WRITTEN = re.compile(r"(?:(\d{4})|-)-(0[1-9]|1[0-2])(?:-(\d{2}))?")
TO = "/"
"""Between the first and the last of some days."""
LAST = 31
"""The last day that a month may have."""


def written(said: DayMonth) -> str:
    """How an address says a day or a month."""
    year = said.year if said.year is None or said.year >= 100 else CENTURY + said.year
    return f"{'-' if year is None else f'{year:04}'}-{said.month:02}" + ("" if said.day is None else f"-{said.day:02}")


def written_span(first: DayMonth, last: DayMonth) -> str | None:
    """How an address says all days from one to another; `None` where the last does not come after the first."""
    year = first.year if last.year is None else last.year
    begin = written(first._replace(year=year if first.year is None else first.year))
    end = written(last._replace(year=year))
    return f"{begin}{TO}{end}" if _number(begin, 1) < _number(end, LAST) else None


def months(first: int, last: int) -> str:
    """How an address says all days of some months in a row."""
    return f"--{first:02}{TO}--{last:02}"


def is_written(value: str) -> bool:
    """Whether an address may say this."""
    ends = value.split(TO)
    return len(ends) <= 2 and all(map(_WRITTEN.fullmatch, ends))


def sql(value: str, column: str) -> tuple[str, list[object]]:
    """The condition that the dates of a column be that day, or of that month, or between those, with its values."""
    begin, _, end = value.partition(TO)
    if end:
        year = f"10000 * year({column}) + " if _parts(end)[0] else ""
        when = f"{year}100 * month({column}) + day({column})"
        return f"{when} BETWEEN ? AND ?", [_number(begin, 1), _number(end, LAST)]
    said = [(part, number) for part, number in zip(("year", "month", "day"), _parts(value), strict=True) if number]
    return " AND ".join(f"{part}({column}) = ?" for part, _ in said), [number for _, number in said]


def told(value: str) -> str:
    """« 16 décembre 2022 », « décembre », « de janvier à mars »."""
    begin, _, end = value.partition(TO)
    if not end:
        return day_text(*_parts(value))
    of, to = ("du", "au") if _parts(begin)[2] else ("de", "à")
    return f"{of} {day_text(*_parts(begin))} {to} {day_text(*_parts(end))}"


def _number(value: str, day: int) -> int:
    """A day as a number that orders it; `day` is that of a month alone."""
    year, month, said = _parts(value)
    return 10_000 * (year or 0) + 100 * month + (said or day)


def _parts(value: str) -> tuple[int | None, int, int | None]:
    """Year, month and day."""
    found = _WRITTEN.fullmatch(value)
    if found is None:
        raise ValueError(value)
    year, month, day = (None if part is None else int(part) for part in found.groups())
    return year, month or 1, day
