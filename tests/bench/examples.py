"""The examples of the content, damaged: the material of every measure of understanding."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from bot.answering.intent import Example, Intent
from bot.content.model import Model
from bot.french.noise import KINDS, Kind, noisy

SEED = 2018

Asked = tuple[Intent, Example]


def examples(model: Model) -> list[Asked]:
    """Every example with its intent; not commands (« /restart »), which nobody types by ear."""
    return [
        (intent, example)
        for intent in model.intents.values()
        for example in intent.examples
        if not example.say.startswith("/")
    ]


def damaged(example: Example, level: int, variant: int, kinds: Sequence[Kind] = KINDS) -> Example:
    """The same example, its sentence after `level` operations; each variant is another, and none depends on others."""
    chance = Random(f"{SEED} {variant} {level} {[kind.name for kind in kinds]} {example.say}")
    return replace(example, say=noisy(example.say, level, chance, kinds))
