"""Time to understand and answer beside a scan of the examples, time and memory to start."""

from collections.abc import Callable, Iterator
from statistics import median

from rapidfuzz import fuzz, process

from bot.assistant import Assistant
from bot.dialogue.conversation import Conversation
from bot.french.noise import SLIPS
from bot.french.text import read_text
from tests.bench.examples import damaged
from tests.bench.start import starts
from tests.bench.table import decimal, table
from tests.bench.timing import timed

STARTS = 5
NOTHING = Conversation()


def report(assistant: Assistant) -> Iterator[str]:
    """The times of answering, then of starting."""
    model = assistant.model
    examples = [example for intent in model.intents.values() for example in intent.examples]
    clean = [example.say for example in examples]
    noisy = [damaged(example, 1, 0, [SLIPS]).say for example in examples]
    folded = [" ".join(token.text for token in read_text(sentence).tokens) for sentence in clean]
    runs: dict[str, Callable[[str], object]] = {
        "reconnaître les mots": lambda said: model.grammar.weigh(model.grammar.lexicon.cover(read_text(said))),
        "comprendre (parse)": assistant.parse,
        "comprendre et répondre": lambda said: assistant.answer(said, NOTHING),
        "pair : rapidfuzz, la plus proche": lambda said: process.extractOne(said, folded, scorer=fuzz.token_set_ratio),
    }
    rows = []
    for which, sentences in (("justes", clean), ("avec une faute", noisy)):
        times = [timed(run, sentences) for run in runs.values()]
        rows += [
            (f"{name}, phrases {which}", f"{one.p50:.0f} µs", f"{one.p99:.0f} µs")
            for name, one in zip(runs, times, strict=True)
        ]
        *_, answer, peer = times
        rows.append((f"répondre / pair, phrases {which}", decimal(answer.p50 / peer.p50), ""))
    yield from table((f"{len(clean)} phrases", "p50", "p99"), rows)
    yield ""
    first, *others = starts(1 + STARTS)
    yield from table(
        ("serveur", ""),
        [
            ("du lancement à /readyz, la première fois", f"{1000 * first.ready:.0f} ms"),
            ("du lancement à /readyz, ensuite", f"{1000 * median(one.ready for one in others):.0f} ms"),
            ("  dont lire et compiler les contenus", f"{1000 * median(one.load for one in others):.0f} ms"),
            ("mémoire quand il est prêt (RSS)", f"{median(one.memory for one in others) / 2**20:.0f} Mio"),
        ],
    )
