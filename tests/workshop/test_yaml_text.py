import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.files.load import parse_yaml
from bot.workshop.roots import Roots
from bot.workshop.yaml_text import append, drop, enter, put, written
from bot.written import ContentError

ROOT = Path(__file__).parents[2]
ROOTS = Roots(ROOT / "intents", ROOT / "knowledge")
FILES = [name for name in ROOTS.names() if name.endswith(".yaml")]
SENTENCE = "L’essai, c’est : « ça » #1"


def changed(old: str, new: str) -> tuple[list[str], list[str]]:
    """The lines that go and those that come, between what is the same before and after."""
    before, after = old.splitlines(True), new.splitlines(True)
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return before, after


def texts(name: str) -> tuple[str, dict]:
    text = ROOTS.read(name)
    return text, parse_yaml(text, name)


@pytest.mark.no_cover
@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("intents/")])
def test_an_example_more_changes_one_line_of_any_file_of_questions(name):
    text, content = texts(name)
    for intent in content.get("intents", {}):
        gone, come = changed(text, append(text, name, ("intents", intent, "exemples"), SENTENCE))

        assert len(come) == 1
        # A list of lines gets one more, a list in brackets is longer by what is added.
        assert not gone or re.sub(rf'(, )?"{SENTENCE}"', "", come[0]) == gone[0]


@pytest.mark.no_cover
@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("intents/")])
def test_a_spelling_more_changes_no_more_than_the_end_of_its_list(name):
    text, content = texts(name)
    for word in list(content.get("vocabulaire", {}))[::4]:
        gone, come = changed(text, append(text, name, ("vocabulaire", word, "expressions"), "zut alors"))

        assert len(gone) <= 1
        assert len(come) <= 2
        assert "".join(come).replace(", zut alors", "").split() == "".join(gone).split() or "zut alors" in come[-1]


@pytest.mark.no_cover
@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("knowledge/")])
def test_an_alias_more_changes_one_line_of_any_type_of_record(name):
    text, content = texts(name)
    for kind, records in content.items():
        for place in {0, len(records) // 2, len(records) - 1} if kind != "si" and isinstance(records, list) else ():
            gone, come = changed(text, append(text, name, (kind, place, "alias"), "l’essai", after="nom"))

            assert len(come) == 1
            assert len(gone) <= 1


def answers(content: dict) -> dict[tuple[str, ...], str]:
    found = {}
    for intent, asked in content.get("intents", {}).items():
        if "reponse" in asked:
            found["intents", intent, "reponse"] = str(asked["reponse"])
        for case, answer in (asked.get("reponses") or {}).items():
            if not isinstance(answer, dict):
                found["intents", intent, "reponses", case] = str(answer)
    return found


@pytest.mark.no_cover
@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("intents/")])
def test_another_answer_changes_its_own_line_or_is_refused_where_several_share_it(name):
    text, content = texts(name)
    for path, answer in list(answers(content).items())[::3]:
        if shared(text, content, path):
            with pytest.raises(ContentError, match="plusieurs endroits"):
                put(text, name, path, f"{answer} Fin : #1.")
            continue
        gone, come = changed(text, put(text, name, path, f"{answer} Fin : #1."))

        assert len(gone) == len(come) == 1


def shared(text: str, content: dict, path: tuple[str, ...]) -> bool:
    """Whether an answer, or the mapping of answers, is repeated elsewhere or repeats one."""
    held = content
    for key in path[:-1]:
        held = held[key]
    lines = text.split("\n")
    above = content[path[0]][path[1]]
    return any(
        re.search(rf"{key}: +[&*]", lines[mapping.lines[key] - 1]) is not None
        for mapping, key in ((held, path[-1]), (above, path[2]))
    )


CASES = [
    ("a: [x]\n", "a: [x, y]\n"),
    ("a: [x, ]  # fin\n", "a: [x, y, ]  # fin\n"),
    ("a: []\n", "a: [y]\n"),
    ("a:\n", "a: [y]\n"),
    ("a:   # rien\nb: c\n", "a: [y]   # rien\nb: c\n"),
    ("a: x\n", "a: [x, y]\n"),
    ("a:\n- x # un\n\n# après\nb: c", "a:\n- x # un\n- y\n\n# après\nb: c"),
    ("a:\n  - x", "a:\n  - x\n  - y\n"),
    ("a:\r\n  - x\r\nb: c\r\n", "a:\r\n  - x\r\n  - y\r\nb: c\r\n"),
    ("a:\n  - {dit: x,\n     issue: z}\n", "a:\n  - {dit: x,\n     issue: z}\n  - y\n"),
    ("a:\n  - >-\n    x\n    z\n\n\nb: c\n", "a:\n  - >-\n    x\n    z\n  - y\n\n\nb: c\n"),
    ("a:\n  - dit: x\n    apres: [z]\n", "a:\n  - dit: x\n    apres: [z]\n  - y\n"),
    ("b: &m c\na:\n  - *m\n", "b: &m c\na:\n  - *m\n  - y\n"),
    ("b: &m c\na: [*m]\n", "b: &m c\na: [*m, y]\n"),
    ("b: c\n", "b: c\na: [y]\n"),
    ("{b: c}\n", "{b: c, a: [y]}\n"),
    (f"a: [\n  {'x' * 115},\n  {'z' * 117}\n]\n", f"a: [\n  {'x' * 115},\n  {'z' * 117},\n  y\n]\n"),
    ("a: ['é 🙂', x]\n", "a: ['é 🙂', x, y]\n"),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_list_gets_one_more_however_it_is_written(text, wanted):
    assert append(text, "f.yaml", ("a",), "y") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a: x # un\nb: c\n", "a: y z # un\nb: c\n"),
        ("a: 'x'\n", "a: 'y z'\n"),
        ('a: "x"\n', 'a: "y z"\n'),
        ("a: >-\n  x\nb: c\n", "a: >-\n  y z\nb: c\n"),
        ("a: |-\n    x\n\n# après\nb: c\n", "a: |-\n    y z\n\n# après\nb: c\n"),
        ("a:\n", "a: y z\n"),
        ("b: c\n", "b: c\na: y z\n"),
        ("{a: x, b: c}\n", "{a: y z, b: c}\n"),
    ],
)
def test_a_text_becomes_another_as_it_was_written(text, wanted):
    assert put(text, "f.yaml", ("a",), "y z") == wanted


def test_the_lines_of_a_folded_text_stay_where_it_does_not_change():
    text = "a: >-\n  un deux\n  trois quatre\n  cinq\nb: c\n"

    assert put(text, "f.yaml", ("a",), "un deux trois, quatre cinq") == text.replace("trois", "trois,")


def test_a_text_of_several_lines_is_kept_as_such():
    assert parse_yaml(put("a: >-\n  x\n", "f.yaml", ("a",), "un\ndeux"), "f") == {"a": "un\ndeux"}
    assert parse_yaml(put("a: >-\n  x\n", "f.yaml", ("a",), "un\n  - deux"), "f") == {"a": "un\n  - deux"}
    assert parse_yaml(put("a: x\n", "f.yaml", ("a",), "un\ndeux"), "f") == {"a": "un\ndeux"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("b: &m [x]\na: *m\n", "elle y changera partout"),
        ("a: &m [x]\nb: *m\n", "elle y changera partout"),
        ("a: {x: y}\n", "dans le texte du fichier"),
        ("a: !!str x\n", "elle y changera partout"),
    ],
)
def test_what_several_share_or_is_no_list_is_left_to_people(text, told):
    with pytest.raises(ContentError, match=told):
        append(text, "f.yaml", ("a",), "y")


@pytest.mark.parametrize(
    ("text", "path", "wanted"),
    [
        ("a: 1 # un\nb: 2\n# fin\n", ("a",), "b: 2\n# fin\n"),
        ("a: 1\nb: >-\n  un\n  deux\n\nc: 3\n", ("b",), "a: 1\n\nc: 3\n"),
        ("a: {b: 1, c: [x, y], d: 2}\n", ("a", "c"), "a: {b: 1, d: 2}\n"),
        ("a: {b: 1, c: 2}\n", ("a", "b"), "a: {c: 2}\n"),
        ("a: [x, y,\n  z]\n", ("a", 2), "a: [x, y]\n"),
        ("a: [x]\n", ("a", 0), "a: []\n"),
        ("a:\n- x\n- y: 1\n  z: 2\n- w", ("a", 1), "a:\n- x\n- w"),
        ("a:\r\n  - x\r\n  - y\r\n", ("a", 1), "a:\r\n  - x\r\n"),
        ("a: *b\n", ("a",), None),
        ("a:\n  - b: 1\n    c: 2\n", ("a", 0, "b"), None),
        ("a:\n  - x\n", ("a", 0), None),
    ],
)
def test_a_key_or_a_value_goes_with_its_lines_or_is_left_to_people(text, path, wanted):
    if wanted is None:
        with pytest.raises(ContentError):
            drop(text, "f", path)
    else:
        assert drop(text, "f", path) == wanted


def test_a_key_goes_last_with_the_margin_of_the_others():
    text = "# haut\nvocabulaire:\n    x: {noms: [x]}  # un\n\n# bas\nintents:\n    q: {}\n"

    new = enter(text, "f.yaml", ("vocabulaire", "y"), ["y:", "  noms: [y]"])

    assert new == text.replace("# un\n", "# un\n    y:\n      noms: [y]\n")
    assert enter("# rien\n", "f.yaml", ("a", "y"), ["y: 1"]) == "# rien\na:\n  y: 1\n"


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_as_it_was_given(text):
    assert parse_yaml(f"a: {written([text])}\nb:\n  - {written(text, flow=False)}\n", "f") == {"a": [text], "b": [text]}
    assert parse_yaml(append("a:\n  - x\nb: c\n", "f", ("a",), text), "f") == {"a": ["x", text], "b": "c"}
    assert parse_yaml(put("a: >-\n  x\nb: c\n", "f", ("a",), text), "f") == {"a": text, "b": "c"}


def test_an_edit_of_the_longest_file_takes_a_moment():
    name = "intents/fmin/projets.yaml"
    begun = time.process_time()
    append(ROOTS.read(name), name, ("intents", "projets", "exemples"), SENTENCE)

    assert time.process_time() - begun < 1
