"""What is asked by tapping a suggestion."""

import pytest

from bot.dialogue.conversation import Conversation


@pytest.mark.parametrize(
    ("said", "tapped", "told"),
    [
        (["Plaine Commune a eu un projet ?"], "Quels sont les lauréats ?", "16 communes"),
        (["Quel est le montant du Smart parking ?"], "Quel est le montant moyen par projet ?", "40"),
        (["Combien de projets à Montreuil ?"], "Quels sont les trois territoires lauréats ?", "3 territoires"),
        (["Qui est Anne Tachène ?"], "Qui siégeait au comité d’examen ?", "Patrick Ollier"),
    ],
)
def test_a_suggestion_is_asked_of_nothing_that_was_spoken_of(laureat, after, said, tapped, told):
    past = after(*said)
    assert tapped.split() in [one.split() for one in past.offered]
    reply, _ = laureat.answer(tapped, past)
    assert reply.text == laureat.answer(tapped, Conversation())[0].text
    assert told in reply.text


def test_what_was_spoken_of_before_a_suggestion_is_still_known(laureat, after):
    past = after("Combien de projets à Montreuil ?", "Quels sont les trois territoires lauréats ?")
    reply, _ = laureat.answer("Et cette ville, elle est dans quel département ?", past)
    assert "Montreuil est en Seine-Saint-Denis" in reply.text


@pytest.mark.parametrize("asked", ["Quels sont les trois territoires lauréats ?", "Quels sont les 23 projets ?"])
def test_a_right_number_that_is_not_asked_about_is_not_confirmed(laureat, asked):
    reply, _ = laureat.answer(asked, Conversation())
    assert reply.outcome == "answered"
    assert not reply.text.startswith("Oui")
