"""`laureat explain`: why a message gets the answer it gets."""

import click
import msgspec

from bot.commands.french import Command
from bot.commands.shared import make_assistant, messages_of, visible_lines
from bot.dialogue.conversation import Conversation
from bot.explaining.explain import explain as explain_message
from bot.explaining.layout import lay_out


@click.command(cls=Command)
@click.argument("messages", nargs=-1, metavar="[MESSAGE]…")
@click.option("--json", "as_json", is_flag=True, help="Écrit les explications en JSON, dans un tableau.")
def explain(messages: tuple[str, ...], as_json: bool) -> None:
    """Explique comment un message est compris.

    Les mots reconnus et comment, les règles qui conviennent et ce qu’elles expliquent, la question comprise,
    la recherche, la réponse. Plusieurs messages sont une même conversation.
    """
    assistant = make_assistant()
    conversation = Conversation()
    explanations = []
    for message in messages_of(messages):
        explanations.append(explain_message(assistant, message, conversation))
        _, conversation = assistant.answer(message, conversation)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(explanations)).decode())
        return
    click.echo(visible_lines("\n\n".join(map(lay_out, explanations))))
