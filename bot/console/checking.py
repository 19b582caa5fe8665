"""A draft checked as it is typed: what `laureat check` says, in a process beside the server."""

import asyncio
import os
import sys
import tempfile
from pathlib import Path

import msgspec
from msgspec import Struct

from bot.workshop.drafts import Draft
from bot.written import Place, Problem

SECONDS = 30.0
"""How long a check may take."""


class _Said(Struct):
    file: str
    line: int
    what: str
    remedy: str


class _Report(Struct):
    errors: list[_Said]


class Checker:
    """Checks one draft at a time: answers come first."""

    def __init__(self) -> None:
        self._one = asyncio.Semaphore(1)

    async def check(self, draft: Draft) -> tuple[Problem, ...]:
        """The errors of a draft; none where they cannot be told in time."""
        async with self._one:
            with tempfile.TemporaryDirectory(prefix="laureat-") as folder:
                roots = await asyncio.to_thread(draft.write_all, Path(folder))
                return await _run(roots.intents, roots.knowledge)


async def _run(intents: Path, knowledge: Path) -> tuple[Problem, ...]:
    variables = {
        **os.environ,
        "LAUREAT_INTENTS": str(intents),
        "LAUREAT_KNOWLEDGE": str(knowledge),
    }
    process = await asyncio.create_subprocess_exec(
        *("nice", sys.executable, "-m", "bot", "check", "--json"),
        env=variables,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(SECONDS):
            said, _ = await process.communicate()
        found = msgspec.json.decode(said, type=_Report).errors
    except (TimeoutError, msgspec.DecodeError):
        return ()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return tuple(Problem(Place(one.file, one.line), one.what, one.remedy) for one in found)
