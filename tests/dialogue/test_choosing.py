"""Names that are asked back, and the choice that follows."""

import pytest

from bot.dialogue.conversation import Conversation
from tests.spaces import breakable

NEUILLY = "Neuilly a un projet ?"
THREE = ["Neuilly-sur-Seine", "Neuilly-Plaisance", "Neuilly-sur-Marne"]


def test_names_that_one_word_bears_twice_are_not_asked_back(laureat):
    reply, _ = laureat.answer("des robo ?", Conversation())

    assert reply.outcome != "clarify"


def test_a_doubtful_name_is_asked_back_with_a_button(talk):
    reply = talk("Combien de projets à Bagnnet ?")

    assert (breakable(reply.text), reply.outcome) == ("Vouliez-vous dire Bagnolet ?", "clarify")
    assert [button.payload for button in reply.buttons] == ["Bagnolet"]


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("Est-ce que Bond figure parmi les villes retenues ?", "Bondy"),
        ("Est-ce que Thoas figure parmi les villes retenues ?", "Thiais"),
        ("Le fonds a-t-il aidé Gauches en novembre 2018 ?", "Garches"),
        ("Le fonds a-t-il aidé Acruel en novembre 2018 ?", "Arcueil"),
        ("Quels projets à Itry-sur-Seine ?", "Ivry-sur-Seine ou Vitry-sur-Seine"),
    ],
)
def test_a_word_where_a_place_is_due_is_asked_back(talk, message, name):
    reply = talk(message)

    assert (breakable(reply.text), reply.outcome) == (f"Vouliez-vous dire {name} ?", "clarify")


def test_two_names_as_near_are_both_offered(talk):
    reply = talk("Quels projets à Montrouil ?")

    assert (breakable(reply.text), reply.outcome) == ("Vouliez-vous dire Montreuil ou Montrouge ?", "clarify")
    assert [button.payload for button in reply.buttons] == ["Montreuil", "Montrouge"]


def test_yes_to_two_names_chooses_neither(talk):
    assert talk("Quels projets à Montrouil ?", "oui").outcome != "answered"


def test_yes_to_nothing_is_small_talk(talk):
    assert talk("oui").outcome == talk("Quels projets à Vincennes ?", "oui").outcome == "chitchat"


def test_a_name_that_several_bear_asks_which_and_keeps_the_question(talk, after):
    reply = talk(NEUILLY)

    assert reply.outcome == "clarify"
    assert [button.payload for button in reply.buttons] == THREE
    assert [named.name for named in after(NEUILLY).choices] == THREE
    assert after(NEUILLY, "la première").choices == ()


def test_a_choice_answers_the_question_that_was_asked(talk):
    counted = talk("Combien de projets à Neuilly ?", "sur Marne")

    assert counted.text == talk("Combien de projets à Neuilly-sur-Marne ?").text
    assert counted.text != talk(NEUILLY, "sur Marne").text


@pytest.mark.parametrize(
    ("choice", "chosen"), [("celle du 93, Plaisance", "Plaisance"), ("celle sur Marne", "sur-Marne")]
)
def test_a_choice_is_told_by_the_words_that_only_one_name_has(talk, choice, chosen):
    assert f"Neuilly-{chosen} ne figure" in talk("Neuilly a un projet ?", choice).text


@pytest.mark.parametrize("choice", ["Robinson, pas Trévise", "pas Trévise, Robinson"])
def test_a_choice_may_say_which_one_is_not_meant(talk, choice):
    assert "Le Plessis-Robinson ne figure" in talk("Le Plessis est-il lauréat ?", choice).text


def test_a_name_that_several_bear_is_asked_back_again_as_it_is_shared(talk):
    assert "« Neuilly »" in breakable(talk(NEUILLY, "combien ?").text)


@pytest.mark.parametrize("other", ["et l’autre ?", "et l’autre, Trévise ?"])
def test_the_other_of_a_choice_is_the_one_not_chosen(talk, other):
    assert "Plessis-Trévise" in talk("Le Plessis a été choisi ?", "Robinson", other).text


@pytest.mark.parametrize(
    ("messages", "named"),
    [
        (["Clichy a un projet ?", "sous-bois pardon"], "Clichy-sous-Bois"),
        (["Neuilly-sur-Marne a quoi ?", "et sur Seine ?"], "Neuilly-sur-Seine"),
        (["Villeneuve-la-Garenne ?", "et le Roi ?"], "Villeneuve-le-Roi"),
    ],
)
def test_the_end_of_a_name_is_enough_after_one_that_begins_alike(talk, messages, named):
    assert f"{named} ne figure" in breakable(talk(*messages).text)


def test_the_end_of_a_name_means_nothing_after_another(talk):
    assert "Clichy" not in talk("Sceaux a un projet ?", "et sous-bois ?").text
    assert "La maison du numérique" in breakable(talk("Saint-Maur-des-Fossés ?", "et la maison du numérique ?").text)


def test_a_place_elsewhere_gives_way_to_the_one_that_was_meant(talk):
    asked = ["Rosny-sur-Seine a un chatbot ?", "sous-Bois pardon", "ils ont eu combien pour le faire ?"]

    assert talk(*asked).intent == "montant_par_projet"


def test_of_those_proposed_with_a_town_some_are_told_by_their_place(talk):
    left = talk("Neuilly a gagné ?", "celle du 92", "et celle du 93 alors ?")

    assert left.outcome == "clarify"
    assert [button.title for button in left.buttons] == ["Neuilly-Plaisance", "Neuilly-sur-Marne"]


@pytest.mark.parametrize("said", ["Non, Gentilly dans le Val-de-Marne", "Gentilly, dans le Val-de-Marne, oui."])
def test_where_a_town_lies_that_is_confirmed_is_not_what_is_asked(talk, said):
    assert "Gentilly ne figure pas" in breakable(talk("Gentilly a gagné ?", said).text)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (
            ["Neuilly a un projet ?", "Plaisance", "et les deux autres Neuilly ?"],
            "Neuilly-sur-Seine et Neuilly-sur-Marne",
        ),
        (["et Villeneuve ?", "le-Roi, pardon"], "Villeneuve-le-Roi ne figure pas"),
    ],
)
def test_homonyms_left_and_names_put_right_are_found_among_those_proposed(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


def test_a_number_of_all_is_no_place_among_those_proposed(talk):
    assert "Plaisance" not in talk("Neuilly", "les deux").text


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Montreuil ?", "les deux"], "Montreuil a 2 projets"),
        (["Les projets sur le stationnement ?", "les 2 stp"], "2 projets, pour 2 lauréats : Antony"),
        (["Antony ?", "et Sceaux ?", "les deux"], "2 projets à Sceaux et à Antony"),
    ],
)
def test_both_alone_are_those_just_told(talk, messages, told):
    assert breakable(talk(*messages).text).startswith(told)


@pytest.mark.parametrize("message", ["", "?", "..."])
def test_nothing_said_chooses_nothing(talk, message):
    assert talk("Neuilly", message).intent != "projets"


@pytest.mark.parametrize(
    ("asked", "choice", "told"),
    [
        ("Combien de projets à Neuilly et à Montreuil ?", "Plaisance", "0 à Neuilly-Plaisance et 2 à Montreuil"),
        ("compare Neuilly et Vincennes", "le premier", "Vincennes en a le plus, avec 2 projets"),
        ("Sceaux et Neuilly", "le premier", "Sceaux est lauréate"),
        ("Quels projets à Sceaux et à Noisy ?", "le sec", "aucun projet pour Noisy-le-Sec"),
        ("vity et Sceaux ont gagné ?", "Viry", "aucun projet pour Viry-Châtillon"),
        ("Les projets du 93 sans Neuilly", "Plaisance", "5 projets en Seine-Saint-Denis"),
    ],
)
def test_what_was_named_beside_a_name_that_several_bear_is_still_asked_of(talk, asked, choice, told):
    assert told in breakable(talk(asked, choice).text)


def test_of_two_names_that_several_bear_each_is_asked_back(talk):
    asked = ["Noisy et Neuilly ?", "le sec"]

    assert [button.payload for button in talk(*asked).buttons] == THREE
    assert breakable(talk(*asked, "Plaisance").text).startswith("Neuilly-Plaisance et Noisy-le-Sec ne figurent pas")


@pytest.mark.parametrize("place", ["dans le 93", "celles du 93", "laquelle est dans le 93 ?", "en Seine-Saint-Denis"])
def test_of_several_choices_in_a_place_it_is_asked_which(talk, place):
    reply = talk(NEUILLY, place)

    assert (reply.outcome, [button.payload for button in reply.buttons]) == ("clarify", THREE[1:])


def test_several_choices_in_a_place_may_be_taken_together(talk):
    text = breakable(talk(NEUILLY, "les deux du 93").text)

    assert text.startswith("Neuilly-Plaisance et Neuilly-sur-Marne ne figurent pas")


@pytest.mark.parametrize("choice", ["la 3", "le 3", "le numéro 3", "l'option 3", "3"])
def test_a_choice_is_told_by_its_number(talk, choice):
    assert talk(NEUILLY, choice).text == talk("Neuilly-sur-Marne a un projet ?").text


@pytest.mark.parametrize(
    ("asked", "refused", "told"),
    [
        ("vity a un projet ?", "ni l’un ni l’autre", "ce n’est ni Viry-Châtillon ni Vitry-sur-Seine"),
        ("vity a un projet ?", "aucun des deux", "ce n’est ni Viry-Châtillon ni Vitry-sur-Seine"),
        ("Qui est Ollivier ?", "non", "ce n’est pas Patrick Ollier"),
    ],
)
def test_what_is_proposed_may_be_refused(talk, asked, refused, told):
    reply = talk(asked, refused)
    assert (reply.outcome, told in breakable(reply.text)) == ("chitchat", True)


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("pas la première", ["Neuilly-Plaisance", "Neuilly-sur-Marne"]),
        ("pas Plaisance", ["Neuilly-sur-Seine", "Neuilly-sur-Marne"]),
        ("sauf celle du 92", ["Neuilly-Plaisance", "Neuilly-sur-Marne"]),
    ],
)
def test_of_the_choices_left_one_is_asked_for_again(talk, message, meant):
    assert [button.title for button in talk("Neuilly ?", message).buttons] == meant


@pytest.mark.parametrize(
    ("asked", "message", "meant"),
    [
        ("Neuilly ?", "pas celle du 93", "Neuilly-sur-Seine"),
        ("Neuilly ?", "la deuxième option", "Neuilly-Plaisance"),
        ("vity ?", "pas la première", "Vitry-sur-Seine"),
    ],
)
def test_a_choice_is_told_by_what_it_is_not_or_by_its_number(talk, asked, message, meant):
    assert talk(asked, message).text.startswith(meant)


def test_what_was_misspelt_is_not_what_several_are_called(talk):
    assert talk("vity ?", "c’est quoi la différence ?").text.startswith("Vouliez-vous dire")


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (["Neuilly a gagné ?", "celle qui est sur la Marne"], "Neuilly-sur-Marne ne figure pas"),
        (["Neuilly a gagné ?", "celle qui est dans le 92"], "Neuilly-sur-Seine ne figure pas"),
        (["Fontenay ?", "n’importe laquelle"], "Lequel voulez-vous dire"),
        (["Noisy ?", "le Sec", "et dans le même département, qui a gagné ?"], "Rosny-sous-Bois"),
        (["Neuilly ?", "sur-Marne", "et dans le même territoire, qui a gagné ?"], "Solutions collaboratives"),
    ],
)
def test_what_was_chosen_is_what_is_spoken_of(talk, messages, told):
    assert told in talk(*messages).text


def test_around_several_it_is_told_what_is_around_them_all(talk):
    assert "Dans l’EPT" not in talk("Neuilly ?", "toutes").text
    assert "Dans l’EPT Paris Ouest" in talk("Puteaux et Suresnes ont un projet ?").text
