"""The Kubernetes manifests, as kustomize renders them."""

import fnmatch
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.journal.database import locate
from bot.server.app import DRAIN_SECONDS, FLUSH_SECONDS
from bot.server.run import SHUTDOWN_SECONDS
from bot.settings import FILE, load
from tests.deploy.dockerfile import final
from tests.deploy.running import DEPLOY, NOBODY, run
from tests.services import program

FOLDER = DEPLOY / "kubernetes"
EXAMPLE = FOLDER / "secret.example.yaml"
SECRET = yaml.safe_load(EXAMPLE.read_text("utf-8"))
ENVIRONMENT = dict(re.findall(r"^(\w+)=(.*)$", (FOLDER / "laureat.env").read_text("utf-8"), re.MULTILINE))


@pytest.fixture(scope="module")
def rendered() -> str:
    return run(program("kubectl"), "kustomize", FOLDER)


@pytest.fixture(scope="module")
def objects(rendered) -> dict[tuple[str, str], dict[str, Any]]:
    return {(one["kind"], one["metadata"]["name"]): one for one in yaml.safe_load_all(rendered)}


@pytest.fixture(scope="module", params=["laureat", "redis"])
def pod(request, objects) -> dict[str, Any]:
    return objects["Deployment", request.param]["spec"]["template"]


@pytest.fixture(scope="module")
def container(objects) -> dict[str, Any]:
    (container,) = objects["Deployment", "laureat"]["spec"]["template"]["spec"]["containers"]
    return container


def test_every_object_has_the_shape_of_its_kind(rendered, tmp_path):
    path = tmp_path / "all.yaml"
    path.write_text(rendered, "utf-8")

    run(program("kubernetes-validate"), "--strict", path, EXAMPLE)


def test_every_file_is_part_of_it_but_the_secret(objects):
    files = {file.name for file in FOLDER.iterdir()}
    kustomization = yaml.safe_load((FOLDER / "kustomization.yaml").read_text("utf-8"))

    assert files - {*kustomization["resources"], "laureat.env", "kustomization.yaml"} == {EXAMPLE.name}
    assert not [kind for kind, _ in objects if kind == "Secret"]


def test_a_pod_meets_the_restricted_standard(pod):
    shared = pod["spec"]["securityContext"]
    (container,) = pod["spec"]["containers"]

    assert shared["runAsNonRoot"] is True
    assert shared["seccompProfile"] == {"type": "RuntimeDefault"}
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert pod["spec"]["automountServiceAccountToken"] is False
    assert container["resources"].keys() == {"requests", "limits"}


def test_a_pod_is_not_told_of_services_in_variables_that_are_settings(pod):
    assert pod["spec"]["enableServiceLinks"] is False


def test_a_volume_is_there_for_each_mount(pod):
    (container,) = pod["spec"]["containers"]

    assert {mount["name"] for mount in container["volumeMounts"]} == {
        volume["name"] for volume in pod["spec"]["volumes"]
    }


def test_laureat_is_the_user_of_the_image_at_the_port_of_the_image(objects, container):
    user = objects["Deployment", "laureat"]["spec"]["template"]["spec"]["securityContext"]

    assert user["runAsUser"] == user["runAsGroup"] == user["fsGroup"] == NOBODY
    assert container["ports"] == [{"name": "http", "containerPort": int(final("EXPOSE"))}]


def test_probes_ask_what_they_should(container):
    paths = {name: container[f"{name}Probe"]["httpGet"] for name in ("startup", "liveness", "readiness")}

    assert {name: probe["path"] for name, probe in paths.items()} == {
        "startup": "/healthz",
        "liveness": "/healthz",
        "readiness": "/readyz",
    }
    assert {probe["port"] for probe in paths.values()} == {"http"}


def test_laureat_stops_after_it_was_seen_to_and_before_it_is_killed(objects, container):
    delay = int(ENVIRONMENT["LAUREAT_STOP_DELAY"])
    readiness = container["readinessProbe"]
    grace = objects["Deployment", "laureat"]["spec"]["template"]["spec"]["terminationGracePeriodSeconds"]

    assert readiness["periodSeconds"] * readiness["failureThreshold"] + readiness["timeoutSeconds"] < delay
    assert delay + SHUTDOWN_SECONDS + DRAIN_SECONDS + FLUSH_SECONDS < grace


def test_the_settings_are_accepted(tmp_path: Path):
    environment = dict(ENVIRONMENT)
    for name in environment:
        if name.endswith(FILE):
            key = Path(environment[name])
            (tmp_path / key.name).write_text(SECRET["stringData"][key.name], "utf-8")
            environment[name] = str(tmp_path / key.name)

    assert load(environment).redis_url == SECRET["stringData"]["redis_url"]
    assert locate(load(environment).database_url).host == "postgresql"


def test_the_settings_reach_the_server(objects, container):
    (source,) = container["envFrom"]

    assert objects["ConfigMap", source["configMapRef"]["name"]]["data"] == ENVIRONMENT


def test_the_secrets_are_mounted_where_the_settings_look(objects, container):
    folders = {mount["name"]: mount["mountPath"] for mount in container["volumeMounts"]}
    named = [value for name, value in ENVIRONMENT.items() if name.endswith(FILE)]

    assert named
    assert {str(Path(path).parent) for path in named} == {folders["secrets"]}
    for kind, name in objects:
        if kind == "Deployment":
            for volume in objects[kind, name]["spec"]["template"]["spec"]["volumes"]:
                assert volume.get("secret", {}).get("secretName", "laureat") == SECRET["metadata"]["name"]


def test_redis_is_started_as_compose_starts_it(objects):
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]["redis"]
    (container,) = objects["Deployment", "redis"]["spec"]["template"]["spec"]["containers"]

    assert [arg.replace("/redis/", "/") for arg in container["args"]] == compose["command"]
    assert container["image"] == compose["image"]
    assert container["readinessProbe"]["exec"]["command"] == compose["healthcheck"]["test"][1:]


def test_the_example_lets_redis_be_used_as_compose_does():
    readme = (DEPLOY / "README.md").read_text("utf-8")

    for line in SECRET["stringData"]["redis_acl"].splitlines():
        assert line.replace("CHANGEZ-MOI", "$password") in readme


def test_what_selects_pods_finds_them(objects):
    labels = {
        name: objects["Deployment", name]["spec"]["template"]["metadata"]["labels"] for name in ("laureat", "redis")
    }
    for name, found in labels.items():
        assert objects["Service", name]["spec"]["selector"].items() <= found.items()
        assert objects["Deployment", name]["spec"]["selector"]["matchLabels"].items() <= found.items()
        assert objects["NetworkPolicy", name]["spec"]["podSelector"]["matchLabels"].items() <= found.items()
    assert (
        objects["PodDisruptionBudget", "laureat"]["spec"]["selector"]["matchLabels"].items()
        <= labels["laureat"].items()
    )
    scaled = objects["HorizontalPodAutoscaler", "laureat"]["spec"]

    assert ("Deployment", scaled["scaleTargetRef"]["name"]) in objects
    assert scaled["minReplicas"] == 2
    assert "replicas" not in objects["Deployment", "laureat"]["spec"]


def test_the_network_lets_only_laureat_reach_redis_and_nobody_reach_anything_else(objects):
    nothing = objects["NetworkPolicy", "nothing"]["spec"]
    (allowed,) = objects["NetworkPolicy", "redis"]["spec"]["ingress"]

    assert nothing == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    assert allowed["from"] == [{"podSelector": {"matchLabels": {"app.kubernetes.io/name": "laureat"}}}]
    assert "egress" not in objects["NetworkPolicy", "redis"]["spec"]


def paths(objects) -> Iterator[tuple[str, str]]:
    (rule,) = objects["Ingress", "laureat"]["spec"]["rules"]
    for path in rule["http"]["paths"]:
        yield path["path"], path["pathType"]


def test_the_ingress_shows_all_that_is_public_and_nothing_else(objects):
    def shown(asked: str) -> bool:
        return any(
            asked == path or (kind == "Prefix" and fnmatch.fnmatchcase(asked, f"{path}/*"))
            for path, kind in paths(objects)
        )

    readme = (DEPLOY / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| ((?:`/[^`]*`(?:, )?)+) \| (.*) \|$", readme, re.MULTILINE)
    closed = ("la maison", "le personnel")
    written = {path: not whose.startswith(closed) for row, whose in rows for path in re.findall("`(.*?)`", row)}

    assert written["/"]
    assert {path: shown(path.replace("…", "x")) for path in written} == written


def test_the_address_is_the_same_everywhere(objects):
    ingress = objects["Ingress", "laureat"]["spec"]
    (rule,) = ingress["rules"]

    assert ENVIRONMENT["LAUREAT_PUBLIC_URL"] == f"https://{rule['host']}"
    assert ingress["tls"][0]["hosts"] == [rule["host"]]
