"""What answering about published grants costs, by kind of question and size of the pack."""

import asyncio
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median, quantiles

from bot import settings
from bot.assistant import Assistant
from bot.content.model import load_model
from bot.dialogue.conversation import Conversation
from bot.french.noise import misspelt
from bot.grants.description import Description
from bot.grants.importing import Wanted, import_grants
from bot.store.memory import MemoryStore
from tests.bench.examples import SEED
from tests.bench.start import starts
from tests.bench.table import decimal, percent, table
from tests.grants.made import QUARTERS, SECTORS, write_big

SIZES = (1_000, 100_000, 1_000_000)
ASKED = 100
"""Questions of each kind, none of which is asked twice, as far as there are so many."""
YEARS = range(2015, 2024)
STARTS = 3

KINDS = {
    "un nom mal écrit": ("Combien a reçu {misspelt} ?",),
    "puis une année": ("Combien a reçu {name} ?", "et en {year} ?"),
    "deux noms comparés": ("Compare {name} et {other}",),
    "le total d’une année": ("Combien de subventions depuis {year} dans le quartier {quarter} ?",),
    "un secteur, une année": ("Combien pour le secteur {sector} en {year} ?",),
    "au-dessus d’un montant": ("Combien de subventions de plus de {amount} € ?",),
    "le palmarès": ("Les {rank} associations les plus aidées en {year}",),
    "la liste, puis la suite": ("Liste des subventions du secteur {sector} en {year}", "la suite"),
    "la médiane": ("Quelle est la subvention médiane du secteur {sector} en {year} ?",),
    "par secteur": ("Répartition par secteur en {year}, quartier {quarter}",),
    "lu des objets": ("Combien pour les festivals en {year}, quartier {quarter} ?",),
    "les nouveaux": ("Quels sont les nouveaux bénéficiaires en {year} ?",),
    "les baisses": ("Les plus fortes baisses en {year}",),
}


def report(assistant: Assistant) -> Iterator[str]:
    """Tables of figures, with their growth from one size to the next."""
    chosen = settings.load()
    with tempfile.TemporaryDirectory() as made:
        packs = {size: _pack(Path(made), size) for size in SIZES}
        heads = ("lignes", "s jusqu’à prêt la première fois", "ensuite", "dont lecture", "Mo du processus")
        rows = []
        for size, pack in {0: None, **packs}.items():
            first, *others = starts(1 + STARTS, f"{chosen.knowledge},{pack}" if pack else "")
            ready, load, memory = (median(figure) for figure in zip(*others, strict=True))
            rows.append((_count(size), *map(decimal, (first.ready, ready, load)), decimal(memory / 1e6, 0)))
        yield from table(heads, rows)
        yield ""
        yield f"ms pour comprendre et répondre : médiane, 99e centile de {ASKED} questions différentes. × : croissance."
        figures: dict[str, list[tuple[float, float]]] = {}
        answered: dict[str, list[str]] = {}
        for pack in packs.values():
            served = Assistant(load_model(chosen.intents, chosen.knowledge, [pack]), MemoryStore())
            asyncio.run(served.warm())
            for kind, turns in KINDS.items():
                spent, told = _ask(served, turns)
                figures.setdefault(kind, []).append((median(spent), quantiles(spent, n=100)[98]))
                answered.setdefault(kind, []).append(percent(told))
        rows = []
        for kind, times in figures.items():
            cells = [f"{decimal(p50, 1)} / {decimal(p99, 1)}" for p50, p99 in times]
            growth = [f"× {decimal(after[1] / before[1], 1)}" for before, after in pairwise(times)]
            rows.append((kind, *cells, *growth, answered[kind][-1]))
        yield from table(("", *map(_count, packs), *("" for _ in SIZES[1:]), "répondu"), rows)


def _count(number: int) -> str:
    return f"{number:_}".replace("_", " ")


def _pack(folder: Path, size: int) -> Path:
    file, out = folder / f"{size}.csv", folder / str(size)
    write_big(file, size, SEED)
    import_grants(Wanted((file,), out, Description()))
    return out


def _ask(served: Assistant, turns: Sequence[str]) -> tuple[list[float], float]:
    """The ms that the last of some turns takes, each time with other names; and the share that is answered."""
    published = served.model.published
    assert published is not None
    (pack,) = published.packs.values()
    chance = Random(SEED)
    sample = f"USING SAMPLE {ASKED + 1} (reservoir, {SEED})"
    names = [name for (name,) in pack.rows(f"SELECT name FROM beneficiary WHERE siren IS NOT NULL {sample}")]
    spent = []
    told = 0
    for name, other in pairwise(names):
        said = {
            "name": name,
            "other": other,
            "misspelt": misspelt(name, chance.randint(1, 2), chance),
            "year": chance.choice(YEARS),
            "sector": chance.choice(SECTORS),
            "quarter": chance.choice([one for one in QUARTERS if one]),
            "amount": chance.randint(1, 90_000),
            "rank": chance.randint(3, 20),
        }
        past = Conversation()
        for turn in turns:
            begin = time.perf_counter()
            reply, past = served.answer(turn.format(**said), past)
            last = 1000 * (time.perf_counter() - begin)
        spent.append(last)
        told += reply.outcome in ("answered", "clarify")
    return spent, told / len(spent)
