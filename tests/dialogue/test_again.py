"""Answers told again, shorter, explained or counted."""

import pytest

from tests.spaces import breakable


def test_to_repeat_is_to_give_the_last_answer_again(talk):
    asked = talk("Quels projets à Vincennes ?")

    assert talk("Quels projets à Vincennes ?", "répète").text == asked.text
    assert talk("Quels projets à Vincennes ?", "répète", "répète").text == asked.text


def test_to_hear_it_shorter_or_in_detail_keeps_the_sources_of_the_last_answer(talk):
    asked, shorter = talk("Quels projets à Vincennes ?"), talk("Quels projets à Vincennes ?", "plus court")
    longer = talk("Quels projets à Vincennes ?", "plus court", "en détail")

    assert (shorter.outcome, shorter.sources) == (asked.outcome, asked.sources)
    assert longer.text.startswith(asked.text)
    assert (longer.outcome, longer.sources) == ("unknown", asked.sources)


def test_a_long_answer_is_said_shorter(talk):
    asked, shorter = talk("Quels projets dans le 92 ?"), talk("Quels projets dans le 92 ?", "plus court")

    assert shorter.text.split()[0] == asked.text.split()[0] == "8"
    assert len(shorter.text) < len(asked.text) / 2


def test_to_hear_again_that_something_is_not_told_is_no_answer(talk):
    asked = talk("Quel est le montant du Smart parking ?")
    shorter = talk("Quel est le montant du Smart parking ?", "plus court")

    assert (shorter.outcome, shorter.sources) == (asked.outcome, asked.sources)
    assert asked.outcome == "unknown"


def test_why_is_answered_with_the_sources_of_the_last_answer(talk):
    asked, why = talk("Quels projets à Vincennes ?"), talk("Quels projets à Vincennes ?", "pourquoi tu dis ça ?")

    assert why.outcome == "answered"
    assert breakable(asked.sources[0].locator) in breakable(why.text)


@pytest.mark.parametrize("message", ["plus court", "répète"])
def test_there_is_nothing_to_repeat_before_an_answer(talk, message):
    reply = talk(message)

    assert (reply.outcome, reply.sources) == ("chitchat", ())
    assert "encore rien répondu" in reply.text


@pytest.mark.parametrize("message", ["en détail", "pourquoi tu dis ça ?"])
def test_there_is_nothing_to_tell_more_of_before_an_answer(talk, message):
    assert "encore rien répondu" in talk(message).text


def test_there_is_nothing_to_tell_more_of_after_small_talk(talk):
    assert "encore rien répondu" in talk("Bonjour", "en détail").text


@pytest.mark.parametrize(
    ("listed", "counted"),
    [
        ("Quelles communes ont deux projets ?", "4 communes avec 2 projets : Alfortville, Montreuil"),
        ("Quelles villes n’ont rien eu dans le 93 ?", "38 communes sans aucun projet"),
        ("Quelles villes du Val-de-Marne ont été choisies ?", "6 communes : Alfortville"),
        ("Vincennes a gagné quoi ?", "2 projets : « Le CRM"),
    ],
)
def test_how_many_after_a_list_counts_what_was_listed(talk, listed, counted):
    assert breakable(talk(listed, "combien ?").text).startswith(counted)


def test_how_many_after_a_list_rests_on_the_sources_of_the_list(talk):
    listed = "Quelles villes n’ont rien eu dans le 93 ?"

    assert talk(listed, "combien ?").sources == talk(listed).sources


@pytest.mark.parametrize(
    "messages",
    [
        ["combien ?"],
        ["Levallois a gagné quoi ?", "combien ?"],
        ["Antony et Sceaux sont dans quel département ?", "combien ?"],
        ["Quels projets dans le 92 ?", "et combien pour chacun ?"],
    ],
)
def test_how_many_counts_nothing_where_nothing_was_listed_or_more_is_asked(talk, messages):
    assert talk(*messages).outcome != "answered"


def test_how_many_in_all_counts_what_was_counted(talk):
    assert "16 communes" in breakable(talk("Combien de villes du 94 ?", "ça fait combien en tout ?").text)
    assert "923 571" in breakable(talk("Combien d’argent pour Vincennes ?", "ça fait combien en tout ?").text)


@pytest.mark.parametrize("whole", ["et en tout ?", "ça fait combien en tout ?"])
def test_in_all_asks_what_was_asked_of_one(talk, whole):
    assert breakable(talk("Combien de projets à Vincennes ?", whole).text).startswith("23 projets")
    assert breakable(talk("Combien a touché Vincennes ?", whole).text).startswith("923 571")


def test_how_many_of_them_somewhere_are_those_that_were_counted(talk):
    counted = talk("Combien de lauréats dans le 94 ?", "Le 92 en a combien ?")

    assert counted.intent == "compter"
    assert talk("Quel est le montant total ?", "Le 92 en a eu combien ?").intent == "montant_par_projet"


@pytest.mark.parametrize(
    ("messages", "count"),
    [
        (["Combien de projets à Alfortville ?", "et à Sceaux ?", "et ensemble ?"], "3 projets"),
        (["Combien de projets dans le 92 ?", "et le 93 ?", "et réunis ?"], "13 projets"),
    ],
)
def test_together_after_two_counts_adds_them(talk, messages, count):
    assert breakable(talk(*messages).text).startswith(count)
    assert talk("Les villes travaillent-elles ensemble ?").intent == "cooperation"


@pytest.mark.parametrize(
    ("messages", "count"),
    [
        (["Les gagnants du 92 ?", "combien de villes ?"], "8 communes"),
        (["Projets sur le stationnement ?", "combien de communes ?"], "2 communes"),
        (["Vincennes a gagné quoi ?", "combien de communes ?"], "16 communes"),
        (["Les projets du 94 ?", "ya cb en tt ?"], "9 projets"),
        (["Les gagnants ?", "ya cb en tt ?"], "23 projets"),
        (["Sceaux a touché combien ?", "et en tout ?"], "923 571"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_a_bare_count_is_of_what_was_listed(talk, messages, count):
    assert count in breakable(talk(*messages).text)


@pytest.mark.parametrize("said", ["et tous les lauréats ?", "Et l’ensemble des lauréats ?"])
def test_all_are_asked_what_one_was_asked(talk, said):
    assert talk("Combien d’argent a touché Vincennes ?", said).intent == "montant_total"
    assert talk("Vincennes a gagné ?", said).intent == "projets"
