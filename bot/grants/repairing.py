"""Text that was read under a wrong page of codes before it was published, as it was meant."""

import html

MOST_ROUNDS = 3
"""Times that a text may have been misread."""
_SIGNS = ("Ã", "Â", "â€", "Å")
_ENTITY_SIGNS = (
    "&amp;",
    "&#",
    "&quot;",
    "&eacute;",
    "&egrave;",
    "&nbsp;",
    "&apos;",
    "&lt;",
    "&gt;",
    "&agrave;",
    "&ccedil;",
)


def repaired(text: str) -> str:
    """« PÃ©tanque » → « Pétanque », « Arts &amp; Loisirs » → « Arts & Loisirs »; spaces made single.

    A text is changed only where all of it can be read the other way: what is UTF-8 by chance is hardly ever so.
    """
    if "&" in text and any(sign in text for sign in _ENTITY_SIGNS):
        text = html.unescape(text)
    for _ in range(0 if text.isascii() else MOST_ROUNDS):
        if not is_garbled(text):
            break
        try:
            text = _bytes(text).decode()
        except UnicodeError:
            break
    return " ".join(text.split())


def is_garbled(text: str) -> bool:
    """Whether a text holds what letters beyond ASCII become when their UTF-8 is read under another page."""
    return not text.isascii() and any(sign in text for sign in _SIGNS)


def _bytes(text: str) -> bytes:
    """The bytes of Windows-1252, in which five are no letter: programs leave those as they are."""
    return b"".join(
        bytes([ord(letter)]) if ord(letter) in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else letter.encode("cp1252")
        for letter in text
    )
