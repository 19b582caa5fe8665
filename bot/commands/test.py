"""`laureat test`: the examples of `intents/`, each put to the assistant."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn
from xml.etree import ElementTree

import click
import msgspec
import watchfiles

from bot.assistant import Assistant
from bot.commands.french import Command, tell_content
from bot.commands.shared import colour, make_assistant
from bot.examples import Tried, try_all
from bot.files.told import writing_fault
from bot.french.agreement import count_of
from bot.settings import load
from bot.understanding.rules import Rule
from bot.workshop.measures import Noisy, mistaken, never_used, under_noise
from bot.workshop.report import write_report
from bot.written import ContentError


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="Écrit chaque exemple et ce qu’il a obtenu, en JSON.")
@click.option(
    "--junit",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FICHIER",
    help="Écrit aussi les résultats au format JUnit, pour l’intégration continue.",
)
@click.option(
    "--noise", "with_noise", is_flag=True, help="Essaie aussi chaque exemple avec des fautes ; dure une minute."
)
@click.option("--regles", "rules", is_flag=True, help="Montre les règles dont aucun exemple ne se sert.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FICHIER",
    help="Écrit un rapport avec des graphiques, à lire dans un navigateur.",
)
@click.option("--watch", is_flag=True, help="Recommence dès qu’un fichier change, jusqu’à Ctrl+C.")
@click.pass_context
def test(
    ctx: click.Context,
    as_json: bool,
    junit: Path | None,
    with_noise: bool,
    rules: bool,
    html: Path | None,
    watch: bool,
) -> None:
    """Essaie tous les exemples de intents/.

    Montre combien sont justes par question, ce qui est pris pour autre chose et, pour chaque exemple qui n’est pas
    juste, ce qui a été compris. Sort en 1 s’il en reste.
    """

    def run() -> bool:
        assistant = make_assistant()
        tried = try_all(assistant)
        noise = _noise(assistant) if with_noise else []
        unused = never_used(assistant.model, tried)
        if junit is not None:
            _write_junit(tried, junit)
        if html is not None:
            _write(html, write_report(tried, mistaken(tried), unused, noise))
        if as_json:
            click.echo(msgspec.json.format(msgspec.json.encode([_plain(one) for one in tried])).decode())
        else:
            _show(tried)
            _show_noise(noise)
            _show_unused(unused, rules)
        return not any(one.faults for one in tried)

    if watch:
        _watch(run)
    ctx.exit(0 if run() else 1)


def _watch(run: Callable[[], bool]) -> NoReturn:
    settings = load()
    while True:
        try:
            run()
        except ContentError as error:
            click.echo(tell_content(error))
        click.echo(click.style("\nEn attente d’un changement ; Ctrl+C arrête.", dim=True), color=colour())
        for _ in watchfiles.watch(settings.intents, settings.knowledge, raise_interrupt=True):
            break
        click.clear()


def _noise(assistant: Assistant) -> list[Noisy]:
    shown = sys.stderr.isatty()

    def progress(done: int, of: int) -> None:
        if shown:
            click.echo(f"\rFautes : {done} / {of}", nl=done == of, err=True)

    return list(under_noise(assistant, progress))


def _show_noise(noise: Sequence[Noisy]) -> None:
    if not noise:
        return
    click.echo("\nAvec des fautes : part d’exemples justes (et faux) ; les autres sont refusés, ou redemandés")
    kinds = list(dict.fromkeys(one.kind for one in noise))
    width = max(map(len, kinds))
    for kind in kinds:
        cells = [
            f"{_percent(one.right, one.tried)} ({_percent(one.wrong, one.tried)})" for one in noise if one.kind == kind
        ]
        click.echo(f"{kind:<{width}}  {'  '.join(f'{cell:>18}' for cell in cells)}".rstrip())


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %".replace(".", ",") if whole else "–"


def _show_unused(unused: Sequence[Rule], every: bool) -> None:
    if every:
        for rule in unused:
            click.echo(f"{rule.place} : {rule.intent} : « {rule.text} » ne sert à aucun exemple")
    elif unused:
        click.echo(f"{count_of(len(unused), 'règle')} sans exemple ; --regles les montre")


def _show(tried: Sequence[Tried]) -> None:
    by_intent: dict[str, list[Tried]] = {}
    for one in tried:
        by_intent.setdefault(one.intent, []).append(one)
    width = max(map(len, by_intent), default=0)
    click.echo(click.style(f"{'question':<{width}}  exemples  justes", bold=True), color=colour())
    for intent, ones in by_intent.items():
        right = sum(not one.faults for one in ones)
        line = f"{intent:<{width}}  {len(ones):>8}  {right:>6}"
        click.echo(line if right == len(ones) else click.style(line, fg="red"), color=colour())
    for one in tried:
        if one.faults:
            click.echo()
            for line in _failure_lines(one):
                click.echo(line, color=colour())
    taken = mistaken(tried)
    if taken:
        click.echo("\nPris pour autre chose :")
    for each in taken:
        click.echo(f"  {each.expected} → {each.got} : {len(each.sentences)}")
    right = sum(not one.faults for one in tried)
    click.echo(f"\n{count_of(len(tried), 'exemple')}, {count_of(right, 'juste')}")


def _failure_lines(one: Tried) -> list[str]:
    before = one.example.expect.get("apres") or []
    after = f" (après « {' », « '.join([before] if isinstance(before, str) else before)} »)" if before else ""
    lines = [f"{one.example.place} : {one.intent.removesuffix(':')} : « {one.example.say} »{after}"]
    lines += [f"  {fault}" for fault in one.faults]
    if one.reply is not None:
        lines.append(f"  réponse : {one.reply.text}".replace("\n", "\n    "))
    return lines


def _plain(one: Tried) -> dict[str, Any]:
    return {
        "intent": one.intent,
        "file": one.example.place.file,
        "line": one.example.place.line,
        "say": one.example.say,
        "expect": one.example.expect,
        "ok": not one.faults,
        "faults": one.faults,
        "reply": one.reply,
    }


def _write_junit(tried: Sequence[Tried], path: Path) -> None:
    failures = sum(bool(one.faults) for one in tried)
    suite = ElementTree.Element("testsuite", name="intents", tests=str(len(tried)), failures=str(failures))
    for one in tried:
        place = one.example.place
        case = ElementTree.SubElement(
            suite, "testcase", classname=one.intent, name=one.example.say, file=place.file, line=str(place.line)
        )
        if one.faults:
            failure = ElementTree.SubElement(case, "failure", message=" ; ".join(one.faults))
            failure.text = "\n".join(_failure_lines(one))
    _write(path, ElementTree.tostring(suite, encoding="unicode", xml_declaration=True))


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise click.UsageError(f"Impossible d’écrire {path} : {writing_fault(error)}.") from error
