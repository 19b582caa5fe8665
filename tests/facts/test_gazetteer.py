from bot.facts.gazetteer import Gazetteer
from bot.facts.records import Attribute, Type
from bot.message import Source
from bot.written import Place

KIND = Type(
    "commune_ailleurs", "commune", "", "f", None, {"departement": Attribute("departement", "texte")}, (), Place("g", 1)
)
HEADER = ["id", "nom", "departement", "notoire"]
ROWS = [["69123", "Lyon", "69", "1"], ["78517", "Rosny-sur-Seine", "", ""]]
SOURCE = Source("Code officiel géographique", "2019-01-01", "commune, code INSEE {id}")


def test_a_record_is_made_from_its_row_with_its_line_and_its_place_in_the_source():
    lyon = Gazetteer(KIND, "communes.csv", HEADER, ROWS, SOURCE).record(0)

    assert (lyon.id, lyon.name, lyon.departement) == ("69123", "Lyon", "69")
    assert lyon.source == Source("Code officiel géographique", "2019-01-01", "commune, code INSEE 69123")
    assert lyon.place == ("communes.csv", 2)


def test_an_empty_cell_is_a_value_that_is_not_known():
    assert Gazetteer(KIND, "communes.csv", HEADER, ROWS, SOURCE).record(1).departement is None


def test_names_keep_the_order_of_the_rows():
    gazetteer = Gazetteer(KIND, "communes.csv", HEADER, ROWS, None)

    assert len(gazetteer) == 2
    assert gazetteer.names() == ["Lyon", "Rosny-sur-Seine"]
    assert [gazetteer.name(row) for row in range(2)] == gazetteer.names()
    assert gazetteer.record(0).source is None


def test_the_notable_rows_are_those_marked_so():
    assert Gazetteer(KIND, "c.csv", HEADER, ROWS, None).notable() == [0]
    assert Gazetteer(KIND, "c.csv", ["id", "nom"], [["1", "Lyon"]], None).notable() == []


def test_other_names_stand_in_a_column_of_their_own_and_are_not_kept_with_the_record():
    header = ["id", "nom", "alias"]
    gazetteer = Gazetteer(KIND, "c.csv", header, [["33", "Gironde", "en Gironde|dans le 33"], ["35", "Vire", ""]], None)

    assert gazetteer.aliases() == [("en Gironde", 0), ("dans le 33", 0)]
    assert "alias" not in gazetteer.record(0).values
    assert Gazetteer(KIND, "communes.csv", HEADER, ROWS, None).aliases() == []
