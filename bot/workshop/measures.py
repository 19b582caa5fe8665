"""What trying every example tells: what is taken for what, which rules nothing uses, what noise does."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from msgspec import Struct

from bot.answering.intent import Example
from bot.assistant import Assistant
from bot.content.model import Model
from bot.examples import OFF_SUBJECT, Tried, try_example
from bot.french.noise import KINDS, Kind, noisy, seeded
from bot.understanding.rules import Rule

SEED = 2018
LEVELS = (1, 2, 3)
"""Operations a sentence."""


class Mistaken(Struct, frozen=True):
    """Examples of one question that are taken for another."""

    expected: str
    got: str
    sentences: tuple[str, ...]


class Noisy(Struct, frozen=True):
    """What comes of the examples under one noise."""

    kind: str
    level: int
    tried: int
    right: int
    wrong: int
    """Answered, and otherwise than the example expects; the others are refused or asked back."""


def mistaken(tried: Sequence[Tried]) -> list[Mistaken]:
    """The examples that are taken for another question, the most frequent mistake first."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in tried:
        expected, got = one.intent.removesuffix(":"), _got(one)
        if expected != got:
            found.setdefault((expected, got), []).append(one.example.say)
    ranked = sorted(found.items(), key=lambda pair: -len(pair[1]))
    return [Mistaken(expected, got, tuple(sentences)) for (expected, got), sentences in ranked]


def _got(one: Tried) -> str:
    if one.reply is None:
        return "(sans réponse)"
    free = one.intent == OFF_SUBJECT or "contient" in one.example.expect
    if not one.faults and free:
        return one.intent.removesuffix(":")
    return one.reply.intent or "(rien)"


def never_used(model: Model, tried: Sequence[Tried]) -> list[Rule]:
    """The rules by which no example is understood, in the order of the files."""
    examples = (one for one in tried if one.intent != OFF_SUBJECT)
    used = {(frame.intent, frame.rule) for one in examples for frame in one.frames}
    return [rule for intent in model.intents.values() for rule in intent.rules if (rule.intent, rule.text) not in used]


def under_noise(assistant: Assistant, progress: Callable[[int, int], None]) -> Iterator[Noisy]:
    """Every example written badly in each way, then in all ways at once."""
    asked = [
        (intent, example)
        for intent in assistant.model.intents.values()
        for example in intent.examples
        if not example.say.startswith("/")
    ]
    rows: list[tuple[str, tuple[Kind, ...]]] = [*((kind.name, (kind,)) for kind in KINDS), ("toutes mêlées", KINDS)]
    done = 0
    for name, kinds in rows:
        for level in LEVELS:
            tried = [try_example(assistant, intent, _damaged(example, level, kinds)) for intent, example in asked]
            right = sum(not one.faults for one in tried)
            wrong = sum(one.reply is not None and one.reply.outcome == "answered" for one in tried if one.faults)
            done += 1
            progress(done, len(rows) * len(LEVELS))
            yield Noisy(name, level, len(tried), right, wrong)


def _damaged(example: Example, level: int, kinds: Sequence[Kind]) -> Example:
    # The same for the same sentence, whatever the others are.
    chance = seeded(SEED, level, [kind.name for kind in kinds], example.say)
    return replace(example, say=noisy(example.say, level, chance, kinds))
