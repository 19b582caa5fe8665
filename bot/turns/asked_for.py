"""The words by which something is asked for (« quelle surface », « qui entretient », « combien de places »)."""

from collections.abc import Container, Sequence
from typing import NamedTuple

from bot.french.speaker import BEFORE_VERBS
from bot.french.verbs import AUXILIARIES
from bot.french.words import (
    ARTICLES,
    HOW_MANY,
    IS,
    OF,
    THEIR,
    WHICH_PLURAL,
    WHICH_SINGULAR,
    WHO,
    WHO_TEXTED,
)
from bot.turns.clauses import asked
from bot.understanding.mention import Mention, names
from bot.understanding.roles import OPENING, ORDINARY, Role
from bot.understanding.weighing import Argument

WHICH = WHICH_SINGULAR | WHICH_PLURAL | {"quele", "quelles", "kel", "kelle", "kels", "kelles"}
IS_IT = IS | {"c", "etait", "cest", "sera", "serait"}
"""Words before « quoi » that ask what something is."""
OF_THEM = ARTICLES | THEIR | {"du", "au", "ce", "cette", "mon", "ma", "notre", "nos", "votre", "vos"}
"""Words before the one that somebody has."""
RANK = [""]
"""What stands for a word that tells a rank, which says nothing of what is asked."""
BEFORE_NOUN = IS_IT | OF_THEM | OF | {"donc", "deja", "euh", "deux", "2", *RANK}
"""Words between « quel » and what is asked for (« quelle est la surface »)."""
HOW = frozenset(("comment", "cmt", "cmmt"))
CALLED = frozenset(("appelle", "appele", "appel", "apel", "apelle", "nomme", "ecrit"))
"""Words after « comment » that ask for a name."""
MOST_CALLED = 6
"""Words of which one is."""
WHEN_HOW_OR_WHY = HOW | HOW_MANY | {"quand", "pourquoi", "pk", "pq", "kan", "qd"}
"""Words that ask by themselves for what is told of nothing but by a word that asks for it."""
WHOSE = frozenset((WHO, WHO_TEXTED))
BEFORE_WHO = (
    IS_IT | WHOSE | OF | {"et", "alors", "mais", "donc", "a", "par", "pour", "sait", "savoir", "sais", "euh", "ce"}
)
"""Words before « qui » that ask; after others it says something of a noun (« le truc qui répond »)."""
AFTER_WHO = (
    WHOSE | BEFORE_VERBS | AUXILIARIES | {"s", "se", "va", "vont", "peut", "peuvent", "doit", "doivent", "veut", "ce"}
)
"""Words between « qui » and the verb of what somebody does (« qui va l’entretenir »)."""
MISSPELT = ("distance", "sound")
"""How is found what a message does not write."""
ALTERNATIVE: Role = "alternative"
"""The role of words between what is asked of two things."""
QUESTION = "question"
"""The role of words that ask."""


class Words(NamedTuple):
    """Some words of a message, from the first token to after the last."""

    start: int
    end: int


def is_asked(one: Words, argument: Argument) -> bool:
    """Whether some words are those by which something is asked (« quelle surface », « qui entretient », « quand »,
    « je voudrais connaître les fonctions »)."""
    words = words_of(argument)
    if words[one.start] in WHICH or is_counted(one, words) or _asks_by_itself(one, words, argument):
        return True
    opened = {other.end for other in argument.cover.mentions if other.role == OPENING}
    if back_over(words, one.start - 1, OF_THEM) + 1 in opened and words[one.end : one.end + 1] and words[one.end] in OF:
        return True
    who = back_over(words, one.start - 1, AFTER_WHO) + 1
    while who < one.start and words[who] not in WHOSE:
        who += 1
    if who == one.start:
        return False
    named = {other.end for other in argument.cover.mentions if names(other)}
    if who in named:
        # « Le comité qui a vu les dossiers, c’était quand ? » asks no one who saw them.
        return not any(
            other.role == QUESTION and other.start not in (who, one.start) for other in argument.cover.mentions
        )
    return not who or argument.cover.paused(who) or words[who - 1] in BEFORE_WHO


def is_counted(one: Words | Mention, words: Sequence[str]) -> bool:
    """Whether some words are what is counted, or which is asked for (« quelle surface », « combien de places »)."""
    place = back_over(words, one.start - 1, BEFORE_NOUN)
    return place >= 0 and words[place] in WHICH | HOW_MANY


def is_checked(one: Words, argument: Argument) -> bool:
    """Whether it is but asked whether something is so, and some words of another subject say what (« le comité s’est
    réuni en visio ? »)."""
    roles = argument.cover.roles
    text = argument.cover.text
    if not text.asks or asked(text) or not roles.isdisjoint((QUESTION, OPENING, ALTERNATIVE)):
        return False
    return any(other.start == one.start and other.senses[0].foreign for other in argument.cover.mentions)


def _asks_by_itself(one: Words, words: Sequence[str], argument: Argument) -> bool:
    """Whether some words are « quand », « pourquoi », « comment » at the head of a question, or the verb before one of
    them (« elle quitte quand son poste ? »)."""
    if words[one.start] in WHEN_HOW_OR_WHY:
        return True
    if words[one.start] in WHOSE:
        return not one.start or words[one.start - 1] in BEFORE_WHO or argument.cover.paused(one.start)
    after = words[one.end : one.end + 2]
    verbs = (other for other in argument.cover.mentions if other.start == one.start and other.how not in MISSPELT)
    common = any(other.role is None or other.role in ORDINARY for other in verbs)
    return common and bool(after) and after[0] in WHEN_HOW_OR_WHY and (len(after) < 2 or after[1] not in OF)


def back_over(words: Sequence[str], place: int, small: Container[str]) -> int:
    """The last place up to one whose word is none of some small ones; -1 where there is none."""
    while place >= 0 and words[place] in small:
        place -= 1
    return place


def words_of(argument: Argument) -> list[str]:
    """The words of a message, as they are meant."""
    words = [token.text for token in argument.cover.text.tokens]
    for one in argument.cover.mentions:
        if one.end == one.start + 1 and one.how in MISSPELT and not names(one):
            words[one.start] = one.form
        elif one.how == "ordinal":
            words[one.start : one.end] = RANK * (one.end - one.start)
    return words
