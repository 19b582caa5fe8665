import re
import unicodedata
from collections.abc import Callable

import pytest

from bot.answering.intent import Example, Intent
from bot.dialogue.conversation import Conversation
from bot.examples import OFF_SUBJECT, try_all, try_example, try_off_subject
from bot.message import Reply
from bot.turns.turn import Turn
from tests.conftest import delivered

MODEL = delivered()
EXAMPLES = [(intent.id, example) for intent in MODEL.intents.values() for example in intent.examples]


@pytest.mark.no_cover
@pytest.mark.parametrize(("intent", "example"), EXAMPLES, ids=[f"{intent}: {one.say}" for intent, one in EXAMPLES])
def test_every_example_of_the_content_gets_what_it_says(laureat, intent, example):
    tried = try_example(laureat, laureat.model.intents[intent], example)

    assert not tried.faults, f"{example.place}: {tried.reply and tried.reply.text}"


@pytest.mark.no_cover
@pytest.mark.parametrize("example", MODEL.off_subject, ids=[example.say for example in MODEL.off_subject])
def test_what_is_off_the_subject_is_not_answered(laureat, example):
    tried = try_off_subject(laureat, example)

    assert not tried.faults, f"{example.place}: {tried.reply and tried.reply.text}"


def test_all_examples_are_tried_in_the_order_of_the_files_then_what_is_off_the_subject(gardener):
    model = gardener.model
    tried = [(one.intent, one.example.say) for one in try_all(gardener)]

    assert len(tried) > len(model.off_subject) > 0
    assert tried == [
        *((name, example.say) for name, intent in model.intents.items() for example in intent.examples),
        *((OFF_SUBJECT, example.say) for example in model.off_subject),
    ]


def unaccented(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


WRITTEN_OTHERWISE: dict[str, Callable[[str], str]] = {
    "without accents": unaccented,
    "without capitals": str.lower,
    "in capitals": str.upper,
    "with spaces for hyphens": lambda text: re.sub(r"(?<=\w)-(?=\w)", " ", text),
    "without hyphens": lambda text: re.sub(r"(?<=\w)-(?=\w)", "", text),
    "with spaces for apostrophes": lambda text: re.sub("['’]", " ", text),
    "without apostrophes": lambda text: re.sub("['’]", "", text),
    "without any": lambda text: re.sub("['’-]", " ", unaccented(text).lower()),
}


@pytest.mark.no_cover
@pytest.mark.parametrize(("intent", "example"), EXAMPLES, ids=[f"{intent}: {one.say}" for intent, one in EXAMPLES])
def test_accents_capitals_hyphens_and_apostrophes_change_nothing(laureat, intent, example):
    past = Conversation()
    for before in example.expect.get("apres") or ():
        _, past = laureat.answer(before, past)
    expected, _ = laureat.answer(example.say, past)
    otherwise = {how: change(example.say) for how, change in WRITTEN_OTHERWISE.items()}
    replies = {how: laureat.answer(said, past)[0] for how, said in otherwise.items() if said != example.say}

    assert {how: reply.text for how, reply in replies.items() if told(reply) != told(expected)} == {}


def told(reply: Reply) -> tuple[str, str]:
    return reply.outcome, reply.text


class Saying:
    """An assistant that says one thing, whatever it is told."""

    def __init__(self, reply: Reply | Exception) -> None:
        self.reply = reply
        self.heard: list[str] = []

    def turn(self, text, past):
        self.heard.append(text)
        if isinstance(self.reply, Exception):
            raise self.reply
        return Turn(self.reply, past, (), 0, 0)

    def answer(self, text, past):
        return self.turn(text, past)[:2]


@pytest.fixture
def intent(laureat) -> Intent:
    return laureat.model.intents["projets"]


def expecting(intent: Intent, **expect: object) -> Example:
    return Example("Pantin ?", expect, intent.place)


def replying(text: str, outcome: str = "answered", intent: str | None = "projets") -> Reply:
    return Reply(text=text, outcome=outcome, intent=intent, confidence=1.0)


def test_what_an_example_expects_is_compared_whatever_the_case_accents_and_punctuation(intent):
    example = expecting(intent, contient=["l'ETAT", "saint mande"], issue="answered")

    assert try_example(Saying(replying("L’État et Saint-Mandé.")), intent, example).faults == ()


def test_an_example_that_says_what_must_be_answered_may_be_answered_by_another_question(intent):
    example = expecting(intent, contient=["Pantin"])

    assert try_example(Saying(replying("Pantin", intent="porteur")), intent, example).faults == ()


@pytest.mark.parametrize(
    ("expect", "reply", "fault"),
    [
        ({"contient": ["Pan"]}, replying("Pantin"), "devrait contenir « Pan »"),
        ({"contient": "16"}, replying("160 projets"), "devrait contenir « 16 »"),
        ({"sans": ["Pantin"]}, replying("Non, Pantin."), "ne devrait pas contenir « Pantin »"),
        ({"issue": "clarify"}, replying("Oui"), "issue attendue clarify, obtenue answered"),
        ({}, replying("Laquelle ?", "clarify"), "issue attendue answered, obtenue clarify"),
        ({}, replying("Oui", intent="compter"), "question attendue « projets », comprise « compter »"),
        ({"issue": "answered"}, replying("Oui", intent=None), "question attendue « projets », comprise « None »"),
        ({}, ValueError("cassé"), "n’a pas pu être écrite : détail technique : cassé"),
    ],
)
def test_what_differs_is_told(intent, expect, reply, fault):
    (told,) = try_example(Saying(reply), intent, expecting(intent, **expect)).faults

    assert fault in told


@pytest.mark.parametrize("before", [["Un", "Deux"], "Un"])
def test_the_sentences_before_are_said_first(intent, before):
    assistant = Saying(replying("Oui"))

    try_example(assistant, intent, expecting(intent, apres=before))

    assert assistant.heard == [*([before] if isinstance(before, str) else before), "Pantin ?"]
