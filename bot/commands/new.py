"""`laureat new`: the beginning of a question, or of another content."""

from pathlib import Path

import click

from bot.commands.french import Command, Group
from bot.files.told import writing_fault
from bot.settings import load
from bot.workshop.drafts import Draft
from bot.workshop.new_question import Question, add_question
from bot.workshop.packs import begin_pack
from bot.workshop.roots import Roots


class _News(Group):
    """Its commands are few, and here."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """See `click.Group`."""
        return list(self.commands)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """See `click.Group`."""
        return self.commands.get(cmd_name)


@click.group("new", cls=_News, options_metavar="", subcommand_metavar="intent|pack …")
def new() -> None:
    """Commence une question (intent) ou un contenu (pack)."""


@new.command(cls=Command)
@click.argument("name", metavar="NOM")
@click.option("--titre", "title", prompt="De quoi parle-t-elle (« s’il existe une carte »)", help="Son titre.")
@click.option(
    "--mot",
    "word",
    prompt="Son mot (« carte »)",
    help="Ses écritures, séparées par des virgules.",
)
@click.option("--exemple", "example", prompt="Une phrase d’habitant", help="Une phrase d’habitant.")
@click.option("--reponse", "answer", prompt="La réponse", help="La réponse.")
@click.option("--appui", "support", help="La fiche dont la source est citée : document:communique.")
@click.option("--fichier", "file", help="Son fichier, neuf ou non ; intents/NOM.yaml par défaut.")
def intent(name: str, title: str, word: str, example: str, answer: str, support: str | None, file: str | None) -> None:
    """Ajoute une question aux contenus.

    Demande ce qui n’est pas donné. Le mot devient un mot du vocabulaire, appelé NOM suivi de « _mot ».
    """
    settings = load()
    draft = Draft(Roots(settings.intents, settings.knowledge))
    question = Question(
        id=name,
        title=title,
        words={f"{name}_mot": tuple(one.strip() for one in word.split(",") if one.strip())},
        rules=(f"{name}_mot",),
        answer=answer,
        examples=(example,),
        support=(support,) if support else (),
        file=file or name,
    )
    written = add_question(draft, question)
    path = draft.roots.path(written)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(draft.read(written), "utf-8", newline="")
    except OSError as error:
        raise click.UsageError(f"Impossible d’écrire {path} : {writing_fault(error)}.") from error
    click.echo(f"{path} : la question « {name} » est écrite. Voyez « laureat check », puis « laureat test ».")


@new.command(cls=Command)
@click.argument("folder", metavar="DOSSIER", type=click.Path(file_okay=False, path_type=Path))
@click.option("--sujet", "subject", prompt="Le sujet, au singulier (« jardin partagé »)", help="De quoi il parle.")
def pack(folder: Path, subject: str) -> None:
    """Commence un autre contenu dans DOSSIER, qui devient un autre robot."""
    try:
        roots = begin_pack(folder, " ".join(subject.split()))
    except OSError as error:
        raise click.UsageError(f"Impossible d’écrire dans {folder} : {writing_fault(error)}.") from error
    click.echo(f"{folder} : un contenu est commencé. Essayez-le :")
    click.echo(f"  LAUREAT_INTENTS={roots.intents} LAUREAT_KNOWLEDGE={roots.knowledge} laureat check")
