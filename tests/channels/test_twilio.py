from urllib.parse import urlsplit
from xml.etree import ElementTree

import msgspec
import pytest

from bot.channels.channel import Refused, Unreadable
from bot.channels.twilio import Twilio
from bot.message import Button
from tests.channels.exchange import (
    BARE,
    FORM,
    JSON,
    PICTURE,
    PNG,
    REPLY,
    SHOWN,
    encoded,
    only,
    sent,
    settings,
    twilio_signed,
    verdict,
)

BASE = "https://bot.ville.example"
TARGET = "/webhooks/twilio"
SMS = {
    "MessageSid": "SM0123456789abcdef0123456789abcdef",
    "AccountSid": "AC0",
    "From": "+33612345678",
    "To": "+33700000000",
    "Body": "horaires déchèterie",
    "NumMedia": "0",
}


def twilio(token="twilio-token", base=BASE, **more):
    return Twilio(settings(twilio_auth_token=token, public_url=base, **more))


def signed(fields, signature=None, target=TARGET, *more):
    proof = signature or twilio_signed(BASE + target, fields)
    return sent(encoded(fields), [FORM, ("X-Twilio-Signature", proof), *more], target)


async def test_the_documented_request_of_the_vendor_is_accepted():
    url = urlsplit("https://mycompany.com/myapp.php?foo=1&bar=2")
    fields = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }
    request = sent(
        encoded(fields), [FORM, ("X-Twilio-Signature", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")], f"{url.path}?{url.query}"
    )

    assert await verdict(twilio("12345", "https://mycompany.com"), request) == "accepted"


async def test_a_text_message_in_french_is_accepted():
    assert await verdict(twilio(), signed(SMS, "9+KmQrjIpL0w2QHI7iVgcj1b+X0=")) == "accepted"


async def test_the_signature_is_of_the_address_as_twilio_knows_it():
    assert await verdict(twilio(base="https://autre.example"), signed(SMS)) == "refused"
    assert await verdict(twilio(), signed(SMS, target=TARGET + "?a=1%20b+c&b")) == "accepted"
    assert await verdict(twilio(), signed(SMS, twilio_signed(BASE + TARGET + "?a=1 b", SMS), TARGET + "?a=1%20b")) == (
        "refused"
    )


async def test_a_shared_key_with_sha_256_is_accepted():
    named = ("X-Twilio-Webhooks-Signature-Settings", "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256")
    proof = "kk2FWkWtzg7Kc4uIkBtL8/VA8zROtYYBYQJOQBrsdt0="

    assert await verdict(twilio(), signed(SMS, proof, TARGET, named)) == "accepted"
    assert await verdict(twilio(), signed(SMS, proof)) == "refused"
    assert await verdict(twilio(), signed(SMS, proof, TARGET, named, named)) == "refused"
    assert await verdict(twilio(), signed(SMS, proof, TARGET, (named[0], "algorithm=MD5"))) == "refused"


async def test_an_algorithm_that_nobody_knows_is_refused_without_a_word(caplog):
    named = ("X-Twilio-Webhooks-Signature-Settings", "algorithm=<b>")

    assert await verdict(twilio(), signed(SMS, None, TARGET, named)) == "refused"
    assert caplog.records == []


async def test_json_is_proven_by_the_digest_in_the_address():
    target = TARGET + "?bodySHA256=015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"
    headers = [JSON, ("X-Twilio-Signature", "sT+vldYfqBkN074RW8iGWMd7mqA=")]

    assert await verdict(twilio(), sent('{"a":1}', headers, target)) == "accepted"
    assert await verdict(twilio(), sent('{"a":2}', headers, target)) == "refused"


async def test_json_without_a_digest_is_refused():
    headers = [JSON, ("X-Twilio-Signature", twilio_signed(BASE + TARGET, {}))]

    assert await verdict(twilio(), sent('{"a":1}', headers, TARGET)) == "refused"


@pytest.mark.parametrize("change", [{"Body": "autre"}, {"Body": ""}, {"Extra": "1"}])
async def test_a_changed_form_is_refused(change):
    assert await verdict(twilio(), signed({**SMS, **change}, twilio_signed(BASE + TARGET, SMS))) == "refused"


async def test_an_empty_field_is_part_of_what_is_signed():
    assert await verdict(twilio(), signed({**SMS, "Body": "", "NumMedia": "1"})) == "accepted"


async def test_either_token_holds_while_one_is_changed():
    both = twilio("nouveau,twilio-token")

    assert await verdict(both, signed(SMS)) == "accepted"
    assert await verdict(both, signed(SMS, twilio_signed(BASE + TARGET, SMS, "nouveau"))) == "accepted"
    assert await verdict(both, signed(SMS, twilio_signed(BASE + TARGET, SMS, "ancien"))) == "refused"


async def test_a_signature_given_twice_or_not_at_all_is_refused():
    proof = ("X-Twilio-Signature", twilio_signed(BASE + TARGET, SMS))

    assert await verdict(twilio(), sent(encoded(SMS), [FORM, proof, proof], TARGET)) == "refused"
    assert await verdict(twilio(), sent(encoded(SMS), [FORM], TARGET)) == "refused"


async def test_no_get_is_answered():
    with pytest.raises(Refused):
        twilio().greet(sent(method="GET"))


def test_a_text_message_is_read():
    message = only(twilio(), signed(SMS))

    assert (message.id, message.sender, message.text) == (SMS["MessageSid"], "+33612345678", "horaires déchèterie")
    assert message.inline
    assert not message.other


def test_a_tapped_button_of_whatsapp_says_its_payload():
    fields = {**SMS, "From": "whatsapp:+33612345678", "ButtonText": "Oui", "ButtonPayload": "/oui", "Body": "Oui"}

    assert only(twilio(), signed(fields)).text == "/oui"


@pytest.mark.parametrize("change", [{"NumMedia": "1"}, {"Latitude": "48.8", "Longitude": "2.3"}])
def test_a_picture_or_a_place_is_something_else_than_text(change):
    message = only(twilio(), signed({**SMS, "Body": "", **change}))

    assert message.other
    assert message.text == ""


def test_a_picture_with_a_caption_is_its_caption():
    message = only(twilio(), signed({**SMS, "NumMedia": "1"}))

    assert not message.other
    assert message.text == "horaires déchèterie"


@pytest.mark.parametrize(
    "fields",
    [
        {**SMS, "Body": "STOP", "OptOutType": "STOP"},
        {**SMS, "MessageStatus": "delivered"},
        {**SMS, "Body": "  "},
        {"CallSid": "CA1", "From": "+33612345678"},
    ],
)
def test_receipts_and_what_twilio_answers_by_itself_are_no_messages(fields):
    assert twilio().read(signed(fields)).messages == ()


def test_a_proven_body_of_another_shape_is_unreadable():
    for request in (sent(b"Body=%ff", [FORM]), sent(b"\xff", [FORM]), sent(b"[1]", [JSON]), sent(b"{", [JSON])):
        with pytest.raises(Unreadable):
            twilio().read(request)


def test_the_answer_is_escaped_twiml():
    reply = msgspec.structs.replace(BARE, text="Ouvert <9h> à 17h & dimanche")
    response = twilio().respond(reply, only(twilio(), signed(SMS)))

    assert response.content_type == "text/xml"
    assert response.body.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>'
        "<Response><Message>Ouvert &lt;9h&gt; à 17h &amp; dimanche</Message></Response>"
    )


def test_a_silence_is_an_empty_answer():
    assert twilio().acknowledgement.body == b"<Response/>"
    assert twilio().acknowledgement.content_type == "text/xml"


def test_the_answer_is_xml_whatever_is_said():
    reply = msgspec.structs.replace(BARE, text="a\x00b\x0b\ufffec ]]> d")

    assert said(twilio(), reply, SMS) == ["abc ]]> d"]


def test_a_long_answer_is_several_messages():
    reply = msgspec.structs.replace(BARE, text="Il était une fois. " * 200)
    texts = said(twilio(), reply, SMS)

    assert len(texts) == 3
    assert all(len(text) <= 1600 for text in texts)
    assert " ".join(texts) == reply.text.strip()


def test_a_text_message_is_in_the_cheaper_alphabet_where_nothing_is_lost():
    reply = msgspec.structs.replace(BARE, text="Fenêtre à l’œil : 5 €…")

    assert said(twilio(), reply, SMS) == ["Fenetre à l'oeil : 5 €..."]
    assert said(twilio(sms_gsm7="non"), reply, SMS) == [reply.text]
    assert said(twilio(), reply, {**SMS, "From": "whatsapp:+33612345678"}) == [reply.text]


def test_a_text_that_grows_in_the_cheaper_alphabet_still_fits():
    texts = said(twilio(), msgspec.structs.replace(BARE, text="œ" * 1600), SMS)

    assert all(len(text) <= 1600 for text in texts)
    assert "".join(texts) == "oe" * 1600


def test_a_text_message_leaves_out_mere_suggestions_but_not_the_source():
    (text,) = said(twilio(), REPLY, SMS)

    assert "Registre" in text
    assert "dimanche" not in text


def test_a_text_message_numbers_the_choices_that_are_asked():
    (text,) = said(twilio(), msgspec.structs.replace(REPLY, outcome="clarify"), SMS)

    assert "1. Et dimanche ?\n2. Où est-ce ?" in text


def test_whatsapp_numbers_its_suggestions():
    (text,) = said(twilio(), REPLY, {**SMS, "From": "whatsapp:+33612345678"})

    assert "1. Et dimanche ?\n2. Où est-ce ?" in text


def test_whatsapp_shows_a_picture_with_its_title_after_the_text():
    message = only(twilio(), signed({**SMS, "From": "whatsapp:+33612345678"}))
    text, shown = ElementTree.fromstring(twilio().respond(SHOWN, message).body)

    assert text.text == BARE.text
    assert [(part.tag, part.text) for part in shown] == [("Body", PICTURE.title), ("Media", PNG)]


def test_a_text_message_says_nothing_of_a_picture():
    assert said(twilio(), SHOWN, SMS) == [BARE.text]


def test_with_an_account_the_reply_is_a_call():
    channel = twilio(twilio_account_sid="AC0", twilio_api_url="https://api.example")
    message = only(channel, signed(SMS))
    (call,) = channel.write(msgspec.structs.replace(BARE, buttons=(Button("a", "b"),)), message)

    assert not message.inline
    assert call.url == "https://api.example/2010-04-01/Accounts/AC0/Messages.json"
    assert call.form == {"To": "+33612345678", "From": "+33700000000", "Body": "Bonjour."}
    assert call.headers == {"Authorization": "Basic QUMwOnR3aWxpby10b2tlbg=="}


def said(channel, reply, fields):
    """The texts of an immediate answer."""
    response = channel.respond(reply, only(channel, signed(fields)))
    return [message.text for message in ElementTree.fromstring(response.body)]
