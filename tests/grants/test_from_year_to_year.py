"""What changed from year to year: « la culture a baissé en 2023 ? », « la hausse depuis ? », « qui a doublé ? »."""

from itertools import pairwise

import pytest

from bot.french.agreement import number_text
from tests.grants.talk import SMALL, Talk, euros

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
MOVING = (("de judo", 100, 110), ("de tir", 100, 190), ("de golf", 100, 150), ("de rugby", 100, 140))
"""Sports with the euros of the last two years."""
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
        (["Le sport en 2021 ?", "et en 2022 ?", "ça fait une hausse de combien ?"], "Sport", 2021, 2022),
        (["La culture en 2021 ?", "et l’année suivante ?", "ça a baissé ?"], "Culture", 2021, 2022),
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


def test_a_rise_after_one_body_is_what_it_has_more(talk):
    for turn in ("Le Judo Pernois en 2021 ?", "et en 2022 ?"):
        talk(turn)
    text = talk("quelle hausse ?").text
    assert text.startswith("Judo Pernois")
    assert f"De 2021 à 2022\xa0: {euros(50_000)} de plus" in text


@pytest.mark.parametrize(
    "asked", ["laquelle des deux années est la plus forte ?", "laquelle des deux années a le plus ?"]
)
def test_which_of_two_years_is_asked_of_those_told(talk, asked):
    for turn in ("La culture en 2022 ?", "et en 2023 ?"):
        talk(turn)
    text = talk(asked).text
    assert f"La plus grosse année\xa0: 2022, avec {euros(_sum('Culture', 2022))}" in text
    assert "2021" not in text


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


def _had(*years: int) -> set[str]:
    """Who had something in one of some years."""
    return {one for one, (_, *amounts) in BODIES.items() if any(amounts[year - YEARS[0]] for year in years)}


def _told(text: str) -> set[str]:
    return {one for one in BODIES if one in text}


@pytest.mark.parametrize(
    "asked",
    [
        "La culture touche-t-elle plus qu’en 2021 ?",
        "La culture nous coûte-t-elle plus cher qu’en 2021 ?",
        "La culture reçoit-elle moins qu’en 2021 ?",
    ],
)
def test_what_is_compared_with_a_year_alone_is_the_last_one(talk, asked):
    text = talk(asked).text
    assert all(f"{euros(_sum('Culture', year))}" in text for year in (2021, 2023))
    assert f"L’écart est de {euros(abs(_sum('Culture', 2023) - _sum('Culture', 2021)))}" in text


@pytest.mark.parametrize(
    ("asked", "has", "lacks"),
    [
        ("Les nouveaux depuis 2021", _had(2022, 2023), _had(2021)),
        ("Qui a disparu depuis 2021 ?", _had(2021), _had(2023)),
        ("Nouveaux 2022", _had(2022), _had(2021)),
        ("Qui touchait en 2021 et plus en 2023 ?", _had(2021), _had(2023)),
        ("Qui a eu quelque chose en 2021 et rien en 2022", _had(2021), _had(2022)),
        ("Les associations aidées en 2023 mais pas en 2021", _had(2023), _had(2021)),
        ("Les associations aidées en 2021 qui ne l’ont pas été en 2023", _had(2021), _had(2023)),
        ("Qui a été aidé en 2022 et ne l’était pas en 2021 ?", _had(2022), _had(2021)),
        ("Combien de bénéficiaires n’ont pas été reconduits en 2023 ?", _had(2021, 2022), _had(2023)),
        (
            "Quels clubs de sport n’ont rien eu en 2022 ?",
            {*BODIES} - {"Chorale de Lauzès", "Harmonie de Pern"},
            _had(2022),
        ),
        ("Les subventions de plus de 800 € données en 2023 mais pas en 2021", {"Vélo Lauzès"}, set()),
        ("Qui est revenu en 2023 ?", _had(2021) & _had(2023), _had(2022)),
    ],
)
def test_who_has_something_in_some_years_and_nothing_in_others(talk, asked, has, lacks):
    reply = talk(asked)
    assert reply.outcome == "answered"
    assert _told(reply.text) == has - lacks
    assert "Je n’ai pas compté" not in reply.text


def test_what_is_given_to_new_ones_is_theirs(talk):
    talk("Qui a perdu sa subvention en 2023 ?")
    text = talk("et combien on donne aux nouveaux").text
    assert _told(text) == _had(2023) - _had(2022)
    assert euros(140_000) in text


@pytest.mark.parametrize(
    ("turns", "cents", "left_out"),
    [
        (["Le sport en 2022", "et pas de sport ?"], 280_000, "Sport"),
        (["Les subventions qui ne sont pas pour le sport en 2022"], 280_000, "Sport"),
        (["Combien pour le sport mais pas en 2021"], 670_000, "2021"),
        (["Combien pour le sport et pas la culture en 2022"], 260_000, "Culture"),
    ],
)
def test_what_is_denied_of_a_question_is_left_out(talk, turns, cents, left_out):
    text = [talk(turn).text for turn in turns][-1]
    assert euros(cents) in text
    assert f"Je n’ai pas compté {left_out}." in text


@pytest.mark.parametrize(
    ("asked", "told"),
    [("Qui a reçu 800 euros et plus en 2022", "au moins"), ("Qui a reçu 800 euros ou moins en 2022", "au plus")],
)
def test_an_amount_and_more_bounds(talk, asked, told):
    text = talk(asked).text
    assert f"{told} 800\xa0€" in text
    assert ("Harmonie de Pern" in text) == (told == "au moins")


def _moved(first: int, *others: int, way: int) -> dict[str, tuple[int, int]]:
    """Who got more (1), less (-1) or as much (0) in each of some years as in the one before, with the two ends."""
    found = {}
    for name, (_, *amounts) in BODIES.items():
        had = [amounts[year - YEARS[0]] for year in (first, *others)]
        signs = {(after > before) - (after < before) for before, after in pairwise(had)} if all(had) else set()
        if signs == {way}:
            found[name] = (had[0], had[-1])
    return found


_SPORT_UP = {name: sums for name, sums in _moved(2021, 2023, way=1).items() if BODIES[name][0] == "Sport"}


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("Qui a augmenté chaque année ?", _moved(*YEARS, way=1)),
        ("Qui a baissé tous les ans ?", _moved(*YEARS, way=-1)),
        ("Qui touche la même somme chaque année ?", _moved(*YEARS, way=0)),
        ("Qui a eu la même somme en 2022 et 2023 ?", _moved(2022, 2023, way=0)),
        ("Qui n'a pas changé en 2022 ?", _moved(2021, 2022, way=0)),
        ("Une baisse de plus de 1 000 € depuis 2021", {"Harmonie de Pern": (3000, 1000)}),
        ("Qui a baissé de plus de 40 % en 2023 ?", {"Harmonie de Pern": (2000, 1000)}),
        ("Qui a baissé de plus de 60 % en 2023 ?", {}),
        ("Quelle association a doublé entre 2021 et 2023 ?", {"Judo Pernois": (1000, 2000)}),
        ("Qui a doublé en 2023 ?", {}),
        ("En sport, quelle association a vu sa subvention grimper le plus entre 2021 et 2023 ?", _SPORT_UP),
        ("Quelle subvention a été divisée par deux en 2023 ?", {"Harmonie de Pern": (2000, 1000)}),
    ],
)
def test_whose_sums_moved_so(talk, asked, wanted):
    reply = talk(asked)
    assert reply.outcome == "answered"
    assert _told(reply.text) == set(wanted)
    assert all(euros(100 * after) in reply.text for _, after in wanted.values())


def test_as_many_of_the_greatest_moves_are_told_as_are_asked_for(talk_about):
    talk = talk_about(
        "nomBeneficiaire;objet;montant;exercice\n"
        + "".join(
            f"Club {sport};Saison;{amount};{year}\n"
            for sport, *amounts in MOVING
            for year, amount in zip(YEARS[1:], amounts, strict=True)
        )
    )
    text = talk("Les trois plus grosses hausses 2022-2023").text
    assert all(f"Club de {sport}" in text for sport in ("tir", "golf", "rugby"))
    assert "Club de judo" not in text
    assert "Club de judo" in talk("la suite").text


def test_by_how_much_themes_moved_is_told_of_them(talk):
    talk("Quelle thématique a baissé en 2023 ?")
    text = talk("de combien").text
    assert f"Culture\xa0: {euros(_sum('Culture', 2022) - _sum('Culture', 2023))} de moins" in text


def test_what_bounds_sums_told_year_by_year_is_said(talk):
    assert "subventions de plus de 800 €" in talk("Les subventions de plus de 800 € par année").text


@pytest.mark.parametrize(
    ("asked", "grants", "bodies"),
    [
        ("Combien de subventions en moins entre 2021 et 2023 ?", "autant de subventions", "autant de bénéficiaires"),
        ("Combien d'associations de plus en 2023 qu'en 2022 ?", "1 subvention de plus", "1 bénéficiaire de plus"),
        ("Combien de subventions en moins en 2022 ?", "1 subvention de moins", "1 bénéficiaire de moins"),
    ],
)
def test_how_many_more_there_are_is_counted(talk, asked, grants, bodies):
    assert f"{grants}, {bodies}." in talk(asked).text.replace("\xa0", " ")


def test_which_is_the_latest_is_told_by_its_day_not_by_its_amount(talk_about):
    talk = talk_about(
        "nomBeneficiaire;objet;montant;dateConvention\n"
        "Judo Pernois;Saison;900;2022-03-01\n"
        "Rugby de Lauzès;Saison;100;2023-04-02\n"
    )
    talk("Combien pour le judo ?")
    talk("et le rugby ?")
    text = talk("lequel est le plus récent ?").text
    assert text.startswith("2 avril 2023")
    assert "Judo" not in text


def test_two_rankings_are_not_compared(talk):
    talk("Le top 3 en 2022")
    talk("et en 2023")
    assert talk("qui est sorti du top 3 ?").outcome == "unknown"


def test_how_much_more_one_thing_got_than_another(talk):
    gap = _sum("Culture", 2021) - _sum("Sport", 2021)
    text = talk("Combien la culture a eu de plus que le sport en 2021 ?").text
    assert f"L’écart est de {euros(gap)}" in text


def test_how_many_times_as_much_one_thing_got_as_another(talk):
    text = talk("La culture a eu combien de fois ce qu'a eu le sport en 2021 ?").text
    assert f"C’est {number_text(_sum('Culture', 2021) / _sum('Sport', 2021))} fois plus." in text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Quelles assos ont perdu plus de 1 000 € depuis 2021 ?", {"Harmonie de Pern"}),
        ("Qui a perdu plus de 60 % en 2023 ?", set()),
        ("Qui a arrêté d'être aidé ?", _had(2022) - _had(2023)),
    ],
)
def test_who_lost_something(talk, asked, told):
    reply = talk(asked)
    assert reply.outcome == "answered"
    assert _told(reply.text) == told


def test_why_something_fell_is_not_told(talk):
    text = talk("Pourquoi la culture a baissé en 2023 ?").text
    assert "Ces données ne disent pas pourquoi." in text
    assert f"{euros(_sum('Culture', 2022) - _sum('Culture', 2023))} de moins" in text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Les associations qui n'ont rien eu en 2022 mais en ont eu une en 2021", _had(2021) - _had(2022)),
        ("Qui n'a pas été aidé en 2021 mais l'a été en 2023 ?", _had(2023) - _had(2021)),
    ],
)
def test_who_had_nothing_but_something_in_another_year(talk, asked, told):
    assert _told(talk(asked).text) == told


def test_years_that_no_line_is_of_are_said_to_be_none(talk):
    assert "Ces données ne vont que de 2021 à 2023." in talk("évolution entre 2020 et 2022").text
    assert "ne vont que" not in talk("évolution 2021/2022").text


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("Compare 2022 et 2023 : qui a disparu ?", "et qui est arrivé ?", _had(2023) - _had(2022)),
        ("Les nouveaux de 2022", "et qui est parti ?", _had(2021) - _had(2022)),
    ],
)
def test_who_came_is_asked_after_who_went(talk, first, then, told):
    talk(first)
    assert _told(talk(then).text) == told


def test_one_year_alone_tells_no_evolution(talk):
    reply = talk("évolution 2020/2021")
    assert reply.outcome == "unknown"
    assert f"2021\xa0: {euros(_sum('Sport', 2021) + _sum('Culture', 2021))}" in reply.text


@pytest.mark.parametrize(
    ("asked", "new"),
    [
        ("Qui apparaît en 2023 sans avoir rien eu les deux années d’avant ?", {"Vélo Lauzès"}),
        ("Qui a touché en 2023 mais pas les deux années précédentes ?", {"Vélo Lauzès"}),
        ("Qui a eu une aide en 2023 sans avoir rien eu l’année d’avant ?", {"Vélo Lauzès", "Tennis de Lauzès"}),
        ("Qui a eu une aide en 2023 mais pas l’année d’avant ?", {"Vélo Lauzès", "Tennis de Lauzès"}),
        ("Qui a reçu en 2023 sans rien avoir reçu avant ?", {"Vélo Lauzès"}),
    ],
)
def test_who_had_nothing_in_the_years_before_the_one_that_is_named(talk, asked, new):
    text = talk(asked).text
    assert {name for name in BODIES if f"- {name}" in text} == new


@pytest.mark.parametrize(
    "asked",
    ["Le sport a-t-il eu plus en 2023 que l’année d’avant ?", "Quel écart entre 2023 et l’année d’avant en sport ?"],
)
def test_a_year_that_is_named_is_compared_with_the_one_before_it(talk, asked):
    text = talk(asked).text
    assert f"L’écart est de {euros(abs(_sum('Sport', 2023) - _sum('Sport', 2022)))}" in text


def test_a_year_that_is_named_and_the_one_before_it_are_both_meant(talk):
    assert (
        f"pour {euros(_sum('Sport', 2023) + _sum('Sport', 2022))}" in talk("Le sport en 2023 et l’année d’avant ?").text
    )


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Ceux qui ont eu une aide en 2021 et qui n’en ont pas eu en 2022", ["Mission locale du Nord"]),
        ("Les associations qui ont été aidées en 2021 et qui ne l’ont pas été en 2022 ?", ["Mission locale du Sud"]),
        ("Ceux qui n’ont pas eu d’aide en 2021 et en ont eu une en 2022", ["MJC Roguet"]),
        ("Qui n’a rien eu en 2021 et a eu une aide en 2022 ?", ["MJC Roguet"]),
        ("Qui a été aidé en 2021 et en 2022 ?", ["Croix-Rouge"]),
        ("Ceux qui ont eu une aide en 2021 et en 2022", ["Croix-Rouge"]),
    ],
)
def test_what_another_clause_says_of_another_year_is_said_of_the_same_bodies(talk_about, asked, told):
    talk = talk_about(SMALL)
    text = talk(asked).text
    names = ["Mission locale du Nord", "Mission locale du Sud", "MJC Roguet", "Croix-Rouge"]
    others = [name for name in names if name.split()[0] != told[0].split()[0]]
    assert all(name in text for name in told)
    assert not any(name in text for name in others)
