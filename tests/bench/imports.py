"""What importing published grants costs, and what a pack costs to open and to ask, at three sizes."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median, quantiles

from bot.assistant import Assistant
from bot.french.noise import misspelt
from bot.grants.opening import open_names, open_pack
from tests.bench.examples import SEED
from tests.bench.table import decimal, percent, table
from tests.grants.made import write_big

SIZES = (10_000, 100_000, 1_000_000)
ASKED = 300
"""Names looked up, misspelt once or twice."""
ROUNDS = 15
IMPORT = """
import resource, sys, time
from pathlib import Path
from bot.grants.description import Description
from bot.grants.importing import Wanted, import_grants
begin = time.perf_counter()
import_grants(Wanted((Path(sys.argv[1]),), Path(sys.argv[2]), Description()))
seconds = time.perf_counter() - begin
own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
spent = sum(one.ru_utime + one.ru_stime for one in (own, others))
print(seconds, spent, own.ru_maxrss * 1024, others.ru_maxrss * 1024)
"""
OPEN = """
import sys, time
from pathlib import Path
from bot.grants.opening import open_names, open_pack
def resident():
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024
before, begin = resident(), time.perf_counter()
engine = open_pack(Path(sys.argv[1]))
names = open_names(Path(sys.argv[1]))
engine.execute("SELECT beneficiary, sum(cents) AS c FROM grants GROUP BY 1 ORDER BY c DESC LIMIT 10").fetchall()
print(time.perf_counter() - begin, resident() - before)
"""
QUERIES = {
    "lignes d’un bénéficiaire": "SELECT line, cents FROM grants WHERE beneficiary = {one}",
    "somme et nombre": "SELECT count(*), sum(cents) FROM grants",
    "par année": "SELECT year, count(*), sum(cents) FROM grants GROUP BY year",
    "un secteur, une année": "SELECT count(*), sum(cents) FROM grants WHERE x2 = 'Sport' AND year = 2019",
    "par secteur, un quartier": "SELECT x2, sum(cents) FROM grants WHERE x1 = 'Nord' GROUP BY x2",
    "10 premiers": "SELECT beneficiary, sum(cents) AS c FROM grants GROUP BY 1 ORDER BY c DESC LIMIT 10",
    "10 premiers d’une année": (
        "SELECT beneficiary, sum(cents) AS c FROM grants WHERE year = 2019 GROUP BY 1 ORDER BY c DESC LIMIT 10"
    ),
    "médiane d’une année": "SELECT median(cents) FROM grants WHERE year = 2019",
    "plus de 50 000 €": "SELECT count(*), sum(cents) FROM grants WHERE cents > 5000000",
    "nouveaux d’une année": "SELECT count(*) FROM (SELECT beneficiary FROM grants GROUP BY 1 HAVING min(year) = 2020)",
}


def report(assistant: Assistant) -> Iterator[str]:
    """Tables of figures, with their growth from one size to the next."""
    with tempfile.TemporaryDirectory() as made:
        packs = {}
        rows = []
        for size in SIZES:
            file, folder = Path(made) / f"{size}.csv", Path(made) / str(size)
            write_big(file, size, SEED)
            seconds, processor, memory, other = _run(IMPORT, file, folder)
            packs[size] = next(folder.glob("*.duckdb"))
            ready, resident = _run(OPEN, packs[size])
            sizes = file.stat().st_size / 1e6, packs[size].stat().st_size / 1e6
            memories = memory / 1e6, other / 1e6
            rows.append((size, size / seconds, seconds, processor, *memories, *sizes, 1000 * ready, resident / 1e6))
        heads = (
            "lignes",
            "lignes/s",
            "s",
            "s de processeur",
            "Mo au plus",
            "Mo de chaque autre processus",
            "Mo CSV",
            "Mo paquet",
            "ms d’ouverture",
            "Mo ouvert",
        )
        yield from table(heads, [tuple(f"{value:_.0f}".replace("_", " ") for value in row) for row in rows])
        yield ""
        yield f"ms, un fil, médiane et 99e centile de {ROUNDS} fois ; {ASKED} noms, une ou deux fautes. × : croissance."
        yield from _asked(packs)


def _asked(packs: dict[int, Path]) -> Iterator[str]:
    figures: dict[str, list[tuple[float, float]]] = {}
    found = []
    for pack in packs.values():
        with open_pack(pack) as engine:
            names = open_names(pack)
            chance = Random(SEED)
            sample = f"USING SAMPLE {ASKED} (reservoir, {SEED})"
            bodies = engine.execute(f"SELECT id, name FROM beneficiary WHERE siren IS NOT NULL {sample}")
            asked = [(body, misspelt(name, chance.randint(1, 2), chance)) for body, name in bodies.fetchall()]
            for _, name in asked[:20]:
                names.find(name)
            right = [any(one.beneficiary == body for one in names.find(name)[:3]) for body, name in asked]
            found.append(percent(sum(right) / len(asked)))
            figures.setdefault("nom mal écrit", []).append(_times([partial(names.find, name) for _, name in asked]))
            for title, query in QUERIES.items():
                ones = [chance.choice(asked)[0] for _ in range(ROUNDS)]
                runs = [lambda one=one, query=query: engine.execute(query.format(one=one)).fetchall() for one in ones]
                runs[0]()
                figures.setdefault(title, []).append(_times(runs))
            names.close()
    rows = []
    for title, times in figures.items():
        cells = [f"{decimal(p50)} / {decimal(p99)}" for p50, p99 in times]
        growth = [f"× {decimal(after[1] / before[1], 1)}" for before, after in pairwise(times)]
        rows.append((title, *cells, *growth))
    yield from table(("", *(f"{size:_}".replace("_", " ") for size in packs), "", ""), rows)
    yield f"Noms mal écrits trouvés parmi les trois premiers : {', '.join(found)}."


def _times(runs: list[Callable[[], object]]) -> tuple[float, float]:
    """ms: median, 99th percentile."""
    spent = []
    for run in runs:
        begin = time.perf_counter()
        run()
        spent.append(1000 * (time.perf_counter() - begin))
    return median(spent), quantiles(spent, n=100)[98]


def _run(code: str, *arguments: Path) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    return [float(figure) for figure in done.stdout.split()]
