"""The numbers under which grants are kept, who gives them by an acronym, columns called as values are, and values with
their numbers."""

import pytest

from bot.grants.headers import tells_references

FILE = (
    "nomAttribuant;bénéficiaire;exercice;montant;objet;N° engagement juridique;Programme;Statut;Département;Commune\n"
    "DRAC Centre;Librairie Le Chat perché;2022;1000;Création;EJ22-110;334 Livre et lecture;Entreprise;Indre;Reuilly\n"
    "DRAC Centre;Le Chat Musique;2023;2000;Concert;EJ23-111;131 Création;Association;Cher;Vierzon\n"
    "DRAC Centre;Département du Cher;2023;500;Fouille;EJ23-112;131 Création;Département;Cher;Bourges\n"
    "DRAC Centre;Département de l'Indre;2022;400;Fouille;EJ22-113;334 Livre et lecture;Département;Indre;Reuilly\n"
    "DRAC Centre;Le Chat Musique;2022;300;Disque;EJ22-114;131 Création;Association;Cher;Vierzon\n"
    "DRAC Centre;Librairie Le Chat perché;2021;4000;Travaux;EJ21-115;334 Livre et lecture;Entreprise;Indre;Reuilly\n"
)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Le numéro d'engagement juridique de la Librairie Le Chat perché en 2022 ?", "EJ22-110"),
        ("Quelle est la référence de l'engagement juridique de l'aide donnée au Chat Musique en 2023 ?", "EJ23-111"),
        ("Librairie Le Chat perché en 2021, sous quel numéro ?", "EJ21-115"),
        ("Dans quel département la DRAC a-t-elle distribué le plus d'argent ?", "- Indre : 5 400 €"),
        ("Dans quelle commune la DRAC a-t-elle donné le plus ?", "- Reuilly : 5 400 €"),
        ("Quel département a reçu le moins ?", "- Cher : 2 800 €"),
        ("Le département ayant bénéficié du montant le plus important en 2023", "- Cher : 2 500 €"),
        ("Le montant cumulé des aides accordées par vos services de 2021 à 2023 ?", "8 200 €"),
        ("Combien la DRAC a-t-elle donné en 2022 ?", "1 700 €"),
        ("Le total des aides imputées sur le programme 334 Livre et lecture ?", "5 400 €"),
        ("Le programme 131", "2 800 €"),
        ("Combien sur le programme Livre et lecture ?", "5 400 €"),
    ],
)
def test_it_is_told(talk_about, asked, told):
    reply = talk_about(FILE)(asked)

    assert (reply.outcome, told in _plain(reply.text)) == ("answered", True), reply.text


def test_a_value_that_is_one_thing_or_another_is_said_in_the_plural(talk_about):
    kind = "Établissement public ou scolaire"
    lines = f"École Lumière;2023;{kind};100\nLycée Prévert;2023;{kind};200\nJudo;2023;Club;5\nHand;2023;Club;5\n"
    talk = talk_about(f"bénéficiaire;exercice;catégorie;montant\n{lines}")

    assert f"2 subventions ({kind})" in _plain(talk("Combien pour les établissements publics ou scolaires ?").text)


def test_our_body_is_the_one_somebody_says_to_be_of(talk_about):
    assert "2 300 €" in _plain(talk_about(FILE)("Trésorier du Chat Musique, combien a eu notre structure ?").text)


def test_where_somebody_is_follows(talk_about):
    talk = talk_about(FILE)

    talk("Combien a eu Le Chat Musique en 2023 ?")
    assert "Vierzon" in talk("C'est où exactement, quelle commune ?").text


def test_no_decision_is_told_for_the_number_of_a_grant(talk_about):
    assert (
        "Le numéro de la décision n’y est pas dit"
        in talk_about(FILE)("Quelle délibération pour Le Chat Musique ?").text
    )


def test_a_name_that_nobody_bears_is_told_with_its_town(talk_about):
    reply = talk_about(FILE)("Combien la Compagnie des Corbeaux de Sancerre a-t-elle obtenu en 2023 ?")

    assert (reply.outcome, "Corbeaux de Sancerre" in reply.text) == ("unknown", True)


@pytest.mark.parametrize(
    "asked", ["Comment joindre la DRAC ?", "M'entretenir avec un agent de votre service au sujet d'un dossier"]
)
def test_who_gives_is_reached(talk_about, asked):
    assert talk_about(FILE)(asked).outcome == "handoff"


@pytest.mark.parametrize(
    ("header", "tells"),
    [
        ("N° engagement juridique", True),
        ("Référence", True),
        ("N° d’aide", True),
        ("Code postal", False),
        ("N° SIRET", False),
    ],
)
def test_what_a_header_numbers(header, tells):
    assert tells_references(header) is tells


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
