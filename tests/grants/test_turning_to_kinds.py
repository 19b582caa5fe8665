"""What is asked in turn of kinds of bodies, of those that are called together, and of what only lines say."""

from collections.abc import Callable

import pytest

from tests.grants.talk import Talk, euros

PUBLISHED = """nomAttribuant;nomBeneficiaire;objet;montant;exercice;secteur;dispositif;type de structure
Ville de Made;Mission locale du Nord;Emploi;500;2022;Emploi;Associations de solidarité;Association
Ville de Made;Mission locale du Sud;Emploi;700;2022;Emploi;Associations de solidarité;Association
Ville de Made;Mieux ensemble;Repas;40;2022;Social;Associations de solidarité;Association
Ville de Made;Agence pour l'emploi;Emploi;90000;2022;Emploi;Insertion;Établissement public
Ville de Made;Forum Zig;Accueil des réfugiés;300;2022;Social;Insertion;Association
Ville de Made;Syndicat Zag;Fonctionnement;20;2022;Social;Insertion;Syndicat
Ville de Made;Syndicat Zut;Fonctionnement;2000;2022;Social;Insertion;Syndicat
Ville de Made;Sud Cyclisme;Passerelle;60;2022;Sport;Clubs;Association
Ville de Made;Sud Natation;Bassin;70;2022;Sport;Clubs;Association
Ville de Made;Collège Hugo;Voyage;900;2022;Éducation;Clubs;Établissement public
Ville de Made;Association sportive du collège Hugo;Tournoi;80;2022;Éducation;Clubs;Association
Ville de Made;Chorale Zap;Concert;45;2022;Culture;Insertion;Association
Ville de Made;Amicale de la chorale Zap;Sortie;55;2022;Culture;Insertion;Association
Ville de Made;Point Zop;Permanence des avocats;65;2022;Droit;Insertion;Association
Ville de Made;SARL Pain;Four;10;2022;Commerce;Insertion;Entreprise
Ville de Made;SARL Miel;Ruches;30;2022;Commerce;Insertion;Entreprise
"""


@pytest.fixture
def talk(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(PUBLISHED)


@pytest.mark.parametrize("before", ["", "Combien a eu l'agence pour l'emploi ?"])
@pytest.mark.parametrize("without", [(), ("fmin",)])
def test_those_called_together_are_summed_without_whoever_was_spoken_of(talk_about, before, without):
    talk = talk_about(PUBLISHED, without=without)
    if before:
        talk(before)
    assert f"pour {euros(120_000)} en tout" in talk("les deux missions locales ensemble ?").text


def test_one_more_is_summed_with_whoever_was_spoken_of(talk):
    talk("Combien a eu le forum Zig ?")
    assert f"pour {euros(9_030_000)} en tout" in talk("et l'agence pour l'emploi ensemble ?").text


def test_a_total_of_a_kind_is_of_all_of_them(talk):
    talk("moins de 1 000 € pour le syndicat Zag ?")
    talk("et Sud ?")
    text = talk("total des syndicats sans Zag").text
    assert text.startswith("1 bénéficiaire, pour 1 subvention")
    assert euros(200_000) in text


@pytest.mark.parametrize("asked", ["et chez les entreprises ?", "et parmi les entreprises ?", "et côté entreprises ?"])
def test_who_got_least_is_asked_of_a_kind_after_one_was_asked_about(talk, asked):
    talk("Qui a eu le moins ?")
    talk("de quel montant")

    text = talk(asked).text
    assert text.index("SARL Pain") < text.index("SARL Miel")
    assert "moins aidés" in text


@pytest.mark.parametrize(
    "asked", ["et les réfugiés ?", "des subventions aux réfugiés ?", "combien d'argent aux réfugiés ?"]
)
def test_a_kind_that_lines_alone_tell_is_asked_for(talk, asked):
    talk("Combien pour le sport ?")
    assert "Forum Zig" in talk(asked).text


def test_a_kind_that_is_another_subject_elsewhere_is_asked_for_where_lines_tell_it(talk):
    talk("Combien pour le sport ?")
    assert "Point Zop" in talk("et des avocats").text


@pytest.mark.parametrize("asked", ["et les sans-abri ?", "et les horaires ?"])
def test_a_kind_that_no_line_tells_is_none(talk, asked):
    talk("Combien pour le sport ?")
    assert talk(asked).outcome != "answered"


@pytest.mark.parametrize("asked", ["la chorale Zap, pas l'amicale", "la chorale Zap et pas son amicale"])
def test_what_is_denied_beside_a_name_is_no_part_of_it(talk, asked):
    assert talk(asked).text.startswith("Chorale Zap")


def test_no_at_the_head_is_what_no_line_says(talk_about):
    talk = talk_about(
        PUBLISHED + "Ville de Made;Cirque Zip;Lutte pour le non recours;55;2022;Culture;Insertion;Association\n"
    )
    talk("Combien pour le sport ?")
    assert "Sud Cyclisme" in talk("non, le sport en 2022").text


def test_a_value_of_a_column_that_begins_with_a_kind_is_not_that_kind(talk_about):
    talk = talk_about("\n".join(line.rpartition(";")[0] for line in PUBLISHED.splitlines()))
    assert "Sud Cyclisme" in talk("quelles associations ont été aidées ?").text


def test_a_column_takes_a_word_for_the_projects_of_the_fund(talk):
    text = talk("par quels dispositifs passe l'emploi ?").text
    assert "Insertion" in text
    assert "Associations de solidarité" in text


def test_a_whole_word_is_none_that_begins_with_it(talk):
    assert "Sud Cyclisme" not in talk("combien pour la passe ?").text


@pytest.mark.parametrize("asked", ["le sport, c'est que 3 subventions ?", "3 subventions pour le sport ?"])
def test_a_number_of_grants_that_is_supposed_is_told_what_there_are(talk, asked):
    assert talk(asked).text.startswith("2 subventions (Sport)")


def test_two_names_are_two_bodies(talk):
    text = talk("Sud Cyclisme et Sud Natation, c'est la même association ?").text
    assert "2 bénéficiaires" in text
    assert "en tout" not in text


@pytest.mark.parametrize(
    "asked", ["des subventions à l'étranger ?", "quelles associations à l'étranger ont été aidées ?"]
)
def test_in_which_country_bodies_are_is_not_told(talk, asked):
    assert talk(asked).outcome == "unknown"


def test_whether_a_body_is_public_is_what_its_columns_tell(talk):
    talk("Combien a eu le collège Hugo ?")
    assert "type de structure : Établissement public" in talk("c'est privé ?").text.replace("\u00a0", " ")


@pytest.mark.parametrize("asked", ["lequel des trois a eu le plus ?", "qui a eu le plus ?"])
def test_one_that_waits_to_be_chosen_is_asked_back_before_it_is_compared(talk, asked):
    talk("Combien a eu le forum Zig ?")
    talk("et l'agence pour l'emploi ?")
    assert talk("et Sud ?").outcome == "clarify"

    assert talk(asked).outcome == "clarify"
    text = talk("Natation").text
    assert "Sud Natation" in text
    assert "contre" in text


def test_which_of_two_themes_asked_in_turn_got_most(talk):
    talk("Combien pour le sport ?")
    talk("et l'éducation ?")

    text = talk("lequel a le plus ?").text
    assert text.startswith("Éducation")
    assert "contre" in text


@pytest.mark.parametrize(
    "asked", ["quel secteur a le plus de subventions en nombre ?", "quel secteur a été aidé le plus souvent ?"]
)
def test_values_are_ranked_by_how_many_grants_they_have_where_that_is_asked(talk, asked):
    text = talk(asked).text
    assert text.index("Social : 4 subventions".replace(" :", "\u00a0:")) < text.index("Emploi")
