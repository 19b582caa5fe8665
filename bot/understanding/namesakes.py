"""Words that name something of ours and are of another thing: a street, a family, an age, a fund of somebody else; and
words of another subject that are a part of a name of ours."""

from itertools import pairwise

from msgspec.structs import replace

from bot.french.inflection import stem
from bot.french.text import words_of
from bot.french.words import ARTICLES, OF, STOPS, STREETS, THE, UNITS
from bot.understanding.mention import Cover, Mention, Sense, names
from bot.understanding.scoring import UNKNOWN_WEIGHT

STREET_OF = 2
"""Words between what a street is called and its name (« rue de X »)."""
THIS_ONE = THE | {"du", "au", "ce", "cet", "cette"}
"""Words before what is the only one of its name."""
TITLES = frozenset(("m", "mr", "mme", "mlle"))
"""Words before the name of somebody."""
ANOTHER = "nom d’autre chose"
"""What a word of ours is in the name of something else."""


def of_streets(mentions: tuple[Mention, ...], cover: Cover) -> tuple[Mention, ...]:
    """The mentions of a message, without the names of places that streets are called after (« rue de Bezons »), or
    somebody (« Mme Sceaux »), and without the stops that only say where in a place (« à Sceaux, RER Robinson »)."""
    if cover.words.isdisjoint(STREETS | TITLES | STOPS):
        return mentions
    tokens = cover.text.tokens
    stops = [one.start for one in mentions if _is_stop(one, cover)]
    mentions = tuple(
        [
            one
            for one in mentions
            if not _is_of_somebody(one, cover) and one.start not in stops and one.start - 1 not in stops
        ]
    )
    return tuple(
        one
        for one in mentions
        if not names(one)
        or one.start < STREET_OF
        or tokens[one.start - 1].text not in OF
        or tokens[one.start - 2].text not in STREETS
    )


def _is_stop(one: Mention, cover: Cover) -> bool:
    """Whether a word apart is what a stop is called by, right before its name with its capital."""
    tokens = cover.text.tokens
    if tokens[one.start].text not in STOPS or one.end >= len(tokens) or not cover.paused(one.start):
        return False
    return not cover.paused(one.end) and cover.text.raw[tokens[one.end].start].isupper()


def _is_of_somebody(one: Mention, cover: Cover) -> bool:
    """Whether what may be a place is a part of somebody's name (« Mme Sceaux », « rue Marcel Cachin »)."""
    return _is_family(one) and (_is_titled(one, cover) or (one.quality < 1 and _is_of_street(one, cover)))


def _is_of_street(one: Mention, cover: Cover) -> bool:
    """Whether a word with its capital comes after another and what a street is called by."""
    before = cover.text.tokens[max(0, one.start - STREET_OF) : one.start + 1]
    capitals = all(cover.text.raw[token.start].isupper() for token in before[1:])
    return len(before) > STREET_OF and before[0].text in STREETS and capitals


def _is_family(one: Mention) -> bool:
    """Whether a mention names but places, after which families are called too."""
    return names(one) and all(sense.record is not None and sense.record.type.parent for sense in one.senses)


def _is_titled(one: Mention, cover: Cover) -> bool:
    """Whether a name with its capital comes right after the title of somebody."""
    tokens, raw = cover.text.tokens, cover.text.raw
    if not one.start or tokens[one.start - 1].text not in TITLES or not raw[tokens[one.start].start].isupper():
        return False
    between = cover.text.before(one.start)
    # « M.I.C », « Bonjour Mme, Sceaux… »
    return between.isspace() if len(tokens[one.start - 1].text) > 1 else between == ". "


def of_others(mentions: tuple[Mention, ...], cover: Cover) -> tuple[Mention, ...]:
    """The mentions of a message, with those of our subject that are the beginning of another's name (« le Fonds Vert »,
    « le fonds social ») as words of another subject."""
    tokens, raw = cover.text.tokens, cover.text.raw
    before = [one for one in mentions if one.end < len(tokens) for sense in one.senses if sense.anchor]
    if not before:
        return mentions
    ours = {one.start for one in mentions if one.weight and one.role != "courant" and not one.senses[0].foreign}
    # « Le plus gros fonds de concours » is of ours, where that is what a column says.
    strange = {*cover.unknown, *(one.start for one in mentions if one.senses[0].foreign and not names(one))}

    def begins_another(one: Mention) -> bool:
        if one.end in ours or names(one) or not raw[tokens[one.end - 1].end : tokens[one.end].start].isspace():
            return False
        if raw[tokens[one.end].start].isupper() and not raw.isupper():
            return any(token.text in THIS_ONE for token in tokens[max(0, one.start - 1) : one.start + 1])
        # « Le fonds d’urgence »: what is known with its article is the only one.
        return tokens[one.start].text in THE and one.end + (tokens[one.end].text in OF) in strange

    others = {one.start for one in before if begins_another(one)}
    return tuple([as_foreign(one) if one.start in others else one for one in mentions]) if others else mentions


def as_foreign(one: Mention) -> Mention:
    """A word of ours in the name of something else, which weighs as much as an unknown word more."""
    weight = one.weight + UNKNOWN_WEIGHT
    return replace(one.meaning((Sense(ANOTHER, 0, weight, foreign=True),)), weight=weight)


def in_names(mentions: tuple[Mention, ...], cover: Cover) -> tuple[Mention, ...]:
    """The mentions of a message, without those of other subjects that are a part of what is named right after them
    (« les deux crèches, Ti Babas et Marmailles du Lagon »)."""
    if not [one for one in mentions if one.senses[0].foreign] or not any(map(names, mentions)):
        return mentions
    weighty = [one for one in mentions if one.weight > 0]
    words = cover.text.words
    joined = [(one, after) for one, after in pairwise(weighty) if ARTICLES.issuperset(words[one.end : after.start])]
    apart = {one for one, after in joined if one.senses[0].foreign and _is_in_name(one, after, cover)}
    return tuple([one for one in mentions if one not in apart]) if apart else mentions


def _is_in_name(one: Mention, named: Mention, cover: Cover) -> bool:
    """Whether all that is named by a mention has the words of another in its name, in whatever number."""
    words = {stem(token.text) for token in cover.text.tokens[one.start : one.end]}
    records = [sense.record for sense in named.senses if sense.record is not None]
    return bool(records) and all(words <= {stem(word) for word in words_of(record.name)} for record in records)


def of_measures(mentions: tuple[Mention, ...], cover: Cover) -> tuple[Mention, ...]:
    """The mentions of a message, without the numbers that are names of places but count something (« à 78 ans »)."""
    if cover.words.isdisjoint(UNITS):
        return mentions
    tokens = cover.text.tokens
    return tuple(
        one
        for one in mentions
        if not names(one)
        or not tokens[one.start].text.isdigit()
        or one.end >= len(tokens)
        or tokens[one.end].text not in UNITS
    )
