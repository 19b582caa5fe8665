"""Figures over a file with every defect, each computed a second time, from the meaning of what was made up."""

from collections import defaultdict
from collections.abc import Callable

import polars
import pytest

from bot.dialogue.conversation import Conversation
from bot.french.agreement import number_text, percent_text
from tests.grants.made import DEFECTS, Meant, make
from tests.grants.talk import Talk, euros


@pytest.fixture(name="talk")
def talk_of_many(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(make(3_000, 5, DEFECTS).data)


@pytest.fixture(scope="module")
def meant() -> polars.DataFrame:
    return polars.DataFrame([one._asdict() for one in make(3_000, 5, DEFECTS).meant], infer_schema_length=None)


def _money(frame: polars.DataFrame) -> polars.DataFrame:
    return frame.filter((polars.col("fate") == "kept") & (polars.col("nature") != "aide en nature"))


def test_sums_and_counts_of_a_file_with_every_defect(talk, meant):
    granted = meant.filter(polars.col("fate") == "kept")
    money = _money(meant)
    talk("Combien de subventions en tout ?")
    text = talk("Ville de Made").text
    assert text.startswith(f"{number_text(len(granted))} subventions")
    assert euros(money["cents"].sum()) in text
    for year in (2015, 2019, 2023):
        assert euros(money.filter(polars.col("year") == year)["cents"].sum()) in talk(f"et en {year} ?").text
    talk.past = Conversation()
    for sector in ("Sport", "Culture"):
        told = talk(f"Combien pour le secteur {sector} ?").text
        assert euros(money.filter(polars.col("sector") == sector)["cents"].sum()) in told


def test_each_beneficiary_gets_its_own_lines(talk):
    bodies: dict[str, list[Meant]] = defaultdict(list)
    for one in make(3_000, 5, DEFECTS).meant:
        if one.fate in ("kept", "refused") and one.name[0] != "[":
            bodies[one.siret].append(one)
    tried = right = 0
    for lines in list(bodies.values())[:60]:
        talk.past = Conversation()
        reply = talk(f"Combien a reçu {lines[0].name} ?")
        if reply.outcome != "answered":
            continue
        tried += 1
        found = {int(line["ligne"]) for line in talk.lines(reply.lines)}
        right += found == {one.line for one in lines}
    assert tried > 40
    assert right == tried


def test_what_is_read_off_objects_and_names_has_exactly_its_lines(talk, meant):
    reply = talk("Combien de subventions pour les festivals ?")
    said = {int(line["ligne"]) for line in talk.lines(reply.lines)}
    every = talk.lines(reply.lines.partition("?")[0])
    assert said == {int(line["ligne"]) for line in every if "festival" in " ".join(line.values()).lower()}
    assert 0 < len(said) < len(every)
    assert euros(_money(meant.filter(polars.col("line").is_in(said)))["cents"].sum()) in reply.text


def test_a_list_goes_on_where_it_stopped_until_it_ends(talk, meant):
    money = _money(meant).filter(polars.col("sector") == "Sport").filter(polars.col("cents").is_not_null())
    talk("Liste des subventions du secteur Sport")
    told = []
    for _ in range(4):
        told += [line for line in talk("la suite").text.splitlines() if line[:1].isdigit()]
    wanted = money["cents"].sort(descending=True)[12:60]
    assert [line.partition(". ")[0] for line in told] == [str(place) for place in range(13, 61)]
    assert [cents for cents, line in zip(wanted, told, strict=True) if f" {euros(cents)} à " not in line] == []

    # Of those that were listed.
    assert "(Sport)" in talk("le top 3").text
    named = money.filter(~polars.col("name").str.starts_with("["))
    sums = named.group_by("siret").agg(polars.col("cents").sum())
    ranked = sums["cents"].sort(descending=True)
    told = [line for line in talk("la suite").text.splitlines() if line[:1].isdigit()]
    # As many as of who got most where no number is said.
    assert [euros(cents) in line for cents, line in zip(ranked[3:8], told, strict=True)] == [True] * 5


def test_changes_from_year_to_year_of_a_file_with_every_defect(talk, meant):
    money = _money(meant).filter(~polars.col("name").str.starts_with("["))
    for year in (2017, 2021):
        before = set(money.filter(polars.col("year") == year - 1)["siret"])
        now = set(money.filter(polars.col("year") == year)["siret"])
        assert f"{number_text(len(now - before))} bénéficiaires en {year}" in talk(f"les nouveaux en {year}").text
        talk.past = Conversation()
        assert f"{number_text(len(before - now))} bénéficiaires de {year - 1}" in talk(f"les disparus en {year}").text


@pytest.mark.parametrize(
    ("asked", "has", "lacks"),
    [
        ("Qui n’est plus aidé depuis 2022 ?", range(2015, 2022), range(2022, 2024)),
        ("qui n’a plus rien reçu depuis 2018 ?", range(2015, 2018), range(2018, 2024)),
        ("qui n’avait jamais rien eu avant 2021 ?", range(2021, 2024), range(2015, 2021)),
        ("Qui a été aidé pour la première fois en 2020 ?", (2020,), range(2015, 2020)),
        ("Les nouveaux bénéficiaires depuis 2019", range(2019, 2024), range(2015, 2019)),
    ],
)
def test_those_new_or_gone_for_good_of_a_file_with_every_defect(talk, meant, asked, has, lacks):
    money = _money(meant).filter(~polars.col("name").str.starts_with("["))
    helped = money.filter(polars.col("year").is_in([*has]))
    others = money.filter(polars.col("year").is_in([*lacks]))["siret"].unique()
    sums = helped.filter(~polars.col("siret").is_in(others.implode())).group_by("siret").agg(polars.col("cents").sum())
    sums = sums.sort("cents", descending=True)
    text = talk(asked).text
    assert text.startswith(f"{number_text(len(sums))} bénéficiaires")
    assert euros(sums["cents"].sum()) in text.partition(":")[0]
    told = _sums(text) + _sums(talk("la suite").text)
    assert [line.partition(", la ")[0] for line in told] == [euros(cents) for cents in sums["cents"]][:24]
    assert talk("combien sont-ils ?").text.startswith(f"{number_text(len(sums))} bénéficiaires")


@pytest.mark.parametrize(("asked", "more"), [("qui a vu sa subvention augmenter", 1), ("les plus fortes baisses", -1)])
@pytest.mark.parametrize(("years", "said"), [((2016, 2017), "en 2017"), ((2018, 2021), "entre 2018 et 2021")])
def test_moves_from_year_to_year_of_a_file_with_every_defect(talk, meant, asked, more, years, said):
    money = _money(meant).filter(~polars.col("name").str.starts_with("["))
    sums = [money.filter(polars.col("year") == year).group_by("siret").agg(polars.col("cents").sum()) for year in years]
    both = sums[0].join(sums[1], on="siret", suffix="_after").filter(polars.min_horizontal("cents", "cents_after") > 0)
    moved = both.with_columns(by=(polars.col("cents_after") - polars.col("cents")) * more).filter(polars.col("by") > 0)
    text = talk(f"{asked} {said} ?").text
    assert text.startswith(f"{number_text(len(moved))} bénéficiaires")
    told = [line.partition("\N{NO-BREAK SPACE}: ")[2] for line in text.splitlines() if line.startswith("- ")]
    assert [line.partition(" de ")[0] for line in told] == [
        euros(by) for by in moved["by"].sort(descending=True)[: len(told)]
    ]


@pytest.mark.parametrize(("asked", "more"), [("ont le plus augmenté", 1), ("ont le plus baissé", -1)])
def test_moves_in_per_cent_of_a_file_with_every_defect(talk, meant, asked, more):
    money = _money(meant).filter(~polars.col("name").str.starts_with("["))
    moved = _moved(money, "siret", 2019, 2021, more).sort(polars.col("by") / polars.col("cents"), descending=True)
    talk(f"Quels bénéficiaires {asked} entre 2019 et 2021 ?")
    text = talk("en pourcentage ?").text
    assert text.startswith(f"{number_text(len(moved))} bénéficiaires")
    told = [line for line in (text + talk("la suite").text).splitlines() if line.startswith("- ")]
    wanted = [(percent_text(by / cents), euros(by)) for cents, by in moved.select("cents", "by").rows()]
    shares = [line.partition("\N{NO-BREAK SPACE}: ")[2].partition(" de ")[0] for line in told]
    assert shares == [share for share, _ in wanted][:24]
    assert {*wanted[:24]} >= {
        (share, line.partition("soit ")[2].partition(" (")[0]) for share, line in zip(shares, told, strict=True)
    }


@pytest.mark.parametrize(("asked", "more"), [("a le plus augmenté", 1), ("a baissé", -1)])
def test_moves_by_column_of_a_file_with_every_defect(talk, meant, asked, more):
    moved = _moved(_money(meant).filter(polars.col("sector") != ""), "sector", 2016, 2018, more)
    told = [line[2:] for line in talk(f"Quel secteur {asked} entre 2016 et 2018 ?").text.splitlines()[1:]]
    rows = moved.sort("by", descending=True).select("sector", "by").rows()
    wanted = [f"{sector}\N{NO-BREAK SPACE}: {euros(by)}" for sector, by in rows]
    assert wanted
    assert [line.partition(" de ")[0] for line in told][: len(wanted)] == wanted


def test_the_rise_of_one_thing_of_a_file_with_every_defect(talk, meant):
    sport = _money(meant).filter(polars.col("sector") == "Sport")
    before, after = (sport.filter(polars.col("year") == year)["cents"].sum() for year in (2018, 2020))
    text = talk("De combien a augmenté le secteur Sport entre 2018 et 2020 ?").text
    way = "plus" if after > before else "moins"
    share = percent_text(abs(after - before) / before)
    assert f"De 2018 à 2020\N{NO-BREAK SPACE}: {euros(abs(after - before))} de {way}, soit {share}." in text


def _moved(money: polars.DataFrame, by: str, before: int, after: int, more: int) -> polars.DataFrame:
    sums = [
        money.filter(polars.col("year") == year).group_by(by).agg(polars.col("cents").sum()) for year in (before, after)
    ]
    both = sums[0].join(sums[1], on=by, suffix="_after").filter(polars.min_horizontal("cents", "cents_after") > 0)
    moved = both.with_columns(by=(polars.col("cents_after") - polars.col("cents")) * more)
    return moved.filter(polars.col("by") > 0)


@pytest.mark.parametrize(
    ("asked", "years"),
    [
        ("Qui a reçu quelque chose chaque année ?", range(2015, 2024)),
        ("Quels bénéficiaires ont été aidés tous les ans depuis 2019 ?", range(2019, 2024)),
        ("Qui a été aidé à la fois en 2017 et en 2020 ?", (2017, 2020)),
        ("Lesquels ont été aidés les trois années, de 2020 à 2022 ?", range(2020, 2023)),
    ],
)
def test_those_helped_in_each_of_several_years(talk, meant, asked, years):
    money = _money(meant).filter(~polars.col("name").str.starts_with("[") & polars.col("year").is_in([*years]))
    each = money.group_by("siret").agg(polars.col("cents").sum(), polars.col("year").n_unique())
    each = each.filter(polars.col("year") == len(years)).sort("cents", descending=True)
    text = talk(asked).text
    assert text.startswith(f"{number_text(len(each))} bénéficiaires ont")
    told = _sums(text)
    while "la suite" in text and len(told) < len(each):
        text = talk("la suite").text
        told += _sums(text)
    assert told == [euros(cents) for cents in each["cents"]]
    assert talk("combien sont-ils ?").text.startswith(f"{number_text(len(each))} bénéficiaires ont")


@pytest.mark.parametrize("asked", ["toujours le même en tête ?", "Qui a reçu le plus chaque année ?"])
def test_who_got_most_in_each_year_of_a_file_with_every_defect(talk, meant, asked):
    money = _money(meant).filter(~polars.col("name").str.starts_with("["))
    most = (
        money.group_by("year", "siret").agg(polars.col("cents").sum()).group_by("year").agg(polars.col("cents").max())
    )
    told = [line[2:] for line in talk(asked).text.splitlines() if line.startswith("- ")]
    wanted = [(f"{year}\N{NO-BREAK SPACE}: ", f", avec {euros(cents)}") for year, cents in most.sort("year").rows()]
    assert len(told) == len(wanted) > 1
    assert [line.startswith(year) and line.endswith(sum_) for line, (year, sum_) in zip(told, wanted, strict=True)] == [
        True
    ] * len(told)


def _sums(text: str) -> list[str]:
    told = (line.partition("\N{NO-BREAK SPACE}: ")[2] for line in text.splitlines() if line.startswith("- "))
    return [line.partition(" (")[0] for line in told]


def test_the_greatest_of_a_file_with_every_defect(talk, meant):
    money = _money(meant).filter(~polars.col("name").str.starts_with("["))
    sums = money.group_by("siret").agg(polars.col("cents").sum()).sort("cents", descending=True)
    text = talk("le top 10").text
    told = [line for line in text.splitlines() if line[:1].isdigit()]
    assert len(told) == 10
    assert [euros(cents) in line for cents, line in zip(sums["cents"], told, strict=False)] == [True] * 10
    assert euros(round(_money(meant)["cents"].median())) in talk("la médiane des subventions").text
