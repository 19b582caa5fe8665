"""Which column says what: headers are known by their names, never by their places."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml
from msgspec import Struct
from rapidfuzz.distance import OSA

from bot.files.load import read_yaml
from bot.grants.cells import amount
from bot.grants.form import form, plain
from bot.grants.reading.table import Misread, Row, Unreadable
from bot.grants.units import EUROS, UNITS, unit_in
from bot.written import ContentError, Problem, Reader

HEADED = 30
"""Lines among which the header is looked for."""
CANDIDATES = 12
"""Headers shown where none is enough."""
LEAST_MATCHED = 2
ASKED_ABOUT = ("commune", "dispositifAide")
"""Fields that are asked about as the columns beyond the form are: « et à Colomiers ? »."""
KEYS = ("colonnes", "valeurs", "unite")
_BORDER = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
"""Between two words of a header written in one."""


def tolerance(length: int) -> int:
    """Edits under which a header is still the one it is near to: « pourentageSubvention », « nomBenecifiaire ».

    The names of the form are three edits apart at least (`idBeneficiaire`, `rnaBeneficiaire`).
    """
    return 0 if length < 7 else 1 if length < 12 else 2


class Chosen(Struct, frozen=True):
    """What whoever imports says of a file whose headers do not tell."""

    colonnes: dict[str, str] = {}
    """The header of a field."""
    valeurs: dict[str, str] = {}
    """What every line says of a field that has no column."""
    unite: str = ""
    """Of UNITS; "" for the one that the header of the amounts tells, or euros."""


class Column(Struct, frozen=True):
    """One column of a file."""

    position: int
    header: str
    field: str
    """The field that it fills; "" for one beyond the form, kept under its own name."""
    how: str
    """How it was known: `nom`, `alias`, `proche`, `choix`; `autre` where its cells are not what its header announces;
    "" for one beyond the form."""


class Columns(Struct, frozen=True):
    """The columns of one file."""

    line: int
    """Where the header stands."""
    width: int
    columns: tuple[Column, ...]
    values: dict[str, str]
    """What every line says of fields that have no column."""
    per_euro: float = 1
    before: tuple[str, ...] = ()
    """What stands above the header."""

    def positions(self) -> dict[str, int]:
        """The place of each field's column."""
        return {column.field: column.position for column in self.columns if column.field}

    def extras(self) -> list[Column]:
        """The columns beyond the form, and those of the form that messages ask about by what they hold."""
        return [column for column in self.columns if not column.field or column.field in ASKED_ABOUT]


def read_chosen(path: Path) -> Chosen:
    """The mapping file.

    Raises:
        ContentError: with every mistake found.
    """
    written = read_yaml(path, path.name)
    problems: list[Problem] = []
    reader = Reader(problems)
    reader.known(written, KEYS, "un fichier de colonnes")
    fields = [name for name, _ in form().fields()]
    colonnes, valeurs = reader.section(written, "colonnes"), reader.section(written, "valeurs")
    for section in (colonnes, valeurs):
        reader.known(section, fields, "les champs")
    chosen = Chosen(
        {name: reader.text(colonnes, name) for name in colonnes if colonnes[name] is not None},
        {name: reader.text(valeurs, name) for name in valeurs if valeurs[name] is not None},
        reader.text(written, "unite", "").replace("'", "’"),
    )
    if chosen.unite and chosen.unite not in UNITS:
        reader.wrong(written.at("unite"), f"unité inconnue « {chosen.unite} »", f"choisissez : {', '.join(UNITS)}")
    if problems:
        raise ContentError(problems)
    return chosen


def find_columns(rows: Iterable[Row | Misread], chosen: Chosen) -> Columns:
    """The header among the first lines: the line with most headers that mean something.

    Raises:
        Unreadable: no line is one, or what cannot be done without has no column.
    """
    head = [row for row in rows if isinstance(row, Row)]
    best: tuple[Column, ...] = ()
    at = 0
    for number, row in enumerate(head):
        columns = _match(row.cells, chosen)
        if sum(bool(column.field) for column in columns) > sum(bool(column.field) for column in best):
            best, at = columns, number
    found = {column.field for column in best}
    missing = [name for name in form().indispensables if name not in found and name not in chosen.valeurs]
    if missing or sum(map(bool, found)) < LEAST_MATCHED:
        raise _without(missing, head, best)
    above = tuple(" ".join(filter(None, row.cells)) for row in head[:at])
    unit = _unit(best, chosen, head[at].line)
    return Columns(head[at].line, len(head[at].cells), best, chosen.valeurs, UNITS[unit], above)


def _unit(columns: Sequence[Column], chosen: Chosen, line: int) -> str:
    """The unit of the amounts: what their header tells, or what was chosen.

    Raises:
        Unreadable: each tells another.
    """
    header = next((column.header for column in columns if column.field == "montant"), "")
    told = unit_in(header)[0]
    if told and chosen.unite and told != chosen.unite:
        what = f"les montants seraient en {chosen.unite} (« unite »), et leur en-tête dit « {header} »"
        raise Unreadable(what, f"écrivez « unite: {told} », ou corrigez l’en-tête", (line,))
    return told or chosen.unite or EUROS


def proposal(rows: Iterable[Row | Misread]) -> str:
    """A mapping file to mend: the columns that are known, those that their cells make likely, and those left."""
    head = [row for row in rows if isinstance(row, Row)]
    # Of a file that has no header we know, the first line with most cells filled.
    filled = [
        (sum(bool(column.field) for column in _match(row.cells, Chosen())), sum(map(bool, row.cells))) for row in head
    ]
    at = max(range(len(head)), key=lambda number: filled[number], default=0)
    header = head[at].cells if head else []
    known = {column.field: column.position for column in _match(header, Chosen()) if column.field}
    below = [row.cells for row in head[at + 1 :]]
    cells = {place: [row[place] for row in below if place < len(row)] for place in range(len(header))}
    left = [place for place, cell in enumerate(header) if cell.strip() and place not in known.values()]
    likely: dict[str, int] = {}
    for name, likelihood in (("montant", _of_amounts), ("nomBeneficiaire", _of_names)):
        places = [place for place in left if place not in likely.values()]
        if name not in known and places:
            likely[name] = max(places, key=lambda place: likelihood(cells[place]))
    lines = ["# Champ : en-tête de la colonne qui le dit. Retirez les champs que le fichier n’a pas.", "colonnes:"]
    for name, field in form().fields():
        place = known.get(name, likely.get(name))
        unsure = " : à vérifier" if name in likely else ""
        lines.append(
            f"  # {name}: …  # {field.titre}"
            if place is None
            else f"  {name}: {_quoted(header[place])}  # {field.titre}{unsure}{_examples(cells[place])}"
        )
    lines += ["# Ce que disent toutes les lignes, sans colonne.", "valeurs:", "  # nomAttribuant: Ville de …"]
    told = known.get("montant", likely.get("montant"))
    unit = (unit_in(header[told])[0] if told is not None else "") or EUROS
    lines += [f"unite: {unit}  # des montants ; ou : {', '.join(one for one in UNITS if one != unit)}"]
    others = [place for place in left if place not in likely.values()]
    lines += ["# Les autres colonnes, gardées sous leur nom :"] if others else []
    lines += [f"#   {' '.join(header[place].split())}{_examples(cells[place])}" for place in others]
    return "\n".join(lines) + "\n"


def _of_amounts(cells: Sequence[str]) -> float:
    """How likely a column holds amounts: read as such, and neither years nor the same everywhere."""
    read = [cents for cell in cells if (cents := amount(cell)[0]) is not None]
    return len(set(read)) * sum(not 1900 * 100 <= cents <= 2100 * 100 for cents in read)


def _of_names(cells: Sequence[str]) -> float:
    """How likely a column holds names: letters, and different ones."""
    return len({cell for cell in cells if sum(map(str.isalpha, cell)) > len(cell) / 2})


def _examples(cells: Sequence[str]) -> str:
    shown = [" ".join(cell.split())[:30] for cell in cells if cell.strip()]
    return f" (par exemple : {' · '.join(shown[:3])})" if shown else ""


def _quoted(text: str) -> str:
    return yaml.safe_dump(text, allow_unicode=True, width=10**6, default_style='"').strip()


def _key(text: str) -> str:
    return unit_in(text)[1].replace(" ", "")


def _match(cells: Sequence[str], chosen: Chosen) -> tuple[Column, ...]:
    """What each header means: what was chosen, then exact names, then aliases in their order, then near names."""
    keys = [_key(cell) for cell in cells]
    known: dict[int, tuple[str, str]] = {}
    taken: set[str] = set(chosen.valeurs)

    def take(position: int, field: str, how: str) -> None:
        if position not in known and field not in taken:
            known[position] = field, how
            taken.add(field)

    for field, header in chosen.colonnes.items():
        places = [place for place, cell in enumerate(cells) if cell.strip() == header.strip()]
        places = places or [place for place, key in enumerate(keys) if key and key == _key(header)]
        if len(places) == 1:
            take(places[0], field, "choix")
    names = {_key(name): name for name, _ in form().fields()}
    for position, key in enumerate(keys):
        if key in names and names[key] not in chosen.colonnes:
            take(position, names[key], "nom")
    for field, described in form().fields():
        for alias in map(_key, described.alias):
            if alias in keys and field not in chosen.colonnes:
                take(keys.index(alias), field, "alias")
    for position, key in enumerate(keys):
        near = _near(key, names) if position not in known else None
        if near is not None and near not in chosen.colonnes:
            take(position, near, "proche")
    columns = []
    seen: dict[str, int] = {}
    for position, cell in enumerate(cells):
        field, how = known.get(position, ("", ""))
        header = " ".join(cell.split()).strip('"* ') or f"colonne {position + 1}"
        seen[header] = seen.get(header, 0) + 1
        columns.append(Column(position, header if seen[header] == 1 else f"{header} ({seen[header]})", field, how))
    return tuple(columns)


def _near(key: str, names: Mapping[str, str]) -> str | None:
    """The field of the form whose name is near, where no other is as near."""
    edits = sorted((OSA.distance(key, name), field) for name, field in names.items())
    (least, field), (next_least, _) = edits[:2]
    return field if least <= tolerance(len(key)) and least < next_least else None


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
    return _BORDER.sub(" ", header.replace("_", " ")).lower() if _BORDER.search(header) else header.replace("_", " ")
