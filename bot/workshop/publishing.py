"""A draft published: all of its files or none, with who and why, and the way back."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from bot.files.told import writing_fault
from bot.workshop.drafts import Draft
from bot.workshop.publications import Author, Publication, finish, history, locked, settle, settle_locked, stage, still
from bot.workshop.roots import Roots, refused
from bot.workshop.trial import read_only
from bot.written import ContentError, Place, Problem

__all__ = ["Author", "Publication", "changed_since", "find", "history", "publish", "roll_back", "settle", "still"]

MOST_MESSAGE = 1_000
"""Letters of a message, at most."""


def publish(draft: Draft, author: Author, message: str) -> Publication:
    """Have the content hold what a draft holds.

    Takes a second or two: the content is compiled with the draft in it.

    Raises:
        ContentError: there is nothing to publish, the draft has errors, or its files have changed meanwhile.
        TrialError: it could not be read in time.
    """
    after = dict(draft.changed)
    if not after:
        raise refused("intents", "ce brouillon ne change rien", "changez d’abord un fichier")
    publication = _made(author, message, dict(draft.base), dict(after))
    _check(draft)
    with locked(draft.roots):
        settle_locked(draft.roots)
        stale = draft.stale()
        if stale:
            raise ContentError(stale)
        return _carry_out(draft.roots, publication)


def roll_back(roots: Roots, publication_id: str, author: Author, message: str = "") -> Publication:
    """Have the files of a publication hold what they held before it.

    Raises:
        ContentError: there is no such publication, or its files have changed since.
    """
    found = find(roots, publication_id)
    message = message or f"Retour avant « {found.message.splitlines()[0]} »"
    publication = _made(author, message, dict(found.after), dict(found.before), undoes=found.id)
    draft = Draft(
        roots, publication.before, {name: text for name, text in publication.after.items() if text is not None}
    )
    _check(draft, without=[name for name, text in publication.after.items() if text is None])
    with locked(roots):
        settle_locked(roots)
        stale = changed_since(roots, found)
        if stale:
            raise ContentError(stale)
        return _carry_out(roots, publication)


def find(roots: Roots, publication_id: str) -> Publication:
    """A publication. Raises ContentError where there is none of that name."""
    found = next((one for one in history(roots) if one.id == publication_id), None)
    if found is None:
        raise refused("intents", "cette publication n’est pas connue ici", "choisissez-la dans l’historique")
    return found


def changed_since(roots: Roots, publication: Publication) -> list[Problem]:
    """The files of a publication that hold something else by now."""
    return [
        Problem(
            Place(name, 1),
            "ce fichier a changé depuis cette publication",
            "revenez d’abord sur les publications plus récentes, ou changez-le dans un brouillon",
        )
        for name, text in publication.after.items()
        if roots.read(name) != text
    ]


def _made(
    author: Author, message: str, before: dict[str, str | None], after: dict[str, str | None], undoes: str = ""
) -> Publication:
    message = "\n".join(line.rstrip() for line in message.strip().splitlines())
    if not message or len(message) > MOST_MESSAGE or "\0" in message:
        remedy = "dites en une phrase ce qui change, et pourquoi"
        raise refused("intents", "le message est vide, ou trop long", remedy)
    at = datetime.now(UTC)
    return Publication(
        id=f"{at:%Y%m%dT%H%M%S%f}-{token_hex(4)}",
        at=at.isoformat(timespec="seconds"),
        author=Author(_line(author.name) or "?", _line(author.mail)),
        message=message,
        before=before,
        after=after,
        undoes=undoes,
    )


def _line(text: str) -> str:
    """A text on one line, without what delimits names and addresses in a commit."""
    return " ".join("".join(" " if one in "<>" or not one.isprintable() else one for one in text).split())[:200]


def _check(draft: Draft, without: list[str] | None = None) -> None:
    """Refuse a draft that the bot could not read."""
    with tempfile.TemporaryDirectory(prefix="laureat-") as folder:
        roots = draft.write_all(Path(folder))
        for name in without or ():
            roots.path(name).unlink(missing_ok=True)
        report = read_only(roots)
    if report.errors:
        raise ContentError(list(report.errors))


def _carry_out(roots: Roots, publication: Publication) -> Publication:
    try:
        stage(roots, publication)
    except OSError as error:
        remedy = "donnez au programme le droit d’y écrire, ou copiez-le ailleurs (LAUREAT_INTENTS, LAUREAT_KNOWLEDGE)"
        raise refused("intents", f"ce dossier ne peut pas être écrit : {writing_fault(error)}", remedy) from error
    return finish(roots, publication)
