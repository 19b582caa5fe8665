"""A small authority, and on loopback the server where Amazon publishes its certificates."""

import base64
import socket
import ssl
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, TCPConnector, web
from aiohttp.abc import AbstractResolver
from aiohttp.test_utils import TestServer
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SIGNER = "echo-api.amazon.com"
HOST = "s3.amazonaws.com"
CHAIN_URL = f"https://{HOST}/echo.api/c.pem"
_YEARS = timedelta(days=3650)
_OTHER_USES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "encipher_only",
    "decipher_only",
)


@cache
def _server_key() -> rsa.RSAPrivateKey:
    return key()


def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def sign(private: rsa.RSAPrivateKey, body: bytes) -> str:
    """`Signature-256` of a body."""
    return base64.b64encode(private.sign(body, padding.PKCS1v15(), hashes.SHA256())).decode()


def pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(certificate.public_bytes(serialization.Encoding.PEM) for certificate in certificates)


@dataclass
class Authority:
    """A root; `issued_by` makes one below another."""

    private: rsa.RSAPrivateKey = field(default_factory=key)
    certificate: x509.Certificate | None = None

    def __post_init__(self) -> None:
        if self.certificate is None:
            self.certificate = _sign("Racine", self.private.public_key(), "Racine", self.private, None)

    def below(self) -> "Authority":
        private = key()
        certificate = _sign("Relais", private.public_key(), "Racine", self.private, self.private.public_key())
        return Authority(private, certificate)

    def issue(
        self,
        public: rsa.RSAPublicKey,
        name: str = SIGNER,
        begins: datetime = datetime(2020, 1, 1, tzinfo=UTC),
        ends: datetime = datetime(2040, 1, 1, tzinfo=UTC),
    ) -> x509.Certificate:
        """A certificate of a server."""
        assert self.certificate is not None
        issuer = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
        above = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.private.public_key())
        return (
            _builder("Feuille", public, str(issuer), begins, ends)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(above, critical=False)
            .sign(self.private, hashes.SHA256())
        )


def _builder(
    subject: str, public: rsa.RSAPublicKey, issuer: str, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
    )


def _sign(
    subject: str,
    public: rsa.RSAPublicKey,
    issuer: str,
    private: rsa.RSAPrivateKey,
    above: rsa.RSAPublicKey | None,
) -> x509.Certificate:
    begins = datetime(2019, 1, 1, tzinfo=UTC)
    usage = dict.fromkeys(_OTHER_USES, False)
    built = (
        _builder(subject, public, issuer, begins, begins + 3 * _YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(key_cert_sign=True, crl_sign=True, **usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )
    if above is not None:
        built = built.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above), critical=False)
    return built.sign(private, hashes.SHA256())


class _Here(AbstractResolver):
    """Amazon's name leads to a port of this machine, no other name anywhere."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[Any]:
        assert host == HOST
        here = {"hostname": host, "host": "127.0.0.1", "port": self._port, "family": socket.AF_INET}
        return [{**here, "proto": 0, "flags": socket.AI_NUMERICHOST}]

    async def close(self) -> None:
        pass


@dataclass
class Published:
    """What the server answers, by path, and what it was asked."""

    answers: dict[str, web.Response | bytes]
    asked: list[str] = field(default_factory=list)
    server: TestServer | None = None
    http: ClientSession | None = None

    async def start(self, authority: Authority, folder: Path) -> None:
        private = _server_key()
        chain = pem(authority.issue(private.public_key(), HOST))
        raw = private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        (folder / "server.pem").write_bytes(raw + chain)
        ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        ours.load_cert_chain(folder / "server.pem")
        app = web.Application()
        app.router.add_get("/{path:.*}", self._handle)
        self.server = TestServer(app)
        await self.server.start_server(ssl=ours)
        assert authority.certificate is not None
        theirs = ssl.create_default_context(cadata=pem(authority.certificate).decode())
        assert self.server.port is not None
        self.http = ClientSession(connector=TCPConnector(resolver=_Here(self.server.port), ssl=theirs))

    async def stop(self) -> None:
        assert self.http is not None
        assert self.server is not None
        await self.http.close()
        await self.server.close()

    async def _handle(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        answer = self.answers.get(request.path, b"")
        return web.Response(body=answer) if isinstance(answer, bytes) else answer


def headers(url: str, signature: str) -> list[tuple[str, str]]:
    return [("Content-Type", "application/json"), ("SignatureCertChainUrl", url), ("Signature-256", signature)]
