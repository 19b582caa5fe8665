"""A town answers about its own grants alone: the subject that Lauréat brings is left out."""

from pathlib import Path

import pytest

from bot.content.model import load_model
from bot.written import ContentError
from tests.grants.talk import SMALL, Talk

ROOT = Path(__file__).parents[2]


@pytest.fixture
def talk(talk_about) -> Talk:
    """About a few grants and nothing else."""
    return talk_about(SMALL, without=("fmin",))


def test_grants_are_told_as_beside_what_is_left_out(talk, talk_about):
    for asked in ("Combien a reçu la Croix-Rouge ?", "et en 2021 ?", "Quel est le total des subventions ?", "Le top 3"):
        assert talk(asked).outcome == "answered"
    beside = talk_about(SMALL)
    assert talk("Qui a reçu le plus en 2022 ?").text == beside("Qui a reçu le plus en 2022 ?").text


@pytest.mark.parametrize(
    "asked",
    [
        "Quels projets à Sceaux ?",
        "Quels sont les projets lauréats ?",
        "C'est quoi le FMIN ?",
        "Qui préside la Métropole ?",
        "Sceaux est dans quel département ?",
        "Que dit Patrick Ollier ?",
    ],
)
def test_what_is_left_out_is_neither_known_nor_told(talk, asked):
    reply = talk(asked)
    assert reply.outcome in ("out_of_scope", "unknown")
    assert not reply.sources


@pytest.mark.parametrize(
    "asked",
    [
        "Bonjour !", "Qui es-tu ?", "Que sais-tu faire ?", "Quel temps fait-il ?", "subvention abracadabrante du vol",
        "merci", "bravo", "je veux parler à quelqu'un", "en détail", "plus court", "répète", "What did you give?",
        "tu parles anglais ?", "invente un chiffre", "t'es nul", "d'où viennent tes infos ?", "pourquoi tu dis ça ?",
    ],
)  # fmt: skip
def test_nothing_that_it_says_of_itself_speaks_of_what_is_left_out(talk, asked):
    reply = talk(asked)
    said = " ".join([reply.text, *(button.title for button in reply.buttons)])
    assert not [word for word in ("FMIN", "lauréats", "communiqué", "comité", "Métropole") if word in said]


def test_what_it_says_of_itself_names_the_grants(talk):
    for asked in ("Bonjour !", "Qui es-tu ?", "Que sais-tu faire ?", "Quel temps fait-il ?"):
        assert "Ville de Made" in talk(asked).text


def test_a_subject_that_is_none_is_told():
    with pytest.raises(ContentError) as error:
        load_model(ROOT / "intents", ROOT / "knowledge", without=("fmim",))
    (problem,) = error.value.problems
    assert "« fmim »" in problem.what
    assert "fmin" in problem.remedy
