"""What the READMEs show is what happens."""

import json
import re
import shlex
from pathlib import Path

import attrs
import msgspec
import pytest
from click.testing import CliRunner

from bot.channels.catalog import CATALOG
from bot.channels.rasa import messages
from bot.cli import main
from bot.dialogue.conversation import Conversation
from bot.promises import promises
from bot.settings import Channels, describe, load
from bot.understanding.scoring import LEAST_SCORE, LEAST_UNANCHORED
from tests.spaces import breakable

pytestmark = pytest.mark.no_cover

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
INTENTS = (ROOT / "intents" / "README.md").read_text("utf-8")
KNOWLEDGE = (ROOT / "knowledge" / "README.md").read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)\n```$", text, re.DOTALL | re.MULTILINE)


def run(command: str) -> str:
    return breakable(CliRunner().invoke(main, shlex.split(command), prog_name="laureat").output.rstrip())


def as_shown(shown: str, output: str) -> bool:
    """Whether the output holds the lines shown, in order; « … » stands for anything, and columns may be wider."""
    shown, output = (re.sub(" +", " ", text) for text in (shown, output))
    parts = [part.strip() for part in shown.split("…") if part.strip()]
    return re.search(".*?".join(map(re.escape, parts)), output, re.DOTALL) is not None


def numberless(text: str) -> str:
    """Lines and scores left out: they move with every word that is added."""
    return re.sub(r"\d+(,\d+)?", "0", text)


@pytest.mark.parametrize("block", [block for block in blocks(README, "console") if block.startswith("$ laureat")])
def test_the_transcripts_of_the_readme_are_true(block):
    command, _, shown = block.partition("\n")

    assert run(command.removeprefix("$ laureat ")) == breakable(shown)


def test_the_answer_to_curl_is_true(laureat):
    (block,) = [block for block in blocks(README, "console") if block.startswith("$ curl")]
    asked = json.loads(re.search(r"-d '(.*?)'", block)[1])
    shown = json.loads(breakable(block[block.index("\n[") :]))
    reply, _ = laureat.answer(asked["message"], Conversation())

    said = [one.under("http://127.0.0.1:8080") for one in messages(asked["sender"], reply)]
    assert json.loads(breakable(msgspec.json.encode(said).decode())) == shown


def test_the_table_of_settings_is_true_and_names_those_of_every_channel():
    of_channels = {f"LAUREAT_{field.name.upper()}" for field in attrs.fields(Channels)}
    for setting in describe():
        in_words = "livré" in setting.default or setting.default == "aucun"
        default = setting.default if in_words else f"`{setting.default}`"
        if setting.name not in of_channels:
            assert f"| `{setting.name}` | {default} | {setting.description} |" in README
        elif not setting.name.endswith("_API_URL"):
            assert f"`{setting.name}`" in README


def test_the_readme_tells_what_each_channel_requires_and_where_it_is_called():
    rows = [line for line in README.splitlines() if line.startswith("| ")]
    for entry in CATALOG:
        (row,) = [row for row in rows if row.startswith(f"| {entry.title} |")]
        assert all(f"`{name}`" in row for name in entry.required)
        assert entry.address in row or entry.name == "matrix"


def test_the_readme_lists_every_command():
    for command in main.commands:
        assert f"`laureat {command}" in README


def test_the_question_added_in_the_readmes_is_understood(content):
    (written,) = [block for block in blocks(INTENTS, "yaml") if block.startswith("vocabulaire:")]
    assert written in README
    file = "intents/fmin/carte.yaml"
    content.add(file, written.replace("carte projet|laureat", "cart projet|laureat"))
    shown = {block.partition("\n")[0]: block.partition("\n")[2] for block in blocks(INTENTS, "console")}
    assert as_shown(shown["$ laureat check"], run("check"))

    (content.folder / file).write_text(written, "utf-8")
    assert not [fault for fault in json.loads(run("check --json"))["errors"] if fault["file"] == file]
    assert as_shown(shown["$ laureat test"], run("test"))
    (explained,) = [command for command in shown if command.startswith("$ laureat explain")]
    output = run(explained.removeprefix("$ laureat "))
    assert as_shown(numberless(shown[explained]), numberless(output))

    content.change(file, "    reponse: >-", '    avec: ["<theme>?"]\n    reponse: >-')
    assert "→ 100 %  carte_des_projets" in run(explained.removeprefix("$ laureat "))


def test_the_shares_from_which_a_rule_answers_are_true():
    assert f"à partir de {LEAST_SCORE:.0%}".replace("%", " %") in INTENTS
    assert f"de {LEAST_UNANCHORED:.0%} sinon".replace("%", " %") in INTENTS


def test_the_alias_added_in_the_readme_is_understood(content):
    before, after = blocks(KNOWLEDGE, "console")[:2]
    command, _, shown = before.partition("\n")
    assert as_shown(shown, run(command.removeprefix("$ laureat ")))

    line = blocks(KNOWLEDGE, "csv")[0]
    content.change("knowledge/fmin/projets.csv", line.removesuffix("|parking malin"), line)
    command, _, shown = after.partition("\n")
    assert as_shown(shown, run(command.removeprefix("$ laureat ")))


def test_the_record_without_a_source_is_refused_as_shown(content):
    (written,) = [block for block in blocks(KNOWLEDGE, "yaml") if "id: atelier" in block]
    where = "knowledge/fmin/fmin.yaml"
    content.change(where, "\npersonne:\n  - id:", f"{written}\n\npersonne:\n  - id:")
    content.load()

    content.change(where, "\n    source: {document: communique, lieu: 6e paragraphe}\n\npersonne:", "\n\npersonne:")
    shown = next(block for block in blocks(KNOWLEDGE, "console") if "atelier" in block).partition("\n")[2]
    assert as_shown(shown, run("check"))


def test_the_project_too_many_is_refused_as_shown(content):
    content.add("knowledge/fmin/projets.csv", blocks(KNOWLEDGE, "csv")[1] + "\n")
    shown = next(block for block in blocks(KNOWLEDGE, "console") if "annonce" in block).partition("\n")[2]

    assert as_shown(shown, run("check"))


def test_the_values_that_pages_may_hold_are_all_told():
    for name, words in promises(load({})).items():
        assert f"| `{{{{ {name} }}}}` | {breakable(words)} |" in KNOWLEDGE


def test_a_value_misspelt_is_refused_as_shown(garden):
    garden.change("knowledge/pages/confidentialite.md", "{{ duree_conversation }}", "{{ duree_conversations }}")
    shown = next(block for block in blocks(KNOWLEDGE, "console") if "duree_conversations" in block).partition("\n")[2]

    assert as_shown(shown, run("check"))
