"""How much each of several things got that a question names: « le sport ou la culture ? », « 2022 ou 2023 ? »."""

from collections.abc import Callable
from typing import Any, Protocol

from msgspec.structs import replace

from bot.dialogue.stating import REFERENCE
from bot.facts.records import Knowledge
from bot.findings.query import BODY, GRANT, YEARS, Findings, Measure, Query
from bot.grants.changes import two_years
from bot.grants.conditions import PLACE
from bot.grants.describing import Describing
from bot.grants.form import plain
from bot.grants.paging import LEAST, MOST
from bot.grants.selection import Selection
from bot.grants.sides import Side, beside, compared, crossed, each_year, named_sides, overlap, years_apart
from bot.understanding.frame import Frame

Asker = Callable[[Query, Frame, Selection, dict[str, Any]], Findings]


class Otherwise(Protocol):
    """What answers other questions."""

    def run(self, query: Query, frame: Frame) -> Findings:
        """What is found of a question."""

    def asker(self, ask: str) -> Asker:
        """What answers one kind of questions."""


OF_OBJECTS = "objet"
"""Where themes are read that say what for a body got something, not what it does (« l’équipement »)."""


class Comparing:
    """Compares beneficiaries, years, rubrics, themes, days."""

    def __init__(self, about: Describing, knowledge: Knowledge) -> None:
        self._about = about
        self._knowledge = knowledge
        read = (one for one in knowledge.of("objet") if one.values.get("dans") == OF_OBJECTS)
        self._for_what = {plain(name) for one in read for name in (one.name, *one.aliases)}

    def compare(
        self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any], otherwise: Otherwise
    ) -> Findings:
        """How much each of several things named got, the greatest first; what `otherwise` answers where they are no
        several, or are to be compared beside all others."""
        known = self._knowledge.records["annee"]
        values["annee_liste"] = each_year(frame, selection, known) or years_apart(values.get("annee_liste", ()), known)
        to_year = REFERENCE in frame.roles and [one.start >= 0 for one in frame.of(*YEARS)] == [True]
        if to_year and not compared(selection, values, self._knowledge.types[GRANT], frame):
            # « Le jazz ? — Par rapport à 2022 ? », « touche-t-il plus qu’en 2022 ? »
            values["annee_liste"] = [known[year] for year in map(str, two_years(frame, selection)) if year in known]
        values["croises"] = crossed(selection, values, values["annee_liste"])
        if values["croises"]:
            # « Compare la gare et les Charmes en 2022 et 2024 » is asked of both places, in each year.
            sides = named_sides(selection, {**values, "annee_liste": ()})
        else:
            sides = compared(selection, values, self._knowledge.types[GRANT], frame)
        if not sides:
            of_one = len(values.get("beneficiaire_liste", ())) == 1 and not MOST.isdisjoint(frame.concepts)
            return otherwise.asker(PLACE if of_one else "somme")(query, frame, selection, values)
        if (others := self._of_everyone(frame, sides)) is not None:
            return replace(otherwise.run(query, others), asked=others)
        values["cadre"] = beside(values, sides)
        if not any(count for _, _, count in sides):
            return self._about.nothing(selection, values)
        values |= {"ecart": sides[0][1] - sides[-1][1], "egalite": sides[0][1] == sides[-1][1]}
        values["se_recoupent"] = overlap(sides, values["n_argent"])
        # « Laquelle a eu le moins ? »
        values["cotes"] = sides = sides if LEAST.isdisjoint(frame.concepts) else sides[::-1]
        listed = tuple(record for record, _, _ in sides if record.source)
        measure = Measure(None, GRANT, tuple((record, cents) for record, cents, _ in sides))
        return self._about.found("comparaison", selection, values, listed=listed, focus=listed, measure=measure)

    def _of_everyone(self, frame: Frame, sides: list[Side]) -> Frame | None:
        """The same question without the one spoken of before, where what is compared is what bodies do, of which that
        one does not all (« le Tennis club ? — Compare le foot et le tennis »)."""
        left = [one for one in frame.entities if one.kind != BODY or one.start >= 0 or one.excluded]
        doing = all(record.type.narrows and plain(record.name) not in self._for_what for record, _, _ in sides)
        nothing = any(not count for _, _, count in sides)
        apart = len(left) < len(frame.entities) and all(record.type.name not in YEARS for record, _, _ in sides)
        return frame.with_entities(tuple(left)) if apart and doing and nothing else None
