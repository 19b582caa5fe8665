"""What is asked of bodies that were asked about one after the other: « lequel a le plus ? », « le total des trois »."""

import pytest

from tests.grants.talk import Talk, euros

GRANTS = """nomBeneficiaire;objet;montant;exercice;thematique
Secours du Val;Accueil;400;2022;Social
Secours du Val;Repas;250;2022;Social
Tables ouvertes;Repas;90;2022;Social
Croix bleue;Premiers soins;130;2022;Social
Mission locale du Nord;Emploi;500;2022;Emploi
Mission locale du Sud;Emploi;700;2022;Emploi
Opéra de Pern;Saison;9000;2022;Culture
"""


@pytest.fixture
def talk(talk_about) -> Talk:
    return talk_about(GRANTS)


@pytest.fixture
def three(talk) -> Talk:
    talk("Combien pour le Secours du Val ?")
    talk("et Tables ouvertes ?")
    talk("et la Croix bleue ?")
    return talk


@pytest.mark.parametrize("asked", ["lequel a eu le plus", "qui a le plus ?", "qui a eu le plus des trois ?"])
def test_who_got_most_is_asked_of_all_of_them(three, asked):
    said = three(asked).text
    assert said.startswith(f"Secours du Val\xa0: {euros(65_000)}")
    assert "Tables ouvertes" in said
    assert "Opéra" not in said


@pytest.mark.parametrize("asked", ["lequel a le moins ?", "le moins aidé des trois", "qui a eu le moins ?"])
def test_who_got_least_comes_first(three, asked):
    said = three(asked).text
    assert said.startswith(f"Tables ouvertes\xa0: {euros(9_000)}")
    assert f"{euros(65_000)} pour Secours du Val" in said


@pytest.mark.parametrize("asked", ["le total des 3", "total", "et pour les trois ?", "en tout les trois", "en tout ?"])
def test_a_total_is_that_of_all_of_them(three, asked):
    assert f"pour {euros(87_000)}" in three(asked).text


def test_two_are_the_last_two(three):
    assert f"pour {euros(22_000)}" in three("combien les deux").text


@pytest.mark.parametrize("asked", ["combien les 2", "les deux ensemble", "en tout les deux"])
def test_both_are_the_one_chosen_and_the_other_that_was_proposed(talk, asked):
    talk("Mission locale")
    talk("celle du Nord")
    assert f"pour {euros(120_000)}" in talk(asked).text


def test_a_total_after_the_other_one_is_that_of_both(talk):
    talk("Mission locale")
    talk("celle du Nord")
    talk("et l’autre ?")
    assert f"pour {euros(120_000)}" in talk("total").text


def test_how_many_times_as_much_is_told_of_two_bodies(talk):
    assert "13,85 fois plus" in talk("L’Opéra de Pern a eu combien de fois plus que le Secours du Val ?").text


def test_of_two_sectors_that_which_got_least_comes_first(talk):
    talk("Combien pour le social ?")
    talk("et pour l’emploi ?")
    assert talk("lequel des deux a eu le moins ?").text.startswith(f"Social\xa0: {euros(87_000)}")


@pytest.mark.parametrize(
    "asked",
    [
        "lequel a le plus des deux ?",
        "qui a le plus des deux",
        "quel est le plus aidé des deux",
        "le plus gros des deux",
    ],
)
def test_of_two_sectors_asked_in_turn_that_which_got_most_comes_first(talk, asked):
    talk("Les aides pour l’emploi")
    talk("et le social")
    assert talk(asked).text.startswith(f"Emploi\xa0: {euros(120_000)}")


def test_the_two_most_helped_are_those_of_the_last_sector(talk):
    talk("Les aides pour l’emploi")
    talk("et le social")
    assert "Mission locale" not in talk("qui sont les deux plus aidés ?").text


def test_one_that_is_not_known_is_no_second_to_compare(talk):
    talk("Secours du Val")
    said = talk("et au Secours populaire")
    assert said.outcome == "unknown"
    assert "Secours populaire" in said.text
    assert talk("qui des deux a eu le plus").outcome == "clarify"


def test_of_as_many_as_were_ranked_the_first_is_told_again(talk):
    talk("Qui sont les deux plus aidés ?")
    assert "1. Opéra de Pern" in talk("qui des deux a eu le plus ?").text


def test_what_is_named_right_after_a_name_taken_back_is_meant(talk):
    assert f"pour {euros(25_000 + 40_000)}" in talk("bibliothèque non, le Secours du Val elle a eu combien").text


def test_who_got_most_among_those_of_a_sum_is_one_of_them(talk):
    talk("Combien pour le social ?")
    said = talk("qui a eu le plus parmi eux ?").text
    assert f"1. Secours du Val\xa0: {euros(65_000)}" in said
    assert "Opéra" not in said


def test_who_got_most_among_nobody_told_is_asked_back(talk):
    assert talk("Y a-t-il des restaurants aidés ?").outcome != "answered"
    assert talk("qui a reçu le plus parmi eux ?").outcome == "clarify"


def test_what_is_asked_of_one_of_several_named_before_is_asked_back(talk):
    assert "Mission locale du Nord" in [
        button.title for button in talk("La mission locale ? Combien en 2022 ?").buttons
    ]


def test_names_between_commas_are_each_one(talk):
    assert f"pour {euros(87_000)}" in talk("Combien ont touché Secours du Val, Tables ouvertes et Croix bleue ?").text


def test_the_share_of_a_body_after_a_theme_is_that_in_it(talk):
    talk("Combien pour le social ?")
    assert f"du total ({euros(87_000)})" in talk("la part du Secours du Val ?").text


def test_the_share_of_a_theme_after_a_body_is_what_it_has_of_it(talk):
    talk("Secours du Val")
    assert f"du total ({euros(87_000)})" in talk("c’est quelle part du social ?").text


def test_what_is_compared_with_nobody_known_asks_with_whom(talk):
    assert "Avec qui" in talk("Est-ce que le Secours du Val a reçu plus que fo ?").text


def test_a_year_that_is_not_held_is_not_that_of_a_comparison_after_it(talk):
    talk("Secours du Val")
    talk("et en 2019 ?")
    assert f"L’écart est de {euros(56_000)}" in talk("combien de plus que Tables ouvertes ?").text


def test_one_chosen_is_compared_with_who_was_named_beside(talk):
    assert talk("Compare le Secours du Val et la mission locale").outcome == "clarify"
    said = talk("celle du Nord").text
    assert f"Secours du Val\xa0: {euros(65_000)}" in said
    assert f"contre {euros(50_000)} pour Mission locale du Nord" in said


def test_the_total_of_what_is_named_is_not_of_who_was_spoken_of(talk):
    talk("Mission locale du Nord")
    assert f"pour {euros(120_000)}" in talk("total de l’emploi").text


def test_both_may_be_said_with_the_noun_that_each_is_called_by(talk):
    talk("Mission locale")
    assert f"pour {euros(120_000)}" in talk("les deux missions ?").text


def test_the_total_of_grants_is_that_of_all_of_them(three):
    assert f"pour {euros(1_107_000)}" in three("Quel est le total des subventions ?").text


def test_a_theme_that_is_told_of_something_is_another_of_that_name(talk_about):
    talk = talk_about(GRANTS + "Orchestre et théâtre de Pern;Théâtre;80;2022;Culture\n")
    talk("Orchestre et théâtre de Pern")
    assert talk("le théâtre de la cité").outcome != "answered"


def test_how_many_times_as_much_is_asked_of_the_last_two(talk):
    talk("Secours du Val")
    talk("et la Croix bleue ?")
    assert "C’est 5 fois plus." in talk("combien de fois plus ?").text


MONTHS = """nomBeneficiaire;objet;montant;exercice;thematique;datesPeriodeVersement
Secours du Val;Fonctionnement;400;2022;Social;2022-03-04
Secours du Val;Investissement;250;2022;Social;2022-05-09
Tables ouvertes;Fonctionnement;90;2022;Social;2022-05-12
Croix bleue;Fonctionnement;130;2022;Emploi;2022-03-15
Mission locale;Fonctionnement;40;2022;Emploi;2022-04-15
Opéra de Pern;Fonctionnement;9000;2022;Culture;2022-03-20
Théâtre de Pern;Fonctionnement;20;2022;Culture;2022-04-20
Judo de Pern;Fonctionnement;70;2022;Sport;2022-05-21
Rugby de Pern;Fonctionnement;10;2022;Sport;2022-04-21
"""


@pytest.fixture
def months(talk_about) -> Talk:
    return talk_about(MONTHS)


@pytest.mark.parametrize(
    ("before", "asked", "told"),
    [
        (["Le social en mars", "et en mai ?"], "cumul des deux", f"pour {euros(74_000)} en tout"),
        (["Le social en mars", "Le social en mai"], "total des deux mois", f"pour {euros(74_000)} en tout"),
        (["Combien en mars ?", "et en mai ?"], "lequel des deux mois a le plus", f"contre {euros(41_000)} pour mai"),
        (["Combien en mars ?", "et en mai ?"], "l’écart entre les deux", f"L’écart est de {euros(912_000)}"),
        (
            ["Combien en mars ?", "et en mai ?"],
            "la plus grosse des deux mois ?",
            f"Opéra de Pern\xa0: {euros(900_000)}",
        ),
        (["Le social en fonctionnement", "et en investissement ?"], "total des deux", f"pour {euros(74_000)} en tout"),
        (["Combien pour le sport ?", "et la culture ?"], "les deux ensemble", f"pour {euros(910_000)} en tout"),
        (["Combien en mars pour le social ?", "et l’emploi ?"], "les deux ensemble", f"pour {euros(53_000)} en tout"),
        (["Combien pour le sport ?", "la culture ?", "l’emploi ?"], "total des 3", f"pour {euros(927_000)} en tout"),
        (["Premier bénéficiaire de la culture", "et du sport"], "à eux deux", f"pour {euros(907_000)} en tout"),
    ],
)
def test_what_took_the_place_of_another_is_asked_of_with_it(months, before, asked, told):
    for message in before:
        months(message)
    assert told in months(asked).text


def test_all_that_took_each_others_place_stay_those_after_they_are_compared(months):
    months("Combien en mars ?")
    months("et en mai ?")
    months("lequel des deux mois a le plus")
    assert f"pour {euros(994_000)} en tout" in months("et en tout sur les deux ?").text


def test_both_are_told_after_their_number_and_are_no_first_ones(months):
    months("Combien pour le social ?")
    months("et la culture ?")
    assert f"1. {euros(900_000)}" in months("les deux plus grosses subventions").text
    assert months("les deux premiers").outcome != "answered" or "Social" not in months("les deux premiers").text


@pytest.mark.parametrize(
    ("compared", "asked", "told"),
    [
        ("Mars ou mai, lequel a le plus ?", "les deux ensemble", f"pour {euros(994_000)} en tout"),
        ("Qui a eu plus, la culture ou le sport ?", "et les deux ensemble ?", f"pour {euros(910_000)} en tout"),
    ],
)
def test_those_that_were_compared_are_added_up(months, compared, asked, told):
    months(compared)
    assert told in months(asked).text


@pytest.mark.parametrize("asked", ["Laquelle des trois a eu le plus en 2022 ?", "laquelle a eu le plus en 2022 ?"])
def test_which_of_those_told_in_turn_got_most_in_a_year(three, asked):
    assert three(asked).text.startswith(f"Secours du Val\xa0: {euros(65_000)}")


def test_which_of_two_told_of_a_year_got_most_in_it(talk):
    talk("Le social en 2022 ?")
    talk("et l’emploi ?")
    assert talk("lequel des deux a le plus ?").text.startswith(f"Emploi\xa0: {euros(120_000)} (2 subventions), contre")


@pytest.mark.parametrize("asked", ["total des deux", "total des deux premiers", "le total des 2 premiers ?"])
def test_the_total_of_as_many_is_that_of_the_first_of_those_ranked(talk, asked):
    talk("les 4 plus aidés")
    assert f"pour {euros(970_000)}" in talk(asked).text


@pytest.mark.parametrize("asked", ["et au total, ils ont eu combien ?", "ça fait combien en tout pour eux ?"])
def test_all_that_a_body_got_that_is_told_by_one_amount(talk, asked):
    talk("Qui a reçu 400 € ?")
    assert f"pour {euros(65_000)}" in talk(asked).text


@pytest.mark.parametrize("asked", ["son plus gros montant ?", "quelle a été la plus grosse subvention ?"])
def test_the_greatest_grant_is_that_of_the_last_one(talk, asked):
    talk("Combien pour la Mission locale du Sud ?")
    talk("et le Secours du Val ?")
    said = talk(asked).text
    assert f"1. {euros(40_000)} à Secours du Val" in said
    assert "Mission locale" not in said
