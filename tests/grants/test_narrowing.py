"""What narrows a question about grants is never left out in silence: it stays, is replaced, or is asked back."""

import pytest

from tests.grants.talk import euros

MIXED = """nomBeneficiaire;objet;montant;exercice;thématique;catégorie;type
Maison du vélo;Équipement;100;2022;Transport;Vélo en ville;Association
Maison du vélo;Fonctionnement;200;2022;Transport;Vélo en ville;Association
Commune de Pern;Équipement;400;2022;Voirie;Trottoirs;Commune
Commune de Lauzès;Fonctionnement;800;2022;Voirie;Ponts;Commune
Lycée de Pern;Fonctionnement;1600;2022;Éducation;Insertion professionnelle;Lycée
École de pêche;Fonctionnement;3200;2022;Éducation;Insertion professionnelle;Association
Judo Pernois;Fonctionnement;6400;2022;Sport;Judo;Association
"""


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        # What is read off objects and what is read off names narrow together, and each takes the place of its own.
        (["combien pour le vélo en équipement ?", "en fonctionnement ?"], 20_000),
        (["combien de subventions d’équipement ?", "aux communes ?"], 40_000),
        (["combien de subventions de fonctionnement ?", "aux communes ?", "aux lycées ?"], 160_000),
        # A column of which each value is of a line or two does not tell the same as another.
        (["combien pour l’insertion professionnelle ?", "associations seulement"], 320_000),
        # What no line has together with what is turned to gives way alone.
        (["combien de subventions d’équipement ?", "aux associations ?", "aux communes ?"], 40_000),
    ],
)
def test_what_narrows_otherwise_than_what_was_said_stays(talk_about, asked, cents):
    talk = talk_about(MIXED)
    for text in asked:
        reply = talk(text)
    assert f" {euros(cents)}" in reply.text


def test_what_goes_with_what_is_turned_to_stays_though_no_grant_has_it_all(talk_about):
    talk = talk_about(MIXED)
    assert euros(20_000) in talk("combien pour le transport en fonctionnement, plus de 150 euros ?").text
    text = talk("et en équipement ?").text
    assert text.startswith("Aucune subvention de plus de 150")
    assert "transport" in text


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (["combien pour les associations ?", "plus de 1000 euros"], {"École de pêche", "Judo Pernois"}),
        (["combien pour les associations ?", "entre 1000 et 4000 euros"], {"École de pêche"}),
        (["qui a eu plus de 1000 euros ?", "quelles associations parmi eux ?"], {"École de pêche", "Judo Pernois"}),
    ],
)
def test_bounds_are_of_what_was_asked_about_and_stay_with_it(talk_about, asked, names):
    talk = talk_about(MIXED)
    for text in asked:
        reply = talk(text)
    told = [line for line in reply.text.split("\n") if line.startswith("- ")]
    assert {line.removeprefix("- ").replace("\u00a0:", ",").split(",")[0] for line in told} == names


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("combien pour les lycées primaires ?", "primaires"),
        ("combien pour les petites associations ?", "petites"),
        ("combien d’organismes publics ?", "publics"),
        ("combien de subventions de plus de 10 euros en équipement pour les restaurants ?", "pour les restaurants"),
        ("combien pour les associations de Lauzès ?", "de Lauzès"),
        ("combien pour le vélo et la marche ?", "et la marche"),
    ],
)
def test_what_says_more_and_is_not_understood_is_asked_back(talk_about, asked, words):
    reply = talk_about(MIXED)(asked)
    assert reply.outcome == "clarify"
    assert f"«\xa0{words}\xa0» vient préciser" in reply.text


def test_what_is_said_of_a_body_that_is_named_narrows_nothing(talk_about):
    talk = talk_about(MIXED)
    assert f" {euros(640_000)}" in talk("je suis d’une petite association, combien a eu Judo Pernois ?").text


@pytest.mark.parametrize("asked", ["combien d’associations n’ont rien reçu ?", "quelles communes n’ont rien reçu ?"])
def test_who_got_nothing_is_not_told_of_who_got_something(talk_about, asked):
    talk = talk_about(MIXED)
    for text in (asked, "lesquelles ?"):
        reply = talk(text)
        assert reply.outcome == "unknown"
        assert "ne nomment que ceux qui ont une subvention" in reply.text


def test_what_but_not_of_comes_before_is_left_out(talk_about):
    text = talk_about(MIXED)("combien ont reçu du fonctionnement mais pas d’association ?").text
    assert f" {euros(240_000)}" in text
    assert "Je n’ai pas compté associations" in text


def test_those_named_after_among_take_the_place_of_those_spoken_of(talk_about):
    talk = talk_about(MIXED)
    talk("qui a reçu le moins parmi les communes ?")
    text = talk("et le plus parmi les lycées ?").text
    assert "Lycée de Pern" in text
    assert "Commune de" not in text


KINDS = """nomBeneficiaire;objet;montant;exercice;thématique;type
Vinarium;Achats;100;2022;Tourisme;Société coopérative
Sonorama;Achats;200;2022;Culture;Société anonyme
Chorale de Pern;Concert;400;2022;Culture;Association
Chorale de Pern;Disque;800;2022;Culture;Association
Judo Pernois;Tatamis;1600;2022;Sport;Association
Commune de Pern;Piscine;3200;2022;Sport;Commune
Commune de Lauzès;Jardin;50;2022;Jardins;Commune
Commune de Nantilly;Jardin;25;2022;Jardins;Commune
"""


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        # One kind right after another is of it; two kinds are added up.
        ("combien pour les sociétés coopératives ?", 10_000),
        ("combien pour les sociétés et les associations ?", 310_000),
        # Grants are counted, whatever those got in all who have them.
        ("combien de subventions entre 300 et 1000 euros pour des associations ?", 120_000),
        ("combien de subventions entre 300 et 1000 euros pour des associations de la culture ?", 120_000),
    ],
)
def test_kinds_of_bodies_narrow_with_what_is_said_beside_them(talk_about, asked, cents):
    assert f" {euros(cents)}" in talk_about(KINDS)(asked).text


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        (["commune de Lauzès", "on est combien dans les communes ?"], "2e place sur 3 bénéficiaires"),
        (["Judo Pernois", "à quelle place parmi les associations ?"], "1re place sur 2 bénéficiaires"),
        (["Chorale de Pern", "on est combien dans les associations ?"], "2e place sur 2 bénéficiaires"),
        (["l’association Judo Pernois est à quelle place ?"], "2e place sur 7 bénéficiaires"),
    ],
)
def test_the_place_of_a_body_is_among_those_that_are_said(talk_about, asked, place):
    talk = talk_about(KINDS)
    for text in asked:
        reply = talk(text)
    assert place in reply.text


def test_no_zero_is_told_of_one_who_is_called_what_another_is(talk_about):
    talk = talk_about(KINDS)
    for text in ("Commune de Lauzès", "et Judo Pernois ?", "les deux mairies ensemble ?"):
        reply = talk(text)
    assert f" {euros(165_000)}" in reply.text
    assert f": {euros(0)}" not in reply.text.replace("\u00a0:", ":")


@pytest.mark.parametrize(
    ("asked", "cents"),
    [("enlève le montant", 65_000), ("peu importe le mois", 90_000), ("sans le mois", 90_000)],
)
def test_what_bounded_a_question_is_lifted(talk_about, asked, cents):
    talk = talk_about(
        "nomBeneficiaire;objet;montant;exercice;thematique;datesPeriodeVersement\n"
        "Secours du Val;Repas;400;2022;Social;2022-10-04\n"
        "Tables ouvertes;Repas;250;2022;Social;2022-10-12\n"
        "Croix bleue;Soins;500;2022;Social;2022-09-15\n"
        "Opéra de Pern;Saison;9000;2022;Culture;2022-10-20\n"
        "Théâtre de Pern;Saison;20;2022;Culture;2022-10-21\n"
    )
    talk("Le social en octobre")
    talk("plus de 300 €")
    assert f"pour {euros(cents)} en tout" in talk(asked).text


@pytest.mark.parametrize("asked", ["et rien que pour la voirie ?", "que pour la voirie ?", "juste pour la voirie ?"])
def test_but_for_one_theme_is_what_was_asked_of_it_alone(talk_about, asked):
    talk = talk_about(MIXED)
    talk("Combien d’aides en 2022 ?")
    assert f"pour {euros(120_000)}" in talk(asked).text
    assert f"pour {euros(120_000)}" in talk("ça fait quelle somme ?").text


def test_a_sum_after_what_grants_do_not_tell_is_not_that_of_the_fund(talk_about):
    talk = talk_about(MIXED)
    talk("Combien de clubs n’ont rien eu ?")
    assert "923" not in talk("ça fait quelle somme ?").text


STARS = """nomBeneficiaire;objet;montant;exercice;commune
Étoile Pernoise Football;Saison;100;2023;Pern
Étoile Pernoise Gymnastique;Saison;200;2023;Pern
Étoile Pernoise Handball;Saison;400;2023;Pern
Gymnastique de Lauzès;Saison;800;2023;Lauzès
Sentiers de Lauzès;Balisage;1600;2023;Lauzès
Chorale;Concert;3200;2022;Pern
Théâtre;Saison;6400;2022;Lauzès
"""


def test_of_those_called_alike_what_is_said_beside_the_name_tells_which(talk_about):
    talk = talk_about(STARS)
    said = talk("L’Étoile Pernoise, foot ou hand : qui a le plus ?").text
    assert said.startswith(f"Étoile Pernoise Handball\xa0: {euros(40_000)}")
    assert f"{euros(10_000)} pour Étoile Pernoise Football" in said
    assert "Étoile Pernoise Gymnastique" in talk("et la gymnastique ?").text


@pytest.mark.parametrize("asked", ["Et il est de quelle commune ?", "de quelle commune ?", "sa commune ?"])
def test_where_the_one_spoken_of_is_may_be_asked_in_its_column(talk_about, asked):
    talk = talk_about(STARS)
    talk("Étoile Pernoise Handball, combien ?")
    said = talk(asked).text
    assert "commune" in said
    assert "Pern" in said.partition("commune")[2]


@pytest.mark.parametrize(
    "asked", ["non pas l’épicerie, les Sentiers de Lauzès", "pas l’épicerie, les Sentiers de Lauzès"]
)
def test_what_is_denied_that_means_nothing_gives_way_to_a_name(talk_about, asked):
    talk = talk_about(STARS)
    talk("Étoile Pernoise Handball, combien ?")
    assert f"pour {euros(160_000)}" in talk(asked).text


LISTED = """nomBeneficiaire;objet;montant;exercice;secteur
Judo Pernois;Tournoi;300;2022;Sport
Judo Pernois;Saison;900;2022;Sport
Rugby de Lauzès;Saison;2000;2022;Sport
Rugby de Lauzès;Stage;450;2023;Sport
Chorale de Pern;Concert;5000;2022;Culture
Chorale de Pern;Voyage;700;2022;Culture
"""


@pytest.mark.parametrize(
    ("before", "asked", "told"),
    [
        ("Liste des subventions pour le sport en 2022", "seulement celles d’au moins 900 euros", {900, 2000}),
        ("Liste des subventions pour le sport en 2022", "celles de plus de 1000", {2000}),
        ("Liste des subventions pour le sport en 2022", "moins de 950 euros", {300, 900}),
        ("Liste des subventions pour le sport en 2022", "et en dessous de 500 € ?", {300}),
        ("Les subventions de 2022 pour la culture", "ne garder que celles de plus de 1 000 €", {5000}),
    ],
)
def test_a_list_is_narrowed_to_its_grants_of_an_amount(talk_about, before, asked, told):
    talk = talk_about(LISTED)
    talk(before)
    text = talk(asked).text
    assert {amount for amount in (300, 900, 2000, 450, 5000, 700) if f" {euros(100 * amount)}" in text} == told | (
        {sum(told)} & {300, 900, 2000, 450, 5000, 700}
    )


def test_whoever_got_an_amount_is_asked_of_what_was_listed_but_not_of_a_body(talk_about):
    talk = talk_about(LISTED)
    talk("Liste des subventions pour le sport en 2022")
    text = talk("et qui a eu plus de 1 000 € ?").text
    assert "Rugby" in text
    assert "Judo" in text
    assert "Chorale" not in text
    talk("Combien a eu Judo Pernois ?")
    assert "Chorale" in talk("et qui a eu plus de 1 000 € ?").text


@pytest.mark.parametrize("turned", ["et l’insertion professionnelle ?", "l’insertion professionnelle en 2022"])
def test_one_value_of_what_was_told_by_column_is_asked_about_alone(talk_about, turned):
    talk = talk_about(MIXED)
    talk("Total par catégorie ?")
    assert euros(480_000) in talk(turned).text
    text = talk("qui en a eu le plus ?").text
    assert text.index("École de pêche") < text.index("Lycée de Pern")
    assert "Judo" not in text
