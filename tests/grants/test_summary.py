import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from duckdb import DuckDBPyConnection

from bot.grants.opening import open_pack
from bot.grants.served import Pack
from bot.grants.summary import MONEY, Extra, Summary
from tests.grants.made import make

FEW = """\
nomBeneficiaire;montant;exercice;conditionsVersement;Quartier;Filière
Judo club;100;2021;Échelonné en deux fois;Nord;Fête de quartier
Judo club;200;2022;unique;Nord;Fête de quartier
Foyer;400;2022;;Sud;Stage
Foyer;800;;Unique;Sud;Tournoi
"""
BEGIN = """
import sys
from pathlib import Path
from bot.grants.serving import Published
published = Published([Path(sys.argv[1])])
before = "duckdb" in sys.modules
published.warm()
print(before, "duckdb" in sys.modules)
"""


def test_what_is_told_of_all_the_lines(importing):
    pack = Pack(importing(FEW).folder)
    assert pack.summary == Summary(
        sums=((2021, 10_000), (2022, 60_000), (None, 80_000)),
        days=None,
        files={0: "0f.csv"},
        grantors=(),
        places=(1, 2),
        extras=(Extra(1, "Quartier", ("Nord", "Sud")), Extra(2, "Filière", (), ("Fête de quartier",))),
        paid=("echelonne", "unique"),
    )
    assert pack.summary.years == (2021, 2022)
    pack.close()


def test_the_sums_are_those_of_the_lines(importing):
    pack = Pack(importing(make(2_000, 3, ["refused", "in_kind", "doubles", "amounts", "dates"]).data).folder)
    read = pack.rows(f"SELECT year, sum(cents)::BIGINT FROM grants WHERE {MONEY} GROUP BY year")
    assert {year: cents for year, cents in pack.summary.sums if cents} == {year: cents for year, cents in read if cents}
    pack.close()


@pytest.mark.parametrize(
    ("words", "paid"),
    [("unique", True), ("echelonn", True), ("echelonne en deux", True), ("uniquement", False), ("en", False)],
)
def test_how_grants_are_paid_is_told_by_the_first_word(words, paid):
    assert Summary((), None, {}, (), (), (), ("echelonne", "unique")).is_paid(words) == paid


def test_the_engine_of_the_sums_is_not_needed_to_begin(importing):
    imported = importing(FEW)
    done = subprocess.run([sys.executable, "-c", BEGIN, imported.folder], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_questions_that_come_at_once_wait_for_one_engine(importing, monkeypatch):
    opened = []

    def count(path: Path) -> DuckDBPyConnection:
        opened.append(path)
        return open_pack(path)

    monkeypatch.setattr("bot.grants.served.open_pack", count)
    pack = Pack(importing(FEW).folder)
    together = Barrier(8)

    def ask(number: int) -> int:
        together.wait()
        return pack.rows("SELECT count(*) + ? FROM grants", (number,))[0][0]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == list(range(4, 12))
    assert len(opened) == 1
    pack.close()
