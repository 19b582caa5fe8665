"""What is asked of grants after another question about them."""

from collections.abc import Callable

import pytest

from tests.grants.talk import Talk, euros

PAID = """nomAttribuant;nomBeneficiaire;objet;montant;datesPeriodeVersement;secteur
Made Métropole;Société Neuve;Halle;9000;2022-09-05;Travaux
Made Métropole;Société Neuve;Fonctionnement;100;2022-10-02;Travaux
Made Métropole;Ludothèque Zig;Fonctionnement;300;2022-09-15;Culture
Made Métropole;Ludothèque Zag;Jeux;300;2022-10-01;Culture
Made Métropole;Verger des Buttes;Fonctionnement;50;2022-10-20;Jardins
"""


@pytest.fixture
def talk(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(PAID)


def test_a_month_in_which_something_else_happened_is_asked_about(talk):
    assert f"pour {euros(930_000)} en tout" in talk("combien en septembre ?").text


@pytest.mark.parametrize("both", ["les deux", "les deux ensemble", "tous"])
def test_all_that_may_be_meant_is_chosen_at_once(talk, both):
    assert talk("Combien a eu la ludothèque ?").outcome == "clarify"
    assert f"pour {euros(60_000)} en tout" in talk(both).text


def test_a_number_alone_chooses_one(talk):
    talk("Combien a eu la ludothèque ?")
    assert euros(30_000) in talk("2").text


def test_the_greatest_is_that_of_who_was_spoken_of(talk):
    talk("Combien a eu la Société Neuve ?")
    assert talk("laquelle est la plus grosse ?").text.startswith(f"1. {euros(900_000)} à Société Neuve")


@pytest.mark.parametrize("asked", ["ça a été payé quel jour ?", "c’est quand ?"])
def test_it_is_the_first_of_a_ranking(talk, asked):
    talk("Quelle est la plus grosse subvention ?")
    text = talk(asked).text
    assert text.startswith("Société Neuve")
    assert "5 septembre 2022" in text


def test_the_second_of_a_list_of_grants_is_who_got_it(talk):
    talk("Les 2 plus petites subventions")
    assert talk("La deuxième, c’est pour qui ?").text.startswith("Société Neuve")


def test_a_ranking_of_grants_stays_one(talk):
    talk("La plus petite subvention pour la culture ?")
    assert talk("et la plus grosse ?").text.startswith(f"1. {euros(30_000)} à Ludothèque")


@pytest.mark.parametrize("more", ["c’est plus qu’en octobre ?", "plus qu’en octobre ?"])
def test_a_month_is_compared_with_the_one_asked_about_before(talk, more):
    talk("Combien en septembre ?")
    assert talk(more).text.startswith(f"septembre\u00a0: {euros(930_000)}")


@pytest.mark.parametrize("asked", ["c’est plus que le Verger des Buttes ?", "le Verger des Buttes a eu plus ?"])
def test_a_body_is_compared_with_the_one_asked_about_before(talk, asked):
    talk("Combien a eu la Ludothèque Zig ?")
    assert f"L’écart est de {euros(25_000)}" in talk(asked).text


@pytest.mark.parametrize(
    "asked",
    ["Septembre ou octobre : lequel a vu passer le plus d’argent ?", "septembre ou octobre, lequel est le plus gros ?"],
)
def test_which_of_two_months(talk, asked):
    assert talk(asked).text.startswith(f"septembre\u00a0: {euros(930_000)}")


@pytest.mark.parametrize("total", ["combien en tout pour ce mois ?", "total ?"])
def test_the_sum_of_the_month_just_asked_about_is_its(talk, total):
    talk("Qui a été payé en octobre ?")
    assert f"{euros(45_000)} en tout" in talk(total).text


def test_the_amount_just_asked_about_goes_on_being_meant(talk):
    talk("Y a-t-il des subventions de 300 € ?")
    assert talk("combien exactement ?").text.startswith(f"2 subventions d’exactement {euros(30_000)}")


@pytest.mark.parametrize("asked", ["quel secteur ?", "c’est dans quel secteur ?"])
def test_a_column_is_asked_about_who_was_spoken_of(talk, asked):
    talk("Verger des Buttes")
    assert "secteur\u00a0: Jardins" in talk(asked).text


def test_which_sector_got_most_is_asked_of_all(talk):
    talk("Verger des Buttes")
    assert talk("et quel secteur a eu le plus ?").text.startswith(euros(975_000))


def test_what_is_told_by_a_column_says_of_what(talk):
    talk("Combien pour la culture ?")
    assert talk("et par secteur ?").text.startswith(f"{euros(60_000)} en 2 subventions (")


@pytest.mark.parametrize(
    "days", ["entre le 1er et le 15 octobre", "du 1er au 15 octobre", "entre le 1 et le 15 octobre"]
)
def test_days_from_one_to_another(talk, days):
    assert f"pour {euros(40_000)} en tout" in talk(f"Combien {days} ?").text


def test_a_month_beside_two_amounts_is_no_end_of_days(talk):
    assert talk("entre 200 et 500 euros en octobre, combien ?").text.startswith("1 subvention (octobre, ")


@pytest.mark.parametrize("asked", ["c’est pour quoi ?", "pour quel objet ?"])
def test_what_a_grant_is_for(talk, asked):
    talk("Ludothèque Zag")
    assert "«\u00a0Jeux\u00a0»" in talk(asked).text


@pytest.mark.parametrize("asked", ["ça fait quel % ?", "en % du total ?", "quel pourcentage du total ?"])
def test_the_share_of_what_was_asked_about(talk, asked):
    talk("Combien pour la culture ?")
    assert "C’est 6,2\u202f% du total" in talk(asked).text


def test_a_ranking_goes_on_however_it_was_asked_for(talk_about):
    lines = "".join(f"Club {chr(65 + number)}xyz;{number + 1}0;2022-05-0{1 + number % 9}\n" for number in range(14))
    talk = talk_about(f"nomBeneficiaire;montant;dateConvention\n{lines}")
    assert "Les 12 plus aidés" in talk("Qui a été aidé en mai ?").text
    assert talk("la suite").text.startswith("Les 2 suivants")


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("combien a eu la CCI ?", "CHAMBRE DE COMMERCE ET D’INDUSTRIE"),
        ("le ccas de Made, combien ?", "CENTRE COMMUNAL D’ACTION SOCIALE DE MADE"),
    ],
)
def test_acronyms_that_all_know_find_who_writes_them_out(talk_about, asked, named):
    talk = talk_about(
        "nomBeneficiaire;montant\nCHAMBRE DE COMMERCE ET D’INDUSTRIE;10\n"
        "CENTRE COMMUNAL D’ACTION SOCIALE DE MADE;20\nTOULOUSE METROPOLE HABITAT;30\n"
    )
    assert talk(asked).text.startswith(named)


def test_the_letters_that_a_name_begins_with_are_asked_back(talk_about):
    talk = talk_about("nomBeneficiaire;montant\nMADE METROPOLE HABITAT;30\nChorale;10\n")
    reply = talk("combien a touché MMH ?")
    assert (reply.outcome, reply.text) == ("clarify", "Vouliez-vous dire MADE METROPOLE HABITAT\u202f?")
    assert euros(3_000) in talk("oui").text
