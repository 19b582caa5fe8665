"""The server does what its description says, whatever is sent: schemathesis, over HTTP, on a real server."""

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from bot.server.openapi import describe
from tests.services import Served, serving

schema = schemathesis.openapi.from_dict(describe())


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served")) as running:
        yield running


@schema.parametrize()
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_api_does_what_its_description_says(case: schemathesis.Case, served: Served) -> None:
    case.call_and_validate(base_url=served.url)
