"""Pictures in dots, each made by a process of its own: the library holds up all of Python for some 100 ms."""

import asyncio
import os
import subprocess
import sys
from contextlib import suppress

from bot.pictures.png import rasterise

MOST_SECONDS = 10.0
"""How long one may take."""
NICENESS = 10
"""How far it gives way to the answers."""


async def make_dots(svg: bytes) -> bytes:
    """The PNG of an SVG document. Raises CalledProcessError, or TimeoutError."""
    maker = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(MOST_SECONDS):
            dots, _ = await maker.communicate(svg)
    except BaseException:
        with suppress(ProcessLookupError):
            maker.kill()
        await maker.wait()
        raise
    if maker.returncode:
        raise subprocess.CalledProcessError(maker.returncode, __name__)
    return dots


def _make() -> None:
    # Not everybody may: systemd's unit forbids it.
    with suppress(OSError):
        os.nice(NICENESS)
    sys.stdout.buffer.write(rasterise(sys.stdin.buffer.read()))


if __name__ == "__main__":
    _make()
