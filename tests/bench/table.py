"""Tables of text: the first column to the left, figures to the right."""

from collections.abc import Iterable, Iterator, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table, the header first."""
    lines = [header, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for first, *others in lines:
        cells = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))]
        yield "  ".join(cells).rstrip()


def percent(share: float) -> str:
    """A share from 0 to 1, as French writes it: « 97,4 % »."""
    return f"{100 * share:.1f} %".replace(".", ",")


def decimal(number: float, digits: int = 2) -> str:
    """A number, as French writes it."""
    return f"{number:.{digits}f}".replace(".", ",")
