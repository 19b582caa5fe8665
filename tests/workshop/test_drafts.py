import os

import pytest

from bot.workshop.drafts import MOST_CHANGED, Draft
from bot.workshop.roots import MOST_BYTES, Roots
from bot.written import ContentError

NAME = "intents/contact.yaml"


def test_a_draft_reads_what_it_wrote_and_the_content_stays(roots):
    draft = Draft(roots)
    before = draft.read(NAME)
    draft.write(NAME, before + "# fin\n")
    draft.write("intents/fmin/neuf.yaml", "vocabulaire: {}\n")

    assert draft.read(NAME) == before + "# fin\n"
    assert list(draft.changed) == [NAME, "intents/fmin/neuf.yaml"]
    assert draft.base == {NAME: before, "intents/fmin/neuf.yaml": None}
    assert "intents/fmin/neuf.yaml" in draft.names()
    assert roots.read(NAME) == before
    assert roots.read("intents/fmin/neuf.yaml") is None


def test_a_text_that_comes_back_to_what_it_was_changes_nothing(roots):
    draft = Draft(roots)
    before = draft.read(NAME)
    draft.write(NAME, before + "# fin\n")
    draft.write(NAME, before)

    assert draft.changed == {}


def test_what_is_given_up_is_read_from_the_content_again(roots):
    draft = Draft(roots)
    before = draft.read(NAME)
    draft.write(NAME, "{}")
    draft.restore(NAME)

    assert draft.read(NAME) == before
    assert draft.changed == {}


@pytest.mark.parametrize(
    "name",
    [
        "../etc/passwd.yaml",
        "intents/../../x.yaml",
        "intents/./x.yaml",
        "intents//x.yaml",
        "/etc/passwd.yaml",
        "intents/.git/x.yaml",
        "intents/.x.yaml",
        "intents/a\\..\\x.yaml",
        "intents/x\0.yaml",
        "intents/x\n.yaml",
        "intents/.yaml",
        "intents",
        "bot/cli.yaml",
        "intents/x.py",
        "intents/x.yml",
        "intents/x",
        "knowledge/fmin/projets.csv.gz",
        "intents/" + "x" * 300 + ".yaml",
        "",
    ],
)
def test_only_content_files_are_read_or_written(roots, name):
    draft = Draft(roots)
    with pytest.raises(ContentError) as told:
        draft.write(name, "{}")
    assert told.value.problems[0].remedy
    with pytest.raises(ContentError):
        draft.read(name)


@pytest.mark.parametrize("folder", [False, True])
def test_a_link_leads_nowhere(roots, tmp_path, folder):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text("secret: 1\n")
    link = roots.intents / ("lien" if folder else "secret.yaml")
    link.symlink_to(outside if folder else outside / "secret.yaml")
    name = "intents/lien/secret.yaml" if folder else "intents/secret.yaml"

    with pytest.raises(ContentError, match="un lien mène ailleurs"):
        Draft(roots).read(name)
    with pytest.raises(ContentError, match="un lien mène ailleurs"):
        Draft(roots).write(name, "{}")
    assert name not in roots.names()


def test_a_pipe_is_not_waited_for(roots):
    os.mkfifo(roots.intents / "tube.yaml")

    with pytest.raises(ContentError, match="pas un fichier"):
        Draft(roots).read("intents/tube.yaml")


BOMB = "a: &a [1, 2]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]\n" for n in range(8)
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BOMB, "trop de valeurs"),
        ("[" * 5000, "niveaux"),
        ("a: !!python/object/apply:os.system [ls]\n", "refusée"),
        ("a: !x y\n", "refusée"),
        ("a: b: c\n", "pas du YAML valide"),
        ("a: 1\na: 2\n", "écrite deux fois"),
        ("- a\n", "suite de « clé: valeur »"),
        ("a: b\0\n", "caractère de commande"),
        ("a: \ud800\n", "ne peut pas être enregistré"),
        ("# " + "x" * MOST_BYTES + "\n", "Mo"),
    ],
)
def test_a_text_that_is_no_content_is_refused_with_its_line(roots, text, told):
    draft = Draft(roots)
    with pytest.raises(ContentError, match=told) as refused:
        draft.write(NAME, text)

    assert refused.value.problems[0].place.file == NAME
    assert draft.changed == {}


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_refused(roots, cell):
    with pytest.raises(ContentError, match="formule"):
        Draft(roots).write("knowledge/fmin/projets.csv", f'id,nom\nx,"{cell}"\n')


def test_figures_are_no_formulas(roots):
    Draft(roots).write("knowledge/x.csv", "id,nom,lon\nx,y,-2.35\nz,t,+33 1 40\n")


def test_a_draft_is_bounded(roots):
    draft = Draft(roots)
    for number in range(MOST_CHANGED):
        draft.write(f"intents/x{number}.yaml", "{}")
    with pytest.raises(ContentError, match="fichiers changés"):
        draft.write("intents/trop.yaml", "{}")
    other = Draft(roots)
    other.write("intents/a.yaml", "#" + "x" * (MOST_BYTES - 10))
    other.write("intents/b.yaml", "#" + "x" * (MOST_BYTES - 10))
    with pytest.raises(ContentError, match="Mo de changements"):
        other.write("intents/c.yaml", "#" + "x" * 1000)


def test_what_others_changed_meanwhile_is_told(roots):
    draft = Draft(roots)
    draft.write(NAME, draft.read(NAME) + "# moi\n")
    assert draft.stale() == []
    (roots.intents / "contact.yaml").write_text("{}\n")

    (told,) = draft.stale()
    assert told.place.file == NAME
    assert "a changé sur le disque" in told.what


def test_the_whole_content_is_copied_with_the_draft_in_it(roots, tmp_path):
    draft = Draft(roots)
    draft.write(NAME, "# neuf\n")
    (roots.intents / ".laureat").mkdir()
    (roots.intents / ".laureat" / "x.yaml").write_text("{}")
    (tmp_path / "copy").mkdir()
    copied = draft.write_all(tmp_path / "copy")

    assert copied.read(NAME) == "# neuf\n"
    there = {name for name, _ in copied.files()}
    assert there == {name for name, _ in roots.files()}
    assert "knowledge/geographie/communes-hors-metropole.csv.gz" in there
    assert not (copied.intents / ".laureat").exists()


def test_folders_of_other_names_hold_files_of_the_same_names(content):
    (content.folder / "intents").rename(content.folder / "questions")
    roots = Roots(content.folder / "questions", content.folder / "knowledge")

    assert Draft(roots).read(NAME)
    assert NAME in roots.names()
