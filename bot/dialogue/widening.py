"""What was asked of a place, asked of all that there is: « et dans toute la Métropole ? », « et partout ? »."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot.dialogue.conversation import Conversation
from bot.dialogue.lists import Find
from bot.facts.records import Knowledge
from bot.french.words import INTO, SUBJECTS, WITHIN
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Mention, names
from bot.understanding.reading import SLIGHT, Said
from bot.understanding.weighing import Argument

ASKING = ("question", "tout", "suite", "partitif")
"""Roles of words beside which a message still only widens the last question (« et partout, il y en a combien ? »)."""
FURTHER = "etendue"
"""The role of words that say to look further around a place."""
TOTAL = "tout"
"""The role of words that ask for the sum of all."""
MOST_BEFORE = 3
"""Words before the name of all that there is, among which one says that something is asked there."""


def says_everywhere(mention: Mention) -> bool:
    """Whether a word may say to look further (« partout », « toutes communes confondues »)."""
    return any(sense.role == FURTHER for sense in mention.senses)


def _is_total(mention: Mention) -> bool:
    """Whether a word may ask for the sum of all."""
    return any(sense.role == TOTAL for sense in mention.senses)


class Widening:
    """Reads messages that ask the last question of all that there is."""

    def __init__(self, grammar: Grammar, knowledge: Knowledge, find: Find) -> None:
        self._grammar = grammar
        self._find = find
        self._places = knowledge.places()
        self._root = knowledge.root
        self._whole = frozenset(kind for kind in knowledge.holders() if len(list(knowledge.of(kind))) == 1)

    def narrowed(self, argument: Argument, past: Conversation) -> tuple[Argument, Said] | None:
        """A message as if it named the place of the last question again, and that place, which its answer leaves out.

        `None` where it says anything but to look everywhere.
        """
        if not past.entities:
            return None
        weighty = [one for one in argument.said if one.weight > SLIGHT]
        wide = [one for one in weighty if self._is_everywhere(one.mention, argument)]
        in_all = [one for one in weighty if one.mention.role == TOTAL and one not in wide]
        if past.outcome == "unknown" and any(_is_total(one.mention) for one in (*wide, *in_all)):
            # « Combien a reçu Montreuil ? — Et toutes communes confondues ? » is answered by the total.
            return None
        if len(wide) != 1 or any(one.mention.role not in ASKING for one in weighty if one not in wide):
            return None
        if argument.cover.text.tokens[0].text in SUBJECTS:
            # « Elle est quand même dans la Métropole ? » asks where it lies.
            return None
        places = (named for named in past.entities if self._root(named.kind) in self._places and not named.excluded)
        named = next(places, None)
        records = self._find(named) if named is not None and named.kind not in self._whole else ()
        if not records:
            return None
        everywhere = wide[0].mention
        mention = self._grammar.carry_records(records).mention
        place = Said(replace(everywhere.meaning(mention.senses), weight=1.0, how="exact"), 1.0, False)
        # « Et en tout, toutes communes confondues ? » says it twice.
        rest = (one for one in argument.said if one not in in_all)
        return replace(argument, said=tuple(place if one in wide else one for one in rest)), place

    def _is_everywhere(self, mention: Mention, argument: Argument) -> bool:
        """Whether a word says « everywhere », or names what all lies in after one that says where something is asked
        (« dans la Métropole »; « et la Métropole ? » may ask what that is)."""
        if not names(mention):
            return says_everywhere(mention)
        if not any(sense.record is not None and sense.record.type.name in self._whole for sense in mention.senses):
            return False
        before: Sequence[str] = argument.cover.text.words[: mention.start]
        return not (INTO | WITHIN).isdisjoint(before[-MOST_BEFORE:])
