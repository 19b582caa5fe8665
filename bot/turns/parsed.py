"""What a message is understood as, for tools: its intents, and the names in it."""

from msgspec import Struct

from bot.understanding.reading import Reading
from bot.understanding.scoring import LEAST_SCORE
from bot.understanding.weighing import Argument


class IntentScore(Struct, frozen=True):
    """An intent and how well it explains a message."""

    name: str | None
    confidence: float


class EntityMatch(Struct, frozen=True):
    """A name found in a message."""

    entity: str
    value: str
    start: int
    end: int
    confidence_entity: float
    extractor: str


class ParseResult(Struct, frozen=True):
    """What a message means, alone."""

    text: str
    intent: IntentScore
    intent_ranking: tuple[IntentScore, ...]
    entities: tuple[EntityMatch, ...]


def parsed(text: str, argument: Argument, reading: Reading) -> ParseResult:
    """A message as it was read, by itself."""
    ranking: dict[str, float] = {}
    for candidate in reading.candidates:
        ranking.setdefault(candidate.rule.intent, round(candidate.score, 3))
    best = reading.best
    known = best is not None and best.score >= LEAST_SCORE
    tokens = argument.cover.text.tokens
    entities = []
    for mention in argument.cover.mentions:
        record = next((sense.record for sense in mention.senses if sense.record is not None), None)
        if record is not None:
            start, end = tokens[mention.start].start, tokens[mention.end - 1].end
            entities.append(
                EntityMatch(record.type.name, record.name, start, end, round(mention.quality, 3), mention.how)
            )
    return ParseResult(
        text,
        IntentScore(best.rule.intent, round(best.score, 3)) if known and best else IntentScore(None, 0.0),
        tuple(IntentScore(name, score) for name, score in ranking.items()),
        tuple(entities),
    )
