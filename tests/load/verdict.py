"""What a run proves, and what it measures."""

from collections import Counter
from collections.abc import Iterator
from statistics import quantiles

from tests.load.driver import Log, figure
from tests.load.plan import QUESTIONS, Conversation
from tests.load.platforms import PLATFORMS

MOST_SHOWN = 5
"""Conversations shown of each channel and fault."""


def problems(log: Log) -> list[str]:
    """What went wrong; nothing where all went well."""
    return [*_responses(log), *_answers(log), *_leftovers(log)]


def _responses(log: Log) -> Iterator[str]:
    for (channel, kind, status), count in sorted(log.statuses.items()):
        if status not in ((401, 403) if kind == "forged" else (200,)):
            yield f"{channel}: {count} {kind} requests got {status or 'no response'}"
    for channel, count in log.spoken.items():
        yield f"{channel}: {count} second deliveries got a second answer in the response"


def _answers(log: Log) -> Iterator[str]:
    faults: dict[tuple[str, str], list[Conversation]] = {}
    for one in log.plan.conversations:
        fault = _fault(one)
        if fault:
            faults.setdefault((one.platform.name, fault), []).append(one)
    for (channel, fault), found in sorted(faults.items()):
        yield f"{channel}: {len(found)} conversations {fault}"
        for one in found[:MOST_SHOWN]:
            asked = [QUESTIONS[question].mark for question in one.accepted]
            yield f"    {one.who}: expected {asked}, got {[answer[:40] for answer in one.answers]}"
    if log.unasked:
        yield f"{len(log.unasked)} answers to nobody who asked: {', '.join(log.unasked[:MOST_SHOWN])}"


def _fault(one: Conversation) -> str:
    asked = [QUESTIONS[question].mark for question in one.accepted]
    if len(one.answers) == len(asked):
        if all(mark in answer for mark, answer in zip(asked, one.answers, strict=True)):
            return ""
        known = Counter(mark for mark in asked if any(mark in answer for answer in one.answers))
        return "are answered out of order" if known == Counter(asked) else "are answered something else"
    return "lack answers" if len(one.answers) < len(asked) else "have too many answers"


def _leftovers(log: Log) -> Iterator[str]:
    if log.left:
        yield f"{log.left} messages are left in the queue"
    failures = figure(log.figures, "laureat_failures_total")
    if failures:
        yield f"{failures:.0f} calls to platforms finally failed"
    for platform in PLATFORMS:
        if platform.illustrated and not log.pictures[platform.name]:
            yield f"{platform.name}: no answer is followed by its picture"
    if not log.away or not log.falls:
        yield "Redis never went away"
    for line, count in Counter(log.errors).items():
        yield f"{count} times, the journal says: {line}"


def report(log: Log) -> Iterator[str]:
    """The figures."""
    accepted = sum(count for (_, kind, status), count in log.statuses.items() if kind == "new" and status == 200)
    times = quantiles(log.acknowledged, n=100)
    answered = sum(len(one.answers) for one in log.plan.conversations)
    yield f"requests             {sum(log.statuses.values())}"
    yield f"accepted             {accepted} in {log.sending:.1f} s, {accepted / log.sending:.0f} a second"
    yield f"answered             {answered}, the last after {log.answering:.1f} s"
    yield f"pictures             {log.pictures.total()}"
    yield f"acknowledgement      p50 {1000 * times[49]:.0f} ms, p99 {1000 * times[98]:.0f} ms"
    yield f"Redis                away for {log.away:.1f} s, lost {log.falls} times by a worker"
    yield f"calls made again     {figure(log.figures, 'laureat_retries_total'):.0f}"
    yield ""
    yield f"{'channel':<12}{'accepted':>10}{'duplicates':>12}{'refused':>10}{'answered':>10}"
    for platform in PLATFORMS:
        counts = [
            sum(
                count
                for (channel, sort, status), count in log.statuses.items()
                if (channel, sort) == (platform.name, kind) and status in passing
            )
            for kind, passing in (("new", (200,)), ("duplicate", (200,)), ("forged", (401, 403)))
        ]
        heard = sum(len(one.answers) for one in log.plan.conversations if one.platform is platform)
        yield f"{platform.name:<12}{counts[0]:>10}{counts[1]:>12}{counts[2]:>10}{heard:>10}"
