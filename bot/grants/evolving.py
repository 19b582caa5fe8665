"""Questions about several years or months: how much in each, and who is new, is gone, got more or less than before."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

from bot.dialogue.conversation import LEAST_SEVERAL
from bot.dialogue.years import MOVED
from bot.facts.records import Knowledge, Record
from bot.findings.query import YEARS, Findings, Query
from bot.grants.changes import (
    MOST_TOLD,
    SAME,
    SHARE,
    TIMES,
    Move,
    before_and_after,
    changes,
    faithful,
    leaders,
    may_tell,
    moved_by,
    moves,
    others_and_asked,
    several_years,
    two_years,
)
from bot.grants.conditions import years_asked
from bot.grants.describing import Describing
from bot.grants.paging import how_many, next_page
from bot.grants.ranking import MOST_RANKED
from bot.grants.rows import Rows
from bot.grants.selection import Condition, Selection
from bot.grants.sides import BETWEEN_YEARS
from bot.understanding.frame import Frame

MOVES = {
    "hausses": Move(">"),
    "hausses_part": Move(">", SHARE),
    "hausses_fois": Move(">", TIMES),
    "baisses": Move("<"),
    "baisses_part": Move("<", SHARE),
    "baisses_fois": Move("<", TIMES),
    "stables": Move(SAME),
}
"""The queries of whose sums moved, and how."""
EACH_YEAR = "chaque_annee_mot"
"""The concept of words that ask for what is so each year."""
WHICH, WHO = "lesquels", frozenset(("qui", "organisme_mot", "laureat", "sorte_mot"))
"""The concept of words that choose among what was told, and those of words that ask for bodies."""
MORE = frozenset(("en_plus_mot", "de_plus_que"))
"""The concepts of words that ask how many more there are."""
CHANGES = NEW, NEVER_BEFORE, GONE, ABSENT, BACK = "nouveaux", "inedits", "disparus", "absents", "revenus"
"""The queries of who had nothing in the year before, of who had nothing in any, of who has nothing any more, of who had
nothing in a year, of who has something again."""
MOST_MONTHS = 24
"""Months that an answer tells one by one, the last ones."""


class Evolving:
    """Answers them; a method for each takes the query, the question, its lines and what is said of them."""

    def __init__(self, about: Describing, rows: Rows, knowledge: Knowledge) -> None:
        self._about = about
        self._rows = rows
        self._knowledge = knowledge

    def years(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """How much in each year, and to how many, with the best and the worst of several."""
        values["moved"] = moved = bool(MOVED.intersection(frame.concepts))
        # « Combien d’associations en plus entre 2022 et 2024 ? »
        values["compte_l_ecart"] = more = not moved and bool(MORE.intersection(frame.concepts))
        if (moved or more) and len({*years_asked(selection)}) == 1:
            # « La culture a baissé en 2024 ? » is asked of 2023 as well.
            pair = two_years(frame, selection)
            if not may_tell(selection, *pair):
                return self._about.found("sans_annee_avant", selection, values | {"annee_dite": pair[1]})
            selection = _of_years(selection, pair)
            values = {**values, **self._about.described(frame, selection)}
        if values["n_nature"] and not values["n_argent"]:
            # « L’épicerie n’a eu qu’un local. — Depuis quelle année ? »
            selection = selection.having(Condition("nature", ("nature",)))
            values = {**values, **self._about.described(frame, selection)}
        told = [row for row in values["par_annee"] if row[0] is not None]
        if not values["n_argent"]:
            return self._about.nothing(selection, values)
        asked = {*years_asked(selection)}
        first, last = values["annees_connues"]
        if len(asked) > 1 and first is not None and len(asked.intersection(range(first, last + 1))) == 1:
            # « Évolution 2021/2022 », of data that are but of 2022
            return self._about.found("sans_annee_avant", selection, values | {"annee_dite": max(asked)})
        each = _bodies_by_year(selection)
        values |= {"beneficiaires_par_annee": each, "plus_grosse": None, "plus_petite": None}
        values["comptes"] = defaultdict(lambda: (0, 0), {year: (count, each[year]) for year, count, _ in told})
        values["plus_de_beneficiaires"] = max(each.items(), key=itemgetter(1))
        values["ecarts"] = list(_gaps(selection, [(year, cents) for year, _, cents in told]))
        if len(told) > 1:
            values |= {"plus_grosse": max(told, key=itemgetter(2)), "plus_petite": min(told, key=itemgetter(2))}
        values["moyennes"] = _means(selection, [cents for _, _, cents in told])
        best = self._knowledge.records["annee"].get(str(values["plus_grosse"][0])) if values["plus_grosse"] else None
        focus = (*([best] if best else ()), *values.get("beneficiaire_liste", ()))
        return self._about.found("annees", selection, values, focus=focus)

    def months(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """How much in each month: that of the decision, or, where no line tells it, that of the payment."""
        if not values["n_argent"]:
            return self._about.nothing(selection, values)
        told = selection.ask("count(date), count(paid_from)", f"AND {selection.added}")[0]
        column = "date" if told[0] else "paid_from"
        rows = selection.ask(
            f"date_trunc('month', {column})::DATE AS month, count(*), coalesce(sum(cents), 0)::BIGINT",
            f"AND {selection.added} GROUP BY month ORDER BY month NULLS LAST",
        )
        values |= {"mois": rows[-MOST_MONTHS:], "n_mois": len(rows), "versees": not told[0]}
        dated = sorted((row for row in rows if row[0]), key=lambda row: row[2])
        values |= {"plus_gros_mois": dated[-1] if dated else None, "plus_petit_mois": dated[0] if dated else None}
        return self._about.found("mois" if any(told) else "mois_inconnus", selection, values)

    def faithful(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """Who got something in each of several years; how many of them are told, if the question says so."""
        years = several_years(selection)
        values |= {"annees_dites": self._said(years), "n_annees": len(years), "deux_dernieres": years[-2:]}
        if len(years) < LEAST_SEVERAL or not may_tell(selection, *years):
            return self._about.found("sans_annee_avant", selection, values)
        if frame.comparison is not None and frame.comparison != ("=", len(years)):
            # « Les trois années », of four
            return self._about.found("autant_d_annees", selection, values)
        of_years = _of_years(selection, years)
        values |= self._about.described(frame, of_years)
        begun = values["debut"] = frame.page[1] if frame.page else 0
        kept = faithful(of_years, years, begun)
        if begun and not kept.bodies:
            return self._about.found("fin", of_years, values)
        told = begun + len(kept.first)
        who = self._rows.called([number for number, _, _ in kept.first], selection.pack)
        values |= {"n_apart": kept.bodies, "reste": kept.bodies - told}
        values["beneficiaires_par_annee"] = _bodies_by_year(of_years)
        values["apart"] = [(who[number], cents, count) for number, cents, count in kept.first]
        page = next_page(query, frame, selection, told, kept.bodies)
        listed = tuple(one[0] for one in values["apart"])
        case = "fideles" if kept.bodies else "fideles_aucun"
        return self._about.found(case, of_years, values, listed=listed, page=page, of=kept.bodies)

    def leaders(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """Who got most in each of several years."""
        years = several_years(selection)
        if len(years) < LEAST_SEVERAL or not may_tell(selection, *years):
            return self._about.found("sans_annee_avant", selection, values)
        of_years = _of_years(selection, years)
        values |= self._about.described(frame, of_years)
        first = leaders(of_years, years)
        if not first:
            return self._about.nothing(of_years, values)
        who = self._rows.called([number for _, number, _ in first], selection.pack)
        values |= {"premiers": [(year, who[number], cents) for year, number, cents in first], "reste": 0}
        listed = tuple(dict.fromkeys(who[number] for _, number, _ in first))
        # Who leads with as much as another is not always the same.
        values["toujours"] = listed[0] if len(listed) == 1 and len(first) == len(years) else None
        return self._about.found("premiers_par_annee", of_years, values, listed=listed)

    def changes(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """Who got something in some years and nothing before, or nothing after."""
        if query.ask == ABSENT:
            has, lacks = others_and_asked(selection)
        else:
            never, gone = query.ask == NEVER_BEFORE, query.ask == GONE
            before, after = before_and_after(frame, selection, never=never, gone=gone)
            has, lacks = (before, after) if gone else (after, before)
        known = [year for year, _ in selection.pack.summary.sums if year is not None]
        had = [year for year in known if lacks and year < min(lacks)] if query.ask == BACK else []
        if not has or not lacks or (query.ask == BACK and not had):
            return self._about.found("sans_annee_avant", selection, values)
        of_years = _of_years(selection, [*has, *lacks])
        begun = frame.page[1] if frame.page else 0
        changed = changes(of_years, has, lacks, begun, had)
        told = begun + len(changed.first)
        who = self._rows.called([one[0] for one in changed.first], selection.pack)
        values |= {**self._about.described(frame, of_years), "debut": begun, "reste": changed.bodies - told}
        values |= {"n_apart": changed.bodies, "somme_apart": changed.cents}
        values |= {"annees_avec": self._said(has), "annees_sans": self._said(lacks), "plusieurs": len(has) > 1}
        values["annees_eues"] = self._said(had)
        # « En 2024 mais pas en 2022 » tells of both years.
        values["exclus"] = [record for record in values["exclus"] if record.type.name not in YEARS]
        values["apart"] = [(who[number], *sum_and_years) for number, *sum_and_years in changed.first]
        listed = tuple(one[0] for one in values["apart"])
        page = next_page(query, frame, selection, told, changed.bodies)
        case = ("fin" if begun else f"{query.ask}_aucun") if not listed else query.ask
        return self._about.found(case, of_years, values, listed=listed, page=page, of=changed.bodies)

    def moves(self, query: Query, frame: Frame, selection: Selection, values: dict[str, Any]) -> Findings:
        """Who, or which values of a column, got more in a year than in one before, or less, or as much; or so each
        year; or what became of the one body that was spoken of (« le judo ? — Une hausse ? »)."""
        bodies = values.get("beneficiaire_liste", ())
        if len(bodies) == 1 and not frame.who and not {WHICH, *WHO}.intersection(frame.concepts):
            return self.years(query, frame, selection, values)
        pair = two_years(frame, selection)
        years = several_years(selection) if EACH_YEAR in frame.concepts else pair
        values |= {"avant": years[0] if years else pair[0], "annee_dite": years[-1] if years else pair[1]}
        if len(years) < LEAST_SEVERAL or not may_tell(selection, *years):
            return self._about.found("sans_annee_avant", selection, values)
        told_by = self._column(frame)
        column = None if told_by is None else told_by.rang
        move, selection = moved_by(MOVES[query.ask], frame, selection)
        # What is asked of each year, or of so great a move, is told at one go: « la suite » says neither again.
        whole = move.least is not None or len(years) > LEAST_SEVERAL
        begun = frame.page[1] if frame.page and not whole else 0
        asked = None if move.least is not None else how_many(frame, selection)
        most = min(asked or (MOST_RANKED if whole else MOST_TOLD), MOST_RANKED)
        of_years = _of_years(selection, years)
        moved = moves(of_years, years, move, column=column, begun=begun, most=most)
        told = begun + len(moved.first)
        who = self._rows.called([] if column else [one[0] for one in moved.first], selection.pack)
        rest = 0 if whole else moved.all - told
        values |= {**self._about.described(frame, of_years), "debut": begun, "reste": rest}
        values |= {"mouvement": move, "chaque": len(years) > LEAST_SEVERAL, "n_apart": moved.all, "colonne": told_by}
        values["apart"] = [(who[one].name if column is None else one, then, now) for one, then, now in moved.first]
        listed = tuple(who[one] for one, _, _ in moved.first) if column is None else ()
        page = next_page(query, frame, selection, told, told + rest)
        case = ("fin" if begun else "bouge_aucun") if not moved.first else "bouge"
        return self._about.found(case, of_years, values, listed=listed, page=page, of=moved.all)

    def _column(self, frame: Frame) -> Record | None:
        """The column of whose values a question asks which moved, if it does not ask it of bodies: one that it names,
        or that of those told (« par secteur ? — Lequel a baissé ? », « Bellevue ou la Gare ? — Laquelle a le plus
        augmenté ? »), of which none is a « qui »."""
        which = WHICH in frame.concepts and not WHO.intersection(frame.concepts)
        named = (*frame.of("colonne"), *frame.of("groupe", "chaque"))
        columns = (one.records[0] for one in named if one.start >= 0 or which or not frame.who)
        carried = (one for one in frame.of("rubrique") if one.start < 0 and not one.excluded)
        told = [record.id.rpartition(".")[0] for one in carried for record in one.records] if which else []
        of_told = self._knowledge.get("colonne", told[0]) if len(told) >= LEAST_SEVERAL and len({*told}) == 1 else None
        return next(columns, of_told)

    def _said(self, years: Sequence[int]) -> list[Record]:
        """Years as an answer tells them: those that follow each other as a period."""
        period = self._knowledge.records["periode"].get(f"{BETWEEN_YEARS}{years[0]}.{years[-1]}") if years else None
        follow = bool(years) and years[-1] - years[0] == len(years) - 1
        return [period] if period and follow else [self._knowledge.records["annee"][str(year)] for year in years]


def _of_years(selection: Selection, years: Sequence[int]) -> Selection:
    """The same lines, of other years."""
    return selection.without("annee").having(Condition("annee", tuple(map(str, years))))


def _means(selection: Selection, cents: Sequence[int]) -> list[tuple[int, int]]:
    """How much there is a year, with of how many years that is the average: those in which there is some, and all those
    that are told, or asked about, where they are more. `cents` are those of each of the former."""
    known = {year for year, _ in selection.pack.summary.sums if year is not None}
    years = known.intersection(years_asked(selection)) or known
    return [(count, round(sum(cents) / count)) for count in sorted({len(cents), len(years)}) if count]


def _gaps(selection: Selection, told: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Pairs of years with the cents of each: the ends of those that are asked about, or else the first and the last
    that have any, then the last two."""
    cents, asked = dict(told), years_asked(selection)
    first, last = (min(asked), max(asked)) if len(asked) > 1 else (told[0][0], told[-1][0]) if told else (0, 0)
    if first < last and may_tell(selection, first, last):
        yield first, last, cents.get(first, 0), cents.get(last, 0)
        if not asked and len(told) > LEAST_SEVERAL:
            (before, had), (after, has) = told[-2:]
            yield before, after, had, has


def _bodies_by_year(selection: Selection) -> dict[int | None, int]:
    """How many beneficiaries there are of each year."""
    columns = "year, count(DISTINCT beneficiary)"
    return dict(selection.ask(columns, f"AND {selection.added} GROUP BY year ORDER BY year NULLS LAST"))
