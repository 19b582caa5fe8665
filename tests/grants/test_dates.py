"""Grants that are asked for by the day or the month of their decision."""

from collections.abc import Callable

import pytest

from tests.grants.talk import Talk, euros

DATED = """nomAttribuant;nomBeneficiaire;objet;montant;dateConvention;datesPeriodeVersement
Made Métropole;Les Ateliers du Nord;Cirque et jonglage;1000;2022-01-10;
Made Métropole;Les Ateliers du Nord;Pêche au lancer;200;2022-01-20;
Made Métropole;Chorale de la Gare;Concert;30;2022-03-01;
"""


@pytest.fixture
def dated(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(DATED)


def test_when_and_under_which_decision(talk_about):
    talk = talk_about(
        "nomBeneficiaire;montant;dateConvention;referenceDecision;datesPeriodeVersement\n"
        "MJC Roguet;100;2022-03-01;DEL-22-45;2022-04-02/2022-06-30\n"
        "CCAS du Nord;200;;;2022-05-03\n"
        "Chorale;300;;;\n",
    )
    text = talk("Quand la MJC Roguet a-t-elle été payée ?").text
    assert "Décision du 1er mars 2022, délibération ou décision n° DEL-22-45, versement du 2 avril 2022 au 30" in text
    assert "Versement le 3 mai 2022." in talk("et le CCAS du Nord ?").text
    assert "ne sont pas dites" in talk("et la Chorale ?").text.replace("n’y sont pas dites", "ne sont pas dites")


def test_what_is_for_either_of_two_things_is_added_up_and_each_told(dated):
    text = dated("Combien pour le jonglage et la pêche ?").text
    assert euros(120_000) in text
    assert f"«\u00a0jonglage\u00a0»\u00a0: {euros(100_000)} (1 subvention)" in text
    assert f"«\u00a0peche\u00a0»\u00a0: {euros(20_000)} (1 subvention)" in text


@pytest.mark.parametrize("asked", ["mois par mois", "Les subventions mois par mois", "Combien par mois en 2022 ?"])
def test_each_month_has_its_sum(dated, asked):
    text = dated(asked).text
    assert "par mois de décision" in text
    assert f"janvier 2022\u00a0: {euros(120_000)} (2 subventions)" in text
    assert f"mars 2022\u00a0: {euros(3_000)} (1 subvention)" in text
    assert "février" not in text


@pytest.mark.parametrize(
    ("asked", "cents", "lines"),
    [
        ("Combien de subventions attribuées en janvier ?", 120_000, "2 subventions (janvier, jour de la décision)"),
        ("Les subventions du 10 janvier 2022", 100_000, "1 subvention (10 janvier 2022"),
        ("Combien de subventions en mars ?", 3_000, "1 subvention (mars"),
        ("Subventions du mois de mars 2022", 3_000, "1 subvention (mars 2022"),
        ("Combien ont reçu les Ateliers du Nord en janvier ?", 120_000, "2 subventions (janvier"),
    ],
)
def test_a_day_or_a_month_that_is_named_has_its_lines_alone(dated, asked, cents, lines):
    reply = dated(asked)
    if reply.outcome == "clarify":
        reply = dated("Made Métropole")
    assert lines in reply.text
    assert euros(cents) in reply.text
    assert len(dated.lines(reply.lines)) == int(lines.split()[0])


def test_a_month_goes_on_being_meant_until_another_is(dated):
    dated("Combien ont reçu les Ateliers du Nord en janvier ?")
    text = dated("et la Chorale de la Gare ?").text
    assert text.startswith("Aucune subvention ne correspond pour Chorale de la Gare (janvier")
    assert euros(3_000) in dated("et en mars ?").text


@pytest.mark.parametrize(
    "asked",
    [
        "Combien de subventions de mars à janvier ?",
        "Combien de subventions attribuées avant mars ?",
        "Les subventions jusqu'en mars",
    ],
)
def test_what_lies_around_a_month_is_not_that_month(dated, asked):
    text = dated(asked).text
    assert "quels jours" in text
    assert "€" not in text


def test_a_month_that_is_kept_out_is_not_counted_and_said(dated):
    reply = dated("Combien ont reçu les Ateliers du Nord et la Chorale de la Gare sauf en janvier ?")
    assert "(hors janvier, jour de la décision)" in reply.text
    assert euros(3_000) in reply.text
    assert len(dated.lines(reply.lines)) == 1
    assert "Aucune subvention" in dated("et les Ateliers du Nord ?").text


def test_a_month_that_is_kept_out_as_well_leaves_out_both(dated):
    dated("Les subventions sauf mai")
    assert f"pour {euros(120_000)} en tout" in dated("et sauf mars ?").text
    # Both are January’s.
    assert "Aucune subvention" in dated("et hors janvier ?").text


def test_a_month_that_is_kept_out_instead_leaves_out_that_one(dated):
    dated("Les subventions sauf mars")
    assert f"pour {euros(3_000)}" in dated("sauf janvier plutôt").text


@pytest.mark.parametrize("asked", ["et sauf janvier", "sauf janvier", "et janvier aussi"])
def test_one_more_month_is_kept_out_with_the_first(dated, asked):
    dated("Les subventions sauf février")
    said = dated(asked).text
    assert "hors février et janvier" in said
    assert f"pour {euros(3_000)}" in said


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Les Ateliers du Nord, la course du 15 août, c’était combien ?", True),
        ("Les Ateliers du Nord, la décision du 15 août, c’était combien ?", False),
    ],
)
def test_the_day_of_a_feast_is_none_of_a_decision(dated, asked, found):
    assert (euros(120_000) in dated(asked).text.partition("Aucune")[0]) == found


def test_what_lies_before_a_month_goes_on_being_asked(dated):
    dated("Combien ont reçu les Ateliers du Nord avant mars ?")
    assert "quels jours" in dated("et la Chorale de la Gare ?").text


def test_a_month_alone_is_asked_of_what_was_spoken_of(dated):
    dated("Combien ont reçu les Ateliers du Nord ?")
    assert euros(120_000) in dated("en janvier seulement").text
    assert "Aucune subvention" in dated("sauf en janvier").text


@pytest.mark.parametrize(
    ("asked", "cents"),
    [("Combien a été versé le 10 janvier 2022 ?", 100_000), ("Qu'est-ce qui a été payé en mars 2022 ?", 3_000)],
)
def test_what_was_paid_on_a_day_is_told(dated, asked, cents):
    assert euros(cents) in dated(asked).text


def test_a_half_year_is_no_year(dated):
    assert "€" not in dated("Combien au second semestre 2022 ?").text


def test_without_days_a_month_is_not_that_of_the_whole_year(talk):
    reply = talk("Subventions du mois de mai 2022")
    assert (reply.outcome, "€" in reply.text) == ("unknown", False)


def test_without_days_there_are_no_months(talk):
    reply = talk("Les subventions mois par mois")
    assert reply.outcome == "unknown"
    assert "€" not in reply.text


@pytest.mark.parametrize(
    ("before", "asked", "cents"),
    [
        ("Combien du 1er au 15 janvier ?", "et du 16 au 31 ?", 20_000),
        ("Combien le 10 janvier ?", "et le 20 ?", 20_000),
        ("Combien en mars ?", "le 1 ?", 3_000),
        ("Combien au 2e trimestre ?", "et au premier ?", 123_000),
        ("Combien au second semestre ?", "et au 1er ?", 123_000),
    ],
)
def test_a_day_or_a_rank_alone_is_of_the_month_or_of_the_part_of_the_year_spoken_of(dated, before, asked, cents):
    dated(before)
    assert euros(cents) in dated(asked).text


@pytest.mark.parametrize("asked", ["Quelle différence entre mars et janvier ?", "L’écart entre janvier et mars"])
def test_two_months_are_compared_and_none_between_them(dated, asked):
    said = dated(asked).text
    assert said.startswith(f"janvier\u00a0: {euros(120_000)}")
    assert f"contre {euros(3_000)} pour mars" in said


@pytest.mark.parametrize("asked", ["C’est plus qu’en mars ?", "plus qu’en mars ?"])
def test_more_than_in_a_month_is_asked_of_the_one_before(dated, asked):
    dated("Combien en janvier ?")
    assert f"contre {euros(3_000)} pour mars" in dated(asked).text


@pytest.mark.parametrize("asked", ["ça a été voté à quelle date ?", "quand est-ce que ça a été décidé ?"])
def test_when_it_was_voted_is_asked_of_who_was_spoken_of(dated, asked):
    dated("Combien a eu la Chorale de la Gare ?")
    assert "Décision du 1er mars 2022" in dated(asked).text


def test_when_a_council_took_it_up_is_when_it_was_decided(dated):
    dated("Combien a eu la Chorale de la Gare ?")
    assert "Décision du 1er mars 2022" in dated("c'est passé en conseil quel jour ?").text


def test_which_decisions_there_were_is_told(talk_about):
    lines = "nomBeneficiaire;objet;montant;referenceDecision;dateConvention\n" + "".join(
        f"Club {chr(65 + number)}xyz;Fonctionnement;10;D-{number % 2};2022-0{1 + number % 2}-05\n"
        for number in range(14)
    )
    talk = talk_about(lines)
    assert "Délibérations ou décisions\xa0: D-0, D-1." in talk("Quelles sont les délibérations de 2022 ?").text
    assert talk("La dernière délibération ?").text.startswith("5 février 2022")
