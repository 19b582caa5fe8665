import json
import shutil
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.french.noise import KINDS
from bot.workshop import measures

pytestmark = pytest.mark.usefixtures("journal")


def laureat(*arguments: str, typed: str | None = None) -> Result:
    result = CliRunner().invoke(main, arguments, input=typed, prog_name="laureat")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def test_diff_tells_the_answers_that_change(garden, tmp_path):
    old, new = garden.intents.parent, tmp_path / "new"
    shutil.copytree(old, new)
    horaires = new / "intents/horaires.yaml"
    horaires.write_text(horaires.read_text("utf-8").replace("ouverture", "moment d’accueil"), "utf-8")
    messages = tmp_path / "messages.txt"
    messages.write_text("L’ouverture ?\nLe moment d’accueil ?\nBonjour\n", "utf-8")
    shown = laureat("diff", str(old), str(new), "--messages", str(messages))

    assert shown.exit_code == 1
    assert "« L’ouverture ? » : perdue" in shown.output
    assert "« Le moment d’accueil ? » : mieux comprise" in shown.output
    assert "1 question mieux comprise, 1 question n’est plus comprise" in shown.output
    found = json.loads(laureat("diff", str(old), str(new), "--messages", "-", "--json", typed="L’ouverture ?\n").stdout)
    assert [change["kind"] for change in found["changes"]] == ["perdue"]


def test_diff_wants_folders_that_hold_a_content(tmp_path):
    shown = laureat("diff", str(tmp_path), str(tmp_path))

    assert shown.exit_code == 2
    assert "ne contient ni intents/ ni knowledge/" in shown.stderr


def test_suggest_tells_what_would_help(garden):
    shown = laureat("suggest", "-", typed="combien de sous pour le zorglub\n")

    assert shown.exit_code == 0
    assert "« zorglub » est inconnu" in shown.output
    found = json.loads(laureat("suggest", "-", "--json", typed="combien de sous pour le zorglub\n").stdout)
    assert found[0]["said"] == "zorglub"


def test_a_new_question_passes_the_checks_and_is_understood(garden):
    given = {
        "--titre": "s’il existe une carte : des projets",
        "--mot": "carte, plan de situation",
        "--exemple": "Avez-vous des cartes ?",
        "--reponse": "Non.",
        "--appui": "document:communique",
    }
    made = laureat("new", "intent", "carte", *(part for pair in given.items() for part in pair))

    assert made.exit_code == 0, made.output
    assert (garden.intents / "carte.yaml").exists()
    assert laureat("check").exit_code == 0
    assert laureat("test").exit_code == 0
    assert "une question s’appelle déjà" in laureat("new", "intent", "carte", *sum(given.items(), ())).stderr


def test_a_new_content_passes_the_checks_and_its_examples(tmp_path, monkeypatch):
    folder = tmp_path / "jardins"
    made = laureat("new", "pack", str(folder), "--sujet", "jardin partagé")
    assert made.exit_code == 0
    monkeypatch.setenv("LAUREAT_INTENTS", str(folder / "intents"))
    monkeypatch.setenv("LAUREAT_KNOWLEDGE", str(folder / "knowledge"))

    assert laureat("check").exit_code == 0
    assert laureat("test").exit_code == 0
    assert "ce dossier contient déjà" in laureat("new", "pack", str(folder), "--sujet", "x").stderr


def test_test_tells_what_is_taken_for_what_and_the_rules_that_nothing_uses(garden):
    (garden.intents / "essai.yaml").write_text(
        "vocabulaire:\n  zut: {noms: [zorglub]}\nintents:\n  essai:\n    titre: x\n    issue: chitchat\n"
        "    regles: [zut, zut bonjour]\n    reponse: Oui.\n    exemples: [Zorglub, Bonjour]\n",
        "utf-8",
    )
    shown = laureat("test", "--regles")

    assert shown.exit_code == 1
    assert "essai → salutation : 1" in shown.output
    assert "essai : « zut bonjour » ne sert à aucun exemple" in shown.output


def test_the_report_is_a_page_with_charts_that_shows_sentences_as_they_are_written(garden, tmp_path):
    horaires = garden.intents / "horaires.yaml"
    horaires.write_text(
        horaires.read_text("utf-8").replace("- Les horaires ?", '- "<script>alert(1)</script>"'), "utf-8"
    )
    page = tmp_path / "rapport.html"
    laureat("test", "--html", str(page))
    text = page.read_text("utf-8")

    assert "<svg" in text
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_noise_is_tried_in_each_way_and_in_all(monkeypatch, gardener):
    monkeypatch.setattr(measures, "LEVELS", (1,))
    monkeypatch.setattr(measures, "KINDS", KINDS[:1])
    told: list[tuple[int, int]] = []
    few = list(measures.under_noise(gardener, lambda done, of: told.append((done, of))))

    assert [(one.kind, one.level) for one in few] == [(KINDS[0].name, 1), ("toutes mêlées", 1)]
    assert all(0 < one.right < one.tried and one.wrong < one.tried / 10 for one in few)
    assert told == [(1, 2), (2, 2)]


def test_watch_begins_again_when_a_file_changes(garden, monkeypatch):
    seen = threading.Event()

    def watched(*folders: Path, raise_interrupt: bool):
        assert {folder.name for folder in folders} == {"intents", "knowledge"}
        if seen.is_set():
            raise KeyboardInterrupt
        seen.set()
        (garden.intents / "fin.yaml").write_text("# fin\n", "utf-8")
        yield {("modified", "x")}

    monkeypatch.setattr("watchfiles.watch", watched)
    begun = time.monotonic()
    shown = laureat("test", "--watch")

    assert shown.exit_code == 130
    assert shown.output.count("En attente d’un changement") == 2
    assert time.monotonic() - begun < 60
