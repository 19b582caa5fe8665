"""Where a message tells what is given: after « pour » and the like; without it, after a verb of giving or of costing, a
noun of what is decided, or « combien » (« qui a voté le camion », « l’aide relative au tuba », « combien la table ? »).
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from bot.french.words import (
    ABOUT,
    AND,
    ARTICLES,
    FOR,
    HESITATIONS,
    HOW_MANY,
    OF,
    OF_ONE,
    ON_ACCOUNT_OF,
    RELATED,
    THE_SEVERAL,
    THEIR,
    TO_THEM,
    WHICH_PLURAL,
    WITHOUT,
)
from bot.grants.form import form
from bot.grants.short_names import LITTLE_WORDS
from bot.grants.sought import LEAST_LETTERS
from bot.understanding.register import IS_A_NAME, IS_A_WORD, MAY_BE_A_NAME

HEADED = ARTICLES | OF_ONE | TO_THEM
"""Articles of what is given."""
INTO = frozenset(("dans", "ds", "sur"))
TO = frozenset(("a", "au", "aux"))
MOST_WORDS = 6
MOST_BETWEEN = 2
"""Little words between « pour » and what it is for, and between two words of that."""
FEWEST = 2
"""Words of an object with which a message may begin."""


def before_given(words: Sequence[str]) -> Iterator[int]:
    """The place of the last little word before what may be given."""
    giving = form().donneurs
    for place, word in enumerate(words):
        for told in ON_ACCOUNT_OF:
            # « Une aide au titre du dernier commerce »
            end = place + len(told)
            if tuple(words[place:end]) == told and words[end : end + 1] and words[end] in OF:
                yield _headed(words, end)
        after = words[place + 1] if place + 1 < len(words) else ""
        # « A mis dans les foulées »
        headed = _headed(words, place + (after in INTO))
        gives = word in HOW_MANY or word.startswith((*giving.verbes, *giving.couts))
        if gives and headed > place:
            yield headed
        elif word in RELATED and after in TO:
            yield max(headed, _headed(words, place + 1))
        elif word in giving.decides and after in OF | TO:
            # « L’aide à la rénovation de la criée »
            yield _headed(words, place + 1)


def gives_to(words: Sequence[str], place: int) -> bool:
    """Whether a word stands before whom something is given to (« une subvention | aux pharmacies »)."""
    given = words[place - 1] if place and words[place] in TO else ""
    return given in form().donneurs.dons or given.startswith((*form().donneurs.verbes,))


def turns_to(words: Sequence[str], place: int) -> bool:
    """Whether a message goes on with several of a kind there (« et | les réfugiés ? »; not « et les sans-abri ? »,
    where « sans » would leave them out)."""
    return place == 1 and words[0] in AND and words[1] in THE_SEVERAL and WITHOUT.isdisjoint(words[2:3])


def before_named(words: Sequence[str], paused: bool, says: Callable[[str], bool]) -> Sequence[int]:
    """The places before what may be named without a verb: « pour la table de mixage Radio Ado », « le grand prix de la
    ville a eu combien ? ».

    Args:
        words: of a message.
        paused: whether a sign stands after its first words (« prêts d’honneur : quel total ? »).
        says: whether objects say some words in a row.
    """
    first = int(words[:1] != [] and words[0] in AND)
    begins = [at for at, word in enumerate(words) if word in FOR or (word in ARTICLES and at <= first)]
    return [*begins, -1] if paused or says(" ".join(words[:FEWEST])) else begins


def parts_after(place: int, words: Sequence[str], paused: Container[int]) -> Iterable[list[int]]:
    """The words that tell something after a place, near each other; then all but the last of them, and so on."""
    rest = takewhile(lambda at: at not in paused and words[at].isalnum(), range(place + 1, len(words)))
    long = (at for at in rest if len(words[at]) >= LEAST_LETTERS or words[at].isdigit())
    told = [at for at in long if words[at] not in LITTLE_WORDS | THEIR]
    steps = [*takewhile(lambda pair: pair[1] - pair[0] <= MOST_BETWEEN + 1, pairwise([place, *told]))]
    for length in range(min(len(steps), MOST_WORDS), 0, -1):
        yield [after for _, after in steps[:length]]


def said_about(words: Sequence[str], roles: Sequence[int]) -> Iterable[list[int]]:
    """The words that tell something after each word that says what something is for, with one of the subject before."""
    for place, word in enumerate(words):
        if word in ABOUT or word in WHICH_PLURAL or gives_to(words, place) or turns_to(words, place):
            begun = next((one for one in range(place + 1, len(words)) if roles[one] == IS_A_WORD), place)
            begun = begun if begun - place <= MOST_BETWEEN else place
            after = takewhile(lambda one: roles[one] != IS_A_WORD, range(begun + 1, len(words)))
            heard = (one for one in after if words[one] not in HESITATIONS)
            telling = [one for one in heard if roles[one] in (IS_A_NAME, MAY_BE_A_NAME)]
            steps = zip([begun, *telling], telling, strict=False)
            if telling and all(one - before <= MOST_BETWEEN + 1 for before, one in steps):
                yield telling if begun == place else [begun, *telling]


def _headed(words: Sequence[str], place: int) -> int:
    """The last of the articles after a word; the word itself where none is."""
    while words[place + 1 : place + 2] and words[place + 1] in HEADED:
        place += 1
    return place
