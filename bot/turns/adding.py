"""What « et » adds at the end of a question that is understood without it: a theme, or somebody else's name."""

from bot.french.words import DEFINITE, TO_SOMEBODY
from bot.turns.clauses import QUESTIONING
from bot.understanding.mention import names
from bot.understanding.weighing import Argument


def ends_with_what_narrows(part: Argument) -> bool:
    """Whether a side ends with a theme of grants or a kind of bodies, to which « et » may add another."""
    end = len(part.cover.text.tokens)
    senses = (sense for one in part.said if one.mention.end == end for sense in one.mention.senses)
    return any(sense.record is not None and sense.record.type.dimension is not None for sense in senses)


def adds_a_name(part: Argument, asked: Argument) -> bool:
    """Whether what a sentence asks ends with a name, to which « et » adds what stands as another one: « combien pour
    Airbus et pour le Stade Toulousain ? »; « et la météo » is none."""
    text, end = part.cover.text, len(asked.cover.text.tokens)
    if not any(names(one.mention) and one.mention.end == end for one in asked.said):
        return False
    after = range(end + 1, len(text.tokens))
    begun = next((place for place in after if text.tokens[place].text not in TO_SOMEBODY | DEFINITE), None)
    if begun is None or any(one.mention.role in QUESTIONING for one in part.said if one.mention.start >= end):
        return False
    given_to = not TO_SOMEBODY.isdisjoint(text.words[end + 1 : begun])
    written = text.raw[text.tokens[begun].start].isupper()
    return given_to or written or any(place > end for place in part.cover.unknown)
