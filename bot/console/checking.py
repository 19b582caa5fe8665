"""A draft checked as it is typed: its errors, what is doubtful in the file, and the examples that are not answered."""

import asyncio
from collections.abc import Mapping
from itertools import islice
from typing import Literal

from msgspec import Struct

from bot.workshop.drafts import Draft
from bot.workshop.trial import TrialError, examine
from bot.workshop.trying import Got

MOST_EXAMPLES = 20

Kind = Literal["erreur", "avertissement", "exemple"]


class Noticed(Struct, frozen=True):
    """Something that is not right."""

    kind: Kind
    file: str
    line: int
    what: str
    """In French, as `remedy`."""
    remedy: str


class Checker:
    """Checks one draft at a time: answers come first."""

    def __init__(self, known: Mapping[str, str]) -> None:
        """`known`: what each placeholder of a page stands for."""
        self._known = known
        self._one = asyncio.Semaphore(1)
        self._latest: dict[str, asyncio.Task[list[Noticed]]] = {}

    async def check(self, account: str, draft: Draft, name: str) -> list[Noticed]:
        """What is not right in a draft, one of whose files somebody is writing; what they wrote before counts no more.

        Raises:
            TrialError: it took too long, failed, or more was written meanwhile.
            ContentError: a file cannot be read.
        """
        before = self._latest.get(account)
        if before is not None:
            before.cancel()
        task = self._latest[account] = asyncio.ensure_future(self._check(draft, name))
        try:
            await asyncio.wait([task])
        finally:
            task.cancel()
            if self._latest[account] is task:
                del self._latest[account]
        if task.cancelled():
            raise TrialError("Un texte plus récent est vérifié à la place de celui-ci.")
        return task.result()

    async def _check(self, draft: Draft, name: str) -> list[Noticed]:
        async with self._one:
            result = await examine(draft, self._known)
            elsewhere = [one for one in result.report.errors if one.place.file != name]
            if elsewhere and len(elsewhere) == len(result.report.errors) and len(draft.changed) > 1:
                # What is wrong in the other files of the draft would hide what is in this one.
                result = await examine(draft.only(name), self._known)
            else:
                elsewhere = []
        report = result.report
        doubtful = (one for one in (*report.warnings, *report.remarks) if one.place.file == name)
        failing = (got for got in result.got if got.faults)
        return [
            *(_noticed("erreur", str(one.place), one.what, one.remedy) for one in (*elsewhere, *report.errors)),
            *(_noticed("avertissement", str(one.place), one.what, one.remedy) for one in doubtful),
            *map(_example, islice(failing, MOST_EXAMPLES)),
        ]


def _example(got: Got) -> Noticed:
    return _noticed("exemple", got.place, f"« {got.text} » : {got.faults[0]}", "changez la règle, ou l’exemple")


def _noticed(kind: Kind, place: str, what: str, remedy: str) -> Noticed:
    file, _, line = place.rpartition(":")
    return Noticed(kind, file, int(line), what, remedy)
