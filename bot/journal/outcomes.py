"""What becomes of a message, and what its person thinks of it, as the journal names them."""

from typing import Literal, get_args

from bot.message import Outcome

FAILED = "failed"
"""The outcome of a message whose answer broke."""
OUTCOMES = (*get_args(Outcome), FAILED)
Verdict = Literal["up", "down"]
VERDICTS = get_args(Verdict)
