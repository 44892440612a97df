"""Schemathesis: whatever is sent within the description and beside it, no server error and no answer outside the schema."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from monitoring.api.app import api

Made = Callable[..., Any]
DESCRIPTION: dict[str, Any] = api.get_openapi_schema()
PATHS = tuple(DESCRIPTION["paths"])
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
HOST = {"Host": "127.0.0.1"}


@pytest.fixture
def described(world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The API in this process; the limit a minute has a test of its own.

    A real server closes idle connections around each request; here the connection is the test's, as Django's own client knows.
    """
    monkeypatch.setattr("monitoring.api.auth.PerToken.allow_request", lambda *_: True)
    around = (request_started, request_finished)
    for signal in around:
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application(), headers=HOST)
    for signal in around:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("path", PATHS)
def test_no_answer_lies_outside_the_schema(path: str, described: Any, made: Made) -> None:
    headers = HOST | {"Authorization": f"Bearer {made().secret}"}
    within = answers(described[path]["GET"], GenerationMode.POSITIVE, headers)
    beside = answers(described[path]["GET"], GenerationMode.NEGATIVE, headers)

    assert within | beside <= {200, 404, 422}
    assert 200 in within or "{" in path


def answers(operation: Any, mode: GenerationMode, headers: dict[str, str]) -> set[int]:
    """Statuses of what was sent within the description, or beside it; a fault of an answer is raised."""
    seen: set[int] = set()

    @settings(
        max_examples=12,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        response = case.call(headers=headers)
        seen.add(response.status_code)
        case.validate_response(response, checks=CHECKS)

    ask()
    return seen


def test_every_operation_is_described_in_polish() -> None:
    for path in PATHS:
        operation = DESCRIPTION["paths"][path]["get"]
        assert operation["summary"], path
        assert operation["description"], path
        assert operation["security"] == [{"BearerToken": []}, {"BasicToken": []}]
        refused = operation["responses"][401]["content"]
        assert list(refused) == ["application/problem+json"]


def test_the_description_is_open_and_holds_no_data(client: Any, world: SimpleNamespace) -> None:
    document, page = client.get("/api/v1/openapi.json"), client.get("/api/v1/docs")

    assert (document.status_code, page.status_code) == (200, 200)
    assert document.json()["openapi"] == "3.1.0"
    for path in PATHS:
        assert f"GET {path}" in page.content.decode()
    for text in (document.content.decode(), page.content.decode()):
        assert world.plan.title not in text
        assert "ZSP nr 101" not in text
