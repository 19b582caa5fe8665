"""A reply as a platform can show it: cut where it is too long, its buttons numbered where there are none, its picture a
link where no image is shown.

No word is dropped: what does not fit in one message goes into the next.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from unidecode import unidecode

from bot.channels import phrases
from bot.channels.limits import Limits
from bot.french.agreement import date_text
from bot.message import Button, Reply, Source

_ENDS = (re.compile(r"\n+"), re.compile(r"(?<=[.!?…])[ \n]+"), re.compile(r"[ \n]+"))
"""Where a text may be cut, from the best places to the worst; never at a space that holds together."""
_QUOTED = re.compile(r"\s*[«“(:–—].*")
_LONGEST_NAME = 60
MOST_TOLD = 1000
"""Longest title of an image, and longest alternative to it, in characters: about the least that a platform takes."""


class Image(Struct, frozen=True):
    """A picture that a platform fetches and shows."""

    url: str
    """Where it is, in dots (PNG), over https."""
    title: str
    alternative: str
    """What it shows, in words."""


class Fitted(Struct, frozen=True):
    """A reply as messages of a platform."""

    texts: tuple[str, ...]
    """In order; the buttons go with the last."""
    buttons: tuple[Button, ...] = ()
    image: Image | None = None
    """What is shown after the texts: alone, so that a platform that refuses it has taken the texts."""


def fit(reply: Reply, limits: Limits, origin: str) -> Fitted:
    """A reply within what the platform can show; `origin` is the server's public address, empty where it has none."""
    text, buttons = compose(reply, limits, origin)
    return Fitted(tuple(cut(text, limits)), buttons, image(reply, limits, origin))


def image(reply: Reply, limits: Limits, origin: str) -> Image | None:
    """The picture of a reply, where the platform shows images and can fetch this one."""
    picture = reply.picture
    if picture is None or limits.pictures != "images" or not _public(origin):
        return None
    path = picture.path.replace(".svg", ".png", 1)
    return Image(origin + path, _shortened(picture.title, MOST_TOLD), _shortened(picture.alternative, MOST_TOLD))


def _link(reply: Reply, limits: Limits, origin: str) -> str:
    """Where to see the picture of a reply, in one line; empty where there is nothing to see.

    It leads to the drawing itself (SVG): a browser shows it sharp at any size, and reads its alternative aloud.
    """
    if reply.picture is None or limits.pictures != "links" or not _public(origin):
        return ""
    line = phrases.see(reply.picture.title, origin + reply.picture.path)
    # An address cut in two leads nowhere: up to half of what fits, there is a better place to cut.
    return line if 2 * limits.measure(line) <= limits.text else ""


def _public(origin: str) -> bool:
    """Whether others than this machine may fetch what is there: settings take http for this machine alone."""
    return origin.startswith("https://")


def compose(reply: Reply, limits: Limits, origin: str) -> tuple[str, tuple[Button, ...]]:
    """All that a reply says in writing, however long, and the buttons beside it.

    Choices that do not all fit as buttons are numbered in the text; where only a title is too long, the buttons show
    the numbers.
    """
    parts = [reply.text]
    link = _link(reply, limits, origin)
    if link:
        parts.append(link)
    if reply.sources:
        parts.append(sources_line(reply.sources))
    buttons = reply.buttons
    if len(buttons) > limits.buttons:
        parts.append(numbered(buttons))
        buttons = ()
    elif any(len(button.title) > limits.title for button in buttons):
        parts.append("\n".join(f"{number}. {button.title}" for number, button in enumerate(buttons, 1)))
        buttons = tuple(Button(str(number), button.payload) for number, button in enumerate(buttons, 1))
    buttons = tuple(
        button if len(button.payload.encode()) <= limits.payload else Button(button.title, str(number))
        for number, button in enumerate(buttons, 1)
    )
    return "\n\n".join(parts), buttons


def numbered(buttons: Sequence[Button]) -> str:
    """Buttons as choices that are answered by their number."""
    lines = [f"{number}. {button.title}" for number, button in enumerate(buttons, 1)]
    return "\n".join([*lines, phrases.choose(len(buttons))])


def cut(text: str, limits: Limits) -> Iterator[str]:
    """A text in pieces that fit, cut at the ends of lines, else of sentences, else of words."""
    rest = text.strip()
    while rest and limits.measure(rest) > limits.text:
        head = _longest(rest, limits)
        place = _last_end(rest, head)
        yield rest[:place].rstrip()
        rest = rest[place:].lstrip()
    if rest:
        yield rest


def _longest(text: str, limits: Limits) -> int:
    """How many characters of a text fit, at least one."""
    low, high = 1, min(len(text), limits.text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if limits.measure(text[:middle]) <= limits.text else (low, middle - 1)
    return low


def _last_end(text: str, most: int) -> int:
    """The last good place to cut within the first `most` characters, in their second half where there is one."""
    for end in _ENDS:
        places = [found.start() for found in end.finditer(text, 0, most + 1) if found.start() <= most]
        if places and places[-1] * 2 >= most:
            return places[-1]
    return most


def sources_line(sources: Sequence[Source]) -> str:
    """What an answer is based on, in one short line."""
    return phrases.source(" ; ".join(dict.fromkeys(map(short, sources))))


def short(source: Source) -> str:
    """A source by its kind, its date and the place in it (« Communiqué de presse, 27 novembre 2018, annexe »)."""
    name = _QUOTED.sub("", source.title) or source.title
    parts = (_shortened(name, _LONGEST_NAME), readable(source.date), source.locator)
    return ", ".join(part for part in parts if part)


def _shortened(text: str, most: int) -> str:
    """A text of so many characters at most, cut between words."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def readable(day: str) -> str:
    """An ISO date as people read it (« 27 novembre 2018 »); anything else as it is."""
    try:
        return date_text(date.fromisoformat(day))
    except ValueError:
        return day


_GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà^{}\\[~]|€"
)
"""The default alphabet of SMS and its extension (3GPP TS 23.038)."""
_QUOTES = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"', "\u00a0": " ", "\u202f": " "})


def gsm7(text: str) -> str:
    """A text in the alphabet of SMS, where 160 characters fit instead of 70; as it is where a character has no like."""
    plain = re.sub(r"« ?(.*?) ?»", r'"\1"', text.replace("\u00a0", " ").replace("\u202f", " ")).translate(_QUOTES)
    letters = [letter if letter in _GSM7 else unidecode(letter) for letter in plain]
    if all(letter and _GSM7.issuperset(letter) for letter in letters):
        return "".join(letters)
    return text


_SPOKEN = {
    "€": " euros",
    "%": " pour cent",
    "&": " et ",
    "n°": "numéro ",
    "N°": "numéro ",
    "«": "",
    "»": "",
    "“": "",
    "”": "",
    "(": ", ",
    ")": ",",
    "https://": "",
    "/": " ",
    "…": ".",
    "→": ", ",
}
_DIGITS = re.compile(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}\b)")
_BULLET = re.compile(r"^\s*(?:[-–•*]|\d+\.)\s+")
_LOOSE = (
    (re.compile(r"[\s\u00a0\u202f]+"), " "),
    (re.compile(r"\s+([,.])"), r"\1"),
    (re.compile(r",+(?=[,.!?:;])"), ""),
)


def speakable(text: str) -> str:
    """A text as a voice says it: sentences, no lists, no symbols."""
    sentences = []
    for line in text.splitlines():
        said = _DIGITS.sub("", _BULLET.sub("", line)).strip()
        for symbol, words in _SPOKEN.items():
            said = said.replace(symbol, words)
        for pattern, mended in _LOOSE:
            said = pattern.sub(mended, said)
        said = said.strip(" ,;")
        if said:
            sentences.append(said if said[-1] in ".!?:" else f"{said}.")
    return " ".join(sentences)
