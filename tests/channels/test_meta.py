import msgspec
import pytest

from bot.channels import phrases
from bot.channels.channel import Refused, Unreadable
from bot.channels.meta import Messenger, WhatsApp
from bot.message import Button
from tests.channels.exchange import (
    BARE,
    JSON,
    PICTURE,
    PNG,
    PUBLIC,
    REPLY,
    SHOWN,
    meta_signed,
    only,
    sent,
    settings,
    verdict,
)

MESSENGER = (
    '{"object":"page","entry":[{"id":"PAGE_ID","time":1700000000000,"messaging":[{"sender":{"id":"PSID"},"recipient":'
    '{"id":"PAGE_ID"},"timestamp":1700000000000,"message":{"mid":"m_1","text":"d\\u00e9ch\\u00e8terie"}}]}]}'
)
WHATSAPP = (
    '{"object":"whatsapp_business_account","entry":[{"id":"WABA","changes":[{"value":{"messaging_product":"whatsapp",'
    '"metadata":{"display_phone_number":"33123456789","phone_number_id":"1065"},"contacts":[{"profile":{"name":"A"},'
    '"wa_id":"33612345678"}],"messages":[{"from":"33612345678","id":"wamid.X1","timestamp":"1700000000","type":"text",'
    '"text":{"body":"Bonjour"}}]},"field":"messages"}]}]}'
)
MESSENGER_SIGNED = "72cfa1f4bc3cf4a9a2e5cb598e7edbcebf3bcb3773c8817bcdc014d82730d060"
WHATSAPP_SIGNED = "1e580b060f6d460e0ace588b68beb2cbec3ce3485082c368a3725665b3e8256d"


def meta(**more):
    return {
        "meta_app_secret": "meta-secret",
        "meta_verify_token": "vt",
        "messenger_page_token": "page",
        "whatsapp_token": "wa",
        "whatsapp_phone_id": "1065",
        **more,
    }


def messenger(**more):
    return Messenger(settings(**meta(**more)))


def whatsapp(**more):
    return WhatsApp(settings(**meta(**more)))


def page(*events):
    return sent(msgspec.json.encode({"object": "page", "entry": [{"messaging": list(events)}]}), [JSON])


def said(**message):
    return {"sender": {"id": "PSID"}, "timestamp": 1, "message": {"mid": "m_1", **message}}


def account(phone="1065", field="messages", **value):
    change = {"field": field, "value": {"metadata": {"phone_number_id": phone}, **value}}
    return sent(msgspec.json.encode({"entry": [{"changes": [change]}]}), [JSON])


def written(**message):
    return account(messages=[{"from": "33612345678", "id": "wamid.X1", **message}])


@pytest.mark.parametrize(
    ("channel", "body", "digest"),
    [(messenger(), MESSENGER, MESSENGER_SIGNED), (whatsapp(), WHATSAPP, WHATSAPP_SIGNED)],
)
async def test_what_meta_signed_is_accepted_and_nothing_else(channel, body, digest):
    def proof(value):
        return ("X-Hub-Signature-256", value)

    assert await verdict(channel, sent(body, [JSON, proof(f"sha256={digest}")])) == "accepted"
    assert await verdict(channel, sent(body + " ", [JSON, proof(f"sha256={digest}")])) == "refused"
    assert await verdict(channel, sent(body, [JSON, proof(f"sha1={digest}")])) == "refused"
    assert await verdict(channel, sent(body, [JSON, proof(digest)])) == "refused"
    assert await verdict(channel, sent(body, [JSON])) == "refused"
    assert await verdict(channel, sent(body, [JSON, *2 * [proof(f"sha256={digest}")]])) == "refused"


async def test_the_old_signature_is_not_enough():
    old = ("X-Hub-Signature", "sha1=691ae734f9b83d53fa109e67047111da9cdd5037")

    assert await verdict(messenger(), sent(MESSENGER, [JSON, old])) == "refused"


async def test_either_secret_holds_while_one_is_changed():
    both = messenger(meta_app_secret="nouveau,meta-secret")

    assert await verdict(both, sent(MESSENGER, meta_signed(MESSENGER))) == "accepted"
    assert await verdict(both, sent(MESSENGER, meta_signed(MESSENGER, "nouveau"))) == "accepted"


@pytest.mark.parametrize("channel", [messenger(), whatsapp()])
def test_the_handshake_gives_the_challenge_back(channel):
    target = "/x?hub.mode=subscribe&hub.verify_token=vt&hub.challenge=1158201444"
    response = channel.greet(sent(method="GET", target=target))

    assert (response.status, response.content_type, response.body) == (200, "text/plain", b"1158201444")


@pytest.mark.parametrize(
    "query",
    ["", "hub.mode=subscribe&hub.challenge=1", "hub.mode=subscribe&hub.verify_token=autre", "hub.verify_token=vt"],
)
def test_another_handshake_is_refused(query):
    with pytest.raises(Refused) as refused:
        messenger().greet(sent(method="GET", target=f"/x?{query}"))

    assert refused.value.status == 403


def test_a_message_of_messenger_is_read():
    message = only(messenger(), sent(MESSENGER, [JSON]))

    assert (message.id, message.sender, message.text) == ("m_1", "PSID", "déchèterie")


def test_every_message_of_a_batch_is_read():
    found = messenger().read(page(said(text="un"), {"sender": {"id": "B"}, "message": {"mid": "m_2", "text": "deux"}}))

    assert [(message.sender, message.text) for message in found.messages] == [("PSID", "un"), ("B", "deux")]


def test_a_tapped_reply_says_its_payload():
    assert only(messenger(), page(said(text="Oui", quick_reply={"payload": "/oui"}))).text == "/oui"
    assert (
        only(messenger(), page({"sender": {"id": "A"}, "postback": {"title": "Oui", "payload": "/oui"}})).text == "/oui"
    )


def test_whoever_opens_a_conversation_of_messenger_is_greeted():
    opened = {"sender": {"id": "A"}, "postback": {"title": "Démarrer", "payload": "GET_STARTED_PAYLOAD"}}

    assert only(messenger(), page(opened)).text == phrases.HELLO


@pytest.mark.parametrize("kind", ["image", "video", "document"])
def test_a_caption_of_whatsapp_is_what_is_said(kind):
    message = only(whatsapp(), written(**{"type": kind, kind: {"id": "1", "caption": "Qui a gagné ?"}}))

    assert (message.text, message.other) == ("Qui a gagné ?", False)


def test_a_picture_is_something_else_than_text():
    assert only(messenger(), page(said(attachments=[{"type": "image"}]))).other


@pytest.mark.parametrize(
    "event",
    [
        said(text="a", is_echo=True),
        said(),
        {"sender": {"id": "A"}, "delivery": {"mids": ["m_1"]}},
        {"sender": {"id": "A"}, "read": {"watermark": 1}},
        {"message": {"mid": "m_1", "text": "a"}},
        {},
    ],
)
def test_echoes_and_receipts_of_messenger_are_no_messages(event):
    assert messenger().read(page(event)).messages == ()


def test_a_message_of_whatsapp_is_read():
    message = only(whatsapp(), sent(WHATSAPP, [JSON]))

    assert (message.id, message.sender, message.text) == ("wamid.X1", "33612345678", "Bonjour")


@pytest.mark.parametrize(
    "message",
    [
        {
            "type": "interactive",
            "interactive": {"type": "button_reply", "button_reply": {"id": "/oui", "title": "Oui"}},
        },
        {"type": "interactive", "interactive": {"type": "list_reply", "list_reply": {"id": "/oui", "title": "Oui"}}},
        {"type": "button", "button": {"payload": "/oui", "text": "Oui"}},
    ],
)
def test_a_choice_of_whatsapp_says_its_payload(message):
    assert only(whatsapp(), written(**message)).text == "/oui"


def test_a_person_without_a_telephone_number_is_known_by_another_name():
    assert only(whatsapp(), written(**{"from": None}, from_user_id="FR.1", text={"body": "a"})).sender == "FR.1"


def test_a_voice_note_is_something_else_than_text():
    assert only(whatsapp(), written(type="audio", audio={"id": "1"})).other


@pytest.mark.parametrize(
    "request_",
    [
        account(statuses=[{"id": "wamid.X1", "status": "read"}]),
        account(errors=[{"code": 1}]),
        account(field="account_update", anything=1),
        account(phone="autre", messages=[{"from": "1", "id": "a", "text": {"body": "a"}}]),
        written(type="reaction", reaction={"emoji": "x"}),
    ],
)
def test_receipts_and_what_is_for_others_are_no_messages(request_):
    assert whatsapp().read(request_).messages == ()


@pytest.mark.parametrize("channel", [messenger(), whatsapp()])
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b'{"entry":3}'])
def test_another_shape_is_unreadable(channel, body):
    with pytest.raises(Unreadable):
        channel.read(sent(body, [JSON]))


def test_a_long_reply_of_messenger_has_its_buttons_last():
    reply = msgspec.structs.replace(REPLY, text="Il était une fois. " * 150)
    first, last = messenger().write(reply, only(messenger(), sent(MESSENGER, [JSON])))

    assert "quick_replies" not in first.json["message"]
    assert [button["payload"] for button in last.json["message"]["quick_replies"]] == ["horaires dimanche", "adresse"]
    assert all(len(call.json["message"]["text"]) <= 2000 for call in (first, last))


@pytest.mark.parametrize(("count", "kind"), [(3, "button"), (4, "list"), (10, "list")])
def test_whatsapp_shows_few_choices_as_buttons_and_more_as_a_list(count, kind):
    buttons = tuple(Button(f"Choix {number}", str(number)) for number in range(count))
    (call,) = whatsapp().write(msgspec.structs.replace(BARE, buttons=buttons), only(whatsapp(), sent(WHATSAPP, [JSON])))

    assert call.json["interactive"]["type"] == kind


def test_messenger_shows_a_picture_after_the_text_and_suggests_the_same_below_it():
    reply = msgspec.structs.replace(SHOWN, buttons=REPLY.buttons)
    text, image = messenger(public_url=PUBLIC).write(reply, only(messenger(), sent(MESSENGER, [JSON])))

    assert text.json["message"]["text"] == BARE.text
    assert image.json["message"]["attachment"] == {"type": "image", "payload": {"url": PNG}}
    assert image.json["message"]["quick_replies"] == text.json["message"]["quick_replies"]
    assert (text.reply, image.reply) == (True, False)


@pytest.mark.parametrize(("buttons", "kind"), [((), "text"), (REPLY.buttons, "interactive")])
def test_whatsapp_shows_a_picture_with_its_title_after_the_text(buttons, kind):
    reply = msgspec.structs.replace(SHOWN, buttons=buttons)
    text, image = whatsapp(public_url=PUBLIC).write(reply, only(whatsapp(), sent(WHATSAPP, [JSON])))

    assert text.json["type"] == kind
    assert image.json["type"] == "image"
    assert image.json["image"] == {"link": PNG, "caption": PICTURE.title}
    assert (text.reply, image.reply) == (True, False)


@pytest.mark.parametrize(("channel", "body"), [(messenger(), MESSENGER), (whatsapp(), WHATSAPP)])
def test_meta_is_shown_nothing_that_it_cannot_fetch(channel, body):
    message = only(channel, sent(body, [JSON]))

    assert channel.write(SHOWN, message) == channel.write(BARE, message)


@pytest.mark.parametrize(
    ("status", "body", "meaning"),
    [
        (200, b"{}", (True, False)),
        (400, b'{"error":{"code":131056}}', (False, True)),
        (400, b'{"error":{"code":100}}', (False, False)),
        (400, b"x", (False, False)),
        (400, b"[]", (False, False)),
        (500, b"", (False, True)),
    ],
)
def test_too_many_messages_are_sent_again(status, body, meaning):
    found = whatsapp().judge(status, body)

    assert (found.sent, found.again) == meaning
