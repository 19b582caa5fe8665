"""The known spellings of a model, to tell what a misspelt or unknown word may have been."""

from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content.model import Model
from bot.explaining.explanation import Rival
from bot.understanding.forms import glue
from bot.understanding.mention import Mention, Sense

LEAST_LIKENESS = 0.6
"""Share of its letters that an unknown word must have in common with a spelling that is told as near."""


def spelling_of(model: Model, sense: Sense, form: str) -> str:
    """A form of a sense as the author of its word or record wrote it; empty where none did."""
    return next((spelling for spelling in _spellings(model, sense) if glue(spelling) == form), "")


def spelt(model: Model, form: str) -> str:
    """A known form as its author wrote it."""
    written = (spelling_of(model, sense, form) for sense in model.grammar.lexicon.senses(form))
    return next(filter(None, written), form)


def rivals(model: Model, said: str, mention: Mention) -> tuple[Rival, ...]:
    """What else a misspelt stretch of a message may be, best first."""
    form = glue(said)
    return tuple(
        Rival(spelt(model, rival.form), OSA.distance(form, rival.form), round(rival.quality, 3))
        for rival in mention.rivals
    )


def nearest(model: Model, word: str) -> tuple[str, int]:
    """The nearest known spelling of at least half the letters of an unknown word, and the edits to it."""
    form = glue(word)
    if len(form) < 4:
        return "", 0
    known = model.grammar.lexicon.forms()
    near = process.extractOne(form, known, scorer=OSA.normalized_similarity, score_cutoff=LEAST_LIKENESS)
    return (spelt(model, near[0]), OSA.distance(form, near[0])) if near else ("", 0)


def _spellings(model: Model, sense: Sense) -> Iterator[str]:
    if sense.record is not None:
        yield from (sense.record.name, *sense.record.aliases)
    elif sense.id in model.grammar.concepts:
        yield from model.grammar.concepts[sense.id].spellings
