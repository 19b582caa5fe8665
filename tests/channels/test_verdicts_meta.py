"""Our verdicts and those of pywa, on the same requests."""

import pytest
import pytest_asyncio
from aiohttp import web
from pywa.utils import webhook_updates_validator

from bot.channels.meta import Messenger, WhatsApp
from tests.channels.exchange import meta_signed, settings
from tests.channels.test_meta import MESSENGER, WHATSAPP, meta
from tests.channels.wire import Sent, serving

SIGNATURE = "X-Hub-Signature-256"


def signed(body=MESSENGER, secret="meta-secret"):
    raw = body if isinstance(body, bytes) else body.encode()
    return Sent(raw, tuple(meta_signed(raw, secret)))


AGREED = {
    "signed": (lambda: signed(), "yes"),
    "changed": (lambda: Sent(signed().body + b" ", signed().headers), "no"),
    "written again": (lambda: Sent(signed().body.replace(b"\\u00e9", "é".encode()), signed().headers), "no"),
    "another secret": (lambda: signed(secret="autre"), "no"),
    "without signature": (lambda: signed().without(SIGNATURE), "no"),
    "an empty signature": (lambda: signed().having(SIGNATURE, ""), "no"),
    "an empty digest": (lambda: signed().having(SIGNATURE, "sha256="), "no"),
    "capitals": (lambda: signed().having(SIGNATURE, dict(signed().headers)[SIGNATURE].upper()), "no"),
    "another scheme": (lambda: signed().having(SIGNATURE, "sha1=691ae734f9b83d53fa109e67047111da9cdd5037"), "no"),
}


def library() -> web.Application:
    async def handle(request: web.Request) -> web.Response:
        valid = webhook_updates_validator("meta-secret", await request.read(), request.headers.get(SIGNATURE, ""))
        return web.Response(status=200 if valid else 403)

    return serving(handle)


@pytest_asyncio.fixture(params=[Messenger, WhatsApp])
async def pair(request, both):
    return await both(request.param(settings(**meta())), library())


@pytest.mark.parametrize("case", AGREED)
async def test_we_agree(pair, case):
    make, expected = AGREED[case]

    assert await pair.verdicts(make()) == (expected, expected)


async def test_we_agree_on_whatsapp(pair):
    assert await pair.verdicts(signed(WHATSAPP)) == ("yes", "yes")


@pytest.mark.parametrize("value", ["sha256=é", "sha256=\udcff"])
async def test_we_refuse_a_signature_that_is_not_ascii_where_the_library_breaks(pair, value):
    assert await pair.verdicts(signed().having(SIGNATURE, value)) == ("no", "crash")


async def test_we_want_the_scheme_that_the_library_does_without(pair):
    digest = dict(signed().headers)[SIGNATURE].removeprefix("sha256=")

    assert await pair.verdicts(signed().having(SIGNATURE, digest)) == ("no", "yes")


async def test_we_refuse_a_proof_given_twice_where_the_first_would_be_picked(pair):
    assert await pair.verdicts(signed().having(SIGNATURE, dict(signed().headers)[SIGNATURE], "a")) == ("no", "yes")


async def test_a_proven_body_that_is_not_utf_8_is_unreadable_to_us(pair):
    assert await pair.verdicts(signed(b'{"object":"\xff"}')) == ("no", "yes")
