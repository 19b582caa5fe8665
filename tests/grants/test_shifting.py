"""Lines whose cells have moved are set aside, whatever they would have said; a strange cell alone moves nothing."""

import pytest

HEADER = "Association;Objet;Secteur;Montant;Année\n"
ROWS = "".join(
    f"Club {number};Fête;{'Sport' if number % 2 else 'Culture'};{1000 + number};2022\n" for number in range(20)
)


@pytest.mark.parametrize(
    "line",
    [
        # A cell is missing, and an empty one stands at the end.
        "Chorale;Sport;1200;2022;",
        # A separator stands in the name.
        "Les amis;suite;Fête;Sport;700",
        "Les amis;suite;Fête;Sport;2000",
        # Two cells have changed places.
        "Chorale;Fête;1200;Sport;2022",
        "Chorale;Fête;300,50;trois cents;2022",
    ],
)
def test_an_amount_that_is_beside_its_column_is_not_taken_for_another(importing, line):
    imported = importing(f"{HEADER}{ROWS}{line}\n")

    assert imported.aside() == {"decalee": ("22",)}
    assert imported.report.cents == sum(100 * (1000 + number) for number in range(20))


@pytest.mark.parametrize(
    ("line", "cents"),
    [
        ("Chorale;Fête;Sport;2000;", 200_000),
        ("Chorale;Fête 2022;Sport;2021;", 202_100),
        ("Chorale;Fête;Sport;à définir;2022", None),
        ("Chorale;2022;Sport;2022;2022", 202_200),
        ("Chorale;Fête;Sport;refusé;2022", None),
    ],
)
def test_an_amount_like_a_year_and_one_that_cannot_be_read_are_kept_where_nothing_moved(importing, line, cents):
    imported = importing(f"{HEADER}{ROWS}{line}\n")

    assert imported.aside() == {}
    assert imported.rows("SELECT cents FROM grants WHERE line = 22") == [(cents,)]


@pytest.mark.parametrize(
    ("year", "read", "note"),
    [
        ("2022-2023", 2022, "exercice_plusieurs"),
        ("2022/2023", 2022, "exercice_plusieurs"),
        ("2022", 2022, None),
        ("FY22", None, "exercice_illisible"),
    ],
)
def test_the_year_of_a_budget_that_is_no_year_is_told(importing, year, read, note):
    imported = importing(f"{HEADER}{ROWS}Chorale;Fête;Sport;5;{year}\n")

    assert imported.rows("SELECT year FROM grants WHERE line = 22") == [(read,)]
    assert set(imported.notes()) - {"sans_annee"} == ({note} if note else set())
