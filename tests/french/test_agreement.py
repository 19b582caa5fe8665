import csv
from datetime import date
from pathlib import Path

import pytest

from bot.french.agreement import (
    begins_with_vowel,
    capitalised,
    count_of,
    date_text,
    first,
    join_words,
    number_text,
    number_word,
    percent_text,
    typeset,
    with_a,
    with_article,
    with_de,
)

COMMUNES = Path(__file__).parents[2] / "knowledge" / "geographie" / "communes.csv"


@pytest.mark.parametrize(
    ("name", "article", "of", "at"),
    [
        ("Vincennes", "", "de Vincennes", "à Vincennes"),
        ("Antony", "", "d’Antony", "à Antony"),
        ("Évry", "", "d’Évry", "à Évry"),
        ("Issy-les-Moulineaux", "", "d’Issy-les-Moulineaux", "à Issy-les-Moulineaux"),
        ("Le Kremlin-Bicêtre", "", "du Kremlin-Bicêtre", "au Kremlin-Bicêtre"),
        ("Les Lilas", "", "des Lilas", "aux Lilas"),
        ("Les Pavillons-sous-Bois", "", "des Pavillons-sous-Bois", "aux Pavillons-sous-Bois"),
        ("La Courneuve", "", "de La Courneuve", "à La Courneuve"),
        ("L'Haÿ-les-Roses", "", "de L'Haÿ-les-Roses", "à L'Haÿ-les-Roses"),
        ("L'Île-Saint-Denis", "", "de L'Île-Saint-Denis", "à L'Île-Saint-Denis"),
        ("Levallois-Perret", "", "de Levallois-Perret", "à Levallois-Perret"),
        ("Yerres", "", "d’Yerres", "à Yerres"),
        ("Val-de-Marne", "le", "du Val-de-Marne", "au Val-de-Marne"),
        ("Hauts-de-Seine", "les", "des Hauts-de-Seine", "aux Hauts-de-Seine"),
        ("Seine-Saint-Denis", "la", "de la Seine-Saint-Denis", "à la Seine-Saint-Denis"),
        ("Essonne", "l’", "de l’Essonne", "à l’Essonne"),
        ("EPT Est Ensemble", "l'", "de l’EPT Est Ensemble", "à l’EPT Est Ensemble"),
        ("Est Ensemble", "", "d’Est Ensemble", "à Est Ensemble"),
    ],
)
def test_de_and_a_are_elided_and_contracted_before_a_name(name, article, of, at):
    assert (with_de(name, article), with_a(name, article)) == (of, at)


def test_every_commune_of_the_metropole_has_its_de():
    with COMMUNES.open(encoding="utf-8", newline="") as file:
        names = [row["nom"] for row in csv.DictReader(file)]

    assert len(names) == 131
    for name in names:
        said = with_de(name)
        if name.startswith("Le "):
            assert said == f"du {name[3:]}"
        elif name.startswith("Les "):
            assert said == f"des {name[4:]}"
        elif name[0] in "AEÉIÎOUŒ":
            assert said == f"d’{name}"
        else:
            assert said == f"de {name}"


@pytest.mark.parametrize(
    "name", ["Antony", "Épinay", "Œuilly", "Hyères", "Herblay", "Yvelines", "Yonne", "Ouest", "Un"]
)
def test_elision_before(name):
    assert begins_with_vowel(name)


@pytest.mark.parametrize(
    "name", ["Vincennes", "Houilles", "Hauts-de-Seine", "Yaoundé", "Onze", "Huit", "L’Haÿ", "94", ""]
)
def test_no_elision_before(name):
    assert not begins_with_vowel(name)


@pytest.mark.parametrize(
    ("name", "article", "expected"),
    [
        ("Val-de-Marne", "le", "le Val-de-Marne"),
        ("Essonne", "l'", "l’Essonne"),
        ("Essonne", "l’", "l’Essonne"),
        ("Paris", "", "Paris"),
    ],
)
def test_a_name_takes_its_article(name, article, expected):
    assert with_article(name, article) == expected


def test_words_are_listed_as_the_french_do():
    assert [join_words(list("abc")[:n]) for n in range(4)] == ["", "a", "a et b", "a, b et c"]
    assert join_words(["a", "b"], "ou") == "a ou b"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a", "b"], "a et b"),
        (["a", "b", "c"], "a, b et 1 autre"),
        (["a", "b", "c", "d"], "a, b et 2 autres"),
    ],
)
def test_a_long_list_says_how_many_others_there_are(names, expected):
    assert first(names, 2) == expected


@pytest.mark.parametrize(
    ("number", "noun", "expected"),
    [
        (0, "projet", "0 projet"),
        (1, "projet", "1 projet"),
        (2, "projet", "2 projets"),
        (1.5, "point", "1,50 point"),
        (3, "réseau", "3 réseaux"),
        (923571, "euro", "923\u202f571 euros"),
    ],
)
def test_a_noun_agrees_with_its_number(number, noun, expected):
    assert count_of(number, noun) == expected


def test_a_noun_may_have_its_own_plural():
    assert count_of(2, "Bureau de la Métropole", "Bureaux de la Métropole") == "2 Bureaux de la Métropole"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0"),
        (999, "999"),
        (923571, "923\u202f571"),
        (12345678, "12\u202f345\u202f678"),
        (40155.26, "40\u202f155,26"),
        (40155.0, "40\u202f155"),
        (0.5, "0,50"),
        (-1234, "-1\u202f234"),
    ],
)
def test_numbers_are_written_with_narrow_spaces_and_a_comma(number, expected):
    assert number_text(number) == expected


def test_small_numbers_are_written_in_words():
    assert [number_word(n) for n in (0, 1, 9, 10, 23)] == ["zéro", "un", "neuf", "10", "23"]


def test_dates_are_written_out():
    assert date_text(date(2018, 11, 27)) == "27 novembre 2018"
    assert date_text(date(2019, 1, 1)) == "1er janvier 2019"


def test_a_sentence_begins_with_a_capital_letter():
    assert [capitalised(text) for text in ("états", "Paris", "", "l’EPT")] == ["États", "Paris", "", "L’EPT"]


@pytest.mark.parametrize(
    ("written", "typeset_so"),
    [
        ("« Chatbot » : un projet", "«\u00a0Chatbot\u00a0»\u00a0: un projet"),
        ("Vrai ? Oui ; non !", "Vrai\u202f? Oui\u202f; non\u202f!"),
        ("à 10:30, https://a.fr", "à 10:30, https://a.fr"),
        ("rien à faire", "rien à faire"),
    ],
)
def test_spaces_inside_quotation_marks_and_before_punctuation_do_not_break(written, typeset_so):
    assert typeset(written) == typeset_so
    assert typeset(typeset_so) == typeset_so


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0, "0 %"), (1, "100 %"), (0.042, "4,2 %"), (0.0004, "0,04 %"), (0.00002, "moins de 0,01 %")],
)
def test_a_share_is_never_told_as_none_where_it_is_small(share, expected):
    assert percent_text(share) == expected.replace(" %", "\u202f%")
