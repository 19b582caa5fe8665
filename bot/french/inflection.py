"""The regular forms of French words, and the commonest irregular plurals, so that content lists a word once."""

from collections.abc import Iterator
from itertools import takewhile

_FIRST_GROUP = [
    "er", "e", "es", "ent", "ons", "ez", "ant", "é", "ée", "és", "ées", "ais", "ait", "aient", "ions", "iez", "a",
    "èrent", "erai", "eras", "era", "erons", "erez", "eront", "erais", "erait", "eraient",
]  # fmt: skip
_SECOND_GROUP = [
    "ir", "is", "it", "issons", "issez", "issent", "issant", "i", "ie", "ies", "issais", "issait", "issaient",
    "irent", "irai", "iras", "ira", "irons", "irez", "iront", "irais", "irait", "iraient",
]  # fmt: skip
_PLAIN_PLURALS = frozenset(["bal", "bleu", "carnaval", "festival", "landau", "pneu", "récital", "régal"])
_PLURALS_IN_AUX = frozenset(["bail", "corail", "émail", "travail", "vitrail"])
_PLURALS_IN_X = frozenset(["bijou", "caillou", "chou", "genou", "hibou", "joujou", "pou"])
_LINKS = frozenset(["à", "au", "aux", "avec", "d", "de", "des", "du", "en", "par", "pour", "sans", "sur"])

# The first ending that fits; any other adjective takes « e ».
_FEMININES = (
    ("e", "e"), ("nouveau", "nouvelle"), ("beau", "belle"), ("érieur", "érieure"), ("meilleur", "meilleure"),
    ("teur", "trice"), ("eur", "euse"), ("eux", "euse"), ("if", "ive"), ("neuf", "neuve"), ("el", "elle"),
    ("en", "enne"), ("on", "onne"), ("er", "ère"), ("public", "publique"), ("blanc", "blanche"), ("long", "longue"),
    ("plet", "plète"), ("cret", "crète"), ("quiet", "quiète"),
)  # fmt: skip


def plural(noun: str) -> str:
    """The plural: `réseau` → `réseaux`, `projet numérique` → `projets numériques`, `mot de passe` → `mots de passe`."""
    words = noun.split(" ")
    head = list(takewhile(lambda word: word not in _LINKS, words))
    return " ".join([*map(_plural, head), *words[len(head) :]])


def _plural(noun: str) -> str:
    if noun.endswith(("s", "x", "z")):
        return noun
    if noun in _PLAIN_PLURALS:
        return noun + "s"
    if noun in _PLURALS_IN_X or noun.endswith(("eau", "eu", "au")):
        return noun + "x"
    if noun in _PLURALS_IN_AUX:
        return noun[:-2] + "ux"
    if noun.endswith("al"):
        return noun[:-1] + "ux"
    return noun + "s"


_VOWELS = frozenset("aàâeéèêhiîoôuy")


def noun_forms(noun: str) -> tuple[str, ...]:
    """Singular and plural."""
    return (noun, plural(noun))


def adjective_forms(adjective: str) -> tuple[str, ...]:
    """Masculine and feminine, singular and plural: `lauréat` → lauréat, lauréate, lauréats, lauréates."""
    feminine = _feminine(adjective)
    return (adjective, feminine, plural(adjective), plural(feminine))


def _feminine(adjective: str) -> str:
    for ending, replacement in _FEMININES:
        if adjective.endswith(ending):
            return adjective.removesuffix(ending) + replacement
    return adjective + "e"


def verb_forms(infinitive: str) -> tuple[str, ...]:
    """The forms of a regular verb in -er or -ir, participles in all four agreements.

    Raises:
        ValueError: the verb is irregular and its forms have to be listed.
    """
    if infinitive.endswith("er"):
        stem = infinitive[:-2]
        forms = [_soften(stem, ending) + ending for ending in _FIRST_GROUP]
        if stem.endswith("y"):
            forms += [
                stem[:-1] + "i" + ending
                for ending in _FIRST_GROUP
                if ending.startswith("e") and ending not in ("er", "ez")
            ]
    elif infinitive.endswith("ir"):
        forms = [infinitive[:-2] + ending for ending in _SECOND_GROUP]
    else:
        raise ValueError(f"« {infinitive} » n’est pas un verbe régulier en -er ou -ir")
    return tuple(dict.fromkeys(forms))


def request_forms(infinitive: str) -> tuple[str, ...]:
    """What asks to be told something by a verb (« me le révéler », « m’en instruire », « révélez-nous »)."""
    elides = infinitive[0] in _VOWELS
    one, it = ("m", ("l",)) if elides else ("me", ("le", "la", "les"))
    before = [
        one,
        "nous",
        "lui",
        "leur",
        "m en",
        "nous en",
        *(f"{who} {what}" for who in ("me", "nous") for what in (*it, "les")),
    ]
    forms = [f"{said} {infinitive}" for said in before]
    verb, _, rest = infinitive.partition(" ")
    if verb.endswith("er"):
        rest = rest and f" {rest}"
        forms += [f"{verb[:-2]}ez {said}{rest}" for said in ("moi", "nous", "m en", "nous en", "le moi", "la moi")]
        # « Je souhaiterais que vous me l’indiquiez », « … que vous m’en donnassiez »
        forms += [f"vous {said} {verb[:-2]}{ending}{rest}" for said in before for ending in ("iez", "assiez")]
    return tuple(dict.fromkeys(forms))


def _soften(stem: str, ending: str) -> str:
    """« Nous rangeons, finançons »: what keeps « g » and « c » soft before « a » and « o »."""
    if ending[0] in "ao":
        if stem.endswith("g"):
            return stem + "e"
        if stem.endswith("c"):
            return stem[:-1] + "ç"
    return stem


def _endings() -> dict[str, tuple[str, ...]]:
    """Folded endings of inflected words, each with the endings its base form may have."""
    found: dict[str, dict[str, None]] = {}

    def learn(ending: str, base: str) -> None:
        for accented in "éè":
            ending, base = ending.replace(accented, "e"), base.replace(accented, "e")
        found.setdefault(ending, {})[base] = None

    for verb_ending in _FIRST_GROUP:
        learn(verb_ending, "er")
    for verb_ending in _SECOND_GROUP:
        learn(verb_ending, "ir")
    for base, feminine in (*_FEMININES[1:], ("", "e")):
        learn(feminine, base)
        learn(feminine + "s", base)
    for base, many in (("", "s"), ("", "x"), ("al", "aux"), ("ail", "aux")):
        learn(many, base)
    return {ending: tuple(bases) for ending, bases in found.items()}


_BASES = _endings()
_LONGEST = max(map(len, _BASES))


def stem(word: str) -> str:
    """The beginning that a folded noun or adjective has in the singular and in the plural.

    >>> stem("chevaux"), stem("cheval"), stem("arts"), stem("sociale")
    ('cheva', 'cheva', 'art', 'socia')
    """
    for ending, kept in (("aux", 2), ("ales", 3), ("ale", 2), ("al", 1), ("s", 1), ("x", 1)):
        if word.endswith(ending):
            return word[:-kept]
    return word


def lemmas(word: str) -> Iterator[str]:
    """The folded base forms that a folded word may be an inflection of, itself first.

    >>> "voyager" in lemmas("voyageaient"), "cheval" in lemmas("chevaux")
    (True, True)
    """
    yield word
    for length in range(1, min(_LONGEST, len(word) - 2) + 1):
        for base in _BASES.get(word[-length:], ()):
            stem = word[:-length]
            yield stem + base
            if base == "er" and stem.endswith("ge"):
                yield stem[:-1] + base
