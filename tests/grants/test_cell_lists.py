"""Columns each cell of which says several values: known by measure, and each value asked for by itself."""

import csv
import io
import random
from collections import defaultdict

import pytest

from bot.grants.cell_lists import split_of
from bot.grants.columns import Chosen
from bot.grants.selection import parse
from bot.grants.served import Pack
from tests.grants.talk import euros

SECTORS = ("Culture & Arts", "Santé, social", "Sport", "Loisirs", "Mémoire", "Humanitaire", "Tourisme")
FOUND = {"; ": "« ; »", ";": "« ; »", "|": "« | »", " | ": "« | »", " / ": "« / »", "\n": "un retour à la ligne"}


def written(separator: str, sectors: tuple[str, ...] = SECTORS) -> tuple[str, list[tuple[int, int, str, set[str]]]]:
    """A file, and what it says: the year, the euros, the beneficiary and the sectors of each line."""
    chance = random.Random(7)
    lines = []
    for number in range(90):
        body = f"Amicale {'ABCDEFGHIJKLMNOPQR'[number % 18]}{'xyz'[number % 3]}eau"
        lines.append((2022 + number % 3, 100 + 7 * number, body, chance.sample(sectors, chance.choice((1, 2, 3, 3)))))
    out = io.StringIO()
    table = csv.writer(out, delimiter=";")
    table.writerow(["annee", "beneficiaire", "objet", "montant", "Secteurs d'activités de l'association"])
    table.writerows((year, body, "Fonctionnement", amount, separator.join(said)) for year, amount, body, said in lines)
    return out.getvalue(), [(year, amount, body, {*said}) for year, amount, body, said in lines]


@pytest.fixture
def talk(talk_about):
    return talk_about(written(";")[0])


LINES = written(";")[1]


@pytest.mark.parametrize("separator", FOUND)
def test_cells_are_parted_by_what_parts_many(importing, separator):
    file, lines = written(separator)
    made = importing(file)
    said = defaultdict(int)
    for _, amount, _, sectors in lines:
        for sector in sectors:
            said[sector] += 100 * amount
    query = "SELECT value, sum(cents)::BIGINT FROM (SELECT cents, unnest(x1) AS value FROM grants) GROUP BY 1"
    assert dict(made.rows(query)) == said
    assert [one.separator for one in made.report.files[0].columns if one.separator] == [FOUND[separator]]
    assert any("lue comme plusieurs valeurs, séparées par" in one for one in made.report.to_check)


def test_values_always_said_together_are_one(importing):
    made = importing(written(", ")[0])
    assert {one for (one,) in made.rows("SELECT DISTINCT unnest(x1) FROM grants")} == {*SECTORS}


def test_a_comma_without_a_space_parts_values_that_have_one(importing):
    made = importing(written(",")[0])
    assert {one for (one,) in made.rows("SELECT DISTINCT unnest(x1) FROM grants")} == {*SECTORS}


def test_columns_that_are_said_to_be_whole_are_not_parted(importing):
    made = importing(written(";")[0], chosen=Chosen(entieres=("Secteurs d'activités de l'association",)))
    assert made.rows("SELECT several FROM extra") == [(False,)]


@pytest.mark.parametrize(
    "cells",
    [
        {"Santé, social": 9, "Culture": 9, "Sport": 9},
        {"Sport / Judo": 4, "Sport / Foot": 4, "Culture / Danse": 4, "Culture / Jazz": 4, "Sport": 3, "Culture": 2},
        {f"Achat de {one}, pose de {one}, et remise en état du local": 1 for one in "abcdefghij"},
        {"2021/2022": 5, "2022/2023": 5, "2020/2021": 5, "2023/2024": 5},
        {"Direction de la culture, des sports et de la jeunesse": 12, "Direction de la santé, du social": 8},
        {"Culture": 40, "Sport": 40, "Culture;Sport": 1, "Sport;Culture": 1},
    ],
)
def test_other_cells_are_one_value_each(cells):
    assert split_of(cells) is None


def test_sums_of_a_value_are_those_of_all_lines_that_say_it(talk):
    for sector in ("Mémoire", "Tourisme", "Sport"):
        for year in (2022, 2023, 2024):
            amount = sum(amount for when, amount, _, said in LINES if sector in said and when == year)
            reply = talk(f"Total pour le secteur {sector} en {year}")
            assert euros(100 * amount) in reply.text
            lines = talk.lines(reply.lines)
            assert sum(int(one["montant"]) for one in lines) == amount


@pytest.mark.parametrize("said", ["le secteur d’activité « Mémoire »", "les secteurs d’activités Mémoire"])
def test_a_long_header_is_called_by_its_beginning(talk, said):
    amount = sum(amount for _, amount, _, sectors in LINES if "Mémoire" in sectors)
    assert euros(100 * amount) in talk(f"Total, toutes années confondues, pour {said}").text


def test_who_declares_a_value(talk):
    who = {body for _, _, body, said in LINES if "Tourisme" in said}
    text = talk("Combien d’associations ont déclaré le secteur Tourisme ?").text
    assert text.startswith(f"{len(who)} bénéficiaires")
    assert "Tourisme" in talk("Quelles associations déclarent le secteur Tourisme ?").text.splitlines()[0]


def test_values_are_told_apart_with_what_their_sums_have_in_common(talk):
    text = talk("Combien par secteur ?").text
    for sector in SECTORS:
        mine = [amount for _, amount, _, said in LINES if sector in said]
        assert f"{sector}\u00a0: {euros(100 * sum(mine))} ({len(mine)} subventions" in text
    assert "Une subvention peut compter dans plusieurs" in text


def test_lines_of_either_count_once(talk):
    either = [amount for _, amount, _, said in LINES if said & {"Sport", "Loisirs"}]
    text = talk("Total pour le sport ou les loisirs ?").text
    assert text.startswith(f"{len(either)} subventions (Sport et Loisirs)")
    assert euros(100 * sum(either)) in text
    assert "elle n’est comptée qu’une fois" in text


def test_lines_of_both(talk):
    both = [(when, amount) for when, amount, _, said in LINES if {"Sport", "Loisirs"} <= said]
    reply = talk("Total des subventions à la fois Sport et Loisirs ?")
    assert reply.text.startswith(f"{len(both)} subventions (à la fois Sport et Loisirs)")
    assert "tous_x1=Sport&tous_x1=Loisirs" in reply.lines
    assert sum(int(one["montant"]) for one in talk.lines(reply.lines)) == sum(amount for _, amount in both)
    then = sum(amount for when, amount in both if when == 2023)
    assert euros(100 * then) in talk("Et en 2023 ?").text


def test_who_is_of_both(talk):
    who = {body for _, _, body, said in LINES if {"Sport", "Loisirs"} <= said}
    text = talk("Quelles associations sont à la fois dans le secteur Sport et dans le secteur Loisirs ?").text
    assert {line.split(". ")[1].split("\u00a0: ")[0] for line in text.splitlines() if line[:1].isdigit()} == who


def test_all_values_of_one_body_are_told(talk):
    said = {sector for _, _, body, said in LINES if body == "Amicale Axeau" for sector in said}
    text = talk("Quels sont les secteurs de l’Amicale Axeau ?").text
    assert all(sector in text for sector in said)


def test_values_left_out(talk):
    left = [amount for _, amount, _, said in LINES if "Sport" in said and "Loisirs" not in said]
    assert euros(100 * sum(left)) in talk("Total du secteur Sport sauf Loisirs ?").text


def test_addresses_name_the_same_lines(importing):
    pack = Pack(importing(written(";")[0]).folder)
    lines = parse(pack, "tous_x1=Sport&tous_x1=Loisirs&annee=2023")
    assert lines is not None
    wanted = sum(when == 2023 and {"Sport", "Loisirs"} <= said for when, _, _, said in LINES)
    assert lines.ask("count(*)") == [(wanted,)]
    assert parse(pack, "tous_annee=2023") is None
    pack.close()
