"""What is asked about in the stead of the one spoken of."""

from collections.abc import Callable

import pytest

from bot.dialogue.conversation import BEGINNING
from tests.grants.talk import Talk, euros

CLUBS = """nomBeneficiaire;rnaBeneficiaire;objet;montant;commune;politique
USP Pern Rugby;;Fonctionnement;9000;Pern;Sport
US Figeac Rugby;;Fonctionnement;300;Figeac-sur-Lot;Sport
Escrime Figeac;;Fonctionnement;80;Figeac-sur-Lot;Sport
USP Pern Natation;;Bassin;40;Pern;Sport
Natation Figeac;;Bassin;45;Figeac-sur-Lot;Sport
Tennis Club Fumélois;;Balles;35;;Sport
Tennis Club de la Migoule;;Filets;30;;Sport
Les Amis de l'athlétisme;;Stade;20;Pern;Sport
CCAS de Figeac-sur-Lot;;Épicerie;700;Figeac-sur-Lot;Solidarité
CCAS de Pern;;Épicerie;600;Pern;Solidarité
CCAS de Lauzès;;Épicerie;500;Lauzès;Solidarité
Comité des fêtes de Pern;;Bal;50;Pern;Culture
Comité des fêtes;W111111111;Bal;60;Lauzès;Culture
Comité des fêtes;W222222222;Bal;70;Figeac-sur-Lot;Culture
Commune de Figeac-sur-Lot;;Voirie;40;Figeac-sur-Lot;Voirie
"""


@pytest.fixture
def clubs(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(CLUBS)


@pytest.mark.parametrize(
    ("first", "then", "cents"),
    [
        ("Combien a eu le rugby de Pern ?", "et celui de Figeac ?", 30_000),
        ("Combien a eu le rugby de Pern ?", "et Figeac ?", 30_000),
        ("Combien a eu le CCAS de Figeac ?", "et celui de Pern ?", 60_000),
        ("Combien a eu le CCAS de Figeac ?", "celui de Pern, combien ?", 60_000),
        ("Le comité des fêtes de Pern ?", "et celui de Lauzès ?", 6_000),
        ("Combien a eu le comité des fêtes ?", "celui de Pern", 5_000),
        ("Combien a eu le CCAS de Figeac ?", "non pardon, je parlais de celui de Pern", 60_000),
        ("Combien a eu USP Pern Rugby ?", "et la natation ?", 4_000),
        ("Combien a eu le Tennis Club Fumélois ?", "et celui de la Migoule ?", 3_000),
    ],
)
def test_one_called_as_another_but_for_its_place(clubs, first, then, cents):
    clubs(first)
    assert euros(cents) in clubs(then).text


@pytest.mark.parametrize(
    "asked",
    [
        "Le CCAS de Figeac a eu plus que celui de Pern ?",
        "Compare le CCAS de Figeac et celui de Pern",
        "Mets face à face le CCAS de Pern et celui de la Figeac",
    ],
)
def test_one_called_as_another_in_the_same_message(clubs, asked):
    text = clubs(asked).text
    assert text.startswith("CCAS de Figeac-sur-Lot")
    assert f"{euros(70_000)} (1 subvention), contre {euros(60_000)} pour CCAS de Pern" in text


@pytest.mark.parametrize("how", ["Compare {} et {} en 2022", "Compare {} en 2022 et {}", "Comparez {} avec {} en 2022"])
def test_two_called_alike_are_compared_in_a_year(talk_about, how):
    lines = [f"CCAS de {town};{year}" for town in ("Pern;9", "Lauzès;5") for year in (2021, 2022)]
    talk = talk_about("\n".join(["nomBeneficiaire;montant;exercice", *lines]))
    text = talk(how.format("le CCAS de Pern", "celui de Lauzès")).text
    assert f"{euros(900)} (1 subvention), contre {euros(500)} pour CCAS de Lauzès (1 subvention), en 2022" in text


@pytest.mark.parametrize("which", ["lequel a été le mieux doté ?", "lequel a eu le plus ?"])
def test_of_two_called_alike_the_one_that_got_more(clubs, which):
    text = clubs(f"Entre le CCAS de Figeac et celui de Pern, {which}").text
    assert "Lauzès" not in text
    assert 0 <= text.index(euros(70_000)) < text.index(euros(60_000))


TOWNS = """nomBeneficiaire;montant;date de convention;communeBeneficiaire;politique
Commune de Murat;1000;2021-03-01;Murat;Voirie
Tennis Club de Murat;20;2022-03-01;Murat;Sport
Tennis Club Sanflorain;30;2022-03-01;Saint-Flour;Sport
Escrime Sanfloraine;5;2022-03-01;Saint-Flour;Sport
Commune de Saint-Flour;400;2021-03-01;Saint-Flour;Voirie
Harmonie de Mauriac;7;2021-03-01;Mauriac;Culture
Harmonie de Mauriac;1;2022-03-01;Mauriac;Culture
Amis du livre;9;2021-03-01;Mauriac;Culture
"""


@pytest.fixture
def towns(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(TOWNS)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        # A commune beside a town that has none of its own is all who are there.
        ("Compare Saint-Flour et Mauriac", f"Saint-Flour\u00a0: {euros(43_500)} (3 subventions)"),
        ("Compare la commune de Saint-Flour et Mauriac", f"Commune de Saint-Flour\u00a0: {euros(40_000)}"),
        ("Compare Saint-Flour et Murat", f"Commune de Murat\u00a0: {euros(100_000)}"),
        ("Saint-Flour ou Murat, qui a eu le plus ?", f"Commune de Murat\u00a0: {euros(100_000)}"),
        # So is one that got nothing then.
        ("Combien pour Murat en 2022 ?", "1 subvention (Murat) en 2022"),
        ("Combien pour Murat ?", "Commune de Murat\u00a0: 1 subvention"),
        ("Combien pour la commune de Murat en 2022 ?", "Aucune subvention ne correspond pour Commune de Murat"),
        ("Combien a reçu Murat, toutes structures confondues ?", "2 subventions (Murat)"),
        ("Combien a reçu Murat, tous bénéficiaires de la commune réunis ?", "2 subventions (Murat)"),
        # Before who is asked for, it is where they are.
        ("Murat, qui a été aidé ?", "Les 2 plus aidés (Murat)"),
        ("la commune de Murat qui a eu combien ?", "Commune de Murat\u00a0: 1 subvention"),
    ],
)
def test_a_town_is_its_commune_or_all_who_are_there(towns, asked, text):
    towns.past = BEGINNING
    assert towns(asked).text.startswith(text)


@pytest.mark.parametrize(
    ("first", "then", "text"),
    [
        ("Combien Saint-Flour a-t-elle reçu en 2021 ?", "et Mauriac ?", "2 subventions (Mauriac) en 2021"),
        ("Combien pour Mauriac en 2021 ?", "et Murat ?", "1 subvention (Murat) en 2021"),
        ("Combien a eu l'escrime sanfloraine ?", "et Mauriac ?", "3 subventions (Mauriac)"),
        ("Combien a eu Murat ?", "toutes structures confondues ?", "2 subventions (Murat)"),
        ("Combien a eu l'escrime sanfloraine ?", "et pour la culture ?", "3 subventions (Culture)"),
        # One called alike is no body crossed with a place.
        ("Combien a eu le tennis club de Murat ?", "et celui de Saint-Flour ?", "Tennis Club Sanflorain"),
        ("Combien a eu l'harmonie de Mauriac ?", "et celle de Murat ?", "Aucune subvention ne correspond pour harm"),
    ],
)
def test_a_place_turned_to_is_not_crossed_with_who_was_spoken_of(towns, first, then, text):
    towns.past = BEGINNING
    towns(first)
    assert towns(then).text.startswith(text)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Combien a eu le tennis club de Mauriac ?", "Aucune subvention ne correspond pour tennis club – Mauriac"),
        ("Combien a eu la mission locale de Murat ?", "Mission locale du Cantal\u00a0: 1 subvention, pour"),
        ("Combien a eu le tennis club de Murat ?", "Tennis Club de Murat\u00a0: 1 subvention"),
        ("Combien a eu Tennis Club Sanflorain à Murat ?", "Aucune subvention ne correspond pour Tennis Club Sanfl"),
    ],
)
def test_those_called_in_part_are_of_the_place_that_follows(talk_about, asked, text):
    towns = talk_about(f"{TOWNS}Mission locale du Cantal;3;;Murat;Social\n")
    assert towns(asked).text.startswith(text)


@pytest.mark.parametrize(
    "asked",
    [
        "Compare l'harmonie de Mauriac et la mission locale",
        "Compare la mission locale et l'harmonie de Mauriac",
        "La mission locale a-t-elle reçu plus que l'harmonie de Mauriac ?",
    ],
)
def test_a_name_of_words_of_the_subject_is_compared(talk_about, asked):
    towns = talk_about(f"{TOWNS}Mission locale du Cantal;3;;Murat;Social\n")
    text = towns(asked).text
    assert text.startswith(f"Harmonie de Mauriac\u00a0: {euros(800)}")
    assert "Mission locale du Cantal" in text


def test_a_name_is_not_said_across_the_beginning_of_another(towns):
    towns.past = BEGINNING
    text = towns("Compare l'escrime sanfloraine et l'harmonie de Mauriac").text
    assert text.startswith("Harmonie de Mauriac")
    assert "Escrime Sanfloraine" in text


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Top 3 des communes où vont les subventions", f"- Saint-Flour\u00a0: {euros(43_500)}"),
        ("Dans quelles communes vont les subventions ?", f"- Saint-Flour\u00a0: {euros(43_500)}"),
        ("Top 3 des communes", f"1. Commune de Murat\u00a0: {euros(100_000)}"),
        ("Combien de communes aidées en 2021 ?", "2 bénéficiaires, pour 2 subventions (communes"),
        ("Combien de communes différentes ?", "2 bénéficiaires, pour 2 subventions (communes"),
    ],
)
def test_communes_are_those_that_got_something_or_those_where_it_goes(towns, asked, text):
    towns.past = BEGINNING
    assert text in towns(asked).text


def test_communes_are_counted_where_a_column_is_called_so(talk_about):
    talk = talk_about(TOWNS.replace("communeBeneficiaire", "Commune"))
    assert talk("Combien de communes ont reçu une subvention en 2021 ?").text.startswith("2 bénéficiaires, pour 2")


def test_one_of_three_is_chosen_among_three(clubs):
    clubs.past = BEGINNING
    for asked in ("Combien a eu le CCAS de Figeac ?", "et celui de Pern ?", "et celui de Lauzès ?"):
        clubs(asked)
    text = clubs("lequel des trois a le plus reçu ?").text
    assert all(f"CCAS de {town}" in text for town in ("Figeac", "Pern", "Lauzès"))


def test_a_place_where_none_is_called_so_is_itself(clubs):
    clubs("Combien a eu le comité des fêtes de Pern ?")
    assert clubs("et la commune de Figeac ?").text.startswith("Commune de Figeac")


@pytest.mark.parametrize(("then", "cents"), [("et la culture ?", 18_000), ("et l’athlétisme ?", 2_000)])
def test_a_theme_turned_to_is_not_that_of_who_was_spoken_of(clubs, then, cents):
    clubs("Combien a eu le rugby de Pern ?")
    text = clubs(then).text
    assert "Rugby" not in text
    assert euros(cents) in text
    assert "Rugby" not in clubs("en tout ?").text


def test_a_theme_of_who_was_spoken_of_is_asked_of_it(clubs):
    clubs("Combien a eu le rugby de Pern ?")
    assert clubs("et le sport ?").text.startswith("USP Pern Rugby")
    # Of a theme that it has no line of, the theme alone is told.
    assert clubs("et pour la culture ?").text.startswith("3 subventions (Culture)")


def test_a_body_turned_to_is_not_asked_about_a_theme_not_its_own(clubs):
    clubs("Combien pour l’athlétisme ?")
    assert clubs("et l’escrime de Figeac ?").text.startswith("Escrime Figeac")


def test_one_more_is_compared_with_those_that_were(clubs):
    clubs("Le CCAS de Figeac a-t-il eu plus que le CCAS de Pern ?")
    text = clubs("et le rugby de Pern ?").text
    assert text.startswith(f"USP Pern Rugby\u00a0: {euros(900_000)}")
    assert "CCAS de Figeac-sur-Lot" in text
    assert "CCAS de Pern" in text
    assert clubs("lequel a le plus ?").text == text


def test_one_called_alike_is_compared_with_those_that_were(clubs):
    clubs("Compare le CCAS de Figeac et le CCAS de Pern")
    text = clubs("et avec celui de Lauzès ?").text
    assert text.startswith(f"CCAS de Figeac-sur-Lot\u00a0: {euros(70_000)}")
    assert f"{euros(50_000)} pour CCAS de Lauzès" in text


def test_those_of_whom_no_line_tells_are_not_equal(clubs):
    clubs("Le CCAS de Figeac a-t-il eu plus que le CCAS de Pern ?")
    assert "Égalité" not in clubs("et pour la culture ?").text


def test_a_commune_is_called_as_its_town_is_in_short(clubs):
    assert clubs("Combien a eu la commune de Figeac ?").text.startswith("Commune de Figeac-sur-Lot")
    assert clubs("Figeac ?").text.startswith("Commune de Figeac-sur-Lot")


@pytest.mark.parametrize("asked", ["il est dans quelle commune, ce dernier ?", "c’est dans quelle commune ?"])
def test_in_which_town_one_is_is_asked_of_its_column_and_not_of_communes(talk_about, asked):
    rows = ["Lou Mazuc;10;Pern", "Lou Mazuc;5;Pern", "Commune de Lauzès;60;Lauzès", "Judo Alpin;9;Lauzès"]
    talk = talk_about("\n".join(["nomBeneficiaire;montant;commune", *rows]))
    talk("Combien a eu Lou Mazuc ?")
    text = talk(asked).text
    assert text.startswith("Lou Mazuc, 2 subventions, d’après les colonnes")
    assert "commune\xa0: Pern" in text


def test_the_average_is_that_of_a_grant_and_that_of_who_got_any(talk_about):
    talk = talk_about("nomBeneficiaire;montant\nAlpha bis;10\nAlpha bis;20\nBeta ter;60\n")
    text = talk("Quelle est la moyenne ?").text
    assert f"{euros(3_000)} en moyenne par subvention" in text
    assert f"Par bénéficiaire (2)\u00a0: {euros(4_500)} en moyenne" in text


def test_who_comes_first_in_a_theme_is_none_of_two_years(talk_about):
    talk = talk_about(
        "nomBeneficiaire;montant;date de convention;secteur\nAlpha bis;10;2021-01-05;Jardins\n"
        "Beta ter;60;2022-01-05;Jardins\nAlpha bis;5;2022-01-05;Halles\nAlpha bis;5;2022-02-05;Halles\n"
    )
    talk("Combien a eu Alpha bis en 2021 ?")
    talk("et en 2022 ?")
    assert "1. Beta ter" in talk("c’est qui le premier en jardins ?").text


def test_why_is_no_more_than_what_for(clubs):
    clubs("Combien a eu le CCAS de Pern ?")
    text = clubs("pourquoi ?").text
    assert "Épicerie" in text
    assert "L’objet est tout ce que ces données disent des raisons." in text


def test_years_of_what_is_given_in_kind_are_told(talk_about):
    talk = talk_about(
        "nomBeneficiaire;montant;date de convention;nature\nAlpha bis;10;2021-01-05;aide en nature\n"
        "Beta ter;60;2023-01-05;aide en nature\n"
    )
    assert talk("Combien d'aides en nature ?").text.startswith("2 aides en nature de 2021 à 2023")


IN_KIND = """nomAttribuant;nomBeneficiaire;objet;montant;date de convention;nature;Service instructeur
Ville de Pern-la-Haute;Alpha bis;Salle;10;2021-01-05;aide en nature;Halles
Ville de Pern-la-Haute;Beta ter;Stade;60;2022-01-05;aide en nature;Halles
Ville de Pern-la-Haute;Beta ter;Jeux;75000;2022-01-05;aide en numéraire;Jardins
Ville de Pern-la-Haute;Beta ter;Livres;800;2021-01-05;aide en numéraire;Jardins
"""


def test_what_is_given_in_kind_is_listed_and_added_up_where_it_is_asked_for(talk_about):
    talk = talk_about(IN_KIND)
    assert talk("Combien d'aides en nature ?").text.startswith(
        "2 aides en nature de 2021 à 2022 de Ville de Pern-la-Haute, à 2 bénéficiaires, estimées à 70"
    )
    assert talk("Qui a eu des aides en nature ?").text.startswith("Les 2 plus aidés (en nature, valeur estimée)")
    talk.past = BEGINNING
    assert "2 aides en nature n’y sont pas comptées." in talk("Qui a reçu le plus ?").text
    talk.past = BEGINNING
    talk("Combien d'aides en nature en 2021 ?")
    assert euros(1_000) in talk("elles valent combien en tout ?").text


def test_of_a_body_the_one_grant_whose_amount_is_named(talk_about):
    talk = talk_about(IN_KIND)
    assert "Jeux" in talk("C'est pour quoi, les 75 000 € de Beta ter ?").text
    assert f"1 subvention d’exactement {euros(7_500_000)}" in talk("Beta ter a bien eu 75 000 € ?").text


def test_a_column_and_the_town_that_gives_are_called_in_short(talk_about):
    talk = talk_about(IN_KIND)
    assert "- service instructeur\u00a0: Halles" in talk("Quel service s'occupe d'Alpha bis ?").text
    talk.past = BEGINNING
    assert "par service instructeur" in talk("Quel service donne le plus ?").text
    assert "par service instructeur en 2022" in talk("Combien par service en 2022 ?").text
    assert euros(7_580_000) in talk("Combien a donné Pern ?").text


def test_they_are_compared_with_a_theme(clubs):
    clubs("Combien a eu le rugby de Pern ?")
    text = clubs("ils ont eu plus que la culture ?").text
    assert text.startswith(f"USP Pern Rugby\u00a0: {euros(900_000)}")
    assert f"L’écart est de {euros(882_000)}" in text


def test_how_many_in_all_is_not_bounded_by_the_amount_before(clubs):
    clubs("Combien de subventions de plus de 500 € ?")
    assert clubs("combien d’aides pour le sport en tout ?").text.startswith("8 subventions (Sport), à")


def test_years_are_said_in_words(talk_about):
    talk = talk_about("nomBeneficiaire;montant;date de convention\nAlpha bis;10;2021-01-05\nBeta ter;60;2022-01-05\n")
    assert talk("les 2 plus gros bénéficiaires de deux mille vingt et un").text.startswith("Alpha bis")
    between = talk("Combien entre deux mille vingt et un et deux mille vingt-deux ?")
    assert "2 subventions de 2021 à 2022" in between.text
    assert "1 subvention depuis 2022" in talk("Combien depuis deux mille vingt-deux ?").text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Alpha bis 21", "1 subvention en 2021"),
        ("alpha bis 21 c combien", "1 subvention en 2021"),
        # That may be of its name, and this counts something.
        ("Alpha bis 31", "2 subventions de 2021 à 2022"),
        ("Alpha bis 22 subventions", "2 subventions de 2021 à 2022"),
    ],
)
def test_a_year_right_after_a_name_may_be_two_digits(talk_about, asked, told):
    file = "nomBeneficiaire;montant;date de convention\nAlpha bis;10;2021-01-05\nAlpha bis;60;2022-01-05\n"
    assert told in talk_about(file)(asked).text


def test_a_column_that_is_named_tells_whose_values_are_meant(talk_about):
    talk = talk_about(
        "nomBeneficiaire;montant;commune;canton\nAlpha bis;10;Pern;Pern-1\nBeta ter;60;Pern;Pern-2\n"
        "Gamma;5;Lauzès;Pern-2\nDelta;4;Lauzès;Lauzès-sur-Lot\nAlpha bis;1;Pern;Lauzès-sur-Lot\nGamma;2;Pern;Pern-1\n"
    )
    assert f" {euros(7_700)}" in talk("Combien pour le canton de Pern ?").text
    assert f" {euros(7_300)}" in talk("Combien pour la commune de Pern ?").text
    assert f" {euros(500)}" in talk("Combien pour le canton de Lauzès ?").text


ELIDED = """nomBeneficiaire;objet;montant;exercice;commune
MJC d'Arques;Ateliers;70;2022;Arques
MJC d'Arques;Ateliers;80;2023;Arques
MJC de Longuenesse;Ateliers;30;2022;Longuenesse
Commune d'Arques;Voirie;900;2022;Arques
"""


@pytest.mark.parametrize(
    ("answer", "cents"), [("Arques", 15_000), ("à Arques", 15_000), ("celle d'Arques, en 2022", 7_000)]
)
def test_the_one_meant_is_told_by_its_town_after_an_elided_word_and_of_the_year_said(talk_about, answer, cents):
    talk = talk_about(ELIDED)
    assert "Duquel parlez-vous" in talk("Combien a eu la MJC ?").text
    reply = talk(answer)
    assert reply.text.startswith("MJC d'Arques")
    assert euros(cents) in reply.text


DASHES = """nomBeneficiaire;objet;montant
La Coupole - Centre d'histoire et planétarium;Fonctionnement;70
Les Amis de la coupole du marché;Bal;30
Carnaval - Comité des fêtes de Pern;Bal;20
"""


def test_a_name_that_says_more_after_a_dash_is_called_by_what_comes_before(talk_about):
    talk = talk_about(DASHES)
    assert talk("Combien a eu la Coupole ?").text.startswith("La Coupole - Centre d'histoire et planétarium")
