import gc
import weakref

import pytest

from bot.answering.intent import Example
from bot.assistant import Assistant
from bot.content.model import load_model
from bot.dialogue.conversation import Conversation
from bot.examples import try_off_subject
from bot.store.memory import MemoryStore
from bot.written import ContentError, Place, Problem

QUESTIONS = "intents/essai.yaml"
KNOWLEDGE = "knowledge/zzz.yaml"
SOURCE = "source: {document: communique, lieu: l}"


def problems_of(content) -> list[Problem]:
    with pytest.raises(ContentError) as caught:
        content.load()
    assert all(problem.what and problem.remedy for problem in caught.value.problems)
    return caught.value.problems


def told(content, file: str, line: int, what: str) -> Problem:
    problems = problems_of(content)
    found = [problem for problem in problems if problem.place == (file, line) and what in problem.what]
    assert found, problems
    return found[0]


def test_the_content_of_the_checkout_compiles(model):
    assert model.knowledge.get("commune", "94080").name == "Vincennes"
    assert len(list(model.knowledge.of("projet"))) == 23
    assert sum(len(gazetteer) for gazetteer in model.gazetteers) > 30_000
    assert set(model.fallbacks) >= {"hors_sujet", "non_compris"}
    assert all(intent.answers for intent in model.intents.values())


def test_every_record_has_a_source(model):
    for kind in model.knowledge.types:
        for record in model.knowledge.records.get(kind, {}).values():
            assert record.source is not None, record
            assert record.source.title
            assert record.source.locator


def test_a_new_intent_file_is_one_more_question(garden):
    garden.add(QUESTIONS, "intents:\n  essai:\n    regles: [projet]\n    reponse: Voilà.\n    exemples: [un projet]\n")

    assert garden.load().intents["essai"].answers["defaut"].template == "Voilà."


def test_a_phrase_is_written_once_for_the_answers_of_all_files(garden):
    garden.add("intents/formules.yaml", "formules:\n  bonjour: Voilà.\n")
    garden.add(
        QUESTIONS,
        "intents:\n  essai: {regles: [projet], reponse: '{% include \"bonjour\" %}', exemples: [un projet]}\n",
    )

    assert garden.load().templates.render('{% include "bonjour" %}', {}) == "Voilà."


def test_a_phrase_that_is_declared_twice_is_an_error(garden):
    garden.add("intents/formules.yaml", "formules:\n  bonjour: Voilà.\n")
    garden.add(QUESTIONS, "formules:\n  bonjour: Bonjour.\n")

    told(garden, "intents/formules.yaml", 2, "la formule « bonjour » est déclarée deux fois, ici et intents/essai.yaml")


def test_an_answer_with_an_unknown_phrase_is_an_error(garden):
    garden.add(
        QUESTIONS, "intents:\n  essai: {regles: [projet], reponse: '{% include \"salut\" %}', exemples: [un projet]}\n"
    )

    told(garden, QUESTIONS, 2, "la formule « salut » n’existe pas")


@pytest.mark.parametrize(
    ("demanding", "optional", "outcome"),
    [("", "", "answered"), ("exigeant: true, ", "", "unknown"), ("exigeant: true, ", " jamais?", "answered")],
)
def test_a_demanding_word_is_answered_only_by_a_rule_that_explains_it(garden, demanding, optional, outcome):
    words = f"vocabulaire:\n  jamais: {{poids: 0.1, {demanding}expressions: [jamais]}}\n"
    intent = f"  essai:\n    regles: [chantier{optional}]\n    reponse: Voilà.\n    exemples: [un chantier]\n"
    garden.add(QUESTIONS, f"{words}  chantier: {{sujet: true, noms: [chantier]}}\nintents:\n{intent}")

    reply, _ = Assistant(garden.load(), MemoryStore()).answer("jamais un chantier ?", Conversation())

    assert reply.outcome == outcome


def test_a_content_file_may_say_what_is_none_of_our_business(garden):
    before = len(garden.load().off_subject)
    garden.add(QUESTIONS, "hors_sujet:\n  - Où sont mes clés ?\n  - Il pleut.\n")
    found = garden.load().off_subject

    assert len(found) == before + 2
    assert {one.say for one in found} >= {"Où sont mes clés ?", "Il pleut."}
    assert {one.place for one in found if one.say == "Il pleut."} == {(QUESTIONS, 3)}


def test_what_is_none_of_our_business_and_answered_is_told(laureat):
    answered, refused = (Example(say, {}, Place(QUESTIONS, 1)) for say in ("Quels projets à Vincennes ?", "Il pleut."))

    assert "répondue comme « projets »" in try_off_subject(laureat, answered).faults[0]
    assert try_off_subject(laureat, refused).faults == ()


@pytest.mark.parametrize(
    ("written", "line", "what", "remedy"),
    [
        ("intentions:\n  a: {}", 1, "clé inconnue « intentions »", "intents"),
        ("intents:\n  essai:", 2, "« essai » est vide", "regles:"),
        ("intents:\n  essai:\n    regles: [projet]", 3, "« essai » n’a pas de réponse", "reponse:"),
        ("intents:\n  essai:\n    reponse: Oui\n    regle: [projet]", 4, "clé inconnue « regle »", "regles"),
        ("intents:\n  essai:\n    reponse: Oui\n    regles: [abracadabra]", 4, "« abracadabra »", "vocabulaire:"),
        ("intents:\n  essai:\n    reponse: Oui\n    regles: [projet @rien]", 4, "« @rien » n’existe pas", "corrigez"),
        ("intents:\n  essai:\n    reponse: Oui\n    issue: gagné", 4, "issue inconnue « gagné »", "answered"),
        ("intents:\n  essai:\n    reponse: '{{ a'", 3, "modèle de réponse de « essai »", "accolades"),
        ("intents:\n  essai:\n    reponse: '{{ a|rien }}'", 3, "le filtre « rien » n’existe pas", "filtres"),
        (
            "intents:\n  essai:\n    reponse: Oui\n    fiche: personne:nul",
            4,
            "« personne:nul » n’est ni",
            "type:identifiant",
        ),
        (
            "intents:\n  essai:\n    reponse: Oui\n    appui: [rien]",
            4,
            "« rien » n’est ni un type ni",
            "type:identifiant",
        ),
        (
            "intents:\n  essai:\n    reponse: Oui\n    requete: {lignes: rien, par: laureat, demande: liste}",
            3,
            "type de lignes inconnu « rien »",
            "lignes:",
        ),
        (
            "intents:\n  essai:\n    reponse: Oui\n    requete: {lignes: projet, par: laureat, demande: rien}",
            4,
            "demande inconnue « rien »",
            "liste",
        ),
        ("intents:\n  essai:\n    reponse: Oui\n    exemples:\n      - {di: a}", 5, "clé inconnue « di »", "dit"),
        (
            "intents:\n  essai:\n    reponse: Oui\n    regles:\n      - projet\n      - projt",
            6,
            "« projt »",
            "vouliez-vous dire « projet » ?",
        ),
        ("intents:\n  essai:\n    regls: [projet]", 3, "clé inconnue « regls »", "vouliez-vous dire « regles » ?"),
        (
            "intents:\n  essai:\n    reponse: Oui\n    appui:\n      - document:communique\n      - document:comunique",
            6,
            "« document:comunique » n’est ni un type ni une fiche",
            "« document:communique » ?",
        ),
        ("intents:\n  essai:\n    reponse: Oui\n    regles: [projt]", 4, "« projt »", "vouliez-vous dire « projet » ?"),
        ("intents:\n  essai:\n    reponse: Oui\n    regles: ['projet <comune>']", 4, "<comune>", "« <commune> » ?"),
        ("intents:\n  essai:\n    reponse: Oui\n    regles: [projet @sujt]", 4, "« @sujt »", "« @sujet » ?"),
        ("intents:\n  essai:\n    reponse: Oui\n    regles: [projet carte|]", 4, "« carte »", "vocabulaire:"),
        ("intents:\n  essai:\n    reponse: Oui\n    regles: [bonjour projet|]", 4, "un nom est vide", "complétez"),
        (
            "intents:\n  essai:\n    reponse: Oui\n    exemples:\n      - {dit: a, issue: [answered, gagne]}",
            5,
            "issue inconnue « gagne »",
            "answered",
        ),
        ("intents:\n  essai:\n    reponse: '{{ a.}}'", 3, "un nom manque après le point", "accolades"),
        ("vocabulaire:\n  mon essai: {noms: [essai]}", 2, "ne peut pas s’écrire dans une règle", "_"),
        ("vocabulaire:\n  essai: {}\n", 2, "« essai » n’a aucun mot", "noms:"),
        ("vocabulaire:\n  essai:\n", 2, "« essai » est vide", "mots"),
        ("hors_sujet: {a: b}", 1, "« hors_sujet » doit être une liste de textes", "[un, deux]"),
        ("vocabulaire: [essai]", 1, "« vocabulaire » doit être une suite", "README"),
    ],
)
def test_a_mistake_in_a_question_is_told_with_file_line_and_remedy(garden, written, line, what, remedy):
    garden.add(QUESTIONS, written)

    assert remedy in told(garden, QUESTIONS, line, what).remedy


def test_a_question_declared_twice_is_told_with_where_the_other_is(garden):
    garden.add("intents/zzz.yaml", "intents:\n  projets:\n    reponse: Oui\n")

    problem = told(garden, "intents/zzz.yaml", 3, "la question « projets » est déclarée deux fois, ici et ")

    assert "intents/projets.yaml" in problem.what


def test_a_word_declared_twice_is_told(content):
    content.add("intents/zzz.yaml", "vocabulaire:\n  projet: {noms: [projet]}\n")

    other = told(content, "intents/zzz.yaml", 2, "« projet » est déclaré deux fois, ici et ").what.rsplit(" ", 1)[1]

    assert content.line(other.split(":")[0], "\n  projet:\n") + 1 == int(other.split(":")[1])


@pytest.mark.parametrize(
    ("written", "line", "what"),
    [
        (f"personnes:\n  - {{id: a, nom: A, {SOURCE}}}", 1, "type inconnu « personnes »"),
        (f"personne:\n  - {{id: a b, nom: A, {SOURCE}}}", 2, "l’identifiant « a b » contient une espace"),
        (f"personne:\n  - {{id: été, nom: A, {SOURCE}}}", 2, "l’identifiant « été » contient"),
        ("types:\n  essai: {nom: essai, homonymes: oui}", 2, "« homonymes: oui » ne veut rien dire"),
        (f"personne:\n  - {{id: a, nom: A, age: 3, {SOURCE}}}", 2, "clé inconnue « age »"),
        ("personne:\n  - {id: a, nom: A}", 2, "la fiche « a » n’a pas de source"),
        ("personne:\n  - {id: a, nom: A, source: {document: rien, lieu: l}}", 2, "document inconnu « rien »"),
        (f"personne:\n  - {{id: a, nom: A, organisation: rien, {SOURCE}}}", 2, "« organisation: rien » ne désigne"),
        (f"personne:\n  - {{id: a, nom: A, {SOURCE}}}\n  - {{id: a, nom: B, {SOURCE}}}", 3, "sert deux fois"),
        ("personne:\n  - {id: a, nom: A, source: {document: communique, lieu: '{rien}'}}", 2, "{rien}"),
        ("personne:\n  - {id: a, nom: A, source: {document: communique, lieu: 'a {'}}", 2, "a {"),
        ("types:\n  essai: {nom: essai, est: rien}", 2, "type parent inconnu « rien »"),
        ("types:\n  essai: {nom: essai, est: essai}", 2, "essai"),
        ("types:\n  essai: {nom: essai, dans: [rien]}", 2, "rien"),
        ("types:\n  essai: {nom: essai}\n  document: {nom: document}", 3, "« document » est déjà déclaré"),
        ("types:\n  essai: {nom: essai, table: rien.csv, source: {document: communique, lieu: l}}", 1, "rien.csv"),
    ],
)
def test_a_mistake_in_knowledge_is_told_with_file_and_line(garden, written, line, what):
    garden.add(KNOWLEDGE, written)
    file = "knowledge/rien.csv" if what == "rien.csv" else KNOWLEDGE

    told(garden, file, line, "illisible" if what == "rien.csv" else what)


@pytest.mark.parametrize(
    ("header", "what"),
    [("id,nom,maire", "colonne inconnue « maire »"), ("id", "la colonne « nom » manque")],
)
def test_a_mistake_in_a_table_is_told_with_file_and_line(garden, header, what):
    garden.add(KNOWLEDGE, "types:\n  essai: {nom: essai, table: e.csv, source: {document: communique, lieu: l}}")
    garden.add("knowledge/e.csv", f"{header}\n")

    told(garden, "knowledge/e.csv", 1, what)


@pytest.mark.parametrize(
    ("declared", "header", "file", "line"),
    [
        ("source: {document: communique, lieu: l}", "id,no", "knowledge/e.csv", 1),
        ("source: {lieu: l}", "id,nom", KNOWLEDGE, 2),
        ("source: {document: communique}", "id,nom", KNOWLEDGE, 2),
        ("source: communique", "id,nom", KNOWLEDGE, 2),
    ],
)
def test_a_mistake_in_a_long_list_of_names_is_told_with_file_and_line(garden, declared, header, file, line):
    garden.add(KNOWLEDGE, f"types:\n  essai: {{nom: essai, table: e.csv, repertoire: true, {declared}}}")
    garden.add("knowledge/e.csv", f"{header}\n1,Lyon\n")

    told(garden, file, line, "")


@pytest.mark.parametrize(("old", "new"), [("nom", "titre"), (",", ";")])
def test_a_broken_header_is_told_without_all_that_hangs_on_it(content, old, new):
    path = content.folder / "knowledge/geographie/communes.csv"
    header, _, rows = path.read_text("utf-8").partition("\n")
    path.write_text(f"{header.replace(old, new)}\n{rows}", "utf-8")

    assert {problem.place for problem in problems_of(content)} == {("knowledge/geographie/communes.csv", 1)}


@pytest.mark.parametrize("file", [QUESTIONS, KNOWLEDGE])
def test_bad_yaml_is_told_with_file_and_line(garden, file):
    garden.add(file, "a: 1\nb: [x\nc: 2\n")

    told(garden, file, 3, "ce n’est pas du YAML valide")


def test_missing_fallbacks_are_told(garden):
    garden.change("intents/conversation.yaml", "replis:", "# replis:")

    with pytest.raises(ContentError, match="replis"):
        garden.load()


def test_mistakes_in_several_files_are_told_together(garden):
    garden.add(QUESTIONS, "intents:\n  essai:\n    reponse: Oui\n    regles: [abracadabra]\n")
    garden.add(KNOWLEDGE, "personne:\n  - {id: a, nom: A}\n")

    assert {problem.place.file for problem in problems_of(garden)} == {QUESTIONS, KNOWLEDGE}


def test_folders_that_do_not_exist_are_told(tmp_path):
    with pytest.raises(ContentError, match="ce dossier n’existe pas"):
        load_model(tmp_path / "intents", tmp_path / "knowledge")


def test_two_empty_folders_are_told_what_they_lack(tmp_path):
    for name in ("intents", "knowledge"):
        (tmp_path / name).mkdir()

    with pytest.raises(ContentError, match="replis"):
        load_model(tmp_path / "intents", tmp_path / "knowledge")


def test_content_is_freed_once_other_content_has_taken_its_place(content):
    laureat = Assistant(content.load(), MemoryStore())
    laureat.answer("Quels projets dans le 92 ?", Conversation())
    model = laureat.model
    held = [weakref.ref(one) for one in (model.grammar.lexicon, model.answerer, model.gallery)]
    gc.collect()
    gc.disable()
    try:
        del laureat, model

        assert [one() for one in held] == [None, None, None]
    finally:
        gc.enable()
