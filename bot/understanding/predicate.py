"""What a message says that somebody did (« quelles villes ont rendu leur subvention ? »), or that a thing has."""

from collections.abc import Container

from bot.facts.records import Record
from bot.french.verbs import HAD
from bot.french.words import ADVERBS, INFINITIVES, INSIDE, NOT, OF, OF_ONE, RELATIVES, SUBJECTS_AFTER, TO_DO
from bot.understanding.mention import Cover, Mention, names

PARTICIPLES = ("e", "ee", "es", "ees", "i", "is", "it", "u", "us", "ert")
"""How participles end, folded."""
LEAST_PARTICIPLE = 3
"""Letters of a participle."""
MANNER = "ment"
"""How adverbs end."""
BETWEEN = ADVERBS | NOT
"""Words between an auxiliary and its participle."""
HAVING = HAD | SUBJECTS_AFTER | OF_ONE | OF | {"t", "l", "la"}
"""Words between what has something and what it has (« a-t-il de l’ »)."""
PARTLY = OF_ONE | {"des", "l", "la"}
"""Articles before what a thing may have."""


def leaves_out_verb(cover: Cover, explains: int) -> bool:
    """Whether who did something is asked, in no word that a rule explains, whose features these are.

    « Qui a réussi à obtenir » says no more than « qui a obtenu ».
    """
    weighty = [one for one in cover.mentions if one.weight > 0]
    if not weighty or weighty[0].role != "question" or cover.words.isdisjoint(HAD):
        return False
    tokens = cover.text.tokens
    words = [token.text for token in tokens]
    asks = weighty[0]
    auxiliary = next((place for place in range(asks.start + 1, len(words)) if words[place] in HAD), 0)
    subject = [one for one in cover.mentions if asks.start < one.end <= auxiliary]
    # « Quel projet Sceaux a… » asks what Sceaux did, and « à » is no auxiliary.
    of_another = any(names(one) and words[one.start - 1] not in INSIDE for one in subject)
    of_another = of_another or not RELATIVES.isdisjoint(words[asks.end : auxiliary])
    written = cover.text.raw[tokens[auxiliary].start : tokens[auxiliary].end]
    if of_another or written.lower() == "à" or any(map(cover.paused, range(asks.end, auxiliary + 1))):
        return False
    place = auxiliary + 1
    while place < len(words) and (words[place] in BETWEEN or words[place].endswith(MANNER)):
        place += 1
    verb = next((one for one in cover.mentions if one.start <= place < one.end), None)
    if place == len(words) or (verb is not None and (not verb.weight or verb.mask & explains)):
        return False
    leads = words[place + 1 : place + 3]
    helps = len(leads) > 1 and leads[0] in TO_DO and leads[1].endswith(INFINITIVES)
    return len(words[place]) >= LEAST_PARTICIPLE and words[place].endswith(PARTICIPLES) and not helps


def has_another(cover: Cover, things: Container[Record]) -> bool:
    """Whether one of some things is said to have another, no place (« le chatbot de Rosny a-t-il une IA ? »)."""
    named = [one for one in cover.mentions if names(one)]
    words = cover.text.words
    things_named = [one for one in named if any(sense.record in things for sense in one.senses)]
    others = [one for one in named if not _is_placed(one) and words[one.start - 1] in PARTLY]
    for one in things_named:
        for other in others:
            inside = {place for name in named for place in range(name.start, name.end)}
            between = [words[place] for place in range(one.end, other.start) if place not in inside]
            if not HAD.isdisjoint(between) and HAVING.issuperset(between):
                return True
    return False


def _is_placed(named: Mention) -> bool:
    return any(sense.record is not None and bool(sense.record.type.within) for sense in named.senses)
