"""What registers know of a message, and what of it they leave to the lexicon."""

import pytest

from bot.french.text import read_text

FILE = """nomBeneficiaire;objet;montant;exercice
ONERA;Essais;900;2022
Les Jardiniers de Tournefeuille;Semis;300;2022
Judo Club de Made;Tournoi;500;2022
Ping-Pong Club de Made;Tournoi;400;2022
La Machine de Made;Décor;250;2022
"""


@pytest.fixture
def named(talk_about):
    """The bodies that each mention of a message may be, by its words."""
    lexicon = talk_about(FILE).assistant.model.grammar.lexicon

    def read(message: str) -> dict[str, set[str]]:
        found = lexicon.cover(read_text(message)).mentions
        records = {one.form: {sense.record.name for sense in one.senses if sense.record is not None} for one in found}
        return {form: names for form, names in records.items() if names}

    return read


def test_a_name_is_found_whole(named):
    assert named("Combien pour le Judo Club de Made ?") == {"judo club de made": {"Judo Club de Made"}}


def test_a_part_that_several_names_have_calls_them_all(named):
    (found,) = named("Combien pour le Club de Made ?").values()

    assert {"Judo Club de Made", "Ping-Pong Club de Made"} <= found


def test_a_word_that_is_spelt_right_is_no_misspelt_name(named):
    assert "ONERA" not in {name for names in named("Combien pour l’opéra ?").values() for name in names}


def test_a_town_may_be_meant_where_a_name_but_ends_with_it(named):
    (found,) = named("Et Tournefeuille ?").values()

    assert "Tournefeuille" in found


def test_a_body_is_no_town_elsewhere_that_is_called_so_with_an_article(named):
    assert named("La Machine a eu combien ?") == {"machine": {"La Machine de Made"}}
