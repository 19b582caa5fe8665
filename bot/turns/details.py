"""What is asked of a thing that is none of what an answer tells of it (« qui entretient le lavoir ? », « quelle marque,
le smart parking ? »)."""

from collections.abc import Container, Iterator, Sequence
from functools import reduce
from operator import or_

from bot.facts.records import Record
from bot.french.text import fold
from bot.french.words import (
    AND,
    ARTICLES,
    DENYING_VERB,
    HOW_MANY,
    LIKE,
    OF,
    OF_ONE,
    THAT,
    THE_SEVERAL,
    WHAT_THING,
)
from bot.turns.asked_for import (
    BEFORE_NOUN,
    CALLED,
    HOW,
    IS_IT,
    MOST_CALLED,
    OF_THEM,
    WHEN_HOW_OR_WHY,
    WHICH,
    Words,
    back_over,
    is_asked,
    is_checked,
    is_counted,
    words_of,
)
from bot.turns.clauses import asks, asks_in_words
from bot.understanding.meanings import Meanings
from bot.understanding.mention import Mention, names
from bot.understanding.reading import Candidate, Said
from bot.understanding.roles import OPENING, ORDINARY
from bot.understanding.rules import Terms
from bot.understanding.weighing import Argument

LEAST = 0.25
"""Weight from which a word says something of what is asked."""
LEAST_LETTERS = 5
"""Letters from which a word that means nothing to us does."""
WHICH_OR_WHAT = WHICH.union(WHAT_THING) | LIKE | HOW_MANY
"""Words before the kind of things of which it is asked which there are."""
SOME = OF_ONE | OF | THE_SEVERAL | WHICH | HOW_MANY
"""Words before what is any of a kind (« un chatbot », « des ambassadeurs »)."""
OF_THE_ONE = frozenset(("de", "d", "du"))
"""Words between what is asked for and the one thing that it is of."""
LEAST_BEFORE = 2
"""Words at least before a thing of which something is asked for."""
FRAMING_NOUNS = frozenset(
    [
        "truc",
        "histoire",
        "affaire",
        "cas",
        "mois",
        "gens",
        "sein",
        "cadre",
        "niveau",
        "titre",
        "fait",
        "propos",
        "sujet",
        "compte",
        "lieu",
        "milieu",
        "cours",
        "long",
        "reste",
        "suite",
        "autre",
        "fin",
        "lors",
        "nom",
        "biais",
        "profit",
    ]
)
"""Nouns before a thing that say nothing of it (« l’histoire du lavoir »)."""
SUBJECTS = frozenset(("il", "elle", "ca", "cela", "ils", "elles"))
"""Pronouns before what the thing just told of does."""
THERE_IS = ("y", "a")
"""Words before what there may be (« y a-t-il de la formation »)."""
RESUMING = "reprise"
"""The role of words that stand for the one of somebody (« celui de Sceaux »)."""


def points_to(
    things: Sequence[Record], read: Candidate, said: Sequence[Said], argument: Argument, meanings: Meanings
) -> bool:
    """Whether a message is about some things of a kind, by their name or as whose they are (« le projet de Sceaux »,
    « celui de Sceaux »), and not about whether there are any or who has them."""
    words = words_of(argument)
    kind = meanings.record_masks[things[0].type.name]
    kinds = [one.mention for one in argument.said if meanings.sought(one.mention) == kind]
    if any(words[one.start - 1] in OF_ONE and one.start for one in kinds):
        # « Y a-t-il un projet sur les livraisons ? »
        return False
    if names_one_of(things, read, said, words) or any(_governing(things, kind, argument, meanings)):
        return True
    owners = owners_of(things)
    of_owner = len(owners) == 1 and any(means(one.mention, owners) for one in said)
    return of_owner and (
        is_theirs(argument, kind, meanings) or any(one.mention.role == RESUMING for one in argument.said)
    )


def is_theirs(argument: Argument, kind: int, meanings: Meanings) -> bool:
    """Whether a message speaks of the thing of a kind that somebody has (« le projet de Sceaux »)."""
    words = words_of(argument)
    kinds = (one.mention for one in argument.said if meanings.sought(one.mention) == kind)
    return any(one.start and words[one.start - 1] in OF_THEM for one in kinds)


def names_one_of(things: Sequence[Record], read: Candidate, said: Sequence[Said], words: Sequence[str]) -> bool:
    """Whether a message is about some things by their name, or by what only one is about."""
    about = [*things]
    if len(things) == 1:
        about += [one for value in things[0].values.values() if isinstance(value, tuple) for one in value]
    anew = any(names(one.mention) and not one.borrowed for one in said)
    for one in said:
        mention = one.mention
        if not means(mention, about if one.borrowed and not anew else things):
            if not one.borrowed and means(mention, about) and _is_of_title(mention, things[0], words):
                return True
            continue
        if one.borrowed:
            if not one.spare or read.requires(mention.mask):
                return True
            continue
        article = mention.start == 0 or words[mention.start] in ARTICLES
        if (article or words[mention.start - 1] not in SOME) and not _is_there(words, mention.start):
            return True
    return False


def _is_of_title(mention: Mention, thing: Record, words: Sequence[str]) -> bool:
    """Whether what a thing is about is named as in its title, and as the one known (« la 3D »)."""
    title = fold(thing.name).replace("-", " ").split()
    told = words[mention.start : mention.end]
    article = told[0] in ARTICLES or (mention.start > 0 and words[mention.start - 1] in ARTICLES)
    return article and all(word in title or word in ARTICLES for word in told)


def owners_of(things: Sequence[Record]) -> list[Record]:
    """Whose some things are."""
    owned = (value for thing in things for value in thing.values.values() if isinstance(value, Record))
    return list(dict.fromkeys(owned))


def _is_there(words: Sequence[str], place: int) -> bool:
    """Whether what begins at a token is told to be there, or asked for (« il y a de la formation »)."""
    before = back_over(words, place - 1, ARTICLES | OF | {"t", "il", "un", "une"})
    return tuple(words[max(0, before - 1) : before + 1]) == THERE_IS


def means(mention: Mention, records: Container[Record]) -> bool:
    """Whether a mention names one of some records."""
    return any(sense.record is not None and sense.record in records for sense in mention.senses)


def asks_a_detail(
    argument: Argument, things: Sequence[Record], tells: Terms, required: int, meanings: Meanings
) -> bool:
    """Whether a message asks of what it is about something that an answer does not tell.

    Args:
        argument: the message.
        things: what it is about.
        tells: the words that ask for what the answer tells, and those that say nothing more.
        required: the features of what its rule cannot do without.
        meanings: the kinds of things that words ask for.
    """
    owners = owners_of(things)
    called = [word for one in (*things, *owners) for word in fold(one.name).replace("-", " ").split()]
    asking = reduce(or_, tells.required, 0)
    kind = meanings.record_masks[things[0].type.name]
    strange = [
        one
        for one in _strange(argument, tells.explains, required)
        if not _is_called(one, called, argument) and not _is_done_by(one, owners, asking, argument, meanings)
    ]
    if not asks(argument):
        return False
    if _does_something(things, tells.explains, required, argument):
        return True
    if any(_says_else(one, tells.explains, argument) for one in _governing(things, kind, argument, meanings)):
        return True
    if not strange:
        return False
    said = [one.mention for one in argument.said if not names(one.mention)]
    which = (one for one in said if meanings.sought(one) == kind)
    told = any(one.mask & asking for one in said) or any(_asks_which(one, argument) for one in which)
    # « Dites-moi le projet de Sceaux » asks for no more than it names.
    told = told or _asks_what(argument, strange) or _requests(argument)
    return not told or any(is_asked(one, argument) or is_checked(one, argument) for one in strange)


def _requests(argument: Argument) -> bool:
    """Whether a message asks by no word but those that open a request (« dites-moi le projet de Sceaux »)."""
    if argument.cover.text.asks:
        return False
    return any(one.mention.role == OPENING for one in argument.said) or not asks_in_words(argument)


def _governing(things: Sequence[Record], kind: int, argument: Argument, meanings: Meanings) -> Iterator[Words]:
    """The words for what is asked for of a thing (« la clé du lavoir », « le mail de celui de Sceaux »)."""
    words, others = words_of(argument), argument.cover.mentions
    for one in argument.said:
        mention = one.mention
        itself = means(mention, things) or meanings.sought(mention) == kind
        if mention.start < LEAST_BEFORE or not (itself or mention.role == RESUMING or mention.how == "ordinal"):
            continue
        place = mention.start - 1
        place -= words[place] in ARTICLES
        if words[place] not in OF_THE_ONE:
            continue
        head = next((other for other in others if other.end == place), None)
        if head is not None and (names(head) or meanings.sought(head) == kind):
            continue
        start = place - 1 if head is None else head.start
        named = any(names(other) and other.end == start for other in others)
        if words[start - 1] in OF_THEM or (not named and start > 1 and words[start - 2] in OF_THEM):
            yield Words(start, place)


def _does_something(things: Sequence[Record], tells: int, required: int, argument: Argument) -> bool:
    """Whether it is asked if a thing does what is else asked of who does it (« le kiosque remplace la mairie ? »)."""
    words = words_of(argument)
    if asks_in_words(argument) or not WHICH_OR_WHAT.isdisjoint(words):
        return False
    things_end = {
        one.mention.end for one in argument.said if means(one.mention, things) or one.mention.how == "ordinal"
    }
    return any(
        words[one.mention.start] not in DENYING_VERB
        and one.mention.mask & required
        and not one.mention.mask & tells
        and not one.mention.role
        and not names(one.mention)
        for one in argument.said
        if one.mention.start in things_end or (one.mention.start > 0 and words[one.mention.start - 1] in SUBJECTS)
    )


def _says_else(one: Words, tells: int, argument: Argument) -> bool:
    """Whether some words say something which is none of what is told, however little they weigh."""
    mention = next((other for other in argument.cover.mentions if other.start == one.start), None)
    if mention is None:
        return one.start in argument.cover.unknown and len(argument.cover.text.tokens[one.start].text) >= LEAST_LETTERS
    if mention.role is not None and mention.role not in ORDINARY:
        return False
    if not mention.weight:
        # « Le prix du lavoir », but not « l’histoire du lavoir ».
        words = argument.cover.text.words
        return words[one.start] not in FRAMING_NOUNS and one.start > 0 and words[one.start - 1] in OF_THEM
    return not names(mention) and not mention.mask & tells


def _strange(argument: Argument, tells: int, required: int) -> Iterator[Words]:
    """The words of a message that say something which is none of what is told, and are no part of a name."""
    words = words_of(argument)
    for one in argument.said:
        mention = one.mention
        little = one.weight < LEAST and not (one.weight and mention.role in ORDINARY and is_counted(mention, words))
        if little or names(mention) or mention.start < 0 or WHICH.issuperset(words[mention.start : mention.end]):
            continue
        # An everyday word says something else, even where its rule asks for one.
        told = tells if mention.role in ORDINARY else tells | required
        says = all(not sense.mask & told for sense in mention.senses if sense.weight >= LEAST)
        by_itself = words[mention.start] in WHEN_HOW_OR_WHY
        begins_by_how = words[mention.start] in HOW and back_over(words, mention.start - 1, AND) < 0
        if begins_by_how and not CALLED.isdisjoint(words[: mention.start + MOST_CALLED]):
            # « Comment s’appelle le directeur ? »
            continue
        if (says or begins_by_how) and (by_itself or not _begins_a_name(mention.start, mention.end, argument)):
            yield Words(mention.start, mention.end)
    for place in argument.cover.unknown:
        if len(words[place]) >= LEAST_LETTERS and not _begins_a_name(place, place + 1, argument):
            yield Words(place, place + 1)


def _begins_a_name(start: int, end: int, argument: Argument) -> bool:
    """Whether some words are what a name is called with (« le site Grandparisjeunes », « Snat Mandé »)."""
    before = argument.cover.text.tokens[start - 1].text if start else ""
    named = any(one.start == end and names(one) for one in argument.cover.mentions)
    return named and (not before or before in OF_THEM or before in OF_ONE or before in OF)


def _is_called(one: Words, called: Sequence[str], argument: Argument) -> bool:
    """Whether some words are of the name of a thing, or the beginning of one (« issy les moul »)."""
    words = words_of(argument)[one.start : one.end]
    return all(any(name.startswith(word) for name in called) for word in words)


def _is_done_by(one: Words, owners: Container[Record], places: int, argument: Argument, meanings: Meanings) -> bool:
    """Whether what some words say is done by those who have something (« que font les gens de Rosny »)."""
    for other in argument.cover.mentions:
        if other.start < one.end or not (other.weight or other.role == RESUMING):
            continue
        place = bool(other.mask & places and meanings.sought(other)) and not other.role
        return other.role != RESUMING and (means(other, owners) or place)
    return False


def _asks_which(mention: Mention, argument: Argument) -> bool:
    """Whether it is asked which of a kind is meant (« quel est leur projet », « quoi comme projet »)."""
    words = words_of(argument)
    place = back_over(words, mention.start - 1, BEFORE_NOUN)
    what = place >= 0 and words[place] in THAT and words[place + 1] in IS_IT
    return what or (place >= 0 and words[place] in WHICH_OR_WHAT)


def _asks_what(argument: Argument, strange: Sequence[Words]) -> bool:
    """Whether a message asks what something is, and of nothing that is strange (« leur truc, c’est quoi »)."""
    words = words_of(argument)
    whats = [place for place, word in enumerate(words) if place and word in WHAT_THING and words[place - 1] in IS_IT]
    starts = {one.start for one in strange}
    after = (next((at for at in range(what + 1, len(words)) if words[at] not in BEFORE_NOUN), -1) for what in whats)
    return any(place not in starts for place in after)
