"""Which words of a message narrow what was asked, or ask it again, or point back to what did."""

from collections.abc import Callable, Collection, Sequence, Set
from itertools import islice, pairwise

from msgspec.structs import replace

from bot.dialogue.choosing import LIGHT, TELLING
from bot.dialogue.conversation import Conversation
from bot.dialogue.subjects import names_year
from bot.dialogue.summing import SHARES
from bot.facts.records import Record
from bot.findings.query import BODY, YEARS
from bot.french.words import (
    AMONG,
    AND,
    DENYING_VERB,
    IN,
    INSIDE_IT,
    IS_OR_WAS,
    LIKEWISE,
    NEITHER,
    NONE_OF_THEM,
    OF,
    OF_ONE,
    OF_SOME,
    OF_THEM,
    THE,
    THE_ONE,
    THE_SAME,
    THEIR,
    THOSE,
    WHICH_SINGULAR,
    WHO,
)
from bot.understanding.mention import Mention, Sense, mention, names
from bot.understanding.quantities import MOST_HAD
from bot.understanding.reading import Said
from bot.understanding.roles import DENYING
from bot.understanding.weighing import Argument

LISTING = frozenset(("liste", "listes", "nom", "noms", "lister", "listez", "nomme", "nommez"))
"""Words by which those that are told are asked for by name."""
MOST_BETWEEN = 2
"""Most words before a thing among which its article is."""
MOST_BEFORE_NONE = 3
"""Words of the beginning of a message among which its subject is."""


def narrows_only(said: Sequence[Said]) -> bool:
    """Whether all that is named narrows what is asked (« sportives »)."""
    records = _records(said)
    return bool(records) and all(record.type.narrows for record in records)


def points_to_when(one: Said) -> bool:
    """Whether what is said points to what narrowed an earlier question (« cette année-là »)."""
    return one.mention.how == "earlier" and narrows_only((one,))


def points_back(said: Sequence[Said]) -> bool:
    """Whether all that a message names is a body that it points back to (« le deuxième »)."""
    earlier = all(one.mention.how == "earlier" for one in said if names(one.mention))
    return earlier and {record.type.name for record in _records(said)} == {BODY}


def left_out_too(said: tuple[Said, ...], argument: Argument, past: Conversation) -> tuple[Said, ...]:
    """A message whose names are left out as others were (« sans les communes ? — Et les entreprises non plus »)."""
    last = tuple(argument.cover.text.words[-len(NEITHER) :])
    if last != NEITHER or not any(one.excluded for one in past.entities):
        return said
    return tuple(replace(one, excluded=True) if names(one.mention) else one for one in said)


def asked_likewise(said: tuple[Said, ...], past: Conversation) -> tuple[Said, ...]:
    """A message that asks but if it is the same of one more, where what was asked is not known, as one that asks that
    again (« qui est le maire de Sceaux ? — Et d’Antony, c’est le même ? »)."""
    same = [one for one in said if one.mention.form in THE_SAME]
    weighty = [one for one in said if one.weight > LIGHT and one not in same]
    if past.outcome != "unknown" or len(same) != 1 or len(weighty) != 1 or not names(weighty[0].mention):
        return said
    start, end = same[0].mention.start, same[0].mention.end
    again = mention(start, end, (Sense("", 0, 0.0, role="suite"),), 1.0, LIKEWISE[0], "exact")
    return tuple(Said(again, 0.0, excluded=False) if one is same[0] else one for one in said)


def asks_of_some(argument: Argument) -> bool:
    """Whether a message asks of some of what was told (« dont combien en nature ? », « combien du 94 là-dedans ? »), or
    says of all of it that it has nothing (« donc aucune n’a de projet ? »)."""
    if any(one.mention.form in INSIDE_IT for one in argument.said):
        return any(names(one.mention) for one in argument.said)
    words = [token.text for token in argument.cover.text.tokens if token.text not in AND]
    # « Ok donc aucune n’a de projet ? »
    begins = islice(pairwise(words), MOST_BEFORE_NONE)
    return next(iter(words), "") in OF_SOME or any(
        none in NONE_OF_THEM and verb in DENYING_VERB for none, verb in begins
    )


def _records(said: Sequence[Said]) -> list[Record]:
    return [sense.record for one in said for sense in one.mention.senses if sense.record is not None]


def asks_for_the_one(words: Sequence[str]) -> bool:
    """Whether a message asks for the one thing of a kind that there is (« combien d’habitants à Sceaux ? — Quel est le
    projet ? »)."""
    begins = [*words[:3], "", "", ""]
    return begins[0] in WHICH_SINGULAR and begins[1] in IS_OR_WAS and begins[2] in THE


def asks_of_theirs(
    argument: Argument, core: Sequence[Said], kinds: Callable[[Sequence[Said]], Collection[str]]
) -> bool:
    """Whether the main clause of a message is asked of things of a kind told before it: it speaks of them, or they are
    those of what was spoken of. `kinds` tells the kinds of things that words ask for."""
    # « Les trois territoires, rappelez-moi leurs projets » asks for those of territories alone.
    if any(one.mention.form in OF_THEM for one in core):
        return True
    start = min((one.mention.start for one in core), default=0)
    words = argument.cover.text.words[:start]
    # « Et ses communes membres, lesquelles sont lauréates ? »
    begin = len(AND.intersection(words[:1]))
    first = [one for one in argument.said if one.mention.start == begin + 1 and words[begin : begin + 1]]
    # « Parmi ses communes, qui est lauréat ? » asks it of those.
    return AMONG in words or (bool(first) and words[begin] in THEIR and bool(kinds(first)))


def is_of_the_one(things: Sequence[Said], weighty: Sequence[Said], words: Sequence[str]) -> bool:
    """Whether a message says nothing but that it is about one of the things that there are (« Sceaux a un projet ? —
    Parle-moi du projet », « c’est quoi, le projet ? »)."""
    starts = [one.mention.start for one in things]
    rest = (one.mention for one in weighty if one not in things)
    singular = len(starts) == 1 and starts[0] > 0 and words[starts[0] - 1] in THE_ONE
    return singular and all(mention.role == "question" for mention in rest)


def shares_other(said: Sequence[Said], merged: Sequence[Said]) -> bool:
    """Whether a message asks for the share of a body in what was asked about, or of the one spoken of in what it names
    (« la culture ? — La part de l’opéra ? », « l’opéra ? — Quelle part de la culture ? »)."""
    if not any(sense.id in SHARES for one in said for sense in one.mention.senses):
        return False
    earlier = [one for one in merged if one.borrowed and not one.excluded]
    told, spoken = ([one.type for one in _records(some) if one.type.name not in YEARS] for some in (said, earlier))
    if not spoken and {one.name for one in told} == {BODY}:
        # « Le total en 2024 ? — La part de l’opéra ? »
        return any(_records(earlier))
    return any(
        {one.name for one in bodies} == {BODY}
        and bool(themes)
        and all(one.narrows and one.name != BODY for one in themes)
        for bodies, themes in ((told, spoken), (spoken, told))
    )


def totals_others(argument: Argument, said: Sequence[Said]) -> bool:
    """Whether a message asks for the total of all that it names, which is no body, whoever was spoken of (« l’école du
    cirque ? — Le total des écoles ? », not « le total en équipement ? »)."""
    words = argument.cover.text.words
    named = [one for one in said if names(one.mention) and not one.borrowed and not names_year(one.mention)]
    starts = (one.mention.start for one in named)
    inside = any(not IN.isdisjoint(words[max(0, start - 1) : start + 1]) for start in starts)
    totals = any(one.mention.role == "tout" for one in said)
    types = [[record.type for record in _records((one,))] for one in named]
    narrows = all(any(kind.narrows for kind in kinds) and all(kind.name != BODY for kind in kinds) for kinds in types)
    return totals and not inside and bool(named) and narrows


def heads_a_name(argument: Argument, said: Sequence[Said]) -> bool:
    """Whether what narrows a question is told of something that is no name, and so is one's (« le théâtre de la
    cité »)."""
    words = argument.cover.text.words
    told = {
        one.mention.start for one in said if one.weight >= TELLING and not one.mention.role and not names(one.mention)
    }
    ends = (one.mention.end for one in said if names(one.mention) and not one.borrowed and narrows_only((one,)))
    return any(not told.isdisjoint((end + 1, end + 2)) and words[end] in OF for end in ends if end < len(words))


def few(told: Mention) -> bool:
    """Whether a mention is a number of things that one may have (« deux projets »)."""
    return told.how == "number" and isinstance(told.value, int) and told.value <= MOST_HAD


def asks_of_others(said: Sequence[Said], merged: Sequence[Said]) -> bool:
    """Whether a message asks who, after one about a body (« le judo ? — Et qui a eu plus de 1 000 € ? »)."""
    bodies = any(sense.record and sense.record.type.name == BODY for one in merged for sense in one.mention.senses)
    return bodies and any(one.mention.form == WHO for one in said)


def is_borrowed_town(one: Said) -> bool:
    """Whether what was spoken of, and is not but spare, is a place in which none lie."""
    records = [sense.record for sense in one.mention.senses if sense.record is not None]
    return one.borrowed and not one.excluded and not one.spare and any(record.type.within for record in records)


def goes_on(words: Sequence[str], said: Sequence[Said], holders: Set[str]) -> bool:
    """Whether a message begins as one does that goes on: with « et », or with « celles » unless one town was spoken of
    (« les villes du 94 ? — Celles qui ont deux projets »); `holders` are the types of places in which others lie."""
    towns = [record for one in said if is_borrowed_town(one) for record in _records((one,))]
    return words[0] in AND or (words[0] in THOSE and all(one.type.name in holders for one in towns))


def is_of_one(thing: Said, words: Sequence[str]) -> bool:
    """Whether the article of one stands before a word, right before it or before what tells no more of it (« un petit
    projet »)."""
    return not OF_ONE.isdisjoint(words[max(0, thing.mention.start - MOST_BETWEEN) : thing.mention.start])


def lists_those(
    weighty: Sequence[Said], merged: Sequence[Said], words: Sequence[str], kinds: Callable[[Sequence[Said]], Set[str]]
) -> bool:
    """Whether a message asks but for the list of the kind of things that was asked for, or of which some were said to
    have nothing (« combien de communes n’ont rien reçu ? — La liste des communes ? »)."""
    if len(weighty) != 1 or words[weighty[0].mention.start] not in LISTING:
        return False
    earlier = [one for one in merged if one.borrowed]
    asked = kinds(weighty)
    return bool(asked) and (asked <= kinds(earlier) or any(one.mention.role in DENYING for one in earlier))
