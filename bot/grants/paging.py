"""Lists that are told in parts: what names one, and where it goes on."""

from bot.findings.query import Query
from bot.grants.conditions import MOVING
from bot.grants.selection import BOUNDS, Selection
from bot.understanding.frame import Frame
from bot.understanding.quantities import EXACTLY

HOW_MUCH_AND_WHO = (frozenset(("combien", "qui")), frozenset(("montant", "laureat")))
"""Concepts of a message that asks both of one thing (« la plus petite subvention, c’est combien et pour qui ? », « le
montant et le bénéficiaire de la plus petite subvention »)."""
WHAT_FOR = "objet_demande"
"""The concept of words that ask what a grant is for, as nobody who got it is."""
LEAST, MOST = frozenset(("le_moins", "moins_dote")), frozenset(("le_plus", "palmares", "plus_gros"))
"""Concepts of words that ask for the least, and for the most."""
OF_ONE = frozenset(("subvention_la_plus", "subvention_la_moins"))
"""Concepts of words for the greatest or the smallest grants."""
GOT = frozenset(("recevoir", "gagner", "attribuer"))
"""Concepts of what is done with one."""
AT_ONCE = "d_un_coup_mot"
"""The concept of words that say that a sum is of one grant."""
SMALLEST = "les_plus_petits"
"""The concept of words for the smallest that do not say of what: of bodies, where those are named."""
SORT = "sorte"
"""The type of what bodies are (« les clubs »)."""
BODIES = ("beneficiaire", "laureat")
"""The kinds of those who get grants, as words tell it."""
OF_GRANT = frozenset(("subvention", "versement_nom"))
"""Concepts of words for a grant: what is exactly as much is one of those, not what somebody got in all."""
PLACES = {"deuxieme_place": 2, "troisieme_place": 3}
"""Concepts of words for a place other than the first (« la médaille d’argent »)."""
PAGED = ("liste", "plus", "moins", "fideles", "nouveaux", "inedits", "disparus", "absents", "revenus", *MOVING)
"""Queries whose answers go on."""


def list_of(query: Query, frame: Frame, selection: Selection) -> str:
    """What names a list: of what, in which order."""
    return f"{query.ask}.{query.rows if is_of_rows(query, frame) else query.owner}.{selection.path()}"


def is_of_rows(query: Query, frame: Frame) -> bool:
    """Whether grants are listed, not those who got them; what goes on with a list does not say it again."""
    if frame.page is not None:
        return frame.page[0].startswith(f"{query.ask}.{query.rows}.")
    # « Qui a reçu la plus grosse subvention ? » is asked of one grant, « la plus grosse d’Airbus ? » of its own.
    if SMALLEST in frame.concepts and (any(frame.of(SORT)) or any(kind in BODIES for kind, _ in frame.kinds)):
        # « Les 3 plus petits bénéficiaires »
        return False
    asks = frame.who or any(both.issubset(frame.concepts) for both in HOW_MUCH_AND_WHO)
    told = asks and any(kind == query.rows for kind, _ in frame.kinds)
    # « Une aide de 83 000 euros, c’est pour qui ? »
    amount = frame.comparison is not None and frame.comparison[0] == EXACTLY
    told = told or (amount and not OF_GRANT.isdisjoint(frame.concepts))
    # « Quelle association a reçu la plus grosse subvention ? », « le plus d’un coup »
    told = told or (not GOT.isdisjoint(frame.concepts) and not OF_ONE.isdisjoint(frame.concepts))
    told = told or (AT_ONCE in frame.concepts and "superlatif" in frame.roles)
    of_one = [one.kind for one in frame.entities if not one.excluded].count(query.owner) == 1
    return told or of_one or query.ask == "liste" or frame.target == query.rows or WHAT_FOR in frame.concepts


def is_lost(query: Query, frame: Frame, selection: Selection) -> bool:
    """Whether it is not told with which list a question for more goes on."""
    return query.ask in PAGED and (frame.page is None or frame.page[0] != list_of(query, frame, selection))


def of_the_most(frame: Frame) -> bool:
    """Whether those that have most or least are asked for, in words that a question goes on with too (« Qui a le plus
    touché en 2024 ? — Et en 2022 ? »)."""
    return "superlatif" in frame.roles or not (LEAST | MOST).isdisjoint(frame.concepts)


def how_many(frame: Frame, selection: Selection) -> int | None:
    """How many are to be ranked, if the message says so: a number that bounds nothing, or one that its word tells (« le
    trio de tête »)."""
    told = frame.comparison or frame.claim
    if told is not None and told[0] == "=" and not frame.numbers and "superlatif" in frame.roles:
        return int(told[1])
    bounding = {one.euros for one in selection.conditions if one.field in BOUNDS}
    whole = (number for number in frame.numbers if isinstance(number, int))
    return next((number for number in whole if number > 0 and number not in bounding), None)


def span_asked(frame: Frame, selection: Selection, usual: int) -> tuple[int, int]:
    """How many are to be told, and how many come before: all of them before a rank that is not the first (« le deuxième
    bénéficiaire de 2022 », « la médaille de bronze »)."""
    begun = frame.page[1] if frame.page else 0
    ranks = {*frame.ordinals} | {place for name, place in PLACES.items() if name in frame.concepts}
    # « Le top 3 de 2022 ? — Et le quatrième ? » is asked of no three.
    beyond = bool(ranks) and all(number < min(ranks) for number in frame.numbers)
    if len(ranks) == 1 and min(ranks) > 1 and beyond and not frame.page:
        return 1, min(ranks) - 1
    return how_many(frame, selection) or usual, begun


def next_page(query: Query, frame: Frame, selection: Selection, told: int, all_: int) -> tuple[str, int] | None:
    """Where a list is to go on, if there is more of it."""
    return (list_of(query, frame, selection), told) if told < all_ else None
