"""`laureat chat`: a conversation on the terminal."""

from contextlib import suppress
from importlib import import_module

import click

from bot.commands.french import Command
from bot.commands.shared import colour, make_assistant, reply_lines, visible
from bot.dialogue.conversation import Conversation

GREETING = "Posez vos questions ; un chiffre choisit une suggestion, Ctrl+D quitte. Rien n’est enregistré."
PROMPT = "› "


@click.command(cls=Command)
def chat() -> None:
    """Discute sur le terminal.

    Les suggestions sont numérotées : taper leur numéro les envoie. Les flèches rappellent ce qui a été tapé.
    Ctrl+D quitte.
    """
    _edit_lines()
    assistant = make_assistant()
    conversation = Conversation()
    click.echo(click.style(GREETING, dim=True), color=colour())
    while True:
        try:
            typed = input(PROMPT).strip()
        except (EOFError, KeyboardInterrupt):
            click.echo("\nAu revoir !")
            return
        if not typed:
            continue
        message = assistant.choose(typed, conversation)
        if message != typed:
            click.echo(click.style(f"{PROMPT}{visible(message)}", dim=True), color=colour())
        reply, conversation = assistant.answer(message, conversation)
        click.echo()
        for line in reply_lines(reply):
            click.echo(line, color=colour())
        click.echo()


def _edit_lines() -> None:
    """Arrows edit and recall lines, where the system has readline; the history stays in memory."""
    with suppress(ImportError):
        import_module("readline")  # importing it is what makes `input` edit lines
