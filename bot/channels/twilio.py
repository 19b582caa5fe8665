"""Twilio (SMS, WhatsApp): a signature over the public address and the form; TwiML in the answer, or the API."""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from msgspec import structs
from twilio.request_validator import (
    HMAC_SHA1,
    HMAC_SHA256,
    SIGNATURE_SETTINGS_HEADER,
    RequestValidator,
    get_signature_algorithm,
)
from twilio.twiml.messaging_response import MessagingResponse

from bot.channels.channel import (
    Call,
    Channel,
    Incoming,
    Received,
    Refused,
    Request,
    Response,
    Unreadable,
    decode,
    form,
)
from bot.channels.fitting import Fitted, compose, cut, fit, gsm7
from bot.channels.limits import Limits
from bot.message import Reply
from bot.settings import Settings

_WHATSAPP = "whatsapp:"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Twilio(Channel):
    """See `Channel`; without an account's identifier, a reply is the HTTP response."""

    name = "twilio"
    limits: ClassVar[Limits] = Limits(text=1600, pictures="images")
    """Of WhatsApp."""
    sms: ClassVar[Limits] = structs.replace(limits, pictures="none")
    """No image goes by SMS to France, and an address would be one SMS more to pay."""
    acknowledgement: ClassVar[Response] = Response(b"<Response/>", "text/xml")

    def __init__(self, settings: Settings) -> None:
        """From the settings of the installation; of several tokens, the first is the one that calls the API."""
        channels = settings.channels
        tokens = [token.decode() for token in channels.twilio_auth_token]
        self._validators = tuple(map(RequestValidator, tokens))
        self._origin = settings.public_url
        self._gsm7 = channels.sms_gsm7
        self._inline = not channels.twilio_account_sid
        account = channels.twilio_account_sid
        self._url = f"{channels.twilio_api_url}/2010-04-01/Accounts/{account}/Messages.json"
        proof = b64encode(f"{account}:{tokens[0] if tokens else ''}".encode()).decode()
        self._headers = {"Authorization": f"Basic {proof}"}

    async def verify(self, request: Request) -> None:
        """See `Channel`: Twilio signs the address it was given, which only the settings know behind a proxy."""
        signature = request.header("X-Twilio-Signature")
        named = request.headers.getall(SIGNATURE_SETTINGS_HEADER, ())
        if len(named) > 1:
            raise Refused("doubled")
        algorithm = get_signature_algorithm(named[0] if named else "").upper()
        if algorithm not in (HMAC_SHA1, HMAC_SHA256):
            # The library would write it into the log.
            raise Refused("algorithm")
        url = self._origin + request.target
        try:
            signed: Any = request.body.decode() if request.is_json else form(request.body)
            valid = [validator.validate(url, signed, signature, algorithm) for validator in self._validators]
        except (ValueError, TypeError, Unreadable):
            # What is not UTF-8, and JSON whose digest stands not in the address.
            raise Refused("signature") from None
        if not any(valid):
            raise Refused("signature")

    def read(self, request: Request) -> Received:
        """See `Channel`; what Twilio has answered by itself (« STOP ») is no message, nor is a receipt."""
        fields = _fields(request)
        id_, sender = fields.get("MessageSid") or fields.get("SmsMessageSid"), fields.get("From")
        if not id_ or not sender or "OptOutType" in fields or "MessageStatus" in fields:
            return Received()
        text = fields.get("ButtonPayload") or fields.get("Body", "").strip()
        other = not text and (fields.get("NumMedia", "0") != "0" or "Latitude" in fields)
        if not text and not other:
            return Received()
        to = {"to": sender, "from": fields.get("To", "")}
        return Received((Incoming(id_, sender, text, to, other=other, inline=self._inline),))

    def write(self, reply: Reply, message: Incoming) -> Sequence[Call]:
        """See `Channel`."""
        to = {"To": message.to["to"], "From": message.to["from"]}
        fitted = self._fit(reply, message)
        calls = [Call(self._url, form={**to, "Body": text}, headers=self._headers) for text in fitted.texts]
        if fitted.image is not None:
            shown = {**to, "Body": fitted.image.title, "MediaUrl": fitted.image.url}
            calls.append(Call(self._url, form=shown, headers=self._headers, reply=False))
        return calls

    def respond(self, reply: Reply, message: Incoming) -> Response:
        """See `Channel`."""
        answer = MessagingResponse()
        fitted = self._fit(reply, message)
        for text in fitted.texts:
            answer.message(_NOT_XML.sub("", text))
        if fitted.image is not None:
            shown = answer.message()
            shown.body(_NOT_XML.sub("", fitted.image.title))
            shown.media(fitted.image.url)
        return Response(answer.to_xml().encode(), "text/xml")

    def _fit(self, reply: Reply, message: Incoming) -> Fitted:
        """A reply as messages. Every SMS is paid for: mere suggestions are left out, choices asked for are not."""
        if message.sender.startswith(_WHATSAPP):
            return fit(reply, self.limits, self._origin)
        if reply.outcome != "clarify":
            reply = structs.replace(reply, buttons=())
        text, _ = compose(reply, self.sms, self._origin)
        return Fitted(tuple(cut(gsm7(text) if self._gsm7 else text, self.sms)))


def _fields(request: Request) -> Mapping[str, str]:
    if not request.is_json:
        return form(request.body)
    written: dict[str, Any] = decode(request.body, dict[str, Any])
    return {name: value for name, value in written.items() if isinstance(value, str)}
