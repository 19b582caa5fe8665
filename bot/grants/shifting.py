"""Cells that are not what their columns announce: columns of another kind, and lines whose cells have moved."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import structs

from bot.grants.cells import FIRST_YEAR, LAST_YEAR, amount, identifier, is_empty, is_month_first, nature
from bot.grants.columns import AMOUNTS, APART, DETAIL, MADE, MEASURE, OTHERWISE, TOTAL, Column, Columns
from bot.grants.form import form, plain
from bot.grants.headers import says
from bot.grants.kinds import DATES, KINDS, MISFITS, NUMBERS, Reading, is_refusal
from bot.grants.measures import goes_with
from bot.grants.reading.table import Unreadable
from bot.grants.several import details_of, holds_amounts, is_granted, tells_sum

SHIFTED, HEADER = "decalee", "en_tete"
UNREAD = "montant_illisible"
LEAST_MISFITS = 3
"""Cells that do not go with their columns, from which a line is shifted; one fewer where the amount is among them."""
MOST_UNREADABLE = 0.2
"""The share of a column's cells beyond which what it holds says nothing about shifted cells."""
MOST_WRONG = 0.5
"""The share of its cells that a column may hold beside its kind without being of another."""
FEW_GIVEN = 0.1
"""The share of lines below which a column has too few cells to say what it is."""
MOST_NUMBERS = 0.2
"""The share of numbers up to which a column holds words, where a number beside the amount may be that amount."""
OBJECT, MORE = "objet", "complementNom"
NATURE = "nature"
"""The field of what an aid is of, and what it tells of one that is in kind."""
OFTEN = 2
"""Lines on which a column holds a value that is its own."""
YEARS = ("exercice", "dateConvention", "datesPeriodeVersement")
"""The fields that tell a year, the first that there is."""


def settle(columns: Columns, sample: Sequence[Sequence[str]]) -> Columns:
    """The columns, those left to their own names whose cells say something else than what their headers announce.

    A column « nature » may hold « Fonctionnement » and « Investissement »: they can be asked about, under that name.

    Raises:
        Unreadable: most cells of the amounts are none.
    """
    settled = []
    for column in columns.columns:
        # A wrong number is still one, and nothing else.
        kind = None if column.field in NUMBERS else KINDS.get(column.field)
        given = [cell for row in sample if not is_empty(cell := row[column.position])] if kind else []
        wrong = sum(kind(cell)[1] in MISFITS and not is_refusal(cell) for cell in given) if kind else 0
        if column.field in DATES and is_month_first(given):
            wrong = len(given)
        if column.field == OBJECT:
            # « Projet » may be a column of amounts.
            given = [cell for row in sample if not is_empty(cell := row[column.position])]
            wrong = sum(map(_is_number, given))
        if wrong <= max(MOST_WRONG * len(given), FEW_GIVEN * len(sample)):
            settled.append(column)
        elif column.field == NATURE and any(nature(cell)[0] == NATURE for cell in given):
            # Beside « Fonctionnement », « aide en nature » is no money.
            settled.append(structs.replace(column, asked=True))
        elif column.field in form().indispensables:
            what = f"la colonne « {column.header} » ne contient pas ce que son nom annonce ({given[0][:40]!r}…)"
            raise Unreadable(
                what, "vérifiez ses colonnes, ou dites par « --colonnes » laquelle convient", (columns.line,)
            )
        else:
            settled.append(structs.replace(column, field="", how=OTHERWISE))
    told = tuple(
        structs.replace(one, how=how)
        if not one.field and one.how not in (APART, MADE) and (how := _of_amounts(one, columns, sample))
        else one
        for one in settled
    )
    return _summing(_detailed(_named(structs.replace(columns, columns=told), sample), sample), sample)


def _of_amounts(column: Column, columns: Columns, sample: Sequence[Sequence[str]]) -> str:
    """How a column of other amounts is known: as a measure of what is granted, where one column alone tells that; of
    one of no amounts: ""."""
    granted, cells = columns.positions().get("montant"), [*_at(column, sample)]
    apart = columns.part is not None or granted is None or not is_granted(column.header)
    if holds_amounts(column.header, cells):
        return AMOUNTS if apart else MEASURE
    return "" if apart or granted is None or not goes_with(cells, [row[granted] for row in sample]) else MEASURE


def _named(columns: Columns, sample: Sequence[Sequence[str]]) -> Columns:
    """The columns, one that names who gets where the column of the names is empty taken for the rest of the name."""
    at = columns.positions()
    place = at.get("nomBeneficiaire")
    rival = next((one for one in columns.columns if not one.field and says(one.header, "nomBeneficiaire")), None)
    if place is None or rival is None or MORE in at:
        return columns
    told = [(not is_empty(row[place]), not is_empty(row[rival.position])) for row in sample]
    if (True, True) in told or (False, True) not in told:
        return columns
    taken = structs.replace(rival, field=MORE, how="mots")
    return structs.replace(columns, columns=tuple(taken if one is rival else one for one in columns.columns))


def _summing(columns: Columns, sample: Sequence[Sequence[str]]) -> Columns:
    """The columns, known as a sum the one that lines without an amount of their own fill: « Total par thème »."""
    place = columns.positions().get("montant")
    if place is None or columns.part:
        return columns
    # Lines of a name and a sum.
    bare = [row for row in sample if is_empty(row[place]) and sum(not is_empty(cell) for cell in row) == 2]
    settled = [
        structs.replace(one, how=TOTAL)
        if one.how in ("", AMOUNTS, MEASURE)
        and not one.field
        and tells_sum(one.header)
        and any(map(_is_number, _at(one, bare)))
        else one
        for one in columns.columns
    ]
    return structs.replace(columns, columns=tuple(settled))


def _at(column: Column, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    return (row[column.position] for row in rows)


def _detailed(columns: Columns, sample: Sequence[Sequence[str]]) -> Columns:
    """The columns, the amounts those that the column of the amounts sums up on lines of its own."""
    at = columns.positions()
    if columns.part or not {"montant", "nomBeneficiaire"} <= at.keys():
        return columns
    others = [one.position for one in columns.columns if one.how == MEASURE]
    detail = details_of(at["montant"], at["nomBeneficiaire"], others, sample)
    if detail is None or any(one.how == "choix" for one in columns.columns if one.field == "montant"):
        return columns
    changed = {detail: ("montant", DETAIL), at["montant"]: ("", TOTAL)}
    settled = [
        structs.replace(one, field=changed[one.position][0], how=changed[one.position][1])
        if one.position in changed
        else one
        for one in columns.columns
    ]
    return structs.replace(columns, columns=tuple(settled))


class Shifts:
    """Tells the lines of a file whose cells have moved to other columns."""

    def __init__(
        self, columns: Columns, sample: Sequence[Sequence[str]], readings: Sequence[tuple[str, int, Reading]]
    ) -> None:
        """`readings`: how the cells of each field are read, with its place."""
        self._headers = {column.position: plain(column.header) for column in columns.columns}
        self._at = columns.positions()
        self._trusted = {field for field, place, kind in readings if _is_trusted(place, kind, sample)}
        amounts = self._at.get("montant", -1)
        self._year = next((place for field in YEARS if (place := self._at.get(field)) is not None), None)
        told = [row for row in sample if self._year is not None and not is_empty(row[self._year])]
        self._dated = len(told) >= (1 - MOST_UNREADABLE) * len(sample)
        beside = [place for place in (amounts - 1, amounts + 1) if 0 <= place < columns.width and amounts >= 0]
        self._words = [place for place in beside if _holds_words(place, sample)]
        """Columns of words beside that of the amounts."""
        often = Counter(plain(row[place]) for row in sample for place in beside)
        self._theirs = {value for value, times in often.items() if times >= OFTEN and not value.isdigit()}

    def trusts(self, field: str) -> bool:
        """Whether nearly all cells of a field are of its kind, so that one that is not means something."""
        return field in self._trusted

    def may_be_a_year(self, cents: int | None) -> bool:
        """Whether an amount may be what the column of years should hold."""
        return cents is not None and cents % 100 == 0 and FIRST_YEAR <= cents // 100 <= LAST_YEAR

    def found(self, cells: Sequence[str], misfits: Sequence[str]) -> tuple[str, str]:
        """Why a line is no grant, if its cells do not go with their columns, and more about it in French; else "".

        Args:
            cells: of a line of which some do not, or whose amount cannot be read or may be a year.
            misfits: the fields whose cells do not, of those that are trusted.
        """
        cell = cells[self._at["montant"]] if "montant" in self._at else ""
        wrong = "montant" in misfits
        if is_refusal(cell):
            return "", ""
        if wrong and plain(cell) == self._headers[self._at["montant"]]:
            return HEADER, ""
        if len(misfits) + wrong >= LEAST_MISFITS or (wrong and identifier(cell)[0]):
            return SHIFTED, f"ne vont pas : {', '.join(form().title(field) for field in misfits)}"
        unread = amount(cell)[1] == UNREAD
        if unread and (plain(cell) in self._theirs or self._beside(cells) is not None):
            return SHIFTED, f"« {cell[:40]} » n’est pas un montant, et va avec la colonne voisine"
        number = self._beside(cells) if self.may_be_a_year(amount(cell)[0]) else None
        if number is not None and self._dated and self._year is not None and self._undated(cells[self._year]):
            return SHIFTED, f"le montant « {cell[:40]} » est une année, et « {number[:40]} » semble le montant"
        return "", ""

    def _undated(self, cell: str) -> bool:
        return is_empty(cell) or KINDS["datesPeriodeVersement"](cell)[0] is None

    def _beside(self, cells: Sequence[str]) -> str | None:
        """The number beside the amount, in a column of words."""
        return next((cells[place] for place in self._words if _is_number(cells[place])), None)


def _is_number(cell: str) -> bool:
    cents, note = amount(cell)
    return cents is not None and not note


def _holds_words(place: int, sample: Sequence[Sequence[str]]) -> bool:
    given = [cell for row in sample if not is_empty(cell := row[place])]
    return bool(given) and sum(map(_is_number, given)) <= MOST_NUMBERS * len(given)


def _is_trusted(place: int, kind: Reading, sample: Sequence[Sequence[str]]) -> bool:
    """Whether nearly all cells of a column are of its kind, so that one that is not means something."""
    given = [cell for row in sample if not is_empty(cell := row[place])]
    return sum(kind(cell)[1] in MISFITS for cell in given) <= MOST_UNREADABLE * len(given)
