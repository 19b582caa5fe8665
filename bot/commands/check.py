"""`laureat check`: what is wrong in the content, where, and how to mend it."""

import click
import msgspec
from msgspec import Struct, structs

from bot.commands.french import Command
from bot.commands.shared import colour
from bot.content.check import Report
from bot.french.agreement import count_of
from bot.promises import promises
from bot.settings import load
from bot.workshop.checks import look_over
from bot.workshop.publications import still
from bot.workshop.roots import Roots
from bot.written import Problem


class Fault(Struct, frozen=True):
    """A problem for programs."""

    file: str
    line: int
    what: str
    remedy: str


class Faults(Struct, frozen=True):
    """What was found, for programs."""

    errors: tuple[Fault, ...]
    warnings: tuple[Fault, ...] | None
    """`None` where errors kept them from being looked for."""
    remarks: tuple[Fault, ...] | None
    """The same."""


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="Écrit ce qui est trouvé en JSON.")
@click.option("--tout", "everything", is_flag=True, help="Montre aussi les noms que portent des choses différentes.")
@click.pass_context
def check(ctx: click.Context, as_json: bool, everything: bool) -> None:
    """Vérifie les contenus, intents/ et knowledge/.

    Chaque problème est dit avec son fichier, sa ligne et le remède. Sort en 1 s’il y a une erreur ; les
    avertissements n’empêchent rien.
    """
    settings = load()
    with still(Roots(settings.intents, settings.knowledge)):
        known = promises(settings)
        report, assistant, _ = look_over(settings.intents, settings.knowledge, known, settings.packs, settings.without)
    compiled = assistant is not None
    if as_json:
        errors, warnings, remarks = (tuple(map(_fault, problems)) for problems in structs.astuple(report))
        faults = Faults(errors, warnings if compiled else None, remarks if compiled else None)
        click.echo(msgspec.json.format(msgspec.json.encode(faults)).decode())
    else:
        _show(report, compiled, everything)
    ctx.exit(1 if report.errors else 0)


def _show(report: Report, compiled: bool, everything: bool) -> None:
    shown = [("avertissement", "yellow", report.warnings), ("erreur", "red", report.errors)]
    if everything:
        shown.insert(0, ("remarque", "cyan", report.remarks))
    for kind, fg, problems in shown:
        for place, what, remedy in problems:
            click.echo(f"{place} : {click.style(kind, fg=fg)} : {what}", color=colour())
            click.echo(click.style(f"  → {remedy}", dim=True), color=colour())
    counted = ", ".join(count_of(len(problems), kind) for kind, _, problems in reversed(shown))
    if not compiled:
        counted = f"{count_of(len(report.errors), 'erreur')} ; les avertissements se cherchent quand il n’y en a plus"
    click.echo(counted)


def _fault(problem: Problem) -> Fault:
    return Fault(problem.place.file, problem.place.line, problem.what, problem.remedy)
