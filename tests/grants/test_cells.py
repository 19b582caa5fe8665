from datetime import date

import pytest
from stdnum import luhn

from bot.grants import cells
from bot.grants.cells import When


@pytest.mark.parametrize(
    ("cell", "cents", "note"),
    [
        ("1200", 120_000, ""),
        ("840690.0", 84_069_000, ""),
        ("299.67", 29_967, ""),
        ("232 000,00", 23_200_000, ""),
        ("232\u202f000,00 €", 23_200_000, ""),
        ("1\u00a0000\u00a0000", 100_000_000, ""),
        ("1.234,50", 123_450, ""),
        ("1,234.50", 123_450, ""),
        ("12,5 euros", 1_250, ""),
        ("0", 0, ""),
        ("-12,50", -1_250, "montant_negatif"),
        ("240 000 € (pour les 3 saisons sportives)", 24_000_000, "montant_texte"),
        ("accordé : 500 €", 50_000, "montant_texte"),
        ("12 k€", 1_200_000, "montant_unite"),
        ("0,1234 M€", 12_340_000, "montant_unite"),
        ("1 200 milliers d’euros", 120_000_000, "montant_unite"),
        ("1.500 k€", None, "montant_ambigu"),
        ("12 kg", None, "montant_illisible"),
        ("39?473,00 €", None, "montant_illisible"),
        ("2 x 500 €", None, "montant_illisible"),
        ("1,500 €", None, "montant_ambigu"),
        ("12.345", None, "montant_ambigu"),
        ("voir la délibération", None, "montant_illisible"),
        ("3 fois 500 € puis 200 €", None, "montant_illisible"),
        ("78 962 911 000 014 €", None, "montant_illisible"),
        ("7,17E+13", None, "montant_illisible"),
        ("", None, ""),
        ("NC", None, ""),
    ],
)
def test_amounts(cell, cents, note):
    assert cells.amount(cell) == (cents, note)


def test_an_ambiguous_amount_is_read_as_its_column_is_written():
    decimal = cells.marks_of(["12,5", "1 000,00"])
    grouping = cells.marks_of(["1,000,000", "1,200.50"])

    assert cells.amount("1,500", decimal) == (150, "")
    assert cells.amount("1,500", grouping) == (150_000, "")
    assert cells.amount("1,500", cells.marks_of(["1,500", "2,300"])) == (None, "montant_ambigu")


@pytest.mark.parametrize(
    ("cell", "when", "note"),
    [
        ("2022-05-24", When(date(2022, 5, 24), 2022), ""),
        ("24/05/2022", When(date(2022, 5, 24), 2022), ""),
        ("2022/05/24", When(date(2022, 5, 24), 2022), ""),
        ("2022-05-24T00:00:00+02:00", When(date(2022, 5, 24), 2022), ""),
        ("24 mai 2022", When(date(2022, 5, 24), 2022), ""),
        ("24/05/22", When(date(2022, 5, 24), 2022), "date_courte"),
        ("43655", When(date(2019, 7, 9), 2019), "date_tableur"),
        ("2018-04", When(None, 2018), ""),
        ("2018", When(None, 2018), ""),
        ("31/02/2020", None, "date_illisible"),
        ("13/13/2020", None, "date_illisible"),
        ("versement à la signature", None, "date_illisible"),
        ("", None, ""),
    ],
)
def test_dates(cell, when, note):
    assert cells.day(cell) == (when, note)


@pytest.mark.parametrize(
    "cell", ["2018-01-01/2018-12-31", "2018-01-01_2018-12-31", "du 01/01/2018 au 31/12/2018", "01/01/2018 - 31/12/2018"]
)
def test_periods(cell):
    assert cells.period(cell) == (When(date(2018, 1, 1), 2018, date(2018, 12, 31)), "")


def test_a_period_that_ends_before_it_begins_is_unknown():
    assert cells.period("2019-01-01/2018-01-01") == (None, "periode_inversee")


@pytest.mark.parametrize(
    ("cell", "number", "note"),
    [
        ("73282932000074", "73282932000074", ""),
        ("732 829 320\u00a000074", "73282932000074", ""),
        ("73282932000074.0", "73282932000074", ""),
        ("'73282932000074", "73282932000074", ""),
        ("732829320", "732829320", "siren_seul"),
        ("5520867000017", None, "siret_faux"),
        ("35600000049837", "35600000049837", ""),
        ("7,17E+13", None, "siret_detruit"),
        ("2.43e13", None, "siret_detruit"),
        ("73282932000075", None, "siret_faux"),
        ("00000000000000", None, "siret_faux"),
        ("NA", None, ""),
    ],
)
def test_numbers_of_bodies(cell, number, note):
    assert cells.identifier(cell) == (number, note)


def test_a_lost_zero_comes_back_where_the_check_digit_agrees():
    siren = "00588015" + luhn.calc_check_digit("00588015")
    whole = siren + "0001" + luhn.calc_check_digit(siren + "0001")

    assert cells.identifier(whole[1:]) == (whole, "siret_complete")


@pytest.mark.parametrize(
    ("cell", "share", "note"),
    [("1", 1, ""), ("0,5", 0.5, ""), ("80", 0.8, "part_pourcent"), ("80 %", 0.8, ""), ("0", None, "part_illisible")],
)
def test_shares(cell, share, note):
    assert cells.share(cell) == (share, note)


@pytest.mark.parametrize(
    ("cell", "nature"),
    [
        ("aide en numéraire", "numéraire"),
        ("Aide en nature", "nature"),
        ("aide en numéraire;aide en nature", "numéraire;nature"),
        ("aide en nature;aide en numéraire", "numéraire;nature"),
        ("Fonctionnement", None),
    ],
)
def test_natures(cell, nature):
    assert cells.nature(cell)[0] == nature


@pytest.mark.parametrize(
    ("cell", "cents", "note"),
    [
        ("1 500,-", 150_000, ""),
        ("1 500.-- €", 150_000, ""),
        ("- €", None, ""),
        ("-   €", None, ""),
        ("− 500 €", -50_000, "montant_negatif"),
        ("- 1 500,00 €", -150_000, "montant_negatif"),
        ("500 € (2021-2022)", 50_000, "montant_texte"),
        ("-500 euros (annulation)", None, "montant_illisible"),
        ("Annulation - 500 €", None, "montant_illisible"),
        ("(300 €)", None, "montant_illisible"),
    ],
)
def test_amounts_as_accounts_write_them_never_lose_their_sign(cell, cents, note):
    assert cells.amount(cell) == (cents, note)


@pytest.mark.parametrize(
    ("cell", "when", "note"),
    [
        ("12-juil-22", When(date(2022, 7, 12), 2022), "date_courte"),
        ("CP du 12/07/2022", When(date(2022, 7, 12), 2022), ""),
        ("Séance du conseil municipal du 3 avril 2023", When(date(2023, 4, 3), 2023), ""),
        ("avant le 12/07/2022", None, "date_illisible"),
        ("à partir du 12/07/2022", None, "date_illisible"),
    ],
)
def test_dates_by_their_session_and_with_short_months(cell, when, note):
    assert cells.day(cell) == (when, note)


@pytest.mark.parametrize(
    ("cell", "number", "note"),
    [
        ("73280000000000", None, "siret_arrondi"),
        ("7328000000000", None, "siret_arrondi"),
        ("73282932000000", "732829320", "siren_seul"),
        ("73282932000074", "73282932000074", ""),
    ],
)
def test_a_rounded_number_is_nobodys(cell, number, note):
    assert cells.identifier(cell) == (number, note)
