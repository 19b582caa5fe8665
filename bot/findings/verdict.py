"""Whether what a message claims is so (« Vincennes a bien deux projets ? »)."""

from collections.abc import Callable
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne

from bot.findings.pairs import all_hold, pairs
from bot.findings.relations import Relations
from bot.findings.scope import Scope, targets
from bot.french.numbers import Quantity
from bot.understanding.frame import Comparison
from bot.understanding.roles import DENYING

UNEQUAL = "!="
COMPARE: dict[str, Callable[[Quantity, Quantity], bool]] = {
    "=": eq,
    "==": eq,
    UNEQUAL: ne,
    ">": gt,
    "<": lt,
    ">=": ge,
    "<=": le,
}
"""How numbers are compared, by operator."""
CERTAIN = 0.95
"""Share of a question that must be explained for « oui »."""

LEAST_EACH = 2
"""Numbers from which a message tells them of one thing each."""


def verdict(scope: Scope, relations: Relations) -> bool | None:
    """Whether what a message supposes or asks to be told is so; `None` where it cannot be said with certainty."""
    frame = scope.frame
    # « Montreuil et Vincennes ont cinq projets en tout » says how many.
    whole = "tout" in frame.roles and frame.claim is None
    if whole or not frame.roles.isdisjoint(DENYING) or not scope.rows:
        return None
    if told := pairs(frame, scope.query, relations):
        so = all_hold(told, scope.kept, relations)
        return so if frame.checks or not so else None
    compared = frame.comparison if frame.comparison and _asks_nothing(scope, relations) else None
    claim = frame.claim or compared or _at_least(scope)
    if claim is not None:
        operator, number = claim
        together = COMPARE[operator](len(targets(scope, relations)), number)
        used = frame.comparison is not None and scope.target != scope.query.rows
        if together and frame.claim and len(frame.numbers) >= LEAST_EACH and not used:
            # « 23 projets pour 19 communes, c’est ça ? » is so of the first number alone.
            return None
        if scope.target != scope.query.rows and not (frame.had and _names_the_groups(scope, relations)):
            # « Les lauréats du T10 ? — Il y en a bien 4 ? » may be said of the rows that were told with them.
            rows_so = frame.had and not together and COMPARE[operator](len(scope.rows), number)
            return None if rows_so else together
        together = together if scope.target == scope.query.rows else COMPARE[operator](len(scope.rows), number)
        # « Vincennes et Alfortville ont deux projets » may tell of each.
        each = _held_by_each(scope, relations)
        if each and all(COMPARE[operator](held, number) for held in each):
            return True
        return None if together and 0 in each else together
    # « Le CRM de Vincennes est à Montreuil ? » is not so, though it is in Vincennes.
    certain = frame.confidence >= CERTAIN and 0 not in _held_by_each(scope, relations)
    # « Deux à Alfortville, trois à Montreuil, c’est juste ? » says a number of each.
    certain = certain and len(frame.numbers) < LEAST_EACH
    return True if frame.checks and certain else None


def _names_the_groups(scope: Scope, relations: Relations) -> bool:
    """Whether what is asked for is what is named, which has rows (« Qui en a deux ? — Montreuil en a deux ? »)."""
    return all(record in scope.included for record in targets(scope, relations))


def _at_least(scope: Scope) -> Comparison | None:
    """How many rows a rank supposes that what is named has (« Sceaux a-t-elle un deuxième projet ? »)."""
    frame = scope.frame
    counts = frame.checks and scope.target == scope.query.rows and len(scope.included) == 1
    return (">=", max(frame.ordinals)) if counts and frame.ordinals else None


def _asks_nothing(scope: Scope, relations: Relations) -> bool:
    """Whether a number is said of one that has some (« Sceaux a été aidée deux fois », « combien de projets à
    Vincennes ? — Un seul, il me semble »)."""
    return (
        scope.frame.target in (None, scope.query.rows)
        and len(relations.groups(scope.rows, scope.query.owner, direct=True)) == 1
    )


def _held_by_each(scope: Scope, relations: Relations) -> list[int]:
    """How many rows each of several records named together holds."""
    return [sum(relations.relates(row, record) for row in scope.rows) for record in scope.together]


def says_none(scope: Scope, comparison: Comparison) -> bool:
    """Whether a place is said to have no owner of rows (« Paris n’a présenté aucun gagnant »), not asked which has no
    row."""
    asks = "question" in scope.frame.roles
    return comparison == ("=", 0) and scope.target == scope.query.owner and bool(scope.dimensions) and not asks


def is_so(share: tuple[str, Fraction] | None, part: int, whole: int) -> bool | None:
    """Whether so many of a whole are the share that a message says; `None` where it says none, or there is none."""
    if share is None or not whole:
        return None
    operator, said = share
    return COMPARE[operator](part * said.denominator, whole * said.numerator)
