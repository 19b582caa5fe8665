"""Columns of amounts: which are, and where each cell of several is a grant of its own, by kinds of aid or by years."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from msgspec import Struct, structs

from bot.french.words import ARTICLES, OF
from bot.grants.cells import AMBIGUOUS, amount, is_empty
from bot.grants.form import form, plain
from bot.grants.headers import AID, BORDER, bare, dated, rank_of, words_of
from bot.grants.reading.table import Misread, Row
from bot.grants.units import unit_in

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
KIND = "Type de subvention"
"""The column made of the kinds of aid that headers of amounts tell."""
LEAST_READ = 0.8
"""The share of its cells that are amounts, from which a column is one of them."""
LEAST_TOLD = 2
"""Beneficiaries from which a column is known to sum up another."""
_SEASON = re.compile(r"(?<!\d)(20\d\d) ?[-/] ?((?:20)?\d\d)(?![\d/-])")
"""« Saison 2022-2023 », « 2022/23 »."""
_LAST_YEAR = " n 1 "
"""« N-1 », folded."""
_SUMS = frozenset(("total", "cumul"))
_COLUMN = ", colonne « "
_FOOTNOTE = re.compile(r"\(\s*(?:\d|\*+)\s*\)|\*+")


class Part(Struct, frozen=True):
    """One of several columns of amounts, each cell of which is a grant of its own."""

    position: int
    header: str
    year: str = ""
    """"" where the header tells none."""
    kind: str = ""
    """What the aid is for, as the header tells it; "" where it tells none."""
    stage: bool = False
    """Whether that is rather when in a year it is counted (« BP 2023 »)."""
    chosen: bool = False
    """Whether a mapping file names it."""

    def __str__(self) -> str:
        told = ", ".join(filter(None, (self.year, self.kind)))
        return f"« {self.header} »" + (f" ({told})" if told and told != self.header else "")


def named(file: str, part: Part | None) -> str:
    """What a file is called, with its column of amounts where it has several."""
    return f"{file}{_COLUMN}{part.header} »" if part else file


def file_of(name: str) -> str:
    """What the file alone is called."""
    return name.partition(_COLUMN)[0]


def holds_amounts(header: str, cells: Iterable[str]) -> bool:
    """Whether a column is one of amounts, by its header and by its cells: « Montant demandé », « 2021 »."""
    words, known = {*plain(BORDER.sub(" ", header)).split()}, form().mots
    if (
        not (YEAR.fullmatch(header) or words & (known.montants | known.couts | known.anterieurs))
        or words & known.sans_montants
    ):
        return False
    given = [amount(cell)[0] for cell in cells if not is_empty(cell)]
    return bool(given) and sum(cents is not None for cents in given) > len(given) / 2


def tells_money(header: str) -> bool:
    """Whether a header has a word of amounts."""
    return not form().mots.montants.isdisjoint(plain(header).split())


def tells_sum(header: str) -> bool:
    """Whether a header says no more than that its amounts are sums, and of what: « Total par thème »."""
    words = words_of(header)
    return not _SUMS.isdisjoint(words) and rank_of(words, "montant") is None and is_granted(header)


def is_granted(header: str) -> bool:
    """Whether a header may be that of what is granted: not of what is asked for, nor of what it costs, nor of numbers
    that are no amounts."""
    known, words = form().mots, plain(BORDER.sub(" ", header))
    # « Subvention N » is that of this year.
    others = known.sans_montants - ({"n"} if tells_money(header) else set())
    unlike = known.demandes | known.couts | known.anterieurs | others
    return unlike.isdisjoint(words.split()) and _LAST_YEAR not in f" {words} "


def of_years(headers: Iterable[str]) -> dict[str, str]:
    """Of headers, those that are called alike but for their year, with it: « Subvention 2021 », « Subvention 2022 »."""
    found = {header: years[0] for header in headers if len(years := YEAR.findall(header)) == 1}
    alike = Counter(key_of(YEAR.sub("", header)) for header in found)
    return {header: year for header, year in found.items() if alike[key_of(YEAR.sub("", header))] > 1}


def key_of(text: str) -> str:
    """A header as all its spellings share it: its short words in full, without the unit that it tells nor the words
    that only link (« N° de délib. » → `numerodeliberation`)."""
    short = form().abreges_entetes
    return "".join(short.get(word, word) for word in unit_in(dated(text))[1].split() if word not in ARTICLES | OF)


def parts_of(headers: Mapping[int, str], below: Sequence[Sequence[str]]) -> tuple[Part, ...]:
    """The columns each cell of which is a grant of its own, where nothing else may be meant; none where one tells all.

    They say what is granted in the surest of the ways that any header does, all of them with years or all with kinds
    of aid, no two with the same: neither « Demandé 2023 » beside « Accordé 2023 », nor « BP 2023 » beside « CA 2023 ».
    Those called by a year alone are of them, where no other is of it.

    Args:
        headers: those of the columns that may be of amounts, by their places.
        below: lines that show what they hold.
    """
    found: dict[int, list[Part]] = defaultdict(list)
    for place, header in headers.items():
        rank, part = _told(place, header)
        if rank is not None and _are_amounts([row[place] for row in below if place < len(row)]):
            found[rank].append(part)
    surest = found[min(found)] if found else []
    # « 2022 ; 2023 ; 2024 (voté) »
    plainly = [part for parts in found.values() for part in parts if YEAR.fullmatch(part.header.strip())]
    both = sorted({*surest, *plainly}, key=attrgetter("position"))
    for parts in (both, surest):
        if len(parts) > 1 and _are_apart(parts):
            return tuple(parts)
    return ()


def named_parts(headers: Mapping[int, str], wanted: Sequence[str]) -> tuple[Part, ...]:
    """The columns that a mapping file names, each with what its header tells, or with that itself."""
    parts = [_told(place, header)[1] for place, header in headers.items() if header in wanted]
    apart = len({(part.year, part.kind) for part in parts}) == len(parts)
    return tuple(structs.replace(one, kind=one.kind if apart else one.header, chosen=True) for one in parts)


def _told(place: int, header: str) -> tuple[int | None, Part]:
    """How surely a header says what is granted, `None` where it does not, and what else it tells."""
    known = form().entetes
    season = _SEASON.search(header)
    years = _years(season) if season else YEAR.findall(header)
    text = _FOOTNOTE.sub(" ", YEAR.sub(" ", _SEASON.sub(" ", header)))
    words = words_of(text)
    stages = [stage for stage in known.etapes if words[: len(words_of(stage))] == words_of(stage)]
    stage = max(map(words_of, stages), key=len, default=())
    kinds = {bare(plain(kind)): kind for kind in known.sortes}
    rest = words[len(stage) :]
    # « Montant du projet » is what it costs.
    if not AID.isdisjoint(rest):
        kinds |= {bare(plain(kind)): kind for kind in known.sortes_dites}
    told = [word for word in rest if word in kinds]
    rest = tuple(word for word in rest if word not in kinds)
    part = Part(
        place,
        header,
        years[0] if len(years) == 1 else "",
        " ".join([*(word.upper() if len(word) < 3 else word for word in stage), *(kinds[word] for word in told)]),
        bool(stage),
    )
    if len(years) > 1 or not (part.year or part.kind or rest):
        return None, part
    return (rank_of(rest, "montant") if rest else _BARE), part


def _years(season: re.Match[str]) -> list[str]:
    """« 2022/23 » is « 2022-2023 »; years that do not follow each other are no season."""
    first, last = int(season[1]), int(f"20{season[2][-2:]}")
    return [f"{first}-{last}"] if last == first + 1 else [season[1], season[2]]


def says_amounts(header: str) -> bool:
    """Whether a header says what is granted, or what kind of aid."""
    return _told(0, header)[0] is not None


def is_bare(header: str) -> bool:
    """Whether a header tells a year or a kind of aid, and nothing else."""
    return _told(0, header)[0] == _BARE


_BARE = 1_000
"""The rank of a header that tells a year or a kind of aid, and nothing else."""


def _are_amounts(cells: Sequence[str]) -> bool:
    """Whether all that cells hold is amounts, but for a few."""
    given = [read for cell in cells if not _is_nothing(cell) and (read := amount(cell)) != (None, "")]
    return sum(cents is not None or note == AMBIGUOUS for cents, note in given) >= LEAST_READ * len(given)


def _are_apart(parts: Sequence[Part]) -> bool:
    """Whether each of some columns tells other grants than the others do."""
    if len({(part.year, part.kind) for part in parts}) < len(parts):
        return False
    for year in {part.year for part in parts}:
        same = [part for part in parts if part.year == year]
        # « Subvention » may hold what « Subvention exceptionnelle » tells again; a budget and its accounts do.
        if len(same) > 1 and any(part.stage or not part.kind for part in same):
            return False
    return len({bool(part.year) for part in parts}) == 1


def details_of(total: int, name: int, others: Iterable[int], rows: Sequence[Sequence[str]]) -> int | None:
    """The column whose amounts are summed by that of the amounts, on lines of their own, for whom each line names:
    « Total des subventions », then « Détail des subventions » below. `None` where none is.

    Args:
        total: the place of the column of amounts.
        name: that of the beneficiaries.
        others: those of further columns of amounts.
        rows: lines that show what they hold.
    """
    for place in others:
        sums: dict[str, int] = defaultdict(int)
        given = [(plain(row[name]), _cents(row[total]), _cents(row[place])) for row in rows]
        for who, whole, one in given:
            sums[who] += whole - one
        apart = not any(whole and one for _, whole, one in given) and any(one for _, _, one in given)
        # The lines that are shown may end amidst those of somebody.
        unlike = [who for who, cents in sums.items() if cents and who != given[-1][0]]
        if apart and len(sums) >= LEAST_TOLD and not unlike:
            return place
    return None


def _cents(cell: str) -> int:
    return amount(cell)[0] or 0


def tells_amount(cell: str) -> bool:
    """Whether a cell of several columns of amounts tells one: neither empty nor nought, in figures or in words."""
    cents, note = amount(cell)
    return bool(cents or note) and not _is_nothing(cell)


def _is_nothing(cell: str) -> bool:
    """Whether a cell is empty, or says in a word that nothing was granted."""
    return is_empty(cell) or plain(cell) in form().mots.riens


def rows_of(
    rows: Iterable[Row | Misread], part: Part | None, parts: Sequence[Part], with_kind: bool
) -> Iterator[Row | Misread]:
    """The rows that tell an amount in one of several columns, maybe with the kind of aid that its header tells as one
    more cell; the first column has those that tell none in any too. All rows, where there is but one."""
    for row in rows:
        if part is None:
            yield row
        elif isinstance(row, Misread):
            if part == parts[0]:
                yield row
        elif tells_amount(row.cells[part.position]):
            yield Row(row.line, [*row.cells, part.kind] if with_kind else row.cells)
        elif part == parts[0] and not any(tells_amount(row.cells[one.position]) for one in parts):
            yield Row(row.line, [*row.cells, ""] if with_kind else row.cells)
