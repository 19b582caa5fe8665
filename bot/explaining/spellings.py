"""Every known spelling, to tell what else a misspelt or unknown word may have been."""

from collections import defaultdict

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content.model import Model
from bot.explaining.explanation import Rival
from bot.understanding.forms import glue
from bot.understanding.index import FuzzyIndex
from bot.understanding.mention import Mention

MOST_RIVALS = 3
LEAST_LIKENESS = 0.6
"""Share of its letters that an unknown word must have in common with a spelling that is told as near."""


class Spellings:
    """The spellings of one model; compiled when first needed."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._known: dict[str, tuple[str, frozenset[str]]] = {}
        self._index: FuzzyIndex | None = None

    def _compile(self) -> FuzzyIndex:
        if self._index is None:
            written: dict[str, str] = {}
            owners: dict[str, set[str]] = defaultdict(set)
            for concept in self._model.grammar.concepts.values():
                for spelling in concept.spellings:
                    form = glue(spelling)
                    written.setdefault(form, spelling)
                    owners[form].add(concept.name)
            for kind in self._model.knowledge.types:
                for record in self._model.knowledge.records.get(kind, {}).values():
                    for spelling in (record.name, *record.aliases):
                        form = glue(spelling)
                        written.setdefault(form, spelling)
                        owners[form].add(f"{kind}:{record.id}")
            self._known = {form: (spelling, frozenset(owners[form])) for form, spelling in written.items() if form}
            self._index = FuzzyIndex(self._known)
        return self._index

    def rivals(self, said: str, mention: Mention) -> tuple[Rival, ...]:
        """Other things within the tolerance of a misspelt word."""
        index = self._compile()
        ours = {sense.id for sense in mention.senses}
        found: list[Rival] = []
        for form, edits in index.look(glue(said)):
            spelling, owners = self._known[form]
            if form != mention.form and not owners & ours:
                found.append(Rival(spelling, edits))
        return tuple(found[:MOST_RIVALS])

    def nearest(self, word: str) -> tuple[str, int]:
        """The nearest known spelling of at least half the letters of an unknown word, and the edits to it."""
        self._compile()
        form = glue(word)
        if len(form) < 4:
            return "", 0
        likeness = OSA.normalized_similarity
        near = process.extractOne(form, self._known.keys(), scorer=likeness, score_cutoff=LEAST_LIKENESS)
        return (self._known[near[0]][0], OSA.distance(form, near[0])) if near else ("", 0)
