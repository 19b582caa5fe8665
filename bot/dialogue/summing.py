"""Whether a message asks for the sum, or the share, of the bodies that the last answer ranked."""

from bot.dialogue.conversation import LEAST_SEVERAL, MOST_LISTED, Conversation
from bot.dialogue.lists import COUNTED, Lists
from bot.findings.query import BODY, GRANT
from bot.french.words import OF_THEM, THIS
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.reading import Said
from bot.understanding.weighing import Argument

SHARES = frozenset(("part", "part_du_tout"))
"""The concepts of words that ask for a share."""
SLIGHT = 0.15
"""Weight of words that ask nothing."""


class Summing:
    """Finds the bodies of which messages ask the sum without naming them."""

    def __init__(self, grammar: Grammar, lists: Lists) -> None:
        self._grammar = grammar
        self._lists = lists

    def of_listed(self, argument: Argument, past: Conversation) -> list[Said]:
        """The bodies that the last answer ranked, none of which its question named, where a message asks for their sum
        or their share (« qui a eu le plus ? — Leur total ? », « les trois premiers ? — Ça fait combien ? »), or for
        the sum of all with as much as was said (« qui a plus de 10 000 € ? — Ça fait combien au total ? »)."""
        bodies = [named for named in past.listed if named.kind == BODY]
        if not LEAST_SEVERAL <= len(set(bodies)) == len(past.listed):
            return []
        said = argument.said
        named = any(names(one.mention) or self._grammar.refers_to_several(one.mention) for one in said)
        # « Qui a eu le plus ? — Et le judo ? — Leur part ? » is asked of no ranking.
        spoken = next((named for named in past.focus if named.kind == BODY), bodies[0])
        if named or spoken != bodies[0] or any(one.kind == BODY and not one.excluded for one in past.entities):
            return []
        concepts = [one for name in past.concepts if (one := self._grammar.concepts.get(name)) is not None]
        most = any(one.role == "superlatif" for one in concepts)
        numbered = COUNTED in past.concepts
        # Of grants that were listed, the sum is no other than theirs; of a list told in part it is not that of all.
        grants = any(one.target == GRANT for one in concepts) and (most or numbered) and past.comparison is None
        if grants or (past.page is not None and not most and not numbered):
            return []
        words = [token.text for token in argument.cover.text.tokens]
        totals = [one for one in said if one.mention.role == "tout"]
        sums = [*totals, *(one for one in said if not SHARES.isdisjoint(sense.id for sense in one.mention.senses))]
        theirs = any(not OF_THEM.isdisjoint(words[max(0, start - 1) : end]) for (start, end, *_), *_ in sums)
        only = all(one.weight <= SLIGHT or one in sums or one.mention.role == "question" for one in said)
        pointed = not THIS.isdisjoint(words)
        bounded = past.comparison is not None or past.bounds is not None
        these = only and ((pointed and numbered and not bounded) or (totals and (pointed or bounded)))
        return self._lists.all(bodies, MOST_LISTED) if theirs or these else []
