import pytest

from bot.french.keyboard import NEIGHBOURS


@pytest.mark.parametrize("pair", ["az", "er", "qs", "aq", "zs", "sz", "ol", "pm", "wx", "bn", "hn", "io"])
def test_keys_that_touch_are_neighbours_in_both_orders(pair):
    assert pair in NEIGHBOURS
    assert pair[::-1] in NEIGHBOURS


@pytest.mark.parametrize("pair", ["ae", "ap", "am", "aw", "pn", "ee", "eo"])
def test_keys_apart_or_the_same_are_not(pair):
    assert pair not in NEIGHBOURS
