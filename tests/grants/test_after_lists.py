"""What is asked after a list of grants or a ranking."""

from collections.abc import Callable

import pytest

from tests.grants.talk import Talk, euros

YEARS = """nomAttribuant;nomBeneficiaire;objet;montant;dateConvention;nature;conditionsVersement;secteur
Ville de Made;Société Neuve;Halle;9000;2021-09-05;aide en numéraire;échelonné;Travaux
Ville de Made;Société Neuve;Toit;100;2022-10-02;aide en numéraire;unique;Travaux
Ville de Made;Comité des fêtes de Pern;Bal;300;2021-09-15;aide en numéraire;unique;Culture
Ville de Made;Comité des fêtes de Lauzès;Bal;350;2022-10-01;aide en numéraire;unique;Culture
Ville de Made;Comité des fêtes de Lauzès;Bal;20;2023-11-20;aide en numéraire;unique;Culture
Ville de Made;Verger des Buttes;Pommes;50;2022-10-20;aide en numéraire;unique;Jardins
Ville de Made;Verger des Buttes;Poires;70;2023-12-20;aide en numéraire;unique;Jardins
Ville de Made;Ludothèque Zig;Jeux;500;2022-12-21;aide en numéraire;unique;Culture
Ville de Made;Ludothèque Zig;Salle;40;2021-12-21;aide en nature;unique;Culture
Ville de Made;Verger des Buttes;Hangar;80;2023-12-22;aide en nature;unique;Jardins
"""
MANY = "nomBeneficiaire;montant;secteur\n" + "".join(
    f"Club {chr(65 + number)}xyz;{1000 + 10 * number};Sport\n" for number in range(14)
)


@pytest.fixture
def talk(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(YEARS)


@pytest.fixture
def many(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(MANY)


@pytest.mark.parametrize("asked", ["et combien il y en a ?", "combien y en a-t-il ?"])
def test_how_many_there_are_is_not_asked_of_the_first_of_a_ranking(talk, asked):
    talk("Quelle est la plus grosse subvention pour la culture ?")
    assert talk(asked).text.startswith("5 subventions (Culture)")


@pytest.mark.parametrize("again", ["les 3 plus petites", "et les 3 plus petites ?"])
def test_several_are_not_of_the_first_of_a_ranking(talk, again):
    talk("Quelle est la plus petite subvention ?")
    text = talk(again).text
    assert [line.partition(" en ")[0] for line in text.splitlines()] == [
        f"1. {euros(2_000)} à Comité des fêtes de Lauzès",
        f"2. {euros(5_000)} à Verger des Buttes",
        f"3. {euros(7_000)} à Verger des Buttes",
    ]


@pytest.mark.parametrize("asked", ["la plus élevée ?", "et la plus élevée du lot ?"])
def test_the_greatest_of_a_list_of_grants_is_one_of_them(talk, asked):
    talk("Liste les subventions comprises entre 60 et 350 €")
    assert f"1. {euros(35_000)} à Comité des fêtes de Lauzès" in talk(asked).text


def test_what_the_first_of_a_ranking_was_for(talk):
    talk("Quelle est la plus petite subvention ?")
    assert "«\xa0Bal\xa0»" in talk("dans quel but ?").text


@pytest.mark.parametrize("asked", ["à qui ?", "c’est pour qui ?"])
def test_who_got_the_first_of_a_ranking(talk, asked):
    talk("Quelle est la plus petite subvention ?")
    assert talk(asked).text.startswith("Comité des fêtes de Lauzès")
    assert talk("les 5 plus petites").text.count("\n") == 4


@pytest.mark.parametrize("other", ["et les 2 plus grosses ?", "et juste la plus grande ?"])
def test_the_other_end_of_a_ranking_of_grants(talk, other):
    talk("Quelle est la plus petite subvention ?")
    assert talk(other).text.startswith(f"1. {euros(900_000)} à Société Neuve")


def test_the_first_of_as_many_as_are_said(talk):
    talk("quelle part pour les 3 premiers ?")
    text = talk("et les 2 premiers ?").text
    assert text.startswith("Les 2 plus aidés")
    # 9 600 of 10 390.
    assert "92\u202f% des" in text


def test_as_many_of_a_ranking_as_were_told_come_next(many):
    many("les 3 plus grosses subventions")
    assert [line[:2] for line in many("et les 4 suivantes ?").text.splitlines()] == ["4.", "5.", "6.", "7."]
    assert [line[:2] for line in many("et les deux suivantes ?").text.splitlines()] == ["8.", "9."]


def test_a_list_is_narrowed_by_an_amount_and_not_to_its_first(talk):
    talk("Qui est aidé dans la culture ?")
    text = talk("seulement au-dessus de 350 euros").text
    assert "Ludothèque Zig" in text
    assert "Lauzès" in text
    assert "Pern" not in text
    assert f"{euros(117_000)} en tout" in talk("et le total de tout le secteur culture ?").text


def test_the_total_of_a_list_is_that_of_all_of_it(many):
    many("combien de subventions de plus de 1000 € ?")
    assert "et 1 de plus" in many("lesquelles ?").text
    assert f"13 bénéficiaires, pour {euros(1_391_000)} en tout" in many("leur total").text


def test_the_second_of_a_ranking_got_so_much_in_all(talk):
    talk("Qui est le plus aidé ?")
    assert talk("et le 2e ?").text.startswith("Ludothèque Zig")


def test_the_last_of_a_ranking_is_not_that_of_those_told(many):
    many("le plus gros bénéficiaire")
    many("et le 2e ?")
    assert many("et le dernier ?").outcome == "clarify"


def test_a_sector_is_at_a_rank(talk):
    talk("Quel secteur reçoit le plus d’argent ?")
    text = talk("et le 2e ?").text
    assert "(Culture)" in text
    assert euros(117_000) in text
    assert "Travaux" not in text


def test_the_share_of_a_sector_is_that_of_the_one_spoken_of(talk):
    talk("Culture : combien")
    talk("et le plus petit ?")
    text = talk("sa part dans la culture").text
    assert text.startswith("Comité des fêtes de Lauzès")
    # 370 of 1 170.
    assert "C’est 32\u202f% du total" in text


def test_each_month_is_asked_of_all_months(talk):
    talk("combien en octobre ?")
    talk("et en novembre ?")
    assert "septembre 2021" in talk("quel mois a le plus versé ?").text


def test_the_last_in_time_after_the_first(talk):
    assert talk("première subvention de l’année").text.startswith("5 septembre 2021")
    assert talk("et la dernière ?").text.startswith("20 décembre 2023")
    assert talk("et la première ?").text.startswith("5 septembre 2021")


@pytest.mark.parametrize(
    ("year", "other", "cents"), [("2021", "un an plus tard ?", 35_000), ("2023", "deux ans plus tôt ?", 30_000)]
)
def test_some_years_before_or_after(talk, year, other, cents):
    talk(f"Combien pour la culture à Made en {year}, sans la Ludothèque Zig ?")
    assert f"pour {euros(cents)}" in talk(other).text


@pytest.mark.parametrize("asked", ["De combien est l’écart entre les deux ?", "quelle différence entre les deux ?"])
def test_the_difference_between_the_two_asked_about(talk, asked):
    talk("Combien a eu la Société Neuve ?")
    talk("Et la Ludothèque Zig ?")
    assert f"L’écart est de {euros(860_000)}" in talk(asked).text


def test_the_difference_between_the_two_years_asked_about(talk):
    talk("Total en 2021 ?")
    talk("Et l’année suivante ?")
    assert f"L’écart est de {euros(830_000)}" in talk("l’écart entre les deux ?").text


def test_a_difference_with_nothing_is_asked_back(talk):
    talk("Total en 2021 ?")
    assert talk("quelle différence ?").text.endswith("faut-il comparer\u202f?")


def test_how_it_is_paid_is_asked_and_narrows_nothing(talk):
    talk("Combien a eu le Verger des Buttes ?")
    assert "versement\u00a0: unique, pour chacune" in talk("en plusieurs fois ?").text
    assert "subventions, donc plusieurs versements" in talk("en une seule fois ?").text
    assert "Pommes" in talk("c’était pour quoi faire ?").text


def test_things_of_such_a_kind_in_another_year(talk):
    talk("Les aides en nature de 2023 ?")
    talk("Laquelle est la plus élevée ?")
    text = talk("En 2021, y avait-il déjà des aides de ce genre ?").text
    assert "Ludothèque Zig" in text
    assert euros(4_000) in text
    assert "Verger" not in text


def test_the_same_ranking_of_another_year(talk):
    talk("Top 2 en 2021 ?")
    assert talk("Le même classement pour 2022 ?").text.startswith("Les 2 plus aidés en 2022")


@pytest.mark.parametrize(
    ("asked", "cents"), [("lequel a eu le plus ?", 37_000), ("lequel a eu le plus en 2022 ?", 35_000)]
)
def test_which_of_those_that_may_be_meant(talk, asked, cents):
    assert talk("Le comité des fêtes est-il aidé ?").outcome == "clarify"
    assert talk(asked).text.startswith(f"Comité des fêtes de Lauzès\u00a0: {euros(cents)}")


BOUNDED = "nomBeneficiaire;montant;exercice\n" + "".join(
    f"Club {place};{6_000 + place};2022\n" for place in range(1, 41)
)


@pytest.mark.parametrize("bounded", ["plus de 5 000 euros", "entre 5000 et 7000 euros", "Qui a eu plus de 5 000 € ?"])
def test_the_rest_of_those_that_an_amount_bounds_is_told(talk_about, bounded):
    talk = talk_about(BOUNDED)
    assert "40 bénéficiaires" in talk(bounded).text
    text = talk("la suite").text
    assert "dont les 10 suivants" in text
    assert "Club 1\u00a0:" in text


def test_grants_that_are_ranked_are_said_to_be_of_what_they_are(talk):
    talk("Entre 50 et 100 euros")
    text = talk("La plus petite ?").text
    assert text.startswith(
        "Parmi 3 subventions d’au moins 50 € et d’au plus 100 €, à 2 bénéficiaires, les plus petites"
    )


def test_the_smallest_month_is_told_where_it_is_asked_for(talk):
    talk("Quel mois a eu le plus ?")
    assert f"le plus petit\xa0: novembre 2023, avec {euros(2_000)}" in talk("et le moins ?").text


def test_those_ranked_are_within_the_amounts_of_the_list(talk):
    talk("Combien de subventions de plus de 60 € ?")
    text = talk("les 2 plus petites ?").text
    assert [line.partition(" en ")[0] for line in text.splitlines() if line[:1].isdigit()] == [
        f"1. {euros(7_000)} à Verger des Buttes",
        f"2. {euros(10_000)} à Société Neuve",
    ]


def test_one_of_a_ranking_is_left_out_by_its_place(talk):
    talk("Top 3 des bénéficiaires")
    text = talk("et sans le premier ?").text
    ranked = [line for line in text.splitlines() if line[:1].isdigit()]
    assert ranked[0].startswith("1. Ludothèque Zig")
    assert not any("Société Neuve" in line for line in ranked)


@pytest.mark.parametrize("asked", ["Quelles aides sont allées à des bénéficiaires de la culture ?"])
def test_which_bodies_of_something_are_helped_is_told_by_their_names(talk, asked):
    names = [line.partition("\xa0:")[0] for line in talk(asked).text.splitlines()[1:4]]
    assert names == ["1. Ludothèque Zig", "2. Comité des fêtes de Lauzès", "3. Comité des fêtes de Pern"]


def test_which_grants_of_something_is_their_list(talk):
    listed = talk("Quelles subventions pour les jardins ?").text
    assert f"2. {euros(5_000)} à Verger des Buttes en 2022" in listed
    assert talk("garde seulement celles de 2023").text.splitlines()[1].startswith(f"1. {euros(7_000)}")
    assert talk("Quel est le total des subventions pour les jardins ?").text.startswith("3 subventions (Jardins)")


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("La plus grosse des deux, c’était pour quoi ?", "Halle"),
        ("la plus petite des deux, c’était pour quoi ?", "Toit"),
        ("la plus grosse concernait quoi ?", "Halle"),
    ],
)
def test_what_the_greatest_of_those_told_was_for(talk, asked, first):
    talk("La Société Neuve a eu quoi ?")
    assert f"«\xa0{first}\xa0»" in talk(asked).text.splitlines()[1]


@pytest.mark.parametrize(
    "asked",
    ["À qui est allée la plus grosse subvention, et de combien ?", "La plus grosse subvention, pour quel objet ?"],
)
def test_the_greatest_grant_is_told_with_its_sum_and_what_it_is_for(talk, asked):
    assert talk(asked).text.startswith(f"1. {euros(900_000)} à Société Neuve en 2021, «\xa0Halle\xa0»")


def test_the_day_of_the_greatest_grant_is_told(talk):
    assert "5 septembre 2021" in talk("Quand a été votée la plus grosse subvention ?").text.splitlines()[0]


@pytest.mark.parametrize(
    ("asked", "then", "told"),
    [
        ("les 2 plus grosses subventions de 2022", "et en 2021 ?", 2),
        ("top 2", "et en culture ?", 2),
        ("le trio de tête", "et en 2022 ?", 3),
        ("les 2 moins aidés", "et en 2022 ?", 2),
    ],
)
def test_as_many_are_ranked_of_another_year_or_theme(talk, asked, then, told):
    talk(asked)
    ranked = [line for line in talk(then).text.splitlines() if line[:2] in ("1.", "2.", "3.", "4.")]
    assert len(ranked) == told


def test_as_many_are_ranked_again_and_again(many):
    for turn in ("top 4", "et dans le sport ?"):
        many(turn)
    assert many("et pour le sport ?").text.startswith("Les 4 plus aidés")


def test_the_names_of_those_beyond_an_amount_are_told_again(talk):
    told = talk("Qui a eu plus de 200 € ?").text
    assert talk("leurs noms").text == told


@pytest.mark.parametrize("asked", ["ça a augmenté ?", "et ça a baissé en 2022 ?", "elle a eu plus en 2022 ?"])
def test_nothing_is_told_of_all_after_one_that_is_not_known(talk, asked):
    assert talk("Combien a eu le club de curling ?").outcome == "unknown"
    assert talk(asked).outcome == "clarify"


@pytest.mark.parametrize(
    ("asked", "first"),
    [("Quel comité des fêtes a eu le plus ?", "Lauzès"), ("Quel comité des fêtes a eu le moins ?", "Pern")],
)
def test_which_of_those_called_so_got_most(talk, asked, first):
    assert talk(asked).text.startswith(f"Comité des fêtes de {first}")


def test_which_of_those_called_so_is_meant_is_still_asked(talk):
    assert talk("Le comité des fêtes a eu combien ?").outcome == "clarify"


def test_other_bodies_than_one_are_told_by_their_names(talk):
    text = talk("Quelles autres associations que Ludothèque Zig en culture ?").text
    assert ("Comité des fêtes de Pern" in text, "1. Ludothèque" in text) == (True, False)


@pytest.mark.parametrize("more", ["encore", "encore stp", "la suite svp", "suite", "y en a encore ?"])
def test_a_list_goes_on_in_other_words(many, more):
    many("Qui a reçu le plus ?")
    assert many(more).text.startswith("Les 9 suivants")


@pytest.mark.parametrize("rank", ["et le quatrième ?", "le 4e ?", "quatrième ?", "et en quatrième ?"])
def test_a_rank_after_those_told_is_of_the_same_ranking(many, rank):
    many("top 3")
    assert many(rank).text.startswith("4. Club Kxyz")


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("la première, c'était pour quoi ?", "20 octobre 2022"),
        ("et la première ?", "20 octobre 2022"),
        ("la dernière, c'était pour quoi ?", "20 décembre 2023"),
    ],
)
def test_the_first_of_the_grants_of_one_body(talk, asked, day):
    talk("Qu'a reçu le Verger des Buttes ?")
    assert day in talk(asked).text.splitlines()[0]


@pytest.mark.parametrize("asked", ["il a eu combien ?", "et combien a-t-elle eu en 2022 ?"])
def test_of_several_bodies_one_is_asked_back_for(talk, asked):
    talk("Compare la Société Neuve et le Verger des Buttes")
    assert talk(asked).outcome == "clarify"


def test_what_the_first_body_got_is_its_sum(talk):
    talk("Quel est le premier bénéficiaire en 2022 ?")
    assert f"pour {euros(50_000)}" in talk("avec quel montant ?").text


def test_who_got_at_least_so_much_another_year(talk):
    talk("Qui a reçu au moins 300 en 2021 ?")
    text = talk("et en 2022 ?").text
    assert "Ludothèque Zig" in text
    assert "Verger" not in text


@pytest.mark.parametrize("asked", ["et Lauzès ?", "et celui de Lauzès ?", "non, celui de Lauzès"])
def test_who_was_proposed_and_not_chosen_may_be_turned_to(talk, asked):
    assert talk("Combien a eu le comité des fêtes ?").outcome == "clarify"
    assert talk("Pern").text.startswith("Comité des fêtes de Pern")
    assert talk(asked).text.startswith("Comité des fêtes de Lauzès")
