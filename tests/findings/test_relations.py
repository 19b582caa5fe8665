import pytest


def ids(records) -> set[str]:
    return {record.id for record in records}


def test_a_row_relates_to_itself_its_owner_its_themes_and_all_that_its_owner_lies_in(relations, tables, record):
    every = ["mgp", *(place for rows in tables.places.values() for place in rows)]
    every += [f"theme:{theme}" for theme in tables.by("theme", tables.rows())]
    every += [f"projet:{project}" for project in tables.projects]
    for name, row in tables.projects.items():
        project = record(f"projet:{name}")
        related = {one for one in every if relations.relates(project, record(one))}
        themes = {f"theme:{theme}" for theme in tables.themes(name)}
        assert related == {f"projet:{name}", *themes, *tables.around(row["laureat"])}


def test_a_row_meets_one_of_several_records(relations, record):
    places = [record("93"), record("94")]

    assert relations.meets(record("crm"), places)
    assert not relations.meets(record("smart_parking"), places)
    assert not relations.meets(record("crm"), [])


@pytest.mark.parametrize(
    ("place", "inside"), [("94080", True), ("T8", True), ("mgp", True), ("93", True), ("91", True), ("77", False)]
)
def test_a_place_is_inside_a_perimeter_that_holds_it_or_something_of_it(relations, record, place, inside):
    assert relations.inside(record(place), record("mgp")) is inside


def test_rows_of_a_type_are_all_its_records_in_the_order_of_the_file(relations, tables):
    assert [row.id for row in relations.rows("projet")] == list(tables.projects)


@pytest.mark.parametrize("kind", ["commune", "territoire", "departement"])
def test_groups_by_what_rows_name_themselves_or_lie_in(relations, tables, kind):
    rows = relations.rows("projet")

    own = {record.id: ids(found) for record, found in relations.groups(rows, kind, direct=True).items()}
    through = {record.id: ids(found) for record, found in relations.groups(rows, kind, direct=False).items()}
    every = tables.by(kind, set(tables.projects))
    assert set(own) == tables.owners(set(tables.projects), kind)
    assert all(tables.projects[row]["laureat"] == owner for owner, found in own.items() for row in found)
    assert through == every


def test_groups_of_fall_back_on_what_holds_the_owners(relations, tables):
    rows = [row for row in relations.rows("projet") if row.laureat.type.name == "commune"]

    by_territory = {record.id: ids(found) for record, found in relations.groups_of(rows, "territoire").items()}
    assert by_territory == tables.by("territoire", ids(rows))


def test_groups_by_an_attribute_are_its_values(relations, tables):
    groups = relations.groups(relations.rows("projet"), "laureat", direct=True)

    assert {record.id for record in groups} == tables.owners(set(tables.projects))
    assert sum(map(len, groups.values())) == len(tables.projects)


def test_a_row_of_two_themes_is_in_both_groups(relations):
    groups = relations.groups(relations.rows("projet"), "theme", direct=True)

    assert {theme.id for theme, rows in groups.items() if "jardin" in ids(rows)} == {"nature", "participation"}
