import pytest

from bot.written import ContentError, Items, Mapping, Place, Problem, Reader


def written(**values) -> Mapping:
    """A mapping whose keys stand on lines 11, 12…"""
    mapping = Mapping(values)
    mapping.place = Place("essai.yaml", 10)
    mapping.lines = {key: line for line, key in enumerate(values, 11)}
    return mapping


@pytest.fixture
def reader() -> Reader:
    return Reader([])


def only(reader: Reader) -> Problem:
    (problem,) = reader.problems
    return problem


def test_a_key_stands_on_its_line_and_a_missing_one_where_its_mapping_does():
    mapping = written(nom="a", genre="f")

    assert mapping.at("genre") == ("essai.yaml", 12)
    assert mapping.at("pluriel") == ("essai.yaml", 10)


def test_an_item_stands_on_its_own_line():
    items = Items(["a", {"b": "c"}])
    items.lines = [14, 15]
    mapping = written(alias=items, nom="a")

    assert [mapping.at("alias", number).line for number in (1, 2)] == [14, 15]
    assert mapping.at("nom", 1).line == 12


def test_an_item_that_is_no_text_is_told_on_its_line(reader):
    items = Items(["a", {"b": "c"}])
    items.lines = [14, 15]

    assert reader.texts(written(alias=items), "alias") == []
    assert (only(reader).place.line, only(reader).what) == (15, "« alias » doit être une liste de textes")


def test_a_mistake_says_where_what_and_how_to_mend_it(reader):
    reader.wrong(Place("essai.yaml", 3), "« nom » manque", "ajoutez « nom: … »")

    assert str(only(reader)) == "essai.yaml:3 : « nom » manque. → ajoutez « nom: … »."


def test_content_that_cannot_be_used_tells_every_mistake(reader):
    for line in (3, 7):
        reader.wrong(Place("essai.yaml", line), "non", "si")
    error = ContentError(reader.problems)

    assert error.problems == reader.problems
    assert str(error).splitlines() == ["essai.yaml:3 : non. → si.", "essai.yaml:7 : non. → si."]


def test_an_unknown_key_is_told_with_the_known_ones(reader):
    reader.known(written(nom="a", nmo="b"), ("nom", "genre"), "un type")

    assert only(reader).place.line == 12
    assert only(reader).what == "clé inconnue « nmo » dans un type"
    assert only(reader).remedy == "vouliez-vous dire « nom » ? Clés possibles : nom, genre"


def test_an_unknown_key_that_resembles_none_proposes_none(reader):
    reader.known(written(maire="b"), ("nom", "genre"), "un type")

    assert only(reader).remedy == "clés possibles : nom, genre"


@pytest.mark.parametrize(("value", "text"), [("a", "a"), (3, "3"), (2.5, "2.5")])
def test_a_text_may_be_a_number(reader, value, text):
    assert reader.text(written(nom=value), "nom") == text
    assert reader.problems == []


@pytest.mark.parametrize("value", [True, ["a"], {"a": 1}])
def test_what_is_no_text_is_told_at_its_line(reader, value):
    assert reader.text(written(nom=value), "nom", "rien") == "rien"
    assert only(reader).place.line == 11
    assert "doit être un texte" in only(reader).what


def test_a_missing_text_is_told_unless_it_has_a_default(reader):
    assert reader.text(written(), "nom", "rien") == "rien"
    assert reader.problems == []

    assert reader.text(written(), "nom") == ""
    assert only(reader) == (("essai.yaml", 10), "« nom » manque", "ajoutez « nom: … »")


@pytest.mark.parametrize(
    ("values", "texts"),
    [({}, []), ({"a": "un"}, ["un"]), ({"a": ["un", 2]}, ["un", "2"]), ({"a": None}, []), ({"a": []}, [])],
)
def test_texts_are_a_list_whatever_is_written(reader, values, texts):
    assert reader.texts(written(**values), "a") == texts
    assert reader.problems == []


@pytest.mark.parametrize("value", [3, [["un"]], [True], {"un": 1}])
def test_what_is_no_list_of_texts_is_told(reader, value):
    assert reader.texts(written(a=value), "a") == []
    assert (only(reader).place.line, only(reader).what) == (11, "« a » doit être une liste de textes")


def test_a_section_is_a_mapping_that_knows_its_place(reader):
    inner = written(x=1)

    assert reader.section(written(a=inner), "a") is inner
    empty = reader.section(written(), "a")
    assert (empty, empty.at("x"), reader.problems) == ({}, ("essai.yaml", 10), [])


def test_what_is_no_section_is_told_and_empty(reader):
    assert reader.section(written(a=["un"]), "a") == {}
    assert only(reader).place.line == 11


def test_items_are_a_list(reader):
    assert reader.items(written(a=["un", {"x": 1}]), "a") == ["un", {"x": 1}]
    assert reader.items(written(), "a") == []
    assert reader.problems == []

    assert reader.items(written(a="un"), "a") == []
    assert only(reader).what == "« a » doit être une liste"
