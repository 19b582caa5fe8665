"""Every known spelling, to tell what else a misspelt or unknown word may have been."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content.model import Model
from bot.explaining.explanation import Rival
from bot.understanding.forms import glue
from bot.understanding.mention import Mention

LEAST_LIKENESS = 0.6
"""Share of its letters that an unknown word must have in common with a spelling that is told as near."""


class Spellings:
    """The spellings of one model. To compile them takes a fifth of a second: they serve for many messages."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._known: dict[str, str] = {}
        for concept in model.grammar.concepts.values():
            for spelling in concept.spellings:
                self._known.setdefault(glue(spelling), spelling)
        for kind in model.knowledge.types:
            for record in model.knowledge.records.get(kind, {}).values():
                for spelling in (record.name, *record.aliases):
                    self._known.setdefault(glue(spelling), spelling)

    def spelt(self, form: str) -> str:
        """A known form as its author wrote it."""
        return self._known.get(form, form)

    def rivals(self, said: str, mention: Mention) -> tuple[Rival, ...]:
        """What else a misspelt stretch of a message may be, best first."""
        form = glue(said)
        return tuple(
            Rival(self.spelt(rival.form), OSA.distance(form, rival.form), round(rival.quality, 3))
            for rival in mention.rivals
        )

    def nearest(self, word: str) -> tuple[str, int]:
        """The nearest known spelling of at least half the letters of an unknown word, and the edits to it."""
        form = glue(word)
        if len(form) < 4:
            return "", 0
        likeness = OSA.normalized_similarity
        near = process.extractOne(form, self._known.keys(), scorer=likeness, score_cutoff=LEAST_LIKENESS)
        return (self._known[near[0]], OSA.distance(form, near[0])) if near else ("", 0)
