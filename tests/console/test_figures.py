"""*Tableau de bord*: figures, charts, and tables to keep."""

import csv
import io
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest

from bot.console.sheets import respond, safe
from tests.console.conftest import READER
from tests.console.journal import asked, write


@pytest.fixture
async def filled(database):
    await write(
        database,
        *[asked("Vincennes a gagné quoi ?", "answered", "projets", sender="rest:zoe-42") for _ in range(6)],
        *[asked("Où garer ?", "unknown", days=1, channel="slack") for _ in range(3)],
        asked("Météo ?", "out_of_scope", days=2),
        asked("Bonjour", "chitchat", "saluer"),
        asked("Trop vieux", "unknown", days=60),
        asked("Vite", "answered", "=1+1", micros=9000),
    )
    return database


async def test_what_is_asked_and_answered_is_counted(staff, filled):
    paul = await staff(READER)
    await paul.get("/console/tableau")

    assert "12 messages" in paul.text
    assert "64 % ont une réponse 7 sur 11 questions" in paul.text
    assert "36 % n’en ont pas 4, dont hors sujet" in paul.text
    assert "0 % a une autre suite" in paul.text
    assert (
        "1,5 ms pour répondre comprendre 0,30, répondre 0,40, mémoire et attente 0,78 ; au plus long 9,0" in paul.text
    )
    assert "Trop vieux" not in paul.text
    assert "slack" in paul.text


async def test_what_is_asked_back_or_handed_over_is_told_too(staff, filled):
    paul = await staff(READER)
    await write(filled, asked("Et là ?", "clarify"), asked("Un agent ?", "handoff"))
    await paul.get("/console/tableau")
    assert "15 % ont une autre suite passé à quelqu’un : 1, précision demandée : 1" in paul.text or (
        "15 % ont une autre suite précision demandée : 1, passé à quelqu’un : 1" in paul.text
    )


async def test_other_days_may_be_asked_for_and_what_makes_no_sense_is_not(staff, filled):
    paul = await staff(READER)
    yesterday = (date.today() - timedelta(1)).isoformat()
    await paul.get(f"/console/tableau?du={yesterday}&au={yesterday}")
    assert "3 messages" in paul.text
    assert "Les dates demandées ne conviennent pas" not in paul.text

    for query in ("du=x&au=y", "du=0001-01-01&au=9999-12-31", "du=<script>", "au=2026-13-45"):
        await paul.get(f"/console/tableau?{query}")
        assert paul.status == 200
        assert "<script>" not in paul.page
        assert "Les dates demandées ne conviennent pas" in paul.text


@pytest.mark.parametrize("name", ["jours", "issues", "sujets"])
async def test_each_chart_is_a_picture_that_runs_nothing(staff, filled, name):
    paul = await staff(READER)
    drawn = await paul.get(f"/console/tableau/{name}.svg")

    assert paul.headers["Content-Type"] == "image/svg+xml"
    assert "sandbox" in paul.headers["Content-Security-Policy"]
    assert ET.fromstring(drawn).find(".//{*}desc").text


async def test_a_table_is_a_file_for_a_spreadsheet_in_which_nothing_is_computed(staff, filled):
    paul = await staff(READER)
    async with paul.session.get(f"{paul.url}/console/tableau/sujets.csv") as response:
        assert response.headers["Content-Disposition"].startswith('attachment; filename="sujets-')
        written = (await response.read()).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written), delimiter=";"))

    assert rows[0][:2] == ["sujet", "messages"]
    assert ["'=1+1", "1"] in [row[:2] for row in rows]
    assert "0,8" in rows[1]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "|cmd", "%0a"])
def test_a_text_that_a_spreadsheet_would_compute_is_quoted(cell):
    assert safe(cell) == f"'{cell}"
    assert "'" in respond("a", ("b",), [(cell,)]).body.decode("utf-8-sig")


def test_a_number_stays_one():
    assert safe(-3) == "-3"
    assert safe(2.5) == "2,5"
    assert safe("Où garer ?") == "Où garer ?"


async def test_an_empty_journal_is_told(staff):
    paul = await staff(READER)
    await paul.get("/console/tableau")

    assert "Aucun message ces jours-là." in paul.text
    for name in ("jours.svg", "issues.svg", "sujets.svg", "jours.csv"):
        await paul.get(f"/console/tableau/{name}")
        assert paul.status == 200


async def test_nothing_of_it_is_about_one_person(staff, filled):
    paul = await staff(READER)
    for path in ("tableau", "tableau/jours.csv", "tableau/canaux.csv", "tableau/issues.csv"):
        await paul.get(f"/console/{path}")
        assert "zoe-42" not in paul.page
        assert "garer" not in paul.page
