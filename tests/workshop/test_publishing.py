import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.workshop import edits, publishing
from bot.workshop.drafts import Draft
from bot.workshop.publications import FOLDER
from bot.workshop.publishing import Author, history, publish, roll_back, settle, still
from bot.workshop.roots import Roots
from bot.written import ContentError

ZOE = Author("Zoé Li", "zoe@ville.fr")
REPRISES, CONTACT, NEW = "intents/reprises.yaml", "intents/contact.yaml", "intents/hors_sujet/poneys.yaml"


@pytest.fixture
def quick(monkeypatch):
    """Publications whose content is not compiled: these tests are about files."""
    monkeypatch.setattr(publishing, "_check", lambda draft, without=None: None)


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=x", "-c", "user.email=x@x"]
    return subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def checkout(content, roots) -> Roots:
    git(content.folder, "init", "--quiet")
    git(content.folder, "add", ".")
    git(content.folder, "commit", "--quiet", "-m", "base")
    return roots


def change(roots: Roots) -> Draft:
    draft = Draft(roots)
    draft.write(REPRISES, draft.read(REPRISES) + "# un\n")
    draft.write(CONTACT, draft.read(CONTACT) + "# deux\n")
    draft.write(NEW, "hors_sujet:\n  - Un poney ?\n")
    return draft


def test_a_publication_changes_its_files_and_goes_back(roots, quick):
    before = {name: roots.read(name) for name in (REPRISES, CONTACT, NEW)}
    published = publish(change(roots), ZOE, "Trois fichiers")

    assert roots.read(REPRISES) == before[REPRISES] + "# un\n"
    assert roots.read(NEW) == "hors_sujet:\n  - Un poney ?\n"
    assert [one.id for one in history(roots)] == [published.id]
    back = roll_back(roots, published.id, Author("Léo", "leo@ville.fr"))
    assert {name: roots.read(name) for name in before} == before
    assert [one.undoes for one in history(roots)] == [published.id, ""]
    assert back.message == "Retour avant « Trois fichiers »"
    roll_back(roots, back.id, ZOE)
    assert roots.read(NEW) is not None


def test_a_publication_is_a_commit_of_its_files_alone(checkout, content, quick):
    (content.folder / "knowledge/fmin/contact.yaml").write_text("# en cours\n")
    git(content.folder, "add", "knowledge")
    published = publish(change(checkout), Author("Zoé <b> Li", "zoe@ville.fr"), "Trois fichiers\n\nVoilà pourquoi.")

    assert published.told == ""
    assert published.commits == (git(content.folder, "rev-parse", "HEAD").strip(),)
    told = git(content.folder, "show", "--format=%an|%ae|%s|%b", "--name-only").splitlines()
    assert told[0] == "Zoé b Li|zoe@ville.fr|Trois fichiers|Voilà pourquoi."
    assert sorted(told[-3:]) == [CONTACT, NEW, REPRISES]
    assert git(content.folder, "status", "--porcelain") == "M  knowledge/fmin/contact.yaml\n"
    roll_back(checkout, published.id, ZOE)
    assert git(content.folder, "log", "--format=%s").splitlines() == [
        "Retour avant « Trois fichiers »",
        "Trois fichiers",
        "base",
    ]
    assert git(content.folder, "ls-files", NEW) == ""


def test_hooks_and_settings_of_people_have_no_part_in_it(checkout, content, quick, monkeypatch):
    hook = content.folder / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {content.folder}/hooked\nexit 1\n")
    hook.chmod(0o755)
    git(content.folder, "config", "commit.gpgSign", "true")
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Autre")
    published = publish(change(checkout), ZOE, "-rf --amend\n# non")

    assert published.commits
    assert not (content.folder / "hooked").exists()
    monkeypatch.delenv("GIT_DIR")
    assert git(content.folder, "log", "-1", "--format=%an %s").strip() == "Zoé Li -rf --amend # non"


def test_where_git_fails_the_files_are_published_and_it_is_told(checkout, content, quick):
    (content.folder / ".git/index.lock").touch()
    published = publish(change(checkout), ZOE, "Sans git")

    assert checkout.read(NEW) is not None
    assert published.commits == ()
    assert "git n’a pas pu les enregistrer" in published.told


def test_files_that_changed_meanwhile_are_told_and_nothing_is_published(roots, quick):
    draft = change(roots)
    (roots.intents / "contact.yaml").write_text("{}\n")
    before = roots.read(REPRISES)
    with pytest.raises(ContentError, match="a changé sur le disque") as told:
        publish(draft, ZOE, "Trop tard")

    assert [problem.place.file for problem in told.value.problems] == [CONTACT]
    assert roots.read(REPRISES) == before
    assert history(roots) == []


def test_what_changed_since_a_publication_is_not_taken_back_with_it(roots, quick):
    published = publish(change(roots), ZOE, "Un")
    (roots.intents / "contact.yaml").write_text("{}\n")
    with pytest.raises(ContentError, match="a changé depuis cette publication"):
        roll_back(roots, published.id, ZOE)
    with pytest.raises(ContentError, match="pas connue"):
        roll_back(roots, "../../x", ZOE)


@pytest.mark.parametrize("message", ["", "   ", "x" * 2000, "a\0b"])
def test_a_publication_says_why(roots, quick, message):
    with pytest.raises(ContentError, match="message"):
        publish(change(roots), ZOE, message)


def test_a_draft_that_changes_nothing_is_not_published(roots):
    with pytest.raises(ContentError, match="ne change rien"):
        publish(Draft(roots), ZOE, "Rien")


def test_a_draft_that_the_bot_could_not_read_is_not_published(roots):
    draft = Draft(roots)
    name = edits.add_rule(draft, "abreger", "plus_court !negation")
    draft.write(name, draft.read(name).replace("plus_court !negation", "plus_courd"))
    with pytest.raises(ContentError, match="plus_court"):
        publish(draft, ZOE, "Faute")
    assert history(roots) == []


def test_taking_back_what_others_need_is_refused(garden):
    draft = Draft(garden)
    draft.write("intents/mot.yaml", "vocabulaire:\n  zorglub: {noms: [zorglub]}\n")
    word = publish(draft, ZOE, "Un mot")
    draft = Draft(garden)
    edits.add_rule(draft, "horaires", "zorglub")
    publish(draft, ZOE, "Une règle")
    with pytest.raises(ContentError, match="zorglub"):
        roll_back(garden, word.id, ZOE)


def test_of_two_that_publish_at_once_one_is_told(roots, quick):
    drafts = [change(roots), change(roots)]
    drafts[1].write(CONTACT, drafts[1].read(CONTACT) + "# trois\n")
    told: list[object] = []
    start = threading.Barrier(2)

    def go(draft: Draft) -> None:
        start.wait()
        try:
            told.append(publish(draft, ZOE, "Moi"))
        except ContentError as error:
            told.append(error)

    threads = [threading.Thread(target=go, args=(draft,)) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(type(one).__name__ for one in told) == ["ContentError", "Publication"]
    (published,) = history(roots)
    assert roots.read(CONTACT) == published.after[CONTACT]


def test_a_folder_that_may_not_be_written_is_told(roots, quick, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(ContentError, match="ne peut pas être écrit : l’écriture n’est pas permise"):
        publish(change(roots), ZOE, "Non")
    assert roots.read(NEW) is None


def test_a_link_put_in_the_way_is_not_followed(roots, quick, tmp_path):
    draft = change(roots)
    outside = tmp_path / "outside"
    outside.mkdir()
    (roots.intents / "hors_sujet").rename(tmp_path / "moved")
    (roots.intents / "hors_sujet").symlink_to(outside)
    with pytest.raises(ContentError, match="un lien mène ailleurs"):
        publish(draft, ZOE, "Non")
    assert list(outside.iterdir()) == []


KILLED = """
import os, sys
from pathlib import Path
from bot.workshop import publishing
from bot.workshop.drafts import Draft
from bot.workshop.publishing import Author, publish
from bot.workshop.publications import FOLDER
from bot.workshop.roots import Roots

publishing._check = lambda draft, without=None: None
left = int(sys.argv[2])

def counted(work):
    def step(*args, **kwargs):
        global left
        if left == 0:
            os.kill(os.getpid(), 9)
        left -= 1
        return work(*args, **kwargs)
    return step

for name in ("replace", "fsync", "fchmod", "unlink"):
    setattr(os, name, counted(getattr(os, name)))
import subprocess
subprocess.run = counted(subprocess.run)
roots = Roots(Path(sys.argv[1], "intents"), Path(sys.argv[1], "knowledge"))
draft = Draft(roots)
for name, more in (("intents/reprises.yaml", "# un"), ("knowledge/fmin/contact.yaml", "# deux")):
    draft.write(name, draft.read(name) + more + "\\n")
draft.write("intents/hors_sujet/poneys.yaml", "hors_sujet:\\n  - Un poney ?\\n")
publish(draft, Author("Zoé", "zoe@ville.fr"), "Tout ou rien")
"""


def test_a_stop_at_any_step_leaves_the_old_content_or_the_new_one_whole(checkout, content):
    names = (REPRISES, "knowledge/fmin/contact.yaml", NEW)
    base = {name: checkout.read(name) for name in names}
    new = {name: f"{base[name]}{more}\n" for name, more in zip(names, ("# un", "# deux"), strict=False)}
    new[NEW] = "hors_sujet:\n  - Un poney ?\n"
    seen, step = set(), 0
    while True:
        run = subprocess.run([sys.executable, "-c", KILLED, str(content.folder), str(step)], check=False)
        with still(checkout):
            found = {name: checkout.read(name) for name in names}
        assert found in (base, new), step
        seen.add(found == new)
        settle(checkout)
        assert not (checkout.intents / FOLDER / "pending").exists()
        assert len(history(checkout)) == (found == new)
        assert git(content.folder, "status", "--porcelain") == ""
        assert git(content.folder, "log", "--format=%s").splitlines() == ["Tout ou rien"] * (found == new) + ["base"]
        if run.returncode == 0:
            break
        assert run.returncode == -9
        if found == new:
            for record in (checkout.intents / FOLDER).iterdir():
                record.unlink()
            git(content.folder, "reset", "--quiet", "--hard", "HEAD~1")
        step += 1

    assert seen == {True, False}
    assert step > 15
