"""`laureat serve`: the server."""

import asyncio
import os

import click

from bot.commands.french import Command
from bot.commands.shared import make_assistant
from bot.settings import describe, load


def _settings_help() -> str:
    rows = "\n".join(f"{s.name} ({s.default})\n    {s.description}" for s in describe())
    return f"\b\nRéglages, par variables d’environnement (valeur par défaut) :\n{rows}"


@click.command(cls=Command, help="Répond par HTTP : page de discussion, webhook, analyse.", epilog=_settings_help())
@click.option("--host", metavar="ADRESSE", help="Adresse d’écoute, au lieu de LAUREAT_HOST.")
@click.option("--port", metavar="PORT", help="Port d’écoute, au lieu de LAUREAT_PORT.")
def serve(host: str | None, port: str | None) -> None:
    """Serve until told to stop."""
    # The web server takes as long to import as the content to compile; no other command needs it.
    from bot.server.app import announce
    from bot.server.app import serve as serve_assistant

    given = {"LAUREAT_HOST": host or "", "LAUREAT_PORT": port or ""}
    settings = load({**os.environ, **{name: value for name, value in given.items() if value}})
    assistant = make_assistant(settings)

    warming: list[asyncio.Task[None]] = []  # the loop alone would let a running task be collected

    def ready(address: str) -> None:
        announce(address)
        warming.append(asyncio.get_running_loop().create_task(assistant.warm()))

    serve_assistant(assistant, settings, ready)
