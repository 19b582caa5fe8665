"""What whoever writes tells after their question, of themselves or why they ask it."""

import re
from collections.abc import Callable, Sequence

from bot.french.speaker import BEING, OF_SPEAKER, SPEAKING
from bot.french.text import RUN_TOGETHER, Token
from bot.french.words import (
    AFTERWARDS,
    AND,
    BECAUSE,
    FOR,
    IF,
    IN_ORDER,
    INFINITIVES,
    INTERROGATIVES,
    IS,
    PLEASE,
    REASONS,
    THAT,
    THIS,
    WHERE,
    WHO,
    WHO_TEXTED,
    A,
)
from bot.understanding.aside import VERBAL
from bot.understanding.mention import Cover, Mention, names
from bot.understanding.oneself import ASKS, NOTHING, asks_at
from bot.understanding.roles import Role

BEGUN = THAT | WHERE | IF | {"quand", "qd", "comme", "com"}
"""Words before a clause that is not said in passing (« si jhabite à Sceaux »)."""
MOST_IN_ASIDE = 1.5
"""Weight of a word of no other subject from which it is never said in passing."""
WHY = AFTERWARDS | {last for _, last in IN_ORDER}
"""Words by which it may be told why something is asked."""
TOLD_BY = SPEAKING | WHY
"""Words without which nothing is told after a question."""
BECAUSE_FIRST = frozenset(words[0] for words in BECAUSE)
"""The first of the words by which a reason begins."""
MOST_INTO = 7
"""Words between a pause and what tells why something is asked (« …, l’annexe ne m’ayant pas été remise »)."""
TELLING = frozenset(word[0] for word in (*SPEAKING, *BEING, *THIS))
"""First letters of what may be told without being asked."""
LEAST_ASKED = 2
"""Words of a question at least, before what is told unasked."""
LYING = ("situation", "appartenance")
"""Roles of words that say where something lies."""
GLUED = re.compile(r"j(?![aeiouyj]|[mdr]s$|sp$|pp$|tm$)\w{2}")
"""What begins with « je » written with its verb (« jpasse »): no French word has a « j » before a consonant."""


def afterthought(cover: Cover) -> range:
    """The tokens of what whoever asks says of themselves after a question (« Qui a gagné, je m’y perds »), or why."""
    tokens = cover.text.tokens
    if cover.words.isdisjoint(TOLD_BY):
        return NOTHING
    for place in range(2, len(tokens)):
        word = tokens[place].text
        if word in SPEAKING and (cover.paused(place) or _because(tokens, place) or _runs_on(cover, place)):
            begin: int | None = place
            asked = _has_asked(cover, place, "question") or (_is_ours(cover, place) and _comments(cover, place))
        elif word in WHY and (word in AFTERWARDS or (tokens[place - 1].text, word) in IN_ORDER):
            begin = next((at for at in range(place, max(1, place - MOST_INTO), -1) if cover.paused(at)), None)
            asked = begin is not None and (cover.text.asks or _has_asked(cover, begin, "question", "ouverture"))
        else:
            continue
        if begin is not None and asked and all(start < begin for start in asks_at(cover)):
            return range(begin, len(tokens))
    return NOTHING


def reason(cover: Cover) -> range:
    """The tokens of what is told unasked after a question, without a pause, by whoever types fast.

    « Y a koi a sceaux jdemande pr mon exposé », « le projet de Bagneux stp c pr ma prof ».
    """
    tokens = cover.text.tokens
    for place in [at for at, token in enumerate(tokens) if at >= LEAST_ASKED and token.text[0] in TELLING]:
        word = tokens[place].text
        if word in THIS:
            tells, surely = _purpose(cover, place)
        else:
            surely = word in BEING
            tells = (surely or _glued(tokens, place)) and tokens[place - 1].text not in BEGUN
        if tells and _after_asking(cover, place, surely):
            return range(place, len(tokens))
    return NOTHING


def because(cover: Cover, sought: Callable[[Mention], int]) -> range:
    """The tokens of a reason that ends a question and names one of those it asks for, which it does not narrow (« cb de
    villes ont 2 projets parce que j’ai vu Montreuil »).

    Args:
        cover: a message.
        sought: the features of the kind that a mention asks for, if it does.
    """
    if cover.words.isdisjoint(BECAUSE_FIRST):
        return NOTHING
    words = cover.text.words
    for place in range(LEAST_ASKED, len(words)):
        end = next((end for end in (place + 1, place + 2) if tuple(words[place:end]) in BECAUSE), None)
        if end is None:
            continue
        asked = [sought(one) for one in cover.mentions if one.end <= place]
        told = [one for one in cover.mentions if one.start >= end]
        named = any(names(one) and any(mask and one.mask & mask == mask for mask in asked) for one in told)
        asks = any(one.senses[0].foreign or (one.role == "question" and one.form not in THAT) for one in told)
        if named and not asks and _has_asked(cover, place, "question"):
            return range(place, len(words))
    return NOTHING


def told_of_it(cover: Cover, is_place: Callable[[Mention], bool], sought: Callable[[Mention], int]) -> range:
    """The tokens of where a place lies, told of one that a message but turns to (« Et Colombes, qui est dans le même
    territoire ? »).

    Args:
        cover: a message.
        is_place: whether a mention names a place.
        sought: the features of the kind of things that a mention is a word for, if it is.
    """
    place = next(filter(names, cover.mentions), None)
    if place is None or place.start != 1 or cover.text.tokens[0].text not in AND or not is_place(place):
        return NOTHING
    words = cover.text.words
    who, verb = place.end, place.end + 1
    if verb >= len(words) or words[who] not in (WHO, WHO_TEXTED) or words[verb] not in IS:
        return NOTHING
    told = [one for one in cover.mentions if one.end > verb and one.weight > 0]
    where = any(one.role in LYING for one in told) and max(cover.unknown, default=0) < who
    tells = all(one.role in (*LYING, "semblable") or is_place(one) or sought(one) for one in told)
    return range(who, len(words)) if where and tells else NOTHING


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
    words = cover.text.words[place + 1 : place + 4]
    words = words[1:] if words[:1] == ["est"] else words
    # « 80 000 €, c’est pour qui ? »
    if len(words) < 2 or words[0] not in FOR or words[1] in INTERROGATIVES:
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
    asks = cover.text.tokens[-1].text in WHERE or any(start >= place for start in asks_at(cover))
    if asks or not (asked or named):
        return False
    told = [one for one in cover.mentions if one.start >= place]
    # « …, jveux mourir » is never said in passing.
    if any(one.weight > MOST_IN_ASIDE and not one.senses[0].foreign for one in told):
        return False
    odd = any(one.senses[0].foreign for one in told)
    return not odd or any(sense.anchor for one in before for sense in one.senses)


def _has_asked(cover: Cover, place: int, *roles: Role) -> bool:
    """Whether a word of a role stands before a token."""
    return any(one.role in roles and one.start < place for one in cover.mentions)


def _is_ours(cover: Cover, place: int) -> bool:
    """Whether something is asked for before a token by its name alone (« le montant total »)."""
    told = (one for one in cover.mentions if one.end <= place)
    return any(one.weight > 0 and not one.senses[0].foreign and one.role != "courant" for one in told)


def _runs_on(cover: Cover, place: int) -> bool:
    """Whether whoever types fast comments without a pause on what they ask for by its name (« le montant total svp j’ai
    pas retrouvé le papier »)."""
    before = cover.text.tokens[place - 1].text
    asks = not cover.words.isdisjoint(INTERROGATIVES)
    return not asks and before not in BEGUN | AND and _is_ours(cover, place) and _comments(cover, place)


def _comments(cover: Cover, place: int) -> bool:
    """Whether a message that asks by no sign says nothing from a token on that could be of any subject."""
    told = [one for one in cover.mentions if one.start >= place]
    subject = any(one.weight >= VERBAL or one.senses[0].foreign or names(one) for one in told)
    return not subject and not cover.text.asks and not cover.unknown


def _because(tokens: Sequence[Token], place: int) -> bool:
    """Whether the words before a token begin why somebody asks (« …, en fait | je me gare souvent »)."""
    before = tuple(token.text for token in tokens[max(0, place - 2) : place])
    return before in REASONS or before[-1:] in REASONS
