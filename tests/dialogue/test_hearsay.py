"""What somebody is said to say of what was spoken of: « mon collègue dit que c’est Rueil »."""

import pytest


@pytest.mark.parametrize(
    "message",
    [
        "mon collègue dit que c’est Rueil",
        "on m’a dit que c’était Rueil",
        "un ami affirme que c’est à Rueil",
        "je croyais que c’était Rueil",
        "c’est pas Rueil ?",
    ],
)
@pytest.mark.parametrize(
    "question", ["Le réseau social usager, c’est bien Nanterre ?", "Qui a le réseau social usager ?"]
)
def test_what_is_not_so_is_put_right(talk, question, message):
    reply = talk(question, message).text

    assert reply.startswith("Non")
    assert "Nanterre" in reply


def test_whom_somebody_represented_is_put_right(talk):
    assert "Issy Media" in talk("Et Éric Legale ?", "Il représentait la 27e Région ?").text
