import pytest

from bot.findings.scope import Ambiguous, work_out


@pytest.fixture
def scope(frame, query, relations):
    def build(*named, what="liste", **rest):
        return work_out(query(what), frame(*named, **rest), relations)

    return build


def ids(records) -> set[str]:
    return {record.id for record in records}


def test_what_is_named_is_a_constraint_of_its_dimension(scope):
    worked = scope("93", "94080", "stationnement", "chatbot")

    assert {name: ids(records) for name, records in worked.dimensions.items()} == {
        "lieu": {"93", "94080"},
        "theme": {"stationnement"},
        "projet": {"chatbot"},
    }
    assert ids(worked.included) == {"93", "94080", "stationnement", "chatbot"}


@pytest.mark.parametrize(
    ("named", "kept"),
    [
        (("92007", "92"), {"92007"}),
        (("92", "92007"), {"92007"}),
        (("T2", "92007", "92"), {"92007"}),
        (("T2", "92"), {"T2"}),
        (("92007", "93"), {"92007", "93"}),
    ],
)
def test_a_place_that_only_locates_a_narrower_one_is_left_out(scope, named, kept):
    assert ids(scope(*named).dimensions["lieu"]) == kept


def test_a_place_named_twice_is_one_constraint(scope):
    assert len(scope("94080", "94080").dimensions["lieu"]) == 1


def test_the_perimeter_restricts_nothing(scope, tables):
    worked = scope("mgp")

    assert worked.dimensions == {}
    assert ids(worked.rows) == set(tables.projects)


def test_exclusions_take_rows_away_before_any_constraint(scope, tables):
    worked = scope("93", without=("93048", "94"))

    assert ids(worked.kept) == tables.rows(without=("93048", "94"))
    assert ids(worked.rows) == tables.rows("93", without=("93048", "94"))
    assert ids(worked.excluded) == {"93048", "94"}


@pytest.mark.parametrize(("place", "settled"), [("93", "93050"), ("92", "92051"), ("T9", "93050")])
def test_a_name_that_several_bear_is_settled_by_another_place(scope, place, settled):
    assert ids(scope(("92051", "93050"), place).dimensions["lieu"]) == {settled}


@pytest.mark.parametrize("place", ["mgp", "94", "94080"])
def test_a_place_that_settles_nothing_leaves_the_choice(scope, place):
    worked = scope(("92051", "93050"), place)

    assert isinstance(worked, Ambiguous)
    assert (worked.name, ids(worked.choices)) == ("Neuilly", {"92051", "93050"})


def test_projects_of_one_title_are_all_meant(scope):
    assert ids(scope(("relation_rueil", "relation_mande")).rows) == {"relation_rueil", "relation_mande"}


def test_places_outside_the_perimeter_are_foreign(scope, elsewhere):
    lyon, vincennes = elsewhere("69123", "Lyon"), "94080"

    assert [place.name for place in scope(lyon, vincennes).foreign] == ["Lyon"]
    assert ids(scope(lyon, vincennes).rows) == {"crm", "ged"}
    assert scope(vincennes, "92", "mgp", "stationnement").foreign == []


@pytest.mark.parametrize(("department", "foreign"), [("77", True), ("78", True), ("91", False), ("95", False)])
def test_a_department_is_foreign_unless_some_commune_of_the_perimeter_lies_in_it(scope, tables, department, foreign):
    assert bool(scope(department).foreign) == foreign
    assert (not tables.inside(department, "commune")) == foreign


@pytest.mark.parametrize("kind", ["commune", "territoire"])
@pytest.mark.parametrize("what", ["liste", "compte", "moyenne"])
def test_only_the_rows_of_owners_of_the_kind_asked_for(scope, tables, kind, what):
    owners = tables.owners(tables.rows(), kind)

    assert {row.laureat.id for row in scope(what=what, target=kind).rows} == owners
    assert {row.laureat.id for row in scope(what=what, kinds=((kind, False),)).rows} == owners


def test_owners_of_a_kind_refused_are_left_out(scope, tables):
    worked = scope(kinds=(("territoire", True),))

    assert {row.laureat.id for row in worked.rows} == tables.owners(tables.rows(), "commune")


def test_grouping_by_a_kind_keeps_the_rows_of_all_owners(scope, tables):
    assert ids(scope(what="groupes", target="territoire").rows) == set(tables.projects)


def test_the_target_is_what_is_said_then_what_the_intent_says_then_rows(frame, query, relations):
    def target(wanted, **said):
        return work_out(wanted, frame(**said), relations).target

    assert target(query(target="commune"), target="departement") == "departement"
    assert target(query(target="commune")) == "commune"
    assert target(query()) == "projet"


def test_a_number_of_rows_compares_groups_only(scope):
    assert scope(comparison=(">=", 2)).comparison is None
    assert scope(comparison=(">=", 2), target="commune").comparison == (">=", 2)


def test_rows_are_grouped_by_their_owner_unless_something_else_is_asked_for(scope):
    assert scope().grouped_by == "laureat"
    assert scope(target="departement").grouped_by == "departement"
