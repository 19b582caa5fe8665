import msgspec
import pytest

from bot.channels import phrases
from bot.channels.channel import Refused, Unreadable
from bot.channels.mattermost import Mattermost
from tests.channels.exchange import (
    BARE,
    FORM,
    JSON,
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
    verdict,
)

TOKEN = "abcdefghijklmnopqrstuvwxyz"
HOOK = {
    "token": TOKEN,
    "team_id": "t",
    "channel_id": "c1",
    "channel_name": "accueil",
    "timestamp": 1700000000000,
    "user_id": "u1",
    "user_name": "agent",
    "post_id": "p1",
    "text": "laureat horaires déchèterie",
    "trigger_word": "laureat",
    "file_ids": "",
}
COMMAND = {
    "token": TOKEN,
    "channel_id": "c1",
    "user_id": "u1",
    "command": "/laureat",
    "text": "horaires",
    "trigger_id": "t1",
    "response_url": "https://chat.ville.example/hooks/commands/1",
}
PROOF = ("Authorization", f"Token {TOKEN}")


def mattermost(token=TOKEN, **more):
    return Mattermost(settings(mattermost_token=token, **more))


def hook(**fields):
    return sent(msgspec.json.encode({**HOOK, **fields}), [JSON])


def command(*headers, **fields):
    return sent(encoded({**COMMAND, **fields}), [FORM, *headers])


def by_get(query, *headers):
    return sent(target=f"/webhooks/mattermost/webhook?{query}", headers=headers, method="GET")


async def test_a_webhook_is_accepted_as_json_and_as_a_form():
    form = {name: str(value) for name, value in HOOK.items()}

    assert await verdict(mattermost(), hook()) == "accepted"
    assert await verdict(mattermost(), sent(encoded(form), [FORM])) == "accepted"
    assert only(mattermost(), hook()) == only(mattermost(), sent(encoded(form), [FORM]))


async def test_a_command_is_accepted_by_post_and_by_get():
    assert await verdict(mattermost(), command(PROOF)) == "accepted"
    assert await verdict(mattermost(), by_get(encoded(COMMAND), PROOF)) == "accepted"
    assert only(mattermost(), command(PROOF)) == only(mattermost(), by_get(encoded(COMMAND), PROOF))
    assert mattermost().reads_get


async def test_a_command_without_its_header_is_accepted_and_with_another_refused():
    assert await verdict(mattermost(), command()) == "accepted"
    assert await verdict(mattermost(), command(("Authorization", "Token autre"))) == "refused"
    assert await verdict(mattermost(), command(("Authorization", "Token "))) == "refused"
    assert await verdict(mattermost(), command(("Authorization", "Token é\udcff"))) == "refused"
    assert await verdict(mattermost(), command(PROOF, PROOF)) == "refused"


async def test_the_header_of_an_oauth_connection_says_nothing():
    assert await verdict(mattermost(), command(("Authorization", "Bearer autre"))) == "accepted"


@pytest.mark.parametrize("token", ["", "autre", TOKEN[:-1], TOKEN + "a", "é", "\x00"])
async def test_another_token_is_refused(token):
    assert await verdict(mattermost(), hook(token=token)) == "refused"
    assert await verdict(mattermost(), command(token=token)) == "refused"
    assert await verdict(mattermost(), command(PROOF, token=token)) == "refused"


async def test_a_token_given_twice_or_not_at_all_is_refused():
    assert await verdict(mattermost(), sent(encoded(COMMAND) + f"&token={TOKEN}", [FORM])) == "refused"
    assert await verdict(mattermost(), by_get(encoded(COMMAND) + f"&token={TOKEN}")) == "refused"
    assert await verdict(mattermost(), sent("text=a", [FORM, PROOF])) == "refused"
    assert await verdict(mattermost(), sent("{}", [JSON, PROOF])) == "refused"


async def test_several_tokens_hold():
    assert await verdict(mattermost(f"autre,{TOKEN}"), command(PROOF)) == "accepted"


async def test_an_unproven_request_gets_401():
    with pytest.raises(Refused) as refused:
        await mattermost().verify(command(token="autre"))

    assert refused.value.status == 401


@pytest.mark.parametrize(("body", "kind"), [(b"{", JSON), (b"\xff", JSON), (b"\xff", FORM), (b"a=%ff", FORM)])
async def test_another_shape_is_unreadable(body, kind):
    with pytest.raises(Unreadable):
        await mattermost().verify(sent(body, [kind]))


def test_the_word_that_calls_us_is_left_out():
    message = only(mattermost(), hook())

    assert (message.id, message.sender, message.text) == ("p1", "c1/u1", "horaires déchèterie")
    assert message.inline
    assert only(mattermost(), hook(text="horaires", trigger_word="")).text == "horaires"


def test_a_command_is_read():
    message = only(mattermost(), command())

    assert (message.id, message.sender, message.text, message.inline) == ("t1", "c1/u1", "horaires", True)


def test_a_file_alone_is_something_else_than_text():
    assert only(mattermost(), hook(text="", file_ids="f1,f2")).other


def test_a_word_alone_asks_for_help():
    assert only(mattermost(), hook(text="laureat")).text == phrases.HELP
    assert only(mattermost(), command(text=" ")).text == phrases.HELP


def test_a_webhook_is_answered_below_the_question_and_a_command_to_its_author():
    assert answered(mattermost(), only(mattermost(), hook()), BARE) == {"response_type": "comment", "text": "Bonjour."}
    assert answered(mattermost(), only(mattermost(), command()), BARE) == {
        "response_type": "ephemeral",
        "text": "Bonjour.",
    }


@pytest.mark.parametrize("asked", [hook(), command()])
def test_a_picture_is_attached_with_its_alternative(asked):
    message = only(mattermost(), asked)
    said = answered(mattermost(public_url=PUBLIC), message, SHOWN)

    assert said.pop("attachments") == [
        {"fallback": PICTURE.alternative, "title": PICTURE.title, "image_url": PNG},
    ]
    assert said == answered(mattermost(), message, SHOWN) == answered(mattermost(), message, BARE)


def test_a_picture_is_attached_to_the_last_of_several_posts():
    reply = msgspec.structs.replace(SHOWN, text="Il était une fois. " * 2000)
    said = answered(mattermost(public_url=PUBLIC), only(mattermost(), command()), reply)

    assert "attachments" not in said
    assert ["attachments" in more for more in said["extra_responses"]] == [False] * (
        len(said["extra_responses"]) - 1
    ) + [True]


def test_suggestions_are_numbered_and_the_source_told():
    said = answered(mattermost(), only(mattermost(), command()), REPLY)

    assert "Registre" in said["text"]
    assert "1. Et dimanche ?\n2. Où est-ce ?" in said["text"]


def test_marks_are_shown_as_they_are_written():
    reply = msgspec.structs.replace(BARE, text="*a* _b_ `c` #d [e](f) ~g~ h|i > j \\k")
    said = answered(mattermost(), only(mattermost(), command()), reply)

    assert said["text"] == r"\*a\* \_b\_ \`c\` \#d \[e\](f) \~g\~ h\|i \> j \\k"


def test_an_address_stays_one():
    reply = msgspec.structs.replace(BARE, text="Voyez https://ville.example/a_b_c#d et agent_1@ville.example")
    said = answered(mattermost(), only(mattermost(), command()), reply)

    assert "https://ville.example/a_b_c#d " in said["text"]


@pytest.mark.parametrize("call", ["@all", "@channel", "@here", "<!channel>"])
def test_nobody_is_called(call):
    said = answered(mattermost(), only(mattermost(), command()), msgspec.structs.replace(BARE, text=f"a {call} b"))

    assert call not in said["text"]
    assert said["text"].replace("\u200b", "").replace("\\", "") == f"a {call} b"


def test_a_long_answer_to_a_command_is_several_posts():
    reply = msgspec.structs.replace(BARE, text="Il était une fois. " * 2000)
    said = answered(mattermost(), only(mattermost(), command()), reply)

    texts = [said["text"], *(more["text"] for more in said["extra_responses"])]
    assert all(len(text) <= 16_383 for text in texts)
    assert " ".join(texts) == reply.text.strip()


def test_a_long_answer_to_a_webhook_is_left_to_mattermost():
    reply = msgspec.structs.replace(BARE, text="Il était une fois. " * 2000)

    assert answered(mattermost(), only(mattermost(), hook()), reply)["text"] == reply.text.strip()


def test_a_silence_is_json():
    assert mattermost().acknowledgement.body == b"{}"
    assert mattermost().acknowledgement.content_type == "application/json"
