"""What is compared, and what goes on from it: « la gare et les Charmes en 2022 et 2024 ? — Laquelle a augmenté ? »."""

import pytest

from tests.grants.talk import SMALL, Talk, euros

GRANTS = """nomBeneficiaire;objet;montant;exercice;thematique;quartier
Judo Pernois;Saison du club;450;2022;Sport;Gare
Judo Pernois;Saison du club;620;2024;Sport;Gare
Rugby de Lauzès;Saison du club;1800;2022;Sport;Plaine
Rugby de Lauzès;Saison du club;2150;2024;Sport;Plaine
Jazz à Pern;Festival;1500;2022;Culture;Gare
Jazz à Pern;Festival;1200;2024;Culture;Gare
Chorale de Lauzès;Concerts;300;2022;Culture;Charmes
Chorale de Lauzès;Concerts;280;2024;Culture;Charmes
Retraités de Pern;Sorties;90;2022;Seniors;Plaine
Retraités de Pern;Sorties;130;2024;Seniors;Plaine
"""


@pytest.fixture
def talk(talk_about) -> Talk:
    return talk_about(GRANTS)


def test_a_year_that_the_data_do_not_hold_is_no_year_of_nothing(talk):
    said = talk("Compare 2019 et 2022").text
    assert said.startswith("Aucune donnée en 2019")
    assert f"2022\xa0: {euros(414_000)}" in said
    assert "0\xa0€ pour" not in said


def test_which_of_two_is_best_served_is_which_got_more(talk):
    said = talk("Entre le sport et les Retraités de Pern, lequel est le mieux doté ?").text
    assert said.startswith(f"Sport\xa0: {euros(502_000)}")
    assert f"{euros(22_000)} pour Retraités de Pern" in said


@pytest.mark.parametrize(
    "asked",
    [
        "Quel écart entre le budget Sport et le budget Culture en 2022 ?",
        "Entre Sport et Culture, qui a eu le plus en 2022 ?",
        "Le Sport coûte plus cher que la Culture en 2022 ?",
        "Entre Sport et Culture, quelle est la thématique qui a obtenu le plus gros total en 2022 ?",
        "Laquelle des thématiques Sport et Culture a touché le plus en 2022 ?",
        "Quelle thématique du sport et de la culture a reçu le plus en 2022 ?",
    ],
)
def test_two_are_compared_in_a_year(talk, asked):
    assert talk(asked).text.startswith(f"Sport\xa0: {euros(225_000)} (2 subventions), contre {euros(180_000)} pour")


@pytest.mark.parametrize(
    "asked",
    [
        "On a distribué plus d’argent en 2024 qu’en 2022 ?",
        "Est-ce qu’ils ont donné plus d’argent en tout en 2024 qu’en 2022 ?",
        "Total des subventions : 2024 par rapport à 2022, hausse ou baisse",
    ],
)
def test_what_was_given_in_two_years_is_compared(talk, asked):
    assert talk(asked).text.startswith(f"2024\xa0: {euros(438_000)} (5 subventions), contre {euros(414_000)} pour 2022")


@pytest.mark.parametrize(
    "asked",
    ["Comparez Rugby de Lauzès à Jazz à Pern", "Combien de plus Rugby de Lauzès a eu par rapport à Jazz à Pern ?"],
)
def test_one_that_is_compared_to_another_gives_it_nothing(talk, asked):
    assert talk(asked).text.startswith(f"Rugby de Lauzès\xa0: {euros(395_000)}")


def test_two_years_told_in_turn_are_compared(talk):
    talk("Le total en 2022 ?")
    talk("même chose pour 2024")
    said = talk("quel écart entre les deux années ?").text
    assert said.startswith(f"2024\xa0: {euros(438_000)}")
    assert f"L’écart est de {euros(24_000)}" in said


@pytest.mark.parametrize("asked", ["Qui a eu le plus en 2022 après {} ?", "qui a reçu le plus après {} en 2022"])
def test_who_got_most_after_another_in_a_year(talk, asked):
    said = talk(asked.format("Rugby de Lauzès")).text
    assert said.startswith(f"Après Rugby de Lauzès ({euros(180_000)}) en 2022")
    assert said.splitlines()[1] == f"- Jazz à Pern\xa0: {euros(150_000)}"


@pytest.mark.parametrize("asked", ["Le trio de tête en 2024 ?", "Le trio de tête des associations en 2024 ?"])
def test_as_many_are_ranked_as_a_word_tells(talk, asked):
    said = talk(asked).text
    assert [line.partition("\xa0:")[0] for line in said.splitlines()[1:4]] == [
        "1. Rugby de Lauzès",
        "2. Jazz à Pern",
        "3. Judo Pernois",
    ]
    assert "4. " not in said


def test_those_that_do_something_are_named(talk):
    said = talk("Quelles associations s’occupent de culture ?").text
    assert "Jazz à Pern" in said
    assert "Chorale de Lauzès" in said


def test_two_things_of_two_years_are_told_year_by_year(talk):
    said = talk("Compare le sport et la culture en 2022 et 2024").text
    assert f"Sport\xa0: {euros(225_000)} en 2022 (2 subventions), {euros(277_000)} en 2024" in said
    assert f"Culture\xa0: {euros(180_000)} en 2022 (2 subventions), {euros(148_000)} en 2024" in said


def test_two_things_each_of_its_own_year_are_told_year_by_year(talk):
    said = talk("Combien pour le judo en 2024 et pour le rugby en 2022").text
    assert f"judo\xa0: {euros(45_000)} en 2022 (1 subvention), {euros(62_000)} en 2024" in said
    assert f"rugby\xa0: {euros(180_000)} en 2022 (1 subvention), {euros(215_000)} en 2024" in said


def test_what_years_are_compared_of_is_said(talk):
    said = talk("Compare 2022 et 2024 pour la culture").text
    assert "Culture" in said
    assert f"L’écart est de {euros(32_000)}" in said


@pytest.mark.parametrize("asked", ["le judo pernois 2022 vs 2024", "judo pernois : 2022 contre 2024 ?"])
def test_a_year_before_the_one_it_is_compared_with_is_a_year(talk, asked):
    said = talk(asked).text
    assert f"{euros(62_000)} (1 subvention), contre {euros(45_000)} pour 2022" in said


def test_two_things_are_compared_over_all_years(talk):
    said = talk("Comparez la culture et le sport sur l’ensemble de la période couverte").text
    assert f"Sport\xa0: {euros(502_000)}" in said
    assert f"contre {euros(328_000)} pour Culture" in said


@pytest.mark.parametrize(
    "asked", ["rugby Plaine ou judo pernois, qui a le plus ?", "judo pernois ou rugby plaine ki a le plus ?"]
)
def test_what_is_said_side_by_side_is_compared_as_one(talk, asked):
    said = talk(asked).text
    assert f"rugby, Plaine\xa0: {euros(395_000)} (2 subventions), contre {euros(107_000)} pour Judo Pernois" in said
    assert "€" not in talk("et en 2022 ?").text


def test_what_is_to_be_compared_with_something_is_said(talk):
    assert "Culture" in talk("La culture en 2022 par rapport à ?").text


@pytest.mark.parametrize(
    ("before", "asked", "told"),
    [
        (
            ["Compare le sport et la culture"],
            "laquelle a le plus augmenté entre 2022 et 2024 ?",
            f"Sport\xa0: {euros(52_000)} de plus",
        ),
        (
            ["Quelle thématique a le plus progressé entre 2022 et 2024"],
            "et laquelle a baissé",
            f"Culture\xa0: {euros(32_000)} de moins",
        ),
        (
            ["Combien pour le sport", "et la culture"],
            "entre les deux lequel a le plus",
            f"Sport\xa0: {euros(502_000)} (4 subventions), contre",
        ),
    ],
)
def test_which_of_those_told_is_one_of_them(talk, before, asked, told):
    for one in before:
        talk(one)
    said = talk(asked).text
    assert told in said
    assert "Rugby de Lauzès" not in said


def test_who_moved_most_after_themes_were_compared_is_a_body(talk):
    talk("Compare le sport et la culture")
    assert f"Rugby de Lauzès\xa0: {euros(35_000)} de plus" in talk("qui a le plus augmenté entre 2022 et 2024 ?").text


@pytest.mark.parametrize(
    ("asked", "first"), [("la plus aidée", "\n- Sport\xa0: "), ("la moins aidée", "\n- Seniors\xa0: ")]
)
def test_a_ranking_of_themes_goes_on_with_another_year(talk, asked, first):
    talk(f"Quelle est la thématique {asked}")
    assert first in talk("en 2022").text.partition("par thematique")[2]


def test_who_got_as_much_as_another_is_told_without_it(talk_about):
    talk = talk_about(GRANTS + "Club d’échecs de Pern;Tournoi;220;2022;Sport;Gare\n")
    said = talk("Qui a eu autant que les Retraités de Pern ?").text
    assert said.startswith(f"1 autre bénéficiaire avec autant que Retraités de Pern ({euros(22_000)})")
    assert "Club d’échecs" in said
    assert talk("Qui a eu autant que Jazz à Pern ?").text.startswith("Aucun autre bénéficiaire")


def test_two_of_whom_one_may_have_got_as_much_are_compared(talk):
    said = talk("Est-ce que Jazz à Pern a eu autant que le judo pernois ?").text
    assert said.startswith(f"Jazz à Pern\xa0: {euros(270_000)}")


@pytest.mark.parametrize("asked", ["Jazz à Pern a reçu le plus ?", "C’est bien Jazz à Pern qui a eu le plus ?"])
def test_whether_one_got_most_is_its_place(talk, asked):
    said = talk(asked).text
    assert said.startswith("Jazz à Pern\xa0: 2e place sur 5 bénéficiaires")
    assert f"Le plus aidé\xa0: Rugby de Lauzès, {euros(395_000)}" in said


def test_whether_a_grant_is_the_greatest_is_asked_of_all(talk):
    said = talk("Est-ce que la subvention de Jazz à Pern est la plus grosse ?").text
    assert f"La plus grosse de toutes\xa0: {euros(215_000)} à Rugby de Lauzès" in said


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("En culture, la subvention moyenne était de combien en 2024 ?", f"{euros(74_000)} en moyenne"),
        ("Le total en culture était de combien en 2022 ?", f"pour {euros(180_000)} en tout"),
        ("De combien était l’aide du Judo Pernois en 2022 ?", f"pour {euros(45_000)}"),
        ("La hausse de 2022 à 2024 était de combien ?", f"De 2022 à 2024\xa0: {euros(24_000)} de plus"),
    ],
)
def test_how_much_something_was_is_no_comparison(talk, asked, told):
    assert told in talk(asked).text


def test_two_themes_compared_by_year_are_told_year_by_year(talk):
    said = talk("Compare le sport et la culture par année").text
    assert euros(225_000) in said
    assert euros(277_000) in said
    assert euros(180_000) in said
    assert euros(148_000) in said
    assert euros(502_000) not in said


def test_whether_the_first_is_the_same_in_another_year_is_told_year_by_year(talk):
    talk("Qui a eu le plus en 2024 ?")
    said = talk("C’est le même qu’en 2022 ?").text
    assert said.startswith("Toujours Rugby de Lauzès")
    assert euros(180_000) in said
    assert euros(215_000) in said


def test_who_got_more_than_the_year_before_are_bodies(talk):
    assert talk("Qui a reçu plus que l’année d’avant en 2024 ?").text.startswith("Aucun bénéficiaire aidé en 2023")


@pytest.mark.parametrize("name", ["Toto", "Toto Machin", "le TFC"])
def test_a_name_that_is_not_known_is_no_misspelt_word(talk, name):
    assert talk(f"Combien a reçu {name} ?").outcome in ("unknown", "out_of_scope")


def test_which_theme_got_the_least_amount_is_a_theme(talk):
    assert "- Seniors" in talk("Quel domaine a bénéficié du plus faible montant en 2024 ?").text.splitlines()[1]


def test_a_name_of_words_of_the_subject_is_compared_with_another(talk_about):
    talk = talk_about(f"{GRANTS}Société des Études du Lot;Bulletin;700;2022;Culture;Gare\n")
    said = talk("Les Retraités de Pern ont reçu plus que la Société des Études du Lot en 2022 ?").text
    assert said.startswith(f"Société des Études du Lot\xa0: {euros(70_000)}")
    assert f"{euros(9_000)} pour Retraités de Pern" in said


@pytest.mark.parametrize("asked", ["Les 2 mieux dotés en 2022", "Les 2 plus aidés en 2022"])
def test_as_many_of_the_best_served_are_told_as_are_asked_for(talk, asked):
    assert talk(asked).text.startswith("Les 2 plus aidés en 2022")


def test_which_of_two_years_more_was_given_in_is_asked_of_all(talk_about):
    talk = talk_about(SMALL)
    assert "L’écart est de" in talk("On a donné plus en 2021 ou en 2022 ?").text


def test_what_two_that_were_compared_have_together_is_told(talk_about):
    talk = talk_about(SMALL)
    talk("Qui a eu le plus, la MJC Roguet ou la Croix-Rouge ?")
    assert f"Ensemble\u00a0: {euros(1_200_050)}" in talk("Le total des deux ?").text


@pytest.mark.parametrize(
    "asked", ["La Croix-Rouge est le plus aidé ?", "C’est vrai que la Croix-Rouge est la plus aidée ?"]
)
def test_whether_somebody_is_first_is_their_place_not_their_greatest_grant(talk_about, asked):
    talk = talk_about(SMALL)
    assert "2e place" in talk(asked).text


def test_which_of_two_is_aided_most_compares_them(talk_about):
    talk = talk_about(SMALL)
    text = talk("Laquelle est la plus aidée, la MJC Roguet ou la Croix-Rouge ?").text
    assert text.startswith("MJC Roguet")
    assert "contre" in text


@pytest.mark.parametrize("said", ["plus aidé", "davantage soutenu", "mieux doté"])
def test_one_better_served_than_another_is_compared_with_it(talk, said):
    answer = talk(f"Le sport est-il {said} que la culture en 2024 ?").text
    assert answer.startswith(f"Sport\xa0: {euros(277_000)}")
    assert f"{euros(148_000)} pour Culture" in answer


@pytest.mark.parametrize(
    "before", [("Combien pour la culture ?", "et le sport ?"), ("Combien pour le sport et la culture ?",)]
)
@pytest.mark.parametrize("asked", ["lequel a le plus ?", "laquelle a reçu le plus ?", "lequel est le mieux doté ?"])
def test_which_has_most_is_asked_of_the_themes_told(talk, before, asked):
    for one in before:
        talk(one)
    assert talk(asked).text.startswith(f"Sport\xa0: {euros(502_000)}")


def test_which_has_most_of_one_theme_or_of_those_ranked_is_asked_of_bodies(talk):
    talk("Combien pour la culture ?")
    assert "Jazz à Pern" in talk("lequel a le plus ?").text
    talk("Et le sport ?")
    assert "Rugby de Lauzès" in talk("quel club a le plus ?").text
