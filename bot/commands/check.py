"""`laureat check`: what is wrong in the content, where, and how to mend it."""

import click
import msgspec
from msgspec import Struct

from bot.assistant import Assistant
from bot.commands.french import Command
from bot.commands.shared import colour, make_assistant
from bot.content.check import Report
from bot.content.check import check as check_model
from bot.examples import try_all
from bot.french.agreement import count_of
from bot.written import ContentError, Problem


class Fault(Struct, frozen=True):
    """A problem for programs."""

    file: str
    line: int
    what: str
    remedy: str


class Faults(Struct, frozen=True):
    """What was found, for programs."""

    errors: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="Écrit ce qui est trouvé en JSON.")
@click.pass_context
def check(ctx: click.Context, as_json: bool) -> None:
    """Vérifie les contenus, intents/ et knowledge/.

    Chaque problème est dit avec son fichier, sa ligne et le remède. Sort en 1 s’il y a une erreur ; les
    avertissements n’empêchent rien.
    """
    try:
        report = _report(make_assistant())
    except ContentError as error:
        report = Report(errors=tuple(sorted(error.problems, key=lambda problem: problem.place)))
    if as_json:
        faults = Faults(tuple(map(_fault, report.errors)), tuple(map(_fault, report.warnings)))
        click.echo(msgspec.json.format(msgspec.json.encode(faults)).decode())
    else:
        _show(report)
    ctx.exit(1 if report.errors else 0)


def _report(assistant: Assistant) -> Report:
    tried = try_all(assistant)
    report = check_model(assistant.model, [(one.example.say, frame) for one in tried for frame in one.frames])
    unanswered = [
        Problem(one.example.place, f"« {one.example.say} » : {one.faults[0]}", "corrigez le modèle de réponse")
        for one in tried
        if one.reply is None
    ]
    return Report((*unanswered, *report.errors), report.warnings)


def _show(report: Report) -> None:
    for kind, fg, problems in (("avertissement", "yellow", report.warnings), ("erreur", "red", report.errors)):
        for place, what, remedy in problems:
            click.echo(f"{place} : {click.style(kind, fg=fg)} : {what}", color=colour())
            click.echo(click.style(f"  → {remedy}", dim=True), color=colour())
    click.echo(f"{count_of(len(report.errors), 'erreur')}, {count_of(len(report.warnings), 'avertissement')}")


def _fault(problem: Problem) -> Fault:
    return Fault(problem.place.file, problem.place.line, problem.what, problem.remedy)
