"""A message cut into what is answered one after the other: sentences, and the questions that « et » joins."""

from collections.abc import Iterator, Sequence

from bot.french.text import Text
from bot.french.words import AND, INTERROGATIVES, JOINING, THAT, WHERE
from bot.understanding.grammar import Argument, Grammar
from bot.understanding.mention import names

QUESTIONING = ("question", "verification")
ASKING = (*QUESTIONING, "ouverture")
"""Roles of words that make a sentence ask."""
ADDED = "+"
"""The sign for « et » in a hurried message (« nb de projets + nb de villes »)."""
NEXT = 5
"""Words after « et » among which a question begins that it joins to another (« et au fait, qui … »)."""
MOST_SMALL = 3
"""Words that say too little to be a question that « et » joins to something else."""
MOST_PARTS = 4
"""Questions answered in one message."""


class Sentences:
    """Cuts messages, and tells what each sentence does."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def weigh(self, text: Text) -> Argument:
        """A text, or a part of it, with its words found and weighed."""
        return self._grammar.weigh(self._grammar.lexicon.cover(text))

    def parts(self, text: Text) -> list[Argument]:
        """A message cut at the ends of its sentences, without those that say nothing."""
        parts: list[Argument] = []
        start = 0
        for end in text.ends:
            part = Text(text.raw, text.tokens[start:end], (end - start,))
            if part.tokens:
                argument = self.weigh(part)
                if argument.weight > 0 or not parts:
                    parts.append(argument)
            start = end
        parts = [part for part in parts if part is parts[0] or not self._closes(part)]
        parts = parts[-MOST_PARTS:] or [self.weigh(text)]
        foreign = sum(part.foreign for part in parts)
        if not foreign:
            return parts
        return [
            part if self._stands(part) else self._grammar.weigh(part.cover, foreign - part.foreign) for part in parts
        ]

    @staticmethod
    def _stands(part: Argument) -> bool:
        """Whether a sentence is of our subject whatever the others are of (« Sceaux a un projet ? »)."""
        named = any(names(one.mention) for one in part.said)
        ours = any(sense.anchor for one in part.said if not names(one.mention) for sense in one.mention.senses)
        return named and ours and not part.foreign and not part.unknown

    @staticmethod
    def _closes(part: Argument) -> bool:
        """Whether a sentence ends a letter, with who signs it (« Cordialement, le service communication »)."""
        first = part.cover.mentions[0] if part.cover.mentions else None
        closes = first is not None and any(sense.role == "cloture" for sense in first.senses)
        return closes and not Sentences.asks(part)

    @staticmethod
    def asks(part: Argument) -> bool:
        """Whether a sentence asks: by its words, or by its mark."""
        return part.cover.text.asks or any(one.mention.role in ASKING for one in part.said)

    @staticmethod
    def asks_only(part: Argument) -> bool:
        """Whether a sentence asks, and does not say of what (« C’était qui ? »)."""
        told = [one.mention for one in part.said if one.weight > 0]
        return not part.unknown and bool(told) and all(mention.role in QUESTIONING for mention in told)

    @staticmethod
    def asks_in_words(part: Argument) -> bool:
        """Whether a sentence asks by its words alone."""
        return any(one.mention.role in QUESTIONING for one in part.said) or bool(_asks(part.cover.text))

    def sets_the_scene(self, part: Argument, rest: Sequence[Argument]) -> bool:
        """Whether a sentence names something and asks nothing, before one that asks (« J’habite à Meudon. »)."""
        if not any(names(one.mention) for one in part.said):
            return False
        if not self.asks(part):
            return True
        # « Pantin a un projet ? Et Montreuil ? » are two questions.
        goes_on = part.cover.text.asks and rest[0].cover.text.tokens[0].text in AND
        return (
            not goes_on and any(map(self.asks, rest)) and all(one.mention.role not in QUESTIONING for one in part.said)
        )

    def asks_for_others(self, left: Argument, right: Argument) -> bool:
        """Whether the second of two sides asks for things of another kind (« combien de X et combien de Y »)."""
        kinds = self._grammar.kinds(right.said)
        asks = any(one.mention.role in QUESTIONING for one in right.said)
        return asks and bool(kinds) and kinds.isdisjoint(self._grammar.kinds(left.said))

    def paused(self, part: Argument) -> Iterator[tuple[Argument, Argument]]:
        """The two sides of each pause of a sentence."""
        for place in filter(part.cover.paused, range(1, len(part.cover.text.tokens))):
            yield self._cut(part.cover.text, place)

    def _cut(self, text: Text, place: int) -> tuple[Argument, Argument]:
        """What comes before a token, and what begins with it."""
        left, right = text.tokens[:place], text.tokens[place:]
        return self.weigh(Text(text.raw, left, (len(left),))), self.weigh(Text(text.raw, right, (len(right),)))

    def joined(self, part: Argument) -> Iterator[tuple[Argument, Argument]]:
        """The two sides of each « et » or comma that a question follows, after another or words of another subject."""
        text, mentions = part.cover.text, part.cover.mentions
        linked = {
            place for place, token in enumerate(text.tokens) if token.text in JOINING or text.raw[token.start] == ADDED
        }
        asking = [mention.start for mention in mentions if mention.role == "question"]
        if not linked and not asking:
            return
        # « …, l’expérimentation que Sceaux a menée » asks nothing.
        clauses = {one.start for one in mentions if one.form in THAT}
        words = _asks(text)
        begun = (one.start for one in mentions if one.role in ASKING or one.senses[0].foreign)
        first = min((*words, *begun), default=len(text.tokens))
        checks = [mention.start for mention in mentions if mention.role == "verification"]
        for place in range(max(MOST_SMALL, first + 1), len(text.tokens) - 1):
            begins = (*asking, *words, *checks) if place in linked else asking
            asks = any(
                place <= start < place + NEXT and (start <= place + 1 or start not in clauses) for start in begins
            )
            if asks and (place in linked or part.cover.paused(place)):
                yield self._cut(text, place)

    def aside(self, part: Argument) -> Iterator[tuple[Argument | None, Argument]]:
        """What each « et » joins to words of another subject, after what comes before it, if anything does."""
        text = part.cover.text
        foreign = [one for one in part.cover.mentions if one.senses[0].foreign]
        for place in range(MOST_SMALL, len(text.tokens) - 1):
            if text.tokens[place].text not in JOINING:
                continue
            left, right = self._cut(text, place)
            if foreign[-1].end <= place:
                yield left, right
            elif place <= foreign[0].start:
                yield None, left


def _asks(text: Text) -> list[int]:
    """The places of the words that ask, whatever expression they are part of (« dans quel », « à quoi sert »)."""
    words = (token.text for token in text.tokens)
    return [place for place, word in enumerate(words) if word in INTERROGATIVES or (word in WHERE and not place)]
