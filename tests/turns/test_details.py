"""What is asked of a thing that no source tells is answered by what little is known of it."""

import pytest

from bot.dialogue.conversation import Conversation

UNTOLD = [
    ["Qui a la clé du lavoir expérimental ?"],
    ["Le kiosque, c’est où ?", "Ça remplace la mairie ?"],
    ["À qui appartient le terrain du CRM augmenté ?"],
    ["Qui est contre le lavoir ?"],
    ["Qui a eu le Smart parking ?", "Combien de mots ?"],
    ["Nathalie Fanfant a été condamnée ?"],
    ["Comment Courtois est arrivé dans ce comité ?"],
    ["La secrétaire de Fabien Ducasse, c’est qui ?"],
    ["Anne Tachène a proposé quels projets ?"],
    ["Qui a critiqué le FMIN ?"],
    ["Le comité d’examen s’est réuni en visio ?"],
    ["Quelle est la fréquence des réunions du jury ?"],
]
TOLD = [
    ["Qui a le lavoir ?"],
    ["Le truc de la ville en 3D, c’est quelle ville ?"],
    ["Comment s’appelle le vice-président chargé du numérique ?"],
    ["Le comité qui a étudié les dossiers, il s’est réuni quand ?"],
    ["Quand Courtois a-t-il siégé au comité ?"],
    ["Qui a créé le FMIN ?"],
    ["Quels sont les membres du jury ?"],
]


@pytest.mark.parametrize("said", UNTOLD, ids=" // ".join)
def test_what_is_not_told_of_a_thing_is_said_to_be_unknown(laureat, said):
    assert _last(laureat, said).outcome == "unknown"


@pytest.mark.parametrize("said", TOLD, ids=" // ".join)
def test_what_is_told_of_it_is_answered(laureat, said):
    assert _last(laureat, said).outcome == "answered"


def _last(laureat, said):
    past = Conversation()
    for say in said:
        reply, past = laureat.answer(say, past)
    return reply
