from html import escape

import msgspec
import pytest

from bot.channels.channel import Refused, Unreadable
from bot.channels.slack import Slack
from bot.message import Button
from tests.channels.exchange import (
    BARE,
    FORM,
    JSON,
    LINK,
    NOW,
    PICTURE,
    PNG,
    PUBLIC,
    REPLY,
    SHOWN,
    answered,
    encoded,
    only,
    sent,
    settings,
    slack_signed,
    verdict,
)

DOCUMENTED = (
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
    "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
    "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
    "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)
FRENCH = (
    '{"type":"event_callback","event_id":"Ev1","event":{"type":"message","channel_type":"im","user":"U1",'
    '"channel":"D1","text":"horaires déchèterie","ts":"1700000000.000100"}}'
)
FRENCH_SIGNED = "v0=e7e3bc8fcb82c3554a45049e853d2dcb463be2f022f7d65a0cb846cf822e7e7c"
COMMAND = {
    "command": "/laureat",
    "text": "horaires",
    "channel_id": "C1",
    "user_id": "U1",
    "trigger_id": "1.2.3",
    "response_url": "https://hooks.slack.com/commands/1",
}
CLICK = {
    "type": "block_actions",
    "user": {"id": "U1", "team_id": "T1"},
    "channel": {"id": "C1", "name": "c"},
    "container": {"type": "message", "message_ts": "1700000000.000100", "is_ephemeral": False},
    "actions": [{"type": "button", "action_id": "choice-1", "value": "adresse", "action_ts": "1700000001.1"}],
    "trigger_id": "1.2.3",
    "response_url": "https://hooks.slack.com/actions/1",
}


def slack(secret="slack-secret", **more):
    return Slack(settings(slack_signing_secret=secret, slack_token="xoxb-1", **more))


def french(now=NOW, body=FRENCH, time="1700000000"):
    return sent(body, [JSON, ("X-Slack-Request-Timestamp", time), ("X-Slack-Signature", FRENCH_SIGNED)], now=now)


def event(**fields):
    said = {"type": "message", "channel": "C1", "user": "U1", "text": "horaires", "ts": "1700000000.000100", **fields}
    about = [{"team_id": "T1", "user_id": "UBOT", "is_bot": True}]
    body = {"type": "event_callback", "event_id": "Ev2", "event": said, "authorizations": about}
    return sent(msgspec.json.encode(body), [JSON])


def click(**fields):
    return sent(encoded({"payload": msgspec.json.encode({**CLICK, **fields}).decode()}), [FORM])


async def test_the_documented_request_of_the_vendor_is_accepted():
    headers = [
        FORM,
        ("X-Slack-Request-Timestamp", "1531420618"),
        ("X-Slack-Signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"),
    ]

    request = sent(DOCUMENTED, headers, now=1531420618.0)

    assert await verdict(slack("8f742231b10e8888abcd99yyyzzz85a5"), request) == "accepted"


@pytest.mark.parametrize("now", [1700000000, 1700000300, 1699999700])
async def test_a_request_of_the_last_five_minutes_is_accepted(now):
    assert await verdict(slack(), french(now)) == "accepted"


@pytest.mark.parametrize("now", [1700000301, 1699999699])
async def test_a_request_of_another_time_is_refused(now):
    assert await verdict(slack(), french(now)) == "refused"


@pytest.mark.parametrize("time", ["1700000001", "", "x", "1e9", "9" * 400, "9" * 5000, "-1", "٣"])
async def test_a_time_that_was_not_signed_is_refused(time):
    assert await verdict(slack(), french(time=time)) == "refused"


async def test_one_space_more_is_refused():
    assert await verdict(slack(), french(body=FRENCH + " ")) == "refused"


async def test_either_secret_holds_while_one_is_changed():
    assert await verdict(slack("nouveau,slack-secret"), french()) == "accepted"
    assert await verdict(slack("nouveau"), french()) == "refused"


@pytest.mark.parametrize("number", [1, 2])
async def test_a_proof_given_twice_or_not_at_all_is_refused(number):
    headers = slack_signed(FRENCH)

    assert await verdict(slack(), sent(FRENCH, [*headers, headers[number]])) == "refused"
    assert await verdict(slack(), sent(FRENCH, [h for h in headers if h != headers[number]])) == "refused"


async def test_an_unproven_request_gets_401():
    with pytest.raises(Refused) as refused:
        await slack().verify(sent(FRENCH))

    assert refused.value.status == 401


def test_the_handshake_gives_the_challenge_back():
    response = slack().read(sent('{"type":"url_verification","challenge":"abc"}', [JSON])).response

    assert response is not None
    assert (response.status, response.content_type, response.body) == (200, "application/json", b'{"challenge":"abc"}')


def test_a_check_of_the_certificate_is_answered():
    assert slack().greet(sent(method="GET", target="/x?ssl_check=1")).status == 200
    with pytest.raises(Refused):
        slack().greet(sent(method="GET"))


def test_a_direct_message_is_read():
    message = only(slack(), french())

    assert (message.id, message.sender, message.text) == ("Ev1", "D1/U1", "horaires déchèterie")
    assert message.to == {"channel": "D1"}
    assert not message.inline


def test_a_message_is_the_same_under_another_event():
    assert only(slack(), french()).also == ("D1 1700000000.000100",)
    assert only(slack(), event()).also == only(slack(), event(type="app_mention")).also


def test_our_name_is_left_out_of_what_is_said_to_us():
    assert only(slack(), event(type="app_mention", text="<@UBOT> horaires")).text == "horaires"
    assert only(slack(), event(text="et <@UBOT|robot> demain ?")).text == "et  demain ?"


def test_our_name_is_left_out_where_the_event_does_not_tell_it():
    said = {"type": "app_mention", "channel": "C1", "user": "U1", "text": "<@U0BOT> horaires", "ts": "1.2"}
    body = msgspec.json.encode({"type": "event_callback", "event_id": "Ev3", "event": said})

    assert only(slack(), sent(body, [JSON])).text == "horaires"


def test_marks_are_read_as_people_see_them():
    text = "<https://a.example|le site> &lt;b&gt; &amp; <#C2|mairie> <mailto:a@b.fr|a@b.fr> <https://c.example>"

    assert only(slack(), event(text=text)).text == "le site <b> & mairie a@b.fr https://c.example"


@pytest.mark.parametrize(
    "fields",
    [
        {"bot_id": "B1"},
        {"user": "UBOT"},
        {"user": None},
        {"subtype": "message_changed"},
        {"subtype": "channel_join"},
        {"type": "reaction_added"},
        {"type": "channel_created", "channel": {"id": "C1"}},
        {"text": "<@UBOT>"},
    ],
)
def test_echoes_and_what_nobody_says_are_no_messages(fields):
    assert slack().read(event(**fields)).messages == ()


def test_a_file_alone_is_something_else_than_text():
    shared = {"subtype": "file_share", "files": [{"id": "F1"}]}

    assert only(slack(), event(**shared, text="")).other
    assert only(slack(), event(**shared)).text == "horaires"


def test_a_command_is_answered_at_once_to_its_author():
    message = only(slack(), sent(encoded(COMMAND), [FORM]))
    said = answered(slack(), message, REPLY)

    assert (message.id, message.sender, message.text, message.inline) == ("1.2.3", "C1/U1", "horaires", True)
    assert said["response_type"] == "ephemeral"
    assert [block["type"] for block in said["blocks"]] == ["section", "actions"]


def test_a_command_gets_a_long_answer_whole():
    message = only(slack(), sent(encoded(COMMAND), [FORM]))
    said = answered(slack(), message, msgspec.structs.replace(BARE, text="Il était une fois. " * 400))

    assert [block["type"] for block in said["blocks"]] == ["section"] * 3
    assert all(len(block["text"]["text"]) <= 3000 for block in said["blocks"])


def test_a_command_gets_a_link_to_its_picture():
    message = only(slack(), sent(encoded(COMMAND), [FORM]))
    said = answered(slack(public_url=PUBLIC), message, SHOWN)

    assert [block["type"] for block in said["blocks"]] == ["section"]
    assert escape(LINK) in said["blocks"][0]["text"]["text"]


@pytest.mark.parametrize("container", [{}, {"is_ephemeral": True}])
def test_a_picture_follows_where_the_text_goes(container):
    said, shown = slack(public_url=PUBLIC).write(SHOWN, only(slack(), click(container=container)))
    (block,) = shown.json["blocks"]

    assert said.json["text"] == BARE.text
    assert (shown.url, shown.headers) == (said.url, said.headers)
    assert (block["image_url"], block["alt_text"]) == (PNG, PICTURE.alternative)
    assert block["title"]["text"] == shown.json["text"] == PICTURE.title
    assert shown.json.keys() == said.json.keys()
    assert (said.reply, shown.reply) == (True, False)


def test_a_check_of_the_certificate_by_post_is_no_message():
    assert slack().read(sent("ssl_check=1&token=x", [FORM])).messages == ()


def test_a_click_is_read_and_answered_in_the_channel():
    message = only(slack(), click())
    (call,) = slack().write(BARE, message)

    assert (message.text, message.sender) == ("adresse", "C1/U1")
    assert call.url == "https://slack.com/api/chat.postMessage"
    assert call.json["channel"] == "C1"


def test_two_clicks_are_two_messages():
    again = {"value": "adresse", "action_ts": "1700000002.1"}

    assert only(slack(), click()).id != only(slack(), click(actions=[again])).id


def test_a_click_on_what_one_person_sees_is_answered_to_that_person():
    (call,) = slack().write(BARE, only(slack(), click(container={"is_ephemeral": True})))

    assert call.url == CLICK["response_url"]
    assert call.json["response_type"] == "ephemeral"
    assert call.headers == {}


def test_an_answer_goes_to_slack_only():
    message = only(
        slack(), click(container={"is_ephemeral": True}, response_url="https://hooks.slack.com.evil.example/")
    )

    assert "url" not in message.to


@pytest.mark.parametrize("fields", [{"type": "view_submission"}, {"actions": []}, {"channel": None}])
def test_other_interactions_are_no_messages(fields):
    assert slack().read(click(**fields)).messages == ()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", JSON),
        (b"[]", JSON),
        (b'{"event":3,"type":"event_callback"}', JSON),
        (b"payload={", FORM),
        (b"\xff", FORM),
    ],
)
def test_another_shape_is_unreadable(body, kind):
    with pytest.raises(Unreadable):
        slack().read(sent(body, [kind]))


def test_a_reply_has_blocks_and_their_text_alone():
    (call,) = slack().write(REPLY, only(slack(), event(thread_ts="1699999999.000001")))
    section, actions = call.json["blocks"]

    assert call.headers == {"Authorization": "Bearer xoxb-1"}
    assert call.json["thread_ts"] == "1699999999.000001"
    assert call.json["text"] == section["text"]["text"]
    assert [(e["text"]["text"], e["value"]) for e in actions["elements"]] == [
        (button.title, button.payload) for button in REPLY.buttons
    ]
    assert len({element["action_id"] for element in actions["elements"]}) == 2


def test_what_slack_would_take_for_marks_is_escaped():
    (call,) = slack().write(msgspec.structs.replace(BARE, text="<!channel> a & b"), only(slack(), event()))

    assert call.json["text"] == "&lt;!channel&gt; a &amp; b"
    assert call.json["blocks"][0]["text"]["text"] == "&lt;!channel&gt; a &amp; b"


def test_what_is_escaped_fits():
    calls = slack().write(msgspec.structs.replace(BARE, text="a & b. " * 600), only(slack(), event()))

    assert len(calls) == 3
    assert all(len(call.json["blocks"][0]["text"]["text"]) <= 3000 for call in calls)


def test_only_the_last_of_several_messages_has_the_buttons():
    reply = msgspec.structs.replace(REPLY, text="Il était une fois. " * 300)
    calls = slack().write(reply, only(slack(), event()))

    assert [len(call.json["blocks"]) for call in calls] == [1, 2]


def test_more_choices_than_buttons_are_numbered():
    buttons = tuple(Button(f"Choix {number}", str(number)) for number in range(26))
    (call,) = slack().write(msgspec.structs.replace(BARE, buttons=buttons), only(slack(), event()))

    assert len(call.json["blocks"]) == 1
    assert "26. Choix 25" in call.json["text"]


@pytest.mark.parametrize(
    ("status", "body", "meaning"),
    [
        (200, b'{"ok":true,"ts":"1.2"}', (True, False)),
        (200, b"ok", (True, False)),
        (200, b'{"ok":false,"error":"channel_not_found"}', (False, False)),
        (200, b'{"ok":false,"error":"ratelimited"}', (False, True)),
        (200, b'{"ok":false}', (False, False)),
        (200, b"<html>", (False, False)),
        (200, b"\xff", (False, False)),
        (429, b"", (False, True)),
        (503, b"", (False, True)),
        (404, b"", (False, False)),
    ],
)
def test_a_failure_comes_with_status_200(status, body, meaning):
    found = slack().judge(status, body)

    assert (found.sent, found.again) == meaning
