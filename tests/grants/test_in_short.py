"""Objects written in short, and what messages tell beside a question that is not asked of all grants."""

from collections.abc import Callable

import pytest

from tests.grants.talk import Talk, euros

REGION = """nomAttribuant;nomBeneficiaire;objet;montant;exercice
REGION DU MADE;COMMUNE DE L ILE VERTE;AMENGT DES QUAIS;9000;2023
REGION DU MADE;COMMUNE DE MADELAN;AIDE A L'INVEST – VOIE VERTE DU BOCAGE;7000;2023
REGION DU MADE;CCI DU MADE;ACCOMPAGNT DES ENTREPRISES A L'EXPORT;500;2022
REGION DU MADE;UNIVERSITE DU MADE;ALLOCATIONS DOCTORALES 2023;3000;2023
REGION DU MADE;FEDERATION BETA;SUBV FONCT 2022;40;2022
REGION DU MADE;FEDERATION BETA;SUBV FONCT 2023;350;2023
REGION DU MADE;CHORALE ALPHA;CONCERT;60;2023
"""


@pytest.fixture
def talk(talk_about: Callable[..., Talk]) -> Talk:
    return talk_about(REGION)


@pytest.mark.parametrize(
    ("asked", "cents"),
    [
        ("Combien pour l’aménagement des quais ?", 900_000),
        ("Combien pour l’accompagnement à l’export ?", 50_000),
        ("Total de l’accompagnement à l’export en 2022 ?", 50_000),
        ("Combien en investissement en 2023 ?", 700_000),
        ("Allocations doctorales : quel total en 2023 ?", 300_000),
        ("Qui a été aidé au titre des allocations doctorales ?", 300_000),
        ("Combien pour la voie verte du Bocage ?", 700_000),
        ("Combien pour la voie verte de Madelan ?", 700_000),
        ("L’aide à l’aménagement des quais de l’Île-Verte ?", 900_000),
    ],
)
def test_what_grants_are_for_is_found_however_short_it_is_written(talk, asked, cents):
    assert euros(cents) in talk(asked).text


@pytest.mark.parametrize(
    "asked",
    ["Skateparks : quel total en 2023 ?", "Politique de la montagne, combien en 2023 ?", "Fibre : total 2023 ?"],
)
def test_what_is_asked_of_a_thing_that_no_grant_is_for_is_not_asked_of_all(talk, asked):
    assert talk(asked).outcome != "answered"


def test_what_a_region_gives_is_called_by_its_adjective(talk):
    assert euros(1_941_000) in talk("Quel est le montant global des subventions régionales en 2023 ?").text
    assert talk("Total des subventions départementales en 2023 ?").outcome != "answered"


@pytest.mark.parametrize(
    "asked",
    [
        "En ma qualité de trésorier de la Fédération Beta, je souhaiterais le cumul perçu sur les deux ans.",
        "Au nom de la Fédération Beta, je voudrais le total reçu.",
        "Trésorière de la Fédération Beta, j’aimerais le total sur les deux ans",
    ],
)
def test_the_sum_that_somebody_got_is_that_of_the_body_they_write_for(talk, asked):
    assert euros(39_000) in talk(asked).text


def test_the_sum_got_by_a_body_that_is_not_known_is_not_that_of_all(talk):
    assert talk("Secrétaire du Zorglub Club, je vous prie de m’indiquer le montant reçu en 2023.").outcome == "unknown"


def test_a_grant_is_bounded_by_itself_and_the_sum_of_a_body_is_not(talk):
    text = talk("Quelles structures ont eu une aide de 350 € ou moins ?").text
    assert "FEDERATION BETA" in text
    assert "CHORALE ALPHA" in text


def test_the_place_that_is_asked_for_is_told(talk):
    assert "2. COMMUNE DE MADELAN" in talk("Qui arrive en deuxième position des bénéficiaires ?").text


def test_their_sum_of_all_years_is_asked_of_those_told(talk):
    talk("Combien pour la Fédération Beta en 2022 ?")
    assert euros(39_000) in talk("ça leur faisait combien sur les deux ans ?").text
