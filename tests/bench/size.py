"""What looking up a misspelt name costs as the lexicon grows, beside comparing it with every name."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from random import Random

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.assistant import Assistant
from bot.french.noise import misspelt
from bot.understanding.forms import glue
from bot.understanding.index import FuzzyIndex, name_tolerance
from tests.bench.examples import SEED
from tests.bench.table import decimal, percent, table
from tests.bench.timing import timed

PLACES = (
    "aire de jeux, bibliothèque, centre de loisirs, cimetière, cinéma, collège, commissariat, conservatoire, crèche, "
    "déchetterie, école de musique, espace jeunesse, gare, gymnase, halle, hôpital, jardin, lycée, mairie, maison de "
    "quartier, marché, médiathèque, musée, parc, patinoire, piscine, place, port, square, stade, théâtre"
)
SIZES = (1_000, 10_000, 100_000, 1_000_000)
SCANNED = 100_000
"""The greatest lexicon that is also scanned."""
LOOKED_UP, COMPARED = 500, 30
"""Misspelt names looked up, and those of them compared with every name."""
MOST_EDITS = 2


def report(assistant: Assistant) -> Iterator[str]:
    """A line for each size, with its growth from the line above."""
    names = _names(assistant)
    chance = Random(SEED)
    # All are names of the smallest lexicon, so that each lexicon is asked the same.
    meant = [chance.choice(names[: SIZES[0]]) for _ in range(LOOKED_UP)]
    words = [misspelt(name, chance.randint(1, MOST_EDITS), chance) for name in meant]
    rows = []
    before = (0.0, 0.0, 0.0)
    for size in SIZES:
        lexicon = names[:size]
        look, built = _built(lexicon)
        found = sum(name in dict(look(word)) for name, word in zip(meant, words, strict=True))
        indexed = timed(look, words)
        del look
        scanned = timed(_scan(lexicon), words[:COMPARED]).p50 if size <= SCANNED else 0.0
        now = built, indexed.p50, scanned
        times = f"{1000 * built:.0f} ms", f"{indexed.p50:.0f} µs", f"{scanned:.0f} µs" if scanned else ""
        growth = [
            f"× {decimal(one / other, 1)}" if one and other else "" for one, other in zip(now, before, strict=True)
        ]
        cells = [cell for pair in zip(times, growth, strict=True) for cell in pair]
        rows.append((f"{size:_}".replace("_", " "), percent(found / LOOKED_UP), f"{indexed.p99:.0f} µs", *cells))
        before = now
    yield f"Noms inventés (« piscine de X ») ; {LOOKED_UP}, avec une ou deux fautes, cherchés dans chaque lexique."
    yield f"× : croissance pour dix fois plus de noms. Parcours : rapidfuzz compare le nom à tous ({COMPARED} noms)."
    yield from table(("noms", "trouvés", "p99", "construire", "", "p50", "", "parcours p50", ""), rows)


def _built(names: Sequence[str]) -> tuple[Callable[[str], list[tuple[str, int]]], float]:
    """What looks a word up among names as the lexicon does, and the seconds to build it."""
    gc.disable()  # as the model builds it
    begin = time.perf_counter()
    index = FuzzyIndex(names, name_tolerance)
    built = time.perf_counter() - begin
    gc.enable()
    return index.look, built


def _scan(names: Sequence[str]) -> Callable[[str], object]:
    return lambda word: process.extract(word, names, scorer=OSA.distance, score_cutoff=MOST_EDITS)


def _names(assistant: Assistant) -> list[str]:
    """The made-up names as forms, in an order drawn once."""
    communes = [record.name for record in assistant.model.knowledge.of("commune")]
    communes += [name for places in assistant.model.gazetteers for name in places.names()]
    towns = list(dict.fromkeys(map(glue, communes)))
    kinds = [glue(kind) for kind in PLACES.split(", ")]
    chosen = Random(SEED).sample(range(len(towns) * len(kinds)), SIZES[-1])
    return [f"{kinds[number % len(kinds)]}de{towns[number // len(kinds)]}" for number in chosen]
