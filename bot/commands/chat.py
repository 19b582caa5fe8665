"""`laureat chat`: a conversation on the terminal."""

from contextlib import suppress
from importlib import import_module

import click

from bot.commands.french import Command
from bot.commands.shared import colour, make_assistant, reply_lines
from bot.conversation import Conversation
from bot.message import Button

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
    buttons: tuple[Button, ...] = ()
    click.echo(click.style(GREETING, dim=True), color=colour())
    while True:
        try:
            typed = input(PROMPT).strip()
        except (EOFError, KeyboardInterrupt):
            click.echo("\nAu revoir !")
            return
        if not typed:
            continue
        message = _chosen(typed, buttons)
        if message != typed:
            click.echo(click.style(f"{PROMPT}{message}", dim=True), color=colour())
        reply, conversation = assistant.answer(message, conversation)
        buttons = reply.buttons
        click.echo()
        for line in reply_lines(reply):
            click.echo(line, color=colour())
        click.echo()


def _chosen(typed: str, buttons: tuple[Button, ...]) -> str:
    """The message of the suggestion with this number, else what was typed."""
    if typed.isascii() and typed.isdigit() and len(typed) < 3 and 0 < int(typed) <= len(buttons):
        return buttons[int(typed) - 1].payload
    return typed


def _edit_lines() -> None:
    """Arrows edit and recall lines, where the system has readline; the history stays in memory."""
    with suppress(ImportError):
        import_module("readline")  # importing it is what makes `input` edit lines
