"""Our verdicts and those of Twilio's own library, used as its documentation says, on the same requests."""

import hashlib

import pytest
import pytest_asyncio
from aiohttp import web
from twilio.request_validator import RequestValidator

from bot.channels.twilio import Twilio
from tests.channels.exchange import FORM, HERE, JSON, encoded, settings, twilio_signed
from tests.channels.test_twilio import BASE, SMS
from tests.channels.wire import Sent, serving

SIGNATURE = "X-Twilio-Signature"


def signed(fields=SMS, target=HERE, base=BASE, token="twilio-token"):
    proof = twilio_signed(base + target, fields, token)
    return Sent(encoded(fields).encode(), (FORM, (SIGNATURE, proof)), target)


def as_json(body, digest=None, kind=JSON):
    digest = digest or hashlib.sha256(body).hexdigest()
    target = f"{HERE}?bodySHA256={digest}"
    return Sent(body, (kind, (SIGNATURE, twilio_signed(BASE + target, {}))), target)


AGREED = {
    "signed": (lambda: signed(), "yes"),
    "with a port": (lambda: signed(base=f"{BASE}:443"), "yes"),
    "with a query": (lambda: signed(target=f"{HERE}?b=1&a=%20+%C3%A9"), "yes"),
    "with empty fields and spaces": (lambda: signed({**SMS, "Body": " a ", "Empty": "", "é": "ê"}), "yes"),
    "with signs of forms": (lambda: signed({**SMS, "Body": "a&b=c+d %20 é\n😀"}), "yes"),
    "without fields": (lambda: signed({}), "yes"),
    "as JSON": (lambda: as_json(b'{"a":"\xc3\xa9"}'), "yes"),
    "as JSON, changed": (lambda: as_json(b'{"a":1}', "0" * 64), "no"),
    "without https": (lambda: signed(base=BASE.replace("https", "http")), "no"),
    "another path": (lambda: Sent(signed().body, signed().headers, f"{HERE}/"), "no"),
    "another query": (lambda: Sent(signed().body, signed().headers, f"{HERE}?a=1"), "no"),
    "another token": (lambda: signed(token="autre"), "no"),
    "changed": (lambda: Sent(signed().body + b"&a=1", signed().headers), "no"),
    "without signature": (lambda: signed().without(SIGNATURE), "no"),
    "an empty signature": (lambda: signed().having(SIGNATURE, ""), "no"),
    "a signature that is not ASCII": (lambda: signed().having(SIGNATURE, "é"), "no"),
    "a signature that is not UTF-8": (lambda: signed().having(SIGNATURE, "\udcff"), "no"),
    "an algorithm that is none": (
        lambda: signed().having("X-Twilio-Webhooks-Signature-Settings", "key=k,algorithm=MD5"),
        "no",
    ),
}


def library() -> web.Application:
    validator = RequestValidator("twilio-token")

    async def handle(request: web.Request) -> web.Response:
        fields = await request.text() if request.content_type == "application/json" else await request.post()
        named = request.headers.get("X-Twilio-Webhooks-Signature-Settings", "")
        algorithm = dict(part.partition("=")[::2] for part in named.split(",")).get("algorithm")
        url, proof = BASE + request.raw_path, request.headers.get(SIGNATURE, "")
        return web.Response(status=200 if validator.validate(url, fields, proof, algorithm) else 403)

    return serving(handle)


@pytest_asyncio.fixture
async def pair(both):
    return await both(Twilio(settings(twilio_auth_token="twilio-token", public_url=BASE)), library())


@pytest.mark.parametrize("case", AGREED)
async def test_we_agree(pair, case):
    make, expected = AGREED[case]

    assert await pair.verdicts(make()) == (expected, expected)


async def test_we_refuse_json_without_a_digest_where_the_library_breaks(pair):
    sent = Sent(b'{"a":1}', (JSON, (SIGNATURE, twilio_signed(BASE + HERE, {}))))

    assert await pair.verdicts(sent) == ("no", "crash")


async def test_we_refuse_a_body_that_is_not_utf_8_where_the_library_breaks(pair):
    assert await pair.verdicts(Sent(b"Body=\xff", signed().headers)) == ("no", "crash")


async def test_we_refuse_a_proof_given_twice_where_the_first_would_be_picked(pair):
    assert await pair.verdicts(signed().having(SIGNATURE, dict(signed().headers)[SIGNATURE], "a")) == ("no", "yes")
