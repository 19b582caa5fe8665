"""The Compose file: its shape, what it shuts, and that the Redis it starts serves Lauréat and nobody else."""

import asyncio
import ipaddress
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
import yaml

from bot.dialogue.conversation import Conversation
from bot.server.app import DRAIN_SECONDS, FLUSH_SECONDS
from bot.server.run import SHUTDOWN_SECONDS
from bot.settings import load
from bot.store.redis import RedisStore
from bot.store.store import Budget, Job
from tests.deploy.dockerfile import final
from tests.deploy.running import DEPLOY, run
from tests.services import free_port, program, until

FILE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SERVICES = FILE["services"]
README = (DEPLOY / "README.md").read_text("utf-8")


def test_it_has_the_shape_of_the_compose_specification():
    run(program("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", DEPLOY / "compose.yaml")


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_may_do_little(name):
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service.get("cap_add", []) == (["NET_BIND_SERVICE"] if name == "proxy" else [])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["deploy"]["resources"]["limits"].keys() == {"cpus", "memory", "pids"}
    assert "healthcheck" in service or (name == "laureat" and final("HEALTHCHECK"))
    assert "ports" not in service or name == "proxy"


def test_redis_is_out_of_reach_of_the_proxy_and_of_the_world():
    assert SERVICES["redis"]["networks"] == ["back"]
    assert FILE["networks"]["back"]["internal"] is True
    assert "back" not in SERVICES["proxy"]["networks"]


def test_the_proxy_is_believed_and_is_alone_to_be():
    (config,) = FILE["networks"]["front"]["ipam"]["config"]

    assert SERVICES["laureat"]["environment"]["LAUREAT_TRUSTED_PROXIES"] == config["subnet"]
    assert ipaddress.ip_network(config["subnet"]).is_private
    assert {name for name, service in SERVICES.items() if "front" in service["networks"]} == {"laureat", "proxy"}


def test_laureat_is_given_the_time_to_stop():
    assert (
        int(SERVICES["laureat"]["stop_grace_period"].removesuffix("s"))
        > SHUTDOWN_SECONDS + DRAIN_SECONDS + FLUSH_SECONDS
    )


def test_every_secret_is_declared_and_kept_out_of_the_environment():
    environment = SERVICES["laureat"]["environment"]

    for service in SERVICES.values():
        assert set(service.get("secrets", [])) <= FILE["secrets"].keys()
    assert {name for name in environment if re.search("SECRET|TOKEN|PASSWORD|REDIS_URL", name)} == {
        "LAUREAT_REDIS_URL_FILE"
    }
    assert environment["LAUREAT_REDIS_URL_FILE"] == "/run/secrets/redis_url"


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    """The folder of secrets that the README has one make."""
    (written,) = re.findall(r"^```sh\n(mkdir .*?redis_acl.*?)^```$", README, re.DOTALL | re.MULTILINE)
    run("sh", "-eu", "-c", written, cwd=tmp_path)
    return tmp_path / "secrets"


def test_the_settings_are_accepted(secrets):
    environment = {
        name: re.sub(r"\$\{.*?\}", "laureat.example", value).replace("/run/secrets", str(secrets))
        for name, value in SERVICES["laureat"]["environment"].items()
    }

    assert load(environment).redis_url.endswith("@redis:6379/0")
    assert load(environment).public_url == "https://laureat.example"


def test_the_secrets_of_the_readme_are_those_that_compose_wants(secrets):
    assert {Path(secret["file"]).name for secret in FILE["secrets"].values()} == {
        file.name for file in secrets.iterdir()
    }
    assert secrets.stat().st_mode & 0o777 == 0o700


@pytest.fixture
def server(secrets: Path) -> Iterator[tuple[subprocess.Popen, str]]:
    """A Redis started as Compose starts it, and where it is for Lauréat."""
    port = free_port()
    program_, *options = SERVICES["redis"]["command"]
    options = [option.replace("/run/secrets", str(secrets)) for option in options]
    command = [program(program_, "redis-server"), *options, "--bind", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, cwd=secrets, stdout=subprocess.DEVNULL) as server:
        try:
            until(lambda: healthy(port))
            url = (secrets / "redis_url").read_text("utf-8").strip()
            yield server, url.replace("redis:6379", f"127.0.0.1:{port}")
        finally:
            server.terminate()


@pytest.fixture
def url(server: tuple[subprocess.Popen, str]) -> str:
    return server[1]


def healthy(port: int) -> bool:
    kind, first, *rest = SERVICES["redis"]["healthcheck"]["test"]
    assert kind == "CMD"
    command = [program(first, "redis-tools"), "-p", str(port), *rest]
    return subprocess.run(command, capture_output=True).returncode == 0


async def test_redis_lets_laureat_do_all_that_its_store_does(url):
    store = RedisStore(url)
    job = Job(id="1", claims=("a",), lane="b", work=b"c")
    said = Conversation(concepts=("projet",))

    await store.ping()
    await store.save("moi", said)
    assert await store.load("moi") == said
    assert await store.take(Budget("moi", 1, 1)) == 0
    assert await store.claim(("k",), "moi")
    assert await store.accept(job)
    assert await store.first(job)
    await store.update(job)
    await store.renew([job.id], 0)
    await asyncio.to_thread(until, lambda: asyncio.run(adopted(url)) == [job])
    await store.finish(job)
    await store.close()


async def adopted(url: str) -> list[Job]:
    store = RedisStore(url)
    try:
        return await store.adopt()
    finally:
        await store.close()


def test_redis_lets_others_only_ask_whether_it_lives(url):
    stranger = redis.Redis.from_url(re.sub("//.*@", "//", url))

    assert stranger.ping()
    for command in ("GET laureat:x", "KEYS *", "CONFIG GET dir", "ACL LIST"):
        with pytest.raises(redis.ResponseError):
            stranger.execute_command(*command.split())
    stranger.close()


def test_redis_lets_nobody_empty_it_or_set_it_up(url):
    laureat = redis.Redis.from_url(url)

    for command in ("FLUSHALL", "CONFIG SET dir /tmp", "SHUTDOWN", "GET elsewhere"):
        with pytest.raises(redis.ResponseError):
            laureat.execute_command(*command.split())
    laureat.close()


def test_redis_writes_nothing_on_the_disk_even_when_it_stops(server, secrets):
    process, url = server
    laureat = redis.Redis.from_url(url)
    laureat.set("laureat:x", "ce qui a été dit")
    laureat.close()
    process.terminate()
    process.wait(20)

    assert {file.name for file in secrets.iterdir()} == {"redis_url", "redis_acl"}
