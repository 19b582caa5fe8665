import asyncio
import base64
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import jwt
import pytest
from aiohttp import ClientConnectionError, web
from botbuilder.schema import (
    Activity,
    Attachment,
    CardAction,
    ChannelAccount,
    ConversationAccount,
    SuggestedActions,
)
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import (
    ChannelValidation,
    JwtTokenValidation,
    MicrosoftAppCredentials,
    SimpleCredentialProvider,
)
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from freezegun import freeze_time
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from bot.channels.channel import Refused, Unavailable, Unreadable
from bot.channels.outbound import make_client
from bot.channels.teams import Teams
from bot.message import Button
from tests.channels.exchange import PICTURE, PNG, PUBLIC
from tests.channels.loopback import (
    Platform,
    Saying,
    accepted,
    delivering,
    listening,
    request,
    settings,
    taken,
    told,
    unhurried,
)
from tests.channels.rfc7515 import JWK, KEY, KID

APP = "00000000-0000-0000-0000-0000000000aa"
SERVICE = "https://smba.trafficmanager.net/emea/"
AT = 1_700_000_010
REFERENCE = (
    "eyJhbGciOiJSUzI1NiIsImtpZCI6InJmYzc1MTUtYTIiLCJ0eXAiOiJKV1QifQ.eyJzZXJ2aWNldXJsIjoiaHR0cHM6Ly9zbWJhLnRyYWZmaWNtYW"
    "5hZ2VyLm5ldC9lbWVhLyIsIm5iZiI6MTcwMDAwMDAwMCwiZXhwIjoxNzAwMDAzNjAwLCJpc3MiOiJodHRwczovL2FwaS5ib3RmcmFtZXdvcmsuY29t"
    "IiwiYXVkIjoiMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMGFhIn0.obEzqd7kPTi9PfsJz4OgI9o3HrrRvgGfZS7SruYQkHWffxpk6K"
    "Cfx9ciZLdyC-ueofP13WKV1PKAtI2rYazptvgaSTVV4Tuvhh0hzYUtvp55DWzz-oe-ZS1-LZWwOHPnijw_T-IFJ_BrXifd1r3b0eKFG0Fi3NnQMRDO"
    "5pqfaCEXSNFFmqVzg1Ul1wbsWSVCFqiqaSln5ffvakO1PzZF7tQDo7-5taenxE-O5j-3r4f7-4wcH2mMEziYno2-6kf0lZrmlHvMa_enDk3vxy0yue"
    "lZl3nM9tewT5It-C9Wkvb0jnb2egZtxoQ4GV84wn6rlWk104Dn1BvICiqnpzNsCg"
)
CLAIMS = {
    "serviceurl": SERVICE,
    "nbf": 1_700_000_000,
    "exp": 1_700_003_600,
    "iss": "https://api.botframework.com",
    "aud": APP,
}
OTHER_KEY = rsa.generate_private_key(65537, 2048)


class Microsoft(Platform):
    """Publishes keys, grants tokens, takes replies."""

    def __init__(self) -> None:
        super().__init__(self._say)
        self.keys = [{**JWK, "endorsements": ["msteams", "webchat"]}]
        self.expires_in = 3600
        self.down = False

    def _say(self, sent):
        if self.down:
            return web.Response(status=503)
        if sent.path.endswith("/openidconfiguration"):
            return web.json_response({"issuer": "https://api.botframework.com", "jwks_uri": f"{self.url}/keys"})
        if sent.path == "/keys":
            return web.json_response({"keys": self.keys})
        if sent.path.endswith("/token"):
            return web.json_response({"access_token": f"jeton {self.count('/token')}", "expires_in": self.expires_in})
        return None

    def count(self, path: str) -> int:
        return sum(sent.path == path for sent in self.sent)


@pytest.fixture
async def microsoft() -> AsyncIterator[Microsoft]:
    platform = Microsoft()
    async with listening(platform=platform):
        yield platform


def teams(url: str, token_path: str = "/token", public: str = "", **more: object) -> Teams:
    return Teams(
        settings(
            TEAMS_APP_ID=APP,
            TEAMS_APP_PASSWORD="mot-de-passe",
            TEAMS_OPENID_URL=url,
            TEAMS_TOKEN_URL=f"{url}{token_path}",
            TEAMS_SERVICE_HOSTS="smba.trafficmanager.net,127.0.0.1",
            PUBLIC_URL=public,
        ),
        **more,
    )


@pytest.fixture
async def channel(microsoft) -> AsyncIterator[Teams]:
    made = teams(microsoft.url)
    async with make_client() as http:
        made.use(http)
        yield made


def token(key=KEY, algorithm="RS256", kid: object = KID, header: object = None, **changes: object) -> str:
    stated = {name: value for name, value in {**CLAIMS, **changes}.items() if value is not None}
    named = {"kid": kid} if kid is not None else {}
    return jwt.encode(stated, key, algorithm=algorithm, headers={**named, **(header or {})})


def activity(**changes: object) -> str:
    said = {
        "type": "message",
        "id": "1485983408511",
        "timestamp": "2026-01-01T10:00:00Z",
        "serviceUrl": SERVICE,
        "channelId": "msteams",
        "from": {"id": "29:personne", "aadObjectId": "x"},
        "conversation": {"id": "a:1", "conversationType": "personal"},
        "recipient": {"id": f"28:{APP}"},
        "textFormat": "plain",
        "text": "horaires",
        "locale": "fr-FR",
        "channelData": {"tenant": {"id": "t"}},
        "attachments": [{"contentType": "text/html", "content": "<p>horaires</p>"}],
        **changes,
    }
    return json.dumps({name: value for name, value in said.items() if value is not None})


def signed(bearer: str = REFERENCE, now: float = AT, **changes: object):
    return request(activity(**changes), {"Authorization": f"Bearer {bearer}"}, now=now)


async def test_the_reference_token_is_accepted(channel):
    await channel.verify(signed())


@pytest.mark.parametrize("now", [1_700_003_600 + 299, 1_700_000_000 - 299])
async def test_clocks_may_differ_by_five_minutes(channel, now):
    await channel.verify(signed(now=now))


@pytest.mark.parametrize("now", [1_700_003_600 + 301, 1_700_000_000 - 301])
async def test_a_token_of_another_time_is_refused(channel, now):
    with pytest.raises(Refused, match="time"):
        await channel.verify(signed(now=now))


REFUSED_TOKENS = {
    "another audience": lambda: token(aud="00000000-0000-0000-0000-0000000000bb"),
    "no audience": lambda: token(aud=None),
    "another issuer": lambda: token(iss="https://sts.windows.net/x/"),
    "no issuer": lambda: token(iss=None),
    "no service": lambda: token(serviceurl=None),
    "another service": lambda: token(serviceurl="https://smba.trafficmanager.net/amer/"),
    "another key": lambda: token(OTHER_KEY),
    "an unknown key": lambda: token(OTHER_KEY, kid="autre"),
    "no algorithm": lambda: token(None, "none"),
    "a changed signature": lambda: REFERENCE[:-6] + "AAAAAA",
    "no signature": lambda: REFERENCE.rsplit(".", 1)[0] + ".",
}
STRICTER = {  # Microsoft's library accepts some of these.
    "no end": lambda: token(exp=None),
    "no beginning": lambda: token(nbf=None),
    "an endless end": lambda: token(exp=1e400),
    "an end that is no time": lambda: token(exp="demain"),
    "an end that is no number": lambda: token(exp=float("nan")),
    "a service that is no text": lambda: token(serviceurl=[SERVICE]),
    "no name of a key": lambda: token(kid=None),
    "a name of a key that is no text": lambda: _raw({"alg": "RS256", "kid": 5}, CLAIMS),
    "a name of a key that is a list": lambda: _raw({"alg": "RS256", "kid": ["a"]}, CLAIMS),
    "the public key as a secret": lambda: _confused(),
    "a header that is no object": lambda: _raw([], CLAIMS),
    "claims that are no object": lambda: _raw({"alg": "RS256", "kid": KID}, []),
    "an unknown critical extension": lambda: token(header={"crit": ["x"], "x": 1}),
    "letters of ours": lambda: "é.é.é",
    "half a pair": lambda: "\udcff.\udcff.\udcff",
    "nothing": lambda: "",
    "points": lambda: "....",
    "depth": lambda: f"{_encoded(b'[' * 100_000)}.e30.AA",
}


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _raw(header: object, claims: object) -> str:
    return f"{_encoded(json.dumps(header).encode())}.{_encoded(json.dumps(claims).encode())}.{_encoded(b'x' * 256)}"


def _confused() -> str:
    """A token signed with the published key taken as a shared secret."""
    public = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    signing = f"{_encoded(json.dumps({'alg': 'HS256', 'kid': KID}).encode())}.{_encoded(json.dumps(CLAIMS).encode())}"
    algorithm = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256)
    return f"{signing}.{_encoded(algorithm.sign(signing.encode(), public))}"


@pytest.mark.parametrize("case", [*REFUSED_TOKENS, *STRICTER])
async def test_another_token_is_refused(channel, case):
    with pytest.raises(Refused):
        await channel.verify(signed({**REFUSED_TOKENS, **STRICTER}[case]()))


REFUSED_ACTIVITIES = {
    "another service": {"serviceUrl": "https://evil.example/"},
    "a channel that the key does not speak for": {"channelId": "slack"},
}


@pytest.mark.parametrize("case", REFUSED_ACTIVITIES)
async def test_a_token_of_another_activity_is_refused(channel, case):
    with pytest.raises(Refused):
        await channel.verify(signed(**REFUSED_ACTIVITIES[case]))


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "https://smba.trafficmanager.net.evil.example/",
        "https://evilsmba.trafficmanager.net/",
        "https://smba.trafficmanager.net@evil.example/",
        "https://somebody@smba.trafficmanager.net/",
        "https://evil.example\\@smba.trafficmanager.net/",
        "https://evil.example#@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net/?x=",
        "https://smba.trafficmanager.net/#",
        "http://smba.trafficmanager.net/emea/",
        "ftp://smba.trafficmanager.net/",
        "//smba.trafficmanager.net/",
        "smba.trafficmanager.net",
        "http://127.0.0.2/",
        "https://[::1/",
        "",
    ],
)
async def test_our_token_is_never_taken_elsewhere_than_to_teams(channel, address):
    with pytest.raises(Refused, match="service"):
        await channel.verify(signed(token(serviceurl=address), serviceUrl=address))


@pytest.mark.parametrize("address", ["https://SMBA.trafficmanager.net/fr/", "https://eu.smba.trafficmanager.net/x"])
async def test_the_machines_of_teams_may_have_a_name_below_the_one_that_is_known(channel, address):
    await channel.verify(signed(token(serviceurl=address), serviceUrl=address))


@pytest.mark.parametrize("value", ["", "Bearer", "Bearer ", f"bearer {REFERENCE}", f"Basic {REFERENCE}", REFERENCE])
async def test_a_header_of_another_scheme_is_refused(channel, value):
    with pytest.raises(Refused):
        await channel.verify(request(activity(), {"Authorization": value}, now=AT))


async def test_a_header_that_lacks_or_is_doubled_is_refused(channel):
    header = ("Authorization", f"Bearer {REFERENCE}")

    with pytest.raises(Refused, match="missing"):
        await channel.verify(request(activity(), now=AT))
    with pytest.raises(Refused, match="doubled"):
        await channel.verify(request(activity(), [header, header], now=AT))


async def test_the_keys_are_read_once_a_day(microsoft, channel):
    for now in (AT, AT + 60, AT + 3600):
        await channel.verify(signed(now=now))
    assert microsoft.count("/keys") == 1

    await channel.verify(signed(token(nbf=AT + 86_400, exp=AT + 90_000), now=AT + 86_400))
    assert microsoft.count("/keys") == 2


async def test_activities_that_come_together_at_the_start_wait_for_the_same_keys(microsoft, channel):
    assert all(await asyncio.gather(*(accepted(channel, signed()) for _ in range(10))))
    assert microsoft.count("/keys") == 1


async def test_for_a_token_of_another_algorithm_no_key_is_asked_for(microsoft, channel):
    assert not await accepted(channel, signed(token(None, "none")))
    assert microsoft.sent == []


async def test_a_new_key_is_found_as_soon_as_it_signs(microsoft, channel):
    await channel.verify(signed())
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(OTHER_KEY.public_key()))
    microsoft.keys = [{**public, "kid": "nouvelle", "endorsements": ["msteams"]}]

    await channel.verify(signed(token(OTHER_KEY, kid="nouvelle"), now=AT + 60))


async def test_tokens_of_keys_that_do_not_exist_have_the_keys_read_once_a_minute_at_most(microsoft, channel):
    requests = [signed(token(OTHER_KEY, kid=f"k{number}"), now=AT + number / 100) for number in range(40)]

    assert not any(await asyncio.gather(*(accepted(channel, each) for each in requests)))
    assert microsoft.count("/keys") == 1

    assert not await accepted(channel, signed(token(OTHER_KEY, kid="k"), now=AT + 61))
    assert microsoft.count("/keys") == 2


async def test_a_request_that_cannot_be_judged_for_want_of_keys_must_come_again(microsoft, channel):
    microsoft.down = True
    with pytest.raises(Unavailable):
        await channel.verify(signed())

    microsoft.down = False
    await channel.verify(signed(now=AT + 61))
    with pytest.raises(Refused):
        await channel.verify(signed(token(OTHER_KEY, kid="other"), now=AT + 62))


async def test_while_the_keys_cannot_be_read_those_of_before_hold(microsoft, channel):
    await channel.verify(signed())
    microsoft.down = True

    await channel.verify(signed(token(exp=AT + 200_000), now=AT + 100_000))


@pytest.mark.parametrize("keys", [[], [{}], [{"kid": KID, "kty": "oct", "k": "AA"}], [{**JWK, "n": "é"}], [JWK], {}, 5])
async def test_published_keys_that_are_of_no_use_refuse_everything(microsoft, channel, keys):
    microsoft.keys = keys

    assert not await accepted(channel, signed())


async def test_an_address_without_a_path_is_that_of_the_whole_document(microsoft, channel):
    await channel.verify(signed())

    assert microsoft.sent[0].path == "/v1/.well-known/openidconfiguration"


async def sdk_accepts(sent) -> bool:
    """The verdict of Microsoft's own library, whose requests for keys block their thread."""
    said = Activity.deserialize(json.loads(sent.body))
    check = JwtTokenValidation.authenticate_request(
        said, sent.headers["Authorization"], SimpleCredentialProvider(APP, "x")
    )

    def run() -> bool:
        try:
            return asyncio.run(check).is_authenticated
        except Exception:
            return False

    with freeze_time(datetime.fromtimestamp(sent.now, UTC), real_asyncio=True):
        return await asyncio.to_thread(run)


COMPARED = {
    "the reference": signed(),
    **{f"at {now}": signed(now=now) for now in (1_700_003_899, 1_700_003_901, 1_699_999_701, 1_699_999_699)},
    **{name: signed(make()) for name, make in REFUSED_TOKENS.items()},
    **{f"{name} in the activity": signed(**changes) for name, changes in REFUSED_ACTIVITIES.items()},
}


@pytest.mark.parametrize("case", COMPARED)
async def test_our_verdict_is_that_of_microsofts_library(microsoft, channel, monkeypatch, case):
    monkeypatch.setattr(ChannelValidation, "open_id_metadata_endpoint", f"{microsoft.url}/openidconfiguration")

    assert await accepted(channel, COMPARED[case]) == await sdk_accepts(COMPARED[case])


def test_a_message_is_read():
    (message,) = teams("http://127.0.0.1:9").read(signed()).messages

    assert (message.id, message.sender) == ("a:1 1485983408511", "a:1 29:personne")
    assert (message.text, message.other) == ("horaires", False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<at>Lauréat</at> horaires", "horaires"),
        ("<at>Lauréat</at>&nbsp;horaires\n", "horaires"),
        ('<at id="0">Lauréat</at> horaires de <AT>Marie</AT> ?', "horaires de   ?"),
        ("2 < 3 <at", "2 < 3 <at"),
    ],
)
def test_names_called_are_no_part_of_the_question(text, said):
    (message,) = teams("http://127.0.0.1:9").read(signed(text=text)).messages

    assert message.text == said


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "conversationUpdate"},
        {"type": "invoke", "name": "x"},
        {"type": "messageReaction", "reactionsAdded": [{"type": "like"}]},
        {"type": "typing"},
        {"text": ""},
        {"text": None},
        {"text": "<at>Lauréat</at>"},
        {"id": None},
        {"from": None},
        {"conversation": None},
    ],
)
def test_what_says_nothing_is_no_message(changes):
    assert teams("http://127.0.0.1:9").read(signed(**changes)).messages == ()


def test_a_photo_without_a_word_is_something_else_than_text():
    attachments = [{"contentType": "image/*"}, {"contentType": "text/html"}]

    (message,) = teams("http://127.0.0.1:9").read(signed(text=None, attachments=attachments)).messages

    assert (message.text, message.other) == ("", True)


def test_people_of_a_group_have_each_their_conversation():
    channel = teams("http://127.0.0.1:9")
    group = {"id": "19:x@thread.tacv2;messageid=1", "conversationType": "channel"}

    senders = [
        channel.read(signed(conversation=group, **{"from": {"id": who}})).messages[0].sender for who in ("29:a", "29:b")
    ]

    assert len(set(senders)) == 2


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"type":1}', "[" * 100_000, '{"type":"message","conversation":5}'])
def test_a_proven_body_of_another_shape_is_unreadable(body):
    with pytest.raises(Unreadable):
        teams("http://127.0.0.1:9").read(request(body))


def local(url: str, **changes: object):
    """A signed activity that wants its answer on loopback."""
    return signed(token(serviceurl=f"{url}/emea/"), serviceUrl=f"{url}/emea/", **changes)


CHOICE = told("Choisir", buttons=(Button("Oui", "oui"), Button("Non", "non")))


async def test_an_answer_goes_where_the_activity_says_with_our_token(microsoft):
    channel = teams(microsoft.url)
    async with delivering(channel, Saying(CHOICE)) as delivery:
        await delivery.receive(channel, local(microsoft.url))
        sent = (await microsoft.get(4))[-1]

    assert (sent.method, sent.path) == ("POST", "/emea/v3/conversations/a%3A1/activities/1485983408511")
    assert sent.headers["Authorization"] == "Bearer jeton 0"
    assert sent.json["suggestedActions"] == {
        "to": ["29:personne"],
        "actions": [
            {"type": "imBack", "title": "Oui", "value": "oui"},
            {"type": "imBack", "title": "Non", "value": "non"},
        ],
    }


async def test_in_a_group_choices_are_numbered(microsoft):
    channel = teams(microsoft.url)
    group = {"id": "19:x@thread.tacv2;messageid=1", "conversationType": "channel"}
    async with delivering(channel, Saying(CHOICE)) as delivery:
        await delivery.receive(channel, local(microsoft.url, conversation=group))
        sent = (await microsoft.get(4))[-1]

    assert sent.path.startswith("/emea/v3/conversations/19%3Ax%40thread.tacv2%3Bmessageid%3D1/activities/")
    assert "suggestedActions" not in sent.json
    assert "1. Oui\n2. Non" in sent.json["text"]


async def test_an_activity_sent_again_is_answered_once(microsoft):
    channel = teams(microsoft.url)
    assistant = Saying("Ouvert.")
    async with delivering(channel, assistant) as delivery:
        for _ in range(3):
            await delivery.receive(channel, local(microsoft.url))

    assert len(assistant.heard) == 1


async def test_our_answer_has_the_shape_of_that_of_microsofts_library(microsoft):
    channel = teams(microsoft.url)
    async with delivering(channel, Saying("Ouvert.")) as delivery:
        await delivery.receive(channel, local(microsoft.url))
        ours = (await microsoft.get(4))[-1]
    official = ConnectorClient(MicrosoftAppCredentials.empty(), base_url=f"{microsoft.url}/emea/")
    await official.conversations.reply_to_activity(
        "a:1",
        "1485983408511",
        Activity(
            type="message",
            text="Ouvert.",
            text_format="plain",
            from_property=ChannelAccount(id=f"28:{APP}"),
            recipient=ChannelAccount(id="29:personne"),
            conversation=ConversationAccount(id="a:1"),
            reply_to_id="1485983408511",
        ),
    )
    theirs = (await microsoft.get(5))[-1]

    assert (ours.method, ours.path, ours.json) == (theirs.method, theirs.path, theirs.json)


async def test_our_image_has_the_shape_of_that_of_microsofts_library(microsoft):
    channel = teams(microsoft.url, public=PUBLIC)
    async with delivering(channel, Saying(structs.replace(CHOICE, picture=PICTURE))) as delivery:
        await delivery.receive(channel, local(microsoft.url))
        said, ours = (await microsoft.get(5))[-2:]
    official = ConnectorClient(MicrosoftAppCredentials.empty(), base_url=f"{microsoft.url}/emea/")
    actions = [CardAction(type="imBack", title=title, value=value) for title, value in (("Oui", "oui"), ("Non", "non"))]
    await official.conversations.reply_to_activity(
        "a:1",
        "1485983408511",
        Activity(
            type="message",
            attachments=[Attachment(content_type="image/png", content_url=PNG, name=PICTURE.title)],
            suggested_actions=SuggestedActions(to=["29:personne"], actions=actions),
            from_property=ChannelAccount(id=f"28:{APP}"),
            recipient=ChannelAccount(id="29:personne"),
            conversation=ConversationAccount(id="a:1"),
            reply_to_id="1485983408511",
        ),
    )
    theirs = (await microsoft.get(6))[-1]

    assert said.json["text"] == "Choisir"
    assert (ours.method, ours.path, ours.json) == (theirs.method, theirs.path, theirs.json)


async def test_an_address_of_tokens_without_a_path_is_that_of_the_whole_bot_framework(microsoft):
    async with make_client() as http:
        await teams(microsoft.url, "").authorise(http)

    assert microsoft.sent[0].path == "/botframework.com/oauth2/v2.0/token"


async def test_our_token_is_asked_for_once_and_again_shortly_before_it_ends(microsoft):
    now = [0.0]
    channel = teams(microsoft.url, clock=lambda: now[0])
    async with make_client() as http:
        first = await asyncio.gather(*(channel.authorise(http) for _ in range(10)))
        now[0] = 3299.0
        await channel.authorise(http)
        assert microsoft.count("/token") == 1
        now[0] = 3300.0
        second = await channel.authorise(http)

    assert {each["Authorization"] for each in first} == {"Bearer jeton 0"}
    assert second == {"Authorization": "Bearer jeton 1"}
    (asked, _) = [sent for sent in microsoft.sent if sent.path == "/token"]
    assert sorted(asked.body.decode().split("&")) == [
        f"client_id={APP}",
        "client_secret=mot-de-passe",
        "grant_type=client_credentials",
        "scope=https%3A%2F%2Fapi.botframework.com%2F.default",
    ]


async def test_a_token_of_a_minute_is_used_for_half_of_it(microsoft):
    microsoft.expires_in = 60
    now = [0.0]
    channel = teams(microsoft.url, clock=lambda: now[0])
    async with make_client() as http:
        for now[0] in (0.0, 29.0, 30.0):
            await channel.authorise(http)

    assert microsoft.count("/token") == 2


async def test_a_token_that_is_not_granted_is_asked_for_again(microsoft):
    refusals = [web.Response(status=503), web.Response(body=b"{}"), web.Response(body=b"\xff")]
    say = microsoft.answer
    microsoft.answer = lambda sent: refusals.pop() if sent.path == "/token" and refusals else say(sent)
    channel = teams(microsoft.url)
    async with delivering(channel, Saying("Ouvert.")) as delivery:
        await delivery.receive(channel, local(microsoft.url))
        sent = (await microsoft.get(7))[-1]

    assert sent.json["text"] == "Ouvert."


@pytest.mark.parametrize("status", [408, 412, 429, 500, 502, 503, 504])
def test_what_may_pass_later_is_tried_again(status):
    verdict = teams("http://127.0.0.1:9").judge(status, b"")

    assert (verdict.sent, verdict.again) == (False, True)


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 413])
def test_what_is_refused_is_not_tried_again(status):
    verdict = teams("http://127.0.0.1:9").judge(status, b"")

    assert (verdict.sent, verdict.again) == (False, False)


class Nowhere:
    """A client that reaches nothing."""

    def get(self, *_: object, **__: object) -> None:
        raise ClientConnectionError("unreachable")


HOSTILE = (
    st.text()
    | st.builds("Bearer {}".format, st.text() | st.just(REFERENCE))
    | st.builds(
        lambda *parts: "Bearer " + ".".join(map(_encoded, parts)),
        *[st.binary() | st.just(b'{"alg":"RS256","kid":"k"}')] * 3,
    )
)


@unhurried
@given(st.binary() | st.text().map(str.encode), st.lists(HOSTILE, max_size=2))
def test_no_request_breaks_it(body, headers):
    channel = teams("http://127.0.0.1:9")
    channel.http = Nowhere()

    asyncio.run(taken(channel, request(body, [("Authorization", value) for value in headers])))
