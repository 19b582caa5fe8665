"""Whose sum is asked for after a list: « les trois premiers ? — Ça fait combien ? », « leur total ? »."""

import pytest

from tests.grants.talk import Talk, euros

GRANTS = """nomBeneficiaire;objet;montant;exercice;thematique
Judo Pernois;Saison du club;450;2022;Sport
Judo Pernois;Saison du club;620;2024;Sport
Rugby de Lauzès;Saison du club;1800;2022;Sport
Rugby de Lauzès;Saison du club;2150;2024;Sport
Jazz à Pern;Festival;1500;2022;Culture
Jazz à Pern;Festival;1200;2024;Culture
Chorale de Lauzès;Concerts;300;2022;Culture
Chorale de Lauzès;Concerts;280;2024;Culture
Retraités de Pern;Sorties;130;2024;Seniors
"""


@pytest.fixture
def talk(talk_about) -> Talk:
    return talk_about(GRANTS)


@pytest.mark.parametrize(
    ("before", "asked", "cents"),
    [
        ("Les 2 premiers en 2022", "leur total ?", 330_000),
        ("Les 2 plus gros en 2022", "ça fait combien ?", 330_000),
        ("Les 3 premiers en 2024", "et leur part", 397_000),
        ("Qui a touché plus de 1000", "combien ça fait au total", 772_000),
        ("Qui a reçu une subvention en culture ?", "combien ça fait ?", 328_000),
        ("Le judo et le rugby en 2024", "leur total ?", 277_000),
    ],
)
def test_the_sum_of_those_that_were_listed_is_theirs(talk, before, asked, cents):
    talk(before)
    assert f"pour {euros(cents)}" in talk(asked).text


def test_their_share_is_that_of_who_was_spoken_of_since(talk):
    talk("Qui a le plus en 2024 ?")
    talk("et le judo ?")
    assert "Rugby" not in talk("leur part ?").text


def test_how_much_after_who_got_most_is_that_of_the_first(talk):
    talk("Qui a reçu le plus en 2024 ?")
    assert talk("combien ?").text.startswith("Rugby de Lauzès")
