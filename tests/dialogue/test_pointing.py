"""What words stand for that point back."""

import pytest

from tests.spaces import breakable


def test_an_amount_asked_for_after_a_town_is_that_of_the_town(talk):
    followed, alone = talk("Quels projets à Rosny-sous-Bois ?", "cb d € ?"), talk("cb d € ?")

    assert (followed.outcome, alone.outcome) == ("unknown", "answered")
    assert followed.text == talk("Quel montant pour Rosny-sous-Bois ?").text


def test_a_department_kept_out_keeps_out_the_town_spoken_of_in_it(talk):
    reply = talk("Quels projets à Créteil ?", "hors du 94")

    assert reply.data["lignes"]
    assert "Créteil" not in [row["laureat"]["nom"] for row in reply.data["lignes"]]


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Je suis de Sceaux. Notre kiosque a été retenu ?", "Non, pas d’après le communiqué"),
        ("Nous sommes à Montreuil-sur-Mer. Notre jardin partagé a-t-il été subventionné ?", "Non : Montreuil-sur-Mer"),
        ("J'habite Bagneux. C'est quoi notre 3D ?", "Bagneux est lauréate"),
    ],
)
def test_a_thing_of_whoever_writes_is_one_of_where_they_are_from(talk, message, told):
    assert breakable(talk(message).text).startswith(told)


def test_what_is_said_of_oneself_places_the_question(talk):
    told = talk("Je travaille à Vincennes. Cette ville a un projet ?")

    assert told.text == talk("Vincennes a un projet ?").text


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Montreuil a eu quoi ?", "c’est quoi ce jardin ?"], "Montreuil est notre jardin"),
        (["Antony a gagné quoi ?", "il ouvre quand, ce parking ?"], "Stationnement intelligent"),
    ],
)
def test_this_and_what_a_thing_is_about_mean_the_thing_spoken_of(talk, messages, told):
    reply = talk(*messages)

    assert reply.outcome == "unknown"
    assert told in breakable(reply.text)


def test_two_places_spoken_of_may_be_asked_about_together(talk):
    together = talk("Combien de projets dans le 92 ?", "Et dans le 94 ?", "Les deux ensemble ?")

    assert breakable(together.text).startswith("17 projets")


@pytest.mark.parametrize(
    "asked", ["Combien de projets y ont été retenus ?", "Combien de projets y ont gagné au total ?"]
)
def test_there_is_in_all_the_places_named_together(talk, asked):
    assert breakable(talk("Sceaux et Antony ?", asked).text).startswith("2 projets")


def test_a_pronoun_may_stand_for_the_thing_before_the_last(talk):
    members = talk("Qui porte le lavoir ?", "Quelles communes en font partie ?")

    assert "24 communes" in breakable(members.text)


def test_of_several_things_enumerated_none_is_taken_for_the_one_spoken_of(talk):
    assert "16 communes" in breakable(talk("Quels sont les trois territoires lauréats ?", "Et les communes ?").text)


def test_what_all_lies_in_lies_in_no_town(talk):
    asked = "C’est dans quelle ville ?"

    found = talk("Un projet pour les jeunes dans la Métropole ?", asked)

    assert found.text == talk("Grandparisjeunes.com ?", asked).text


def test_a_pronoun_alone_asks_back(talk):
    assert talk("Sceaux a gagné ?", "Et lui ?").outcome == "clarify"


def test_not_a_place_with_a_question_mark_asks_about_it(talk):
    assert "Meudon ne figure pas" in talk("Des lauréats à Grand Paris Seine Ouest ?", "Pas Meudon ?").text
    assert "7 projets" in breakable(talk("Quels projets dans le 92 ?", "pas Nanterre").text)


def test_a_pronoun_after_its_noun_stands_for_it(talk):
    assert "28 septembre" in breakable(talk("Quand s’est réuni le Bureau ?", "le fonds, il date de quand ?").text)
    assert "27 novembre" in breakable(talk("Quand s’est réuni le Bureau ?", "il s’est réuni où et quand ?").text)


def test_a_word_alone_is_asked_of_what_was_spoken_of(talk):
    assert "Argenteuil ne figure pas" in talk("Argenteuil est dans la Métropole ?", "Lauréate ?").text
    assert "23 projets" in breakable(talk("Argenteuil est dans la Métropole ?", "Les lauréats ?").text)


def test_the_day_alone_is_of_the_month_spoken_of(talk):
    assert "Bureau" in talk("Que s’est-il passé le 21 novembre 2018 ?", "et le 27 ?").text
    assert "27 novembre" in talk("Quand s’est réuni le Bureau ?", "le 20, donc ?").text
    assert "Seine-Saint-Denis" in talk("Que s’est-il passé le 21 novembre 2018 ?", "et le 93 ?").text


def test_the_day_alone_is_that_of_the_one_date_known_of_it(talk):
    assert "comité" in talk("Quand le fonds a-t-il été créé ?", "et il s’est passé quoi le 21 ?").text
    assert "28 septembre" in talk("Quand s’est tenu le comité ?", "et le 28 ?").text


def test_a_pronoun_may_stand_for_the_place_around_that_was_asked_for(talk):
    members = talk("Alfortville ?", "Et son EPT ?", "il regroupe combien de communes ?")

    assert "Sud Est Avenir (T11) regroupe 16 communes" in breakable(members.text)
    assert "Alfortville a 2 projets" in breakable(talk("Alfortville est dans quel EPT ?", "elle a un projet ?").text)


def test_a_subject_that_no_project_has_leaves_no_place_behind(talk):
    text = breakable(talk("projets sur la jeunesse ?", "et sur le sport ?", "et la formation ?").text)

    assert text.startswith("2 projets, pour 2 lauréats : Bry-sur-Marne")
    assert "Montreuil" in talk("Montreuil a quoi ?", "et sur le sport ?").text


def test_how_many_she_has_is_asked_of_the_town_not_of_the_project_it_was_found_by(talk):
    assert "2 projets à Vincennes" in breakable(talk("Quelle ville a un CRM ?", "Elle a combien de projets ?").text)
    assert talk("Le CRM, c’est qui ?", "et le projet, il coûte combien ?").intent == "montant_par_projet"


def test_whether_there_is_one_is_asked_of_the_place_spoken_of(talk):
    assert "Oui : Nanterre" in breakable(talk("Ma ville, c’est Nanterre", "y a un projet ?").text)
    assert "23 projets" in breakable(talk("Qui préside le comité ?", "combien y a-t-il de projets ?").text)


@pytest.mark.parametrize(
    ("question", "count"),
    [("elle a un seul projet ?", "Non : Vincennes a 2 projets"), ("C’est son unique projet ?", "Non : Vincennes a 2")],
)
def test_how_many_she_has_is_not_asked_of_the_subject_by_which_a_town_was_found(talk, question, count):
    assert breakable(talk("Quelle ville pour la dématérialisation ?", question).text).startswith(count)
    assert breakable(talk("Sceaux a quoi ?", question).text).startswith("Oui : Sceaux")


def test_a_pronoun_before_a_name_stands_for_who_was_spoken_of(talk):
    assert breakable(talk("Qui est Anne Tachène ?", "elle siégeait au comité ?").text).startswith("Anne Tachène")
    assert talk("Éric Legale, c’est qui ?", "Il a voté quoi au comité ?").intent == "vote"
    asked = talk("Qui est Anne Tachène ?", "et le monsieur d’Issy Media, il s’appelle comment ?")
    assert "Legale" in asked.text


def test_whose_place_it_is_is_asked_of_what_was_spoken_of(talk):
    assert breakable(talk("Sceaux ?", "son département, c’est le 94 ?").text).startswith("Non : Sceaux est dans")
    assert breakable(talk("Sceaux ?", "son territoire, c’est Vallée Sud ?").text).startswith("Sceaux est dans")
    assert breakable(talk("Sceaux ?", "son territoire a quoi ?").text).startswith("3 projets")


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Le projet de Rueil-Malmaison ?", "et Saint-Mandé ?", "C’est le même ?"], "Oui : Saint-Mandé et Rueil"),
        (["Bagneux a quoi ?", "et Nanterre ?", "c’est le même ?"], "Non : Nanterre"),
        (["Bagneux est dans quel département ?", "et Bry-sur-Marne ?", "c’est le même ?"], "Non : Bry-sur-Marne est"),
        (["Bagneux est dans quel département ?", "et Nanterre ?", "c’est le même ?"], "Oui, le même"),
    ],
)
def test_whether_it_is_the_same_is_asked_of_what_was_asked_for(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


def test_the_same_as_nothing_is_not_understood(talk):
    assert talk("c’est le même ?").outcome == "out_of_scope"


def test_before_or_after_a_meeting_is_asked_of_the_one_spoken_of(talk):
    told = breakable(talk("Le Bureau s’est réuni quand ?", "c’était avant le comité ?").text)

    assert "21 novembre" in told
    assert "27 novembre" in told


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Saint-Mandé a quoi ?", "C’est le même que Rueil ?"], "Oui : Rueil-Malmaison et Saint-Mandé"),
        (["Courbevoie ?", "elle a le même projet qu’Antony ?"], "Non : Antony"),
        (["Nanterre a un projet ?", "et Puteaux a le même ?"], "Non : Nanterre"),
        (["Antony ?", "Sceaux est dans le même département ?"], "Oui, le même : Sceaux est"),
        (["Antony ?", "Quelles villes ont le même projet que Rueil ?"], "Rueil-Malmaison et Saint-Mandé"),
    ],
)
def test_what_is_like_one_thing_named_is_what_was_spoken_of(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize(
    ("messages", "places"),
    [
        (["Où est le stationnement intelligent ?", "et le Smart parking ?", "les deux sont dans le 92 ?"], 2),
        (["Qui fait de l’éducation ?", "Bry aussi ?", "elles sont dans quel département ?"], 2),
        (["Sceaux ?", "et Créteil ?", "elles sont dans le 94 ?"], 2),
        (["Sceaux ?", "elle est dans le 94 ?"], 1),
        (["Sceaux ?", "et Créteil ?", "elle est dans quel département ?"], 1),
    ],
)
def test_where_several_places_lie_is_asked_of_all_of_them(talk, messages, places):
    assert talk(*messages).text.count("et son territoire est") == places


def test_a_territory_only_is_not_its_towns(talk):
    only = breakable(talk("Grand Paris Sud Est Avenir a gagné quoi ?", "juste l’EPT, pas les villes").text)

    assert "Communautés des ambassadeurs" in only
    assert "Créteil" not in only


def test_a_fragment_is_not_of_what_was_spoken_of_before_the_subject_changed(talk):
    total = ["Combien Vincennes a touché ?", "et le total ?", "et pour les communes seulement ?"]

    assert "CRM" not in talk(*total).text or "16 communes" in breakable(talk(*total).text)
    assert talk("Sceaux ?", "Qui préside le comité ?", "quel département ?").outcome != "answered"
    assert "Hauts-de-Seine" in talk("Sceaux ?", "quel département ?").text


def test_a_number_to_confirm_is_that_of_the_place_spoken_of(talk):
    assert breakable(talk("Montreuil a gagné ?", "deux projets c’est ça ?").text).startswith("Oui : Montreuil")
    assert breakable(talk("Sceaux a gagné ?", "deux projets, c’est bien ça ?").text).startswith("Non : Sceaux")
    assert "23 projets" in breakable(talk("Sceaux a gagné ?", "23 projets en tout, c’est ça ?").text)


def test_a_project_of_its_own_is_that_of_the_territory(talk):
    own = breakable(talk("Sucy ?", "Son EPT a un projet à lui ?").text)

    assert "Communautés des ambassadeurs du numérique" in own
    assert "La maison du numérique" not in own


def test_what_is_in_a_project_is_not_who_is_in_its_territory(talk):
    assert talk("Levallois a quoi ?", "y a quoi dedans exactement ?").intent == "contenu"


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Combien de projets à Montreuil et Rosny ?", "et si j’ajoute Bagneux ?"], "5 projets"),
        (
            ["Combien de projets à Alfortville ?", "à Créteil", "et à Sucy ?", "combien pour ces trois villes ?"],
            "4 projets",
        ),
        (["Combien de projets à Alfortville ?", "et à Sucy ?", "ça fait combien pour les deux ?"], "3 projets"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_places_are_counted_together(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize("around", ["et les villes à côté ?", "les communes autour, elles ont quelque chose ?"])
def test_the_towns_around_one_are_told_by_its_territory(talk, around):
    reply = talk("Maisons-Alfort a gagné ?", around)

    assert reply.outcome == "unknown"
    assert "quelles communes se touchent" in reply.text
    assert "Vincennes" in reply.text
    assert "Alfortville" in reply.text


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Cachan a un projet ?", "Le territoire peut-être ?"], "Le lavoir expérimental"),
        (["Cachan a un projet ?", "Indirectement, par l’EPT ?"], "Le lavoir expérimental"),
        (["Issy a gagné ?", "et dans le département ?"], "8 projets dans les Hauts-de-Seine"),
        (["Issy a gagné ?", "élargis au département"], "8 projets dans les Hauts-de-Seine"),
        (["Issy a gagné ?", "et qui d’autre dans le département ?"], "7 projets dans les Hauts-de-Seine"),
        (["Issy a gagné ?", "et dans le territoire, c’est lequel ?"], "Grand Paris Seine Ouest"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_how_far_around_a_place_is_asked_is_no_question_of_where_it_lies(talk, messages, told):
    assert told in breakable(talk(*messages).text)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Sceaux a gagné quoi ?", "Val-de-Marne mis à part, qui a gagné ?"], "14 projets"),
        (["Le lavoir, c’est qui ?", "hormis le Val-de-Marne, qui a gagné ?"], "14 projets"),
        (["Quels projets dans le 92 ?", "sauf Antony, qui a gagné ?"], "7 projets dans les Hauts-de-Seine"),
        (["Sceaux et Montreuil ?", "sans Montreuil ?"], "Sceaux est lauréate"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_what_is_kept_out_of_one_place_must_be_a_part_of_it(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


def test_one_name_may_be_put_in_the_stead_of_another(talk):
    assert (
        talk("Bagneux a gagné quoi ?", "Et à la place de Bagneux, Sceaux ?").text == talk("Sceaux a gagné quoi ?").text
    )


@pytest.mark.parametrize(
    "of_it", ["Et parmi ses communes, qui est lauréat ?", "parmi les communes du T9, qui a gagné ?"]
)
def test_who_has_won_among_the_towns_of_a_place_is_no_territory(talk, of_it):
    told = talk("Grand Paris Grand Est a gagné ?", of_it)

    assert "Rosny-sous-Bois a 2 projets" in breakable(told.text)
    assert "Solutions collaboratives" not in told.text


@pytest.mark.parametrize(
    ("messages", "meant"),
    [
        (["Le territoire de Créteil est lauréat ?", "et celui de Vincennes ?"], "Paris Est Marne & Bois"),
        (["Grand Orly est lauréat ?", "et celui de Montreuil ?"], "Est Ensemble"),
        (["Combien de projets dans le département de Sceaux ?", "et dans celui de Vincennes ?"], "Val-de-Marne"),
    ],
)
def test_after_a_place_around_a_town_that_of_another_town_is_its_like(talk, messages, meant):
    assert meant in breakable(talk(*messages).text)


@pytest.mark.parametrize(
    ("before", "asked", "town"),
    [
        ("Le territoire de Créteil a-t-il un projet ?", "et celui de Vincennes ?", "Vincennes"),
        ("Quel projet dans le 92 ?", "celui de Créteil", "Créteil"),
        ("Combien de lauréats dans Vallée Sud ?", "celui de Bagneux c’est quoi ?", "Bagneux"),
    ],
)
def test_what_was_asked_for_may_be_that_of_a_town(talk, before, asked, town):
    assert breakable(talk(before, asked).text).startswith(town)


@pytest.mark.parametrize(
    "messages",
    [
        ["Quels territoires sont lauréats ?", "le premier a quel projet ?", "le deuxième ?"],
        ["J’habite Noisy-le-Grand", "Mon territoire est lauréat ?", "C’est quoi son projet ?"],
    ],
)
def test_of_a_territory_told_to_have_won_itself_its_own_project_is_asked(talk, messages):
    told = breakable(talk(*messages).text)

    assert "Solutions collaboratives" in told
    assert "Chatbot" not in told


def test_of_a_territory_whose_towns_alone_were_told_the_one_town_is_meant(talk):
    told = breakable(talk("Quelles villes ont gagné dans Grand Paris Grand Est ?", "C’est quoi son projet ?").text)

    assert "Solutions collaboratives" not in told


def test_a_pronoun_stands_for_the_one_person_by_whom_an_organisation_is_told(talk):
    told = talk("Qui est Fabien Ducasse ?", "Et la dame de la 27e Région ?", "Elle a parlé ?")

    assert "Nadège Guiraud" in breakable(told.text)


def test_whoever_says_all_that_is_asked_is_not_asked_how(talk):
    messages = ["La directrice de la 27e Région, elle s’appelle comment ?", "Et le directeur d’Issy Media ?"]

    assert talk(*messages, "Issy a gagné un projet aussi, je me trompe ?").outcome == "answered"


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Des projets pour les jeunes ?", "la même ville en a un autre, non ?"], "Montreuil est notre jardin"),
        (["Des projets pour les jeunes ?", "La même commune n’en a pas d’autres ?"], "Montreuil est notre jardin"),
        (["Quel projet à Sceaux ?", "d’autres projets dans la même ville ?"], "pas d’autre à Sceaux"),
        (["Quel projet à Sceaux ?", "d’autres projets dans le même territoire ?"], "Antony"),
        (["Sceaux et Antony ont quoi ?", "c’est la même ville ?"], "Non : Sceaux"),
        (["Qui porte Grandparisjeunes.com ?", "C’est la même ville que pour le jardin ?"], "Montreuil a 2 projets"),
    ],
)
def test_the_same_town_that_has_something_is_the_one_spoken_of(talk, messages, told):
    assert told in breakable(talk(*messages).text)


@pytest.mark.parametrize(
    ("asked", "town"),
    [
        ("et la toute première, elle est vraiment pas dans la liste ?", "Montrouge"),
        ("la première est dans quel département ?", "Montrouge"),
        ("la deuxième a quoi déjà ?", "Sceaux"),
        ("la dernière ?", "Bagneux"),
    ],
)
def test_of_several_towns_asked_about_in_turn_one_is_meant_by_its_place(talk, asked, town):
    assert talk("montrouge ?", "sceaux ?", "bagneux ?", asked).text.startswith(town)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Villes qui testent le stationnement", "la deuxième ?"], "Levallois-Perret"),
        (["Villes qui testent le stationnement", "la deuxième ?", "et la première ?"], "Antony"),
        (["Villes qui testent le stationnement", "Le nom du projet pour la deuxième ?", "et l’autre ?"], "Antony"),
    ],
)
def test_a_town_at_a_rank_of_projects_told_is_that_of_the_project_there(talk, messages, told):
    reply = talk(*messages)

    assert [row["laureat"]["nom"] for row in reply.data["lignes"]] == [told]


def test_a_list_told_after_towns_asked_about_in_turn_is_what_ranks_are_of(talk):
    messages = ["montrouge ?", "sceaux ?", "bagneux ?", "Quels projets dans le 93 ?", "le premier ?"]

    assert "Solutions collaboratives" in breakable(talk(*messages).text)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Qui sont les lauréats du 93 ?", "parle-moi du premier"], "L’EPT Grand Paris Grand Est est lauréat"),
        (["Qui sont les lauréats du 93 ?", "parle-moi du premier", "et du troisième"], "Rosny-sous-Bois a 2 projets"),
        (["Qui sont les lauréats du 93 ?", "le deuxième", "le premier", "et le troisième ?"], "Rosny-sous-Bois a 2"),
        (["Qui sont les lauréats du 93 ?", "le premier", "le dernier"], "Rosny-sous-Bois a 2 projets"),
        (["Où est le lavoir ?", "C’est un vrai ?", "Quelles communes sont dans ce territoire ?"], "L’EPT Grand Orly"),
        (
            ["Le CRM augmenté est à Vincennes ?", "Et leur second projet ?"],
            "Vincennes a 2 projets lauréats, dont « Gest",
        ),
        (
            ["Cachan est lauréate ?", "Et l'EPT dont on dépend, il a quoi ?"],
            "L’EPT Grand Orly Seine Bièvre est lauréat",
        ),
        (["Combien de projets à Montreuil ?", "Quel est le premier ?"], "Montreuil a 2 projets lauréats, dont « Grand"),
        (["Quels projets de stationnement ?", "Dans quel territoire est la première ?"], "Antony est dans les Haut"),
        (["Quels projets de stationnement ?", "la première est dans quel territoire ?"], "L’EPT Vallée Sud"),
        (["Quels projets de stationnement ?", "la deuxième est dans quel territoire ?"], "L’EPT Paris Ouest"),
        (["Quels lauréats dans le Val-de-Marne ?", "le quatrième"], "L’EPT Grand Paris Sud Est Avenir est lauréat"),
        (["les trois territoires lesquels", "le troisième"], "L’EPT Grand Paris Sud Est Avenir est lauréat"),
        # Where others are asked for in it, it is what lies in it, too.
        (["Qui sont les lauréats du 93 ?", "le premier, combien de lauréats ?"], "2 lauréats dans"),
        (["Combien de projets par territoire ?", "le premier"], "5 projets dans l’EPT Grand Paris Sud Est Avenir"),
        # The third of the list was named: it is the one left.
        (["les trois territoires lesquels", "Sud Est Avenir ?", "Grand Est ?", "le troisième"], "L’EPT Grand Orly"),
    ],
)
def test_a_rank_is_that_of_the_list_and_what_stands_there_is_asked_about_itself(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize(
    ("messages", "told", "other"),
    [
        (["Alfortville a quoi ?", "Vincennes, et le deuxième ?"], "Dématérialisée", "Géolocalisation"),
        (["Alfortville a quoi ?", "le deuxième de Vincennes ?"], "Dématérialisée", "Géolocalisation"),
        (["La liste complète", "Revenons-en à Vincennes : le deuxième projet ?"], "Dématérialisée", "Géolocalisation"),
        (["Vincennes ?", "et son deuxième projet ?"], "Dématérialisée", "CRM"),
        (["Alfortville a quoi ?", "Pantin, et le deuxième ?"], "Pantin ne figure pas", "Géolocalisation"),
        (["La liste du 94", "Pour Vincennes, c’est quoi le 2e ?"], "Dématérialisée", "Alfortville"),
        (["Combien a eu Vincennes ?", "juste le premier projet ?"], "CRM", "Dématérialisée"),
        (
            ["Quelles villes ont deux projets ?", "Le deuxième d’Alfortville, c’est quoi ?"],
            "Géolocalisation",
            "Montreuil",
        ),
        (["Quelles villes ont deux projets ?", "le deuxième ?"], "Montreuil", "Vincennes"),
        # Of two, the second is not the one that was told.
        (["Le chatbot, c’est où ?", "et le 2e projet de Rosny ?"], "Plateforme", "Chatbot"),
        # Where one of the list is, is asked of the list.
        (["Alfortville a quoi ?", "Le deuxième, il est à Vincennes ?"], "Géolocalisation", "Oui"),
        (["Alfortville a quoi ?", "et le deuxième ?"], "Géolocalisation", "kiosque"),
    ],
)
def test_a_rank_is_among_the_things_of_the_place_named_with_it(talk, messages, told, other):
    reply = breakable(talk(*messages).text)

    assert told in reply
    assert other not in reply


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Versailles est-elle concernée ?", "Et Argenteuil, c’est dans le même cas ?"], "Argenteuil ne figure pas"),
        (["Nanterre est dans le 92 ?", "Et Sceaux, c’est dans le même cas ?"], "Sceaux est dans"),
        (["Vincennes a deux projets ?", "Et Rosny, c’est dans le même cas ?"], "Rosny-sous-Bois a 2 projets"),
    ],
)
def test_whether_one_is_in_the_same_case_asks_again_what_was_asked(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


def test_who_else_is_in_the_same_case_has_none_either(talk):
    reply = talk("Pantin n’a rien ?", "Quelles autres villes sont dans le même cas ?")
    assert breakable(reply.text).startswith("115 communes sur 131 n’ont aucun projet")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("d’accord et à Boissy-Saint-Léger il y en a une aussi", "Boissy-Saint-Léger ne figure pas"),
        ("et à Créteil, y en a une ?", "Créteil est lauréate"),
        ("et Créteil ?", "Créteil est lauréate"),
        ("et celle de Créteil, dans quel EPT ?", "Créteil est dans le Val-de-Marne"),
    ],
)
def test_whether_there_is_one_somewhere_is_not_asked_where_that_lies(talk, asked, told):
    assert breakable(talk("C’est où, la maison du numérique ?", asked).text).startswith(told)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Et la dame de la 27e Région ?", "C’est elle qui présidait ?"], "Non : Patrick Ollier"),
        (["Le monsieur d’Issy Media ?", "C’est lui qui présidait ?"], "Non : Patrick Ollier"),
        (["Et la dame de la 27e Région ?", "C’est elle qui a présenté les projets ?"], "Non : c’est Daniel-Georges"),
        (["Et la dame de la 27e Région ?", "Elle s’appelle comment ?"], "Nadège Guiraud"),
    ],
)
def test_a_pronoun_stands_for_who_was_asked_for_by_what_they_are_of(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


def test_of_the_other_what_it_is_of_is_asked_as_of_the_first(talk):
    reply = talk("Alfortville, quels projets ?", "le premier il sert à quoi ?", "et l’autre, géolocalisation de quoi ?")

    assert reply.outcome == "unknown"
    assert "Géolocalisation" in reply.text


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["et Clichy ?", "Et celui du 93 ?"], "Clichy-sous-Bois ne figure pas"),
        (["Clichy-sous-Bois a gagné ?", "et celle du 92 ?"], "Clichy ne figure pas"),
        (["Neuilly a gagné quelque chose ?", "Et celui du 93 ?"], "Vouliez-vous dire Neuilly-Plaisance ou Neuilly-sur"),
        (["Saint-Mandé a un projet ?", "et celui du 93 ?"], "5 projets en Seine-Saint-Denis"),
        (["Clichy a un projet ?", "et ceux du 93 ?"], "5 projets en Seine-Saint-Denis"),
    ],
)
def test_that_of_another_department_is_the_town_called_alike_there(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Et logistique ?", "Courbevoie est lauréate"),
        ("et la participation citoyenne ?", "Montreuil a 2 projets"),
        ("Et les champs d’expérimentation ?", "Le communiqué cite cinq champs"),
    ],
)
def test_of_the_fields_that_were_told_one_is_asked_for_its_projects(talk, asked, told):
    assert breakable(talk("Quels sont les grands thèmes des projets ?", asked).text).startswith(told)


@pytest.mark.parametrize(
    "messages",
    [
        ["Quel est le projet retenu à Rueil ?", "C’est la ville d’Ollier, ça, non ?"],
        ["Rueil a quoi ?", "Ollier est maire de Rueil ?"],
    ],
)
def test_he_is_who_was_named_and_not_a_town(talk, messages):
    assert "biens communs" in breakable(talk(*messages, "et il dit quoi ?").text)
    assert "Président" in breakable(talk(*messages, "Lui, il est cité à quel titre ?").text)


@pytest.mark.parametrize(
    ("town", "said"),
    [("Sceaux", "Pas sur ce thème"), ("Pantin", "Pantin n’a aucun projet lauréat")],
)
@pytest.mark.parametrize(
    "asked", ["Elle a un projet de stationnement ?", "même pas pour le stationnement ?", "elle a le stationnement ?"]
)
def test_a_pronoun_asks_about_a_subject_of_the_town_spoken_of(talk, town, said, asked):
    assert said in breakable(talk(f"{town} a gagné ?", asked).text)


def test_the_rank_of_a_territory_points_to_no_project_of_a_list(talk):
    reply = talk("Combien de projets pour Grand Paris Sud Est Avenir ?", "Et le troisième territoire ?")

    assert reply.outcome == "clarify"


@pytest.mark.parametrize(
    "asked", ["Et le troisième territoire ?", "Il reste quel territoire ?", "Et l’autre territoire ?"]
)
def test_the_last_of_the_territories_that_have_something_is_the_one_not_spoken_of(talk, asked):
    text = talk("Combien de projets pour Grand Paris Sud Est Avenir ?", "Et Grand Paris Grand Est ?", asked).text

    assert "Grand Orly Seine Bièvre" in text
    assert "Sud Est Avenir" not in text


@pytest.mark.parametrize("asked", ["et le 3ème ?", "et le troisième il fait quoi"])
def test_a_rank_as_high_as_a_list_is_the_one_left_where_the_others_were_told_by_what_they_have(talk, asked):
    text = talk("quels territoires ont été aidés", "le lavoir c'est lequel", "et les ambassadeurs", asked).text

    assert "Solutions collaboratives" in text
    assert "Sud Est Avenir" not in text


def test_ranks_said_in_turn_are_those_of_the_list(talk):
    text = talk("quels territoires ont été aidés", "le deuxième ?", "le troisième ?").text

    assert "Sud Est Avenir" in text


def test_what_was_asked_of_another_fund_is_asked_of_ours(talk):
    asked = "Le Fonds vert a été créé quand ?"

    assert talk(asked).outcome == "out_of_scope"
    assert "28 septembre 2018" in talk(asked, "Et le FMIN ?").text
    assert "Fonds métropolitain" in talk("Le Fonds vert, c’est quoi ?", "Et le FMIN ?").text
    assert talk(asked, "Et Sceaux a gagné quoi ?").text == talk("Sceaux a gagné quoi ?").text


@pytest.mark.parametrize(
    ("spoken", "asked", "said", "unsaid"),
    [
        ("Nanterre, quel projet ?", "Revenons au fonds : c’est combien d’euros ?", "923 571 €", "Nanterre"),
        ("Nanterre, quel projet ?", "Revenons au projet, il coûte combien ?", "Nanterre", "de Sceaux"),
        ("Rosny a quoi ?", "Revenons aux territoires, ils sont combien ?", "3 territoires", "Chatbot"),
    ],
)
def test_what_a_message_turns_to_before_its_question_is_not_of_the_town_spoken_of(talk, spoken, asked, said, unsaid):
    text = breakable(talk(spoken, asked).text)

    assert said in text
    assert unsaid not in text


def test_what_the_place_around_has_is_not_the_one_thing_told_of_a_town(talk):
    text = talk("Le chatbot est à Rosny ?", "Et son territoire a quoi ?").text

    assert "Solutions collaboratives" in text
    assert "Plateforme" in text


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["les 5 premières", "les 5 suivantes"], "Créteil : « M.I.C EDUC »"),
        (["les trois premiers", "et les trois suivants ?"], "3 projets à Bry-sur-Marne, à Courbevoie et à Créteil"),
        (["la première", "les deux suivantes"], "2 projets à Antony et à Bagneux"),
    ],
)
def test_as_many_as_are_said_come_next_in_a_list(talk, messages, told):
    assert told in breakable(talk("Quelles villes ont gagné ?", *messages).text)


def test_nothing_comes_after_the_last_of_a_list(talk):
    assert talk("Quelles villes ont gagné ?", "les trois dernières", "les trois suivantes").outcome == "unknown"


def test_each_territory_is_that_of_its_own_towns(talk):
    told = breakable(talk("Antony et Levallois ?", "leurs territoires ont gagné ?").text)

    assert "Grand Paris n’est pas lauréat en tant que tel ; Antony en fait partie et a 1 projet" in told
    assert "La Défense n’est pas lauréat en tant que tel ; Levallois-Perret en fait partie et a 1 projet" in told


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        ("Quelles villes du 93 ont gagné ?", "Leur territoire ?"),
        ("Montreuil et Rosny-sous-Bois ?", "Leur territoire ?"),
        ("Montreuil et Rosny-sous-Bois ?", "et leurs territoires ?"),
    ],
)
def test_where_towns_lie_apart_each_is_told_with_its_place(talk, before, asked):
    told = breakable(talk(before, asked).text)

    assert "Montreuil est en Seine-Saint-Denis (93), et son territoire est l’EPT Est Ensemble (T8)" in told
    assert "Rosny-sous-Bois est en Seine-Saint-Denis (93), et son territoire est l’EPT Grand Paris Grand Est" in told


def test_where_they_lie_in_one_it_is_meant(talk):
    assert "dans l’EPT Vallée Sud" in breakable(talk("Antony et Bagneux ?", "leur territoire ?").text)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (
            ["Quelles communes sont lauréates ?", "l’avant-dernière", "les deux dernières"],
            "3 projets à Sucy-en-Brie et",
        ),
        (["Quels projets dans le 92 ?", "le premier", "les deux derniers"], "2 projets dans les Hauts-de-Seine"),
        (["Quels projets dans le 94 ?", "les trois premiers", "et les suivants ?"], "6 projets dans le Val-de-Marne"),
        (["Quels projets dans le 94 ?", "les trois premiers", "les trois suivants"], "3 projets dans le Val-de-Marne"),
    ],
)
def test_the_ends_of_a_list_are_asked_for_after_some_of_it(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize(
    ("asked", "told"),
    [("et le tout dernier", "Gestion Electronique"), ("et le dernier", "E-formation"), ("le 2e", "Géolocalisation")],
)
def test_the_very_last_after_the_first_of_a_list_is_the_last_of_all(talk, asked, told):
    assert told in talk("Donne-moi les cinq premiers projets", asked).text


@pytest.mark.parametrize("place", ["2", "le 2", "et le 2 ?", "le numéro 2", "n°2"])
def test_a_bare_number_is_a_place_in_the_last_list(talk, place):
    assert "« Chatbot »" in breakable(talk("Le projet de Rosny ?", place).text)


@pytest.mark.parametrize("place", ["3", "le 27", "et le 92 ?"])
def test_a_number_that_is_no_place_of_the_last_list_is_none(talk, place):
    assert "Rosny" not in talk("Le projet de Rosny ?", place).text


@pytest.mark.parametrize("asked", ["cite-les", "donne-les-moi", "dis-moi lesquels"])
def test_which_are_asked_for_are_those_that_were_told_to_be_there_after_all(talk, asked):
    told = breakable(talk("Donc rien dans le 93 ?", asked).text)

    assert told.startswith("5 projets en Seine-Saint-Denis")


def test_both_are_the_two_that_the_place_asked_about_has(talk):
    text = talk("De quoi parle le projet de Vincennes ?", "les deux").text

    assert "CRM" in text
    assert "Dématérialisée" in text


def test_a_day_before_who_did_something_is_no_departement(talk):
    assert "Fanfant" not in talk("Qui est Nathalie Fanfant ?", "et le 27 elle a fait quoi ?").text
    assert "Eure" not in talk("Qui est Nathalie Fanfant ?", "et le 27 elle a fait quoi ?").text
