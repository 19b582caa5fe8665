"""What whoever writes for a body asks of themselves."""

from collections.abc import Callable

import pytest

from tests.grants.talk import Talk, euros
from tests.spaces import breakable

TOWN = """nomAttribuant;nomBeneficiaire;objet;montant;exercice;secteur
Ville de Made;Judo Club de Made;Fonctionnement;4500;2022;Sport
Ville de Made;Judo Club de Made;Fonctionnement;6000;2023;Sport
Ville de Made;Emmaüs Val de Made;Fonctionnement;1500;2022;Social
Ville de Made;Emmaüs Val de Made;Fonctionnement;1700;2023;Social
Ville de Made;École de Musique du Val;Fonctionnement;40000;2022;Culture
Ville de Made;École de Musique du Val;Fonctionnement;47000;2023;Culture
Ville de Made;Harmonie de Made;Concert;9500;2023;Culture
Ville de Made;Comité des Fêtes de Made;Bal;300;2023;Culture
Ville de Made;Comité des Fêtes du Moulin;Bal;200;2023;Culture
"""
WHOSE = "De quelle association"


@pytest.fixture
def talk(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(TOWN)


@pytest.mark.parametrize(
    "messages",
    [
        ("Je suis président d’Emmaüs. Combien a-t-on eu en 2023 ?",),
        ("Je suis président d’Emmaüs, combien on a eu en 2023 ?",),
        ("je suis président d’emmaus", "notre subvention de 2023 ?"),
        ("je m’appelle Paul Durand et je suis trésorier d’Emmaüs", "et en 2023 ?"),
        ("Bonjour, présidente d’Emmaüs ici. Quel a été le montant de notre aide en 2023 ?",),
        ("président d’emmaüs, combien en 2023 ?",),
        ("jsuis bénévole chez emmaus combien on a eu en 2023",),
        ("Je suis président d’Emmaüs. Combien touche le judo ?", "et nous en 2023 ?"),
        ("combien avons-nous reçu en 2023 ?", "Emmaüs"),
        ("Je représente Emmaüs depuis 2010. Combien en 2023 ?",),
        ("Trésorier d’Emmaüs, quel est le cumul des aides perçues auprès de la Ville en 2023 ?",),
    ],
)
def test_who_says_of_what_body_they_are_asks_of_it(talk, messages):
    text = [talk(message).text for message in messages][-1]

    assert (euros(170_000) in text, "Emmaüs Val de Made" in text, euros(6_500_000) in text) == (True, True, False)


def test_a_body_that_is_named_by_what_it_does_is_that_body(talk):
    text = talk("Je dirige l’école de musique. Combien on a eu en 2023 ?").text

    assert text.startswith("École de Musique du Val")
    assert euros(4_700_000) in text


def test_one_of_two_bodies_is_chosen_once(talk):
    assert talk("Je suis président du comité des fêtes. Combien on a eu en 2023 ?").outcome == "clarify"
    talk("celui du Moulin")
    talk("Combien pour le judo ?")
    assert euros(20_000) in talk("et nous en 2023 ?").text


@pytest.mark.parametrize(
    ("message", "cents"),
    [
        ("En tant que président d’Emmaüs, quel est le total de la culture en 2023 ?", 5_700_000),
        ("Je suis président d’Emmaüs. Combien pour la culture en 2023 ?", 5_700_000),
        ("Je suis président d’Emmaüs. Combien donne-t-on à la culture en 2023 ?", 5_700_000),
        ("Je suis d’Emmaüs, dites-nous combien le judo a eu en 2023", 600_000),
    ],
)
def test_what_somebody_is_bounds_no_question_of_anything_else(talk, message, cents):
    text = talk(message).text

    assert (euros(cents) in text, "Emmaüs" in text) == (True, False)


def test_they_compare_themselves(talk):
    text = talk("Je suis président d’Emmaüs. Je veux savoir si on a eu plus que le judo en 2023.").text

    assert euros(600_000) in text
    assert f"contre {euros(170_000)} pour Emmaüs" in text


@pytest.mark.parametrize(
    "message",
    [
        "Combien a-t-on reçu en 2023 ?",
        "notre subvention de 2023 ?",
        "Je suis président du club de jonglage. On a eu combien en 2023 ?",
    ],
)
def test_of_what_body_they_are_is_asked_where_it_was_not_told(talk, message):
    reply = talk(message)

    assert (reply.outcome, WHOSE in reply.text) == ("clarify", True)


@pytest.mark.parametrize("message", ["qu’a-t-on accordé en 2023 ?", "kelles assos on reçu plus de 30000 euros en 2023"])
def test_who_gives_or_is_written_with_a_letter_less_is_not_who_writes(talk, message):
    assert talk(message).outcome == "answered"


def test_their_place_among_all_is_told(talk):
    talk("Je suis président d’Emmaüs")
    sums = {
        "École": 4_700_000,
        "Harmonie": 950_000,
        "Judo": 600_000,
        "Emmaüs": 170_000,
        "Fêtes": 30_000,
        "Moulin": 20_000,
    }
    place = sum(cents > sums["Emmaüs"] for cents in sums.values()) + 1

    text = talk("On est combientième en 2023 ?").text

    assert f"Emmaüs Val de Made : {place}e place sur {len(sums)} bénéficiaires en 2023" in breakable(text)
    assert "Emmaüs Val de Made : 1re place sur 1 bénéficiaire" in breakable(talk("et pour le social ?").text)


def test_their_part_is_theirs(talk):
    text = talk("Je suis président de l’harmonie. Quelle est notre part dans la culture en 2023 ?").text

    assert text.startswith("Harmonie de Made")
    assert euros(5_700_000) in text


def test_whether_they_got_most_is_their_place(talk):
    text = talk("Je dirige l’école de musique. Sommes-nous les plus aidés en culture ?").text

    assert "École de Musique du Val : 1re place sur 4 bénéficiaires (Culture)" in breakable(text)


def test_the_place_of_nobody_is_not_told(talk):
    talk("le classement")
    assert talk("notre rang ?").outcome != "answered"


def test_who_presides_is_still_not_told(talk):
    assert talk("Qui est président d’Emmaüs ?").outcome == "unknown"


def test_and_us_calls_nobody_that_is_named_so(talk_about):
    talk = talk_about(TOWN + "Ville de Made;Emmaüs Aidons Nous;Fonctionnement;70;2023;Social\n")
    talk("Je suis président du judo.")
    talk("et Emmaüs Val de Made ?")
    assert talk("et nous").text.startswith("Judo Club de Made")


@pytest.mark.parametrize(
    "asked",
    [
        "Trésorière de l’Aviron Club de Pern, je vous saurais gré de me dire le montant alloué à notre club en 2023.",
        "Présidente de l’Aviron Club de Pern, combien notre club a-t-il reçu en 2023 ?",
    ],
)
def test_our_club_is_that_of_the_office_that_is_told_first(talk_about, asked):
    talk = talk_about(
        "nomBeneficiaire;objet;montant;exercice\nAviron Club de Pern;Saison;7400;2023\nJudo;Saison;9;2023\n"
    )
    assert f"pour {euros(740_000)}" in talk(asked).text


@pytest.mark.parametrize(
    "message",
    [
        "Trésorier de l’association Emmaüs, j’ai besoin du cumul des sommes qui nous ont été attribuées.",
        "Présidente d’Emmaüs, je souhaite savoir ce qui nous a été versé.",
        "Trésorière de l’association Emmaüs, combien nous a-t-on donné en tout ?",
    ],
)
def test_what_was_given_to_us_is_asked_of_the_body_of_the_office(talk, message):
    text = talk(message).text

    assert text.startswith("Emmaüs Val de Made")
    assert euros(320_000) in text
