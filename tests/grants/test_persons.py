"""Who is somebody among beneficiaries, wherever their first name comes from, and what tells who they are."""

import pytest

from bot.grants.form import MASKED
from tests.grants.talk import euros

HEADER = "Bénéficiaire;SIRET;Montant;Objet;Président;IBAN;Adresse;Service responsable\n"


@pytest.mark.parametrize(
    ("name", "object_", "note"),
    [
        ("Fatoumata Diallo", "", "masque_doute"),
        ("BENALI Ahmed", "", "masque_doute"),
        ("Xyr OLUWASEUN", "", "masque_doute"),
        ("Famille Nguyen", "", "masque_doute"),
        ("Martin Paul (entrepreneur individuel)", "", "masque_doute"),
        ("Nguyen Thi Lan", "Prime vélo", "masque_doute"),
        ("Monsieur X", "", "masque"),
        ("Vie Libre Lot", "", "personne_doute"),
        ("Garage Martin", "Rénovation de façade", None),
    ],
)
def test_who_is_somebody_is_masked_and_who_may_be_is_told(importing, name, object_, note):
    imported = importing(f"{HEADER}{name};;1;{object_};;;12 rue des Lilas;\n")

    kept = note in (None, "personne_doute")
    assert imported.rows("SELECT name, x3 FROM grants") == [(name, "12 rue des Lilas") if kept else (MASKED, MASKED)]
    assert set(imported.notes()) - {"sans_annee"} == ({note} if note else set())


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("DEBASTIANI Lorenzo;;1;Université de Pern;Étudiant;", False),
        ("Xyr Zaq Wuv Tolk;;1;Université de Pern;Étudiante;", False),
        ("DEBASTIANI Lorenzo;;1;Université de Pern;;", False),
        ("DEBASTIANI Lorenzo;;1;Université de Pern;Association étudiante;", True),
        ("Sac à Dos Népal;;1;Université de Pern;Association étudiante;", True),
        ("Sac à Dos Népal;;1;Université de Pern;Association étudiante;Étudiant", True),
        ("Sac à Dos Népal;73282932000074;1;Université de Pern;Étudiant;", True),
    ],
)
def test_a_column_of_kinds_tells_who_is_somebody_and_one_of_where_they_study_does_not(importing, line, kept):
    imported = importing(f"nom de la structure;SIRET;montant;Établissement;Type de structure;Type de public\n{line}\n")

    assert imported.rows("SELECT name FROM grants") == [(line.partition(";")[0] if kept else MASKED,)]


def test_columns_that_name_somebody_or_their_bank_are_masked(importing):
    imported = importing(f"{HEADER}MJC Roguet;;1;Fête;Jean Dupont;FR7630006000011234567890189;1 rue X;Culture\n")

    assert imported.rows("SELECT x1, x2, x3, x4 FROM grants") == [
        ("[coordonnées]", "[coordonnées]", "1 rue X", "Culture")
    ]
    assert "Dupont" not in str(imported.rows("FROM line"))


@pytest.mark.parametrize("asked", ["Combien a reçu Mme Martin ?", "Monsieur Martin a eu combien ?"])
def test_somebody_is_not_taken_for_a_body_that_bears_their_name(talk_about, asked):
    talk = talk_about("nomBeneficiaire;montant;exercice\nGarage Martin;400;2022\nMJC;5;2022\n")

    assert euros(40_000) in talk("Combien a reçu le garage Martin ?").text
    reply = talk_about("nomBeneficiaire;montant;exercice\nGarage Martin;400;2022\nMJC;5;2022\n")(asked)
    assert "400" not in reply.text
    assert "Garage" not in reply.text


def test_what_persons_got_something_for_is_said_not_to_be_kept(talk_about):
    text = talk_about(
        "nomBeneficiaire;objet;montant;exercice\nMme Léa Martin;Bourse haut niveau;500;2022\nMJC Roguet;Danse;90;2022\n"
    )("Combien pour les sportifs de haut niveau ?").text
    assert "l’objet de ce que des particuliers ont reçu n’y est pas gardé" in text


def test_persons_that_are_asked_for_are_told_by_how_many_and_how_much(talk_about):
    bodies = "".join(f"MJC {name};80;2022;Association\n" for name in ("Roguet", "Pern", "Zig", "Zag", "Lauzès"))
    persons = "M. Paul DURAND;300;2022;Particulier\nMme Anne MARTIN;450;2022;Particulier\n"
    talk = talk_about(f"nomBeneficiaire;montant;exercice;typeStructure\n{bodies}{persons}")
    text = talk("Qui sont les particuliers aidés ?").text
    assert text.startswith("2 subventions (Particulier)")
    assert f"pour {euros(75_000)} en tout" in text
    assert "DURAND" not in text


@pytest.mark.parametrize(
    ("written", "name", "raw"),
    [
        ("AMIS DU CHEMIN CHEZ M PIERRE ZERBI", "AMIS DU CHEMIN", f"AMIS DU CHEMIN CHEZ {MASKED}"),
        (
            "Les Lutins chez Mme Zerbi - 72 LE MANS",
            "Les Lutins - 72 LE MANS",
            f"Les Lutins chez {MASKED} - 72 LE MANS",
        ),
        ("CLUB DES AINES C/O MR JEAN ZERBI", "CLUB DES AINES", f"CLUB DES AINES C/O {MASKED}"),
        ("Comité (chez Martine Zerbi)", "Comité", f"Comité (chez {MASKED})"),
        ("CHEZ NOUS", "CHEZ NOUS", "CHEZ NOUS"),
        ("CHEZ PAULETTE ET FILS", "CHEZ PAULETTE ET FILS", "CHEZ PAULETTE ET FILS"),
        ("MIEUX CHEZ MOI", "MIEUX CHEZ MOI", "MIEUX CHEZ MOI"),
    ],
)
def test_whom_a_body_lives_at_is_not_named(importing, written, name, raw):
    imported = importing(f"Association;Montant\n{written};250\n")

    assert imported.rows("SELECT name FROM grants") == [(name,)]
    assert imported.rows("SELECT c1 FROM line") == [(raw,)]


def test_the_number_of_a_person_is_never_kept(importing):
    lines = "1680149123456;MARTEL;500\n168014912345645;GARIN;500\n73280000000000;MJC;2000\n73282932000074;JUDO;800\n"
    imported = importing(f"SIRET ou NIR;Raison Sociale;Mandaté\n{lines}")

    assert imported.rows("SELECT name, siret FROM grants ORDER BY line") == [
        (MASKED, None),
        (MASKED, None),
        ("MJC", None),
        ("JUDO", "73282932000074"),
    ]
    assert imported.rows("SELECT c1, c2 FROM line ORDER BY line")[:2] == [(MASKED, MASKED)] * 2
    assert imported.notes()["siret_arrondi"] == 1


def test_a_number_with_the_key_of_a_persons_is_one_in_any_column(importing):
    imported = importing("Association;SIRET;Montant\nMARTEL;255081416802538;500\n")

    assert imported.rows("SELECT name, c1, c2 FROM grants JOIN line USING (line)") == [(MASKED, MASKED, MASKED)]


@pytest.mark.parametrize("header", ["Nom du bénéficiaire;Prénom du bénéficiaire", "Nom du bénéficiaire;Prénom"])
def test_who_has_a_first_name_is_somebody(importing, header):
    imported = importing(f"{header};Aide;Montant\nZERBI;Olga;Vélo;200\nJudo club;;Fête;300\n")

    assert imported.rows("SELECT name, c1, c2 FROM grants JOIN line USING (line) ORDER BY line") == [
        (MASKED, MASKED, MASKED),
        ("Judo club", "Judo club", None),
    ]


def test_a_body_may_be_named_in_another_column_than_people(importing):
    header = "Nom bénéficiaire;Prénom bénéficiaire;Raison sociale;Montant\n"
    imported = importing(f"{header};;Judo club;100\nZerbi;Olga;;200\n;;Mme Zerbi;50\n")

    assert imported.rows("SELECT name FROM grants ORDER BY line") == [("Judo club",), (MASKED,), (MASKED,)]
    assert imported.rows("SELECT c3 FROM line ORDER BY line") == [("Judo club",), (None,), (MASKED,)]


def test_who_gives_may_have_a_first_name(importing):
    imported = importing("nom;prenom;beneficiaire;montant\nZERBI;Olga;Judo club;300\n")

    assert imported.rows("SELECT name, c1, c2 FROM grants JOIN line USING (line)") == [("Judo club", "ZERBI", "Olga")]
    assert any("« prenom »" in one for one in imported.report.to_check)


def test_a_second_column_of_the_name_completes_it(importing):
    file = "Raison sociale;Raison sociale 2;Montant\nCENTRE DE FORMATION;DES PRES;5\nADORE;CHEZ M ZERBI;6\nJUDO;;7\n"
    imported = importing(file)

    assert imported.rows("SELECT name FROM grants ORDER BY line") == [
        ("CENTRE DE FORMATION DES PRES",),
        ("ADORE",),
        ("JUDO",),
    ]
    assert imported.rows("SELECT c2 FROM line WHERE line = 3") == [(f"CHEZ {MASKED}",)]
