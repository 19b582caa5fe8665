"""Published grants as parts of a model: what they add to what is known, to what is understood, to what answers."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.answering.templates import Templates
from bot.facts.build import Builder
from bot.facts.records import Knowledge
from bot.findings.query import GRANT
from bot.grants.calling import Beneficiaries
from bot.grants.charts import Charts
from bot.grants.counting import BODY, count_lines
from bot.grants.engine import GrantsEngine
from bot.grants.giving import Beside, Givers, OtherGivers
from bot.grants.lines import pieces
from bot.grants.records import add_records
from bot.grants.said_whole import SaidWhole
from bot.grants.selection import Condition, Selection, parse
from bot.grants.served import Pack
from bot.understanding.register import Register
from bot.written import Mapping as Written


class Published:
    """The packs of some folders that `laureat import` made."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Raises ContentError where a folder has no pack, or one that is not to be used."""
        self.packs: Mapping[str, Pack] = {pack.digest: pack for pack in map(Pack, folders)}

    def lines(self, digest: str, query: str) -> Iterator[str] | None:
        """The published lines that an address names, as CSV, piece by piece; `None` where it names none."""
        pack = self.packs.get(digest)
        selection = None if pack is None else parse(pack, query)
        return None if selection is None else pieces(selection)

    def warm(self) -> None:
        """Do once what the first question about each pack would otherwise pay for: all the lines, and a few."""
        for pack in self.packs.values():
            for conditions in ((), (Condition(BODY, ("1",)),)):
                count_lines(Selection(pack, conditions))

    def add_records(self, builder: Builder, content: Written) -> None:
        """Add the records of what they tell, beside the grants and the beneficiaries, which stay in the packs.

        `content` is the file that says how they are called.
        """
        add_records(builder, tuple(self.packs.values()), content)

    def registers(self, known: Knowledge) -> list[Register]:
        """What finds the names of beneficiaries in messages, and what grants are said to be for; who gives those of the
        only publication, called by what they are, too."""
        found: list[Register] = [
            register
            for pack in self.packs.values()
            for register in (Beneficiaries(pack, known.types[Beneficiaries.kind]), SaidWhole(pack, known))
        ]
        if len(self.packs) > 1:
            return found
        givers = [kind(pack, known) for pack in self.packs.values() for kind in (Givers, OtherGivers)]
        return [*givers, *(Beside(register, givers) for register in found)]

    def engines(self, known: Knowledge) -> dict[str, GrantsEngine]:
        """What runs the queries about grants, by the type of the rows."""
        return {GRANT: GrantsEngine(self.packs, known)}

    def drawers(self, known: Knowledge, templates: Templates) -> dict[str, Charts]:
        """What draws pictures of grants, by the type of the rows."""
        return {GRANT: Charts(self.packs, known, templates)}
