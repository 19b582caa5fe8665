"""What the dashboard counts, of the figures of some days: totals, days, channels, subjects, outcomes."""

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from bot.journal.counts import Figures

MISSED = ("unknown", "out_of_scope")


class Tally(Struct):
    """Figures added up."""

    messages: int = 0
    answered: int = 0
    missed: int = 0
    """Without an answer: not understood, or none of our business."""
    talk: int = 0
    """Greetings and thanks, which ask nothing."""
    up: int = 0
    down: int = 0
    micros: int = 0
    understanding: int = 0
    answering: int = 0
    slowest: int = 0

    def add(self, figures: Figures) -> None:
        """Count more."""
        self.messages += figures.messages
        self.answered += figures.messages * (figures.outcome == "answered")
        self.missed += figures.messages * (figures.outcome in MISSED)
        self.talk += figures.messages * (figures.outcome == "chitchat")
        self.up += figures.up
        self.down += figures.down
        self.micros += figures.micros
        self.understanding += figures.understanding
        self.answering += figures.answering
        self.slowest = max(self.slowest, figures.slowest)

    @property
    def asked(self) -> int:
        """Messages that ask something."""
        return self.messages - self.talk

    @property
    def mean_ms(self) -> float:
        """Mean time of an answer, in ms."""
        return self._mean(self.micros)

    @property
    def understanding_ms(self) -> float:
        """Mean time to understand a message, in ms."""
        return self._mean(self.understanding)

    @property
    def answering_ms(self) -> float:
        """Mean time to find and write its answer, in ms."""
        return self._mean(self.answering)

    @property
    def remembering_ms(self) -> float:
        """Mean time that goes to what is remembered of the conversation, and to waiting, in ms."""
        return self._mean(self.micros - self.understanding - self.answering)

    def _mean(self, micros: int) -> float:
        return micros / self.messages / 1000 if self.messages else 0.0


class Dashboard(Struct):
    """Everything that is shown of some days."""

    whole: Tally
    days: dict[str, Tally]
    channels: dict[str, Tally]
    subjects: dict[str, Tally]
    outcomes: dict[str, Tally]


def add_up(figures: Iterable[Figures], since: date, until: date) -> Dashboard:
    """The dashboard of the days from one to another, those without a message too; the most messages first."""
    days = {(since + timedelta(n)).isoformat(): Tally() for n in range((until - since).days + 1)}
    found = Dashboard(Tally(), days, {}, {}, {})
    for one in figures:
        found.whole.add(one)
        found.days.setdefault(one.day, Tally()).add(one)
        found.channels.setdefault(one.channel, Tally()).add(one)
        found.outcomes.setdefault(one.outcome, Tally()).add(one)
        if one.intent and one.outcome not in (*MISSED, "chitchat"):
            found.subjects.setdefault(one.intent, Tally()).add(one)
    for name in ("channels", "subjects", "outcomes"):
        ordered = sorted(getattr(found, name).items(), key=lambda entry: (-entry[1].messages, entry[0]))
        setattr(found, name, dict(ordered))
    return found
