"""What changed from one year to another: « la culture a baissé en 2023 ? », « la hausse depuis ? », « qui a doublé ? »."""

import pytest

from tests.grants.talk import Talk, euros

YEARS = (2021, 2022, 2023)
BODIES = {
    "Judo Pernois": ("Sport", 1000, 1500, 2000),
    "Tennis de Lauzès": ("Sport", 500, None, 500),
    "Karaté de Pern": ("Sport", None, 700, 700),
    "Basket de Lauzès": ("Sport", 400, 400, None),
    "Escrime Pernoise": ("Sport", 600, None, None),
    "Vélo Lauzès": ("Sport", None, None, 900),
    "Chorale de Lauzès": ("Culture", 800, 800, 800),
    "Harmonie de Pern": ("Culture", 3000, 2000, 1000),
}
"""Each with its theme and its euros of each year."""
GRANTS = "nomBeneficiaire;objet;montant;exercice;thematique\n" + "".join(
    f"{name};Saison;{amount};{year};{theme}\n"
    for name, (theme, *amounts) in BODIES.items()
    for year, amount in zip(YEARS, amounts, strict=True)
    if amount is not None
)


@pytest.fixture
def talk(talk_about) -> Talk:
    return talk_about(GRANTS)


def _sum(theme: str, year: int) -> int:
    """Cents of a theme in a year."""
    return 100 * sum(amounts[year - YEARS[0]] or 0 for one, *amounts in BODIES.values() if one == theme)


@pytest.mark.parametrize(
    ("turns", "theme", "before", "after"),
    [
        (["Est-ce que la culture a baissé en 2023 ?"], "Culture", 2022, 2023),
        (["La culture a perdu combien en 2022 ?"], "Culture", 2021, 2022),
        (["Le sport a augmenté en 2023 ?", "et en 2022 ?"], "Sport", 2021, 2022),
        (["Le sport a augmenté en 2023 ?", "et depuis 2021 ?"], "Sport", 2021, 2023),
    ],
)
def test_what_rose_or_fell_in_a_year_is_told_beside_the_year_before(talk, turns, theme, before, after):
    text = [talk(turn).text for turn in turns][-1]
    gap = _sum(theme, after) - _sum(theme, before)
    assert f"De {before} à {after}\xa0: {euros(abs(gap))} de {'plus' if gap > 0 else 'moins'}" in text


def test_all_grants_may_have_risen_in_a_year(talk):
    text = talk("Les subventions ont augmenté en 2023 ?").text
    gap = sum(_sum(theme, 2023) - _sum(theme, 2022) for theme in ("Sport", "Culture"))
    assert f"De 2022 à 2023\xa0: {euros(gap)} de plus" in text


def test_what_became_of_the_first_year_is_not_known(talk):
    reply = talk("La culture a baissé en 2021 ?")
    assert reply.outcome == "unknown"
    assert "de 2021 à 2023" in reply.text


def test_a_rise_since_is_from_the_year_spoken_of(talk):
    talk("Qui touche le plus dans le sport en 2021 ?")
    assert f"{euros(100_000)} de plus" in talk("et la hausse depuis").text


def test_as_much_each_year_has_no_best(talk):
    text = talk("Chorale de Lauzès, évolution ?").text
    assert "Autant chaque année." in text
    assert "La plus grosse année" not in text


@pytest.mark.parametrize(
    ("before", "against", "other"),
    [("La culture", 2021, 2023), ("La culture en 2022", 2021, 2022), ("La culture en 2021", 2022, 2021)],
)
def test_a_year_is_that_with_which_the_one_spoken_of_is_compared(talk, before, against, other):
    talk(before)
    text = talk(f"par rapport à {against} ?").text
    assert f"L’écart est de {euros(abs(_sum('Culture', against) - _sum('Culture', other)))}" in text
    assert f"{other}\xa0:" in text or f"pour {other}" in text
