import pytest

from bot.grants.choosing import read_chosen
from bot.grants.columns import Chosen, find_columns
from bot.grants.form import form
from bot.grants.proposing import proposal
from bot.grants.reading.table import Row, Unreadable
from bot.written import ContentError


def known(*headers: str, chosen: Chosen | None = None) -> dict[str, str]:
    columns = find_columns([Row(1, list(headers)), Row(2, ["x"] * len(headers))], chosen or Chosen())
    return {column.header: column.field for column in columns.columns}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("nomBeneficiere", "nomBeneficiaire"),
        ("nomBenecifiaire", "nomBeneficiaire"),
        ("nombeneficiaire", "nomBeneficiaire"),
        ("NOM_BENEFICIAIRE", "nomBeneficiaire"),
        ("Nom du bénéficiaire", "nomBeneficiaire"),
        ("iAttribuant", "idAttribuant"),
        ("pourentageSubvention", "pourcentageSubvention"),
        ("conditionVersement", "conditionsVersement"),
        ("datePeriodeVersement", "datesPeriodeVersement"),
        ("Année", "exercice"),
        ("montant*", "montant"),
        ('"montant"', "montant"),
    ],
)
def test_a_header_is_known_by_its_name_an_alias_or_a_near_name(header, field):
    others = [name for name in ("nomBeneficiaire", "montant", "objet") if name != field]
    found = known(header, *others)

    assert found[header.strip('"*')] == field


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("N° de délibération", "referenceDecision"),
        ("n° délib.", "referenceDecision"),
        ("Numéro de la délibération", "referenceDecision"),
        ("Délibération n°", "referenceDecision"),
        ("Réf. de l’acte", "referenceDecision"),
        ("N° d'acte", "referenceDecision"),
        ("N° SIRET du tiers", "idBeneficiaire"),
        ("N° du SIRET", "idBeneficiaire"),
        ("Date délib.", "dateConvention"),
        ("N°", ""),
    ],
)
def test_a_header_is_known_whatever_it_shortens_and_links(header, field):
    assert known(header, "nomBeneficiaire", "montant")[header] == field


def test_every_name_of_the_form_is_itself_whatever_the_order():
    names = list(reversed(form().champs))

    assert known(*names) == {name: name for name in names}


def test_columns_beyond_the_form_keep_their_names_and_no_two_are_called_alike():
    found = known("montant", "nomBeneficiaire", "secteur", "secteur", "")

    assert [header for header, field in found.items() if not field] == ["secteur", "secteur (2)", "colonne 5"]


def test_the_header_is_looked_for_below_titles():
    rows = [
        Row(1, ["Subventions 2022"]),
        Row(2, ["Département de l’Yonne", ""]),
        Row(4, ["nomBeneficiaire", "montant"]),
    ]
    columns = find_columns([*rows, Row(5, ["A", "1"])], Chosen())

    assert columns.line == 4
    assert columns.before == ("Subventions 2022", "Département de l’Yonne")


def test_voted_comes_before_paid_and_the_other_is_kept():
    assert known("bénéficiaire", "montant versé", "montant voté") == {
        "bénéficiaire": "nomBeneficiaire",
        "montant versé": "",
        "montant voté": "montant",
    }


def test_without_a_beneficiary_the_file_is_refused_and_the_way_out_is_told():
    with pytest.raises(Unreadable) as refused:
        known("montant", "objet", "Qui")

    assert "nom du bénéficiaire" in refused.value.what
    assert "Qui" in refused.value.what
    assert "--proposer" in refused.value.remedy


def test_a_chosen_column_fills_its_field():
    chosen = Chosen(colonnes={"nomBeneficiaire": "Qui"}, valeurs={"nomAttribuant": "Ville"})

    assert known("Qui", "montant", "attribuant", chosen=chosen) == {
        "Qui": "nomBeneficiaire",
        "montant": "montant",
        "attribuant": "",
    }


def test_the_proposal_can_be_read_back_and_guesses_by_the_cells(tmp_path):
    rows = [
        Row(1, ["Millésime", "Bénéf.", "Somme €", "Lieu: dit"]),
        Row(2, ["2022", "Judo club", "1200", "Nord"]),
        Row(3, ["2022", "Chorale", "300,50", "Sud"]),
    ]
    path = tmp_path / "colonnes.yaml"
    path.write_text(proposal(rows), "utf-8")

    chosen = read_chosen(path)

    assert chosen.colonnes == {"nomBeneficiaire": "Bénéf.", "montant": "Somme €", "exercice": "Millésime"}
    assert "Lieu: dit (par exemple : Nord · Sud)" in path.read_text("utf-8")
    assert find_columns(rows, chosen).positions() == {"exercice": 0, "nomBeneficiaire": 1, "montant": 2}


def test_the_proposal_knows_numbers_and_days_by_their_cells_and_short_headers():
    rows = [
        Row(1, ["Tiers", "Siret du tiers", "Voté", "Date CM", "Délib"]),
        Row(2, ["Judo club", "73282932000074", "1200", "14/03/2022", "22-001"]),
        Row(3, ["Chorale", "35600000000048", "300", "15/03/2022", "22-002"]),
    ]
    proposed = proposal(rows)

    for line in (
        'idBeneficiaire: "Siret du tiers"',
        'dateConvention: "Date CM"',
        'referenceDecision: "Délib"',
        'montant: "Voté"',
    ):
        assert f"\n  {line}" in proposed


def test_a_first_line_that_is_a_grant_is_no_header():
    rows = [Row(number, [f"Club {number}", "Fête", "1000", "2022"]) for number in (1, 2, 3)]

    with pytest.raises(Unreadable, match="déjà une subvention"):
        proposal(rows)
    with pytest.raises(Unreadable, match="déjà une subvention"):
        find_columns(rows, Chosen({"nomBeneficiaire": "Club 1", "montant": "1000"}))


def test_a_header_may_hold_a_day():
    assert known("nomBeneficiaire", "objet", "montant", "14/03/2022")["14/03/2022"] == ""


def test_a_chosen_column_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(Unreadable) as refused:
        known("Qui", "Somme", "Année", chosen=Chosen({"nomBeneficiaire": "Qui", "montant": "Total versé"}))

    assert "« Total versé » (montant)" in refused.value.what
    assert "« Qui », « Somme », « Année »" in refused.value.remedy


def test_the_second_column_of_a_name_can_be_chosen():
    assert known("nomBeneficiaire", "montant", "montant", chosen=Chosen({"montant": "montant (2)"})) == {
        "nomBeneficiaire": "nomBeneficiaire",
        "montant": "",
        "montant (2)": "montant",
    }


def test_a_mistake_in_the_mapping_file_is_told_with_its_line(tmp_path):
    path = tmp_path / "colonnes.yaml"
    path.write_text("colonnes:\n  nomBeneficiare: Qui\nunite: sous\n", "utf-8")

    with pytest.raises(ContentError) as error:
        read_chosen(path)

    assert "colonnes.yaml:2" in str(error.value)
    assert "« nomBeneficiaire »" in str(error.value)
    assert "colonnes.yaml:3" in str(error.value)


@pytest.mark.parametrize(
    ("header", "per_euro"),
    [
        ("Montant (k€)", 0.001),
        ("montant en milliers d'euros", 0.001),
        ("Montant en M€", 0.000_001),
        ("Montant en centimes", 100),
        ("Montant (€)", 1),
        ("montant en euros", 1),
    ],
)
def test_the_header_of_the_amounts_tells_their_unit(header, per_euro):
    rows = [Row(1, ["bénéficiaire", header]), Row(2, ["A", "12"])]
    columns = find_columns(rows, Chosen())

    assert columns.positions() == {"nomBeneficiaire": 0, "montant": 1}
    assert columns.per_euro == per_euro


def test_the_proposal_writes_the_unit_of_the_header_and_another_one_is_refused(tmp_path):
    rows = [Row(1, ["Qui", "Montant 2022 (k€)"]), Row(2, ["A", "12,5"]), Row(3, ["B", "8"])]
    path = tmp_path / "colonnes.yaml"
    path.write_text(proposal(rows), "utf-8")

    assert find_columns(rows, read_chosen(path)).per_euro == 0.001
    path.write_text(path.read_text("utf-8").replace("unite: milliers d’euros", "unite: euros"), "utf-8")
    with pytest.raises(Unreadable, match="Montant 2022") as refused:
        find_columns(rows, read_chosen(path))
    assert "unite: milliers d’euros" in refused.value.remedy
