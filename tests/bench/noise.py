"""How much noise the bot understands: every example of the content, damaged in each way at each level."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.assistant import Assistant
from bot.examples import Tried, try_example
from bot.french.noise import KINDS, Kind
from tests.bench.examples import damaged, examples
from tests.bench.table import percent, table

LEVELS = range(1, 5)
VARIANTS = 3
SHOWN = 12
"""Wrong replies quoted."""

Row = tuple[str, tuple[Kind, ...]]


@dataclass(frozen=True, slots=True)
class Cell:
    """What came of the examples under one noise."""

    tried: tuple[Tried, ...]

    @property
    def wrong(self) -> list[Tried]:
        """Those answered otherwise than the example expects; a refusal or a question back is not wrong."""
        return [one for one in self.tried if one.faults and one.reply is not None and one.reply.outcome == "answered"]

    def __str__(self) -> str:
        right = sum(not one.faults for one in self.tried) / len(self.tried)
        return f"{percent(right)} ({percent(len(self.wrong) / len(self.tried))})"


def report(assistant: Assistant) -> Iterator[str]:
    """The table, then some of the wrong replies, those to the least noise first."""
    asked = examples(assistant.model)

    def cell(level: int, kinds: tuple[Kind, ...]) -> Cell:
        return Cell(
            tuple(
                try_example(assistant, intent, damaged(example, level, variant, kinds))
                for intent, example in asked
                for variant in range(VARIANTS if level else 1)
            )
        )

    clean = cell(0, KINDS)
    rows: list[Row] = [*((kind.name, (kind,)) for kind in KINDS), ("toutes mêlées", KINDS)]
    cells = [[cell(level, kinds) for level in LEVELS] for _, kinds in rows]
    yield f"{len(asked)} exemples, {VARIANTS} variantes : part de réponses justes (et de réponses fausses)"
    yield f"Les autres : refus, ou question posée en retour. Sans bruit : {clean}"
    header = ("opérations par phrase", *map(str, LEVELS))
    yield from table(header, [(name, *map(str, line)) for (name, _), line in zip(rows, cells, strict=True)])
    # Each mistake once, where the least noise makes it.
    mistakes: dict[tuple[str, ...], str] = {}
    for one in (one for column in ([clean], *zip(*cells, strict=True)) for cell in column for one in cell.wrong):
        mistakes.setdefault((one.intent, *one.faults), one.example.say)
    yield f"Réponses fausses, {min(SHOWN, len(mistakes))} sur {len(mistakes)} :"
    for (_, *faults), said in list(mistakes.items())[:SHOWN]:
        yield f"  « {said} » → {' ; '.join(faults)}"
