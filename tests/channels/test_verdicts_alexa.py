"""Our verdicts and those of Amazon's own verifier, on the same requests.

Its `certvalidator` does not start beside OpenSSL 3: the chain is checked here by `cryptography` in its place. The
addresses, the name in the certificate, its dates, the signature and the time stay Amazon's own.
"""

import base64
import sys
import warnings
from datetime import UTC, datetime, timedelta
from email.message import Message
from io import BytesIO
from posixpath import normpath
from time import time
from types import ModuleType
from urllib.parse import urlsplit
from urllib.response import addinfourl

import pytest
import pytest_asyncio
from aiohttp import web
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import RequestEnvelope
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from bot.channels.alexa import Alexa
from tests.channels import amazon
from tests.channels.exchange import settings
from tests.channels.test_alexa import BODY
from tests.channels.wire import Sent, serving

CHAIN, SIGNATURE = "SignatureCertChainUrl", "Signature-256"


class PathError(Exception):
    pass


@pytest.fixture(scope="module")
def authority():
    return amazon.Authority()


@pytest.fixture(scope="module")
def private():
    return amazon.key()


@pytest.fixture
def verifier(authority, monkeypatch):
    """Amazon's module, over a chain check of `cryptography`."""

    class CertificateValidator:
        def __init__(self, leaf, others):
            self._chain = [x509.load_der_x509_certificate(raw) for raw in (leaf, *others)]

        def validate_usage(self, key_usage):
            leaf, *others = self._chain
            builder = PolicyBuilder().store(Store([authority.certificate]))
            try:
                builder.build_server_verifier(x509.DNSName(amazon.SIGNER)).verify(leaf, others)
            except VerificationError as error:
                raise PathError from error

    stub, errors = ModuleType("certvalidator"), ModuleType("certvalidator.errors")
    stub.CertificateValidator = CertificateValidator
    errors.PathError = errors.ValidationError = PathError
    for name in [name for name in sys.modules if name.startswith("ask_sdk_webservice_support")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "certvalidator", stub)
    monkeypatch.setitem(sys.modules, "certvalidator.errors", errors)
    import ask_sdk_webservice_support.verifier as verifier

    yield verifier
    for name in [name for name in sys.modules if name.startswith("ask_sdk_webservice_support")]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def chains(authority, private):
    now, day = datetime.now(UTC), timedelta(days=1)
    public = private.public_key()
    return {
        "/echo.api/c.pem": amazon.pem(authority.issue(public)),
        "/echo.api/old.pem": amazon.pem(authority.issue(public, begins=now - 2 * day, ends=now - day)),
        "/echo.api/other.pem": amazon.pem(authority.issue(public, "autre.example")),
        "/echo.api/stranger.pem": amazon.pem(amazon.Authority().issue(public)),
    }


@pytest_asyncio.fixture
async def pair(authority, chains, tmp_path, both, verifier, monkeypatch):
    published = amazon.Published(chains)
    await published.start(authority, tmp_path)
    channel = Alexa(settings(alexa_skill_id="amzn1.ask.skill.ville"), [authority.certificate])
    channel.use(published.http)

    def urlopen(url):
        path = normpath(urlsplit(url).path)
        return addinfourl(BytesIO(published.answers[path]), Message(), url, 200)

    monkeypatch.setattr(verifier, "urlopen", urlopen)
    yield await both(channel, library(verifier))
    await published.stop()


def library(verifier) -> web.Application:
    checks = [verifier.RequestVerifier(signature_key=SIGNATURE), verifier.TimestampVerifier()]

    async def handle(request: web.Request) -> web.Response:
        text = await request.text()
        envelope = DefaultSerializer().deserialize(text, RequestEnvelope)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                for check in checks:
                    check.verify(dict(request.headers), text, envelope)
        except verifier.VerificationException:
            return web.Response(status=400)
        return web.Response(status=200)

    return serving(handle)


def signed(private, apart=0, body=BODY, url=amazon.CHAIN_URL, kind="IntentRequest"):
    when = datetime.fromtimestamp(int(time()) + apart, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    raw = body.replace("2023-11-14T22:13:20Z", when).replace("IntentRequest", kind).encode()
    return Sent(raw, tuple(amazon.headers(url, amazon.sign(private, raw))))


def elsewhere(url):
    return lambda private: signed(private, url=url)


HOST = "https://s3.amazonaws.com"
AGREED = {
    "signed": (signed, "yes"),
    "a little late": (lambda private: signed(private, -140), "yes"),
    "late": (lambda private: signed(private, -160), "no"),
    "early": (lambda private: signed(private, 160), "no"),
    "changed": (lambda private: Sent(signed(private).body + b" ", signed(private).headers), "no"),
    "another key": (lambda _: signed(amazon.key()), "no"),
    "without signature": (lambda private: signed(private).without(SIGNATURE), "no"),
    "without chain": (lambda private: signed(private).without(CHAIN), "no"),
    "an empty signature": (lambda private: signed(private).having(SIGNATURE, ""), "no"),
    "a short signature": (lambda private: signed(private).having(SIGNATURE, "AAAA"), "no"),
    "an expired certificate": (elsewhere(f"{HOST}/echo.api/old.pem"), "no"),
    "another name": (elsewhere(f"{HOST}/echo.api/other.pem"), "no"),
    "another root": (elsewhere(f"{HOST}/echo.api/stranger.pem"), "no"),
    "dots": (elsewhere(f"{HOST}/echo.api/../echo.api/c.pem"), "yes"),
    "a port": (elsewhere(f"{HOST}:443/echo.api/c.pem"), "yes"),
    "capitals": (elsewhere("https://S3.AMAZONAWS.com/echo.api/c.pem"), "yes"),
    "a query": (elsewhere(f"{HOST}/echo.api/c.pem?a=1"), "yes"),
    "http": (elsewhere("http://s3.amazonaws.com/echo.api/c.pem"), "no"),
    "another host": (elsewhere("https://notamazon.com/echo.api/c.pem"), "no"),
    "capitals in the folder": (elsewhere(f"{HOST}/EcHo.aPi/c.pem"), "no"),
    "another folder": (elsewhere(f"{HOST}/invalid.path/c.pem"), "no"),
    "another port": (elsewhere(f"{HOST}:563/echo.api/c.pem"), "no"),
    "dots out of the folder": (elsewhere(f"{HOST}/echo.api/../autre/c.pem"), "no"),
    "two slashes": (elsewhere(f"{HOST}//echo.api/c.pem"), "no"),
}
CRASHES = {
    "a port that is none": elsewhere(f"{HOST}:x/echo.api/c.pem"),
    "a signature that is not base64": lambda private: signed(private).having(SIGNATURE, "a"),
    "a signature that is not ASCII": lambda private: signed(private).having(SIGNATURE, "é"),
    "a body that is not UTF-8": lambda private: Sent(b"\xff", signed(private).headers),
    "a body that is no JSON": lambda private: Sent(b"{", signed(private).headers),
}


@pytest.mark.parametrize("case", AGREED)
async def test_we_agree(pair, private, case):
    make, expected = AGREED[case]

    assert await pair.verdicts(make(private)) == (expected, expected)


@pytest.mark.parametrize("case", CRASHES)
async def test_we_refuse_what_breaks_the_library(pair, private, case):
    assert await pair.verdicts(CRASHES[case](private)) == ("no", "crash")


async def test_we_refuse_a_proof_given_twice_where_the_library_picks_one(pair, private):
    sent = signed(private)

    assert await pair.verdicts(sent.having(SIGNATURE, *2 * [dict(sent.headers)[SIGNATURE]])) == ("no", "yes")


async def test_another_skill_is_refused_by_us_and_left_to_its_caller_by_the_library(pair, private):
    assert await pair.verdicts(signed(private, body=BODY.replace("skill.ville", "skill.autre"))) == ("no", "yes")


async def test_we_want_canonical_base64_where_the_library_passes_over_other_signs(pair, private):
    sent = signed(private)
    spaced = base64.b64encode(base64.b64decode(dict(sent.headers)[SIGNATURE])).decode().replace("=", "!=", 1)

    assert await pair.verdicts(sent.having(SIGNATURE, spaced)) == ("no", "yes")
