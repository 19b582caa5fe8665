"""Names of ours that go on as others do (« Nanterre-sur-Seine »), which are asked back."""

from collections.abc import Sequence
from itertools import pairwise

from bot.understanding.forms import Forms
from bot.understanding.mention import Mention, mention, names
from bot.understanding.scoring import JOINED

TAIL = 2
"""Words by which a name goes on."""


def add_tailed(words: Sequence[str], lattice: list[list[Mention]], forms: Forms) -> None:
    """Add to a lattice the names of ours with what ends that of another, unless both are a name."""
    ends = {place for place, (word, after) in enumerate(pairwise(words)) if f"{word} {after}" in forms.tails}
    for start, found in enumerate(lattice) if ends else ():
        longest = max((one.end for one in found if names(one)), default=0)
        for one in tuple(found):
            if not (one.end in ends and one.end == longest and one.how == "exact" and forms.is_place(one.form)):
                continue
            # « Rueil mal maison » is one.
            if forms.senses("".join(words[start : one.end + TAIL])) is None:
                found.append(mention(start, one.end + TAIL, one.senses, JOINED, one.form, "join", unsure=True))
