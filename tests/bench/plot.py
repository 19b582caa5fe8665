"""The curves of answers and refusals, drawn."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from tests.bench.curve import Judged, at, curve
from tests.bench.table import decimal

ROOT = Path(__file__).parents[2]
FOLDER = "build/bench"
COLOURS = ("0.6", "black", "tab:blue", "tab:orange")
LEAST_COVERAGE, LEAST_PRECISION = 0.4, 0.7
"""Where the axes of the first drawing begin."""


def draw(groups: Mapping[str, Sequence[Judged]], thresholds: Mapping[str, float]) -> Iterator[str]:
    """Draw the groups of messages and the thresholds of some of them, as SVG and PNG; the files below the checkout."""
    figure = Figure(figsize=(12, 5), layout="constrained")
    precision, shares = figure.subplots(1, 2)
    _precision(precision, groups, thresholds)
    _shares(shares, groups, thresholds)
    (ROOT / FOLDER).mkdir(parents=True, exist_ok=True)
    # Without a date, and with names that do not change: the same figures make the same file.
    with rc_context({"svg.hashsalt": "laureat"}):
        for name, metadata in (("rejection.svg", {"Date": None}), ("rejection.png", {})):
            figure.savefig(ROOT / FOLDER / name, metadata=metadata, dpi=150)
            yield f"{FOLDER}/{name}"


def _precision(axes: Axes, groups: Mapping[str, Sequence[Judged]], thresholds: Mapping[str, float]) -> None:
    for (name, judged), colour in zip(groups.items(), COLOURS, strict=True):
        points = curve(judged)
        axes.plot([one.coverage for one in points], [one.precision for one in points], color=colour, label=name)
        if name in thresholds:
            now = at(judged, thresholds[name], thresholds[name])
            axes.plot(
                now.coverage, now.precision, "o", color=colour, label=f"{name}, seuil de {decimal(thresholds[name])}"
            )
    axes.set(xlabel="couverture", ylabel="précision", xlim=(LEAST_COVERAGE, 1), ylim=(LEAST_PRECISION, 1.005))
    axes.set_title("Précision selon la couverture")
    _finish(axes)


def _shares(axes: Axes, groups: Mapping[str, Sequence[Judged]], thresholds: Mapping[str, float]) -> None:
    for (name, judged), colour in zip(groups.items(), COLOURS, strict=True):
        if name in thresholds:
            points = curve(judged)
            levels = [one.threshold for one in points]
            axes.plot(levels, [one.coverage for one in points], color=colour, label=f"{name}, réponses justes")
            axes.plot(
                levels, [one.accepted for one in points], "--", color=colour, label=f"{name}, hors sujet acceptés"
            )
            axes.axvline(thresholds[name], color=colour, linewidth=0.8, linestyle=":")
    axes.set(xlabel="seuil", ylabel="part des messages", xlim=(0, 1), ylim=(0, 1.005))
    axes.set_title("Ce que le seuil laisse passer")
    _finish(axes)


def _finish(axes: Axes) -> None:
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))
    axes.grid(alpha=0.3)
    axes.legend(fontsize="small")
