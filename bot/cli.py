"""`laureat`: the commands of staff and operators."""

import click

from bot.commands.french import Program


@click.group(
    "laureat",
    cls=Program,
    options_metavar="",
    subcommand_metavar="COMMANDE …",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
def main() -> None:
    """Lauréat, l’assistant qui répond d’après ses sources et n’invente jamais."""
