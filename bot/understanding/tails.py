"""Names of ours that go on as others do (« Nanterre-sur-Seine »), which are asked back."""

from collections.abc import Sequence

from bot.understanding.forms import Forms
from bot.understanding.mention import Mention, mention, names
from bot.understanding.scoring import JOINED

TAIL = 2
"""Words by which a name goes on."""


def add_tailed(words: Sequence[str], lattice: list[list[Mention]], forms: Forms) -> None:
    """Add to a lattice the names of ours with what ends that of another, unless both are a name."""
    for start, found in enumerate(lattice):
        for one in tuple(found):
            end = one.end + TAIL
            if end > len(words) or f"{words[end - TAIL]} {words[end - 1]}" not in forms.tails:
                continue
            longer = any(other.end > one.end and names(other) for other in found)
            if one.how == "exact" and forms.is_place(one.form) and not longer:
                found.append(mention(start, end, one.senses, JOINED, one.form, "join", unsure=True))
