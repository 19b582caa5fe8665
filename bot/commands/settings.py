"""`laureat settings`: what can be set."""

import os

import click

from bot.commands.french import Command
from bot.settings import FILE, describe, load


@click.command(cls=Command, help="Liste les réglages et leurs valeurs.")
def settings() -> None:
    """Show each setting: variable, value in force, what it does."""
    load()
    for setting in describe():
        given, file = (os.environ.get(name, "").strip() for name in (setting.name, setting.name + FILE))
        if file:
            value = f"le contenu de {file}"
        else:
            value = ("•••" if setting.secret else given) if given else f"{setting.default} (par défaut)"
        click.echo(f"{click.style(setting.name, bold=True)} = {value}\n    {setting.description}")
