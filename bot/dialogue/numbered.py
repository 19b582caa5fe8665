"""What of the last list a bare number stands for, said as its place in it (« 2 », « et le 3 ? », « numéro 1 »)."""

from collections.abc import Sequence

from bot.dialogue.conversation import LEAST_SEVERAL, Conversation, Named
from bot.french.words import NUMBERED, THE_ONE
from bot.understanding.reading import SLIGHT, Said

MOST_NUMBERED = 9
"""The last place that a number may stand for: greater ones are of days, départements or amounts."""


def at_number(said: Sequence[Said], words: Sequence[str], past: Conversation) -> tuple[Sequence[Said], Named | None]:
    """The words that say a place of the last list and nothing more, and what stands there; none where it has no such
    place, or days or amounts are spoken of."""
    weighty = [one for one in said if one.weight > SLIGHT]
    number = next((one.mention for one in weighty if one.mention.how == "number"), None)
    numbering = [one for one in weighty if one.mention.form in NUMBERED]
    if number is None or len(weighty) > 1 + len(numbering) or past.dates or past.bounds or past.page:
        return (), None
    before = words[number.start - 1] if number.start else ""
    pointed = bool(numbering) or before in THE_ONE or number.end - number.start == len(words)
    place = number.value if isinstance(number.value, int) else 0
    within = 1 <= place <= min(len(past.listed), MOST_NUMBERED)
    if not pointed or not within or len(past.listed) < LEAST_SEVERAL or number.end < len(words):
        return (), None
    return weighty, past.listed[place - 1]
