"""Sends very many messages as every platform would, takes Redis away meanwhile, and tells whether each is answered.

`python -m tests.load --messages 5000` sends fewer. Everything stays on loopback. It needs redis-server.
"""

import sys

import click

from tests.load.run import run
from tests.load.verdict import problems, report


@click.command()
@click.option("--messages", default=100_000, show_default=True, help="Requêtes, doubles et faux compris.")
@click.option("--senders", default=32, show_default=True, help="Requêtes en cours à la fois.")
@click.option("--seed", default=1, show_default=True, help="Graine des tirages.")
def main(messages: int, senders: int, seed: int) -> None:
    """Envoie beaucoup de messages de toutes les plateformes, sans Redis pendant un temps, et vérifie les réponses."""
    log = run(messages, senders, seed)
    print("\n".join(report(log)))
    found = problems(log)
    print("\n" + "\n".join(found or ["Every message is answered once, in order."]))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
