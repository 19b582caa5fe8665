"""What lines say beside what is searched for: where, in which month's name, in short; and what is asked of the rest."""

import pytest

from tests.grants.talk import Talk, euros

GRANTS = """nomBeneficiaire;objet;montant;exercice;nature
Coopérative des Arènes;CLASSE DE MER À HOSSEGOR – CP;100;2022;aide en numéraire
Coopérative du Peyrouat;CLASSE DE MER À CAPBRETON – CE2;200;2022;aide en numéraire
Les Foulées du Midou;Course au profit d'Octobre rose;400;2022;aide en numéraire
Escrime pernoise;ACQ. MAT. : 12 tenues;800;2022;aide en numéraire
Union des commerçants;Marché de Noël;1600;2022;aide en numéraire
Union des commerçants;Braderie d'été;3200;2022;aide en numéraire
Épicerie solidaire La Marsanaise;Mise à disposition d'un local;6400;2022;aide en nature
Épicerie solidaire La Marsanaise;Mise à disposition d'un local;6400;2023;aide en nature
Football Club Pernois;Saison;12800;2022;aide en numéraire
Commune de Colomiers;Fête;300;2022;aide en numéraire
Protection civile des Landes;Postes de secours;25600;2022;aide en numéraire
Scouts et Guides de Pern, groupe du Midou;Camp;51200;2022;aide en numéraire
Éclaireuses et Éclaireurs de Pern, groupe du Midou;Camp;5120;2022;aide en numéraire
M. DURAND Paul;Ravalement de façade;700;2022;aide en numéraire
SCI Les Arcades;Ravalement de façade;900;2022;aide en numéraire
"""


@pytest.fixture
def talk(talk_about) -> Talk:
    return talk_about(GRANTS)


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ("Qui a eu une aide pour la classe de mer à Hossegor ?", "Coopérative des Arènes"),
        ("Qui est aidé en lien avec Octobre rose ?", "Les Foulées du Midou"),
        ("qui a eu une aide pour aquisition de materiel (ACQ MAT) en 2022 ?", "Escrime pernoise"),
        ("Quels bénéficiaires ont été aidés en nature plutôt qu’en argent ?", "Épicerie solidaire La Marsanaise"),
        ("la proteciv a touché combien ?", "Protection civile des Landes"),
        ("combien pour les scout en 2022 ?", "Scouts et Guides de Pern"),
        ("combien pour les éclaireurs ?", "Éclaireuses et Éclaireurs de Pern"),
        ("braderie d’été 2022", "Union des commerçants"),
    ],
)
def test_what_lines_say_is_found(talk, asked, who):
    reply = talk(asked)
    assert reply.outcome == "answered"
    assert who in reply.text


@pytest.mark.parametrize(
    "asked", ["Combien touche l’US Dax rugby ?", "le FC Dax a eu combien ?", "Combien a reçu l’US Colomiers ?"]
)
def test_a_club_from_elsewhere_is_not_found(talk, asked):
    reply = talk(asked)
    assert reply.outcome == "unknown"
    assert any(name in reply.text for name in ("US Dax", "FC Dax", "US Colomiers"))


def test_the_rest_of_what_a_body_got_is_told(talk):
    talk("Union des commerçants, combien en 2022 ?")
    talk("dont combien pour la braderie d’été ?")
    assert "Marché de Noël" in talk("et le reste, c’est pour quoi ?").text


def test_aid_in_kind_alone_is_told_year_by_year(talk):
    talk("La Marsanaise a reçu combien en 2022 ?")
    assert "nature" in talk("c’est de l’argent ou autre chose ?").text
    assert f"- 2023\xa0: {euros(640_000)} (1 aide)" in talk("depuis quelle année ?").text


def test_what_people_got_is_said_to_be_missing(talk):
    assert "particuliers" in talk("Ravalements de façade : combien en 2022 ?").text


def test_a_rank_beyond_the_list_goes_on_with_it(talk):
    talk("Top 3 des bénéficiaires en 2022")
    assert talk("qui est quatrième en 2022 ?").text.startswith("4. Éclaireuses")
