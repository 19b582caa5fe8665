"""Where the bot's confidence parts what it should answer from what it should not, and where its thresholds stand.

On the subject are the examples that get an answer, as written and damaged; off the subject, the messages of
`model.off_subject`. A message is judged by what its best reading would answer if no threshold stood in the way.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from bot.answering.intent import Example, Intent
from bot.answering.reply import AnswerError, Last
from bot.assistant import Assistant
from bot.dialogue.conversation import Conversation
from bot.examples import try_example
from bot.store.memory import MemoryStore
from bot.turns.turn import Step
from bot.understanding.scoring import LEAST_SCORE, LEAST_UNANCHORED
from tests.bench.curve import Judged, Point, at, aurc, curve, greatest, least_aurc, passes, weigh
from tests.bench.examples import damaged, examples
from tests.bench.plot import draw
from tests.bench.table import decimal, percent, table

LEVELS = (1, 2)
PRECISIONS = (0.99, 0.98, 0.95)
ASIDE = (-0.1, -0.05, 0.05, 0.1)
"""How far from the thresholds their neighbours are looked at."""
WRONG_COST = 10
"""What a wrong answer costs, in answers missed."""
REFUSALS = ("hors_sujet", "non_compris")
"""The fallbacks that answer nothing."""
ANSWERS = ("answered", "unknown", "clarify")
"""Outcomes of an answer to a message on the subject."""
CLAIMS = ("answered", "clarify")
"""Those that no message off the subject may have."""
SHOWN = 8
"""Messages off the subject quoted."""


class Daring(Assistant):
    """Answers the best reading of each question, however little it explains."""

    def steps(self, text: str, past: Conversation) -> tuple[list[Step], Conversation]:
        """As the assistant's, but nothing is refused for want of confidence."""
        steps, conversation = super().steps(text, past)
        return [self._dare(step, past) for step in steps], conversation

    def answers(self, step: Step, outcomes: Sequence[str] = ANSWERS) -> bool:
        """Whether a question gets one of these outcomes, and more than a refusal."""
        refusals = [self.model.fallbacks[name] for name in REFUSALS]
        return step.answered.reply.outcome in outcomes and step.answered.frame.intent not in refusals

    def _dare(self, step: Step, past: Conversation) -> Step:
        best = step.reading.best
        if best is None or best.score >= (LEAST_SCORE if step.anchored else LEAST_UNANCHORED):
            return step
        frame = self.model.grammar.frame(best, step.argument, step.reading.said)
        try:
            return replace(
                step, answered=self.model.answerer.answer(frame, Last(past.reply, past.outcome, past.sources))
            )
        except AnswerError:
            return step


def report(assistant: Assistant) -> Iterator[str]:
    """The figures of each group of messages, what lies around the thresholds, and where the curves are drawn."""
    daring = Daring(assistant.model, MemoryStore())
    asked = [
        (intent, example)
        for intent, example in examples(assistant.model)
        if any(daring.answers(step) for step in _steps(daring, example))
    ]
    clean = [_judge(daring, example, intent) for intent, example in asked]
    noisy = [_judge(daring, damaged(example, n, n), intent) for intent, example in asked for n in LEVELS]
    off = [_judge(daring, example) for example in assistant.model.off_subject]
    every = weigh([*clean, *noisy], off)
    anchored, unanchored = ([one for one in every if one.anchored is which] for which in (True, False))
    groups = {
        "sans bruit": weigh(clean, off),
        "avec bruit": every,
        "– ancrés": anchored,
        "– non ancrés": unanchored,
    }
    yield f"{len(clean)} exemples auxquels on répond, {len(noisy)} versions bruitées, {len(off)} messages hors sujet."
    yield "Ancré : qui nomme ce qui n’appartient qu’à notre sujet. Précision : un message sur deux hors sujet."
    yield ""
    columns = [f"couverture à {precision:.0%}".replace("%", " %") for precision in PRECISIONS]
    yield from table(
        ("messages", "sujet", "hors", *columns, "AURC", "idéale"), [_figures(*group) for group in groups.items()]
    )
    yield ""
    rows = [*_around("ancrés", anchored, LEAST_SCORE), *_around("non ancrés", unanchored, LEAST_UNANCHORED)]
    both = f"{decimal(LEAST_SCORE)} ou {decimal(LEAST_UNANCHORED)}"
    rows.append(_row("ensemble", both, at(every, LEAST_SCORE, LEAST_UNANCHORED), "actuels"))
    yield from table(("seuils", "", "", "précision", "couverture", "hors sujet acceptés", "coût"), rows)
    yield f"Coût : réponses manquées pour 100 messages, une fausse comptant pour {WRONG_COST}."
    accepted = [
        (example.say, one)
        for example, one in zip(assistant.model.off_subject, off, strict=True)
        if passes(one, LEAST_SCORE, LEAST_UNANCHORED)
    ]
    accepted.sort(key=lambda pair: pair[1].confidence, reverse=True)
    yield f"Hors sujet acceptés, les {min(SHOWN, len(accepted))} plus sûrs sur {len(accepted)} :"
    for said, one in accepted[:SHOWN]:
        yield f"  {decimal(one.confidence)}  {said}"
    yield f"Courbes : {', '.join(draw(groups, {'– ancrés': LEAST_SCORE, '– non ancrés': LEAST_UNANCHORED}))}"


def _steps(assistant: Assistant, example: Example) -> list[Step]:
    before = example.expect.get("apres") or []
    past = Conversation()
    for sentence in [before] if isinstance(before, str) else before:
        _, past = assistant.answer(sentence, past)
    return assistant.steps(example.say, past)[0]


def _judge(daring: Daring, example: Example, intent: Intent | None = None) -> Judged:
    """What a message gets; off the subject where no intent is expected."""
    steps = _steps(daring, example)
    outcomes = ANSWERS if intent else CLAIMS
    surest = max((step for step in steps if daring.answers(step, outcomes)), default=None, key=_score)
    if surest is None:
        return Judged(0.0, any(step.anchored for step in steps), intent is not None, False)
    right = intent is not None and not try_example(daring, intent, example).faults
    return Judged(_score(surest), surest.anchored, intent is not None, right)


def _score(step: Step) -> float:
    return step.reading.best.score if step.reading.best else 0.0


def _figures(name: str, judged: Sequence[Judged]) -> tuple[str, ...]:
    on_subject = sum(one.on_subject for one in judged)
    best = [greatest(curve(judged), precision) for precision in PRECISIONS]
    return (
        name,
        str(on_subject),
        str(len(judged) - on_subject),
        *(f"{percent(one.coverage)} dès {decimal(one.threshold)}" if one else "jamais" for one in best),
        decimal(aurc(judged), 3),
        decimal(least_aurc(judged), 3),
    )


def _around(name: str, judged: Sequence[Judged], threshold: float) -> Iterator[tuple[str, ...]]:
    """The present threshold among its neighbours, and the cheapest."""
    for aside in sorted((0.0, *ASIDE)):
        least = threshold + aside
        yield _row(name, decimal(least), at(judged, least, least), "" if aside else "actuel")
    cheapest = min(curve(judged), key=_cost)
    yield _row(name, decimal(cheapest.threshold), cheapest, "moindre coût")


def _row(name: str, threshold: str, one: Point, note: str) -> tuple[str, ...]:
    shares = (percent(one.precision), percent(one.coverage), percent(one.accepted))
    return name, threshold, note, *shares, decimal(100 * _cost(one), 1)


def _cost(one: Point) -> float:
    return WRONG_COST * one.wrong + one.missed
