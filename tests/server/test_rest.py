import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.rasa import MAX_MESSAGE_ID, MAX_SENDER
from bot.message import MAX_LENGTH, Message

WEBHOOK = "/webhooks/rest/webhook"
JSON = {"Content-Type": "application/json"}

any_text = st.text(st.characters(), max_size=60)
any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text, inner, max_size=4),
    max_leaves=12,
)
near_requests = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        ("sender", "message", "message_id", "metadata", "input_channel", "text"), any_text | any_json
    ),
)
any_number = st.from_regex(r"-?[0-9]{1,400}(\.[0-9]{1,9})?([eE][+-]?[0-9]{1,9})?", fullmatch=True)
escapes = st.lists(
    st.sampled_from([r"\ud83d", r"\ude00", r"\uD800", r"\\", r"\"", r"\u0000", r"\x", "u", "d83d", "é", " "]),
    max_size=8,
).map("".join)


def assert_valid_answer(status: int, raw: bytes) -> None:
    answer = json.loads(raw.decode())
    if status == 200:
        assert [set(message) - {"buttons"} for message in answer] == [{"recipient_id", "text", "custom"}]
    else:
        assert status in (400, 422)
        assert answer["status"] == status
        assert set(answer) == {"type", "title", "status", "detail", "instance"}


async def test_a_message_is_answered_as_rasas_rest_channel_does(client, assistant):
    response = await client.post(WEBHOOK, json={"sender": "ana", "message": "Bonjour à tous", "metadata": {"a": [1]}})

    assert response.status == 200
    assert response.content_type == "application/json"
    assert await response.json() == [
        {
            "recipient_id": "ana",
            "text": "Vous dites : Bonjour à tous",
            "buttons": [{"title": "Encore", "payload": "encore une fois"}],
            "custom": {
                "outcome": "answered",
                "intent": "echo",
                "confidence": 0.75,
                "sources": [
                    {"title": "Registre", "date": "2018-11-27", "locator": "ligne 4"},
                    {"title": "Carte", "date": "2018", "locator": "p. 2", "url": "https://a.example/"},
                ],
                "data": {"said": "Bonjour à tous"},
            },
        }
    ]
    assert assistant.received == [Message(sender="rest:ana", channel="rest", text="Bonjour à tous")]


async def test_a_reply_without_buttons_has_no_buttons_but_always_its_custom(client):
    response = await client.post(WEBHOOK, json={"sender": "ana", "message": "merci"})

    assert await response.json() == [
        {
            "recipient_id": "ana",
            "text": "De rien.",
            "custom": {"outcome": "chitchat", "intent": "merci", "confidence": 1.0, "sources": [], "data": {}},
        }
    ]


@pytest.mark.parametrize("body", [{"message": "a"}, {"message": "a", "sender": None, "metadata": None}])
async def test_a_message_without_sender_is_answered_to_rasas_default_sender_and_belongs_to_nobody(
    client, assistant, body
):
    response = await client.post(WEBHOOK, json=body)

    assert (await response.json())[0]["recipient_id"] == "default"
    assert assistant.received[0].sender is None


@pytest.mark.parametrize("sender", [12, 0, -1001234567890])
async def test_a_sender_may_be_a_whole_number(client, assistant, sender):
    response = await client.post(WEBHOOK, json={"message": "a", "sender": sender})

    assert (await response.json())[0]["recipient_id"] == str(sender)
    assert assistant.received[0].sender == f"rest:{sender}"


async def test_fields_of_other_clients_are_passed_over(client):
    body = {"sender": "ana", "message": "a", "input_channel": "web", "customData": {"x": [None, 1e308]}}

    assert (await client.post(WEBHOOK, json=body)).status == 200


async def test_the_limits_count_code_points_and_are_inclusive(client):
    body = {"sender": "é" * MAX_SENDER, "message": "😀" * MAX_LENGTH}

    response = await client.post(WEBHOOK, json=body)

    assert response.status == 200
    assert (await response.json())[0]["text"] == "Vous dites : " + "😀" * MAX_LENGTH


@pytest.mark.parametrize(
    ("body", "advice"),
    [
        ({}, "« message »"),
        ({"sender": "ana"}, "« message »"),
        ({"text": "Bonjour"}, "« message »"),
        ({"message": None}, "« message »"),
        ({"message": 12}, "« message »"),
        ({"message": ["Bonjour"]}, "« message »"),
        ({"message": ""}, f"de 1 à {MAX_LENGTH} caractères"),
        ({"message": "a" * (MAX_LENGTH + 1)}, f"de 1 à {MAX_LENGTH} caractères"),
        ({"message": "a", "sender": ""}, f"de 1 à {MAX_SENDER} caractères"),
        ({"message": "a", "sender": "a" * (MAX_SENDER + 1)}, f"de 1 à {MAX_SENDER} caractères"),
        ({"message": "a", "sender": True}, "« sender »"),
        ({"message": "a", "sender": 10**400}, "« sender »"),
        ({"message": "a", "metadata": "a"}, "« metadata »"),
        ([], "objet JSON"),
        ("Bonjour", "objet JSON"),
        (None, "objet JSON"),
    ],
)
async def test_another_shape_is_a_422_that_names_the_field_and_what_it_should_be(client, assistant, body, advice):
    response = await client.post(WEBHOOK, data=json.dumps(body), headers=JSON)

    assert response.status == 422
    assert response.content_type == "application/problem+json"
    assert advice in (await response.json())["detail"]
    assert assistant.received == []


async def test_half_an_emoji_becomes_the_replacement_character(client, assistant):
    response = await client.post(WEBHOOK, data=rb'{"sender":"\udc00","message":"Oui \ud83d"}', headers=JSON)

    assert response.status == 200
    assert assistant.received == [Message(sender="rest:\ufffd", channel="rest", text="Oui \ufffd")]


@pytest.mark.parametrize("stream", ["true", "True"])
async def test_a_stream_has_one_message_a_line(client, stream):
    response = await client.post(WEBHOOK, params={"stream": stream}, json={"sender": "ana", "message": "merci"})

    assert response.content_type == "text/event-stream"
    (line,) = (await response.read()).splitlines()
    assert json.loads(line)["text"] == "De rien."


async def test_whoever_accepts_events_gets_events(client):
    headers = {"Accept": "text/event-stream"}
    response = await client.post(WEBHOOK, headers=headers, json={"sender": "ana", "message": "merci"})

    assert response.content_type == "text/event-stream"
    event = await response.text()
    assert event.startswith("data: {")
    assert event.endswith("}\n\n")
    assert json.loads(event.removeprefix("data: "))["text"] == "De rien."


async def test_rasas_own_widget_is_read_though_it_calls_its_json_plain_text(client):
    headers = {"Content-Type": "text/plain;charset=UTF-8"}
    response = await client.post(WEBHOOK, headers=headers, data=b'{"sender":"s1","message":"Bonjour"}')

    assert response.status == 200
    assert (await response.json())[0]["text"] == "Vous dites : Bonjour"


@pytest.mark.parametrize("stream", ["1", "", "oui"])
async def test_a_stream_is_wanted_or_not(client, assistant, stream):
    response = await client.post(WEBHOOK, params={"stream": stream}, json={"sender": "ana", "message": "merci"})

    assert response.status == 422
    assert "« stream »" in (await response.json())["detail"]
    assert assistant.received == []


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_clients_see_that_the_channel_is_there(client, method):
    response = await client.request(method, "/webhooks/rest/")

    assert response.status == 200
    assert await response.read() == (b'{"status":"ok"}' if method == "GET" else b"")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300))
async def test_any_bytes_get_valid_json_and_never_a_500(client, raw):
    response = await client.post(WEBHOOK, data=raw, headers=JSON)

    assert_valid_answer(response.status, await response.read())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(near_requests | any_json)
async def test_any_json_gets_valid_json_and_never_a_500(client, body):
    # Python writes NaN, Infinity and halves of surrogate pairs too.
    response = await client.post(WEBHOOK, data=json.dumps(body).encode(), headers=JSON)

    assert_valid_answer(response.status, await response.read())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(any_number, escapes, escapes)
async def test_any_number_and_escape_get_valid_json_and_never_a_500(client, number, message, other):
    raw = f'{{"message": "{message}", "metadata": {{"n": {number}}}, "{other}": {number}}}'.encode()

    response = await client.post(WEBHOOK, data=raw, headers=JSON)

    assert_valid_answer(response.status, await response.read())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
async def test_any_text_reaches_the_assistant_and_comes_back_as_it_was(client, assistant, text):
    response = await client.post(WEBHOOK, json={"sender": "ana", "message": f"-{text}"})

    assert assistant.received[-1].text == f"-{text}"
    assert (await response.json())[0]["text"] == f"Vous dites : -{text}"


async def test_a_message_sent_again_gets_the_same_answer_in_any_form_and_is_not_heard_twice(client, assistant):
    body = {"sender": "ana", "message": "Et Montreuil ?", "message_id": "m1"}
    first = await (await client.post(WEBHOOK, json=body)).read()

    again = await client.post(WEBHOOK, json=body)
    event = await client.post(WEBHOOK, json=body, headers={"Accept": "text/event-stream"})
    line = await client.post(WEBHOOK, json=body, params={"stream": "true"})

    assert await again.read() == first
    assert await event.read() == b"data: " + first[1:-1] + b"\n\n"
    assert await line.read() == first[1:-1] + b"\n"
    assert len(assistant.received) == 1
    figures = await (await client.get("/metrics")).text()
    assert 'laureat_messages_total{channel="rest",outcome="answered"} 1.0' in figures
    assert 'laureat_duplicates_total{channel="rest"} 3.0' in figures


@pytest.mark.parametrize("message_id", ["", "a" * (MAX_MESSAGE_ID + 1), 12])
async def test_the_name_of_a_message_is_a_short_text(client, message_id):
    response = await client.post(WEBHOOK, json={"sender": "ana", "message": "a", "message_id": message_id})

    assert response.status == 422
    assert f"de 1 à {MAX_MESSAGE_ID} caractères" in (await response.json())["detail"]
