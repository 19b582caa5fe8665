"""Which column says what: headers are known by their names, never by their places."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, structs
from rapidfuzz.distance import OSA

from bot.grants.cells import (
    FIRST_YEAR,
    LAST_YEAR,
    PENDING,
    THOUSANDS,
    UNDECIDED,
    Marks,
    amount,
    day,
    identifier,
)
from bot.grants.form import form, plain
from bot.grants.headers import BORDER, of_a_giver, rank_of, said_by, words_of
from bot.grants.reading.table import Misread, Row, Unreadable
from bot.grants.several import KIND, YEAR, Part, key_of, named_parts, of_years, parts_of
from bot.grants.two_lines import continued, grouped
from bot.grants.units import EUROS, UNITS, unit_in

HEADED = 30
"""Lines among which the header is looked for."""
CANDIDATES = 12
"""Headers shown where none is enough."""
LEAST_MATCHED = 2
LEAST_AMOUNT = 100_00
"""Cents from which a number among headers is an amount."""
ASKED_ABOUT = ("commune", "dispositifAide")
"""Fields that are asked about as the columns beyond the form are: « et à Colomiers ? »."""
NAMING = {"nomAttribuant": "attribuant", "nomBeneficiaire": "beneficiaire"}
"""The fields that name who gives and who gets, with the sense of the words of headers for each."""


def tolerance(length: int) -> int:
    """Edits under which a header is still the one it is near to: « pourentageSubvention », « nomBenecifiaire ».

    The names of the form are three edits apart at least (`idBeneficiaire`, `rnaBeneficiaire`).
    """
    return 0 if length < 7 else 1 if length < 12 else 2


OTHERWISE, AMOUNTS, MEASURE = "autre", "montants", "mesure"
"""How a column beyond the form is known whose cells are not what its header announces, one of other amounts, and one of
further amounts of what is granted."""
DETAIL, TOTAL = "detail", "somme"
"""How the column of the amounts is known that another sums up on lines of its own, and that other one."""
EACH, APART, MADE = "chacune", "a_part", "entete"
"""How columns are known where several hold the amounts: one of these, the others, that of what their headers tell."""


class Chosen(Struct, frozen=True):
    """What whoever imports says of a file whose headers do not tell."""

    colonnes: dict[str, str] = {}
    """The header of a field."""
    valeurs: dict[str, str] = {}
    """What every line says of a field that has no column."""
    unite: str = ""
    """Of UNITS; "" for the one that the header of the amounts tells, or euros."""
    milliers: str = ""
    """What parts the thousands of amounts, of THOUSANDS; "" where the column decides."""
    montants: tuple[str, ...] = ()
    """The headers of the amounts, where several columns hold them."""
    entieres: tuple[str, ...] = ()
    """Those of columns each cell of which is one value, whatever parts it."""


class Column(Struct, frozen=True):
    """One column of a file."""

    position: int
    header: str
    field: str
    """The field that it fills; "" for one beyond the form, kept under its own name."""
    how: str
    """How it was known: `nom`, `alias`, `mots`, `proche`, `choix`; beyond the form: OTHERWISE, AMOUNTS,
    MEASURE, or ""."""
    asked: bool = False
    """Whether messages ask about what it holds, too, though it fills a field."""


class Columns(Struct, frozen=True):
    """The columns of one file."""

    line: int
    """Where the header stands."""
    width: int
    columns: tuple[Column, ...]
    values: dict[str, str]
    """What every line says of fields that have no column."""
    per_euro: float = 1
    marks: Marks = UNDECIDED
    """How the amounts are said to be written."""
    before: tuple[str, ...] = ()
    """What stands above the header."""
    parts: tuple[Part, ...] = ()
    """The columns of amounts, where several hold them."""
    part: Part | None = None
    """The one of those that these columns take for the amounts."""

    def each(self) -> "tuple[Columns, ...]":
        """These columns, once for each of those that hold the amounts."""
        return tuple(self._with(part) for part in self.parts) or (self,)

    def _with(self, part: Part) -> "Columns":
        places = [one.position for one in self.parts]
        columns = [
            structs.replace(column, field="", how=APART)
            if column.position in places and column.position != part.position
            else structs.replace(column, field="montant", how="choix" if part.chosen else EACH)
            if column.position == part.position
            else structs.replace(column, field="", how="")
            if column.field == "montant"
            else column
            for column in self.columns
        ]
        if any(one.kind for one in self.parts):
            columns.append(Column(self.width, self._made(), "", MADE))
        told = unit_in(part.header)[0]
        values = self.values | ({"exercice": part.year} if part.year else {})
        per_euro = UNITS[told] if told else self.per_euro
        return structs.replace(self, columns=tuple(columns), values=values, part=part, per_euro=per_euro)

    def _made(self) -> str:
        """What the column of the kinds of aid is called."""
        return KIND if all(plain(one.header) != plain(KIND) for one in self.columns) else f"{KIND} (en-tête)"

    under_way: str = PENDING
    """What « en cours » means of what became of requests: GRANTED, or PENDING."""

    def positions(self) -> dict[str, int]:
        """The place of each field's column."""
        return {column.field: column.position for column in self.columns if column.field}

    def extras(self) -> list[Column]:
        """The columns beyond the form, and those of the form that messages ask about by what they hold."""
        beyond = [one for one in self.columns if not one.field or one.field in ASKED_ABOUT or one.asked]
        return [one for one in beyond if one.how not in (APART, MEASURE)]

    def measures(self) -> list[Column]:
        """The columns of further amounts of what is granted."""
        return [one for one in self.columns if one.how == MEASURE]


def of_one_year(columns: Columns, year: int | None) -> None:
    """Make sure that the amounts of a file that has a column for each year are taken for those of their year.

    Raises:
        Unreadable: they would be told without a year, or of another one than their header's.
    """
    header = next((column.header for column in columns.columns if column.field == "montant"), "")
    alike = of_years([column.header for column in columns.columns])
    told = columns.values.get("exercice", "") or str(year)
    if header in alike and "exercice" not in columns.positions() and told != alike[header]:
        named = ", ".join(f"« {one} »" for one in alike)
        what = f"il y a une colonne de montants par année ({named}), et seule « {header} » serait lue"
        remedy = f"importez une année à la fois : ajoutez « --annee {alike[header]} », puis de même pour les autres"
        raise Unreadable(what, remedy, (columns.line,))


def find_columns(rows: Iterable[Row | Misread], chosen: Chosen) -> Columns:
    """The header among the first lines: the line with most headers that mean something.

    Raises:
        Unreadable: no line is one, or what cannot be done without has no column.
    """
    head = [row for row in rows if isinstance(row, Row)]
    best: tuple[Column, ...] = ()
    at = 0
    for number, row in enumerate(head):
        columns = match(row.cells, chosen)
        if _told(columns) > _told(best):
            best, at = columns, number
    cells, at, first = whole_header(head, at) if best else ([], at, at)
    best = match(cells, chosen)
    # A line that names many fields is a header, whatever else stands there.
    named = sum(column.how not in ("", "choix") for column in best)
    if head and named <= LEAST_MATCHED and looks_like_data(head[at].cells):
        raise without_header(head)
    found = {column.field for column in best}
    absent = {name: header for name, header in chosen.colonnes.items() if name not in found}
    if lacking := [header for header in chosen.montants if header not in {column.header for column in best}]:
        absent["montant"] = lacking[0]
    if best and absent:
        raise _absent(absent, best, head[at].line)
    parts = _parts(best, chosen, head[at + 1 :]) if best else ()
    found |= {"montant"} if parts else set()
    missing = [name for name in form().indispensables if name not in found and name not in chosen.valeurs]
    if missing or sum(map(bool, found)) < LEAST_MATCHED:
        raise _without(missing, head, best)
    above = tuple(" ".join(filter(None, row.cells)) for row in head[:first])
    amounts = [part.header for part in parts] or [one.header for one in best if one.field == "montant"]
    units = {_unit(header, chosen, head[at].line) for header in amounts}
    return Columns(
        head[at].line,
        len(cells),
        best,
        chosen.valeurs,
        UNITS[units.pop() if len(units) == 1 else chosen.unite or EUROS],
        THOUSANDS.get(chosen.milliers, UNDECIDED),
        above,
        parts,
    )


def _told(columns: Sequence[Column]) -> tuple[int, bool]:
    """How many fields a line names as a header, and whether the one that names who gets is among them."""
    fields = {column.field for column in columns if column.field}
    return len(fields), "nomBeneficiaire" in fields


def whole_header(head: Sequence[Row], at: int) -> tuple[list[str], int, int]:
    """The cells of a header that may take two lines, the last of those, and the first."""
    cells = head[at].cells
    below = continued(cells, head[at + 1].cells) if at + 1 < len(head) else None
    if below is not None:
        return below, at + 1, at
    above = grouped(head[at - 1].cells, cells) if at else None
    return (cells, at, at) if above is None else (above, at, at - 1)


def _parts(columns: Sequence[Column], chosen: Chosen, below: Sequence[Row]) -> tuple[Part, ...]:
    """The columns each cell of which is a grant, those chosen or those whose headers leave no doubt."""
    found = {column.field: column.how for column in columns}
    free = {one.position: one.header for one in columns if one.field in ("", "montant")}
    if chosen.montants:
        return named_parts(free, chosen.montants)
    if "montant" in chosen.valeurs or found.get("montant") == "choix":
        return ()
    parts = parts_of(free, [row.cells for row in below])
    # A line that tells its year is of that one.
    return () if "exercice" in found and any(part.year for part in parts) else parts


def _unit(header: str, chosen: Chosen, line: int) -> str:
    """The unit of amounts: what their header tells, or what was chosen.

    Raises:
        Unreadable: each tells another.
    """
    told = unit_in(header)[0]
    if told and chosen.unite and told != chosen.unite:
        what = f"les montants seraient en {chosen.unite} (« unite »), et leur en-tête dit « {header} »"
        raise Unreadable(what, f"écrivez « unite: {told} », ou corrigez l’en-tête", (line,))
    return told or chosen.unite or EUROS


def match(cells: Sequence[str], chosen: Chosen) -> tuple[Column, ...]:
    """What each header means: what was chosen, then exact names, aliases in their order, words, and near names."""
    keys = [key_of(cell) for cell in cells]
    headers = _headers(cells)
    known: dict[int, tuple[str, str]] = {}
    taken: set[str] = set(chosen.valeurs)

    def take(position: int, field: str, how: str) -> None:
        if position not in known and field not in taken:
            known[position] = field, how
            taken.add(field)

    for field, header in chosen.colonnes.items():
        places = [place for place, one in enumerate(headers) if one == _header(header)]
        places = places or [place for place, key in enumerate(keys) if key and key == key_of(header)]
        if len(places) == 1:
            take(places[0], field, "choix")
    names = {key_of(name): name for name, _ in form().fields()}
    for position, key in enumerate(keys):
        if key in names and names[key] not in chosen.colonnes:
            take(position, names[key], "nom")
    for field, described in form().fields():
        for alias in map(key_of, described.alias):
            if alias in keys and field not in chosen.colonnes:
                take(keys.index(alias), field, "alias")
    for position, field in _by_words(cells, known):
        if field not in chosen.colonnes:
            take(position, field, "mots")
    for position, key in enumerate(keys):
        near = _near(key, names) if position not in known else None
        if near is not None and near not in chosen.colonnes:
            take(position, near, "proche")
    return tuple(Column(place, header, *known.get(place, ("", ""))) for place, header in enumerate(headers))


def _by_words(cells: Sequence[str], known: Mapping[int, tuple[str, str]]) -> Iterator[tuple[int, str]]:
    """The fields that headers say by their words, those who give and get first: what else is told of them may be known
    by how they are called."""
    called = {cells[place]: NAMING[field] for place, (field, _) in known.items() if field in NAMING}
    found = [(place, field) for place, field in said_by(cells, called) if place not in known and field in NAMING]
    taken = {field for field, _ in known.values()}
    first = {field: place for place, field in reversed(found) if field not in taken}
    called |= {cells[place]: NAMING[field] for field, place in first.items()}
    yield from ((place, field) for field, place in first.items())
    yield from said_by(cells, called)
    # « Subvention accordée 2023 », the surest of its year; the amounts of several years are to be told apart.
    of_a_year = sorted(
        (rank, place)
        for place, cell in enumerate(cells)
        if YEAR.search(cell) and (rank := rank_of(words_of(YEAR.sub("", cell)), "montant")) is not None
    )
    years = {year for _, place in of_a_year for year in YEAR.findall(cells[place])}
    if len(years) == 1 and len([rank for rank, _ in of_a_year if rank == of_a_year[0][0]]) == 1:
        yield of_a_year[0][1], "montant"
    of_one = [place for place, cell in enumerate(cells) if of_a_giver(YEAR.sub("", cell))]
    if len(of_one) == 1:
        yield of_one[0], "montant"


def _header(cell: str) -> str:
    return " ".join(cell.split()).strip('"* ')


def _headers(cells: Sequence[str]) -> list[str]:
    """The headers, no two of which are called alike: the second « montant » is « montant (2) »."""
    named = [_header(cell) or f"colonne {place}" for place, cell in enumerate(cells, 1)]
    times = [named[:place].count(header) for place, header in enumerate(named, 1)]
    return [header if nth == 1 else f"{header} ({nth})" for header, nth in zip(named, times, strict=True)]


def _near(key: str, names: Mapping[str, str]) -> str | None:
    """The field of the form whose name is near, where no other is as near."""
    edits = sorted((OSA.distance(key, name), field) for name, field in names.items())
    (least, field), (next_least, _) = edits[:2]
    return field if least <= tolerance(len(key)) and least < next_least else None


def looks_like_data(cells: Sequence[str]) -> bool:
    """Whether a line is no header: it holds the number of a body, a day, or an amount that is no year."""
    return any(identifier(cell)[0] or _is_day(cell) or _is_amount(cell) for cell in cells if cell)


def _is_day(cell: str) -> bool:
    when, note = day(cell)
    return when is not None and when.day is not None and not note


def _is_amount(cell: str) -> bool:
    cents, note = amount(cell)
    return cents is not None and not note and cents >= LEAST_AMOUNT and not FIRST_YEAR <= cents / 100 <= LAST_YEAR


def without_header(head: Sequence[Row]) -> Unreadable:
    """The refusal of a file whose lines are all grants."""
    return Unreadable(
        "aucune ligne d’en-tête n’est reconnue : la première est déjà une subvention, ou un titre",
        "ajoutez au-dessus du tableau une ligne qui nomme chaque colonne (nomBeneficiaire, montant, objet…)",
        tuple(row.line for row in head[:1]),
    )


def _absent(absent: Mapping[str, str], best: Sequence[Column], line: int) -> Unreadable:
    """The refusal of a mapping file that names columns that are not there."""
    named = ", ".join(f"« {header} » ({name})" for name, header in absent.items())
    what = f"aucune colonne, ou plus d’une, ne s’appelle {named}, que demande le fichier de --colonnes"
    headers = ", ".join(f"« {column.header} »" for column in best[:CANDIDATES])
    return Unreadable(what, f"corrigez-le d’après les en-têtes du fichier : {headers}", (line,))


def _without(missing: list[str], head: Sequence[Row], best: Sequence[Column]) -> Unreadable:
    what = "aucune ligne d’en-tête n’est reconnue"
    if best:
        what = f"aucune colonne ne dit : {', '.join(form().title(name) for name in missing)}"
        headers = [column.header for column in best if not column.field][:CANDIDATES]
        what += f" (autres colonnes : {', '.join(headers)})" if headers else ""
    remedy = "ajoutez « --proposer colonnes.yaml » à la commande, corrigez ce fichier, et donnez-le par « --colonnes »"
    return Unreadable(what, remedy, tuple(row.line for row in head[:1]))


def in_words(header: str) -> str:
    """How a column is spoken of: « secteurActivite » is « secteur activite », « SECTEUR » stays."""
    return BORDER.sub(" ", header.replace("_", " ")).lower() if BORDER.search(header) else header.replace("_", " ")
