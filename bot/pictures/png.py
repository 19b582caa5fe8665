"""A picture in dots, for platforms that take no SVG."""

import resvg_py
from font_source_sans_pro import font_files_ttf

from bot.pictures.canvas import FONT

DOTS = 1024
"""Its longer side, in pixels: the most that Teams takes."""


def rasterise(svg: bytes) -> bytes:
    """The PNG of an SVG document, on white; a server has no letters of its own, so it brings them."""
    return resvg_py.svg_to_bytes(
        svg_string=svg.decode("utf-8"),
        width=DOTS,
        height=DOTS,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=[font_files_ttf["SourceSansPro"], font_files_ttf["SourceSansProBold"]],
        font_family=FONT,
        sans_serif_family=FONT,
    )
