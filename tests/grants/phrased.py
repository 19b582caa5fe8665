"""What questions of each kind ask of the lines of a pack, and whether a reply gives their figures, summed apart.

`phrasings/*.json` hold, for each kind, how people ask it, written without sight of the rules. Their slots: `{body}` and
`{body2}`, `{year}` and a later `{year2}`, `{theme}` and `{theme2}`, `{amount}` and a greater `{amount2}`, in euros,
`{n}`, from 3 to 8. What follows the answer of how much a body got in a year is under FOLLOWING.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from random import Random
from statistics import median
from typing import NamedTuple

from bot.french.text import fold
from bot.grants.form import MASKED

FOLLOWING = "followups"
APART = " #"
"""Before the number of a body that is called as another is, which no question names."""
AMOUNTS = (500, 1_000, 2_000, 3_000, 5_000, 10_000, 20_000, 50_000)
_NOTHING = re.compile(r"aucun|n['’]a (rien|pas)|pas (de|reçu)|rien|ne figure|ne correspond|\b0 €|^non\b", re.IGNORECASE)


class Line(NamedTuple):
    """A grant: its body, year, cents, object, day, theme, and whether it is money."""

    body: str
    year: int
    cents: int
    object: str | None
    day: date | None
    theme: str | None
    money: bool


class Asked(NamedTuple):
    """What goes into the slots of a phrasing, and what its reply has to say."""

    slots: dict[str, object]
    holds: Callable[[str], bool]


def plain(text: str) -> str:
    """A reply with its numbers in one piece."""
    return re.sub(r"(?<=\d)[ \u202f\xa0](?=\d{3}(?!\d))", "", text).replace("\xa0", " ").replace("\u202f", " ")


def says(text: str, figure: str) -> bool:
    """Whether a reply holds a figure, not as a part of another."""
    return re.search(rf"(?<![\d,]){re.escape(figure)}(?!\d|,\d)", text) is not None


def says_euros(text: str, cents: int) -> bool:
    """Whether a reply holds an amount, or says that there is nothing where there is none."""
    if not cents:
        return _NOTHING.search(text) is not None
    euros, rest = divmod(abs(cents), 100)
    written = {f"{euros},{rest:02}", f"{euros},{rest:02}".rstrip("0")} if rest else {f"{euros}"}
    return any(says(text, one) for one in written)


def says_share(text: str, part: float, whole: float) -> bool:
    """Whether a reply holds a percentage, rounded as one likes."""
    share = 100 * part / whole
    return any(says(text, f"{share:.{places}f}".replace(".", ",")) for places in range(3)) or (
        share < 1 and "%" in text
    )


class Ledger:
    """The lines of a pack, and what people may ask of them."""

    def __init__(self, lines: Iterable[Line], chance: Random) -> None:
        """
        Args:
            lines: the grants of a known year, body and amount.
            chance: what chooses bodies, years, themes and amounts.
        """
        self._all = [*lines]
        self._lines = [one for one in self._all if one.money]
        self._chance = chance
        self._years = sorted({one.year for one in self._lines})
        self._themes = sorted({one.theme for one in self._lines if one.theme})
        self._bodies = sorted({one.body for one in self._lines if 6 <= len(one.body) <= 45 and APART not in one.body})

    def ask(self, kind: str) -> Asked | None:
        """Something that a kind of question may ask; none where ties or gaps leave no one answer."""
        year, later = sorted(self._chance.sample(self._years, 2))
        body, other = self._chance.sample(self._bodies, 2)
        slots: dict[str, object] = {"body": body, "body2": other, "year": year, "year2": later}
        if "theme" in kind:
            return self._of_themes(kind, slots, year)
        if kind.endswith("_year") and ("above" in kind or kind.split("_")[0] in ("below", "between", "at")):
            return self._of_amounts(kind, slots, year)
        for family in (self._of_a_body, self._of_all, self._of_ranks, self._of_years):
            holds = family(kind, slots)
            if holds is not None:
                return Asked(slots, holds)
        return None

    def follow(self, kind: str) -> tuple[str, Asked]:
        """The first question, and what follows it."""
        first = self._chance.choice([one for one in self._lines if one.body in self._bodies])
        year, body = first.year, first.body
        later = self._chance.choice([one for one in self._years if one != year])
        other = self._chance.choice([one for one in self._bodies if one != body])
        mine = [one for one in self._lines if one.body == body and one.year == year]
        holds = {
            "other_year": lambda text: says_euros(text, self._sum(body, later)),
            "other_body": lambda text: any(says_euros(text, self._sum(other, at)) for at in (year, None)),
            "all_years": lambda text: says_euros(text, self._sum(body)),
            "what_for": lambda text: _tells_objects(text, mine),
            "when": lambda text: not any(one.day for one in mine) or _tells_days(text, mine),
            "how_many": lambda text: says(text, str(len(mine))) or len(mine) == 1,
            "share": lambda text: says_share(text, self._sum(body, year), self._sum(None, year)),
            "and_the_first_of_all": lambda text: self._ranked(year)[0][1] in text,
        }[kind]
        slots: dict[str, object] = {"body": body, "body2": other, "year": later}
        return f"Combien a reçu {body} en {year} ?", Asked(slots, holds)

    def _sum(self, body: str | None = None, year: int | None = None, theme: str | None = None) -> int:
        told = (one.cents for one in self._lines if body in (None, one.body) and year in (None, one.year))
        if theme is not None:
            told = (one.cents for one in self._lines if one.theme == theme and year in (None, one.year))
        return sum(told)

    def _ranked(self, year: int | None = None, theme: str | None = None) -> list[tuple[int, str]]:
        sums = defaultdict[str, int](int)
        for one in self._lines:
            if year in (None, one.year) and theme in (None, one.theme):
                sums[one.body] += one.cents
        return sorted(((cents, body) for body, cents in sums.items()), reverse=True)

    def _counts(self, year: int, meets: Callable[[int], bool] = lambda _: True) -> set[int]:
        """How many grants of a year, or bodies, meet a condition; aid in kind may be told among them."""
        told = set[int]()
        for lines in (self._all, self._lines):
            met = [one for one in lines if one.year == year and meets(one.cents)]
            sums = defaultdict[str, int](int)
            for one in lines:
                sums[one.body] += one.cents if one.year == year else 0
            told |= {len(met), len({one.body for one in met}), sum(map(meets, filter(None, sums.values())))}
        return told

    def _of_a_body(self, kind: str, slots: dict[str, object]) -> Callable[[str], bool] | None:
        body, other, year, later = (slots[name] for name in ("body", "body2", "year", "year2"))
        mine = [one for one in self._lines if one.body == body]
        years = sorted({one.year for one in mine})
        if kind in ("share_body_year", "date_body_year", "body_rank_year"):
            one = self._chance.choice([line for line in self._lines if line.year == year and line.body in self._bodies])
            slots["body"] = body = one.body
            mine = [line for line in self._lines if line.body == body and line.year == year]
        ahead = sum(cents > self._sum(body, year) for cents, _ in self._ranked(year))
        return {
            "total_body": lambda text: says_euros(text, self._sum(body)),
            "total_body_year": lambda text: says_euros(text, self._sum(body, year)),
            "not_in_file": lambda text: says_euros(text, self._sum(body, year)),
            "count_body": lambda text: says(text, str(len(mine))) or (len(mine) == 1 and "une" in text.lower()),
            "object_body": (lambda text: _tells_objects(text, mine)) if any(one.object for one in mine) else None,
            "date_body_year": (lambda text: _tells_days(text, mine)) if any(one.day for one in mine) else None,
            "share_body_year": lambda text: says_share(text, self._sum(body, year), self._sum(None, year)),
            "compare_bodies_year": lambda text: all(says_euros(text, self._sum(one, year)) for one in (body, other)),
            "evolution_body": lambda text: all(says_euros(text, self._sum(body, one)) for one in (year, later)),
            "first_year_body": lambda text: str(years[0]) in text,
            "years_body": lambda text: all(str(one) in text for one in years),
            "body_rank_year": lambda text: re.search(rf"(?<!\d){ahead + 1}(e|er|ᵉ|ᵉʳ|re)?\b", text) is not None,
        }.get(kind)

    def _of_all(self, kind: str, slots: dict[str, object]) -> Callable[[str], bool] | None:
        year, later = slots["year"], slots["year2"]
        each = [one.cents for one in self._lines if one.year == year]
        came, left = set[int](), set[int]()
        for lines in (self._all, self._lines):
            # Who was aided in kind may be told to have been aided, and people are nobody new.
            before, after = ({one.body for one in lines if one.year == at} for at in (year, later))
            came |= {len(after - before), len(after - before - {MASKED})}
            left |= {len(before - after), len(before - after - {MASKED})}
        return {
            "total_year": lambda text: says_euros(text, sum(each)),
            "total_all": lambda text: says_euros(text, self._sum()),
            "count_year": lambda text: _says_one(text, self._counts(year)),
            "count_bodies_year": lambda text: _says_one(text, self._counts(year)),
            "mean_year": lambda text: says_euros(text, round(sum(each) / len(each))),
            "median_year": lambda text: says_euros(text, round(median(each))),
            "compare_years_total": lambda text: all(says_euros(text, self._sum(None, one)) for one in (year, later)),
            "new_bodies": lambda text: _says_one(text, came),
            "vanished_bodies": lambda text: _says_one(text, left),
        }.get(kind)

    def _of_ranks(self, kind: str, slots: dict[str, object]) -> Callable[[str], bool] | None:
        at = slots["year"] if kind.endswith("_year") else None
        place = {"top_body": 1, "top_body_year": 1, "second_body_year": 2}.get(kind)
        most = self._chance.randint(3, 8) if kind == "topn_year" else place
        if most is None:
            return None
        ranked = self._ranked(at)
        if len({cents for cents, _ in ranked[: most + 1]}) <= most:
            return None
        slots["n"] = most
        cents, body = ranked[most - 1]
        if place:
            return lambda text: body in text and says_euros(text, cents)
        return lambda text: all(says_euros(text, one) for one, _ in ranked[:most])

    def _of_years(self, kind: str, slots: dict[str, object]) -> Callable[[str], bool] | None:
        each = [one.cents for one in self._lines if one.year == slots["year"]]
        return {
            "biggest_grant": lambda text: says_euros(text, max(one.cents for one in self._lines)),
            "biggest_grant_year": lambda text: says_euros(text, max(each)),
            "smallest_grant_year": lambda text: says_euros(text, min(each)),
        }.get(kind)

    def _of_amounts(self, kind: str, slots: dict[str, object], year: int) -> Asked:
        least, most = sorted(self._chance.sample(AMOUNTS, 2))
        slots |= {"amount": least, "amount2": most}
        meets: Callable[[int], bool] = {
            "below": lambda cents: cents < 100 * least,
            "between": lambda cents: 100 * least <= cents <= 100 * most,
            "at": lambda cents: cents >= 100 * least,
        }.get(kind.split("_")[0], lambda cents: cents > 100 * least)
        counts = self._counts(year, meets)
        met = [one.cents for one in self._lines if one.year == year and meets(one.cents)]
        return Asked(slots, lambda text: _says_one(text, counts) or (len(met) == 1 and says_euros(text, met[0])))

    def _of_themes(self, kind: str, slots: dict[str, object], year: int) -> Asked | None:
        theme, other = self._chance.sample(self._themes, 2)
        slots |= {"theme": theme, "theme2": other}
        lines = [one for one in self._lines if one.theme == theme and one.year == year]
        ranked = self._ranked(year, theme)
        if kind == "theme_top_year" and len({cents for cents, _ in ranked[:2]}) < min(len(ranked), 2) + (not ranked):
            return None
        counts = {len(lines), len(ranked), len([one for one in self._all if one.theme == theme and one.year == year])}
        most = sorted((self._sum(None, year, one) for one in self._themes), reverse=True)[:3]
        holds = {
            "theme_total": lambda text: says_euros(text, self._sum(None, None, theme)),
            "theme_total_year": lambda text: says_euros(text, self._sum(None, year, theme)),
            "theme_list_year": lambda text: _says_one(text, counts) or says_euros(text, self._sum(None, year, theme)),
            "theme_top_year": lambda text: ranked[0][1] in text and says_euros(text, ranked[0][0]),
            "theme_count_year": lambda text: _says_one(text, counts),
            "theme_share_year": lambda text: says_share(text, self._sum(None, year, theme), self._sum(None, year)),
            "compare_themes_year": lambda text: all(
                says_euros(text, self._sum(None, year, one)) for one in (theme, other)
            ),
            "by_theme_year": lambda text: all(says_euros(text, one) for one in most),
        }[kind]
        return Asked(slots, holds)


def _says_one(text: str, counts: Iterable[int]) -> bool:
    return any(says(text, str(one)) if one else says_euros(text, 0) for one in counts)


def _tells_objects(text: str, lines: Sequence[Line]) -> bool:
    return any(fold(one.object)[:15] in fold(text) for one in lines if one.object)


def _tells_days(text: str, lines: Sequence[Line]) -> bool:
    return any(says(text, str(one.day.day)) and str(one.day.year) in text for one in lines if one.day)
