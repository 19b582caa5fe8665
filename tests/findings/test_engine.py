import pytest
from msgspec.structs import replace

from bot.findings.query import ASKS


def ids(records) -> set[str]:
    return {record.id for record in records}


def grouped(groups) -> dict[str, set[str]]:
    return {record.id: ids(rows) for record, rows in groups}


# liste


def test_the_list_of_any_place_is_the_projects_won_inside_it(ask, tables):
    for places in tables.places.values():
        for place in places:
            findings = ask("liste", place)
            expected = tables.rows(place)
            assert ids(findings.rows) == expected, place
            if findings.case != "ailleurs":
                assert findings.case == {0: "aucun", 1: "un"}.get(len(expected), "plusieurs"), place


def test_the_list_without_a_constraint_is_every_project(ask, tables):
    findings = ask("liste")

    assert findings.case == "tous"
    assert ids(findings.rows) == set(tables.projects)
    assert ids(findings.values["porteurs"]) == tables.owners(set(tables.projects))


def test_the_list_of_a_theme_is_its_projects(ask, tables):
    for theme in tables.by("theme", tables.rows()):
        assert ids(ask("liste", theme).rows) == tables.rows(theme=theme), theme


def test_places_are_alternatives_and_a_theme_restricts_them(ask, tables):
    assert ids(ask("liste", "93", "94").rows) == tables.rows("93", "94")
    assert ids(ask("liste", "92", "93", "relation_usager").rows) == tables.rows("92", "93", theme="relation_usager")


def test_of_several_places_those_without_a_project_are_told(ask):
    findings = ask("liste", "94080", "93055")

    assert ids(findings.rows) == {"crm", "ged"}
    assert ids(findings.values["sans"]) == {"93055"}


@pytest.mark.parametrize(
    ("places", "claim", "verdict"),
    [
        (("94080", "94002"), ("=", 2), True),
        (("94080", "94002"), ("=", 4), True),
        (("94080", "94002"), ("=", 3), False),
        (("94080", "94002", "93008"), ("=", 2), False),
        # The two of one are not the two of both, nor surely not.
        (("94080", "93008"), ("=", 2), None),
        (("94080",), ("=", 2), True),
        (("94080",), ("=", 3), False),
    ],
)
def test_a_number_told_of_several_is_that_of_each_or_of_all(ask, places, claim, verdict):
    findings = ask("liste", *places, target="projet", claim=claim)

    assert findings.values["verdict"] is verdict


def test_what_is_left_out_is_not_listed(ask, tables):
    assert ids(ask("liste", without=("94",)).rows) == tables.rows(without=("94",))
    assert ids(ask("liste", "93", without=("93048",)).rows) == tables.rows("93", without=("93048",))
    assert ids(ask("liste", without=("92", "T9", "94067")).rows) == tables.rows(without=("92", "T9", "94067"))
    assert ask("liste", without=("94",)).case != "tous"


def test_what_belongs_nowhere_together_is_told_apart(ask, tables):
    findings = ask("liste", "93055", "stationnement")

    assert findings.case == "conflit"
    assert {name: ids(rows) for name, rows in findings.values["apart"].items()} == {
        "lieu": set(),
        "theme": tables.rows(theme="stationnement"),
    }
    assert ids(findings.values["apart_porteurs"]["theme"]) == {"92002", "92044"}


def test_a_place_without_a_project_comes_with_the_nearest_that_has_some(ask, tables):
    findings = ask("liste", "93055")

    ((around, owners),) = findings.values["autour"]
    assert (findings.case, around.id) == ("aucun", "T8")
    assert ids(owners) == tables.owners(tables.rows("T8"))


def test_what_is_not_of_the_kind_asked_for_is_told_of(ask, tables):
    communes = ask("liste", "T12", target="commune")
    stationnement = ask("liste", "T12", "stationnement", target="commune")

    assert (communes.case, ids(communes.values["autrement"])) == ("aucun", {"T12"})
    assert ids(stationnement.values["apart"]["lieu"]) == tables.rows("T12")
    assert ids(ask("liste", "93055").values["autrement"]) == set()


def test_a_list_by_what_rows_do_not_name_is_grouped(ask, tables):
    findings = ask("liste", target="departement")

    assert findings.case == "groupes"
    assert grouped(findings.values["groupes"]) == tables.by("departement", tables.rows())


def test_the_second_is_a_project_or_a_winner_as_asked_but_a_project_of_a_single_winner(ask, tables):
    assert ids(ask("liste", "93").listed) == tables.rows("93")
    assert ids(ask("liste", "93", target="laureat").listed) == tables.owners(tables.rows("93"))
    assert [row.id for row in ask("liste", "94080", target="laureat").listed] == ["crm", "ged"]


# groupes


@pytest.mark.parametrize("kind", ["commune", "territoire", "departement", "theme"])
@pytest.mark.parametrize("place", [(), ("94",), ("T9",)])
def test_groups_hold_the_rows_of_each_most_first(ask, tables, kind, place):
    findings = ask("groupes", *place, target=kind)

    sizes = [len(rows) for _, rows in findings.values["groupes"]]
    assert grouped(findings.values["groupes"]) == tables.by(kind, tables.rows(*place))
    assert sizes == sorted(sizes, reverse=True)


def test_nothing_to_group_is_nothing_found(ask):
    assert ask("groupes", "93055", target="commune").case == "aucun"


# compte


@pytest.mark.parametrize("places", [(), ("94",), ("T11",), ("92", "93"), ("92002",)])
def test_projects_and_winners_are_counted(ask, tables, places):
    findings = ask("compte", *places)
    winners = ask("compte", *places, target="laureat")

    assert findings.values["n"] == len(tables.rows(*places))
    assert winners.values["n_groupes"] == len(tables.owners(tables.rows(*places)))
    assert findings.values["total"] == 23


@pytest.mark.parametrize("kind", ["commune", "territoire"])
def test_winners_of_a_kind_are_counted_with_their_own_projects(ask, tables, kind):
    findings = ask("compte", target=kind)

    owners = tables.owners(tables.rows(), kind)
    assert ids(record for record, _ in findings.values["groupes"]) == owners
    assert findings.values["n"] == sum(row["laureat"] in owners for row in tables.projects.values())


@pytest.mark.parametrize("target", ["projet", "commune"])
def test_what_is_counted_of_several_places_is_counted_in_each(ask, tables, target):
    findings = ask("compte", "92", "93", target=target)

    rows = {place: tables.rows(place) for place in ("92", "93")}
    expected = {place: len(held if target == "projet" else tables.owners(held, target)) for place, held in rows.items()}
    assert {place.id: number for place, number in findings.values["chacun"]} == expected
    assert not ask("compte", "92").values["chacun"]


@pytest.mark.parametrize(("place", "astride"), [("94", {"lavoir"}), ("91", {"lavoir"}), ("93", set()), ("T12", set())])
def test_what_lies_but_in_part_in_a_place_is_told_apart(ask, place, astride):
    findings = ask("compte", place)

    assert {row.id for row in findings.values["a_cheval"]} == astride
    assert astride.isdisjoint(row.id for row in findings.rows)


def test_departments_are_counted_through_what_lies_in_them(ask, tables):
    findings = ask("compte", target="departement")

    assert findings.values["n_groupes"] == len(tables.by("departement", tables.rows()))


@pytest.mark.parametrize(
    ("operator", "number"), [(">=", 2), ("=", 1), ("=", 2), (">", 1), ("<", 2), ("<=", 1), ("=", 0), ("<", 1)]
)
@pytest.mark.parametrize("ask_name", ["compte", "liste"])
def test_communes_with_a_number_of_projects(ask, tables, ask_name, operator, number):
    findings = ask(ask_name, target="commune", comparison=(operator, number))

    fits = {"=": int.__eq__, ">": int.__gt__, "<": int.__lt__, ">=": int.__ge__, "<=": int.__le__}[operator]
    won = tables.by("commune", tables.rows())
    expected = {place for place in tables.places["commune"] if fits(len(won.get(place, ())), number)}
    assert findings.case == "seuil"
    assert ids(findings.listed) == expected
    assert findings.values["n_groupes"] == len(expected)


def test_of_several_places_named_those_without_a_project_are_found(ask):
    none = {"target": "laureat", "comparison": ("=", 0), "roles": frozenset(("question",))}

    findings = ask("liste", "92020", "92071", **none)

    assert findings.case == "seuil"
    assert [record.name for record in findings.listed] == ["Châtillon"]


def test_what_has_not_that_number_of_projects_has_some(ask, tables):
    findings = ask("sans", target="commune", comparison=("!=", 2))

    assert findings.case == "seuil"
    assert {len(tables.rows(record.id)) for record in findings.listed} == {1}


def test_a_place_said_to_have_no_winner_is_told_of(ask):
    none = {"target": "laureat", "comparison": ("=", 0)}

    assert ask("liste", "93055", **none).case == "aucun"
    assert ask("liste", "94080", **none).case == "plusieurs"
    assert ask("liste", "94080", roles=frozenset(("question",)), **none).case == "seuil_aucun"


@pytest.mark.parametrize("place", ["94", "92", "T11", "91"])
def test_communes_are_counted_among_those_of_the_place(ask, tables, place):
    findings = ask("compte", place, target="commune")

    assert findings.values["parmi"] == len(tables.inside(place, "commune"))


def test_a_number_of_projects_that_no_commune_has(ask):
    assert ask("compte", target="commune", comparison=(">", 2)).case == "seuil_aucun"


# plus, moins


@pytest.mark.parametrize("kind", ["commune", "territoire", "departement", "theme"])
@pytest.mark.parametrize(("what", "pick"), [("plus", max), ("moins", min)])
@pytest.mark.parametrize("place", [(), ("94",)])
def test_the_extremes_hold_the_most_and_the_fewest(ask, tables, kind, what, pick, place):
    findings = ask(what, *place, target=kind)

    # A place of the kind asked for is said to be the first of all.
    among = tables.rows() if place and kind == "departement" else tables.rows(*place)
    sizes = {key: len(rows) for key, rows in tables.by(kind, among).items()}
    extreme = pick(sizes.values())
    assert findings.case == "extreme"
    assert findings.values["nombre"] == extreme
    assert ids(findings.listed) == {key for key, size in sizes.items() if size == extreme}
    ranking = [(record.id, size) for record, size in findings.values["classement"]]
    assert dict(ranking) == sizes
    assert [size for _, size in ranking] == sorted(sizes.values(), reverse=True)


@pytest.mark.parametrize(
    ("what", "place", "kind", "so"),
    [
        ("plus", "94", "departement", True),
        ("plus", "92", "departement", False),
        ("moins", "93", "departement", True),
        ("plus", "94028", "commune", False),
        ("plus", "93048", "commune", True),
        ("plus", "93055", "commune", False),
    ],
)
def test_a_place_said_to_have_the_most_is_ranked_among_all(ask, what, place, kind, so):
    assert ask(what, place, target=kind).values["verdict"] is so


def test_what_has_nothing_has_the_least(ask, tables):
    findings = ask("moins", target="territoire")

    assert ids(findings.values["sans_rien"]) == tables.inside("mgp", "territoire") - set(
        tables.by("territoire", tables.rows())
    )


def test_the_extreme_of_nothing_is_nothing(ask):
    assert ask("plus", "93055", target="theme").case == "aucun"


def test_the_most_between_named_places_is_a_comparison(ask):
    assert ask("plus", "94080", "92071").case == "comparaison"


# comparaison


@pytest.mark.parametrize("places", [("94080", "92071"), ("93", "92", "94"), ("93048", "94002"), ("T9", "93055")])
def test_a_comparison_counts_each_side_most_first(ask, tables, places):
    findings = ask("comparaison", *places)

    sides = [(record.id, ids(rows)) for record, rows in findings.values["cotes"]]
    sizes = [len(rows) for _, rows in sides]
    assert dict(sides) == {place: tables.rows(place) for place in places}
    assert sizes == sorted(sizes, reverse=True)
    assert findings.values["egalite"] == (len(set(sizes)) == 1)


def test_a_comparison_of_one_is_its_list(ask):
    assert ask("comparaison", "94080").case == "plusieurs"


@pytest.mark.parametrize("kinds", [(), (("commune", False), ("laureat", False))])
def test_communes_are_compared_by_the_communes_that_won(ask, tables, kinds):
    findings = ask("comparaison", "92", "93", target="commune", kinds=kinds)

    sides = {record.id: ids(owners) for record, owners in findings.values["cotes"]}
    assert sides == {place: tables.owners(tables.rows(place), "commune") for place in ("92", "93")}


# moyenne


@pytest.mark.parametrize("kind", ["commune", "departement", "theme"])
def test_the_mean_is_the_counted_rows_over_their_groups(ask, tables, kind):
    findings = ask("moyenne", target=kind)

    groups = tables.by(kind, tables.rows())
    counted = set().union(*groups.values())
    assert findings.values["moyenne"] == pytest.approx(len(counted) / len(groups))


def test_the_mean_by_default_is_by_winner(ask, tables):
    findings = ask("moyenne", "94")

    rows = tables.rows("94")
    assert findings.values["moyenne"] == pytest.approx(len(rows) / len(tables.owners(rows)))


def test_the_mean_of_nothing_is_nothing(ask):
    assert ask("moyenne", "93055").case == "aucun"


# part


def test_a_share_of_the_projects(ask, tables):
    for place in (*tables.places["departement"], *tables.places["territoire"]):
        findings = ask("part", place)
        rows = tables.rows(place)
        if rows:
            assert findings.values["part"] == pytest.approx(len(rows) / len(tables.projects)), place
        else:
            assert findings.case in ("aucun", "ailleurs"), place


def test_all_the_projects_are_no_share_of_anything(ask):
    assert ask("part").case == "part_tout"


@pytest.mark.parametrize("kind", ["commune", "territoire"])
def test_a_share_of_the_places_of_a_kind(ask, tables, kind):
    findings = ask("part", target=kind)

    owners, every = tables.owners(tables.rows(), kind), tables.inside("mgp", kind)
    assert (findings.values["n_groupes"], findings.values["parmi"]) == (len(owners), len(every))


@pytest.mark.parametrize("place", ["92", "94", "T2"])
def test_a_share_of_the_communes_of_a_place_is_none_of_the_projects(ask, tables, place):
    findings = ask("part", place, target="commune")

    owners, every = tables.owners(tables.rows(place), "commune"), tables.inside(place, "commune")
    assert (findings.values["n_groupes"], findings.values["parmi"]) == (len(owners), len(every))
    assert findings.values["porteurs_en_tout"] == len(tables.owners(tables.rows(), "commune"))


def test_a_share_of_the_winners_is_among_winners(ask, tables):
    findings = ask("part", "93", target="laureat")

    assert (findings.values["n_groupes"], findings.values["parmi"]) == (len(tables.owners(tables.rows("93"))), 0)
    assert findings.values["porteurs_en_tout"] == len(tables.owners(tables.rows()))


# seul


@pytest.mark.parametrize(
    ("places", "comparison", "others"),
    [
        (("94080",), ("=", 2), {"94002", "93048", "93064"}),
        (("94002", "94"), ("=", 2), {"94080"}),
        (("92071", "T2"), None, {"92002", "92007"}),
        (("92040", "T3"), None, set()),
        (("92",), None, {"93", "94"}),
        (("T12",), None, {"T9", "T11"}),
    ],
)
def test_what_else_of_a_kind_is_as_what_is_said_to_be_alone(ask, places, comparison, others):
    findings = ask("seul", *places, comparison=comparison)

    assert findings.case == "seul"
    assert ids(findings.listed) == others | {places[0]}
    assert [one.id for one in findings.values["nommes"]] == [places[0]]


def test_several_are_alone_together(ask):
    findings = ask("seul", "94080", "93048", comparison=("=", 2))

    assert ids(findings.listed) == {"94080", "93048", "94002", "93064"}
    assert [held for _, held in findings.values["tenus"]] == [2, 2]


def test_a_number_said_wins_over_the_word_that_says_alone(engine, query, frame):
    numbered = replace(frame("94080", comparison=("=", 1)), numbers=(2,))

    assert ids(engine.run(query("seul"), numbered).listed) == {"94080", "93048", "94002", "93064"}


def test_the_only_one_that_has_none_is_one_of_all_that_have_none(ask, tables):
    without = set(tables.places["commune"]) - tables.owners(tables.rows(), "commune")

    assert ids(ask("seul", "75056", comparison=("=", 0)).listed) == without


def test_nobody_is_alone_where_no_place_is_named(ask):
    assert ask("seul", "chatbot").case == "aucun"


# sans


@pytest.mark.parametrize("place", ["94", "T2", "T8", "93"])
def test_communes_without_a_project(ask, tables, place):
    findings = ask("sans", place, target="commune")

    inside = tables.inside(place, "commune")
    assert ids(findings.listed) == inside - tables.owners(tables.rows(), "commune")
    assert findings.values["parmi"] == len(inside)


def test_territories_without_a_project_of_their_own_or_of_a_commune(ask, tables):
    findings = ask("sans", target="territoire")

    assert ids(findings.listed) == set(tables.places["territoire"]) - set(tables.by("territoire", tables.rows()))


def test_territories_none_of_whose_communes_has_a_project(ask, tables):
    findings = ask("sans", target="territoire", kinds=(("commune", True),))

    won = tables.owners(tables.rows(), "commune")
    holding = {place for place in tables.places["territoire"] if tables.inside(place, "commune") & won}
    assert ids(findings.listed) == set(tables.places["territoire"]) - holding
    assert "T12" in ids(findings.listed)


def test_what_is_left_out_is_not_among_those_without(ask, tables):
    findings = ask("sans", target="commune", without=("93",))

    assert not ids(findings.listed) & tables.inside("93", "commune")


def test_whether_a_commune_is_without_is_its_list(ask):
    assert ask("sans", "93055", target="commune").case == "aucun"
    assert ask("sans", "92071", target="commune").case == "un"


# ensemble


def test_two_towns_with_a_project_of_the_same_title(ask, tables):
    findings = ask("ensemble", "92063", "94067")

    titles = [{tables.projects[row]["nom"] for row in tables.rows(place)} for place in ("92063", "94067")]
    assert findings.case == "ensemble"
    assert findings.values["communs"] == sorted(titles[0] & titles[1])
    assert findings.values["communs"]


def test_two_towns_with_different_projects_share_none(ask):
    findings = ask("ensemble", "92002", "92044")

    assert findings.values["communs"] == []
    assert {record.id: ids(rows) for record, rows in findings.values["cotes"]} == {
        "92002": {"stationnement_antony"},
        "92044": {"smart_parking"},
    }


def test_a_town_without_a_project_shares_nothing(ask):
    findings = ask("ensemble", "92002", "93055")

    assert findings.case == "un"
    assert ids(findings.values["sans"]) == {"93055"}


# suppose


@pytest.mark.parametrize("place", ["93064", "93", "T9", None])
def test_a_project_may_be_supposed_where_it_is(ask, place):
    findings = ask("suppose", "chatbot", *filter(None, (place,)))

    assert findings.case == "suppose"
    assert ids(findings.rows) == {"chatbot"}


@pytest.mark.parametrize("place", ["92050", "93055", "92", "T8"])
def test_a_project_is_not_supposed_elsewhere(ask, tables, place):
    findings = ask("suppose", "chatbot", place)

    assert findings.case == "conflit"
    assert {name: ids(rows) for name, rows in findings.values["apart"].items()} == {
        "projet": {"chatbot"},
        "lieu": tables.rows(place),
    }


def test_what_a_project_is_about_is_not_where_it_is(ask):
    assert ask("suppose", "chatbot", "93064", "jeunesse").case == "suppose"


def test_a_place_without_a_project_has_none_to_ask_about(ask):
    assert ask("suppose", "93055", "jeunesse").case == "aucun"


# all of them


def test_all_of_what_is_spoken_of_is_told_by_who_it_belongs_to_or_by_what_is_named_last(
    ask, engine, query, frame, tables
):
    findings = engine.run(query("tous"), frame("94", kinds=(("commune", False),)))

    assert findings.case == "part"
    assert ids(findings.rows) | set.union(*(ids(rows) for _, rows in findings.values["reste"])) == tables.rows("94")
    assert all(record.type.name == "territoire" for record, _ in findings.values["reste"])
    assert ask("tous", "92071").values["total"] == len(tables.projects)


def test_territories_are_counted_with_what_their_communes_have(engine, query, frame, tables):
    findings = engine.run(query("liste"), frame(target="territoire", comparison=("=", 2)))
    held = tables.by("territoire", tables.rows())

    assert ids(record for record, _ in findings.values["groupes"]) == {k for k, rows in held.items() if len(rows) == 2}
    assert findings.values["par_dedans"]


# every ask


@pytest.mark.parametrize("what", ASKS)
def test_a_name_that_several_bear_is_to_choose_from(ask, what):
    findings = ask(what, ("92051", "93050"))

    assert findings.case == "choisir"
    assert ids(findings.choices) == {"92051", "93050"}
    assert findings.values == {"nom": "Neuilly"}


@pytest.mark.parametrize("what", ASKS)
def test_a_place_elsewhere_is_told(ask, elsewhere, what):
    findings = ask(what, elsewhere("69123", "Lyon"))

    assert findings.case == "ailleurs"
    assert [place.name for place in findings.values["ailleurs"]] == ["Lyon"]


@pytest.mark.parametrize("what", ASKS)
def test_no_ask_finds_what_was_left_out(engine, query, frame, tables, what):
    for target in (None, "commune", "departement", "laureat"):
        findings = engine.run(query(what, target="commune"), frame("93", without=("93048",), target=target))
        assert not ids(findings.rows) & tables.rows("93048"), target


# proportion


@pytest.mark.parametrize(
    ("named", "rest", "told"),
    [
        ((), {"target": "commune", "kinds": (("laureat", False),), "comparison": ("=", 2)}, (4, 16)),
        (("94",), {"target": "commune", "comparison": ("=", 2)}, (2, 6)),
        (("92",), {"target": "commune", "roles": frozenset({"situation"})}, (8, 16)),
        (("92",), {"target": "commune"}, (8, 36)),
        ((), {"target": "departement"}, (3, 6)),
        ((), {"target": "commune", "comparison": ("=", 0)}, (115, 131)),
        ((), {"target": "commune", "roles": frozenset({"negation"})}, (115, 131)),
        ((), {"target": "laureat", "kinds": (("territoire", False),)}, (3, 19)),
        ((), {"target": "laureat", "comparison": ("=", 1)}, (15, 19)),
    ],
)
def test_how_many_are_as_said_and_of_how_many(ask, named, rest, told):
    findings = ask("proportion", *named, **rest)

    assert findings.case == "proportion"
    assert (findings.values["n"], findings.values["parmi"]) == told
    assert len(findings.listed) + len(findings.left) == told[1]


def test_groups_may_be_asked_for_by_how_many_communes_each_has(ask, tables):
    kinds = (("commune", False), ("laureat", False))
    findings = ask("liste", target="departement", kinds=kinds, comparison=("=", 2))

    assert ids(findings.listed) == {"93"}


def test_groups_may_lie_between_two_numbers(ask, tables):
    findings = ask("liste", target="departement", comparison=("=", 8), bounds=((">=", 5), ("<=", 8)))

    assert ids(findings.listed) == {"92", "93"}


# rang


@pytest.mark.parametrize(
    ("named", "rest", "places"),
    [
        (("92",), {}, {"94": 1, "92": 2, "93": 3}),
        (("92",), {"target": "commune"}, {"92": 1, "94": 2, "93": 3}),
        ((), {"target": "departement"}, {"94": 1, "92": 2, "93": 3}),
        ((), {"target": "departement", "kinds": (("commune", False),)}, {"92": 1, "94": 2, "93": 3}),
    ],
)
def test_each_has_its_place_among_its_kind(ask, named, rest, places):
    findings = ask("rang", *named, **rest)

    assert {record.id: place for record, _, place in findings.values["classement"]} == places
