"""Publications as git commits, where the content is a git checkout; git itself is run, with nothing from outside."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

TRAILER = "Publication"
"""What a commit says of the publication that it is."""
SECONDS = 30
_SAFE = (
    "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "commit.gpgSign=false",
    "-c", "core.quotePath=false", "-c", "gc.auto=0", "-c", "maintenance.auto=false",
)  # fmt: skip


class GitError(Exception):
    """What git says went wrong."""


def commit(
    files: Mapping[str, Path], author: str, mail: str, message: str, publication: str
) -> tuple[tuple[str, ...], str]:
    """Commit files that were published, in each checkout that holds some.

    Args:
        files: where they are.
        author: who publishes.
        mail: their address.
        message: what they say of it.
        publication: its identifier; a publication is committed once.

    Returns:
        The commits, and what went wrong, in French: the files are published all the same.
    """
    by_checkout: dict[Path, list[Path]] = {}
    for path in files.values():
        checkout = find(path.parent)
        if checkout is not None:
            by_checkout.setdefault(checkout, []).append(path)
    commits: list[str] = []
    told = ""
    for checkout, paths in by_checkout.items():
        try:
            made = _commit(checkout, paths, author, mail, f"{message}\n\n{TRAILER}: {publication}\n", publication)
            commits += [made] if made else []
        except (GitError, OSError, subprocess.SubprocessError) as error:
            told = (
                "les fichiers sont publiés, mais git n’a pas pu les enregistrer : demandez à la personne qui installe "
                f"Lauréat. Détail technique : {str(error).strip().splitlines()[-1] if str(error).strip() else error!r}"
            )
    return tuple(commits), told


def find(folder: Path) -> Path | None:
    """The git checkout that a folder is in, if it is in one."""
    folder = folder.resolve()
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)


def overlook(folder: Path, name: str) -> None:
    """Have git not see what is kept beside the content, without a change in the checkout."""
    checkout = find(folder)
    if checkout is None or not (checkout / ".git").is_dir():
        return
    exclude = checkout / ".git" / "info" / "exclude"
    try:
        written = exclude.read_text("utf-8") if exclude.exists() else ""
        if f"{name}/" not in written.splitlines():
            exclude.parent.mkdir(exist_ok=True)
            ends = "" if not written or written.endswith("\n") else "\n"
            exclude.write_text(f"{written}{ends}{name}/\n", "utf-8")
    except OSError:
        # A checkout that only others may write: what is kept shows up there, and does no harm.
        return


def _commit(checkout: Path, paths: list[Path], author: str, mail: str, message: str, publication: str) -> str:
    names = [str(path.resolve().relative_to(checkout)) for path in paths]
    last = _git(checkout, "log", "-1", f"--format=%H %(trailers:key={TRAILER},valueonly)", optional=True)
    if last.split()[1:] == [publication]:
        return last.split()[0]
    _git(checkout, "add", "--all", "--", *names)
    if not _git(checkout, "status", "--porcelain", "--", *names):
        return ""
    identity = {"NAME": author, "EMAIL": mail or "laureat@localhost"}
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in identity.items()}
    _git(
        checkout, "commit", "--quiet", "--no-verify", "--cleanup=whitespace", "--only", "--file=-", "--", *names,
        variables=who, typed=message,
    )  # fmt: skip
    return _git(checkout, "rev-parse", "HEAD")


def _git(
    checkout: Path, *arguments: str, variables: Mapping[str, str] | None = None, typed: str = "", optional: bool = False
) -> str:
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": "/nonexistent",
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        **(variables or {}),
    }
    done = subprocess.run(  # noqa: S603 — no shell, and names follow « -- »
        ["git", *_SAFE, *arguments],  # noqa: S607 — where the system has it
        cwd=checkout,
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    if done.returncode and not optional:
        raise GitError(done.stderr or f"git {arguments[0]} : code {done.returncode}")
    return done.stdout.strip()
