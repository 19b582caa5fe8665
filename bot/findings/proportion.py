"""How many of a kind are as a message says, and of how many (« la plupart des communes ont deux projets »)."""

from functools import partial
from typing import Any

from bot.facts.records import Record
from bot.findings.holding import THEMSELVES, whosever, within
from bot.findings.query import Findings
from bot.findings.relations import Relations
from bot.findings.scope import Scope
from bot.findings.verdict import COMPARE, is_so
from bot.understanding.frame import NONE
from bot.understanding.roles import DENYING

LIES = "situation"
"""The role of words that say where something is (« sont dans »): the place after them is what is said of it."""


def proportion(scope: Scope, values: dict[str, Any], relations: Relations) -> Findings:
    """Those of a kind that are as said, among those spoken of.

    What is said of them is how many rows each has, among those that have some; or where they are, among the same; or
    else that they have some, or none, among all that lie in the places named.
    """
    kind, being = _kinds(scope, relations)
    if kind is None:
        return Findings("aucun", [], values)
    knowledge = relations.knowledge
    located = LIES in scope.frame.roles
    # « Les deux villes du 93 ont deux projets » does not count these projects.
    compared = scope.frame.comparison or (scope.frame.claim if scope.target == scope.query.rows else None)
    without = compared == NONE or (compared is None and not scope.frame.roles.isdisjoint(DENYING))
    rows = list(relations.rows(scope.query.rows)) if located else whosever(scope, relations)
    there = whosever(scope, relations) if located else rows
    holders = _holders(rows, kind, scope, relations)
    counted = _are_counted(kind, scope, relations)
    if compared and compared != NONE:
        operator, number = compared
        whole = list(_holders(there, kind, scope, relations))
        found = [one for one in whole if COMPARE[operator](len(holders[one]), number)]
    elif located:
        whole = list(holders)
        found = list(_holders(there, kind, scope, relations))
    elif being or counted:
        whole = found = list(holders)
    else:
        # Whoever owns rows is known by its rows alone.
        whole = list(holders) if kind == scope.query.owner else within(scope, relations, kind)
        found = [one for one in whole if (one in holders) != without]
    if being:
        found = [one for one in found if knowledge.is_a(one.type.name, being)]
    rest = [one for one in whole if one not in found]
    values |= {"n": len(found), "parmi": len(whole), "trouves": found, "reste": rest, "combien": compared}
    values |= {
        "sorte": knowledge.types.get(kind),
        "etre": knowledge.types.get(being or ""),
        "situe": located,
        "avec_rien": without and not located,
        "comptes": counted,
    }
    values["est_vrai"] = partial(is_so, scope.frame.share)
    own = relations.groups(relations.rows(scope.query.rows), kind, direct=True)
    values |= {"en_propre": [one for one in whole if one in own]}
    return Findings("proportion", scope.rows, values, listed=tuple(found), left=tuple(rest))


def _kinds(scope: Scope, relations: Relations) -> tuple[str | None, str | None]:
    """What is counted: a kind of place said, before whoever owns rows, or what an intent counts; and what owners are
    said to be (« la plupart des lauréats sont des communes »)."""
    owner = scope.query.owner
    kinds = [scope.frame.target, *(kind for kind, _ in scope.frame.kinds)]
    places = [one for one in kinds if one in relations.knowledge.types and one not in (scope.query.rows, owner)]
    if scope.frame.target == owner:
        return owner, next(iter(places), None)
    return next(iter(places), owner if owner in kinds else scope.query.target), None


def _holders(rows: Any, kind: str, scope: Scope, relations: Relations) -> dict[Record, list[Record]]:
    """Whoever of a kind has some of these rows, also through what lies in it unless asked about itself."""
    held = relations.groups(rows, kind, direct=True)
    own = THEMSELVES in scope.frame.roles or relations.is_leaf(kind) or _are_counted(kind, scope, relations)
    return held if held and own else relations.groups(rows, kind, direct=False)


def _are_counted(kind: str, scope: Scope, relations: Relations) -> bool:
    """Whether a message says something of those that have rows of their own, whom it counts (« les trois territoires
    sont tous… »)."""
    return (
        scope.frame.share is not None
        and len(relations.groups(relations.rows(scope.query.rows), kind, direct=True)) in scope.frame.numbers
    )
