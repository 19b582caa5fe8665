"""What questions and themes are called by people."""

from bot.answering.intent import Intent
from bot.workshop.roots import Roots
from bot.written import ContentError

THEMES = "intents/hors_sujet/"


def intent_name(intent: Intent) -> str:
    """Its subject, or what is said of it first; its identifier where the content has neither."""
    return intent.title or (f"« {intent.examples[0].say} »" if intent.examples else intent.id)


def themes(roots: Roots) -> dict[str, str]:
    """What is off the subject, by file: each is called as the remark on its first line begins."""
    found = {}
    for name in roots.names():
        if name.startswith(THEMES) and name.endswith(".yaml"):
            theme = name.removeprefix(THEMES).removesuffix(".yaml")
            try:
                first = (roots.read(name) or "").partition("\n")[0]
            except ContentError:
                first = ""
            title = first.removeprefix("#").partition(" : ")[0].strip() if first.startswith("#") else ""
            found[theme] = title or theme
    return found
