"""A mapping file for a file whose headers do not tell, to be mended by hand: what headers and cells make likely."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

import yaml

from bot.grants import cells as read
from bot.grants.columns import Chosen, Columns, looks_like_data, match, whole_header, without_header
from bot.grants.form import form
from bot.grants.reading.table import Misread, Row
from bot.grants.several import YEAR, holds_amounts, is_granted, key_of, of_years, parts_of, tells_money
from bot.grants.units import EUROS, UNITS, unit_in

MOST_EXAMPLES = 3
LEAST_LETTERS = 5
"""Of a header that may shorten a known one (« Délib » for « délibération »)."""
CODED = {5, 6, 9, 10, 14}
"""Digits of postcodes, codes of communes, telephone numbers and the numbers of bodies."""
NAME, TOWN = "nomBeneficiaire", "commune"
SHORT = "date_courte"
NEARLY_ALL = 0.8
"""The share of its cells that are of a kind, from which a column likely is."""


def proposal(rows: Iterable[Row | Misread]) -> str:
    """A mapping file to mend: the columns that are known, those that their cells make likely, and those left.

    Raises:
        Unreadable: no line is a header.
    """
    head = [row for row in rows if isinstance(row, Row)]
    at = _header_among([row.cells for row in head])
    if at is None:
        raise without_header(head)
    header, at, _ = whole_header(head, at)
    below = [row.cells for row in head[at + 1 :]]
    cells = {place: [row[place] for row in below if place < len(row)] for place in range(len(header))}
    known = {column.field: column.position for column in match(header, Chosen()) if column.field}
    left = [place for place, cell in enumerate(header) if cell.strip() and place not in known.values()]
    amounts = [place for place in left if holds_amounts(header[place].strip(), cells[place])]
    granted = [header[place] for place in amounts if is_granted(header[place])]
    alike = of_years(granted)
    years = [place for place in amounts if header[place] in alike]
    free = [place for place, cell in enumerate(header) if cell.strip() and place in (*left, known.get("montant"))]
    parts = parts_of({place: " ".join(header[place].split()) for place in free}, below)
    likely = dict(_likely(known, {place: header[place] for place in left if place not in years}, cells))
    known, likely = _of_towns(known, likely)
    lines = ["# Champ : en-tête de la colonne qui le dit. Retirez les champs que le fichier n’a pas.", "colonnes:"]
    for name, field in form().fields():
        place = known.get(name, likely.get(name))
        if name == "montant" and parts:
            lines += [f"  {name}:  # {field.titre} : plusieurs colonnes, chacune dit d’autres subventions"]
            lines += [f"    - {_quoted(part.header)}{_examples(cells[part.position], '  #')}" for part in parts]
            continue
        several = name == "montant" and any(one != place for one in amounts)
        unsure = " : à vérifier" if name in likely or several else ""
        lines.append(
            f"  # {name}: …  # {field.titre}"
            if place is None
            else f"  {name}: {_quoted(header[place])}  # {field.titre}{unsure}{_examples(cells[place])}"
        )
        if name == "montant":
            lines += _of_several(alike or granted)
    lines += ["# Ce que disent toutes les lignes, sans colonne.", "valeurs:", "  # nomAttribuant: Ville de …"]
    told = known.get("montant", likely.get("montant"))
    unit = (unit_in(header[told])[0] if told is not None else "") or EUROS
    lines += [f"unite: {unit}  # des montants ; ou : {', '.join(one for one in UNITS if one != unit)}"]
    lines += ["# milliers: point  # si « 1.500 » est mille cinq cents ; « espace » s’il est un et demi"]
    counted = {*likely.values(), *(part.position for part in parts)}
    others = [place for place in left if place not in counted]
    lines += ["# Les autres colonnes, gardées sous leur nom :"] if others else []
    lines += [f"#   {' '.join(header[place].split())}{_examples(cells[place])}" for place in others]
    return "\n".join(lines) + "\n"


def likely_beside(columns: Columns, sample: Sequence[Sequence[str]]) -> dict[str, str]:
    """The headers beyond the form that its fields without a column are likely told by, each with its field; none where
    columns were chosen."""
    if any(column.how == "choix" for column in columns.columns):
        return {}
    known = columns.positions() | dict.fromkeys(columns.values, -1)
    left = {column.position: column.header for column in columns.columns if not column.field and not column.how}
    cells = {place: [row[place] for row in sample] for place in left}
    return {left[place]: field for field, place in _likely(known, left, cells)}


def _header_among(head: Sequence[Sequence[str]]) -> int | None:
    """The line with most headers that are known; of a file that has none we know, the first with most cells filled."""
    filled = {
        number: (sum(bool(column.field) for column in match(cells, Chosen())), sum(map(bool, map(str.strip, cells))))
        for number, cells in enumerate(head)
        if not looks_like_data(cells)
    }
    wide = {number: rank for number, rank in filled.items() if rank[1] > 1}
    return max(wide, key=lambda number: wide[number], default=None)


def _of_several(headers: Collection[str]) -> Iterator[str]:
    """What to do where several columns may be of what is granted."""
    if len(headers) > 1:
        quoted = ", ".join(map(_quoted, headers))
        yield "  # Si chacune dit d’autres subventions (par année, par sorte d’aide), écrivez-les en liste :"
        yield f"  #   montant: [{quoted}]"


def _likely(
    known: Mapping[str, int], left: Mapping[int, str], cells: Mapping[int, Sequence[str]]
) -> Iterator[tuple[str, int]]:
    """The fields without a column, with the one that its header or its cells make the likeliest, each once."""
    free = dict(left)
    for name, how in _KINDS.items():
        amounts = name == "montant"
        likely = [place for place, header in free.items() if not amounts or _may_be_granted(header, cells[place])]
        weights = {place: 1 + (amounts and tells_money(left[place])) for place in likely}
        scores = {place: how(cells[place]) * weights[place] for place in likely} if name not in known else {}
        best = max(scores, key=lambda place: scores[place], default=None)
        if best is not None and scores[best] > 0:
            yield name, best
            del free[best]
    for name, field in form().fields():
        keys = [key_of(one) for one in (name, *field.alias)]
        short = [
            place for place, header in free.items()
            if len(key_of(header)) >= LEAST_LETTERS and any(key.startswith(key_of(header)) for key in keys)
        ]  # fmt: skip
        if name not in known and name not in _KINDS and len(short) == 1:
            yield name, short[0]
            del free[short[0]]


def _of_towns(known: Mapping[str, int], likely: Mapping[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """The same where nothing says who gets: towns do, if there is a column of them."""
    if NAME in known or NAME in likely or TOWN not in known:
        return dict(known), dict(likely)
    return {name: place for name, place in known.items() if name != TOWN}, {**likely, NAME: known[TOWN]}


def _may_be_granted(header: str, cells: Sequence[str]) -> bool:
    """Whether a column may be of what is granted: not of postcodes, telephone numbers or codes of one length each."""
    lengths = {len(cell.strip()) for cell in cells if not read.is_empty(cell)}
    coded = len(lengths) == 1 and lengths <= CODED and all(cell.strip().isdigit() for cell in cells if cell.strip())
    return is_granted(header) and not (coded and not tells_money(header))


def _of_amounts(cells: Sequence[str]) -> float:
    """How likely a column holds amounts: read as such, and neither years nor the same everywhere."""
    found = [cents for cell in cells if (cents := read.amount(cell)[0]) is not None]
    return len(set(found)) * sum(not 1900 * 100 <= cents <= 2100 * 100 for cents in found)


def _of_names(cells: Sequence[str]) -> float:
    """How likely a column holds names: letters, and different ones."""
    return len({cell for cell in cells if sum(map(str.isalpha, cell)) > len(cell) / 2})


def _share(cells: Sequence[str], is_one: Callable[[str], bool]) -> float:
    """The share of the cells that are of a kind, 0 where they are not nearly all."""
    given = [cell for cell in cells if not read.is_empty(cell)]
    share = sum(map(is_one, given)) / len(given) if given else 0
    return share if share >= NEARLY_ALL else 0


def _of_numbers(cells: Sequence[str]) -> float:
    """How likely a column holds the numbers of bodies: valid ones, and not one alone, which is that of who gives."""
    return _share(cells, lambda cell: read.identifier(cell)[0] is not None) * (len(set(cells)) > 1)


def _of_days(cells: Sequence[str]) -> float:
    return _share(
        cells,
        lambda cell: (when := read.day(cell))[0] is not None and when[0].day is not None and when[1] in ("", SHORT),
    )


def _of_exercises(cells: Sequence[str]) -> float:
    return _share(cells, lambda cell: YEAR.fullmatch(cell.strip()) is not None)


_KINDS: dict[str, Callable[[Sequence[str]], float]] = {
    "idBeneficiaire": _of_numbers,
    "exercice": _of_exercises,
    "dateConvention": _of_days,
    "montant": _of_amounts,
    "nomBeneficiaire": _of_names,
}
"""How likely the cells of a column are those of a field, 0 where they are not; the surest fields first."""


def _examples(cells: Sequence[str], before: str = "") -> str:
    shown = [" ".join(cell.split())[:30] for cell in cells if cell.strip()]
    return f"{before} (par exemple : {' · '.join(shown[:MOST_EXAMPLES])})" if shown else ""


def _quoted(text: str) -> str:
    return yaml.safe_dump(text, allow_unicode=True, width=10**6, default_style='"').strip()
