"""Which of the parts of a message are answered."""

from collections.abc import Sequence

from bot.turns.clauses import asks
from bot.turns.turn import Step


def relevant(steps: Sequence[Step]) -> list[Step]:
    """The parts of a message that are answered: small talk and stray sentences around a question are not."""
    answered = [s for s in steps if s.answered.reply.outcome in ("answered", "unknown", "clarify", "handoff")]
    if not answered:
        talk = [s for s in steps if s.answered.reply.outcome == "chitchat"]
        return list(talk or steps)[-1:]
    understood = [s for s in answered if s.answered.frame.rule or asks(s.argument)]
    # « Combien de projets ? Vous êtes sûr ? »: what tells the answer again tells it all.
    told: dict[str, Step] = {}
    for step in understood or answered:
        told.setdefault(step.answered.reply.text, step)
    return [step for text, step in told.items() if sum(text in other for other in told) == 1]
