"""A file of a prefecture, that calls bodies « porteurs » and acts « arrêtés »: what it is asked, as people say it."""

import pytest

HELPED = """Exercice;Attribuant;N° d'arrêté;Date de l'arrêté;Nom du porteur;SIRET du porteur;Statut du porteur;Commune du porteur;Quartier prioritaire;Thématique;Intitulé de l'action;Coût total de l'action;Subvention attribuée
2022;Préfecture du Val;CV-2022-1;24/03/2022;Ville du Moule;;Commune;Le Moule;Tous quartiers;Éducation;Équipe projet;90000;48000
2022;Préfecture du Val;CV-2022-2;24/03/2022;CCAS du Moule;;CCAS;Le Moule;Vassor;Santé;Atelier santé;9000;3000
2022;Préfecture du Val;CV-2022-3;12/05/2022;CCAS de Bray;;CCAS;Bray;Bonan;Santé;Visites;8000;2500
2022;Préfecture du Val;CV-2022-4;12/05/2022;Tennis Club de Mangot;;Association;Bray;Mangot;Sport;Raquettes pour tous les quartiers;1300;860
2022;Préfecture du Val;CV-2022-5;12/05/2022;Yole Insertion;;Association;Bray;Bonan;Sport;À bord;2000;1150
2023;Préfecture du Val;CV-2023-1;16/03/2023;Pa Touché Zam;;Association;Le Moule;Vassor;Éducation;Désarmer la parole;7000;4800
2023;Préfecture du Val;CV-2023-2;16/03/2023;Yole Insertion;;Association;Bray;Bonan;Sport;À bord;2000;1250
2023;Préfecture du Val;CV-2023-3;16/03/2023;CCAS du Moule;;CCAS;Le Moule;Vassor;Santé;Atelier santé;9000;3200
2023;Préfecture du Val;CV-2023-4;11/05/2023;Foot de Sainte-Rose;;Association;Sainte-Rose;Bonan;Sport;Foot au féminin dans les quartiers;9000;5000
2023;Préfecture du Val;CV-2023-5;11/05/2023;Ville de Sainte-Rose;;Commune;Sainte-Rose;Tous quartiers;Éducation;Équipe projet;90000;20000
"""  # noqa: E501 — a table


@pytest.fixture
def helped(talk_about):
    return talk_about(HELPED)


def said(helped, asked: str) -> str:
    return helped(asked).text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Combien pour le quartier de Bonan en 2022 ?", "3 650 €"),
        ("QPV de Vassor en 2023", "8 000 €"),
        ("total du domaine sportif en 2023", "6 250 €"),
        ("Total versé aux porteurs du Moule depuis 2022 ?", "59 000 €"),
        ("Combien les centres communaux d'action sociale (CCAS) ont-ils perçu en 2022 ?", "5 500 €"),
        ("combien le c c a s du moule en 2022", "3 000 €"),
        ("Combien a reçu Pa Touché Zam ?", "4 800 €"),
        ("quelle part du budget 2022 revient à la santé ?", "9,9 %"),
        ("Quel pourcentage de l'enveloppe 2022 est allé à l'éducation ?", "86 %"),
        ("L'enveloppe globale a-t-elle progressé entre les exercices 2022 et 2023 ?", "34 250 €"),
        ("nombre de subventions a Sainte Roze en 2023 ?", "25 000 €"),
    ],
)
def test_what_is_asked_is_told(helped, asked, told):
    assert told in said(helped, asked)


def test_a_quarter_that_no_line_tells_is_not_told_as_all_of_them(helped):
    assert helped("Combien pour le quartier de Zorglub en 2022 ?").outcome == "clarify"


@pytest.mark.parametrize("asked", ["Les 2 plus gros porteurs en 2022 ?", "Le top 2 des porteurs en 2022"])
def test_porteurs_are_those_who_get(helped, asked):
    text = said(helped, asked)
    assert ("1. Ville du Moule" in text, "2. CCAS du Moule" in text, "3." in text) == (True, True, False)


@pytest.mark.parametrize(
    "asked",
    [
        "Quelle thématique concentre, hors toute considération d'année, la part la plus importante des crédits ?",
        "quelle thématique a la plus grande part du budget ?",
    ],
)
def test_what_has_the_greatest_part_is_asked_of_a_column(helped, asked):
    assert "par thématique" in said(helped, asked)


def test_the_greatest_grant_of_a_theme(helped):
    text = said(helped, "Dans le domaine sportif, quelle subvention s'est révélée la plus importante en 2023 ?")
    assert "1. 5 000 € à Foot de Sainte-Rose" in text


@pytest.mark.parametrize(
    "asked",
    [
        "Parmi les porteurs aidés en 2022, lesquels n'ont rien eu en 2023 ?",
        "lesquels n'ont rien eu en 2023 parmi ceux aidés en 2022 ?",
        "Quels porteurs aidés en 2022 n'ont pas été aidés en 2023 ?",
        "qui a été aidé en 2022 et n'a rien eu en 2023",
    ],
)
def test_who_had_something_in_one_year_and_nothing_in_another(helped, asked):
    text = said(helped, asked)
    assert ("Tennis Club de Mangot" in text, "Ville du Moule" in text, "Sainte-Rose" in text) == (True, True, False)


def test_who_had_nothing_in_any_of_several_years(helped):
    assert "Tennis Club" not in said(helped, "qui n'a rien eu en 2022 ni en 2023 ?")


def test_the_number_of_an_arrete_and_the_detail_go_on(helped):
    helped("Combien pour Yole Insertion en 2023 ?")
    assert "CV-2023-2" in said(helped, "et le n° d'arrêté ?")
    assert "« À bord »" in said(helped, "le détail ?")


def test_the_total_of_what_was_counted_is_of_its_year(helped):
    helped("Combien de subventions à Bray en 2022 ?")
    assert "4 510 €" in said(helped, "pour quel total ?")
