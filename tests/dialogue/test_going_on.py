"""Second and third questions after what was told: others, ranks, sums, whose they are."""

import pytest

from tests.spaces import breakable


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["le projet de Sceaux", "et les autres ?"], "22 projets"),
        (["le projet d’Issy", "et les autres projets ?"], "22 projets"),
        (["Quels projets à Montreuil ?", "les autres ?"], "21 projets"),
        (["le projet de Sceaux", "un autre ?"], "Il n’y en a pas d’autre à Sceaux"),
        (["le projet de Sceaux", "et les autres ?", "combien ?"], "22 projets"),
        (["Quels projets dans Grand Paris Grand Est ?", "le deuxième", "et sans Rosny ?"], "Solutions collaboratives"),
        (["Combien de projets associent plusieurs collectivités ?", "et les autres ?"], "il en reste 9"),
        (["Combien de projets associent plusieurs collectivités ?", "combien d’autres ?"], "il en reste 9"),
    ],
)
def test_others_go_on_from_what_was_told(talk, messages, told):
    reply = breakable(talk(*messages).text)

    assert told in reply
    assert not reply.startswith("Non")
    assert "ne figure pas" not in reply


@pytest.mark.parametrize("rank", ["le premier", "le deuxième", "le dernier"])
def test_a_territory_that_won_itself_is_not_said_not_to(talk, rank):
    own = talk("Quels projets dans Grand Paris Sud Est Avenir ?", rank).text
    by_towns = talk("Quels projets dans Vallée Sud ?", rank).text

    assert "en tant que tel" not in own
    assert "en tant que tel" in by_towns


MOST = "Quel département a le plus de projets ?"
LEAST = "Quel département a le moins ?"
TERRITORY = "Quel territoire a le plus ?"


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        ([MOST, "et le deuxième ?"], "8 projets dans les Hauts-de-Seine"),
        ([MOST, "et le deuxième ?", "et le dernier ?"], "5 projets en Seine-Saint-Denis"),
        ([MOST, "et le deuxième ?", "combien ?"], "8 projets"),
        ([MOST, "combien ?", "et le troisième ?"], "5 projets en Seine-Saint-Denis"),
        ([MOST, "et le suivant ?"], "8 projets dans les Hauts-de-Seine"),
        ([MOST, "qui est deuxième ?"], "8 projets dans les Hauts-de-Seine"),
        ([MOST, "et le deuxième, c’est lequel ?"], "8 projets dans les Hauts-de-Seine"),
        (["classement des départements", "le premier", "le dernier"], "5 projets en Seine-Saint-Denis"),
        (["Quel département a le plus ?", "et le moins ?", "combien ?"], "5 projets en Seine-Saint-Denis"),
        ([LEAST, "combien ?", "et le plus ?"], "Le Val-de-Marne, avec 9 projets"),
        ([TERRITORY, "combien ?", "lesquels ?"], "5 projets dans l’EPT Grand Paris Sud Est Avenir"),
        (
            ["Quelle ville a le plus de projets ?", "et dans le 94 ?", "et le moins ?"],
            "4 à égalité avec 1 projet dans le Val-de-M",
        ),
        (["Le 94", "quelle commune en a le plus ?", "et le moins ?"], "4 à égalité avec 1 projet dans le Val-de-Marne"),
        ([TERRITORY, "combien ?", "lesquels ?", "et le moins ?"], "l’EPT Grand Orly Seine Bièvre et l’EPT Grand Paris"),
        (
            [TERRITORY, "le deuxième"],
            "8 projets dans l’EPT Paris Est Marne & Bois et dans l’EPT Paris Ouest La Défense",
        ),
        ([MOST, "Quels projets dans le 92 ?", "le deuxième"], "Bagneux"),
    ],
)
def test_a_ranking_goes_on(talk, messages, told):
    assert told in breakable(talk(*messages).text)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (
            ["Plus de projets à Montreuil ou Sceaux ?", "et Vincennes ?"],
            "Vincennes et Montreuil en ont le plus, à égalité",
        ),
        (["Plus de projets à Thiais ou Sceaux ?", "et Antony ?"], "Antony et Sceaux en ont le plus, à égalité"),
        (["et le 94 ?", "et le 93 ?", "lequel en a le plus ?", "de combien ?", "et le 92 ?"], "9 projets, contre 8"),
        (["compare le 92 et le 94", "et le 93 ?"], "contre 8 pour les Hauts-de-Seine, 5 pour la Seine-Saint-Denis"),
        (["compare le 92 et le 94", "combien de plus ?"], "9 projets, contre 8 pour les Hauts-de-Seine."),
        (["compare le 92 et le 94", "et le 93 ?", "et ensemble ?"], "22 projets"),
        (["compare Sceaux et Vincennes", "qui en a le moins ?"], "Sceaux en a le moins, avec 1 projet"),
        (["Combien de projets à Sceaux ?", "et à Antony ?", "ça fait combien ensemble ?"], "2 projets"),
        (["Combien à Thiais ?", "et à Sceaux ?", "et à Montreuil ?", "et au total les trois ?"], "3 projets"),
        (
            ["compare le 94 et le 92", "quelles villes pour le premier des deux ?"],
            "6 communes lauréates dans le Val-de-Marne",
        ),
        (["compare le 94 et le 92", "et le second ?"], "8 projets dans les Hauts-de-Seine"),
        (["compare le 94 et le 92", "et le 94, quelles villes ?"], "6 communes lauréates dans le Val-de-Marne"),
        (["compare le 94 et le 92", "et le 94 ?"], "contre 8 pour les Hauts-de-Seine"),
        (
            ["Le 94 a des projets ?", "plus que le 92 ?", "quelles villes pour le premier des deux ?"],
            "6 communes lauréates dans le Val-de-Marne",
        ),
    ],
)
def test_a_comparison_goes_on(talk, messages, told):
    assert told in breakable(talk(*messages).text)


TOWNS = ["Quels projets à Alfortville ?", "et à Maisons-Alfort ?", "et Créteil ?"]
DEPARTMENTS = ["Combien de villes lauréates dans le 92 ?", "et dans le 93 ?", "et dans le 94 ?"]


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (
            [*TOWNS, "laquelle a le plus de projets ?"],
            "Alfortville en a le plus, avec 2 projets, contre 1 pour Créteil, 0",
        ),
        ([*TOWNS, "c’est quel département ?", "laquelle en a le plus ?"], "Alfortville en a le plus, avec 2 projets"),
        ([*TOWNS, "laquelle des deux en a le plus ?"], "Créteil en a le plus, avec 1 projet, contre 0"),
        ([*TOWNS[:2], "non, Nogent-sur-Marne", "et Créteil ?", "qui en a le plus ?"], "1 pour Créteil, 0 pour Nogent"),
        (["Rosny et Montreuil ?", "et Vincennes ?", "qui en a le plus des trois ?"], "Rosny-sous-Bois (2)"),
        ([*TOWNS, "laquelle est dans Paris Est Marne et Bois ?"], "Maisons-Alfort ne figure pas"),
        (["Bagneux et Montreuil, quels projets ?", "qui en a le plus ?"], "Montreuil en a le plus, avec 2 projets"),
        (["Bagneux et Montreuil, quels projets ?", "lequel a le plus ?"], "Montreuil en a le plus, avec 2 projets"),
        (["Bagneux et Montreuil, quels projets ?", "qui a le plus de projets ?"], "4 à égalité"),
        ([*TOWNS, "ça fait combien en tout ?"], "3 projets, 1 à Créteil, 0 à Maisons-Alfort et 2 à Alfortville"),
        ([*TOWNS, "ça fait combien de projets au total ?"], "3 projets"),
        ([*TOWNS, "et au total pour ces trois villes ?"], "3 projets"),
        ([*TOWNS, "combien en tout ?"], "923 571"),
        ([*DEPARTMENTS, "ça fait combien en tout ?"], "16 communes"),
        ([*DEPARTMENTS[:2], "qui préside le comité ?", "ça fait combien en tout ?"], "923 571"),
    ],
)
def test_what_was_asked_in_turn_is_compared_and_added_up(talk, messages, told):
    assert told in breakable(talk(*messages).text)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Antony ?", "Levallois ?", "quel territoire pour le premier des deux ?"], "Antony"),
        (["Nogent ?", "Joinville ?", "Vincennes ?", "les deux premiers n’ont rien ?"], "Nogent-sur-Marne et Joinville"),
        (["Sceaux ?", "Antony ?", "Créteil ?", "les deux dernières ?"], "2 projets à Antony et à Créteil"),
        (["Vincennes ou Sceaux ?", "quels projets pour la première des deux ?"], "Vincennes"),
        (["Montreuil ?", "le premier des deux ?"], "Montreuil a 2 projets lauréats, dont « Grandparisjeunes.com »"),
        (["Quels territoires sont lauréats ?", "le premier des trois ?"], "L’EPT Grand Orly Seine Bièvre"),
    ],
)
def test_a_rank_of_so_many_is_one_of_as_many_told(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize("asked", ["lequel est le mieux ?", "lequel est le meilleur ?"])
def test_projects_told_are_not_judged(talk, asked):
    assert talk("Quels projets à Alfortville ?", asked).intent == "jugement"


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Quels projets dans le 94 ?", "les trois premiers"], "3 projets"),
        (["liste des projets", "les deux premiers"], "Alfortville a 2 projets"),
        (["Quelles sont les 16 communes ?", "les cinq premières"], "6 projets, pour 5 lauréats"),
        (["Quels projets dans le 92 ?", "les deux derniers projets"], "Rueil-Malmaison"),
    ],
)
def test_as_many_of_a_list_are_those_at_its_ends(talk, messages, told):
    assert told in breakable(talk(*messages).text)


@pytest.mark.parametrize("asked", ["et le total ?", "et le montant total ?"])
def test_the_total_is_not_the_mean(talk, asked):
    assert talk("Quel est le montant moyen ?", asked).intent == "montant_total"
    assert talk("Combien de projets ?", asked).intent != "montant_moyen"


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["le total ?", "et la moyenne ?", "et le total ?"], "923 571 € au total"),
        (["le projet Grandparisjeunes.com", "c’est où ?", "et l’autre ?"], "Montreuil est notre jardin"),
        (["Gestion de la relation usager-citoyen, c’est où ?", "lequel est dans le 92 ?"], "Rueil-Malmaison"),
        (
            ["Gestion de la relation usager-citoyen, c’est où ?", "lequel est dans le 92 ?", "et l’autre ?"],
            "Saint-Mandé est lauréate",
        ),
        (["les projets du 93", "c’est où ?"], "5 projets : l’EPT Grand Paris Grand Est"),
        (["j’habite à Paris", "y a un projet chez moi ?"], "Non, Paris ne figure pas"),
        (["Combien de communes dans le 94 ?", "et avec un projet ?"], "6 communes sur 47"),
        (["Combien de communes dans le 93 ?", "combien ont un projet ?"], "2 communes sur 40"),
        (["Combien de communes dans le 94 ?", "et lauréates ?"], "6 communes sur 47"),
        (["Combien de communes dans le 94 ?", "et les lauréats ?"], "7 lauréats"),
        (["Projet sur l’environnement ?", "et sur les transports ?"], "aucun des 23 projets ne nomme ce sujet"),
        (["Qui a présenté les projets ?", "qui d’autre ?"], "personne d’autre"),
        (["Qui a créé le FMIN ?", "et qui a présenté ?"], "Courtois"),
    ],
)
def test_what_comes_next_is_asked_of_what_was_told(talk, messages, told):
    assert told in breakable(talk(*messages).text)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["les projets du 93", "qui ?"], "pour 3 lauréats"),
        (["les projets du 93", "quand ?"], "27 novembre 2018"),
        (["les projets du 93", "qui s’en occupe ?"], "5 projets"),
        (["les projets du 93", "qui les porte ?"], "5 projets"),
        (["Le comité s’est réuni quand ?", "où ?"], "il ne dit ni où"),
        (["Qui a présenté ?", "quand ?"], "ne dit pas à quelle date"),
        (["Qui est Ollier ?", "et les autres ?"], "Daniel-Georges Courtois"),
        (["Bondy", "et à Rosny ?", "lesquels ?"], "2 projets"),
        (["Quels sont les trois territoires ?", "et les communes ?"], "16 communes lauréates"),
        (["C’est quoi un EPT ?", "combien il y en a ?"], "il y en a 11"),
        (["les projets du 92", "et celui de Sceaux ?", "et les autres ?", "combien ?"], "7 projets"),
        (["classement des départements", "et le suivant ?", "et le suivant ?"], "5 projets en Seine-Saint-Denis"),
        (["smart parking", "et les premiers résultats ?"], "ne dit rien des résultats"),
        (["Quelles communes n’ont pas de projet ?", "et dans le 94 ?", "pourquoi ?"], "ni les raisons des choix"),
        (["qui n’a pas reçu d’argent dans le 92 ?", "et dans le 93 ?"], "38 communes sur 40"),
        (["les communes du 93 sans projet", "combien ?", "et avec ?"], "pour 4 projets : Montreuil"),
        (["les communes du 93 sans projet", "et avec un projet ?"], "pour 4 projets : Montreuil"),
        (["les territoires sans projet", "et ceux avec ?"], "3 projets : l’EPT Grand Orly Seine Bièvre"),
        (
            ["Quels départements ont un projet ?", "combien ?", "et les autres ?"],
            "Paris, l’Essonne et le Val-d’Oise, sans",
        ),
        (["Qui n’a rien eu dans le 93 ?", "lesquelles ?"], "Villetaneuse"),
        (["communes sans projet, 94", "lesquelles ?"], "Villejuif"),
    ],
)
def test_a_word_that_asks_is_enough(talk, messages, told):
    assert told in breakable(talk(*messages).text)


TOGETHER = "Combien de projets associent plusieurs collectivités ?"


@pytest.mark.parametrize(
    "asked",
    [
        "et Sceaux en fait partie ?",
        "Antony est dedans ?",
        "le chatbot en fait partie ?",
        "celui de Bagneux, et Sceaux en fait partie ?",
        "et dans le 92 ?",
        "et Sceaux ?",
    ],
)
def test_what_was_asked_goes_on_to_be_asked_of_a_name(talk, asked):
    assert talk(TOGETHER, asked).intent == "lesquels_14"


@pytest.mark.parametrize(
    ("before", "asked", "intent"),
    [
        (TOGETHER, "Sceaux a un projet ?", "projets"),
        (TOGETHER, "quel est le projet de Sceaux ?", "projets"),
        ("Quelles communes du 93 ?", "Montreuil en fait partie ?", "en_faire_partie_de_la_liste"),
        ("Combien de projets dans le 93 ?", "et à Sceaux ?", "compter"),
    ],
)
def test_a_whole_question_and_one_about_a_list_are_not_asked_of_it(talk, before, asked, intent):
    assert talk(before, asked).intent == intent


@pytest.mark.parametrize(
    "asked", ["et Montreuil le double ?", "Montreuil davantage ?", "plus que Montreuil ?", "et Vincennes moins ?"]
)
def test_what_is_not_told_of_one_is_not_compared_with_that_of_another(talk, asked):
    assert talk("Combien a eu Sceaux ?", asked).outcome == "unknown"


@pytest.mark.parametrize(
    ("before", "asked", "told"),
    [
        ("Le contenu du projet de Sceaux ?", "Sceaux n’en a qu’un ?", "Oui : Sceaux est lauréate"),
        ("Combien a eu Sceaux ?", "Montreuil en a deux ?", "Montreuil a 2 projets"),
        ("Combien de projets à Sceaux ?", "plus que Montreuil ?", "Montreuil en a le plus"),
        ("Combien a eu Montreuil ?", "les noms de ses projets, alors ?", "Montreuil a 2 projets lauréats"),
    ],
)
def test_what_is_told_of_it_is_asked_after_what_is_not(talk, before, asked, told):
    assert told in breakable(talk(before, asked).text)


def test_a_place_that_is_pointed_to_is_asked_the_same(talk):
    before = ["Je suis élue à Thiais.", "Ma ville a-t-elle déposé quelque chose qui ait été financé ?"]

    assert talk(*before, "Et mon territoire ?").intent == "projets"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("donc 4, c’est bon ?", True),
        ("ce n’est pas 5, mais 4 ?", True),
        ("12 fois 1 plus 4 fois 2, c’est bon ?", False),
    ],
)
def test_a_calculation_is_no_count_to_check(talk, asked, told):
    reply = talk("Quelles communes ont deux projets ?", asked)

    assert reply.text.startswith(("Oui", "Non")) is told


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Combien de projets à Vincennes ?", "Combien pour Sceaux ?"], "1 projet à Sceaux"),
        (["Qui a le plus de projets ?", "Combien pour Sceaux ?"], "1 projet à Sceaux"),
        (
            ["Quel territoire a le plus de projets ?", "Combien pour Est Ensemble ?"],
            "2 projets dans l’EPT Est Ensemble",
        ),
        (["Combien de projets dans le 94 ?", "Combien sont portés par des communes ?"], "8 projets dans le Val-de"),
        (["Qui sont les personnalités qualifiées ?", "Combien en tout ?"], "3 personnes nommées"),
        (["Qui a deux projets ?", "Lesquels dans le 93 ?"], "2 lauréats avec 2 projets : Montreuil"),
        (["Combien de communes lauréates dans chaque département ?", "Et de projets ?"], "23 projets :\n- Le Val-de"),
        # Where nothing was counted, or money was, it is asked how much.
        (["Quel est le montant total ?", "Combien pour Sceaux ?"], "Le communiqué ne donne pas le montant"),
        (["Quels projets à Vincennes ?", "Combien en tout ?"], "Les 23 projets"),
    ],
)
def test_how_many_is_asked_of_what_was_counted(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


def test_the_project_is_that_of_the_town_spoken_of(talk):
    assert "Bibliothèques" in talk("Combien d'habitants à Sceaux ?", "Quel est le projet ?").text
    assert "Les 23 projets" in breakable(talk("Qui finance ?", "Quel est le projet ?").text)


@pytest.mark.parametrize(
    ("compared", "told"),
    [
        ("Le 92 ou le 94 a le plus de communes lauréates ?", "8 dans les Hauts-de-Seine et 6 dans le Val-de-Marne"),
        ("Le 92 ou le 94 a le plus de projets ?", "9 dans le Val-de-Marne et 8 dans les Hauts-de-Seine"),
        ("Vincennes ou Sceaux a le plus de projets ?", "2 à Vincennes et 1 à Sceaux"),
    ],
)
@pytest.mark.parametrize("asked", ["Combien chacun ?", "combien chacune"])
def test_of_each_of_those_compared_it_is_asked_how_many_it_has(talk, compared, told, asked):
    assert told in breakable(talk(compared, asked).text)


@pytest.mark.parametrize(
    ("asked", "some", "told"),
    [
        ("Le T12 a combien de communes ?", "dont combien dans l’Essonne ?", "6 communes de l’EPT Grand Orly"),
        ("Quelles communes dans le T12 ?", "combien de communes de l’Essonne dedans", "6 communes de l’EPT Grand Orly"),
        ("Quelles communes dans Grand Orly Seine Bièvre ?", "et combien du 94 là-dedans ?", "18 communes de l’EPT"),
    ],
)
def test_some_of_a_place_that_lie_in_another_are_counted(talk, asked, some, told):
    assert breakable(talk(asked, some).text).startswith(told)


def test_for_whom_a_project_is_or_for_others_is_asked_of_the_one_told(talk):
    reply = talk("Quel est le projet de Bry-sur-Marne ?", "C’est pour les enfants ou pour les adultes ?")

    assert reply.outcome == "unknown"
    assert "E-formation" in reply.text


@pytest.mark.parametrize(
    "said",
    [
        ["Créteil a quoi ?", "C’est pour les enfants ?"],
        ["M.I.C EDUC, c’est quoi ?", "c’est pour les ados ?"],
        ["Le M.I.C EDUC s’adresse aux jeunes ?"],
    ],
    ids=lambda said: said[-1],
)
def test_whether_a_project_is_for_the_young_is_not_told(talk, said):
    reply = talk(*said)

    assert reply.outcome == "unknown"
    assert "M.I.C EDUC" in reply.text


def test_why_one_has_more_is_not_asked_for_all(talk):
    assert talk("Créteil a quoi ?", "Et Alfortville ?", "Pourquoi elle en a plus ?").outcome == "unknown"


@pytest.mark.parametrize("other", ["et l’autre ?", "et l’autre ville ?"])
def test_what_is_not_known_of_one_of_two_is_asked_of_the_other(talk, other):
    reply = talk("Projets de stationnement ?", "le montant pour Antony ?", other)

    assert reply.outcome == "unknown"
    assert "Smart parking" not in reply.text


def test_what_one_of_a_list_costs_is_not_asked_of_whom(talk):
    assert talk("Quels projets de Rosny ?", "le deuxième projet, il coûte combien ?").outcome == "unknown"


def test_what_is_not_known_of_one_project_is_asked_of_the_other_of_its_town(talk):
    reply = talk("Montreuil a combien de projets ?", "Le premier, il s’adresse à quel âge ?", "Et l’autre ?")

    assert reply.outcome == "unknown"
    assert breakable(reply.text).startswith("De « Montreuil est notre jardin »")


@pytest.mark.parametrize(
    ("towns", "told"),
    [
        ("Quelles villes du 93 ont gagné ?", "4 projets à Montreuil et à Rosny-sous-Bois"),
        ("Quelles villes du 94 ont deux projets ?", "4 projets à Alfortville et à Vincennes"),
    ],
)
def test_the_projects_of_towns_told_are_not_all_of_the_place_around(talk, towns, told):
    assert breakable(talk(towns, "Leurs projets ?").text).startswith(told)


@pytest.mark.parametrize(
    ("asked", "how_many", "told"),
    [
        (
            "Quels projets parlent de relation usager ?",
            "Combien sont dans le 92 ?",
            "2 projets dans les Hauts-de-Seine",
        ),
        ("Quels projets sur le stationnement ?", "Combien sont dans le 93 ?", "Aucun (0)"),
        ("Quelles villes ont deux projets ?", "combien sont dans le 94 ?", "2 lauréats avec 2 projets"),
        ("Quelles villes ont deux projets ?", "combien dans le 93 ?", "2 communes avec 2 projets"),
        ("Quelles villes ont deux projets ?", "combien de projets dans le 93 ?", "5 projets"),
    ],
)
def test_how_many_are_in_a_place_is_asked_of_those_told(talk, asked, how_many, told):
    assert breakable(talk(asked, how_many).text).startswith(told)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Qui a reçu le plus d’argent ?", "4 à égalité avec 2 projets"),
        ("Quel territoire a reçu le plus d’argent ?", "L’EPT Grand Paris Sud Est Avenir, avec 5 projets"),
        ("Quel territoire a le plus de communes ?", "L’EPT Grand Paris Sud Est Avenir, avec 5 projets"),
        ("Quel département a eu le plus gros budget ?", "Le Val-de-Marne, avec 9 projets"),
    ],
)
def test_what_there_is_most_of_takes_the_place_of_what_was_measured(talk, asked, told):
    assert breakable(talk(asked, "et le plus de projets ?").text).startswith(told)


def test_how_many_each_of_the_first_has_is_not_how_much(talk):
    assert "2 à Rosny-sous-Bois" in breakable(talk("Qui a le plus de projets ?", "combien chacune ?").text)


@pytest.mark.parametrize("among", ["parmi elles y a-t-il des gagnantes ?", "parmi elle ya des gagnante ?"])
def test_some_of_the_towns_of_a_territory_are_no_territory(talk, among):
    assert talk("Quelles communes dans le T12 ?", among).text.startswith("Non, aucune commune")


@pytest.mark.parametrize("others", ["y en a d’autres qui ont gagné dedans ?", "yen a dotre ki on gagné dedan ?"])
def test_others_in_a_territory_are_not_but_the_territory(talk, others):
    text = breakable(talk("Sucy, c’est quel territoire ?", others).text)

    assert text.startswith("4 projets dans l’EPT Grand Paris Sud Est Avenir")
    assert "Créteil" in text


@pytest.mark.parametrize("asked", ["Saint-Mandé est dans quel département ?", "Sceaux, c’est quel territoire ?"])
@pytest.mark.parametrize(
    "what", ["et Vincennes à côté, ils ont quoi ?", "et vincenne ya koi", "et Vincennes, qu’est-ce qu’ils ont ?"]
)
def test_what_a_town_has_is_asked_after_where_another_is(talk, asked, what):
    assert talk(asked, what).text.startswith("Vincennes a 2 projets")


def test_where_a_town_is_is_asked_of_another(talk):
    assert "Val-de-Marne" in talk("Sceaux est dans quel département ?", "et Vincennes à côté ?").text


@pytest.mark.parametrize("whose", ["Issy, c’est l’assistant vocal ?", "l’assistant vocal est à Issy ?"])
def test_whose_a_project_is_is_not_compared(talk, whose):
    reply = talk("Issy ou Sceaux, qui a le plus de projets ?", whose)

    assert reply.intent == "projets"
    assert "Égalité" not in reply.text


@pytest.mark.parametrize("place", ["au Perreux", "aux Lilas"])
def test_what_we_have_is_asked_of_where_one_is_from(talk, place):
    assert "aucun projet" in talk(f"Je suis élu {place}. Avons-nous quelque chose ?").text


@pytest.mark.parametrize(
    "asked", ["Le montant total ?", "Combien d’euros en tout ?", "923 571 euros pour combien de projets ?"]
)
@pytest.mark.parametrize("how_much", ["et combien pour le 94 ?", "combien pour Vincennes ?"])
def test_how_much_is_asked_again_of_a_place(talk, asked, how_much):
    assert talk(asked, how_much).outcome == "unknown"


def test_how_many_is_asked_again_of_a_place(talk):
    assert talk("Combien de projets dans le 94 ?", "et combien pour Créteil ?").text.startswith("1 projet à Créteil")


def test_the_president_of_the_metropole_is_asked_for_after_a_mayor(talk):
    assert "Patrick Ollier" in talk("Qui est le maire de Rueil ?", "Et le président de la Métropole ?").text


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["C’est quoi un EPT ?", "Lesquels ont gagné ?"], "3 territoires lauréats"),
        (["C’est quoi un EPT ?", "Combien ont gagné ?"], "3 territoires"),
        (["Nanterre et Puteaux ?", "Lesquelles ont gagné ?"], "Nanterre est lauréate"),
        (["Nanterre, Puteaux et Sceaux ?", "lesquelles ont gagné"], "pour 2 lauréats : Nanterre"),
    ],
)
def test_which_have_something_is_asked_of_what_was_spoken_of(talk, messages, told):
    assert told in breakable(talk(*messages).text)


TWO_EACH = "Les communes avec deux projets ?"


@pytest.mark.parametrize("also", ["et Montreuil aussi", "et sans Montreuil", "et Montreuil non plus"])
def test_what_is_left_out_next_leaves_how_many_were_asked_for(talk, also):
    assert talk(TWO_EACH, "enlève Vincennes", also).text.startswith("2 communes avec 2")


@pytest.mark.parametrize("who", ["il reste qui", "Qui reste-t-il ?", "il reste lesquelles"])
def test_who_is_left_is_asked_of_those_told(talk, who):
    assert talk(TWO_EACH, "enlève Vincennes", who).text.startswith("3 communes avec 2")
