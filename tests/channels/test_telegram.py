import msgspec
import pytest

from bot.channels import phrases
from bot.channels.channel import Refused, Unreadable
from bot.channels.telegram import Telegram
from bot.message import Button
from tests.channels.exchange import BARE, JSON, PICTURE, PNG, PUBLIC, REPLY, SHOWN, only, sent, settings, verdict

BODY = (
    '{"update_id":1001,"message":{"message_id":5,"date":1700000000,"chat":{"id":7,"type":"private"},'
    '"from":{"id":7,"is_bot":false,"first_name":"A","language_code":"fr"},"text":"horaires"}}'
)
SECRET = ("X-Telegram-Bot-Api-Secret-Token", "tg-secret")


def telegram(secret="tg-secret", **more):
    return Telegram(settings(telegram_token="1:a", telegram_secret=secret, **more))


def said(**fields):
    message = {"message_id": 5, "chat": {"id": 7, "type": "private"}, "from": {"id": 7}, **fields}
    return sent(msgspec.json.encode({"update_id": 1001, "message": message}), [JSON])


def tapped(data, shown=(), **fields):
    keys = [[{"text": text, "callback_data": value}] for text, value in shown]
    message = {"message_id": 5, "chat": {"id": 7}, "reply_markup": {"inline_keyboard": keys}}
    tap = {"id": "q1", "from": {"id": 7}, "data": data, "message": message, **fields}
    return sent(msgspec.json.encode({"update_id": 1002, "callback_query": tap}), [JSON])


async def test_only_who_knows_the_secret_is_heard():
    assert await verdict(telegram(), sent(BODY, [JSON, SECRET])) == "accepted"
    for headers in ([], [(SECRET[0], "bad")], [(SECRET[0], "")], [(SECRET[0], "é\udcff")], [SECRET, SECRET]):
        assert await verdict(telegram(), sent(BODY, [JSON, *headers])) == "refused"


async def test_either_secret_holds_while_one_is_changed():
    assert await verdict(telegram("nouveau,tg-secret"), sent(BODY, [JSON, SECRET])) == "accepted"


async def test_an_unproven_request_gets_401():
    with pytest.raises(Refused) as refused:
        await telegram().verify(sent(BODY))

    assert refused.value.status == 401


def test_a_message_is_read():
    message = only(telegram(), sent(BODY, [JSON]))

    assert (message.id, message.sender, message.text, message.to) == ("1001", "7", "horaires", {"chat": "7"})


def test_in_a_group_each_person_has_a_conversation():
    assert only(telegram(), said(chat={"id": -5, "type": "group"}, text="a")).sender == "-5/7"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("/start", phrases.HELLO),
        ("/start abc", phrases.HELLO),
        ("/start@LaureatBot", phrases.HELLO),
        ("/help@MairieBot", phrases.HELP),
        ("@LaureatBot qui porte le lavoir ?", "qui porte le lavoir ?"),
        ("@LaureatBot, qui porte le lavoir ?", "qui porte le lavoir ?"),
        ("/startup", "/startup"),
        ("mail : a@b.fr", "mail : a@b.fr"),
    ],
)
def test_commands_and_calls_of_a_bot_are_not_words_of_the_question(text, meant):
    assert only(telegram(), said(text=text)).text == meant


def test_a_picture_s_caption_is_what_is_said():
    message = only(telegram(), said(photo=[{}], caption="Qui porte le lavoir ?"))

    assert (message.text, message.other) == ("Qui porte le lavoir ?", False)


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "location", "document"])
def test_a_picture_or_a_voice_is_something_else_than_text(kind):
    assert only(telegram(), said(**{kind: {}})).other


@pytest.mark.parametrize(
    "body",
    [
        b'{"update_id":1,"edited_message":{"message_id":5,"chat":{"id":7},"text":"a"}}',
        b'{"update_id":1,"message":{"message_id":5,"chat":{"id":7},"from":{"id":8,"is_bot":true},"text":"a"}}',
        b'{"update_id":1,"message":{"message_id":5,"chat":{"id":7},"from":{"id":8},"new_chat_members":[]}}',
        b'{"update_id":1,"my_chat_member":{}}',
        b'{"update_id":1,"callback_query":{"id":"q","from":{"id":7},"data":"a"}}',
    ],
)
def test_edits_robots_and_what_nobody_says_are_no_messages(body):
    assert telegram().read(sent(body, [JSON])).messages == ()


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"\xff", b'{"update_id":"1"}'])
def test_another_shape_is_unreadable(body):
    with pytest.raises(Unreadable):
        telegram().read(sent(body, [JSON]))


def test_a_tap_says_its_payload_and_is_acknowledged_first():
    message = only(telegram(), tapped("adresse"))
    acknowledged, written = telegram().write(BARE, message)

    assert message.text == "adresse"
    assert acknowledged.url.endswith("/answerCallbackQuery")
    assert acknowledged.json == {"callback_query_id": "q1"}
    assert not acknowledged.reply
    assert written.json == {"chat_id": 7, "text": "Bonjour."}


def test_a_payload_too_long_for_telegram_is_what_the_button_shows():
    reply = msgspec.structs.replace(BARE, buttons=(Button("Et dimanche ?", "é" * 40), Button("Où ?", "adresse")))
    (call,) = telegram().write(reply, only(telegram(), sent(BODY, [JSON])))
    keys = [row[0] for row in call.json["reply_markup"]["inline_keyboard"]]

    assert all(len(key["callback_data"].encode()) <= 64 for key in keys)
    shown = [(key["text"], key["callback_data"]) for key in keys]
    assert only(telegram(), tapped(keys[0]["callback_data"], shown)).text == "Et dimanche ?"
    assert only(telegram(), tapped(keys[1]["callback_data"], shown)).text == "adresse"


def test_a_reply_is_a_call():
    (call,) = telegram().write(REPLY, only(telegram(), sent(BODY, [JSON])))

    assert call.url == "https://api.telegram.org/bot1:a/sendMessage"
    assert call.json["text"].startswith(REPLY.text)


def test_a_picture_follows_with_its_title():
    said, shown = telegram(public_url=PUBLIC).write(SHOWN, only(telegram(), sent(BODY, [JSON])))

    assert said.json == {"chat_id": 7, "text": "Bonjour."}
    assert shown.url == "https://api.telegram.org/bot1:a/sendPhoto"
    assert shown.json == {"chat_id": 7, "photo": PNG, "caption": PICTURE.title}
    assert (said.reply, shown.reply) == (True, False)


def test_a_long_reply_fits_as_telegram_counts():
    calls = telegram().write(msgspec.structs.replace(REPLY, text="😀 " * 3000), only(telegram(), sent(BODY, [JSON])))

    assert len(calls) == 3
    assert all(len(call.json["text"].encode("utf-16-le")) // 2 <= 4096 for call in calls)
    assert ["reply_markup" in call.json for call in calls] == [False, False, True]


@pytest.mark.parametrize(
    ("status", "body", "meaning"),
    [
        (200, b'{"ok":true}', (True, False, None)),
        (429, b'{"ok":false,"parameters":{"retry_after":7}}', (False, True, 7.0)),
        (429, b"x", (False, True, None)),
        (400, b'{"ok":false}', (False, False, None)),
        (502, b"[]", (False, True, None)),
    ],
)
def test_the_pause_that_is_asked_for_is_kept(status, body, meaning):
    found = telegram().judge(status, body)

    assert (found.sent, found.again, found.after) == meaning
