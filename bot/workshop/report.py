"""The report of `laureat test` as one HTML page, with its charts; nothing in it comes from elsewhere."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment

from bot.examples import Tried
from bot.french.agreement import count_of, number_text
from bot.pictures.bars import draw_bars
from bot.pictures.canvas import written
from bot.understanding.rules import Rule
from bot.workshop.measures import Mistaken, Noisy

MOST_BARS = 30
"""Questions drawn, those of most examples first."""


def write_report(
    tried: Sequence[Tried], confusion: Sequence[Mistaken], unused: Sequence[Rule], noise: Sequence[Noisy]
) -> str:
    """The page.

    Args:
        tried: every example.
        confusion: those that are taken for another question.
        unused: the rules that no example uses.
        noise: what noise does to them; empty where it was not tried.
    """
    counts: dict[str, list[int]] = {}
    for one in tried:
        both = counts.setdefault(one.intent.removesuffix(":"), [0, 0])
        both[0] += 1
        both[1] += not one.faults
    examples = Counter({intent: total for intent, (total, _) in counts.items()}).most_common(MOST_BARS)
    charts = {"examples": _bars(examples, "Exemples par question", "exemples")}
    mixed = [one for one in noise if one.kind == "toutes mêlées"]
    if mixed:
        shares = [(count_of(one.level, "opération"), round(100 * one.right / max(one.tried, 1))) for one in mixed]
        charts["noise"] = _bars(shares, "Part d’exemples justes, toutes fautes mêlées", "%")
    # Sentences of examples are shown as they are written, whatever they hold.
    template = Environment(autoescape=True).from_string(Path(__file__).with_name("report.html").read_text("utf-8"))
    return template.render(
        tried=tried,
        failing=[one for one in tried if one.faults],
        counts=counts,
        confusion=confusion,
        unused=unused,
        noise=noise,
        charts=charts,
        percent=lambda part, whole: f"{100 * part / whole:.1f} %".replace(".", ",") if whole else "",
    )


def _bars(sizes: Sequence[tuple[str, int]], title: str, unit: str) -> str:
    told = ", ".join(f"{name} : {number_text(size)}" for name, size in sizes)

    def tell(name: str, size: int) -> str:
        return f"{name} : {number_text(size)} {unit}"

    return written(draw_bars(sizes, title, told, str, tell, number_text, "")).decode("utf-8").partition("?>")[2]
