"""How what is written in several words begins, word by word: a message is looked up no further than something does."""


def begin(spaced: str, begun: set[str]) -> None:
    """Add to some beginnings those of words with spaces between them, the last word aside.

    >>> begun = set()
    >>> begin("une ville intelligente", begun)
    >>> sorted(begun)
    ['une', 'une ville']
    """
    end = spaced.rfind(" ")
    # With each beginning, shorter ones are already there.
    while end > 0 and spaced[:end] not in begun:
        begun.add(spaced[:end])
        end = spaced.rfind(" ", 0, end)
