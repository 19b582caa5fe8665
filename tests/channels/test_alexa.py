import base64
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
import pytest_asyncio
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

from bot.channels import phrases
from bot.channels.alexa import MOST_CHAIN, Alexa, chain_url
from bot.channels.channel import Refused, Unreadable
from bot.message import Button
from tests.channels import amazon, exchange
from tests.channels.exchange import BARE, JSON, NOW, PICTURE, PNG, REPLY, SHOWN, answered, only, sent, settings, verdict

BODY = (
    '{"version":"1.0","session":{"new":true,"sessionId":"amzn1.echo-api.session.1","application":{"applicationId":'
    '"amzn1.ask.skill.ville"},"user":{"userId":"amzn1.ask.account.U"}},"context":{"System":{"application":'
    '{"applicationId":"amzn1.ask.skill.ville"},"user":{"userId":"amzn1.ask.account.U"}}},"request":{"type":'
    '"IntentRequest","requestId":"amzn1.echo-api.request.1","locale":"fr-FR","timestamp":"2023-11-14T22:13:20Z",'
    '"intent":{"name":"AskIntent","confirmationStatus":"NONE","slots":{"query":{"name":"query","value":'
    '"horaires de la déchèterie","confirmationStatus":"NONE"}}}}}'
)
SIGNED = (
    "fKq450M+WNtq5KB3K50IXRS2mWNv7LpqB102jL3Y4WL/REta8eCDINVWKiHaxLE1gIOHfqCgrDL9fF9kecBtYZ7CN/3PVpTx4VSDjWnx0sIIdM6Q"
    "iIeLpkxDiI+HqhPGtrzen+U7E9M1xLS2HMLdTxbUTz47Z4ur7PFTnVpjOwJ2ow/B60ZaAMS5TcIvMxRodc+wplJuOoXQ06bUyhR4v4Nfgj2EqGbN"
    "OuO6Q0Bezt1Y5e89JdNGwDRMMuvgUkZSwgESPeUBGERGsrneyVmVW1tkv96N+EUkqACf+mFK34uOoSchPLlQ95p3cMI15ScacfpN8DJzf22O+xuI"
    "C0zSAg=="
)
MODULUS = (
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pC"
    "gNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg6"
    "65xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRW"
    "yuXpoQ"
)
PUBLIC = RSAPublicNumbers(65537, int.from_bytes(base64.urlsafe_b64decode(MODULUS + "=="))).public_key()
"""The key of RFC 7515, appendix A.2, with which the example above is signed."""


@pytest.fixture(scope="module")
def authority():
    return amazon.Authority()


@pytest.fixture(scope="module")
def private():
    return amazon.key()


@pytest_asyncio.fixture
async def published(authority, private, tmp_path):
    chains = {
        "/echo.api/c.pem": amazon.pem(authority.issue(PUBLIC)),
        "/echo.api/ours.pem": amazon.pem(authority.issue(private.public_key())),
    }
    server = amazon.Published(chains)
    await server.start(authority, tmp_path)
    yield server
    await server.stop()


@pytest.fixture
def alexa(authority, published):
    channel = Alexa(settings(alexa_skill_id="amzn1.ask.skill.ville"), [authority.certificate])
    channel.use(published.http)
    return channel


def example(body=BODY, now=NOW, url=amazon.CHAIN_URL, signature=SIGNED):
    return sent(body, amazon.headers(url, signature), now=now)


def resigned(private, body, now=NOW):
    """Another body, signed with the key of `ours.pem`."""
    return example(body, now, amazon.CHAIN_URL.replace("c.pem", "ours.pem"), amazon.sign(private, body.encode()))


def asked(kind="IntentRequest", intent=None, new=False, **slots):
    """A request that somebody speaks."""
    body = msgspec.json.decode(BODY)
    body["session"]["new"] = new
    body["request"]["type"] = kind
    if kind == "IntentRequest":
        values = {name: {"name": name, "value": value} for name, value in slots.items()}
        body["request"]["intent"] = {"name": intent or "AskIntent", "slots": values}
    else:
        del body["request"]["intent"]
    return sent(msgspec.json.encode(body), [JSON])


def said(response):
    """The speech of a response, and whether the session ends."""
    spoken = msgspec.json.decode(response.body)["response"]
    return spoken["outputSpeech"]["text"], spoken["shouldEndSession"]


async def test_a_request_that_amazon_signed_is_accepted(alexa):
    assert len(BODY.encode()) == 579
    assert await verdict(alexa, example()) == "accepted"


async def test_a_changed_body_is_refused(alexa):
    assert await verdict(alexa, example(BODY + " ")) == "refused"
    assert await verdict(alexa, example(BODY.replace("horaires", "adresses"))) == "refused"


@pytest.mark.parametrize(
    ("apart", "meaning"), [(150, "accepted"), (-150, "accepted"), (151, "refused"), (-151, "refused")]
)
async def test_a_request_of_two_minutes_and_a_half_is_accepted(alexa, apart, meaning):
    assert await verdict(alexa, example(now=NOW + apart)) == meaning


async def test_a_request_for_another_skill_is_refused_without_asking_for_certificates(published):
    channel = Alexa(settings(alexa_skill_id="amzn1.ask.skill.autre"))
    channel.use(published.http)

    assert await verdict(channel, example()) == "refused"
    assert published.asked == []


async def test_every_skill_that_is_named_must_be_ours(alexa, private):
    assert await verdict(alexa, resigned(private, BODY)) == "accepted"
    assert await verdict(alexa, resigned(private, BODY.replace("skill.ville", "skill.autre", 1))) == "refused"


async def test_a_time_without_its_zone_is_refused(alexa, private):
    assert await verdict(alexa, resigned(private, BODY.replace("20Z", "20"))) == "refused"


async def test_what_happens_to_a_skill_may_be_told_an_hour_later(alexa, private):
    told = BODY.replace("IntentRequest", "AlexaSkillEvent.SkillEnabled")

    assert await verdict(alexa, resigned(private, told, NOW + 3600)) == "accepted"
    assert await verdict(alexa, resigned(private, told, NOW + 3601)) == "refused"


@pytest.mark.parametrize(
    "signature", ["", "x", "é", "AAAA", SIGNED[:-4], SIGNED[4:], SIGNED + "\n", SIGNED.lower(), "\udcff"]
)
async def test_another_signature_is_refused(alexa, signature):
    assert await verdict(alexa, example(signature=signature)) == "refused"


@pytest.mark.parametrize("number", [1, 2])
async def test_a_proof_given_twice_or_not_at_all_is_refused(alexa, number):
    proof = amazon.headers(amazon.CHAIN_URL, SIGNED)

    assert await verdict(alexa, sent(BODY, [*proof, proof[number]])) == "refused"
    assert await verdict(alexa, sent(BODY, [header for header in proof if header != proof[number]])) == "refused"


@pytest.mark.parametrize(
    "url",
    [
        "https://s3.amazonaws.com/echo.api/c.pem",
        "https://s3.amazonaws.com/echo.api/../echo.api/c.pem",
        "https://s3.amazonaws.com:443/echo.api/c.pem",
        "https://S3.AMAZONAWS.COM/echo.api/c.pem",
        "HTTPS://s3.amazonaws.com/echo.api/c.pem",
        "https://s3.amazonaws.com/echo.api/./c.pem?a=1#b",
    ],
)
async def test_where_amazon_publishes_is_asked(alexa, published, url):
    assert await verdict(alexa, example(url=url)) == "accepted"
    assert published.asked == ["/echo.api/c.pem"]


@pytest.mark.parametrize(
    "url",
    [
        "http://s3.amazonaws.com/echo.api/c.pem",
        "https://notamazon.com/echo.api/c.pem",
        "https://s3.amazonaws.com/EcHo.aPi/c.pem",
        "https://s3.amazonaws.com/invalid.path/c.pem",
        "https://s3.amazonaws.com:563/echo.api/c.pem",
        "https://s3.amazonaws.com/echo.api/../autre/c.pem",
        "https://s3.amazonaws.com/echo.api/%2e%2e/autre/c.pem",
        "https://s3.amazonaws.com/echo.api/%2e%2e%2fautre/c.pem",
        "https://s3.amazonaws.com/echo.api\\..\\autre/c.pem",
        "https://s3.amazonaws.com/echo.api",
        "https://s3.amazonaws.com//echo.api/c.pem",
        "https://s3.amazonaws.com.evil.example/echo.api/c.pem",
        "https://s3.amazonaws.com@evil.example/echo.api/c.pem",
        "https://moi@s3.amazonaws.com/echo.api/c.pem",
        "https://s3.amazonaws.com:x/echo.api/c.pem",
        "https://[/echo.api/c.pem",
        "//s3.amazonaws.com/echo.api/c.pem",
        "/echo.api/c.pem",
        "é",
        "\udcff",
        "",
    ],
)
async def test_nowhere_else_is_asked(alexa, published, url):
    assert await verdict(alexa, example(url=url)) == "refused"
    assert published.asked == []


async def test_the_certificates_are_asked_for_once(alexa, published):
    for _ in range(3):
        assert await verdict(alexa, example()) == "accepted"

    assert published.asked == ["/echo.api/c.pem"]


async def test_the_certificates_are_asked_for_again_when_they_have_expired(alexa, published, authority):
    ends = datetime.fromtimestamp(NOW, UTC) + timedelta(seconds=10)
    published.answers["/echo.api/c.pem"] = amazon.pem(authority.issue(PUBLIC, ends=ends))

    assert await verdict(alexa, example()) == "accepted"
    assert await verdict(alexa, example(now=NOW + 11)) == "refused"
    published.answers["/echo.api/c.pem"] = amazon.pem(authority.issue(PUBLIC))
    assert await verdict(alexa, example(now=NOW + 11)) == "accepted"


async def test_a_chain_over_a_relay_is_trusted(alexa, published, authority):
    relay = authority.below()
    published.answers["/echo.api/c.pem"] = amazon.pem(relay.issue(PUBLIC), relay.certificate)

    assert await verdict(alexa, example()) == "accepted"


async def test_a_chain_that_does_not_lead_to_a_trusted_root_is_refused(alexa, published, authority):
    relay, stranger = authority.below(), amazon.Authority()
    for chain in (
        (relay.issue(PUBLIC),),
        (stranger.issue(PUBLIC), stranger.certificate),
        (stranger.issue(PUBLIC), authority.certificate),
        (authority.certificate,),
    ):
        published.answers["/echo.api/c.pem"] = amazon.pem(*chain)

        assert await verdict(alexa, example()) == "refused"


@pytest.mark.parametrize("name", ["echo-api.amazon.com.evil.example", "amazon.com", "s3.amazonaws.com"])
async def test_a_certificate_of_another_name_is_refused(alexa, published, authority, name):
    published.answers["/echo.api/c.pem"] = amazon.pem(authority.issue(PUBLIC, name))

    assert await verdict(alexa, example()) == "refused"


async def test_a_certificate_of_another_time_is_refused(alexa, published, authority):
    now, day = datetime.fromtimestamp(NOW, UTC), timedelta(days=1)
    for begins, ends in ((now - 2 * day, now - day), (now + day, now + 2 * day)):
        published.answers["/echo.api/c.pem"] = amazon.pem(authority.issue(PUBLIC, begins=begins, ends=ends))

        assert await verdict(alexa, example()) == "refused"


async def test_a_key_of_another_kind_is_refused(alexa, published, authority):
    published.answers["/echo.api/c.pem"] = amazon.pem(
        authority.issue(ec.generate_private_key(ec.SECP256R1()).public_key())
    )

    assert await verdict(alexa, example()) == "refused"


@pytest.mark.parametrize(
    "answer", [b"", b"x", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", b"a" * (MOST_CHAIN + 1)]
)
async def test_what_is_no_chain_is_refused(alexa, published, answer):
    published.answers["/echo.api/c.pem"] = answer

    assert await verdict(alexa, example()) == "refused"


async def test_a_chain_longer_than_any_is_not_read(alexa, published, authority):
    padded = amazon.pem(authority.issue(PUBLIC)) + b"\n" * MOST_CHAIN
    published.answers["/echo.api/c.pem"] = padded

    assert await verdict(alexa, example()) == "refused"


async def test_no_redirection_is_followed(alexa, published, authority):
    published.answers["/elsewhere"] = amazon.pem(authority.issue(PUBLIC))
    published.answers["/echo.api/c.pem"] = web.Response(status=302, headers={"Location": "/elsewhere"})

    assert await verdict(alexa, example()) == "refused"
    assert published.asked == ["/echo.api/c.pem"]


async def test_a_server_that_is_gone_makes_a_refusal(alexa, published):
    await published.server.close()

    assert await verdict(alexa, example()) == "refused"


async def test_the_roots_of_mozilla_do_not_trust_us(published):
    channel = Alexa(settings(alexa_skill_id="amzn1.ask.skill.ville"))
    channel.use(published.http)

    assert await verdict(channel, example()) == "refused"


def test_amazon_gets_a_bad_request(alexa):
    response = alexa.refusal(Refused("signature"))

    assert response is not None
    assert response.status == 400


def test_the_address_is_what_is_asked():
    assert str(chain_url("https://s3.amazonaws.com/echo.api/a/../c.pem?x")) == amazon.CHAIN_URL


def test_the_words_of_a_slot_are_the_message(alexa):
    message = only(alexa, example())

    assert (message.id, message.sender) == ("amzn1.echo-api.request.1", "amzn1.ask.account.U")
    assert message.text == "horaires de la déchèterie"
    assert message.inline


def test_several_slots_are_one_message(alexa):
    assert only(alexa, asked(a="horaires", b="dimanche")).text == "horaires dimanche"


@pytest.mark.parametrize(
    ("intent", "text"),
    [("AMAZON.HelpIntent", phrases.HELP), ("AMAZON.YesIntent", phrases.YES), ("AMAZON.NoIntent", phrases.NO)],
)
def test_what_amazon_understands_by_itself_is_said_in_words(alexa, intent, text):
    assert only(alexa, asked(intent=intent)).text == text


def test_opening_is_greeted_and_waits(alexa):
    received = alexa.read(asked("LaunchRequest"))

    assert received.messages == ()
    assert said(received.response) == (phrases.WELCOME, False)


@pytest.mark.parametrize("intent", ["AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"])
def test_stopping_ends_the_session(alexa, intent):
    received = alexa.read(asked(intent=intent))

    assert received.messages == ()
    assert said(received.response) == (phrases.GOODBYE, True)


@pytest.mark.parametrize("intent", ["AMAZON.FallbackIntent", "AskIntent"])
def test_what_has_no_words_is_asked_again(alexa, intent):
    received = alexa.read(asked(intent=intent))

    assert received.messages == ()
    assert said(received.response) == (phrases.UNHEARD, False)


@pytest.mark.parametrize("kind", ["SessionEndedRequest", "AudioPlayer.PlaybackStarted", "CanFulfillIntentRequest"])
def test_what_says_nothing_gets_an_empty_answer(alexa, kind):
    received = alexa.read(asked(kind))

    assert (received.messages, received.response) == ((), None)
    assert msgspec.json.decode(alexa.acknowledgement.body) == {"version": "1.0", "response": {}}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b"\xff", b'{"request":{"type":"LaunchRequest"}}'])
async def test_another_shape_is_unreadable(alexa, body):
    with pytest.raises(Unreadable):
        alexa.read(sent(body, [JSON]))
    assert await verdict(alexa, example(body)) == "unreadable"


def test_a_reply_is_spoken_with_its_source_and_what_can_be_asked(alexa):
    speech, ends = said(alexa.respond(REPLY, only(alexa, asked(q="a"))))

    assert speech == (
        "La déchèterie ouvre à 9 h. Source : Registre, 27 novembre 2018, ligne 4. "
        "Vous pouvez demander : Et dimanche ? Ou encore : Où est-ce ?"
    )
    assert not ends


def test_a_question_asked_without_opening_is_answered_and_the_session_ends(alexa):
    assert said(alexa.respond(BARE, only(alexa, asked(new=True, q="a")))) == ("Bonjour.", True)


def test_an_open_session_stays_open_and_asks(alexa):
    assert said(alexa.respond(BARE, only(alexa, asked(q="a")))) == (f"Bonjour. {phrases.ANYTHING_ELSE}", False)


def test_what_is_asked_back_keeps_the_session(alexa):
    asks = msgspec.structs.replace(BARE, text="Laquelle ?", outcome="clarify")
    response = answered(alexa, only(alexa, asked(new=True, q="a")), asks)["response"]

    assert response["outputSpeech"] == {"type": "PlainText", "text": "Laquelle ?"}
    assert response["shouldEndSession"] is False
    assert "reprompt" in response


def test_a_picture_is_on_a_card_and_not_spoken_of(alexa):
    message = only(alexa, asked(q="a"))
    response = answered(
        Alexa(settings(alexa_skill_id="amzn1.ask.skill.ville", public_url=exchange.PUBLIC)), message, SHOWN
    )["response"]

    assert response.pop("card") == {
        "type": "Standard",
        "title": PICTURE.title,
        "text": PICTURE.alternative,
        "image": {"smallImageUrl": PNG, "largeImageUrl": PNG},
    }
    assert response == answered(alexa, message, SHOWN)["response"] == answered(alexa, message, BARE)["response"]


def test_speech_is_as_long_as_amazon_takes(alexa):
    reply = msgspec.structs.replace(REPLY, text="Il était une fois. " * 1000, buttons=(Button("a" * 9000, "a"),))
    speech, _ = said(alexa.respond(reply, only(alexa, asked(q="a"))))

    assert 4000 < len(speech) <= 8000
