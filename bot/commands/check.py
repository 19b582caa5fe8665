"""`laureat check`: what is wrong in the content, where, and how to mend it."""

from collections.abc import Iterable, Iterator
from itertools import chain

import click
import msgspec
from msgspec import Struct, structs

from bot.assistant import Assistant
from bot.commands.french import Command
from bot.commands.shared import colour, make_assistant
from bot.content.check import Report
from bot.content.check import check as check_model
from bot.content.pages import read_pages
from bot.conversation import Conversation
from bot.examples import try_all
from bot.french.agreement import count_of
from bot.promises import promises
from bot.settings import load
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
    misread: list[Problem] = []
    unfinished: tuple[Problem, ...] = ()
    try:
        unfinished = read_pages(settings.knowledge, promises(settings)).unfinished
    except ContentError as error:
        misread = error.problems
    compiled = True
    try:
        report = _report(make_assistant(settings))
    except ContentError as error:
        compiled = False
        report = Report(errors=tuple(error.problems))
    report = Report(_in_order(misread, report.errors), _in_order(report.warnings, unfinished), report.remarks)
    if as_json:
        errors, warnings, remarks = (tuple(map(_fault, problems)) for problems in structs.astuple(report))
        faults = Faults(errors, warnings if compiled else None, remarks if compiled else None)
        click.echo(msgspec.json.format(msgspec.json.encode(faults)).decode())
    else:
        _show(report, compiled, everything)
    ctx.exit(1 if report.errors else 0)


def _in_order(*found: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(chain(*found), key=lambda problem: problem.place))


def _report(assistant: Assistant) -> Report:
    tried = try_all(assistant)
    report = check_model(assistant.model, [(one.example.say, frame) for one in tried for frame in one.frames])
    unanswered = [
        Problem(one.example.place, f"« {one.example.say} » : {one.faults[0]}", "corrigez le modèle de réponse")
        for one in tried
        if one.reply is None
    ]
    return Report((*unanswered, *report.errors), (*report.warnings, *_dead_ends(assistant)), report.remarks)


def _dead_ends(assistant: Assistant) -> Iterator[Problem]:
    """Next questions that the bot proposes and declines."""
    for intent in assistant.model.intents.values():
        before = next((example.say for example in intent.examples), "")
        _, past = assistant.answer(before, Conversation())
        for question in intent.next:
            if "{" not in question and assistant.answer(question, past)[0].outcome == "out_of_scope":
                yield Problem(
                    intent.place,
                    f"« {intent.id} » propose « {question} », que le robot décline",
                    "changez cette suite, ou ajoutez une règle qui la comprend",
                )


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
