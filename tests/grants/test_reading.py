"""Each defect of the files that are published, as its reader meets it."""

import io
import json
import zipfile
from datetime import date

import openpyxl
import pytest

from bot.grants.reading import merged
from bot.grants.reading.opening import open_table
from bot.grants.reading.table import Misread, Row, Unreadable

HEADER = "nomBeneficiaire;objet;montant"


@pytest.fixture
def read(tmp_path):
    def run(data: bytes | str, width: int = 3, sheet: str = ""):
        path = tmp_path / "file"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        table = open_table(path, sheet)
        return table, list(table.rows(width))

    return run


def cells(rows):
    return [row.cells for row in rows if isinstance(row, Row)]


def repaired(table):
    return {what: noted.first for what, noted in table.repaired.items()}


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("cp1252", "Windows-1252"),
        ("cp850", "DOS (cp850)"),
        ("mac_roman", "Mac OS Roman"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
def test_encodings(read, encoding, told):
    lines = [HEADER, *["Société d’élevage;Forêt, été, hôtel à Angoulême;12"] * 3]
    text = "\n".join(lines).replace("’", "'")
    table, rows = read(text.encode(encoding))

    assert cells(rows)[0] == HEADER.split(";")
    assert cells(rows)[1] == ["Société d'élevage", "Forêt, été, hôtel à Angoulême", "12"]
    assert table.described["encodage"] == told


def test_the_page_that_has_the_euro_and_both_letters_of_oeuvre_is_told_from_the_one_it_is_taken_for(read):
    line = "Œuvres d'été;cœur, 12 €;1"
    for encoding, told in (("iso8859_15", "ISO-8859-15"), ("cp1252", "Windows-1252")):
        table, rows = read(f"{HEADER}\n{line}".encode(encoding))
        assert cells(rows)[1] == line.split(";")
        assert table.described["encodage"] == told


def test_two_byte_order_marks(read):
    _, rows = read(b"\xef\xbb\xbf\xef\xbb\xbf" + HEADER.encode() + b"\nA;b;1")

    assert rows[0].cells[0] == "nomBeneficiaire"


def test_lines_of_two_encodings_are_each_read_in_their_own(read):
    table, rows = read(
        b"\n".join([HEADER.encode(), "Forêt;é;1".encode(), "Forêt;é;2".encode(), "Forêt;é;3".encode("cp1252")])
    )

    assert [row[0] for row in cells(rows)[1:]] == ["Forêt"] * 3
    assert list(repaired(table).values()) == [[4]]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_separators(read, separator):
    _, rows = read(f"Titre\n{HEADER}\nA;b;1.5\nB;c d;2".replace(";", separator))

    assert cells(rows)[-1] == ["B", "c d", "2"]


def test_carriage_returns_alone_end_lines(read):
    _, rows = read(f"{HEADER}\rA;b;1\rB;c;2")

    assert rows[1:] == [Row(2, ["A", "b", "1"]), Row(3, ["B", "c", "2"])]


def test_a_decimal_comma_without_quotes_is_no_other_cell(read):
    _, rows = read("nom,objet,montant\nA,b,12.5\nB,c,12,50\nC,d,3")

    assert cells(rows)[1:] == [["A", "b", "12.5"], ["C", "d", "3"]]
    assert [(row.line, "virgule décimale" in row.why) for row in rows if isinstance(row, Misread)] == [(3, True)]


def test_lines_quoted_whole(read):
    table, rows = read('"nom,objet,montant"\n"A,""b, c"",12"\n"B,d,3"\n')

    assert cells(rows) == [["nom", "objet", "montant"], ["A", "b, c", "12"], ["B", "d", "3"]]
    assert list(repaired(table).values()) == [[1, 2, 3]]


def test_the_semicolon_of_an_entity_cuts_nothing(read):
    table, rows = read(f"{HEADER}\nArts &amp; Loisirs;l&#39;été;78\nB;c;1")

    assert cells(rows)[1] == ["Arts & Loisirs", "l'été", "78"]
    assert list(repaired(table).values()) == [[2]]


def test_a_stray_quote_costs_its_line_and_no_other(read):
    lines = [HEADER, 'A;"b;1', *[f"N{n};o;{n}" for n in range(100)], 'Z;"fin;9']
    _, rows = read("\n".join(lines))

    assert [row.line for row in rows if isinstance(row, Misread)] == [2, 103]
    assert len(cells(rows)) == 101
    assert all(row.cells == [f"N{row.line - 3}", "o", str(row.line - 3)] for row in rows[2:-1])


def test_two_stray_quotes_swallow_nothing_between_them(read):
    _, rows = read(f'{HEADER}\nA;b;"1\nB;c;2\nC;d;3"\nD;e;4')

    assert [row.line for row in rows if isinstance(row, Misread)] == [2]
    assert cells(rows)[1:] == [["B", "c", "2"], ["C", "d", '3"'], ["D", "e", "4"]]


def test_a_line_break_in_a_cell_keeps_the_numbers_of_the_lines(read):
    _, rows = read(f'{HEADER}\nA;"b\nsuite";1\nB;c;2')

    assert rows[1:] == [Row(2, ["A", "b\nsuite", "1"]), Row(4, ["B", "c", "2"])]


def test_separators_at_the_end_are_no_cells(read):
    _, rows = read(f"{HEADER}\nA;b;1;;\nB;c;2;;x\n;;\n ; ; \n\n")

    assert cells(rows)[1:] == [["A", "b", "1"]]
    assert [row.line for row in rows if isinstance(row, Misread)] == [3]


def test_accents_lost_for_good_are_told(read):
    table, _ = read(f"{HEADER}\nCin\ufffdma;b;1")

    assert "accents perdus" in next(iter(repaired(table)))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "vide"),
        (b"  \n ", "vide"),
        (b"a;b\n\0\0;1", "pas un fichier de texte"),
        (b"\xd0\xcf\x11\xe0....", ".xls"),
        (b"PK\x03\x04broken", "abîmé"),
        (b"[1, 2, 3]", "pas d’objet"),
        (b'{"a": 1', "JSON"),
        (b'[{"a": 1}, {"a": ', "JSON"),
        (b"x" * 1_100_000, "plus de 1 Mo"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(read, data, why):
    with pytest.raises(Unreadable) as refused:
        read(data, 0)

    assert why in refused.value.what


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Vide"
    sheet = book.create_sheet("Subventions")
    for row in (
        ["nom", "siret", "date", "montant"],
        ["A", 73282932000074, date(2022, 5, 24), 12.5],
        [None] * 4,
        ["B", "x", None, 3],
    ):
        sheet.append(row)
    book.create_sheet("Notes").append(["à part"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook(read):
    table, rows = read(workbook(), 4)

    assert rows == [
        Row(1, ["nom", "siret", "date", "montant"]),
        Row(2, ["A", "73282932000074", "2022-05-24", "12.5"]),
        Row(4, ["B", "x", "", "3"]),
    ]
    assert table.described == {"format": "XLSX", "feuille": "Subventions", "feuilles non lues": "Vide, Notes"}


def test_another_sheet_of_a_workbook_may_be_asked_for(read):
    table, rows = read(workbook(), 1, "Notes")

    assert rows == [Row(1, ["à part"])]
    assert table.described == {"format": "XLSX", "feuille": "Notes", "feuilles non lues": "Vide, Subventions"}
    with pytest.raises(Unreadable) as refused:
        read(workbook(), 1, "2022")
    assert "Vide, Subventions, Notes" in refused.value.remedy
    with pytest.raises(Unreadable, match="pas un classeur"):
        read("nom;montant\nA;1\n", 2, "Notes")


def open_document(rows: str) -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="Un">{rows}</table:table><table:table table:name="Deux"/>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def test_an_open_document(read):
    text = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    row = "<table:table-row{}>{}</table:table-row>"
    number = "<table:table-cell office:value-type='float' office:value='73282932000074'/>"
    day = "<table:table-cell office:value-type='date' office:date-value='2022-05-24T00:00:00'/>"
    many = "<table:table-cell table:number-columns-repeated='16000'/>"
    body = row.format("", text.format("nom") + text.format("siret") + text.format("date") + many)
    body += row.format(" table:number-rows-repeated='2'", text.format("A &amp; B") + number + day + many)
    body += row.format(" table:number-rows-repeated='1048000'", many)
    table, rows = read(open_document(body))

    assert rows[1:] == [Row(line, ["A & B", "73282932000074", "2022-05-24"]) for line in (2, 3)]
    assert table.described == {"format": "ODS", "feuille": "Un", "feuilles non lues": "Deux"}
    assert read(open_document(body), sheet="Un")[1][1:] == rows[1:]
    with pytest.raises(Unreadable, match="« Trois »"):
        read(open_document(body), sheet="Trois")


def test_the_second_sheet_of_an_open_document_may_be_asked_for(read):
    cell = "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>"
    sheets = f'{cell.format("Notice")}</table:table><table:table table:name="2022">{cell.format("nom")}'
    table, rows = read(open_document(sheets), 1, "2022")

    assert cells(rows) == [["nom"]]
    assert table.described == {"format": "ODS", "feuille": "2022", "feuilles non lues": "Un, Deux"}


@pytest.mark.parametrize(
    "data",
    [
        [{"nom": "A", "montant": 12.5}, {"nom": "B", "montant": None, "plus": True}],
        {"total": 2, "results": [{"nom": "A", "montant": 12.5}, {"nom": "B", "plus": True}]},
        [{"id": 1, "fields": {"nom": "A", "montant": 12.5}}, {"id": 2, "fields": {"nom": "B", "plus": True}}],
    ],
)
def test_json_wherever_the_records_are(read, data):
    _, rows = read(json.dumps(data))

    assert rows == [Row(0, ["nom", "montant", "plus"]), Row(1, ["A", "12.5", ""]), Row(2, ["B", "", "oui"])]


def test_json_a_record_a_line(read):
    _, rows = read('{"nom": "A", "montant": 1}\n{"nom": "B", "montant": 2}\n', 2)

    assert cells(rows) == [["nom", "montant"], ["A", "1"], ["B", "2"]]


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO(workbook())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def test_what_would_unpack_to_fill_the_memory_is_refused(read):
    with pytest.raises(Unreadable) as refused:
        read(zipped("xl/other.xml", b" " * 20_000_000))

    assert "se déplierait en 20 Mo" in refused.value.what


def test_a_part_that_lies_about_its_size_gives_no_more(read):
    data = bytearray(zipped("xl/other.xml", b" " * 20_000_000))
    data = data.replace((20_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    _, rows = read(bytes(data), 4)

    assert len(rows) == 3


def test_entities_of_xml_are_not_expanded(read):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", f"<?xml version='1.0'?>{bomb}<x>&b;</x>")

    with pytest.raises(Unreadable):
        read(out.getvalue())


def test_one_record_of_json_without_end_is_refused(read):
    with pytest.raises(Unreadable) as refused:
        read('[{"nom": "' + "x" * 5_000_000 + '"}]')

    assert "trop long" in refused.value.what


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_what_lies_in_too_much_is_refused_at_once(read, opening):
    with pytest.raises(Unreadable) as refused:
        read(opening * 100_000)

    assert "les uns dans les autres" in refused.value.what


def sheet(xml: str) -> bytes:
    """A workbook whose only sheet is written by hand."""
    book = openpyxl.Workbook()
    out, made = io.BytesIO(), io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, old.read(part) if part != "xl/worksheets/sheet1.xml" else xml)
    return made.getvalue()


def test_what_a_sheet_says_of_its_own_size_is_not_believed(read):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="B900000"><v>2</v></c></row>'
    _, found = read(
        sheet(f'<worksheet xmlns="{main}"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>')
    )

    assert found == [Row(1, ["1", "", ""]), Row(900_000, ["", "2", ""])]


def test_a_cell_far_from_the_table_is_not_lost_in_silence(read):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'

    with pytest.raises(Unreadable, match="trop grande"):
        read(sheet(f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'))


def test_a_row_of_open_document_repeated_without_end_is_refused(read):
    cell = "<table:table-cell office:value-type='string'><text:p>x</text:p></table:table-cell>"

    with pytest.raises(Unreadable, match="trop grande"):
        read(open_document(f"<table:table-row table:number-rows-repeated='2000000000'>{cell}</table:table-row>"))


def test_records_of_portals_are_found_beside_links_and_inside_others(tmp_path):
    link = '{"rel": "self", "href": "u"}'
    inside = '{"record": {"id": "1", "fields": {"nom": "Judo", "secteurs": ["Sport", "Jeunesse"]}}}'
    path = tmp_path / "f.json"
    path.write_text(f'{{"total_count": 1, "links": [{link}, {link}], "records": [{inside}]}}', "utf-8")

    rows = [row.cells for row in open_table(path).rows()]
    assert rows == [["nom", "secteurs"], ["Judo", "Sport, Jeunesse"]]


def test_what_merged_cells_say_is_of_each_line_but_for_numbers(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Thème", "Club", "Montant"], ["SPORT", "Judo", 10], [None, "Foot", None], ["CULTURE", "Chorale", 5]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("C2:C3")
    path = tmp_path / "f.xlsx"
    book.save(path)
    table = open_table(path)

    for _ in range(2):
        rows = [row.cells for row in table.rows(3)]
        assert rows[1:] == [["SPORT", "Judo", "10"], ["SPORT", "Foot", ""], ["CULTURE", "Chorale", "5"]]
    assert [(noted.count, noted.first) for noted in table.repaired.values()] == [(1, [3])]


def test_what_merged_cells_of_an_ods_say_is_of_each_line(tmp_path):
    cells = [
        '<table:table-cell table:number-rows-spanned="2"><text:p>SPORT</text:p></table:table-cell>',
        "<table:covered-table-cell/>",
    ]
    names = ("Judo", "Foot")
    rows = "".join(
        f"<table:table-row>{cell}<table:table-cell><text:p>{name}</text:p></table:table-cell></table:table-row>"
        for cell, name in zip(cells, names, strict=True)
    )
    path = tmp_path / "f.ods"
    spaces = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text")
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", f'<a {spaces}><table:table table:name="F">{rows}</table:table></a>')

    assert [row.cells for row in open_table(path).rows(2)] == [["SPORT", "Judo"], ["SPORT", "Foot"]]


@pytest.mark.parametrize("size", [1, 7, 40, 1000])
def test_ranges_are_found_wherever_a_sheet_is_cut(size, monkeypatch):
    monkeypatch.setattr(merged, "_CHUNK", size)
    xml = (
        b'<mergeCells count="3"><mergeCell ref="A2:A4"/><mergeCell ref="B1:D1"/><mergeCell ref="AB2:AB3"/></mergeCells>'
    )

    assert [*merged.ranges(io.BytesIO(xml))] == [(2, 0, 4), (2, 27, 3)]
