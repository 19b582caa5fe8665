"""Tokens of the Bot Framework: those that prove its requests, and the one that proves ours."""

import asyncio
import logging
import math
from collections.abc import Callable, Mapping
from typing import Any

import jwt
import msgspec
from aiohttp import ClientError, ClientPayloadError, ClientSession, ClientTimeout
from msgspec import Struct

from bot.channels.channel import Refused, Unavailable, Unreadable, decode

ISSUER = "https://api.botframework.com"
SCOPE = "https://api.botframework.com/.default"
LEEWAY_SECONDS = 300
"""How far the clock of whoever made a token may be from ours."""
KEYS_SECONDS = 86_400.0
"""How long the published keys hold."""
FLOOR_SECONDS = 60.0
"""How often they are asked for again at most: anybody can name a key that does not exist."""
EARLY_SECONDS = 300.0
"""How long before it expires our token is renewed."""
_TIMEOUT = ClientTimeout(total=5)
_HOSTILE = (jwt.PyJWTError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)
"""What a token made to harm may raise in the reading of it."""

log = logging.getLogger(__name__)


class Key(Struct, frozen=True):
    """A key that the Bot Framework signs with."""

    key: Any
    endorsements: frozenset[str]
    """The channels it may speak for."""


class _OpenId(Struct):
    jwks_uri: str


class _Jwks(Struct):
    keys: list[dict[str, Any]]


class Keys:
    """The keys that an OpenID document publishes."""

    def __init__(self, url: str) -> None:
        """`url` is the address of the document."""
        self._url = url
        self._keys: dict[str, Key] = {}
        self._read = self._asked = -math.inf
        self._asking = asyncio.Lock()

    async def signer(self, http: ClientSession, token: str, now: float) -> Key:
        """The key that a token names; raises Refused where there is none, or the token is none.

        Raises Unavailable where the keys could not be read.
        """
        try:
            header = jwt.get_unverified_header(token)
        except _HOSTILE:
            raise Refused("token") from None
        name = header.get("kid")
        if header.get("alg") != "RS256" or not isinstance(name, str):
            raise Refused("algorithm")
        if self._lacks(name, now):
            async with self._asking:
                if self._lacks(name, now):
                    await self._refresh(http, now)
        if name not in self._keys:
            if self._asked > self._read:
                raise Unavailable("the keys cannot be read")
            raise Refused("key")
        return self._keys[name]

    def _lacks(self, name: str, now: float) -> bool:
        """Whether it is time to ask for the keys."""
        wanted = name not in self._keys or now - self._read >= KEYS_SECONDS
        return wanted and now - self._asked >= FLOOR_SECONDS

    async def _refresh(self, http: ClientSession, now: float) -> None:
        try:
            openid: _OpenId = decode(await _get(http, self._url), _OpenId)
            published: _Jwks = decode(await _get(http, openid.jwks_uri), _Jwks)
        except (ClientError, TimeoutError, OSError, ValueError, Unreadable) as error:
            # The keys of before stay good: they seldom change.
            log.warning("the keys of the Bot Framework cannot be read: %s", type(error).__name__)
            return
        finally:
            # Not before: whoever comes meanwhile waits for these keys.
            self._asked = now
        self._keys = dict(found for found in map(_key, published.keys) if found is not None)
        self._read = now


async def _get(http: ClientSession, url: str) -> bytes:
    async with http.get(url, allow_redirects=False, timeout=_TIMEOUT) as answer:
        answer.raise_for_status()
        return await answer.read()


def _key(published: Mapping[str, Any]) -> tuple[str, Key] | None:
    """A published key by its name; none where it is not one that signs with RS256."""
    try:
        key = jwt.PyJWK(dict(published), "RS256").key
        endorsements = frozenset(name for name in published.get("endorsements", ()) if isinstance(name, str))
        return str(published["kid"]), Key(key, endorsements)
    except _HOSTILE:
        return None


def claims(token: str, key: Key, audience: str, now: float) -> Mapping[str, Any]:
    """What a token signed with a key states; raises Refused unless it is the Bot Framework's, for us, and of now."""
    try:
        stated: dict[str, Any] = jwt.decode(
            token,
            key.key,
            algorithms=["RS256"],
            audience=audience,
            issuer=ISSUER,
            # Time is judged below, on the time of the request.
            options={"verify_exp": False, "verify_nbf": False, "verify_iat": False},
        )
        if not int(stated["nbf"]) - LEEWAY_SECONDS <= now < int(stated["exp"]) + LEEWAY_SECONDS:
            raise Refused("time")
    except _HOSTILE as error:
        raise Refused(type(error).__name__) from None
    return stated


class _Granted(Struct):
    access_token: str
    expires_in: float = 3600.0


class AccessToken:
    """Our token, by client credentials (RFC 6749, 4.4), kept until it nearly expires."""

    def __init__(self, url: str, client: str, secret: str, clock: Callable[[], float]) -> None:
        """
        Args:
            url: where it is asked for.
            client: our name there.
            secret: our password there.
            clock: the time in seconds.
        """
        self._url = url
        self._form = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret, "scope": SCOPE}
        self._clock = clock
        self._token = ""
        self._until = -math.inf
        self._asking = asyncio.Lock()

    async def get(self, http: ClientSession) -> str:
        """The token; raises ClientError where it is not granted."""
        async with self._asking:
            if self._clock() >= self._until:
                await self._ask(http)
            return self._token

    async def _ask(self, http: ClientSession) -> None:
        async with http.post(self._url, data=self._form, allow_redirects=False) as answer:
            answer.raise_for_status()
            try:
                granted = msgspec.json.decode(await answer.read(), type=_Granted)
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                raise ClientPayloadError("no token was granted") from error
        self._token = granted.access_token
        self._until = self._clock() + max(granted.expires_in - EARLY_SECONDS, granted.expires_in / 2)
