"""Words that a name and a column, or two columns, or a town may hold: which of them is meant."""

import pytest

from tests.grants.talk import Talk, euros

GRANTS = """nomAttribuant;nomBeneficiaire;objet;montant;exercice;secteur;categorie
Métropole de Made;Chorale des Prés;Fonctionnement;900;2022;Culture;Musique vocale
Métropole de Made;Orchestre des Prés;Fonctionnement;800;2022;Culture;Musique classique
Métropole de Made;Clés pour la musique à l’école;Fonctionnement;70;2022;Éducation;Enseignement
Métropole de Made;Croix bleue;Fonctionnement;50;2022;Action humanitaire;Aide humanitaire
Métropole de Made;Médecins des Prés;Fonctionnement;40;2022;Santé;Aide humanitaire
Métropole de Made;Pharmacie humanitaire des Prés;Fonctionnement;30;2022;Commerce;Aide humanitaire
Métropole de Made;Ressourcerie des Prés;Fonctionnement;20;2022;Économie sociale et solidaire;Réemploi
Métropole de Made;Presse des Prés;Fonctionnement;15;2022;Médias;Presse
Métropole de Made;Les Jardiniers de Tournefeuille;Fonctionnement;10;2022;Environnement;Jardins
Métropole de Made;Commune de Colomiers;Fonctionnement;5;2022;Administration;Commune
Métropole de Made;Lycée Zola;Fonctionnement;25;2022;Éducation;Enseignement
Métropole de Made;Friperie des Prés;Fonctionnement;21;2022;Économie sociale et solidaire;Réemploi
Métropole de Made;Atelier des Prés;Fonctionnement;22;2022;Économie sociale et solidaire;Réemploi
Métropole de Made;Théâtre des Prés;Fonctionnement;23;2022;Culture;Spectacle
Métropole de Made;Danse des Prés;Fonctionnement;24;2022;Culture;Spectacle
"""


@pytest.fixture
def talk(talk_about) -> Talk:
    return talk_about(GRANTS)


def test_what_grants_are_for_is_told_by_columns_rather_than_by_one_word_of_a_name(talk):
    said = talk("Combien pour la musique ?").text
    assert f"pour {euros(177_000)}" in said
    assert "notre lecture" in said


def test_a_name_that_is_said_is_still_one(talk):
    assert talk("Combien pour clés pour la musique à l’école").text.startswith("Clés pour la musique")


def test_a_word_of_values_of_two_columns_is_of_that_which_tells_it_of_most_lines(talk):
    assert (
        f"3 subventions (Aide humanitaire) en 2022 de Métropole de Made, à 3 bénéficiaires, pour {euros(12_000)}"
        in (talk("Combien pour l’humanitaire ?").text)
    )


@pytest.mark.parametrize(
    "asked",
    ["Quel secteur bénéficie de la dotation la plus élevée ?", "Le secteur qui a reçu l'enveloppe la plus élevée"],
)
def test_the_sector_of_the_greatest_sum_is_none_of_the_bodies(talk, asked):
    said = talk(asked).text
    assert f"- Culture\xa0: {euros(174_700)}" in said
    assert "Chorale" not in said


YOUTH = """nomBeneficiaire;montant;exercice;secteur
Crèche;30;2022;Enfance-jeunesse
Crèche;20;2023;Enfance-jeunesse
Chorale;7;2022;Culture
Chorale;7;2023;Culture
"""


@pytest.mark.parametrize(
    "asked", ["Combien pour l'enfance et la jeunesse ?", "quelle part consacrée à l'enfance et à la jeunesse ?"]
)
def test_what_a_hyphen_joins_is_said_with_and(talk_about, asked):
    said = talk_about(YOUTH)(asked).text
    assert "(Enfance-jeunesse)" in said
    assert f"pour {euros(5_000)} en tout" in said


def test_a_sector_is_called_by_its_acronym(talk):
    assert f"pour {euros(6_300)}" in talk("Combien pour l’ESS ?").text


@pytest.mark.parametrize("asked", ["Tournefeuille a reçu combien ?", "Blagnac a eu combien", "blagnac combien"])
def test_a_town_that_got_nothing_is_not_one_that_is_of_it(talk, asked):
    said = talk(asked)
    assert said.outcome == "unknown"
    assert said.text.startswith("Je ne trouve pas «")


def test_a_town_after_another_is_not_one_that_is_of_it(talk):
    talk("Combien a reçu la mairie de Colomiers ?")
    assert talk("et Tournefeuille ?").outcome == "unknown"
    assert talk("et les jardiniers de Tournefeuille ?").text.startswith("Les Jardiniers")


def test_among_others_is_asked_of_those_alone(talk):
    talk("Qui a reçu le moins parmi les communes ?")
    assert talk("et le plus parmi les lycées ?").text.startswith("Lycée Zola")


def test_a_name_that_begins_as_a_sort_is_one(talk_about):
    talk = talk_about(GRANTS + "Métropole de Made;Association Espoir;Fonctionnement;33;2022;Culture;Spectacle\n")
    assert talk("Combien a eu l’association espoir ?").text.startswith("Association Espoir")


def test_two_letters_that_all_know_call_who_bears_them(talk_about):
    talk = talk_about(GRANTS + "Métropole de Made;Syndicat Force ouvrière MM;Local;34;2022;Culture;Spectacle\n")
    assert talk("FO combien ?").text.startswith("Syndicat Force ouvrière")


@pytest.mark.parametrize("asked", ["Les subventions pour l’agriculture bio", "et le bio ?"])
def test_a_value_is_called_by_its_short_word_instead_of_a_name_that_holds_it(talk_about, asked):
    farms = (
        "Métropole de Made;Bio Pays de Made;Local;81;2022;Agriculture;Agriculture biologique\n"
        "Métropole de Made;Terre d’envol;Local;85;2022;Environnement;Agriculture biologique\n"
    )
    assert f"pour {euros(16_600)}" in talk_about(GRANTS + farms)(asked).text


IN_TOWNS = """nomBeneficiaire;objet;montant;exercice;commune
Judo Pernois;Tournoi;300;2022;Pern
Chorale;Concert;200;2022;Pern
Club de lecture;Livres;400;2022;Lauzès
"""


@pytest.mark.parametrize(
    "asked",
    [
        "quelle commune a le plus reçu ?",
        "classement des communes",
        "quelle ville a eu le plus ?",
        "le total par ville",
    ],
)
def test_the_communes_are_where_bodies_are_if_none_of_these_is_one(talk_about, asked):
    text = talk_about(IN_TOWNS)(asked).text
    assert f"Pern : {euros(50_000)}" in text.replace("\u00a0:", " :")
    assert f"Lauzès : {euros(40_000)}" in text.replace("\u00a0:", " :")


def test_the_commune_that_got_most_is_a_body_where_one_is(talk_about):
    text = talk_about(IN_TOWNS + "Commune de Lauzès;Voirie;50;2022;Lauzès\n")("quelle commune a le plus reçu ?").text
    assert euros(5_000) in text
    assert euros(40_000) not in text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Quelle commune a reçu le plus ?", "Commune de Pern"),
        ("Quelle commune a reçu le plus, tous bénéficiaires confondus ?", f"- Lauzès\xa0: {euros(92_000)}"),
        ("La commune où il y a le plus d'argent ?", f"- Lauzès\xa0: {euros(92_000)}"),
        ("Les deux communes où il y a le plus de subventions, en euros", f"- Lauzès\xa0: {euros(92_000)}"),
        (
            "Quelle commune a le plus, en additionnant ce que touchent ses bénéficiaires ?",
            f"- Lauzès\xa0: {euros(92_000)}",
        ),
    ],
)
def test_the_town_all_of_whose_bodies_got_most_is_no_commune(talk_about, asked, told):
    bodies = "Judo Club;500;Lauzès\nHarmonie;420;Lauzès\nChorale;30;Pern\nCommune de Pern;600;Pern\n"
    assert told in talk_about(f"nomBeneficiaire;montant;commune\n{bodies}")(asked).text


def test_the_town_after_another_is_where_bodies_are(talk_about):
    bodies = (
        "Judo;500;Auzon\nTir;200;Auzon\nChorale;400;Mende\nGolf;200;Mende\nHarmonie;900;Bras\nCommune de Bras;9;Bras\n"
    )
    text = talk_about(f"nomBeneficiaire;montant;commune\n{bodies}")("Quelle commune a le plus après Auzon ?").text
    assert f"après Auzon ({euros(70_000)})" in text
    assert f"- Mende\xa0: {euros(60_000)}" in text
    assert "Bras" not in text


OTHER = """nomBeneficiaire;montant;exercice;thématique
Club de judo;30;2022;Sport
Club de tennis;20;2022;Sport
Amicale des Prés;7;2022;Autre
"""


@pytest.mark.parametrize(
    "asked",
    [
        "Combien dans la thématique Autre ?",
        "Combien pour la catégorie Autre en 2022 ?",
        "Combien dans Autre en 2022 ?",
    ],
)
def test_a_value_that_is_but_other_is_called_with_its_column(talk_about, asked):
    assert euros(700) in talk_about(OTHER)(asked).text


@pytest.mark.parametrize("asked", ["Les autres subventions de 2022", "Quelles autres subventions en 2022 ?"])
def test_others_are_none_of_a_value_that_is_but_other(talk_about, asked):
    assert euros(700) not in talk_about(OTHER)(asked).text


AIDS = """nomBeneficiaire;objet;montant;exercice;type aide
Chorale;Achat d’un piano;30;2022;{project}
Harmonie;Achat d’un cor;40;2022;{project}
Chorale;Fonctionnement;20;2022;{running}
Chorale;Salle et équipement;7;2022;{running}
Judo;Saison;9;2022;Projet
Judo;Tournoi;9;2022;Projet
"""


@pytest.mark.parametrize(
    ("project", "running"),
    [("Investissement", "Fonctionnement"), ("Subvention d’investissement", "Aide au fonctionnement")],
)
@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("Combien de subventions d’investissement ?", 7_000),
        ("L’aide à l’investissement, combien ?", 7_000),
        ("Les subventions d’équipement ?", 7_000),
        ("Combien pour le fonctionnement ?", 2_700),
        ("Combien de frais de fonctionnement en 2022 ?", 2_700),
    ],
)
def test_an_aid_that_a_column_tells_is_not_read_off_what_grants_are_for(talk_about, project, running, asked, cents):
    said = talk_about(AIDS.format(project=project, running=running))(asked).text
    assert euros(cents) in said
    assert "notre lecture" not in said


ALIKE = """nomBeneficiaire;objet;montant;exercice;secteur
Scola;Chant;30;2022;Langue et culture corses
Teatrinu;Spectacles en langue corse;20;2022;Langue et culture corses
Chorale;Concert;7;2022;Culture
Chorale;Concert;7;2023;Culture
"""


@pytest.mark.parametrize("asked", ["Combien pour la langue corse ?", "La culture corse, combien ?"])
def test_each_of_two_things_that_a_sector_names_alike_is_it(talk_about, asked):
    assert euros(5_000) in talk_about(ALIKE)(asked).text


BY_TOWN = """nomBeneficiaire;objet;montant;exercice;communeBeneficiaire
Commune de Moëlan-sur-Mer;Voirie;300;2022;Moëlan-sur-Mer
Rugby Club de Moëlan;Saison;50;2022;Moëlan-sur-Mer
Commune de Scaër;Voirie;120;2022;Scaër
Judo de Scaër;Saison;20;2022;Scaër
Tennis de Scaër;Saison;30;2023;Scaër
Harmonie;Saison;30;2023;Moëlan-sur-Mer
"""


def test_a_town_after_what_each_has_is_all_who_are_there(talk_about):
    talk = talk_about(BY_TOWN)
    talk("Combien par commune ?")
    assert euros(38_000) in talk("Et Moëlan ?").text
    assert euros(30_000) in talk("Et la commune de Moëlan ?").text


def test_a_theme_that_is_all_that_is_said_is_asked_about(talk_about):
    assert euros(5_000) in talk_about(BY_TOWN)("Le rugby").text
    assert talk_about(BY_TOWN)("Où faire du rugby ?").outcome != "answered"
