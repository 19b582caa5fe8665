from collections.abc import Iterable

import pytest

from bot.assistant import Assistant
from bot.content.check import Report, check
from bot.examples import try_all
from bot.store.memory import MemoryStore
from bot.written import ContentError, Problem

FMIN = "knowledge/fmin/fmin.yaml"
COMMUNES = "knowledge/geographie/communes.csv"
QUESTIONS = "intents/essai.yaml"


def look(content) -> Report:
    return check(content.load(), ())


def look_at_answers(content) -> Report:
    """The same, with the answers to the examples."""
    model = content.load()
    tried = try_all(Assistant(model, MemoryStore()))
    return check(model, [(one.example.say, frame) for one in tried for frame in one.frames])


def at(problems: Iterable[Problem], file: str, line: int) -> Problem:
    found = [problem for problem in problems if problem.place == (file, line)]
    assert len(found) == 1, (file, line, list(problems))
    return found[0]


@pytest.mark.no_cover
def test_the_content_of_the_checkout_has_no_error(model, laureat):
    tried = try_all(laureat)

    report = check(model, [(one.example.say, frame) for one in tried for frame in one.frames])
    assert report.errors == ()
    assert all("« à compléter »" in warning.what for warning in report.warnings)


def test_a_document_without_a_date_is_an_error(garden):
    garden.add("knowledge/essai.yaml", "document:\n  - id: lettre\n    nom: Lettre\n    editeur: Mairie\n")

    problem = at(look(garden).errors, "knowledge/essai.yaml", 2)

    assert problem.what == "le document « lettre » n’a pas de date"


def test_a_source_that_does_not_say_where_is_an_error(garden):
    garden.add(
        "knowledge/essai.yaml",
        "champ:\n  - {id: essai, nom: un champ de blé, source: {document: communique, lieu: ' '}}\n",
    )

    problem = at(look(garden).errors, "knowledge/essai.yaml", 2)

    assert "la source de la fiche « essai » ne dit pas où regarder" in problem.what
    assert "lieu:" in problem.remedy


@pytest.mark.no_cover
def test_a_long_list_of_names_without_a_source_is_an_error(content):
    where = "knowledge/geographie/geographie.yaml"
    line = content.line(where, "  commune_ailleurs:\n")
    written = (content.folder / where).read_text("utf-8")
    head, tail = written.split("  commune_ailleurs:\n")
    tail = "\n".join(one for one in tail.split("\n") if 'source: {document: cog2019, lieu: "commune' not in one)
    (content.folder / where).write_text(head + "  commune_ailleurs:\n" + tail, "utf-8")

    assert "n’ont pas de source" in at(look(content).errors, where, line).what


@pytest.mark.no_cover
def test_two_records_of_one_type_with_the_same_name_are_an_error(content):
    line = content.change(COMMUNES, "Montreuil,", "Sceaux,")

    report = look(content)

    (problem,) = [one for one in report.errors if "« Sceaux »" in one.what]
    assert "désigne 2 fiches « commune »" in problem.what
    assert f"{COMMUNES}:{line}" in problem.what
    assert "homonymes: tous" in problem.remedy


@pytest.mark.no_cover
def test_a_short_name_that_several_bear_is_a_warning_that_says_what_the_bot_will_do(content):
    content.change("knowledge/geographie/geographie.yaml", "    homonymes: choisir\n", "")
    report = look(content)

    (problem,) = [one for one in report.warnings if one.what.startswith("« Neuilly »")]
    assert "Neuilly-sur-Seine (commune" in problem.what
    assert "Neuilly-sur-Marne (commune" in problem.what
    assert problem.remedy.startswith("le robot demandera laquelle")
    assert not [one for one in report.errors if "Neuilly" in one.what]


@pytest.mark.no_cover
def test_a_full_name_is_not_ambiguous_because_another_record_has_it_as_alias(content):
    content.change(COMMUNES, "93055,Pantin,93,T8,", "93055,Pantin,93,T8,Sceaux")

    assert not [one for one in look(content).warnings if "« Sceaux »" in one.what]


def test_a_short_name_that_several_are_declared_to_bear_is_no_warning(model):
    assert not check(model, ()).warnings


def test_a_name_shared_by_things_of_different_types_is_a_remark(garden):
    garden.add(
        "knowledge/essai.yaml",
        "champ:\n  - {id: essai, nom: Vincennes, source: {document: communique, lieu: 6e paragraphe}}\n",
    )

    (problem,) = [one for one in look(garden).remarks if "« Vincennes »" in one.what]

    assert "désigne des choses différentes" in problem.what
    assert "Vincennes (commune" in problem.what


def test_paris_in_the_territory_of_its_name_is_no_collision(model):
    report = check(model, ())

    assert not [one for one in (*report.errors, *report.warnings, *report.remarks) if "« Paris »" in one.what]


@pytest.mark.no_cover
def test_an_alias_written_twice_or_empty_is_a_warning(content):
    line = content.change(COMMUNES, "93055,Pantin,93,T8,", "93055,Pantin,93,T8,les Pantins|Les  pantins|")
    empty = content.change(COMMUNES, "94067,Saint-Mandé,94,T10,", "94067,Saint-Mandé,94,T10,||")
    warnings = look(content).warnings

    assert "« Les  pantins » est écrit deux fois" in at(warnings, COMMUNES, line).what
    assert "alias vide" in at(warnings, COMMUNES, empty).what


@pytest.mark.parametrize(
    ("written", "below", "what"),
    [
        ("", 2, "« essai » n’a pas de règle"),
        (
            "    regles:\n      - projet\n      - bonjour?\n",
            5,
            "la règle « bonjour? » de « essai » n’exige rien",
        ),
    ],
)
def test_a_question_that_nobody_can_ask_is_an_error(garden, written, below, what):
    line = garden.add(QUESTIONS, f"intents:\n  essai:\n    reponse: Oui.\n{written}") + below

    assert what in at(look(garden).errors, QUESTIONS, line).what


def test_a_question_without_an_example_is_a_warning(garden):
    line = garden.add(QUESTIONS, "intents:\n  essai:\n    regles: [bonjour remercier]\n    reponse: Oui.\n") + 2

    assert "« essai » n’a pas d’exemple" in at(look(garden).warnings, QUESTIONS, line).what


def test_an_answer_that_fails_on_a_question_is_told_with_the_question(garden):
    garden.add(
        QUESTIONS,
        "intents:\n  essai:\n    regles: [bonjour remercier]\n    reponse: '{{ commune.maire }}'\n"
        "    exemples: [{dit: bonjour merci}]\n",
    )

    warnings = [one for one in look_at_answers(garden).warnings if "« essai »" in one.what]

    assert any("maire" in one.what for one in warnings)
    assert any("une phrase comme « " in one.what for one in warnings)


def test_a_query_whose_answer_is_missing_is_told(garden):
    garden.add(
        QUESTIONS,
        "intents:\n  essai:\n    requete: {lignes: projet, par: laureat, demande: liste}\n"
        "    regles: [bonjour remercier]\n    reponses: {un: Un seul.}\n    exemples: [{dit: bonjour merci}]\n",
    )

    assert any("n’a pas de réponse « plusieurs »" in one.what for one in look_at_answers(garden).warnings)


def loading(content) -> list[Problem]:
    with pytest.raises(ContentError) as caught:
        content.load()
    return caught.value.problems


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("valeur: 23,", "valeur: 24,", "« projets » annonce valeur = 24, mais les fiches en donnent 23 (projet)"),
        ("valeur: 16,", "valeur: 17,", "mais les fiches en donnent 16 (commune laureat de projet)"),
        ("valeur: 3,", "valeur: 4,", "mais les fiches en donnent 3 (territoire laureat de projet)"),
        ("{valeur: projet}", "{valeur: des projets}", "« des projets » ne dit pas ce qu’il faut compter"),
        ("{valeur: projet}", "{valeur: chaussure}", "« chaussure » n’est pas un type"),
        (
            "{valeur: projet}",
            "{valeur: commune ligne de projet}",
            "« ligne » de « projet » ne renvoie pas à des fiches",
        ),
        ("{valeur: projet}", "{montant: projet}", "« projets » annonce montant = None, mais les fiches en donnent 23"),
    ],
)
def test_a_total_that_the_records_do_not_give_stops_the_content(content, old, new, what):
    line = content.change(FMIN, old, new)

    problem = at(loading(content), FMIN, line)

    assert what in problem.what


@pytest.mark.no_cover
def test_a_project_more_contradicts_the_total_of_the_release(content):
    content.add("knowledge/fmin/projets.csv", "essai,Essai,93055,24,jeunesse,\n")

    told = [problem.what for problem in loading(content)]

    assert any("« projets » annonce valeur = 23, mais les fiches en donnent 24" in what for what in told)
    assert any("« communes » annonce valeur = 16, mais les fiches en donnent 17" in what for what in told)


def test_a_total_over_a_list_counts_each_record_once(model):
    from bot.facts.totals import parse_total

    themes = {theme for project in model.knowledge.of("projet") for theme in project.themes}

    assert parse_total("theme themes de projet", model.knowledge).count(model.knowledge) == len(themes)
