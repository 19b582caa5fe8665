"""Where clauses begin within a sentence: those that ask by their order, those said in passing or to give a reason."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.facts.records import Record
from bot.french.speaker import BEFORE_VERBS, OF_SPEAKER, SPEAKING, TO_SPEAKER
from bot.french.text import Text
from bot.french.verbs import DOING_NEXT, HAD, HAVING_DONE, INVERTED
from bot.french.words import (
    ADDING,
    AND,
    AS,
    AS_MUCH_AS,
    AS_WELL,
    BY_DOING,
    DEFINITE,
    DENYING_VERB,
    FRAMING,
    GERUND,
    GIVEN,
    GRANTED,
    INFINITIVES,
    INTERROGATIVES,
    IS,
    OBJECTS,
    OF,
    OF_ONE,
    PLEADING,
    PURPOSES,
    SUBJECTS_AFTER,
    THAT,
    THEIR,
    THESE_ONES,
    WHERE,
    WHO,
)
from bot.understanding.mention import Cover, Mention, names
from bot.understanding.weighing import Argument

QUESTIONING = ("question", "verification")
ASKING = (*QUESTIONING, "ouverture")
"""Roles of words that make a sentence ask."""
MOST_SMALL = 3
"""Words that say too little to be a question that « et » joins to something else."""
ITS = OBJECTS | THEIR
"""Words before a noun that is asked for beside another."""
MOST_PASSING = 8
"""Words between « et » and what it joins that are said in passing at most."""
MOST_SUBJECT = 8
"""Words of the subject of a participle at most (« notre centre communal d’action sociale souhaitant… »)."""
BEFORE_SUBJECT = OF_SPEAKER | DEFINITE
"""Words with which it begins."""
ADDED = "+"
"""The sign for « et » in a hurried message (« nb de projets + nb de villes »)."""
OF_THE_ONE = frozenset(("l", "le", "la"))
"""Pronouns of the one thing that was told."""
LEAST_BEFORE = 5
"""Words of what a reason is given of at least."""
SURELY = 0.4
"""Weight from which a word that ends like a participle is one of ours (« montant », « représentant »)."""


def inverted(text: Text) -> Iterator[int]:
    """The places of the verbs that ask by what stands after them (« appartient-elle », « dois-je »), or before (« et
    qu’a eu Sceaux ? »)."""
    tokens, raw = text.tokens, text.raw
    for place in range(1, len(tokens)):
        token, verb = tokens[place], tokens[place - 1].text
        if verb in THAT and token.text in HAD and (place == 1 or tokens[place - 2].text in AND):
            yield place
        if token.text not in SUBJECTS_AFTER:
            continue
        if verb == "t" and place > 1:
            # « Figure-t-il »
            yield place - 2
        elif raw[token.start - 1] == "-" or verb in INVERTED:
            yield place - 1


def is_added(text: Text, place: int) -> bool:
    """Whether a token is the sign that adds another thing."""
    return text.raw[text.tokens[place].start] == ADDED


def asks(part: Argument) -> bool:
    """Whether a sentence asks: by its words, or by its mark."""
    return part.cover.text.asks or any(one.mention.role in ASKING for one in part.said)


def asks_in_words(part: Argument) -> bool:
    """Whether a sentence asks by its words alone, or their order."""
    text = part.cover.text
    return (
        any(one.mention.role in QUESTIONING for one in part.said)
        or bool(asked(text))
        or next(inverted(text), None) is not None
    )


def compares_what_was_told(left: Argument, right: Argument) -> bool:
    """Whether what comes after a pause asks which of two told before it has the most (« le judo ou le club de bridge, |
    qui a eu le plus ? »)."""
    told = any(one.mention.role == "alternative" for one in left.said) and not asks_in_words(left)
    named = any(names(one.mention) for one in right.said)
    return told and not named and any(one.mention.role == "superlatif" for one in right.said)


def asks_which(text: Text) -> bool:
    """Whether a question begins by asking which was told of before it (« d’un même territoire : quel est-il ? »)."""
    verb = next(inverted(text), None)
    return verb == 1 and text.tokens[verb].text in IS


def says_of_first(words: Sequence[str], place: int) -> bool:
    """Whether « qui » says of the noun before it something of what was asked for first (« la subvention la plus élevée
    et la ville | qui l’a reçue »)."""
    qualified = words[place : place + 1] == [WHO] and place > 1 and words[place - 2] in DEFINITE
    return qualified and not OF_THE_ONE.isdisjoint(words[place + 1 : place + 2])


def continues_relative(words: Sequence[str], place: int) -> bool:
    """Whether « qui », after « et », says more of those of whom it is said already (« ceux qui ont eu une aide en 2022
    et | qui n’en ont pas eu en 2023 », « les clubs qui ont eu… et | qui n’ont rien eu… »)."""
    denied = not DENYING_VERB.isdisjoint(words[place + 1 : place + 2])
    heads = (at for at, word in enumerate(words[:place]) if at and word == WHO)
    told = any(words[at - 1] in THESE_ONES or (denied and at > 1 and words[at - 2] in DEFINITE) for at in heads)
    return told and words[place - 1 : place + 1] == [*AND, WHO]


def resumed(cover: Cover, place: int) -> int:
    """Where what « et » joins begins, after what is said in passing (« et, si c’est possible, la date »)."""
    after = place + 1
    if cover.text.tokens[place].text not in AND or not cover.paused(after):
        return place
    reach = range(after + 1, min(len(cover.text.tokens), after + MOST_PASSING + 1))
    return next(filter(cover.paused, reach), place)


def ends_insertion(cover: Cover, place: int, asks: int) -> bool:
    """Whether what ends at a pause was only put in (« Quels sont, commune par commune, | les projets »).

    What a list holds begins with an article.
    """
    before = next((at for at in range(place - 1, asks, -1) if cover.paused(at)), None)
    return before is not None and cover.text.tokens[before].text not in ITS | ADDING


def participle_reason(cover: Cover) -> int | None:
    """Where the reason begins that ends a sentence, told by a participle (« …, ma mairie voulant s’en inspirer »)."""
    words = cover.text.words if cover.pauses else []
    for place in cover.pauses:
        if not LEAST_BEFORE <= place < len(words) - 2 or words[place] not in BEFORE_SUBJECT:
            continue
        reach = range(place + 1, min(len(words), place + MOST_SUBJECT))
        if any(words[at].endswith(GERUND) and words[at - 1] not in BY_DOING and _states(cover, at) for at in reach):
            return place
    return None


def _states(cover: Cover, place: int) -> bool:
    """Whether a word is none of our subject, and no part of one."""
    return all(
        not one.start <= place < one.end or one.role == "courant" or one.weight < SURELY for one in cover.mentions
    )


def paired(words: Sequence[str]) -> Iterator[int]:
    """The places of the words that begin the first of two (« tant le nombre que la liste », « aussi bien … que »)."""
    for place, pair in enumerate(pairwise((*words, ""))):
        if pair[0] in AS_WELL or pair == AS_MUCH_AS:
            yield place


def asked(text: Text) -> list[int]:
    """The places of the words that ask, whatever expression they are part of (« dans quel », « à quoi sert »)."""
    words = text.words
    return [place for place, word in enumerate(words) if word in INTERROGATIVES or (word in WHERE and not place)]


def granted(cover: Cover) -> int | None:
    """Where the clause begins that asks, after what is taken for granted (« Puisque 20 communes ont gagné, | … »)."""
    words = cover.text.words[:2]
    if words[:1] and (words[0] in GRANTED or tuple(words) in GIVEN):
        pauses = (place for place in range(LEAST_BEFORE, len(cover.text.tokens)) if cover.paused(place))
        return max(pauses, default=None)
    return None


def presumes(cover: Cover) -> bool:
    """Whether a sentence begins with what it takes for granted (« comme Courtois présidait, … »)."""
    words = [token.text for token in cover.text.tokens[:2]]
    return bool(cover.pauses) and (words[0] in (*GRANTED, AS) or tuple(words) in GIVEN)


def is_of_a_place(mention: Mention) -> bool:
    """Whether a mention names a place, what narrows a question, or what belongs to a place."""
    records = [sense.record for sense in mention.senses if sense.record is not None]
    owners = [value for record in records for value in record.values.values() if isinstance(value, Record)]
    return any(one.type.within or one.type.narrows for one in (*records, *owners))


def framed(cover: Cover) -> tuple[int, int] | None:
    """Where the noun of what something is asked for ends, and where the clause begins that asks (« dans le cadre d’une
    note | à Sceaux, | quels… », « aux fins d’archivage, | qui… »); what is ours is no such thing (« dans le cadre d’un
    projet de Sceaux, … »)."""
    if not cover.pauses:
        return None
    words = tuple(cover.text.words)
    opening = next((one for one in FRAMING if words[: len(one)] == one), ())
    begun = len(opening)
    if not begun or OF.isdisjoint(words[begun : begun + 1]):
        return None
    has_article = not OF_ONE.union(OF_SPEAKER).isdisjoint(words[begun + 1 : begun + 2])
    noun = begun + 1 + has_article
    if len(words) <= noun or not (has_article or opening in PURPOSES):
        return None
    pauses = filter(cover.paused, range(noun + 1, len(words)))
    asking = {*asked(cover.text), *inverted(cover.text), *(one.start for one in cover.mentions if one.role in ASKING)}
    # « …, pourriez-vous », « …, de quels projets » and « …, merci d’indiquer » ask.
    begins = (place for place in pauses if words[place] in PLEADING or not asking.isdisjoint((place, place + 1)))
    ours = any(sense.anchor for one in cover.mentions if one.start <= noun < one.end for sense in one.senses)
    place = None if ours else next(begins, None)
    return None if place is None else (noun + 1, place)


def speaker_verbs(text: Text) -> Iterator[int]:
    """The places of the verbs of what whoever writes does, or is done to them (« j’aurais | dit », « on me l’avait |
    dit », « je vais les | appeler »)."""
    words = text.words

    def after(place: int) -> int:
        return next((at for at in range(place + 1, len(words)) if words[at] not in BEFORE_VERBS), place)

    for place, word in enumerate(words):
        if word not in SPEAKING | TO_SPEAKER:
            continue
        verb = after(place)
        if words[verb] in HAVING_DONE:
            yield min(verb + 1, len(words) - 1)
        elif words[verb] in DOING_NEXT and words[after(verb)].endswith(INFINITIVES):
            yield after(verb)
        elif not words[verb].endswith(INFINITIVES):
            # « Je préférerais m’entretenir avec un agent » wishes for it.
            yield verb
