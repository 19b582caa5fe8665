"""How well misspelt names of communes are found, how rarely one commune is taken for another, and what is said of those
elsewhere that are written as they should be."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from bot.assistant import Assistant
from bot.dialogue.conversation import Conversation
from bot.french.noise import misspelt, respelt, sound
from bot.understanding.forms import glue
from tests.bench.examples import SEED
from tests.bench.table import percent, table

OURS, ELSEWHERE = "commune", "commune_ailleurs"
VARIANTS = 20
ATTEMPTS = 50
"""How often another spelling is drawn where one is no misspelling, or is another commune's name."""
PHRASES = ("projets de {}", "{}", "est-ce que {} a un projet ?")
ASKED = (
    "la ville de {} a été subventionnée ?", "est-ce que {} a gagné", "Quels projets à {} ?", "le projet de {}",
    "combien de projets à {} ?", "{} a gagné quoi ?", "et {} ?",
)  # fmt: skip
SAMPLE = 2000
"""Names elsewhere of which all these are asked."""
_UNDOUBLED = re.compile(r"([flmnprst])\1(?=[aeiouyé])")
_PLURAL = re.compile(r"(?<=^[ld])es$")


def by_ear(name: str, chance: Random) -> str:
    """A name written by ear from end to end, in lower case and without hyphens (« Issy-les-Moulineaux » → « isy lé
    moulino »)."""
    words = name.lower().replace("-", " ").replace("’", " ").split(" ")
    plain = (_UNDOUBLED.sub(r"\1", _PLURAL.sub("é", word)) for word in words)
    return " ".join([sound(sound(word, chance), chance) for word in plain])


NOISES: dict[str, Callable[[str, Random], str]] = {
    "une faute": lambda name, chance: misspelt(name, 1, chance),
    "deux fautes": lambda name, chance: misspelt(name, 2, chance),
    "à l’oreille": respelt,
    "tout à l’oreille": by_ear,
}
SHOWN = 12
"""Mistakes quoted."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message was taken to name."""

    answered: frozenset[str]
    """Everything that the answer is about."""
    communes: frozenset[str]
    """The communes among it."""
    proposed: frozenset[str]
    """What it asks to choose from, or to confirm."""


def report(assistant: Assistant) -> Iterator[str]:
    """The table of misspelt names with some mistakes, then how other communes' names are taken."""
    ours = [record.name for record in assistant.model.knowledge.of(OURS)]
    elsewhere = [
        name for places in assistant.model.gazetteers if places.kind.name == ELSEWHERE for name in places.names()
    ]
    known = {glue(name) for name in (*ours, *elsewhere)}
    rows, mistakes = [], []
    for label, misspell in NOISES.items():
        spelt = [(name, one) for name in ours for one in _spellings(name, label, misspell, known)]
        for phrase in PHRASES:
            heard = [(name, phrase.format(one), _hear(assistant, phrase.format(one))) for name, one in spelt]
            wrong = [(said, one) for name, said, one in heard if one.communes and name not in one.answered]
            found = sum(name in one.answered for name, _, one in heard)
            asked = sum(name in one.proposed for name, _, one in heard)
            missed = len(heard) - found - asked - len(wrong)
            shares = (percent(number / len(heard)) for number in (found, asked, len(wrong), missed))
            rows.append((f"{phrase.format('X')}, {label}", str(len(heard)), *shares))
            mistakes += [f"  « {said} » → {', '.join(sorted(one.communes))}" for said, one in wrong]
    yield f"{len(ours)} communes, {VARIANTS} façons de mal écrire chacune, dont aucune n’est le nom d’une autre :"
    yield from table(("message", "messages", "trouvée", "demandée", "une autre", "pas trouvée"), rows)
    yield from _some("Prises pour une autre", mistakes)
    yield ""
    yield from _others(assistant, frozenset(ours), elsewhere)


def _others(assistant: Assistant, ours: frozenset[str], elsewhere: list[str]) -> Iterator[str]:
    """The other communes of France written as they should be: how many are taken for ours."""
    forms = {glue(name) for name in ours}
    short = {glue(alias) for record in assistant.model.knowledge.of(OURS) for alias in record.aliases}
    asked = [name for name in dict.fromkeys(elsewhere) if glue(name) not in forms]
    heard = [(name, _hear(assistant, PHRASES[0].format(name))) for name in asked]
    taken = [(name, one.communes & ours) for name, one in heard if one.communes & ours]
    others = [(name, found) for name, found in taken if glue(name) not in short]
    proposed = sum(bool(one.proposed & ours) for _, one in heard)
    itself = sum(name in one.answered for name, one in heard)
    yield f"« {PHRASES[0].format('X')} », X étant chacun des {len(asked)} noms de communes d’ailleurs, bien écrit :"
    yield f"  reconnue {percent(itself / len(asked))} ; prise pour une des nôtres {len(others)} ; " + (
        f"nom court d’une des nôtres {len(taken) - len(others)} ; une des nôtres proposée {proposed}"
    )
    yield from _some("Prises pour une des nôtres", [f"  {name} → {', '.join(sorted(found))}" for name, found in others])
    sample = Random(SEED).sample(asked, SAMPLE)
    messages = [(name, phrase.format(name)) for name in sample for phrase in ASKED]
    silent = [said for name, said in messages if not _says(assistant, name, said)]
    yield f"{SAMPLE} d’entre eux dans {len(ASKED)} phrases : nommés, demandés ou dits inconnus, sauf {len(silent)} fois"
    yield from _some("Répondu autre chose", [f"  {said}" for said in silent])


def _says(assistant: Assistant, name: str, message: str) -> bool:
    """Whether what is answered names a commune, where it is an answer at all."""
    reply, _ = assistant.answer(message, Conversation())
    return reply.outcome in ("unknown", "clarify", "out_of_scope") or glue(name) in glue(reply.text)


def _spellings(name: str, label: str, misspell: Callable[[str, Random], str], known: set[str]) -> Iterator[str]:
    """Misspellings of a name, the same whatever the other names are."""
    chance = Random(f"{SEED} {label} {name}")
    for _ in range(VARIANTS):
        drawn = (misspell(name, chance) for _ in range(ATTEMPTS))
        yield from [one for one in drawn if glue(one) not in known][:1]


def _hear(assistant: Assistant, message: str) -> Heard:
    steps, _ = assistant.steps(message, Conversation())
    asked = {record.name for step in steps for record in step.answered.choices}
    records = [
        record
        for step in steps
        if not step.answered.choices
        for entity in step.answered.frame.entities
        for record in entity.records
    ]
    communes = (record.name for record in records if record.type.name in (OURS, ELSEWHERE))
    return Heard(frozenset(record.name for record in records), frozenset(communes), frozenset(asked))


def _some(title: str, lines: list[str]) -> Iterator[str]:
    """Some lines from one end to the other: neighbours look alike."""
    lines = list(dict.fromkeys(lines))
    shown = min(SHOWN, len(lines))
    if lines:
        yield f"{title}, {shown} sur {len(lines)} :"
        yield from (lines[number * len(lines) // shown] for number in range(shown))
