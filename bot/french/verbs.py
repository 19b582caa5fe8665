"""The verbs of French grammar, folded: auxiliaries, and those that ask or open a clause, whatever the subject."""

SEEKING = frozenset(("cherche", "cherchent", "recherche", "recherchent", "souhaite", "voudrait", "aimerait"))
"""Verbs of those who look for something, before its article."""
INVERTED = frozenset(
    ("est", "sont", "etait", "etaient", "serait", "seraient", "seront", "ont", "avait", "avaient", "auront", "aurait",
     "auraient", "peut", "peuvent", "pourrait", "pourraient", "doit", "doivent", "puis", "dois", "fut", "furent", "eut",
     "eurent", "font", "fait")
)  # fmt: skip
"""Verbs that their subject follows only to ask, be there a hyphen or not (« est elle », « dois je »)."""
MAY = frozenset(
    ("peut", "peux", "peuvent", "pourra", "pourrai", "pourront", "pourrait", "pourrais", "pourraient", "puis")
)
"""Forms of « pouvoir » by which it is asked what may be done with something."""
BEING_THERE = frozenset(("sont", "ont", "furent"))
"""Verbs after it of which it is the place (« combien y ont gagné ? », not « y a-t-il »)."""
HAVING_DONE = frozenset(
    ("ai", "avais", "aurais", "aurai", "avons", "avions", "aurions", "a", "avait", "aurait", "ont", "avaient")
)
"""Forms of « avoir » before a participle."""
DOING_NEXT = frozenset(("vais", "allais", "dois", "viens", "allons"))
"""Verbs before the infinitive of what whoever writes does next, which is no wish."""
BEING_OR_HAVING = frozenset(("a", "est", "avait", "etait", "aura", "sera", "aurait", "serait", "ait", "soit"))
"""Forms of « être » and « avoir » after « on »."""
AUXILIARIES = frozenset(("a", "ont", "avait", "avaient", "aura", "auront", "est", "sont", "fait", "font"))
"""The third persons that a clause begins with after its subject."""
SAID_OF = AUXILIARIES | {
    "figure", "figurent", "gagne", "gagnent", "obtient", "obtiennent", "percoit", "recoit", "recoivent", "touche",
    "touchent",
}  # fmt: skip
"""The same, with those of what places do in a list."""
HAVING = frozenset(("a", "ait", "avait"))
"""Forms of « avoir » after « y » (« il y a »)."""
HAD = frozenset(("a", "ont", "avait", "avaient"))
"""The auxiliaries of the past."""
BEING_OR_HAVING_DONE = HAD | {
    *("aura", "auront", "aurait", "auraient", "est", "sont", "etait", "etaient", "sera", "seront", "serait", "seraient")
}
"""Forms of « avoir » and « être » in the third person."""
TO_HAVE = frozenset(
    ("a", "ont", "avait", "avaient", "aura", "auront", "aurait", "auraient", "va", "vont", "atil", "atelle", "ontils",
     "ontelles")
)  # fmt: skip
"""Auxiliaries of the active voice, before a participle or an infinitive, and with their subject joined to them."""
IMPERATIVE = "ez"
"""How a verb ends by which several people, or one addressed politely, are told to do something."""
NO_IMPERATIVES = frozenset(
    (
        "assez", "avez", "chez", "nez", "pouvez", "savez", "voulez", "allo", "alors", "bah", "ben", "bon", "bonjour",
        "euh", "mais", "non", "quant", "salut", "selon",
    )
)  # fmt: skip
"""Words that end so, or stand before those by which somebody speaks of themselves, and tell nobody to do something."""
TO_ORDERER = frozenset(("moi", "nous"))
"""Words after an imperative that say for whom it is done (« donne-moi »)."""
