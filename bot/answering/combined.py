"""The answers to several questions of one message, as one reply."""

from collections.abc import Sequence

from bot.answering.reply import merge_sources
from bot.message import Button, Reply

LEADS = ("handoff", "answered", "unknown", "clarify", "out_of_scope", "chitchat")
"""Of several answers, the one that tells the outcome: who wants a human is told so."""


def combine(replies: Sequence[Reply]) -> Reply:
    """Several answers as one reply, with the outcome of that which comes first in LEADS."""
    if len(replies) == 1:
        return replies[0]
    buttons: dict[Button, None] = {}
    for reply in replies:
        buttons.update(dict.fromkeys(reply.buttons))
    lead = min(replies, key=lambda reply: LEADS.index(reply.outcome))
    return Reply(
        text="\n\n".join(reply.text for reply in replies),
        outcome=lead.outcome,
        intent=lead.intent,
        confidence=min(reply.confidence for reply in replies),
        sources=merge_sources(tuple(source for reply in replies for source in reply.sources)),
        data={**lead.data, "suite": [reply.data for reply in replies if reply is not lead]},
        buttons=tuple(buttons)[:3],
        lines=lead.lines,
    )
