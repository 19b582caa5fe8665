"""A real file, computed a second time by polars from its own cells."""

from pathlib import Path

import polars
import pytest

FILE = Path(__file__).parent / "data" / "toulouse-metropole-2022-extrait.csv"


@pytest.fixture
def frame() -> polars.DataFrame:
    return polars.read_csv(FILE, separator=";", infer_schema=False, encoding="utf8")


@pytest.fixture
def imported(importing):
    return importing(FILE)


def test_every_line_is_kept_with_its_amount_and_date(imported, frame):
    amounts = frame["montant"].cast(polars.Decimal(18, 2))
    days = frame["datesPeriodeVersement"].str.to_date("%d/%m/%Y")

    rows = imported.rows("SELECT line, name, cents, paid_from, year FROM grants ORDER BY line")
    names = [" ".join(name.split()) for name in frame["nomBeneficiaire"]]
    cents = [int(amount * 100) for amount in amounts]
    assert rows == list(zip(range(2, 82), names, cents, days, [day.year for day in days], strict=True))


@pytest.mark.parametrize("column", ["secteur", "catégorie", "type"])
def test_sums_by_the_columns_beyond_the_form(imported, frame, column):
    ((place,),) = imported.rows(f"SELECT place FROM extra WHERE header = '{column}'")
    by = frame.group_by(column).agg(
        polars.len(), (polars.col("montant").cast(polars.Decimal(18, 2)) * 100).sum().cast(polars.Int64)
    )

    found = imported.rows(f"SELECT x{place}, count(*), sum(cents)::BIGINT FROM grants GROUP BY ALL")
    assert sorted(found, key=str) == sorted(by.rows(), key=str)


def test_numbers_destroyed_by_a_spreadsheet_are_unknown_and_told(imported, frame):
    destroyed = frame["idBeneficiaire"].is_not_null().sum()

    assert imported.rows("SELECT count(siret) FROM grants") == [(0,)]
    assert imported.notes()["siret_detruit"] >= destroyed
    assert imported.rows("SELECT grantor_siret, count(*) FROM grants GROUP BY ALL") == [(None, 80)]
    assert any("les noms seuls sont comparés" in said for said in imported.report.silent)
