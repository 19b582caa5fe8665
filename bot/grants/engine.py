"""Questions about published grants: frame → findings, by SQL over a pack. One method for each thing asked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from operator import itemgetter
from typing import Any

from bot.dialogue.conversation import PAGE
from bot.facts.records import Knowledge, Record
from bot.findings.query import GRANT, YEARS, Findings, Measure, Query
from bot.french.agreement import count_of
from bot.grants import days
from bot.grants.changes import changes, may_tell, moves, two_years
from bot.grants.conditions import (
    about_grants,
    days_of,
    of_one_pack,
    select,
    settled,
    told_by,
    values_of_columns,
    years_asked,
)
from bot.grants.counting import averages, averages_with_kind, count_lines
from bot.grants.few import Line
from bot.grants.paging import how_many, is_lost, is_of_rows, list_of, next_page
from bot.grants.ranking import MOST_RANKED, rank
from bot.grants.records import source_of
from bot.grants.rows import Rows
from bot.grants.selection import BOUNDS, EXACT, PAID, Condition, Selection, values_of
from bot.grants.served import Pack
from bot.grants.sides import compared, named_sides, sides_apart, whole, years_apart
from bot.grants.summary import ODD
from bot.grants.told import bodies_told, days_told, named_as_one, shared_name, some_names
from bot.grants.towns import placed, towns_of
from bot.understanding.frame import Entity, Frame
from bot.understanding.mention import BETWEEN

MOST_ROWS = 12
"""Grants that an answer names one by one."""
RANKED = 5
"""How many are ranked when the message does not say."""
WHO = ("beneficiaire", "laureat", "commune")
"""What those are called who are asked for, as words tell it."""
MOST_MONTHS = 24
"""Months that an answer tells one by one, the last ones."""
BROAD = (*YEARS, "sorte", "attribuant", "jeu")
"""Types of what says too little for the rest of a question to be left out."""
MOST_LOCATED = 8
"""Lines that a source names; of more, their number."""


class GrantsEngine:
    """Runs queries over packs."""

    def __init__(self, packs: Mapping[str, Pack], knowledge: Knowledge) -> None:
        """`packs` are named by their digests."""
        self._packs = packs
        self._knowledge = knowledge
        self._rows = Rows(knowledge)
        self._values = values_of_columns(packs, knowledge)
        self._towns = towns_of(self._values)
        self._asks: dict[str, Callable[[Query, Frame, Selection, dict[str, Any]], Findings]] = {
            "somme": self._ask_somme,
            "donnees": self._ask_somme,
            "decision": self._ask_told,
            "date": self._ask_told,
            "fiche": self._ask_fiche,
            "numeros": self._ask_numbers,
            "premiers": self._ask_premiers,
            "derniers": self._ask_premiers,
            "liste": self._ask_liste,
            "plus": self._ask_plus,
            "moins": self._ask_plus,
            "souvent": self._ask_souvent,
            "groupes": self._ask_groupes,
            "groupes_moins": self._ask_groupes,
            "annees": self._ask_annees,
            "mois": self._ask_mois,
            "moyenne": self._ask_moyenne,
            "comparaison": self._ask_comparaison,
            "nouveaux": self._ask_changes,
            "disparus": self._ask_changes,
            "hausses": self._ask_moves,
            "baisses": self._ask_moves,
            "a_verifier": self._ask_odd,
        }

    def run(self, query: Query, frame: Frame) -> Findings:
        """The findings of a query under a frame's constraints."""
        if query.ask == "sujets":
            about = (*map(self._data, self._packs.values()), *self._knowledge.of(query.owner))
            return Findings("choisir", choices=about, values={"sujets": about})
        understood = settled(of_one_pack(about_grants(frame, self._values), self._packs.keys()))
        frame = placed(understood, self._packs, self._towns, query.ask)
        for entity in frame.entities:
            if len(entity.records) > 1 and not entity.records[0].type.union:
                values = {"nom": shared_name(entity), "noms": some_names(entity.records)}
                return Findings("choisir", choices=entity.records, values=values)
        meant = {self._packs[digest] for entity in frame.entities for digest in self._digests(entity)}
        packs = [*(meant or self._packs.values())]
        if len(packs) > 1:
            # Two publications may tell of the same grants: they are not added up.
            return Findings("choisir", choices=tuple(map(self._data, packs)), values={"nom": ""})
        frame, selection = select(frame, packs[0], query.ask)
        if not told_by(frame, selection, query.ask):
            # What a number is for decides of the lines: it is never left out.
            return Findings("nombre", values={"nombre": next(iter(frame.numbers), None)})
        untold = selection.pack.summary.days is None
        dated = any(one.field == days.FIELD for one in selection.conditions)
        # « Qui a le plus, entre la MJC et le club ? »
        lost = BETWEEN in frame.roles and not (frame.dates or frame.bounds or len(frame.entities) > 1)
        if (frame.dates and not days_of(frame)) or lost or (dated and untold):
            return Findings("jours", values={"jeu": self._data(selection.pack), "jours_inconnus": untold})
        if PAGE in frame.roles and is_lost(query, frame, selection):
            return Findings("sans_suite")
        if query.ask == "somme" and (called := named_as_one(frame)):
            bodies = [self._rows.called([row[0]], selection.pack)[row[0]] for row in rank(selection, MOST_RANKED)]
            if len(bodies) > 1:
                values = {"nom": called, "noms": some_names(bodies)}
                return Findings("choisir", choices=tuple(bodies), values=values)
        values = self._describe(frame, selection)
        found = self._asks[query.ask](query, frame, selection, values)
        return found if frame is understood else replace(found, asked=frame)

    def _digests(self, entity: Entity) -> Iterable[str]:
        """The packs that alone can tell of what is named."""
        found = (record.id.partition(".")[0] for record in entity.records)
        return (digest for digest in found if digest in self._packs)

    def _data(self, pack: Pack) -> Record:
        return self._knowledge.records["jeu"][pack.digest]

    def _describe(self, frame: Frame, selection: Selection) -> dict[str, Any]:
        named: dict[str, list[Record]] = {}
        for entity in frame.entities:
            if not entity.excluded:
                kind = self._knowledge.root(entity.kind)
                named.setdefault(f"{kind}_liste", []).extend(entity.records)
        counts = count_lines(selection)
        years, known = counts["annees"], selection.pack.summary.years
        return {
            **counts,
            "en_nature": selection.in_kind,
            **named,
            "premiere": min(years, default=None),
            "derniere": max(years, default=None),
            "jeu": self._data(selection.pack),
            "exclus": [record for entity in frame.entities if entity.excluded for record in entity.records],
            "annees_connues": known or (None, None),
            "hors_annees": known is not None and any(not known[0] <= one <= known[1] for one in years_asked(selection)),
            "bornes": [(one.field, one.euros) for one in selection.conditions if one.field in BOUNDS],
            "jours": days_told(selection),
            "jours_verses": selection.pack.summary.days == "paid_from",
            "jours_dits": selection.pack.summary.days is not None,
            "jours_exclus": frame.apart,
            # What is asked of a year or of a sort of beneficiaries is still asked of all that they got.
            "contraintes": [entity for entity in frame.entities if entity.kind not in BROAD] or frame.dates,
        }

    def _found(self, case: str, selection: Selection, values: dict[str, Any], **more: Any) -> Findings:
        """Findings with the lines behind them."""
        rows: list[Record] = more.pop("rows", [])
        total = values["total"]
        if rows and len(rows) == total <= MOST_LOCATED:
            told = sorted((row.fichier, row.ligne) for row in rows)
            sources = tuple(source_of(selection.pack, f"{file}, ligne {line}") for file, line in told)
        else:
            sources = (source_of(selection.pack, count_of(total, "ligne") if total else "toutes les lignes"),)
        return Findings(case, rows, values, sources=sources, lines=selection.path(), **more)

    def _ask_somme(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """How much, in how many grants, year by year; the grants themselves where they are few."""
        total = values["total"]
        who = tuple(values.get("beneficiaire_liste", ()))
        if not total:
            return self._nothing(selection, values)
        rows = []
        if total <= MOST_ROWS:
            few: list[Line] | None = values["peu"]
            order = "year, cents DESC NULLS LAST, line"
            rows = (
                self._rows.told(selection, order, MOST_ROWS) if few is None else self._rows.records(few, selection.pack)
            )
        values["lignes"] = rows
        # Years are told one by one anyway.
        values["cotes"] = named_sides(selection, {**values, "annee_liste": ()})
        values["dates_dites"] = any(row.date or row.versee for row in rows)
        values["somme_de_tout"], values["n_de_tout"] = whole(selection)
        if not who:
            values["n_beneficiaires"] = selection.ask("count(DISTINCT beneficiary)")[0][0]
        values["qui_dabord"] = not who and not frame.who and frame.target in WHO
        # « La suite » goes on with what was counted, one by one.
        page = None if rows else (list_of(replace(query, ask="liste"), frame, selection), 0)
        return self._found("somme", selection, values, rows=rows, focus=who, page=page)

    def _ask_told(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """The same, where a column says what is asked of those grants: their decision, or its day."""
        found = self._ask_somme(query, frame, selection, values) if selection.conditions else Findings("de_quoi")
        if found.case == "somme" and not selection.ask(f"count({query.ask})")[0][0]:
            found.case = "non_dit"
        return found

    def _ask_fiche(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """What the columns beyond the form say of beneficiaries, and how they are paid, however a message says it."""
        selection = selection.without(PAID)
        values = self._describe(frame, selection)
        if not values["total"]:
            return self._nothing(selection, values)
        told = [(one.header, values_of(selection, f"x{one.place}")) for one in selection.pack.summary.extras]
        values["versements"] = values_of(selection, "conditions")
        values["rubriques"] = [(header, some) for header, some in told if some]
        case = "fiche" if values["versements"] or values["rubriques"] else "fiche_vide"
        return self._found(case, selection, values, focus=tuple(values.get("beneficiaire_liste", ())))

    def _ask_numbers(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """The numbers of beneficiaries."""
        values |= {"sirets": values_of(selection, "siret"), "rnas": values_of(selection, "rna")}
        case = "numeros" if values["sirets"] or values["rnas"] else "numeros_non_dits"
        return self._found(case, selection, values, focus=tuple(values["beneficiaire_liste"]))

    def _ask_odd(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """The grants of amounts that are negative, or beyond the scale of who gives."""
        rows = self._rows.told(selection, "cents, file, line", MOST_ROWS, ODD)
        values |= {"lignes": rows, "n_a_verifier": selection.ask("count(*)", f"AND {ODD}")[0][0]}
        return self._found("a_verifier" if rows else "a_verifier_aucun", selection, values, rows=rows)

    def _ask_premiers(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """The grants of the first or of the last day."""
        column = selection.pack.summary.days
        if column is None:
            return Findings("jours", values={"jeu": values["jeu"], "jours_inconnus": True})
        day = selection.ask(f"{'min' if query.ask == 'premiers' else 'max'}({column})", f"AND {selection.added}")[0][0]
        if day is None:
            return self._nothing(selection, values)
        selection = selection.having(Condition(days.FIELD, (day.isoformat(),)))
        rows = self._rows.told(selection, "cents DESC NULLS LAST, file, line", MOST_ROWS, selection.added)
        values |= {**self._describe(frame, selection), "lignes": rows, "jour_dit": day}
        listed = tuple(dict.fromkeys(row.beneficiaire for row in rows))
        return self._found("jour_dit", selection, values, rows=rows, listed=listed)

    def _nothing(self, selection: Selection, values: dict[str, Any]) -> Findings:
        """No line fits: what those named have got otherwise."""
        kept = tuple(one for one in selection.conditions if one.field == "beneficiaire")
        values |= {"ailleurs": [], "a_part": sides_apart(selection, values.get("rubrique_liste", ()))}
        if kept and not selection.in_kind:
            values["ailleurs"] = count_lines(selection._replace(conditions=kept))["par_annee"]
        who, case = tuple(values.get("beneficiaire_liste", ())), "hors_annees" if values["hors_annees"] else "aucune"
        return self._found(case, selection, values, focus=who)

    def _ask_liste(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """Grants one by one, the greatest first."""
        if not values["n_argent"]:
            return self._nothing(selection, values)
        begun = frame.page[1] if frame.page else 0
        rows = self._rows.told(selection, "cents DESC NULLS LAST, file, line", MOST_ROWS, selection.added, begun)
        page = next_page(query, frame, selection, begun + len(rows), values["n_argent"])
        values |= {"lignes": rows, "debut": begun, "reste": values["n_argent"] - begun - len(rows)}
        listed = tuple(row.beneficiaire for row in rows)
        return self._found("liste" if rows else "fin", selection, values, rows=rows, listed=listed, page=page)

    def _ask_plus(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """Who got most or least; or which single grants are the greatest or the smallest."""
        bounds = [one for one in selection.conditions if one.field in BOUNDS]
        usual = MOST_RANKED if bounds else RANKED if "superlatif" in frame.roles else MOST_ROWS
        most = min(how_many(frame, selection) or usual, MOST_RANKED)
        begun = frame.page[1] if frame.page else 0
        asked_of = selection
        values |= {"demandes": most, "plus": query.ask == "plus", "debut": begun}
        order = "DESC" if values["plus"] else "ASC"
        values["de_chacun"] = not is_of_rows(query, frame)
        if not values["n_argent"] and not (bounds and values["de_chacun"]):
            return self._nothing(selection, values)
        if not values["de_chacun"]:
            rows = self._rows.told(selection, f"cents {order} NULLS LAST, file, line", most, selection.added, begun)
            told = begun + len(rows)
            page = next_page(query, frame, asked_of, told, values["n_argent"])
            values |= {"lignes": rows, "reste": values["n_argent"] - told}
            case = "rang_subventions" if rows else "fin"
            return self._found(case, selection, values, rows=rows, **bodies_told(rows), page=page)
        if bounds:
            # « Qui a reçu plus de 5 000 € ? » is asked of what each got in all.
            selection = selection.without(*BOUNDS)
            values |= {**self._describe(frame, selection), "bornes": values["bornes"]}
        found = rank(selection, most, least=not values["plus"], begun=begun, bounds=tuple(bounds))
        if not found and any(one.field == EXACT for one in bounds):
            # « Qui a eu 2 903 € ? » may be told of one grant.
            rows = self._rows.told(asked_of, "file, line", MOST_ROWS, selection.added)
            if rows:
                values |= {"lignes": rows, "debut": 0, "reste": 0}
                return self._found("rang_subventions", asked_of, values, rows=rows, **bodies_told(rows))
        if not found:
            return self._found("fin", selection, values) if begun else self._nothing(selection, values)
        who = self._rows.called([row[0] for row in found], selection.pack)
        ranked = [(who[number], cents, count) for number, cents, count, _ in found]
        values |= {"rangs": ranked, "cumul": sum(cents for _, cents, _ in ranked), "n_rangs": found[0][3]}
        told = begun + len(ranked)
        page = next_page(query, frame, asked_of, told, found[0][3])
        values["reste"] = found[0][3] - told
        listed = tuple(record for record, _, _ in ranked)
        measure = Measure(None, GRANT, tuple((record, cents) for record, cents, _ in ranked))
        first = () if bounds and len(listed) > 1 else listed[:1]
        return self._found("rang", selection, values, listed=listed, focus=first, measure=measure, page=page)

    def _ask_souvent(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """Who got several grants, or as many as are said."""
        found = rank(selection, MOST_RANKED, times=frame.comparison)
        who = self._rows.called([row[0] for row in found], selection.pack)
        values["rangs"] = [(who[number], cents, count) for number, cents, count, _ in found]
        values |= {"fois": frame.comparison, "n_rangs": found[0][3] if found else 0}
        listed = tuple(record for record, _, _ in values["rangs"])
        return self._found("souvent" if found else "jamais", selection, values, listed=listed)

    def _ask_groupes(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """How much for each value of an extra column, most or least first."""
        columns = values.get("colonne_liste", ())
        if not columns or not values["n_argent"]:
            return self._nothing(selection, values) if columns else self._ask_somme(query, frame, selection, values)
        rows = selection.ask(
            f"x{columns[0].rang} AS value, count(*), coalesce(sum(cents), 0)::BIGINT AS sum, avg(cents)::BIGINT",
            f"AND {selection.added} GROUP BY value ORDER BY sum {'DESC' if query.ask == 'groupes' else 'ASC'}, value",
        )
        most = min(how_many(frame, selection) or MOST_ROWS, MOST_RANKED)
        values |= {"groupes_de_lignes": rows[:most], "n_groupes": len(rows), "a_l_envers": query.ask != "groupes"}
        return self._found("groupes", selection, values)

    def _ask_annees(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """How much in each year, and to how many, with the best and the worst of several."""
        told = [row for row in values["par_annee"] if row[0] is not None]
        if not values["n_argent"]:
            return self._nothing(selection, values)
        each = dict(selection.ask("year, count(DISTINCT beneficiary)", f"AND {selection.added} GROUP BY year"))
        values |= {"beneficiaires_par_annee": each, "plus_grosse": None, "plus_petite": None}
        values["plus_de_beneficiaires"] = max(each.items(), key=itemgetter(1))
        if len(told) > 1:
            values |= {"plus_grosse": max(told, key=itemgetter(2)), "plus_petite": min(told, key=itemgetter(2))}
        best = self._knowledge.records["annee"].get(str(values["plus_grosse"][0])) if values["plus_grosse"] else None
        focus = (*([best] if best else ()), *values.get("beneficiaire_liste", ()))
        return self._found("annees", selection, values, focus=focus)

    def _ask_mois(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """How much in each month: that of the decision, or, where no line tells it, that of the payment."""
        if not values["n_argent"]:
            return self._nothing(selection, values)
        told = selection.ask("count(date), count(paid_from)", f"AND {selection.added}")[0]
        column = "date" if told[0] else "paid_from"
        rows = selection.ask(
            f"date_trunc('month', {column})::DATE AS month, count(*), coalesce(sum(cents), 0)::BIGINT",
            f"AND {selection.added} GROUP BY month ORDER BY month NULLS LAST",
        )
        values |= {"mois": rows[-MOST_MONTHS:], "n_mois": len(rows), "versees": not told[0]}
        values["plus_gros_mois"] = max((row for row in rows if row[0]), key=lambda row: row[2], default=None)
        return self._found("mois" if any(told) else "mois_inconnus", selection, values)

    def _ask_moyenne(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """The average and the median of a grant, with the least and the greatest; the average of who got any."""
        values |= averages(selection)
        if values["somme_nature"] and not selection.in_kind:
            values |= averages_with_kind(selection)
        return self._found("moyenne", selection, values) if values["n_connus"] else self._nothing(selection, values)

    def _ask_comparaison(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """How much each of several things named got: beneficiaries, years, rubrics."""
        values["annee_liste"] = years_apart(values.get("annee_liste", ()), self._knowledge.records["annee"])
        sides = compared(selection, values, self._knowledge.types[GRANT])
        if not sides:
            return self._ask_somme(query, frame, selection, values)
        if not any(count for _, _, count in sides):
            return self._nothing(selection, values)
        values |= {"cotes": sides, "ecart": sides[0][1] - sides[-1][1], "egalite": sides[0][1] == sides[-1][1]}
        listed = tuple(record for record, _, _ in sides if record.source)
        measure = Measure(None, GRANT, tuple((record, cents) for record, cents, _ in sides))
        return self._found("comparaison", selection, values, listed=listed, focus=listed, measure=measure)

    def _ask_changes(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """Who got something in a year and nothing in one before, or the other way round."""
        before, after = values["avant"], values["annee_dite"] = two_years(frame, selection)
        if not may_tell(selection, before, after):
            return self._found("sans_annee_avant", selection, values)
        has, had = (after, before) if query.ask == "nouveaux" else (before, after)
        changed = changes(selection, has, had)
        who = self._rows.called([number for number, _ in changed.first], selection.pack)
        values |= {"n_apart": changed.bodies, "somme_apart": changed.cents}
        values["apart"] = [(who[number], sum_) for number, sum_ in changed.first]
        return self._moved(query.ask, selection, values)

    def _ask_moves(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """Who got more in a year than in one before, or less."""
        before, after = values["avant"], values["annee_dite"] = two_years(frame, selection)
        if not may_tell(selection, before, after):
            return self._found("sans_annee_avant", selection, values)
        values["plus"] = query.ask == "hausses"
        moved = moves(selection, before, after, values["plus"])
        who = self._rows.called([number for number, _, _ in moved.first], selection.pack)
        values["n_apart"] = moved.bodies
        values["apart"] = [(who[number], then, now) for number, then, now in moved.first]
        return self._moved("bouge", selection, values)

    def _moved(self, case: str, selection: Selection, values: dict[str, Any]) -> Findings:
        """Findings about beneficiaries apart, of the lines of two years."""
        both = Condition("annee", (str(values["avant"]), str(values["annee_dite"])))
        listed = tuple(one[0] for one in values["apart"])
        case = case if values["n_apart"] else f"{case}_aucun"
        return self._found(case, selection.without("annee").having(both), values, listed=listed)
