"""How well what is personal is found, over marked sentences."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

_MARK = re.compile(r"\{(\w+):([^}]*)\}")
_LABEL = re.compile(r"\[(courriel|téléphone|NIR|IBAN|carte|adresse|plaque)\]")
_WORD = re.compile(r"\w+")


class Score(NamedTuple):
    """Of one kind of personal data."""

    there: int
    found: int
    """Nothing of them is left, and they are called what they are."""
    false: int
    """Masks where there is none, or that took words beside with them."""

    @property
    def recall(self) -> float:
        return self.found / self.there if self.there else 1.0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.false) if self.found + self.false else 1.0


class Mistake(NamedTuple):
    """A sentence that is not masked as it should be."""

    sentence: str
    masked: str


def score(mask: Callable[[str], str], sentences: Iterable[str]) -> tuple[dict[str, Score], list[Mistake]]:
    """The score by kind, and what is masked otherwise than it should be."""
    there: Counter[str] = Counter()
    found: Counter[str] = Counter()
    false: Counter[str] = Counter()
    mistakes = []
    for sentence in sentences:
        marks = _MARK.findall(sentence)
        masked = mask(_MARK.sub(r"\2", sentence))
        if masked != _MARK.sub(r"[\1]", sentence):
            mistakes.append(Mistake(sentence, masked))
        beside = Counter(_WORD.findall(_MARK.sub(" ", sentence)))
        left = Counter(_WORD.findall(_LABEL.sub(" ", masked)))
        labels = Counter(_LABEL.findall(masked))
        survives = left - beside
        expected = Counter(kind for kind, _ in marks)
        for kind, datum in marks:
            there[kind] += 1
            if labels[kind] and not any(word in survives for word in _WORD.findall(datum)):
                found[kind] += 1
        for kind, times in (labels - expected).items():
            false[kind] += times
        if beside - left and marks:
            false[marks[0][0]] += 1
    kinds = ("courriel", "téléphone", "NIR", "IBAN", "carte", "adresse", "plaque")
    return {kind: Score(there[kind], found[kind], false[kind]) for kind in kinds}, mistakes


def total(scores: Iterable[Score]) -> Score:
    """All kinds together."""
    return Score(*map(sum, zip(*scores, strict=True)))
