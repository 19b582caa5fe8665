"""What words that point back mean once a list was narrowed, a place refused, or two told in turn."""

import pytest

IN_93 = ["Quelles communes ont deux projets ?", "lesquelles sont en Seine-Saint-Denis ?"]


def plain(text: str) -> str:
    """A text whose spaces are all ordinary ones."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("messages", "told", "untold"),
    [
        (["Quelles villes ont plus d’un projet ?", "parmi elles lesquelles sont dans le 94 ?"], "Montreuil", "Kiosque"),
        (IN_93, "Alfortville", "Montreuil"),
    ],
)
@pytest.mark.parametrize("others", ["et les deux autres ?", "et les 2 autres, leurs projets ?"])
def test_the_two_others_are_those_that_a_narrowed_list_left_out(talk, messages, others, told, untold):
    reply = talk(*messages, others)

    assert len(reply.data["lignes"]) == 4
    assert told in reply.text
    assert untold not in reply.text
