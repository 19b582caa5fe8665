"""For each channel: how its platform signs an event, and where the answer arrives.

Alexa is missing: the certificate that proves its requests must come from Amazon, which nobody on loopback can sign for.
So is the robot with a Matrix account, which no platform calls.
"""

import hashlib
import hmac
import json
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple
from urllib.parse import quote

import jwt

from bot.channels.connector import ISSUER
from bot.channels.meta import VERSION
from tests.channels.exchange import FORM, JSON, encoded, meta_signed, slack_signed, twilio_signed
from tests.channels.rfc7515 import JWK, KEY, KID

PUBLIC = "https://bot.ville.example"
FORGED = "forged-by-somebody-else"
"""What signs the requests that must be refused."""


class Signed(NamedTuple):
    """A request as a platform makes it."""

    method: str
    path: str
    headers: list[tuple[str, str]]
    body: bytes


class Platform(ABC):
    """One platform; `who` is a conversation and `number` a message, each a number of its own."""

    name: ClassVar[str]
    share: ClassVar[int]
    """Of a hundred messages, those that come from here: fewer where the platform takes few answers a second."""
    secret: ClassVar[str] = "load-secret"
    address: ClassVar[str]
    """Where answers arrive, as a route of aiohttp; empty where they are the HTTP response."""
    passed: ClassVar[object] = {}
    """What the platform answers to an answer."""

    @property
    def illustrated(self) -> bool:
        """Whether pictures come in messages of their own."""
        return type(self).shows is not Platform.shows

    @property
    def path(self) -> str:
        """Where its events go."""
        return f"/webhooks/{self.name}/webhook"

    @abstractmethod
    def variables(self, url: str) -> Mapping[str, str]:
        """The settings of the channel; `url` is where the platforms are."""

    def documents(self, url: str) -> Mapping[str, object]:
        """What else the platform answers, by path."""
        return {}

    @abstractmethod
    def event(self, who: int, number: int, text: str, secret: str) -> Signed:
        """A message, signed now."""

    def said(self, place: Mapping[str, str], body: Mapping[str, Any]) -> tuple[int, str]:
        """Who is answered, and what; `place` are the variable parts of the address."""
        raise AssertionError(f"{self.name} is answered in place, and calls nobody: {place}")

    def shows(self, place: Mapping[str, str], body: Mapping[str, Any]) -> bool:
        """Whether this is the picture of an answer, and says nothing new."""
        return False

    def told(self, body: bytes) -> str:
        """What an HTTP response says to the person; empty where it is only an acknowledgement."""
        return ""


class Messenger(Platform):
    name, share = "messenger", 15
    address = f"/{VERSION}/me/messages"
    passed: ClassVar[object] = {"recipient_id": "1", "message_id": "m"}

    def variables(self, url):
        return {
            "LAUREAT_META_APP_SECRET": self.secret,
            "LAUREAT_META_VERIFY_TOKEN": "verify",
            "LAUREAT_MESSENGER_PAGE_TOKEN": "page",
            "LAUREAT_META_API_URL": url,
        }

    def event(self, who, number, text, secret):
        said = {
            "sender": {"id": str(who)},
            "recipient": {"id": "1"},
            "timestamp": int(time.time() * 1000),
            "message": {"mid": f"m_{number}", "text": text},
        }
        body = json.dumps({"object": "page", "entry": [{"id": "1", "time": 1, "messaging": [said]}]}).encode()
        return Signed("POST", self.path, meta_signed(body, secret), body)

    def said(self, place, body):
        return int(body["recipient"]["id"]), body["message"]["text"]

    def shows(self, place, body):
        return "attachment" in body["message"]


class WhatsApp(Platform):
    name, share = "whatsapp", 12
    address = f"/{VERSION}/1065/messages"
    passed: ClassVar[object] = {"messaging_product": "whatsapp", "messages": [{"id": "wamid.A"}]}

    def variables(self, url):
        return {"LAUREAT_WHATSAPP_TOKEN": "token", "LAUREAT_WHATSAPP_PHONE_ID": "1065"}

    def event(self, who, number, text, secret):
        value = {
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "33123456789", "phone_number_id": "1065"},
            "contacts": [{"profile": {"name": "A"}, "wa_id": str(who)}],
            "messages": [{"from": str(who), "id": f"wamid.{number}", "type": "text", "text": {"body": text}}],
        }
        entry = {"id": "WABA", "changes": [{"value": value, "field": "messages"}]}
        body = json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()
        return Signed("POST", self.path, meta_signed(body, secret), body)

    def said(self, place, body):
        text = body["interactive"]["body"]["text"] if body["type"] == "interactive" else body["text"]["body"]
        return int(body["to"]), text

    def shows(self, place, body):
        return body["type"] == "image"


class Telegram(Platform):
    name, share = "telegram", 5
    address = "/bottoken/{method}"
    passed: ClassVar[object] = {"ok": True, "result": {"message_id": 1}}

    def variables(self, url):
        return {
            "LAUREAT_TELEGRAM_TOKEN": "token",
            "LAUREAT_TELEGRAM_SECRET": self.secret,
            "LAUREAT_TELEGRAM_API_URL": url,
        }

    def event(self, who, number, text, secret):
        message = {
            "message_id": number,
            "from": {"id": who, "is_bot": False, "first_name": "A"},
            "chat": {"id": who, "type": "private"},
            "date": 1_700_000_000,
            "text": text,
        }
        body = json.dumps({"update_id": number, "message": message}).encode()
        return Signed("POST", self.path, [JSON, ("X-Telegram-Bot-Api-Secret-Token", secret)], body)

    def said(self, place, body):
        return body["chat_id"], body["text"]

    def shows(self, place, body):
        return place["method"] == "sendPhoto"


class Twilio(Platform):
    name, share = "twilio", 11
    address = "/2010-04-01/Accounts/AC0/Messages.json"
    passed: ClassVar[object] = {"sid": "SM1", "status": "queued"}

    def variables(self, url):
        return {
            "LAUREAT_TWILIO_ACCOUNT_SID": "AC0",
            "LAUREAT_TWILIO_AUTH_TOKEN": self.secret,
            "LAUREAT_TWILIO_API_URL": url,
            "LAUREAT_PUBLIC_URL": PUBLIC,
        }

    def event(self, who, number, text, secret):
        fields = {
            "MessageSid": f"SM{number:032}",
            "AccountSid": "AC0",
            "From": f"+{who}",
            "To": "+33700000000",
            "Body": text,
            "NumMedia": "0",
        }
        signature = twilio_signed(PUBLIC + self.path, fields, secret)
        return Signed("POST", self.path, [FORM, ("X-Twilio-Signature", signature)], encoded(fields).encode())

    def said(self, place, body):
        return int(body["To"].removeprefix("+")), body["Body"]


class Slack(Platform):
    name, share = "slack", 12
    address = "/api/chat.postMessage"
    passed: ClassVar[object] = {"ok": True, "ts": "1700000000.000100"}

    def variables(self, url):
        return {
            "LAUREAT_SLACK_SIGNING_SECRET": self.secret,
            "LAUREAT_SLACK_TOKEN": "xoxb-token",
            "LAUREAT_SLACK_API_URL": url,
        }

    def event(self, who, number, text, secret):
        said = {
            "type": "message",
            "channel_type": "im",
            "channel": f"D{who}",
            "user": f"U{who}",
            "ts": f"1700000000.{number:06}",
            "text": text,
        }
        body = json.dumps({"type": "event_callback", "event_id": f"Ev{number}", "event": said}).encode()
        return Signed("POST", self.path, slack_signed(body, time.time(), secret), body)

    def said(self, place, body):
        return int(body["channel"].removeprefix("D")), body["text"]

    def shows(self, place, body):
        return body["blocks"][0]["type"] == "image"


class Teams(Platform):
    name, share = "teams", 11
    address = "/teams/v3/conversations/{conversation}/activities/{activity}"
    passed: ClassVar[object] = {"id": "1"}

    def __init__(self) -> None:
        self._service = ""
        self._tokens: dict[str, str] = {}

    def variables(self, url):
        self._service = f"{url}/teams/"
        return {
            "LAUREAT_TEAMS_APP_ID": "app",
            "LAUREAT_TEAMS_APP_PASSWORD": "password",
            "LAUREAT_TEAMS_OPENID_URL": f"{url}/teams/openid",
            "LAUREAT_TEAMS_TOKEN_URL": f"{url}/teams/token",
            "LAUREAT_TEAMS_SERVICE_HOSTS": "127.0.0.1",
        }

    def documents(self, url):
        return {
            "/teams/openid": {"issuer": ISSUER, "jwks_uri": f"{url}/teams/keys"},
            "/teams/keys": {"keys": [{**JWK, "endorsements": ["msteams"]}]},
            "/teams/token": {"token_type": "Bearer", "expires_in": 3600, "access_token": "ours"},
        }

    def _token(self, secret: str) -> str:
        """One for an hour, as Microsoft's; the forged one is for another robot."""
        if secret not in self._tokens:
            now = int(time.time())
            audience = "app" if secret == self.secret else "another"
            stated = {"serviceurl": self._service, "nbf": now, "exp": now + 3600, "iss": ISSUER, "aud": audience}
            self._tokens[secret] = jwt.encode(stated, KEY, "RS256", {"kid": KID})
        return self._tokens[secret]

    def event(self, who, number, text, secret):
        activity = {
            "type": "message",
            "id": str(number),
            "channelId": "msteams",
            "serviceUrl": self._service,
            "from": {"id": f"29:{who}"},
            "recipient": {"id": "28:app"},
            "conversation": {"id": f"a:{who}", "conversationType": "personal"},
            "text": text,
        }
        body = json.dumps(activity).encode()
        return Signed("POST", self.path, [JSON, ("Authorization", f"Bearer {self._token(secret)}")], body)

    def said(self, place, body):
        return int(place["conversation"].removeprefix("a:")), body["text"]

    def shows(self, place, body):
        return "attachments" in body


class Mattermost(Platform):
    name, share = "mattermost", 11
    address = ""

    def variables(self, url):
        return {"LAUREAT_MATTERMOST_TOKEN": self.secret}

    def event(self, who, number, text, secret):
        written = {
            "token": secret,
            "channel_id": f"c{who}",
            "user_id": f"u{who}",
            "post_id": f"p{number}",
            "text": f"laureat {text}",
            "trigger_word": "laureat",
        }
        return Signed("POST", self.path, [JSON], json.dumps(written).encode())

    def told(self, body):
        return str(json.loads(body).get("text", ""))


class Matrix(Platform):
    name, share = "matrix", 11
    address = "/_matrix/client/v3/rooms/{room}/send/m.room.message/{transaction}"
    passed: ClassVar[object] = {"event_id": "$answer"}

    def variables(self, url):
        return {
            "LAUREAT_MATRIX_HOMESERVER_URL": url,
            "LAUREAT_MATRIX_HS_TOKEN": self.secret,
            "LAUREAT_MATRIX_AS_TOKEN": "as-token",
            "LAUREAT_MATRIX_USER": "@laureat:ville.example",
        }

    def event(self, who, number, text, secret):
        said = {
            "type": "m.room.message",
            "event_id": f"${number}",
            "room_id": f"!{who}:ville.example",
            "sender": f"@p{who}:ville.example",
            "content": {"msgtype": "m.text", "body": text},
            "unsigned": {"age": int(time.time() * 1000) % 100_000},
        }
        path = f"/_matrix/app/v1/transactions/{quote(str(number))}"
        headers = [JSON, ("Authorization", f"Bearer {secret}")]
        return Signed("PUT", path, headers, json.dumps({"events": [said]}).encode())

    def said(self, place, body):
        return int(place["room"].removeprefix("!").partition(":")[0]), body["body"]


class Chatwoot(Platform):
    name, share = "chatwoot", 12
    address = "/api/v1/accounts/1/conversations/{conversation}/messages"
    passed: ClassVar[object] = {"id": 1}

    def variables(self, url):
        return {
            "LAUREAT_CHATWOOT_URL": url,
            "LAUREAT_CHATWOOT_TOKEN": "robot",
            "LAUREAT_CHATWOOT_SECRET": self.secret,
            "LAUREAT_CHATWOOT_ACCOUNT_ID": "1",
        }

    def event(self, who, number, text, secret):
        said = {
            "event": "message_created",
            "id": number,
            "content": text,
            "message_type": "incoming",
            "content_type": "text",
            "private": False,
            "conversation": {"id": who, "status": "pending"},
            "account": {"id": 1},
        }
        body, at = json.dumps(said).encode(), str(int(time.time()))
        signature = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
        headers = [
            JSON,
            ("X-Chatwoot-Timestamp", at),
            ("X-Chatwoot-Signature", f"sha256={signature}"),
            ("X-Chatwoot-Delivery", f"delivery-{number}"),
        ]
        return Signed("POST", self.path, headers, body)

    def said(self, place, body):
        return int(place["conversation"]), body["content"]


PLATFORMS: tuple[Platform, ...] = (
    Messenger(),
    WhatsApp(),
    Telegram(),
    Twilio(),
    Slack(),
    Teams(),
    Mattermost(),
    Matrix(),
    Chatwoot(),
)
