"""`laureat serve`: the server."""

import os
import signal
from importlib import import_module
from threading import Thread

import click

from bot.commands.french import Command
from bot.lasting import lasting
from bot.settings import Settings, describe, load


def _settings_help() -> str:
    rows = "\n".join(f"{s.name} ({s.default})\n    {s.description}" for s in describe())
    return f"\b\nRéglages, par variables d’environnement (valeur par défaut) :\n{rows}"


@click.command(cls=Command, help="Répond par HTTP : page de discussion, webhook, analyse.", epilog=_settings_help())
@click.option("--host", metavar="ADRESSE", help="Adresse d’écoute, au lieu de LAUREAT_HOST.")
@click.option("--port", metavar="PORT", help="Port d’écoute, au lieu de LAUREAT_PORT.")
@click.option(
    "--knowledge",
    "folders",
    multiple=True,
    metavar="DOSSIER",
    help="Dossier de ce qui est su, ou fait par « laureat import », au lieu de LAUREAT_KNOWLEDGE ; plusieurs fois.",
)
@click.option(
    "--sans",
    "without",
    multiple=True,
    metavar="SUJET",
    help="Sujet livré dont le robot ne dit rien (fmin), au lieu de LAUREAT_SANS ; plusieurs fois.",
)
@click.option("--watch", is_flag=True, help="Reprend les contenus dès qu’ils changent, s’ils sont justes.")
def serve(host: str | None, port: str | None, folders: tuple[str, ...], without: tuple[str, ...], watch: bool) -> None:
    """Serve until told to stop."""
    # Until it can be heeded; workers begin the same way.
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    given = {"LAUREAT_HOST": host or "", "LAUREAT_PORT": port or ""}
    if folders:
        # Workers and `laureat check` are to read the same.
        os.environ["LAUREAT_KNOWLEDGE"] = ",".join(folders)
    if without:
        os.environ["LAUREAT_SANS"] = ",".join(without)
    settings = load({**os.environ, **{name: value for name, value in given.items() if value}})
    # The web server takes half as long to import as the content to compile; no other command needs it.
    with lasting():
        # It reads the trusted certificates, without the interpreter.
        Thread(target=import_module, args=("aiohttp.web",)).start()
        for name in ("bot.assistant", "bot.process"):
            import_module(name)
    import uvloop

    uvloop.run(_serve(settings, watch))


async def _serve(settings: Settings, watch: bool) -> None:
    from bot.process import serve_process, supervise
    from bot.server.workers import SOCKET

    if settings.workers > 1 and SOCKET not in os.environ:
        await supervise(settings, watch)
    else:
        await serve_process(settings, watch)
