"""What published grants are said to be for, where a message is not understood otherwise (« la fête du goyavier ? »)."""

from collections.abc import Iterator, Set

from bot.french.words import AROUND_DAYS, ARTICLES, INTO
from bot.turns.rereading import with_mention
from bot.understanding.grammar import Grammar
from bot.understanding.mention import Sense, mention, names
from bot.understanding.reading import Said, anchors
from bot.understanding.register import IS_A_NAME, SAYS_NOTHING
from bot.understanding.weighing import Argument

LEAST_WORDS = 2
"""Words that only together say what a grant is for."""
MOST_WORDS = 6
MOST_BETWEEN = 2
"""Little words between two of them."""
ANNOUNCING = ["pour"]
"""Words after which what a grant is for is looked for."""
LITTLE = ARTICLES | INTO
"""Words that say nothing, whatever they are read as part of (« dans les aides »)."""
PURPOSE = "objet"
"""The type of what grants are for."""
WEIGHT = 1.2
"""Of what a grant is for in a message."""


class Purposes:
    """Finds, in the words that a message leaves over, those that what grants are for holds one after the other."""

    def __init__(self, grammar: Grammar, themes: Set[str]) -> None:
        """`themes` are the types of what other things than grants may be about."""
        self._grammar = grammar
        self._kinds = themes | {PURPOSE}

    def find(self, argument: Argument) -> Iterator[Argument]:
        """The message with each stretch that may be one read as what grants are for, the longest first."""
        tokens = argument.cover.text.tokens
        for run in self._runs(argument):
            for places in _parts(run):
                if tokens[places[0]].text in AROUND_DAYS:
                    # « Après le cyclone » tells of what was given for it, whatever stands before it in an object.
                    places = places[1:]
                stretch = [token.text for token in tokens[places[0] : places[-1] + 1]]
                roles = [IS_A_NAME if at in places else SAYS_NOTHING for at in range(places[0], places[-1] + 1)]
                called = self._grammar.lexicon.registers.called(ANNOUNCING + stretch, [SAYS_NOTHING, *roles])
                senses = tuple(
                    Sense(f"{record.type.name}:{record.id}", self._grammar.mask_of(record), WEIGHT, record)
                    for one in called
                    for record in one.records
                    # « Pleuvoir pour la bande » is none, whatever « bande » is of.
                    if record.type.name == PURPOSE and one.end - one.start == len(stretch)
                )
                if senses:
                    found = mention(places[0], places[-1] + 1, senses, 1.0, " ".join(stretch), "exact")
                    yield with_mention(argument, found)

    def _runs(self, argument: Argument) -> Iterator[list[int]]:
        """Words in a row that say nothing of our subject, but for a few little ones between them."""
        cover = argument.cover
        said = {place: one for one in argument.said for place in range(one.mention.start, one.mention.end)}
        run: list[int] = []
        for place in range(len(cover.text.tokens)):
            one = said.get(place)
            little = one is not None and one.weight <= 0 and one.mention.role is None
            little = little or cover.text.tokens[place].text in LITTLE
            if run and (cover.paused(place) or place - run[-1] > MOST_BETWEEN + 1):
                yield from [run] if len(run) >= LEAST_WORDS else []
                run = []
            if not little and (one is None or self._is_left_over(one)):
                run.append(place)
            elif not little:
                yield from [run] if len(run) >= LEAST_WORDS else []
                run = []
        yield from [run] if len(run) >= LEAST_WORDS else []

    def _is_left_over(self, one: Said) -> bool:
        """Whether a word is of no question of ours."""
        told = one.mention
        if names(told):
            return all(sense.record is None or sense.record.type.name in self._kinds for sense in told.senses)
        return one.weight > 0 and told.role in (None, "courant") and not anchors(one)


def _parts(run: list[int]) -> Iterator[list[int]]:
    """A run, and it without its first or its last words, the longest first."""
    for size in range(min(len(run), MOST_WORDS), LEAST_WORDS - 1, -1):
        for start in range(len(run) - size + 1):
            yield run[start : start + size]
