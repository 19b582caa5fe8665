from fractions import Fraction
from pathlib import Path

import pytest

from bot.files.load import read_yaml
from bot.understanding.vocabulary import Concept, build_concept
from bot.written import Problem, Reader


@pytest.fixture
def build(tmp_path: Path):
    """Builds the concept `mot` from lines of YAML; gives it and the mistakes."""

    def run(*lines: str) -> tuple[Concept, list[Problem]]:
        (tmp_path / "essai.yaml").write_text("mot:\n" + "".join(f"  {line}\n" for line in lines), "utf-8")
        problems: list[Problem] = []
        content = read_yaml(tmp_path / "essai.yaml", "essai.yaml")
        return build_concept("mot", content["mot"], Reader(problems)), problems

    return run


def test_a_concept_has_the_inflections_of_its_words(build):
    concept, problems = build("noms: [réseau]", "adjectifs: [gagnant]", "verbes: [gagner]", "expressions: [a eu]")

    assert problems == []
    assert {"réseau", "réseaux", "gagnante", "gagnants", "gagne", "gagnées", "a eu"} <= set(concept.spellings)
    assert len(concept.spellings) == len(set(concept.spellings))


def test_a_word_counts_one_and_does_nothing_unless_it_is_said(build):
    concept, _ = build("noms: ville")

    assert (concept.weight, concept.target, concept.comparison, concept.role) == (1.0, None, None, None)
    assert (concept.refers, concept.anchor) == ((), False)


def test_a_concept_says_what_its_words_do(build):
    concept, problems = build(
        "expressions: [au moins]", "poids: 0.5", "compare: '>='", "role: question", "renvoie: [commune]", "sujet: true"
    )

    assert problems == []
    assert (concept.weight, concept.comparison, concept.role) == (0.5, (">=", None), "question")
    assert (concept.refers, concept.anchor) == (("commune",), True)


@pytest.mark.parametrize(
    ("key", "attribute"),
    [("etranger", "foreign"), ("ponctuel", "fleeting"), ("plusieurs", "several"), ("exigeant", "demanding")],
)
def test_a_concept_is_of_another_subject_fleeting_of_several_or_demanding_only_when_it_says_so(build, key, attribute):
    assert getattr(build("noms: ville", f"{key}: true")[0], attribute) is True
    assert getattr(build("noms: ville")[0], attribute) is False


def test_a_script_is_enough_to_know_the_words_of_a_concept(build):
    concept, problems = build("role: langue", "ecritures: [CYRILLIC, ARABIC]")

    assert problems == []
    assert (concept.scripts, concept.spellings) == (("CYRILLIC", "ARABIC"), ())


@pytest.mark.parametrize("role", ["absence", "accord", "langue"])
def test_a_concept_may_deny_agree_or_be_of_another_language(build, role):
    concept, problems = build("expressions: [rien]", f"role: {role}")

    assert (concept.role, problems) == (role, [])


@pytest.mark.parametrize(("role", "ordinary"), [("courant", True), ("langue", True), ("accord", False)])
def test_everyday_words_and_those_of_another_language_are_kept_as_they_are_written(build, role, ordinary):
    concept, _ = build("noms: [city]", f"role: {role}")

    assert concept.ordinary is ordinary
    assert (concept.spellings == ("city",)) is ordinary


def test_a_comparison_may_hold_its_number(build):
    assert build("expressions: [un seul]", "compare: = 1")[0].comparison == ("=", 1)


def test_a_part_of_a_whole_is_a_fraction(build):
    assert build("expressions: [la plupart]", "part: '> 2/4'")[0].share == (">", Fraction(1, 2))


@pytest.mark.parametrize(
    ("line", "place", "what", "remedy"),
    [
        (
            "nom: ville",
            3,
            "clé inconnue « nom » dans le mot « mot »",
            "vouliez-vous dire « noms » ? Clés possibles : noms",
        ),
        ("verbes: [prendre]", 3, "« prendre » n’est pas un verbe régulier", "expressions:"),
        ("role: sujet", 3, "rôle inconnu « sujet »", "rôles possibles : exclusion"),
        ("poids: lourd", 3, "« poids » doit être un nombre de 0 à 3", "poids: 0.5"),
        ("poids: 4", 3, "« poids » doit être un nombre de 0 à 3", "poids: 0.5"),
        ("poids: nan", 3, "« poids » doit être un nombre de 0 à 3", "poids: 0.5"),
        ("compare: environ 2", 3, "comparaison inconnue « environ 2 »", ">="),
        ("compare: '> deux'", 3, "comparaison inconnue « > deux »", ">="),
        ("part: la moitié", 3, "part inconnue « la moitié »", "> 1/2"),
        ("part: '= 1/0'", 3, "part inconnue « = 1/0 »", "> 1/2"),
        ("adjectifs: {a: b}", 3, "« adjectifs » doit être une liste de textes", "[un, deux]"),
        ("adjectifs: [[a]]", 3, "« adjectifs » doit être une liste de textes", "[un, deux]"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_its_remedy(build, line, place, what, remedy):
    _, problems = build("noms: ville", line)

    (problem,) = problems
    assert problem.place == ("essai.yaml", place)
    assert what in problem.what
    assert remedy in problem.remedy


def test_a_concept_without_words_is_told(build):
    _, problems = build("poids: 0")

    assert [problem.what for problem in problems] == ["« mot » n’a aucun mot"]


def test_a_pattern_that_is_badly_written_is_told_with_its_line(build):
    concept, problems = build("motifs:", "  - plus … vivre", "  - plus (envie")

    assert len(concept.patterns) == 1
    assert [(problem.place.line, "parenthèses" in problem.what) for problem in problems] == [(4, True)]


def test_expressions_may_be_written_with_alternatives(build):
    concept, problems = build("expressions:", "  - (on peut|puis je) avoir", "  - (on peut avoir")

    assert concept.spellings == ("on peut avoir", "puis je avoir")
    assert [(problem.place.line, "parenthèses" in problem.what) for problem in problems] == [(4, True)]
