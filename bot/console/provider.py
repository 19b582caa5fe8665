"""Signing in by OpenID Connect: the authorization code flow with PKCE, as ProConnect and most providers do it.

Authlib speaks the protocol and checks the ID token; here is what is asked of it, and how user information that comes
signed (ProConnect's does) is read.
"""

import asyncio
import secrets
from collections.abc import Mapping
from typing import Any

import httpx2
from authlib.integrations.base_client.async_app import AsyncOAuth2Mixin
from authlib.integrations.base_client.async_openid import AsyncOpenIDMixin
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.base_client.sync_app import BaseApp
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from msgspec import Struct
from yarl import URL

from bot.settings import Console

SECONDS = 10.0
"""How long the provider may take to answer."""
ALGORITHMS = ("RS256", "ES256", "PS256", "RS384", "ES384", "PS384", "RS512", "ES512", "PS512", "EdDSA")
"""Signatures that only the provider can make; what it publishes of others is not believed."""


class ProviderError(Exception):
    """Nobody is signed in; the message says why, in French."""


class Begun(Struct, frozen=True):
    """What is remembered of somebody sent to the provider, until they come back."""

    state: str
    nonce: str
    verifier: str
    after: str
    """Where they were going."""


class _Protocol(AsyncOAuth2Mixin, AsyncOpenIDMixin, BaseApp):
    client_cls = AsyncOAuth2Client


class Provider:
    """One identity provider."""

    def __init__(self, settings: Console) -> None:
        self._issuer = settings.console_oidc_issuer
        self._acr = settings.console_oidc_acr.split()
        self._protocol = _Protocol(
            None,
            client_id=settings.console_oidc_client_id,
            client_secret=settings.console_oidc_client_secret or None,
            server_metadata_url=f"{self._issuer}/.well-known/openid-configuration",
            client_kwargs={
                "scope": settings.console_oidc_scope,
                "code_challenge_method": "S256",
                "timeout": SECONDS,
            },
        )

    @property
    def host(self) -> str:
        """Who it is, for people."""
        return URL(self._issuer).host or ""

    async def begin(self, back: str, after: str) -> tuple[str, Begun]:
        """Where to send somebody who will come `back`, and what to remember of them. Raises ProviderError."""
        try:
            await self._metadata()
            more = {"acr_values": " ".join(self._acr)} if self._acr else {}
            nonce = secrets.token_urlsafe(24)
            sent = await self._protocol.create_authorization_url(back, nonce=nonce, **more)
        except _FAILURES as error:
            raise ProviderError("Le fournisseur d’identité ne répond pas : réessayez dans un moment.") from error
        return sent["url"], Begun(sent["state"], nonce, sent["code_verifier"], after)

    async def finish(self, back: str, begun: Begun, query: Mapping[str, str]) -> tuple[dict[str, Any], str]:
        """What the provider says of whoever came back, and the ID token. Raises ProviderError."""
        if not secrets.compare_digest(query.get("state", "").encode(), begun.state.encode()):
            raise ProviderError("Cette connexion n’a pas été commencée ici, ou l’a été il y a trop longtemps.")
        if query.get("iss", self._issuer).rstrip("/") != self._issuer:
            raise ProviderError("Ce retour vient d’un autre fournisseur d’identité.")
        if "code" not in query:
            raise ProviderError("Le fournisseur d’identité n’a pas confirmé qui vous êtes.")
        try:
            metadata = await self._metadata()
            proof = {"code": query["code"], "code_verifier": begun.verifier}
            token = await self._protocol.fetch_access_token(back, **proof)
            if "id_token" not in token:
                raise ProviderError("Le fournisseur d’identité n’a pas dit qui vous êtes.")
            expected = {"iss": {"essential": True, "values": [metadata["issuer"]]}, "sub": {"essential": True}}
            told = await self._protocol.parse_id_token(token, begun.nonce, expected, CodeIDToken)
            if self._acr and told.get("acr") not in self._acr:
                raise ProviderError("Votre identification n’est pas du niveau demandé.")
            more = await self._information(token) if metadata.get("userinfo_endpoint") else {}
        except _FAILURES as error:
            raise ProviderError("Le fournisseur d’identité n’a pas confirmé qui vous êtes.") from error
        if more and more.get("sub") != told["sub"]:
            raise ProviderError("Le fournisseur d’identité parle de deux personnes.")
        return {**told, **more}, token["id_token"]

    async def leave(self, proof: str, back: str) -> str | None:
        """Where to sign out at the provider; None where it cannot be said."""
        try:
            if not (await self._metadata()).get("end_session_endpoint"):
                return None
            left = await self._protocol.create_logout_url(back, proof, client_id=self._protocol.client_id)
        except _FAILURES:
            return None
        url: str = left["url"]
        return url

    async def _metadata(self) -> dict[str, Any]:
        found: dict[str, Any] = await self._protocol.load_server_metadata()
        if str(found.get("issuer", "")).rstrip("/") != self._issuer:
            found.pop("_loaded_at", None)
            raise ProviderError("Le fournisseur d’identité ne porte pas le nom attendu : vérifiez les réglages.")
        # Authlib takes those that the provider names.
        named = found.get("id_token_signing_alg_values_supported") or ["RS256"]
        found["id_token_signing_alg_values_supported"] = [one for one in named if one in ALGORITHMS]
        return found

    async def _information(self, token: dict[str, Any]) -> dict[str, Any]:
        metadata = await self._metadata()
        url = metadata["userinfo_endpoint"]
        response = await self._protocol.get(url, token=token)
        response.raise_for_status()
        if not response.headers.get("content-type", "").startswith("application/jwt"):
            found: dict[str, Any] = response.json()
            return found
        keys = KeySet.import_key_set(await self._protocol.fetch_jwk_set())
        registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
        claims = jwt.decode(response.text, keys, registry=registry).claims
        issued = claims.get("iss", metadata["issuer"]), claims.get("aud", self._protocol.client_id)
        audience = issued[1] if isinstance(issued[1], list) else [issued[1]]
        if issued[0] != metadata["issuer"] or self._protocol.client_id not in audience:
            raise ProviderError("Ce que dit le fournisseur d’identité n’est pas pour cette console.")
        return dict(claims)


_FAILURES = (OAuthError, JoseError, httpx2.HTTPError, KeyError, ValueError, RuntimeError, asyncio.TimeoutError)
