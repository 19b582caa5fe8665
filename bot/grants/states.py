"""What a column that tells what became of requests is about: deciding on them, or how far what was granted has come.

« En cours » is a request that is examined beside « accordée » and « refusée », a grant that is being paid beside
« soldée »: the column as a whole tells, and what else its lines say.
"""

from collections.abc import Callable, Sequence

from msgspec import structs

from bot.grants.cells import GRANTED, UNDER_WAY, amount, is_empty
from bot.grants.columns import Columns
from bot.grants.form import form, plain
from bot.grants.headers import says, tells_requests
from bot.grants.kinds import outcome
from bot.grants.several import is_granted

STATE = "statut"
"""The field of what became of requests."""
ACTS = ("referenceDecision", "dateConvention")
"""Fields that lines tell of what was decided."""
LEAST_STATES = 2
"""States of grants from which they are worth asking about."""


def tell_states(columns: Columns, sample: Sequence[Sequence[str]]) -> Columns:
    """The columns, with what « en cours » means of them, and the one of states as one that is asked about where it
    tells how far grants have come (« soldé », « en cours »)."""
    place = columns.positions().get(STATE)
    if place is None:
        return columns
    granted = _are_grants(columns, sample, place)
    if granted:
        columns = structs.replace(columns, under_way=GRANTED)
    told = {plain(row[place]) for row in sample if outcome(row[place], columns.under_way)[0] == GRANTED}
    if len(told) < LEAST_STATES or not any(map(_follows, told)):
        return columns
    asked = tuple(structs.replace(one, asked=True) if one.field == STATE else one for one in columns.columns)
    return structs.replace(columns, columns=asked)


def is_under_way(cell: str) -> bool:
    """Whether a cell says that something is under way, and not what."""
    return outcome(cell, UNDER_WAY)[0] == UNDER_WAY


def tells_states(header: str) -> bool:
    """Whether a column tells what became of requests, by its name."""
    return says(header, STATE) or plain(header) in map(plain, form().hors_forme[STATE].alias)


def _are_grants(columns: Columns, sample: Sequence[Sequence[str]], place: int) -> bool:
    """Whether what is « en cours » is granted: by the amounts where those asked for are told apart, by the other states
    where they are all of one kind, else by what these lines tell of what was decided."""
    doubtful = [row for row in sample if is_under_way(row[place])]
    if not doubtful:
        return False
    others = {plain(row[place]) for row in sample} - {plain(row[place]) for row in doubtful}
    follow = any(map(_follows, others))
    decide = any(map(_decides, others))
    at = columns.positions()
    header = next((column for column in columns.columns if column.field == "montant"), None)
    paid = header is not None and is_granted(header.header) and _mostly(doubtful, [header.position], _is_amount)
    if header is not None and any(tells_requests(column.header) for column in columns.columns):
        return paid
    if follow != decide:
        return follow
    return paid and _mostly(doubtful, [at[field] for field in ACTS if field in at], _is_told)


def _follows(state: str) -> bool:
    """Whether a state is of what was granted."""
    return outcome(state)[0] == GRANTED and _begins(state, form().mots.suivis)


def _decides(state: str) -> bool:
    """Whether a state is of what is decided on."""
    return outcome(state)[0] is not None and not _begins(state, form().mots.suivis | form().mots.rompus)


def _begins(state: str, words: frozenset[str]) -> bool:
    return any(f"{state} ".startswith(f"{one} ") for one in words)


def _mostly(rows: Sequence[Sequence[str]], places: Sequence[int], told: Callable[[str], bool]) -> bool:
    """Whether most rows tell something in one of some columns."""
    return sum(any(told(row[place]) for place in places) for row in rows) > len(rows) / 2


def _is_amount(cell: str) -> bool:
    return bool(amount(cell)[0])


def _is_told(cell: str) -> bool:
    return not is_empty(cell)
