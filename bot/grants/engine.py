"""Questions about published grants: frame → findings, by SQL over a pack. One method for each thing asked."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec.structs import replace

from bot.dialogue.conversation import PAGE
from bot.facts.records import Knowledge, Record
from bot.findings.query import BODY, GRANT, YEARS, Findings, Measure, Query
from bot.grants import days
from bot.grants.beside import sums_beside
from bot.grants.both import joined
from bot.grants.comparing import Asker, Comparing
from bot.grants.conditions import (
    ALIKE,
    BELOW,
    BEYOND,
    OFTEN,
    OFTEN_IN_A_YEAR,
    PLACE,
    condition_of,
    days_of,
    select,
    told_by,
)
from bot.grants.counting import averages, averages_with_kind, bodies
from bot.grants.describing import Describing
from bot.grants.each_act import EachAct
from bot.grants.evolving import CHANGES, MOVES, Evolving
from bot.grants.few import Line
from bot.grants.first_days import FirstDays
from bot.grants.grouping import Grouping, column_asked
from bot.grants.in_both import asked_in_both
from bot.grants.located import Located
from bot.grants.meant import about_grants, of_one_pack, settled, values_of_columns, which_called_so
from bot.grants.notified import Notified
from bot.grants.paging import how_many, is_lost, is_of_rows, list_of, next_page, of_the_most, span_asked
from bot.grants.placing import Placing
from bot.grants.publications import COMPARING, OF_ALL, Publications, by_publication
from bot.grants.ranking import MOST_RANKED, rank, without_most
from bot.grants.referenced import referenced
from bot.grants.refused import Refused
from bot.grants.repeated import Repeated
from bot.grants.requested import Requested
from bot.grants.rows import Rows
from bot.grants.same_theme import beside as beside_in_theme
from bot.grants.same_theme import themes_of
from bot.grants.selection import BOUNDS, EXACT, Selection
from bot.grants.served import Pack
from bot.grants.sheets import Sheets
from bot.grants.sides import beyond, crossed, named_sides, overlap, whole
from bot.grants.summary import ODD
from bot.grants.told import bodies_told, named_as_one, shared_name, some_names
from bot.grants.towns import placed, towns_of
from bot.grants.untold import tells_nothing_asked
from bot.understanding.frame import WITHOUT_MOST, Frame
from bot.understanding.roles import BETWEEN

MOST_ROWS = 12
"""Grants that an answer names one by one."""
MEASURING = "mesure"
"""The role of words that ask for an average."""
LAST = -1
"""The rank of the last."""
RANKED = 5
"""How many are ranked when the message does not say."""
BELOW_ALL = ("moins_de", "au_plus")
"""Bounds that one grant may be within, though what its body got in all is not."""
WHO = ("beneficiaire", "laureat", "commune")
"""What those are called who are asked for, as words tell it."""
BESIDE_ONE = {BEYOND: "plus_de", BELOW: "moins_de", ALIKE: EXACT}
"""What bounds those that are ranked beside the one that is named, by what is asked of them."""


class GrantsEngine:
    """Runs queries over packs."""

    def __init__(self, packs: Mapping[str, Pack], knowledge: Knowledge) -> None:
        """`packs` are named by their digests."""
        self._packs = packs
        self._knowledge = knowledge
        self._rows = Rows(knowledge)
        self._about = Describing(knowledge)
        self._publications = Publications(packs, knowledge)
        self._grouping = Grouping(self._about, self._rows)
        repeated, sheets = Repeated(self._about, self._rows), Sheets(self._about)
        evolving = Evolving(self._about, self._rows, knowledge)
        self._values = values_of_columns(packs, knowledge)
        self._towns = towns_of(self._values)
        # What asks about lines of grants by itself: what runs here is told below, in no circle with its engine.
        self._comparing = Comparing(self._about, knowledge)
        self._askers: dict[str, Asker] = {
            PLACE: Placing(self._about, self._rows).place,
            "annees": evolving.years,
            "mois": evolving.months,
            "fideles": evolving.faithful,
            "premiers_par_annee": evolving.leaders,
            **dict.fromkeys(CHANGES, evolving.changes),
            **dict.fromkeys(MOVES, evolving.moves),
            OFTEN: repeated.often,
            OFTEN_IN_A_YEAR: repeated.in_a_year,
            **dict.fromkeys(("premiers", "derniers"), FirstDays(self._about, self._rows).told),
            "actes": EachAct(self._about).each,
            "refus": Refused(self._about, self._rows).refused,
            "sollicite": Requested(self._about, self._rows).requested,
            "lieux": Located(self._about).located,
            "notifiees": Notified(self._about, self._rows).notified,
            "fiche": sheets.told,
            "numeros": sheets.numbers,
        }

    def run(self, query: Query, frame: Frame) -> Findings:
        """The findings of a query under a frame's constraints."""
        if query.ask == "sujets":
            about = (*map(self._about.data, self._packs.values()), *self._knowledge.of(query.owner))
            return Findings("choisir", choices=about, values={"sujets": about})
        query = asked_in_both(query, frame)
        about_all = self._publications.spread(about_grants(frame, self._values))
        understood, packs = self._publications.chosen(settled(of_one_pack(about_all, self._packs.keys()), query.ask))
        if self._publications.told_apart(frame, packs, query.ask):
            each, ones = replace(query, ask=OF_ALL), (self._publications.of_one(frame, pack) for pack in packs)
            return by_publication((self.run(each, one) for one in ones), compared=query.ask == COMPARING)
        if (other := self._publications.lacking(understood, packs)) is not None:
            return self._about.lacking(understood, packs[0], other)
        frame = which_called_so(placed(understood, self._packs, self._towns, query.ask), query.ask)
        for entity in frame.entities:
            once = len({*self._publications.digests(entity)}) == len(entity.records)
            if len(entity.records) > 1 and not (entity.records[0].type.union or once):
                values = {"nom": shared_name(entity), "noms": some_names(entity.records)}
                return Findings("choisir", choices=entity.records, values=values)
        if len(packs) > 1:
            # Two publications may tell of the same grants: they are not added up.
            return Findings("choisir", choices=tuple(map(self._about.data, packs)), values={"nom": ""})
        frame, selection = select(joined(frame, packs[0], self._knowledge), packs[0], query.ask)
        if not told_by(frame, selection, query.ask):
            # What a number is for decides of the lines: it is never left out.
            return Findings("nombre", values={"nombre": next(iter(frame.numbers), None)})
        untold = selection.pack.summary.days is None
        dated = any(one.field == days.FIELD for one in selection.conditions)
        # « Qui a le plus, entre la MJC et le club ? »
        lost = BETWEEN in frame.roles and not (frame.dates or frame.bounds or len(frame.entities) > 1)
        if (frame.dates and not days_of(frame)) or lost or (dated and untold):
            return Findings("jours", values={"jeu": self._about.data(selection.pack), "jours_inconnus": untold})
        if PAGE in frame.roles and is_lost(query, frame, selection):
            return Findings("sans_suite")
        if query.ask == "somme" and (called := named_as_one(frame)):
            numbers = [one.beneficiary for one in rank(selection, MOST_RANKED)]
            bodies = [*map(self._rows.called(numbers, selection.pack).__getitem__, numbers)]
            if len(bodies) > 1:
                values = {"nom": called, "noms": some_names(bodies)}
                return Findings("choisir", choices=tuple(bodies), values=values)
        described = self._about.described(frame, selection)
        described["d_un_jeu"] = self._publications.one_of_several(packs[0])
        found = self.asker(query.ask)(query, frame, selection, described)
        found.untold = tells_nothing_asked(found, frame, selection)
        return found if frame is understood or found.asked else replace(found, asked=frame)

    def asker(self, ask: str) -> Asker:
        """What answers one kind of questions."""
        return self._askers.get(ask) or partial(_ASKS[ask], self)

    def _ask_somme(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """How much, in how many grants, year by year; the grants themselves where they are few."""
        total = values["total"]
        who = tuple(values.get("beneficiaire_liste", ()))
        if not total:
            return self._about.nothing(selection, values)
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
        values["se_recoupent"] = overlap(values["cotes"], values["n_argent"])
        values["croises"] = crossed(selection, values, values.get("annee_liste", ()))
        values["dates_dites"] = any(row.date or row.versee for row in rows)
        values["somme_de_tout"], values["n_de_tout"] = whole(selection)
        values["a_cote"] = sums_beside(selection)
        # « Combien de foyers ruraux ont été aidés ? »
        starts = [one.start for one in frame.of("beneficiaire") if one.start >= 0 and not one.excluded]
        called_so = len(set(starts)) < len(starts)
        if not who or called_so:
            values["n_beneficiaires"], values["n_beneficiaires_au_plus"] = bodies(selection)
        values["qui_dabord"] = not who and not frame.who and frame.target in WHO
        # « La suite » goes on with what was counted, one by one.
        page = None if rows else (list_of(replace(query, ask="liste"), frame, selection), 0)
        return self._about.found("somme", selection, values, rows=rows, focus=who, page=page)

    def _ask_published(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """What is published, from which amount on."""
        found = self._ask_somme(query, frame, selection, values)
        found.values["plus_petite"] = selection.ask("min(cents)", f"AND {selection.added} AND cents > 0")[0][0]
        return found

    def _ask_told(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """The same, where a column says what is asked of those grants: their decision, or its day."""
        found = self._ask_somme(query, frame, selection, values) if selection.conditions else Findings("de_quoi")
        if found.case != "somme":
            return found
        if query.ask == "decision":
            return referenced(found, frame, selection, self._rows)
        return found if selection.ask(f"count({query.ask})")[0][0] else replace(found, case="non_dit")

    def _ask_odd(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """The grants of amounts that are negative, or beyond the scale of who gives."""
        rows = self._rows.told(selection, "cents, file, line", MOST_ROWS, ODD)
        values |= {"lignes": rows, "n_a_verifier": selection.ask("count(*)", f"AND {ODD}")[0][0]}
        more = {"rows": rows, "of": values["n_a_verifier"]}
        return self._about.found("a_verifier" if rows else "a_verifier_aucun", selection, values, **more)

    def _ask_liste(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """Grants one by one, the greatest first."""
        if not values["n_argent"]:
            return self._about.nothing(selection, values)
        begun = frame.page[1] if frame.page else 0
        most = min((frame.page and how_many(frame, selection)) or MOST_ROWS, MOST_RANKED)
        rows = self._rows.told(selection, "cents DESC NULLS LAST, file, line", most, selection.added, begun)
        page = next_page(query, frame, selection, begun + len(rows), values["n_argent"])
        values |= {"lignes": rows, "debut": begun, "reste": values["n_argent"] - begun - len(rows)}
        listed = tuple(row.beneficiaire for row in rows)
        return self._about.found("liste" if rows else "fin", selection, values, rows=rows, listed=listed, page=page)

    def _ask_plus(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """Who got most or least; or which single grants are the greatest or the smallest."""
        if frame.ordinals == (LAST,) and query.ask == "plus" and not frame.page:
            # « Le dernier en sport »
            return self._ask_plus(replace(query, ask="moins"), frame, selection, values)
        bounds = [one for one in selection.conditions if one.field in BOUNDS]
        usual = MOST_RANKED if bounds else RANKED if of_the_most(frame) else MOST_ROWS
        asked, begun = span_asked(frame, selection, usual)
        most, asked_of = min(asked, MOST_RANKED), selection
        values |= {"plus": query.ask == "plus", "debut": begun}
        order = "DESC" if values["plus"] else "ASC"
        values["de_chacun"] = not is_of_rows(query, frame)
        if not values["n_argent"] and not (bounds and values["de_chacun"]):
            return self._about.nothing(selection, values)
        if WITHOUT_MOST in frame.roles:
            of_grants = bool(bounds) or not values["de_chacun"]
            left = without_most(selection, asked, of_grants=of_grants, least=not values["plus"])
            return self._about.found("sans_premiers", selection, values | {"retires": left, "de_chacun": not of_grants})
        if not values["de_chacun"]:
            rows = self._rows.told(selection, f"cents {order} NULLS LAST, file, line", most, selection.added, begun)
            told = begun + len(rows)
            page = next_page(query, frame, asked_of, told, values["n_argent"])
            cents = sum(row.montant or 0 for row in rows)
            values |= {"lignes": rows, "reste": values["n_argent"] - told, "cumul": cents}
            if bounds:
                # « Combien d’associations ont eu plus de 10 000 € d’un coup ? »
                values["n_beneficiaires"], values["n_beneficiaires_au_plus"] = bodies(selection)
            if frame.checks:
                # « La subvention d’Europolia est-elle la plus grosse ? » is asked of all.
                everyone = selection.without("beneficiaire")
                values["de_toutes"] = self._rows.told(
                    everyone, f"cents {order} NULLS LAST, file, line", 1, selection.added
                )
            case = "rang_subventions" if rows else "fin"
            answer = self._about.found(case, selection, values, rows=rows, **bodies_told(rows), page=page)
            return replace(answer, summed=(len(rows), cents))
        if bounds:
            # « Qui a reçu plus de 5 000 € ? » is asked of what each got in all.
            selection = selection.without(*BOUNDS)
            values |= {**self._about.described(frame, selection), "bornes": values["bornes"]}
        found = rank(selection, most, least=not values["plus"], begun=begun, bounds=tuple(bounds))
        if not found and any(one.field == EXACT for one in bounds):
            # « Qui a eu 2 903 € ? » may be told of one grant.
            rows = self._rows.told(asked_of, "file, line", MOST_ROWS, selection.added)
            if rows:
                values = {**self._about.described(frame, asked_of), "lignes": rows, "debut": 0, "reste": 0}
                return self._about.found("rang_subventions", asked_of, values, rows=rows, **bodies_told(rows))
        if not found and not (begun or bounds):
            # « Quels particuliers ont été aidés ? » is of nobody who may be named.
            return self._ask_somme(query, frame, selection, values)
        if not found:
            return self._about.found("fin", selection, values) if begun else self._about.nothing(selection, values)
        all_, total = found[0].bodies, found[0].total
        who = self._rows.called([one.beneficiary for one in found], selection.pack)
        ranked = [(who[one.beneficiary], one.cents, one.grants) for one in found]
        values |= {"rangs": ranked, "demandes": len(ranked), "cumul": sum(one.cents for one in found)}
        values |= {"n_rangs": all_, "somme_des_rangs": total}
        if bounds and all(one.field in BELOW_ALL for one in bounds) and all_ == len(found):
            values["aussi"] = self._with_one_so(asked_of, [one.beneficiary for one in found])
        if asked > most and not begun:
            # « La part des 100 premiers ? » is that of a hundred, of whom thirty are told.
            of_all_asked = rank(selection, asked, least=not values["plus"], bounds=tuple(bounds))
            values |= {"demandes": len(of_all_asked), "cumul": sum(one.cents for one in of_all_asked)}
        told = begun + len(ranked)
        page = next_page(query, frame, asked_of, told, all_)
        values["reste"] = all_ - told
        listed = tuple(record for record, _, _ in ranked)
        measure = Measure(None, GRANT, tuple((record, cents) for record, cents, _ in ranked))
        # « Qui a reçu de l’argent en mars ? — Combien ça fait ? » is asked of them all.
        of_all = not of_the_most(frame) and not how_many(frame, selection)
        first = () if (bounds or of_all) and len(listed) > 1 else listed[:1]
        more = {"focus": first, "measure": measure, "page": page, "of": all_ if bounds else len(listed)}
        answer = self._about.found("rang", selection, values, listed=listed, **more)
        return replace(answer, counted=all_, summed=(all_, total)) if bounds else answer

    def _with_one_so(self, selection: Selection, told: Sequence[int]) -> list[Record]:
        """Who got one grant as a question bounds it, but more in all, where they are few (« moins de 200 € »)."""
        numbers = [one.beneficiary for one in rank(selection, MOST_ROWS) if one.beneficiary not in told]
        who = self._rows.called(numbers, selection.pack)
        return [who[number] for number in numbers]

    def _ask_same_theme(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """Who else got most for the theme of the one that is named."""
        themes = themes_of(frame, selection.pack, self._knowledge)
        if len(themes) != 1:
            who = tuple(values.get("beneficiaire_liste", ()))
            return self._about.found("domaines", selection, values | {"domaines": themes}, focus=who)
        others = beside_in_theme(frame, themes[0])
        return replace(self.run(replace(query, ask="plus"), others), asked=others)

    def _ask_beyond(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """Who got more in all than the one that is named, or as much, or who comes after it."""
        who = tuple(values.get("beneficiaire_liste", ()))
        if not who and query.ask == BEYOND:
            # « Qui a reçu plus que le tennis ? »
            themes = (one for one in frame.of("objet") if one.start >= 0 and not one.excluded)
            who = tuple(record for one in themes for record in one.records)
        of_years = not frame.who and frame.target is None and len({one.records for one in frame.of(*YEARS)}) > 1
        if len(who) != 1 or not values["n_argent"] or of_years:
            # « Le cinéma en 2024 ? — C’est plus qu’en 2023 ? »
            return self.asker(COMPARING)(query, frame, selection, values)
        selection = selection if who[0].type.name == BODY else selection.without(condition_of(who[0]).field)
        others = beyond(selection, values["somme"], BESIDE_ONE[query.ask])
        frame = frame.with_entities(tuple(one for one in frame.entities if who[0] not in one.records))
        if query.ask == BELOW:
            frame = replace(frame, numbers=frame.numbers or (RANKED,))
        found = self._ask_plus(replace(query, ask="plus"), frame, others, self._about.described(frame, others))
        found.values |= {"autre": who[0], "somme_de_l_autre": values["somme"]}
        case = query.ask if found.case == "rang" else f"{query.ask}_aucun"
        return replace(found, case=case, focus=who, page=None)

    def _ask_groupes(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """How much for each value of an extra column, most or least first."""
        column = column_asked(frame, values)
        if column is not None:
            return self._grouping.groups(column, query, frame, selection, values)
        of_value = MEASURING in frame.roles and "colonne_liste" in values
        return (self._ask_moyenne if of_value else self._ask_somme)(query, frame, selection, values)

    def _ask_moyenne(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """The average and the median of a grant, with the least and the greatest; the average of who got any."""
        values |= averages(selection)
        if values["somme_nature"] and not selection.in_kind:
            values |= averages_with_kind(selection)
        return (
            self._about.found("moyenne", selection, values)
            if values["n_connus"]
            else self._about.nothing(selection, values)
        )

    def _ask_comparaison(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        return self._comparing.compare(query, frame, selection, values, self)


_ASKS: Mapping[str, Callable[[GrantsEngine, Query, Frame, Selection, dict[str, Any]], Findings]] = {
    "somme": GrantsEngine._ask_somme,
    "donnees": GrantsEngine._ask_published,
    "decision": GrantsEngine._ask_told,
    "date": GrantsEngine._ask_told,
    "du_meme_domaine": GrantsEngine._ask_same_theme,
    "liste": GrantsEngine._ask_liste,
    "plus": GrantsEngine._ask_plus,
    "moins": GrantsEngine._ask_plus,
    **dict.fromkeys(BESIDE_ONE, GrantsEngine._ask_beyond),
    "groupes": GrantsEngine._ask_groupes,
    "groupes_moins": GrantsEngine._ask_groupes,
    "premiers_de_chaque": GrantsEngine._ask_groupes,
    COMPARING: GrantsEngine._ask_comparaison,
    "moyenne": GrantsEngine._ask_moyenne,
    "a_verifier": GrantsEngine._ask_odd,
}
