import json

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from bot.content.pages import PATHS
from bot.server.openapi import describe


def validator(schema: dict) -> Draft202012Validator:
    return Draft202012Validator({**schema, "components": describe()["components"]})


def examples():
    for path, operations in describe()["paths"].items():
        for method, operation in operations.items():
            places = [operation.get("requestBody", {}), *operation["responses"].values()]
            for place in places:
                for media in place.get("content", {}).values():
                    yield pytest.param(media["schema"], media["example"], id=f"{method} {path}")


async def test_the_published_description_is_valid_openapi_31(client):
    response = await client.get("/openapi.json")

    document = await response.json()
    assert response.content_type == "application/json"
    assert document["openapi"].startswith("3.1.")
    OpenAPIV31SpecValidator(document).validate()


async def test_everything_served_for_programs_is_described_and_everything_described_is_served(client):
    served = {
        (route.method.lower(), route.resource.canonical)
        for route in client.app.router.routes()
        if route.method != "HEAD" and not route.resource.canonical.startswith(("/site/", "/web/"))
    }
    described = {(method, path) for path, methods in describe()["paths"].items() for method in methods}

    assert described == served - {("get", path) for path in (*PATHS.values(), "/openapi.json")}


@pytest.mark.parametrize(("schema", "example"), list(examples()))
def test_examples_are_what_their_schemas_say(schema, example):
    validator(schema).validate(example)


@pytest.mark.parametrize("path", ["/webhooks/rest/webhook", "/model/parse"])
async def test_the_example_of_a_request_is_answered_as_described(client, path):
    operation = describe()["paths"][path]["post"]
    example = operation["requestBody"]["content"]["application/json"]["example"]

    response = await client.post(path, json=example)

    validator(operation["responses"]["200"]["content"]["application/json"]["schema"]).validate(await response.json())


@pytest.mark.parametrize(
    ("raw", "content_type"),
    [
        (b"{", "application/json"),
        (b"{}", "application/json"),
        (b"{}", "text/html"),
        (b" " * 70000, "application/json"),
        (json.dumps({"message": "panne", "text": "panne"}).encode(), "application/json"),
    ],
)
async def test_every_problem_is_described(client, reader, raw, content_type):
    response = await client.post(reader, data=raw, headers={"Content-Type": content_type})

    document = describe()
    reference = document["paths"][reader]["post"]["responses"][str(response.status)]["$ref"]
    described = document["components"]["responses"][reference.rpartition("/")[2]]
    validator(described["content"]["application/problem+json"]["schema"]).validate(await response.json())
