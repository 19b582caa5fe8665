"""Days and months that a question names, as an address says them, in SQL and in French.

An address writes them as ISO 8601 does, what is not said left out: `2022-12-16`, `2022-12`, `--12-16`, `--12`.
"""

import re

from bot.french.agreement import day_text
from bot.french.numbers import DayMonth

FIELD = "jour"
CENTURY = 2000
"""That of a year of two digits."""
_WRITTEN = re.compile(r"(?:(\d{4})|-)-(0[1-9]|1[0-2])(?:-(\d{2}))?")


def written(said: DayMonth) -> str:
    """How an address says a day or a month."""
    year = said.year if said.year is None or said.year >= 100 else CENTURY + said.year
    return f"{'-' if year is None else f'{year:04}'}-{said.month:02}" + ("" if said.day is None else f"-{said.day:02}")


def is_written(value: str) -> bool:
    """Whether an address may say this."""
    return _WRITTEN.fullmatch(value) is not None


def sql(value: str, column: str) -> tuple[str, list[object]]:
    """The condition that the dates of a column be that day, or of that month, with its values."""
    said = [(part, number) for part, number in zip(("year", "month", "day"), _parts(value), strict=True) if number]
    return " AND ".join(f"{part}({column}) = ?" for part, _ in said), [number for _, number in said]


def told(value: str) -> str:
    """« 16 décembre 2022 », « décembre »."""
    return day_text(*_parts(value))


def _parts(value: str) -> tuple[int | None, int, int | None]:
    """Year, month and day."""
    found = _WRITTEN.fullmatch(value)
    if found is None:
        raise ValueError(value)
    year, month, day = (None if part is None else int(part) for part in found.groups())
    return year, month or 1, day
