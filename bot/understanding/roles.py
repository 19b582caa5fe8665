"""Roles: what a word does in a sentence, if it does something, as vocabularies name it."""

from typing import Literal, get_args

Role = Literal[
    "exclusion",
    "negation",
    "absence",
    "ouverture",
    "question",
    "suite",
    "correction",
    "verification",
    "determinant",
    "groupe",
    "autres",
    "mesure",
    "tout",
    "courant",
    "pronom",
    "preposition",
    "auxiliaire",
    "contexte",
    "accord",
    "langue",
    "semblable",
    "soi",
    "cloture",
    "superlatif",
    "intervalle",
    "page",
    "situation",
    "reprise",
    "partitif",
    "ailleurs",
    "appartenance",
    "repere",
    "ajout",
    "precedent",
    "suivant",
    "etendue",
    "depart",
    "arrivee",
    "don",
    "dementi",
    "propos",
    "meme_temps",
    "personne",
    "alternative",
    "reference",
    "confondus",
    "alerte",
    "retrait",
    "retour",
    "cumul",
    "longueur",
    "homologue",
]
ROLES: tuple[Role, ...] = get_args(Role)
ORDINARY = frozenset({"courant", "langue"})
"""The roles of everyday words and of those of another language: what a misspelt word was never meant to be."""
DENYING = ("negation", "absence")
"""The roles of words that deny what is said."""
NEGLIGIBLE = 0.25
"""What « non » and « pas » weigh, and any word that tells no more beside them."""
LEAVING_OUT = "exclusion"
"""That of words that keep out what they name."""
SUPERLATIVE = "superlatif"
"""That of words that ask for the most, or the least."""
OPENING = "ouverture"
"""That of words that open a request (« je voudrais »)."""
BETWEEN: Role = "intervalle"
"""That of words that make two numbers the bounds of a third."""
LYING: Role = "situation"
"""That of words that say where something lies (« c’est dans le »)."""
CORRECTING: Role = "correction"
"""That of words that take back what was said (« non pardon, en 2023 »)."""
AT_ONCE: Role = "cumul"
"""That of words that ask for what is of several things at once (« à la fois la santé et l’humanitaire »)."""
ELSEWHERE_ALIKE: Role = "homologue"
"""That of what stands for somebody told of by their charge, in a place of which nobody is known."""
OTHERS: Role = "autres"
"""That of words for others than those told."""
