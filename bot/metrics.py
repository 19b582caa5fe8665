"""What is counted and timed, for Prometheus: no text, no name, no address."""

from collections.abc import Callable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names the folder where several workers add up what they count."""
_SECONDS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1.0, 5.0, 30.0, 120.0)


class Metrics:
    """The figures of one process."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        """`variables` is the environment: it says whether workers share their figures."""
        self._shared = variables.get(SHARED_FOLDER)
        self._registry = CollectorRegistry()
        self.messages = Counter(
            "laureat_messages", "Messages answered.", ("channel", "outcome"), registry=self._registry
        )
        self.seconds = Histogram(
            "laureat_stage_seconds",
            "Time taken by a stage: answer (understand and answer), deliver (from acceptance to the last call).",
            ("stage",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self.refused = Counter(
            "laureat_refused", "Requests refused before they were read.", ("channel", "reason"), registry=self._registry
        )
        self.duplicates = Counter(
            "laureat_duplicates", "Deliveries seen before.", ("channel",), registry=self._registry
        )
        self.feedback = Counter(
            "laureat_feedback",
            "What visitors thought of answers, the first verdict on each (intent: empty where it has none).",
            ("verdict", "intent"),
            registry=self._registry,
        )
        self.limited = Counter(
            "laureat_limited", "Messages and drawings beyond a limit.", ("channel", "scope"), registry=self._registry
        )
        self.retries = Counter(
            "laureat_retries", "Calls to a platform made again.", ("channel",), registry=self._registry
        )
        self.failures = Counter(
            "laureat_failures", "Calls to a platform that finally failed.", ("channel",), registry=self._registry
        )
        self.queue = Gauge(
            "laureat_queue_depth",
            "Messages accepted and not yet delivered.",
            registry=self._registry,
            multiprocess_mode="livesum",
        )
        self.content_age = Gauge(
            "laureat_content_loaded_timestamp_seconds",
            "When the content in use was loaded.",
            registry=self._registry,
            multiprocess_mode="livemin",
        )
        self.reloads = Counter(
            "laureat_reloads", "Changes of content taken up or refused.", ("result",), registry=self._registry
        )

        self.journal_written = Counter(
            "laureat_journal_written", "Exchanges written to the journal.", registry=self._registry
        )
        self.journal_dropped = Counter(
            "laureat_journal_dropped",
            "Exchanges and ratings that the journal lost (reason: full, its buffer; stopped, before it could write; "
            "refused, by the database; unmatched, a rating whose exchange is not there).",
            ("reason",),
            registry=self._registry,
        )
        self.journal_failures = Counter(
            "laureat_journal_failures", "Writes to the journal that failed.", registry=self._registry
        )
        self.journal_depth = Gauge(
            "laureat_journal_depth",
            "Exchanges and ratings that wait to be written to the journal.",
            registry=self._registry,
            multiprocess_mode="livesum",
        )

    def watch_redis(self) -> Callable[[bool], None]:
        """Publish whether Redis answers, where there is one; what is returned is told of each change."""
        up = Gauge("laureat_redis_up", "Whether Redis answers.", registry=self._registry, multiprocess_mode="livemin")
        up.set(1)
        return up.set

    def exposition(self) -> bytes:
        """Everything, in Prometheus' text format; of all workers where they share their figures."""
        if self._shared is None:
            return generate_latest(self._registry)
        together = CollectorRegistry()
        MultiProcessCollector(together, self._shared)
        return generate_latest(together)
