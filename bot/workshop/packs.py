"""The beginning of another content: a subject, its first question, and the words that all subjects share."""

import shutil
from pathlib import Path

from bot.settings import load
from bot.workshop.roots import FOLDERS, Roots, refused
from bot.workshop.yaml_text import written

SHARED = ("intents/langue/", "intents/courant.yaml", "intents/autres_sujets.yaml", "knowledge/pages/")
"""The words that are not of a subject, and the pages of every site, as they are delivered."""
_TEMPLATES = Path(__file__).with_name("pack")


def begin_pack(folder: Path, subject: str) -> Roots:
    """Write a content that passes the checks.

    Args:
        folder: where to, new or empty.
        subject: what it is about, as a noun (« jardin partagé »).

    Raises:
        ContentError: something is there already.
    """
    roots = Roots(*(folder / name for name in FOLDERS))
    if any(root.exists() for root in roots):
        raise refused(str(folder), "ce dossier contient déjà un contenu", "choisissez un dossier neuf")
    delivered = load({})
    known = Roots(delivered.intents, delivered.knowledge)
    filled = {"@SUJET@": written(subject), "@EXEMPLE@": written(f"Parlez-moi de {subject}", flow=False)}
    for template in sorted(_TEMPLATES.rglob("*.yaml")):
        text = template.read_text("utf-8")
        for mark, value in filled.items():
            text = text.replace(mark, value)
        place = folder / template.relative_to(_TEMPLATES)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    for name in (name for name in known.names() if name.startswith(SHARED)):
        place = roots.path(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(known.path(name), place)
    return roots
