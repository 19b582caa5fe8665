"""What every answer says of the lines that a question is about, whatever it asks of them."""

from collections.abc import Sequence
from typing import Any

from bot.facts.records import Knowledge, Record
from bot.findings.query import BODY, YEARS, Findings
from bot.french.agreement import count_of
from bot.grants.conditions import condition_of, years_asked
from bot.grants.counting import count_lines, few_lines
from bot.grants.persons import is_aid_to_people
from bot.grants.records import source_of
from bot.grants.selection import ACT, ALL, BOUNDS, LINE, MEASURE, NIL, Condition, Selection
from bot.grants.served import Pack
from bot.grants.sides import sides_apart
from bot.grants.told import days_told
from bot.understanding.frame import Frame

BROAD = (*YEARS, "sorte", "attribuant", "jeu")
"""Types of what says too little for the rest of a question to be left out."""
APART = ("beneficiaire", "rubrique", "objet")
"""Types of what is told by itself where no line is of all that is named."""
NOBODY = "999999999999"
"""A number that no beneficiary has."""
MOST_OBJECTS = 5
"""Of what one got money for, how many are told."""
MOST_LOCATED = 8
"""Lines that a source names; of more, their number."""


class Describing:
    """Says what lines are, and makes findings about them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def data(self, pack: Pack) -> Record:
        """The publication that a pack is of."""
        return self._knowledge.records["jeu"][pack.digest]

    def described(self, frame: Frame, selection: Selection) -> dict[str, Any]:
        """What is named, how many lines there are of each kind, and of which years and days."""
        named: dict[str, list[Record]] = {}
        for entity in frame.entities:
            if not entity.excluded:
                # A decision, or several values at once, are said as a column says them, and are not read off words.
                told = any(str(record.values.get("dans")).startswith((ACT, ALL)) for record in entity.records)
                told = told or entity.kind in (MEASURE, NIL)
                kind = "rubrique" if told else self._knowledge.root(entity.kind)
                # The others are told beside the first.
                first = (one for one in entity.records if entity.kind != MEASURE or one.rang == selection.measure)
                named.setdefault(f"{kind}_liste", []).extend(first)
        counts = count_lines(selection)
        years, known = counts["annees"], selection.pack.summary.years
        return {
            **counts,
            "en_nature": selection.in_kind,
            "mesure_dite": selection.measure is not None,
            **named,
            "premiere": min(years, default=None),
            "derniere": max(years, default=None),
            "jeu": self.data(selection.pack),
            "exclus": [record for entity in frame.entities if entity.excluded for record in entity.records],
            "annees_connues": known or (None, None),
            "hors_annees": known is not None and any(not known[0] <= one <= known[1] for one in years_asked(selection)),
            "bornes": [(one.field, one.euros) for one in selection.conditions if one.field in BOUNDS],
            "jours": days_told(selection),
            "jours_verses": selection.pack.summary.days == "paid_from",
            "jours_dits": selection.pack.summary.days is not None,
            "jours_exclus": frame.apart,
            # « Ravalements de façade »: of what people got no object is kept.
            "aux_particuliers": bool(selection.pack.unnamed)
            and any(is_aid_to_people(record.name) for record in named.get("objet_liste", ())),
            # What is asked of a year or of a sort of beneficiaries is still asked of all that they got.
            "contraintes": [entity for entity in frame.entities if entity.kind not in BROAD] or frame.dates,
        }

    def found(self, case: str, selection: Selection, values: dict[str, Any], **more: Any) -> Findings:
        """Findings with the lines behind them.

        Args:
            case: of the answer.
            selection: the lines that the question is about.
            values: what is said of them.
            more: what else is found; `of` tells of how many of the lines or of the bodies that is: where the `rows` or
                those `listed` are that many, the lines behind are theirs alone.
        """
        rows: list[Record] = more.pop("rows", [])
        exact = selection
        if more.pop("of", 0) == len(listed := rows or more.get("listed", ())):
            exact = _of_rows(rows, selection) if rows else _of_bodies(listed, selection)
        total = values["total"] if exact is selection else exact.ask("count(*)")[0][0]
        among = None if exact is selection else selection.path()
        if rows and len(rows) == total <= MOST_LOCATED:
            told = sorted((row.fichier, row.ligne) for row in rows)
            sources = tuple(source_of(selection.pack, f"{file}, ligne {line}") for file, line in told)
        else:
            sources = (source_of(selection.pack, count_of(total, "ligne") if total else "toutes les lignes"),)
        return Findings(case, rows, values, sources=sources, lines=exact.path(), among=among, **more)

    def lacking(self, frame: Frame, pack: Pack, other: Pack) -> Findings:
        """That the publication of the years that are asked about tells nothing of a body of another one."""
        bodies = tuple(record for one in frame.of(BODY) for record in one.records)
        theirs = Selection(pack, (condition_of(bodies[0]),)) if len(bodies) == 1 else None
        none = Selection(other, (Condition("beneficiaire", (NOBODY,)),))
        values = {**self.described(frame, none), "a_part": [], "ailleurs": []}
        if theirs is not None:
            values["ailleurs"] = count_lines(theirs)["par_annee"]
        return self.found("aucune", none, values, focus=bodies)

    def nothing(self, selection: Selection, values: dict[str, Any]) -> Findings:
        """No line fits: what those named have got otherwise."""
        kept = tuple(one for one in selection.conditions if one.field == "beneficiaire")
        named = [record for kind in APART for record in values.get(f"{kind}_liste", ())]
        values |= {"ailleurs": [], "a_part": sides_apart(selection, named)}
        if kept and not selection.in_kind:
            values["ailleurs"] = count_lines(selection._replace(conditions=kept))["par_annee"]
        if values.get("objet_liste"):
            values["leurs_objets"] = _objects(selection)
        who, case = tuple(values.get("beneficiaire_liste", ())), "hors_annees" if values["hors_annees"] else "aucune"
        return self.found(case, selection, values, focus=who)


def _objects(selection: Selection) -> list[tuple[str, int]]:
    """What the one who is named, if few lines are theirs, got money for in those years, with the cents, most first."""
    kept = tuple(one for one in selection.conditions if one.field in ("beneficiaire", "annee"))
    found: dict[str, int] = {}
    for line in few_lines(selection._replace(conditions=kept)) or ():
        if line.object and line.status == "accordée" and line.nature != "nature":
            found[line.object] = found.get(line.object, 0) + (line.cents or 0)
    return sorted(found.items(), key=lambda one: -one[1])[:MOST_OBJECTS]


def _of_rows(rows: Sequence[Record], selection: Selection) -> Selection:
    """The lines that are told one by one; all of them where files are called alike."""
    numbers = {name: number for number, name in selection.pack.summary.files.items()}
    if len(numbers) < len(selection.pack.summary.files):
        return selection
    return selection.only(LINE, [f"{numbers[row.fichier]}-{row.ligne}" for row in rows])


def _of_bodies(listed: Sequence[Record], selection: Selection) -> Selection:
    """The lines of those that are told."""
    numbers = [selection.pack.number(record.id) for record in listed]
    return selection.only("beneficiaire", [str(number) for number in numbers if number is not None])
