"""Headers are known by their words: what a cell is, and of whom or what; a word of no sense leaves them unknown."""

import pytest

from bot.grants.columns import Chosen, find_columns, match
from bot.grants.form import form
from bot.grants.headers import words_of
from bot.grants.proposing import proposal
from bot.grants.reading.table import Row, Unreadable

SAID = {
    "nomAttribuant": ["Organisme financeur", "Nom du financeur", "Collectivité attributrice", "Autorité attributive"],
    "idAttribuant": ["SIRET du financeur", "N° SIRET de la collectivité attributrice"],
    "dateConvention": [
        "Date de l'arrêté", "Date de signature de la convention", "Date de la commission permanente",
        "Date d'octroi de l'aide", "dateArrete", "Date de l’assemblée plénière", "DATE DE LA DECISION D'ATTRIBUTION",
        "Date du bureau syndical", "Date du bureau", "Date du conseil d'administration", "Date du comité syndical",
        "Date CA", "Date de séance du conseil municipal", "Date commission d’attribution", "Date du jury",
        "Conseil municipal du", "Délibération du :",
    ],
    "referenceDecision": ["N° de l'arrêté attributif", "Réf. convention", "Identifiant du dossier"],
    "nomBeneficiaire": [
        "Nom du porteur", "Porteur de projet", "Structure porteuse", "Nom de la structure bénéficiaire",
        "Bénéficiaire(s)", "Maître d'ouvrage", "Nom / raison sociale", "Organisme porteur", "nomPorteur",
        "Libellé du bénéficiaire", "Bénéficiaire de la subvention", "Lauréat", "Nom ou raison sociale",
        "Bénéficiaire - Nom", "Identité du bénéficiaire", "Nom du MOA", "Association ou organisme",
        "Organisme / Association",
    ],
    "idBeneficiaire": [
        "SIRET du porteur", "N° SIRET du porteur de projet", "SIREN de la structure", "Code SIRET", "siret_porteur",
        "SIRET de l'organisme bénéficiaire", "N° SIRET/SIREN",
    ],
    "rnaBeneficiaire": ["N° RNA de l'association", "RNA / Waldec"],
    "objet": [
        "Intitulé de l'action", "Titre du projet", "Libellé de l'opération", "Nom de la manifestation",
        "Action financée", "Description du projet", "Intitulé du dossier",
    ],
    "montant": [
        "Subvention attribuée", "Montant de la subvention accordée (€)", "Aide votée", "Montant voté en CP",
        "Dotation attribuée", "Montant total attribué", "montant_accorde", "Montant notifié", "Subventions accordées",
        "Montant de l'aide attribuée au bénéficiaire", "Mt accordé", "aide_montant",
    ],
    "conditionsVersement": ["Modalités de paiement", "Conditions de versement de l'aide"],
    "datesPeriodeVersement": ["Date de mise en paiement", "Date du mandat"],
    "exercice": ["Année d'attribution", "Exercice comptable", "Millésime"],
    "statut": ["Statut du dossier", "Avis de la commission", "Suite donnée à la demande"],
    "commune": ["Commune du porteur", "Ville du siège", "Commune du siège social de l'association", "communePorteur"],
    "dispositifAide": ["Nom du dispositif"],
    "": [
        "Date de dépôt", "Date de la demande", "Conseil municipal",
        "Date de début de l'action", "Date de fin de convention",
        "Date de création de l'association", "Date de notification", "Statut du porteur", "Type de porteur",
        "Forme juridique", "Nature de la demande", "Quartier prioritaire", "Commune de réalisation",
        "Commune du projet", "Nombre de bénéficiaires", "Public bénéficiaire", "N° tiers", "Nom du responsable",
        "Nom", "Statut du projet", "SIRET de l'organisme", "Durée de la convention", "Type d'action",
    ],
}  # fmt: skip
NEVER_GRANTED = [
    "Coût total de l'action", "Budget prévisionnel", "Montant demandé", "Subvention sollicitée", "Montant du projet",
    "Montant de l'opération", "Dépense subventionnable", "Montant subventionnable", "Montant de la demande",
    "Taux de subvention", "Montant prévisionnel de l'aide", "Autres subventions", "Acompte versé", "Subvention N-1",
    "Montant total du projet", "Financement total", "Participation du porteur",
]  # fmt: skip


@pytest.mark.parametrize(("field", "header"), [(field, header) for field, ones in SAID.items() for header in ones])
def test_a_header_says_its_field_and_no_other(field, header):
    assert match([header], Chosen())[0].field == field


@pytest.mark.parametrize("header", NEVER_GRANTED)
def test_other_money_is_never_what_is_granted(header):
    found = {one.header: one.field for one in match([header, "Porteur", "Subvention attribuée"], Chosen())}

    assert (found[header], found["Subvention attribuée"]) == ("", "montant")
    assert match([header], Chosen())[0].field == ""


def test_what_is_granted_wins_over_what_may_be_a_total():
    found = {one.header: one.field for one in match(["Montant total", "Aide accordée", "Montant versé"], Chosen())}
    assert found == {"Montant total": "", "Aide accordée": "montant", "Montant versé": ""}


def test_who_is_named_wins_over_their_code():
    found = {one.header: one.field for one in match(["Tiers", "Libellé tiers"], Chosen())}
    assert found == {"Tiers": "", "Libellé tiers": "nomBeneficiaire"}


def test_an_amount_of_a_year_is_what_is_granted_where_it_is_alone():
    headers = ["Porteur", "Subvention demandée 2023", "Subvention accordée 2023"]
    assert [one.field for one in match(headers, Chosen())] == ["nomBeneficiaire", "", "montant"]
    several = [*headers, "Subvention accordée 2022"]
    assert "montant" not in [one.field for one in match(several, Chosen())]


def test_a_title_wins_over_a_description():
    found = {one.header: one.field for one in match(["Description", "Titre du projet"], Chosen())}
    assert found == {"Description": "", "Titre du projet": "objet"}


def test_what_is_told_of_whom_a_file_names_is_of_the_same():
    headers = ["Nom de l'organisme", "SIRET de l'organisme", "Commune de l'organisme"]
    assert [one.field for one in match(headers, Chosen())] == ["nomBeneficiaire", "idBeneficiaire", "commune"]
    chosen = Chosen({"nomBeneficiaire": "Opérateur"})
    assert [one.field for one in match(["Opérateur", "SIRET de l'opérateur"], chosen)] == [
        "nomBeneficiaire",
        "idBeneficiaire",
    ]


def test_every_way_is_of_a_field_and_of_senses_that_have_words():
    fields, senses = dict(form().fields()), form().entetes.sens
    for field, ways in form().entetes.champs.items():
        assert field in fields
        for way in ways:
            assert {sense.rstrip("?") for sense in way.split()} <= senses.keys()
    assert all(words_of(phrase) for phrases in senses.values() for phrase in phrases)


def test_the_proposal_takes_no_cost_for_what_is_granted():
    rows = [
        Row(1, ["Qui", "Coût de l'action", "Montant demandé", "Alloué"]),
        Row(2, ["Judo club", "3000", "900", "700"]),
        Row(3, ["Chorale", "1200,50", "500", "500"]),
    ]
    assert '\n  montant: "Alloué"' in proposal(rows)
    assert "\n  # montant: …" in proposal([Row(row.line, row.cells[:3]) for row in rows])


def test_a_file_that_tells_costs_alone_is_refused():
    with pytest.raises(Unreadable, match="montant"):
        find_columns([Row(1, ["Porteur", "Coût total de l'action"]), Row(2, ["A", "100"])], Chosen())


def test_costs_and_columns_that_say_the_same_are_told(importing):
    header = "Porteur;Coût total de l'action;Subvention attribuée;Date de l'arrêté;Date de la délibération"
    imported = importing(f"{header}\nA;900;500;14/03/2022;20/03/2022\n")

    assert imported.rows("SELECT cents, date::VARCHAR FROM grants") == [(50_000, "2022-03-20")]
    costs, days = imported.report.to_check
    assert "« Coût total de l'action » n’est pas comptée" in costs
    assert "« Date de l'arrêté » peut dire aussi date de la convention" in days


def test_the_year_that_the_header_of_the_amounts_tells_is_shown(importing):
    said = importing("Porteur;Subvention accordée 2023\nA;900\n").report.to_check
    assert any("dans l’en-tête des montants" in one and "--annee 2023" in one for one in said)


def test_a_total_may_be_what_is_aided_costs(importing):
    assert "ce que coûte" in importing("Porteur;Montant total\nA;900\n").report.to_check[0]


def test_what_one_of_several_may_give_is_the_amount_where_it_is_alone():
    assert [one.field for one in match(["Bénéficiaire", "MONTANT AIDE REGIONALE"], Chosen())][1] == "montant"
    assert [one.field for one in match(["Bénéficiaire", "Subvention départementale (€)"], Chosen())][1] == "montant"
    both = match(["Bénéficiaire", "Aide régionale", "Aide de l'État"], Chosen())
    assert [one.field for one in both][1:] == ["", ""]
    assert [one.field for one in match(["Bénéficiaire", "Aide régionale", "Montant voté"], Chosen())][1:] == [
        "",
        "montant",
    ]
