import json
import re
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.settings import describe

ESSAI = "intents/essai.yaml"
GOOD = "intents:\n  essai:\n    titre: essai\n    regles: [bonjour remercier]\n    reponse: Oui.\n    issue: chitchat\n"


pytestmark = pytest.mark.usefixtures("journal")


def laureat(*arguments: str, typed: str | None = None) -> Result:
    result = CliRunner().invoke(main, arguments, input=typed, prog_name="laureat")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def test_help_is_in_french_and_lists_every_command():
    shown = laureat("--help")

    assert shown.exit_code == 0
    assert "Usage : laureat" in shown.output
    assert "Commandes:" in shown.output
    for command in ("serve", "chat", "ask", "explain", "check", "test", "settings"):
        assert f"\n  {command} " in shown.output
        helped = laureat(command, "--help")
        assert f"Usage : laureat {command}" in helped.output
        assert "Affiche cette aide." in helped.output
        assert "Show this message" not in helped.output


def test_the_help_of_serve_lists_every_setting():
    shown = laureat("serve", "--help").output

    for setting in describe():
        assert f"{setting.name} ({setting.default})" in shown


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["danse"], "Cette commande n’existe pas."),
        (["check", "--vite"], "L’option « --vite » n’existe pas."),
        (["test", "--junit"], "L’option « --junit » attend une valeur"),
        (["test", "bonjour"], "Il y a un mot de trop."),
        (["test", "--junit", "/"], "« --junit » ne convient pas."),
        (["ask"], "Donnez un message"),
        (["diff", "absent", "absent"], "« A » ne convient pas."),
        (["privacy", "export"], "Il manque --sender."),
    ],
)
def test_a_mistyped_command_is_told_in_french(arguments, told):
    result = laureat(*arguments, typed="")

    assert result.exit_code == 2
    assert told in result.stderr
    assert "Usage : laureat" in result.stderr
    assert "--help" in result.stderr


def test_ask_prints_the_reply_its_source_and_what_to_ask_next():
    result = laureat("ask", "Vincennes a gagné quoi ?")

    assert result.exit_code == 0
    assert "CRM (GRU) Augmenté" in result.output
    assert "Source : Communiqué de presse" in result.output
    assert "lignes 22 et 23" in result.output
    assert "\n  1. " in result.output


def test_several_messages_are_one_conversation():
    result = laureat("ask", "Vincennes a gagné quoi ?", "Et Montreuil ?")

    assert "› Et Montreuil ?" in result.output
    assert "notre jardin" in result.output


def test_ask_reads_the_standard_input_one_message_a_line(garden):
    result = laureat("ask", "--json", typed="Les projets de Vincennes\n\nEt Pantin ?\n")
    first, second = json.loads(result.output)

    assert (first["outcome"], second["outcome"]) == ("answered", "answered")
    assert first["sources"][0]["date"] == "2026-01-01"
    assert "compost" in second["text"]


def test_chat_keeps_the_conversation_and_leaves_at_the_end_of_input(garden):
    result = laureat("chat", typed="Les projets de Vincennes\n\nEt Pantin ?\n")

    assert result.exit_code == 0
    assert "ruches" in result.output
    assert "compost" in result.output
    assert result.output.endswith("Au revoir !\n")


def test_chat_takes_the_number_of_a_suggestion_for_it(garden):
    asked = json.loads(laureat("ask", "--json", "Les projets").output)[0]["buttons"]
    result = laureat("chat", typed=f"Les projets\n{len(asked)}\n")

    assert f"› {asked[-1]['payload']}\n" in result.output


def test_chat_takes_a_number_that_is_no_suggestion_as_it_stands(garden):
    assert "› 9\n" not in laureat("chat", typed="Les projets\n9\n").output


def test_explain_tells_people_and_programs_the_same(garden):
    said = "Les projets de Vincennes", "Et Pantin ?"
    text = laureat("explain", *said).output
    first, second = json.loads(laureat("explain", "--json", *said).output)

    for step in ("1. Les mots", "2. Les règles qui conviennent", "3. La question comprise", "4. La recherche"):
        assert text.count(step) == 2
    assert first["parts"][0]["question"]["intent"] in text
    assert second["parts"][0]["question"]["borrowed"] is True


@pytest.mark.parametrize("command", ["ask", "explain"])
def test_what_is_typed_commands_no_terminal(garden, command):
    shown = laureat(command, "Merci \x1b[2J\u202e", "Salut \x9b2J").output

    assert "Salut ⟨U+009B⟩2J" in shown
    assert not {*"\x1b\x9b\u202e"} & {*shown}


def test_settings_shows_what_is_in_force(monkeypatch):
    monkeypatch.setenv("LAUREAT_PORT", "9000")
    shown = laureat("settings").output

    assert "LAUREAT_PORT = 9000\n" in shown
    assert "LAUREAT_HOST = 127.0.0.1 (par défaut)" in shown


@pytest.mark.parametrize("command", [["serve"], ["chat"], ["ask", "Bonjour"], ["explain", "Bonjour"], ["test"]])
def test_a_setting_that_makes_no_sense_is_told_without_a_traceback(monkeypatch, command):
    monkeypatch.setenv("LAUREAT_KNOWLEDGE", "/nulle/part")
    result = laureat(*command)

    assert result.exit_code == 2
    assert "Réglage : LAUREAT_KNOWLEDGE = « /nulle/part »" in result.stderr


@pytest.mark.parametrize("command", [["serve", "--sans", "fmim"], ["ask", "Bonjour"], ["check"]])
def test_every_command_leaves_out_the_same_subjects(monkeypatch, command):
    monkeypatch.setenv("LAUREAT_SANS", "" if "--sans" in command else "fmim")
    result = laureat(*command)

    assert result.exit_code
    assert "aucun sujet « fmim » à laisser de côté" in result.output
    assert "fmin" in result.output


@pytest.mark.parametrize("command", [["serve"], ["chat"], ["ask", "Bonjour"], ["explain", "Bonjour"], ["test"]])
def test_content_that_cannot_be_used_is_told_with_file_line_and_remedy(garden, command):
    line = garden.add(ESSAI, "intents:\n  essai:\n    regle: [salut]\n    reponse: Oui.\n") + 2
    result = laureat(*command)

    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == "Les contenus ont une erreur :"
    assert f"{ESSAI}:{line}\n  clé inconnue « regle » dans la question « essai »\n" in result.stderr
    assert "  → vouliez-vous dire « regles » ? Clés possibles" in result.stderr


def test_serve_serves_the_content_where_it_is_told(garden, monkeypatch):
    served = []

    async def serve(app, settings, ready, reload, background, shared_port):
        served.append((app, settings, background))
        ready("http://[::1]:9001")

    monkeypatch.setattr("bot.process.serve", serve)

    result = laureat("serve", "--port", "9001", "--host", "::1")

    assert result.exit_code == 0
    assert "http://[::1]:9001" in result.output
    ((app, settings, background),) = served
    assert (settings.host, settings.port) == ("::1", 9001)
    assert [route.method for route in app.router.routes() if route.resource.canonical == "/webhooks/rest/webhook"]
    assert len(background) == 1


def test_serve_watches_the_content_on_demand(garden, monkeypatch):
    watched = []

    async def serve(app, settings, ready, reload, background, shared_port):
        watched.append(len(background))

    monkeypatch.setattr("bot.process.serve", serve)

    assert laureat("serve", "--watch").exit_code == 0
    assert watched == [2]


def test_serve_refuses_a_port_that_makes_no_sense():
    result = laureat("serve", "--port", "http")

    assert result.exit_code == 2
    assert "LAUREAT_PORT = « http » : donnez un nombre entier" in result.stderr


@pytest.mark.usefixtures("garden")
def test_check_accepts_a_content_without_errors():
    result = laureat("check")

    assert result.exit_code == 0, result.output
    *warnings, counted = result.output.splitlines()
    places = [line for line in warnings if not line.startswith("  → ")]
    assert counted == f"0 erreur, {len(places)} avertissements"
    assert all(re.match("knowledge/pages/.*« à compléter »", place) for place in places)


SAME_NAME = "champ:\n  - {id: essai, nom: Vincennes, source: {document: communique, lieu: bas}}\n"


def test_check_gives_programs_files_and_lines(garden):
    garden.add("knowledge/essai.yaml", SAME_NAME)
    found = json.loads(laureat("check", "--json").output)

    assert found["errors"] == []
    assert {warning["file"].partition("/pages/")[0] for warning in found["warnings"]} == {"knowledge"}
    assert {"file", "line", "what", "remedy"} == set(found["remarks"][0])


def test_check_shows_what_is_usually_meant_on_demand(garden):
    garden.add("knowledge/essai.yaml", SAME_NAME)

    assert "remarque" not in laureat("check").output
    assert "désigne des choses différentes" in laureat("check", "--tout").output


def test_check_tells_mistakes_of_the_pages_with_all_others(garden):
    line = garden.add("knowledge/pages/accueil.md", "{{ duree }}\n")
    garden.add(ESSAI, GOOD.replace("regles", "regle"))

    output = laureat("check").output

    assert f"knowledge/pages/accueil.md:{line} : erreur : valeur inconnue « duree »" in output
    assert "clé inconnue « regle »" in output


def test_errors_that_keep_warnings_from_being_looked_for_say_so(garden):
    garden.add(ESSAI, GOOD.replace("regles", "regle"))

    assert laureat("check").output.endswith("1 erreur ; les avertissements se cherchent quand il n’y en a plus\n")
    assert json.loads(laureat("check", "--json").output)["warnings"] is None


def test_a_next_question_that_the_bot_declines_is_a_warning(garden):
    text = GOOD + "    exemples: [bonjour merci]\n    suites: [Quel temps fait-il ?, Les projets]\n"
    garden.add(ESSAI, text)
    warnings = [one["what"] for one in json.loads(laureat("check", "--json").output)["warnings"]]

    assert [what for what in warnings if "propose" in what] == [
        "« essai » propose « Quel temps fait-il ? », que le robot décline"
    ]


BROKEN = {
    "not YAML": (ESSAI, "intents: [\n", 2, "ce n’est pas du YAML valide", "vérifiez l’alignement"),
    "not a mapping": (ESSAI, "- un\n- deux\n", 1, "le fichier doit être une suite de « clé: valeur »", "README"),
    "key twice": (ESSAI, GOOD + "    issue: answered\n", 7, "la clé « issue » est écrite deux fois", "gardez-en une"),
    "unknown section": (ESSAI, "questions: {}\n", 1, "clé inconnue « questions »", "clés possibles : vocabulaire"),
    "unknown word": (
        ESSAI,
        GOOD.replace("bonjour remercier", "bonjour trompette"),
        4,
        "règle « bonjour trompette » : « trompette » n’est ni un mot du vocabulaire ni un type",
        "corrigez le nom",
    ),
    "unknown group": (
        ESSAI,
        GOOD.replace("bonjour remercier", "'@bande'"),
        4,
        "le groupe « @bande » n’existe pas",
        "corrigez",
    ),
    "unknown outcome": (ESSAI, GOOD.replace("chitchat", "gagné"), 6, "issue inconnue « gagné »", "answered, unknown"),
    "no answer": (
        ESSAI,
        "intents:\n  essai: {regles: [bonjour remercier]}\n",
        2,
        "« essai » n’a pas de réponse",
        "reponse:",
    ),
    "empty question": (ESSAI, "intents:\n  essai:\n", 2, "la question « essai » est vide", "ajoutez « regles: »"),
    "same question": (
        "intents/zebre.yaml",
        GOOD.replace("essai:", "projets:"),
        3,
        "la question « projets » est déclarée deux fois, ici et intents/",
        "donnez un autre nom",
    ),
    "unknown filter": (
        ESSAI,
        GOOD.replace("Oui.", "'{{ 3|majuscules }}'"),
        5,
        "le filtre « majuscules » n’existe pas",
        "vérifiez les accolades",
    ),
    "open brace": (ESSAI, GOOD.replace("Oui.", "'{{ 3'"), 5, "modèle de réponse de « essai »", "accolades"),
    "unknown record": (
        ESSAI,
        GOOD + "    fiche: fonds:caisse\n",
        7,
        "« fonds:caisse » n’est ni un type ni une fiche",
        "écrivez",
    ),
    "word without words": (ESSAI, "vocabulaire:\n  essai:\n    poids: 1\n", 3, "« essai » n’a aucun mot", "ajoutez"),
    "word twice": (
        ESSAI,
        "vocabulaire:\n  bonjour: {noms: [bonjour]}\n",
        2,
        "« bonjour » est déclaré deux fois",
        "réunissez",
    ),
    "weight": (ESSAI, "vocabulaire:\n  essai: {noms: [essai], poids: 9}\n", 2, "« poids » doit être un nombre", "0.5"),
    "unknown type": ("knowledge/essai.yaml", "prix:\n  - id: a\n", 1, "type inconnu « prix »", "types déclarés"),
    "no source": (
        "knowledge/essai.yaml",
        "champ:\n  - {id: essai, nom: un essai}\n",
        2,
        "la fiche « essai » n’a pas de source",
        "ajoutez « source: {document: …, lieu: …} »",
    ),
    "unknown document": (
        "knowledge/essai.yaml",
        "champ:\n  - {id: essai, nom: un essai, source: {document: tract, lieu: bas}}\n",
        2,
        "document inconnu « tract »",
        "déclarez-le",
    ),
    "bad number": (
        "knowledge/essai.yaml",
        "chiffre:\n  - {id: essai, nom: essai, valeur: beaucoup, source: {document: communique, lieu: bas}}\n",
        2,
        "« beaucoup » n’est pas un nombre",
        "en chiffres",
    ),
    "unknown laureate": (
        "knowledge/projets.csv",
        "essai,Essai,99999,5,\n",
        5,
        "« laureat: 99999 » ne désigne aucune fiche « commune »",
        "corrigez l’identifiant",
    ),
    "cells": ("knowledge/projets.csv", "essai,Essai\n", 5, "2 cellules au lieu de 5", "guillemets"),
    "same project": (
        "knowledge/projets.csv",
        "compost,Essai,93055,5,\n",
        5,
        "l’identifiant « compost » sert deux fois dans « projet »",
        "donnez-en un autre",
    ),
}


@pytest.mark.parametrize(("file", "text", "line", "what", "remedy"), BROKEN.values(), ids=BROKEN)
def test_check_tells_each_mistake_with_its_place_and_remedy(garden, file, text, line, what, remedy):
    garden.add(file, text)
    result = laureat("check", "--json")

    assert result.exit_code == 1
    found = [fault for fault in json.loads(result.output)["errors"] if (fault["file"], fault["line"]) == (file, line)]
    assert any(what in fault["what"] and remedy in fault["remedy"] for fault in found), result.output


def test_check_tells_an_example_whose_answer_fails(garden):
    line = garden.add(ESSAI, GOOD.replace("Oui.", "'{{ commune.maire }}'") + "    exemples: [bonjour merci]\n") + 6
    result = laureat("check")

    assert result.exit_code == 1
    assert f"{ESSAI}:{line} : erreur : « bonjour merci » : la réponse n’a pas pu être écrite" in result.output


@pytest.mark.usefixtures("garden")
def test_examples_that_all_hold_are_counted():
    result = laureat("test")

    assert result.exit_code == 0, result.output
    assert result.output.startswith("question")


@pytest.fixture
def failing(garden) -> int:
    """The line of an example that cannot hold."""
    return (
        garden.add(ESSAI, GOOD + "    exemples:\n      - {dit: Pantin ?, apres: [Bonjour], contient: [or massif]}\n")
        + 7
    )


def test_a_failing_example_is_told_with_what_was_understood(failing):
    result = laureat("test")

    assert result.exit_code == 1
    assert f"{ESSAI}:{failing} : essai : « Pantin ? » (après « Bonjour »)" in result.output
    assert "issue attendue chitchat, obtenue answered" in result.output
    assert "la réponse devrait contenir « or massif »" in result.output
    assert "le compost pour tous" in result.output
    assert "essai" in result.output.split("\n\n")[0]


def test_results_are_written_as_json(failing):
    (one,) = [one for one in json.loads(laureat("test", "--json").output) if one["intent"] == "essai"]

    assert (one["file"], one["line"], one["say"], one["ok"]) == (ESSAI, failing, "Pantin ?", False)
    assert one["reply"]["intent"] == "projets"


def test_results_are_written_as_junit(failing, tmp_path):
    laureat("test", "--junit", str(tmp_path / "out.xml"))
    suite = ElementTree.parse(tmp_path / "out.xml").getroot()

    (case,) = suite.findall("testcase[@classname='essai']")
    assert int(suite.get("tests")) == len(suite.findall("testcase"))
    assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
    assert (case.get("name"), case.get("file"), case.get("line")) == ("Pantin ?", ESSAI, str(failing))
    assert "or massif" in case.find("failure").get("message")


def test_a_junit_file_that_cannot_be_written_is_told(garden, tmp_path):
    result = laureat("test", "--junit", str(tmp_path / "absent" / "out.xml"))

    assert result.exit_code == 2
    assert "Impossible d’écrire" in result.stderr
    assert "le dossier où le mettre n’existe pas" in result.stderr


def test_what_is_asked_where_nobody_answers_is_told_in_french():
    result = laureat("new", "intent", "carte", typed="")

    assert result.exit_code == 2
    assert "Personne ne répond ici" in result.stderr
    assert "Aborted" not in result.stderr


def test_no_colour_where_it_is_not_wanted():
    from bot.commands.shared import colour

    assert colour({"NO_COLOR": "1"}) is False
    assert colour({"NO_COLOR": ""}) is None
