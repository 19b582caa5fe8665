"""Questions about each value of a column: how much, to how many, and who got most (« par quartier »)."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from bot.facts.records import Record
from bot.findings.query import Findings, Query
from bot.grants.conditions import HOW_MANY_GRANTS, KIND
from bot.grants.counting import First, by_value, first_of_values
from bot.grants.describing import Describing
from bot.grants.paging import how_many
from bot.grants.ranking import MOST_RANKED
from bot.grants.rows import Rows
from bot.grants.selection import Selection
from bot.grants.towns import AFTER
from bot.understanding.frame import Frame

GROUPED = "groupe"
"""The role of words that ask for each of several apart (« par secteur »)."""
EACH = "chaque"
"""The concept of such words beside a noun, and the type of what asks so of a column (« chacun des deux départements »).
"""
MOST_GROUPS = 12
"""Values that an answer names one by one."""
FIRST_OF_EACH = "premiers_de_chaque"
"""The query of who got most of each."""
GREATEST = "subvention_la_plus"
"""The concept of words for the greatest grant."""
BODIES = frozenset(("organisme_mot", "laureat", "sorte_mot"))
"""Concepts of words for whoever got something."""
HOW_MUCH = frozenset(("recevoir", "argent", "montant"))
"""Concepts of words that ask for money, of bodies as well."""
WHO, GOT = "qui", frozenset(("gagner", "total", "palmares"))
"""The concept of « qui », and those of words that ask for money after it."""


class Grouping:
    """Answers them."""

    def __init__(self, about: Describing, rows: Rows) -> None:
        self._about = about
        self._rows = rows

    def groups(
        self, column: Record, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]
    ) -> Findings:
        """How much for each value of a column, to how many where those are asked for, or who got most of each; of those
        that come after one, if one is named."""
        before = _values_of(column, values) if AFTER in frame.concepts else ()
        if before:
            selection = selection.without(f"x{column.rang}")
            others = tuple(one for one in frame.entities if one.kind != "rubrique" or one.records[0] not in before)
            values = self._about.described(frame.with_entities(others), selection)
        values["colonne_liste"] = [column]
        if not values["n_argent"]:
            return self._about.nothing(selection, values)
        if query.ask == FIRST_OF_EACH:
            return self._leaders(column, frame, selection, values)
        most = min(how_many(frame, selection) or MOST_GROUPS, MOST_RANKED)
        # « Quelle commune a le plus d’associations ? »
        kinds = bool(values.get("siege_liste")) and any(one.start >= 0 for one in frame.of(KIND))
        of_bodies = (kinds or not BODIES.isdisjoint(frame.concepts)) and not _asks_how_much(frame)
        of_grants = not of_bodies and not HOW_MANY_GRANTS.isdisjoint(frame.concepts)
        first: First = "bodies" if of_bodies else "grants" if of_grants else "sum"
        rows = by_value(selection, column.rang, least=query.ask != "groupes", first=first)
        if before:
            last = max(at for at, row in enumerate(rows) if row.value in {one.valeur for one in before})
            values["apres"], rows = rows[last], rows[last + 1 :]
        values |= {"groupes_de_lignes": rows[:most], "n_groupes": len(rows), "a_l_envers": query.ask != "groupes"}
        values["se_recoupent"] = sum(row.grants for row in rows) > values["n_argent"]
        values |= {"n_valeurs": sum(row.value is not None for row in rows), "par_beneficiaires": of_bodies}
        values["par_nombre"] = of_grants
        listed = self._rows.values_named(column, [row.value for row in rows[:most]])
        found = self._about.found("groupes", selection, values, listed=listed if len(listed) > 1 else ())
        return replace(found, counted=len(rows)) if len(rows) > most else found

    def _leaders(self, column: Record, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        # « La plus grosse subvention par secteur ? » is one grant of each.
        values["de_subventions"] = of_grants = GREATEST in frame.concepts
        first = first_of_values(selection, column.rang, of_grants=of_grants)
        who = self._rows.called([number for _, number, _ in first], selection.pack)
        each: dict[str | None, tuple[list[Record], int]] = {}
        for value, number, cents in first:
            each.setdefault(value, ([], cents))[0].append(who[number])
        values["premiers"] = [(value, bodies, cents) for value, (bodies, cents) in each.items()][:MOST_RANKED]
        listed = tuple(dict.fromkeys(record for _, bodies, _ in values["premiers"] for record in bodies))
        return self._about.found("premiers_de_chaque", selection, values, listed=listed)


def _asks_how_much(frame: Frame) -> bool:
    """Whether it is money that is most, be it of bodies (« les bénéficiaires qui ont cumulé le plus »)."""
    of_those_who = WHO in frame.concepts and not GOT.isdisjoint(frame.concepts)
    return of_those_who or not HOW_MUCH.isdisjoint(frame.concepts)


def column_asked(frame: Frame, values: Mapping[str, Any]) -> Record | None:
    """The column of which each value is asked apart (« quel secteur a le plus ? — Et le deuxième ? » asks of one)."""
    columns: Sequence[Record] = values.get("colonne_liste") or values.get("siege_liste", ())
    if not columns or _is_of_values(columns[0], values, frame):
        return None
    return columns[0]


def _is_of_values(column: Record, values: Mapping[str, Any], frame: Frame) -> bool:
    """Whether a question about a column is of values of it that it names, and does not ask for each of them apart, or
    for those that come after."""
    named = _values_of(column, values)
    of_them = bool(named) and len(named) == len(values.get("rubrique_liste", ())) and AFTER not in frame.concepts
    apart = GROUPED in frame.roles or EACH in frame.concepts or any(frame.of(EACH))
    return of_them and (len(named) == 1 or not apart)


def _values_of(column: Record, values: Mapping[str, Any]) -> Sequence[Record]:
    """The values of a column that a question names."""
    return [one for one in values.get("rubrique_liste", ()) if one.id.split(".")[1] == f"x{column.rang}"]
