"""Which lines of a pack a question is about: as SQL, and as an address that will always name the same lines."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from bot.french.numbers import Quantity
from bot.grants import days
from bot.grants.folded import FOLDED
from bot.grants.names import WHOLE
from bot.grants.summary import GRANTED, MONEY

if TYPE_CHECKING:
    from bot.grants.served import Pack

SOME = 4
"""Values of a column of which an answer names some."""
MOST_LISTED = 12
"""The same of a column of which a line says several."""
MOST_GIVEN = 60
"""Values in one address."""
LONGEST_NUMBER = 15
_EUROS = re.compile(r"\.[0-9]{1,2}$")
"""The cents of an amount in an address."""
_COLUMNS = {"beneficiaire": "beneficiary", "attribuant": "grantor", "annee": "year", "statut": "status"}
BOUNDS = {"plus_de": ">", "moins_de": "<", "au_moins": ">=", "au_plus": "<=", "exactement": "=="}
"""Fields that are compared with a number of euros."""
EXACT = "exactement"
"""The bound that is met by a number alone."""
_NUMBERS = ("beneficiaire", "attribuant", "annee", "mesure", "non_mesure", *BOUNDS)
_EVERYWHERE = ("said", "beside", "named")
READ = {"objet": _EVERYWHERE, "precision": _EVERYWHERE, "intitule": ("said",), "denomination": ("named",)}
"""Fields that are read off words, with the columns that may say them."""
PAID = "versement"
"""How a grant is paid, at once or not: what the column that tells it begins with."""
ACT = "acte"
"""The number of the decision, folded."""
LINE = "ligne"
"""Lines told one by one, each by the number of its file and its own: « 0-12 »."""
_LINE = re.compile(r"[0-9]{1,4}-[0-9]{1,8}")
MEASURE = "mesure"
"""Which column of further amounts is told, by its place, in the stead of what was granted."""
NIL = "non_mesure"
"""Which such column tells nothing, or nought."""
ALL = "tous_"
"""Before an extra column of which a line has to say all of some values, and not one of them."""
FIELDS = (*_COLUMNS, LINE, MEASURE, NIL, *BOUNDS, "nature", PAID, ACT, days.FIELD, *READ)
"""What an address may constrain beside the extra columns (`x1`…)."""
CHART = ("paquet", "lignes", "rangs", "moins")
"""What the address of a chart says."""

ALL_OF, LOOSELY = "+", "*"
"""Between the words that a line has to hold all of, with little ones between them; with two others, too (« stage *de
natation à l’île* Maurice »)."""
LITTLE = 4
"""Letters of a word that may stand between two that are searched for."""
_LITTLE = rf"(?: [a-z0-9]{{1,{LITTLE}}})*"
_BETWEEN = rf"{_LITTLE}(?: [a-z0-9]+{_LITTLE}){{0,2}}"
_WORDS = re.compile(r"[a-z0-9+*. ]{2,80}")


class Condition(NamedTuple):
    """What one field of a line has to be: one of some values, or none of them."""

    field: str
    values: tuple[str, ...]
    excluded: bool = False

    @property
    def euros(self) -> Quantity:
        """The amount of a bound, which is its one value."""
        return int(self.values[0]) if self.values[0].isdigit() else float(self.values[0])

    @property
    def cents(self) -> int:
        """The same in cents."""
        return round(100 * self.euros)


class Selection(NamedTuple):
    """Some lines of a pack."""

    pack: "Pack"
    conditions: tuple[Condition, ...] = ()

    def without(self, *fields: str) -> "Selection":
        """The same, whatever these fields are."""
        return self._replace(conditions=tuple(one for one in self.conditions if one.field not in fields))

    def loosely(self) -> "Selection | None":
        """The same, with other words between those that are read off lines; `None` where that makes no difference."""
        conditions = tuple(
            one._replace(values=tuple(value.replace(ALL_OF, LOOSELY) for value in one.values))
            if one.field in READ
            else one
            for one in self.conditions
        )
        return None if conditions == self.conditions else self._replace(conditions=conditions)

    def having(self, *conditions: Condition) -> "Selection":
        """Those of them that meet more conditions."""
        return self._replace(conditions=(*self.conditions, *conditions))

    def only(self, field: str, values: Sequence[str]) -> "Selection":
        """Those of them that are of some values, which are among those asked for; all, if these are too many to say."""
        others = tuple(one for one in self.conditions if one.field != field or one.excluded)
        many = sum(len(one.values) for one in others) + len(values) > MOST_GIVEN
        return self if many or not values else self._replace(conditions=(*others, Condition(field, tuple(values))))

    @property
    def in_kind(self) -> bool:
        """Whether they are aid in kind, which is asked for."""
        return any(one.field == "nature" and "nature" in one.values and not one.excluded for one in self.conditions)

    @property
    def any(self) -> bool:
        """Whether there is any of them."""
        return bool(self.ask("1", "LIMIT 1"))

    @property
    def measure(self) -> int | None:
        """The place of the column of further amounts that is told."""
        return next(iter(self.measures), None)

    @property
    def measures(self) -> tuple[int, ...]:
        """The places of all that are asked for, of which the first is told, and the others beside it."""
        told = (one.values for one in self.conditions if one.field == MEASURE and not one.excluded)
        return tuple(int(value) for values in told for value in values)

    @property
    def source(self) -> str:
        """The lines of the pack in SQL, the amounts those that are told."""
        told = self.measure
        return "grants" if told is None else f"(SELECT * REPLACE (m{told:d} AS cents) FROM grants) AS grants"  # noqa: S608 — our own words

    @property
    def added(self) -> str:
        """The condition in SQL of those of them that are added up: money, unless aid in kind is asked for."""
        return GRANTED if self.in_kind else MONEY

    def where(self) -> tuple[str, list[object]]:
        """The condition in SQL, with its values."""
        parts, values = ["true"], list[object]()
        for condition in (one for one in self.conditions if one.field != MEASURE):
            said, given = _sql(condition, self.pack)
            parts.append(f"NOT coalesce({said}, false)" if condition.excluded else said)
            values += given
        return " AND ".join(parts), values

    def ask(
        self, columns: str, more: str = "", given: Sequence[object] = (), each: Sequence[int] = ()
    ) -> list[tuple[Any, ...]]:
        """What SQL finds of these lines.

        Args:
            columns: what is selected.
            more: what follows the condition: another one, groups, order.
            given: the values of the marks in `more`; none is ever written into it.
            each: the places of extra columns; a line that says several values of one is there once for each of them.
        """
        where, values = self.where()
        lines = f"{self.source} WHERE {where}"
        for place in (one for one in each if one in self.pack.summary.lists):
            # Of a line that says none there is still one.
            value = f"unnest(coalesce(x{place}, [NULL])) AS x{place}"
            lines = f"(SELECT * REPLACE ({value}) FROM {lines}) WHERE true"  # noqa: S608 — our own words
        return self.pack.rows(f"SELECT {columns} FROM {lines} {more}", [*values, *given])  # noqa: S608 — our own words

    def query(self) -> str:
        """The query of the address of these lines, without the question mark."""
        return urlencode(
            [
                (f"sans_{one.field}" if one.excluded else one.field, value)
                for one in self.conditions
                for value in one.values
            ]
        )

    def path(self) -> str:
        """Where the server gives these lines."""
        query = self.query()
        return f"/data/{self.pack.digest}/lignes.csv" + (f"?{query}" if query else "")


def values_of(selection: Selection, column: str, most: int = SOME) -> list[Any]:
    """Some of the values that a column has there, each once."""
    found = selection.ask(f"DISTINCT {column} AS value", f"ORDER BY value NULLS LAST LIMIT {most}")
    return [value for (value,) in found if value is not None]


def values_beyond(selection: Selection, place: int) -> list[str]:
    """Some of the values that an extra column has there, each once; where lines say several, those of most of them."""
    if place not in selection.pack.summary.lists:
        return values_of(selection, f"x{place}")
    counted = f"AND x{place} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT {MOST_LISTED}"
    return [value for (value,) in selection.ask(f"x{place}", counted, each=(place,))]


def parse(pack: "Pack", query: str) -> Selection | None:
    """The lines that an address names; `None` where it says something that means nothing."""
    extras = {f"x{place}" for place in pack.summary.places} | {f"{ALL}x{place}" for place in pack.summary.lists}
    found: dict[tuple[str, bool], list[str]] = {}
    given = parse_qsl(query, keep_blank_values=True)
    if len(given) > MOST_GIVEN:
        return None
    for name, value in given:
        field = name.removeprefix("sans_")
        digits = _EUROS.sub("", value) if field in BOUNDS else value
        number = digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER
        if (field not in FIELDS and field not in extras) or (field in _NUMBERS and not number):
            return None
        if field in (PAID, ACT, *READ) and not _WORDS.fullmatch(value):
            return None
        if field in (MEASURE, NIL) and int(value) not in dict(pack.summary.measures):
            return None
        if field == LINE and not _LINE.fullmatch(value):
            return None
        if field == days.FIELD and not days.is_written(value):
            return None
        found.setdefault((field, field != name), []).append(value)
    conditions = [Condition(field, tuple(values), excluded) for (field, excluded), values in found.items()]
    return Selection(pack, tuple(conditions))


def _sql(condition: Condition, pack: "Pack") -> tuple[str, Sequence[object]]:
    field, values = condition.field, condition.values
    if field == NIL:
        return f"({' OR '.join(f'coalesce(m{int(value):d}, 0) = 0' for value in values)})", []
    if field in BOUNDS:
        return f"cents {BOUNDS[field]} ?", [condition.cents]
    if field in READ:
        parts, given = [], list[object]()
        for value in values:
            words = [f" {word.replace(WHOLE, ' ')}" for word in value.replace(LOOSELY, ALL_OF).split(ALL_OF)]
            # Words one after the other, with little ones between them; looking for each first is faster.
            held = ["contains({column}, ?)"] * len(words) + ["regexp_matches({column}, ?)"] * (len(words) > 1)
            begun = (word if word[-1] == " " else f"{word}[a-z0-9]*" for word in words)
            pattern = (_BETWEEN if LOOSELY in value else _LITTLE).join(map(str.rstrip, begun))
            for column in READ[field]:
                parts.append(" AND ".join(held).format(column=column))
                given += [*words, pattern] if len(words) > 1 else words
        return f"({' OR '.join(parts)})", given
    if field == LINE:
        given = [int(number) for value in values for number in value.split("-")]
        return f"(grants.file, line) IN ({', '.join('(?, ?)' for _ in values)})", given
    if field == "nature":
        # « aide en numéraire;aide en nature » is both.
        return f"({' OR '.join('list_contains(string_split(nature, ?), ?)' for _ in values)})", [
            one for value in values for one in (";", value)
        ]
    if field == days.FIELD:
        told = pack.summary.days
        if told is None:
            return "false", []
        asked = [days.sql(value, told) for value in values]
        return f"({' OR '.join(said for said, _ in asked)})", [number for _, given in asked for number in given]
    if field == ACT:
        marks = ",".join("?" * len(values))
        return f"trim({FOLDED.format(columns='decision')}) IN ({marks})", values
    if field == PAID:
        return f"({' OR '.join('starts_with(strip_accents(lower(conditions)), ?)' for _ in values)})", values
    column, joined = (field.removeprefix(ALL), " AND ") if field.startswith(ALL) else (field, " OR ")
    if column.startswith("x") and int(column[1:]) in pack.summary.lists:
        return f"({joined.join([f'list_contains({column}, ?)'] * len(values))})", values
    marks = ",".join("?" * len(values))
    given = [int(value) for value in values] if field in _NUMBERS else list(values)
    return f"{_COLUMNS.get(field, field)} IN ({marks})", given
