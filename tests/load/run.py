"""A server with its Redis, driven."""

from pathlib import Path
from tempfile import TemporaryDirectory

import uvloop

from tests.load.driver import Driver, Log
from tests.load.plan import make_plan
from tests.load.platforms import PLATFORMS
from tests.services import free_port, redis_server, serving

WORKERS = 2
DOWN = "redis is down"
"""What a worker's journal says when it has lost Redis, which is no error here."""


def run(messages: int, senders: int, seed: int) -> Log:
    """Send so many messages, so many at a time."""
    port = free_port()
    settings = {
        "LAUREAT_WORKERS": str(WORKERS),
        "LAUREAT_RATE_LIMIT": "0",
        **{name: value for one in PLATFORMS for name, value in one.variables(f"http://127.0.0.1:{port}").items()},
    }
    with TemporaryDirectory() as name, redis_server(Path(name)) as redis:
        with serving(Path(name), LAUREAT_REDIS_URL=redis.url, **settings) as served:

            async def drive() -> Log:
                return await Driver(make_plan(messages, seed), served, redis, port, senders, seed).run()

            log = uvloop.run(drive())
        errors = [str(line["message"]) for line in served.journal if line["level"] in ("ERROR", "CRITICAL")]
    log.falls = sum(DOWN in line for line in errors)
    log.errors = [line for line in errors if DOWN not in line]
    return log
