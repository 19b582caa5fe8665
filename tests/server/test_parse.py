import pytest

from bot.message import MAX_LENGTH


async def test_a_text_is_parsed_in_rasas_shape(client):
    response = await client.post("/model/parse", json={"text": "Où ?", "message_id": "12"})

    assert response.status == 200
    assert await response.json() == {
        "text": "Où ?",
        "intent": {"name": "echo", "confidence": 0.75},
        "intent_ranking": [{"name": "echo", "confidence": 0.75}, {"name": None, "confidence": 0.0}],
        "entities": [
            {"entity": "mot", "value": "fin", "start": 3, "end": 4, "confidence_entity": 0.5, "extractor": "echo"}
        ],
    }


async def test_parsing_is_no_part_of_a_conversation(client, assistant):
    await client.post("/model/parse", json={"text": "Où ?"})

    assert assistant.received == []


@pytest.mark.parametrize("body", [{}, {"text": None}, {"text": ""}, {"text": "a" * (MAX_LENGTH + 1)}, {"message": "a"}])
async def test_another_shape_is_a_422_that_says_what_text_should_be(client, body):
    response = await client.post("/model/parse", json=body)

    assert response.status == 422
    assert "« text »" in (await response.json())["detail"]
