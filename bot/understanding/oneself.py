"""What whoever writes says of themselves and in passing, beside what they ask."""

from collections.abc import Callable, Container, Iterable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from bot.facts.records import Record
from bot.french.operators import COMMON
from bot.french.speaker import BEING, OF_SPEAKER, OURS, SPEAKING, TO_SPEAKER
from bot.french.text import Text, Token, fold
from bot.french.verbs import AUXILIARIES, IMPERATIVE, NO_IMPERATIVES, TO_ORDERER
from bot.french.words import (
    BY_DOING,
    DEFINITE,
    GERUND,
    HE,
    IF,
    INSIDE,
    INTERROGATIVES,
    NOT,
    ONE,
    OR,
    PLURAL_PRONOUNS,
    RELATIVES,
    SO,
    SUPPOSING,
    THAT,
    TO_WHICH,
    WHERE,
)
from bot.understanding.aside import VERBAL
from bot.understanding.mention import Cover, Mention, names
from bot.understanding.reading import Said

MOST_AFTER = 3
"""Words from what begins a clause to what is of whoever writes (« dont fait partie | ma ville »)."""
MOST_BEFORE = 2
"""Words between a pause and what begins a clause (« ville où », « dans laquelle »)."""
ASKS = ("question", "verification", "ouverture")
"""Roles of words that a clause about whoever writes does not hold."""
NOTHING = range(0)
PREDICATES = AUXILIARIES - {"a"} | NOT
"""Words of a clause, which says more than what somebody is (« a » may be « à »)."""
NARROWING = ("groupe", "mesure", "exclusion", "superlatif")
"""Roles of words that say of what all of a question asks, though they are said in passing."""
MOST_IN_PASSING = 14
"""Words said in passing at most before a question that is open."""
STATING = DEFINITE | SPEAKING | ONE | PLURAL_PRONOUNS | INTERROGATIVES | {"on", "c", "ce", "ca", "y"}
"""Words with which nobody begins to introduce themselves (« quelle part représente, je vous prie, Pantin ? »)."""
OF_ONE = SPEAKING | BEING | OF_SPEAKER
"""Without which nobody speaks of themselves."""
SUBJECTS = SPEAKING | HE
"""With which a clause may begin whose subject is whoever writes."""
MOST_GREETING = 4
"""Words before somebody says what they are (« Oui allô, moi je suis… »)."""
SURELY_OURS = 1.0
"""Weight from which a word of our subject makes a question surely of it."""
LEAST_TOLD = 3
"""Words of a clause about whoever writes at least."""
LEAST_INTRODUCED = 2
"""Words by which somebody introduces themselves at least (« Habitant Sceaux, je… »)."""


def introduced(cover: Cover) -> range:
    """The tokens by which whoever asks introduces themselves (« Agent de la ville d’Antony, j’aurais besoin… »)."""
    tokens = cover.text.tokens
    if not tokens or tokens[0].text in STATING or cover.words.isdisjoint(SUBJECTS) or orders(cover.text):
        return NOTHING
    opens = {one.start for one in cover.mentions if one.role == "ouverture"} if _is_doing(cover) else ()
    places = (at for at in range(LEAST_INTRODUCED, len(tokens)) if at in opens or _speaks(tokens, at))
    end = next(filter(cover.paused, places), 0)
    asks = any(one.role in ASKS for one in cover.mentions if one.start < end)
    return NOTHING if asks else range(end)


def _is_doing(cover: Cover) -> bool:
    """Whether a message begins with what somebody is doing (« Ayant à dresser une carte, puis-je… »)."""
    return cover.text.words[0].endswith(GERUND) and not any(one.start == 0 and one.weight > 0 for one in cover.mentions)


def orders(text: Text) -> bool:
    """Whether a message begins with an imperative (« affichez la liste, je vais l’imprimer », « donne-moi »)."""
    first, second = (*text.words[:2], "", "")[:2]
    # « Alors moi, agent à Bagneux, je… » orders nothing.
    return (first.endswith(IMPERATIVE) or second in TO_ORDERER) and first not in COMMON | NO_IMPERATIVES


def presents(opening: range, cover: Cover) -> range:
    """The tokens by which somebody says what they are, and no more (« Agent immobilier, je… »)."""
    words = [cover.text.tokens[place].text for place in opening]
    # « Mon voisin est tombé, j’appelle qui ? »
    return opening if words and words[0] not in OF_SPEAKER and PREDICATES.isdisjoint(words) else NOTHING


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
    if told := _told_first(cover) or _where_mine(cover):
        return told
    for place in range(2, len(tokens)):
        first = place - 1
        if tokens[place].text in SPEAKING and tokens[first].text in WHERE | THAT:
            least = first if tokens[first].text in THAT else max(1, first - MOST_BEFORE)
            begin = next((at for at in range(first, least - 1, -1) if cover.paused(at)), None)
        elif tokens[place].text in OF_SPEAKER:
            # « …, dont relève ma commune »
            begin = next((at for at in range(first, max(0, first - MOST_AFTER), -1) if _where(cover, at)), None)
        else:
            continue
        if begin is None:
            continue
        end = next((at for at in range(place + 1, len(tokens)) if cover.paused(at)), len(tokens))
        asks = [start for start in asks_at(cover) if not begin <= start < place and not _of_me(tokens, start)]
        # It is told beside a question, and ends where that begins.
        end = min([end, *(start for start in asks if start > place)])
        if any(not begin <= start < end for start in asks):
            return range(begin, end)
    return NOTHING


def _where_mine(cover: Cover) -> range:
    """The tokens that say who of theirs is in a place that was just named (« et à Montrouge où vit ma sœur ? »)."""
    tokens = cover.text.tokens
    for one in cover.mentions:
        words = [token.text for token in tokens[one.end : one.end + 4]]
        if len(words) == 4 and words[0] == OR and words[2] in OF_SPEAKER and words[1] not in INSIDE and names(one):
            asked = (start for start in asks_at(cover) if start > one.end)
            return range(one.end, next(asked, len(tokens)))
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
    asks = next(iter(asks_at(cover)), len(tokens) if cover.text.asks else 0)
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
    after = [one for one in cover.mentions if one.start >= end]
    # « Je suis fan de rugby, qui a gagné ? » is not of ours for sure.
    asked = any(sense.anchor and sense.weight >= SURELY_OURS for one in after if not names(one) for sense in one.senses)
    # « Je suis chauffeur, il y a quoi sur le stationnement ? » is asked of a subject, whatever somebody does.
    if any(names(one) and names_a_topic(one) for one in after):
        asked, ours = True, False
    tells = odd or any(one.weight > 0 for one in told if one.start >= begin)
    return range(begin, end) if tells and not ours and (asked or not odd) else NOTHING


def names_a_topic(mention: Mention) -> bool:
    """Whether a mention names what others are about, by a common noun (« le stationnement »)."""
    record = mention.senses[0].record
    return record is not None and not record.type.within and record.name[:1].islower()


def supposes(cover: Cover) -> bool:
    """Whether a message begins with what is to be supposed of what it asks (« Si l’on divise… », « En divisant… »)."""
    first, second = cover.text.words[:2] if len(cover.text.tokens) > 1 else ("", "")
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
        # « Pourriez-vous m’indiquer, commune par commune, les montants ? » asks for those of each.
        narrows = any(other.role in NARROWING for other in said)
        if end > one.end and not asks and not narrows and not any(map(names, said)):
            return range(one.end, end)
    return NOTHING


def is_common(mention: Mention, place: range) -> bool:
    """Whether a name there is one of common nouns, which tell of whoever asks (« revue d’urbanisme », « adjoint délégué
    au numérique »)."""
    record = mention.senses[0].record
    if record is None or mention.start not in place:
        return False
    by_name = any(word in mention.form for word in fold(record.name).replace("-", " ").split())
    # « Le 93 » and « la JSSP » are names.
    described = mention.end - mention.start > 1 and not (record.type.parent or by_name)
    return record.name[:1].islower() or described


def elsewhere(
    kept: Sequence[Said],
    main: int,
    cover: Cover,
    refers: Callable[[Mention], Iterable[str]],
    is_place: Callable[[Mention], bool],
) -> bool:
    """Whether a question is of another place than the one its author comes from, of what is in another (« élu de
    Sceaux, je voudrais les projets de Montreuil ») or of all, and does not point back there (« … ceux de ma ville »).
    """
    if any(token.text in OURS for token in cover.text.tokens[main:]):
        return False
    after = [one.mention for one in kept if one.mention.start >= main]
    if any(one.role in ("pronom", "autres", "semblable") or refers(one) for one in after):
        return False
    if any(is_place(one) or one.role == "tout" for one in after):
        return True
    told = {sense.record for one in kept if one.mention.start < main for sense in one.mention.senses}
    records = (sense.record for one in after for sense in one.senses if sense.record is not None)
    return any(_lies(record, told) for record in records)


def _lies(record: Record, told: Container[Record | None]) -> bool:
    """Whether something belongs to what lies in a place and was not told."""
    held = (value for value in record.values.values() if isinstance(value, Record))
    return any(one.type.within and one not in told for one in held)


def points_into(opening: range, cover: Cover, refers: Callable[[Mention], Iterable[str]]) -> bool:
    """Whether what follows an introduction points back to what somebody does (« formateur 3D, … là-dessus »)."""
    pointed = {kind for one in cover.mentions if one.start >= opening.stop for kind in refers(one)} if opening else ()
    named = (one.senses[0].record for one in cover.mentions if one.start in opening)
    return bool(pointed) and any(record is not None and record.type.name in pointed for record in named)


def _of_me(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word that may ask begins what is told of whoever writes (« …, à laquelle | je reste attaché »)."""
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return tokens[place].text in WHERE and place > 0 and after in SPEAKING


def _where(cover: Cover, place: int) -> bool:
    """Whether a clause about the name before begins at a token."""
    return cover.text.tokens[place].text in WHERE | TO_WHICH and cover.paused(place)


def asks_at(cover: Cover) -> list[int]:
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
        replace(one, excluded=True)
        if one.mention.start in opening and names(one.mention) and one.mention.mask & kind
        else one
        for one in said
    )
