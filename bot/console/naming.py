"""What questions, records and themes are called by people, and the record that somebody means."""

from collections import Counter
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from bot.answering.intent import Intent
from bot.content.model import Model
from bot.facts.records import Record
from bot.french.agreement import join_words
from bot.french.text import fold
from bot.workshop.roots import Roots, refused
from bot.written import ContentError

THEMES = "intents/hors_sujet/"
MOST_NAMED = 5
_LIKE = 60


def intent_name(intent: Intent) -> str:
    """Its subject, or what is said of it first; its identifier where the content has neither."""
    return intent.title or (f"« {intent.examples[0].say} »" if intent.examples else intent.id)


def record_name(record: Record) -> str:
    """« Vincennes (commune) »."""
    return f"{record.name} ({record.type.noun})"


def named_records(model: Model) -> list[str]:
    """The names of all records, in order, with their `[type:id]` where several are called alike."""
    every = list(_records(model))
    times = Counter(map(record_name, every))
    return sorted(
        f"{name} [{one.type.name}:{one.id}]" if times[name := record_name(one)] > 1 else name for one in every
    )


def pick_record(model: Model, said: str) -> tuple[str, str]:
    """The type and identifier of a record chosen from a list (« Vincennes (commune) [commune:94080] »), or just named.

    Raises ContentError where that may be several, or none.
    """
    if "[" in said:
        kind, _, identifier = said.rpartition("[")[2].rstrip("] ").partition(":")
        return kind, identifier
    wanted = fold(said).strip()
    every = list(_records(model))
    found = [one for one in every if wanted in (fold(one.name), fold(record_name(one)))]
    found = found or [one for one in every if wanted in map(fold, one.aliases)]
    if len(found) == 1:
        return found[0].type.name, found[0].id
    if not found:
        names = {place: fold(one.name) for place, one in enumerate(every)}
        near = process.extract(wanted, names, scorer=fuzz.WRatio, limit=MOST_NAMED, score_cutoff=_LIKE)
        likely = [record_name(every[place]) for _, _, place in near]
        remedy = f"peut-être {join_words(likely, 'ou')} : choisissez dans la liste" if likely else "vérifiez son nom"
        raise refused("knowledge", f"aucune fiche ne s’appelle « {said} »", remedy)
    likely = [record_name(one) for one in found[:MOST_NAMED]]
    what = f"« {said} » peut être {join_words(likely, 'ou')}"
    raise refused("knowledge", what, "choisissez dans la liste")


def _records(model: Model) -> Iterator[Record]:
    for kind in model.knowledge.types:
        yield from model.knowledge.records.get(kind, {}).values()


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
