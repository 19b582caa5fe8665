"""The container image: what is in it, and that it serves."""

import json
import re
import signal
import subprocess
import tomllib
from pathlib import Path

import yaml

from bot.settings import describe
from tests.deploy.dockerfile import final, sent, stages
from tests.deploy.running import DEPLOY, NOBODY, ROOT, ask, get, run, running
from tests.services import free_port, program


def test_hadolint_finds_nothing():
    run(program("hadolint"), "--failure-threshold", "style", DEPLOY / "Dockerfile")


def test_every_stage_has_the_same_python_which_laureat_supports():
    bases = {stage[0].text.split()[0] for stage in stages()}
    (version,) = [re.fullmatch(r"python:(3\.\d+)-slim", base)[1] for base in bases]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert f"Programming Language :: Python :: {version}" in project["classifiers"]


def test_the_build_sees_no_test_no_secret_no_history():
    assert {file.parts[0] for file in sent()} == {
        "LICENSE",
        "README.md",
        "bot",
        "deploy",
        "intents",
        "knowledge",
        "pyproject.toml",
    }
    assert {file.name for file in sent() if file.parts[0] == "deploy"} == {
        "requirements.txt",
        "requirements-build.txt",
    }
    assert not [file for file in sent() if "__pycache__" in file.parts]


def test_nothing_is_installed_that_is_not_pinned_by_its_hash():
    installs = [line.text for stage in stages() for line in stage if line.name == "RUN" and " install " in line.text]

    assert len(installs) == 3
    for command in installs:
        assert "--require-hashes" in command or "--no-deps --no-index" in command


def test_it_runs_as_nobody_in_particular_and_stops_by_sigterm():
    assert final("USER") == f"{NOBODY}:{NOBODY}"
    assert final("STOPSIGNAL") == "SIGTERM"
    assert json.loads(final("ENTRYPOINT")) == ["laureat", "serve"]


def test_it_listens_on_every_interface_at_the_port_it_exposes(image):
    default = {setting.name: setting.default for setting in describe()}["LAUREAT_PORT"]

    assert image.environment["LAUREAT_HOST"] == "0.0.0.0"
    assert image.environment["LAUREAT_PORT"] == final("EXPOSE") == default


def test_it_serves_for_a_user_who_may_write_nowhere_in_it(image):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {**image.environment, "LAUREAT_HOST": "127.0.0.1", "LAUREAT_PORT": str(port)}
    health = image.command(final("HEALTHCHECK").partition("CMD ")[2])

    def healthy() -> bool:
        return subprocess.run(health, env=environment, cwd="/", stderr=subprocess.DEVNULL).returncode == 0

    assert not healthy()
    with running(image.command(final("ENTRYPOINT")), environment, f"{url}/readyz") as server:
        assert "Grand Orly Seine Bièvre" in ask(url, "Qui porte le lavoir expérimental ?")
        for path in ("/", "/confidentialite", "/site/page.css", "/web/laureat-chat.js"):
            assert get(f"{url}{path}")[0] == 200
        assert healthy()
        server.send_signal(signal.SIGTERM)
        assert server.wait(40) == 0
    assert not healthy()
    assert (Path(image.environment["STATE_DIRECTORY"]) / "journal.sqlite").exists()


def test_the_journal_is_in_the_volume_of_compose():
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))

    assert "STATE_DIRECTORY=/var/lib/laureat" in final("ENV").split()
    assert compose["services"]["laureat"]["volumes"] == ["journal:/var/lib/laureat"]
    assert "journal" in compose["volumes"]
