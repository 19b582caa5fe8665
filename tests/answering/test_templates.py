from datetime import date

import pytest
from jinja2 import Environment, TemplateError
from jinja2.exceptions import SecurityError, UndefinedError

from bot.answering.templates import Templates


def breakable(text: str) -> str:
    """A text whose spaces are all ordinary ones."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def templates() -> Templates:
    return Templates({"fiches": {"total": 23}}, {"double": lambda number: 2 * number})


@pytest.fixture
def said(templates, model):
    """A template over records named by type and identifier."""

    def render(source: str, *names: tuple[str, str], **values) -> str:
        records = [model.knowledge.get(kind, identifier) for kind, identifier in names]
        first = records[0] if records else None
        return breakable(templates.render(source, {"lieu": first, "lieux": records, **values}))

    return render


ANTONY, KREMLIN, VINCENNES = ("commune", "92002"), ("commune", "94043"), ("commune", "94080")
VAL, SEINE, EST = ("departement", "94"), ("departement", "93"), ("territoire", "T8")


@pytest.mark.parametrize(
    ("source", "name", "text"),
    [
        ("un projet {{ lieu|de }}", ANTONY, "un projet d’Antony"),
        ("un projet {{ lieu|de }}", KREMLIN, "un projet du Kremlin-Bicêtre"),
        ("un projet {{ lieu|de }}", VAL, "un projet du Val-de-Marne"),
        ("un projet {{ lieu|de }}", EST, "un projet de l’EPT Est Ensemble"),
        ("{{ lieu|a }}", KREMLIN, "au Kremlin-Bicêtre"),
        ("{{ lieu|dans }}", SEINE, "en Seine-Saint-Denis"),
        ("{{ lieu|dans }}", VINCENNES, "à Vincennes"),
        ("{{ lieu|dans }}", EST, "dans l’EPT Est Ensemble"),
        ("{{ lieu|nom|maj }}", VAL, "Le Val-de-Marne"),
    ],
)
def test_a_name_takes_its_article_and_preposition(said, source, name, text):
    assert said(source, name) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ 'Lyon'|de }} {{ 'Lyon'|a }} {{ 'la liste'|dans }}", "de Lyon à Lyon dans la liste"),
        ("{{ 1|compte('projet') }}, {{ 2|compte('projet') }}", "1 projet, 2 projets"),
        ("{{ 2|compte('EPT', 'EPT') }}", "2 EPT"),
        ("{{ 1.25|nombre }} et {{ 3|lettres }}", "1,25 et trois"),
        ("{{ jour|date }} et {{ jour|date('mardi') }}", "27 novembre 2018 et mardi 27 novembre 2018"),
        ("{{ ['a', 'b', 'c']|et }}, {{ ['a', 'b']|ou }}", "a, b et c, a ou b"),
        ("{{ ['a', 'b', 'c']|premiers(1) }}", "a et 2 autres"),
        ("{{ ['un', 'deux']|titres }}", "« un » et « deux »"),
        ("{{ fiches.total|double }}", "46"),
    ],
)
def test_filters_write_french(said, source, text):
    assert said(source, jour=date(2018, 11, 27)) == text


def test_owners_with_their_titles_are_a_sentence_and_beyond_three_a_list(said):
    few = said("{{ groupes|par }}", groupes=[("a", ["x"]), ("b", ["y", "z"])])
    many = said("{{ groupes|par }}", groupes=[(name, ["x"]) for name in "abcd"])

    assert few == "a (« x ») et b (« y » et « z »)."
    assert many == "- A : « x »\n- B : « x »\n- C : « x »\n- D : « x »"


def test_sizes_are_a_line_for_each(said):
    assert said("{{ groupes|effectifs }}", groupes=[("a", [1, 2]), ("b", [1])]) == "- A : 2\n- B : 1"


def test_spaces_are_tidied_and_lines_kept(said):
    assert said("  un   deux \n{% if true %}\n  trois{% endif %}  ") == "un deux\ntrois"


def test_the_spaces_of_french_punctuation_do_not_break(templates):
    assert templates.render("« {{ a }} » : oui !", {"a": "b"}) == "«\u00a0b\u00a0»\u00a0: oui\u202f!"


def test_what_is_not_there_is_an_error(said):
    with pytest.raises(UndefinedError):
        said("{{ absent }}")
    with pytest.raises(TemplateError):
        said("{{ fiches.absent }}")


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ lieu.__class__ }}",
        "{{ lieu.__init__.__globals__ }}",
        "{{ lieu['__class__'].__base__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ self.__init__.__globals__ }}",
        "{{ (lieu|attr('__class__')).__name__ }}",
    ],
)
def test_a_template_reaches_nothing_behind_its_values(said, source):
    with pytest.raises((SecurityError, UndefinedError)):
        said(source, VINCENNES)


@pytest.mark.parametrize(
    "source", ["{{ lieux.append(1) }}", "{{ lieux.clear() }}", "{{ fiches.update({'total': 0}) }}"]
)
def test_a_template_changes_nothing(said, source):
    with pytest.raises(SecurityError):
        said(source, VINCENNES)


def test_a_template_reads_no_other_template(said):
    with pytest.raises((TypeError, TemplateError)):
        said("{% include '/etc/passwd' %}")


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{{ a }}", None),
        ("{{ a|nom }}", None),
        ("{{ a", "unexpected"),
        ("{{ a|rien }}", "le filtre « rien » n’existe pas"),
    ],
)
def test_the_fault_of_a_template_is_told(templates, source, fault):
    found = templates.fault(source)

    assert found is None if fault is None else fault in found


PHRASES = {
    "theme": "(thème {{ nom|maj }})",
    "lecture": "{% if nom %}{% include 'theme' %} : notre lecture{% endif %}",
    "tourne": "{% include 'tourne' %}",
}


@pytest.fixture
def phrased() -> Templates:
    return Templates({}, {}, PHRASES)


def test_a_template_includes_phrases_which_see_what_it_sees(phrased):
    source = "Un projet{% for nom in noms %}, {% include 'lecture' %}{% endfor %}."

    assert (
        breakable(phrased.render(source, {"noms": ["le parc", ""]})) == "Un projet, (thème Le parc) : notre lecture, ."
    )


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{% include 'lectures' %}", "la formule « lectures » n’existe pas"),
        ("{% include nom %}", "la formule « ? » n’existe pas"),
        ("{% include 'tourne' %}", "la formule « tourne » se contient elle-même"),
    ],
)
def test_a_phrase_that_cannot_be_included_is_a_fault(phrased, source, fault):
    assert fault in phrased.fault(source)


def test_a_template_is_compiled_once(templates):
    assert templates.compiled("{{ a }}") is templates.compiled("{{ a }}")


def test_a_template_that_was_checked_is_not_parsed_again(templates, monkeypatch):
    assert templates.fault("{{ a|maj }}") is None
    monkeypatch.delattr(Environment, "_parse")

    assert templates.render("{{ a|maj }}", {"a": "deux"}) == "Deux"
