"""What a message says and is not about: names taken back, those that tell where another place is, who writes, nouns
that are parts of names."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import pairwise

from bot.facts.records import Type
from bot.french.text import Token
from bot.french.words import (
    AND,
    AND_OF,
    BELONGING,
    BY_DOING,
    DEFINITE,
    GERUND,
    HE,
    IF,
    MINE,
    NOT,
    OF,
    OF_SPEAKER,
    ONE,
    PLURAL_PRONOUNS,
    RELATIVES,
    SO,
    SPEAKING,
    STREETS,
    SUPPOSING,
    TELLING,
    THAT,
    THE,
    TO_SPEAKER,
    UNITS,
    WHERE,
)
from bot.understanding.mention import Cover, Mention, Sense, names
from bot.understanding.reading import Said
from bot.understanding.scoring import UNKNOWN_WEIGHT
from bot.understanding.vocabulary import Concept

VERBAL = 0.5
"""Weight from which a word after a name may be the verb of its clause."""
SAID_AGAIN = 3
"""Words between what takes a name back and the name that is meant."""
MOST_BEFORE = 2
"""Words between a pause and what begins a clause (« ville où », « dans laquelle »)."""
THIS_ONE = THE | {"du", "au", "ce", "cet", "cette"}
"""Words before what is the only one of its name."""
ANOTHER = "nom d’autre chose"
"""What a word of ours is in the name of something else."""
ASKS = ("question", "verification", "ouverture")
"""Roles of words that a clause about whoever writes does not hold."""
NOTHING = range(0)
MOST_IN_PASSING = 14
"""Words said in passing at most before a question that is open."""
STATING = DEFINITE | SPEAKING | ONE | PLURAL_PRONOUNS | {"on", "c", "ce", "ca", "y"}
"""Words with which nobody begins to introduce themselves."""
BEING = {"g", "g1", "jsuis", "jsui", "chui", "chuis"}
"""Words written for « j’ai », « je suis »."""
REASONS = {("en", "fait"), ("parce", "que"), ("parce", "qu"), ("vu", "que"), ("car",), ("pcq",), ("puisque",)}
"""Words with which whoever asks tells why, with no pause before them."""
SURELY_OURS = 1.0
"""Weight from which a word of our subject makes a question surely of it."""
LEAST_TOLD = 4
"""Words of a clause about whoever writes at least."""
MOST_GREETING = 4
"""Words before somebody says what they are (« Oui allô, moi je suis… »)."""
LEAST_INTRODUCED = 2
"""Words by which somebody introduces themselves at least (« Habitant Sceaux, je… »)."""


def introduced(cover: Cover) -> range:
    """The tokens by which whoever asks introduces themselves (« Agent de la ville d’Antony, j’aurais besoin… »)."""
    tokens = cover.text.tokens
    if not tokens or tokens[0].text in STATING:
        return NOTHING
    places = (place for place in range(LEAST_INTRODUCED, len(tokens)) if _speaks(tokens, place))
    end = next(filter(cover.paused, places), 0)
    asks = any(one.role in ASKS for one in cover.mentions if one.start < end)
    return NOTHING if asks else range(end)


def _speaks(tokens: Sequence[Token], place: int) -> bool:
    """Whether a clause begins there whose subject is whoever writes (« je », « il me »)."""
    words = [token.text for token in tokens[place : place + 2]]
    return words[0] in SPEAKING or (words[0] in HE and words[-1] in TO_SPEAKER)


def occupied(cover: Cover) -> range:
    """The tokens in which whoever asks first says what they are or do (« Je suis infirmière à Créteil, la ville… »).

    A word of our subject alone must follow, or what they are may be what they ask about.
    """
    tokens = cover.text.tokens
    begin = next((place for place, token in enumerate(tokens[:MOST_GREETING]) if token.text in TELLING), None)
    if begin is None or any(one.weight >= VERBAL and one.role for one in cover.mentions if one.start < begin):
        return NOTHING
    asks = _asking(cover)
    if any(start < begin + 2 for start in asks):
        return NOTHING
    end = next((at for at in range(begin + 2, len(tokens)) if at in asks or _turns(cover, at)), len(tokens))
    ours = any(sense.anchor for one in cover.mentions if one.start >= end and not names(one) for sense in one.senses)
    return range(begin, end) if ours and (asks or cover.text.asks) else NOTHING


def located(cover: Cover, place: range) -> range:
    """The same tokens, where they name a place: what somebody is there is not asked about (« bibliothécaire à X »)."""
    named = (one for one in cover.mentions if one.start in place and names(one))
    return place if any(not is_common(one, place) for one in named) else NOTHING


def _turns(cover: Cover, place: int) -> bool:
    """Whether what somebody says of themselves ends before a token (« …, la ville », « … alors il paraît »)."""
    tokens = cover.text.tokens
    if tokens[place].text in SO:
        return True
    return cover.paused(place) and tokens[place].text not in SPEAKING


def of_oneself(cover: Cover) -> range:
    """The tokens of a clause in which whoever asks tells of themselves.

    « Antony, où je réside depuis 1990, », « Sceaux, où ma mère habite, ».
    """
    tokens = cover.text.tokens
    if told := _told_first(cover):
        return told
    for place in range(2, len(tokens)):
        first = place - 1
        if tokens[place].text in SPEAKING and tokens[first].text in WHERE | THAT:
            least = first if tokens[first].text in THAT else max(1, first - MOST_BEFORE)
            begin = next((at for at in range(first, least - 1, -1) if cover.paused(at)), None)
        elif tokens[place].text in OF_SPEAKER and _where(cover, first):
            begin = first
        else:
            continue
        if begin is None:
            continue
        end = next((at for at in range(place + 1, len(tokens)) if cover.paused(at)), len(tokens))
        asks = [start for start in _asking(cover) if not begin <= start < place]
        # It is told beside a question, and ends where that begins.
        end = min([end, *(start for start in asks if start > place)])
        if any(not begin <= start < end for start in asks):
            return range(begin, end)
    return NOTHING


def _told_first(cover: Cover) -> range:
    """The tokens of a clause about whoever writes before a question (« je livre à Sceaux, il y a quoi ? »).

    It says nothing of our subject but names; where it is of another subject, or unknown, the question is of ours.
    """
    tokens = cover.text.tokens
    speaking = (place for place, token in enumerate(tokens[:MOST_GREETING]) if token.text in SPEAKING | BEING)
    begin = next(speaking, None)
    if begin is None:
        return NOTHING
    asks = next(iter(_asking(cover)), len(tokens) if cover.text.asks else 0)
    pauses = (place for place in range(LEAST_TOLD, min(asks + 1, len(tokens))) if cover.paused(place))
    end = next(pauses, asks % len(tokens))
    if end < LEAST_TOLD:
        return NOTHING
    told = [one for one in cover.mentions if one.start < end and not names(one)]
    odd = any(one.senses[0].foreign for one in told) or any(place < end for place in cover.unknown)
    ours = any(one.weight > VERBAL and one.how != "number" and not one.senses[0].foreign for one in told)
    after = (sense for one in cover.mentions if one.start >= end and not names(one) for sense in one.senses)
    # « Je suis fan de rugby, qui a gagné ? » is not of ours for sure.
    asked = any(sense.anchor and sense.weight >= SURELY_OURS for sense in after)
    tells = odd or any(one.weight > 0 for one in told if one.start >= begin)
    return range(begin, end) if tells and not ours and (asked or not odd) else NOTHING


def supposes(cover: Cover) -> bool:
    """Whether a message begins with what is to be supposed of what it asks (« Si l’on divise… », « En divisant… »)."""
    first, second = [token.text for token in cover.text.tokens[:2]] if len(cover.text.tokens) > 1 else ("", "")
    return (first in IF and second in SUPPOSING) or (first in BY_DOING and second.endswith(GERUND))


def in_passing(cover: Cover) -> range:
    """The tokens between what opens a question and the question (« j’aurais besoin, pour une note interne, du titre »).

    What is named there may be what is asked about.
    """
    for one in cover.mentions:
        if one.role != "ouverture" or one.end >= len(cover.text.tokens) or not cover.paused(one.end):
            continue
        reach = range(one.end + 1, min(len(cover.text.tokens), one.end + MOST_IN_PASSING))
        end = next((at for at in reach if cover.paused(at)), one.end)
        said = [other for other in cover.mentions if one.end <= other.start < end]
        asks = any(
            other.role in ASKS and (other.start == one.end or cover.text.tokens[other.start].text not in RELATIVES)
            for other in said
        )
        if end > one.end and not asks and not any(map(names, said)):
            return range(one.end, end)
    return NOTHING


def is_common(mention: Mention, *places: range) -> bool:
    """Whether a name there is one of common nouns, which tell of whoever asks (« revue d’urbanisme »)."""
    record = mention.senses[0].record
    return record is not None and record.name[:1].islower() and any(mention.start in place for place in places)


def points_into(opening: range, cover: Cover, refers: Callable[[Mention], Iterable[str]]) -> bool:
    """Whether what follows an introduction points back to what somebody does (« formateur 3D, … là-dessus »)."""
    pointed = {kind for one in cover.mentions if one.start >= opening.stop for kind in refers(one)} if opening else ()
    named = (one.senses[0].record for one in cover.mentions if one.start in opening)
    return bool(pointed) and any(record is not None and record.type.name in pointed for record in named)


def afterthought(cover: Cover) -> range:
    """The tokens of what whoever asks says of themselves after a question (« Qui a gagné, je m’y perds »)."""
    tokens = cover.text.tokens
    for place in range(2, len(tokens)):
        if tokens[place].text in SPEAKING and (cover.paused(place) or _because(tokens, place)):
            asked = any(one.role == "question" and one.start < place for one in cover.mentions)
            if asked and all(start < place for start in _asking(cover)):
                return range(place, len(tokens))
    return NOTHING


def _because(tokens: Sequence[Token], place: int) -> bool:
    """Whether the words before a token begin why somebody asks (« …, en fait | je me gare souvent »)."""
    before = tuple(token.text for token in tokens[max(0, place - 2) : place])
    return before in REASONS or before[-1:] in REASONS


def _where(cover: Cover, place: int) -> bool:
    """Whether a clause about the name before begins at a token."""
    return cover.text.tokens[place].text in WHERE and cover.paused(place)


def _asking(cover: Cover) -> list[int]:
    """Where the words begin that a clause about whoever writes does not hold."""
    return [one.start for one in cover.mentions if any(sense.role in ASKS for sense in one.senses)]


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
        # « Leur territoire alors, Est Ensemble »
        told = mentions[place - 2] if tokens[before.start].text in SO else before
        if record is not None and before.end == name.start and record.type.name in refers(told):
            found[name.start] = told
        if record is None or cover.paused(name.start):
            continue
        noun = mentions[place - 2] if tokens[before.start].text in BELONGING else before
        concept = counting.get(noun.senses[0].id)
        article = tokens[noun.start - 1].text if noun.start else ""
        if concept is not None and concept.target == record.type.name and article in DEFINITE:
            found[name.start] = noun
    return found


def taken_back(mentions: Sequence[Mention], cover: Cover) -> set[int]:
    """The places of the names that another of their kind corrects (« dans le 94, euh non, dans le 92 »)."""
    found: set[int] = set()
    if "correction" not in [mention.role for mention in mentions]:
        return found
    tokens = cover.text.tokens
    named = corrected = -1
    for place, mention in enumerate(mentions):
        if mention.role == "correction":
            following = tokens[mention.end].text if mention.end < len(tokens) else ""
            before = tokens[mention.start - 1].text if mention.start else ""
            # « Vincennes plutôt que Sceaux », « Sceaux n’est pas plutôt à Antony ».
            joined = following in THAT | AND or before in NOT
            corrected = -1 if joined else mention.end
        elif names(mention):
            again = corrected >= 0 and mention.start - corrected <= SAID_AGAIN
            if again and named >= 0 and _kind(mentions[named]) is _kind(mention):
                found.add(named)
            named, corrected = place, -1
        elif mention.weight >= VERBAL:
            corrected = -1
    return found


def landmarks(mentions: Sequence[Mention], cover: Cover) -> set[int]:
    """The places of the names that only say where another of their kind is (« Montrouge, à côté de Bagneux »).

    So do those that are added to them (« voisine de Courbevoie et de Nanterre »).
    """
    if "repere" not in [mention.role for mention in mentions]:
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


def compared_with(mention: Mention, cover: Cover) -> bool:
    """Whether a name is what « que » compares with, said at once or after « la nôtre »."""
    words = [token.text for token in cover.text.tokens[max(0, mention.start - 3) : mention.start]]
    mine = len(words) == 3 and words[-1] in MINE and words[0] in THAT and cover.paused(mention.start)
    return bool(words) and (words[-1] in THAT or mine)


def without_mine(said: tuple[Said, ...], cover: Cover, sought: Callable[[Mention], int]) -> tuple[Said, ...]:
    """Where others are asked for, whoever asks leaves out their own place (« élu de Sceaux, … quelles autres ? »).

    Args:
        said: what the message says.
        cover: the message.
        sought: the features of the kind that a mention asks for, if it does.
    """
    opening = introduced(cover)
    kinds = (sought(after.mention) for one, after in pairwise(said) if one.mention.role == "autres")
    kind = next(kinds, 0)
    return tuple(
        one._replace(excluded=True)
        if one.mention.start in opening and names(one.mention) and one.mention.mask & kind
        else one
        for one in said
    )


def _is_landmark(mentions: Sequence[Mention], place: int, cover: Cover) -> bool:
    """Whether a name comes after words that tell where something is, or a noun of it does (« près du bois de X »)."""
    if place and mentions[place - 1].role == "repere":
        return True
    if place < 3 or cover.text.tokens[mentions[place - 1].start].text not in BELONGING:
        return False
    return mentions[place - 3].role == "repere" and not names(mentions[place - 2])


def of_streets(mentions: Sequence[Mention], cover: Cover) -> tuple[Mention, ...]:
    """The mentions of a message, without the names of places that streets are called after (« rue de Bezons »)."""
    tokens = cover.text.tokens
    return tuple(
        one
        for one in mentions
        if not names(one)
        or one.start < MOST_BEFORE
        or tokens[one.start - 1].text not in OF
        or tokens[one.start - 2].text not in STREETS
    )


def of_others(mentions: tuple[Mention, ...], cover: Cover) -> tuple[Mention, ...]:
    """The mentions of a message, with those of our subject that are the beginning of another's name (« le Fonds Vert »)
    as words of another subject."""
    tokens, raw = cover.text.tokens, cover.text.raw
    if raw.isupper():
        return mentions

    def begins_another(one: Mention) -> bool:
        anchored = any(sense.anchor for sense in one.senses) and not names(one)
        if not anchored or one.end == len(tokens) or not raw[tokens[one.end - 1].end : tokens[one.end].start].isspace():
            return False
        definite = tokens[one.start].text in THIS_ONE or (one.start and tokens[one.start - 1].text in THIS_ONE)
        return bool(definite) and raw[tokens[one.end].start].isupper() and one.end not in ours

    ours = {one.start for one in mentions if one.weight and one.role != "courant" and not one.senses[0].foreign}
    return tuple([_as_foreign(one) if begins_another(one) else one for one in mentions])


def _as_foreign(one: Mention) -> Mention:
    """A word of ours in the name of something else, which weighs as much as an unknown word more."""
    weight = one.weight + UNKNOWN_WEIGHT
    return one._replace(senses=(Sense(ANOTHER, 0, weight, foreign=True),), mask=0, weight=weight)


def of_measures(mentions: tuple[Mention, ...], cover: Cover) -> tuple[Mention, ...]:
    """The mentions of a message, without the numbers that are names of places but count something (« à 78 ans »)."""
    tokens = cover.text.tokens
    if UNITS.isdisjoint(token.text for token in tokens):
        return mentions
    return tuple(
        one
        for one in mentions
        if not names(one)
        or not tokens[one.start].text.isdigit()
        or one.end >= len(tokens)
        or tokens[one.end].text not in UNITS
    )


def without_denied(said: list[Said], denied: set[int], asks: bool) -> tuple[Said, ...]:
    """Names that « pas » stands before give way to another name (« pas Nanterre, Vincennes »), or else are kept out.

    « Pas Meudon ? » and nothing else asks about it.
    """
    if not denied:
        return tuple(said)
    affirmed = any(names(one.mention) for place, one in enumerate(said) if place not in denied and not one.excluded)
    if affirmed:
        return tuple(one for place, one in enumerate(said) if place not in denied)
    if asks and all(place in denied or one.weight < VERBAL for place, one in enumerate(said)):
        return tuple(said)
    return tuple(one._replace(excluded=True) if place in denied else one for place, one in enumerate(said))


def _kind(mention: Mention) -> Type | None:
    """The type of what a mention names first."""
    record = mention.senses[0].record
    return None if record is None else record.type
