"""What a message says and is not about: names taken back, those that tell where another place is or what a street is
called after, nouns that are parts of names."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from itertools import pairwise

from bot.facts.records import Record, Type
from bot.french.speaker import MINE
from bot.french.verbs import AUXILIARIES
from bot.french.words import (
    AND,
    AND_OF,
    ARTICLES,
    AT,
    BELONGING,
    DEFINITE,
    HESITATIONS,
    INSIDE,
    INTO,
    LESS,
    LINKING,
    NOT,
    OF,
    RELATIVE,
    SO,
    THAT,
    THE,
    WHERE,
    WITH,
)
from bot.understanding.mention import Cover, Mention, names
from bot.understanding.reading import Said
from bot.understanding.vocabulary import Concept

VERBAL = 0.5
"""Weight from which a word after a name may be the verb of its clause."""
SAID_AGAIN = 3
"""Words between what takes a name back and the name that is meant."""
AT_LAST = "enfin"
"""Beginning of an expression that corrects one name, or adds the last of several."""
OF_WHAT = THE | OF | {"du", "celui", "celle", "ceux", "celles"}
"""Words between « que » and what it compares with."""
MOVING = ("depart", "arrivee")
"""Roles of words that say where whoever writes is no longer, and where they are now."""


def apposed(
    mentions: Sequence[Mention],
    cover: Cover,
    counting: Mapping[str, Concept],
    refers: Callable[[Mention], Container[str]],
) -> dict[int, Mention]:
    """The nouns that only say what the name after them is (« la ville de Sceaux »), by where that begins.

    Args:
        mentions: those of a message.
        cover: the message.
        counting: the concepts that name a kind of things.
        refers: the types of what a mention points to, which a name after it says (« notre territoire, Est Ensemble »).
    """
    tokens = cover.text.tokens
    found: dict[int, Mention] = {}
    for place in range(2, len(mentions)):
        name, before = mentions[place], mentions[place - 1]
        record = name.senses[0].record
        if record is None:
            continue
        # « Leur territoire alors, Est Ensemble », « son territoire, le Grand Paris Sud Est Avenir »
        told = mentions[place - 2] if tokens[before.start].text in SO | DEFINITE else before
        if before.end == name.start and record.type.name in refers(told):
            found[name.start] = told
        if cover.paused(name.start):
            continue
        noun = mentions[place - 2] if tokens[before.start].text in BELONGING else before
        concept = counting.get(noun.senses[0].id)
        article = tokens[noun.start - 1].text if noun.start else ""
        if concept is not None and concept.target == record.type.name and article in DEFINITE:
            found[name.start] = noun
    return found


def taken_back(mentions: Sequence[Mention], cover: Cover) -> set[int]:
    """The places of the names that another of their kind corrects (« dans le 94, euh non, dans le 92 »), or another of
    any kind, right after the only name before it (« bibliothèque non, la librairie du port »)."""
    found: set[int] = set()
    if "correction" not in cover.roles and AT_LAST not in cover.words:
        return found
    tokens = cover.text.tokens
    before = named = corrected = only = -1
    for place, mention in enumerate(mentions):
        at_last = tokens[mention.start].text == AT_LAST and named >= 0 and mentions[named].end == mention.start
        if mention.role == "correction" or (at_last and not cover.paused(mention.start)):
            # « Saint-Denis, enfin, dans le 93 » says where it is.
            instead = only >= 0 and not mention.form.startswith(AT_LAST)
            only = only if instead and _is_right_after(mention, mentions[only], cover) else -1
            following = tokens[mention.end].text if mention.end < len(tokens) else ""
            preceding = tokens[mention.start - 1].text if mention.start else ""
            # « Vincennes plutôt que Sceaux », « Sceaux n’est pas plutôt à Antony ».
            joined = following in THAT | AND or preceding in NOT
            # « De Sceaux, de Bagneux, enfin de Vincennes » takes nothing back.
            last = mention.form.startswith(AT_LAST) and before >= 0
            corrected = -1 if joined or last else mention.end
            if before >= 0 and mention.start == mentions[named].end:
                words = [token.text for token in tokens[mentions[before].end : mentions[named].start]]
                if words and words[0] in HESITATIONS and words[-1] in HESITATIONS | INSIDE | DEFINITE:
                    found.add(before)
        elif names(mention):
            again = corrected >= 0 and mention.start - corrected <= SAID_AGAIN
            if again and named >= 0 and (named == only or _alike(mentions[named], mention)):
                found.add(named)
            before = named if named >= 0 and _alike(mentions[named], mention) else -1
            only = place if named < 0 else -1
            named, corrected = place, -1
        elif mention.weight >= VERBAL:
            corrected = -1
    return found


def landmarks(mentions: Sequence[Mention], cover: Cover) -> set[int]:
    """The places of the names that only say where another of their kind is (« Montrouge, à côté de Bagneux »).

    So do those that are added to them (« voisine de Courbevoie et de Nanterre »).
    """
    if "repere" not in cover.roles:
        return set()
    named = [place for place, mention in enumerate(mentions) if names(mention)]
    beside: set[int] = set()
    for before, place in pairwise((-1, *named)):
        again = before in beside and tuple(
            one.text for one in cover.text.tokens[mentions[before].end : mentions[place].start]
        )
        if _is_landmark(mentions, place, cover) or again in AND_OF:
            beside.add(place)
    others = [_kind(mentions[place]) for place in named if place not in beside]
    return {place for place in beside if any(_kind(mentions[place]) is other for other in others)}


def left_behind(mentions: Sequence[Mention], cover: Cover) -> set[int]:
    """The places of the names of where whoever writes is not, or no longer, where they say where they are (« j’habitais
    Sceaux, maintenant je suis à Antony »)."""
    if cover.roles.isdisjoint(MOVING):
        return set()
    named = [place for place, mention in enumerate(mentions) if _family(mention)]
    arrived = next((place for place, mention in enumerate(mentions) if mention.role == "arrivee"), 0)
    behind = {place for place in named if place < arrived}
    for before, place in pairwise((-1, *named)):
        told = (one.role for one in reversed(mentions[:place]) if one.weight or one.role in MOVING)
        between = set(cover.text.words[mentions[before].end : mentions[place].start])
        again = before in behind and between <= LINKING | INSIDE and not between.isdisjoint(LINKING)
        if again or next(told, None) == "depart":
            behind.add(place)
    here = [mentions[place] for place in named if place not in behind]
    return {place for place in behind if any(_beside(mentions[place], other) for other in here)}


def told_inside(mentions: Sequence[Mention], cover: Cover) -> set[int]:
    """The places of the names of what lies in a place, of which it is only told that it does (« Est Ensemble, où il y a
    Montreuil, a gagné ? »)."""
    if WHERE.isdisjoint(cover.words):
        return set()
    found: set[int] = set()
    named = [place for place, mention in enumerate(mentions) if names(mention)]
    for holder, place in pairwise(named):
        between = cover.text.tokens[mentions[holder].end : mentions[place].start]
        record, outer = mentions[place].senses[0].record, mentions[holder].senses[0].record
        # « Est Ensemble ou Montreuil ? » and « le 93 où Montreuil a gagné » are asked of the town.
        relative = len(between) > 1 and between[0].heard in RELATIVE
        if relative and record is not None and outer is not None and outer in around(record):
            found.add(place)
    return found


def _beside(left: Mention, other: Mention) -> bool:
    """Whether one of two names of places is not where the other lies (« j’habitais Montreuil, dans le 93 »)."""
    record, place = left.senses[0].record, other.senses[0].record
    holders = () if record is None else tuple(around(record))
    return _family(left) == _family(other) and place not in holders


def is_compared(mention: Mention, cover: Cover, sought: int) -> bool:
    """Whether a name is that of which others are sought (« quelles autres villes que Vincennes ? », « qui d’autre avec
    Antony ? »).

    It is not where it is the subject of a clause (« les autres projets que Vincennes a portés »).
    """
    tokens = cover.text.tokens
    if not _compared_with(mention, cover) and not _goes_with(mention, cover, sought):
        return False
    end = mention.end
    for one in cover.mentions:
        if one.start > end and names(one) and adds(cover, end, one.start):
            end = one.end
    if not sought or sought & mention.mask or end == len(tokens) or cover.paused(end):
        return True
    following = next((one for one in cover.mentions if one.start == end), None)
    verb = following is not None and following.weight >= VERBAL and following.role is None and not names(following)
    return not verb and tokens[end].text not in AUXILIARIES


def adds(cover: Cover, end: int, start: int) -> bool:
    """Whether the name that begins at a token is added to the one that ends at another (« Vincennes et Sceaux »)."""
    between = cover.text.words[end:start]
    return all(word in LINKING for word in between) and (bool(between) or cover.paused(start))


def _goes_with(mention: Mention, cover: Cover, sought: int) -> bool:
    """Whether a name is what others of its kind are sought beside (« qui d’autre avec Antony »), not what they act with
    (« qui d’autre travaille avec Antony »)."""
    beside = mention.start > 0 and cover.text.tokens[mention.start - 1].text in WITH
    others = next((one for one in cover.mentions if one.end == mention.start - 1), None) if beside else None
    return others is not None and (others.role == "autres" or bool(others.mask & sought & mention.mask))


def _compared_with(mention: Mention, cover: Cover) -> bool:
    """Whether a name is what « que » compares with, said at once or after « la nôtre »."""
    words = cover.text.words[max(0, mention.start - 3) : mention.start]
    mine = len(words) == 3 and words[-1] in MINE and words[0] in THAT and cover.paused(mention.start)
    # « … que le 92 », « … que celui de Levallois »
    compared = next((word for word in reversed(words) if word not in OF_WHAT), "")
    return compared in THAT or mine


def _is_landmark(mentions: Sequence[Mention], place: int, cover: Cover) -> bool:
    """Whether a name comes after words that tell where something is, or a noun of it does (« près du bois de X »)."""
    if place and mentions[place - 1].role == "repere":
        return True
    if place < 3 or cover.text.tokens[mentions[place - 1].start].text not in BELONGING:
        return False
    return mentions[place - 3].role == "repere" and not names(mentions[place - 2])


def left_out_before(mentions: Sequence[Mention], cover: Cover) -> dict[int, int]:
    """Where names begin that what leaves them out comes after (« Vincennes mise à part, qui a gagné ? »), and where
    that does."""
    if "exclusion" not in cover.roles:
        return _taken_off(mentions, cover)
    words = len(cover.text.tokens)
    return {
        before.start: one.start
        for before, one in pairwise(mentions)
        if names(before)
        and (one.end == words or cover.paused(one.end))
        and (one.role == "exclusion" or (not cover.paused(one.start) and _may_leave_out(one)))
    }


def _taken_off(mentions: Sequence[Mention], cover: Cover) -> dict[int, int]:
    """Where names begin that are taken off a total (« le total de 2022 moins le tourisme »), and where « moins » is."""
    if "tout" not in cover.roles or LESS not in cover.words:
        return {}
    words = cover.text.words
    total = min(one.start for one in mentions if one.role == "tout")
    found = ((one.start, one.start - 1 - (words[one.start - 1] in ARTICLES)) for one in mentions if names(one))
    return {start: less for start, less in found if less > total and words[less] == LESS}


def parts_two(mention: Mention, cover: Cover, said: Sequence[Said]) -> bool:
    """Whether « ou » only stands between two names (« Sceaux ou Vincennes »), and does not ask where."""
    if not said or not names(said[-1].mention) or said[-1].mention.end != mention.start:
        return False
    # « Octobre ou novembre », « l’éducation ou le sport » of grants are no places.
    records = [sense.record for sense in said[-1].mention.senses if sense.record is not None]
    if said[-1].mention.how == "date" or any(record.type.narrows for record in records):
        return False
    return any(names(one) for one in cover.mentions if one.start == mention.end)


def _may_leave_out(mention: Mention) -> bool:
    return any(sense.role == "exclusion" for sense in mention.senses)


def lies_in_one_of(mention: Mention, said: Sequence[Said]) -> bool:
    """Whether what a mention names lies in a place named before it."""
    record = mention.senses[0].record
    told = [one.mention.senses[0].record for one in said if names(one.mention) and not one.excluded]
    return record is not None and any(place in told for place in around(record))


def ends_what_is_left_out(mention: Mention, said: Sequence[Said], cover: Cover) -> bool:
    """Whether a name is not left out though the one before it is: it only narrows the rest (« sans le rugby en 2024 »,
    « sans le rugby, le total du sport »), or holds that one."""
    last = next((one.mention for one in reversed(said) if names(one.mention)), None)
    if last is None:
        return False
    words = cover.text.words[last.end : mention.start + 1]
    narrows = all(sense.record is None or sense.record.type.narrows for sense in mention.senses)
    if words[0] in LINKING or not narrows:
        return _holds_what_is_left_out(mention, said, cover)
    between = (one for one in cover.mentions if last.end <= one.start and one.end <= mention.start)
    return any(one.weight > 0 for one in between) or not (AT | INTO).isdisjoint(words)


def narrows_the_rest(
    mention: Mention, said: Sequence[Said], cover: Cover, refers: Callable[[Mention], Sequence[str]]
) -> bool:
    """Whether a name says where the rest is of what is left out (« hors de ce territoire, dans le 92 »)."""
    last = next((one for one in reversed(said) if one.weight > 0 or refers(one.mention)), None)
    if last is None or not last.excluded or not refers(last.mention):
        return False
    return any(token.text in AT for token in cover.text.tokens[last.mention.end : mention.start])


def _holds_what_is_left_out(mention: Mention, said: Sequence[Said], cover: Cover) -> bool:
    """Whether a mention names where that lies which is left out just before it (« sauf Montreuil, dans le 93 »)."""
    last = next((one for one in reversed(said) if names(one.mention)), None)
    left = last.mention.senses[0].record if last is not None and last.excluded else None
    record = mention.senses[0].record
    if last is None or left is None or record is None or record not in around(left):
        return False
    return all(token.text not in AND for token in cover.text.tokens[last.mention.end : mention.start])


def acts(cover: Cover, end: int, start: int) -> bool:
    """Whether a verb stands between two names, of which the first is who does something."""
    words = set(cover.text.words[end:start])
    return not words.isdisjoint(AUXILIARIES) and words.isdisjoint(THAT)


def around(record: Record) -> Iterator[Record]:
    """The places that something lies in."""
    for key in record.type.within:
        place = record.values.get(key)
        if isinstance(place, Record):
            yield place
            yield from around(place)


def _family(mention: Mention) -> str | None:
    """The type above that of what a mention names first."""
    kind = _kind(mention)
    return None if kind is None else kind.parent


def _is_right_after(correction: Mention, name: Mention, cover: Cover) -> bool:
    """Whether what takes a name back comes right after it, and does not ask whether it is right (« non ? »)."""
    between = set(cover.text.words[name.end : correction.start])
    after = cover.text.before(correction.end) if correction.end < len(cover.text.tokens) else ""
    return between <= HESITATIONS and "?" not in after


def _alike(one: Mention, other: Mention) -> bool:
    """Whether two mentions may name things of one type: Paris is a town and a department."""
    kinds = {sense.record.type.name for sense in one.senses if sense.record is not None}
    return any(sense.record is not None and sense.record.type.name in kinds for sense in other.senses)


def _kind(mention: Mention) -> Type | None:
    """The type of what a mention names first."""
    record = mention.senses[0].record
    return None if record is None else record.type
