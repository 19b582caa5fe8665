"""Spaces of French texts, as people type them."""


def breakable(text: str) -> str:
    """A text whose spaces are all ordinary ones."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
