"""The examples of `intents/` put to the assistant: what each one gets, and where that differs from what it says."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.faults import template_fault
from bot.answering.intent import Example, Intent
from bot.answering.reply import AnswerError
from bot.assistant import Assistant
from bot.dialogue.conversation import Conversation
from bot.french.text import read_text
from bot.message import Reply
from bot.turns.turn import Step
from bot.understanding.frame import Frame
from bot.understanding.scoring import LEAST_SCORE

OFF_SUBJECT = "hors_sujet:"
"""Stands for the intent of sentences that have none, as in their files."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One example and what came of it."""

    intent: str
    example: Example
    reply: Reply | None
    """`None` when no answer could be written."""
    faults: tuple[str, ...]
    """What differs from what the example expects, in French; empty when it holds."""
    frames: tuple[Frame, ...]
    """The questions read in the sentence."""


def try_all(assistant: Assistant) -> list[Tried]:
    """Every example of every intent, in the order of the files, then every sentence that is off the subject."""
    tried = [
        try_example(assistant, intent, example)
        for intent in assistant.model.intents.values()
        for example in intent.examples
    ]
    return [*tried, *(try_off_subject(assistant, example) for example in assistant.model.off_subject)]


def try_off_subject(assistant: Assistant, example: Example) -> Tried:
    """Say a sentence that is none of our business: it may be refused, or taken for small talk, but not answered."""
    turn = assistant.turn(example.say, Conversation())
    claimed = f"répondue comme « {turn.reply.intent} », alors que rien ne devait l’être"
    return Tried(OFF_SUBJECT, example, turn.reply, (claimed,) if _claims(turn.reply) else (), turn.frames)


def _claims(reply: Reply) -> bool:
    return reply.outcome in ("answered", "clarify")


def try_example(assistant: Assistant, intent: Intent, example: Example) -> Tried:
    """Say the sentences that come before, then the example itself, and compare."""
    past = Conversation()
    try:
        for before in _texts(example.expect.get("apres")):
            _, past = assistant.answer(before, past)
        turn = assistant.turn(example.say, past)
        for step in turn.steps:
            _write_again(assistant, step)
    except Exception as error:
        # Answering may fail in any way; here the failure is the finding.
        why = f"{error.what} ({error.place})" if isinstance(error, AnswerError) else template_fault(error)
        return Tried(intent.id, example, None, (f"la réponse n’a pas pu être écrite : {why}",), ())
    return Tried(intent.id, example, turn.reply, tuple(_faults(intent, example, turn.reply)), turn.frames)


def _write_again(assistant: Assistant, step: Step) -> None:
    """Raise what made an answer fall back, where one did."""
    best = step.reading.best
    if best is not None and best.score >= LEAST_SCORE and step.answered.frame.intent != best.rule.intent:
        model = assistant.model
        model.answerer.answer(model.grammar.frame(best, step.argument, step.reading.said))


def _faults(intent: Intent, example: Example, reply: Reply) -> Iterator[str]:
    expect = example.expect
    # Where the example says what must be answered, any intent may answer it.
    if reply.intent != intent.id and "contient" not in expect:
        yield f"question attendue « {intent.id} », comprise « {reply.intent} »"
    outcomes = _texts(expect.get("issue")) or _usual_outcomes(intent)
    if reply.outcome not in outcomes:
        yield f"issue attendue {' ou '.join(outcomes)}, obtenue {reply.outcome}"
    for wanted in _texts(expect.get("contient")):
        if not _says(reply.text, wanted):
            yield f"la réponse devrait contenir « {wanted} »"
    for unwanted in _texts(expect.get("sans")):
        if _says(reply.text, unwanted):
            yield f"la réponse ne devrait pas contenir « {unwanted} »"


def _usual_outcomes(intent: Intent) -> list[str]:
    """What an example gets that declares nothing: any outcome of its intent's answers, asking back only if all do."""
    outcomes = list(dict.fromkeys(answer.outcome for answer in intent.answers.values()))
    return [outcome for outcome in outcomes if outcome != "clarify"] or [*outcomes]


def _texts(value: object) -> list[str]:
    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]


def _says(text: str, wanted: str) -> bool:
    """Whether a text holds the wanted words as whole words, whatever the case, the accents and the punctuation."""
    return f" {_plain(wanted)} " in f" {_plain(text)} "


def _plain(text: str) -> str:
    return " ".join(token.text for token in read_text(text).tokens)
