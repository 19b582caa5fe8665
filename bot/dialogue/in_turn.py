"""What is asked of one of several places told in turn, by its rank, where it is set beside the others (« combien de
lauréats dans T4 ? — Et dans T2 ? — Le premier en a plus ? »)."""

from collections.abc import Sequence

from bot.dialogue.conversation import LEAST_SEVERAL, Conversation, Named
from bot.facts.records import Knowledge
from bot.understanding.grammar import Grammar
from bot.understanding.reading import Said

COMPARED = ((">", None), ("<", None))
"""The comparisons of words that set one beside another (« en a plus »)."""


def weighs_holders(said: Sequence[Said], past: Conversation, grammar: Grammar, knowledge: Knowledge) -> bool:
    """Whether a message compares, or asks for the towns of, one of several such places in which others lie."""
    holders, places = knowledge.holders(), knowledge.places()
    in_turn = len(past.series) >= LEAST_SEVERAL and all(named.kind in holders for named in past.series)
    kinds = grammar.kinds(said).intersection(knowledge.types) - holders
    return in_turn and (compares(said, grammar) or any(knowledge.root(kind) in places for kind in kinds))


def compared_with(
    found: Sequence[Named], said: Sequence[Said], past: Conversation, grammar: Grammar
) -> Sequence[Named]:
    """The other of two, where a message says that the one that was found has more, or fewer."""
    two = len(past.series) == LEAST_SEVERAL and set(found) < set(past.series) and compares(said, grammar)
    return [named for named in past.series if two and named not in found]


def compares(said: Sequence[Said], grammar: Grammar) -> bool:
    """Whether a message sets one beside another."""
    counted = (grammar.counting.get(sense.id) for one in said for sense in one.mention.senses)
    return any(one is not None and one.comparison in COMPARED for one in counted)
