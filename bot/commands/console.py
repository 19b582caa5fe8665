"""`laureat console`: who may enter the console with a password."""

import sys
from typing import TYPE_CHECKING

import click

from bot.commands.french import Command, Failure, Group
from bot.settings import load

if TYPE_CHECKING:
    from bot.console.accounts import Accounts


@click.group(cls=Group)
def console() -> None:
    """Gère les comptes de la console."""


@console.group(cls=Group)
def user() -> None:
    """Ajoute, ôte, liste des comptes ; LAUREAT_CONSOLE_ACCOUNTS dit dans quel fichier."""


@user.command(cls=Command)
@click.argument("name", metavar="NOM")
@click.option(
    "--role",
    type=click.Choice(["lecture", "édition"]),
    default="lecture",
    metavar="RÔLE",
    help="lecture (par défaut) : voit tout ; édition : change aussi les contenus.",
)
def add(name: str, role: str) -> None:
    """Ajoute un compte, ou change son mot de passe et son rôle.

    Le mot de passe est demandé ; sans terminal, c’est la première ligne de l’entrée standard.
    """
    from bot.console.accounts import LEAST_LETTERS, AccountsError

    if sys.stdin.isatty():
        asked = f"Mot de passe ({LEAST_LETTERS} caractères au moins)"
        password = click.prompt(asked, hide_input=True, confirmation_prompt="Encore une fois")
    else:
        try:
            password = sys.stdin.buffer.readline().decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise Failure("Le mot de passe lu sur l’entrée standard n’est pas en UTF-8 : écrivez-le ainsi.") from error
    try:
        _accounts().add(name, "édition" if role == "édition" else "lecture", password)
    except AccountsError as error:
        raise Failure(str(error)) from error
    click.echo(f"{name} peut entrer dans la console ({role}).")


@user.command(cls=Command)
@click.argument("name", metavar="NOM")
def remove(name: str) -> None:
    """Ôte un compte ; qui était connecté ne l’est plus."""
    from bot.console.accounts import AccountsError

    try:
        _accounts().remove(name)
    except AccountsError as error:
        raise Failure(str(error)) from error
    click.echo(f"{name} n’entre plus dans la console.")


@user.command("list", cls=Command)
def list_() -> None:
    """Liste les comptes et leurs rôles."""
    from bot.console.accounts import AccountsError

    try:
        for account in _accounts().every().values():
            click.echo(f"{account.name} ({account.role})")
    except AccountsError as error:
        raise Failure(str(error)) from error


def _accounts() -> "Accounts":
    # argon2 takes its time to import, and no other command needs it.
    from bot.console.accounts import Accounts

    path = load().console.console_accounts
    if path is None:
        raise Failure("Donnez LAUREAT_CONSOLE_ACCOUNTS, le fichier où sont les comptes.")
    return Accounts(path)
