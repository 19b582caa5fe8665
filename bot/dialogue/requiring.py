"""What a rule requires of a message and of what was spoken of before it."""

from collections.abc import Sequence

from bot.french.words import DEMONSTRATIVES
from bot.understanding.mention import names
from bot.understanding.reading import Candidate, Said, needed

MUCH = 0.6
"""Weight that a reading without the past requires more of a message than one with it, from which it is whole."""
SEVERAL = 2
AMONG = "appartenance"
"""The role of words that say that something is one of those told."""


def stands_alone(alone: Candidate, carried: Sequence[Said]) -> bool:
    """Whether a rule has no use for any name that was just spoken of (« combien d’argent ? »)."""
    named = [one.mention.mask for one in carried if names(one.mention) and not one.spare]
    return bool(named) and not any(mask & alone.rule.explains for mask in named)


def lending_least(ranked: list[Candidate], merged: tuple[Said, ...]) -> list[Candidate]:
    """The readings of a message, best first, but one that two things must lend what it asks for after one as good that
    is asked of the last of them (« Nanterre ? — Qui préside ? — Il a dit quoi ? » is asked of him, not of the town)."""
    best = ranked[0] if ranked else None
    lent = needed(best, merged) if best is not None else []
    if best is None or len(lent) < SEVERAL:
        return ranked
    last = [next(one.mention for one in merged if one.spare and one.mention in lent)]
    as_good = (one for one in ranked if one.score >= best.score and one.own >= best.own)
    first = next((one for one in as_good if needed(one, merged) == last), best)
    return [first, *(one for one in ranked if one is not first)]


def is_of_pointed(candidate: Candidate, said: Sequence[Said], words: Sequence[str]) -> bool:
    """Whether a rule asks for a name that a message points back to (« quelles communes sont dans ce territoire ? »)."""
    earlier = (one.mention for one in said if one.mention.how == "earlier" and not one.borrowed)
    return any(words[one.start] in DEMONSTRATIVES and candidate.requires(one.mask) for one in earlier)


def requires_much_more(alone: Candidate, together: Candidate) -> bool:
    """Whether a message says much that a reading with the past leaves aside (« et qui a présenté les projets ? » is not
    asked of the president just named)."""
    return alone.own > together.own + MUCH


def requires_pronoun(candidate: Candidate, said: Sequence[Said]) -> bool:
    """Whether a rule asks for a pronoun itself, whatever else a message names (« leur projet FMIN »)."""
    pronouns = 0
    for one in said:
        if any(sense.role == "pronom" for sense in one.mention.senses):
            pronouns |= one.mention.mask
    return any(not term & ~pronouns for term in candidate.rule.required)


def is_of_what_was_asked(candidate: Candidate, merged: Sequence[Said]) -> bool:
    """Whether a rule asks if something is among what only the last question tells (« combien sont menés à plusieurs ?
    — Sceaux en fait partie ? »)."""
    among = own = earlier = 0
    for one in merged:
        if one.borrowed:
            earlier |= 0 if names(one.mention) else one.mention.mask
            continue
        own |= one.mention.mask
        for sense in one.mention.senses:
            among |= sense.mask if sense.role == AMONG else 0
    required = candidate.rule.required
    return any(term & among for term in required) and any(term & earlier and not term & own for term in required)


def asks_for_spoken_of(candidate: Candidate, merged: Sequence[Said]) -> bool:
    """Whether a rule asks for a name that only what was spoken of has (« Elle a eu combien du FMIN ? »)."""
    own = spoken = 0
    for one in merged:
        if not one.borrowed:
            own |= one.mention.mask
        elif names(one.mention):
            spoken |= one.mention.mask
    return any(term & spoken and not term & own for term in candidate.rule.required)
