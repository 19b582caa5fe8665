"""What is asked of grants after another question about them."""

from collections.abc import Callable

import pytest

from bot.french.agreement import percent_text
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


@pytest.mark.parametrize("both", ["les deux", "les deux ensemble", "tous", "les deux ensemble, ça fait combien ?"])
def test_all_that_may_be_meant_is_chosen_at_once(talk, both):
    assert talk("Combien a eu la ludothèque ?").outcome == "clarify"
    assert f"pour {euros(60_000)} en tout" in talk(both).text


def test_a_number_alone_chooses_one(talk):
    talk("Combien a eu la ludothèque ?")
    assert euros(30_000) in talk("2").text


def test_the_greatest_is_that_of_who_was_spoken_of(talk):
    talk("Combien a eu la Société Neuve ?")
    assert talk("laquelle est la plus grosse ?").text.partition(":\n")[2].startswith(f"1. {euros(900_000)} à")


@pytest.mark.parametrize("asked", ["ça a été payé quel jour ?", "c’est quand ?"])
def test_it_is_the_first_of_a_ranking(talk, asked):
    talk("Quelle est la plus grosse subvention ?")
    text = talk(asked).text
    assert "Société Neuve" in text
    assert "5 septembre 2022" in text


@pytest.mark.parametrize(
    "asked", ["Combien de fois a-t-elle été aidée ?", "Combien a-t-elle reçu ?", "Pour quoi a-t-elle été aidée ?"]
)
def test_a_pronoun_after_its_verb_is_the_first_of_a_ranking(talk, asked):
    talk("Qui a reçu le plus ?")

    assert talk(asked).text.startswith("Société Neuve\u00a0: 2 subventions")


def test_the_second_of_a_list_of_grants_is_who_got_it(talk):
    talk("Les 2 plus petites subventions")
    assert talk("La deuxième, c’est pour qui ?").text.startswith("Société Neuve")


def test_a_ranking_of_grants_stays_one(talk):
    talk("La plus petite subvention pour la culture ?")
    assert talk("et la plus grosse ?").text.partition(":\n")[2].startswith(f"1. {euros(30_000)} à Lud")


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


@pytest.mark.parametrize(
    ("before", "all_"),
    [
        ("Combien a eu la Société Neuve en octobre ?", 910_000),
        ("Combien pour la culture en octobre ?", 60_000),
        ("Combien de subventions en octobre ?", 975_000),
    ],
)
def test_the_sum_of_all_is_asked_for_after_that_of_a_month(talk, before, all_):
    talk(before)
    assert f"pour {euros(all_)} en tout" in talk("et en tout ?").text


def test_the_sum_of_those_listed_for_a_month_is_theirs(talk):
    talk("Qui a reçu le plus en octobre ?")
    assert f"{euros(45_000)} en tout" in talk("et en tout ?").text


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


def test_days_from_one_to_another_go_on_being_meant(talk):
    assert f"pour {euros(70_000)} en tout" in talk("Combien du 15 septembre au 2 octobre ?").text
    text = talk("et la Société Neuve ?").text
    assert "du 15 septembre au 2 octobre" in text
    assert f"pour {euros(10_000)}." in text


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


DEPARTMENT = """nomAttribuant;nomBeneficiaire;objet;montant;dateConvention;nature;Secteur;Commune;Canton
Département du Lot;CCAS de Cahors;Épicerie;100;2022-02-01;aide en numéraire;Social;Cahors;Cahors
Département du Lot;CCAS de Figeac;Épicerie;200;2022-03-01;aide en numéraire;Social;Figeac;Figeac
Département du Lot;Comité Olympique (CDOS 46);Sport;300;2021-03-01;aide en numéraire;Sport;Cahors;Cahors
Département du Lot;Comité Olympique (CDOS 46);Salle;50;2022-03-01;aide en nature;Sport;Cahors;Cahors
Département du Lot;Foyer rural;Fête;400;2022-05-01;aide en numéraire;Sport;Pern;Cahors
Département du Lot;Commune de Pern;Halle;500;2023-05-01;aide en numéraire;Travaux;Pern;Cahors
Département du Lot;Foyer rural;Fête;40;2023-05-01;aide en numéraire;Sport;Pern;Cahors
Département du Lot;Maison de Figeac;Fête;4;2023-05-01;aide en numéraire;Sport;Figeac;Figeac
"""


@pytest.fixture
def lot(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(DEPARTMENT)


@pytest.mark.parametrize(
    "asked",
    [
        "Combien le Lot a donné en 2021 ?",
        "total des aides du Département du Lot en 2021",
        "combien le conseil départemental a donné en 2021",
        "subventions dans le Lot en 2021 : combien ?",
    ],
)
def test_a_department_is_called_as_people_call_it(lot, asked):
    assert euros(30_000) in lot(asked).text


@pytest.mark.parametrize(
    ("asked", "cents"),
    [("combien à Pern ?", 94_000), ("combien pour les bénéficiaires de Pern ?", 94_000), ("combien à Figeac", 20_400)],
)
def test_a_town_is_asked_about_where_a_column_tells_it(lot, asked, cents):
    assert f"{euros(cents)} en tout" in lot(asked).text


def test_a_town_whose_canton_is_called_so_is_the_town(lot):
    assert f"{euros(40_000)} en tout" in lot("combien à Cahors ?").text
    assert f"{euros(134_000)} en tout" in lot("combien pour le canton de Cahors ?").text


def test_one_like_another_is_called_by_its_place(lot):
    assert euros(20_000) in lot("Combien a eu le CCAS de Figeac ?").text
    assert lot("et celui de Cahors ?").text.startswith("CCAS de Cahors")


def test_what_is_of_another_nature_is_told_of_who_was_spoken_of(lot):
    lot("Combien a reçu le CDOS ?")
    text = lot("dont combien en nature ?").text
    assert text.startswith("Comité Olympique (CDOS 46)")
    assert euros(5_000) in text


def test_a_name_that_nobody_bears_is_not_its_town(lot):
    reply = lot("La SPA de Cahors est-elle aidée ?")
    assert reply.outcome == "unknown"
    assert "SPA" in reply.text


def test_the_first_of_a_ranking_is_asked_about_in_a_year(lot):
    lot("Qui est le plus aidé dans le sport ?")
    text = lot("il a eu combien en 2023 ?").text
    assert text.startswith("Foyer rural")
    assert euros(4_000) in text


def test_who_gives_is_not_counted(talk_about):
    talk = talk_about(
        "nomAttribuant;nomBeneficiaire;montant\nX Métropole;Commune de Pern;5\nX Métropole;Vergers bis;7\n"
    )
    text = talk("Combien la commune de Pern a donné à Vergers bis ?").text
    assert text.startswith("Vergers bis")
    assert euros(700) in text


def test_a_share_of_a_sector_is_that_of_who_got_it(lot):
    assert "du total" in lot("Quelle part du sport représente le Foyer rural ?").text


def test_what_is_to_come_is_not_known(lot):
    assert lot("Combien le Lot va donner l’an prochain au sport ?").outcome == "unknown"


def test_amounts_asked_about_anew_are_compared_as_the_last(lot):
    lot("Combien de subventions dépassent 150 € ?")
    assert lot("et 350 ?").text.startswith("2 subventions de plus de")


def test_days_before_what_is_asked_are_kept(talk):
    assert f"pour {euros(45_000)} en tout" in talk("En octobre, combien ?").text


def test_homonyms_are_told_apart_by_their_communes_and_chosen_by_them(talk_about):
    talk = talk_about(
        "nomBeneficiaire;rnaBeneficiaire;montant;commune\n"
        "Comité des fêtes;W111111111;5;Pern\nComité des fêtes;W222222222;7;Lauzès\n"
        "Comité des fêtes de Montcuq;W333333333;9;Montcuq\n"
    )
    asked = talk("Combien a eu le comité des fêtes ?").text
    assert "Comité des fêtes – Pern" in asked
    assert "Comité des fêtes – Lauzès" in asked
    assert euros(700) in talk("celui de Lauzès").text
    talk("Combien a eu le comité des fêtes ?")
    assert talk("celui de Montcuq").text.startswith("Comité des fêtes de Montcuq")


def test_a_list_is_narrowed_by_a_year(lot):
    lot("liste des bénéficiaires du sport")
    assert lot("seulement en 2022").text.startswith(f"Foyer rural, avec {euros(40_000)} (1 subvention) en 2022 (Sport)")


def test_the_total_after_a_ranking_is_no_ranking(lot):
    lot("top 3 sport")
    assert f"pour {euros(74_400)} en tout" in lot("le total ?").text


def test_a_long_name_of_a_town_is_called_by_its_first_word(talk_about):
    talk = talk_about(
        "nomBeneficiaire;montant;commune\n"
        "Verger bis;5;Cosne-Cours-sur-Loire\nVerger ter;6;Cosne-Cours-sur-Loire\nVerger quater;7;Pern\nAs;8;Pern\n"
    )
    assert f"pour {euros(1_100)} en tout" in talk("combien à Cosne ?").text


@pytest.mark.parametrize(
    ("year", "other", "cents"), [("2021", "l’année d’après ?", 0), ("2022", "et l’année suivante ?", 4_000)]
)
def test_the_year_after_is_that_after_the_one_spoken_of(lot, year, other, cents):
    lot(f"Combien a reçu le Foyer rural en {year} ?")
    assert euros(cents or 40_000) in lot(other).text


def test_the_year_before_is_that_before_the_one_spoken_of(lot):
    lot("Combien a reçu le Foyer rural l’an dernier ?")
    text = lot("et l’année d’avant ?").text
    assert "en 2022" in text
    assert euros(40_000) in text


def test_the_club_is_one_of_several_to_choose(talk_about):
    talk = talk_about("nomBeneficiaire;montant\nFootball bis;5\nUnion football ter;7\nJudo quater;9\n")
    reply = talk("Combien a eu le club de foot ?")
    assert reply.outcome == "clarify"
    assert "Union football ter\u202f; Football bis" in reply.text
    assert euros(700) in talk("Union").text
    assert f"{euros(1_200)} en tout" in talk("combien pour les clubs de foot ?").text
    assert euros(900) in talk("et le club de judo ?").text


def test_a_list_told_whole_has_no_more(talk):
    talk("Liste des subventions de 2022")
    assert "la liste est finie" in talk("la suite").text


def test_a_year_chooses_none_of_several(talk):
    talk("Combien a eu la ludothèque ?")
    again = talk("en 2022")
    assert again.outcome == "clarify"
    assert "Zig" in again.text
    assert "Zag" in again.text
    assert "Ludothèque Zag" in talk("Zag").text


@pytest.mark.parametrize("asked", ["Quel est le SIRET de Société Neuve ?", "Le numéro RNA de Société Neuve ?"])
def test_what_a_file_tells_beyond_what_is_answered_is_not_denied(talk, asked):
    told = talk(asked)
    assert told.outcome == "unknown"
    assert "ne donne pas de numéro sûr" in told.text


def test_a_year_named_after_another_is_not_compared_with_it(lot):
    lot("Combien d’aides de plus de 100 € en 2022 ?")
    assert "en 2023 de Département du Lot" in lot("et en 2023 ?").text


def test_those_of_a_ranking_are_not_the_first_of_it(talk):
    talk("Qui est le plus aidé ?")
    assert "Ludothèque" in talk("garde seulement ceux de moins de 1 000 €").text


def test_which_of_two_that_the_same_gave_to(talk):
    talk("Combien Made Métropole a donné à la Société Neuve ?")
    talk("et à la Ludothèque Zig ?")
    assert talk("lequel des deux a le plus touché ?").text.startswith(f"Société Neuve\u00a0: {euros(910_000)}")


@pytest.mark.parametrize(
    "asked",
    [
        "Comment demander une bourse à la Ludothèque Zig ?",
        "La commune de Rodez, son montant chez Made Métropole ?",
        "Et la métropole de Bordeaux, elle donne combien ?",
        "Culture à Rodez, qui décroche la plus grosse enveloppe ?",
    ],
)
def test_what_is_not_told_is_not_answered_by_something_else(talk, asked):
    reply = talk(asked)
    assert reply.outcome != "answered", reply.text


def test_the_smallest_grant_is_written_in_short(talk):
    assert talk("la + ptite subv c cb et pr ki").text.startswith(f"1. {euros(5_000)} à Verger")


def test_the_town_that_who_gives_is_called_after_is_where_it_gives(talk_about):
    talk = talk_about(PAID.replace("Made Métropole", "Rodez Métropole"))
    assert f"pour {euros(910_000)} en tout" in talk("Combien a eu la Société Neuve à Rodez ?").text
    assert talk("Combien a eu la Société Neuve à Rouen ?").outcome != "answered"


@pytest.mark.parametrize("asked", ["castelginet a eu combien", "kastelginest"])
def test_a_misspelt_town_is_its_commune_where_that_got_some(talk_about, asked):
    talk = talk_about("nomBeneficiaire;montant\nCommune de Castelginest;7\nCommune de Rodez;5\n")
    assert talk(asked).text.startswith("Commune de Castelginest")


AGGLO = """nomAttribuant;nomBeneficiaire;objet;montant;dateConvention;nature;type
Communauté d'agglomération du Grand Rodez;CCAS de Rodez;Épicerie;100;2022-03-02;aide en numéraire;Établissement
Communauté d'agglomération du Grand Rodez;CCAS de Pern;Épicerie;200;2022-04-02;aide en numéraire;Établissement
Communauté d'agglomération du Grand Rodez;Commune de Pern;Halle;400;2022-04-03;aide en numéraire;Commune
Communauté d'agglomération du Grand Rodez;Commune de Lauzès;Halle;800;2021-04-03;aide en numéraire;Commune
Communauté d'agglomération du Grand Rodez;Atelier Bois SARL;Machine;1600;2021-05-03;aide en numéraire;Entreprise
Communauté d'agglomération du Grand Rodez;Théâtre du Causse;Création;3200;2022-05-03;aide en numéraire;Association
Communauté d'agglomération du Grand Rodez;Théâtre du Causse;Salle;50;2021-06-03;aide en nature;Association
"""


@pytest.fixture
def agglo(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(AGGLO)


def test_an_agglomeration_is_called_by_its_name_alone(agglo):
    assert f"{euros(390_000)} en tout" in agglo("Combien le Grand Rodez a-t-il versé en 2022 ?").text


def test_whom_a_name_may_mean_is_left_for_what_is_named_next(agglo):
    assert agglo("Combien a reçu le CCAS ?").outcome == "clarify"
    assert euros(320_000) in agglo("et le théâtre ?").text


def test_all_of_a_kind_are_not_those_spoken_of(agglo):
    agglo("Combien a reçu la commune de Pern ?")
    agglo("et celle de Lauzès ?")
    assert f"{euros(120_000)} en tout" in agglo("et toutes les communes ensemble ?").text


def test_one_kind_after_another_is_not_both(agglo):
    agglo("Combien pour une entreprise ?")
    assert f"{euros(120_000)} en tout" in agglo("et une commune ?").text


def test_a_month_is_of_the_year_of_the_one_before(agglo):
    agglo("Quelles subventions en mars 2022 ?")
    assert f"{euros(60_000)} en tout" in agglo("et en avril ?").text


def test_the_years_of_aid_in_kind_are_told_one_by_one(agglo):
    agglo("Combien d’aides en nature pour le Théâtre du Causse ?")
    assert f"2021\u00a0: {euros(5_000)}" in agglo("année par année ?").text


def test_which_of_those_told_one_after_the_other(agglo):
    agglo("Combien a eu le CCAS de Rodez ?")
    agglo("et le Théâtre du Causse ?")
    assert agglo("lequel a eu le plus ?").text.startswith(f"Théâtre du Causse\u00a0: {euros(320_000)}")


def test_what_projects_may_be_about_is_no_change_of_subject(agglo):
    agglo("Combien a eu le CCAS de Rodez ?")
    assert agglo("et les jeunes ?").outcome == "unknown"


def test_the_few_that_bear_a_name_are_proposed(talk_about):
    talk = talk_about(
        "nomBeneficiaire;montant\nMenuiserie Bertrandon SAS;7\nTransports Bertrandon SARL;5\nVergers bis;1\n"
    )
    reply = talk("Combien a reçu Bertrandon ?")
    assert reply.outcome == "clarify"
    assert {button.title for button in reply.buttons} == {"Menuiserie Bertrandon SAS", "Transports Bertrandon SARL"}


@pytest.mark.parametrize(
    "asked", ["Quelles communes ont été aidées ?", "quelles communes ont reçu quelque chose en 2022"]
)
def test_which_got_something_are_named(agglo, asked):
    assert "Commune de Pern" in agglo(asked).text


def test_what_is_given_in_money_after_what_is_given_in_kind(agglo):
    agglo("Combien d’aides en nature pour le Théâtre du Causse ?")
    assert euros(320_000) in agglo("et en argent ?").text


def test_what_a_body_is_said_to_be_is_not_told_of_it(agglo):
    agglo("Combien pour les associations ?")
    assert "association" not in agglo("L’association CCAS de Rodez a eu combien ?").text
    assert "- type\u00a0: Établissement" in agglo("c’est une entreprise ou une asso ?").text


def test_an_average_is_asked_for_before_what_it_is_of(agglo):
    text = agglo("Une subvention du Grand Rodez, en moyenne, ça fait combien ?").text
    assert text.startswith(f"{euros(105_000)} en moyenne")


@pytest.mark.parametrize("named", ["le CCAS de Rodez", "CCAS de Pern"])
def test_a_body_named_alone_is_not_asked_about_what_it_got_nothing_for(agglo, named):
    agglo("Combien pour les communes en 2022 ?")
    assert "Épicerie" in agglo(named).text


@pytest.mark.parametrize(
    "asked", ["qui a eu moins en 2023 qu’en 2022 ?", "la plus forte baisse", "qui a perdu par rapport à 2022 ?"]
)
def test_who_got_less_than_before_is_told_with_by_how_much(lot, asked):
    text = lot(asked).text
    assert text.startswith("1 bénéficiaire a reçu moins en 2023 qu’en 2022")
    assert f"{euros(36_000)} de moins, soit {percent_text(0.9)} ({euros(40_000)}, puis {euros(4_000)})" in text


def test_a_year_referred_to_is_the_one_before(agglo):
    assert "en 2022 sans subvention en 2021" in agglo("qui est nouveau par rapport à 2021 ?").text


def test_what_was_counted_is_told_year_by_year_when_asked_by_how_much_it_fell(agglo):
    agglo("Combien pour les communes ?")
    text = agglo("ça a baissé de combien ?").text
    assert f"2021\u00a0: {euros(80_000)}" in text
    assert f"2022\u00a0: {euros(40_000)}" in text
    assert f"De 2021 à 2022\u00a0: {euros(40_000)} de moins, soit {percent_text(0.5)}." in text


NEAR_NAMES = """nomAttribuant;nomBeneficiaire;objet;montant;dateConvention;nature;quartier
Commune de Saint-Made;Vélo Club La Roue d'Or du Sud;Course;800;2021-02-01;aide en numéraire;Pont
Commune de Saint-Made;Vélo Club La Roue d'Or du Sud;Course;900;2022-02-01;aide en numéraire;Pont
Commune de Saint-Made;Sud à bicyclette;Course;40;2022-02-01;aide en numéraire;Pont
Commune de Saint-Made;Étoile sportive du Pont;Course;7;2022-12-01;aide en numéraire;Mont
Commune de Saint-Made;Caisse des Écoles;Repas;3000;2021-02-01;aide en numéraire;Mont
Commune de Saint-Made;Association des parents d'élèves du Mont;Fête;5;2022-02-01;aide en numéraire;Pont
"""


@pytest.fixture
def made(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(NEAR_NAMES)


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("La Roue d’Or du Sud en 2022 ?", 90_000),
        ("La Roue d’Or du Sud a eu combien en 2022 ?", 90_000),
        ("La caisse des écoles a eu combien ?", 300_000),
        ("ES Pont, combien ?", 700),
        ("ape du mont on a eu cb", 500),
        ("nb d’aides - de 50€", 4_700 + 500),
        ("En décembre 2022, la commune a engagé combien ?", 700),
    ],
)
def test_who_and_what_is_asked_about_in_words_near_others(made, asked, cents):
    assert euros(cents) in made(asked).text


def test_an_average_of_what_who_gives_gave_is_of_all(made):
    text = made("En moyenne, une aide accordée par Saint-Made, c’est combien ?").text
    assert text.startswith(f"{euros(79_200)} en moyenne")


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        ("Combien pour la Roue d’Or ?", "détaille par année", f"2021\u00a0: {euros(80_000)}"),
        ("Combien pour la Roue d’Or en 2022 ?", "exercice par exercice ?", f"2021\u00a0: {euros(80_000)}"),
        ("Combien pour le quartier Mont ?", "ça grimpe ?", f"2021\u00a0: {euros(300_000)}"),
        ("Combien pour la Roue d’Or ?", "quelles années avez-vous ?", "6 subventions"),
    ],
)
def test_what_is_asked_of_nothing_named_is_asked_of_what_was_told(made, first, then, said):
    made(first)
    assert said in made(then).text


@pytest.mark.parametrize(
    "asked", ["qui n’avait jamais été aidé avant 2022 ?", "qui apparaît pour la toute première fois en 2022 ?"]
)
def test_who_was_never_helped_before_is_new(made, asked):
    assert made(asked).text.startswith("3 bénéficiaires en 2022 sans subvention en 2021")


ODD = """nomAttribuant;nomBeneficiaire;idBeneficiaire;objet;montant;dateConvention;nature;quartier
Ville de Made;Caisse des Écoles;;Repas;3000;2021-02-01;aide en numéraire;Mont
Ville de Made;Jeunes Agriculteurs du Mont;;Foire;640;2022-02-01;aide en numéraire;Mont
Ville de Made;Compagnie Soubik;21820120000019;Spectacle;500;2022-02-01;aide en numéraire;Pont
Ville de Made;Carnaval;;Annulation;-76;2022-02-01;aide en numéraire;Pont
Ville de Made;Union sportive du Pont, section football;;Maillots;90;2022-02-01;aide en numéraire;Pont
Ville de Made;Union sportive du Pont, section judo;;Kimonos;80;2022-02-01;aide en numéraire;Pont
"""


@pytest.fixture
def odd(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(ODD)


@pytest.mark.parametrize(
    "asked", ["Y a-t-il des montants qui clochent ?", "qui a un montant négatif ?", "des erreurs de saisie ?"]
)
def test_odd_amounts_are_told_with_whose_they_are(odd, asked):
    text = odd(asked).text
    assert text.startswith("1 montant à vérifier")
    assert "Carnaval en 2022, «\u00a0Annulation\u00a0» (négatif" in text


def test_there_may_be_no_odd_amount(odd):
    assert odd("des montants bizarres en 2021 ?").text.startswith("Aucun montant négatif")


def test_the_number_of_a_body_is_that_of_its_lines(odd):
    assert "SIRET 21820120000019" in odd("Il me faut le SIRET de la Compagnie Soubik.").text


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("jeunes agri du mont stp cb", 64_000),
        ("et la caisse des écoles ?", 300_000),
        ("Dans le quartier Mont, qui la mairie soutient-elle ?", 300_000),
    ],
)
def test_who_is_called_by_the_beginnings_of_words_and_by_common_ones(odd, asked, cents):
    assert euros(cents) in odd(asked).text


@pytest.mark.parametrize(("asked", "cents"), [("la section foot", 9_000), ("la section jud", 8_000)])
def test_a_choice_is_made_by_the_beginning_of_a_word(odd, asked, cents):
    assert odd("Union sportive du Pont, combien ?").outcome == "clarify"
    assert euros(cents) in odd(asked).text


def test_the_value_with_the_least_comes_first(odd):
    text = odd("Quel quartier récolte le moins d’argent ?").text
    assert text.index("Pont") < text.index("Mont\u00a0:")


WORDS = """nomAttribuant;nomBeneficiaire;objet;montant;dateConvention;nature;secteurActivite
Ville de Made;Harmonie municipale;Concert de la Sainte-Cécile;300;2021-02-01;aide en numéraire;Culture
Ville de Made;Harmonie municipale;Voyage à Rostock;500;2022-02-01;aide en numéraire;Culture
Ville de Made;Les Dauphins;Stage de natation à l'île Maurice;70;2022-02-01;aide en numéraire;Sport
Ville de Made;Les Dauphins;Fonctionnement;9;2021-02-01;aide en numéraire;Sport
Ville de Made;Jardins ouvriers;Dégâts de la tempête;24;2022-02-01;aide en numéraire;Environnement
"""


@pytest.fixture
def words(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(WORDS)


@pytest.mark.parametrize(
    ("first", "then", "cents"),
    [
        ("Combien pour l’Harmonie municipale ?", "combien en 2021 ?", 30_000),
        ("Combien pour le sport ?", "combien en 2022 ?", 7_000),
        ("Combien pour les Dauphins ?", "dont combien pour le stage à Maurice ?", 7_000),
    ],
)
def test_how_much_in_a_year_is_asked_of_what_was_told(words, first, then, cents):
    words(first)
    assert f"pour {euros(cents)}" in words(then).text


def test_a_column_whose_words_are_run_together_is_called_by_them(words):
    text = words("Répartition par secteur d’activité").text
    assert "par secteur activite" in text
    assert f"- Culture\u00a0: {euros(80_000)}" in text


@pytest.mark.parametrize("asked", ["elle touche combien au total ?", "et elles ont touché combien en 2022 ?"])
def test_what_somebody_got_who_was_not_named_is_asked_back(words, asked):
    assert words(asked).outcome == "clarify"


def test_a_decision_of_nothing_named_is_asked_back(words):
    assert words("c’est dans quelle décision ?").outcome == "clarify"


def test_a_list_of_those_above_an_amount_is_a_list(words):
    text = words("liste les aides de plus de 50 euros en 2022").text
    assert f"1. {euros(50_000)} à Harmonie municipale" in text


def test_the_decision_is_that_of_what_was_told_by_its_object(words):
    assert "Harmonie municipale" in words("le concert de la Sainte-Cécile, c’est quelle association ?").text
    assert euros(30_000) in words("c’est dans quelle décision ?").text


def test_the_ends_of_a_period_are_compared(words):
    words("La subvention de l’Harmonie municipale a baissé ?")
    assert f"L’écart est de {euros(20_000)}" in words("de combien entre 2021 et 2022 ?").text


def test_who_asks_is_no_beneficiary(words):
    text = words("En ma qualité de conseillère municipale, quelle est la répartition par secteur d’activité ?").text
    assert f"- Sport\u00a0: {euros(7_900)}" in text


def test_a_texted_for_is_one(words):
    assert "Jardins ouvriers" in words("ki a eu d sous pr la tempete").text


TURNED = """nomAttribuant;nomBeneficiaire;idBeneficiaire;objet;montant;dateConvention;nature;commune;secteur
Morlaix Communauté;Les Galopins;21820120000019;Crèche;100;2022-02-01;aide en numéraire;Lanmeur;Enfance
Morlaix Communauté;Les Galopins;21820120000019;Crèche;200;2023-04-01;aide en numéraire;Lanmeur;Enfance
Morlaix Communauté;Les Galopins;;Crèche;3000;2022-02-01;aide en numéraire;Taulé;Enfance
Morlaix Communauté;Les Galopins;;Crèche;3500;2023-02-01;aide en numéraire;Taulé;Enfance
Morlaix Communauté;Amis du château;;Nuit du patrimoine;25;2023-02-01;aide en numéraire;Taulé;Culture
Morlaix Communauté;Commune de Taulé;;Chapelle;600;2022-05-01;aide en numéraire;Taulé;Patrimoine
Morlaix Communauté;Commune de Taulé;;Chapelle;700;2023-05-01;aide en numéraire;Taulé;Patrimoine
Morlaix Communauté;RESAM;;Fonctionnement;50;2022-03-01;aide en numéraire;Morlaix;Culture
Morlaix Communauté;RESAM;;Fonctionnement;30;2023-03-01;aide en numéraire;Morlaix;Culture
Morlaix Communauté;MJC;;Fonctionnement;8;2022-03-01;aide en numéraire;Morlaix;Culture
Morlaix Communauté;MJC;;Fonctionnement;60;2023-03-01;aide en numéraire;Morlaix;Culture
"""


@pytest.fixture
def turned(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(TURNED)


def test_a_year_turned_to_is_not_added_to_that_of_two_that_were_compared(turned):
    assert turned("mjc ou resam qui a eu le plus en 2022 ?").text.startswith("RESAM")
    assert turned("et en 2023 ?").text.startswith(f"MJC\u00a0: {euros(6_000)}")


def test_a_theme_turned_to_is_not_added_to_that_of_which_years_were_compared(turned):
    turned("La culture a baissé ?")
    turned("de combien entre 2022 et 2023 ?")
    assert turned("et l’enfance ?").text.startswith(f"2023\u00a0: {euros(370_000)}")


def test_a_month_turned_to_is_not_of_the_quarter_told(turned):
    turned("combien au 2e trimestre 2023 ?")
    assert f"pour {euros(9_000)}" in turned("en mars 2023 ?").text
    assert f"pour {euros(352_500)}" in turned("et en février ?").text


def test_homonyms_are_told_apart_by_their_places(turned):
    assert euros(650_000) in turned("les galopins de taulé ont eu combien ?").text
    assert euros(350_000) in turned("et en 2023 ?").text
    assert euros(20_000) in turned("et ceux de lanmeur ?").text


def test_what_objects_say_of_what_a_column_says_comes_first(turned):
    assert "Amis du château" in turned("combien pour la nuit du patrimoine ?").text
    assert f"{euros(130_000)} en tout" in turned("combien pour le patrimoine ?").text


@pytest.mark.parametrize(
    "asked", ["qui a moins qu’avant ?", "Qui a eu moins qu’en 2022 ?", "les baisses en 2023", "qui a moins en 2023 ?"]
)
def test_who_got_less_is_asked_in_many_words(turned, asked):
    assert turned(asked).text.startswith("1 bénéficiaire a reçu moins en 2023 qu’en 2022")


def test_a_name_that_begins_with_capitals_is_of_nobody_known(turned):
    assert "«\u00a0AS Excelsior\u00a0»" in turned("l’AS Excelsior a bien reçu 80 000 € en 2023 ?").text


PLACED = """nomAttribuant;nomBeneficiaire;objet;montant;exercice;datesPeriodeVersement;commune;secteur
Made Métropole;Club Alpha;Matériel;100;2021;2021-03-05;Boisvert;Sport
Made Métropole;Club Alpha;Tournoi;900;2022;2022-09-05;Boisvert;Sport
Made Métropole;Club Beta;Matériel;200;2022;2022-03-05;Clairmont;Sport
Made Métropole;Club Beta;Stage;250;2022;2022-04-05;Clairmont;Sport
Made Métropole;Club Beta;Stage;60;2023;2023-08-05;Clairmont;Sport
Made Métropole;Théâtre Gamma;Pièce;400;2022;2022-08-05;Boisvert;Culture
Made Métropole;Théâtre Delta;Pièce;700;2021;2021-08-05;Clairmont;Culture
Made Métropole;Verger Omega;Arbres;30;2022;2022-08-06;Clairmont;Jardins
"""


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        # What is picked from a list keeps what narrowed it.
        (["Qui a eu le plus en 2022 ?", "le deuxième, c’est pour quoi ?"], 45_000),
        (["Qui a eu le plus en 2022 ?", "le deuxième", "pour quoi ?"], 45_000),
        (["Qui a eu le plus pour le sport en 2022 ?", "le premier, combien ?"], 90_000),
        (["Combien en 2022 ?", "qui a eu le plus ?", "le deuxième, c’est pour quoi ?"], 45_000),
        (["Combien en août 2022 ?", "les plus grosses", "la première, c’est quoi ?"], 40_000),
        (["Qui a eu le plus en 2022 ?", "le deuxième a eu combien depuis le début ?"], 51_000),
        # A theme and a place narrow together; a place takes the place of a place.
        (["Combien pour le sport ?", "et à Clairmont ?"], 51_000),
        (["Combien pour le sport à Clairmont ?", "et à Boisvert ?"], 100_000),
        (["Combien pour le sport à Clairmont ?", "et la culture ?"], 70_000),
        (["Combien à Boisvert en 2022 ?", "et pour la culture ?"], 40_000),
        # The years told one after the other are summed up; those of a sum stay.
        (["Combien a eu le club Beta en 2022 ?", "et en 2023 ?", "au total sur les deux ans ?"], 51_000),
        (["Combien a eu le club Alpha en 2021 ?", "et en 2022 ?", "ça fait combien en tout ?"], 100_000),
        (["Quelles subventions pour le sport en 2022 ?", "ça fait combien en tout ?"], 135_000),
        (["Combien a eu le club Beta en 2023 ?", "et en 2021 ?", "ça lui fait combien sur la période ?"], 51_000),
        (["Le sport, total des trois années ?"], 151_000),
        (["Combien pour le sport en 2022 ?", "au total ?"], 151_000),
        # What is named before a question, in a sentence of its own, is what it is asked of.
        (["Le sport ? Combien en 2022 ?"], 135_000),
        (["Et le club Beta ? Combien en 2022 ?"], 45_000),
        (["La culture. Combien en 2022 ?"], 40_000),
        # A quarter is of the year of the month before it.
        (["Combien en mars 2022 ?", "et au 3e trimestre ?"], 133_000),
        (["Combien en mars 2022 ?", "et au 3e trimestre 2021 ?"], 70_000),
    ],
)
def test_what_narrowed_the_last_question_still_does(talk_about, asked, total):
    talk = talk_about(PLACED)
    for text in asked:
        reply = talk(text)
    assert f"pour {euros(total)}" in reply.text


def test_a_part_of_those_who_got_some_is_asked_of_the_same_year(talk_about):
    talk = talk_about(PLACED)
    talk("Combien en 2022 ?")
    assert "pour 3 subventions (Sport) en 2022" in talk("aux associations sportives ?").text
    talk("Combien a eu le club Beta en 2022 ?")
    assert "Club Beta\u00a0:" not in talk("aux associations culturelles ?").text


def test_a_place_that_has_nothing_of_a_theme_is_told_so(talk_about):
    talk = talk_about(PLACED)
    talk("Combien pour les jardins ?")
    assert talk("et à Boisvert ?").text.startswith("Aucune subvention ne correspond (Boisvert et Jardins)")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["Évolution du club Beta", "en quelle année le plus ?"], "La plus grosse année : 2022"),
        (["De 2022 à 2023 combien a eu le club Beta ?", "en quelle année le moins ?"], "la plus petite : 2023"),
        (["Combien pour la culture de 2021 à 2022 ?", "en quelle année le plus ?"], "La plus grosse année : 2021"),
    ],
)
def test_the_best_year_is_that_of_whom_and_when_was_asked_about(talk_about, asked, told):
    talk = talk_about(PLACED)
    for text in asked:
        reply = talk(text)
    assert told.replace(" :", "\u00a0:") in reply.text


def test_the_smallest_after_one_of_a_list_is_of_all_of_it(talk_about):
    talk = talk_about(PLACED)
    talk("Quelle est la plus grosse subvention en 2022 ?")
    talk("et la deuxième ?")
    assert talk("et la plus petite ?").text.startswith(f"1. {euros(3_000)} à Verger Omega")


TOWNS = """nomAttribuant;nomBeneficiaire;objet;montant;exercice;commune;canton
Made Métropole;Club Alpha;Matériel;100;2021;Boisvert;Hautmont
Made Métropole;Club Beta;Matériel;200;2022;Clairmont;Hautmont
Made Métropole;Club Omega;Matériel;400;2022;Roncières;Basmont
Made Métropole;Club Zeta;Matériel;800;2022;Nantilly;Basmont
"""


def test_a_canton_takes_the_place_of_a_town(talk_about):
    talk = talk_about(TOWNS)
    talk("Combien à Boisvert ?")
    assert f"pour {euros(120_000)}" in talk("et dans le canton de Basmont ?").text


def test_what_follows_a_question_that_is_not_understood_is_not_answered_of_everything(talk_about):
    talk = talk_about(PLACED)
    assert talk("quels clubs de jonglage").outcome == "out_of_scope"
    assert talk("combien en tout ?").outcome == "clarify"


@pytest.mark.parametrize(
    "asked", ["quel est le montant total des subventions ?", "qui a eu le plus ?", "combien pour le sport ?"]
)
def test_what_says_of_what_it_asks_is_answered_after_one_that_is_not_understood(talk_about, asked):
    talk = talk_about(PLACED)
    talk("quels clubs de jonglage")
    assert talk(asked).outcome == "answered"


@pytest.mark.parametrize("asked", ["la moyenne ?", "la médiane", "qui a eu le plus ?", "les plus grosses"])
def test_what_is_measured_is_of_the_days_that_were_asked_about(talk_about, asked):
    talk = talk_about(PLACED)
    talk("Combien en août 2022 ?")
    assert "(août 2022, jour du versement)" in talk(asked).text


@pytest.mark.parametrize(
    ("asked", "outcome"),
    [
        (["combien de plus de 600 € pour la culture ?", "ils avaient combien l’année d’avant ?"], "clarify"),
        (["combien a eu le club Beta en 2023 ?", "il avait combien l’année d’avant ?"], "answered"),
        (["combien pour le sport en 2023 ?", "et l’année d’avant ?"], "answered"),
    ],
)
def test_the_year_before_one_that_was_not_told_is_asked_back(talk_about, asked, outcome):
    talk = talk_about(PLACED)
    for text in asked:
        reply = talk(text)
    assert reply.outcome == outcome


def test_who_leads_each_year_is_asked_of_all_not_of_who_was_told_to_lead(agglo):
    agglo("Qui a reçu le plus en 2022 ?")
    assert agglo("toujours le même en tête ?").text.count("\n- ") == 2
    assert "2021" in agglo("et pour les communes ?").text


PLACES = """nomBeneficiaire;objet;montant;exercice;quartier;thematique
Amicale laïque des Charmes;Saison;100;2022;Les Charmes;Petite enfance
Basket Club des Charmes;Saison;200;2022;Les Charmes;Sport
Comité des fêtes de Pern;Fête;400;2022;Le Moulin;Sport
Comité des fêtes du Moulin;Fête;800;2023;Le Moulin;Sport
Crèche de Lauzès;Accueil;1600;2022;Le Moulin;Petite enfance
"""


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("Combien aux Charmes en 2022 ?", 30_000),
        ("Le quartier des Charmes", 30_000),
        ("charmes", 30_000),
        ("Combien au Moulin ?", 280_000),
        ("Le Basket Club des Charmes", 20_000),
        ("Combien pour la petite enfance au Moulin en 2022 ?", 160_000),
    ],
)
def test_a_place_is_called_without_its_article_or_with_it_contracted(talk_about, asked, cents):
    assert euros(cents) in talk_about(PLACES)(asked).text


def test_what_those_who_may_be_meant_share_is_said_again(talk_about):
    talk = talk_about(PLACES)
    talk("Le comité des fêtes ?")
    assert "peuvent être «\xa0Comité des fêtes\xa0»" in talk("en 2022").text


def test_the_share_of_the_first_of_all_is_theirs(talk_about):
    text = talk_about(PLACES)("Quel pourcentage des subventions va aux 2 premiers en 2022 ?").text
    assert f"{percent_text(20 / 23)} des {euros(230_000)}" in text


@pytest.mark.parametrize(("rank", "who", "cents"), [("le 11e", "Club 11", 1_900), ("et le premier ?", "Club 1", 2_900)])
def test_a_rank_after_more_of_a_list_is_that_of_all_of_it(talk_about, rank, who, cents):
    lines = "".join(f"Club {number};{30 - number};2022\n" for number in range(1, 20))
    talk = talk_about(f"nomBeneficiaire;montant;exercice\n{lines}")
    talk("qui a reçu le plus ?")
    talk("la suite")
    text = talk(rank).text
    assert text.startswith(f"{who}\xa0: 1 subvention")
    assert f"pour {euros(cents)}" in text


CHOIR = """nomBeneficiaire;montant;exercice
Chorale;400;2022
Chorale;70;2023
Harmonie;1000;2023
"""


@pytest.mark.parametrize("asked", ["Elle a eu autre chose ?", "Et elle a eu quelque chose d’autre ?"])
def test_what_else_somebody_got_is_that_of_the_other_years_and_of_no_others(talk_about, asked):
    talk = talk_about(CHOIR)
    talk("Combien pour la Chorale en 2023 ?")
    said = talk(asked).text
    assert said.startswith("Chorale")
    assert euros(40_000) in said
    assert euros(100_000) not in said


def test_other_grants_that_somebody_got_are_no_others(talk_about):
    talk = talk_about(CHOIR)
    talk("Combien pour la Chorale en 2023 ?")
    assert euros(40_000) in talk("Elle a reçu d’autres subventions ?").text


RELIEF = """nomBeneficiaire;montant;exercice
Secours populaire, comité des Prés;600;2022
Secours catholique des Prés;90;2022
Harmonie des Prés;7;2022
"""


@pytest.mark.parametrize(("asked", "cents"), [("le secours pop", 60_000), ("le secours cath", 9_000)])
def test_three_letters_begin_a_word_of_names_that_hold_the_one_before(talk_about, asked, cents):
    assert euros(cents) in talk_about(RELIEF)(f"Combien pour {asked} en 2022 ?").text


def test_three_letters_that_begin_no_word_after_it_call_nobody(talk_about):
    text = talk_about(RELIEF)("Combien pour le secours har en 2022 ?").text
    assert euros(700) not in text
    assert euros(60_000) not in text


WOMEN = """nomBeneficiaire;montant;exercice
Solidarité Femmes des Prés;600;2022
Syndicat des Prés;90;2022
Amicale des Prés;7;2022
"""


def test_a_word_of_the_subject_may_be_that_of_a_name_in_the_plural(talk_about):
    text = talk_about(WOMEN)("Solidarité femme des Prés, quelle subvention en 2022 ?").text
    assert text.startswith("Solidarité Femmes des Prés")


@pytest.mark.parametrize(
    "asked", ["Et la dernière fois, c’était quand ?", "Quand a-t-il été aidé pour la dernière fois ?"]
)
def test_the_last_time_is_of_any_year(talk_about, asked):
    talk = talk_about(DEPARTMENT)
    talk("Combien a reçu le Foyer rural en 2022 ?")

    assert "2023" in talk(asked).text


@pytest.mark.parametrize("asked", ["Ma commune a reçu combien au total ?", "Combien pour ma commune ?"])
def test_a_town_of_ones_own_goes_on_being_meant(talk_about, asked):
    talk = talk_about(DEPARTMENT)
    talk("Bonsoir, je suis élue à Pern")
    talk("Combien a reçu le Comité Olympique ?")

    assert euros(94_000) in talk(asked).text
