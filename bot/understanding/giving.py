"""Who gives: a place of our subject within which another is given to, and whoever stands before a verb of giving."""

from collections.abc import Callable

from msgspec.structs import replace

from bot.facts.records import Record
from bot.french.verbs import HAVING, TO_HAVE
from bot.french.words import ADVERBS, ALSO, DEFINITE, GIVING_TO, INTERROGATIVES, SUBJECTS, WHAT, WHO, A
from bot.understanding.aside import around
from bot.understanding.mention import Cover, Mention, mention, names
from bot.understanding.predicate import LEAST_PARTICIPLE, PARTICIPLES

GIVING = "don"
"""The role of verbs of which who is named before them gives (« le Val-de-Marne a payé »)."""
BETWEEN = TO_HAVE | SUBJECTS | ADVERBS | ALSO | {"il", "t", "y", "en"}
"""Words between who gives and what they do."""
MOST_PAST = 6
"""Words of a verb of the past, with its subject in it (« a-t-elle bien accordé »)."""
ACCENTED = ("é", "ée", "és", "ées")
PRESENT = "e"
"""How a verb in the present may end, and a participle that has lost its accent."""


def of_givers(
    mentions: tuple[Mention, ...], cover: Cover, sought: Callable[[Mention], int], places: int
) -> tuple[Mention, ...]:
    """The mentions of a message, without the place of our subject that gives to one within it; a verb of giving keeps
    that meaning where somebody gives.

    Args:
        mentions: those of the message.
        cover: the message.
        sought: the features of the type that a mention asks for.
        places: the features of places.
    """
    if GIVING in cover.roles:
        subjects = {one.end for one in mentions if _gives(one, cover, bool(sought(one) & places))}
        subjects |= {place + 1 for place in cover.unknown if _is_noun(place, cover)}
        mentions = tuple([_as_said(one, cover, subjects) for one in mentions])
    return _without_giver(mentions, cover)


def _gives(one: Mention, cover: Cover, kind: bool) -> bool:
    """Whether a mention may be the subject of a verb: a place to which nothing is given, a kind of places (« les
    départements »), what is of another subject (« la BPI »)."""
    before = cover.text.words[max(0, one.start - 2) : one.start]
    if not names(one):
        return (kind or one.senses[0].foreign) and bool(before) and before[-1] in DEFINITE
    record = one.senses[0].record
    if record is None or _is_ours(record):
        return False
    if before and before[-1] in DEFINITE and before[-1] not in GIVING_TO:
        before.pop()
    return GIVING_TO.isdisjoint((*before[-1:], cover.text.tokens[one.start].text))


def _is_noun(place: int, cover: Cover) -> bool:
    """Whether an unknown word is a noun, by its article or its capital (« l’ANRU »)."""
    tokens = cover.text.tokens
    return place > 0 and (tokens[place - 1].text in DEFINITE or cover.text.raw[tokens[place].start].isupper())


def _as_said(one: Mention, cover: Cover, subjects: set[int]) -> Mention:
    """A verb of giving without that meaning, where nobody gives."""
    others = tuple(sense for sense in one.senses if sense.role != GIVING)
    if len(others) == len(one.senses) or _has_giver(one, cover, subjects):
        return one
    if not others:
        return replace(one, mask=0)
    return mention(one.start, one.end, others, one.quality, one.form, one.how, one.value, one.rivals, one.unsure)


def _has_giver(one: Mention, cover: Cover, subjects: set[int]) -> bool:
    """Whether a verb in the active voice has its subject before it (« Vincennes a-t-elle payé ? », not « Vincennes a
    été payée » nor « Vincennes financée »)."""
    words = cover.text.words
    place = one.start
    while place not in subjects and place > 0 and words[place - 1] in BETWEEN and not cover.paused(place):
        place -= 1
    if place not in subjects or cover.paused(place):
        return False
    active = not TO_HAVE.isdisjoint(words[place : one.start + 1]) or words[one.start] == WHO
    return active or (place == one.start and _is_present(one.start, cover))


def _is_present(place: int, cover: Cover) -> bool:
    """Whether a verb is in the present (« finance quoi », not « financé »)."""
    token = cover.text.tokens[place]
    if not token.text.endswith(PARTICIPLES):
        return True
    following = cover.text.tokens[place + 1].text if place + 1 < len(cover.text.tokens) else ""
    has_object = following in WHAT | DEFINITE | A | INTERROGATIVES
    return token.text.endswith(PRESENT) and has_object and not cover.text.raw[: token.end].endswith(ACCENTED)


def _is_ours(record: Record) -> bool:
    """Whether a place is that of our subject, which lies in no other."""
    return record.type.anchor and not record.type.within


def _without_giver(mentions: tuple[Mention, ...], cover: Cover) -> tuple[Mention, ...]:
    """The mentions of a message, without the place of our subject that gives to one within it (« la Métropole a-t-elle
    versé autant à Sceaux ? »)."""
    records = [one.senses[0].record for one in mentions if names(one)]
    givers = {record for record in records if record and _is_ours(record)}
    if not givers or givers.isdisjoint(place for record in records if record for place in around(record)):
        return mentions
    return tuple([one for one in mentions if one.senses[0].record not in givers or not _has_done(one.end, cover)])


def _has_done(place: int, cover: Cover) -> bool:
    """Whether a verb of the past stands at a place, its subject before it."""
    words = cover.text.words[place : place + MOST_PAST]
    if not words or words[0] not in HAVING:
        return False
    said = (word for word in words[1:] if len(word) >= LEAST_PARTICIPLE and word not in SUBJECTS | ADVERBS)
    first = next(said, "")
    return first not in DEFINITE | A and first.endswith(PARTICIPLES)
