"""Where the clause of a message begins that asks, after what is said before it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise

from bot.french.speaker import BEFORE_VERBS, OURS, SPEAKING, about_oneself
from bot.french.text import Token
from bot.french.verbs import AUXILIARIES
from bot.french.words import (
    AND,
    ARTICLES,
    HOW_MANY_ARE,
    HOW_MANY_HAVE,
    MONEY,
    OF,
    POINTING_BACK,
    RELATIVES,
    SEVERAL_OF,
    THAT,
    THIS_THING,
    WHO,
)
from bot.understanding.mention import Cover, Mention, names
from bot.understanding.oneself import ASKS, orders, supposes
from bot.understanding.reading import Said
from bot.understanding.roles import BETWEEN
from bot.understanding.vocabulary import Concept

CLAUSE = (AUXILIARIES | SPEAKING | BEFORE_VERBS | RELATIVES) - ARTICLES - {"a", "ou"}
"""Words of a clause (« a » may be « à »)."""
ORDINARY_WORD = "courant"
"""Role of everyday words."""
LEAST_ORDERED = 0.6
"""Weight of a word by which a message surely asks for something."""
BEFORE = THAT | AND
"""Words after which what is theirs begins a clause (« je sais que mon EPT… », « … et mon EPT… »)."""


WHICH_OF_THEM = frozenset(("lesquels", "lesquelles", WHO))
"""Words that ask for several of a kind that they do not tell."""


def main_clause(
    cover: Cover, opening: range, refers: Callable[[Mention], Collection[str]], sought: Callable[[Mention], int]
) -> int:
    """The token at which the clause that asks begins; 0 where nothing comes before it.

    Args:
        cover: the message.
        opening: the tokens by which who writes introduces themselves.
        refers: the kinds of things that a mention stands for.
        sought: the features of the kind that a mention asks for, if it does.
    """
    asking = 0
    if "correction" in cover.roles:
        corrected = [mention.end for mention in cover.mentions if mention.role == "correction"]
        # « Combien de projets, non pardon, combien de communes ? » asks anew.
        asked = (one.start for one in cover.mentions if one.role == "question" and one.start in corrected)
        asking = max(asked, default=0)
    if asking:
        return asking
    if "ouverture" in cover.roles:
        opened = [mention.end for mention in cover.mentions if mention.role == "ouverture"]
        told = max((one.start for one in cover.mentions if one.weight > 0), default=-1)
        told = max((told, *cover.unknown))
        # « La citation d’Ollier, pourriez-vous me la transmettre ? » asks before it.
        asking = max((end for end in opened if end <= told), default=0)
        if asking and (_leads_on(cover, asking) or _ordered_before(cover, asking)):
            return 0
    asking = asking or _of_ones_own(cover, opening, refers)
    if asking:
        return asking
    counted = named = False
    for mention in cover.mentions:
        asks = (mention.role == "question" and not counted) or (
            mention.role == "verification" and named and cover.paused(mention.start)
        )
        if asks:
            asking = mention.start
            break
        counted = mention.how == "number"
        named = named or names(mention)
    while asking > 3 and not cover.paused(asking):
        asking -= 1
    if asking <= 3 or supposes(cover) or (cover.paused(asking) and is_strange_subject(cover, asking)):
        return 0
    for before, one in pairwise(one for one in cover.mentions if one.weight > 0 and one.how != "number"):
        # « En dehors des communes, qui a gagné ? » says of what kind they are not.
        if before.role == "exclusion" and one.end <= asking and sought(one):
            asking = before.start
    asking = _with_its_topic(cover, asking)
    return asking if asking > 3 else 0


def _with_its_topic(cover: Cover, asking: int) -> int:
    """The token at which a clause that asks begins with what it takes up by a pronoun, where that is but a noun with
    its article and nothing but a clause comes before it (« j’écris sur le FMIN : | le montant, c’est quoi ? »)."""
    words = cover.text.words
    if words[asking] not in POINTING_BACK - THIS_THING or not cover.paused(asking):
        return asking
    begins = next((place for place in range(asking - 1, 0, -1) if cover.paused(place)), 0)
    first = begins + (words[begins] in AND)
    topic = words[first:asking]
    noun = bool(topic) and topic[0] in ARTICLES and CLAUSE.isdisjoint(topic)
    # « Les 31 communes, elles se partagent combien ? » is not asked of how many they are.
    numbered = any(one.how == "number" and one.start == first + 1 for one in cover.mentions)
    # « Le fonds d’investissement, le FIM, il donne combien ? »
    alone = begins == 0 or not SPEAKING.isdisjoint(words[:begins])
    return begins if noun and alone and not numbered else asking


def _leads_on(cover: Cover, end: int) -> bool:
    """Whether what a message begins with, up to the end of its opener, goes on with what was asked, by words of no
    clause before it (« et pour chacun, on connaît la somme ? »)."""
    first = cover.mentions[0]
    begins = max(one.start for one in cover.mentions if one.role == "ouverture" and one.end <= end)
    words = cover.text.words[:begins]
    known = all(place >= begins for place in cover.unknown)
    return first.role == "suite" and first.end < begins and known and CLAUSE.isdisjoint(words)


def _ordered_before(cover: Cover, end: int) -> bool:
    """Whether a message tells first what to do, and but what for after a pause (« listez les communes lauréates, | je
    dois | les appeler »); `end` is where what opens that ends."""
    begins = max(one.start for one in cover.mentions if one.role == "ouverture" and one.end <= end)
    asked = any(one.weight >= LEAST_ORDERED for one in cover.mentions if one.end <= begins)
    return asked and cover.paused(begins) and orders(cover.text) and cover.text.words[begins] in SPEAKING


def is_strange_subject(cover: Cover, end: int) -> bool:
    """Whether what a message begins with, up to a token, is what its question is asked of, by words that are none of
    ours (« les frites de la cantine, quel montant ? »), and no clause by itself."""
    words = cover.text.words[:end]
    before = [one for one in cover.mentions if one.start < end]
    # « Politique de la montagne, combien ? »
    noun = bool(before) and before[0].end < end and before[0].role == ORDINARY_WORD and words[before[0].end] in OF
    if words[0] not in ARTICLES and not noun:
        return False
    if not CLAUSE.isdisjoint(words) or any(map(cover.paused, range(1, end))):
        return False
    strange = any(place < end for place in cover.unknown) or any(one.senses[0].foreign for one in before)
    # « La piscine de Veynes, quel montant ? » is not asked of all that is Veynes’s.
    return strange and not any(_names_one(one) or one.role in ASKS for one in before)


def _names_one(mention: Mention) -> bool:
    """Whether a mention names more than what narrows a question."""
    return any(sense.record is not None and not sense.record.type.narrows for sense in mention.senses)


def _of_ones_own(cover: Cover, opening: range, refers: Callable[[Mention], Collection[str]]) -> int:
    """The token at which what is whoever writes's begins, after where they are from (« J’habite Sceaux, mon
    territoire a-t-il un projet ? », « habitante de Pantin, je sais que mon EPT a gagné »)."""
    if cover.words.isdisjoint(OURS):
        return 0
    words = cover.text.words
    home = 0
    for one in cover.mentions:
        if names(one):
            of_oneself = one.start in opening or about_oneself(words[: one.start])
            home = home or (one.end if of_oneself else 0)
        elif one.role in ASKS and one.form not in THAT:
            return 0
        elif home and words[one.start] in OURS and refers(one):
            begins = home == one.start or cover.paused(one.start) or words[one.start - 1] in BEFORE
            return one.start if begins else 0
    return 0


def is_of_several(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a mention is a noun of several (« les villes »)."""
    article = tokens[mention.start - 1].text if mention.start > 0 else ""
    return article in SEVERAL_OF


def asks_of_before(said: Sequence[Said], cover: Cover, main: int) -> Said | None:
    """The word by which a main clause asks which, who or how many, and of what kind by none of its words (« je compare
    les territoires, lesquels ont gagné ? »), if it does."""
    words = cover.text.words
    for one in said:
        start = one.mention.start
        pair = tuple(words[start : start + 2])
        which = one.mention.form in WHICH_OF_THEM
        if start >= main and (which or pair in HOW_MANY_HAVE or pair == HOW_MANY_ARE):
            return one
    return None


def bounding(said: Sequence[Said], concepts: Mapping[str, Concept], words: Sequence[str]) -> list[Said]:
    """The amounts of a message, where they bound what its main clause asks, with what says how (« plus de 20 000 € en
    2021, qui a eu quoi ? »)."""

    def compares(one: Said) -> bool:
        known = (concepts.get(sense.id) for sense in one.mention.senses)
        return one.mention.role == BETWEEN or any(concept is not None and concept.comparison for concept in known)

    amounts = [one for one in said if one.mention.how == "number" and words[one.mention.end : one.mention.end + 1]]
    ends = {one.mention.start for one in amounts}
    told = [one for one in said if compares(one) and one.mention.end in ends]
    paid = any(words[one.mention.end] in MONEY for one in amounts)
    return [*told, *amounts] if told and paid else []


def without_days_beside_numbers(inside: tuple[Said, ...], said: Sequence[Said]) -> tuple[Said, ...]:
    """What a main clause says with what it borrows, without days told beside numbers, which the whole message is asked
    of (« entre 200 et 500 € en mars, combien ? »)."""
    numbered = any(one.mention.how == "number" and one not in inside for one in said)
    return tuple(one for one in inside if one.mention.how != "date" or not numbered)
