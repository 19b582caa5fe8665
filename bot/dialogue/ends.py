"""As many of a list as a message says: the first, the last, or the next ones (« les trois premiers »), or those that
came first, or last, of several that were ranked or compared (« le gagnant »)."""

from collections.abc import Container, Sequence

from msgspec.structs import replace

from bot.dialogue.conversation import LEAST_SEVERAL, MOST_LISTED, Conversation, Named
from bot.french.words import FIRST_ONES, LAST_ONES, NEXT_ONES, POINTING
from bot.understanding.grammar import Grammar
from bot.understanding.mention import names
from bot.understanding.reading import Said

WINNING = {"vainqueur_mot": 0, "perdant_mot": -1}
"""Concepts of words for those that have most, or least, of several that were compared, by their place among those."""
AT_FIRST = "du_debut_mot"
"""That of words for what was spoken of at the beginning."""
THE_ONES = "les"
"""The article before them."""


ENDS = {1: "premier_paye", -1: "dernier_paye"}
"""Concepts of what was first and last in time, by the rank that stands for each after the other."""


THE_FIRST = [[THE_ONES, first] for first in FIRST_ONES]


class Ends:
    """Finds them."""

    def __init__(self, grammar: Grammar, places: Container[str]) -> None:
        """`places` are the types of what lies in something."""
        self._grammar = grammar
        self._places = places

    def of(self, said: Sequence[Said], words: Sequence[str], past: Conversation) -> tuple[Said | None, Sequence[Named]]:
        """The number that says how many, and the members of the list that are meant; `None` where it says none."""
        if (won := self._winning(said, words, past))[1]:
            return won
        if (begun := _told_first(said, words, past)) is not None:
            return begun, past.series[-1:]
        counted = next((one for one in said if one.mention.how == "number"), None)
        number = counted.mention if counted else None
        if counted is None and words and words[-1] in NEXT_ONES and words[-2:-1] == [THE_ONES]:
            # « Les trois premiers ? — Et les suivants ? » asks for all that come next.
            last = next((one for one in said if one.mention.end == len(words)), None)
            members = _after(past) if last is not None else ()
            return (last, members) if members else (None, ())
        if counted is None or number is None or number.end >= len(words) or not isinstance(number.value, int):
            return None, ()
        following = words[number.end]
        if following in NEXT_ONES:
            members = _after(past)[: max(number.value, 0)]
            return (counted, members) if members else (None, ())
        told = past.listed if past.counted == len(past.listed) else ()
        # « Nogent ? — Joinville ? — Vincennes ? — Les deux premiers n’ont rien ? »
        # « Les trois premiers ? » after four clubs is asked of all.
        places = past.series if all(named.kind in self._places for named in past.series) else ()
        listed = told if len(told) > number.value else places[::-1]
        if len(listed) <= number.value:
            # « Les communes lauréates ? — L’avant-dernière ? — Les deux dernières ? »
            kept = (one for one in (past.listed, *past.before) if number.value < len(one) < MOST_LISTED)
            listed = next((one for one in kept if set(past.entities).intersection(one)), ())
        nouns = self._grammar.kinds(other for other in said if other.mention.start > number.end)
        of_others = any(nouns and named.kind not in nouns for named in listed)
        if following not in FIRST_ONES | LAST_ONES or not len(listed) > number.value > 0 or of_others:
            return None, ()
        return counted, listed[: number.value] if following in FIRST_ONES else listed[-number.value :]

    def _winning(
        self, said: Sequence[Said], words: Sequence[str], past: Conversation
    ) -> tuple[Said | None, Sequence[Named]]:
        """The word that calls some of those that were ranked or compared by how they came out, and those; nothing where
        a message names anything (« le gagnant du chatbot »)."""
        order = past.ranked or past.sides
        if not order or any(names(one.mention) for one in said):
            return None, ()
        for one in said:
            place = next((WINNING[sense.id] for sense in one.mention.senses if sense.id in WINNING), None)
            # « Le département gagnant »
            start = next((noun.mention.start for noun in said if self._calls(noun, one, order)), one.mention.start)
            if place is not None and words[max(0, start - 1)] in POINTING:
                return one, order[place]
        return None, ()

    def _calls(self, noun: Said, one: Said, order: Sequence[Sequence[Named]]) -> bool:
        """Whether a noun right before a word is that of the kind of those that were ranked."""
        return noun.mention.end == one.mention.start and order[0][0].kind in self._grammar.kinds((noun,))


def _told_first(said: Sequence[Said], words: Sequence[str], past: Conversation) -> Said | None:
    """The words by which a message calls the first of those that were asked about one after the other (« et celle du
    début ? », « et les premiers que j’ai cités ? »)."""
    if len(past.series) < LEAST_SEVERAL:
        return None
    begun = (one for one in said if any(sense.id == AT_FIRST for sense in one.mention.senses))
    # Of more than two, the first ones are several.
    two = len(past.series) == LEAST_SEVERAL and len(past.listed) < LEAST_SEVERAL
    first = (one for one in said if two and words[max(0, one.mention.start - 1) : one.mention.end] in THE_FIRST)
    return next(begun, None) or next(first, None)


def _after(past: Conversation) -> Sequence[Named]:
    """What comes in a list after all those that were asked about (« les 5 premières ? — Les 5 suivantes ? »)."""
    for listed in (past.listed, *past.before):
        kinds = {named.kind for named in listed}
        asked = {named for named in past.entities if named.kind in kinds}
        if asked and asked < set(listed):
            return listed[max(map(listed.index, asked)) + 1 :]
    return ()


def other_end(said: tuple[Said, ...], past: Conversation, grammar: Grammar) -> tuple[Said, ...]:
    """A message with what was last in time where it says « et la dernière ? » after the first, or the contrary."""

    def end(one: Said) -> Said:
        place = one.mention
        rank = place.value if place.how == "ordinal" and isinstance(place.value, int) else 0
        concept = grammar.carry_concept(ENDS[rank]) if ENDS.get(-rank) in past.concepts else None
        if concept is None:
            return one
        return Said(replace(concept.mention, start=place.start, end=place.end), concept.weight, excluded=False)

    return tuple(map(end, said))
