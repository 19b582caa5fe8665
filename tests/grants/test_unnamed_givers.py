"""Who gives, said by what they are: no beneficiary whose name holds that word."""

from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.content.model import load_model
from bot.store.memory import MemoryStore
from tests.grants.talk import Talk, euros

ROOT = Path(__file__).parents[2]

PARK = """Bénéficiaire;Objet;Montant;Exercice;Axe
Collège du Parc;Ruches;900;2022;Biodiversité
Commune de Nontry;Haies;100;2022;Biodiversité
Commune de Nontry;Fête;40;2023;Culture
Commune de Nontry;Concert;30;2021;Culture
Syndicat de rivières;Berges;500;2023;Eau
Syndicat de rivières;Seuils;20;2021;Eau
"""


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Quelle somme le Parc a-t-il distribuée en 2022 ?", euros(100_000)),
        ("Le Parc a donné combien en 2022 ?", euros(100_000)),
        ("Combien le PNR du Haut-Nontry a versé en 2022 ?", euros(100_000)),
        ("les aides accordées par le Parc en 2022", euros(100_000)),
        ("les aides reçues auprès du Parc en 2022", euros(100_000)),
        ("le total des aides du Parc en 2023", euros(54_000)),
        ("Combien le syndicat a-t-il versé en 2023 ?", euros(54_000)),
        ("Combien donne le Parc à la commune de Nontry ?", euros(17_000)),
        ("Combien le Parc a donné à la biodiversité en 2022 ?", euros(100_000)),
        ("Combien le Parc a donné au collège du Parc ?", euros(90_000)),
        ("Combien a reçu le collège du Parc ?", euros(90_000)),
        ("Combien a touché le syndicat de rivières ?", euros(52_000)),
    ],
)
def test_who_gives_is_no_beneficiary_called_so_in_part(talk_about, asked, told):
    assert told in talk_about(PARK)(asked).text


def test_it_goes_on_after_who_gives(talk_about):
    talk = talk_about(PARK)
    talk("Combien le Parc a versé à la biodiversité en 2022 ?")
    assert euros(4_000) in talk("et à la culture en 2023 ?").text


def test_a_file_that_names_another_giver_has_none_called_so(talk_about):
    header, *lines = PARK.splitlines()
    file = "\n".join((f"Attribuant;{header}", *(f"Ville de Pern;{line}" for line in lines)))
    assert euros(100_000) not in talk_about(file)("Le Parc a donné combien en 2022 ?").text


def test_a_file_that_names_no_giver_is_of_whoever_is_called_by_what_they_are(talk_about):
    assert euros(100_000) in talk_about(PARK)("Combien l'agglo a donné en 2022 ?").text


def test_what_follows_that_the_name_of_the_file_says_is_of_who_gives(importing):
    folder = importing(PARK, name="nontry.csv").folder
    talk = Talk(Assistant(load_model(ROOT / "intents", ROOT / "knowledge", [folder]), MemoryStore()))

    assert euros(100_000) in talk("Quel total l'agglo de Nontry a-t-elle donné en 2022 ?").text
    assert talk("Quel total l'agglo de Reims a-t-elle donné en 2022 ?").outcome == "unknown"
