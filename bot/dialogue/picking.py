"""The bodies named last among which a message asks which got the most (« les comités des fêtes ? — Lequel ? »)."""

from collections.abc import Sequence

from bot.dialogue.conversation import LEAST_SEVERAL, Conversation, Named
from bot.findings.query import BODY, GRANT
from bot.french.words import WHICH_ONES, WHO
from bot.understanding.grammar import Grammar
from bot.understanding.reading import Said

MOST = "superlatif"
OF_OTHERS = frozenset(("autres", "exclusion", "confondus"))
"""Roles of words of what is asked of others."""
OF_ALL = OF_OTHERS | {"tout", "etendue"}
"""The same of what is asked of all there are: « lequel, sur toute la période ? » is not."""


def picked(grammar: Grammar, said: Sequence[Said], words: Sequence[str], past: Conversation) -> Sequence[Named]:
    """Those, if a message asks so."""
    roles = {one.mention.role for one in said}
    if MOST not in roles:
        return ()
    kinds = {sense.record.type.name for one in said for sense in one.mention.senses if sense.record is not None}
    which = not WHICH_ONES.isdisjoint(words)
    if which and past.choices and kinds.isdisjoint(named.kind for named in past.choices):
        # « Quels comités des fêtes ? — Lequel a eu le plus ? » is asked of all that may be meant.
        return past.choices
    bodies = [one for one in past.entities if one.kind == BODY and not one.excluded and len(one.ids) == 1]
    # « Qui a eu le plus en 2024 ? », which names something, may be asked of all.
    elsewhere = OF_OTHERS if which else OF_ALL
    asks = which or (WHO in words and not kinds)
    if len(bodies) < LEAST_SEVERAL or not asks or not elsewhere.isdisjoint(roles) or _asks_of_more(grammar, said):
        return ()
    return bodies


def bodies_in_turn(number: object, past: Conversation) -> Sequence[Named]:
    """As many bodies as a number tells, of those asked about one after the other, the last ones, or the one chosen last
    with those proposed with it (« de quelle mission locale parlez-vous ? — La première. — Et les deux ? »), or that of
    which a choice was proposed, to be asked back once more."""
    told = past.series if past.series and past.series[0].kind == BODY else ()
    if not told or not isinstance(number, int) or number < LEAST_SEVERAL:
        return ()
    proposed = {ids for one in past.choices for ids in one.ids}
    waiting = [one for one in past.entities if proposed and {*one.ids} == proposed]
    if waiting and number == len(told) + 1:
        return (*waiting, *told)
    chosen = (told[0], *(one for one in past.left if one.kind == BODY))
    return told[:number] if len(told) >= number else chosen if len(chosen) == number else ()


def _asks_of_more(grammar: Grammar, said: Sequence[Said]) -> bool:
    """Whether a message asks which of a kind got the most (« quelle association ? »), or of which grant it is."""
    most = {sense.id for one in said if one.mention.role == MOST for sense in one.mention.senses}
    concepts = (grammar.counting.get(name) for name in most)
    of_grants = any(concept is not None and concept.target == GRANT for concept in concepts)
    return of_grants or bool(grammar.kinds([one for one in said if one.mention.role is None]))
