import re

import pytest

from bot.server.problems import Kind

UUID = r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


async def read(response) -> dict:
    assert response.content_type == "application/problem+json"
    problem = await response.json()
    assert set(problem) == {"type", "title", "status", "detail", "instance"}
    assert problem["status"] == response.status
    assert re.fullmatch(UUID, problem["instance"])
    return problem


async def test_an_unknown_address_is_a_404(client):
    response = await client.get("/nulle/part")

    problem = await read(response)
    assert response.status == 404
    assert problem["type"] == "urn:laureat:probleme:adresse-inconnue"
    assert problem["title"] == Kind.NOT_FOUND.title
    assert "/openapi.json" in problem["detail"]


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/webhooks/rest/webhook", "POST"),
        ("DELETE", "/model/parse", "POST"),
        ("POST", "/healthz", "GET,HEAD"),
        ("OPTIONS", "/", "GET,HEAD"),
    ],
)
async def test_another_method_is_a_405_that_says_which_to_use(client, method, path, allowed):
    response = await client.request(method, path)

    problem = await read(response)
    assert response.status == 405
    assert response.headers["Allow"] == allowed
    assert all(method in problem["detail"] for method in allowed.split(","))


@pytest.mark.parametrize(
    ("path", "body"), [("/webhooks/rest/webhook", {"message": "panne"}), ("/model/parse", {"text": "panne"})]
)
async def test_what_nobody_foresaw_is_a_500_that_tells_nothing_and_a_log_line_that_tells_all(
    client, caplog, path, body
):
    response = await client.post(path, json=body)

    problem = await read(response)
    assert response.status == 500
    assert "secret" not in str(problem)
    assert "Traceback" not in str(problem)
    (record,) = caplog.records
    assert problem["instance"] in record.getMessage()
    assert "secret of the house" in str(record.exc_info[1])
    assert "panne" not in record.getMessage()


async def test_every_problem_has_a_reference_of_its_own(client):
    instances = {(await read(await client.get("/nulle/part")))["instance"] for _ in range(3)}

    assert len(instances) == 3


def test_kinds_have_each_their_slug():
    assert len({kind.slug for kind in Kind}) == len(Kind)
