"""What grants are said to be for, looked for by the words of a message."""

import pytest

from bot.dialogue.conversation import BEGINNING
from tests.grants.talk import euros

OBJECTS = """nomBeneficiaire;objet;montant;date de convention
Les Gaules bis;Alevinage de la rivière;42;2022-01-05
Les Gaules bis;Fonctionnement;900;2022-01-05
Chorale Alpha;Concert;7;2022-01-05
Chorale Beta;Concert;8;2022-01-05
Harmonie Gamma;Musique;9;2022-01-05
Rencontres de Gindou;Films;60;2022-01-05
"""


def test_what_a_message_begins_with_is_looked_for_in_what_grants_are_for(talk_about):
    talk = talk_about(OBJECTS)
    assert f"pour {euros(4_200)}" in talk("L’alevinage, c’était combien ?").text
    talk.past = BEGINNING
    assert talk("Les rencontre de Gindoux, combien ?").text.startswith("Rencontres de Gindou")


EVENTS = """nomBeneficiaire;objet;montant;date de convention
Secours du Val;Distribution de colis après le cyclone Belal;60;2024-04-11
Épicerie du Val;Foyers sinistrés du cyclone Belal;850;2024-04-11
Ligue des oiseaux;Sauvetage des pétrels échoués;12;2024-04-11
Chorale Alpha;Concert;7;2024-04-11
"""


@pytest.mark.parametrize("after", ["après le cyclone Belal", "après le cyclone"])
def test_what_was_given_after_an_event_is_what_was_given_for_it(talk_about, after):
    assert f"pour {euros(91_000)}" in talk_about(EVENTS)(f"Combien a été débloqué {after} ?").text


@pytest.mark.parametrize(
    "asked",
    [
        "L’association qui sauve les pétrels a eu combien ?",
        "Je cherche l’association qui sauve les pétrels, elle a eu combien ?",
        "je cherche l’association qui sauve les pétrels là elle a eu combien",
    ],
)
def test_one_told_by_what_it_does_is_looked_for_in_what_grants_are_for(talk_about, asked):
    text = talk_about(EVENTS)(asked).text
    assert text.startswith("Ligue des oiseaux")
    assert euros(1_200) in text


def test_what_one_got_that_does_what_no_grant_says_is_not_that_of_all(talk_about):
    reply = talk_about(EVENTS)("Je cherche l’association qui sauve les baleines, elle a eu combien ?")
    assert reply.outcome != "answered"


@pytest.mark.parametrize(
    "asked", ["Les animations de Noël, ça a coûté combien en 2022 ?", "Le manège, ils ont eu quoi ?"]
)
def test_what_is_asked_of_a_noun_that_is_not_understood_is_not_told_of_all(talk_about, asked):
    reply = talk_about(OBJECTS)(asked)
    assert reply.outcome in ("unknown", "out_of_scope")


@pytest.mark.parametrize(
    "asked",
    [
        "Les frites de la cantine, quel montant en 2022 ?",
        "La cabanne de berjer, combien en 2022 ?",
        "La piscine de la butte aux cailles, quel total en 2022 ?",
    ],
)
def test_what_a_question_is_asked_of_is_not_left_out_where_it_is_not_understood(talk_about, asked):
    assert talk_about(OBJECTS)(asked).outcome in ("unknown", "out_of_scope")


def test_a_choir_is_one_of_the_choirs(talk_about):
    reply = talk_about(OBJECTS)("La chorale a touché combien ?")
    assert reply.outcome == "clarify"
    assert {button.title for button in reply.buttons} == {"Chorale Alpha", "Chorale Beta"}


CLUBS = """nomBeneficiaire;objet;montant;date de convention
Étoile de Made;Football féminin;5;2022-01-05
Étoile de Made;Football, école;70;2022-02-05
Union Gamma;Football, fonctionnement;900;2022-02-05
Union Gamma;Travaux;3000;2022-02-05
"""


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("combien pour le foot féminin ?", 500),
        ("les subventions au football féminin", 500),
        ("et le foot féminin, combien ?", 500),
        # Nobody says it of grants: it is but a word.
        ("combien pour le foot local ?", 97_500),
    ],
)
def test_a_theme_is_narrowed_by_the_word_after_it_that_objects_say(talk_about, asked, cents):
    assert f"pour {euros(cents)}" in talk_about(CLUBS)(asked).text


def test_two_themes_side_by_side_narrow_neither(talk_about):
    text = talk_about(CLUBS)("Répartition fonctionnement / travaux ?").text
    assert euros(90_000) in text
    assert euros(300_000) in text


SAID = """nomBeneficiaire;objet;montant;date de convention;quartier
Comité Alpha;Fête du goyavier;40;2022-01-05;Mont
Comité Alpha;Fonctionnement;5;2022-01-05;Mont
Croix Gamma;Aide aux sinistrés du cyclone Belal;600;2022-02-05;Pont
Lagon Vivant;Aires marines éducatives;70;2022-03-14;Pont
Lagon Vivant;Fonctionnement;900;2022-02-05;Pont
Les Amis des bêtes;Stérilisation des chats errants;3;2022-02-05;Pont
"""


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("et la fête du goyavier ?", euros(4_000)),
        ("La fête du goyavier, financée à hauteur de combien en tout ?", euros(4_000)),
        ("Après le cyclone Belal, quelqu’un a-t-il été aidé ?", "Croix Gamma"),
        ("À quelle date a été notifiée l’aide à Lagon Vivant au titre des aires marines éducatives ?", "14 mars 2022"),
        ("ya kelk1 ki touche pr les chats errants", "Les Amis des bêtes"),
    ],
)
def test_what_is_left_over_is_looked_for_in_what_grants_are_for(talk_about, asked, said):
    assert said in talk_about(SAID)(asked).text


@pytest.mark.parametrize(
    "asked", ["et la fête du cyclone ?", "La fête des chats, combien en tout ?", "où sont les chats errants ?"]
)
def test_words_that_no_grant_holds_together_are_of_none(talk_about, asked):
    reply = talk_about(SAID)(asked)
    assert reply.outcome in ("unknown", "out_of_scope") or reply.text.startswith("Aucune subvention ne correspond")


NEAR = """nomBeneficiaire;objet;montant;date de convention
Ludothèque Zig;Animations de quartier;500;2022-01-05
Le Refuge;Soins aux animaux;7;2022-01-05
La Ferme;Un animal en classe;20;2022-01-05
Mission Emploi;Accompagnement des jeunes;60;2022-01-05
Gymnastique de Made;Tapis;9;2022-01-05
Énergies de Made;Toits des gymnases;4000;2022-01-05
Secours de Made;Urgence au Maroc;30;2022-01-05
Aide de Made;Urgence en Ukraine;10;2022-01-05
"""


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("Combien pour les soins aux animaux ?", 700),
        ("Combien pour les jeunes ?", 6_000),
        ("La gymnastique, combien ?", 900),
        ("Le Maroc, l’Ukraine, combien ?", 4_000),
    ],
)
def test_a_word_is_looked_for_by_what_is_its_own(talk_about, asked, cents):
    assert euros(cents) in talk_about(NEAR)(asked).text


def test_what_no_line_says_so_may_be_said_otherwise(talk_about):
    text = talk_about(NEAR)("Combien pour l’urgence des jeunes ?").text
    assert text.startswith("Aucune subvention ne correspond")
    assert "Le fichier peut le dire autrement." in text


KNOWN = """nomBeneficiaire;objet;montant;exercice;secteur;type
Musée de Pern;Équipement;500;2022;Culture;Établissement public
Judo Pernois;Équipement;300;2022;Sport;Association
Rugby de Lauzès;Fonctionnement;700;2022;Sport;Association
Tennis de Lauzès;Fonctionnement;200;2022;Sport;Association
Jazz à Pern;Fonctionnement;900;2022;Culture;Association
Chorale de Lauzès;Fonctionnement;100;2022;Culture;Association
Vinarium;Fonctionnement;1700;2022;Tourisme;Société étrangère
Sonorama;Fonctionnement;3300;2022;Tourisme;Société anonyme
"""


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("combien pour la culture en équipement ?", 50_000),
        ("combien pour la culture en fonctionnement ?", 100_000),
        ("combien pour le sport en équipement ?", 30_000),
        ("combien pour les établissements publics en équipement ?", 50_000),
        ("combien pour les entreprises étrangères ?", 170_000),
    ],
)
def test_what_columns_and_themes_tell_each_is_not_looked_for_in_one_line(talk_about, asked, cents):
    assert euros(cents) in talk_about(KNOWN)(asked).text


SPORTS = """nomBeneficiaire;objet;montant;date de convention
Tennis Alpha;Fonctionnement;900;2022-01-05
Tennis Alpha;Éclairage du court;40;2022-02-05
Tennis Beta;Fonctionnement;700;2022-01-05
Cercle Gamma;Éclairage du pont;6000;2022-01-05
Cercle Gamma;Goûter;5;2022-01-05
"""


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (["Le tennis a-t-il eu une aide pour l’éclairage ?"], euros(4_000)),
        (["Combien le tennis a-t-il eu pour ses éclairages ?", "et en 2022 ?"], euros(4_000)),
        (["Le tennis a eu combien pour le goûter ?"], "Aucune subvention"),
        (["Combien pour le tennis et pour l’éclairage ?"], euros(764_000)),
    ],
)
def test_what_a_theme_got_for_something_is_of_both(talk_about, turns, said):
    talk = talk_about(SPORTS)
    assert said in [talk(turn).text for turn in turns][-1]


def test_the_lines_of_both_have_an_address(talk_about):
    talk = talk_about(SPORTS)
    reply = talk("Le tennis a-t-il eu une aide pour l’éclairage ?")
    assert [line["objet"] for line in talk.lines(reply.lines)] == ["Éclairage du court"]


ARTS = """nomBeneficiaire;objet;montant;date de convention
Les Nuits;Festival de jazz et musique;900;2022-01-05
Les Nuits;Festival des jardins;40;2023-02-05
Harmonie Alpha;Fonctionnement;700;2022-01-05
Ciné Beta;Festival;6000;2023-01-05
"""


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (["Combien pour le festival de musique ?"], euros(90_000)),
        (["Combien pour les festivals de musique ?", "qui a reçu le plus ?"], "Les Nuits, avec 900"),
        (["Combien pour le festival de cinéma ?"], "Aucune subvention"),
        (["Combien pour le festival et la musique ?"], euros(764_000)),
    ],
)
def test_a_theme_of_another_is_both(talk_about, turns, said):
    talk = talk_about(ARTS)
    assert said in [talk(turn).text for turn in turns][-1]


WORKS = """nomBeneficiaire;objet;montant;date de convention
Cercle Laïque;Rénovation du local;100;2022-01-05
Cercle Laïque;Formation des bénévoles;200;2022-01-05
Cercle Laïque;Tournoi annuel;400;2022-01-05
Cercle Laïque;Fonctionnement;800;2022-01-05
Foyer rural;Rénovation du local;1600;2022-01-05
"""


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("Combien a reçu le cercle laïque pour la rénovation du local ?", 10_000),
        ("Combien a reçu le cercle laïque pour la rénovation ?", 10_000),
        ("Combien le cercle laïque a-t-il eu pour la formation des bénévoles ?", 20_000),
        ("Combien pour la rénovation du local ?", 170_000),
        ("Quelles subventions pour un tournoi ?", 40_000),
        ("Combien le cercle laïque a-t-il eu pour le tournoi ?", 40_000),
    ],
)
def test_what_it_was_for_narrows_whatever_else_its_words_mean(talk_about, asked, cents):
    assert f"pour {euros(cents)}" in talk_about(WORKS)(asked).text


@pytest.mark.parametrize("words", ["la plomberie", "la modernisation"])
def test_what_it_was_for_is_said_not_to_be_understood_rather_than_left_out(talk_about, words):
    reply = talk_about(WORKS)(f"Combien a reçu le cercle laïque pour {words} ?")
    assert reply.outcome == "clarify"
    assert f"«\u00a0pour {words}\u00a0» vient préciser" in reply.text


ROOFS = """nomBeneficiaire;objet;montant;date de convention;secteur
Commune d’Aix;Toiture de la salle de sports;100;2022-01-05;Patrimoine
Commune de Bo;Toiture de la salle polyvalente;200;2022-01-05;Patrimoine
Judo Pernois;Stage;400;2022-01-05;Sport
Tennis Pernois;Filets;800;2022-01-05;Sport
"""


def test_what_a_grant_is_for_may_end_with_what_a_column_tells_elsewhere(talk_about):
    assert f"pour {euros(10_000)}." in talk_about(ROOFS)("Combien pour la toiture de la salle de sports ?").text
    assert f"pour {euros(20_000)}." in talk_about(ROOFS)("Combien pour la toiture de la salle polyvalente ?").text


TRUCK = """nomBeneficiaire;objet;montant;exercice;date de convention
Fraternité du Val;Achat d’un camion frigorifique;210;2022;2022-10-13
Fraternité du Val;Fonctionnement;20;2023;2023-10-13
Foire du Val;Foire d’automne;7;2022;2022-10-13
"""


@pytest.mark.parametrize(
    "asked",
    [
        "Quand est-ce qu’on a voté l’argent pour le camion de la Fraternité du Val ?",
        "Combien pour le camion de la Fraternité du Val ?",
        "Date du vote pour le camion de la Fraternité du Val ?",
    ],
)
def test_what_is_of_a_body_is_what_it_got_it_for_and_no_theme_of_projects(talk_about, asked):
    text = talk_about(TRUCK)(asked).text
    assert text.startswith("Fraternité du Val")
    assert euros(21_000) in text
    assert euros(2_000) not in text


def test_what_a_body_got_nothing_for_is_not_all_that_it_got(talk_about):
    assert (
        "Aucune subvention ne correspond pour Foire du Val"
        in talk_about(TRUCK)("Le camion de la Foire du Val, combien ?").text
    )


@pytest.mark.parametrize("asked", ["Date du vote pour la Foire du Val ?", "Date de l’attribution à la Foire du Val ?"])
def test_when_one_was_voted_for_is_not_how_they_voted(talk_about, asked):
    text = talk_about(TRUCK)(asked).text
    assert text.startswith("Foire du Val")
    assert "13 octobre 2022" in text


BOUGHT = """nomBeneficiaire;objet;montant;exercice
Vigie du Val;Achat d'un hydrophone;4200;2022
Judo du Val;Achat de tatamis;900;2022
Commune du Val;Confortement de la falaise;7000;2022
"""


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ("Qui a eu de l’argent pour un hydrofone ?", "Vigie du Val"),
        ("combien pour des tatamits", "Judo du Val"),
        ("combien pour le confortement de la falaise ?", "Commune du Val"),
        ("combien pour les confortemens de falaise ?", "Commune du Val"),
    ],
)
def test_what_an_object_says_is_found_though_it_is_misspelt(talk_about, asked, who):
    assert who in talk_about(BOUGHT)(asked).text


@pytest.mark.parametrize("asked", ["qui a eu de l’argent pour un hydravion ?", "combien pour des tapis ?"])
def test_another_word_is_no_misspelling(talk_about, asked):
    assert talk_about(BOUGHT)(asked).outcome in ("unknown", "out_of_scope")


BUS = """nomBeneficiaire;objet;montant;exercice
Football Club du Val;Achat d’un minibus;180;2023
Football Club du Val;Fonctionnement;20;2023
Rugby Club du Val;Fonctionnement;30;2023
Secours du Val;Achat d’un minibus;5;2023
Anciens combattants du Val;Cérémonies;8;2023
"""


def test_what_is_of_a_theme_is_what_lines_say_of_both(talk_about):
    assert f"pour {euros(18_000)}" in talk_about(BUS)("Combien pour le minibus du club de foot ?").text


@pytest.mark.parametrize(
    "asked", ["Combien pour les anciens combattants ?", "Les anciens combattants ont eu combien ?"]
)
def test_the_article_of_a_name_is_not_that_of_its_first_word(talk_about, asked):
    assert talk_about(BUS)(asked).text.startswith("Anciens combattants du Val")


@pytest.mark.parametrize("asked", ["la littérature jeunesse a eu combien ?", "et la littérature jeunesse"])
def test_what_a_column_tells_in_words_of_which_one_is_a_value_of_another(talk_about, asked):
    talk = talk_about(
        "nomBeneficiaire;montant;exercice;secteur;catégorie\n"
        + "".join(f"Club {at};10;2022;Jeunesse;Rare {at}\n" for at in range(600))
        + "Livre ouvert;46;2022;Culture;Littérature jeunesse\n"
    )
    assert "Livre ouvert" in talk(asked).text
