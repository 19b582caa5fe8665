"""`laureat`: the commands of staff and operators."""

import click

from bot.commands.ask import ask
from bot.commands.chat import chat
from bot.commands.check import check
from bot.commands.explain import explain
from bot.commands.french import Group
from bot.commands.serve import serve
from bot.commands.settings import settings
from bot.commands.test import test


@click.group(
    "laureat",
    cls=Group,
    options_metavar="",
    subcommand_metavar="COMMANDE …",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
def main() -> None:
    """Lauréat, l’assistant qui répond d’après ses sources et n’invente jamais."""


for command in (serve, chat, ask, explain, check, test, settings):
    main.add_command(command)
