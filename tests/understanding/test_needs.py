import pytest

from bot.understanding.mention import names


@pytest.fixture
def is_ours(weigh):
    """Whether a message still names something that is no place."""

    def tell(message: str) -> bool:
        named = (sense.record for one in weigh(message).said if names(one.mention) for sense in one.mention.senses)
        return any(record is not None and record.type.name in ("theme", "projet") for record in named)

    return tell


@pytest.mark.parametrize(
    "message",
    [
        "je cherche une place de parking à Antony",
        "je veux un CRM pour mon entreprise",
        "j'ai besoin d'une formation numérique à Bry",
        "il me faut un chatbot",
        "je veux payer mon stationnement",
        "je voudrais me garer à Levallois",
        "je veux emprunter un livre à Sceaux",
    ],
)
def test_what_somebody_wants_for_themselves_is_no_project(is_ours, message):
    assert not is_ours(message)


@pytest.mark.parametrize(
    "message",
    [
        "je cherche l'assistant vocal",
        "je cherche une ville qui a un chatbot",
        "je voudrais un projet sur le stationnement",
        "je cherche ce qui concerne les places de parking",
        "la ville veut un chatbot",
        "je voudrais me garer à Levallois : la ville a-t-elle eu une aide ?",
    ],
)
def test_a_project_that_somebody_looks_for_is_one(is_ours, message):
    assert is_ours(message)
