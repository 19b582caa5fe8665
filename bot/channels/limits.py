"""What a platform can show, and how fast it lets us write."""

from html import escape
from typing import Literal

from msgspec import Struct


class Limits(Struct, frozen=True):
    """What one message of a platform may hold."""

    text: int
    """Longest text, in units of `count`."""
    count: str = "characters"
    """What the platform counts: `characters` (code points), `utf-16` (its code units), `bytes` (of UTF-8) or `escaped`
    (code points, once &, < and > are written &amp;, &lt; and &gt;)."""
    buttons: int = 0
    """Most buttons beside a text; 0 where it has none, and choices are numbered."""
    title: int = 20
    """Longest title of a button, in characters."""
    payload: int = 256
    """Longest payload of a button, in bytes of UTF-8."""
    pictures: Literal["images", "links", "none"] = "links"
    """What it shows of a picture: the image itself, which its channel writes, a link in the text, or nothing."""

    def measure(self, text: str) -> int:
        """The length of a text as the platform counts."""
        if self.count == "bytes":
            return len(text.encode())
        if self.count == "utf-16":
            return len(text.encode("utf-16-le")) // 2
        if self.count == "escaped":
            return len(escape(text, quote=False))
        return len(text)


class Pace(Struct, frozen=True):
    """How many messages a platform takes."""

    rate: float
    """Messages a second, in the long run."""
    burst: int
    """Messages at once."""
    chat: bool = False
    """Whether this holds for each conversation, or for all together."""
