"""Where a message tells what is given, without « pour »: after a verb of giving or of costing, or a noun of what is
decided, or « combien » (« qui a voté le camion », « l’aide relative au tuba », « combien la table de mixage ? »)."""

from collections.abc import Callable, Iterator, Sequence

from bot.french.words import (
    AND,
    ARTICLES,
    FOR,
    HOW_MANY,
    OF,
    OF_ONE,
    ON_ACCOUNT_OF,
    RELATED,
    THE_SEVERAL,
    TO_THEM,
    WITHOUT,
)
from bot.grants.form import form

HEADED = ARTICLES | OF_ONE | TO_THEM
"""Articles of what is given."""
INTO = frozenset(("dans", "ds", "sur"))
TO = frozenset(("a", "au", "aux"))
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


def _headed(words: Sequence[str], place: int) -> int:
    """The last of the articles after a word; the word itself where none is."""
    while words[place + 1 : place + 2] and words[place + 1] in HEADED:
        place += 1
    return place
