"""What a sentence takes for granted of somebody before it asks something else."""

import pytest

from tests.spaces import breakable


@pytest.mark.parametrize(
    "message",
    [
        "Puisque le comité du 21 novembre était présidé par Courtois, qui était absent ?",
        "Comme Courtois présidait le comité, qui était absent ?",
        "Vu que Fanfant présidait le comité, combien de temps a-t-il duré ?",
    ],
)
def test_what_is_not_so_is_told_before_what_is_asked(talk, message):
    told = breakable(talk(message).text)
    assert told.startswith("Non : Patrick Ollier, Président de la Métropole du Grand Paris, présidait le comité")
    assert "communiqué" in told


def test_what_is_so_is_not_told_again(talk):
    assert "Ollier" not in talk("Puisque Ollier présidait le comité, qui était absent ?").text
