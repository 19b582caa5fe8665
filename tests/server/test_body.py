import gzip
import json
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta, Struct

from bot.server.body import JsonBody
from bot.server.problems import Kind, Problem

JSON = {"Content-Type": "application/json"}


class Line(Struct):
    text: Annotated[str, Meta(description="Le texte.")]


def kind_of(raw: bytes) -> Kind:
    with pytest.raises(Problem) as caught:
        JsonBody(Line).decode(raw)
    return caught.value.kind


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"text=Bonjour",
        b"{'text': 'Bonjour'}",
        b'{"text": "Bonjour"} {}',
        b'{"text": "a", "n": NaN}',
        b'{"text": "a\x00"}',
        b'{"text": "\xe9"}',
        b'{"text": "a", "autre": "\xff"}',
        b'{"text": "\xed\xa0\x80"}',
        '{"text": "Bonjour"}'.encode("utf-16"),
        b'{"text": "a", "autre": ' + b"[" * 60000,
        b"[" * 60000,
        b'{"text": 1, "autre": [}',
        b'{"text": "a", "autre": ' + b"[" * 30000 + b"]" * 30000 + b"}",
    ],
)
def test_what_is_not_json_in_utf8_is_unreadable(raw):
    assert kind_of(raw) is Kind.UNREADABLE


@given(st.lists(st.sampled_from(["\ud83d", "\ude00", "\ud800", "\\", '"', "\\ud83d", "u", "é"])).map("".join))
def test_halves_of_surrogate_pairs_are_replaced_and_nothing_else_changes(text):
    raw = json.dumps({"text": text}).encode()
    whole = json.loads(raw)["text"].encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    assert JsonBody(Line).decode(raw).text == whole


def test_a_fault_in_a_field_is_told_with_what_the_field_is():
    with pytest.raises(Problem, match=r"^Corrigez le champ « text » : Le texte\.$"):
        JsonBody(Line).decode(b'{"text": 1}')


@pytest.mark.parametrize(
    "content_type", ["application/json", "application/json; charset=utf-8", "Application/JSON;charset=UTF-8"]
)
async def test_json_is_read_whatever_the_parameters_of_its_type(client, reader, content_type):
    response = await client.post(reader, data=b'{"message": "a", "text": "a"}', headers={"Content-Type": content_type})

    assert response.status == 200


@pytest.mark.parametrize(
    "content_type", ["text/html", "application/x-www-form-urlencoded", "application/jsonx", "json", "", ";;;"]
)
async def test_another_type_is_a_415(client, reader, content_type):
    response = await client.post(reader, data=b'{"message": "a", "text": "a"}', headers={"Content-Type": content_type})

    assert response.status == 415
    assert "application/json" in (await response.json())["detail"]


async def test_a_body_without_type_is_read_as_json(client, reader):
    response = await client.post(reader, data=b'{"message": "a", "text": "a"}', skip_auto_headers=["Content-Type"])

    assert response.status == 200


@pytest.mark.parametrize("blank", [" ", "\n\t", "\u00a0\u202f"])
async def test_a_text_of_spaces_says_nothing(client, reader, blank):
    response = await client.post(reader, json={"message": blank, "text": blank})

    assert response.status == 422
    assert "pas seulement des espaces" in (await response.json())["detail"]


async def test_a_compressed_body_is_read(client, reader):
    body = gzip.compress(b'{"message": "a", "text": "a"}')

    response = await client.post(reader, data=body, headers={**JSON, "Content-Encoding": "gzip"})

    assert response.status == 200


async def test_a_body_compressed_badly_is_unreadable_and_logs_nothing(client, reader, caplog):
    for _ in range(3):
        response = await client.post(reader, data=b"not gzip", headers={**JSON, "Content-Encoding": "gzip"})

        assert response.status == 400
        assert (await response.json())["type"].endswith("corps-illisible")
    assert caplog.records == []


async def test_the_limit_holds_for_what_is_sent_and_for_what_it_inflates_to(client, reader):
    limit = client.app._client_max_size
    large = json.dumps({"message": "a", "text": "a", "metadata": {"a": "a" * limit}}).encode()

    plain = await client.post(reader, data=large, headers=JSON)
    packed = await client.post(reader, data=gzip.compress(large), headers={**JSON, "Content-Encoding": "gzip"})

    assert (plain.status, packed.status) == (413, 413)
    assert str(limit) in (await plain.json())["detail"]


async def test_a_body_as_large_as_the_limit_is_read(client, reader):
    limit = client.app._client_max_size
    body = b'{"message": "a", "text": "a"}'.ljust(limit)

    assert (await client.post(reader, data=body, headers=JSON)).status == 200
