"""Whatever is done to a file, it is imported or refused, and no cell is taken for its neighbour's."""

import io
import tempfile
import zipfile
from pathlib import Path

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.grants.description import Description, find_pack
from bot.grants.importing import Refused, Wanted, import_grants
from bot.grants.opening import open_pack
from tests.grants.made import DEFECTS, HEADER, make

MADE = make(60, 7, DEFECTS).data
CLEAN = make(60, 8)
ROWS = CLEAN.data.decode().splitlines()
FEW = settings(max_examples=12, deadline=None)
AMOUNTS = {one.cents for one in CLEAN.meant}


def outcome(data: bytes, name: str = "file.csv") -> list[tuple] | None:
    """The names and amounts imported; None for a file that is refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        out = Path(folder) / "out"
        refused = None
        try:
            import_grants(Wanted((path,), out, Description()))
        except Refused as error:
            refused = error.error
        if refused is not None:
            assert refused.what
            assert refused.remedy
            assert [one.name for one in Path(folder).iterdir()] == [name]
            return None
        with open_pack(find_pack(out)) as engine:
            return engine.execute("SELECT line, name, cents, year FROM grants").fetchall()


@FEW
@given(st.data())
def test_bytes_changed_anywhere(data):
    mutated = bytearray(MADE)
    for _ in range(data.draw(st.integers(1, 20))):
        at = data.draw(st.integers(0, len(mutated) - 1))
        mutated[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    outcome(bytes(mutated))


@FEW
@given(st.integers(1, len(MADE)), st.integers(0, len(MADE)))
def test_files_cut_short(end, start):
    outcome(MADE[:end])
    outcome(MADE[start:])


@FEW
@given(st.data())
def test_cells_that_move_never_become_others(data):
    rows = [row.split(";") for row in ROWS]
    moved = data.draw(st.sets(st.integers(1, len(rows) - 1), max_size=8))
    for place in moved:
        row = rows[place]
        at = data.draw(st.integers(0, len(HEADER) - 8))
        # A cell is lost or doubled, and the line keeps its width, or not.
        if data.draw(st.booleans()):
            row[at : at + 1] = []
            row += [""] * data.draw(st.integers(0, 1))
        else:
            row.insert(at, row[at])
            del row[data.draw(st.sampled_from((len(HEADER) + 1, len(HEADER)))) :]
    found = outcome("\n".join(map(";".join, rows)).encode())

    meant = {one.line: one for one in CLEAN.meant}
    for line, name, cents, _ in found or ():
        if cents is not None:
            assert (name, cents) == (meant[line].name, meant[line].cents)


@FEW
@given(st.data())
def test_workbooks_changed_anywhere(data):
    mutated = bytearray(WORKBOOK)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(mutated) - 1))
        mutated[at] ^= data.draw(st.integers(1, 255))
    outcome(bytes(mutated), "file.xlsx")


@FEW
@given(st.text(max_size=300), st.integers(0, 4))
def test_any_sheet_of_xml(text, repeated):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml" if repeated % 2 else "content.xml", text * 10**repeated)
    outcome(out.getvalue(), "file.ods")


@FEW
@given(st.binary(max_size=2000))
def test_any_bytes(data):
    outcome(data)
    outcome(b"[{" + data)
    outcome(b"PK\x03\x04" + data)


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in ROWS[:30]:
        book.active.append(row.split(";"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WORKBOOK = _workbook()


def test_a_workbook_says_what_the_csv_says():
    lines = [(line, name, cents, year) for line, name, cents, year in outcome(CLEAN.data) if line <= 30]

    assert sorted(outcome(WORKBOOK, "x.xlsx")) == sorted(lines)
