"""Others than those spoken of, and which of those told are meant."""

import pytest

from tests.spaces import breakable

IN_93 = ["Quelles communes ont deux projets ?", "lesquelles sont en Seine-Saint-Denis ?"]


@pytest.mark.parametrize(
    ("messages", "left", "told"),
    [
        (["Quels projets dans le 92 ?", "ceux sur le stationnement"], 6, ["Antony", "Levallois-Perret", "Saint-Mandé"]),
        (["Quels projets dans le 94 ?", "ceux de Vincennes"], 7, ["Vincennes", "Rueil-Malmaison"]),
        (["Quelles communes sont lauréates ?", "celles du 93"], 16, ["Montreuil", "Rosny-sous-Bois"]),
        (["Quels projets dans le 92 ?", "le premier", "le deuxième"], 6, ["Antony", "Bagneux"]),
    ],
)
def test_the_others_are_those_that_a_narrowed_list_left_out(talk, messages, left, told):
    reply = talk(*messages, "et les autres ?")

    assert len(reply.data["lignes"]) == left
    assert {row["laureat"]["nom"] for row in reply.data["lignes"]}.isdisjoint(told)


@pytest.mark.parametrize(
    "question",
    [
        "Élu de Sceaux, je souhaiterais savoir quelles autres communes de Vallée Sud Grand Paris ont été retenues.",
        "J’aimerais apprendre si d’autres communes de Vallée Sud Grand Paris que la nôtre, Sceaux, ont été retenues.",
    ],
)
def test_others_than_the_place_of_whoever_asks_are_told(talk, question):
    text = talk(question).text

    assert "Antony" in text
    assert "Bagneux" in text
    assert "« Bibliothèques »" not in text


def test_what_is_asked_before_another_question_is_answered_too(talk):
    text = talk("Je voudrais connaître le projet de Sceaux. Qui préside la Métropole ?").text

    assert "Bibliothèques" in text
    assert "Ollier" in text


@pytest.mark.parametrize(
    "message",
    [
        "Dis, mon voisin de palier à Bagneux est tombé dans l’escalier, j’appelle le 15 ou le 18 ?",
        "Je suis à Levallois, là, où est-ce que je peux me garer gratuitement ce soir ?",
        "Madame la Directrice, sollicitant une place en crèche à la rentrée, je vous prie de me dire les pièces.",
    ],
)
def test_a_noun_in_a_sentence_of_another_subject_is_not_asked_for(talk, message):
    assert talk(message).outcome in ("out_of_scope", "unknown")


def test_which_of_these_asks_of_all_that_was_told_of(talk):
    assert talk("Combien de projets sont menés à plusieurs ?", "lesquels de ces projets ?").intent == "lesquels_14"


def test_another_kind_after_several_things_is_not_of_one_of_them(talk):
    assert "16 communes" in breakable(talk("Quels projets sont portés par des EPT ?", "Et par des communes ?").text)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Que dit Courtois ?", "Et celle du président ?"], "biens communs numériques"),
        (["Que dit Ollier ?", "celle de Courtois aussi"], "culture de la coopération"),
        (["Combien de projets dans le 94 ?", "ceux du 93 ?"], "5 projets"),
    ],
)
def test_that_of_another_is_of_what_was_asked_for(talk, messages, told):
    assert told in breakable(talk(*messages).text)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["C’est quoi le kiosque ?", "l’autre projet de la ville ?"], "Géolocalisation"),
        (["Qui porte le chatbot ?", "et l’autre projet ?"], "Plateforme Gestion Relations Usagers"),
        (["Combien coûte le chatbot ?", "cette ville a un autre projet ?"], "Plateforme Gestion Relations Usagers"),
    ],
)
def test_the_other_is_what_the_same_town_has_too(talk, messages, told):
    reply = talk(*messages)

    assert told in breakable(reply.text)
    assert "Antony" not in reply.text


def test_a_town_with_no_other_project_is_still_a_laureate(talk):
    text = breakable(talk("Combien coûte le Smart parking ?", "cette ville a un autre projet ?").text)

    assert "pas d’autre à Levallois-Perret" in text
    assert "ne figure pas" not in text


def test_other_things_she_has_are_those_of_the_town_found_last(talk):
    asked = ["Un projet de nature ?", "c’est quelle ville ?", "elle a gagné autre chose ?"]

    assert "Grandparisjeunes.com" in talk(*asked).text
    assert "Antony" not in talk(*asked).text


def test_others_of_several_towns_are_all_theirs_but_what_was_told(talk):
    one = breakable(talk("Les chatbots, c’est qui ?", "elle a un autre projet ou c’est tout ?").text)
    none = breakable(talk("Qui fait du stationnement ?", "et elles ont d’autres projets ?").text)

    assert "dont « Plateforme Gestion Relations Usagers »" in one
    assert none.startswith("Il n’y en a pas d’autre à Antony et à Levallois-Perret")


@pytest.mark.parametrize(
    "messages",
    [
        ["Rueil et Saint-Mandé ont le même projet ?", "laquelle est dans le 94 ?"],
        ["Antony et Saint-Mandé ont gagné ?", "lesquelles sont dans le 94 ?"],
    ],
)
def test_which_of_those_named_lie_somewhere(talk, messages):
    reply = breakable(talk(*messages).text)

    assert reply.startswith("Saint-Mandé est lauréate")
    assert "Alfortville" not in reply


def test_whose_others_are_asked_for_may_be_said_itself(talk):
    assert "Ducasse" in talk("Qui est Éric Legale ?", "Quelles autres personnalités qualifiées étaient là ?").text


@pytest.mark.parametrize(
    ("messages", "told", "untold"),
    [
        (["Quelles villes ont plus d’un projet ?", "parmi elles lesquelles sont dans le 94 ?"], "Montreuil", "Kiosque"),
        (IN_93, "Alfortville", "Montreuil"),
    ],
)
@pytest.mark.parametrize("others", ["et les deux autres ?", "et les 2 autres, leurs projets ?"])
def test_the_two_others_are_those_that_a_narrowed_list_left_out(talk, messages, others, told, untold):
    reply = talk(*messages, others)

    assert len(reply.data["lignes"]) == 4
    assert told in reply.text
    assert untold not in reply.text


def test_the_same_department_is_still_meant_where_a_part_of_it_is_kept_out(talk):
    reply = breakable(talk("Sceaux a gagné quoi ?", "Et hors Vallée Sud, dans le même département ?").text)

    assert reply.startswith("5 projets dans les Hauts-de-Seine")
    assert "Antony" not in reply


@pytest.mark.parametrize("before", ["Vincennes en a 2 ?", "Vincennes a deux projets ?", "Vincennes a gagné quoi ?"])
def test_who_else_has_as_many_leaves_out_the_one_told(talk, before):
    reply = breakable(talk(before, "Qui d’autre en a deux ?").text)

    assert reply.startswith("3 lauréats avec 2 projets")
    assert "Vincennes" not in reply


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Qui d’autre dans le 94 en a deux ?", "1 lauréat avec 2 projets : Alfortville"),
        ("Quelle ville du 94 en a deux ?", "2 communes avec 2 projets : Alfortville"),
        ("Quelle ville du 92 en a deux ?", "Aucune commune dans les Hauts-de-Seine n’a 2 projets"),
        ("Le 94 en a deux ?", "Non : 9 projets dans le Val-de-Marne"),
    ],
)
def test_the_place_of_those_asked_for_has_not_so_many_itself(talk, question, told):
    assert breakable(talk("Vincennes a deux projets ?", question).text).startswith(told)


def test_a_town_may_be_of_the_place_last_spoken_of_though_another_list_was_told(talk):
    reply = talk(
        "Quels sont les trois territoires lauréats ?", "le dernier, il propose quoi ?", "et Sucy en fait partie ?"
    )

    assert "Grand Paris Sud Est Avenir" in reply.text


@pytest.mark.parametrize(
    ("before", "others", "begins"),
    [
        ("Quels projets dans le 92 ?", "Et les autres projets ?", "15 projets"),
        ("Quels projets dans le 92 et le 94 ?", "Et les autres projets ?", "6 projets"),
        ("Quels projets de stationnement dans le 92 ?", "Et les autres projets ?", "21 projets"),
        ("Quelles villes du 92 ont gagné ?", "Et les autres villes ?", "8 communes lauréates, pour 12 projets"),
        ("Quelles communes ont deux projets ?", "Et les autres projets ?", "15 projets"),
        ("Quels sont les territoires lauréats ?", "Et les autres projets ?", "20 projets"),
        ("Quels sont les territoires lauréats ?", "Et les autres lauréats ?", "20 projets"),
        ("Quels sont les territoires lauréats ?", "Et les autres ?", "Aucun n’est lauréat en tant que tel"),
    ],
)
def test_the_others_leave_out_all_that_was_told_and_nothing_else(talk, before, others, begins):
    assert breakable(talk(before, others).text).startswith(begins)


@pytest.mark.parametrize(
    "messages",
    [
        ["Sceaux ?", "Et son territoire ?", "et les autres villes du territoire ?"],
        ["Quels projets dans Vallée Sud ?", "et les autres villes du territoire ?"],
        ["Quelles villes de Vallée Sud ont gagné ?", "d’autres communes dans cet EPT ?"],
    ],
)
def test_other_towns_of_a_place_are_none_of_those_told_of_it(talk, messages):
    told = breakable(talk(*messages).text)

    assert told == "Aucune autre commune dans l’EPT Vallée Sud - Grand Paris n’est lauréate."


@pytest.mark.parametrize(
    ("messages", "has"),
    [
        (["Quels sont les projets de Montreuil ?", "et d’autres ?", "quand ?"], "calendrier"),
        (["Quels sont les projets d’Antony ?", "un autre ?", "et le montant ?"], "pour Antony non plus"),
        (["Quels sont les projets d’Antony ?", "un autre ?"], "pas d’autre à Antony"),
        (["Quels projets à Vincennes ?", "autre chose ?"], "pas d’autre à Vincennes"),
        (["Qui porte le smart parking ?", "pour autre chose aussi ?"], "pas d’autre à Levallois-Perret"),
        (["Combien a touché Nanterre ?", "ils ont eu autre chose ?"], "pas d’autre à Nanterre"),
    ],
)
def test_where_there_are_no_others_nothing_is_left_out_any_more(talk, messages, has):
    assert has in breakable(talk(*messages).text)


def test_something_else_of_a_town_is_no_other_town(talk):
    reply = talk("Quel projet parle de kiosque ?", "la ville a autre chose ?")

    assert "« Géolocalisation »" in breakable(reply.text)


def test_a_town_named_has_what_was_not_told_of_it(talk):
    assert "Chatbot" in talk("Qui travaille sur la relation usager ?", "Rosny a autre chose ?").text


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Montreuil a combien de projets ?", "d’autres en ont deux ?"], "3 lauréats avec 2 projets"),
        (["Montreuil ?", "il y en a pas d’autres qui en ont deux ?"], "3 lauréats avec 2 projets"),
        (["Montreuil ?", "il y en a d’autres avec deux projets ?"], "3 lauréats avec 2 projets"),
        (["Sceaux ?", "d’autres n’en ont qu’un ?"], "14 lauréats avec 1 projet"),
        (["Montreuil ?", "d’autres projets ?"], "Il n’y en a pas d’autre à Montreuil"),
        (["Montreuil ?", "il y en a pas d’autres ?"], "Il n’y en a pas d’autre à Montreuil"),
    ],
)
def test_others_that_are_said_to_have_so_many_are_whoever_has(talk, messages, told):
    assert told in breakable(talk(*messages).text)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Qui a du stationnement ?", "qui d’autre avec Antony ?"], "Levallois-Perret est lauréate"),
        (["Qui a du stationnement ?", "qui d’autre à part Antony ?"], "Levallois-Perret est lauréate"),
        (["Antony a du stationnement ?", "qui d’autre ?"], "Levallois-Perret est lauréate"),
        (["Antony a du stationnement ?", "une autre ville ?"], "un projet de Levallois-Perret"),
        (["Qui d’autre avec Antony fait du stationnement ?"], "Levallois-Perret est lauréate"),
        (["Le stationnement, c’est Antony et quelle autre ville ?"], "un projet de Levallois-Perret"),
        (["Antony fait du stationnement, qui d’autre ?"], "Levallois-Perret est lauréate"),
        (["La relation usager, y a Rueil, qui d’autre ?"], "4 projets"),
        (["On parle d’un chatbot à Rosny, et quoi d’autre dans cette ville ?"], "Plateforme"),
        (["Un projet pour les jeunes ?", "Et la même ville, elle fait quoi d’autre ?"], "notre jardin"),
        (["Quels projets dans le 94 ?", "quels autres que Vincennes ?"], "7 projets dans le Val-de-Marne"),
        (["Levallois a un parking ?", "elle a autre chose ?"], "pas d’autre à Levallois-Perret"),
        (["Qui d’autre a un projet en commun avec Vincennes ?"], "mais pas lesquels"),
    ],
)
def test_others_than_those_named_are_asked_what_was_asked(talk, messages, told):
    assert told in breakable(talk(*messages).text)


@pytest.mark.parametrize(
    ("messages", "told", "untold"),
    [
        (["Sceaux ?", "et ailleurs dans le département ?"], "7 projets dans les Hauts-de-Seine", "Sceaux :"),
        (["Qui porte le chatbot ?", "et ailleurs dans le département ?"], "Montreuil", "Créteil"),
        (["Sceaux ?", "et ailleurs ?"], "22 projets", "Sceaux :"),
        (["Sceaux ?", "même département, le reste ?"], "7 projets dans les Hauts-de-Seine", "Sceaux :"),
        (["Sceaux a quoi ?", "même territoire, le reste ?"], "Antony", "Orly"),
        (["Sceaux ?", "Antony, même département ?"], "Antony est dans les Hauts-de-Seine", "Courbevoie"),
    ],
)
def test_elsewhere_in_a_place_is_not_everywhere_else(talk, messages, told, untold):
    text = breakable(talk(*messages).text)

    assert told in text
    assert untold not in text


@pytest.mark.parametrize("rest", ["Et le reste ?", "Et le reste, ce sont les territoires ?", "Et les autres ?"])
def test_the_rest_may_be_of_another_kind_than_those_told(talk, rest):
    reply = talk("Combien de lauréats ?", "Dont combien de communes ?", rest)

    assert breakable(reply.text).startswith("3 territoires lauréats")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["Où va se faire la géolocalisation ?", "L’autre projet de cette ville, c’est lequel ?"], "kiosque"),
        (["Le chatbot, c’est dans quelle ville ?", "Et l’autre projet de cette ville, c’est lequel ?"], "Plateforme"),
    ],
)
def test_the_other_thing_of_a_town_is_looked_for_there(talk, asked, told):
    assert told in talk(*asked).text


@pytest.mark.parametrize(
    ("messages", "told", "left"),
    [
        (["Sans compter les territoires, combien de projets ?", "Et sans Vincennes ?"], "18 projets", "collaboratives"),
        (["Excepté les EPT, qui est lauréat dans le 93 ?", "Combien de projets ?"], "4 projets", "collaboratives"),
        (["Quels projets, hors communes ?", "Et dans le 94 ?"], "ambassadeurs", "kiosque"),
    ],
)
def test_a_kind_that_was_left_out_stays_so(talk, messages, told, left):
    text = breakable(talk(*messages).text)

    assert told in text
    assert left not in text


@pytest.mark.parametrize(
    ("back", "told"),
    [("Revenons à Nanterre", "M.I.C EDUC"), ("Et Nanterre, c’est dans quel territoire ?", "Créteil est dans")],
)
def test_the_other_town_of_two_spoken_of_is_the_one_not_gone_back_to(talk, back, told):
    assert told in breakable(talk("Quels projets à Nanterre ?", "Et à Créteil ?", back, "Et l’autre ville ?").text)


@pytest.mark.parametrize(
    ("before", "message"), [("94", "dans le 31"), ("93", "et dans le 31 ?"), ("92", "et ds le 31")]
)
def test_a_department_elsewhere_takes_the_place_of_one_by_its_number(talk, before, message):
    reply = talk(f"Qui a gagné dans le {before} ?", message)

    assert "Haute-Garonne" in reply.text
    assert "n’est pas dans la Métropole du Grand Paris" in reply.text


@pytest.mark.parametrize(
    ("without", "left_out", "left"),
    [
        ("sans le premier", "Solutions collaboratives", 4),
        ("tous sauf le dernier", "Chatbot", 4),
        ("sauf la deuxième", "Grandparisjeunes.com", 4),
        ("sans les deux premiers", "Grandparisjeunes.com", 3),
        ("tous sauf les trois derniers", "Montreuil est notre jardin", 2),
    ],
)
def test_one_of_a_list_is_left_out_by_its_rank(talk, without, left_out, left):
    titles = [row["nom"] for row in talk("Quels sont les projets du 93 ?", without).data["lignes"]]

    assert len(titles) == left
    assert left_out not in titles


def test_what_was_left_out_is_not_what_a_new_place_is_asked_about(talk):
    reply = talk("Quels sont les projets du 93 ?", "sans le premier", "Et le 92 ?")

    assert "8 projets dans les Hauts-de-Seine" in reply.text


def test_others_over_there_are_those_of_the_territory_that_was_checked(talk):
    reply = talk("Vincennes est dans le T10 ?", "Qui d’autre a gagné là-bas ?")

    assert {row["nom"] for row in reply.data["lignes"]} == {"E-formation", "Gestion de la relation usager-citoyen"}


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Sceaux a gagné ?", "Et Clamart ?", "Et Bagneux ?", "laquelle n’a rien ?"], "Sans projet : Clamart"),
        (["Sceaux", "et Clamart", "lesquelles ont gagné ?"], "Sceaux est lauréate"),
        (["Sceaux", "et Antony", "laquelle fait du stationnement ?"], "Antony est lauréate"),
        (["Sceaux", "et Vincennes", "laquelle est dans le 94 ?"], "Vincennes a 2 projets"),
        (["Sceaux", "et Clamart", "quelles communes ont gagné ?"], "16 communes lauréates"),
    ],
)
def test_of_towns_asked_about_in_turn_it_is_asked_which(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Les projets du 94", "celui sur la formation", "et l’autre sur la formation ?"], "Aucun autre projet"),
        (["Les projets du 92", "Antony", "et l’autre sur le stationnement ?"], "Levallois-Perret est lauréate"),
        (["Les projets du 94", "le premier", "les autres sur la formation ?"], "2 projets, pour 2 lauréats : Bry"),
    ],
)
def test_the_others_that_are_asked_for_are_about_what_is_named(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


def test_of_two_projects_of_one_title_that_of_the_town_told_is_kept_out(talk):
    told = breakable(talk("Les projets du T10", "Et les autres communes du territoire ?").text)
    assert told.startswith("Aucune autre commune dans l’EPT Paris Est Marne & Bois")


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Nanterre, Puteaux et Suresnes", "combien ont gagné ?"], "1 commune sur 3 avec au moins un projet"),
        (["Nanterre", "et Puteaux", "combien d’entre elles ont gagné ?"], "1 commune sur 2 avec au moins un projet"),
        (["Gennevilliers", "et Clichy", "aucune ?"], "Gennevilliers et Clichy ne figurent pas"),
        (["Antony a quoi ?", "et ailleurs, des bibliothèques ?"], "Sceaux est lauréate"),
        (
            ["Le chatbot, c’est qui ?", "ils ont autre chose ?", "et ailleurs, d’autres chatbots ?"],
            "Aucun autre projet",
        ),
    ],
)
def test_it_is_asked_of_those_told_or_of_all_but_them(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Les projets du 94", "et le projet de Vincennes ?", "l’autre ?"], "Il n’y en a pas d’autre à Vincennes"),
        (["Les projets du 94", "et celui de Créteil ?", "et l’autre ?"], "Il n’y en a pas d’autre à Créteil"),
        (["Les projets du 94", "le kiosque, c’est où ?", "et l’autre ?"], "« Géolocalisation » est un projet"),
        (["Les projets du 94", "et l’autre ?"], "Je ne trouve pas cela"),
        (["Le lavoir, c’est qui ?", "et l’autre projet ?"], "Il n’y en a pas d’autre dans l’EPT Grand Orly"),
        (["Lauréats de Vallée Sud", "qui a la 3D ?", "qui a la bibliothèque ?", "et l’autre ?"], "Antony est lauréate"),
    ],
)
def test_the_one_other_is_never_all_the_rest_of_a_list(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


def test_the_two_others_are_none_of_two_subjects_asked_about_in_turn(talk):
    text = talk(
        "Lauréats de Paris Ouest La Défense", "lequel parle de livraison", "de parking ?", "et les deux autres"
    ).text

    assert "Nanterre" in text
    assert "Rueil-Malmaison" in text
    assert "Courbevoie" not in text


def test_the_others_after_two_places_are_those_of_neither(talk):
    reply = talk("Combien de projets dans le 92 ?", "Et dans le 93 ?", "et les autres ?").text

    assert "Alfortville" in reply
    assert "Antony" not in reply
    assert "Montreuil" not in reply


@pytest.mark.parametrize(
    "others",
    ["C’est qui les autres EPT ?", "Les deux autres territoires, c’est qui ?", "Il y a d’autres territoires ?"],
)
def test_other_territories_than_whose_a_project_is_do_not_have_that_project(talk, others):
    text = talk("Qui porte le lavoir ?", others).text

    assert "Solutions collaboratives" in text
    assert "Communautés des ambassadeurs" in text


def test_other_territories_that_have_won_are_none_of_those_around_a_town(talk):
    text = talk("Choisy-le-Roi a un projet ?", "Les autres EPT aidés, ce sont lesquels ?").text

    assert "Solutions collaboratives" in text
    assert "lavoir" not in text


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (
            ["Levallois ?", "C’est du stationnement ?", "Quelle autre ville en fait ?", "quel territoire ?"],
            "Vallée Sud",
        ),
        (["Qui fait le smart parking ?", "une autre ville ?", "elle est dans quel département ?"], "Antony"),
        (
            ["À Rueil, quel projet ?", "une autre ville a un projet du même nom ?", "C’est dans quel département ?"],
            "Val-de-Marne",
        ),
    ],
)
def test_what_comes_next_is_of_the_one_told_where_others_were_asked_for(talk, messages, told):
    assert told in talk(*messages).text
