"""What whoever writes says of themselves and in passing, beside what they ask."""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from itertools import pairwise

from bot.facts.records import Record
from bot.french.text import RUN_TOGETHER, Token
from bot.french.words import (
    BEING,
    BY_DOING,
    DEFINITE,
    FOR,
    GERUND,
    HE,
    IF,
    INFINITIVES,
    OF_SPEAKER,
    ONE,
    OURS,
    PLEASE,
    PLURAL_PRONOUNS,
    REASONS,
    RELATIVES,
    SO,
    SPEAKING,
    SUPPOSING,
    THAT,
    THIS,
    TO_SPEAKER,
    WHERE,
    A,
)
from bot.understanding.aside import VERBAL
from bot.understanding.mention import Cover, Mention, names
from bot.understanding.reading import Said

MOST_BEFORE = 2
"""Words between a pause and what begins a clause (« ville où », « dans laquelle »)."""
ASKS = ("question", "verification", "ouverture")
"""Roles of words that a clause about whoever writes does not hold."""
NOTHING = range(0)
MOST_IN_PASSING = 14
"""Words said in passing at most before a question that is open."""
STATING = DEFINITE | SPEAKING | ONE | PLURAL_PRONOUNS | {"on", "c", "ce", "ca", "y"}
"""Words with which nobody begins to introduce themselves."""
OF_ONE = SPEAKING | BEING | OF_SPEAKER
"""Without which nobody speaks of themselves."""
SUBJECTS = SPEAKING | HE
"""With which a clause may begin whose subject is whoever writes."""
MOST_GREETING = 4
"""Words before somebody says what they are (« Oui allô, moi je suis… »)."""
SURELY_OURS = 1.0
"""Weight from which a word of our subject makes a question surely of it."""
LEAST_TOLD = 4
"""Words of a clause about whoever writes at least."""
GLUED = re.compile(r"j(?![aeiouyj]|[mdr]s$|sp$|pp$|tm$)\w{2}")
"""What begins with « je » written with its verb (« jpasse »): no French word has a « j » before a consonant."""
TELLING = frozenset(word[0] for word in (*SPEAKING, *BEING, *THIS))
"""First letters of what may be told without being asked."""
LEAST_ASKED = 2
"""Words of a question at least, before what is told unasked."""
BEGUN = THAT | WHERE | IF | {"quand", "qd", "comme", "com"}
"""Words before a clause that is not said in passing (« si jhabite à Sceaux »)."""
MOST_IN_ASIDE = 1.5
"""Weight of a word of no other subject from which it is never said in passing."""
LEAST_INTRODUCED = 2
"""Words by which somebody introduces themselves at least (« Habitant Sceaux, je… »)."""


def introduced(cover: Cover) -> range:
    """The tokens by which whoever asks introduces themselves (« Agent de la ville d’Antony, j’aurais besoin… »)."""
    tokens = cover.text.tokens
    if not tokens or tokens[0].text in STATING or cover.words.isdisjoint(SUBJECTS):
        return NOTHING
    places = (place for place in range(LEAST_INTRODUCED, len(tokens)) if _speaks(tokens, place))
    end = next(filter(cover.paused, places), 0)
    asks = any(one.role in ASKS for one in cover.mentions if one.start < end)
    return NOTHING if asks else range(end)


def _speaks(tokens: Sequence[Token], place: int) -> bool:
    """Whether a clause begins there whose subject is whoever writes (« je », « il me »)."""
    words = [token.text for token in tokens[place : place + 2]]
    return words[0] in SPEAKING or (words[0] in HE and words[-1] in TO_SPEAKER)


def of_oneself(cover: Cover) -> range:
    """The tokens of a clause in which whoever asks tells of themselves.

    « Antony, où je réside depuis 1990, », « Sceaux, où ma mère habite, ».
    """
    tokens = cover.text.tokens
    if cover.words.isdisjoint(OF_ONE):
        return NOTHING
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
    reach = range(LEAST_TOLD, min(asks + 1, len(tokens)))
    pauses = (place for place in reach if cover.paused(place) or tokens[place].text in SO)
    end = next(pauses, asks % len(tokens))
    if end < LEAST_TOLD:
        return NOTHING
    told = [one for one in cover.mentions if one.start < end and not names(one)]
    odd = any(one.senses[0].foreign for one in told) or any(place < end for place in cover.unknown)
    ours = any(sense.anchor for one in told for sense in one.senses)
    if any(one.weight > VERBAL and one.how != "number" and not one.senses[0].foreign for one in told):
        odd = True
        ours = ours or not (cover.paused(end) or tokens[end].text in SO)
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
    if "ouverture" not in cover.roles:
        return NOTHING
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


def is_common(mention: Mention, place: range) -> bool:
    """Whether a name there is one of common nouns, which tell of whoever asks (« revue d’urbanisme »)."""
    record = mention.senses[0].record
    return mention.start in place and record is not None and record.name[:1].islower()


def elsewhere(kept: Sequence[Said], main: int, cover: Cover, refers: Callable[[Mention], Iterable[str]]) -> bool:
    """Whether a question is of another place than the one its author comes from, or of what is in another (« élu de
    Sceaux, je voudrais les projets de Montreuil »), and does not point back there (« … ceux de ma ville »)."""
    if any(token.text in OURS for token in cover.text.tokens[main:]):
        return False
    after = [one.mention for one in kept if one.mention.start >= main]
    if any(one.role in ("pronom", "autres", "semblable") or refers(one) for one in after):
        return False
    told = {sense.record for one in kept if one.mention.start < main for sense in one.mention.senses}
    records = (sense.record for one in after for sense in one.senses if sense.record is not None)
    return any(_lies(record, told) for record in records)


def _lies(record: Record, told: Container[Record | None]) -> bool:
    """Whether something lies in a place, or belongs to what does and was not told."""
    held = (value for value in record.values.values() if isinstance(value, Record))
    return bool(record.type.within) or any(one.type.within and one not in told for one in held)


def points_into(opening: range, cover: Cover, refers: Callable[[Mention], Iterable[str]]) -> bool:
    """Whether what follows an introduction points back to what somebody does (« formateur 3D, … là-dessus »)."""
    pointed = {kind for one in cover.mentions if one.start >= opening.stop for kind in refers(one)} if opening else ()
    named = (one.senses[0].record for one in cover.mentions if one.start in opening)
    return bool(pointed) and any(record is not None and record.type.name in pointed for record in named)


def telling(tokens: Sequence[Token]) -> list[int]:
    """Where the words are that may begin what is told after a question, by their first letters."""
    return [place for place, token in enumerate(tokens) if place >= LEAST_ASKED and token.text[0] in TELLING]


def afterthought(cover: Cover, places: Iterable[int]) -> range:
    """The tokens of what whoever asks says of themselves after a question (« Qui a gagné, je m’y perds »)."""
    tokens = cover.text.tokens
    if cover.words.isdisjoint(SPEAKING):
        return NOTHING
    for place in places:
        if tokens[place].text in SPEAKING and (cover.paused(place) or _because(tokens, place)):
            asked = any(one.role == "question" and one.start < place for one in cover.mentions)
            if asked and all(start < place for start in _asking(cover)):
                return range(place, len(tokens))
    return NOTHING


def reason(cover: Cover, places: Iterable[int]) -> range:
    """The tokens of what is told unasked after a question, without a pause, by whoever types fast.

    « Y a koi a sceaux jdemande pr mon exposé », « le projet de Bagneux stp c pr ma prof ».
    """
    tokens = cover.text.tokens
    for place in places:
        word = tokens[place].text
        if word in THIS:
            tells, surely = _purpose(cover, place)
        else:
            surely = word in BEING
            tells = (surely or _glued(tokens, place)) and tokens[place - 1].text not in BEGUN
        if tells and _after_asking(cover, place, surely):
            return range(place, len(tokens))
    return NOTHING


def _glued(tokens: Sequence[Token], place: int) -> bool:
    """Whether « je » is written there with its verb (« jpasse »), or was cut off it (« jbosse »)."""
    token = tokens[place]
    if token.text != "j":
        return GLUED.match(token.text) is not None
    after = tokens[place + 1] if place + 1 < len(tokens) else token
    return after.start == token.end and f"j{after.text}" not in RUN_TOGETHER


def _purpose(cover: Cover, place: int) -> tuple[bool, bool]:
    """Whether it is told from a token on what something is for (« c pr comparer »), and surely what the question is
    for (« c pr ma prof »)."""
    words = [token.text for token in cover.text.tokens[place + 1 : place + 4]]
    words = words[1:] if words[:1] == ["est"] else words
    if len(words) < 2 or words[0] not in FOR:
        return False, False
    surely = words[1] in OF_SPEAKER | A or cover.text.tokens[place - 1].text in PLEASE
    return surely or cover.paused(place) or words[1].endswith(INFINITIVES), surely


def _after_asking(cover: Cover, place: int, surely: bool) -> bool:
    """Whether something is asked before a token, and nothing from there on; of ours for sure if what follows is not.

    Where it is `surely` told why, it is asked that something is named.
    """
    before = [one for one in cover.mentions if one.start < place]
    asked = any(one.role in ASKS for one in before)
    named = surely and not cover.text.asks and any(one.weight >= VERBAL for one in before)
    # « …, jpeux m’inscrire où »
    asks = cover.text.tokens[-1].text in WHERE or any(start >= place for start in _asking(cover))
    if asks or not (asked or named):
        return False
    told = [one for one in cover.mentions if one.start >= place]
    # « …, jveux mourir » is never said in passing.
    if any(one.weight > MOST_IN_ASIDE and not one.senses[0].foreign for one in told):
        return False
    odd = any(one.senses[0].foreign for one in told)
    return not odd or any(sense.anchor for one in before for sense in one.senses)


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
