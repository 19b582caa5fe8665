from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.french.sound import rough, sound


@pytest.mark.parametrize(
    "alike",
    [
        "projet projé projets projai projjet",
        "eau eaux haut au o",
        "saint sain sein ceint",
        "temps tant tan tend",
        "vincennes vincène vinssenne vincenne",
        "quel kel quelle kelle quels",
        "qui ki",
        "maison maizon",
        "montreuil montreuille",
        "créteil créteille kréteil creteil",
        "bordeaux bordo",
        "sceaux seau so",
        "philippe filippe",
        "christophe kristof",
        "accueil akeuil",
        "subvention subvansion",
        "département departemant",
        "laboratoire laboratoir",
        "combien conbien",
        "gentilly jantilly",
        "choisy choizi",
        "bœuf beuf boeuf",
        "financent finançant",
        "rosny rosni",
        "commune comune commmune",
        "issy issi",
        "boulogne boulognes",
        "haÿ haï",
        "gouvernement gouvernemant",
        "neuilly neuily",
        "santeny sentenie",
        "roses roz",
    ],
)
def test_homophones_share_a_key(alike):
    words = alike.split()

    assert {sound(word) for word in words} == {sound(words[0])}


@pytest.mark.parametrize(
    "different",
    [
        "montreuil montrouge",
        "rue roue",
        "peu pot",
        "pont pain pan",
        "chou joue",
        "poisson poison",
        "gare car",
        "ville vie",
        "parisien parisienne",
        "sceaux issy",
        "antony ivry",
        "qui quoi",
        "bagneux bagnolet",
        "nanterre nanteuil",
        "laurent lauréat",
        "cou goût",
        "fin vin",
    ],
)
def test_words_that_sound_different_have_different_keys(different):
    words = different.split()

    assert len({sound(word) for word in words}) == len(words)


@pytest.mark.parametrize("alike", ["vincennes vensène", "sucy susie", "issy isy", "bourget bourj", "les lé"])
def test_sounds_that_are_confused_are_roughly_one(alike):
    assert len({rough(sound(word)) for word in alike.split()}) == 1
    assert rough(sound("pont")) != rough(sound("pain"))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùûü", max_size=40))
def test_any_word_has_a_key_without_accents_or_doubled_letters(word):
    key = sound(word)

    assert key.isascii()
    assert all(left != right for left, right in pairwise(key))
    assert len(key) <= 2 * len(word)
