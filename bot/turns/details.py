"""What is asked of a thing that is none of what an answer tells of it (« qui entretient le lavoir ? », « quelle marque,
le smart parking ? »)."""

from collections.abc import Container, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from bot.facts.records import Record
from bot.french.speaker import BEFORE_VERBS
from bot.french.text import fold
from bot.french.verbs import AUXILIARIES
from bot.french.words import (
    ARTICLES,
    HOW_MANY,
    IS,
    LIKE,
    OF,
    OF_ONE,
    THAT,
    THE_SEVERAL,
    THEIR,
    WHAT_THING,
    WHICH_PLURAL,
    WHICH_SINGULAR,
    WHO,
    WHO_TEXTED,
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
WHICH = WHICH_SINGULAR | WHICH_PLURAL | {"quele", "quelles", "kel", "kelle", "kels", "kelles"}
IS_IT = IS | {"c", "etait", "cest", "sera", "serait"}
"""Words before « quoi » that ask what something is."""
OF_THEM = ARTICLES | THEIR | {"du", "au", "ce", "cette", "mon", "ma", "notre", "nos", "votre", "vos"}
"""Words before the one that somebody has."""
RANK = [""]
"""What stands for a word that tells a rank, which says nothing of what is asked."""
BEFORE_NOUN = IS_IT | OF_THEM | OF | {"donc", "deja", "euh", "deux", "2", *RANK}
"""Words between « quel » and what is asked for (« quelle est la surface »)."""
WHICH_OR_WHAT = WHICH.union(WHAT_THING) | LIKE | HOW_MANY
"""Words before the kind of things of which it is asked which there are."""
WHOSE = frozenset((WHO, WHO_TEXTED))
BEFORE_WHO = (
    IS_IT | WHOSE | OF | {"et", "alors", "mais", "donc", "a", "par", "pour", "sait", "savoir", "sais", "euh", "ce"}
)
"""Words before « qui » that ask; after others it says something of a noun (« le truc qui répond »)."""
AFTER_WHO = (
    WHOSE | BEFORE_VERBS | AUXILIARIES | {"s", "se", "va", "vont", "peut", "peuvent", "doit", "doivent", "veut", "ce"}
)
"""Words between « qui » and the verb of what somebody does (« qui va l’entretenir »)."""
SOME = OF_ONE | OF | THE_SEVERAL | WHICH | HOW_MANY
"""Words before what is any of a kind (« un chatbot », « des ambassadeurs »)."""
THERE_IS = ("y", "a")
"""Words before what there may be (« y a-t-il de la formation »)."""
MISSPELT = ("distance", "sound")
"""How is found what a message does not write."""
RESUMING = "reprise"
"""The role of words that stand for the one of somebody (« celui de Sceaux »)."""


class Words(NamedTuple):
    """Some words of a message, from the first token to after the last."""

    start: int
    end: int


def points_to(
    things: Sequence[Record], read: Candidate, said: Sequence[Said], argument: Argument, meanings: Meanings
) -> bool:
    """Whether a message is about some things of a kind, by their name or as whose they are (« le projet de Sceaux »,
    « celui de Sceaux »), and not about whether there are any or who has them."""
    words = _words(argument)
    kind = meanings.record_masks[things[0].type.name]
    kinds = [one.mention for one in argument.said if meanings.sought(one.mention) == kind]
    if any(words[one.start - 1] in OF_ONE and one.start for one in kinds):
        # « Y a-t-il un projet sur les livraisons ? »
        return False
    if names_one_of(things, read, said, words):
        return True
    owners = owners_of(things)
    of_owner = len(owners) == 1 and any(means(one.mention, owners) for one in said)
    return of_owner and (
        is_theirs(argument, kind, meanings) or any(one.mention.role == RESUMING for one in argument.said)
    )


def is_theirs(argument: Argument, kind: int, meanings: Meanings) -> bool:
    """Whether a message speaks of the thing of a kind that somebody has (« le projet de Sceaux »)."""
    words = _words(argument)
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
            continue
        if one.borrowed:
            if not one.spare or read.requires(mention.mask):
                return True
            continue
        article = mention.start == 0 or words[mention.start] in ARTICLES
        if (article or words[mention.start - 1] not in SOME) and not _is_there(words, mention.start):
            return True
    return False


def owners_of(things: Sequence[Record]) -> list[Record]:
    """Whose some things are."""
    owned = (value for thing in things for value in thing.values.values() if isinstance(value, Record))
    return list(dict.fromkeys(owned))


def _is_there(words: Sequence[str], place: int) -> bool:
    """Whether what begins at a token is told to be there, or asked for (« il y a de la formation »)."""
    before = _before(words, place - 1, ARTICLES | OF | {"t", "il", "un", "une"})
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
    strange = [
        one
        for one in _strange(argument, tells.explains, required)
        if not _is_called(one, called, argument) and not _is_done_by(one, owners, asking, argument)
    ]
    if not strange or not asks(argument):
        return False
    kind = meanings.record_masks[things[0].type.name]
    said = [one.mention for one in argument.said if not names(one.mention)]
    which = (one for one in said if meanings.sought(one) == kind)
    told = any(one.mask & asking for one in said) or any(_asks_which(one, argument) for one in which)
    # « Dites-moi le projet de Sceaux » asks for no more than it names.
    told = told or _asks_what(argument, strange) or _requests(argument)
    return not told or any(_is_asked(one, argument) for one in strange)


def _requests(argument: Argument) -> bool:
    """Whether a message asks by no word but those that open a request (« dites-moi le projet de Sceaux »)."""
    if argument.cover.text.asks:
        return False
    return any(one.mention.role == OPENING for one in argument.said) or not asks_in_words(argument)


def _words(argument: Argument) -> list[str]:
    """The words of a message, as they are meant."""
    words = [token.text for token in argument.cover.text.tokens]
    for one in argument.cover.mentions:
        if one.end == one.start + 1 and one.how in MISSPELT and not names(one):
            words[one.start] = one.form
        elif one.how == "ordinal":
            words[one.start : one.end] = RANK * (one.end - one.start)
    return words


def _strange(argument: Argument, tells: int, required: int) -> Iterator[Words]:
    """The words of a message that say something which is none of what is told, and are no part of a name."""
    words = _words(argument)
    for one in argument.said:
        mention = one.mention
        if (
            one.weight < LEAST
            or names(mention)
            or mention.start < 0
            or WHICH.issuperset(words[mention.start : mention.end])
        ):
            continue
        # An everyday word says something else, even where its rule asks for one.
        told = tells if mention.role in ORDINARY else tells | required
        says = all(not sense.mask & told for sense in mention.senses if sense.weight >= LEAST)
        if says and not _begins_a_name(mention.start, mention.end, argument):
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
    words = _words(argument)[one.start : one.end]
    return all(any(name.startswith(word) for name in called) for word in words)


def _is_done_by(one: Words, owners: Container[Record], places: int, argument: Argument) -> bool:
    """Whether what some words say is done by those who have something (« que font les gens de Rosny »)."""
    for other in argument.cover.mentions:
        if other.start < one.end or not (other.weight or other.role == RESUMING):
            continue
        return other.role != RESUMING and (means(other, owners) or bool(other.mask & places and not other.role))
    return False


def _asks_which(mention: Mention, argument: Argument) -> bool:
    """Whether it is asked which of a kind is meant (« quel est leur projet », « quoi comme projet »)."""
    words = _words(argument)
    place = _before(words, mention.start - 1, BEFORE_NOUN)
    what = place >= 0 and words[place] in THAT and words[place + 1] in IS_IT
    return what or (place >= 0 and words[place] in WHICH_OR_WHAT)


def _asks_what(argument: Argument, strange: Sequence[Words]) -> bool:
    """Whether a message asks what something is, and of nothing that is strange (« leur truc, c’est quoi »)."""
    words = _words(argument)
    whats = [place for place, word in enumerate(words) if place and word in WHAT_THING and words[place - 1] in IS_IT]
    starts = {one.start for one in strange}
    after = (next((at for at in range(what + 1, len(words)) if words[at] not in BEFORE_NOUN), -1) for what in whats)
    return any(place not in starts for place in after)


def _is_asked(one: Words, argument: Argument) -> bool:
    """Whether some words are those by which something is asked (« quelle surface », « qui entretient », « combien de
    places », « je voudrais connaître les fonctions »)."""
    words = _words(argument)
    if words[one.start] in WHICH:
        return True
    place = _before(words, one.start - 1, BEFORE_NOUN)
    if place >= 0 and words[place] in WHICH | HOW_MANY:
        return True
    opened = {other.end for other in argument.cover.mentions if other.role == OPENING}
    if _before(words, one.start - 1, OF_THEM) + 1 in opened and words[one.end : one.end + 1] and words[one.end] in OF:
        return True
    who = _before(words, one.start - 1, AFTER_WHO) + 1
    while who < one.start and words[who] not in WHOSE:
        who += 1
    if who == one.start:
        return False
    named = {other.end for other in argument.cover.mentions if names(other)}
    return not who or argument.cover.paused(who) or words[who - 1] in BEFORE_WHO or who in named


def _before(words: Sequence[str], place: int, small: Container[str]) -> int:
    """The last place up to one whose word is none of some small ones; -1 where there is none."""
    while place >= 0 and words[place] in small:
        place -= 1
    return place
