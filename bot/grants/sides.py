"""What each of several things that a question names got: beneficiaries, years, rubrics, days."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from bot.facts.records import Record, Type
from bot.findings.query import VALUE
from bot.grants import days
from bot.grants.conditions import condition_of
from bot.grants.counting import count_lines
from bot.grants.selection import MEASURE, Condition, Selection
from bot.understanding.frame import Entity, Frame

COMPARED = ("beneficiaire", "annee", "rubrique", "objet", "nature", "attribuant")
"""Types of which several that are named are compared, the likeliest to be meant first."""
EACH_YEAR = "annee_mot"
"""The concept of words that ask of each year."""
BETWEEN_YEARS = "entre."
"""How the identifiers of the years between two begin."""
PAIR = 2
"""Things that are compared, whichever stood together."""
TOGETHER = "ensemble"
"""The value of a record made of several that are said side by side."""
Side = tuple[Record, int, int]
"""A thing with its cents and its grants."""


def named_sides(selection: Selection, values: Mapping[str, Any]) -> list[Side]:
    """Of several things named, the greatest first."""
    named: dict[str, dict[Record, Condition]] = {}
    for kind in COMPARED:
        for record in values.get(f"{kind}_liste", ()):
            named.setdefault(condition_of(record).field, {})[record] = condition_of(record)
    # « Les associations de la culture » are of one sector and of one kind: nothing to compare.
    field, compared = next(((name, ones) for name, ones in named.items() if len(ones) > 1), ("", {}))
    others = selection.without(field)
    return _greatest([(record, *_counted(others.having(own))) for record, own in compared.items()])


def overlap(sides: Sequence[Side], grants: int) -> bool:
    """Whether some of so many grants count for several values that are named, of a column of which they say several."""
    return all(one.type.name == VALUE for one, _, _ in sides) and sum(count for _, _, count in sides) > grants > 0


def crossed(
    selection: Selection, values: Mapping[str, Any], years: Sequence[Record]
) -> list[tuple[Record, list[Side]]]:
    """Each of several things named with what it got in each of several years (« le judo en 2024, le rugby en 2023 »);
    nothing where but one of either is named."""
    sides = named_sides(selection, {**values, "annee_liste": ()}) if len(years) > 1 else []
    return [
        (record, [(year, *_counted(_of(selection, record, year))) for year in sorted(years, key=lambda one: one.id)])
        for record, _, _ in sides
    ]


def _of(selection: Selection, *records: Record) -> Selection:
    """The lines of some things, instead of those that are named with them."""
    own = [condition_of(record) for record in records]
    return selection.without(*(one.field for one in own)).having(*own)


def compared(selection: Selection, values: Mapping[str, Any], kind: Type, frame: Frame) -> list[Side]:
    """All that a question compares, the greatest first; days are records of a type without a source."""
    return (
        named_sides(selection, values)
        or _sides_of_days(selection, kind)
        or _sides_of_kinds(selection, values, kind, frame)
    )


def _sides_of_kinds(selection: Selection, values: Mapping[str, Any], kind: Type, frame: Frame) -> list[Side]:
    """Of things of several kinds that no line is of together (« le club a-t-il eu plus que le foot ? »); those said
    side by side are one (« le judo Bressuire ou le club argentonnais ? »)."""
    named = [record for kind in COMPARED if kind != "annee" for record in values.get(f"{kind}_liste", ())]
    sides = [] if values["total"] else sides_apart(selection, named)
    said = [one for one in frame.entities if one.start >= 0 and one.kind in COMPARED and one.kind != "annee"]
    together: list[list[Entity]] = []
    for before, one in pairwise((None, *sorted(said, key=lambda one: one.start))):
        if one is not None and before is not None and (one.of or one.start - before.end <= 1):
            together[-1].append(one)
        elif one is not None:
            together.append([one])
    if len(together) == len(said) or len(sides) != len(said):
        # « Et en 2024 ? » does not tell which of three stood together.
        return _greatest(sides) if said or len(sides) == PAIR else []
    conditions = [[condition_of(entity.records[0]) for entity in side] for side in together]
    others = selection.without(*(one.field for side in conditions for one in side))
    called = [_called_together(side, kind) for side in together]
    counted = [_counted(others.having(*own)) for own in conditions]
    return _greatest([(record, *own) for record, own in zip(called, counted, strict=True)])


def _called_together(side: Sequence[Entity], kind: Type) -> Record:
    """What is said side by side, as one record: of a type without a source, where it is of several."""
    first, *more = [one.records[0] for one in side]
    if not more:
        return first
    name = ", ".join(one.name for one in (first, *more))
    return Record(kind, name, name, (), {TOGETHER: (first, *more)}, None, first.place)


def _sides_of_days(selection: Selection, kind: Type) -> list[Side]:
    """Of several days or months, each as a record of a type without a source."""
    told = [value for one in selection.conditions if one.field == days.FIELD for value in one.values]
    others = selection.without(days.FIELD)
    if len(told) == 1:
        return []
    return _greatest(
        [
            (
                Record(kind, day, days.told(day), (), {}, None, selection.pack.place),
                *_counted(others.having(Condition(days.FIELD, (day,)))),
            )
            for day in told
        ]
    )


def years_apart(years: Iterable[Record], known: Mapping[str, Record]) -> list[Record]:
    """Years, those that a period is between each by itself: « l’écart entre 2021 et 2023 » is of both."""
    apart: list[Record] = []
    for one in years:
        between = one.type.name == "periode" and (one.a - one.de == 1 or one.id.startswith(BETWEEN_YEARS))
        span = (one.de, one.a) if between else ()
        pair = [known[str(year)] for year in span if str(year) in known]
        apart += pair if len(pair) == len(span) > 0 else [one]
    return apart


def each_year(frame: Frame, selection: Selection, known: Mapping[str, Record]) -> list[Record]:
    """The years in which there are grants, where each is asked about (« compare le sport et la culture par année »)."""
    if EACH_YEAR not in frame.concepts:
        return []
    return [known[str(year)] for (year,) in selection.ask("DISTINCT year") if str(year) in known]


def sides_apart(selection: Selection, records: Sequence[Record]) -> list[Side]:
    """Of several things that no line is of together, in the order in which they are named."""
    conditions = {record: condition_of(record) for record in dict.fromkeys(records)}
    fields = {one.field for one in conditions.values()}
    others = selection.without(*fields)
    return [(record, *_counted(others.having(one))) for record, one in conditions.items()] if len(fields) > 1 else []


def whole(selection: Selection) -> tuple[int, int]:
    """The cents and the grants of all there is in the years that are asked about; of a body, of all like its own."""
    if any(one.field == "beneficiaire" and not one.excluded for one in selection.conditions):
        # « Quelle part de la culture l’opéra représente-t-il ? »
        return _counted(selection.without("beneficiaire"))
    # « Quelle part a été payée en 2023 ? » is asked of what was granted.
    years = tuple(one for one in selection.conditions if one.field == "annee")
    beyond_years = len(selection.without(MEASURE).conditions) > len(years)
    told = tuple(one for one in selection.conditions if one.field == MEASURE) if beyond_years else ()
    return _counted(selection._replace(conditions=(*years, *told)))


def beyond(selection: Selection, cents: int, field: str) -> Selection:
    """The lines of all other bodies, bounded to those that got more, or less, than some cents, or as many."""
    others = (one._replace(excluded=True) for one in selection.conditions if one.field == "beneficiaire")
    return selection.without("beneficiaire").having(*others, bound(field, cents))


def bound(field: str, cents: int) -> Condition:
    """What an amount in cents bounds."""
    euros, rest = divmod(cents, 100)
    return Condition(field, (f"{euros}.{rest:02}" if rest else str(euros),))


def beside(values: Mapping[str, Any], sides: Iterable[Side]) -> list[Record]:
    """What those that are compared are all of (« compare 2022 et 2024 pour la culture »)."""
    told = {one for record, _, _ in sides for one in (record, *record.values.get(TOGETHER, ()))}
    named = (one for kind in COMPARED if kind != "annee" for one in values.get(f"{kind}_liste", ()))
    return [record for record in named if record not in told]


def _greatest(sides: Sequence[Side]) -> list[Side]:
    return sorted(sides, key=lambda side: -side[1])


def _counted(selection: Selection) -> tuple[int, int]:
    counts = count_lines(selection)
    return counts["somme"], counts["n_argent"]
