"""The regular forms of French words, so that content lists a word once."""

_FIRST_GROUP = ["er", "e", "es", "ent", "ons", "ez", "ant", "é", "ée", "és", "ées", "ais", "ait", "aient", "ions", "iez", "a", "èrent", "erai", "era", "eras", "erons", "erez", "eront", "erais", "erait", "eraient"]
_SECOND_GROUP = ["ir", "is", "it", "issons", "issez", "issent", "issant", "i", "ie", "is", "ies", "issais", "issait", "issaient", "irai", "ira", "irons", "irez", "iront", "irait", "iraient"]


def plural(noun: str) -> str:
    """The regular plural: `projet` → `projets`, `réseau` → `réseaux`, `local` → `locaux`."""
    if noun.endswith(("s", "x", "z")):
        return noun
    if noun.endswith(("eau", "eu", "au")):
        return noun + "x"
    if noun.endswith("al"):
        return noun[:-2] + "aux"
    return noun + "s"


def noun_forms(noun: str) -> tuple[str, ...]:
    """Singular and plural."""
    return (noun, plural(noun))


def adjective_forms(adjective: str) -> tuple[str, ...]:
    """Masculine and feminine, singular and plural: `lauréat` → lauréat, lauréate, lauréats, lauréates."""
    if adjective.endswith("e"):
        feminine = adjective
    elif adjective.endswith("eur") or adjective.endswith("eux"):
        feminine = adjective[:-1] + "se"
    elif adjective.endswith("if"):
        feminine = adjective[:-1] + "ve"
    elif adjective.endswith(("el", "en", "on")):
        feminine = adjective + adjective[-1] + "e"
    elif adjective.endswith("er"):
        feminine = adjective[:-2] + "ère"
    else:
        feminine = adjective + "e"
    return (adjective, feminine, plural(adjective), plural(feminine))


def verb_forms(infinitive: str) -> tuple[str, ...]:
    """The forms of a regular verb in -er or -ir, participles in all four agreements.

    Raises:
        ValueError: the verb is irregular and its forms have to be listed.
    """
    if infinitive.endswith("er"):
        stem, endings = infinitive[:-2], _FIRST_GROUP
    elif infinitive.endswith("ir"):
        stem, endings = infinitive[:-2], _SECOND_GROUP
    else:
        raise ValueError(f"« {infinitive} » n’est pas un verbe régulier en -er ou -ir")
    forms = [stem + ending for ending in endings]
    if stem.endswith("g") and infinitive.endswith("er"):
        forms += [stem + "e" + ending for ending in ("ons", "ant", "ait", "aient", "a")]
    return tuple(dict.fromkeys(forms))
