"""What « pas » and « ni » say of the names of a message."""

from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile

from msgspec.structs import replace

from bot.french.verbs import HAD, HAVING
from bot.french.words import BY, DEFINITE, DENYING_VERB, MISSING, NOR, NOT, OF, THERE
from bot.understanding.aside import VERBAL, landmarks, left_behind, lies_in_one_of, taken_back, told_inside
from bot.understanding.mention import Cover, Mention, names
from bot.understanding.oneself import NOTHING
from bot.understanding.reading import Said
from bot.understanding.roles import DENYING, NEGLIGIBLE

BUT, AS_WELL_AS, THEN, NO_MORE = "mais", "et", "puis", "plus"
MOST_DENIED = 4
"""Most words from « pas » or « mais » to the name whose things it denies or asks for (« pas le projet de Sceaux »)."""
MOST_BEFORE_HAVING = 3
"""Most words from « et » to the verb that says what somebody had."""
MOST_TOLD_OF_THOSE = 9
"""Most words from « ne » to the year of what they did not do, with both."""
THERE_IS = "ya"
GONE = frozenset(("plus", "pas", "rien", "disparus", "disparues", "disparu"))
"""Words after a pause, before a year in which some got nothing more."""
NOTHING_OF = ("pasde", "pasd")
"""What denies that there is any of what is named after it."""


def but_not(mention: Mention, cover: Cover, said: Sequence[Said]) -> bool:
    """Whether a name is left out of what names none of its kind (« les projets de stationnement, mais pas Sceaux »), or
    of what it narrows."""
    words = cover.text.words[: mention.start]
    # « Le projet de Rosny, pas le chatbot », while « Rosny pas de chatbot » tells that it has none.
    weighty = [one.mention for one in said if one.weight > 0][-2:]
    right_after = len(weighty) > 1 and names(weighty[0]) and weighty[0].end == weighty[1].start
    of_it = right_after and not OF.isdisjoint(words[weighty[1].start :])
    leaves_out = ("mais", "pas") in pairwise(words[-4:]) or (right_after and not of_it)
    told = [one for one in said if names(one.mention)]
    beside = any(one.mention.mask & mention.mask for one in told)
    joined = not {BUT, AS_WELL_AS, THEN}.isdisjoint(words[-4:]) or _told_of_those(words) or _no_more(words, cover)
    if _narrows(mention) and beside and joined:
        # « En 2024 mais pas en 2022 », « aidés en 2022, qui ne l’ont pas été en 2023 » are of both years.
        return True
    if not leaves_out or all(sense.record is None for sense in mention.senses):
        return False
    return bool(told) and not beside


def _told_of_those(words: Sequence[str]) -> bool:
    """Whether what words end in tells of those named before what they did not do (« ceux qui ne l’ont pas été en »), or
    that they are missing (« absents en »)."""
    return not DENYING_VERB.isdisjoint(words[-MOST_TOLD_OF_THOSE:]) or not MISSING.isdisjoint(
        words[-MOST_BEFORE_HAVING:]
    )


def _no_more(words: Sequence[str], cover: Cover) -> bool:
    """Whether what words end in says after a pause that there was nothing more then (« aidés en 2022, plus en »)."""
    reach = range(max(1, len(words) - MOST_BEFORE_HAVING), len(words))
    pause = next((place for place in reach if cover.paused(place)), 0)
    return pause > 0 and words[pause] in GONE


def by_whom(mention: Mention, cover: Cover) -> bool:
    """Whether a mention says what is done by the name that follows (« qui ne sont pas portés par | Montreuil »)."""
    tokens = cover.text.tokens
    return mention.end - mention.start > 1 and tokens[mention.end - 1].text == BY


def unmeant(mentions: Sequence[Mention], cover: Cover) -> set[int]:
    """The places of the names that a message says but does not ask about."""
    told = taken_back(mentions, cover) | landmarks(mentions, cover)
    return told | left_behind(mentions, cover) | told_inside(mentions, cover) | refused_for_another(mentions, cover)


def refused_for_another(mentions: Sequence[Mention], cover: Cover) -> set[int]:
    """The places of the names of whose things « pas » is said, where those of another of their kind are then asked for
    (« pas le projet de Sceaux mais celui d’Antony », « je veux pas les projets de Sceaux, je veux ceux d’Antony »)."""
    if cover.words.isdisjoint(NOT):
        return set()
    words = cover.text.words
    named = [place for place, one in enumerate(mentions) if names(one)]
    for place, other in pairwise(named):
        one, asked = mentions[place], mentions[other]
        start = max(one.start - MOST_DENIED, 0)
        denying = next((at for at in range(one.start - 2, start - 1, -1) if words[at] in NOT), None)
        if denying is None or place != named[0] or words[one.start - 1] not in OF or not one.mask & asked.mask:
            continue
        after = words[one.end : asked.start]
        again = after.index(words[denying - 1]) if words[denying - 1] in after else -1
        instead = after.index(BUT) if BUT in after else again
        if instead >= 0 and len(after) - instead <= MOST_DENIED:
            return {place}
    return set()


def neither_does(cover: Cover) -> bool:
    """Whether what « ni » stands before is who does not do something (« ni Paris ni Sceaux n’ont gagné ? »), no
    « quelles villes » before it."""
    if NOR not in cover.words:
        return False
    words = cover.text.words
    first = words.index(NOR)
    last = len(words) - 1 - words[::-1].index(NOR)
    asked = any(one.role == "question" and one.start < first for one in cover.mentions)
    return not asked and DENYING_VERB.isdisjoint(words[:first]) and not DENYING_VERB.isdisjoint(words[last:])


def denies_none(negation: Mention, cover: Cover) -> bool:
    """Whether a negation denies nothing that is named after it: it takes back what was asked before (« et non en fait,
    plutôt Sceaux »), says that something is not there, which asks about it (« normal qu’il y a pas Ivry ? »), or says
    how much (« 10 000 € et plus en 2024 », not « en 2022 et plus en 2024 »)."""
    if NO_MORE in cover.text.words[negation.start : negation.end]:
        return not any(names(one) and one.end == negation.start for one in cover.mentions)
    if negation.start == 0 and cover.text.tokens[0].text == AS_WELL_AS:
        return "correction" in cover.roles
    return says_there_is_none(negation, cover)


def says_there_is_none(negation: Mention, cover: Cover) -> bool:
    """Whether a negation follows what says that there is something (« il n’y en a pas dans le 93 ? »)."""
    before = cover.text.words[max(0, negation.start - 3) : negation.start]
    return before[-1:] == [THERE_IS] or (bool(before) and before[-1] in HAVING and THERE in before[:-1])


def strangers_denied(cover: Cover) -> range:
    """The tokens of what « pas » denies at the beginning of a message that means nothing to us, before a name that is
    meant in its stead (« non pas l’épicerie, les Sentiers de la Gartempe »)."""
    before = takewhile(
        lambda one: one.role in (None, "correction", "negation") and one.weight <= NEGLIGIBLE, cover.mentions
    )
    pas = next((one for one in before if one.role == "negation"), None)
    if pas is None:
        return NOTHING
    end = next((at for at in range(pas.end + 1, len(cover.text.tokens)) if cover.paused(at)), 0)
    denied = [one for one in cover.mentions if pas.end <= one.start < end]
    strange = all(
        not names(one) and (one.senses[0].foreign or one.role == "courant" or not one.weight) for one in denied
    )
    meant = next((one for one in cover.mentions if one.start >= end and one.weight), None)
    tells = any(one.weight for one in denied) or any(pas.end <= at < end for at in cover.unknown)
    return range(pas.start, end) if end and strange and tells and meant is not None and names(meant) else NOTHING


def without_denied(said: list[Said], denied: set[int], cover: Cover) -> tuple[Said, ...]:
    """Names that « pas » stands before give way to another name (« pas Nanterre, Vincennes »), or else are kept out.

    « Pas Meudon ? » and nothing else asks about it. What narrows a question gives way to another of its kind (« pas en
    2022, en 2023 »), and is kept out of what is named beside it (« ce qui n’est pas pour le sport en 2022 »).
    """
    said = _all_but_affirmed(said, cover)
    if not denied:
        return tuple(said)
    narrows = all(_narrows(said[place].mention) for place in denied)
    others = [one for place, one in enumerate(said) if place not in denied and names(one.mention)]
    alike = [one for one in others if any(one.mention.mask & said[place].mention.mask for place in denied)]
    affirmed = any(not one.excluded for one in (alike if narrows else others))
    # « Quelles communes du 92 n’ont ni chatbot ni lavoir ? » affirms no titles by its place.
    nor = any(place and said[place - 1].mention.form.split()[:1] == [NOR] for place in denied)
    left_out = "autres" in cover.roles and any(lies_in_one_of(said[place].mention, others) for place in denied)
    # « Pas Montreuil, les autres du 93 » is about the rest of it.
    affirmed = affirmed and not left_out
    if (affirmed or (narrows and others)) and not nor:
        denied = {place for place in denied if not _has_none(place, said)}
    if affirmed and not nor:
        denying = {place - 1 for place in denied if place and said[place - 1].mention.role == "negation"}
        return tuple(one for place, one in enumerate(said) if place not in denied | denying)
    # « Et pas de fonctionnement ? », « et pas le stationnement ? » are asked of the rest.
    of_the_rest = narrows or all(_is_a_subject(place, said) for place in denied)
    asks = cover.text.asks and not (of_the_rest and _turns_to_the_rest(cover))
    aside = others if narrows else []
    if asks and all(place in denied or one.weight < VERBAL or one in aside for place, one in enumerate(said)):
        return tuple(said)
    return tuple(replace(one, excluded=True) if place in denied else one for place, one in enumerate(said))


def _turns_to_the_rest(cover: Cover) -> bool:
    """Whether a message begins with « et pas »; « et ils n’ont pas de jardin ? » asks about it."""
    words = cover.text.words
    before = (words[one.start - 1] for one in cover.mentions if one.role == "negation" and one.start)
    return words[0] == AS_WELL_AS and HAD.isdisjoint(before)


def without_denied_kinds(said: Sequence[Said], cover: Cover, sought: Callable[[Mention], int]) -> list[Said]:
    """What is left of a message that names a kind of things, and which it does not mean (« les projets, pas les
    communes »); `sought` tells the features of the type that a mention asks for."""
    if "negation" not in cover.roles:
        return list(said)
    words = cover.text.words
    kept: list[Said] = []
    for one in said:
        last = next((place for place in range(len(kept) - 1, -1, -1) if kept[place].weight > 0), 0)
        pas = kept[last].mention if kept else one.mention
        apart = cover.paused(pas.start) or words[pas.start - 1 : pas.start] in ([BUT], [AS_WELL_AS])
        # « Les projets des territoires pas des villes », as it is spoken; « celui de la ville pas du territoire » asks
        # not of its kind.
        told = [other.mention for other in kept[:last] if other.weight >= VERBAL]
        denied = next((at + 1 for at in range(pas.start, pas.end) if words[at] in NOT), 0)
        beside = denied > 0 and len(told) > 1 and told[-1].end == pas.start and sought(told[-1]) != 0
        apart = apart or beside
        between = words[denied if beside else pas.end : one.mention.start]
        denies = pas.role == "negation" and apart and len(between) == 1 and between[0] in DEFINITE | OF
        mask = sought(one.mention)
        if denies and mask and any(sought(other.mention) not in (0, mask) for other in kept[:last]):
            del kept[last:]
        else:
            kept.append(one)
    return kept


def _all_but_affirmed(said: list[Said], cover: Cover) -> list[Said]:
    """What is said, with what narrows it kept out where « pas » denies it before another of its kind is affirmed (« qui
    n’a rien eu en 2023 mais en a eu en 2022 ? », « ceux qui n’ont rien eu en 2023 et en ont eu en 2022 »)."""
    denying = [one.start for one in cover.mentions if one.role in DENYING]
    if not denying:
        return said
    words = cover.text.words
    but = next((place for place, word in enumerate(words) if word == BUT or _and_had(words, place)), 0)
    if not min(denying) < but or max(denying) >= but:
        return said
    after = [one.mention.mask for one in said if one.mention.start > but and _narrows(one.mention)]
    return [
        replace(one, excluded=True)
        if one.mention.start < but and _narrows(one.mention) and any(one.mention.mask & mask for mask in after)
        else one
        for one in said
    ]


def _and_had(words: Sequence[str], place: int) -> bool:
    """Whether « et » stands there before what somebody had as well (« et en ont eu », « et qui ont eu »)."""
    after = words[place + 1 : place + 1 + MOST_BEFORE_HAVING]
    return words[place] == AS_WELL_AS and not HAD.isdisjoint(after) and DENYING_VERB.isdisjoint(after)


def _narrows(mention: Mention) -> bool:
    """Whether a mention names what narrows a question: a year, a theme."""
    return any(sense.record is not None and sense.record.type.narrows for sense in mention.senses)


def _is_a_subject(place: int, said: Sequence[Said]) -> bool:
    """Whether something named is no place, of which « pas » denies not that there is any (« et pas de chatbot ? »)."""
    kinds = [sense.record.type for sense in said[place].mention.senses if sense.record is not None]
    return all(kind.parent is None for kind in kinds) and not (place and said[place - 1].mention.form in NOTHING_OF)


def _has_none(place: int, said: Sequence[Said]) -> bool:
    """Whether a place named is said to have nothing of what is named there (« pas de chatbot à Sceaux »)."""
    mention = said[place].mention
    negation = said[place - 1].mention if place else mention
    of_it = negation.role == "negation" and negation.form in NOTHING_OF
    return of_it and not any(one.mention.mask & mention.mask for at, one in enumerate(said) if at != place)
