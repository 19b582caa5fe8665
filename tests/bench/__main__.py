"""What `make bench` prints: what the bot understands, what it refuses, and how long it takes.

`make bench ARGS="noise names"` prints these sections alone. Every draw is seeded: only times change from run to run.
"""

from collections.abc import Callable, Iterable

import click

from bot import settings
from bot.assistant import Assistant
from bot.content.model import load_model
from bot.store.memory import MemoryStore
from tests.bench import grants, imports, journal, names, noise, rejection, size, speed, webhook

SECTIONS: dict[str, tuple[str, Callable[[Assistant], Iterable[str]]]] = {
    "noise": ("les exemples, bruités", noise.report),
    "rejection": ("répondre ou refuser", rejection.report),
    "names": ("les noms de communes mal écrits", names.report),
    "size": ("chercher un nom dans un grand lexique", size.report),
    "speed": ("temps et mémoire", speed.report),
    "journal": ("le journal des échanges", journal.report),
    "import": ("importer des subventions publiées", imports.report),
    "grants": ("répondre des subventions publiées", grants.report),
    "webhook": ("débit du canal REST", webhook.report),
}


@click.command()
@click.argument("sections", nargs=-1, type=click.Choice(list(SECTIONS)))
def main(sections: tuple[str, ...]) -> None:
    """Mesure les SECTIONS nommées, ou toutes."""
    chosen = settings.load()
    assistant = Assistant(load_model(chosen.intents, chosen.knowledge), MemoryStore())
    for name in sections or SECTIONS:
        title, report = SECTIONS[name]
        print(f"\n## {name} : {title}\n", flush=True)
        for line in report(assistant):
            print(line, flush=True)


if __name__ == "__main__":
    main()
