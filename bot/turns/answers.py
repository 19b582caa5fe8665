"""Whether what was found answers a question, of which a part may not be explained."""

from math import inf

from bot.findings.query import Findings
from bot.understanding.frame import Frame
from bot.understanding.predicate import has_another, leaves_out_verb
from bot.understanding.reading import Candidate
from bot.understanding.scoring import LEAST_ASKED
from bot.understanding.weighing import Argument

LEAST_FOR_ALL = 0.8
"""Share of a question to explain before everything is listed: what is not explained may be what it is about."""
LEAST_FOR_ALL_GRANTS = 0.9
"""The same of published grants."""
EVERYTHING = ("tous", "compte")
"""Cases of findings that tell of all there is, where nothing constrains them."""


def answers(read: Candidate, argument: Argument, frame: Frame, findings: Findings) -> bool:
    """Whether what was found answers a message as it was read.

    Who has a grant is no answer to « qui a rendu sa subvention ? ».
    """
    if read.score < _least(frame, findings):
        return False
    if findings.rows and has_another(argument.cover, findings.rows):
        # That Rosny has a chatbot does not tell « le chatbot a-t-il une IA ? ».
        return False
    return not findings.rows or not leaves_out_verb(argument.cover, read.rule.explains)


def _least(frame: Frame, findings: Findings) -> float:
    """The share of a question to explain for what was found to be its answer; more than there is when it cannot be."""
    if findings.case == "douter":
        return LEAST_ASKED
    if findings.values.get("contraintes", True):
        return 0.0
    # « Les projets sur deux thèmes » are not all of them.
    if findings.lines:
        # « Les associations sympathiques » are not all of them.
        return LEAST_FOR_ALL_GRANTS
    unused = frame.comparison is not None and frame.claim is None
    return inf if unused and findings.case in EVERYTHING else LEAST_FOR_ALL
