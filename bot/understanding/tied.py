"""Words of another subject to which all that a message says of ours is tied (« le marathon de Paris », « un projet de
canal »)."""

from itertools import pairwise

from msgspec.structs import replace

from bot.french.words import ARTICLES, OF, OF_ONE
from bot.understanding.mention import Cover, Mention, names
from bot.understanding.scoring import UNKNOWN_WEIGHT

TIES = OF | {"en", "pour", "a", "au", "aux", "chez"}
"""Words that tie what follows to what is before."""
LINKS = TIES | ARTICLES | OF_ONE
"""Those that may stand within what is tied together."""
ALTERNATIVE = "alternative"
"""The role of words that something else follows."""
TELLING = 0.8
"""Weight of a word that may be what a message asks about."""


def tied(mentions: tuple[Mention, ...], cover: Cover) -> tuple[Mention, ...]:
    """The mentions of a message, in which words of another subject to which all that is of ours is tied weigh as much
    as an unknown word more."""
    if not [one for one in mentions if one.senses[0].foreign]:
        return mentions
    heavier: set[int] = set()
    for group in _groups([one for one in mentions if one.weight > 0], cover):
        tied_at = _tied_in(group, cover)
        heavier |= {group[at].start for at in tied_at}
        if any(_tells(one) and not _reaches(group, at, tied_at) for at, one in enumerate(group)):
            return mentions
    return tuple(
        [replace(one, weight=one.weight + UNKNOWN_WEIGHT) if one.start in heavier else one for one in mentions]
    )


def _groups(mentions: list[Mention], cover: Cover) -> list[list[Mention]]:
    """Mentions in runs between which nothing but small words stands, and neither a pause nor « ou »."""
    groups: list[list[Mention]] = []
    for one in mentions:
        if groups and _is_linked(groups[-1][-1], one, cover):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _is_linked(one: Mention, after: Mention, cover: Cover) -> bool:
    places = range(one.end, after.start + 1)
    if after.role == ALTERNATIVE or any(cover.paused(place) or place in cover.text.ends for place in places):
        return False
    return all(token.text in LINKS for token in cover.text.tokens[one.end : after.start])


def _tied_in(group: list[Mention], cover: Cover) -> set[int]:
    """Which words of another subject something of ours right beside them in a run is tied to, by their rank in it."""
    found: set[int] = set()
    for at, (one, after) in enumerate(pairwise(group)):
        if one.senses[0].foreign == after.senses[0].foreign:
            continue
        ours, foreign = (after, at) if one.senses[0].foreign else (one, at + 1)
        words = set(cover.text.words[one.end : after.start])
        called = ours is one and not words and _is_thing(ours)
        if called or (_is_ours(ours) and not words.isdisjoint(TIES)):
            found.add(foreign)
    return found


def _reaches(group: list[Mention], at: int, tied_at: set[int]) -> bool:
    """Whether a word of ours stands beside one of another subject, or beside what is tied to it."""
    near = {at - 1, at + 1} | {
        at + 2 * step for step in (-1, 1) if 0 <= at + step < len(group) and _tells(group[at + step])
    }
    return not near.isdisjoint(tied_at)


def _is_ours(one: Mention) -> bool:
    """Whether a mention names something or belongs to our subject alone."""
    return not one.senses[0].foreign and (names(one) or any(sense.anchor for sense in one.senses))


def _tells(one: Mention) -> bool:
    """Whether a mention is of what a question may be about."""
    return _is_ours(one) or (one.weight >= TELLING and one.role is None and not one.senses[0].foreign)


def _is_thing(one: Mention) -> bool:
    """Whether a mention names what may be granted, after which another name may come (« le chatbot Discord »)."""
    return any(sense.record is not None and bool(sense.record.type.grant) for sense in one.senses)
