import pytest

from bot.files.load import parse_table, parse_yaml
from bot.workshop import edits
from bot.workshop.drafts import Draft
from bot.workshop.new_question import Question, add_question
from bot.written import ContentError

PROJETS = "intents/fmin/projets.yaml"
TABLE = "knowledge/fmin/projets.csv"


def added(draft: Draft, name: str) -> list[str]:
    """The lines that a draft has more, where it only has more."""
    before, after = (draft.roots.read(name) or "").splitlines(), draft.read(name).splitlines()
    left = list(after)
    for line in before:
        left.remove(line)
    return left


@pytest.mark.parametrize(
    "rule", ["carte projet", "<comune>", "projet !cartee", "@librre projet", "<projett:x>", "a||b"]
)
def test_a_rule_of_unknown_words_is_refused_at_once(draft, rule):
    with pytest.raises(ContentError, match=r"n’existe pas|n’est ni un mot du vocabulaire ni un type"):
        edits.add_rule(draft, "projets", rule)
    with pytest.raises(ContentError, match=r"n’existe pas|n’est ni un mot du vocabulaire ni un type"):
        add_question(
            draft, Question(id="x", title="x", rules=(rule,), answer="X", examples=("Où est x ?",), file="fmin/x")
        )


@pytest.mark.parametrize("rule", ["projet|laureat <commune>?", "!<nombre> projet", "@libre projet", "<projet:chatbot>"])
def test_a_rule_of_known_words_is_taken(draft, rule):
    edits.add_rule(draft, "projets", rule)

    assert any(rule in line for line in added(draft, PROJETS))


def test_an_example_goes_to_its_question(draft):
    assert edits.add_example(draft, "projets", "Et à  Zut-sur-Mer ?") == PROJETS
    assert added(draft, PROJETS) == ["      - Et à Zut-sur-Mer ?"]


def test_an_example_says_what_is_expected(draft):
    edits.add_example(
        draft, "projets", "Et là-bas ?", outcome="clarify", contains=["de quel"], without=["x, y"], after=["Zut ?"]
    )

    assert added(draft, PROJETS) == [
        '      - {dit: "Et là-bas ?", issue: clarify, apres: ["Zut ?"], contient: [de quel], sans: ["x, y"]}'
    ]


def test_an_example_that_is_there_already_is_told_with_where(draft):
    with pytest.raises(ContentError, match="déjà un exemple de la question « salutation »"):
        edits.add_example(draft, "projets", "BONJOUR")


def test_a_question_that_is_not_there_is_told_with_the_nearest(draft):
    with pytest.raises(ContentError, match="vouliez-vous dire « projets »"):
        edits.add_example(draft, "projetz", "Zut ?")


@pytest.mark.parametrize("sentence", ["", "  ", "x" * 3000, "a\x07b"])
def test_a_sentence_is_one(draft, sentence):
    with pytest.raises(ContentError):
        edits.add_example(draft, "projets", sentence)


def test_an_alias_goes_to_its_line_of_a_table_and_the_others_stay(draft):
    before = draft.read(TABLE).encode()
    assert edits.add_alias(draft, "projet", "smart_parking", "parking malin") == TABLE
    after = draft.read(TABLE).encode()

    assert after == before.replace(b"smartparking|smart parc", b"smartparking|smart parc|parking malin")


def test_a_cell_of_a_quoted_line_changes_and_its_neighbours_keep_their_quotes(content, roots):
    path = content.folder / TABLE
    odd = 'zut,"Un, deux",92044,99,"stationnement",\r\n'
    path.write_bytes(path.read_bytes() + odd.encode())
    draft = Draft(roots)
    edits.add_alias(draft, "projet", "zut", 'un "deux", trois')

    assert draft.read(TABLE).endswith('zut,"Un, deux",92044,99,"stationnement","un ""deux"", trois"\r\n')
    header, rows = parse_table(draft.read(TABLE), TABLE)
    assert rows[-1][header.index("alias")] == 'un "deux", trois'


def test_an_alias_goes_to_its_record_in_a_list(draft):
    name = edits.add_alias(draft, "organisation", "conseil", "la métropole du Grand Zut")
    records = parse_yaml(draft.read(name), name)["organisation"]

    assert "la métropole du Grand Zut" in next(one["alias"] for one in records if one["id"] == "conseil")
    assert len(draft.read(name).splitlines()) == len(draft.roots.read(name).splitlines())


@pytest.mark.parametrize(
    ("alias", "told"),
    [
        ("=1+1", "formule"),
        ("@x", "formule"),
        ("a|b", "sépare"),
        ("SMARTPARKING", "déjà un nom"),
        ("!!", "vide"),
        ("x" * 200, "trop long"),
        ("a\x07b", "trop long"),
    ],
)
def test_an_alias_that_will_not_do_is_told(draft, alias, told):
    with pytest.raises(ContentError, match=told):
        edits.add_alias(draft, "projet", "smart_parking", alias)


def test_a_record_that_is_not_there_is_told(draft):
    with pytest.raises(ContentError, match="aucune fiche « projet »"):
        edits.add_alias(draft, "projet", "zut", "x")
    with pytest.raises(ContentError, match="comprimé"):
        edits.add_alias(draft, "commune_ailleurs", "33063", "Bordeaux la belle")


def test_what_is_off_the_subject_goes_to_its_theme_new_or_not(draft):
    assert edits.add_off_subject(draft, "Météo : demain ?", "meteo") == "intents/hors_sujet/meteo.yaml"
    assert added(draft, "intents/hors_sujet/meteo.yaml") == ['  - "Météo : demain ?"']
    assert edits.add_off_subject(draft, "Un poney ?", "poneys") == "intents/hors_sujet/poneys.yaml"
    assert draft.read("intents/hors_sujet/poneys.yaml") == "hors_sujet:\n  - Un poney ?\n"
    with pytest.raises(ContentError, match="y est déjà"):
        edits.add_off_subject(draft, "un poney")
    with pytest.raises(ContentError, match="exemple de la question « salutation »"):
        edits.add_off_subject(draft, "bonjour")
    with pytest.raises(ContentError, match="nom d’un fichier"):
        edits.add_off_subject(draft, "Un âne ?", "../../x")


def test_an_answer_changes_where_it_is(draft):
    edits.change_answer(draft, "abreger", "Voici : {{ derniere_reponse|bref }}")
    assert parse_yaml(draft.read("intents/reprises.yaml"), "f")["intents"]["abreger"]["reponse"].startswith(
        "Voici : {{"
    )
    with pytest.raises(ContentError, match="réponses : "):
        edits.change_answer(draft, "projets", "x", "zut")


def test_a_word_gets_one_more_spelling_and_a_question_one_more_rule(draft):
    assert edits.add_word(draft, "plus_court", "fais bref", "expressions") == "intents/reprises.yaml"
    assert edits.add_rule(draft, "abreger", "plus_court  !negation") == "intents/reprises.yaml"
    content = parse_yaml(draft.read("intents/reprises.yaml"), "f")
    assert content["vocabulaire"]["plus_court"]["expressions"][-1] == "fais bref"
    assert content["intents"]["abreger"]["regles"] == ["plus_court", "plus_court !negation"]
    with pytest.raises(ContentError, match="déjà une écriture"):
        edits.add_word(draft, "plus_court", "TLDR")


QUESTION = Question(
    id="carte_des_projets",
    title="s’il existe une carte : des projets",
    words={"carte": ("carte", "plan de situation")},
    rules=("carte projet|laureat",),
    answer="Le communiqué ne donne pas de carte des projets.",
    outcome="unknown",
    support=("document:communique",),
    examples=("Existe-t-il une carte des projets ?",),
    next=("Quels sont les projets lauréats ?",),
    file="fmin/carte",
)


def test_a_question_makes_its_file(draft):
    assert add_question(draft, QUESTION) == "intents/fmin/carte.yaml"
    assert draft.read("intents/fmin/carte.yaml") == (
        "vocabulaire:\n"
        "  carte:\n"
        "    noms: [carte, plan de situation]\n"
        "\n"
        "intents:\n"
        "  carte_des_projets:\n"
        '    titre: "s’il existe une carte : des projets"\n'
        "    issue: unknown\n"
        "    appui: [document:communique]\n"
        '    avec: ["@libre @sujet"]\n'
        "    regles:\n"
        "      - carte projet|laureat\n"
        "    reponse: >-\n"
        "      Le communiqué ne donne pas de carte des projets.\n"
        '    suites: ["Quels sont les projets lauréats ?"]\n'
        "    exemples:\n"
        "      - Existe-t-il une carte des projets ?\n"
    )


def test_a_question_goes_last_in_a_file_that_is_there(draft):
    add_question(draft, QUESTION.__class__(**{**vars_of(QUESTION), "file": "intents/reprises.yaml"}))
    content = parse_yaml(draft.read("intents/reprises.yaml"), "f")

    assert list(content["intents"])[-1] == "carte_des_projets"
    assert list(content["vocabulaire"])[-1] == "carte"
    assert "    noms: [carte, plan de situation]" in added(draft, "intents/reprises.yaml")


def vars_of(question: Question) -> dict:
    return {field: getattr(question, field) for field in question.__struct_fields__}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": "Carte des projets"}, "servir de nom"),
        ({"id": "projets"}, "s’appelle déjà"),
        ({"words": {"projet": ("x",)}}, "un mot s’appelle déjà"),
        ({"words": {"carte": ("",)}}, "pas d’écriture"),
        ({"title": " "}, "son titre"),
        ({"answer": ""}, "sa réponse"),
        ({"rules": ()}, "pas de règle"),
        ({"examples": ()}, "pas d’exemple"),
        ({"examples": ("Bonjour",)}, "est un exemple de"),
        ({"file": "../x"}, "nom d’un fichier"),
    ],
)
def test_a_question_that_lacks_something_is_told(draft, change, told):
    with pytest.raises(ContentError, match=told):
        add_question(draft, Question(**{**vars_of(QUESTION), **change}))
    assert draft.changed == {}
