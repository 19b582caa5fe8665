"""As many of a list as a message says: the first, the last, or the next ones (« les trois premiers »)."""

from collections.abc import Container, Sequence

from bot.dialogue.conversation import MOST_LISTED, Conversation, Named
from bot.french.words import FIRST_ONES, LAST_ONES, NEXT_ONES
from bot.understanding.grammar import Grammar
from bot.understanding.reading import Said

THE_ONES = "les"
"""The article before them."""


class Ends:
    """Finds them."""

    def __init__(self, grammar: Grammar, places: Container[str]) -> None:
        """`places` are the types of what lies in something."""
        self._grammar = grammar
        self._places = places

    def of(self, said: Sequence[Said], words: Sequence[str], past: Conversation) -> tuple[Said | None, Sequence[Named]]:
        """The number that says how many, and the members of the list that are meant; `None` where it says none."""
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


def _after(past: Conversation) -> Sequence[Named]:
    """What comes in a list after all those that were asked about (« les 5 premières ? — Les 5 suivantes ? »)."""
    for listed in (past.listed, *past.before):
        kinds = {named.kind for named in listed}
        asked = {named for named in past.entities if named.kind in kinds}
        if asked and asked < set(listed):
            return listed[max(map(listed.index, asked)) + 1 :]
    return ()
