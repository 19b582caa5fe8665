import pytest

from bot.dialogue.conversation import Conversation
from bot.journal.exchange import row_of
from bot.journal.recording import Recording
from bot.message import Message, Reply
from bot.turns.turn import Turn


class Notes:
    def __init__(self) -> None:
        self.noted = []

    def note(self, exchange) -> None:
        self.noted.append(exchange)


class Broken:
    async def converse(self, message: Message) -> Turn:
        raise RuntimeError("broken")


async def test_an_answer_is_given_as_it_is_and_noted(laureat):
    notes = Notes()
    message = Message(sender="rest:recording", channel="rest", id="m1", text="Qui porte le lavoir ?")

    reply = await Recording(laureat, notes).reply(message)

    assert reply == laureat.answer("Qui porte le lavoir ?", Conversation())[0]
    (exchange,) = notes.noted
    assert (exchange.message, exchange.intent, exchange.outcome) == (message, "porteur", "answered")
    assert [frame.intent for frame in exchange.frames] == ["porteur"]
    assert exchange.micros > 0


async def test_what_breaks_is_noted_and_is_told():
    notes = Notes()
    message = Message(sender=None, channel="rest", text="Bonjour")

    with pytest.raises(RuntimeError, match="broken"):
        await Recording(Broken(), notes).reply(message)

    (exchange,) = notes.noted
    assert (exchange.message, exchange.outcome, exchange.intent, exchange.frames) == (message, "failed", None, ())
    assert row_of(exchange, b"salt").text == "Bonjour"


def test_each_question_of_a_message_is_told(laureat):
    turn = laureat.turn("Qui porte le lavoir ? Quels projets à Sceaux ?", Conversation())

    assert [frame.intent for frame in turn.frames] == ["porteur", "projets"]
    assert isinstance(turn.reply, Reply)
