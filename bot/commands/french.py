"""click in French: its own words in help pages, and what went wrong told without a traceback."""

import sys
from importlib import import_module
from keyword import iskeyword
from typing import Any, NoReturn

import click
from click import Context, HelpFormatter

from bot.variables import SettingsError
from bot.written import ContentError

COMMANDS = (
    *("serve", "chat", "ask", "explain", "check", "test", "diff", "suggest", "new", "import", "export"),
    *("journal", "privacy", "console", "channels", "settings"),
)
"""Each is the function of its name in the module of its name; a word of Python has « _ » behind it there."""
HELP = "Affiche cette aide."


class Failure(click.ClickException):
    """Something that whoever typed the command can mend; the message says how."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Write the message, as it is."""
        click.echo(self.message, err=file is None, file=file)


class Command(click.Command):
    """One command."""

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """See `click.Command`."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Usage : ")

    def get_help_option(self, ctx: Context) -> click.Option | None:
        """See `click.Command`."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP
        return option

    def make_context(
        self, info_name: str | None, args: list[str], parent: Context | None = None, **extra: Any
    ) -> Context:
        """See `click.Command`; a mistake in the arguments is told in French."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            _tell(error)


class Group(Command, click.Group):
    """Commands of one subject."""

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """See `click.Group`."""
        found = {name: command for name in self.list_commands(ctx) if (command := self.get_command(ctx, name))}
        width = formatter.width - 6 - max(map(len, found))
        with formatter.section("Commandes"):
            formatter.write_dl([(name, command.get_short_help_str(width)) for name, command in found.items()])


class Program(Group):
    """The program: its commands, and the one place where expected failures end."""

    def list_commands(self, ctx: Context) -> list[str]:
        """In the order in which people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> click.Command | None:
        """See `click.Group`; a command is imported when it is called, so that the server starts without the others."""
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = getattr(import_module(f"bot.commands.{name}"), name)
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: Context) -> Any:
        """See `click.Group`."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            _tell(error)
        except SettingsError as error:
            raise Failure(f"Réglage : {error}") from error
        except ContentError as error:
            raise Failure(tell_content(error)) from error
        except click.Abort as error:
            if sys.stdin.isatty():
                click.echo("\nAbandonné.", err=True)
                ctx.exit(130)
            raise Failure(
                f"Personne ne répond ici à ce que la commande demande : donnez-le-lui ({ctx.command_path} … --help)."
            ) from error
        except KeyboardInterrupt:
            ctx.exit(130)


def tell_content(error: ContentError) -> str:
    """Every mistake of the content, for whoever wrote it."""
    lines = [f"Les contenus ont {'une erreur' if len(error.problems) == 1 else f'{len(error.problems)} erreurs'} :"]
    for problem in sorted(error.problems, key=lambda problem: problem.place):
        lines += ["", f"{problem.place}", f"  {problem.what}", f"  → {problem.remedy}"]
    return "\n".join(lines)


def _tell(error: click.UsageError) -> NoReturn:
    usage = error.ctx.get_usage() if error.ctx else "Usage : laureat"
    path = error.ctx.command_path if error.ctx else "laureat"
    raise Failure(f"{usage}\n\n{_in_french(error)}\nVoyez « {path} --help ».") from error


def _in_french(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"L’option « {error.option_name} » n’existe pas."
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"Il manque {_called(error.param)}."
    if isinstance(error, click.BadOptionUsage):
        return f"L’option « {error.option_name} » attend une valeur, ou n’en attend pas."
    if isinstance(error, click.BadParameter) and error.param is not None:
        return f"Ce que vous donnez à « {_called(error.param)} » ne convient pas."
    if "No such command" in error.message:
        return "Cette commande n’existe pas."
    if "unexpected extra argument" in error.message:
        return "Il y a un mot de trop. Mettez la phrase entre guillemets."
    return error.message


def _called(param: click.Parameter) -> str:
    """An option or an argument, as the help calls it."""
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name.strip("[]…")
