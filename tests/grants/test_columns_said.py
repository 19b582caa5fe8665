"""What columns say of grants, as people say it: the number of a decision, the only giver, how one is paid, a town."""

import pytest

HELPED = """annee;organisme;date_decision;numero_decision;nom_beneficiaire;statut;commune;thematique;objet;montant;modalite_versement
2022;Caf du Val;14/06/2022;CAS-2022-2-10;Commune de Bray;Commune;Bray;Jeunesse;Séjour d'été;500;versement unique
2022;Caf du Val;14/06/2022;CAS-2022-2-11;Les Jeunes Pousses;Association;Bray;Parentalité;Accueil des jeunes;700;acompte et solde
2023;Caf du Val;19/09/2023;CAS-2023-3-11;Commune de Bray;Commune;Bray;Jeunesse;Mobilier;4180;versement unique
2023;Caf du Val;19/09/2023;CAS-2023-3-12;SARL Ritournelle;Entreprise;Orme;Parentalité;Ateliers;9000;acompte et solde
2023;Caf du Val;19/09/2023;CAS-2023-3-13;SARL Ritournelle;Entreprise;Orme;Jeunesse;Sorties;300;versement unique
2023;Caf du Val;19/09/2023;CAS-2023-3-14;Les Jeunes Pousses;Association;Bray;Jeunesse;Chantier;200;versement unique
2022;Caf du Val;14/06/2022;CAS-2022-2-12;Le Théâtre du Lin;Association;Orme;Parentalité;Spectacle;1500;versement unique
"""  # noqa: E501 — a table


@pytest.fixture
def helped(talk_about):
    return talk_about(HELPED)


def test_a_decision_is_called_by_its_number(helped):
    assert "1. 4\u202f180\u00a0€ à Commune de Bray" in helped("Quelle aide porte le numéro CAS-2023-3-11 ?").text
    assert "4\u202f180\u00a0€" in helped("De quel montant ?").text


@pytest.mark.parametrize(
    "asked", ["Montant de la décision n° CAS-2023-3-11", "Qui a bénéficié de la décision CAS-2023-3-11 ?"]
)
def test_what_is_said_before_a_number_is_of_it(helped, asked):
    text = helped(asked).text
    assert ("4\u202f180\u00a0€" in text, "Commune de Bray" in text) == (True, True)


def test_a_number_of_no_decision_is_none(helped):
    assert "4\u202f180" not in helped("Quelle aide porte le numéro CAS-2023-3-99 ?").text


@pytest.mark.parametrize("giver", ["la Caf", "la caisse d’allocations familiales"])
def test_the_only_giver_leaves_none_out(helped, giver):
    text = helped(f"Quelles entreprises {giver} a-t-elle soutenues ?").text
    assert ("SARL Ritournelle" in text, "Commune de Bray" in text) == (True, False)


@pytest.mark.parametrize("how", ["en une seule fois", "en plusieurs fois"])
def test_how_a_grant_is_paid(helped, how):
    assert "acompte et solde" in helped(f"L’aide de la SARL Ritournelle est-elle versée {how} ?").text


def test_bodies_of_a_town_are_told_once(helped):
    text = helped("Quels sont les bénéficiaires de Bray ?").text
    assert (text.count("Commune de Bray"), text.count("Les Jeunes Pousses")) == (1, 1)


def test_a_misspelt_value_is_not_read_off_objects(helped):
    assert helped("combien pour la jeuness en 2022 ?").text.startswith("1 subvention (Jeunesse) en 2022")


@pytest.mark.parametrize(
    "asked", ["quel datte pour la décison du Théatre du Lin", "Quelle date pour la décision du Théâtre du Lin ?"]
)
def test_the_date_of_the_decision_for_one(helped, asked):
    assert "14 juin 2022" in helped(asked).text


@pytest.mark.parametrize(("total", "sum_"), [("quel est le total ?", "4\u202f680"), ("et au total ?", "5\u202f180")])
def test_the_total_of_those_told_one_by_one_is_of_their_year(helped, total, sum_):
    helped("Quelles aides pour la jeunesse en 2023 ?")
    assert f"{sum_}\u00a0€" in helped(total).text


def test_who_got_most_in_another_year_is_the_one_whose_amount_is_asked(helped):
    helped("Qui a le plus touché en 2023 ?")
    helped("et en 2022 ?")
    assert helped("combien exactement ?").text.startswith("Le Théâtre du Lin")


AREAS = """nomBeneficiaire;objet;montant;exercice;Département;Instance
Judo de Pern;Saison;450;2022;27 - Eure;Bureau
Tir de Lauzès;Saison;620;2022;76 - Seine-Maritime;Commission
Tir de Lauzès;Saison;800;2023;76 - Seine-Maritime;Commission
"""


@pytest.mark.parametrize(
    "area", ["en Seine-Maritime", "dans la Seine-Maritime", "dans le 76", "dans le département de la Seine-Maritime"]
)
def test_an_area_with_its_number_is_called_by_either(talk_about, area):
    assert "620\u00a0€" in talk_about(AREAS)(f"Combien d’aides {area} en 2022 ?").text


def test_what_a_column_says_of_a_grant_is_asked_of_who_got_it(talk_about):
    assert "Commission" in talk_about(AREAS)("Quelle instance a décidé l’aide de 620 € au Tir de Lauzès ?").text


SCHEMES = """nomAttribuant;dateConvention;nomBeneficiaire;objet;montant;nature;conditionsVersement;dispositifAide
Ville de Made;2023-02-01;Judo Pernois;Saison;900;aide en numéraire;unique;Clubs de demain
Ville de Made;2023-02-01;Chorale de Lauzès;Concert;1200;aide en numéraire;échelonné;Scènes ouvertes
Ville de Made;2024-02-01;Chorale de Lauzès;Concert;1300;aide en numéraire;échelonné;Scènes ouvertes
"""


@pytest.mark.parametrize(
    "asked",
    ["Quels sont les dispositifs d'aide ?", "Quels dispositifs d'aide existent ?", "Répartition par dispositif d'aide"],
)
def test_schemes_of_the_national_form_are_listed(talk_about, asked: str) -> None:
    told = talk_about(SCHEMES)(asked).text

    assert "Clubs de demain" in told
    assert "Scènes ouvertes" in told


def test_the_scheme_of_a_body_is_told(talk_about) -> None:
    told = talk_about(SCHEMES)("De quel dispositif relève l'aide au Judo Pernois ?").text

    assert "Clubs de demain" in told
    assert "Scènes ouvertes" not in told


def test_how_a_grant_is_paid_is_asked_of_the_one_spoken_of(talk_about) -> None:
    talk = talk_about(SCHEMES)
    talk("Combien a eu la Chorale de Lauzès en 2023 ?")

    assert "échelonné" in talk("C'est payé en une fois ?").text
    assert (
        "échelonné"
        in talk("Comment l'aide à la Chorale de Lauzès est-elle versée : en une seule fois ou en plusieurs ?").text
    )
    assert talk_about(SCHEMES)("C'est payé en une fois ?").outcome != "answered"


@pytest.mark.parametrize(
    "asked", ["Combien pour le dispositif Vie associative ?", "Total du dispositif Vie associative"]
)
def test_a_scheme_is_called_with_what_it_is(talk_about, asked):
    told = talk_about(SCHEMES.replace("Scènes ouvertes", "Vie associative"))(asked).text
    assert "(Vie associative)" in told


SEATS = """nomBeneficiaire;objet;montant;exercice;communeSiege
Commune de Bray;Toiture;500;2022;Bray
Les Jeunes Pousses;Accueil;700;2022;Bray
Le Théâtre du Lin;Spectacle;1500;2022;Orme
Le Théâtre du Lin;Spectacle;1600;2023;Orme
Le Théâtre du Lin;Ateliers;1700;2023;Orme
"""


@pytest.mark.parametrize("said", ["dont la commune du siège est Bray", "dont la commune siège est Bray"])
def test_those_whose_seat_is_in_a_town_are_no_commune(talk_about, said):
    told = talk_about(SEATS)(f"Quel est le montant des aides versées à des bénéficiaires {said} ?").text

    assert "1\u202f200\u00a0€" in told
