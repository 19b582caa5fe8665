"""Whether an answer tells nothing of what a question asks: what for, on which day, or why, where no line says it."""

from bot.findings.query import YEARS, Findings
from bot.grants.form import MASKED
from bot.grants.selection import Selection
from bot.understanding.frame import Frame

WHAT_FOR, WHY, WHEN, WHICH_DAY = "objet_demande", "pourquoi", "quand", "quel_jour_mot"
"""The concepts of words that ask what grants are for, why, when, and on which day."""
HOW_MUCH = "combien"
"""The concept of words that ask how much too."""
PROJECTS = "projet"
"""The concept of words for what grants are for."""
SUM, EACH_YEAR = "somme", "annees"
"""Cases of findings that tell amounts, in all and year by year."""


def tells_nothing_asked(found: Findings, frame: Frame, selection: Selection) -> bool:
    """Whether amounts are told of those grants, but what is asked is said of none."""
    concepts = frame.concepts
    if HOW_MUCH in concepts or not found.values.get("total"):
        return False
    if not selection.ask("count(*)", f"AND name <> '{MASKED}'")[0][0]:
        # Of persons nothing more is kept.
        return False
    if found.case == EACH_YEAR:
        # « Pourquoi la subvention baisse-t-elle ? »
        return WHY in concepts
    if found.case != SUM:
        return False
    purpose = not {WHAT_FOR, WHY, PROJECTS}.isdisjoint(concepts)
    return (purpose and not selection.ask("count(object)")[0][0]) or (
        WHEN in concepts and _tells_no_day(frame, selection)
    )


def _tells_no_day(frame: Frame, selection: Selection) -> bool:
    """Whether no day is said of grants whose day is asked for, or of which but the year is known that is told."""
    day = WHICH_DAY in frame.concepts or any(frame.of(*YEARS)) or not selection.ask("count(year)")[0][0]
    return day and not selection.ask("count(date) + count(paid_from)")[0][0]
