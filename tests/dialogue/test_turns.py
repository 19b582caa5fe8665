"""What a message means after others."""

import pytest

from bot.dialogue.conversation import Conversation
from tests.spaces import breakable


def test_what_a_question_must_not_name_is_not_named_before_it(laureat):
    reply, _ = laureat.answer("Et la Seine-Saint-Denis, qui la représente ?", Conversation())

    assert reply.intent != "comite_composition"


@pytest.mark.parametrize(
    "remark",
    [
        "nul",
        "top, t'es fort",
        "c'est nul",
        "bravo",
        "Merci, je corrige tout ça.",
        "Je m'en doutais.",
        "C'est rocambolesque.",
    ],
)
def test_a_remark_on_an_answer_asks_nothing_more(talk, remark):
    assert talk("Quel est le projet de Courbevoie ?", remark).outcome == "chitchat"


@pytest.mark.parametrize("question", ["C'est rocambolesque ?", "et c'est rocambolesque pourquoi"])
def test_what_is_not_understood_and_asks_is_no_remark(talk, question):
    assert talk("Quel est le projet de Courbevoie ?", question).outcome != "chitchat"


def test_what_is_said_of_oneself_does_not_narrow_a_question_about_everything(talk):
    whole = "Quel est le montant total des subventions ?"

    assert talk(f"J’habite à Meudon. {whole}").text == talk(whole).text


def test_words_of_another_subject_are_about_what_was_spoken_of_only_where_they_point_to_it(talk):
    garden = "Un projet de jardin, ça existe ?"

    assert talk(garden, "Est-ce qu’on y vendra des légumes ?").outcome == "unknown"
    assert talk(garden, "Tu peux me rédiger une dissert de philo ?").outcome == "out_of_scope"


def test_the_reason_of_a_refusal_may_be_asked_with_two_words_that_are_small_talk_alone(talk):
    assert talk("Pantin a un projet ?", "pourquoi pas ?").text == talk("Pourquoi Pantin n’a rien ?").text
    assert talk("pourquoi pas ?").outcome == "chitchat"


def test_who_signs_a_letter_is_not_asked_for(talk):
    letter = "Quel est le projet de Créteil ? Bien cordialement, le service communication."

    assert talk(letter).text == talk("Quel est le projet de Créteil ?").text


@pytest.mark.parametrize(
    ("letter", "question"),
    [
        (
            "Madame la Présidente,\nSous quel titre le projet de Nanterre a-t-il été retenu ?\nA. Lemoine, Sceaux",
            "Quel est le projet de Nanterre ?",
        ),
        (
            "Objet : projets\nMonsieur le Vice-Président,\nIl me manque le titre du projet de Nanterre. "
            "Auriez-vous cette amabilité ?\nRecevez, Monsieur le Vice-Président, mes salutations citoyennes.",
            "Quel est le projet de Nanterre ?",
        ),
        (
            "Chargée des archives à la mairie d’Antony, il me manque le titre de l’expérimentation retenue chez nous.",
            "Quel est le projet d’Antony ?",
        ),
        (
            "Agent de la ville d’Antony, j’aurais besoin, pour une note interne, de l’intitulé exact de notre projet.",
            "Quel est le projet d’Antony ?",
        ),
        (
            "Agent à Antony, je dois renseigner un rapport annuel : l’appellation du projet retenu nous fait défaut.",
            "Quel est le projet d’Antony ?",
        ),
        (
            "M. Éric Legale vient chez nous ; la fonction qu’il occupe m’étant sortie de l’esprit, aidez-moi.",
            "Quelle fonction occupe Éric Legale ?",
        ),
        (
            "Ayant à cartographier les lauréats, puis-je demander lesquels sont du territoire Paris Ouest La Défense ?",
            "Lesquels sont du territoire Paris Ouest La Défense ?",
        ),
        (
            "Je voudrais connaître le projet d’Antony, et vous remercie par avance de la réponse que vous me ferez.",
            "Quel est le projet d’Antony ?",
        ),
    ],
)
def test_a_letter_is_answered_as_the_question_in_it(talk, letter, question):
    assert talk(letter).text == talk(question).text


def test_what_follows_a_colon_is_what_is_asked(talk):
    asking = "quelles communes de notre territoire, Paris Est Marne & Bois, ont décroché un financement ?"

    assert talk(f"Élue à Nogent-sur-Marne, je désire comparer : {asking}").text == talk(asking).text


def test_what_is_said_in_passing_is_not_asked(talk):
    letter = "Ce mot pour vous demander, pour mon père qui n’entend rien à Internet, si Sucy-en-Brie a un projet."

    assert talk(letter).text == talk("Sucy-en-Brie a un projet ?").text


def test_what_whoever_asks_works_on_is_not_what_is_asked_about(talk):
    letter = "Membre d’une revue d’urbanisme, je vous prie de me fournir les noms des trois territoires lauréats."

    assert talk(letter).text == talk("Quels sont les trois territoires lauréats ?").text


@pytest.mark.parametrize(
    ("order", "question"),
    [
        ("Affichez-moi toute la liste des projets, je vais l’imprimer.", "Quels sont les projets ?"),
        ("Listez les communes lauréates, je dois les appeler.", "Quelles sont les communes lauréates ?"),
        ("Je suis commerçant, vous avez quelque chose sur les livraisons ?", "Quelque chose sur les livraisons ?"),
    ],
)
def test_what_is_to_be_done_with_an_answer_and_by_whom_is_not_asked(talk, order, question):
    reply = talk(order)
    assert reply.outcome == "answered"
    assert reply.text == talk(question).text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Vincennes et Alfortville ont chacune deux projets ?", "Oui"),
        ("Vincennes et Alfortville ont quatre projets ?", "Oui"),
        ("Vincennes et Alfortville ont trois projets ?", "Non"),
        ("Quels projets Vincennes a-t-elle obtenus ?", "Vincennes"),
        ("Combien de projets le Val-de-Marne a-t-il obtenus ?", "9 projets"),
        ("Vincennes a-t-elle obtenu des projets ?", "Oui"),
    ],
)
def test_yes_and_no_answer_what_is_asked(talk, question, verdict):
    assert breakable(talk(question).text).startswith(verdict)


def test_how_much_somewhere_else_is_still_money(talk):
    assert talk("Combien Vincennes a-t-elle touché ?", "Et dans le 93, combien ?").intent == "montant_par_projet"


def test_who_was_chosen_somewhere_is_no_longer_asked_of_who_has_none(talk):
    chosen = talk("Quelles communes du 94 n’ont rien eu ?", "Et dans le 93, qui a été choisi ?")
    none = talk("Quelles communes du 94 n’ont rien eu ?", "Et dans le 93, lesquelles ?")

    assert "Montreuil" in chosen.text
    assert breakable(none.text).startswith("38 communes")


def test_all_of_theirs_is_not_all_there_is(talk):
    assert "1 projet" in breakable(talk("Issy a quoi ?", "combien de projets ont-ils en tout ?").text)
    assert "23 projets" in breakable(talk("Issy a quoi ?", "combien de projets y a-t-il en tout ?").text)


@pytest.mark.parametrize("message", ["t ki toi ? un robot ?", "Vous êtes qui ? Un bot ?"])
def test_a_guess_at_who_answers_asks_for_no_project(talk, message):
    assert talk(message).intent == "identite"


@pytest.mark.parametrize("message", ["Bonjour ! Un chatbot quelque part ?", "Qui es-tu ? Un projet à Sceaux ?"])
def test_what_is_no_guess_at_it_is_answered(talk, message):
    assert talk(message).outcome == "answered"


def test_what_follows_small_talk_in_a_sentence_is_answered(talk):
    assert "Boulogne-Billancourt ne figure" in talk("Nanterre a quoi ?", "laisse tomber, Boulogne").text
    assert talk("Nanterre a quoi ?", "laisse tomber, tant pis").outcome == "chitchat"


def test_a_comparison_that_nothing_met_does_not_narrow_the_list_before_it(talk):
    narrowed = talk("Quelles villes ont deux projets ?", "et trois ?", "parmi les quatre, lesquelles sont du 94 ?")

    assert breakable(narrowed.text).startswith("2 communes avec 2 projets : Alfortville")


def test_all_there_is_said_before_the_question_is_what_it_is_about(talk):
    asked = talk("Courbevoie a quoi ?", "il coûte combien ?", "et tous les projets ensemble, ça fait combien ?")

    assert breakable(asked.text).startswith("923 571")


def test_at_least_so_many_projects_is_a_comparison_and_so_many_together_a_cooperation(talk):
    assert (
        breakable(talk("Quelles villes ont au moins trois projets ?").text) == "Aucune commune n’a au moins 3 projets."
    )
    assert talk("Les villes avec au moins deux projets ?", "et au moins trois ?").intent == "projets"
    assert talk("Au moins trois collectivités, c’est combien de projets ?").intent == "cooperation"


def test_a_kind_said_before_a_main_clause_is_not_what_it_asks_of(talk):
    assert "16 communes" in breakable(talk("Puisque 50 projets ont été financés, combien de communes ?").text)


def test_an_average_is_not_what_one_had(talk):
    assert talk("Ça fait combien par projet en moyenne ?", "et pour Sceaux ?").intent == "montant_par_projet"


@pytest.mark.parametrize("said", ["merci monsieur le robot", "bien joué le robot", "super, merci le bot"])
def test_the_robot_that_is_thanked_is_no_project(talk, said):
    assert talk("Quel est le projet d’Antony ?", said).outcome == "chitchat"
    assert "Chatbot" in talk("Merci. Et le robot, c’est quelle ville ?").text


@pytest.mark.parametrize("said", ["Quels sont ces 14 projets ?", "ils sont nommés quelque part, ces quatorze ?"])
def test_which_projects_work_together_is_not_told(talk, said):
    assert talk("Combien de projets associent trois collectivités ?", said).intent == "lesquels_14"
    assert talk("Nanterre, intitulé du projet retenu, avant 14 h").outcome == "answered"


def test_a_word_of_one_title_in_a_list_names_it(talk):
    told = breakable(talk("Quels projets à Rosny-sous-Bois ?", "et la plateforme ?").text)

    assert "dont « Plateforme Gestion Relations Usagers »" in told
    assert talk("et la plateforme ?").outcome != "answered"


def test_yes_before_a_question_is_no_small_talk(talk):
    assert "Réseau social usager" in talk("Nanterre a un projet ?", "Oui mais lequel ?").text
    assert talk("Nanterre a un projet ?", "oui").outcome == "chitchat"


def test_a_guess_at_what_a_project_is_is_not_confirmed(talk):
    assert talk("Nanterre a quoi ?", "genre un site de la mairie ?").intent == "contenu"
    assert talk("genre un site de la mairie ?").outcome != "answered"


def test_a_superlative_before_a_main_clause_is_what_it_asks_of(talk):
    best = talk("Le projet le mieux doté, c’est lequel et pour quelle somme ?")

    assert (best.intent, best.outcome) == ("montant_par_projet", "unknown")
    assert talk("La commune la mieux dotée, c’est laquelle et avec quels projets ?").intent == "le_plus"


def test_after_what_nobody_asks_a_clause_of_our_subject_is_answered(talk):
    assert "Bibliothèques" in talk("mon beau-frère tricote, bref, Sceaux a quel projet lauréat ?").text
    assert talk("Il va pleuvoir, demain, à Sucy ?").outcome == "out_of_scope"


@pytest.mark.parametrize("said", ["Ah j’avais tout mélangé, merci !", "super, j’appelle ma sœur pour lui dire, merci"])
def test_thanks_that_ask_nothing_are_thanks_whatever_else_they_say(talk, said):
    assert talk("Nanterre a gagné ?", said).intent == "remerciement"
    assert talk("merci de me donner la météo de Nanterre").outcome != "chitchat"


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Montreuil ?", "donc ils en ont deux, c’est ça ?"], "Oui : Montreuil a 2 projets"),
        (["Vincennes ?", "elle en a trois, non ?"], "Non : Vincennes a 2 projets"),
        (["Sceaux ?", "donc elle en a un seul ?"], "Oui : Sceaux"),
        (["Combien de communes lauréates ?", "donc il y en a 15 ?"], "Non : 16 communes"),
        (["Qui a gagné dans le 93 ?", "il y en a trois ?"], "3 lauréats"),
        (["et 4 dans le 93 ?"], "Non : 5 projets"),
        (["2 à Vincennes ?"], "Oui : Vincennes a 2 projets"),
        (["Combien de projets à Sceaux ?", "et 3 à Vincennes, c’est sûr ?"], "Non : 2 projets à Vincennes"),
        (["Combien de projets à Sceaux ?", "et 2 à Vincennes, c’est sûr ?"], "Oui : 2 projets à Vincennes"),
        (["et 3 à Vincennes et 2 à Montreuil ?"], "4 projets à Vincennes"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_a_claim_of_how_many_is_of_what_was_told(talk, messages, told):
    assert told in breakable(talk(*messages).text)


def test_a_remark_on_how_many_claims_nothing(talk):
    assert talk("Vincennes ?", "Ils en ont deux, eux ! Et combien d’argent ça leur rapporte ?").outcome == "unknown"


@pytest.mark.parametrize(
    ("rank", "told"),
    [("et le tout dernier ?", "Sud Est Avenir"), ("et celui du milieu ?", "Grand Est")],
)
def test_the_very_last_and_the_middle_are_ranks(talk, rank, told):
    reply = talk("Quels territoires ont été retenus ?", rank)

    assert reply.text.startswith(f"L’EPT Grand Paris {told} est lauréat")


def test_there_is_no_middle_of_an_even_list(talk):
    assert talk("Quelles communes ont deux projets ?", "et celle du milieu ?").outcome == "unknown"


@pytest.mark.parametrize("said", ["ça fait 2 ans ?", "ça fait 2 ans que c’est fini ?"])
def test_a_number_that_counts_what_it_names_claims_nothing_of_what_was_told(talk, said):
    assert "Non" not in talk("Qui a gagné dans le 93 ?", said).text


@pytest.mark.parametrize("said", ["d’où tu sors ça ?", "vous sortez ça d’où ?", "d’où vient cette info ?"])
def test_where_an_answer_comes_from_is_not_asked_of_what_it_told(talk, said):
    reply = talk("Bagneux a eu quoi ?", said)

    assert reply.intent == "justifier"
    assert "27" in reply.text


@pytest.mark.parametrize(
    "said",
    ["2 à Alfortville, 1 à Antony, 3 à Montreuil, c’est juste ?", "2 à Alfortville et 3 à Montreuil, c’est bien ça ?"],
)
def test_numbers_told_of_each_of_several_places_are_not_said_to_be_so_together(talk, said):
    assert not talk(f"je récapitule : {said}").text.startswith("Oui")


@pytest.mark.parametrize(
    "leaving", ["territoires exclus", "établissements publics territoriaux mis à part", "EPT non compris", "hors EPT"]
)
def test_a_kind_may_be_left_out_before_or_after_it_is_named(talk, leaving):
    assert talk(f"Combien de projets dans le Val-de-Marne, {leaving} ?").text.startswith("8 projets")


@pytest.mark.parametrize("told", ["établissement territorial compris", "y compris l’EPT", "en comptant le territoire"])
def test_a_kind_that_is_counted_in_is_not_asked_for_alone(talk, told):
    whole = "Quels sont les lauréats de Seine-Saint-Denis ?"

    assert talk(f"Quels sont les lauréats de Seine-Saint-Denis, {told} ?").text == talk(whole).text
    assert talk(f"Je recense les lauréats du 93, {told}. Pourriez-vous les citer ?").text == talk(whole).text


def test_what_places_hold_is_no_kind_that_is_counted_in(talk):
    assert "16 communes" in talk("Quelles communes sont comprises dans Grand Paris Sud Est Avenir ?").text


def test_what_leaves_out_a_kind_at_the_end_leaves_out_no_other(talk):
    assert talk("Les territoires, sauf Grand Orly Seine Bièvre ?").text.startswith("2 territoires lauréats")


@pytest.mark.parametrize(
    ("put_in", "question"),
    [
        (
            "Quels sont, commune par commune, les projets retenus dans les Hauts-de-Seine ?",
            "Quels sont les projets retenus dans les Hauts-de-Seine ?",
        ),
        (
            "À quelle date débutera, à Antony, le stationnement intelligent ?",
            "À quelle date débutera le stationnement intelligent d’Antony ?",
        ),
    ],
)
def test_what_is_put_in_between_pauses_begins_no_other_question(talk, put_in, question):
    assert talk(put_in).text == talk(question).text


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("La Caisse des Dépôts a financé le fonds, c’est bien cela ?", "pas d’autre financeur"),
        ("Sceaux a financé le projet, c’est bien cela ?", "pas d’autre financeur"),
        ("Montreuil est dans le 92, c’est bien cela ?", "Non : Montreuil"),
        ("La Caisse des Dépôts, c’est bien elle qui siégeait ?", "Fabien Ducasse"),
    ],
)
def test_a_check_that_asks_nothing_itself_is_of_all_that_is_said_before_it(talk, message, told):
    assert told in breakable(talk(message).text)


@pytest.mark.parametrize(
    ("message", "told", "left_out"),
    [
        ("Je voudrais l’autre projet de Rosny, pas le chatbot", "Gestion Relations", "Chatbot"),
        ("Le projet d’Alfortville, pas la géolocalisation", "kiosque", "Géolocalisation"),
        ("Un projet de stationnement, pas Antony", "Levallois", "Antony"),
        ("Rosny pas de chatbot ?", "Chatbot", "Gestion Relations"),
    ],
)
def test_what_not_stands_before_is_left_out_of_what_is_named_before_it(talk, message, told, left_out):
    text = breakable(talk(message).text)

    assert told in text
    assert left_out not in text


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (
            ("Combien a touché Boulogne ?", "Et Saint-Denis, la ville olympique", "Quel département ?"),
            "Saint-Denis est",
        ),
        (("Vincennes a quoi ?", "et la météo à Nice ?", "Combien de projets ?"), "2 projets à Vincennes"),
    ],
)
def test_what_is_not_understood_may_still_turn_to_what_it_names(talk, messages, told):
    assert told in breakable(talk(*messages).text)


def test_a_question_before_another_is_answered_where_a_verb_of_ours_asks_it(talk):
    both = breakable(talk("Vincennes a gagné ? Ça coûte combien ?").text)
    one = breakable(talk("Le projet de Vincennes ? Ça coûte combien ?").text)

    assert "2 projets lauréats" in both
    assert "ne donne pas le montant" in both
    assert "2 projets lauréats" not in one


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (
            "Le Val-de-Marne : combien de projets, combien de lauréats, combien de communes ?",
            ["9 projets dans le Val-de-Marne", "7 lauréats", "6 communes sur 47"],
        ),
        (
            "Bonjour, 1. quelles communes du Val-de-Marne sont lauréates ; 2. laquelle a deux projets ; 3. qui a "
            "présenté les projets.",
            ["6 communes lauréates", "2 lauréats avec 2 projets", "Courtois"],
        ),
        (
            "Combien de projets et combien de communes lauréates dans le 93 ?",
            ["5 projets en Seine", "2 communes sur 40"],
        ),
        (
            "combien de communes dans grand paris grand est et euh combien ont eu un projet",
            ["14 communes", "1 commune sur 14"],
        ),
    ],
)
def test_each_of_several_questions_is_answered_within_what_the_first_names(talk, message, told):
    text = breakable(talk(message).text)

    assert [text.find(one) >= 0 for one in told] == [True] * len(told)


def test_what_is_asked_of_one_thing_together_is_asked_of_it_from_the_first(talk):
    text = breakable(talk("Donnez-moi le montant, la date et le porteur du lavoir expérimental.").text)

    assert "ne donne pas le montant accordé" in text
    assert "projet de l’EPT Grand Orly Seine Bièvre" in text


def test_who_one_is_is_no_question_before_one(talk):
    reply = talk("Je suis retraité et peu doué en informatique. Le fonds date de quand ?")

    assert reply.text == talk("Le fonds date de quand ?").text
