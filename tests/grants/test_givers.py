"""Of whose grants a message asks, where the fund and a file of grants are both known."""

from collections.abc import Callable

import pytest

from tests.grants.talk import Talk, euros

METROPOLE = """nomAttribuant;nomBeneficiaire;objet;montant;exercice;secteur;type
Toulouse Métropole;Emmaüs du Val;Fonctionnement;650;2022;Social;Association loi 1901
Toulouse Métropole;Entraide;Fonctionnement;100;2022;Social;Association loi 1901
Toulouse Métropole;Chorale Mixte;Concert;90;2022;Jeunesse;Association loi 1901
Toulouse Métropole;Les Lutins;Goûter;160;2022;Jeunesse;Association loi 1901
Toulouse Métropole;Volta Digital;Logiciel;760;2022;Numérique;Société anonyme
Toulouse Métropole;Pixel Vert;Logiciel;40;2022;Numérique;Société anonyme
"""
TOTAL = f"6 subventions en 2022 de Toulouse Métropole, à 6 bénéficiaires, pour {euros(180_000)} en tout"
FUND = "923 571 €"


@pytest.fixture
def both(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(METROPOLE)


def plain(text: str) -> str:
    """A text with ordinary spaces."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("asked", "turned"),
    [
        ("Quel est le total ?", "et au FMIN ?"),
        ("le montant total", "du fmin"),
        ("Combien a distribué la métropole ?", "du Grand Paris"),
        ("Combien a donné Toulouse Métropole ?", "et la métropole du Grand Paris ?"),
    ],
)
def test_what_was_asked_of_grants_is_asked_of_the_fund_that_is_named(both, asked, turned):
    assert TOTAL in both(asked).text
    assert FUND in plain(both(turned).text)
    assert TOTAL in both("et à Toulouse ?").text


def test_an_average_stays_an_average(both):
    assert "40 155" in plain(both("Quel est le montant moyen par projet du FMIN ?").text)
    assert f"{euros(30_000)} en moyenne" in both("et à Toulouse ?").text


def test_what_is_asked_is_about_stays(both):
    both("combien pour le numérique au FMIN ?")
    text = both("et à Toulouse ?").text
    assert "Numérique" in text
    assert euros(80_000) in text


@pytest.mark.parametrize("turned", ["et au grand paris ?", "et au FMIN ?"])
def test_who_got_most_of_the_fund_is_not_told(both, turned):
    assert "Volta Digital" in both("qui a reçu le plus ?").text
    reply = both(turned)
    assert reply.outcome == "unknown"
    assert "montant accordé à chaque projet" in reply.text


def test_what_the_other_tells_nothing_of_is_not_answered(both):
    both("Qui présidait le comité ?")
    reply = both("et à Toulouse ?")
    assert reply.outcome == "unknown"
    assert "bénéficiaires, pour" not in reply.text


@pytest.mark.parametrize(
    "message",
    [
        "Le FMIN a donné combien à Emmaüs du Val ?",
        "le FMIN a aidé Emmaüs du Val ?",
        "Emmaüs du Val est lauréat du FMIN ?",
        "combien la métropole du Grand Paris a donné à Emmaüs du Val ?",
        "Toulouse Métropole est-elle lauréate du FMIN ?",
    ],
)
def test_who_is_none_of_the_laureates_is_said_to_be_none(both, message):
    text = plain(both(message).text)
    assert "16 communes et 3 territoires" in text
    assert "n’en fait pas partie" in text
    assert FUND not in text


@pytest.mark.parametrize(
    "message", ["combien la métropole a donné à Emmaüs du Val ?", "la métropole a donné combien à Emmaüs du Val ?"]
)
def test_who_grants_is_the_one_of_the_file_where_both_are_called_so(both, message):
    assert euros(65_000) in both(message).text


@pytest.mark.parametrize("message", ["combien le FMIN a donné aux associations ?", "le FMIN a aidé des associations ?"])
def test_a_kind_of_bodies_is_none_of_the_laureates(both, message):
    assert "ni association, ni entreprise" in both(message).text


def test_who_was_asked_about_is_asked_about_of_the_fund(both):
    assert euros(65_000) in both("Combien a eu Emmaüs du Val ?").text
    assert "« Emmaüs du Val » n’en fait pas partie" in plain(both("et du FMIN ?").text)
    assert euros(65_000) in both("et de Toulouse Métropole ?").text


@pytest.mark.parametrize(
    ("before", "message", "name"),
    [
        ("Bonjour", "Est-ce que Vincennes a reçu de l'argent de Toulouse Métropole ?", "Vincennes"),
        ("Bonjour", "combien Toulouse Métropole a donné à Issy-les-Moulineaux ?", "Issy-les-Moulineaux"),
        ("L'assistant vocal municipal a reçu combien ?", "et par Toulouse ?", "Assistant vocal municipal"),
    ],
)
def test_a_laureate_is_not_found_among_those_who_got_published_grants(both, before, message, name):
    both(before)
    reply = both(message)
    assert reply.outcome == "unknown"
    assert f"Je ne trouve pas « {name} » parmi les bénéficiaires" in plain(reply.text)


@pytest.mark.parametrize(
    "message",
    [
        "Compare le FMIN et Toulouse Métropole",
        "Qui a donné le plus, le FMIN ou Toulouse Métropole ?",
        "combien au FMIN et combien à Toulouse ?",
    ],
)
def test_both_are_told_side_by_side(both, message):
    text = both(message).text
    assert euros(180_000) in text
    assert FUND in plain(text)


def test_a_place_elsewhere_may_be_the_name_of_nobody_known(both):
    reply = both("Blagnac a eu combien ?")
    assert reply.outcome == "unknown"
    assert "Je ne trouve pas « Blagnac »" in plain(reply.text)


def test_a_town_that_is_a_laureate_is_not_denied(talk_about):
    talk = talk_about(METROPOLE + "Toulouse Métropole;Commune de Vincennes;Jumelage;10;2022;Social;Commune\n")
    text = talk("Le FMIN a donné combien à la commune de Vincennes ?").text
    assert "dont Vincennes" in text
    assert "n’en fait pas partie" not in text


def test_who_gives_in_a_talk_on_the_fund_does_not_become_the_other(both):
    both("Qui est Patrick Ollier ?")
    text = both("il a donné combien à Toulouse ?").text
    assert "« Toulouse Métropole » n’en fait pas partie" in plain(text)
    assert euros(180_000) not in text


@pytest.mark.parametrize("message", ["combien en moyenne par bénéficiaire ?", "la moyenne par bénéficiaire"])
def test_the_average_of_a_body_is_that_of_grants(both, message):
    assert both(message).text.startswith(f"{euros(30_000)} en moyenne")


@pytest.mark.parametrize("message", ["je veux parler à quelqu'un", "le numéro de la mairie"])
def test_who_answers_for_published_grants_is_told_beside_who_answers_for_the_fund(both, message):
    reply = both(message)
    assert reply.outcome == "handoff"
    assert "Métropole du Grand Paris" in reply.text
    assert plain(reply.text).endswith("Pour les subventions publiées : Toulouse Métropole.")


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Quels territoires sont lauréats ?", "Le lavoir expérimental"),
        ("Quels sont les trois territoires lauréats ?", "Le lavoir expérimental"),
        ("Quelles communes ont deux projets ?", "Alfortville"),
        ("Le chatbot, c'est quelle ville ?", "Rosny-sous-Bois"),
        ("Quel projet à Courbevoie ?", "L’aire de livraison numérique"),
    ],
)
def test_what_no_grants_are_asked_so_is_asked_of_the_fund(both, message, told):
    assert told in plain(both(message).text)


def test_which_town_got_most_is_asked_of_the_grants(both):
    assert "Montreuil" not in both("quelle commune a reçu le plus ?").text


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Combien de communes lauréates ?", "16 communes"),
        ("Combien de communes ont gagné ?", "16 communes"),
        ("La moyenne par projet c’est combien ?", "40 155"),
        ("Quel est le montant moyen par projet ?", "40 155"),
    ],
)
def test_what_says_more_of_the_fund_is_asked_of_it(both, message, told):
    assert told in plain(both(message).text)


@pytest.mark.parametrize("message", ["La subvention moyenne ?", "Combien de communes aidées ?"])
def test_what_may_be_of_either_is_asked_of_the_grants(both, message):
    assert "FMIN" not in both(message).text
    assert "Alfortville" not in both(message).text


@pytest.mark.parametrize(
    "messages",
    [
        ["Quel est le total FMIN et Toulouse réunis ?"],
        ["le total du FMIN et de Toulouse"],
        ["Combien a donné Toulouse Métropole ?", "et le FMIN ?", "total des deux"],
        ["Total du FMIN", "et Toulouse Métropole ?", "les deux ensemble"],
    ],
)
def test_the_totals_of_both_are_told_beside_each_other(both, messages):
    said = plain([both(message).text for message in messages][-1])
    assert f"Toulouse Métropole : 6 subventions en 2022, {plain(euros(180_000))}" in said
    assert FUND in said


def test_a_town_that_the_fund_is_asked_of_is_no_giver(both):
    assert "n’est pas dans la Métropole du Grand Paris" in both("Toulouse a eu combien du FMIN ?").text


COMMUNITY = """nomAttribuant;nomBeneficiaire;objet;montant;exercice
Communauté de communes du Haut Val;Judo Club;Fonctionnement;300;2022
Communauté de communes du Haut Val;Commune de Pern;Halle;500;2022
Communauté de communes du Haut Val;Judo Club;Fonctionnement;40;2023
"""


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("La communauté de communes a distribué combien ?", euros(84_000)),
        ("combien la comcom a donné au judo ?", euros(34_000)),
        ("La communauté de communes a-t-elle donné plus en 2023 qu'en 2022 ?", euros(76_000)),
    ],
)
def test_a_community_of_communes_is_no_commune(talk_about, message, told):
    assert told in talk_about(COMMUNITY)(message).text


@pytest.mark.parametrize(
    "message",
    [
        "Combien le conseil départemental a-t-il donné au judo ?",
        "le judo a eu de l'argent de la région ?",
        "Est-ce que l'État a aussi financé le Judo Club ?",
        "l'agglo a donné combien ?",
    ],
)
def test_what_another_gives_is_not_told(talk_about, message):
    reply = talk_about(COMMUNITY)(message)
    assert reply.outcome == "unknown"
    assert "rien de ce que d’autres donnent" in reply.text


URBAN = """nomAttribuant;nomBeneficiaire;objet;montant;exercice;thematique;commune
Grand Pern Communauté urbaine;Volley Club du Grand Pern;Saison;100;2023;Sport;Pern
Grand Pern Communauté urbaine;Office de tourisme du Grand Pern;Saison;200;2023;Tourisme;Pern
Grand Pern Communauté urbaine;Judo de Lauzès;Saison;400;2023;Sport;Lauzès
Grand Pern Communauté urbaine;Gîte de Lauzès;Travaux;800;2023;Tourisme;Lauzès
Grand Pern Communauté urbaine;Chorale;Concert;1600;2022;Culture;Pern
Grand Pern Communauté urbaine;Théâtre;Saison;3200;2022;Culture;Lauzès
"""


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("Le Judo de Lauzès a reçu combien de Grand Pern en 2023 ?", 40_000),
        ("Combien le Grand Pern a-t-il mis dans le sport en 2023 ?", 50_000),
        ("Combien la communauté urbaine a-t-elle donné au sport ?", 50_000),
        ("Grand Pern donne combien au Volley Club ?", 10_000),
        ("Combien a eu le Volley Club du Grand Pern ?", 10_000),
    ],
)
def test_who_gives_is_called_by_what_its_name_begins_with(talk_about, asked, cents):
    assert f"pour {euros(cents)}" in talk_about(URBAN)(asked).text


@pytest.mark.parametrize(
    "asked", ["Qui donne de l’argent pour le sport ?", "Qui subventionne le sport ?", "Qui a donné des subventions ?"]
)
def test_who_gives_is_told_not_who_gets(talk_about, asked):
    assert "attribuées par Grand Pern Communauté urbaine" in talk_about(URBAN)(asked).text


@pytest.mark.parametrize(
    "asked", ["À qui donne-t-on pour le sport ?", "Qui finance-t-on en sport ?", "Qui est aidé pour le sport ?"]
)
def test_to_whom_they_give_is_asked_of_who_gets(talk_about, asked):
    assert "1. Judo de Lauzès" in talk_about(URBAN)(asked).text
