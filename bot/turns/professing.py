"""What somebody says to be before they ask of something else: what they live by narrows nothing (« je suis prof de
collège et j’aimerais le montant total »)."""

from collections.abc import Callable, Iterator

from bot.french.speaker import IN_THE_NAME_OF, INTERESTED, INTRODUCING, OF_MINE, OF_ONESELF, THEY_ARE, TO_SPEAKER
from bot.french.text import Text
from bot.turns.clauses import ASKING, asked, inverted
from bot.understanding.forms import glue
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Mention, names
from bot.understanding.reading import anchors
from bot.understanding.roles import OPENING
from bot.understanding.weighing import Argument

BEING = tuple(map(glue, INTRODUCING))
"""How mentions begin by which somebody says what they are, however that is spelt (« je sui »)."""
LEAST_ASKED = 1.0
"""What a question must weigh, all of whose words are known (« …, le montant total »)."""
MOST_GREETING = 2
"""Words before somebody says what they are (« Bonjour, je suis… »)."""
FIRST = frozenset(words[0] for words in IN_THE_NAME_OF)
"""Words with which begins as whom they write."""


class Professing:
    """Finds it in sentences."""

    def __init__(self, grammar: Grammar, weigh: Callable[[Text], Argument]) -> None:
        self._grammar = grammar
        self._weigh = weigh

    def parted(self, part: Argument) -> list[Argument]:
        """What a sentence asks after what its author is, after where that is if it names it; nothing of any other."""
        if not _begins(part):
            return []
        text = part.cover.text
        for place in _openings(part):
            left = self._weigh(text.kept(text.tokens[:place]))
            asks = any(one.mention.role in ASKING for one in left.said) or bool(asked(left.cover.text))
            told = [one.mention for one in left.said if names(one.mention)]
            homes = [one for one in told if self._grammar.is_place(one)]
            lives_by = [one for one in told if one not in homes]
            if asks or left.foreign or not lives_by or not all(map(_is_common, lives_by)):
                return []
            # « Je suis d’une association de théâtre » is of one of those that are told of.
            others = any(anchors(one) for one in left.said if not names(one.mention))
            interested = any(token.text.startswith(INTERESTED) for token in left.cover.text.tokens)
            right = self._weigh(text.kept(text.tokens[place:]))
            if others or interested or self._grammar.kinds(left.said) or not _asks_of_ours(right):
                return []
            # « Je | Créteil » is home.
            live = (text.kept((text.tokens[0], *text.tokens[one.start : one.end])) for one in homes)
            return [*map(self._weigh, live), right]
        return []


def _begins(part: Argument) -> bool:
    """Whether a sentence begins by telling what its author is, or as whom they write."""
    words = tuple(part.cover.text.words)
    first = part.cover.mentions[: MOST_GREETING + 1]
    opened = any(one.start <= MOST_GREETING and one.form.startswith(BEING) for one in first)
    # « Mon fils est au collège à Créteil, … »
    opened = opened or (words[0] in OF_MINE and not THEY_ARE.isdisjoint(words[2:3]))
    if opened or FIRST.isdisjoint(words[:MOST_GREETING]):
        return opened
    return any(words[at : at + len(one)] == one for one in IN_THE_NAME_OF for at in range(MOST_GREETING))


def _openings(part: Argument) -> Iterator[int]:
    """Where what is asked may begin: with a request, or with a question after a pause."""
    cover = part.cover
    opening = {one.start for one in cover.mentions if one.role == OPENING}
    begun = {one.start for one in cover.mentions if one.role in ASKING}
    begun.update(asked(cover.text), inverted(cover.text))
    told = [one.start for one in cover.mentions if one.weight > 0 or one.start in begun]
    for at in range(1, len(cover.text.tokens)):
        # « …, il paraît qu’| il y a »
        first = next((start for start in told if start >= at), at) if cover.paused(at) else at
        if at in opening or (cover.paused(at) and not begun.isdisjoint((at, first))):
            yield at


def _is_common(one: Mention) -> bool:
    """Whether a name is a word for what things are about (« l’enseignement »), none of their own."""
    return all(sense.record is None or sense.record.name[0].islower() for sense in one.senses)


def _asks_of_ours(right: Argument) -> bool:
    """Whether what is asked is of our subject, and not of whoever asks (« …, quel projet me concerne ? »)."""
    opened = max((one.end for one in right.cover.mentions if one.role == OPENING), default=0)
    words = right.cover.text.words[opened:]
    ours = any(map(anchors, right.said)) or (right.weight >= LEAST_ASKED and not right.foreign and not right.unknown)
    return ours and OF_ONESELF.union(TO_SPEAKER).isdisjoint(words)
