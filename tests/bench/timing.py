"""How long a function takes over many sentences."""

import time
from collections.abc import Callable, Sequence
from statistics import median, quantiles
from typing import NamedTuple

ROUNDS = 5


class Times(NamedTuple):
    """µs over the sentences; a sentence takes the median of its rounds."""

    p50: float
    p99: float


def timed(run: Callable[[str], object], sentences: Sequence[str]) -> Times:
    """Run over all the sentences in turn, in rounds of which the first only warms up."""
    spent: list[list[int]] = [[] for _ in sentences]
    for number in range(ROUNDS + 1):
        for times, sentence in zip(spent, sentences, strict=True):
            begin = time.perf_counter_ns()
            run(sentence)
            if number:
                times.append(time.perf_counter_ns() - begin)
    each = [median(times) / 1000 for times in spent]
    return Times(median(each), quantiles(each, n=100)[98])
