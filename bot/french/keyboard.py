"""Where letters lie on a French keyboard (AZERTY), to tell a slip of the finger from another letter."""

_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn")
# Each row stands about half a key to the right of the one above.
_SHIFT = 0.5
_REACH = 1.2


def _neighbours() -> frozenset[str]:
    places = {
        letter: (column + _SHIFT * row, row)
        for row, letters in enumerate(_ROWS)
        for column, letter in enumerate(letters)
    }
    return frozenset(
        one + other
        for one, (x, y) in places.items()
        for other, (u, v) in places.items()
        if one != other and abs(y - v) <= 1 and abs(x - u) <= _REACH
    )


NEIGHBOURS = _neighbours()
"""Two letters written together (`er`) when their keys touch, in both orders."""
