"""A typed query over the knowledge: frame → findings. One method for each thing that can be asked."""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import Any

from msgspec.structs import replace

from bot.facts.records import Knowledge, Record
from bot.findings.alone import alone, others_without
from bot.findings.every import every
from bot.findings.holding import astride, having, whosever, within
from bot.findings.pairs import pairs
from bot.findings.proportion import proportion
from bot.findings.query import Findings, Measure, Query
from bot.findings.ranking import ranking
from bot.findings.relations import Relations
from bot.findings.scope import Ambiguous, Scope, targets, work_out
from bot.findings.verdict import COMPARE, UNEQUAL, says_none, verdict
from bot.understanding.frame import NONE, Frame
from bot.understanding.roles import DENYING


class Engine:
    """Runs queries over one knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.relations = Relations(knowledge)
        self._knowledge = knowledge
        self._asks: dict[str, Callable[[Scope, dict[str, Any]], Findings]] = {
            "liste": self._ask_liste,
            "groupes": self._ask_groupes,
            "compte": self._ask_compte,
            "plus": self._ask_plus,
            "moins": self._ask_moins,
            "comparaison": self._ask_comparaison,
            "moyenne": self._ask_moyenne,
            "part": self._ask_part,
            "sans": self._ask_sans,
            "ensemble": self._ask_ensemble,
            "suppose": self._ask_suppose,
            "seul": lambda scope, values: alone(scope, values, self.relations),
            "tous": lambda scope, values: every(scope, values, self.relations),
            "rang": lambda scope, values: ranking(scope, values, self.relations),
            "proportion": lambda scope, values: proportion(scope, values, self.relations),
        }

    def run(self, query: Query, frame: Frame) -> Findings:
        """The findings of a query under a frame's constraints."""
        scope = work_out(query, frame, self.relations)
        if isinstance(scope, Ambiguous):
            return Findings("choisir", choices=scope.choices, values={"nom": scope.name})
        values = self._describe(scope)
        if scope.foreign and not scope.rows:
            return self._elsewhere(scope, values)
        findings = self._asks[query.ask](scope, values)
        if told := pairs(frame, query, self.relations):
            # « Antony a le stationnement, Sceaux les bibliothèques. — Et Bagneux ? » is not asked of those.
            places = {place for _, where in told for place in where}
            findings.asked = frame.with_entities(tuple(one for one in frame.entities if one.records[0] in places))
        return findings

    def _describe(self, scope: Scope) -> dict[str, Any]:
        owners = self.relations.groups(scope.rows, scope.query.owner, direct=True)
        values: dict[str, Any] = {
            "n": len(scope.rows),
            "lignes": scope.rows,
            "total": len(self.relations.rows(scope.query.rows)),
            "porteurs": list(owners),
            "par_porteur": list(owners.items()),
            "contraintes": scope.dimensions,
            "exclus": [record for record in scope.excluded if self._is_left_out(scope, record)],
            "ailleurs": scope.foreign,
            "verification": scope.frame.checks,
            "negation": not scope.frame.roles.isdisjoint(DENYING),
            "cible": self._knowledge.types.get(scope.target),
            "nombres": scope.frame.numbers,
            "verdict": verdict(scope, self.relations),
            "voisins": [],
            "a_cheval": astride(scope, self.relations),
        }
        values.update({f"{name}_liste": records for name, records in scope.dimensions.items()})
        return values

    def _is_left_out(self, scope: Scope, record: Record) -> bool:
        """Whether what an earlier turn told and is left out would be found otherwise (« les projets des EPT ? — Qui
        d’autre dans le T12 ? » leaves out none of the T9)."""
        if record not in scope.carried or not scope.dimensions:
            return True
        rows = self.relations.meeting(self.relations.rows(scope.query.rows), scope.dimensions.values())
        return any(self.relations.relates(row, record) for row in rows)

    def _ask_liste(self, scope: Scope, values: dict[str, Any]) -> Findings:
        if scope.comparison and not says_none(scope, scope.comparison):
            return having(scope, values, self.relations)
        if left := others_without(scope, self.relations):
            return Findings("autres", [], values | {"sans": left, "n_sans": len(left)}, listed=tuple(left))
        if not scope.rows:
            return self._none(scope, values)
        if scope.target not in (scope.query.rows, scope.query.owner):
            groups = targets(scope, self.relations)
            named = any(record in scope.included for record in groups)
            if groups and not named and not self.relations.groups(scope.rows, scope.target, direct=True):
                values |= {"groupes": list(groups.items()), "n_groupes": len(groups)}
                measure = Measure(scope.target, None, tuple((record, len(rows)) for record, rows in groups.items()))
                listed = tuple(groups)
                return Findings("groupes", scope.rows, values, listed=listed, focus=listed, measure=measure)
        if scope.together:
            held = {record.name for record in scope.together if self._holds(scope, record)}
            # « Laquelle des deux a un kiosque ? » asks of none but the one that has it.
            carried = scope.carried if len(scope.dimensions) > 1 else ()
            unnamed = {record.name for record in (*scope.foreign, *carried)}
            values["sans"] = [r for r in scope.together if r.name not in held and r.name not in unnamed]
        if len(scope.rows) == 1:
            owner = scope.rows[0].values[scope.query.owner]
            rows = self.relations.rows(scope.query.rows)
            values["en_tout"] = sum(row.values[scope.query.owner] is owner for row in rows)
            values["voisins"] = list(self.relations.groups(self._akin(scope), scope.query.owner, direct=True).items())
        apart = [row for row in whosever(scope, self.relations) if row not in scope.rows]
        values["autrement"] = list(self.relations.groups(apart, scope.query.owner, direct=True))
        owners = tuple(values["porteurs"])
        listed = tuple(scope.rows) if len(owners) == 1 or scope.target == scope.query.rows else owners
        case = "un" if len(scope.rows) == 1 else "plusieurs"
        if not scope.dimensions and not scope.excluded:
            case = "tous"
            values["n_cible"] = len(targets(scope, self.relations))
        focus = (*owners, *scope.rows) if len(scope.rows) < 4 else ()
        return Findings(case, scope.rows, values, listed=listed, focus=focus, left=tuple(values.get("sans", ())))

    def _holds(self, scope: Scope, record: Record) -> bool:
        return any(self.relations.relates(row, record) for row in scope.rows)

    def _akin(self, scope: Scope) -> list[Record]:
        """The rows that share something with the only one found, other than where it is."""
        row = scope.rows[0]
        shared = [one for value in row.values.values() if isinstance(value, tuple) for one in value]
        return [
            other
            for other in self.relations.rows(row.type.name)
            if other is not row and other.name != row.name and self.relations.meets(other, shared)
        ]

    def _apart(self, scope: Scope, values: dict[str, Any]) -> list[Record]:
        """The rows that meet one of several constraints, told apart by constraint with whose they are."""
        kept = self.relations.meeting(self.relations.rows(scope.query.rows), (), scope.excluded)
        apart = {name: self.relations.meeting(kept, (records,)) for name, records in scope.dimensions.items()}
        rows = [row for rows in apart.values() for row in rows] if len(apart) > 1 else []
        if rows:
            values["apart"] = apart
            values["apart_porteurs"] = {
                name: list(self.relations.groups(rows, scope.query.owner, direct=True)) for name, rows in apart.items()
            }
        return rows

    def _elsewhere(self, scope: Scope, values: dict[str, Any]) -> Findings:
        """What is asked of a place outside our perimeter, and where it is so."""
        return Findings("ailleurs", self._apart(scope, values), values, focus=tuple(scope.foreign))

    def _none(self, scope: Scope, values: dict[str, Any]) -> Findings:
        """Nothing fits: say what is true of each constraint on its own."""
        focus = tuple(scope.included)
        rows = self._apart(scope, values)
        if rows:
            # « La maison du numérique est à Bry ? » tells whose it is, too.
            focus = (*focus, *(row.values[scope.query.owner] for row in rows if row in scope.included))
            return Findings("conflit", rows, values, focus=focus)
        whose = whosever(scope, self.relations)
        values["autrement"] = list(self.relations.groups(whose, scope.query.owner, direct=True))
        around: list[tuple[Record, list[Record]]] = []
        # What lies around is told whatever was asked for before (« Et ses communes ? — Stains non plus ? »).
        left_out = [record for record in scope.excluded if record not in scope.carried]
        kept = self.relations.meeting(self.relations.rows(scope.query.rows), (), left_out)
        for records in scope.dimensions.values():
            # Around several alike, what holds them all.
            alike = [record for record in records if record.type is records[0].type]
            holders = self._knowledge.containers(records[0])
            holders = tuple(one for one in holders if all(self._knowledge.lies_in(record, one) for record in alike))
            for container in holders:
                if container.type.name == scope.query.perimeter:
                    continue
                rows = [row for row in kept if self.relations.relates(row, container)]
                if rows and not around:
                    around.append((container, list(self.relations.groups(rows, scope.query.owner, direct=True))))
        values["autour"] = around
        return Findings("aucun", [], values, focus=focus)

    def _ask_groupes(self, scope: Scope, values: dict[str, Any]) -> Findings:
        """The rows, or who they belong to where that is counted, by what holds them, most first."""
        holders = self.relations.groups(scope.rows, scope.grouped_by, direct=False)
        if not holders:
            return self._none(scope, values)
        held = {row for rows in holders.values() for row in rows}
        counted = ((record, self._counted(scope, rows)) for record, rows in holders.items())
        groups = sorted(counted, key=lambda group: -len(group[1]))
        kind = scope.counted_kind or scope.query.owner
        apart = self.relations.groups([row for row in scope.rows if row not in held], kind, direct=True)
        values |= {"groupes": groups, "n_groupes": len(groups), "hors_groupes": list(apart)}
        values |= {"unite": self._unit(scope), "n_unite": len(self._counted(scope, scope.rows))}
        measure = Measure(scope.grouped_by, scope.counted_kind, tuple((one, len(rows)) for one, rows in groups))
        listed = tuple(record for record, _ in groups)
        return Findings("groupes", scope.rows, values, listed=listed, measure=measure)

    def _ask_compte(self, scope: Scope, values: dict[str, Any]) -> Findings:
        if scope.comparison:
            return having(scope, values, self.relations)
        root = self._knowledge.root(scope.query.perimeter or scope.query.owner)
        located = set(scope.dimensions) == {root} and scope.target not in (scope.query.rows, scope.query.owner)
        values["parmi"] = len(within(scope, self.relations, scope.target)) if located else 0
        if not scope.rows:
            return self._none(scope, values)
        groups = targets(scope, self.relations)
        values |= {"groupes": list(groups.items()), "n_groupes": len(groups), "cas_cible": scope.target}
        values["n_autour"] = len(self.relations.groups(whosever(scope, self.relations), scope.target, direct=False))
        values["chacun"] = [] if scope.excluded else self._in_each(scope, groups)
        focus = tuple(values["porteurs"]) if len(values["porteurs"]) == 1 else ()
        return Findings("compte", scope.rows, values, listed=tuple(groups), focus=focus)

    def _in_each(self, scope: Scope, groups: Mapping[Record, list[Record]]) -> list[tuple[Record, int]]:
        """How many of some groups each of several records named together has (« combien dans le 92 et dans le 93 ? »),
        if none of them is one of the groups."""
        if any(record in groups for record in scope.together):
            return []
        return [
            (record, sum(any(self.relations.relates(row, record) for row in rows) for rows in groups.values()))
            for record in scope.together
        ]

    def _ask_sans(self, scope: Scope, values: dict[str, Any]) -> Findings:
        """What of a type has no row about what is asked for, not even through what lies in it."""
        operator, number = scope.comparison or NONE
        if operator == UNEQUAL or not COMPARE[operator](0, number):
            # « Aucune commune du 92 n’a deux projets » asks of two.
            return having(scope, values, self.relations)
        # « Aucun territoire n’a-t-il été retenu ? » is asked of territories.
        refused = next((kind for kind, excluded in scope.frame.kinds if excluded), scope.target)
        kind = scope.frame.target or refused
        kind = refused if kind in (scope.query.rows, scope.query.owner) else kind
        if kind not in self._knowledge.types or kind in (scope.query.rows, scope.query.owner):
            kind = scope.query.target or scope.query.owner
        if kind not in self._knowledge.types or any(
            self._knowledge.is_a(record.type.name, kind) for record in scope.included
        ):
            return self._ask_liste(scope, values)
        root = self._knowledge.lineage(kind)[-1]
        about = [records for name, records in scope.dimensions.items() if name != root]
        # « Lesquelles n’ont ni stationnement ni logistique ? » leaves out what is not had.
        left_out = [record for record in scope.excluded if self._knowledge.root(record.type.name) != root]
        about += [tuple(left_out)] if left_out else []
        rows = self.relations.meeting(self.relations.rows(scope.query.rows), about)
        owned = self._kept_from(scope, kind)
        if owned:
            # « Quels territoires n’ont aucune commune lauréate ? » leaves out the rows of their own.
            rows = [row for row in rows if self._knowledge.is_a(row.values[scope.query.owner].type.name, owned)]
        values["comptes"] = self._knowledge.types[owned] if owned else None
        holders = self.relations.groups(rows, kind, direct=False)
        there = within(scope, self.relations, kind)
        found = [record for record in there if record not in holders]
        values |= {"sans": found, "n_sans": len(found), "cible": self._knowledge.types[kind], "parmi": len(there)}
        values["avec"] = [record for record in there if record in holders]
        return Findings("sans", [], values, listed=tuple(found), left=tuple(values["avec"]))

    def _kept_from(self, scope: Scope, kind: str) -> str | None:
        """The kind of owner that a wider one is said to hold none of, where no row is spoken of."""
        if scope.counts_rows or self.relations.is_leaf(kind):
            return None
        # « Aucun lauréat » is none of any kind.
        said = (name for name, excluded in scope.frame.kinds if excluded and name not in (kind, scope.query.owner))
        return next((name for name in said if name in self._knowledge.types and self.relations.is_leaf(name)), None)

    def _ask_plus(self, scope: Scope, values: dict[str, Any]) -> Findings:
        return self._extreme(scope, values, max)

    def _ask_moins(self, scope: Scope, values: dict[str, Any]) -> Findings:
        return self._extreme(scope, values, min)

    def _extreme(self, scope: Scope, values: dict[str, Any], pick: Callable[[Iterable[int]], int]) -> Findings:
        named = scope.included
        if len(named) > 1:
            return self._ask_comparaison(scope, values, least_first=pick is min)
        # « Le 92 est-il le département qui en a le plus ? » ranks all of them.
        claimed = [record for record in named if record.type.name == scope.grouped_by]
        rows = whosever(replace(scope, dimensions={}), self.relations) if claimed else scope.rows
        groups = self.relations.groups(rows, scope.grouped_by, direct=False)
        if not groups:
            return self._none(scope, values)
        sizes = {record: len(self._counted(scope, rows)) for record, rows in groups.items()}
        extreme = pick(sizes.values())
        found = [(record, rows) for record, rows in groups.items() if sizes[record] == extreme]
        ranking = sorted(sizes.items(), key=lambda pair: -pair[1])
        values |= {
            "groupes": found,
            "n_groupes": len(found),
            "nombre": extreme,
            "classement": ranking,
            "unite": self._unit(scope),
        }
        # What has none has the least, too.
        least = pick is min and scope.target != scope.query.owner
        possible = within(scope, self.relations, scope.grouped_by) if least else []
        values["sans_rien"] = [record for record in possible if record not in sizes]
        # « Et dans le 92 ? — Quel département en a le plus ? » claims nothing.
        claims = scope.frame.checks or any(record not in scope.carried for record in claimed)
        values["verdict"] = all(sizes.get(record) == extreme for record in claimed) if claimed and claims else None
        listed = tuple(record for record, _ in found)
        focus = listed if len(listed) == 1 else ()
        measure = Measure(scope.grouped_by, scope.counted_kind, tuple(ranking))
        alike = groupby(ranking, key=lambda pair: pair[1])
        ranked = tuple(tuple(record for record, _ in equal) for _, equal in alike)
        return Findings("extreme", scope.rows, values, listed=listed, focus=focus, measure=measure, ranked=ranked)

    def _counted(self, scope: Scope, rows: list[Record]) -> list[Record]:
        """What is counted of some rows: themselves, or who they belong to (« le plus de lauréats »)."""
        kind = scope.counted_kind
        return rows if kind is None else list(self.relations.groups(rows, kind, direct=True))

    def _unit(self, scope: Scope) -> str:
        """The noun of what is counted."""
        kind = scope.counted_kind or scope.query.rows
        declared = self._knowledge.types.get(kind)
        return declared.noun if declared else kind

    def _ask_comparaison(self, scope: Scope, values: dict[str, Any], least_first: bool = False) -> Findings:
        # « Comparez Levallois et Antony sur le stationnement » sets two towns side by side, not a theme.
        named = scope.together or tuple(scope.included)
        if len(named) < 2:
            return self._ask_liste(scope, values)
        sides = []
        kind = scope.counted_kind
        if scope.target != scope.query.rows and not scope.frame.who and not scope.counts_rows:
            # « Lequel des deux départements en a le plus ? » counts no départements; « plus de communes lauréates »
            # counts communes.
            compared = all(record.type.name == scope.target for record in named)
            # No town has départements: one was asked for where they lie.
            compared |= any(
                place.type.name == scope.target for record in named for place in self._knowledge.containers(record)
            )
            kind = kind if compared else scope.target
        among = scope.rows if scope.together else scope.kept
        for record in named:
            rows = [row for row in among if self.relations.relates(row, record)]
            sides.append((record, list(self.relations.groups(rows, kind, direct=True)) if kind else rows))
        sides.sort(key=lambda side: -len(side[1]))
        declared = self._knowledge.types.get(kind or scope.query.rows)
        values |= {"unite": declared.noun if declared else kind}
        values |= {"cotes": sides, "egalite": len({len(rows) for _, rows in sides}) == 1}
        most, least = len(sides[0][1]), len(sides[-1][1])
        values |= {"en_tete": [one for one, rows in sides if len(rows) == most]}
        values |= {"en_queue": [one for one, rows in sides if len(rows) == least]}
        measure = Measure(None, kind, tuple((record, len(rows)) for record, rows in sides))
        told = tuple(record for record, _ in (sides[-1:] + sides[:-1] if least_first else sides))
        return Findings("comparaison", scope.rows, values, listed=told, measure=measure)

    def _ask_moyenne(self, scope: Scope, values: dict[str, Any]) -> Findings:
        groups = self.relations.groups_of(scope.rows, scope.grouped_by)
        if not groups:
            return self._none(scope, values)
        counted = len({row for rows in groups.values() for row in rows})
        values |= {"n_groupes": len(groups), "n_lignes": counted, "moyenne": counted / len(groups)}
        return Findings("moyenne", scope.rows, values)

    def _ask_part(self, scope: Scope, values: dict[str, Any]) -> Findings:
        """The share of the rows, or of what is asked for; all the rows are no share of anything."""
        if scope.target == scope.query.rows or (scope.dimensions and scope.target not in self._knowledge.types):
            if not scope.rows:
                return self._none(scope, values)
            if len(scope.rows) == values["total"]:
                return Findings("part_tout", [], values)
            values |= {"part": len(scope.rows) / values["total"]}
            return Findings("part", scope.rows, values)
        holders = self.relations.groups_of(self.relations.rows(scope.query.rows), scope.target)
        # All that is granted anything is granted it as an owner: there is no other to compare owners with.
        there = [] if scope.target == scope.query.owner else within(scope, self.relations, scope.target)
        if not (scope.rows and (there or scope.dimensions)):
            return self._none(scope, values)
        values |= {"n_groupes": len(self.relations.groups_of(scope.rows, scope.target)), "parmi": len(there)}
        values |= {"porteurs_en_tout": len(holders), "cible": self._knowledge.types[scope.target]}
        return Findings("part_cible", scope.rows, values)

    def _ask_ensemble(self, scope: Scope, values: dict[str, Any]) -> Findings:
        """Do these hold the same row?"""
        root = self._knowledge.root(scope.query.perimeter or scope.query.owner)
        named = list(scope.dimensions.get(root, ()))
        sides = [(record, [row for row in scope.kept if self.relations.relates(row, record)]) for record in named]
        if len(sides) < 2 or not all(rows for _, rows in sides):
            return self._ask_liste(scope, values)
        titles = [{row.name for row in rows} for _, rows in sides]
        values |= {"cotes": sides, "communs": sorted(set.intersection(*titles))}
        return Findings("ensemble", [row for _, rows in sides for row in rows], values, listed=tuple(named))

    def _ask_suppose(self, scope: Scope, values: dict[str, Any]) -> Findings:
        """Is it where it is said to be, what a question is about that the sources do not answer?"""
        root = self._knowledge.root(scope.query.perimeter or scope.query.owner)
        told = {name: scope.dimensions[name] for name in (scope.query.rows, root) if name in scope.dimensions}
        # That what an earlier turn lends is in one place is not supposed by this one.
        supposed = len(told) == 1 or any(record not in scope.carried for record in told.get(root, ()))
        if root in told and supposed and not any(self._meets_all(row, told) for row in scope.kept):
            return self._none(replace(scope, dimensions=told), values)
        rows = scope.rows if scope.dimensions else []
        owners = tuple(values["porteurs"]) if rows else ()
        return Findings("suppose", rows, values, listed=owners, focus=(*owners, *rows) if len(rows) < 4 else ())

    def _meets_all(self, row: Record, dimensions: Mapping[str, tuple[Record, ...]]) -> bool:
        return all(self.relations.meets(row, records) for records in dimensions.values())
