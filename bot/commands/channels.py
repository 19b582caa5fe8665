"""`laureat channels`: the messaging platforms, which are on, and what the others need."""

import click

from bot.channels.catalog import CATALOG, Entry
from bot.commands.french import Command
from bot.commands.shared import colour
from bot.settings import Settings, load


@click.command(cls=Command)
def channels() -> None:
    """Liste les messageries : leur état, l’adresse à leur donner, ce qui manque.

    Une messagerie répond dès que tous ses réglages sont donnés ; « laureat settings » les explique.
    """
    settings = load()
    base = settings.public_url or f"http://{settings.host}:{settings.port}"
    click.echo(f"rest : en service\n    {base}/webhooks/rest/webhook")
    for entry in CATALOG:
        click.echo(f"{click.style(entry.name, bold=True)} ({entry.title}) : {_state(entry, settings)}", color=colour())
        if entry.address:
            click.echo(f"    {base}{entry.address}")
    if not settings.public_url:
        click.echo(
            "\nCes adresses sont celles de cette machine : donnez LAUREAT_PUBLIC_URL, que les messageries voient."
        )


def _state(entry: Entry, settings: Settings) -> str:
    missing = entry.missing(settings)
    if not missing:
        return click.style("en service", fg="green")
    if entry.started(settings):
        return click.style(f"incomplet, il manque {', '.join(missing)}", fg="red")
    return f"éteint ; il lui faut {', '.join(missing)}"
