import pytest

from bot.facts.records import Knowledge, Record, Type
from bot.message import Source
from bot.written import Place

PLACE = Place("knowledge/essai.yaml", 1)


def kind(name: str, parent: str | None = None, within: tuple[str, ...] = (), **more: str) -> Type:
    return Type(name, name, more.get("plural", ""), "m", parent, {}, within, PLACE)


def record(of: Type, identifier: str, **values: object) -> Record:
    return Record(of, identifier, identifier.capitalize(), (), values, Source("Registre", "2018", "p. 1"), PLACE)


@pytest.fixture
def knowledge() -> Knowledge:
    """Lilas lies in the east, which lies in the metropole; the Lyonnaise commune lies nowhere."""
    types = [
        kind("lieu"),
        kind("metropole", "lieu"),
        kind("territoire", "lieu", ("metropole",)),
        kind("commune", "lieu", ("territoire",)),
        kind("projet", None, ("commune",)),
    ]
    known = Knowledge({one.name: one for one in types})
    _, metropole, territoire, commune, projet = types
    grand = record(metropole, "grand")
    est = record(territoire, "est", metropole=grand)
    lilas = record(commune, "lilas", territoire=est)
    lyon = record(commune, "lyon", territoire=None)
    for one in (grand, est, lilas, lyon, record(projet, "parking", commune=lilas)):
        known.records[one.type.name][one.id] = one
    return known


def test_a_record_is_found_under_its_type_and_under_those_above(knowledge):
    lilas = knowledge.records["commune"]["lilas"]

    assert knowledge.get("commune", "lilas") is lilas
    assert knowledge.get("lieu", "lilas") is lilas
    assert knowledge.get("territoire", "lilas") is None
    assert knowledge.get("lieu", "rien") is None


def test_all_records_of_a_type_come_with_those_of_its_subtypes(knowledge):
    assert [one.id for one in knowledge.of("lieu")] == ["grand", "est", "lilas", "lyon"]
    assert [one.id for one in knowledge.of("projet")] == ["parking"]


def test_lineage_goes_up_and_subtypes_go_down(knowledge):
    assert knowledge.lineage("commune") == ["commune", "lieu"]
    assert knowledge.subtypes("lieu") == ["lieu", "metropole", "territoire", "commune"]
    assert knowledge.is_a("commune", "lieu")
    assert not knowledge.is_a("lieu", "commune")


def test_containment_reaches_from_a_project_to_the_metropole(knowledge):
    parking = knowledge.get("projet", "parking")

    assert [one.id for one in knowledge.containers(parking)] == ["lilas", "est", "grand"]
    assert knowledge.lies_in(parking, knowledge.get("lieu", "grand"))
    assert knowledge.lies_in(parking, parking)
    assert not knowledge.lies_in(knowledge.get("commune", "lyon"), knowledge.get("lieu", "grand"))


def test_members_are_the_records_of_a_type_in_a_place(knowledge):
    grand = knowledge.get("metropole", "grand")

    assert [one.id for one in knowledge.members(grand, "commune")] == ["lilas"]
    assert [one.id for one in knowledge.members(grand, "lieu")] == ["est", "lilas"]
    assert knowledge.members(knowledge.get("commune", "lyon"), "projet") == []


def test_attributes_read_as_python_attributes_and_an_unknown_one_is_named(knowledge):
    lilas = knowledge.get("commune", "lilas")

    assert lilas.territoire.name == "Est"
    with pytest.raises(AttributeError, match="commune « lilas » n’a pas de « maire »"):
        _ = lilas.maire


def test_a_record_is_plain_json_values():
    commune = kind("commune")
    lilas = record(commune, "lilas")
    projet = record(kind("projet"), "p", commune=lilas, voisines=(lilas,), themes=("vélo",), montant=3, note=None)

    assert projet.to_data() == {
        "type": "projet",
        "id": "p",
        "nom": "P",
        "commune": {"id": "lilas", "nom": "Lilas"},
        "voisines": ["lilas"],
        "themes": ["vélo"],
        "montant": 3,
    }


def test_a_noun_agrees_with_its_count():
    assert [kind("réseau").count(number) for number in (0, 1, 2)] == ["réseau", "réseau", "réseaux"]
    assert kind("chef", plural="chefs de projet").count(2) == "chefs de projet"
