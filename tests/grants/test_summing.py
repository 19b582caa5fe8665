"""Whose sum is asked for after a list: « les trois premiers ? — Ça fait combien ? », « leur total ? »."""

import pytest

from bot.french.agreement import number_text
from tests.grants.talk import Talk, euros

GRANTS = """nomBeneficiaire;objet;montant;exercice;thematique
Judo Pernois;Saison du club;450;2022;Sport
Judo Pernois;Saison du club;620;2024;Sport
Rugby de Lauzès;Saison du club;1800;2022;Sport
Rugby de Lauzès;Saison du club;2150;2024;Sport
Jazz à Pern;Festival;1500;2022;Culture
Jazz à Pern;Festival;1200;2024;Culture
Chorale de Lauzès;Concerts;300;2022;Culture
Chorale de Lauzès;Concerts;280;2024;Culture
Retraités de Pern;Sorties;130;2024;Seniors
"""


@pytest.fixture
def talk(talk_about) -> Talk:
    return talk_about(GRANTS)


@pytest.mark.parametrize(
    ("before", "asked", "cents"),
    [
        ("Les 2 premiers en 2022", "leur total ?", 330_000),
        ("Les 2 plus gros en 2022", "ça fait combien ?", 330_000),
        ("Les 3 premiers en 2024", "et leur part", 397_000),
        ("Qui a touché plus de 1000", "combien ça fait au total", 772_000),
        ("Qui a reçu une subvention en culture ?", "combien ça fait ?", 328_000),
        ("Le judo et le rugby en 2024", "leur total ?", 277_000),
        # What bounds each grant bounds those that are summed.
        ("Liste les subventions comprises entre 1 300 et 2 000 €", "ça fait combien au total ?", 330_000),
    ],
)
def test_the_sum_of_those_that_were_listed_is_theirs(talk, before, asked, cents):
    talk(before)
    assert f"pour {euros(cents)}" in talk(asked).text


@pytest.mark.parametrize(
    ("before", "asked", "told", "cents"),
    [
        ("Combien pour le sport en 2024 ?", "les deux premiers font combien ?", "2024", 277_000),
        (
            "Les subventions entre 400 et 2000 €",
            "les 2 premières font combien ?",
            "au plus",
            180_000 + 150_000,
        ),
        ("Qui a eu plus de 400 € en 2022 ?", "combien font les 2 premiers ?", "plus de 400\u00a0€", 180_000 + 150_000),
        ("Qui a eu le plus en 2024 ?", "les 2 premiers, ça fait combien ?", "2024", 215_000 + 120_000),
    ],
)
def test_the_sum_of_the_first_is_within_what_was_asked(talk, before, asked, told, cents):
    talk(before)
    text = talk(asked).text
    assert told in text
    assert f"{euros(cents)}" in text


def test_the_sum_of_all_after_one_was_picked_is_that_of_all_that_were_listed(talk):
    talk("Qui a eu plus de 400 € en 2022 ?")
    talk("le premier a eu combien ?")
    assert f"pour {euros(375_000)} en tout" in talk("total de tous").text


def test_the_two_greatest_are_two(talk):
    assert len(talk("Les deux plus grosses subventions").text.splitlines()) == 2
    talk("Combien pour la culture ?")
    assert talk("les deux plus gros ?").text.startswith("Les 2 plus aidés (Culture)")


def test_the_first_two_are_two(talk):
    text = talk("Les deux premiers en sport").text
    assert text.startswith("Les 2 plus aidés")
    assert "Jazz" not in text


@pytest.mark.parametrize(
    ("before", "asked", "told"),
    [
        ("Les 2 premiers en sport", "et en culture ?", "Jazz à Pern"),
        ("Qui a eu plus de 500 € en sport en 2024 ?", "et en culture ?", "Jazz à Pern"),
    ],
)
@pytest.mark.parametrize("between", [(), ("et sans le premier ?",)])
def test_another_theme_after_their_sum_is_none_of_theirs(talk, before, asked, told, between):
    talk(before)
    talk("leur total ?")
    for other in between:
        talk(other)
    text = talk(asked).text
    assert told in text
    assert "Rugby" not in text


def test_some_of_what_those_listed_got_is_theirs(talk):
    talk("Les 2 premiers")
    talk("leur total ?")
    assert "Rugby de Lauzès" in talk("dont combien en sport ?").text


def test_their_share_is_that_of_who_was_spoken_of_since(talk):
    talk("Qui a le plus en 2024 ?")
    talk("et le judo ?")
    assert "Rugby" not in talk("leur part ?").text


def test_the_share_of_one_is_that_of_the_first_of_a_ranking(talk):
    talk("Qui a reçu le plus en 2024 ?")
    assert "C’est 49\u202f% du total" in talk("son pourcentage ?").text
    talk("et le second ?")
    assert "C’est 76\u202f% du total" in talk("à eux deux, quel pourcentage ?").text


def test_beside_the_total_is_a_share(talk):
    talk("Judo Pernois en 2024 ?")
    talk("et Rugby de Lauzès ?")
    talk("à eux deux ?")
    assert "C’est 63\u202f% du total" in talk("par rapport au total ?").text


def test_how_much_after_who_got_most_is_that_of_the_first(talk):
    talk("Qui a reçu le plus en 2024 ?")
    assert talk("combien ?").text.startswith("Rugby de Lauzès")


MANY = "nomBeneficiaire;objet;montant;exercice\n" + "".join(
    f"Club {letter}{other};Saison;{1000 + 10 * rank};2022\n"
    for rank, (letter, other) in enumerate((one, two) for one in "bcdfgh" for two in "aeiouy")
)


@pytest.mark.parametrize("asked", ["le total ?", "leur total", "ça fait combien en tout ?"])
def test_the_sum_after_a_list_told_in_part_is_that_of_all_of_it(talk_about, asked):
    talk = talk_about(MANY)
    assert talk("Qui a eu entre 1000 et 2000 euros ?").text.startswith("36 bénéficiaires")
    cents = sum(100_000 + 1_000 * rank for rank in range(36))
    mean = f"soit {euros(round(cents / 36))} en moyenne."
    assert talk(asked).text == f"En tout, pour ces 36\xa0: {euros(cents)}, {mean}"


def test_how_many_they_are_is_asked_of_all_of_a_list_told_in_part(talk_about):
    talk = talk_about(MANY)
    talk("Qui a eu entre 1000 et 2000 euros ?")
    assert talk("combien sont-ils ?").text == "36 bénéficiaires."


@pytest.mark.parametrize("asked", ["le total des 2 premières", "leur total", "ça fait combien ?", "leur moyenne"])
def test_the_sum_of_grants_that_were_listed_is_not_that_of_who_got_them(talk, asked):
    talk("Les 2 plus grosses subventions")
    mean = f"soit {euros((215_000 + 180_000) // 2)} en moyenne."
    assert talk(asked).text == f"En tout, pour ces 2\xa0: {euros(215_000 + 180_000)}, {mean}"


def test_the_share_of_more_than_are_told_is_theirs(talk_about):
    said = talk_about(MANY)("La part des 33 premiers")
    assert said.text.startswith("Les 33 plus aidés en 2022, dont les 30 premiers")
    assert "Soit 93\u202f%" in said.text


def test_their_average_after_a_ranking_is_theirs(talk):
    talk("Les 2 premiers en 2024")
    assert talk("leur moyenne ?").text.startswith("Rugby de Lauzès, Jazz à Pern")


@pytest.mark.parametrize("before", ["Qui a reçu le plus en 2024 ?", "Les 3 premiers en 2024"])
def test_the_average_after_a_ranking_is_of_all(talk, before):
    talk(before)
    assert talk("la moyenne ?").text.startswith(f"{euros(round((62_000 + 215_000 + 120_000 + 28_000 + 13_000) / 5))}")


def test_how_much_after_those_of_a_kind_is_that_of_all(talk):
    talk("Quels sont les bénéficiaires de la culture ?")
    assert f"{euros(328_000)} en tout" in talk("combien ?").text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("2 150, c’est pour qui ?", "Rugby de Lauzès"),
        ("qui a eu 1800", "Rugby de Lauzès"),
        ("la subvention de 1200,50", f"Aucune subvention d’exactement {number_text(1200.5)}"),
    ],
)
def test_an_amount_is_one_though_euros_are_not_said(talk, asked, told):
    assert told in talk(asked).text


@pytest.mark.parametrize(
    "asked", ["le total c’est 8 000 €, c’est bien ça ?", "ça fait 9000 en tout ?", "le total est de 8 000"]
)
def test_an_amount_that_is_said_of_the_total_is_that_of_no_grant(talk, asked):
    assert f"pour {euros(843_000)} en tout" in talk(asked).text


def test_the_total_of_grants_of_more_than_an_amount_is_not_who_got_them(talk):
    assert f"pour {euros(545_000)} en tout" in talk("Quel est le total des subventions de plus de 1300 € ?").text


@pytest.mark.parametrize("asked", ["son pourcentage ?", "sa part ?"])
def test_the_share_of_one_is_that_of_the_first(talk, asked):
    talk("Qui a eu le plus en 2022 ?")
    said = talk(asked).text
    assert said.startswith("Rugby de Lauzès\xa0: ")
    assert "Judo" not in said


def test_beside_the_whole_is_a_share(talk):
    talk("Combien pour la culture en 2022 ?")
    # 1 800 of 4 050.
    assert "C’est 44\u202f% du total" in talk("par rapport au total").text


SHARED = """nomBeneficiaire;objet;montant;exercice;pourcentageSubvention
Judo Pernois;Tournoi;10000;2022;0.6
Tennis de Lauzès;Tournoi;10000;2022;0.4
Judo Pernois;Stage;300;2021;1
"""


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Combien a reçu le Judo Pernois ?", f"{euros(600_000)} (sa part, 60\u202f%), «"),
        ("Combien a reçu le Tennis de Lauzès ?", "C’est sa part, 40\u202f% d’une subvention partagée."),
        ("liste des subventions de 2022", f"{euros(600_000)} (sa part, 60\u202f%) à Judo Pernois"),
    ],
)
def test_an_amount_that_is_a_share_is_said_to_be_one(talk_about, asked, said):
    assert said in talk_about(SHARED)(asked).text.replace("\xa0»", " »").replace("«\xa0", "« ")


@pytest.mark.parametrize("asked", ["Combien en tout ?", "combien au total ?"])
def test_how_much_in_all_is_asked_of_who_came_first_beside_that_of_all(talk, asked):
    talk("Qui est le plus aidé dans le sport ?")
    text = talk(asked).text
    assert text.startswith("Rugby de Lauzès")
    assert f"pour {euros(395_000)}" in text
    assert f"À tous\u00a0: {euros(502_000)}" in text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Quelle est la moyenne annuelle du judo ?", [53_500]),
        ("combien par an en moyenne pour le sport ?", [251_000]),
        ("Moyenne annuelle des Retraités de Pern ?", [13_000, 6_500]),
    ],
)
def test_a_mean_of_years_is_that_of_those_with_some_and_of_all(talk, asked, told):
    text = talk(asked).text
    assert "En moyenne, par an" in text
    assert all(euros(cents) in text.split("En moyenne")[1] for cents in told)


@pytest.mark.parametrize(("asked", "cents"), [("total des 2 derniers", 165_000), ("total des 2 premiers", 665_000)])
def test_the_sum_of_the_last_of_those_that_were_ranked_is_theirs(talk, asked, cents):
    talk("Les 4 plus aidés")
    assert f"pour {euros(cents)}" in talk(asked).text
