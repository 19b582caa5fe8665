"""Precision and coverage of answers as the confidence they need rises (El-Yaniv & Wiener, JMLR 2010).

The messages on the subject weigh together as much as those off it, whatever their numbers: precision supposes that one
message in two is none of the bot's business.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import log
from typing import NamedTuple


class Judged(NamedTuple):
    """A message, and what the bot would answer to it if it refused nothing for want of confidence."""

    confidence: float
    """0 to 1; 0 where it refuses whatever the threshold."""
    anchored: bool
    """Whether the message names something that belongs to the subject alone: this decides which threshold applies."""
    on_subject: bool
    right: bool
    """Whether the answer is what is expected; never off the subject."""
    weight: float = 1.0


class Point(NamedTuple):
    """What comes of answering from a threshold on."""

    threshold: float
    coverage: float
    """Right answers, as a share of the messages on the subject."""
    precision: float
    """Right answers, as a share of the answers; 1 where there is none."""
    accepted: float
    """Answers off the subject, as a share of the messages off the subject."""
    wrong: float
    """Weight of the answers that are not right."""
    missed: float
    """Weight of the messages on the subject that get no answer."""


def weigh(on_subject: Sequence[Judged], off_subject: Sequence[Judged]) -> list[Judged]:
    """All messages, each side weighing one half."""
    return [one._replace(weight=0.5 / len(side)) for side in (on_subject, off_subject) for one in side]


def curve(judged: Sequence[Judged]) -> list[Point]:
    """A point for each confidence that occurs, the highest first."""
    answered: list[Judged] = []
    points = []
    for threshold, group in groupby(sorted(judged, key=_confidence, reverse=True), key=_confidence):
        answered += group
        if threshold > 0:
            points.append(_point(threshold, answered, judged))
    return points


def at(judged: Sequence[Judged], anchored: float, unanchored: float) -> Point:
    """What comes of answering anchored messages from one threshold on, others from another."""
    return _point(anchored, [one for one in judged if passes(one, anchored, unanchored)], judged)


def passes(one: Judged, anchored: float, unanchored: float) -> bool:
    """Whether a message is answered under these thresholds."""
    return one.confidence > 0 and one.confidence >= (anchored if one.anchored else unanchored)


def _point(threshold: float, answered: Sequence[Judged], judged: Sequence[Judged]) -> Point:
    right = _weight(one for one in answered if one.right)
    accepted = _weight(one for one in answered if not one.on_subject)
    on_subject = _weight(one for one in judged if one.on_subject)
    off_subject = _weight(one for one in judged if not one.on_subject)
    total = _weight(answered)
    return Point(
        threshold,
        coverage=right / on_subject if on_subject else 0.0,
        precision=right / total if total else 1.0,
        accepted=accepted / off_subject if off_subject else 0.0,
        wrong=total - right,
        missed=on_subject - (total - accepted),
    )


def _weight(judged: Iterable[Judged]) -> float:
    return sum(one.weight for one in judged)


def greatest(points: Iterable[Point], precision: float) -> Point | None:
    """The point of the greatest coverage among those of at least this precision; none where nothing is answered."""
    return max((one for one in points if one.precision >= precision), default=None, key=lambda one: one.coverage)


def aurc(judged: Sequence[Judged]) -> float:
    """Area under the risk-coverage curve: the share of wrong answers among the surest messages, averaged over how many.

    Within one confidence right and wrong come evenly mixed; what is refused whatever the threshold comes last.
    """
    area = weight = wrong = 0.0
    for _, group in groupby(sorted(judged, key=_confidence, reverse=True), key=_confidence):
        tied = list(group)
        size, rate = _weight(tied), _weight(one for one in tied if not one.right) / _weight(tied)
        # The integral of (wrong + rate · x) / (weight + x) for x from 0 to size.
        area += rate * size + ((wrong - rate * weight) * log((weight + size) / weight) if weight else 0.0)
        weight += size
        wrong += rate * size
    return area / weight if weight else 0.0


def least_aurc(judged: Sequence[Judged]) -> float:
    """The area if every right answer were surer than every wrong one."""
    return aurc([one._replace(confidence=float(one.right)) for one in judged])


def _confidence(one: Judged) -> float:
    return one.confidence
