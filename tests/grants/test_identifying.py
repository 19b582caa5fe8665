"""Who is who: by numbers, by names where there are none, and by communes where a name is that of several."""

import pytest

from bot.grants.likeness import alike, apart

TOWNS = "nomAttribuant;nomBeneficiaire;idBeneficiaire;montant;commune\n"
HEADER = "nomAttribuant;nomBeneficiaire;idBeneficiaire;montant\n"
JUDO, OTHER = "73282932000074", "35600000000048"


def test_names_that_have_nothing_in_common_are_no_body_because_one_number_was_copied_down(importing):
    imported = importing(
        f"{HEADER}Ville de Brens;Judo club brennois;{JUDO};3000\nVille de Brens;Harmonie municipale;{JUDO};12000\n"
        f"Ville de Brens;CCAS de Brens;{JUDO};700\nVille de Brens;JC Brens;{JUDO};50\nVille de Brens;Tennis;{OTHER};1\n"
    )

    assert imported.rows("SELECT name, siren, cents FROM beneficiary ORDER BY cents") == [
        ("Tennis", "356000000", 100),
        ("CCAS de Brens", None, 70_000),
        ("Judo club brennois", None, 305_000),
        ("Harmonie municipale", None, 1_200_000),
    ]
    assert {one.code: one.first for one in imported.report.notes}["siret_noms"] == ("2", "3", "4", "5")


def test_a_body_whose_number_was_copied_elsewhere_keeps_the_one_that_is_its_own(importing):
    imported = importing(f"{HEADER}V;Harmonie;{OTHER};1\nV;Harmonie;{JUDO};2\nV;Le Cirque;{JUDO};4\n")

    assert imported.rows("SELECT name, siren, cents FROM beneficiary ORDER BY cents") == [
        ("Harmonie", "356000000", 300),
        ("Le Cirque", None, 400),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ycmn", "yacht club de la mer du nord"),
        ("mjc de rosendael", "maison des jeunes et de la culture de rosendael"),
        ("ccas", "centre communal d action sociale"),
        ("cdf du centre", "comite des fetes du centre"),
        ("hbc brens", "handball club de brens"),
        ("hbc brens", "brens handball club"),
        ("f c brens", "football club de brens"),
        ("fc brens", "brens football club"),
        ("mjc rosendael", "rosendael maison des jeunes et de la culture"),
        ("e2c", "ecole de la deuxieme chance"),
        ("theatre la licorne", "la licorne"),
        ("les corsaires du hockey", "hockey sur glace de brens"),
        ("mairie de brens", "commune de brens"),
        ("creche les oyats", "les oyats creche parentale"),
        ("stade brennois", "stade brennois football"),
        ("usb football", "usb football union sportive brennoise"),
    ],
)
def test_two_writings_of_a_name_are_alike(one, other):
    assert alike(one, other, {"brens"})
    assert alike(other, one, {"brens"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("judo club de brens", "tennis club brennois"),
        ("fc brens", "brens judo club"),
        ("harmonie de brens", "ccas de brens"),
        ("la ruche", "le phare"),
        ("service des sports universitaires", "service de sante universitaire"),
        ("bibliotheques universitaires", "service des sports universitaires"),
        ("mission culture de l universite", "universite de brens"),
        ("commune de nevache", "ccas de nevache"),
        ("mairie de nevache", "ecole de nevache"),
        ("ecole elementaire jules ferry", "ecole maternelle jules ferry"),
        ("ecole 1", "ecole 2"),
        ("college vauban", "association sportive du college vauban"),
        ("fse du college vauban", "association sportive du college vauban"),
        ("les amis de la bibliotheque de nevache", "bibliotheque de nevache"),
        ("amicale laique", "amicale laique section judo"),
        ("croix rouge unite locale de nevache", "croix rouge unite locale de vars"),
        ("us nevache football", "us nevache judo"),
        ("tennis de nevache", "tennis de table de nevache"),
    ],
)
def test_names_that_share_but_their_town_and_what_they_are_are_not(one, other):
    assert not alike(one, other, {"brens"})


def test_a_word_that_many_names_hold_tells_nothing():
    many = [(str(number), f"club {letter} de montvert") for number, letter in enumerate("abcdefgh")]
    assert [*apart([*many, ("9", "judo de montvert"), ("9", "harmonie de montvert")])] == [
        ("9", "harmonie de montvert", "harmonie de montvert"),
        ("9", "judo de montvert", "judo de montvert"),
    ]


def test_services_that_bear_the_number_of_what_they_are_of_are_apart_each_with_its_writings():
    names = ("amicale laique", "al section judo", "al section tennis", "amicale laique section judo", "al gymnastique")

    assert {name: body for _, name, body in apart([(JUDO, name) for name in names])} == {
        "al gymnastique": "al gymnastique",
        "al section judo": "al section judo",
        "al section tennis": "al section tennis",
        "amicale laique": "amicale laique",
        "amicale laique section judo": "al section judo",
    }


def test_the_town_of_a_line_tells_no_body_from_another(importing):
    imported = importing(f"{TOWNS}V;Amis de Vars;{JUDO};1;Vars\nV;Vars Loisirs;{JUDO};2;Vars\n")

    assert imported.rows("SELECT cents FROM beneficiary ORDER BY cents") == [(100,), (200,)]


def test_a_name_without_a_number_in_several_communes_is_that_of_several(importing):
    imported = importing(
        f"{TOWNS}V;CCAS;;1;Brens\nV;ccas;;2;BRENS\nV;CCAS;;4;Gaillac\nV;Harmonie;;8;St-Omer\n"
        "V;Harmonie;;16;SAINT OMER CEDEX\nV;Chorale;;32;\nV;Chorale;;64;Albi\n"
    )

    assert imported.rows("SELECT cents FROM beneficiary ORDER BY cents") == [(300,), (400,), (2400,), (9600,)]
    assert {one.code: one.first for one in imported.report.notes}["homonyme"] == ("2", "3", "4")


def test_a_name_with_a_number_in_one_commune_is_another_body_in_another(importing):
    imported = importing(f"{TOWNS}V;CCAS;{JUDO};1;Brens\nV;CCAS;;2;Brens\nV;CCAS;;4;\nV;CCAS;;8;Gaillac\n")

    assert imported.rows("SELECT siren, cents FROM beneficiary ORDER BY cents") == [
        ("732829320", 700),
        (None, 800),
    ]


def test_of_homonyms_the_bot_asks_which_commune(talk_about):
    talk = talk_about(f"{TOWNS}V;CCAS;;1000;Brens\nV;CCAS;;700;Gaillac\n")

    asked = talk("Combien a reçu le CCAS ?").text
    assert "Brens" in asked
    assert "Gaillac" in asked
    assert "700\u00a0€" in talk("celui de Gaillac").text


def test_an_acronym_with_dots_is_the_one_without(importing):
    imported = importing(
        f"{HEADER}V;AS Pern Football;;5600\nV;A.S. Pern Football;;6100\nV;A. S. Pern;;1\nV;AS Pern;;2\n"
    )

    assert imported.rows("SELECT cents FROM beneficiary ORDER BY cents") == [(300,), (1_170_000,)]
