from fractions import Fraction

import pytest

from bot.findings.verdict import is_so

MOST = (">", Fraction(1, 2))
ALL = ("=", Fraction(1))


@pytest.mark.parametrize(
    ("share", "part", "whole", "so"),
    [
        (MOST, 9, 16, True),
        (MOST, 8, 16, False),
        (("=", Fraction(1, 2)), 8, 16, True),
        (("=", Fraction(1, 3)), 5, 16, False),
        (("<", Fraction(1, 2)), 16, 131, True),
        (ALL, 3, 3, True),
        (ALL, 3, 6, False),
        (ALL, 0, 0, None),
        (None, 3, 6, None),
    ],
)
def test_a_share_of_a_whole_is_so_or_not(share, part, whole, so):
    assert is_so(share, part, whole) is so
