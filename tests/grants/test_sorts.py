"""Grants by sort of beneficiary and by what columns beyond the national form say."""

from collections.abc import Callable

import pytest

from tests.grants.talk import SMALL, Talk, euros

CATEGORISED = (
    "nomAttribuant;nomBeneficiaire;montant;exercice;conditionsVersement;secteur;catégorie\n"
    + "".join(f"Ville de Made;Société {place};10;2022;unique;Commerce;Rare {place % 62}\n" for place in range(130))
    + "Ville de Made;Habitat;500;2022;échelonné;Immobilier;Logement social\n"
    + "Ville de Made;Toits;700;2022;Unique;Immobilier;Logement social\n"
    + "Ville de Made;Films;40;2022;échelonné;Culture;Production audiovisuelle\n"
    + "Ville de Made;Images;60;2022;échelonné;Culture;Production audiovisuelle\n"
)
"""Grants of more categories than are named one by one."""


@pytest.fixture
def sorted_(talk_about: Callable[..., Talk]) -> Talk:
    """Over a file whose columns tell of what sort beneficiaries are, and in more ways than can be named."""
    rows = [
        ("COMMUNE DE MALAGA", "Plages", "900", "Collectivité territoriale", "Tourisme", "oui"),
        ("Ville de Colomiers", "Voirie", "800", "Collectivité territoriale", "Voirie communale", "oui"),
        ("RESTAURANT DU COEUR ASSOC", "Fonctionnement", "700", "Association loi 1901", "Aide alimentaire", "non"),
        ("CLUB DES PINS", "Équipement", "600", "Association loi 1901", "Rugby à sept", "oui"),
        ("CLUB DES PINS", "Équipement", "50", "Association loi 1901", "Rugby à sept", "oui"),
        ("EDB", "Équipement automobile", "500", "Société à responsabilité limitée (SARL)", "Garage", "non"),
        ("OPH DU NORD", "Travaux", "400", "Établissement public", "Logement social", "non"),
        ("OPH DU SUD", "Travaux", "300", "Établissement public", "Logements sociaux", "non"),
        ("CHORALE", "Fête de la musique", "11", "Régie", "Chant", "non"),
        ("COMITÉ", "Fête des fleurs, concert de musique", "12", "Régie", "Jardins", "non"),
        ("SCI LES PINS", "Conseil", "200", "Société civile immobilière (SCI)", "Conseil juridique (logement)", "non"),
    ]
    rows += [
        (f"ÉCOLE {n}", "Livres", "1", "Établissement public", f"Lecture numéro {n // 2}", "non") for n in range(130)
    ]
    header = "nomBeneficiaire;objet;montant;exercice;type;catégorie;convention"
    lines = [header, *(f"{name};{what};{euros_};2022;{a};{b};{c}" for name, what, euros_, a, b, c in rows)]
    return talk_about("\n".join(lines))


@pytest.fixture
def categorised(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(CATEGORISED)


def test_adjectives_of_a_value_agree_in_number(talk_about):
    lines = [
        "A;30;2022;Agriculture",
        "B;50;2022;Agriculture",
        "B;9;2021;Agriculture",
        "C;7;2021;Sport",
        "C;7;2022;Sport",
    ]
    grants = "\n".join(["nomBeneficiaire;montant;exercice;thématique", *lines])
    assert euros(8_000) in talk_about(grants)("Combien d’aides agricoles en 2022 ?").text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("combien a reçu la mairie de Malaga ?", ["COMMUNE DE MALAGA", euros(90_000)]),
        ("commune de Colomiers", ["Ville de Colomiers", euros(80_000)]),
        ("Combien a reçu Colomiers ?", ["Ville de Colomiers", euros(80_000)]),
        ("les restos du coeur ont touché combien ?", ["RESTAURANT DU COEUR", euros(70_000)]),
        ("combien d'associations ont été aidées ?", ["2 bénéficiaires", "3 subventions", euros(135_000), "1901"]),
        ("quelle association a reçu le plus ?", ["RESTAURANT DU COEUR", "CLUB DES PINS"]),
        ("combien pour les entreprises ?", ["2 subventions", euros(70_000)]),
        ("Combien les entreprises privées ont-elles touché ?", ["2 subventions", euros(70_000)]),
        ("Combien pour les SARL ?", ["1 subvention", euros(50_000)]),
        ("les subventions aux communes", ["2 subventions", euros(170_000)]),
        ("Combien pour le rugby ?", ["2 subventions", euros(65_000)]),
        ("combien pour le logement social ?", ["2 subventions", euros(70_000), "notre lecture"]),
        ("combien pour l'aide alimentaire", ["1 subvention", euros(70_000)]),
        ("Combien la ville a-t-elle donné en 2022 ?", ["141 subventions"]),
        ("combien pour la fête de la musique ?", ["1 subvention", euros(1_100)]),
        ("combien pour l'investissement ?", ["5 subventions", euros(185_000)]),
        ("Quels sont les 3 types qui reçoivent le plus ?", ["- Collectivité territoriale", "… et 3 autres"]),
        ("montant par type", ["Collectivité territoriale", euros(170_000)]),
        ("montant par catégorie", ["Tourisme", euros(90_000), "… et"]),
    ],
)
def test_sorts_of_beneficiaries_and_what_columns_say(sorted_, asked, said):
    text = sorted_(asked).text
    assert [one for one in said if one not in text] == [], text


def test_who_is_an_association_is_not_known_where_no_column_tells_it(talk):
    talk("Combien en 2022 ?")
    assert "tous sont comptés" in talk("Combien d'associations ont été aidées ?").text


def test_what_is_not_understood_of_a_question_about_a_sort_of_beneficiaries_is_not_left_out(sorted_):
    assert "€" not in sorted_("Quelle association culturelle a eu le plus ?").text


SPORTS = """nomBeneficiaire;montant;exercice;type;secteur
Association sportive du collège;10;2022;Association;Sport
Rugby des Pins;90;2022;Association;Sport
Rugby des Pins;80;2021;Association;Sport
Chorale;900;2022;Association;Culture
Chorale;900;2021;Association;Culture
Commune de Pern;70;2021;Collectivité;Voirie
Commune de Pern;7;2022;Collectivité;Voirie
"""


@pytest.mark.parametrize(
    "asked", ["Quelle association sportive touche le plus ?", "quelle association sportive en tête ?"]
)
def test_which_of_a_kind_is_none_that_is_called_so_in_part(talk_about, asked):
    said = talk_about(SPORTS)(asked).text
    assert f"1. Rugby des Pins\xa0: {euros(17_000)}" in said
    assert "Chorale" not in said
    assert talk_about(SPORTS)("Combien a eu l'association sportive du collège ?").text.startswith(
        "Association sportive"
    )


def test_an_association_that_is_named_is_not_asked_for_as_one(sorted_):
    assert euros(80_000) in sorted_("Combien a reçu l'association Colomiers ?").text


@pytest.mark.parametrize("asked", ["Combien pour le surf des neiges ?", "oui", "combien pour le rugby sur glace ?"])
def test_words_that_no_line_says_find_none(sorted_, asked):
    assert "€" not in sorted_(asked).text


def test_a_verb_is_no_sector_that_it_resembles_but_for_its_accents(talk_about):
    talk = talk_about(
        "nomAttribuant;nomBeneficiaire;montant;exercice;secteur\n"
        "Ville de Made;Banque;10;2022;Finance\nVille de Made;Caisse;20;2022;Finance\n"
        "Ville de Made;MJC;300;2022;Culture\nVille de Made;Chorale;400;2022;Culture\n",
    )
    assert euros(70_000) in talk("Combien la ville a financé pour la culture ?").text
    assert euros(3_000) in talk("Combien pour le secteur finance ?").text


@pytest.mark.parametrize(
    ("asked", "cents", "lines"),
    [
        ("Le logement social pèse combien ?", 120_000, 2),
        ("production audiovisuelle : nb et montant", 10_000, 2),
        ("Combien de subventions versées en plusieurs fois ?", 60_000, 3),
        ("versées en une seule fois", 200_000, 131),
        ("Combien pour la culture, versé en plusieurs fois ?", 10_000, 2),
    ],
)
def test_a_category_of_several_words_and_a_way_of_paying_are_named_anywhere(categorised, asked, cents, lines):
    text = categorised(asked).text
    assert euros(cents) in text
    assert f"{lines} subventions" in text


def test_what_is_of_one_sector_and_of_one_way_of_paying_is_not_compared(categorised):
    assert ": 2 subventions" not in categorised("Combien pour la culture, versé en plusieurs fois ?").text
    assert "(2 subventions)" not in categorised("Combien pour la culture, versé en plusieurs fois ?").text


def test_what_no_line_is_of_together_is_told_apart(categorised):
    text = categorised("Combien pour le logement social et la culture ?").text
    assert text.startswith("Aucune subvention ne correspond")
    assert f"Logement social, {euros(120_000)} (2 subventions)" in text
    assert f"Culture, {euros(10_000)} (2 subventions)" in text


@pytest.mark.parametrize(
    "asked", ["la subvention la plus faible du secteur culture", "Donne la subvention la plus petite en culture"]
)
def test_the_smallest_grant_is_the_smallest(categorised, asked):
    assert categorised(asked).text.partition(":\n")[2].startswith(f"1. {euros(4_000)} à Films")


def test_the_average_of_each_value_of_a_column(categorised):
    text = categorised("Montant moyen par secteur").text
    assert f"- Culture\N{NO-BREAK SPACE}: {euros(5_000)} en moyenne (2 subventions)" in text
    assert f"- Immobilier\N{NO-BREAK SPACE}: {euros(60_000)} en moyenne (2 subventions)" in text


def test_ways_of_paying_are_compared(categorised):
    text = categorised("Compare les versements uniques et échelonnés").text
    assert text.startswith(f"versement unique\N{NO-BREAK SPACE}: {euros(200_000)}")


def test_how_one_is_paid_is_told_however_it_is_asked(categorised):
    paid = {
        categorised(asked).text for asked in ("Images est payé en une fois ou en plusieurs ?", "En une seule fois ?")
    }
    assert len(paid) == 1
    assert "versement\u00a0: " in paid.pop()


SHARED = (
    "nomAttribuant;nomBeneficiaire;objet;montant;exercice;politique\n"
    + "".join(f"Ville de Made;Relais {n};Repas;100;2022;Solidarité et santé\n" for n in range(4))
    + "".join(f"Ville de Made;Chœur {n};Concert;500;2022;Culture, patrimoine\n" for n in range(4))
    + "".join(f"Ville de Made;Judo {n};Tatamis;20;2022;Sport\n" for n in range(4))
    + "".join(f"Ville de Made;Ados {n};Camps;3;2022;Sport et jeunesse\n" for n in range(4))
)


@pytest.fixture
def shared(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(SHARED)


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("total de la culture", 200_000),
        ("les aides à la santé", 40_000),
        ("combien pour le patrimoine en 2022", 200_000),
        ("les subventions pour la jeunesse", 1_200),
        ("combien pour la jeunesse ?", 1_200),
        ("combien pour le sport ?", 8_000),
    ],
)
def test_what_a_value_names_together_is_asked_about_by_either(shared, asked, cents):
    assert f"{euros(cents)} en tout" in shared(asked).text


@pytest.mark.parametrize(
    "asked",
    [
        "le sport ou la culture, qui a eu le plus ?",
        "qui a eu le plus, la culture ou le sport ?",
        "qui reçoit le plus entre le sport et la culture ?",
    ],
)
def test_two_themes_between_which_it_is_asked_are_compared(shared, asked):
    text = shared(asked).text.replace("\N{NO-BREAK SPACE}:", " :")
    assert text.startswith(f"Culture, patrimoine : {euros(200_000)} (4 subventions), contre {euros(8_000)} pour Sport")


def test_a_list_of_those_above_an_amount_is_narrowed(shared):
    shared("liste les aides de plus de 50 euros en 2022")
    assert shared("uniquement la santé").text.startswith("4 subventions (Solidarité et santé) de plus de 50")


def test_who_is_not_named_is_told_to_be_left_out_of_who_got_so_much(talk_about):
    lines = "nomBeneficiaire;montant;annee\nMonsieur Jean Dupont;2700;2022\nClub de Pern;2800;2022\n"
    text = talk_about(lines)("Qui a reçu entre 2 500 et 3 000 € ?").text
    assert "1 bénéficiaire" in text
    assert "Les particuliers, qui ne sont pas nommés, n’y sont pas." in text


@pytest.mark.parametrize(
    "asked",
    [
        "Quelle thématique reçoit le plus ?",
        "quels sont les thèmes ?",
        "combien de domaines différents",
        "top 3 des thèmes en 2022",
        "les subventions par thème",
        "liste des secteurs",
    ],
)
def test_the_column_that_tells_what_grants_are_about_is_called_in_several_ways(categorised, asked):
    text = categorised(asked).text
    assert "par secteur (3)" in text
    assert text.index(f"Commerce\N{NO-BREAK SPACE}: {euros(130_000)}") < text.index(
        f"Immobilier\N{NO-BREAK SPACE}: {euros(120_000)}"
    )
    assert f"Culture\N{NO-BREAK SPACE}: {euros(10_000)}" in text


def test_a_column_of_another_name_is_not_called_as_the_broadest_is(categorised):
    assert "par catégorie (64)" in categorised("quelle catégorie reçoit le plus ?").text
    assert categorised("quelle thématique est la moins dotée ?").text.index("Culture") < 100


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Le sport par quartier", {"Pins": 30_000, "Port": 5_000}),
        ("Combien pour le sport dans chaque quartier ?", {"Pins": 30_000, "Port": 5_000}),
        ("Quels quartiers sont dans le fichier ?", {"Pins": 40_000, "Port": 25_000}),
    ],
)
def test_what_each_value_of_a_column_got_may_be_narrowed_by_another(talk_about, asked, told):
    rows = [
        "Club;200;Sport;Pins",
        "Stade;100;Sport;Pins",
        "Voile;50;Sport;Port",
        "Chœur;100;Culture;Pins",
        "Bal;200;Culture;Port",
    ]
    talk = talk_about("\n".join(["nomBeneficiaire;montant;secteur;quartier", *rows]))
    text = talk(asked).text
    assert "par quartier (2)" in text
    assert all(f"{name}\N{NO-BREAK SPACE}: {euros(cents)}" in text for name, cents in told.items())


def test_one_that_got_most_is_told_with_what_narrows_it(talk_about):
    talk = talk_about("nomBeneficiaire;montant;exercice\nCommune de Nulle;500;2022\nClub;900;2022\nClub;900;2021")
    assert "Commune de Nulle, avec" in (text := talk("Quelle commune a reçu le plus en 2022 ?").text)
    assert "en 2022 (communes\N{NO-BREAK SPACE}: c’est notre lecture des lignes)" in text


@pytest.mark.parametrize(
    ("asked", "told", "others"),
    [
        ("Qui a eu plus que le Chœur ?", ["plus que Chœur (300", "Rebond", "Stade"], ["Voile"]),
        ("Quelles associations ont plus que le Chœur ?", ["plus que Chœur (300", "Rebond"], ["Stade"]),
        ("qui touche plus que le Chœur en 2022", ["plus que Chœur (200", "Stade"], ["Rebond"]),
        ("Qui a eu plus que le Rebond ?", ["Aucun bénéficiaire n’a reçu plus que Rebond (500"], ["Stade"]),
        ("Combien le Chœur a reçu de moins que le Rebond ?", ["L’écart est de 200"], []),
    ],
)
def test_who_got_more_than_one_that_is_named_are_others(talk_about, asked, told, others):
    header = "nomBeneficiaire;montant;exercice;type\n"
    rows = ["Rebond;400;2021;Association", "Rebond;100;2022;Association", "Chœur;100;2021;Association"]
    rows += ["Chœur;200;2022;Association", "Stade;450;2022;Entreprise", "Voile;50;2022;Entreprise"]
    text = talk_about(header + "\n".join(rows))(asked).text
    assert all(one in text for one in told)
    assert not any(one in text for one in others)


@pytest.mark.parametrize(
    "asked", ["L'éducation ou l'environnement, qui a le plus ?", "environnement ou éducation : qui reçoit le plus"]
)
def test_two_sectors_of_which_one_got_more_are_compared(talk_about, asked):
    rows = ["Club;40;Éducation", "Chœur;10;Éducation", "Stade;40;Environnement", "Voile;5;Environnement"]
    text = talk_about("nomBeneficiaire;montant;secteur\n" + "\n".join(rows))(asked).text
    assert f"Éducation\N{NO-BREAK SPACE}: {euros(5_000)}" in text
    assert f"contre {euros(4_500)} pour Environnement" in text


def test_what_a_body_is_is_told_by_a_column_alone(sorted_, talk_about):
    assert "Association loi 1901" in sorted_("Le Club des Pins est une association ?").text
    assert "ne disent pas si c’est une association" not in sorted_("Le Club des Pins est une association ?").text
    talk = talk_about(SMALL)
    assert talk("Est-ce que la MJC Roguet est une association ?").text.startswith("Ces données ne disent pas si c’est")


def test_those_of_a_kind_after_the_total_of_several_are_some_of_those(sorted_):
    sorted_("Qui a touché plus de 600 € ?")
    sorted_("leur total")
    said = sorted_("dont les associations").text
    assert said.startswith("RESTAURANT DU COEUR ASSOC, CLUB DES PINS\u00a0: 3 subventions")
    assert f"pour {euros(135_000)} en tout" in said


def test_those_of_a_kind_named_after_the_total_of_several_are_listed(sorted_):
    sorted_("Qui a touché plus de 600 € ?")
    sorted_("leur total")
    said = sorted_("et les associations ?").text
    assert said.startswith("2 bénéficiaires avec plus de 600")
    assert f"RESTAURANT DU COEUR ASSOC\u00a0: {euros(70_000)}" in said
    assert f"CLUB DES PINS\u00a0: {euros(65_000)}" in said


def test_a_third_kind_is_compared_with_the_first_two(sorted_):
    sorted_("Qui a eu plus : les associations ou les entreprises ?")
    said = sorted_("et les établissements publics ?").text
    assert said.startswith(f"associations, type\xa0: Association loi 1901\xa0: {euros(135_000)}")
    assert f"{euros(83_000)} pour établissements publics" in said


@pytest.mark.parametrize(
    "asked",
    [
        "Laquelle de ces associations a eu le plus ?",
        "Laquelle de ces assos a eu le plus au total ?",
        "Et les associations ?",
    ],
)
def test_a_kind_of_bodies_is_asked_of_those_told_for_a_theme(talk_about, asked):
    lines = [
        *(f"Club {n};{n}0;2022;Association;{'Sport' if n % 2 else 'Nature'}" for n in range(1, 9)),
        "Mairie;900;2022;Commune;Voirie",
        "Club 1;500;2022;Association;Culture",
        "Club 2;700;2021;Association;Nature",
    ]
    talk = talk_about("\n".join(["nomBeneficiaire;montant;exercice;type de structure;thématique", *lines]))
    talk("Le budget nature en 2022 ?")
    text = talk(asked).text
    assert "Club 8" in text
    assert "Club 7" not in text
    assert "700" not in text


@pytest.mark.parametrize("asked", ["Les 2 asociations sportive les mieu doté ?", "Top 2 des asociation sportives"])
def test_several_of_a_kind_are_not_the_one_whose_name_begins_so(talk_about, asked):
    lines = ["Association Sportive de Pern;30;Association;Sport", "Les Archers;70;Association;Sport"]
    lines += ["Mairie;900;Commune;Sport", "Chorale;800;Association;Culture"]
    text = talk_about("\n".join(["nomBeneficiaire;montant;type de structure;thématique", *lines]))(asked).text
    assert "Les Archers" in text
    assert "Mairie" not in text
    assert "Chorale" not in text


@pytest.mark.parametrize(
    "asked",
    [
        "Quel secteur a bénéficié des crédits les plus élevés ?",
        "Quel secteur a reçu les montants les plus élevés ?",
        "Dites-moi quel secteur a obtenu les plus gros financements",
    ],
)
def test_which_value_of_a_column_got_the_highest_sums(talk_about, asked):
    text = talk_about(SMALL)(asked).text
    assert text.index(f"Culture\xa0: {euros(900_000)}") < text.index("Social")


@pytest.mark.parametrize("asked", ["qui a des sous pour le social ?", "le social, ya ki ki a d sous"])
def test_who_has_money_is_asked_for_by_name(talk_about, asked):
    text = talk_about(SMALL)(asked).text
    assert f"1. Croix-Rouge française\xa0: {euros(300_050)}" in text
    assert f"2. Mission locale du Sud\xa0: {euros(70_000)}" in text
