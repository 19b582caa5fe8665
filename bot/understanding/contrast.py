"""What a message says that it does not mean, beside what it does: « pas la création, l’attribution », « nathalie
fontaine, pardon, fanfant »."""

from collections.abc import Callable, Sequence
from itertools import takewhile

from bot.french.words import ARTICLES, DEFINING, DEFINITE, NOT, OF
from bot.understanding.aside import AT_LAST, VERBAL
from bot.understanding.mention import Cover, Mention, names
from bot.understanding.oneself import ASKS, NOTHING
from bot.understanding.roles import NEGLIGIBLE

BUT = "mais"
BEFORE = frozenset((BUT, "plutot", "bien", "et", "non"))
"""Words between what is denied and what is meant in its stead."""
ANNOUNCING = DEFINITE | DEFINING
"""Words that a noun phrase begins with."""
MOST_DENIED = 5
"""Words of what is denied at most, with its article."""
MOST_SLIPPED = 2
"""Words of a slip of the tongue at most."""
MOST_MEANT = 2
"""Words that say something of what is meant, where it is said first: « l’attribution des aides, pas la création »."""


def slip_of_the_tongue(cover: Cover) -> range:
    """The tokens of words that mean nothing of ours, with what takes them back right before a name (« patrick | olivier
    enfin | ollier »)."""
    strange = set(cover.unknown)
    for one in cover.mentions:
        # « Nathalie | Fontaine » is no town where nobody known is called so.
        if one.senses[0].foreign or one.role == "courant" or (names(one) and one.start - 1 in cover.unknown):
            strange.update(range(one.start, one.end))
    if not strange:
        return NOTHING
    named = {one.start for one in cover.mentions if names(one)}
    words = [token.text for token in cover.text.tokens]
    for one in cover.mentions:
        end = next((at for at in range(one.end, len(words)) if words[at] not in ARTICLES | OF), len(words))
        if end not in named or not (one.role == "correction" or words[one.start : one.end] == [AT_LAST]):
            continue
        start = next((at + 1 for at in range(one.start - 1, -1, -1) if at not in strange), 0)
        if start < one.start <= start + MOST_SLIPPED:
            return range(start, one.end)
    return NOTHING


def contrasted(cover: Cover, sought: Callable[[Mention], int]) -> range:
    """The tokens that say what a message does not mean, where it says what it means in its stead; `sought` tells the
    features of the type that a mention asks for."""
    if cover.words.isdisjoint(NOT) or len(cover.text.tokens) < MOST_DENIED:
        return NOTHING
    return _denied_first(cover) or _denied_last(cover, sought)


def _denied_first(cover: Cover) -> range:
    """« Non pas la création, l’attribution des aides », « pas la création mais l’attribution »."""
    before = tuple(takewhile(lambda one: one.role != "negation" and one.weight <= NEGLIGIBLE, cover.mentions))
    words = [token.text for token in cover.text.tokens]
    start = next((_of_pas(one, words) for one in cover.mentions[len(before) :][:1]), 0)
    if not start or not _announces(words, start):
        return NOTHING
    reach = range(start + 2, min(start + 1 + MOST_DENIED, len(words) - 1))
    end = next((at for at in reach if cover.paused(at) or words[at] == BUT), 0)
    meant = next((at for at in range(end, len(words)) if words[at] not in BEFORE), 0) if end else 0
    return range(start - 1, meant) if meant and _announces(words, meant) and _tells(cover, start, end) else NOTHING


def _denied_last(cover: Cover, sought: Callable[[Mention], int]) -> range:
    """« L’attribution, pas la création », « je parle de l’attribution, pas de la création ».

    « Les lauréats, pas les communes » leaves out some of them (`denial`).
    """
    words = [token.text for token in cover.text.tokens]
    start = max((_of_pas(one, words) for one in cover.mentions), default=0)
    if not start or len(words) - start > MOST_DENIED or not (cover.paused(start - 1) or words[start - 2] == BUT):
        return NOTHING
    first = [one for one in cover.mentions if one.end < start and one.weight >= VERBAL]
    # « La date d’attribution, pas de création », while « un projet, pas de lavoir » says that there is none.
    alike = words[start] in OF and not OF.isdisjoint(words[: start - 1])
    if cover.text.asks or not 0 < len(first) <= MOST_MEANT or not (alike or _announces(words, start)):
        return NOTHING
    kinds = any(sought(one) for one in cover.mentions if one.start >= start)
    return range(start - 1, len(words)) if _tells(cover, start, len(words)) and not kinds else NOTHING


def _of_pas(mention: Mention, words: Sequence[str]) -> int:
    """Where what « pas » denies begins, where a mention is « pas » or ends or begins with it; 0 if not."""
    if mention.role != "negation":
        return 0
    return next((at + 1 for at in range(mention.start, mention.end) if words[at] in NOT), 0)


def _announces(words: Sequence[str], place: int) -> bool:
    """Whether a noun with its article begins there (« la création », « de la création »)."""
    words = words[place + (words[place] in OF) : place + 3]
    return len(words) > 1 and words[0] in ANNOUNCING


def _tells(cover: Cover, start: int, end: int) -> bool:
    """Whether what is denied is a word that says something and asks nothing; names are denied otherwise (`denial`).

    « Pas les subventions, l’enveloppe » says by what it denies of what the other is one, which its words do not.
    """
    telling = [one for one in cover.mentions if one.weight >= VERBAL]
    denied = [one for one in telling if start <= one.start < end]
    tells = any(not names(one) for one in denied) and not any(one.role in ASKS for one in denied)
    return tells and (any(one not in denied and _is_ours(one) for one in telling) or not any(map(_is_ours, denied)))


def _is_ours(mention: Mention) -> bool:
    """Whether a mention belongs to our subject."""
    return any(sense.anchor for sense in mention.senses)
