"""Why a message gets the answer it gets: every step of the one path, taken apart."""

from collections.abc import Callable, Iterator

from rapidfuzz.distance import OSA

from bot.assistant import Assistant
from bot.content.model import Model
from bot.dialogue.conversation import Conversation
from bot.explaining.explanation import (
    Constraint,
    Explanation,
    Fit,
    Meaning,
    Part,
    Question,
    Search,
    Understood,
    Unknown,
)
from bot.explaining.spellings import nearest, rivals, spelling_of, spelt
from bot.french.text import Text
from bot.turns.turn import Step
from bot.understanding.forms import glue
from bot.understanding.mention import Mention, Sense
from bot.understanding.reading import Candidate, Said
from bot.understanding.scoring import LEAST_SCORE, LEAST_UNANCHORED

MOST_CANDIDATES = 5
Saying = Callable[[Mention], str]
"""A mention as it was written."""


def explain(assistant: Assistant, text: str, past: Conversation | None = None) -> Explanation:
    """Take a message apart.

    Args:
        assistant: who answers.
        text: the message.
        past: what was said before it.
    """
    steps, _ = assistant.steps(text, past or Conversation())
    return Explanation(text, tuple(_part(assistant.model, step) for step in steps))


def _part(model: Model, step: Step) -> Part:
    cover = step.argument.cover
    raw, tokens = cover.text.raw, cover.text.tokens
    best = step.reading.best
    mask = best.rule.explains if best else 0
    frame, reply, findings = step.answered.frame, step.answered.reply, step.answered.findings

    def said(mention: Mention) -> str:
        return raw[tokens[mention.start].start : tokens[mention.end - 1].end] if mention.start >= 0 else ""

    intent = model.intents[frame.intent] if frame.intent else None
    query = intent.query if intent else None
    return Part(
        said=raw[tokens[0].start : tokens[-1].end] if tokens else raw,
        tokens=tuple(token.text for token in tokens),
        understood=tuple(_understood(model, cover.text, one, said(one.mention), mask) for one in step.reading.said),
        unknown=tuple(
            Unknown(word := raw[tokens[place].start : tokens[place].end], *nearest(model, word))
            for place in cover.unknown
        ),
        weight=round(step.argument.weight, 3),
        candidates=tuple(_fits(model, step, said)),
        question=Question(
            intent=frame.intent,
            title=intent.title if intent else "",
            constraints=tuple(
                Constraint(entity.kind, tuple(r.name for r in entity.records), entity.excluded, entity.start < 0)
                for entity in frame.entities
            ),
            concepts=frame.concepts,
            target=frame.target,
            comparison=f"{frame.comparison[0]} {frame.comparison[1]}" if frame.comparison else None,
            roles=tuple(sorted(frame.roles)),
            numbers=frame.numbers,
            borrowed=frame.borrowed,
        ),
        search=Search(
            rows=query.rows if query else None,
            ask=query.ask if query else None,
            owner=query.owner if query else None,
            target=query.target if query else None,
            perimeter=query.perimeter if query else None,
            record=intent.record if intent else None,
            case=findings.case if findings else "",
            found=tuple(row.name for row in findings.rows) if findings else (),
        ),
        reply=reply,
    )


def _understood(model: Model, text: Text, one: Said, said: str, mask: int) -> Understood:
    mention = one.mention
    corrected = mention.how in ("sound", "distance")
    return Understood(
        said=said,
        how=_how(model, text, mention, said),
        edits=OSA.distance(glue(said), mention.form) if corrected else 0,
        quality=round(mention.quality, 3),
        weight=round(one.weight, 3),
        excluded=one.excluded,
        borrowed=one.borrowed,
        meanings=tuple(_meaning(model, sense, mention, mask) for sense in mention.senses),
        rivals=rivals(model, said, mention),
        unsure=mention.unsure,
    )


def _how(model: Model, text: Text, mention: Mention, said: str) -> str:
    """How a mention was found; what is exact may still lack its accents, or its spaces."""
    if mention.how != "exact" or mention.start < 0:
        return mention.how
    before, after = text.tokens[mention.start].start, text.tokens[mention.end - 1].end
    if text.raw[before - 1 : before].isalnum() or text.raw[after : after + 1].isalnum():
        return "split"
    known = spelt(model, mention.form)
    return "accent" if _accents(known) != _accents(said) and glue(known) == glue(said) else "exact"


def _accents(written: str) -> str:
    """The accented letters of a text, in order."""
    return "".join(letter for letter in written.lower() if letter.isalpha() and not letter.isascii())


def _meaning(model: Model, sense: Sense, mention: Mention, mask: int) -> Meaning:
    used = bool(sense.mask & mask)
    record = sense.record
    if record is not None:
        spelling = spelling_of(model, sense, mention.form) or record.name
        return Meaning(sense.id, record.name, record.type.noun, spelling, str(record.place), used)
    concept = model.grammar.concepts.get(sense.id)
    if concept is None:
        return Meaning(sense.id, str(mention.value) if isinstance(mention.value, int) else "", sense.id, "", "", used)
    return Meaning(sense.id, sense.id, "mot", spelling_of(model, sense, mention.form), "", used)


def _fits(model: Model, step: Step, said: Saying) -> Iterator[Fit]:
    for candidate in step.reading.candidates[:MOST_CANDIDATES]:
        intent = model.intents[candidate.rule.intent]
        explained, missed = _shares(step, candidate, said)
        yield Fit(
            intent=intent.id,
            title=intent.title,
            rule=candidate.rule.text,
            place=str(intent.place),
            score=round(candidate.score, 3),
            least=LEAST_SCORE if step.anchored else LEAST_UNANCHORED,
            explained=explained,
            missed=missed,
        )


def _shares(step: Step, candidate: Candidate, said: Saying) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What of the message's weight a rule accounts for, and what not, as written."""
    explained: list[str] = []
    missed: list[str] = []
    for one in step.reading.said:
        if one.borrowed or one.weight == 0:
            continue
        (explained if one.mention.mask & candidate.rule.explains else missed).append(said(one.mention))
    cover = step.argument.cover
    tokens = cover.text.tokens
    missed += [cover.text.raw[tokens[place].start : tokens[place].end] for place in cover.unknown]
    return tuple(explained), tuple(missed)
