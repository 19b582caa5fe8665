"""What the operators' README says, and what all the files of `deploy/` agree on."""

import re
from pathlib import Path

import pytest
import yaml

from bot.channels.delivery import MOST_JOBS
from bot.journal.journal import MOST_WAITING
from bot.settings import FILE, describe, load
from bot.store.store import ANSWER_SECONDS, BUDGET_SECONDS
from tests.deploy.dockerfile import final
from tests.deploy.running import DEPLOY, ROOT, run
from tests.services import program

README = (DEPLOY / "README.md").read_text("utf-8")
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file() and path.parent.name != "secrets")
WRITTEN = [path for path in FILES if path.suffix != ".png" and not path.name.startswith("requirements")]
SETTINGS = {setting.name for setting in describe()}
ROTATING = re.search(r"Cela vaut pour (.*?)\. Les", README, re.DOTALL)[1]


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def test_yamllint_finds_nothing():
    run(program("yamllint"), "--strict", "--config-file", DEPLOY / ".yamllint.yaml", DEPLOY)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_every_variable_named_is_a_setting(path):
    named = set(re.findall(r"\bLAUREAT_[A-Z0-9_]+", path.read_text("utf-8")))

    assert {name.removesuffix(FILE) for name in named} <= SETTINGS


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_images_come_without_the_name_of_a_registry(path):
    for image in re.findall(r"^\s*(?:FROM|-? ?image:) (\S+)", path.read_text("utf-8"), re.MULTILINE):
        assert re.fullmatch(r"[a-z]+(:[\w.-]+)?", image)


def test_the_readme_names_every_file_or_its_folder():
    names = {path.relative_to(DEPLOY).parts[0] for path in FILES if not path.name.startswith(".")} - {"README.md"}

    assert [name for name in names if f"`{name}" not in README] == []


def test_the_links_of_the_readme_lead_somewhere():
    titles = {re.sub(r"\W+", "-", title.lower()) for title in re.findall(r"^#+ (.*)$", README, re.MULTILINE)}

    assert set(re.findall(r"\]\(#(.*?)\)", README)) <= titles


def test_the_port_is_the_same_everywhere():
    port = final("EXPOSE")

    assert f"{{$UPSTREAM:laureat:{port}}}" in (DEPLOY / "Caddyfile").read_text("utf-8")
    assert f'prometheus.io/port: "{port}"' in (DEPLOY / "kubernetes" / "deployment.yaml").read_text("utf-8")
    assert set(re.findall(r"(?:laureat|127\.0\.0\.1):(\d+)", README)) == {port}


def environment_of(given: dict[str, str], folder: Path) -> dict[str, str]:
    """The same variables, the files that they name in a folder that is there."""
    (folder / "secret").write_text("s3cret", "utf-8")
    files = {name: str(folder / "secret") for name in given if name.endswith(FILE)}
    content = {
        name: str(ROOT / Path(given[name]).name) for name in ("LAUREAT_INTENTS", "LAUREAT_KNOWLEDGE") if name in given
    }
    return given | files | content


def test_the_override_of_the_readme_opens_a_channel(tmp_path):
    (written,) = [block for block in blocks("yaml") if block.startswith("services:")]
    path = tmp_path / "compose.override.yaml"
    path.write_text(written, "utf-8")
    run(program("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", path)
    override = yaml.safe_load(written)
    laureat = override["services"]["laureat"]
    environment = laureat["environment"]

    assert load(environment_of(environment, tmp_path)).channels.telegram_token == "s3cret"
    mounted = {f"/run/secrets/{name}" for name in laureat["secrets"]}
    assert {value for name, value in environment.items() if name.endswith(FILE)} <= mounted
    assert set(laureat["secrets"]) == {"redis_url", *override["secrets"]}


def test_the_settings_of_the_systemd_unit_are_accepted_and_look_where_its_secrets_are(tmp_path):
    (written,) = blocks("ini")
    given = dict(line.split("=", 1) for line in written.splitlines())
    unit = (DEPLOY / "laureat.service").read_text("utf-8")
    (name,) = re.findall(r"^LoadCredential=(\w+):/etc/laureat/secrets$", unit, re.MULTILINE)

    assert load(environment_of(given, tmp_path)).channels.telegram_secret == (b"s3cret",)
    for variable, value in given.items():
        if variable.endswith(FILE):
            key = variable.removeprefix("LAUREAT_").removesuffix(FILE).lower()
            assert value == f"/run/credentials/laureat.service/{name}_{key}"


def test_prometheus_accepts_the_collection_of_the_readme(tmp_path):
    (written,) = [block for block in blocks("yaml") if block.startswith("scrape_configs:")]
    (tmp_path / "prometheus.yaml").write_text(written, "utf-8")
    (tmp_path / "prometheus-alerts.yaml").write_bytes((DEPLOY / "prometheus-alerts.yaml").read_bytes())

    assert "rules found" in run(program("promtool", "prometheus"), "check", "config", tmp_path / "prometheus.yaml")
    (collected,) = yaml.safe_load(written)["scrape_configs"]
    assert f'job="{collected["job_name"]}"' in (DEPLOY / "prometheus-alerts.yaml").read_text("utf-8")


@pytest.mark.parametrize("name", [setting.name for setting in describe() if setting.secret])
def test_the_secrets_that_may_be_two_at_once_are_those_of_the_readme(name):
    if name in ("LAUREAT_REDIS_URL", "LAUREAT_DATABASE_URL"):
        return
    several = getattr(load({name: "a,b"}).channels, name.removeprefix("LAUREAT_").lower(), None) == (b"a", b"b")

    assert several == (f"`{name}`" in ROTATING)


def test_the_alerts_say_how_many_messages_may_wait():
    alerts = (DEPLOY / "prometheus-alerts.yaml").read_text("utf-8")

    assert f"à {MOST_JOBS:_}, ".replace("_", " ") in alerts
    assert f"{MOST_WAITING:_} échanges".replace("_", " ") in alerts
    assert f"{MOST_WAITING:_} échanges".replace("_", " ") in (ROOT / "README.md").read_text("utf-8")


def test_the_register_sheet_says_what_the_settings_do():
    sheet = (DEPLOY / "registre-traitement.md").read_text("utf-8")

    assert f"{load({}).journal_days} jours" in sheet
    assert f"{load({}).journal_months} mois" in sheet
    kept = dict(re.findall(r"^\| (Réponses|Adresse IP)[^|]*\|[^|]*\| ([^|]*) \|$", sheet, re.MULTILINE))
    assert kept == {
        "Réponses": f"{ANSWER_SECONDS / 60:.0f} minutes",
        "Adresse IP": f"{BUDGET_SECONDS / 3600:.0f} heure au plus",
    }
    assert "laureat privacy export" in sheet
    assert "laureat privacy erase" in sheet
