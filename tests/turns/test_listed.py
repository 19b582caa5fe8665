"""But the first of a list, asked for at once."""

import pytest


@pytest.mark.parametrize(
    ("message", "lines"),
    [
        ("Donne-moi les cinq premiers projets", [1, 2, 3, 4, 5]),
        ("les deux premiers projets", [1, 2]),
        ("les trois premiers projets du 94", [1, 2, 5]),
        ("Les 23 premiers projets", list(range(1, 24))),
    ],
)
def test_only_the_first_of_a_list_are_told(talk, message, lines):
    assert [line["ligne"] for line in talk(message).data["lignes"]] == lines
