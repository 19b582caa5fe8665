"""`laureat ask`: questions answered on the command line."""

import click
import msgspec

from bot.commands.french import Command
from bot.commands.shared import colour, make_assistant, messages_of, reply_lines, visible
from bot.dialogue.conversation import Conversation


@click.command(cls=Command)
@click.argument("messages", nargs=-1, metavar="[MESSAGE]…")
@click.option("--json", "as_json", is_flag=True, help="Écrit les réponses en JSON, dans un tableau.")
def ask(messages: tuple[str, ...], as_json: bool) -> None:
    """Répond à un message, ou à plusieurs qui se suivent.

    Plusieurs messages sont une même conversation. Sans message, lit l’entrée standard, un message par ligne.
    """
    assistant = make_assistant()
    conversation = Conversation()
    said = messages_of(messages)
    replies = []
    for message in said:
        reply, conversation = assistant.answer(message, conversation)
        replies.append(reply)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(replies)).decode())
        return
    for message, reply in zip(said, replies, strict=True):
        if len(said) > 1:
            click.echo(click.style(f"› {visible(message)}", bold=True), color=colour())
        for line in reply_lines(reply):
            click.echo(line, color=colour())
        if len(said) > 1 and reply is not replies[-1]:
            click.echo()
