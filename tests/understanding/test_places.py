import pytest

from bot.facts.gazetteer import Gazetteer
from bot.facts.records import Attribute, Type
from bot.understanding.places import MOST_HOMONYMS, PlaceNames
from bot.written import Place

TOWN = Type("commune_ailleurs", "commune", "", "f", None, {"departement": Attribute("d", "texte")}, (), Place("g", 1))
ROWS = [
    ["69123", "Lyon", "69", "1"],
    ["31555", "Toulouse", "31", "1"],
    ["76999", "Place", "76", ""],
    ["72003", "Allonnes", "72", ""],
    ["28004", "Allonnes", "28", ""],
    ["49002", "Allonnes", "49", ""],
    ["60008", "Allonnes", "60", ""],
    ["78517", "Rosny-sur-Seine", "78", ""],
    ["76462", "Le Havre", "76", ""],
    ["35308", "Mesnil-Roc’h", "35", ""],
    ["17347", "Saint-Jean-d’Angély", "17", ""],
]
MASK, WEIGHT = 32, 1.2


@pytest.fixture
def places() -> PlaceNames:
    return PlaceNames([(Gazetteer(TOWN, "c.csv", ["id", "nom", "departement", "notoire"], ROWS, None), MASK, WEIGHT)])


def test_a_name_is_found_in_as_many_words_as_it_has_or_in_one(places):
    assert len(places.spaced("rosny sur seine")) == 1
    assert places.spaced("rosny surseine") == []
    assert len(places.spaced("rosnysurseine")) == 1
    assert len(places.spaced("le havre")) == 1
    assert places.spaced("vincennes") == []


def test_only_the_apostrophe_of_an_elision_parts_words(places):
    assert len(places.spaced("mesnil roch")) == 1
    assert places.spaced("mesnil roc h") == []
    assert len(places.spaced("saint jean d angely")) == 1


def test_words_begin_the_names_that_go_on_after_them(places):
    assert places.begun == {"rosny", "rosny sur", "le", "mesnil", "saint", "saint jean", "saint jean d"}


def test_well_known_names_are_told(places):
    assert places.notable == {"lyon", "toulouse"}


def test_the_senses_of_rows_are_their_records_a_few_at_most(places):
    rows = places.rows("allonnes")
    senses = places.senses(rows)

    assert len(rows) == 4
    assert len(senses) == MOST_HOMONYMS
    assert {sense.record.name for sense in senses} == {"Allonnes"}
    assert {(sense.mask, sense.weight, sense.anchor) for sense in senses} == {(MASK, WEIGHT, False)}


def test_a_record_is_found_again_by_its_name_and_identifier(places):
    (record,) = places.find("commune_ailleurs", "49002", "allonnes")

    assert (record.name, record.departement) == ("Allonnes", "49")
    assert places.find("commune_ailleurs", "69123", "allonnes") == ()
    assert places.find("commune", "49002", "allonnes") == ()


def test_homonyms_are_one_form(places):
    assert len(places) == len({row[1] for row in ROWS})


def test_an_alias_is_found_in_its_own_words_alone():
    gazetteer = Gazetteer(TOWN, "c.csv", ["id", "nom", "alias"], [["33", "Gironde", "en Gironde|dans le 33"]], None)
    places = PlaceNames([(gazetteer, MASK, WEIGHT)])

    assert places.called("dans le 33") == places.called("en gironde") == places.rows("gironde")
    assert places.called("dans 33") == places.spaced("en gironde") == []
    assert places.begun == {"dans", "dans le", "en"}


def test_only_records_of_the_lists_are_listed(places, model):
    (sense, *_) = places.senses(places.rows("lyon"))

    assert places.lists(sense.record)
    assert not places.lists(model.knowledge.get("commune", "94080"))
