"""The container image: how it is built."""

import json
import re
import tomllib

import yaml

from tests.deploy.dockerfile import final, sent, stages
from tests.deploy.running import DEPLOY, NOBODY, ROOT, run
from tests.services import program


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


def test_the_journal_is_in_the_volume_of_compose():
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))

    assert "STATE_DIRECTORY=/var/lib/laureat" in final("ENV").split()
    assert compose["services"]["laureat"]["volumes"] == ["journal:/var/lib/laureat"]
    assert "journal" in compose["volumes"]
