"""Whatever is sent to a channel, it is received, refused or unreadable; what is received can be answered."""

from contextlib import suppress
from typing import Any

import msgspec
import pytest
from aiohttp import ClientError
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.channels.alexa import Alexa
from bot.channels.channel import Channel, Received, Refused, Unreadable
from bot.channels.meta import Messenger, WhatsApp
from tests.channels import (
    amazon,
    exchange,
    test_alexa,
    test_mattermost,
    test_meta,
    test_slack,
    test_telegram,
    test_twilio,
)
from tests.channels.exchange import FORM, JSON, REPLY, encoded, meta_signed, sent, slack_signed


class Unreachable:
    """A network where nobody answers."""

    def get(self, *_: object, **__: object) -> Any:
        raise ClientError("nobody")


def alexa() -> Alexa:
    channel = Alexa(exchange.settings(alexa_skill_id="amzn1.ask.skill.ville"))
    channel.use(Unreachable())
    return channel


CHANNELS: dict[str, Channel] = {
    "twilio": test_twilio.twilio(),
    "twilio api": test_twilio.twilio(twilio_account_sid="AC0"),
    "slack": test_slack.slack(),
    "mattermost": test_mattermost.mattermost(),
    "alexa": alexa(),
    "messenger": Messenger(exchange.settings(**test_meta.meta())),
    "whatsapp": WhatsApp(exchange.settings(**test_meta.meta())),
    "telegram": test_telegram.telegram(),
}
SLACK_CLICK = encoded({"payload": msgspec.json.encode(test_slack.CLICK).decode()})
TWILIO_PROOF = test_twilio.twilio_signed(test_twilio.BASE + exchange.HERE, test_twilio.SMS)
EXAMPLES: list[tuple[str, str | bytes, list[tuple[str, str]]]] = [
    ("twilio", encoded(test_twilio.SMS), [FORM, ("X-Twilio-Signature", TWILIO_PROOF)]),
    ("twilio", msgspec.json.encode(test_twilio.SMS), [JSON]),
    ("slack", test_slack.FRENCH, slack_signed(test_slack.FRENCH)),
    ("slack", encoded(test_slack.COMMAND), slack_signed(encoded(test_slack.COMMAND), kind=FORM)),
    ("slack", SLACK_CLICK, slack_signed(SLACK_CLICK, kind=FORM)),
    ("mattermost", msgspec.json.encode(test_mattermost.HOOK), [JSON]),
    ("mattermost", encoded(test_mattermost.COMMAND), [FORM, test_mattermost.PROOF]),
    ("alexa", test_alexa.BODY, amazon.headers(amazon.CHAIN_URL, test_alexa.SIGNED)),
    ("messenger", test_meta.MESSENGER, meta_signed(test_meta.MESSENGER)),
    ("whatsapp", test_meta.WHATSAPP, meta_signed(test_meta.WHATSAPP)),
    ("telegram", test_telegram.BODY, [JSON, test_telegram.SECRET]),
]
SIGNED = ("slack", "messenger", "whatsapp", "alexa")
"""Those whose every byte is signed."""
NAMES = [f"{name} {headers[0][1]}" for name, _, headers in EXAMPLES]
PROOFS = (
    "Content-Type",
    "Authorization",
    "X-Twilio-Signature",
    "X-Twilio-Webhooks-Signature-Settings",
    "X-Slack-Request-Timestamp",
    "X-Slack-Signature",
    "SignatureCertChainUrl",
    "Signature-256",
    "X-Hub-Signature-256",
    "X-Telegram-Bot-Api-Secret-Token",
)
KINDS = ("application/json", "application/x-www-form-urlencoded", "text/plain")
LIKELY = st.sampled_from(
    (*KINDS, "1700000000", "v0=", "sha256=", "sha256=é", "Token ", "AAAA", "https://s3.amazonaws.com/echo.api/c.pem")
)


def lenient(raw: bytes) -> str:
    """What aiohttp makes of a header's bytes."""
    return raw.decode("utf-8", "surrogateescape")


VALUES = LIKELY | st.binary(max_size=40).map(lenient)
HEADERS = st.lists(st.tuples(st.sampled_from(PROOFS), VALUES), max_size=8)
TARGETS = st.binary(max_size=40).map(lenient) | st.binary(max_size=40).map(lambda raw: "/webhooks?" + lenient(raw))
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
WORDS = SCALARS | st.sampled_from(("message", "app_mention", "block_actions", "IntentRequest", "", "1", "\x00", "é"))
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


def paths(tree: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where everything in a tree stands."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [here, *(path for key, value in inner for path in paths(value, (*here, key)))]


def replaced(tree: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copied = dict(tree) if isinstance(tree, dict) else list(tree)
    copied[path[0]] = replaced(copied[path[0]], path[1:], value)
    return copied


@st.composite
def altered(draw: st.DrawFn, example: str | bytes, kind: tuple[str, str]) -> bytes:
    """A body of the platform's shape, but for something in it."""
    raw = example.encode() if isinstance(example, str) else example
    if kind == JSON:
        tree = msgspec.json.decode(raw)
        for _ in range(draw(st.integers(1, 3))):
            tree = replaced(tree, draw(st.sampled_from(paths(tree))), draw(TREES))
        return msgspec.json.encode(tree)
    start = draw(st.integers(0, len(raw)))
    return raw[:start] + draw(st.binary(max_size=6) | st.sampled_from((b"&", b"%", b"%ff", b"="))) + raw[start:]


def answers(channel: Channel, received: Received) -> None:
    for message in received.messages:
        if message.inline:
            assert channel.respond(REPLY, message).status == 200
        else:
            for call in channel.write(REPLY, message):
                msgspec.json.encode(call.json)


@pytest.mark.parametrize("name", CHANNELS)
@settings(max_examples=60, deadline=None)
@given(
    body=st.binary(max_size=80),
    headers=HEADERS,
    target=TARGETS,
    method=st.sampled_from(("POST", "GET")),
    now=st.floats(0, 4e9),
)
async def test_anything_is_refused_or_unreadable(name, body, headers, target, method, now):
    assert await exchange.verdict(CHANNELS[name], sent(body, headers, target, method, now)) in ("refused", "unreadable")


@pytest.mark.parametrize(("name", "example", "headers"), EXAMPLES, ids=NAMES)
@settings(max_examples=60, deadline=None)
@given(data=st.data(), more=HEADERS)
async def test_an_altered_request_is_not_accepted_where_it_is_signed(name, example, headers, data, more):
    body = data.draw(altered(example, headers[0]))
    assume(body != (example.encode() if isinstance(example, str) else example))

    found = await exchange.verdict(CHANNELS[name], sent(body, [*headers, *more]))

    assert found in ("refused", "unreadable") or name not in SIGNED


@pytest.mark.parametrize(("name", "example", "headers"), EXAMPLES, ids=NAMES)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_proven_request_of_almost_the_right_shape_is_read_or_unreadable(name, example, headers, data):
    channel = CHANNELS[name]
    try:
        received = channel.read(sent(data.draw(altered(example, headers[0])), headers[:1]))
    except (Unreadable, Refused):
        return
    answers(channel, received)


@pytest.mark.parametrize("name", CHANNELS)
@settings(max_examples=60, deadline=None)
@given(body=st.binary(max_size=80), kind=st.sampled_from(KINDS))
def test_a_proven_request_of_any_bytes_is_read_or_unreadable(name, body, kind):
    channel = CHANNELS[name]
    try:
        received = channel.read(sent(body, [("Content-Type", kind)]))
    except Unreadable:
        return
    answers(channel, received)


@pytest.mark.parametrize("name", CHANNELS)
@settings(max_examples=50, deadline=None)
@given(target=TARGETS)
def test_any_greeting_is_answered_or_refused(name, target):
    with suppress(Refused):
        assert CHANNELS[name].greet(sent(method="GET", target=target)).status == 200


@pytest.mark.parametrize("name", CHANNELS)
@settings(max_examples=40, deadline=None)
@given(status=st.integers(100, 599), body=st.binary(max_size=40) | TREES.map(msgspec.json.encode))
def test_any_answer_of_a_platform_means_something(name, status, body):
    verdict = CHANNELS[name].judge(status, body)

    assert not (verdict.sent and status >= 300)
