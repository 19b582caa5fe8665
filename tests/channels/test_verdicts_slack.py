"""Our verdicts and those of Slack's own libraries, on the same requests."""

from time import time

import pytest
import pytest_asyncio
from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.app.async_server import AsyncSlackAppServer
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier

from bot.channels.slack import Slack
from tests.channels.exchange import FORM, HERE, encoded, settings, slack_signed
from tests.channels.test_slack import COMMAND, FRENCH
from tests.channels.wire import Sent, serving

SIGNATURE, TIME = "X-Slack-Signature", "X-Slack-Request-Timestamp"


def fresh(body=FRENCH, apart=0, **more):
    raw = body if isinstance(body, bytes) else body.encode()
    return Sent(raw, tuple(slack_signed(raw, time() + apart, **more)))


def with_another(name, before=None, after=None):
    """A proof given twice; the same one again where no other is named."""
    sent = fresh()
    value = dict(sent.headers)[name]
    return sent.having(name, *([before, value] if before else [value, after or value]))


AGREED = {
    "signed": (lambda: fresh(), "yes"),
    "a command": (lambda: fresh(encoded(COMMAND), kind=FORM), "yes"),
    "a handshake": (lambda: fresh('{"type":"url_verification","challenge":"abc"}'), "yes"),
    "a little late": (lambda: fresh(apart=-290), "yes"),
    "a little early": (lambda: fresh(apart=290), "yes"),
    "late": (lambda: fresh(apart=-310), "no"),
    "early": (lambda: fresh(apart=310), "no"),
    "changed": (lambda: Sent(fresh().body + b" ", fresh().headers), "no"),
    "another secret": (lambda: fresh(secret="autre"), "no"),
    "an unsigned handshake": (lambda: Sent(b'{"type":"url_verification","challenge":"abc"}', ()), "no"),
    "without signature": (lambda: fresh().without(SIGNATURE), "no"),
    "an empty signature": (lambda: fresh().having(SIGNATURE, ""), "no"),
    "without time": (lambda: fresh().without(TIME), "no"),
    "another time": (lambda: fresh().having(TIME, str(int(time()) - 1)), "no"),
    "the right signature, then a wrong one": (lambda: with_another(SIGNATURE, after="v0=0"), "no"),
}
CRASHES = {
    "a time that is no number": lambda: fresh().having(TIME, "hier"),
    "an endless time": lambda: fresh().having(TIME, "9" * 400),
    "a signature that is not ASCII": lambda: fresh().having(SIGNATURE, "v0=é"),
    "a signature that is not UTF-8": lambda: fresh().having(SIGNATURE, "v0=\udcff"),
    "a body that is not UTF-8": lambda: fresh(b"\xff"),
}
DOUBLED = {
    "a wrong signature, then the right one": lambda: with_another(SIGNATURE, before="v0=0"),
    "the right signature twice": lambda: with_another(SIGNATURE),
    "the right time twice": lambda: with_another(TIME),
}


def bolt() -> web.Application:
    async def authorize():
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_user_id="UBOT", bot_id="B1")

    app = AsyncApp(signing_secret="slack-secret", authorize=authorize)

    @app.event("message")
    async def said(ack):
        await ack()

    @app.command("/laureat")
    async def commanded(ack):
        await ack("bien")

    return AsyncSlackAppServer(0, HERE, app).web_app


def sdk() -> web.Application:
    verifier = SignatureVerifier("slack-secret")

    async def handle(request: web.Request) -> web.Response:
        valid = verifier.is_valid_request(await request.read(), request.headers)
        return web.Response(status=200 if valid else 401)

    return serving(handle)


@pytest_asyncio.fixture(params=[bolt, sdk])
async def pair(request, both):
    return await both(Slack(settings(slack_signing_secret="slack-secret", slack_token="xoxb-1")), request.param())


@pytest.mark.parametrize("case", AGREED)
async def test_we_agree(pair, case):
    make, expected = AGREED[case]

    assert await pair.verdicts(make()) == (expected, expected)


@pytest.mark.parametrize("case", CRASHES)
async def test_we_refuse_what_breaks_the_library(pair, case):
    assert await pair.verdicts(CRASHES[case]()) == ("no", "crash")


@pytest.mark.parametrize("case", DOUBLED)
async def test_we_refuse_a_proof_given_twice_where_the_libraries_pick_one(pair, case):
    assert await pair.verdicts(DOUBLED[case]()) == ("no", "yes")
