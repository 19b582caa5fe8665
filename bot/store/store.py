"""What is kept between messages, behind one interface: conversations, answers, deliveries, budgets, work under way."""

from typing import Protocol

from msgspec import Struct

from bot.dialogue.conversation import Conversation

CLAIM_SECONDS = 86_400.0
"""How long a delivery is remembered: the longest any platform goes on sending it again, but for WhatsApp."""
ANSWER_SECONDS = 900.0
"""How long an answer is kept for whoever sends the same message again."""
BUDGET_SECONDS = 3600.0
"""How long it is remembered at most how much somebody has spent of a budget."""
LEASE_SECONDS = 15.0
"""How long work under way belongs to its worker after that worker's last sign of life."""


class Budget(Struct, frozen=True):
    """A token bucket: so many at once, and so many a second in the long run."""

    key: str
    rate: float
    """Tokens a second."""
    burst: int
    """Tokens of a full bucket."""


class Job(Struct, frozen=True):
    """A message accepted from a platform, to be answered and delivered."""

    id: str
    """Of this piece of work; unique. The jobs of a lane are done one after the other, in the order of this."""
    claims: tuple[str, ...]
    """The delivery's identifiers, by which a second delivery of the same message is recognised."""
    lane: str
    """Its conversation."""
    work: bytes
    """What is to be done, for whoever does it."""
    mirrored: bool = False
    """Whether another store keeps it: this one keeps its place in the lane while its lease lasts, and no more."""


class Store(Protocol):
    """State that several workers may share. Every method is atomic."""

    async def load(self, sender: str) -> Conversation:
        """The person's conversation, a new one when there is none or it has expired."""

    async def save(self, sender: str, conversation: Conversation) -> None:
        """Keep the person's conversation."""

    async def take(self, budget: Budget, reserve: bool = False) -> float:
        """Take a token: 0.0, or the seconds until there is one.

        Where there is none, nothing is taken, or with `reserve` the next one that nobody has reserved.
        """

    async def give_back(self, budget: Budget) -> None:
        """Give back a token that was taken."""

    async def claim(self, keys: tuple[str, ...], owner: str, seconds: float = CLAIM_SECONDS) -> bool:
        """Take keys that nobody has, for so long; false where another owner has one of them. 0 lets go of them."""

    async def begin(self, key: str, owner: str) -> tuple[bool, bytes | None]:
        """Claim a key for LEASE_SECONDS, as `claim` does: whether it could be, and the answer kept under it."""

    async def keep(self, key: str, owner: str, answer: bytes) -> None:
        """Keep an answer for ANSWER_SECONDS, and let go of its owner's claim on it."""

    async def recall(self, key: str) -> bytes | None:
        """The answer kept under a key, if it has not expired."""

    async def accept(self, job: Job) -> bool:
        """Claim a job's delivery and put it into its lane; false where the delivery was seen before."""

    async def first(self, job: Job) -> bool:
        """Whether nothing is left before this job in its lane; a job that is not known waits for nobody."""

    async def update(self, job: Job) -> None:
        """Note how far a job is."""

    async def finish(self, job: Job) -> None:
        """Forget a job that is done; the next of its lane comes first."""

    async def renew(self, ids: list[str], seconds: float = LEASE_SECONDS) -> None:
        """Keep jobs for some time more; 0 leaves them to whoever asks."""

    async def adopt(self) -> list[Job]:
        """Jobs whose worker gives no sign of life, in the order of their lanes, leased to the caller."""

    async def close(self) -> None:
        """Let go of what is held."""
