"""What `make bench` prints: time to understand and answer, to start, memory, and the webhook beside a bare handler."""

import os
import random
import re
import string
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median, quantiles
from urllib.error import URLError
from urllib.request import urlopen

from rapidfuzz import fuzz, process

from bot import settings
from bot.assistant import Assistant
from bot.content.model import Model, load_model
from bot.conversation import Conversation
from bot.french.text import read_text
from bot.store import MemoryStore
from tests.bench import webhook
from tests.bench.server import make_server

ROUNDS = 5
SEED = 2018
NOTHING = Conversation()


def one_edit(sentence: str, chance: random.Random) -> str:
    """A sentence with one letter replaced, dropped, added or swapped with the next."""
    places = [place for place, letter in enumerate(sentence) if letter.isalpha()] or [0]
    place, letter = chance.choice(places), chance.choice(string.ascii_lowercase)
    head, here, tail = sentence[:place], sentence[place : place + 1], sentence[place + 1 :]
    return chance.choice(
        (head + letter + tail, head + tail, head + letter + here + tail, head + tail[:1] + here + tail[1:])
    )


def timed(answer: Callable[[str], object], sentences: Sequence[str]) -> tuple[float, float]:
    """The median and the 99th percentile over the sentences, in µs; a sentence takes the median of its rounds."""
    spent: list[list[int]] = [[] for _ in sentences]
    for number in range(ROUNDS + 1):
        for times, sentence in zip(spent, sentences, strict=True):
            begin = time.perf_counter_ns()
            answer(sentence)
            if number:  # the first round warms up
                times.append(time.perf_counter_ns() - begin)
    each = [median(times) / 1000 for times in spent]
    return median(each), quantiles(each, n=100)[98]


def started() -> tuple[float, float, int]:
    """Seconds until `serve` answers `/readyz` and memory (bytes) then, in a fresh process; seconds of `load_model`."""
    port = 18000 + os.getpid() % 1000
    environment = os.environ | {"LAUREAT_PORT": str(port), "LAUREAT_HOST": "127.0.0.1"}
    begin = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-c", "from bot.cli import main; main(['serve'])"], env=environment, stdout=subprocess.DEVNULL
    )
    try:
        while True:
            try:
                with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                    break
            except (URLError, ConnectionError):
                if server.poll() is not None or time.perf_counter() - begin > 30:
                    raise RuntimeError("the server did not start") from None
                time.sleep(0.002)
        ready = time.perf_counter() - begin
        status = Path(f"/proc/{server.pid}/status")
        found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    finally:
        server.terminate()
        server.wait()
    code = (
        "import time\nfrom bot import settings\nfrom bot.content.model import load_model\nchosen = settings.load()\n"
        "begin = time.perf_counter()\nload_model(chosen.intents, chosen.knowledge)\nprint(time.perf_counter() - begin)"
    )
    load = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return ready, float(load.stdout), int(found.group(1)) * 1024 if found else 0


def measure(model: Model) -> Iterable[tuple[str, str]]:
    """The lines of the table."""
    examples = [example.say for intent in model.intents.values() for example in intent.examples]
    chance = random.Random(SEED)
    noisy = [one_edit(sentence, chance) for sentence in examples]
    assistant = Assistant(model, MemoryStore())
    folded = [" ".join(token.text for token in read_text(sentence).tokens) for sentence in examples]

    def understand(sentence: str) -> object:
        return model.grammar.weigh(model.grammar.lexicon.cover(read_text(sentence)))

    def peer(sentence: str) -> object:
        return process.extractOne(sentence, folded, scorer=fuzz.token_set_ratio)

    def answer(sentence: str) -> object:
        return assistant.answer(sentence, NOTHING)

    medians: dict[str, float] = {}
    for name, sentences in (("justes", examples), ("avec une faute", noisy)):
        for what, run in (
            ("reconnaître les mots", understand),
            ("comprendre (parse)", assistant.parse),
            ("comprendre et répondre", answer),
            ("pair : rapidfuzz, la plus proche", peer),
        ):
            middle, last = timed(run, sentences)
            medians[what] = middle
            yield f"{what}, {len(sentences)} phrases {name}", f"p50 {middle:7.0f} µs   p99 {last:7.0f} µs"
        ratio = medians["comprendre et répondre"] / medians["pair : rapidfuzz, la plus proche"]
        yield f"répondre / pair, phrases {name}", f"{ratio:.2f}"
    starts = [started() for _ in range(5)]
    yield "démarrage : du lancement à /readyz", f"{median(start[0] for start in starts) * 1000:.0f} ms"
    yield "  dont lire et compiler les contenus", f"{median(start[1] for start in starts) * 1000:.0f} ms"
    yield "mémoire du serveur prêt (RSS)", f"{median(start[2] for start in starts) / 2**20:.0f} Mio"
    throughput = webhook.measure(make_server, examples[:16])
    yield "webhook, requêtes par seconde", f"{throughput['webhook']} (gestionnaire nu : {throughput['bare']})"
    yield "webhook / gestionnaire nu", f"{throughput['ratio']}"


def main() -> None:
    """Print the table."""
    chosen = settings.load()
    for name, value in measure(load_model(chosen.intents, chosen.knowledge)):
        print(f"{name:60} {value}", flush=True)


if __name__ == "__main__":
    main()
