"""Grants called by all that a line says they are for, and more of it than a name or a theme would be."""

import pytest

from tests.grants.talk import euros

WORKS = """Bénéficiaire;Objet;Montant;Exercice;Département
Groupe des mammifères;Gîtes à chauves-souris;900;2022;Orne
Scierie Desvergnes;Séchoir solaire;100;2022;Orne
Commune de Nontry;Mise en lumière du château;40;2023;Eure
Les Moules perlières;Film « La moule et la rivière »;500;2023;Eure
Les Moules perlières;Berges de la rivière;30;2021;Eure
Commune de Nontry;Fête du château;20;2021;Orne
"""


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Le projet « Gîtes à chauves-souris », c’est porté par qui ?", "Groupe des mammifères"),
        ("Qui porte le projet Gîtes à chauves-souris ?", "Groupe des mammifères"),
        ("quel est le montant du projet « Séchoir solaire » ?", euros(10_000)),
        ("le projet Séchoir solaire a-t-il été aidé ?", "Scierie Desvergnes"),
        ("combien pour la mise en lumière du château ?", euros(4_000)),
        ("Qui a été soutenu pour un film sur la moule et la rivière ?", euros(50_000)),
        ("combien a eu la scierie des Vergnes ?", euros(10_000)),
    ],
)
def test_what_lines_say_together_calls_their_grants(talk_about, asked, told):
    assert told in talk_about(WORKS)(asked).text


def test_each_of_several_values_is_told_apart(talk_about):
    text = talk_about(WORKS)("Le montant total revenu à chacun des deux départements, Orne et Eure ?").text
    assert euros(102_000) in text
    assert euros(57_000) in text


def test_a_number_of_something_is_no_amount(talk_about):
    file = """Bénéficiaire;Objet;Montant;Exercice;N° engagement juridique
Commune de Nontry;Toit;700;2021;EJ21-240014
Les Moules;Berges;30;2021;EJ21-240017
"""
    talk = talk_about(file)
    assert "Commune de Nontry" in talk("À qui correspond EJ21-240014 ?").text
    assert "Aucune subvention ne correspond" in talk("À qui correspond EJ21-240099 ?").text
