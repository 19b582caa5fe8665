"""Whether a message asks for the sum, or the share, of the bodies that the last answer ranked."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from bot.dialogue.conversation import LEAST_SEVERAL, MOST_LISTED, Conversation, Named
from bot.dialogue.lists import COUNTED, Lists
from bot.findings.query import BODY, GRANT, YEARS
from bot.french.words import (
    ALL,
    AMONG,
    AMONG_SOME,
    AMONG_THEM,
    AND,
    FIRST_ONES,
    HOW_MANY,
    LAST_ONES,
    OF_SEVERAL,
    OF_THEM,
    THE_SEVERAL,
    THIS,
    WHICH_ONE,
    WHO,
)
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.reading import SLIGHT, Said
from bot.understanding.vocabulary import Concept
from bot.understanding.weighing import Argument

SHARES = frozenset(("part", "part_du_tout"))
"""The concepts of words that ask for a share."""
COMING_TO = "revenir_a"
"""That of words that ask what something comes to (« ça représente »)."""
TOTAL = "total"
"""That of words that ask what it comes to in all."""
MEAN = "moyenne"
"""That of words that ask for the mean."""


class Summing:
    """Finds the bodies of which messages ask the sum without naming them."""

    def __init__(self, grammar: Grammar, lists: Lists) -> None:
        self._grammar = grammar
        self._lists = lists

    def of_listed(self, argument: Argument, past: Conversation) -> list[Said]:
        """The bodies that the last answer ranked, none of which its question named, where a message asks for their sum
        or their share (« qui a eu le plus ? — Leur total ? », « les trois premiers ? — Ça fait combien ? »), or for
        the sum of all with as much as was said (« qui a plus de 10 000 € ? — Ça fait combien au total ? »)."""
        together = [one for one in argument.said if self._grammar.refers_to_several(one.mention)]
        told = self._bodies([one for one in argument.said if one not in together], past)
        if len(set(told)) == len(past.listed) and (some := self._some(argument, told, past, together)):
            return self._lists.all(some, MOST_LISTED)
        words = argument.cover.text.words
        ordinals = [one for one in argument.said if one.mention.how == "ordinal"]
        if together and told and (placed := self._lists.joined(ordinals, argument.said, words, past)):
            # « Le premier et le troisième ensemble ? »
            return [one for pointed in placed.values() for one in pointed]
        every = _all_of_them(argument, past)
        bodies = every or self._bodies(argument.said, past)
        if not LEAST_SEVERAL <= len(set(bodies)) == len(past.listed):
            return []
        if self._asks_of_the_first(argument, past):
            return self._lists.all(bodies[:1], MOST_LISTED)
        in_part = past.page is not None and (past.counted > len(bodies) or not (self._most(past) or _is_numbered(past)))
        # Of grants that were listed, the sum is no other than theirs; of a list told in part it is not that of all.
        if not every and (self._are_grants(past) or in_part):
            return []
        return self._lists.all(bodies, MOST_LISTED) if self._asks_sum(argument, past) else []

    def of_compared(self, argument: Argument, said: tuple[Said, ...], past: Conversation) -> tuple[Said, ...]:
        """A message with the bodies that were just compared, where it asks which of them is first or last (« compare le
        judo et le rugby — Laquelle reçoit le moins ? »); empty where it does not."""
        bodies = [named for named in past.entities if named.kind == BODY and not named.excluded]
        which = not WHICH_ONE.isdisjoint(argument.cover.text.words)
        ranks = any(one.mention.role == "superlatif" for one in argument.said)
        named = any(names(one.mention) for one in argument.said)
        if not (past.compared and len(bodies) >= LEAST_SEVERAL and which and ranks) or named:
            return ()
        return (*self._lists.all(bodies), *said)

    def beside(self, argument: Argument) -> Argument:
        """A message that asks for the sum of those that were listed, without the words that stand for them: « les deux
        derniers ensemble ? » is asked of two, not of all."""
        kept = tuple(one for one in argument.said if not self._grammar.refers_to_several(one.mention))
        return replace(argument, said=kept)

    def of_criteria(self, argument: Argument, past: Conversation) -> Conversation:
        """What was said before, or, where a message turns from the sum of those listed to another kind, theme or month
        than they were listed by, what was when they were (« top 5 associations ? — Leur total ? — Et les entreprises ?
        »); from one of them, to another kind of bodies (« qui a eu le moins ? — Combien ? — Et chez les communes ? »).
        """
        listing, said, words = past.listing, argument.said, argument.cover.text.words
        if listing is None or words[0] not in AND:
            return past
        spoken = {named.ids for named in past.entities if named.kind == BODY}
        turns = not AMONG_SOME.isdisjoint(words[1:3]) and AMONG_THEM.isdisjoint(pairwise(words))
        if len(spoken) < len(listing.listed) and not turns:
            return past
        types = [sense.record.type for one in said for sense in one.mention.senses if sense.record is not None]
        narrows = [one for one in types if one.narrows and one.name not in (BODY, *YEARS)]
        other = (bool(narrows) or any(one.mention.how == "date" for one in said)) and bool(listing.dates or narrows)
        theirs = any(one.mention.role == "pronom" or one.excluded for one in said)
        if not other or theirs or (any(one.mention.form.startswith(AMONG) for one in said) and not turns):
            return past
        return replace(listing, reply=past.reply, sources=past.sources, before=past.before)

    def of_list(self, argument: Argument, past: Conversation) -> bool:
        """Whether a message asks for the sum of what was told with a list: of the grants that it told, or of all of
        those of whom it told but a part (« les 10 plus grosses subventions ? — Le total des 10 ? », « qui a eu entre
        1 000 et 2 000 € ? — Le total ? »)."""
        bodies = self._bodies(argument.said, past)
        told = self._are_grants(past) or past.counted > len(bodies)
        share = any(not SHARES.isdisjoint(sense.id for sense in one.mention.senses) for one in argument.said)
        return len(bodies) >= LEAST_SEVERAL and told and not share and self._asks_sum(argument, past)

    def _bodies(self, said: Sequence[Said], past: Conversation) -> list[Named]:
        """The bodies that the last answer listed, where neither a message nor what was asked names any."""
        bodies = [named for named in past.listed if named.kind == BODY]
        named = any(names(one.mention) or self._grammar.refers_to_several(one.mention) for one in said)
        # « Qui a eu le plus ? — Et le judo ? — Leur part ? » is asked of no ranking.
        # « Le bagad ? — Qui d’autre à Quimperlé ? — Les trois premiers ensemble ? » leaves the bagad out.
        spoken = next(filter(bodies.__contains__, past.focus), bodies[0]) if bodies else None
        if named or not bodies or spoken != bodies[0]:
            return []
        return [] if any(one.kind == BODY and not one.excluded for one in past.entities) else bodies

    def _some(
        self, argument: Argument, bodies: Sequence[Named], past: Conversation, together: Sequence[Said]
    ) -> Sequence[Named]:
        """The first or the last of those that were ranked, as many as a message asks the sum of (« les 12 plus aidés
        ? — Le total des cinq (premiers) ? — Les deux derniers ensemble ? »)."""
        said, words = argument.said, argument.cover.text.words
        counted = next((one.mention for one in said if one.mention.how == "number"), None)
        if counted is None or not isinstance(counted.value, int) or self._are_grants(past):
            return ()
        totals = [one for one in said if any(sense.id == TOTAL for sense in one.mention.senses)]
        # « Les trois premiers au total ? »
        closing = (one.mention.start for one in (*together, *totals) if one.mention.start >= counted.end)
        end = min(closing, default=len(words))
        after = words[counted.end : end]
        ends = any(ones.issuperset(after) for ones in (FIRST_ONES, LAST_ONES))
        closed = end < len(words)
        among = bool(counted.start) and words[counted.start - 1] in (OF_SEVERAL, *(THE_SEVERAL if closed else ()))
        rest = (one for one in said if one.mention is not counted and one.mention.end <= counted.end)
        only = all(one.weight <= SLIGHT or one.mention.role in ("tout", "question") for one in rest)
        few = LEAST_SEVERAL <= counted.value < len(bodies)
        sums = any(one.mention.role == "tout" for one in said) or bool(together)
        if not (sums and ends and among and only and few and (after or not together)):
            return ()
        return bodies[-counted.value :] if after and LAST_ONES.issuperset(after) else bodies[: counted.value]

    def _asks_of_the_first(self, argument: Argument, past: Conversation) -> bool:
        """Whether a message asks but how much in all, after who got most, whom the question took for one (« qui est le
        plus aidé ? — Combien en tout ? »)."""
        weighty = [one.mention.role for one in argument.said if one.weight > SLIGHT]
        asks = argument.cover.text.tokens[0].text in HOW_MANY and sorted(map(str, weighty)) == ["question", "tout"]
        ranked = self._most(past) and not (_is_numbered(past) or self._are_grants(past))
        return asks and ranked and WHO in past.concepts and past.comparison is None

    def _most(self, past: Conversation) -> bool:
        """Whether the last question asked for the most or the least."""
        return any(one.role == "superlatif" for one in self._asked(past))

    def _are_grants(self, past: Conversation) -> bool:
        """Whether the last answer listed the greatest grants, or as many as it was asked for, not who got most."""
        grants = any(one.target == GRANT for one in self._asked(past))
        bounded = past.comparison is not None or past.bounds is not None
        # « Les subventions de 20 000 à 30 000 € ? — Ça fait combien au total ? » bounds each grant, not each body.
        each = bounded and not past.counted
        return each or (grants and (self._most(past) or _is_numbered(past)) and past.comparison is None)

    def _asked(self, past: Conversation) -> list[Concept]:
        return [one for name in past.concepts if (one := self._grammar.concepts.get(name)) is not None]

    @staticmethod
    def _asks_sum(argument: Argument, past: Conversation) -> bool:
        """Whether a message asks for the sum, the mean or the share of what was listed."""
        said = argument.said
        words = argument.cover.text.words
        totals = [one for one in said if one.mention.role == "tout"]
        means = [one for one in said if any(sense.id == MEAN for sense in one.mention.senses)]
        shares = [one for one in said if not SHARES.isdisjoint(sense.id for sense in one.mention.senses)]
        sums = [*totals, *means, *shares]
        theirs = any(not OF_THEM.isdisjoint(words[max(0, one.mention.start - 1) : one.mention.end]) for one in sums)
        # « Le total des 10 (premières) »
        whole = [one for one in said if one.mention.how == "number" and one.mention.value == len(past.listed)]
        first = {one.mention.end for one in whole if words[one.mention.end : one.mention.end + 1]}
        first = {at for at in first if words[at] in FIRST_ONES}
        comes_to = [one for one in said if any(sense.id == COMING_TO for sense in one.mention.senses)]
        asks = [*sums, *comes_to, *whole, *(one for one in said if one.mention.start in first)]
        only = all(one.weight <= SLIGHT or one in asks or one.mention.role == "question" for one in said)
        pointed = not THIS.isdisjoint(words) or bool(whole) or bool(_all_of_them(argument, past))
        bounded = past.comparison is not None or past.bounds is not None
        these = (pointed and _is_numbered(past) and not bounded) or (totals and (pointed or bounded))
        return theirs or bool(only and these)


def _all_of_them(argument: Argument, past: Conversation) -> list[Named]:
    """All bodies of the last list, where a message says so after one of them was picked (« qui en a eu deux ? — Le
    premier a eu combien ? — Total de tous ? »)."""
    picked = [named for named in past.entities if named.kind == BODY]
    every = any(token.text in ALL for token in argument.cover.text.tokens[-1:])
    named = any(names(one.mention) for one in argument.said)
    of_them = every and not named and len(picked) == 1 and picked[0] in past.listed
    return [named for named in past.listed if named.kind == BODY] if of_them else []


def _is_numbered(past: Conversation) -> bool:
    """Whether the last question said how many it asked for."""
    return COUNTED in past.concepts
