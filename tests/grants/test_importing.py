"""From published files to a pack: every figure is computed a second time, from the meaning of what was made up."""

import io
import json
import multiprocessing
import os
import subprocess
import sys

import openpyxl
import polars
import pytest
import yaml

from bot.grants import judging, sharing
from bot.grants.choosing import read_chosen
from bot.grants.columns import Chosen
from bot.grants.description import Description, find_pack, unfinished
from bot.grants.importing import Refused, Wanted, import_grants
from bot.grants.opening import digest_of, open_names
from bot.grants.proposing import proposal
from bot.grants.reading.table import Row
from bot.grants.served import Pack
from bot.grants.summary import READABLE, VERSION
from bot.variables import PACK
from bot.written import ContentError
from tests.grants.made import DEFECTS, HEADER, Meant, make

PLAIN = "nomAttribuant;nomBeneficiaire;idBeneficiaire;objet;montant;exercice\n"


def as_frame(meant: list[Meant], fate: str = "kept") -> polars.DataFrame:
    return polars.DataFrame([one._asdict() for one in meant if one.fate == fate], infer_schema_length=None)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    "defects", [(), *((defect,) for defect in DEFECTS), DEFECTS], ids=lambda names: "+".join(names[:2])
)
def test_every_line_is_what_it_was_meant_to_be(importing, defects, seed):
    made = make(2_000 if len(defects) > 1 else 300, seed, defects)
    imported = importing(made.data)
    kept = as_frame(made.meant)

    lines = imported.rows("SELECT line, cents, year FROM grants WHERE status <> 'refusée' ORDER BY line")
    assert lines == kept.sort("line").select("line", "cents", "year").rows()
    refused = [(one.line,) for one in made.meant if one.fate == "refused"]
    assert imported.rows("SELECT line FROM grants WHERE status = 'refusée' ORDER BY line") == refused
    aside = [(one.line,) for one in made.meant if one.fate == "aside"]
    assert imported.rows("SELECT line FROM line WHERE aside IS NOT NULL ORDER BY line") == aside
    assert imported.report.read == len(made.meant)


def test_sums_are_those_of_another_engine(importing):
    made = make(10_000, 3, DEFECTS)
    imported = importing(made.data)
    kept = as_frame(made.meant)
    cash = polars.col("nature") == "aide en numéraire"

    years = kept.group_by("year").agg(
        grants=polars.len(),
        cents=polars.col("cents").filter(cash).sum(),
        in_kind=polars.col("cents").filter(~cash).sum(),
    )
    assert [(one.year, one.grants, one.cents, one.in_kind) for one in imported.report.years] == (
        years.sort("year").select("year", "grants", "cents", "in_kind").rows()
    )
    asked = "SELECT place FROM extra WHERE header IN ('quartier', 'secteur') ORDER BY header"
    quarter, sector = (place for (place,) in imported.rows(asked))
    by = imported.rows(
        f"SELECT x{quarter}, x{sector}, sum(cents)::BIGINT FROM grants WHERE status <> 'refusée' GROUP BY ALL"
    )
    expected = kept.with_columns(polars.col("quarter").replace({"": None})).group_by("quarter", "sector")
    assert sorted(by, key=str) == sorted(expected.agg(polars.col("cents").sum()).rows(), key=str)
    bodies = (
        kept.filter(polars.col("siret") != "").group_by(polars.col("siret").str.head(9)).agg(polars.col("cents").sum())
    )
    found = imported.rows(
        "SELECT siren, cents FROM beneficiary WHERE siren IS NOT NULL AND cents IS NOT NULL ORDER BY 1"
    )
    assert found == bodies.sort("siret").rows()


def test_the_raw_cells_stay_beside_what_was_read(importing):
    imported = importing("nomBeneficiaire;montant;note\n Judo  club ;1 200,50 €;gardée\n")

    assert imported.rows("SELECT name, cents, x1 FROM grants") == [("Judo club", 120_050, "gardée")]
    assert imported.rows("SELECT line, c1, c2, c3 FROM line") == [(2, " Judo  club ", "1 200,50 €", "gardée")]


def test_what_is_unknown_stays_unknown(importing):
    imported = importing(
        "nomBeneficiaire;montant;dateConvention\nA;voir plus bas;un jour\nB;;\nC;12;\nD;13;\nE;14;2022-01-01\n"
    )

    rows = imported.rows("SELECT name, cents, year, nature, share FROM grants ORDER BY name LIMIT 3")
    assert rows == [("A", None, None, None, None), ("B", None, None, None, None), ("C", 1200, None, None, None)]
    assert imported.notes() == {"sans_annee": 4, "montant_illisible": 1, "montant_absent": 1, "date_illisible": 1}
    assert [(year.year, year.cents, year.unknown) for year in imported.report.years] == [
        (2022, 1400, 0),
        (None, 2500, 2),
    ]
    assert any("la commune" in said for said in imported.report.silent)


def test_a_body_without_its_number_is_the_one_of_its_name_where_there_is_one(importing):
    imported = importing(
        PLAIN
        + "V;CCAS;26310555400011;a;1;2020\n".replace("26310555400011", "73282932000074")
        + "V;C.C.A.S;;a;1;2020\nV;ccas;;a;2;2021\nV;Harmonie;;a;4;2020\nV;HARMONIE;;a;8;2021\n"
    )

    assert imported.rows("SELECT siren, grants, cents FROM beneficiary ORDER BY cents") == [
        (None, 1, 100),
        ("732829320", 2, 300),
        (None, 2, 1200),
    ]


def test_homonyms_with_numbers_of_their_own_are_two_bodies(importing):
    imported = importing(PLAIN + "V;CCAS;73282932000074;a;1;2020\nV;CCAS;35600000000048;a;2;2020\nV;CCAS;;a;4;2020\n")

    assert imported.rows("SELECT siren, cents FROM beneficiary ORDER BY cents") == [
        ("732829320", 100),
        ("356000000", 200),
        (None, 400),
    ]


def test_a_grantor_is_one_however_it_is_written(importing):
    imported = importing(
        PLAIN + "".join(f"{name};A;;a;1;2020\n" for name in ("VILLE D'IFFENDIC", "MAIRIE D IFFENDIC", "Iffendic"))
    )

    assert imported.rows("SELECT grants FROM grantor") == [(3,)]


def test_equal_lines_of_one_file_are_kept_and_told(importing):
    imported = importing(PLAIN + "V;A;;a;1;2020\nV;A;;a;1;2020\nV;B;;a;1;2020\n")

    assert imported.report.kept == 3
    assert {reason.code: reason.first for reason in imported.report.notes}["double"] == ("2", "3")


def test_a_line_of_two_files_counts_once_and_one_written_twice_in_each_counts_twice(importing):
    one = PLAIN + "V;A;;a;1;2020\nV;A;;a;1;2020\nV;B;;a;10;2020\n"
    other = PLAIN + "V;C;;a;100;2020\nV;A;;a;1;2020\nV;A;;a;1;2020\nV;A;;a;1;2020\n"
    imported = importing(one, other)

    assert imported.report.cents == 100 * (1 + 1 + 10 + 100 + 1)
    assert imported.aside() == {"deja_lue": ("2:3", "2:4")}
    assert any("Les fichiers 1 et 2 parlent de 2020" in said for said in imported.report.to_check)


def test_files_of_different_columns_meet_by_the_names_of_their_columns(importing):
    imported = importing(
        "nomBeneficiaire;montant;Secteur;note\nA;1;Sport;x\n", "montant,bénéficiaire,secteur\n2,B,Culture\n"
    )

    assert imported.rows("SELECT name, cents, x1, x2 FROM grants ORDER BY name") == [
        ("A", 100, "Sport", "x"),
        ("B", 200, "Culture", None),
    ]


def test_totals_are_set_aside_by_their_word_or_by_their_sum(importing):
    imported = importing(
        PLAIN
        + "V;A;;a;1;2020\nV;Total sport;;;1;2020\nV;B;;a;5;2020\nV;;;;5;2020\nV;;;;7;2020\nV;Total Danse;;;9;2020\n"
    )

    assert imported.aside() == {"total": ("3", "5", "7"), "sans_beneficiaire": ("6",)}


def test_amounts_out_of_scale_are_kept_with_a_caution(importing):
    rows = "".join(f"V;A{n};;a;{1000 + n};2020\n" for n in range(40))
    imported = importing(PLAIN + rows + "V;B;;a;78962911000;2020\n")

    assert {reason.code: reason.first for reason in imported.report.notes}["hors_echelle"] == ("42",)


def test_natural_persons_are_masked_wherever_the_pack_would_name_them(importing):
    imported = importing(
        "nomBeneficiaire;idBeneficiaire;montant;objet;statut juridique;contact\n"
        "Mme Claire DUPONT;;100;Aide à Claire Dupont;;\n"
        "GARNIER Paul;;200;Ravalement;;chez GARNIER PAUL\n"
        "Roussel;;300;Vélo;Particulier;\n"
        "Jeanne d'Arc de Made;;400;Sport;;\n"
        "M.J.C. Paul Éluard;;500;Jeunes;;\n"
        "Pierre Loti;73282932000074;600;Livres;;\n"
    )

    assert imported.rows("SELECT name, object, cents FROM grants ORDER BY cents") == [
        (judging.MASKED, None, 10_000),
        (judging.MASKED, None, 20_000),
        (judging.MASKED, None, 30_000),
        ("Jeanne d'Arc de Made", "Sport", 40_000),
        ("M.J.C. Paul Éluard", "Jeunes", 50_000),
        ("Pierre Loti", "Livres", 60_000),
    ]
    assert imported.notes() == {"masque": 2, "masque_doute": 1, "contact": 1, "sans_annee": 6}
    everything = str([imported.rows(f"FROM {table}") for table in ("grants", "line", "beneficiary")])
    for name in ("DUPONT", "Dupont", "GARNIER", "Roussel"):
        assert name not in everything
    assert [found.name for found in open_names(imported.pack).find("garnier")] == []


def test_people_are_masked_whatever_they_are_titled(importing):
    people = ("Melle Julie Noël", "Maître Luc Roux", "Docteur Paul Faure", "Particulier - Sophie Blanc",
              "Héritiers de M. Garcia", "Succession de Madame Petit", "MADAME LE GUEN SOIZIC", "M. du Pont Jean",
              "Docteur LE BRAS", "Mme D'ALMEIDA")  # fmt: skip
    bodies = (
        "Maîtres nageurs sauveteurs",
        "Maître d'ouvrage",
        "Héritage et patrimoine",
        "Docteur Clown association",
        "Monsieur le Maire de Made",
        "MM. de la Fanfare",
    )
    lines = "".join(f"{name};732829320000{number};1\n" for number, name in enumerate((*people, *bodies), 10))
    imported = importing(f"nomBeneficiaire;siret;montant\n{lines}")

    assert [name for (name,) in imported.rows("SELECT name FROM grants ORDER BY line")] == [
        *[judging.MASKED] * len(people), *bodies,
    ]  # fmt: skip


def test_a_doctor_is_masked_but_where_a_column_says_what_body_it_is(importing):
    imported = importing(
        "nomBeneficiaire;montant;type\nDOCTEUR VORONCA;1;Société d’exercice libéral (SELARL)\nDr Claire Bernard;2;\n"
        "Jean Petit;3;Association loi 1901\nJean Petit;4;\n"
    )
    names = [name for (name,) in imported.rows("SELECT name FROM grants ORDER BY line")]
    assert names == ["DOCTEUR VORONCA", judging.MASKED, "Jean Petit", judging.MASKED]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Aide à Mme Lucie Fabre, 12 rue des Lilas", "Aide à [personne physique], [adresse]"),
        ("AIDE A MME DUPONT POUR UN LOGEMENT", "AIDE A [personne physique] POUR UN LOGEMENT"),
        ("Monsieur Jean Petit, transport", "[personne physique], transport"),
        ("Bourse pour Léa Martin, 12 ans", "Bourse pour [personne physique], 12 ans"),
        ("Prix attribué à Jean-Paul Roche", "Prix attribué à [personne physique]"),
        ("Bourse pour Marie Curie Basket", "Bourse pour Marie Curie Basket"),
        ("La pièce Madame Bovary", "La pièce Madame Bovary"),
        ("Travaux 12 rue des Lilas", "Travaux 12 rue des Lilas"),
    ],
)
def test_who_is_named_in_an_object_is_masked_with_where_they_live(importing, written, kept):
    imported = importing(f'nomBeneficiaire;montant;objet\nMJC Roguet;1;"{written}"\n')
    assert imported.rows("SELECT object FROM grants") == [(kept,)]
    assert imported.notes().get("contact", 0) == (written != kept)
    raw = " ".join(str(cell) for row in imported.rows("SELECT * FROM grants") for cell in row)
    assert not {"Lucie", "DUPONT", "Jean"}.intersection(raw.split())


def test_an_object_that_may_name_somebody_is_told(importing):
    lines = ["Exposition consacrée à Paul Cézanne", "Collège Jean Moulin", "Bal à Saint Martin"]
    imported = importing(
        "nomBeneficiaire;montant;objet\n" + "".join(f"MJC;{n};{one}\n" for n, one in enumerate(lines, 1))
    )

    assert {reason.code: reason.first for reason in imported.report.notes}["objet_doute"] == ("2",)
    assert [one for (one,) in imported.rows("SELECT object FROM grants ORDER BY line")] == lines


def test_how_to_reach_people_is_masked_in_the_columns_beyond_the_form_and_in_objects(importing):
    imported = importing(
        "nomBeneficiaire;montant;objet;référent;dossier;tél. du siège;remarque\n"
        "MJC Roguet;100;Écrire à zoe.xyrus@made.fr;Mme X 06 12 34 56 78;0612345678901;5 61 00 00 00;oui\n"
        "CCAS;200;Fête;+33 6 12 34 56 78;12;;zoe@made.fr, ou zoe2@made.fr\n"
    )

    mask = "[coordonnées]"
    assert imported.rows("SELECT object, x1, x2, x3, x4 FROM grants ORDER BY cents") == [
        (f"Écrire à {mask}", f"[personne physique] {mask}", "0612345678901", mask, "oui"),
        ("Fête", mask, "12", None, f"{mask}, ou {mask}"),
    ]
    assert imported.notes()["contact"] == 2
    everything = str([imported.rows(f"FROM {table}") for table in ("grants", "line")])
    for told in ("@", "34 56 78", "5 61", "xyrus"):
        assert told not in everything
    names = open_names(imported.pack)
    assert names.all_said(["ecri", "fete."])
    assert not names.all_said(["xyrus"])


def test_a_column_of_many_values_is_said_to_be_searched_by_its_words(importing):
    rows = "".join(f"Club {n};1;Quartier {n % 3};Rue {n}\n" for n in range(600))
    imported = importing(f"nomBeneficiaire;montant;quartier;rue\n{rows}")

    assert [said for said in imported.report.silent if "valeurs" in said] == [
        "« rue » a 600 valeurs différentes : aucune ne se demande par son nom entier, "
        "leurs mots sont cherchés comme ceux des objets."
    ]


def test_text_read_twice_under_a_wrong_page_is_mended(importing):
    imported = importing(PLAIN + "V;PÃ©tanque Ã©lite;;FÃƒÂªte;1;2020\nV;Ã la Une;;Été;2;2020\n")

    assert imported.rows("SELECT name, object FROM grants ORDER BY cents")[0] == ("Pétanque élite", "Fête")
    assert imported.notes()["texte_repare"] == 1


def test_a_column_whose_cells_are_not_what_its_header_announces_keeps_its_name(importing):
    imported = importing("nomBeneficiaire;montant;nature\nA;1;Fonctionnement\nB;2;Investissement\nC;3;\n")

    assert imported.rows("SELECT name, nature, x1 FROM grants ORDER BY name") == [
        ("A", None, "Fonctionnement"),
        ("B", None, "Investissement"),
        ("C", None, None),
    ]
    assert [column.how for column in imported.report.files[0].columns] == ["nom", "nom", "autre"]


def test_what_the_mapping_file_says_holds(importing):
    chosen = Chosen({"nomBeneficiaire": "Qui", "montant": "Combien"}, {"nomAttribuant": "Ville"}, "centimes")
    imported = importing("Qui;Combien;x\nA;12345;1\n", chosen=chosen, year=2021)

    assert imported.rows("SELECT grantor_name, name, cents, year, year_of FROM grants") == [
        ("Ville", "A", 12_345, 2021, "choix")
    ]


def test_a_workbook_whose_first_sheet_is_no_table_is_refused_with_the_names_of_the_others(importing):
    book = openpyxl.Workbook()
    book.active.append(["Subventions de la ville : mode d’emploi"])
    sheet = book.create_sheet("2021")
    for row in (["nomBeneficiaire", "montant"], ["A", 12]):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)

    with pytest.raises(Refused) as refused:
        importing(file.getvalue())
    assert "« Sheet »" in refused.value.error.what
    assert "(2021)" in refused.value.error.remedy
    imported = importing(file.getvalue(), sheet="2021")
    assert imported.report.cents == 1200
    assert any("Feuilles non lues : Sheet" in said for said in imported.report.to_check)


@pytest.mark.parametrize(
    ("told", "cents"),
    [("milliers: point", 150_000 + 13_265_000), ("milliers: espace", 150 + 13_265), ("colonnes:", 0)],
)
def test_what_parts_thousands_may_be_said(importing, tmp_path, told, cents):
    path = tmp_path / "colonnes.yaml"
    path.write_text(f"{told}\n", "utf-8")
    imported = importing("nomBeneficiaire;montant\nA;1.500\nB;132.650\nC;850\n", chosen=read_chosen(path))

    assert imported.report.cents == cents + 85_000
    assert imported.notes().get("montant_ambigu", 0) == (0 if cents else 2)


def test_an_amount_told_in_thousands_is_not_multiplied_twice(importing):
    imported = importing("nomBeneficiaire;Montant (k€)\nA;1,5\nB;2 k€\n")

    assert imported.rows("SELECT name, cents FROM grants ORDER BY name") == [("A", 150_000), ("B", 200_000)]


@pytest.mark.parametrize("called", ["", "Subvention "])
def test_a_year_of_several_columns_of_amounts_may_be_imported_alone(importing, called):
    file = f"Association;{called}2020;{called}2021\nJudo;10;20\nChorale;30;40\n"
    proposed = proposal([Row(line, text.split(";")) for line, text in enumerate(file.splitlines(), 1)])
    assert f'    - "{called}2020"' in proposed
    assert [one.year for one in importing(file).report.years] == [2020, 2021]
    chosen = Chosen({"montant": f"{called}2021"})

    for year in (None, 2020):
        with pytest.raises(Refused) as refused:
            importing(file, chosen=chosen, year=year)
        assert "--annee 2021" in refused.value.error.remedy
    imported = importing(file, chosen=chosen, year=2021)
    assert [(one.year, one.cents) for one in imported.report.years] == [(2021, 6000)]


@pytest.mark.parametrize(
    ("file", "why", "lines"),
    [
        ("a;b\n1;2\n", "aucune", (1,)),
        ("nomBeneficiaire;montant\n", "aucune ligne ne suit", (1,)),
        ("nomBeneficiaire;montant\nA;un\nB;deux\nC;3\n", "« montant » ne contient pas", (1,)),
        ("nomBeneficiaire;montant\n;\n;12\n", "aucune ligne n’est une subvention", (1,)),
        ("nomBeneficiaire;montant;objet\n" + "A;1\nB;2;c\n" * 5, "5 lignes sur 10", (2, 4, 6, 8, 10)),
    ],
)
def test_a_file_that_cannot_be_read_safely_is_refused_and_nothing_is_left(importing, tmp_path, file, why, lines):
    with pytest.raises(Refused) as refused:
        importing(file)

    assert why in refused.value.error.what
    assert refused.value.error.lines == lines
    assert [path.name for path in tmp_path.iterdir()] == ["0f.csv"]


def test_cells_that_moved_within_a_line_are_not_imported(importing):
    made = make(200)
    text = made.data.decode().splitlines()
    for line, change in ((10, lambda row: [*row[:6], "", *row[6:-1]]), (20, lambda row: [*row[:3], *row[4:], ""])):
        text[line] = ";".join(change(text[line].split(";")))
    imported = importing("\n".join(text))

    assert imported.aside() == {"decalee": ("11", "21")}


def test_the_same_file_given_twice_is_refused(importing):
    with pytest.raises(Refused, match="deux fois"):
        importing(PLAIN + "V;A;;a;1;2020\n", PLAIN + "V;A;;a;1;2020\n")


def test_a_folder_that_holds_something_is_left_alone(importing, tmp_path):
    (tmp_path / "out0").mkdir()
    (tmp_path / "out0" / "kept").write_text("x")

    with pytest.raises(FileExistsError):
        importing(PLAIN + "V;A;;a;1;2020\n")


def test_the_description_names_the_pack_and_what_is_left_to_write(importing):
    imported = importing(PLAIN + "V;A;;a;1;2020\nV;A;;a;1;2022\n")
    written = yaml.safe_load((imported.folder / PACK).read_text("utf-8"))

    assert written["paquet"] == find_pack(imported.folder).name == imported.report.pack
    assert (written["attribuant"], written["periode"], written["seuil"]) == ("V", "2020-2022", "à compléter")
    assert json.loads((imported.folder / "rapport.json").read_bytes())["kept"] == 2


@pytest.mark.parametrize("part", [0.2, 0.99], ids=["sums", "index"])
def test_a_pack_that_was_changed_is_not_opened(importing, part):
    imported = importing(PLAIN + "V;A;;a;1;2020\n")
    imported.engine.close()
    data = bytearray(imported.pack.read_bytes())
    data[int(part * len(data))] ^= 1
    imported.pack.write_bytes(data)

    with pytest.raises(ContentError, match="n’a pas l’empreinte"):
        find_pack(imported.folder)


def test_a_pack_that_is_not_beside_its_description_is_told(importing):
    imported = importing(PLAIN + "V;A;;a;1;2020\n")
    imported.engine.close()
    imported.pack.unlink()

    with pytest.raises(ContentError, match=r"subventions-\w+\.duckdb » n’est pas à côté"):
        find_pack(imported.folder)


def test_a_pack_of_the_version_before_is_answered_from(importing):
    imported = importing(PLAIN + "V;A;;a;1;2020\n")
    imported.engine.close()
    data = imported.pack.read_bytes()
    version = data.rindex(b"SQLite format 3\0") + 60
    imported.pack.write_bytes(data[:version] + min(READABLE).to_bytes(4, "big") + data[version + 4 :])
    written = imported.folder / PACK
    older = imported.pack.rename(imported.pack.with_stem(f"subventions-{digest_of(imported.pack)}"))
    written.write_text(written.read_text("utf-8").replace(imported.pack.name, older.name), "utf-8")

    assert find_pack(imported.folder) == older


def test_a_pack_of_another_version_is_to_be_made_again(importing):
    imported = importing(PLAIN + "V;A;;a;1;2020\n")
    imported.engine.close()
    data = imported.pack.read_bytes()
    index = data.rindex(b"SQLite format 3\0")
    version = index + 60
    assert int.from_bytes(data[version : version + 4], "big") == VERSION
    imported.pack.write_bytes(data[:version] + (min(READABLE) - 1).to_bytes(4, "big") + data[version + 4 :])
    written = imported.folder / PACK
    older = imported.pack.rename(imported.pack.with_stem(f"subventions-{digest_of(imported.pack)}"))
    written.write_text(written.read_text("utf-8").replace(imported.pack.name, older.name), "utf-8")

    with pytest.raises(ContentError, match="est d’une autre version"):
        find_pack(imported.folder)


def test_an_import_makes_one_file_and_what_people_read(importing):
    imported = importing(PLAIN + "V;A;;a;1;2020\n")

    assert {file.name for file in imported.folder.iterdir()} == {
        imported.pack.name, PACK, "rapport.html", "rapport.json",
    }  # fmt: skip


@pytest.mark.parametrize("header", [HEADER, [name.lower() for name in HEADER]])
def test_columns_in_any_order(importing, header):
    made = make(50)
    rows = [line.split(";") for line in made.data.decode().splitlines()]
    order = sorted(range(len(HEADER)), key=lambda place: HEADER[place][::-1])
    moved = [[row[place] for place in order] for row in [list(header), *rows[1:]]]
    imported = importing("\n".join(map(";".join, moved)))

    assert imported.report.cents == sum(one.cents for one in made.meant)


def test_half_a_letter_is_kept_out_and_its_line_is_not(importing):
    imported = importing(b'[{"nomBeneficiaire": "MJC \\ud800x", "montant": "12", "exercice": "2022"}]', name="f.json")

    assert imported.rows("SELECT name, cents FROM grants") == [("MJC ?x", 1_200)]


@pytest.fixture
def processes(monkeypatch):
    """Has every file judged by so many processes."""

    def set_to(number: int) -> None:
        monkeypatch.setattr(sharing, "LONG", 0)
        monkeypatch.setattr(sharing, "BATCH", 70)
        monkeypatch.setattr(sharing, "MOST_WORKERS", number)
        monkeypatch.setattr(sharing.os, "sched_getaffinity", lambda _: range(number))

    return set_to


def test_the_same_file_makes_the_same_pack_byte_for_byte_whoever_judges_it(tmp_path, processes):
    path = tmp_path / "grants.csv"
    path.write_bytes(make(1_200, 3, DEFECTS).data)
    packs, reports = [], []
    for number in (1, 1, 2, 3):
        processes(number)
        folder = tmp_path / f"made-{len(packs)}"
        reports.append(import_grants(Wanted((path,), folder, Description())))
        packs.append(find_pack(folder))

    assert {pack.name for pack in packs} == {packs[0].name}
    assert len({pack.read_bytes() for pack in packs}) == 1
    assert len({(report.read, report.kept, str(report.aside)) for report in reports}) == 1


def test_a_pack_does_not_hang_on_the_order_in_which_python_keeps_sets(tmp_path):
    path = tmp_path / "grants.csv"
    path.write_bytes(make(300, 3, DEFECTS).data)
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "bot", "import", "subventions", str(path), "--out", str(tmp_path / seed)]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})

    assert find_pack(tmp_path / "1").name == find_pack(tmp_path / "2").name


def test_a_long_file_that_is_refused_leaves_no_process_behind(tmp_path, processes):
    processes(2)
    path = tmp_path / "wide.csv"
    path.write_text("nomBeneficiaire;montant\n" + "A;1\n" * 5_000 + ";x" * 500 + "\n")

    with pytest.raises(Refused):
        import_grants(Wanted((path,), tmp_path / "out", Description()))
    assert multiprocessing.active_children() == []


def test_a_body_whose_name_begins_as_a_sum_does_is_none(importing):
    imported = importing(
        "nomBeneficiaire;montant\nMJC Roguet;100\nTotal Energies;50\nS/Total;150\nCCAS du Nord;7\nTotal culture;7\n"
    )
    assert [name for (name,) in imported.rows("SELECT name FROM grants ORDER BY line")] == [
        "MJC Roguet", "Total Energies", "CCAS du Nord",
    ]  # fmt: skip
    assert imported.aside() == {"total": ("4", "6")}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("seuil: 23000", ""),
        ("seuil: aucun", ""),
        ("seuil: beaucoup", "n’est pas un nombre d’euros"),
        ("titre: 2022", "n’est pas un texte"),
        ("attribuant: [a, b]", "n’est pas un texte"),
        ("seuill: 3", "« seuill » n’est pas connu"),
    ],
)
def test_a_description_that_is_wrongly_written_is_refused_with_the_remedy(importing, written, told):
    imported = importing("nomBeneficiaire;montant\nMJC Roguet;100\n")
    file = imported.folder / "subventions.yaml"
    key = written.partition(":")[0]
    kept = [line for line in file.read_text("utf-8").splitlines() if not line.startswith(f"{key}:")]
    file.write_text("\n".join([*kept, written, ""]), "utf-8")
    if not told:
        assert Pack(imported.folder).described.threshold == (23_000 if "23000" in written else 0)
        return
    with pytest.raises(ContentError, match=told):
        Pack(imported.folder)


def test_a_threshold_that_lines_belie_is_not_repeated(importing):
    lines = "nomBeneficiaire;montant;exercice\nMJC Roguet;30000;2022\nCCAS du Nord;500;2022\nCCAS du Nord;29000;2022\n"
    held = importing(lines, description=Description(seuil="23000"))
    assert held.report.below == 0
    assert Pack(held.folder).described.threshold == 23_000
    belied = importing(f"{lines}Chorale;700;2022\n", description=Description(seuil="23000"))
    assert belied.report.below == 1
    assert "Le seuil donné ne tient pas\u00a0: 1 bénéficiaire" in belied.report.silent[0].replace(" :", "\u00a0:")
    assert Pack(belied.folder).described.threshold is None
    assert [problem.what for problem in unfinished(belied.folder)]


def test_an_amount_below_nought_belies_no_threshold_that_is_not_told(importing):
    imported = importing("nomBeneficiaire;montant;exercice\nMJC Roguet;30000;2022\nCCAS du Nord;-500;2022\n")
    assert imported.report.below == 0
    assert not any("seuil donné" in one for one in imported.report.silent)


def test_what_is_in_kind_is_no_money_where_the_column_tells_other_things_too(importing):
    rows = "A;1;Fonctionnement\nB;2;Investissement\nC;4;Fonctionnement\nD;8;Aide en nature\n"
    imported = importing(f"nomBeneficiaire;montant;nature\n{rows}")

    assert imported.rows("SELECT name, nature, x1 FROM grants ORDER BY name") == [
        ("A", None, "Fonctionnement"),
        ("B", None, "Investissement"),
        ("C", None, "Fonctionnement"),
        ("D", "nature", "Aide en nature"),
    ]


def test_a_service_that_prepares_grants_gives_none(importing):
    imported = importing("nomBeneficiaire;montant;Service instructeur\nA;1;Direction des sports\nB;2;Culture\n")

    assert imported.rows("SELECT x1 FROM grants ORDER BY name") == [("Direction des sports",), ("Culture",)]
    assert imported.report.grantors == ()
