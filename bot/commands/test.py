"""`laureat test`: the examples of `intents/`, each put to the assistant."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import click
import msgspec

from bot.commands.french import Command
from bot.commands.shared import colour, make_assistant
from bot.examples import Tried, try_all
from bot.french.agreement import count_of


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="Écrit chaque exemple et ce qu’il a obtenu, en JSON.")
@click.option(
    "--junit",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FICHIER",
    help="Écrit aussi les résultats au format JUnit, pour l’intégration continue.",
)
@click.pass_context
def test(ctx: click.Context, as_json: bool, junit: Path | None) -> None:
    """Essaie tous les exemples de intents/.

    Montre combien sont justes par question et, pour les autres, ce qui a été compris. Sort en 1 s’il en reste.
    """
    tried = try_all(make_assistant())
    if junit is not None:
        _write_junit(tried, junit)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode([_plain(one) for one in tried])).decode())
    else:
        _show(tried)
    ctx.exit(1 if any(one.faults for one in tried) else 0)


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
    try:
        ElementTree.ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)
    except OSError as error:
        raise click.UsageError(f"Impossible d’écrire {path} : {error.strerror}.") from error
