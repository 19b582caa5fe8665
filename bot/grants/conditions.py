"""What a question constrains: frame → conditions on lines."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.dialogue.lifting import EUROS
from bot.dialogue.stating import MOST_ASKED
from bot.facts.records import Record
from bot.findings.query import BODY, PART, YEARS
from bot.grants import days
from bot.grants.selection import ACT, ALL, BOUNDS, EXACT, MEASURE, NIL, PAID, Condition, Selection
from bot.grants.themes import BESIDE_A_THEME, as_said, narrowed, with_what_it_is_of
from bot.understanding.frame import NONE, POINTS, TURNED, Comparison, Entity, Frame
from bot.understanding.roles import BETWEEN

if TYPE_CHECKING:
    from bot.grants.served import Pack

TIMES_AS_MUCH = ("hausses_fois", "baisses_fois")
"""Queries whose number tells how many times as much."""
MOVING = ("hausses", "hausses_part", "baisses", "baisses_part", *TIMES_AS_MUCH, "stables")
"""Queries of whose sums moved."""
RANKING = ("plus", "moins", "groupes", "groupes_moins", "premiers_de_chaque", *MOVING)
"""Queries that a number may tell how many to rank."""
COMPARING = "comparaison"
BEYOND, BELOW, ALIKE = "depassent", "suivent", "egalent"
"""The queries for those that got more than one that is named, for those who come after it, and who got as much."""
PLACE = "place"
"""The query for the place that one has among others."""
AMONG_OTHERS = (BEYOND, BELOW, ALIKE, PLACE)
KIND = "sorte"
"""The type of kinds of bodies."""
PUBLISHED = "donnees"
LEAST_CALLED = 2
"""Columns of which values are called alike, from which one is to be meant."""
OF_ALL = ("fideles", "premiers_par_annee")
"""Queries that are never of the one that was spoken of."""
YEARLY = ("annees", *OF_ALL)
"""Queries that ask of several years, whichever was spoken of."""
OFTEN, OFTEN_IN_A_YEAR = "souvent", "souvent_dans_l_annee"
"""The queries whose number is that of grants, not of euros."""
HOW_MANY_GRANTS = frozenset(("nombre_d_aides", "moins_d_aides"))
"""Concepts of words that rank by the number of grants."""
AT_LEAST = ">="
SEVERAL: Comparison = (AT_LEAST, 2)
"""How many grants several are."""
_READ_IN = {"objet": "intitule", "nom": "denomination", **{one: one for one in (BESIDE_A_THEME, ACT)}}
"""Where a reading looks, if not everywhere, with the field that it constrains."""
_OPERATORS = {operator: field for field, operator in BOUNDS.items()}
MOST_TIMES = 30
"""The greatest number that more likely counts grants than euros, where no word says which."""
NESTED = 1.25
"""Most values of a column with which each of another goes, on average, for them to tell the same."""
WHOLE = ("jeu", "colonne", "groupe", "chaque", "siege")
"""Types of what a question is about that constrains no line."""


def years_asked(selection: Selection) -> list[int]:
    """The years that are asked about."""
    return _years_of(selection, excluded=False)


def years_left_out(selection: Selection) -> list[int]:
    """Those that are left out (« en 2024 mais pas en 2022 »)."""
    return _years_of(selection, excluded=True)


def _years_of(selection: Selection, excluded: bool) -> list[int]:
    told = (one for one in selection.conditions if one.field == "annee" and one.excluded == excluded)
    return [int(value) for one in told for value in one.values]


def select(frame: Frame, pack: "Pack", ask: str) -> tuple[Frame, Selection]:
    """A question with the lines that it is about; where it turns to something of which no line is told with what was
    spoken of before, it is of that alone (« le rugby de Nevers ? — Et le foot ? »)."""
    meant = tuple(_of_one_column(one, pack) for one in frame.entities)
    frame = narrowed(frame if meant == frame.entities else frame.with_entities(meant), pack)
    frame = _of_two_days(frame) if ask == COMPARING else frame
    # « Les trois premiers en 2023 ? — Année par année ? », « Pour la culture ? — Quelles années avez-vous ? »
    carried = [one for one in frame.entities if one.start < 0 and one.kind not in WHOLE]
    years = [one for one in carried if one.kind in YEARS]
    # « De 2022 à 2024 ? — En quelle année le plus ? »
    one_year = len(years) == 1 and len(list(fields_of(years[0].records[0]))) == 1
    left = [one for one in carried if ask == PUBLISHED or (ask in YEARLY and one_year and one in years)]
    # « Qui a le plus ? — Toujours le même en tête ? » asks it of all, not of the first.
    left += [one for one in carried if ask in OF_ALL and one.kind == BODY and not one.excluded]
    # « Et en 2021 ? — Aucune donnée. — Combien de plus que le judo ? »
    left += [one for one in years if ask == COMPARING and not _is_held(one, pack)]
    # « Qui a eu plus que le judo en 2022 ? — Et en 2023 ? »
    turned = ask in AMONG_OTHERS and (frame.who or frame.target) and any(one.start >= 0 for one in frame.of(*YEARS))
    left += years if turned else []
    left += _turned_from(frame, carried, ask)
    left += _nested_in_said(frame, carried, pack)
    if left:
        frame = frame.with_entities(tuple(one for one in frame.entities if one not in left))
    selection = Selection(pack, tuple(conditions(frame, ask)))
    if frame.dates and not days_of(frame):
        # Which days are meant is not understood: no line is of them.
        return frame, selection
    if (some := _of_those_that_are(frame, selection)) is not frame:
        return some, Selection(pack, tuple(conditions(some, ask)))
    if (exactly := _of_amount(frame, selection)) is not None:
        return frame, exactly
    # « Le minibus du club de foot »
    if (of_both := narrowed(frame, pack, looked_for=True)) is not frame:
        return of_both, Selection(pack, tuple(conditions(of_both, ask)))
    if _calls_one_what_another_is(selection):
        frame = frame.with_entities(tuple(one for one in frame.entities if _READ_IN["nom"] not in _fields(one)))
        return frame, selection.without(_READ_IN["nom"])
    if (loosely := selection.loosely()) and not selection.any and loosely.any:
        return frame, loosely
    if not selection.any and (bare := _without_what_they_are(frame)) is not frame:
        return bare, Selection(pack, tuple(conditions(bare, ask)))
    if not selection.any and (whole := with_what_it_is_of(frame, pack)) is not frame:
        found = Selection(pack, tuple(conditions(whole, ask)))
        if found.any:
            return whole, found
    if not selection.any and (literal := as_said(frame, pack)) is not frame:
        found = Selection(pack, tuple(conditions(literal, ask)))
        if found.any:
            return literal, found
    if not selection.any and (still := _turned_from_a_thing(frame, pack)) is not frame:
        return still, Selection(pack, tuple(conditions(still, ask)))
    if selection.any or not (TURNED in frame.roles or _names_another(frame, selection)):
        return frame, selection
    # « Pour le quartier Nord ? — Et la culture ? » is still asked of the place.
    said = _columns_said(frame.entities)
    beside = [one for one in carried if said and _column(one) not in (None, *said)]
    # « L’OGEC Sainte-Marie », chosen of two, is all that is named.
    chosen = [one for one in carried if one.kind == BODY and all(other.start < 0 for other in frame.entities)]
    sure = [one for one in frame.entities if one.start >= 0 or one.kind in YEARS or one in (*beside, *chosen)]
    told = replace(frame, dates=(), comparison=None, bounds=None)
    turned_to = tuple(one for one in sure if one.start >= 0 or one in chosen)
    for one in carried:
        if one.kind == BODY or one in sure:
            continue
        # « D’équipement ? — À une association ? — Et d’une commune ? » is of an equipment, and of no association.
        beside_it = told.with_entities((*turned_to, one))
        if Selection(pack, tuple(conditions(beside_it, ask))).any:
            sure.append(one)
    frame = frame.with_entities(tuple(sure))
    return frame, Selection(pack, tuple(conditions(frame, ask)))


def _of_one_column(entity: Entity, pack: "Pack") -> Entity:
    """What one word names of one column, where values of several are called so: that which tells it of most lines, for
    none may be told so by all (« le social »: a sector « Action sociale », a category « Aide sociale »)."""
    columns: dict[int, list[Record]] = {}
    for record in entity.records if entity.kind == "rubrique" else ():
        columns.setdefault(record.rang, []).append(record)
    if len(columns) < LEAST_CALLED:
        return entity

    def lines(rank: int) -> int:
        values = tuple(record.valeur for record in columns[rank])
        return int(Selection(pack, (Condition(f"x{rank}", values),)).ask("count(*)")[0][0])

    return replace(entity, records=tuple(columns[max(columns, key=lines)]))


def _of_those_that_are(frame: Frame, selection: Selection) -> Frame:
    """The same question, of those alone, of several bodies that were spoken of, that are of a kind that it names."""
    bodies = [one for one in frame.of(BODY) if one.start < 0 and not one.excluded]
    if len(bodies) < LEAST_CALLED or not any(one.kind == KIND and one.start >= 0 for one in frame.entities):
        return frame
    theirs = {value for (value,) in selection.ask("DISTINCT beneficiary::VARCHAR")}
    apart = [one for one in bodies if theirs.isdisjoint(value for _, value in fields_of(one.records[0]))]
    if len(apart) in (0, len(bodies)):
        return frame
    return frame.with_entities(tuple(one for one in frame.entities if one not in apart))


def _of_two_days(frame: Frame) -> Frame:
    """The same question, of two days or months that it compares and of none between them (« l’écart entre mars et
    juin »), where it names nothing else to compare."""
    named = [record for one in frame.entities if not one.excluded and one.kind not in WHOLE for record in one.records]
    return replace(frame, roles=frame.roles - {BETWEEN}) if len(frame.dates) == LEAST_CALLED > len(named) else frame


def _is_held(year: Entity, pack: "Pack") -> bool:
    """Whether a publication holds years that are named."""
    first, last = pack.summary.years or (0, 0)
    return any(first <= int(value) <= last for _, value in fields_of(year.records[0]))


def _calls_one_what_another_is(selection: Selection) -> bool:
    """Whether bodies are called by what the names of some of them only say (« les deux facs », of one and a CNRS)."""
    if not {"beneficiaire", _READ_IN["nom"]} <= {one.field for one in selection.conditions if not one.excluded}:
        return False
    called, all_of_them = (
        int(one.ask("count(DISTINCT beneficiary)")[0][0]) for one in (selection, selection.without(_READ_IN["nom"]))
    )
    return 0 < called < all_of_them


def _fields(entity: Entity) -> set[str]:
    return {field for record in entity.records for field, _ in fields_of(record)}


def _without_what_they_are(frame: Frame) -> Frame:
    """The same question, without the theme that it says of a body right before its name (« le cinéma Utopia »), where
    no line of that body says it."""
    # « Le minibus de l’Harmonie » is what it would be for.
    bodies = [entity.start for entity in frame.of(BODY) if not (entity.excluded or entity.of)]
    kept = tuple(one for one in frame.entities if one.kind != "objet" or one.excluded or one.end + 1 not in bodies)
    return frame.with_entities(kept) if len(kept) < len(frame.entities) else frame


def _names_another(frame: Frame, selection: Selection) -> bool:
    """Whether a question that points back to nothing names what has no line in any year with what was spoken of (« le
    tennis club ? — Le club de hand a eu combien ? »)."""
    # « En une seule fois ? » says how those that were told are paid.
    apart = (*YEARS, PAID)
    named = any(one.start >= 0 and one.kind not in apart and not one.excluded for one in frame.entities)
    return named and POINTS not in frame.roles and not selection.without("annee", days.FIELD).any


def _turned_from(frame: Frame, carried: Sequence[Entity], ask: str) -> list[Entity]:
    """What was spoken of that a question turns from to another of its kind, as « et en 2023 ? » does after two clubs
    were compared, or « en mars ? » after a quarter."""
    said = {_dimension(one) for one in frame.entities if one.start >= 0}
    if frame.dates:
        said.add(PART)
    kinds = Counter(_dimension(one) for one in carried for _ in one.records)
    spans = {_dimension(one) for one in carried if one.kind == "periode"}
    compared = {kind for kind, count in kinds.items() if count > 1} | spans
    turned = said - compared if compared and ask == COMPARING else said & {PART}
    return [one for one in carried if _dimension(one) in turned]


def _turned_from_a_thing(frame: Frame, pack: "Pack") -> Frame:
    """The same question without what was looked for in the lines of a body, of which something else is asked (« le
    camion de la Banque alimentaire ? — Et leur fonctionnement ? »)."""
    said = any(one.start >= 0 and one.kind not in (*YEARS, BODY) for one in frame.entities)
    if not said or not any(one.start < 0 and not one.excluded for one in frame.of(BODY)):
        return frame
    things = [one for one in frame.of("objet") if one.start < 0 and one.records[0].id.startswith(f"{pack.digest}.")]
    return frame.with_entities(tuple(one for one in frame.entities if one not in things)) if things else frame


def _nested_in_said(frame: Frame, carried: Sequence[Entity], pack: "Pack") -> list[Entity]:
    """What was spoken of of a column that tells the same as another of which a question names something: towns and
    their cantons (« pour Nevers ? — Et le canton de Decize ? »)."""
    # « L’environnement ? — Laquelle de ces associations ? »: most bodies are of one kind, whatever they do.
    said = _columns_said(one for one in frame.entities if one.kind != KIND)
    ranks = {one: _column(one) for one in carried if one.kind != KIND and not one.excluded} if said else {}
    return [
        one
        for one, rank in ranks.items()
        if rank is not None and any(other != rank and _tells_the_same(pack, rank, other) for other in said)
    ]


def _columns_said(entities: Iterable[Entity]) -> set[int]:
    return {rank for one in entities if one.start >= 0 and (rank := _column(one)) is not None}


def _column(entity: Entity) -> int | None:
    """The rank of the column beyond the form that what is named constrains."""
    rank = entity.records[0].values.get("rang")
    return rank if isinstance(rank, int) and entity.kind not in WHOLE else None


def _tells_the_same(pack: "Pack", one: int, other: int) -> bool:
    """Whether most values of one of two columns that several lines hold go with but one of the other."""
    return any(
        bool(held) and sum(held) <= NESTED * len(held)
        for held in (_held_with(pack, one, other), _held_with(pack, other, one))
    )


def _held_with(pack: "Pack", one: int, other: int) -> list[int]:
    """With how many values of another column each of one goes that several lines hold: one line goes with but one."""
    found = Selection(pack, ()).ask(
        f"count(DISTINCT x{other})",
        f"AND x{one} IS NOT NULL AND x{other} IS NOT NULL GROUP BY x{one} HAVING count(*) > 1",
        each=(one, other),
    )
    return [count for (count,) in found]


def _dimension(entity: Entity) -> str:
    return "annee" if entity.kind in YEARS else entity.kind


def _of_amount(frame: Frame, selection: Selection) -> Selection | None:
    """The grants of a body of the one amount that a question names (« pour quoi, les 75 000 € du club ? »).

    None where it got none so, or where the amount may be that of all (« le club a bien eu 75 000 € ? »).
    """
    body = any(one.field == "beneficiaire" and not one.excluded for one in selection.conditions)
    if not body or frame.comparison or frame.bounds or frame.checks or "tout" in frame.roles:
        return None
    if len(frame.numbers) != 1 or frame.numbers[0] <= MOST_ASKED:
        return None
    exactly = selection.having(Condition(EXACT, (str(frame.numbers[0]),)))
    return exactly if exactly.ask("count(*)")[0][0] else None


def conditions(frame: Frame, ask: str) -> Iterable[Condition]:
    """What the names and amounts of a question constrain; names of one field are alternatives."""
    found: dict[tuple[str, bool], dict[str, None]] = {}
    for entity in frame.entities:
        for record in entity.records:
            for field, value in fields_of(record):
                found.setdefault((field, entity.excluded), {})[value] = None
    for (field, excluded), values in found.items():
        yield Condition(field, tuple(values), excluded)
    if frame.dates:
        yield Condition(days.FIELD, days_of(frame), frame.apart)
    if ask in (OFTEN, OFTEN_IN_A_YEAR):
        return
    for operator, number in frame.bounds or (frame.comparison or NONE,):
        if operator in _OPERATORS:
            yield Condition(_OPERATORS[operator], (str(number),))


def days_of(frame: Frame) -> tuple[str, ...]:
    """The days and months of a question, as addresses say them; none where it is not told which they are."""
    # « Entre mars et juin » tells both ends.
    if frame.around and not (BETWEEN in frame.roles and len(frame.dates) > 1):
        return ()
    first, last = (frame.dates[0], frame.dates[-1]) if frame.dates else (None, None)
    # « Entre 10 000 et 20 000 € en mars » bounds the amounts.
    if BETWEEN not in frame.roles or first is None or last is None or (first == last and not last.day):
        return tuple(map(days.written, frame.dates))
    span = days.written_span(first, last)
    return (span,) if span else ()


def told_by(frame: Frame, selection: Selection, ask: str) -> bool:
    """Whether the numbers of a question are all amounts that bound it, or how many are to be ranked."""
    if ask in (OFTEN, OFTEN_IN_A_YEAR):
        times = times_of(frame)
        return times is not None and {times[1]}.issuperset(frame.numbers)
    if frame.claim is not None and (ask not in RANKING or frame.claim[0] != "="):
        return False
    bounds = {one.euros for one in selection.conditions if one.field in BOUNDS}
    if EUROS not in frame.concepts and ask not in TIMES_AS_MUCH and any(0 < euros <= MOST_TIMES for euros in bounds):
        # « Combien ont reçu plus de trois subventions ? » says no amount.
        return False
    if frame.dates and BETWEEN in frame.roles:
        bounds.update(frame.numbers)
    if any(one.field == "beneficiaire" for one in selection.conditions):
        # « Europolia a bien eu 15 millions ? » asks what it got, and « la FNATH 31 » is one of a department.
        bounds.update(frame.numbers)
    if ask == COMPARING:
        # « Qui a eu le plus des deux ? »
        bounds.add(len(frame.entities))
    # « Qui a eu 5 000 euros ? » ranks no five thousand.
    return bounds.issuperset(number for number in frame.numbers if ask not in RANKING or number > MOST_ASKED)


def times_of(frame: Frame) -> Comparison | None:
    """How many grants each is to have (« plus de trois », « 4 subventions », « le plus grand nombre »)."""
    said = frame.comparison or frame.claim or (("=", frame.numbers[0]) if frame.numbers else None)
    return said or (None if HOW_MANY_GRANTS.isdisjoint(frame.concepts) else SEVERAL)


def fields_of(record: Record) -> Iterable[tuple[str, str]]:
    """The field that a record constrains with its value there; several values where any of them will do."""
    kind = record.type.name
    if kind == "rubrique":
        yield f"x{record.rang}", record.valeur
    elif kind in (MEASURE, NIL):
        yield kind, str(record.rang)
    elif kind in ("beneficiaire", "attribuant"):
        yield kind, record.id.partition(".")[2]
    elif kind == "periode":
        # Before the first year there is none, which is a year as well.
        yield from (("annee", str(year)) for year in range(record.de, record.a + 1) or (record.a,))
    elif kind == "objet":
        read_in = str(record.values.get("dans"))
        field = read_in if read_in.startswith(ALL) else _READ_IN.get(read_in, "objet")
        yield from ((field, word) for word in record.mots.split("|"))
    elif kind == PAID:
        yield from ((PAID, word) for word in record.mots.split("|"))
    elif kind == "sorte":
        yield from ((f"x{record.rang}", value) for value in record.valeurs.split("|"))
    elif kind == "partie":
        yield days.FIELD, days.months(int(record.de), int(record.a))
    elif kind in ("annee", "nature"):
        yield kind, record.id


def condition_of(record: Record) -> Condition:
    """What a record constrains."""
    fields = list(fields_of(record))
    return Condition(fields[0][0], tuple(value for _, value in fields))
