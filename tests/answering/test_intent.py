from pathlib import Path

import pytest

from bot.answering.intent import Intent, IntentBuilder
from bot.files.load import read_yaml
from bot.findings.query import Query
from bot.understanding.rules import Features, Terms
from bot.written import Problem, Reader

NOTHING = Terms((), 0, 0)


@pytest.fixture
def features() -> Features:
    known = Features()
    for name in ("projet", "combien", "pourquoi", "<lieu>"):
        known.bit(name)
    return known


@pytest.fixture
def build(tmp_path: Path, features):
    """Builds the intent `essai` from lines of YAML, with groups; gives it and the mistakes."""

    def run(*lines: str, groups: str = "{}", always: Terms = NOTHING) -> tuple[Intent | None, list[Problem]]:
        text = "essai:\n" + "".join(f"  {line}\n" for line in lines) + f"groupes: {groups}\n"
        (tmp_path / "essai.yaml").write_text(text, "utf-8")
        content = read_yaml(tmp_path / "essai.yaml", "essai.yaml")
        problems: list[Problem] = []
        builder = IntentBuilder(Reader(problems), features)
        builder.add_groups(content["groupes"])
        builder.add("essai", content["essai"], always)
        return builder.intents.get("essai"), problems

    return run


def test_an_intent_says_what_is_written(build, features):
    intent, problems = build(
        "titre: savoir combien",
        "regles: [combien projet, combien <lieu>]",
        "avec: [pourquoi?]",
        "fiche: fonds:fmin",
        "appui: [chiffre:projets]",
        "reponse: Voilà.",
        "suites: [Et ?]",
    )

    assert problems == []
    assert (intent.id, intent.title, intent.record) == ("essai", "savoir combien", "fonds:fmin")
    assert (intent.support, intent.next, intent.query) == (("chiffre:projets",), ("Et ?",), None)
    assert [rule.text for rule in intent.rules] == ["combien projet", "combien <lieu>"]
    assert all(rule.explains & features.bit("pourquoi") for rule in intent.rules)
    assert intent.answers["defaut"].template == "Voilà."
    assert intent.answers["defaut"].outcome == "answered"
    assert intent.place == ("essai.yaml", 2)


def test_what_a_file_always_allows_or_forbids_holds_in_every_rule(build, features):
    always = Terms((features.bit("projet"),), features.bit("<lieu>"), features.bit("pourquoi"))
    intent, _ = build("regles: [combien]", "reponse: Oui", always=always)

    assert intent.rules[0].required == (features.bit("combien"),)
    assert intent.rules[0].explains == features.bit("combien") | features.bit("<lieu>")
    assert intent.rules[0].forbids == features.bit("pourquoi")


def test_a_group_may_be_several_lines_and_use_another(build, features):
    intent, problems = build(
        "regles: [combien @tout]", "reponse: Oui", groups='{lieux: <lieu>, tout: ["projet", "@lieux !pourquoi"]}'
    )

    assert problems == []
    assert features.names(intent.rules[0].explains) == ["projet", "combien", "<lieu>"]
    assert intent.rules[0].forbids == features.bit("pourquoi")


def test_answers_by_case_have_their_outcome(build):
    intent, problems = build(
        "issue: unknown",
        "reponses:",
        "  un: Oui",
        "  choisir: Lequel ?",
        "  aucun: {texte: Non, issue: answered}",
        "  autre: {texte: Si}",
    )

    assert problems == []
    assert {case: (answer.template, answer.outcome) for case, answer in intent.answers.items()} == {
        "un": ("Oui", "unknown"),
        "choisir": ("Lequel ?", "clarify"),
        "aucun": ("Non", "answered"),
        "autre": ("Si", "unknown"),
    }
    assert intent.answers["aucun"].place.line == 6


def test_a_query_is_a_declared_combination(build):
    intent, problems = build(
        "reponse: Oui", "requete: {lignes: projet, par: laureat, demande: sans, cible: commune, perimetre: metropole}"
    )

    assert problems == []
    assert intent.query == Query("projet", "sans", "laureat", "commune", "metropole")


def test_an_example_is_a_sentence_and_what_is_expected_of_it(build):
    intent, problems = build(
        "reponse: Oui", "exemples:", "  - bonjour", "  - {dit: et lui, apres: [toi], issue: chitchat, contient: [a]}"
    )

    assert problems == []
    assert [(example.say, dict(example.expect)) for example in intent.examples] == [
        ("bonjour", {}),
        ("et lui", {"apres": ["toi"], "issue": "chitchat", "contient": ["a"]}),
    ]
    assert intent.examples[1].place.line == 5


@pytest.mark.parametrize(
    ("lines", "line", "what"),
    [
        (["reponse: Oui", "regle: [projet]"], 3, "clé inconnue « regle »"),
        (["regles: [projet]"], 2, "« essai » n’a pas de réponse"),
        (["reponse: Oui", "regles: [projets]"], 3, "« projets » n’est ni"),
        (["reponse: Oui", "avec: ['@rien']"], 3, "« @rien » n’existe pas"),
        (["reponse: Oui", "issue: gagné"], 3, "issue inconnue « gagné »"),
        (["reponse: Oui", "requete: {lignes: projet, par: laureat, demande: rien}"], 3, "demande inconnue « rien »"),
        (["reponse: Oui", "requete: {lignes: projet, par: laureat, demande: somme}"], 3, "demande inconnue « somme »"),
        (["reponse: Oui", "requete: {lignes: projet, par: laureat, demande: liste, x: y}"], 3, "clé inconnue « x »"),
        (["reponse: Oui", "requete: {par: laureat, demande: liste}"], 3, "« lignes » manque"),
        (["reponses:", "  un: {text: Oui}"], 3, "clé inconnue « text »"),
        (["reponse: Oui", "exemples: [{dis: a}]"], 3, "clé inconnue « dis »"),
    ],
)
def test_a_mistake_is_told_on_its_line(build, lines, line, what):
    _, problems = build(*lines)

    assert any(problem.place == ("essai.yaml", line) and what in problem.what for problem in problems), problems
    assert all(problem.remedy for problem in problems)


def test_a_question_declared_twice_is_told_with_the_first(tmp_path, features):
    (tmp_path / "essai.yaml").write_text("a:\n  reponse: Oui\nb:\n  reponse: Non\n", "utf-8")
    content = read_yaml(tmp_path / "essai.yaml", "essai.yaml")
    problems: list[Problem] = []
    builder = IntentBuilder(Reader(problems), features)
    builder.add("a", content["a"], NOTHING)
    builder.add("a", content["b"], NOTHING)

    (problem,) = problems
    assert (problem.place.line, "essai.yaml:2" in problem.what) == (4, True)
    assert builder.intents["a"].answers["defaut"].template == "Oui"
