"""Alexa (custom skills): requests signed with a certificate that Amazon publishes; a reply that is spoken."""

import re
import warnings
from base64 import b64decode
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from posixpath import normpath
from typing import Any, ClassVar

import certifi
import msgspec
from aiohttp import ClientError, ClientTimeout
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509 import (
    Certificate,
    DNSName,
    DuplicateExtension,
    InvalidVersion,
    load_pem_x509_certificate,
    load_pem_x509_certificates,
)
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError
from msgspec import Struct
from yarl import URL

from bot.channels import phrases
from bot.channels.channel import (
    Channel,
    Incoming,
    Received,
    Refused,
    Request,
    Response,
    decode,
)
from bot.channels.fitting import Image, cut, image, short, speakable
from bot.channels.limits import Limits
from bot.message import Reply
from bot.settings import Settings

TOLERANCE = 150.0
"""How far the time of a request may be from ours, in seconds."""
EVENT_TOLERANCE = 3600.0
"""The same for what tells that the skill was switched on or off."""
MOST_CHAIN = 65_536
"""Longest certificate chain, in bytes of PEM."""
_HOST, _FOLDER = "s3.amazonaws.com", "/echo.api/"
_SIGNER = DNSName("echo-api.amazon.com")
_TIMEOUT = ClientTimeout(total=4)
_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL)
_CLOSING = frozenset(("AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"))
_MEANT = {"AMAZON.HelpIntent": phrases.HELP, "AMAZON.YesIntent": phrases.YES, "AMAZON.NoIntent": phrases.NO}


class _Application(Struct, rename="camel"):
    application_id: str = ""


class _User(Struct, rename="camel"):
    user_id: str = ""


class _Session(Struct):
    new: bool = False
    application: _Application | None = None
    user: _User | None = None


class _System(Struct):
    application: _Application | None = None
    user: _User | None = None


class _Context(Struct, rename="pascal"):
    system: _System | None = None


class _Slot(Struct):
    value: str | None = None


class _Intent(Struct):
    name: str
    slots: dict[str, _Slot] | None = None


class _Asked(Struct, rename="camel"):
    type: str
    request_id: str
    timestamp: datetime
    intent: _Intent | None = None


class _Envelope(Struct):
    request: _Asked
    session: _Session | None = None
    context: _Context | None = None

    @property
    def wheres(self) -> list[_Session | _System]:
        """Where it says which skill it is for and who speaks."""
        system = self.context.system if self.context is not None else None
        return [where for where in (self.session, system) if where is not None]


class _Key(Struct, frozen=True):
    """A key that Amazon signs with."""

    public: RSAPublicKey
    until: float
    """When the first certificate of its chain expires, in seconds since 1970."""


class Alexa(Channel):
    """See `Channel`."""

    name = "alexa"
    limits: ClassVar[Limits] = Limits(text=8000, pictures="images")
    acknowledgement: ClassVar[Response] = Response(b'{"version":"1.0","response":{}}', "application/json")

    def __init__(self, settings: Settings, roots: Sequence[Certificate] = ()) -> None:
        """
        Args:
            settings: of the installation.
            roots: the certificates that are trusted, where they are not those of Mozilla.
        """
        self._skill = settings.channels.alexa_skill_id
        self._origin = settings.public_url
        self._roots = roots
        self._keys: dict[URL, _Key] = {}
        """By address; only Amazon can make it grow."""

    async def verify(self, request: Request) -> None:
        """See `Channel`.

        What costs nothing comes first: nobody makes us fetch certificates for another skill or with an old request.
        Source: developer.amazon.com, « Host a Custom Skill as a Web Service ».
        """
        url = chain_url(request.header("SignatureCertChainUrl"))
        try:
            signature = b64decode(request.header("Signature-256"), validate=True)
        except ValueError:
            raise Refused("signature") from None
        envelope: _Envelope = decode(request.body, _Envelope)
        _check_time(envelope.request, request.now)
        skills = {where.application.application_id for where in envelope.wheres if where.application is not None}
        if skills != {self._skill}:
            raise Refused("skill")
        key = await self._key(url, request.now)
        try:
            key.verify(signature, request.body, PKCS1v15(), SHA256())
        except InvalidSignature:
            raise Refused("signature") from None

    def refusal(self, refused: Refused) -> Response | None:
        """See `Channel`: Amazon wants a bad request."""
        return Response(status=400)

    async def _key(self, url: URL, now: float) -> RSAPublicKey:
        known = self._keys.get(url)
        if known is None or now >= known.until:
            known = self._trusted(await self._fetch(url), now)
            self._keys[url] = known
        return known.public

    async def _fetch(self, url: URL) -> bytes:
        try:
            async with self.http.get(url, allow_redirects=False, timeout=_TIMEOUT) as answer:
                raw = bytearray()
                if answer.status == 200:
                    while len(raw) <= MOST_CHAIN and (chunk := await answer.content.read(MOST_CHAIN)):
                        raw += chunk
        except (ClientError, TimeoutError, OSError):
            raise Refused("chain unreachable") from None
        if not 0 < len(raw) <= MOST_CHAIN:
            raise Refused("chain")
        return bytes(raw)

    def _trusted(self, pem: bytes, now: float) -> _Key:
        """The key of a chain that leads from Amazon's name to a trusted root; raises Refused."""
        try:
            leaf, *others = load_pem_x509_certificates(pem)
            at = datetime.fromtimestamp(now, UTC)
            verifier = PolicyBuilder().store(self._store).time(at).build_server_verifier(_SIGNER)
            chain = verifier.verify(leaf, others)
            public = leaf.public_key()
        except (ValueError, VerificationError, UnsupportedAlgorithm, InvalidVersion, DuplicateExtension):
            raise Refused("chain") from None
        if not isinstance(public, RSAPublicKey):
            raise Refused("chain")
        return _Key(public, min(certificate.not_valid_after_utc.timestamp() for certificate in chain))

    @cached_property
    def _store(self) -> Store:
        return Store(list(self._roots) or _mozilla())

    def read(self, request: Request) -> Received:
        """See `Channel`: any words that an intent's slots hold; opening, stopping and silence are answered as such."""
        envelope: _Envelope = decode(request.body, _Envelope)
        asked = envelope.request
        if asked.type == "LaunchRequest":
            return Received(response=_speech(phrases.WELCOME, phrases.ANYTHING_ELSE))
        if asked.type != "IntentRequest" or asked.intent is None:
            return Received()
        if asked.intent.name in _CLOSING:
            return Received(response=_speech(phrases.GOODBYE))
        slots = (asked.intent.slots or {}).values()
        text = _MEANT.get(asked.intent.name) or " ".join(slot.value for slot in slots if slot.value)
        who = next((where.user.user_id for where in envelope.wheres if where.user is not None), "")
        if not text.strip() or not who:
            return Received(response=_speech(phrases.UNHEARD, phrases.UNHEARD))
        alone = envelope.session is None or envelope.session.new
        return Received((Incoming(asked.request_id, who, text, {"alone": "1"} if alone else {}, inline=True),))

    def respond(self, reply: Reply, message: Incoming) -> Response:
        """See `Channel`: a question asked without opening the skill is answered and the skill closed, unless more is
        to be said.

        A picture is a card in the application, or on the screen where there is one; the voice says nothing of it.
        """
        after = [phrases.according(short(reply.sources[0]))] if reply.sources else []
        asks = reply.outcome == "clarify" or bool(reply.buttons)
        if reply.buttons:
            after.append(phrases.suggest([button.title for button in reply.buttons]))
        elif not asks and "alone" not in message.to:
            after.append(phrases.ANYTHING_ELSE)
        rest = next(cut(speakable("\n".join(after)), Limits(text=self.limits.text // 2)), "")
        text = next(cut(speakable(reply.text), Limits(text=self.limits.text - len(rest) - 1)), "")
        again = None if "alone" in message.to and not asks else phrases.ANYTHING_ELSE
        return _speech(f"{text} {rest}".strip(), again, image(reply, self.limits, self._origin))


def _mozilla() -> list[Certificate]:
    """The roots that Mozilla trusts, without the few that are not as RFC 5280 wants."""
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("error", CryptographyDeprecationWarning)
        for pem in _PEM.findall(Path(certifi.where()).read_bytes()):
            with suppress(ValueError, CryptographyDeprecationWarning):
                found.append(load_pem_x509_certificate(pem))
    return found


def chain_url(text: str) -> URL:
    """Where a certificate chain is, if Amazon may have published it there; raises Refused."""
    try:
        url = URL(text)
        path = normpath(url.path)
        ours = url.scheme == "https" and url.host == _HOST and url.port == 443 and url.user is None
    except ValueError:
        raise Refused("address") from None
    if not ours or not path.startswith(_FOLDER):
        raise Refused("address")
    return url.with_path(path)


def _check_time(asked: _Asked, now: float) -> None:
    tolerance = EVENT_TOLERANCE if asked.type.startswith("AlexaSkillEvent.") else TOLERANCE
    if asked.timestamp.tzinfo is None or abs(asked.timestamp.timestamp() - now) > tolerance:
        raise Refused("time")


def _speech(text: str, again: str | None = None, picture: Image | None = None) -> Response:
    """Words to say; then the session ends, or goes on with what is asked of somebody who says nothing."""
    response: dict[str, Any] = {"outputSpeech": _plain(text), "shouldEndSession": again is None}
    if picture is not None:
        response["card"] = _card(picture)
    if again is not None:
        response["reprompt"] = {"outputSpeech": _plain(again)}
    answer = {"version": "1.0", "sessionAttributes": {}, "response": response}
    return Response(msgspec.json.encode(answer), "application/json")


def _card(picture: Image) -> dict[str, Any]:
    sizes = {"smallImageUrl": picture.url, "largeImageUrl": picture.url}
    return {"type": "Standard", "title": picture.title, "text": picture.alternative, "image": sizes}


def _plain(text: str) -> dict[str, str]:
    return {"type": "PlainText", "text": text}
