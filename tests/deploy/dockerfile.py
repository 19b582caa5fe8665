"""A Dockerfile read, and done by hand in a folder where there is no container engine."""

import json
import os
import re
import shutil
import string
import sys
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import NamedTuple

from tests.deploy.running import DEPLOY, NOBODY, ROOT, run


class Instruction(NamedTuple):
    name: str
    """`RUN`, `COPY`…"""
    text: str


def stages() -> list[list[Instruction]]:
    """The instructions of `deploy/Dockerfile`, stage by stage, each beginning with FROM."""
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", "")
    lines = [Instruction(*line.split(maxsplit=1)) for line in text.splitlines() if line.strip()]
    starts = [number for number, line in enumerate(lines) if line.name == "FROM"]
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


def final(name: str) -> str:
    """The text of the one instruction of this name in the stage that is shipped."""
    (text,) = [line.text for line in stages()[-1] if line.name == name]
    return text


def sent() -> list[PurePath]:
    """The files that a build gets to see, according to `Dockerfile.dockerignore`."""
    lines = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]

    def kept(path: PurePath) -> bool:
        keep = True
        for pattern in patterns:
            names = (path, *path.parents[:-1])
            if any(fnmatchcase(str(name), pattern.removeprefix("!")) for name in names):
                keep = pattern.startswith("!")
        return keep

    found = []
    for folder, folders, files in os.walk(ROOT):
        here = PurePath(folder).relative_to(ROOT)
        folders[:] = [
            name
            for name in folders
            if kept(here / name) or any(pattern.startswith(f"!{here / name}/") for pattern in patterns)
        ]
        found += [here / name for name in files if kept(here / name)]
    return found


def base_python() -> str:
    """A Python that every user may run: root's own may lie where others cannot read."""
    for python in (sys._base_executable, "/usr/bin/python3"):
        where = Path(python).resolve()
        if os.geteuid() or (where.exists() and all(folder.stat().st_mode & 0o001 for folder in where.parents)):
            return python
    raise AssertionError("no Python that every user may run: apt install python3 python3-venv")


class Image:
    """What the Dockerfile makes, its absolute paths moved below `folder`; the base image is this machine's Python."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.environment = {"PATH": "/usr/bin:/bin"}
        run(base_python(), "-m", "venv", folder / "python")
        context = folder / "context"
        for file in sent():
            (context / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, context / file)
        build, shipped = stages()
        for line in build[1:]:
            self._build(line, context)
        for line in shipped[1:]:
            self._ship(line)

    def _moved(self, text: str) -> str:
        return re.sub(r"(?<![\w.])/(opt|src|var/lib/laureat)\b", rf"{self._folder}/\1", text)

    def _build(self, line: Instruction, context: Path) -> None:
        work = self._folder / "src"
        if line.name == "WORKDIR":
            assert line.text == "/src"
            work.mkdir()
        elif line.name == "COPY":
            *sources, target = line.text.split()
            for source in sources:
                if (context / source).is_dir():
                    shutil.copytree(context / source, work / target)
                else:
                    where = work / target / Path(source).name if target.endswith("/") else work / target
                    where.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(context / source, where)
        elif line.name == "ENV":
            # Here pip may well use what it has downloaded before.
            assert line.text == "PIP_NO_CACHE_DIR=1"
        else:
            assert line.name == "RUN"
            path = f"{self._folder}/python/bin:{os.environ['PATH']}"
            run("sh", "-c", self._moved(line.text), cwd=work, env={**os.environ, "PATH": path})

    def _ship(self, line: Instruction) -> None:
        if line.name == "COPY":
            # A virtual environment works only where it was made.
            assert line.text == "--from=build /opt/laureat /opt/laureat"
        elif line.name == "RUN":
            # Only root gives a folder to somebody else.
            assert line.text == f"install -d -m 700 -o {NOBODY} -g {NOBODY} /var/lib/laureat"
            run("install", "-d", "-m", "777", self._folder / "var/lib/laureat")
        elif line.name == "ENV":
            for given in line.text.split():
                name, _, value = given.partition("=")
                self.environment[name] = string.Template(self._moved(value)).substitute(self.environment)

    def command(self, text: str) -> list[str]:
        """A command in exec form, its program found as the image finds it."""
        first, *rest = json.loads(text)
        found = shutil.which(first, path=self.environment["PATH"])
        assert found
        assert found.startswith(str(self._folder)), f"{first} is not of the image"
        return [found, *rest]
