"""The small words that turn a sentence into another one: what leaves out, denies, counts, ranks or compares.

One of them misspelt is not to be read as if it were not there: « les projets du 93 sns Montreuil » is not about
Montreuil. Words are folded.
"""

from collections.abc import Collection, Sequence

from bot.french.numbers import ORDINALS, in_words
from bot.french.speaker import SPEAKING
from bot.french.verbs import TO_HAVE
from bot.french.words import (
    ARTICLES,
    DEFINITE,
    DENYING_VERB,
    FIRST_ONES,
    HAVING_SOME,
    LAST_ONES,
    LESS,
    MORE,
    NOR,
    NOT,
    OF,
    OWNING,
    PLEASE,
    SUBJECTS_AFTER,
    THAT,
    THE_SEVERAL,
    THESE_ONES,
    THEY_HAVE,
    WITHOUT,
)

LEAVING_OUT = WITHOUT
DENYING = NOT | {NOR, "non", "rien", "aucun", "aucune", "jamais"}
COUNTING = frozenset(map(in_words, range(2, 17))) | {"vingt", "trente", "plusieurs"}
RANKING = frozenset(word for word in ORDINALS if word.isalpha()) | FIRST_ONES | LAST_ONES
COMPARING = frozenset((MORE, LESS))
OTHERS = frozenset(("autre", "autres"))
ONLY = frozenset(("seul", "seule", "seuls", "seules", "seulement", "uniquement"))
ASIDE = "part"
"""The word that leaves out after « à »."""
BUT = "mais"
JOINING = frozenset((BUT, "parmi"))
COPULA = "sont"
AT = "au"
"""The word before « moins » and « plus » with a number."""
WITHIN = "dans"
OPERATORS = (
    LEAVING_OUT | DENYING | COUNTING | RANKING | COMPARING | OTHERS | ONLY | JOINING | {ASIDE, COPULA, AT, WITHIN}
)

AFTER_DETERMINERS = COUNTING | RANKING | COMPARING | OTHERS | ONLY
"""Those that may stand between a determiner and its noun."""
AFTER_PREPOSITIONS = (COUNTING | COMPARING | OTHERS | RANKING | {ASIDE}) - {"plusieurs"}

PLURAL_DETERMINERS = frozenset(
    ("les", "des", "aux", "ces", "mes", "tes", "ses", "nos", "vos", "leurs", "quels", "quelles")
)
DETERMINERS = (
    DEFINITE
    | PLURAL_DETERMINERS
    | {"un", "une", "ce", "cet", "cette", "mon", "ma", "ton", "ta", "son", "sa", "notre", "votre", "leur"}
    | {"quel", "quelle", "chaque"}
)
PREPOSITIONS = frozenset(
    ("a", "de", "d", "dans", "en", "chez", "pour", "sur", "par", "avec", "vers", "entre", "contre", "sous")
)
COMMON = ((DETERMINERS | PREPOSITIONS) - {AT, WITHIN}) | frozenset(
    (
        "et", "ou", "que", "qu", "qui", "quoi", "dont", "si", "ne", "oui", "je", "tu", "il", "elle", "on", "nous",
        "vous", "ils", "elles", "eux", "ceux", "celui", "celle", "celles", "moi", "toi", "lui", "soi", "cela", "ceci",
        "ca", "est", "ont", "ai", "as", "avez", "suis", "sera", "peut", "peux", "fait", "dit", "dis", "dois", "gagne",
        "mis", "tout", "tous", "toute", "toutes", "tres", "trop", "bien", "peu", "puis", "alors", "ainsi", "aussi",
        "apres", "avant", "comme", "depuis", "derriere", "donc", "encore", "ici", "la", "lors", "quand", "plutot",
        "selon", "afin", "car", "meme", "memes", "point", "nul", "nulle", "salut", "merci", "nom", "noms", "mot",
        "mots", "mois", "ans", "jour", "fois", "hier", "nuit", "ami", "amis",
    )
)  # fmt: skip
"""The words that are written as often, which a misspelt one may be as well."""
LEAST_LETTERS = 3
"""Letters of a misspelt operator, wherever it stands."""
NO_S = "plu"
"""« Plus », which after an article it always is (« le plu gros montant »), and never what has rained or pleased."""
MOST_BETWEEN = 3
"""Most words from « ne » to what denies with it."""
_VERBAL = (SUBJECTS_AFTER | SPEAKING | DENYING_VERB | {"tu", "vous"}) - {THEY_HAVE}
"""Words that a verb follows."""
_DENYING = DENYING | {MORE, "que", "qu"}
"""Words that deny with « ne »."""
_ENDING = (COMMON | DENYING) - DETERMINERS - THESE_ONES
"""Words that are not what is left out."""


def may_stand(word: str, words: Sequence[str], place: int) -> bool:
    """Whether a word may stand after the word before it, and before the next one."""
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    if len(words[place]) < LEAST_LETTERS:
        # « N’est ps », « u moins »
        denies = word in NOT and _is_denied(words, place)
        return denies or (word == AT and after in COMPARING) or (word == NOR and NOR in words)
    if word == ASIDE:
        return before == "a" and bool(after)
    if word == AT:
        return after in COMPARING
    if word in LEAVING_OUT and (not after or after in _ENDING):
        return False
    if word == COPULA and before not in DENYING_VERB and sorted(words[place]) != sorted(word):
        return False
    if word in COUNTING and not (_is_plural(after) or not after or before in THE_SEVERAL | HAVING_SOME | OWNING):
        return False
    if words[place] in PLEASE and after not in OF and before not in ARTICLES:
        return False
    if before in _VERBAL and word not in COMMON | {COPULA}:
        return False
    if word == NOR:
        return NOR in words
    if word in DENYING and _is_denied(words, place):
        return True
    if before in DETERMINERS:
        return word in AFTER_DETERMINERS or word not in OPERATORS | DETERMINERS | PREPOSITIONS
    if before in PREPOSITIONS:
        return word in AFTER_PREPOSITIONS or word not in OPERATORS | PREPOSITIONS
    return True


def is_called_for(word: str, words: Sequence[str], place: int, named: bool) -> bool:
    """Whether the neighbours of a word call for another in its place; `named` tells whether a name follows."""
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    if word in DENYING:
        return _is_denied(words, place)
    if word in COMPARING:
        return after in OF | THAT or before in ARTICLES | {AT}
    if word in COUNTING:
        return _is_plural(after) or before in THE_SEVERAL
    if word in RANKING or word in OTHERS:
        return before in DETERMINERS
    if word in LEAVING_OUT:
        return named or after in DETERMINERS
    if word == COPULA:
        return before in DENYING_VERB
    if word in PREPOSITIONS:
        return named or after in DETERMINERS
    return word in (ASIDE, AT) or (word in JOINING and after in DENYING)


def _is_denied(words: Sequence[str], place: int) -> bool:
    """Whether a word denies with the « ne » before it (« n’a rin »), which no other does yet, or after « mais »."""
    said = words[max(0, place - MOST_BETWEEN) : place]
    return said[-1:] == [BUT] or (not DENYING_VERB.isdisjoint(said) and DENYING.isdisjoint(said))


def _is_plural(word: str) -> bool:
    return len(word) >= LEAST_LETTERS and word[-1] in "sx"


def instead(words: Sequence[str], place: int, near: Collection[str], aside: bool) -> str | None:
    """The operator that a word is which means something, but not there (« n’est as lauréat », « à par Montreuil »).

    Args:
        words: the message.
        place: the word.
        near: the words that it may be.
        aside: whether « à » stands before it and a name after it.
    """
    if aside and ASIDE in near:
        return ASIDE
    before = words[place - 1] if place else ""
    if MORE in near and words[place] == NO_S and before in DEFINITE:
        return MORE
    if BUT in near and words[place + 1 : place + 2] == [*NOT] and before not in _VERBAL | TO_HAVE:
        return BUT
    denies = _is_denied(words, place) and before not in _VERBAL | {BUT} and _DENYING.isdisjoint(words)
    return next(iter(NOT), None) if denies and not NOT.isdisjoint(near) and len(words[place]) <= LEAST_LETTERS else None
